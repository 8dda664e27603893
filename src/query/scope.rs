//! What a question or an export looks at: records, relations and surroundings, chosen one after the other.

use super::{Around, NotInView, Period, Relations, Selected, Selection, wording};
use crate::graph::{KnowledgeGraph, View};
use crate::model::{EntityIx, KindIx, RelationIx};
use serde_json::{Value, json};

/// A view as it is asked for; by default everything.
///
/// ```no_run
/// use relata::pipeline::Pipeline;
/// use relata::query::{Scope, Selection};
/// let graph = Pipeline::new("graph-data").run().graph.unwrap();
/// let selection = Selection { during: Some("1990/1999".parse()?), ..Selection::default() };
/// let scope = Scope { selection, ..Scope::default() };
/// let nineties = scope.of(&graph.view())?.view;
/// assert!(nineties.counts().1 < graph.view().counts().1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Which records; if raw, every edge is a tie as well.
    pub selection: Selection,
    /// Which relations.
    pub relations: Relations,
    /// Near whom, over the ties that are left.
    pub around: Option<Around>,
}

impl Scope {
    /// Selects from a view. O(n log n) in its records, fillers and edges.
    ///
    /// # Errors
    /// [`NotInView`] when an entity to look around is not in the view, or not any more.
    pub fn of<'g>(&self, view: &View<'g>) -> Result<Selected<'g>, NotInView> {
        let mut selected = self.selection.of(view);
        if self.selection.raw {
            selected.view = selected.view.with_all_ties();
        }
        selected.view = self.relations.of(&selected.view);
        if let Some(around) = &self.around {
            selected.view = around.of(&selected.view)?;
        }
        Ok(selected)
    }

    /// Whether it is everything, as it is recorded and answered.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// Every filter: `kinds`, `only_relations`, `not_relations`, `during`, `as_of`, `certain`, `raw`, `around` (ids) and
    /// `hops`; those that are off are empty, `null` or `false`.
    #[must_use]
    pub fn to_json(&self, graph: &KnowledgeGraph) -> Value {
        let mut told = json(&self.selection, &self.relations, graph);
        let around = self.around.iter().flat_map(|around| &around.entities);
        told["around"] = around.map(|&entity| graph.dataset().entities.id(entity)).collect();
        told["hops"] = self.around.as_ref().map(|around| around.hops).into();
        told
    }

    /// What is left out, in a line; `None` when nothing is.
    #[must_use]
    pub fn to_text(&self, graph: &KnowledgeGraph, language: &str) -> Option<String> {
        let mut told = told(&self.selection, &self.relations, graph, language);
        if let Some(Around { entities: middle, hops }) = &self.around {
            let names = list(entity_names(middle, graph, language), language);
            let hops = wording::count(language, *hops as u64, "hop", "hops", "步");
            told.extend(names.map(|names| match wording::is_chinese(language) {
                true => format!("{names}周围{hops}之内"),
                false => format!("within {hops} of {names}"),
            }));
        }
        told.extend(
            self.selection.raw.then(|| pick(language, "dates and ties as written", "日期与联系照录")),
        );
        line(&told, language)
    }
}

fn pick(language: &str, english: &str, chinese: &str) -> String {
    wording::pick(language, english, chinese).to_owned()
}

/// Filters in a line.
pub(super) fn line(told: &[String], language: &str) -> Option<String> {
    let joined = told.join(wording::pick(language, "; ", "；"));
    (!told.is_empty()).then(|| match wording::is_chinese(language) {
        true => format!("限定：{joined}。"),
        false => format!("Asked: {joined}."),
    })
}

/// The filters that make views as JSON.
pub(super) fn json(selection: &Selection, relations: &Relations, graph: &KnowledgeGraph) -> Value {
    json!({
        "kinds": kind_names(&selection.kinds, graph),
        "only_relations": relation_names(&relations.only, graph),
        "not_relations": relation_names(&relations.not, graph),
        "during": selection.during.as_ref().map(Period::as_str),
        "as_of": selection.as_of.as_ref().map(Period::as_str),
        "certain": selection.certain,
        "raw": selection.raw,
    })
}

/// The filters that make views, each in a few words.
pub(super) fn told(
    selection: &Selection,
    relations: &Relations,
    graph: &KnowledgeGraph,
    language: &str,
) -> Vec<String> {
    let period = |period: &Option<Period>| period.as_ref().map(|period| period.as_str().to_owned());
    let named = [
        ("only records of ", "仅限种类", list(kind_names(&selection.kinds, graph), language)),
        ("only ", "仅限", list(relation_names(&relations.only, graph), language)),
        ("without ", "不用", list(relation_names(&relations.not, graph), language)),
        ("during ", "时段", period(&selection.during)),
        ("as of ", "截至", period(&selection.as_of)),
    ];
    let named = named.into_iter().filter_map(|(english, chinese, what)| {
        Some(format!("{}{}", pick(language, english, chinese), what?))
    });
    named.chain(selection.certain.then(|| pick(language, "certain only", "仅限确定者"))).collect()
}

/// What a window left uncounted.
#[must_use]
pub fn attested_elsewhere(records: u64, language: &str) -> Option<String> {
    let count = wording::count(language, records, "state", "states", "项状态");
    let told = pick(language, " attested only at other times left out.", "仅见于其他时间，未计入。");
    (records > 0).then(|| format!("{count}{told}"))
}

fn kind_names<'g>(kinds: &[KindIx], graph: &'g KnowledgeGraph) -> Vec<&'g str> {
    kinds.iter().map(|&kind| graph.dataset().vocabulary.kind(kind).name.as_str()).collect()
}

fn relation_names<'g>(relations: &[RelationIx], graph: &'g KnowledgeGraph) -> Vec<&'g str> {
    let vocabulary = &graph.dataset().vocabulary;
    relations.iter().map(|&relation| vocabulary.relation(relation).name.as_str()).collect()
}

/// Short names.
pub(super) fn entity_names<'g>(
    entities: &[EntityIx],
    graph: &'g KnowledgeGraph,
    language: &str,
) -> Vec<&'g str> {
    entities.iter().map(|&entity| graph.merged(entity).short_label(language)).collect()
}

/// Names in a row, if there is any.
pub(super) fn list(names: Vec<&str>, language: &str) -> Option<String> {
    let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    (!names.is_empty()).then(|| wording::list(language, &names))
}
