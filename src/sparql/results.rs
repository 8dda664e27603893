//! Writing an answer: the W3C's result formats, Turtle, and a table for people.

use super::answer::{Found, Rows, SparqlAnswer};
use crate::rdf::{Prefixes, Returns, without_forbidden};
use crate::table::{Cell, Table};
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{Term, TermRef, Triple, Variable};
use oxrdfio::{RdfFormat, RdfSerializer};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};
use std::collections::BTreeSet;
use std::io;

/// A format of rows and truths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultFormat {
    /// <https://www.w3.org/TR/sparql11-results-json/>
    Json,
    /// <https://www.w3.org/TR/sparql11-results-csv-tsv/>; a truth, for which it has no form, is the one word.
    Csv,
    /// <https://www.w3.org/TR/sparql11-results-csv-tsv/>; a truth, for which it has no form, is the one word.
    Tsv,
    /// <https://www.w3.org/TR/rdf-sparql-XMLres/>
    Xml,
}

impl ResultFormat {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Json, Self::Csv, Self::Tsv, Self::Xml];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xml => "xml",
        }
    }

    /// Its media type, with the encoding where it is text.
    ///
    /// ```
    /// use relata::sparql::ResultFormat;
    /// assert_eq!(ResultFormat::Json.media_type(), "application/sparql-results+json");
    /// ```
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.format().media_type()
    }

    fn format(self) -> QueryResultsFormat {
        match self {
            Self::Json => QueryResultsFormat::Json,
            Self::Csv => QueryResultsFormat::Csv,
            Self::Tsv => QueryResultsFormat::Tsv,
            Self::Xml => QueryResultsFormat::Xml,
        }
    }
}

impl SparqlAnswer {
    /// Rows or a truth in a result format; `None` of triples, which have none.
    #[must_use]
    pub fn to_results(&self, format: ResultFormat) -> Option<String> {
        let serializer = QueryResultsSerializer::from_format(format.format());
        let bytes = match &self.found {
            Found::Triples(_) => return None,
            Found::Boolean(truth) => serializer.serialize_boolean_to_writer(Vec::new(), *truth),
            Found::Rows(rows) if format == ResultFormat::Xml => in_xml(serializer, rows),
            Found::Rows(rows) => written(serializer, rows, Vec::new()),
        };
        // Writing to memory cannot fail, and what was written came from strings.
        let text = String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default();
        Some(if text.ends_with('\n') { text } else { text + "\n" })
    }

    /// Triples as Turtle, with the prefixes that they use; `None` of rows or a truth.
    #[must_use]
    pub fn to_turtle(&self, prefixes: &Prefixes) -> Option<String> {
        let Found::Triples(triples) = &self.found else { return None };
        let bytes = turtle(triples, prefixes).unwrap_or_default();
        Some(String::from_utf8(bytes).unwrap_or_default())
    }

    /// For people: a table with IRIs shortened and labels plain, `true` or `false`, or Turtle.
    #[must_use]
    pub fn to_text(&self, prefixes: &Prefixes) -> String {
        match &self.found {
            Found::Boolean(truth) => format!("{truth}\n"),
            Found::Triples(_) => self.to_turtle(prefixes).unwrap_or_default(),
            Found::Rows(rows) if rows.rows.is_empty() => "No rows.\n".to_owned(),
            Found::Rows(rows) => rows.to_table(prefixes).to_text(),
        }
    }

    /// What the limit has left out, in a line, if it has.
    #[must_use]
    pub fn cut(&self) -> Option<String> {
        let what = if matches!(self.found, Found::Triples(_)) { "triples" } else { "rows" };
        self.limit.map(|limit| format!("only the first {limit} {what} found are given; there are more"))
    }
}

/// Without the characters that XML cannot carry; every other format has them.
fn in_xml(serializer: QueryResultsSerializer, rows: &Rows) -> io::Result<Vec<u8>> {
    let mut carried = rows.clone();
    for term in carried.rows.iter_mut().flatten().flatten() {
        if let Some((without, _)) = without_forbidden(term.as_ref()) {
            *term = without;
        }
    }
    Ok(written(serializer, &carried, Returns(Vec::new()))?.0)
}

fn written<W: io::Write>(serializer: QueryResultsSerializer, rows: &Rows, writer: W) -> io::Result<W> {
    let variables: Vec<Variable> = rows.variables.iter().map(Variable::new_unchecked).collect();
    let mut serializer = serializer.serialize_solutions_to_writer(writer, variables.clone())?;
    for row in &rows.rows {
        let bound = variables.iter().zip(row).filter_map(|(variable, term)| Some((variable, term.as_ref()?)));
        serializer.serialize(bound)?;
    }
    serializer.finish()
}

