//! The distinct extents of a dataset, each parsed once.

use super::ExtentIx;
use crate::date::{Extent, ExtentError, Reading};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// A table of distinct extents: one entry per text and [`Reading`].
///
/// A million records of one century share a few thousand dates, so a record stores four bytes and a text is
/// parsed once.
#[derive(Debug, Clone, Default)]
pub struct Extents {
    extents: Vec<Extent>,
    known: [HashMap<Box<str>, ExtentIx, FxBuildHasher>; 3],
}

impl Extents {
    /// The number of `text` read as `reading`, parsed if it is new.
    ///
    /// # Errors
    /// [`ExtentError`] when the text is no EDTF value that this reading can hold.
    pub fn intern(&mut self, text: &str, reading: Reading) -> Result<ExtentIx, ExtentError> {
        let known = &mut self.known[reading as usize];
        if let Some(&found) = known.get(text) {
            return Ok(found);
        }
        let extent = Extent::parse(text, reading)?;
        let number = ExtentIx::from(self.extents.len());
        self.extents.push(extent);
        known.insert(text.into(), number);
        Ok(number)
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
