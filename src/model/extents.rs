//! The distinct extents of a dataset, each parsed once.

use super::ExtentIx;
use crate::date::{Extent, ExtentError, Reading};
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// A table of distinct extents: one entry per text and [`Reading`].
///
/// A million records of one century share a few thousand dates, so a record stores four bytes and a text is
/// parsed once.
#[derive(Debug, Clone, Default)]
pub struct Extents {
    extents: Vec<Extent>,
    numbers: HashTable<u32>,
}

impl Extents {
    /// The number of `text` read as `reading`, parsed if it is new.
    ///
    /// # Errors
    /// [`ExtentError`] when the text is no EDTF value that this reading can hold.
    pub fn intern(&mut self, text: &str, reading: Reading) -> Result<ExtentIx, ExtentError> {
        if let Some(found) = self.find(text, reading) {
            return Ok(found);
        }
        let extent = Extent::parse(text, reading)?;
        Ok(self.push(extent))
    }

    /// Takes over the extents of another table; the number here of each number there.
    #[must_use]
    pub(crate) fn join(&mut self, other: Self) -> Vec<ExtentIx> {
        let number = |extent: Extent| {
            self.find(extent.as_str(), extent.reading()).unwrap_or_else(|| self.push(extent))
        };
        other.extents.into_iter().map(number).collect()
    }

    fn find(&self, text: &str, reading: Reading) -> Option<ExtentIx> {
        let is_same = |&number: &u32| {
            let known = &self.extents[number as usize];
            known.reading() == reading && known.as_str() == text
        };
        self.numbers.find(hash(text, reading), is_same).map(|&number| ExtentIx(number))
    }

    fn push(&mut self, extent: Extent) -> ExtentIx {
        let number = ExtentIx::from(self.extents.len());
        let hash_of = |extent: &Extent| hash(extent.as_str(), extent.reading());
        let extents = &self.extents;
        let rehash = |&number: &u32| hash_of(&extents[number as usize]);
        self.numbers.insert_unique(hash_of(&extent), number.0, rehash);
        self.extents.push(extent);
        number
    }

    /// The extent of a number.
    #[must_use]
    pub fn get(&self, number: ExtentIx) -> &Extent {
        &self.extents[number.index()]
    }

    /// How many distinct extents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.extents.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.extents.is_empty()
    }
}

fn hash(text: &str, reading: Reading) -> u64 {
    FxBuildHasher.hash_one((text, reading as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_for_each_reading_and_keeps_it_when_tables_are_joined() {
        let mut extents = Extents::default();
        let [year, month] = ["1985", "1985-06"].map(|text| extents.intern(text, Reading::State).unwrap());
        assert_ne!(extents.intern("1985", Reading::Happening).unwrap(), year);
        assert_eq!(extents.intern("1985", Reading::State).unwrap(), year);
        let mut other = Extents::default();
        for text in ["1990", "1985-06"] {
            other.intern(text, Reading::State).unwrap();
        }
        let numbers = extents.join(other);
        assert_eq!((numbers[1], extents.len()), (month, 4));
        assert_eq!(extents.get(numbers[0]).as_str(), "1990");
        assert_eq!(extents.intern("1990", Reading::State).unwrap(), numbers[0]);
    }
}