fn turtle(triples: &[Triple], prefixes: &Prefixes) -> io::Result<Vec<u8>> {
    let iris = triples.iter().flat_map(|triple| {
        // Turtle writes `a` for the type.
        let predicate = Some(triple.predicate.as_ref()).filter(|predicate| *predicate != rdf::TYPE);
        let own = [Some(TermRef::from(triple.subject.as_ref())), predicate.map(TermRef::from)];
        let datatype =
            if let Term::Literal(literal) = &triple.object { Some(literal.datatype()) } else { None };
        own.into_iter().flatten().chain([triple.object.as_ref()]).chain(datatype.map(TermRef::from))
    });
    let used: BTreeSet<String> = iris.filter_map(|term| prefix(term, prefixes)).collect();
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in prefixes.iter().filter(|(prefix, _)| used.contains(*prefix)) {
        // Prefixes holds IRIs alone.
        serializer = serializer.clone().with_prefix(prefix, namespace).unwrap_or(serializer);
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()
}

/// The prefix that shortens a term.
fn prefix(term: TermRef<'_>, prefixes: &Prefixes) -> Option<String> {
    let TermRef::NamedNode(iri) = term else { return None };
    let mut short = String::new();
    prefixes.write_iri(iri, &mut short);
    if short.starts_with('<') { None } else { short.split_once(':').map(|(prefix, _)| prefix.to_owned()) }
}

impl Rows {
    /// The rows for people.
    #[must_use]
    pub fn to_table(&self, prefixes: &Prefixes) -> Table {
        let mut table = Table::new(self.variables.iter().cloned());
        for row in &self.rows {
            table.push(row.iter().map(|term| term.as_ref().map_or(Cell::Empty, |term| cell(term, prefixes))));
        }
        table
    }
}

fn cell(term: &Term, prefixes: &Prefixes) -> Cell {
    match term {
        Term::Literal(literal) => {
            let number = if literal.datatype() == xsd::INTEGER { literal.value().parse().ok() } else { None };
            let plain =
                || literal.value().chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
            number.map_or_else(|| Cell::from(plain()), |number: u64| Cell::from(number))
        }
        term => {
            let mut short = String::new();
            prefixes.write_term(term.as_ref(), &mut short);
            Cell::from(short)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Literal, NamedNode};

    fn prefixes() -> Prefixes {
        let mut prefixes = Prefixes::default();
        prefixes.declare("body", "https://a.example/body/");
        prefixes.declare("xsd", "http://www.w3.org/2001/XMLSchema#");
        prefixes.declare("ex", "urn:unused:");
        prefixes
    }

    fn answer() -> SparqlAnswer {
        let iri = NamedNode::new_unchecked("https://a.example/body/dgb");
        let label = Literal::new_language_tagged_literal_unchecked("德国\n工联", "zh-Hans");
        let rows =
            vec![vec![Some(iri.into()), Some(label.into())], vec![None, Some(Literal::from(7).into())]];
        let variables = vec!["body".to_owned(), "name".to_owned()];
        SparqlAnswer { found: Found::Rows(Rows { variables, rows }), limit: Some(2) }
    }

    #[test]
    fn people_see_short_names_and_plain_labels() {
        assert_eq!(answer().to_text(&prefixes()), "body      name\nbody:dgb  德国 工联\n          7\n");
        assert_eq!(answer().cut().unwrap(), "only the first 2 rows found are given; there are more");
        let truth = SparqlAnswer::whole(Found::Boolean(true));
        assert_eq!((truth.to_text(&prefixes()), truth.cut()), ("true\n".to_owned(), None));
        assert_eq!(SparqlAnswer::whole(Found::Rows(Rows::default())).to_text(&prefixes()), "No rows.\n");
    }

    #[test]
    fn xml_leaves_out_what_it_cannot_carry_and_keeps_carriage_returns() {
        let text = Literal::new_simple_literal("a\u{b}b\r\nc");
        let rows = Rows { variables: vec!["a".to_owned()], rows: vec![vec![Some(text.into())]] };
        let answer = SparqlAnswer::whole(Found::Rows(rows));
        let xml = answer.to_results(ResultFormat::Xml).unwrap();
        assert!(xml.contains("<literal>ab&#13;\nc</literal>"), "{xml}");
        let json = answer.to_results(ResultFormat::Json).unwrap();
        assert!(json.to_lowercase().contains("a\\u000bb\\r\\nc"), "{json}");
    }

    #[test]
    fn triples_are_turtle_with_the_prefixes_that_they_use() {
        let day = Literal::new_typed_literal("1999-09-17", xsd::DATE);
        let iri = |text: &str| NamedNode::new_unchecked(text);
        let triple = Triple::new(iri("https://a.example/body/dgb"), iri("urn:p"), day);
        let answer = SparqlAnswer::whole(Found::of_triples([triple].into_iter().collect()));
        let text = answer.to_turtle(&prefixes()).unwrap();
        assert!(text.contains("@prefix body: <https://a.example/body/> ."), "{text}");
        assert!(text.contains("body:dgb <urn:p> \"1999-09-17\"^^xsd:date"), "{text}");
        assert!(!text.contains("urn:unused"), "{text}");
        assert_eq!(answer.to_results(ResultFormat::Json), None);
    }
}
