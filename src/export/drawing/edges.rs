//! What is written of an edge, beside what its record says.

use super::column::{Column, ColumnList, ColumnType, label_columns};
use super::row::Row;
use crate::graph::{Edge, KnowledgeGraph};
use crate::model::EntityIx;
use crate::model::vocabulary::Words;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
enum EdgeField {
    Relation,
    Id,
    SourceRole,
    TargetRole,
    Label(Vec<String>),
    Symmetric,
    Tie,
    Inferred,
    SourceInferred,
    TargetInferred,
}

/// The columns of edges that can differ between the edges of one record.
#[derive(Debug)]
pub(super) struct Edges(ColumnList<EdgeField>);

impl Edges {
    /// The columns, with a label for each language that the vocabulary knows.
    pub fn new(graph: &KnowledgeGraph) -> Self {
        let mut columns = ColumnList::new();
        columns.add("relation", ColumnType::Text, EdgeField::Relation);
        columns.add("edge_id", ColumnType::Text, EdgeField::Id);
        columns.add("source_role", ColumnType::Text, EdgeField::SourceRole);
        columns.add("target_role", ColumnType::Text, EdgeField::TargetRole);
        let relations = graph.dataset().vocabulary.relations.iter();
        let languages: BTreeSet<&str> =
            relations.flat_map(|relation| relation.label.iter().map(|(language, _)| language)).collect();
        for (name, codes) in label_columns(languages) {
            columns.add(&name, ColumnType::Text, EdgeField::Label(codes));
        }
        columns.add("symmetric", ColumnType::Boolean, EdgeField::Symmetric);
        columns.add("tie", ColumnType::Boolean, EdgeField::Tie);
        columns.add("inferred", ColumnType::Boolean, EdgeField::Inferred);
        columns.add("source_inferred", ColumnType::Boolean, EdgeField::SourceInferred);
        columns.add("target_inferred", ColumnType::Boolean, EdgeField::TargetInferred);
        Self(columns)
    }

    pub fn columns(&self) -> &[Column] {
        &self.0.columns
    }

    /// Adds the cells of one edge to a row.
    pub fn fill(&self, row: &mut Row, edge: &Edge<'_>, id: &str) {
        let (source, target) = edge.roles();
        for field in &self.0.fields {
            match field {
                EdgeField::Relation => row.push(&edge.relation().name),
                EdgeField::Id => row.push(id),
                EdgeField::SourceRole => row.push(source),
                EdgeField::TargetRole => row.push(target),
                EdgeField::Label(codes) => row.push(words(&edge.relation().label, codes)),
                EdgeField::Symmetric => row.push(truth(edge.data.is_symmetric())),
                EdgeField::Tie => row.push(truth(edge.data.is_tie())),
                EdgeField::Inferred => row.push(truth(edge.data.is_inferred())),
                EdgeField::SourceInferred => row.push(truth(edge.inferred_ends().0)),
                EdgeField::TargetInferred => row.push(truth(edge.inferred_ends().1)),
            }
        }
    }
}

fn words<'w>(words: &'w Words, codes: &[String]) -> &'w str {
    let found = words.iter().find(|(language, _)| codes.iter().any(|code| code == language));
    found.map_or("", |(_, text)| text)
}

/// A boolean, spelled as every client reads it.
pub(super) fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// Numbers the parallel edges of one relation: Gephi merges edges whose ends and kind are equal.
#[derive(Debug, Default)]
pub(super) struct Kinds<'n> {
    counts: HashMap<(EntityIx, EntityIx, &'n str), u32, FxBuildHasher>,
    kind: String,
}

impl<'n> Kinds<'n> {
    /// The kind of the next edge: its relation, `#2` added to the second of its ends and relation, and so on.
    pub fn next(&mut self, source: EntityIx, target: EntityIx, relation: &'n str) -> &str {
        use std::fmt::Write;
        let count = self.counts.entry((source, target, relation)).or_insert(0);
        *count += 1;
        self.kind.clear();
        self.kind.push_str(relation);
        if *count > 1 {
            // Writing to a string cannot fail.
            let _ = write!(self.kind, "#{count}");
        }
        &self.kind
    }
}
