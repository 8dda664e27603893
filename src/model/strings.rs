//! Many small strings in one piece of memory.

use super::TextIx;
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// A growing list of strings: their bytes end to end, and where each one ends.
///
/// A string costs its bytes and four more; nothing is allocated per string. There is no limit on the whole: the rare
/// positions at which the ends pass a multiple of 4 GiB are kept apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strings {
    text: String,
    /// The lower 32 bits of each end.
    ends: Vec<u32>,
    /// The positions from which the ends lie beyond one more multiple of 4 GiB.
    wraps: Vec<usize>,
}

impl Strings {
    /// Appends a string and returns its position.
    pub fn push(&mut self, text: &str) -> usize {
        let before = self.text.len();
        self.text.push_str(text);
        for _ in before >> 32..self.text.len() >> 32 {
            self.wraps.push(self.ends.len());
        }
        self.ends.push(self.text.len() as u32);
        self.ends.len() - 1
    }

    /// The string at `position`.
    ///
    /// # Panics
    /// When `position` is not smaller than [`Strings::len`].
    #[must_use]
    pub fn get(&self, position: usize) -> &str {
        let start = if position == 0 { 0 } else { self.end(position - 1) };
        &self.text[start..self.end(position)]
    }

    fn end(&self, position: usize) -> usize {
        let end = self.ends[position] as usize;
        if self.wraps.is_empty() {
            return end;
        }
        self.wraps.partition_point(|&from| from <= position) << 32 | end
    }

    /// How many strings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The strings in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator + '_ {
        (0..self.len()).map(|position| self.get(position))
    }

    /// The position of `text`, if the strings are sorted.
    #[must_use]
    pub fn position_sorted(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// Appends the strings of another list.
    pub(crate) fn join(&mut self, other: &Self) {
        for text in other.iter() {
            self.push(text);
        }
    }

    /// Gives back what was reserved and not used.
    pub fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// A set of distinct strings, each with a small number.
#[derive(Debug, Clone, Default)]
pub struct Interner {
    strings: Strings,
    table: HashTable<u32>,
}

impl Interner {
    /// The number of `text`, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> TextIx {
        let Self { strings, table } = self;
        let hash = FxBuildHasher.hash_one(text);
        let rehash = |&i: &u32| FxBuildHasher.hash_one(strings.get(i as usize));
        if let Some(&found) = table.find(hash, |&i| strings.get(i as usize) == text) {
            return TextIx(found);
        }
        table.reserve(1, rehash);
        let number = strings.push(text) as u32;
        table.insert_unique(hash, number, |&i| FxBuildHasher.hash_one(strings.get(i as usize)));
        TextIx(number)
    }

    /// The number of `text`, if it is known.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<TextIx> {
        let hash = FxBuildHasher.hash_one(text);
        self.table.find(hash, |&i| self.strings.get(i as usize) == text).map(|&i| TextIx(i))
    }

    /// Takes over the texts of another set; the number here of each number there.
    #[must_use]
    pub(crate) fn join(&mut self, other: &Self) -> Vec<TextIx> {
        other.strings.iter().map(|text| self.intern(text)).collect()
    }

    /// The text of a number.
    #[must_use]
    pub fn get(&self, number: TextIx) -> &str {
        self.strings.get(number.index())
    }

    /// The texts in the order they came.
    #[must_use]
    pub fn strings(&self) -> &Strings {
        &self.strings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interned_strings_are_stored_once() {
        let mut interner = Interner::default();
        let first = interner.intern("全总");
        assert_eq!(interner.intern("全总"), first);
        assert_ne!(interner.intern("全"), first);
        assert_eq!(interner.get(first), "全总");
        assert_eq!(interner.strings().len(), 2);
    }

    #[test]
    fn sorted_strings_are_found_by_halving() {
        let mut strings = Strings::default();
        ["a", "b", "d"].iter().for_each(|s| {
            strings.push(s);
        });
        assert_eq!(strings.position_sorted("d"), Some(2));
        assert_eq!(strings.position_sorted("c"), None);
    }
}
