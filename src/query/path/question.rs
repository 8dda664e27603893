//! The question: its ends and filters, and the same question without one of the filters.

use super::answer::Filter;
use super::{GREATEST_MAX_HOPS, PathError, TimeRule};
use crate::graph::{Edge, View};
use crate::model::EntityIx;
use crate::query::{Relations, Selection};

/// The question who linked A to B.
///
/// Every filter that is not an end, a number or a rule is off in [`PathQuery::between`]; an empty list filters nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathQuery {
    /// The entities at which a route may begin; it begins at one and does not pass through another.
    pub from: Vec<EntityIx>,
    /// The entities at which it may end, likewise.
    pub to: Vec<EntityIx>,
    /// The greatest number of hops; at most [`GREATEST_MAX_HOPS`].
    pub max_hops: usize,
    /// How many routes of two or more hops are wanted; direct ties are not counted.
    pub routes: usize,
    /// Whether routes with the fewest hops are wanted alone, all of them up to that number; if there is a direct tie, no
    /// other.
    pub all_shortest: bool,
    /// Whether hubs and crowds may be crossed.
    pub cross_hubs: bool,
    /// Whether edges that are no ties may be crossed.
    pub cross_non_ties: bool,
    /// The relations to cross.
    pub relations: Relations,
    /// The records to look at. If it asks for what is certain, a route counts only when time certainly allows it; if it
    /// is raw, no dates are derived for routes either.
    pub selection: Selection,
    /// Entities that every route passes through, in any order; a hub among them is crossed.
    pub through: Vec<EntityIx>,
    /// Entities that no route passes through.
    pub avoid: Vec<EntityIx>,
    /// Whether directed edges are walked from source to target only; symmetric ones are walked both ways.
    pub directed: bool,
    /// What dates do to a route.
    pub time: TimeRule,
    /// Whether routes that differ only in their edges are different routes; else parallel edges are one hop.
    pub unfold: bool,
    /// How many steps the search may take; when they are spent, the answer says so.
    pub budget: u64,
    /// How many edges it may look at before it begins with routes of one hop more; likewise.
    pub edge_budget: u64,
}

impl PathQuery {
    /// The question with its usual limits: 4 hops, 10 routes, hubs and non-ties not crossed, nothing else filtered.
    #[must_use]
    pub fn between(from: EntityIx, to: EntityIx) -> Self {
        Self {
            from: vec![from],
            to: vec![to],
            max_hops: 4,
            routes: 10,
            all_shortest: false,
            cross_hubs: false,
            cross_non_ties: false,
            relations: Relations::default(),
            selection: Selection::default(),
            through: Vec::new(),
            avoid: Vec::new(),
            directed: false,
            time: TimeRule::Ignore,
            unfold: false,
            budget: 2_000_000,
            edge_budget: 100_000_000,
        }
    }

    /// The same question of the bare records: no rule about hubs or ties, no derived ends, no lifespans, and a state
    /// attested at one time may have held at any other.
    #[must_use]
    pub fn raw(self) -> Self {
        let selection = Selection { raw: true, near: None, ..self.selection };
        Self { cross_hubs: true, cross_non_ties: true, selection, ..self }
    }

    /// The question in canonical form: every list sorted and each entity the one that stands for it.
    pub(super) fn canonical(&self, view: &View<'_>) -> Result<Self, PathError> {
        let [from, to, through, avoid] =
            [&self.from, &self.to, &self.through, &self.avoid].map(|asked| canonical(view, asked));
        let (from, to, through, avoid) = (from?, to?, through?, avoid?);
        if from.is_empty() || to.is_empty() {
            return Err(PathError::NoEnd);
        }
        if let Some(&entity) = from.iter().find(|entity| to.contains(entity)) {
            return Err(PathError::SameEntity(entity));
        }
        let mut parts: Vec<EntityIx> =
            [&from, &to, &through, &avoid].into_iter().flatten().copied().collect();
        parts.sort();
        if let Some(pair) = parts.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(PathError::TwoParts(pair[0]));
        }
        let max_hops = self.max_hops.min(GREATEST_MAX_HOPS);
        Ok(Self { from, to, through, avoid, relations: self.relations.sorted(), max_hops, ..self.clone() })
    }

    /// The same question without a filter; `None` when the filter is not in force.
    pub(super) fn without(&self, filter: Filter) -> Option<Self> {
        let mut freed = self.clone();
        match filter {
            Filter::MaxHops => freed.max_hops = GREATEST_MAX_HOPS,
            Filter::Hubs => freed.cross_hubs = true,
            Filter::Ties => freed.cross_non_ties = true,
            Filter::Relations => freed.relations = Relations::default(),
            Filter::Directed => freed.directed = false,
            Filter::Through => freed.through.clear(),
            Filter::Avoid => freed.avoid.clear(),
            Filter::Kinds => freed.selection.kinds.clear(),
            Filter::During => freed.selection.during = None,
            Filter::AsOf => freed.selection.as_of = None,
            Filter::Time => freed.time = TimeRule::Ignore,
            Filter::Certain => freed.selection.certain = false,
            Filter::All => freed = self.bare(),
        }
        (freed != *self).then_some(freed)
    }

    /// The same ends, and nothing filtered.
    fn bare(&self) -> Self {
        let Self { routes, budget, edge_budget, .. } = *self;
        let (from, to) = (self.from.clone(), self.to.clone());
        let bare = Self { from, to, routes, budget, edge_budget, ..Self::between(EntityIx(0), EntityIx(0)) };
        Self { max_hops: GREATEST_MAX_HOPS, ..bare.raw() }
    }

    /// Whether a route may cross an edge, whatever else it crosses.
    pub(super) fn admits(&self, view: &View<'_>, edge: &Edge<'_>) -> bool {
        let named = || self.relations.only.contains(&edge.data.relation) && !edge.relation().tie;
        self.relations.contains(edge.data.relation) && (self.cross_non_ties || view.is_tie(edge) || named())
    }
}

/// The entities that stand for those asked for, sorted, each once.
fn canonical(view: &View<'_>, asked: &[EntityIx]) -> Result<Vec<EntityIx>, PathError> {
    let graph = view.graph();
    let mut entities = Vec::with_capacity(asked.len());
    for &entity in asked {
        let known = entity.index() < graph.dataset().entities.len();
        let canonical = if known { graph.identities().canonical(entity) } else { entity };
        if !known || !view.contains_entity(canonical) {
            return Err(PathError::NotInView(entity));
        }
        entities.push(canonical);
    }
    entities.sort();
    entities.dedup();
    Ok(entities)
}
