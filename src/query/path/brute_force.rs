//! The same question answered by trying every sequence of edges: slow, plain, and the judge of the search.

use super::TimeRule;
use super::{Filter, NoRoute, PathQuery};
use crate::date::{Verdict, ordered, overlap};
use crate::graph::{Edge, KnowledgeGraph, View};
use crate::model::{EntityIx, RoleIx};
use std::collections::{BTreeMap, BTreeSet};

/// A route by its nodes, with the edges of each hop: those of the first choice, and all that some choice uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tried {
    pub(super) nodes: Vec<EntityIx>,
    pub(super) first: Vec<usize>,
    pub(super) used: Vec<BTreeSet<usize>>,
    pub(super) certain: bool,
    pub(super) choices: Vec<Vec<usize>>,
}

/// The filters of a trial.
#[derive(Clone, Copy)]
pub(super) struct Trial<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) query: &'a PathQuery,
    pub(super) max_hops: usize,
    pub(super) cross_hubs: bool,
    pub(super) cross_non_ties: bool,
    pub(super) open_hub: Option<EntityIx>,
}

impl<'a> Trial<'a> {
    pub(super) fn strict(view: &'a View<'a>, query: &'a PathQuery) -> Self {
        let (max_hops, cross_hubs) = (query.max_hops, query.cross_hubs);
        Self { view, query, max_hops, cross_hubs, cross_non_ties: false, open_hub: None }
    }

