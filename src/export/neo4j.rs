//! Tables for Neo4j's bulk import, with the command that reads them and the constraints to make afterwards.
//!
//! What that import wants: the types in the header, one file a kind of thing, an empty cell for what is absent, no line
//! break in a cell, a delimiter of lists that no value holds (the unit separator, U+001F), types of relationships in
//! capitals. Every edge is a relationship of its own, so parallel ones are kept; its id is a value. Labels are `Entity`
//! or `Record` and the kind.

use super::csv_text::{push_cell, push_row};
use super::drawing::{CODES, Column, ColumnType, Drawing, Notices, Row, SEPARATOR, Style, Subject};
use super::gephi_csv::LINE_BREAK;
use super::{ExportError, ExportOptions, Exporter, Format, Loss, Output, Shape, loss};
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::View;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

/// The files: nodes, relationships, and what to do with them.
const FILES: [&str; 3] = ["neo4j-nodes.csv", "neo4j-relationships.csv", "neo4j.cypher"];
/// What stands between the parts of a list.
const DELIMITER: &str = "\u{1f}";

/// The command, and what to run once the database is up.
const CYPHER: &str = r#"// Make the database from the two tables, in the folder that holds them (Neo4j 5.19 or later):
//
//   neo4j-admin database import full neo4j --overwrite-destination --array-delimiter=U+001F \
//     --nodes=neo4j-nodes.csv --relationships=neo4j-relationships.csv
//
// Then start it and run this file:

CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.node_id IS UNIQUE;
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.node_id IS UNIQUE;
CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Entity) ON EACH [n.label, n.label_en, n.label_zh, n.aliases, n.abbreviations];

// Who linked one to the other:
//
//   MATCH p = allShortestPaths((a:Entity {node_id: $from})-[*..4]-(b:Entity {node_id: $to}))
//   WHERE all(r IN relationships(p) WHERE r.tie)
//   RETURN [n IN nodes(p) | n.label], [r IN relationships(p) | [type(r), r.date_text, r.evidence]];
"#;

/// Writes the tables.
#[derive(Debug)]
pub struct Neo4j;

impl Exporter for Neo4j {
    fn format(&self) -> &'static Format {
        &Format {
            name: "neo4j",
            summary: "tables for Neo4j's bulk import, with its command and constraints",
            files: &FILES,
            media_type: "text/csv",
            specification: "https://neo4j.com/docs/operations-manual/5/tools/neo4j-admin/neo4j-admin-import/",
            is_shaped: true,
        }
    }

    fn codes(&self) -> Vec<&'static Code> {
        CODES.into_iter().chain([&LINE_BREAK]).collect()
    }

    fn next_step(&self) -> Option<&'static str> {
        Some(
            "next, in that folder: neo4j-admin database import full neo4j --overwrite-destination \
             --array-delimiter=U+001F --nodes=neo4j-nodes.csv --relationships=neo4j-relationships.csv; then start the \
             database and run neo4j.cypher, which makes the constraints",
        )
    }

    fn losses(&self, shape: Shape) -> Vec<&'static Loss> {
        loss::drawn(shape)
    }

    fn export(
        &self,
        view: &View<'_>,
        options: &ExportOptions,
        output: &mut dyn Output,
    ) -> Result<Vec<Diagnostic>, ExportError> {
        let drawing = Drawing::new(view, options, Style::Plain);
        let mut notices = drawing.losses();
        write_nodes(output.part(FILES[0])?, &drawing, &mut notices)?;
        write_relationships(output.part(FILES[1])?, &drawing, &mut notices)?;
        output.part(FILES[2])?.write_all(CYPHER.as_bytes())?;
        Ok(notices.finish())
    }
}

fn write_nodes(
    part: &mut dyn Write,
    drawing: &Drawing<'_, '_>,
    notices: &mut Notices,
) -> Result<(), ExportError> {
    let columns: Vec<String> = drawing.node_columns().map(typed).collect();
    let fixed = ["node_id:ID(Entity)", "label:string"];
    part.write_all(&header(fixed.into_iter().chain(columns.iter().map(String::as_str)).chain([":LABEL"])))?;
    drawing.write_nodes(part, notices, |node, out, notices| {
        let class = if matches!(node.subject, Subject::Record(_)) { "Record" } else { "Entity" };
        let mut cells = Cells { drawing, notices, subject: node.subject };
        push_cell(out, node.id);
        out.push(b',');
        push_cell(out, &cells.text("label", node.label));
        cells.values(out, drawing.node_columns(), node.cells);
        out.push(b',');
        push_cell(out, &format!("{class}{DELIMITER}{}", camel_case(node.kind)));
        out.push(b'\n');
    })?;
    Ok(())
}

