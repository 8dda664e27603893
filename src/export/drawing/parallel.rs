//! Edges that are parallel: of one relation between the same two.

use crate::graph::Edge;

/// Which of the edges of its ends and relation an edge is, where it is not the first.
///
/// Gephi merges edges whose ends and kind are equal, so all but the first get their number into the kind.
#[derive(Debug, Default)]
pub(super) struct Parallel {
    /// Edges by their index, in order, with their numbers from 2.
    later: Vec<(u32, u32)>,
}

impl Parallel {
    /// Numbers edges that come in order. They are sorted by their ends once: n log n, 16 bytes an edge meanwhile.
    pub fn new<'g>(edges: impl Iterator<Item = Edge<'g>>) -> Self {
        let key = |edge: Edge<'_>| {
            let parts = [
                edge.source.index() as u32,
                edge.target.index() as u32,
                edge.data.relation.index() as u32,
                edge.index.index() as u32,
            ];
            parts.into_iter().fold(0, |key: u128, part| key << 32 | u128::from(part))
        };
        let mut keys: Vec<u128> = edges.map(key).collect();
        keys.sort_unstable();
        let same = |a: &u128, b: &u128| a >> 32 == b >> 32;
        let groups = keys.chunk_by(same).filter(|group| group.len() > 1);
        let number = |(n, key): (usize, &u128)| (*key as u32, n as u32 + 1);
        let mut later: Vec<_> =
            groups.flat_map(|group| group.iter().enumerate().skip(1).map(number)).collect();
        later.sort_unstable();
        Self { later }
    }

    /// Writes the kind of an edge: its relation, `#2` added to the second of its ends and relation, and so on.
    pub fn push_kind(&self, edge: &Edge<'_>, kind: &mut String) {
        use std::fmt::Write;
        kind.push_str(&edge.relation().name);
        let index = edge.index.index() as u32;
        if let Ok(place) = self.later.binary_search_by_key(&index, |(edge, _)| *edge) {
            // Writing to a string cannot fail.
            let _ = write!(kind, "#{}", self.later[place].1);
        }
    }
}
