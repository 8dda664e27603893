//! Ids to numbers.

use super::Strings;
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// The numbers of ids whose texts are kept elsewhere.
///
/// Every filler of every record is looked up here, and what a look-up costs is how many far places of memory it touches: so
/// a short id, as most are, stands in the table itself and is compared there.
#[derive(Debug, Clone, Default)]
pub(super) struct IdTable(HashTable<Entry>);

#[derive(Debug, Clone, Copy)]
struct Entry {
    head: Head,
    number: u32,
}

/// The first bytes of an id, and in the last place how many it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head([u8; 12]);

impl Head {
    const LONG: u8 = u8::MAX;

    fn of(id: &str) -> Self {
        let mut bytes = [0; 12];
        let length = id.len().min(11);
        bytes[..length].copy_from_slice(&id.as_bytes()[..length]);
        bytes[11] = if id.len() > length { Self::LONG } else { length as u8 };
        Self(bytes)
    }

    fn is_whole(self) -> bool {
        self.0[11] != Self::LONG
    }
}

impl IdTable {
    /// Adds the last of some ids, which is not yet known.
    pub(super) fn insert_last(&mut self, ids: &Strings) {
        let number = ids.len() - 1;
        let id = ids.get(number);
        let entry = Entry { head: Head::of(id), number: number as u32 };
        self.0.insert_unique(hash(id), entry, |entry| hash(ids.get(entry.number as usize)));
    }

    /// The number of an id among those inserted.
    pub(super) fn find(&self, id: &str, ids: &Strings) -> Option<u32> {
        let head = Head::of(id);
        let is_same =
            |entry: &Entry| entry.head == head && (head.is_whole() || ids.get(entry.number as usize) == id);
        self.0.find(hash(id), is_same).map(|entry| entry.number)
    }
}

fn hash(id: &str) -> u64 {
    FxBuildHasher.hash_one(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn ids_are_found_whatever_their_length(drawn in prop::collection::btree_set("[ab]{0,3}|[ab]{10,13}|全{3,5}", 0..60), asked in prop::collection::vec("[ab]{0,3}|[ab]{10,13}|全{3,5}", 0..30)) {
            let (mut ids, mut table, mut known) = (Strings::default(), IdTable::default(), BTreeMap::new());
            for id in &drawn {
                ids.push(id);
                table.insert_last(&ids);
                known.insert(id.clone(), ids.len() as u32 - 1);
            }
            for id in drawn.iter().chain(&asked) {
                prop_assert_eq!(table.find(id, &ids), known.get(id).copied());
            }
        }
    }
}