fn write_relationships(
    part: &mut dyn Write,
    drawing: &Drawing<'_, '_>,
    notices: &mut Notices,
) -> Result<(), ExportError> {
    let fixed = [":START_ID(Entity)", ":END_ID(Entity)", ":TYPE", "label:string", "weight:double"];
    let columns: Vec<String> = drawing.edge_columns().chain(drawing.record_columns()).map(typed).collect();
    part.write_all(&header(fixed.into_iter().chain(columns.iter().map(String::as_str))))?;
    drawing.write_edges(part, notices, |edge, kept: &mut Kept, out, notices| {
        let mut cells = Cells { drawing, notices, subject: edge.subject };
        if edge.is_first {
            kept.record.clear();
            cells.values(&mut kept.record, drawing.record_columns(), edge.record_cells);
        }
        for text in [edge.source, edge.target, kept.word(edge.relation), edge.label] {
            push_cell(out, text);
            out.push(b',');
        }
        // Writing to memory cannot fail.
        let _ = write!(out, "{}", edge.weight);
        cells.values(out, drawing.edge_columns(), edge.cells);
        out.extend_from_slice(&kept.record);
        out.push(b'\n');
    })?;
    Ok(())
}

fn header<'c>(columns: impl Iterator<Item = &'c str>) -> Vec<u8> {
    let mut out = Vec::new();
    push_row(&mut out, columns);
    out
}

/// What is kept from one edge to the next.
#[derive(Default)]
struct Kept {
    /// What the record says, the same for each of its edges.
    record: Vec<u8>,
    /// The types of relations.
    types: BTreeMap<String, String>,
}

impl Kept {
    fn word(&mut self, relation: &str) -> &str {
        if !self.types.contains_key(relation) {
            self.types.insert(relation.to_owned(), relationship_type(relation));
        }
        self.types.get(relation).map_or("", String::as_str)
    }
}

/// A column with its type, as the header tells it.
fn typed(column: &Column) -> String {
    let word = match column.column_type {
        ColumnType::Text => "string",
        ColumnType::List => "string[]",
        ColumnType::Date => "date",
        ColumnType::Int => "int",
        ColumnType::Long => "long",
        ColumnType::Double => "double",
        ColumnType::Boolean => "boolean",
    };
    format!("{}:{word}", column.name)
}

/// Makes the cells of one row.
struct Cells<'a, 'v, 'g> {
    drawing: &'a Drawing<'v, 'g>,
    notices: &'a mut Notices,
    subject: Subject,
}

impl Cells<'_, '_, '_> {
    /// Appends a comma and a cell for each column.
    fn values<'c>(&mut self, out: &mut Vec<u8>, columns: impl Iterator<Item = &'c Column>, cells: &Row) {
        for (column, cell) in columns.zip(cells.iter()) {
            out.push(b',');
            let text = self.text(&column.name, cell);
            match column.column_type {
                ColumnType::List if text.contains(SEPARATOR) => {
                    push_cell(out, &text.replace(SEPARATOR, DELIMITER));
                }
                _ => push_cell(out, &text),
            }
        }
    }

    /// A text on one line.
    fn text<'t>(&mut self, column: &str, text: &'t str) -> Cow<'t, str> {
        let is_break = |byte| byte == b'\n' || byte == b'\r';
        if !text.bytes().fold(false, |any, byte| any | is_break(byte)) {
            return Cow::Borrowed(text);
        }
        let place = self.drawing.value(self.subject, column);
        self.notices.value(&LINE_BREAK, place, "has several lines, of which one was made");
        Cow::Owned(text.replace("\r\n", " ").replace(['\n', '\r'], " "))
    }
}

/// A word as a label: `international-body` is `InternationalBody`.
fn camel_case(word: &str) -> String {
    let parts = word.split(|c: char| !c.is_ascii_alphanumeric());
    parts
        .flat_map(|part| part.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(part.chars().skip(1)))
        .collect()
}

/// A relation as a type: `member_of` is `MEMBER_OF`; what does not begin with a letter gets one.
fn relationship_type(relation: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let word: String = relation.chars().map(safe).collect();
    if word.starts_with(|c: char| c.is_ascii_uppercase()) { word } else { format!("R_{word}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_labels_and_types() {
        assert_eq!(camel_case("international-body"), "InternationalBody");
        assert_eq!(relationship_type("member_of"), "MEMBER_OF");
        assert_eq!(relationship_type("会"), "R__");
    }
}
