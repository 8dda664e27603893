//! Where the chains of `part_of` and `within` lead.

use crate::diagnostic::{Code, Severity};

/// Raised when `part_of` or `within` leads back to where it began.
pub static CIRCLE: Code = Code {
    id: "E0304",
    severity: Severity::Error,
    title: "part of itself",
    explanation: "`part_of` (of an entity) or `within` (of a place) leads from the row over others back to itself. A body \
        cannot be part of its own part. Empty the cell that closes the circle; every row of the circle is named, because \
        any of them may be the wrong one.",
};

pub(super) const CODES: [&Code; 1] = [&CIRCLE];

/// The parent that a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parent {
    /// None.
    None,
    /// One that no row has.
    Unknown,
    /// The row at this position.
    Row(usize),
}

/// Whether each row lies on a circle of parents. Linear in the number of rows.
pub(super) fn on_circle(parents: &[Parent]) -> Vec<bool> {
    // The walk that first came by a row, from 1; 0 for none.
    let mut walked = vec![0; parents.len()];
    let mut circle = vec![false; parents.len()];
    for start in 0..parents.len() {
        let walk = start + 1;
        let mut at = start;
        while walked[at] == 0 {
            walked[at] = walk;
            let Parent::Row(parent) = parents[at] else { break };
            at = parent;
        }
        // Only a walk that comes back to its own steps has found a circle, and it has found all of it.
        while walked[at] == walk && !circle[at] && matches!(parents[at], Parent::Row(_)) {
            circle[at] = true;
            if let Parent::Row(parent) = parents[at] {
                at = parent;
            }
        }
    }
    circle
}

#[cfg(test)]
mod tests {
    use super::Parent::{None, Row, Unknown};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_rows_of_the_circle_are_on_it() {
        // 0 -> 1 -> 2 -> 1, 3 -> 3, 4 -> unknown, 5
        let parents = [Row(1), Row(2), Row(1), Row(3), Unknown, None];
        assert_eq!(on_circle(&parents), [false, true, true, true, false, false]);
    }

    proptest! {
        #[test]
        fn it_agrees_with_walking_from_every_row(
            parents in proptest::collection::vec(proptest::option::of(0..8_usize), 8)
        ) {
            let parents: Vec<Parent> = parents.into_iter().map(|p| p.map_or(None, Row)).collect();
            let comes_back = |start: usize| {
                let mut at = start;
                (0..parents.len()).any(|_| {
                    if let Row(parent) = parents[at] {
                        at = parent;
                        at == start
                    } else {
                        false
                    }
                })
            };
            let tried: Vec<bool> = (0..parents.len()).map(comes_back).collect();
            prop_assert_eq!(on_circle(&parents), tried);
        }
    }
}
