//! What is written of an edge, beside what its record says.

use super::column::{Column, ColumnList, ColumnType, label_columns};
use super::row::Row;
use crate::graph::{Edge, KnowledgeGraph};
use crate::model::vocabulary::Words;
use std::collections::BTreeSet;

#[derive(Debug, Clone)]
enum EdgeField<'g> {
    Relation,
    Id,
    SourceRole,
    TargetRole,
    /// The label of each relation.
    Label(Vec<&'g str>),
    Symmetric,
    Tie,
    Inferred,
    SourceInferred,
    TargetInferred,
}

/// The columns of edges that can differ between the edges of one record.
#[derive(Debug)]
pub(super) struct Edges<'g>(ColumnList<EdgeField<'g>>);

impl<'g> Edges<'g> {
    /// The columns, with a label for each language that the vocabulary knows.
    pub fn new(graph: &'g KnowledgeGraph) -> Self {
        let mut columns = ColumnList::new();
        columns.add("relation", ColumnType::Text, EdgeField::Relation);
        columns.add("edge_id", ColumnType::Text, EdgeField::Id);
        columns.add("source_role", ColumnType::Text, EdgeField::SourceRole);
        columns.add("target_role", ColumnType::Text, EdgeField::TargetRole);
        let relations = &graph.dataset().vocabulary.relations;
        let languages: BTreeSet<&str> = relations
            .iter()
            .flat_map(|relation| relation.label.iter().map(|(language, _)| language))
            .collect();
        for (name, codes) in label_columns(languages) {
            let labels = relations.iter().map(|relation| words(&relation.label, &codes));
            columns.add(&name, ColumnType::Text, EdgeField::Label(labels.collect()));
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
        let (source_inferred, target_inferred) = edge.inferred_ends();
        for field in &self.0.fields {
            row.push(match field {
                EdgeField::Relation => &edge.relation().name,
                EdgeField::Id => id,
                EdgeField::SourceRole => source,
                EdgeField::TargetRole => target,
                EdgeField::Label(labels) => labels[edge.data.relation.index()],
                EdgeField::Symmetric => truth(edge.data.is_symmetric()),
                EdgeField::Tie => truth(edge.data.is_tie()),
                EdgeField::Inferred => truth(edge.data.is_inferred()),
                EdgeField::SourceInferred => truth(source_inferred),
                EdgeField::TargetInferred => truth(target_inferred),
            });
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
