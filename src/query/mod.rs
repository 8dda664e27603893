//! Questions to the graph, one a file, such as [`PathQuery`], [`ShowQuery`] and [`StatsQuery`].
//!
//! A question is a small recipe of plain fields; `run` takes a [`View`] and gives an owned,
//! typed answer made of indexes into the graph. An [`Answer`] is rendered as text for people, as JSON for programs and
//! as a [`Table`] for CSV; the search knows nothing of rendering, and rendering searches nothing. What a view leaves
//! out (records after a date, other kinds, ended states) is not in any answer: filters make the view.
//!
//! ```no_run
//! use relata::pipeline::Pipeline;
//! use relata::query::{Answer, PathQuery, Rendering};
//! let graph = Pipeline::new("graph-data").run().graph.unwrap();
//! let (names, dataset) = (graph.name_index(), graph.dataset());
//! let find = |name| names.find(dataset, graph.identities(), name).unwrap();
//! let answer = PathQuery::between(find("ACFTU"), find("ICFTU")).run(&graph.view())?;
//! assert!(answer.direct.iter().all(|route| route.hops.len() == 1));
//! let text = answer.to_text(&graph, &Rendering::in_language("en"));
//! # Ok::<(), relata::query::PathError>(())
//! ```
//!
//! What it does not do: resolve names ([`crate::resolve::NameIndex`] does, for the caller), or print.

mod answered;
mod around;
mod as_of;
pub mod brokers;
pub mod candidates;
pub mod centrality;
mod changes;
mod concerns;
mod distinction;
#[cfg(test)]
mod drawn;
mod evidence;
pub mod find;
mod listing;
mod moment;
pub mod path;
mod period;
mod relations;
pub mod scope;
mod selection;
pub mod show;
pub mod stats;
pub mod timeline;
mod wording;

pub use answered::{AnsweredExtent, Reckoning};
pub use around::Around;
pub use as_of::{AsOfAnswer, AsOfQuery, Held};
pub use brokers::{BrokersAnswer, BrokersQuery};
pub use candidates::{CandidatesAnswer, CandidatesQuery};
pub use centrality::{CentralityAnswer, CentralityQuery};
pub use changes::{Change, ChangesAnswer, ChangesQuery, What};
pub use concerns::NotInView;
pub use evidence::PassageTexts;
pub use find::{FindAnswer, FindError, FindQuery};
pub use path::{PathAnswer, PathError, PathQuery};
pub use period::Period;
pub use relations::Relations;
pub use scope::Scope;
pub use selection::{Selected, Selection};
pub use show::{ShowAnswer, ShowError, ShowQuery};
pub use stats::{StatsAnswer, StatsQuery};
pub use timeline::{TimelineAnswer, TimelineError, TimelineQuery};

use crate::graph::{KnowledgeGraph, View};
use crate::table::Table;
use serde_json::Value;

/// How an answer is rendered.
#[derive(Clone, Copy)]
pub struct Rendering<'a> {
    /// The short code of the language of names and words: `en`, `zh`.
    pub language: &'a str,
    /// The passages, if the caller has the texts at hand; they are shown beside what they say.
    pub texts: Option<&'a dyn PassageTexts>,
}

impl<'a> Rendering<'a> {
    /// A rendering in a language, without passages.
    #[must_use]
    pub fn in_language(language: &'a str) -> Self {
        Self { language, texts: None }
    }
}

/// An answer that can be shown. The graph must be the one that was asked.
pub trait Answer {
    /// Lines for people, each ended by a line feed.
    fn to_text(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String;

    /// An object whose keys are documented on the answer and stay as they are.
    fn to_json(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value;

    /// Rows for CSV.
    fn to_table(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table;

    /// What the answer tells of, as a part of the view that was asked, for any exporter.
    fn subgraph<'g>(&self, view: &View<'g>) -> View<'g>;

    /// The answer as a picture of its own, an SVG file that stands alone (<https://www.w3.org/TR/SVG2/>); most have none.
    fn to_svg(&self, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Option<String> {
        let _ = (graph, rendering);
        None
    }
}
