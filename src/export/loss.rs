//! What a format cannot carry of the model, field by field, with how often it matters in a view.
//!
//! A format lists the [`Loss`]es it has ([`Exporter::losses`](super::Exporter::losses)); each knows its name, why it is
//! one, and how to count. A test holds every format to its list: what is not on it survives the way out and back.

use super::Shape;
use crate::graph::View;
use crate::model::{NameKind, RecordIx, language_suffix};
use serde_json::{Map, Value};

/// A part of the model that a format does not carry.
#[derive(Debug)]
pub struct Loss {
    /// Its name: what of the model, from the whole to the part.
    pub field: &'static str,
    /// What becomes of it.
    pub reason: &'static str,
    count: fn(&View<'_>) -> u64,
}

impl Loss {
    /// How many values of a view it concerns. Linear in the view.
    #[must_use]
    pub fn count(&self, view: &View<'_>) -> u64 {
        (self.count)(view)
    }
}

macro_rules! losses {
    ($($(#[$doc:meta])* $name:ident = $field:literal, $reason:literal, $count:expr;)*) => {
        $($(#[$doc])* pub static $name: Loss = Loss { field: $field, reason: $reason, count: $count };)*

        /// Every loss that any format has.
        pub const LOSSES: &[&Loss] = &[$(&$name),*];
    };
}

losses! {
    /// Records that make no edge.
    RECORDS_WITHOUT_EDGES = "records without edges",
        "a record that ties nobody to anybody is left out; each is listed as a warning",
        |view| records(view, |view, record| u64::from(view.graph().edges_of(record).len() == 0));
    /// Fillers on no edge.
    FILLERS_WITHOUT_EDGES = "fillers without edges",
        "who fills a role that no rule of the vocabulary makes an edge of is not told",
        |view| records(view, unjoined);
    /// All but what is seen.
    PICTURE = "all but names, colours and lines",
        "a picture is looked at; what is known of a node stands in its tooltip, of the edges of a pair their number",
        |view| view.edges().count() as u64;
    /// The order in which fillers are named.
    FILLER_ORDER = "fillers: their order in a role",
        "they come in the order of edges or of ids",
        |view| records(view, |view, record| u64::from(is_ordered(view, record)));
    /// The order of lists that have no order of their own.
    LIST_ORDER = "places, spans, names and identifiers: their order",
        "they come sorted",
        |view| records(view, |view, record| u64::from(has_lists(view, record)));
    /// What records say.
    RECORD_DETAILS = "what records say",
        "of the records of a pair only their ids, relations, first and last day are told",
        |view| view.records().count() as u64;
    /// Where things happened, beyond a name.
    PLACE_DETAILS = "places: id, other names, country, what they lie within",
        "a place is told by its name in the language of labels",
        |view| view.graph().dataset().places.len() as u64;
    /// What sources are.
    SOURCE_DETAILS = "sources: file, title, date, language, length, digest",
        "a source is told by its id",
        |view| view.graph().dataset().sources.len() as u64;
    /// The files of sources.
    SOURCE_FILES = "sources: file, length",
        "a source is told by its title, date, language and digest",
        |view| view.graph().dataset().sources.len() as u64;
    /// Digests of spans.
    PASSAGE_DIGESTS = "passages: digest",
        "a span of a source is told by where it begins and ends",
        |view| view.graph().dataset().passages.len() as u64;
    /// Judgements.
    JUDGEMENTS = "judgements: who, when, why",
        "ids that are one are told beside the one that stands for them",
        |view| view.graph().dataset().judgements.len() as u64;
    /// What each of the ids that are one had of its own.
    MERGED_IDS = "ids that are one: what each had of its own",
        "what is known under all ids of an entity is told of the one that stands for it",
        |view| view.graph().identities().len() as u64;
    /// Languages of names that are not preferred.
    NAME_LANGUAGES = "aliases and abbreviations: language",
        "they are told in one list",
        |view| other_names(view);
    /// Which names are short ones.
    NAME_KINDS = "abbreviations and aliases: which is which",
        "both are told as other names",
        |view| abbreviations(view);
    /// Languages of texts.
    TEXT_LANGUAGES = "texts: language, where it is not the dataset's",
        "a text is told without its language",
        |view| foreign_texts(view);
    /// All there is.
    DATA = "entities and records",
        "the file is about the data and holds none of it",
        |view| (view.counts().0 + view.counts().1) as u64;
    /// Rules of the dataset.
    SETTINGS = "dataset: languages, base, rules for hubs and qualified dates",
        "only the title or the id of the dataset is told",
        |_| 1;
    /// Changes to the vocabulary.
    VOCABULARY = "vocabulary: what differs from the built-in one",
        "kinds and relations are told by name and label",
        |view| u64::from(view.graph().dataset().vocabulary.patch.is_some());
}

/// What every drawn format loses in a shape.
#[must_use]
pub fn drawn(shape: Shape) -> Vec<&'static Loss> {
    let own: &[&Loss] = match shape {
        Shape::Edges => &[&RECORDS_WITHOUT_EDGES, &FILLERS_WITHOUT_EDGES, &FILLER_ORDER],
        Shape::Records => &[],
        Shape::Pairs => &[&RECORDS_WITHOUT_EDGES, &RECORD_DETAILS],
    };
    let all: [&Loss; 9] = [
        &PLACE_DETAILS,
        &SOURCE_DETAILS,
        &PASSAGE_DIGESTS,
        &JUDGEMENTS,
        &MERGED_IDS,
        &NAME_LANGUAGES,
        &TEXT_LANGUAGES,
        &SETTINGS,
        &VOCABULARY,
    ];
    own.iter().copied().chain(all).collect()
}

/// Losses with their counts in a view as an object; what does not occur is left out.
#[must_use]
pub fn to_json(losses: &[&Loss], view: &View<'_>) -> Value {
    let counted = losses.iter().map(|loss| (loss.field.to_owned(), loss.count(view)));
    let occurring = counted.filter(|(_, count)| *count > 0);
    Value::Object(occurring.map(|(field, count)| (field, count.into())).collect::<Map<_, _>>())
}

fn records(view: &View<'_>, count: impl Fn(&View<'_>, RecordIx) -> u64) -> u64 {
    view.records().map(|record| count(view, record)).sum()
}

/// How many fillers of a record that makes edges stand on none of them.
fn unjoined(view: &View<'_>, record: RecordIx) -> u64 {
    let (graph, fillers) = (view.graph(), view.graph().dataset().records.fillers(record));
    let mut joined = vec![graph.edges_of(record).len() == 0; fillers.len()];
    for edge in graph.edges_of(record) {
        joined[usize::from(edge.data.source_filler)] = true;
        if !edge.data.is_acting() {
            joined[usize::from(edge.data.target_filler)] = true;
        }
    }
    joined.into_iter().filter(|joined| !joined).count() as u64
}

/// Whether a role of a record names several, so that one goes before the other.
fn is_ordered(view: &View<'_>, record: RecordIx) -> bool {
    let fillers = view.graph().dataset().records.fillers(record);
    fillers.windows(2).any(|pair| pair[0].role == pair[1].role)
}

/// Whether a record has several places or spans.
fn has_lists(view: &View<'_>, record: RecordIx) -> bool {
    let records = &view.graph().dataset().records;
    records.places(record).len() > 1 || records.evidence(record).len() > 1
}

fn abbreviations(view: &View<'_>) -> u64 {
    let entities = &view.graph().dataset().entities;
    let short = |entity| entities.names(entity).filter(|name| name.kind == NameKind::Abbreviation).count();
    view.entities().map(|entity| short(entity) as u64).sum()
}

fn other_names(view: &View<'_>) -> u64 {
    let entities = &view.graph().dataset().entities;
    let others = |entity| {
        let own = entities.names(entity).filter(|name| name.kind != NameKind::Preferred);
        own.filter(|name| !name.language.is_empty()).count() as u64
    };
    view.entities().map(others).sum()
}

fn foreign_texts(view: &View<'_>) -> u64 {
    let dataset = view.graph().dataset();
    let is_foreign =
        |value: &str| language_suffix(value, |code| dataset.settings.is_language_code(code)).1.is_some();
    records(view, |_, record| {
        let kind = dataset.vocabulary.kind(dataset.records.kind(record));
        let texts =
            kind.attributes.iter().filter_map(|&attribute| dataset.records.attribute(record, attribute));
        texts.filter(|text| is_foreign(text)).count() as u64
    })
}
