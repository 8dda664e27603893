//! The words that answers are told in, English or Chinese.

use crate::date::{PhraseLanguage, PhraseStyle, phrase};
use crate::graph::{Edge, KnowledgeGraph};
use crate::model::vocabulary::AttributeType;
use crate::model::{AttributeIx, EntityIx, RecordIx, attribute_words, phrase_language};

/// Whether words are Chinese; any other language is told in English.
pub(super) fn is_chinese(language: &str) -> bool {
    phrase_language(language) == PhraseLanguage::Chinese
}

/// The words of the language.
pub(super) fn pick<'a>(language: &str, english: &'a str, chinese: &'a str) -> &'a str {
    if is_chinese(language) { chinese } else { english }
}

/// A number with its noun: `1 direct tie`, `8 direct ties`; in Chinese the counter is part of the noun: `8条直接联系`.
pub(super) fn count(language: &str, n: u64, one: &str, many: &str, chinese: &str) -> String {
    match (is_chinese(language), n) {
        (true, _) => format!("{n}{chinese}"),
        (false, 1) => format!("1 {one}"),
        (false, _) => format!("{n} {many}"),
    }
}

/// A short name with the full one where they differ: `ACFTU (All-China Federation of Trade Unions)`.
pub(super) fn full_name(graph: &KnowledgeGraph, entity: EntityIx, language: &str) -> String {
    let merged = graph.merged(entity);
    let (short, full) = (merged.short_label(language), merged.label(language));
    match (short == full, is_chinese(language)) {
        (true, _) => full.to_owned(),
        (false, true) => format!("{short}（{full}）"),
        (false, false) => format!("{short} ({full})"),
    }
}

/// The mark of what the text does not name in so many words, with its space.
pub(super) fn inferred(language: &str) -> &'static str {
    pick_static(language, " (inferred)", "（推定）")
}

fn pick_static(language: &str, english: &'static str, chinese: &'static str) -> &'static str {
    if is_chinese(language) { chinese } else { english }
}

/// The date as written, or that there is none.
pub(super) fn date(graph: &KnowledgeGraph, record: RecordIx, language: &str) -> String {
    let extent = graph.dataset().extent(record);
    if extent.is_stated() {
        extent.to_string()
    } else {
        phrase(extent, phrase_language(language), PhraseStyle::Bare)
    }
}

/// An edge read from one of its ends to the other, with what its record says of it: `DGB held relations with ACFTU:
/// established`.
pub(super) fn statement(graph: &KnowledgeGraph, edge: &Edge<'_>, from: EntityIx, language: &str) -> String {
    format!("{}{}", bare_statement(graph, edge, from, language), detail(graph, edge.record(), language))
}

/// An edge read from one of its ends to the other: `ACFTU (inferred) was visited by TUC`.
pub(super) fn bare_statement(
    graph: &KnowledgeGraph,
    edge: &Edge<'_>,
    from: EntityIx,
    language: &str,
) -> String {
    let to = if edge.source == from { edge.target } else { edge.source };
    let name = |entity| {
        let mark = if is_inferred(edge, entity) { inferred(language) } else { "" };
        format!("{}{mark}", graph.merged(entity).short_label(language))
    };
    format!("{} {} {}", name(from), label(edge, from, language), name(to))
}

/// The relation's label, or its inverse label when the edge is read against its direction.
pub(super) fn label<'g>(edge: &Edge<'g>, from: EntityIx, language: &str) -> &'g str {
    let relation = edge.relation();
    if edge.source == from { relation.label.get(language) } else { relation.inverse.get(language) }
}

fn is_inferred(edge: &Edge<'_>, end: EntityIx) -> bool {
    let (source, target) = edge.inferred_ends();
    if end == edge.source { source } else { target }
}

/// What the first telling attribute of a record says: a state, a subject, a title.
fn detail(graph: &KnowledgeGraph, record: RecordIx, language: &str) -> String {
    let (dataset, vocabulary) = (graph.dataset(), &graph.dataset().vocabulary);
    let own =
        |attribute: &&AttributeIx| !vocabulary.kinds.iter().all(|kind| kind.attributes.contains(attribute));
    let kind = vocabulary.kind(dataset.records.kind(record));
    let mut words = kind.attributes.iter().filter(own).filter_map(|&attribute| {
        let telling =
            matches!(vocabulary.attribute(attribute).value_type, AttributeType::Term | AttributeType::Text);
        let value = dataset.records.attribute(record, attribute).filter(|_| telling)?;
        Some(attribute_words(dataset, attribute, value, language))
    });
    words.next().map_or(String::new(), |words| format!("{}{words}", pick(language, ": ", "：")))
}

/// Names in a row.
pub(super) fn list(language: &str, items: &[String]) -> String {
    items.join(pick(language, ", ", "、"))
}
