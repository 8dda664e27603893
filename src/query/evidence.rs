//! Where a record is evidenced: spans, digests and, with the texts at hand, the passages.

use super::Rendering;
use crate::graph::KnowledgeGraph;
use crate::model::{PassageIx, RecordIx};
use serde_json::{Value, json};

/// The words of passages, given by a caller who has the texts; nothing of them is stored.
pub trait PassageTexts {
    /// The words of a passage, or `None` when its text is not at hand.
    fn passage(&self, passage: PassageIx) -> Option<&str>;
}

/// The spans of a record in brackets: `[s001:120-168, s001:510-618]`; nothing without evidence.
pub(super) fn spans(graph: &KnowledgeGraph, record: RecordIx) -> String {
    let passages = graph.dataset().records.evidence(record);
    let spans: Vec<String> = passages.iter().map(|&passage| span(graph, passage)).collect();
    if spans.is_empty() { String::new() } else { format!("[{}]", spans.join(", ")) }
}

/// One span as it is written in cells: `s001:120-168`.
pub(super) fn span(graph: &KnowledgeGraph, passage: PassageIx) -> String {
    let passage = graph.dataset().passage(passage);
    format!("{}:{}-{}", graph.dataset().source(passage.source).id, passage.start, passage.end)
}

/// The passages of a record that are at hand, each with its span, on one line each.
pub(super) fn quoted(graph: &KnowledgeGraph, rendering: &Rendering<'_>, record: RecordIx) -> Vec<String> {
    let Some(texts) = rendering.texts else { return Vec::new() };
    let passages = graph.dataset().records.evidence(record).iter();
    let quoted = passages.filter_map(|&passage| {
        let words = texts.passage(passage)?.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(format!("{}  “{words}”", span(graph, passage)))
    });
    quoted.collect()
}

/// The evidence of a record as JSON: `source`, `start`, `end`, `sha256` (`null` if not given), and `text` where the
/// passage is at hand.
pub(super) fn to_json(graph: &KnowledgeGraph, rendering: &Rendering<'_>, record: RecordIx) -> Value {
    let dataset = graph.dataset();
    let object = |&number: &PassageIx| {
        let passage = dataset.passage(number);
        let mut object = json!({
            "source": dataset.source(passage.source).id,
            "start": passage.start,
            "end": passage.end,
            "sha256": passage.sha256.map(|digest| digest.to_string()),
        });
        if let Some(text) = rendering.texts.and_then(|texts| texts.passage(number)) {
            object["text"] = text.into();
        }
        object
    };
    dataset.records.evidence(record).iter().map(object).collect()
}
