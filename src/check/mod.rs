//! Rules about the data as a whole, once every row has been read.
//!
//! A [`Check`] is one rule in one file, with its codes and their explanations. A new one is a file here and a line in
//! [`CHECKS`]. What can be seen in one row alone is seen while loading ([`crate::load`]).

mod certain;
mod crowd;
mod digests;
mod ended;
mod evidence;
mod explain;
#[cfg(test)]
mod fixture;
mod history;
mod lifespan;
mod passages;
mod shared_name;
mod sole;
mod texts;
mod unused;

pub use crowd::TOO_MANY_EDGES;
pub use digests::digests;
pub use explain::explain;
pub use passages::passages;
pub use texts::texts;

use crate::diagnostic::{Code, Report};
use crate::model::Dataset;
use crate::resolve::Identities;

/// A rule about a dataset as a whole.
pub trait Check: Sync {
    /// The codes it raises.
    fn codes(&self) -> &'static [&'static Code];

    /// Reports every breach of the rule.
    fn check(&self, dataset: &Dataset, identities: &Identities, report: &mut Report);
}

/// All rules, in the order in which they run.
pub const CHECKS: &[&dyn Check] = &[
    &evidence::Evidence,
    &shared_name::SharedName,
    &lifespan::Lifespan,
    &sole::Sole,
    &ended::Ended,
    &history::History,
    &unused::Unused,
    &crowd::Crowd,
];

/// Runs every rule.
pub fn check(dataset: &Dataset, identities: &Identities, report: &mut Report) {
    for rule in CHECKS {
        rule.check(dataset, identities, report);
    }
}

/// The codes of all rules.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    let rules = CHECKS.iter().flat_map(|rule| rule.codes().iter().copied());
    rules.chain(texts::CODES).collect()
}
