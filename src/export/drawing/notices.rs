//! What the reader of an export should know: values that a client changes, and what a picture leaves out.

use crate::diagnostic::{Code, Diagnostic, LIST_LIMIT, Location, Severity};
use crate::model::{Dataset, EntityIx, RecordIx};
use std::collections::BTreeMap;

/// Raised when a record makes no edge.
pub static NO_EDGE: Code = Code {
    id: "W0611",
    severity: Severity::Warning,
    title: "record not drawn",
    explanation: "A drawing holds nodes and edges. A record that names one entity, or entities of one side only, is a \
        fact about them and makes no edge, so GEXF, GraphML and the tables for Gephi leave it out; its entities are \
        drawn. Turtle, N-Triples and JSON hold every record.",
};

/// Raised when a value holds `INF`.
pub static INFINITY: Code = Code {
    id: "W0612",
    severity: Severity::Warning,
    title: "`INF` in a value",
    explanation: "Gephi replaces the letters `INF`, in capitals and even inside a word, by `Infinity` in every value \
        that it reads from GEXF or GraphML, though not in labels. The file holds what the data says; other programs \
        read it unchanged. The tables for Gephi are not affected.",
};

/// Raised when a value is the word `null`.
pub static NULL: Code = Code {
    id: "W0613",
    severity: Severity::Warning,
    title: "the word `null`",
    explanation: "Gephi takes a value that is the word `null`, in any case, for no value at all; a label is not \
        affected. The file holds what the data says. Write the name in full if it is a name.",
};

/// The codes of this file.
pub const CODES: [&Code; 3] = [&NO_EDGE, &INFINITY, &NULL];

/// What a notice is about.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    /// The dataset as a whole: its title.
    Dataset,
    /// An entity.
    Entity(EntityIx),
    /// A record.
    Record(RecordIx),
}

impl Subject {
    fn name(self, dataset: &Dataset) -> String {
        match self {
            Self::Dataset => "the dataset".to_owned(),
            Self::Entity(entity) => format!("the entity `{}`", dataset.entities.id(entity)),
            Self::Record(record) => format!("the record `{}`", dataset.records.id(record)),
        }
    }

    fn location(self, dataset: &Dataset) -> Option<Location> {
        match self {
            Self::Dataset => None,
            Self::Entity(entity) => Some(dataset.location(dataset.entities.origin(entity))),
            Self::Record(record) => Some(dataset.location(dataset.records.origin(record))),
        }
    }
}

/// Notices as they are collected: of each code the first few, the others counted.
#[derive(Debug, Default)]
pub struct Notices {
    listed: Vec<Diagnostic>,
    counts: BTreeMap<&'static str, (&'static Code, usize)>,
}

impl Notices {
    /// Says that the value of a column has a problem.
    pub fn value(&mut self, code: &'static Code, value: Value<'_>, problem: &str) {
        if self.counted(code) {
            let Value { subject, column, dataset } = value;
            let message = format!("`{column}` of {} {problem}", subject.name(dataset));
            self.list(code, subject, dataset, message);
        }
    }

    /// Says that a record is not drawn.
    pub fn no_edge(&mut self, subject: Subject, dataset: &Dataset) {
        if self.counted(&NO_EDGE) {
            let message = format!("{} makes no edge", subject.name(dataset));
            self.list(&NO_EDGE, subject, dataset, message);
        }
    }

    /// Counts a notice, and says whether it is among those listed.
    fn counted(&mut self, code: &'static Code) -> bool {
        let (_, count) = self.counts.entry(code.id).or_insert((code, 0));
        *count += 1;
        *count <= LIST_LIMIT
    }

    fn list(&mut self, code: &'static Code, subject: Subject, dataset: &Dataset, message: String) {
        let diagnostic = Diagnostic::new(code, message);
        self.listed.push(match subject.location(dataset) {
            Some(location) => diagnostic.at(location),
            None => diagnostic,
        });
    }

    /// Adds the notices of a part that comes after what is listed so far, as if they had been collected here.
    pub fn append(&mut self, part: Self) {
        for diagnostic in part.listed {
            let same = self.listed.iter().filter(|known| known.code.id == diagnostic.code.id);
            if same.count() < LIST_LIMIT {
                self.listed.push(diagnostic);
            }
        }
        for (id, (code, count)) in part.counts {
            self.counts.entry(id).or_insert((code, 0)).1 += count;
        }
    }

    /// The notices in the order they came, and for each code how many more there are.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (code, count) in self.counts.into_values() {
            if count > LIST_LIMIT {
                let more = format!("and {} more like it", count - LIST_LIMIT);
                self.listed.push(Diagnostic::new(code, more));
            }
        }
        self.listed
    }
}

/// Where a value stands: whose it is, and in which column.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    /// Whose it is.
    pub subject: Subject,
    /// The name of its column.
    pub column: &'a str,
    /// The data.
    pub dataset: &'a Dataset,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_of_parts_are_those_of_the_whole() {
        let dataset = Dataset::default();
        let (mut whole, mut parts) = (Notices::default(), Notices::default());
        for part in 0..5 {
            let mut own = Notices::default();
            for n in 0..part * 4 {
                let code = if n % 3 == 0 { &NULL } else { &INFINITY };
                let column = format!("{part}_{n}");
                for notices in [&mut whole, &mut own] {
                    notices.value(
                        code,
                        Value { subject: Subject::Dataset, column: &column, dataset: &dataset },
                        "is",
                    );
                }
            }
            parts.append(own);
        }
        assert_eq!(parts.finish(), whole.finish());
    }
}