    fn graph(&self) -> &'a KnowledgeGraph {
        self.view.graph()
    }

    fn edges(&self) -> Vec<Edge<'a>> {
        let edges = self.graph().edges().filter(|edge| edge.source != edge.target);
        let named = |edge: &Edge<'_>| self.query.relations.only.contains(&edge.data.relation);
        let ties = edges
            .filter(|edge| self.cross_non_ties || edge.data.is_tie() || named(edge) && !edge.relation().tie);
        let wanted = ties.filter(|edge| self.query.relations.only.is_empty() || named(edge));
        let wanted = wanted.filter(|edge| !self.query.relations.not.contains(&edge.data.relation));
        let avoided = |node| self.query.avoid.contains(&node);
        wanted.filter(|edge| !avoided(edge.source) && !avoided(edge.target)).collect()
    }

    fn degree(&self, node: EntityIx) -> usize {
        let others = self.edges().into_iter().filter_map(|edge| other(&edge, node));
        others.collect::<BTreeSet<_>>().len()
    }

    pub(super) fn is_hub(&self, node: EntityIx) -> bool {
        let (rule, nodes) = (self.graph().dataset().settings.hubs, self.view.counts().0);
        let degree = self.degree(node);
        degree as u32 > rule.neighbours && degree as f64 > rule.share * nodes as f64
    }

    /// All routes of two or more hops, in order.
    pub(super) fn routes(&self) -> Vec<Tried> {
        let mut choices: BTreeMap<Vec<EntityIx>, Vec<Vec<usize>>> = BTreeMap::new();
        let edges = self.edges();
        for &from in &self.query.from {
            self.walk(&edges, &mut vec![from], &mut Vec::new(), &mut choices);
        }
        let tried = choices.into_iter().map(|(nodes, choices)| self.tried(nodes, choices));
        let mut tried: Vec<Tried> = tried.collect();
        tried.sort_by_key(|tried| {
            let between = &tried.nodes[1..tried.nodes.len() - 1];
            let greatest = between.iter().map(|&node| self.degree(node)).max();
            let dates: Vec<_> = tried.first.iter().map(|&edge| self.date(edge)).collect();
            (tried.nodes.len(), !tried.certain, greatest, dates, tried.nodes.clone())
        });
        tried
    }

    fn tried(&self, nodes: Vec<EntityIx>, mut choices: Vec<Vec<usize>>) -> Tried {
        let dates = |choice: &[usize]| choice.iter().map(|&edge| (self.date(edge), edge)).collect::<Vec<_>>();
        choices.sort_by_key(|choice| (self.verdict(choice) < Verdict::Certain, dates(choice)));
        let certain = self.verdict(&choices[0]) == Verdict::Certain;
        let used =
            (0..nodes.len() - 1).map(|hop| choices.iter().map(|choice| choice[hop]).collect()).collect();
        Tried { nodes, first: choices[0].clone(), used, certain, choices }
    }

    /// What the rule of time says of a choice, dates as written.
    pub(super) fn verdict(&self, choice: &[usize]) -> Verdict {
        let dataset = self.graph().dataset();
        let record = |&edge: &usize| self.graph().edge(petgraph::graph::EdgeIndex::new(edge)).record();
        let mut records: Vec<_> = choice.iter().map(record).collect();
        records.dedup();
        let spans: Vec<_> = records.iter().map(|&record| dataset.extent(record).span()).collect();
        let verdict = match self.query.time {
            TimeRule::Ignore => return Verdict::Certain,
            TimeRule::Order => ordered(spans.iter().map(|span| span.bounds)),
            TimeRule::Overlap => overlap(&spans),
        };
        if records.len() == 1 {
            return verdict;
        }
        let rule = dataset.settings.qualified_dates;
        records.iter().fold(verdict, |v, &record| rule.apply(v, dataset.extent(record).quality()))
    }

    fn counts(&self, choice: &[usize]) -> bool {
        let least = if self.query.selection.certain { Verdict::Certain } else { Verdict::Possible };
        self.verdict(choice) >= least
    }

    fn date(&self, edge: usize) -> (bool, Option<crate::date::Day>) {
        let record = self.graph().edge(petgraph::graph::EdgeIndex::new(edge)).record();
        let extent = self.graph().dataset().extent(record);
        let day = extent.date_min().or(extent.date_max());
        (day.is_none(), day)
    }

    fn walk(
        &self,
        edges: &[Edge<'a>],
        nodes: &mut Vec<EntityIx>,
        chosen: &mut Vec<Edge<'a>>,
        choices: &mut BTreeMap<Vec<EntityIx>, Vec<Vec<usize>>>,
    ) {
        let here = nodes[nodes.len() - 1];
        if self.query.to.contains(&here) {
            if chosen.len() > 1 && self.is_admissible(nodes, chosen) {
                let choice: Vec<usize> = chosen.iter().map(|edge| edge.index.index()).collect();
                if self.counts(&choice) {
                    choices.entry(nodes.clone()).or_default().push(choice);
                }
            }
            return;
        }
        if chosen.len() == self.max_hops {
            return;
        }
        for edge in edges {
            let next = other(edge, here).filter(|_| self.is_forward(edge, here));
            let Some(next) = next.filter(|next| !nodes.contains(next)) else { continue };
            nodes.push(next);
            chosen.push(*edge);
            self.walk(edges, nodes, chosen, choices);
            chosen.pop();
            nodes.pop();
        }
    }

    fn is_admissible(&self, nodes: &[EntityIx], chosen: &[Edge<'a>]) -> bool {
        let between = &nodes[1..nodes.len() - 1];
        let open = |node: EntityIx| {
            self.cross_hubs
                || self.open_hub == Some(node)
                || self.query.through.contains(&node)
                || !self.is_hub(node)
        };
        let through_ends = between.iter().any(|node| self.query.from.contains(node));
        let passed = self.query.through.iter().all(|node| between.contains(node));
        !through_ends
            && passed
            && between.iter().all(|&node| open(node))
            && (0..chosen.len()).all(|i| (i..chosen.len()).all(|j| self.may_be_part(nodes, chosen, i, j)))
    }

    fn is_forward(&self, edge: &Edge<'_>, from: EntityIx) -> bool {
        !self.query.directed || edge.data.is_symmetric() || edge.source == from
    }

    /// Whether hops `i` to `j` break no rule by themselves.
    fn may_be_part(&self, nodes: &[EntityIx], chosen: &[Edge<'a>], i: usize, j: usize) -> bool {
        let record = chosen[i].record();
        if chosen[j].record() != record {
            return true;
        }
        if chosen[i..=j].iter().any(|edge| edge.record() != record) {
            return false;
        }
        let ends = (nodes[i], nodes[j + 1]);
        let one_hop = |edge: &Edge<'_>| {
            let joins = edge.record() == record && other(edge, ends.0) == Some(ends.1);
            joins && self.is_forward(edge, ends.0)
        };
        let shortened = i < j && self.edges().iter().any(one_hop);
        let roles = (self.role(&chosen[i], ends.0), self.role(&chosen[j], ends.1));
        let crowded = !self.cross_hubs
            && roles.0.is_some()
            && roles.0 == roles.1
            && self.fillers(&chosen[i], roles.0) > self.graph().dataset().settings.hubs.fillers;
        !shortened && !crowded
    }

    fn role(&self, edge: &Edge<'_>, node: EntityIx) -> Option<RoleIx> {
        let fillers = self.graph().dataset().records.fillers(edge.record());
        match node == edge.source {
            true => Some(fillers[usize::from(edge.data.source_filler)].role),
            false if edge.data.is_acting() => None,
            false => Some(fillers[usize::from(edge.data.target_filler)].role),
        }
    }

    fn fillers(&self, edge: &Edge<'_>, role: Option<RoleIx>) -> u32 {
        let records = &self.graph().dataset().records;
        let named = records.fillers(edge.record()).iter().filter(|filler| Some(filler.role) == role).count();
        let unnamed = records.unnamed(edge.record()).iter().filter(|u| Some(u.role) == role);
        named as u32 + unnamed.map(|u| u.count).sum::<u32>()
    }

    fn has_direct(&self) -> bool {
        let mut edges = self.edges().into_iter();
        self.max_hops > 0
            && edges.any(|edge| {
                self.query
                    .from
                    .iter()
                    .any(|&from| other(&edge, from).is_some_and(|to| self.query.to.contains(&to)))
            })
    }

    pub(super) fn has_any(&self) -> bool {
        self.has_direct() || !self.routes().is_empty()
    }

    /// The hubs that carry a route when they alone are opened.
    pub(super) fn skipped_hubs(&self) -> Vec<EntityIx> {
        let hubs = self.view.entities().filter(|&node| !self.cross_hubs && self.is_hub(node));
        let carries = |&hub: &EntityIx| {
            let opened = Self { open_hub: Some(hub), ..*self };
            opened.routes().iter().any(|route| route.nodes[1..route.nodes.len() - 1].contains(&hub))
        };
        hubs.filter(carries).collect()
    }

    /// The filters each of which cuts all routes, when there is none.
    pub(super) fn cut_by(&self) -> Vec<Filter> {
        let longer = Self { max_hops: self.view.counts().0, ..*self };
        let trials = [
            (Filter::MaxHops, longer),
            (Filter::Hubs, Self { cross_hubs: true, ..*self }),
            (Filter::Ties, Self { cross_non_ties: true, ..*self }),
        ];
        let cut: Vec<Filter> = trials.iter().filter(|(_, trial)| trial.has_any()).map(|(f, _)| *f).collect();
        let none = Self { cross_hubs: true, cross_non_ties: true, ..longer };
        if cut.is_empty() && none.has_any() { vec![Filter::All] } else { cut }
    }
}

fn other(edge: &Edge<'_>, node: EntityIx) -> Option<EntityIx> {
    match (edge.source == node, edge.target == node) {
        (true, false) => Some(edge.target),
        (false, true) => Some(edge.source),
        _ => None,
    }
}

/// The filters that an answer names.
pub(super) fn named(none: &NoRoute) -> Vec<Filter> {
    match none {
        NoRoute::Cut(cuts) => cuts.iter().map(|cut| cut.filter).collect(),
        NoRoute::Stopped | NoRoute::NotConnected | NoRoute::NoneAdmissible => Vec::new(),
    }
}
