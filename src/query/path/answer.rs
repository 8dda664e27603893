//! What a path question is answered with.

use super::PathQuery;
use crate::date::Verdict;
use crate::model::{EntityIx, RecordIx};
use crate::query::{AnsweredExtent, wording};
use petgraph::graph::EdgeIndex;
use std::collections::BTreeMap;

/// Who linked A to B. Every number is an index into the graph that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathAnswer {
    /// The question, each entity the one that stands for it.
    pub asked: PathQuery,
    /// Where routes begin, sorted.
    pub from: Vec<EntityIx>,
    /// Where they end, sorted.
    pub to: Vec<EntityIx>,
    /// The direct ties, each a route of one hop with one edge, by date, then by edge.
    pub direct: Vec<Route>,
    /// The edges between the ends that are no ties, each a hop by itself, in the same order; no routes.
    pub non_ties: Vec<Hop>,
    /// The routes of two or more hops in the order of [`super`], no two with the same nodes, or unfolded no two with the
    /// same edges.
    pub routes: Vec<Route>,
    /// The hubs that would have carried a route of no more hops than were looked for, sorted; empty when hubs are crossed.
    pub skipped_hubs: Vec<SkippedHub>,
    /// The records with a crowd in one role that lie on the way, sorted; empty when hubs are crossed.
    pub skipped_records: Vec<SkippedRecord>,
    /// How many records a window leaves out because they attest a state at another time only.
    pub attested_elsewhere: u64,
    /// When the records of its routes held, as the answer takes it; empty when dates play no part.
    pub extents: BTreeMap<RecordIx, AnsweredExtent>,
    /// What bounded the search.
    pub limits: Limits,
    /// Why there is no route at all; `None` when there is one.
    pub none: Option<NoRoute>,
}

impl PathAnswer {
    /// The hops of all routes, direct ones first.
    pub(super) fn hops(&self) -> impl Iterator<Item = &Hop> {
        self.direct.iter().chain(&self.routes).flat_map(|route| &route.hops)
    }

    /// Whether there is no route, direct or longer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.direct.is_empty() && self.routes.is_empty()
    }
}

/// A way from one end to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The hops, in order; the first begins at an end and the last ends at the other.
    pub hops: Vec<Hop>,
    /// The greatest degree among the nodes between, in neighbours over ties of the view; 0 for a direct tie.
    pub greatest_degree: u32,
    /// Whether time allows it, certain or possible; `None` when time was ignored.
    pub verdict: Option<Verdict>,
}

impl Route {
    /// Its nodes from end to end, one more than hops.
    pub fn nodes(&self) -> impl Iterator<Item = EntityIx> + '_ {
        let first = self.hops.first().map(|hop| hop.from);
        first.into_iter().chain(self.hops.iter().map(|hop| hop.to))
    }
}

/// A step of a route from a node to a neighbour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hop {
    /// Where it begins.
    pub from: EntityIx,
    /// Where it ends.
    pub to: EntityIx,
    /// The edges that can carry it, never empty. The first ones of all hops together keep the rules, with the
    /// verdict of the route, and are the earliest that do; the others follow by date, then by edge, and each is part of some choice that keeps them.
    pub edges: Vec<EdgeIndex<u32>>,
}

/// A hub that was not crossed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkippedHub {
    /// The entity.
    pub entity: EntityIx,
    /// How many neighbours it has over ties of the view.
    pub neighbours: u32,
}

/// A record whose crowd was not crossed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkippedRecord {
    /// The record.
    pub record: RecordIx,
    /// How many fill the crowded role, unnamed ones counted.
    pub fillers: u32,
}

/// What bounded the search, and what it left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The greatest number of hops allowed.
    pub max_hops: usize,
    /// How many routes of two or more hops were wanted.
    pub routes: usize,
    /// The greatest number of hops looked at; less than `max_hops` when shorter routes were enough.
    pub searched_hops: usize,
    /// How many routes of the lengths looked at were found and not given.
    pub more: u64,
    /// Whether `more` is all of them; else there are at least so many.
    pub more_is_exact: bool,
    /// How many routes of two hops that differ in their nodes were found, given or not; exact when `more` is.
    pub go_betweens: u64,
    /// How many steps the search took.
    pub steps: u64,
    /// How many edges were looked at when neighbours were gathered, those of what was not crossed too.
    pub edges_touched: u64,
    /// How many steps it was allowed.
    pub budget: u64,
    /// Whether the steps, or the edges to be looked at, were spent before the search was done: routes may be missing, and
    /// their order be wrong.
    pub budget_spent: bool,
}

impl Limits {
    /// That the search was stopped, in a language; nothing where it was not.
    pub(crate) fn stopped(&self, language: &str) -> Option<String> {
        let (chinese, edges) = (wording::is_chinese(language), self.edges_touched);
        let told = match (self.steps >= self.budget, chinese) {
            (true, true) => format!("搜索{}步后停止：可能遗漏路径。", self.budget),
            (true, false) => format!("Stopped after {} steps: routes may be missing.", self.budget),
            (false, true) => format!("查看{edges}条边后停止：可能遗漏路径。"),
            (false, false) => format!("Stopped after looking at {edges} edges: routes may be missing."),
        };
        self.budget_spent.then_some(told)
    }
}

/// Why there is no route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRoute {
    /// No edge of any kind leads from one end to the other, over however many hops.
    NotConnected,
    /// There would be a route without a filter; one entry for each filter that cuts it alone, or one for all of them
    /// together.
    Cut(Vec<Cut>),
    /// None was found before the search was stopped; there may be one.
    Stopped,
    /// The ends are connected, yet only by chains that use a record in two places or are longer than can be sought.
    NoneAdmissible,
}

/// A filter that cut every route, and the nearest route without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The filter.
    pub filter: Filter,
    /// The first route there would be.
    pub route: Route,
}

/// What keeps routes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    /// Only so many hops.
    MaxHops,
    /// Hubs and crowds are not crossed.
    Hubs,
    /// Only ties are crossed.
    Ties,
    /// Only some relations are crossed.
    Relations,
    /// Edges are walked from source to target.
    Directed,
    /// Routes pass through certain entities.
    Through,
    /// Routes pass by certain entities.
    Avoid,
    /// Only records of some kinds are looked at.
    Kinds,
    /// Only what may touch a window of time counts.
    During,
    /// Only how things stood at a time counts.
    AsOf,
    /// Hops keep to the rule of time.
    Time,
    /// Only what is certain counts.
    Certain,
    /// All of them together; no single one would do.
    All,
}

impl Filter {
    /// The filters that can be lifted one at a time.
    pub(super) const SINGLE: [Self; 12] = [
        Self::MaxHops,
        Self::Hubs,
        Self::Ties,
        Self::Relations,
        Self::Directed,
        Self::Through,
        Self::Avoid,
        Self::Kinds,
        Self::During,
        Self::AsOf,
        Self::Time,
        Self::Certain,
    ];

    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MaxHops => "max_hops",
            Self::Hubs => "hubs",
            Self::Ties => "ties",
            Self::Relations => "relation",
            Self::Directed => "directed",
            Self::Through => "through",
            Self::Avoid => "avoid",
            Self::Kinds => "kinds",
            Self::During => "during",
            Self::AsOf => "as_of",
            Self::Time => "time",
            Self::Certain => "certain",
            Self::All => "all",
        }
    }
}
