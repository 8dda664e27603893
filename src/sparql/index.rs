//! Triples of numbers in three orders, so that whatever a pattern gives is a prefix of one of them.
//!
//! Three sorted arrays of twelve bytes a triple: what a pattern matches is a run in one of them, found by halving.
//! Nothing is ever added to an index, so there is nothing to keep in balance.

/// A subject, a predicate and an object by their numbers.
pub(super) type Numbers = [u32; 3];

/// A set of triples.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By subject, predicate, object.
    spo: Vec<Numbers>,
    /// By predicate, object, subject.
    pos: Vec<Numbers>,
    /// By object, subject, predicate.
    osp: Vec<Numbers>,
}

/// The orders of an index: how far each is turned from subject, predicate, object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Spo = 0,
    Pos = 1,
    Osp = 2,
}

impl Turn {
    fn turned(self, mut triple: Numbers) -> Numbers {
        triple.rotate_left(self as usize);
        triple
    }

    fn back(self, mut triple: Numbers) -> Numbers {
        triple.rotate_right(self as usize);
        triple
    }
}

/// The triples that a pattern matches, in the order of one array.
#[derive(Debug, Clone)]
pub(super) struct Matches<'i> {
    run: std::slice::Iter<'i, Numbers>,
    turn: Turn,
}

impl Iterator for Matches<'_> {
    type Item = Numbers;

    fn next(&mut self) -> Option<Numbers> {
        self.run.next().map(|triple| self.turn.back(*triple))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.run.size_hint()
    }
}

impl ExactSizeIterator for Matches<'_> {}

impl Index {
    /// Triples, each kept once. O(n log n).
    pub(super) fn new(mut triples: Vec<Numbers>) -> Self {
        triples.sort_unstable();
        triples.dedup();
        triples.shrink_to_fit();
        let turned = |turn: Turn| {
            let mut turned: Vec<Numbers> = triples.iter().map(|triple| turn.turned(*triple)).collect();
            turned.sort_unstable();
            turned
        };
        Self { pos: turned(Turn::Pos), osp: turned(Turn::Osp), spo: triples }
    }

    pub(super) fn len(&self) -> usize {
        self.spo.len()
    }

    /// The triples with some subject, predicate or object. O(log n) before the first.
    pub(super) fn matches(&self, pattern: [Option<u32>; 3]) -> Matches<'_> {
        let [subject, predicate, object] = pattern;
        let turn = match (subject.is_some(), predicate.is_some(), object.is_some()) {
            (true, false, true) | (false, false, true) => Turn::Osp,
            (false, true, _) => Turn::Pos,
            _ => Turn::Spo,
        };
        let array = match turn {
            Turn::Spo => &self.spo,
            Turn::Pos => &self.pos,
            Turn::Osp => &self.osp,
        };
        let mut prefix = pattern;
        prefix.rotate_left(turn as usize);
        Matches { run: run(array, prefix).iter(), turn }
    }
}

/// The part of a sorted array that begins with what a pattern gives; after its first gap a pattern gives nothing more.
fn run(array: &[Numbers], prefix: [Option<u32>; 3]) -> &[Numbers] {
    let given: Vec<u32> = prefix.iter().map_while(|number| *number).collect();
    let length = given.len();
    let from = array.partition_point(|triple| triple[..length] < given[..]);
    let rest = &array[from..];
    &rest[..rest.partition_point(|triple| triple[..length] == given[..])]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn every_pattern_matches_what_looking_through_all_matches(
            triples in prop::collection::vec([0u32..5, 0u32..4, 0u32..5], 0..60),
            pattern in [prop::option::of(0u32..6), prop::option::of(0u32..5), prop::option::of(0u32..6)],
        ) {
            let index = Index::new(triples.clone());
            let fits = |triple: &&Numbers| (0..3).all(|n| pattern[n].is_none_or(|given| given == triple[n]));
            let expected: BTreeSet<Numbers> = triples.iter().filter(fits).copied().collect();
            let found: Vec<Numbers> = index.matches(pattern).collect();
            prop_assert_eq!(found.len(), index.matches(pattern).len());
            prop_assert_eq!(found.len(), expected.len(), "each once");
            prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
        }
    }
}
