//! The edges whose rows go first, so that Gephi sees every column of numbers and flags filled in its first 25 rows.
//!
//! Gephi takes a column that is empty there for one of texts, and one of small numbers for one of 32 bits. So for each
//! such column that any edge fills one row is put in front: one whose number takes 64 bits, if there is any. A row that
//! serves several columns goes once. A dataset would need more than 25 columns that no two records share to be guessed
//! wrong still.

use super::super::drawing::{Column, ColumnType, DrawnEdge};
use fixedbitset::FixedBitSet;

/// The edges found so far; at most two are kept for a column.
pub(super) struct Leaders {
    /// The columns that have a type, by their places among all columns of records.
    typed: Vec<(usize, ColumnType)>,
    candidates: Vec<Candidate>,
    /// The best candidate for each typed column, and for the time as the last.
    best: Vec<Option<Best>>,
}

#[derive(Debug, Clone, Copy)]
struct Best {
    candidate: usize,
    is_long: bool,
}

struct Candidate {
    part: usize,
    id: String,
    filled: FixedBitSet,
}

impl Leaders {
    /// Starts with the columns of records; those that differ between the edges of one record are never empty.
    pub(super) fn new<'c>(columns: impl Iterator<Item = &'c Column>) -> Self {
        let types = columns.map(|column| column.column_type).enumerate();
        let typed: Vec<_> = types.filter(|(_, column_type)| !column_type.is_text()).collect();
        let best = vec![None; typed.len() + 1];
        Self { typed, candidates: Vec::new(), best }
    }

    /// Whether no edge can be better than those found.
    pub(super) fn are_settled(&self) -> bool {
        let is_best = |(n, best): (usize, &Option<Best>)| {
            let can_be_long = self.typed.get(n).is_some_and(|(_, column)| *column == ColumnType::Long);
            best.is_some_and(|best| best.is_long || !can_be_long)
        };
        self.best.iter().enumerate().all(is_best)
    }

    /// Looks at the first edge of a record, and keeps its id and part if it is the best so far for any column.
    pub(super) fn consider(&mut self, part: usize, edge: &DrawnEdge<'_>) {
        let cells: Vec<&str> = edge.record_cells.iter().collect();
        let mut filled = FixedBitSet::with_capacity(self.best.len());
        let mut is_better = false;
        let candidate = self.candidates.len();
        for (n, best) in self.best.iter_mut().enumerate() {
            let (is_filled, is_long) = match self.typed.get(n) {
                Some(&(place, column_type)) => (!cells[place].is_empty(), is_long(cells[place], column_type)),
                None => (edge.start.is_some() || edge.end.is_some(), false),
            };
            filled.set(n, is_filled);
            if is_filled && best.is_none_or(|best| is_long && !best.is_long) {
                *best = Some(Best { candidate, is_long });
                is_better = true;
            }
        }
        if is_better {
            self.candidates.push(Candidate { part, id: edge.id.to_owned(), filled });
        }
    }

    /// The ids of the chosen edges, in their order, each with its part.
    pub(super) fn choose(self) -> Vec<(usize, String)> {
        let (long, short): (Vec<_>, Vec<_>) = self
            .best
            .iter()
            .enumerate()
            .filter_map(|(n, best)| Some((n, (*best)?)))
            .partition(|(_, b)| b.is_long);
        let mut covered = FixedBitSet::with_capacity(self.best.len());
        let mut chosen = FixedBitSet::with_capacity(self.candidates.len());
        for (n, best) in long.into_iter().chain(short) {
            if best.is_long || !covered.contains(n) {
                chosen.insert(best.candidate);
                covered.union_with(&self.candidates[best.candidate].filled);
            }
        }
        let candidates = self.candidates.into_iter().enumerate();
        candidates.filter(|(n, _)| chosen.contains(*n)).map(|(_, c)| (c.part, c.id)).collect()
    }
}

/// Whether a number takes more than 32 bits.
fn is_long(cell: &str, column_type: ColumnType) -> bool {
    column_type == ColumnType::Long && cell.len() > 9 && cell.parse::<i32>().is_err()
}
