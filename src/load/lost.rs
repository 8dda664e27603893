//! What could not be read and is referred to: one cause is told once, not once for every row that names it.
//!
//! A table that cannot be read, or a row that is rejected, takes the ids in it away from every row that names them.
//! Those rows cannot be stored either, but the fault is not theirs. The references are counted here, and told when the
//! load ends, one problem for each class of things. While a whole table of a class is missing, an id of the class that
//! is truly misspelt hides among them; it shows once the table is read.

use crate::diagnostic::{Code, Diagnostic, Location, Severity};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Raised once for all references that lead to rows which could not be read.
pub static NOT_FOLLOWED: Code = Code {
    id: "E0303",
    severity: Severity::Error,
    title: "references to what was not read",
    explanation: "Rows name entities, places or sources whose own rows were rejected, or whose table could not be read at \
        all; or tables and rows are of kinds that a vocabulary would have added that was refused. They are kept out as well, and told as one problem, because they share one cause: mend the row or the table \
        and they come back. As long as a whole table is missing, an id that is misspelt is not told apart from its ids.",
};

pub(super) const CODES: [&Code; 1] = [&NOT_FOLLOWED];

/// A class of things that rows refer to by their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Entities of any kind.
    Entity,
    /// Places.
    Place,
    /// Sources.
    Source,
    /// Kinds of the vocabulary.
    Kind,
}

impl Class {
    const ALL: [Self; 4] = [Self::Entity, Self::Place, Self::Source, Self::Kind];

    /// The word for one of them.
    pub(super) fn word(self) -> &'static str {
        ["entity", "place", "source", "kind"][self as usize]
    }

    fn plural(self) -> &'static str {
        ["entities", "places", "sources", "kinds"][self as usize]
    }
}

/// The tables and rows that were lost, and the references to them.
#[derive(Debug, Default)]
pub(super) struct Lost([LostOfClass; 4]);

#[derive(Debug, Default)]
struct LostOfClass {
    tables: Vec<Arc<str>>,
    ids: hashbrown::HashSet<String>,
    /// Of the ids, those that were referred to, as many as are named.
    named: BTreeSet<String>,
    references: u64,
    first: Option<Location>,
}

/// The most ids of rejected rows that one problem names.
const NAMED: usize = 3;

impl Lost {
    /// A row of a class was rejected; without its id nobody can refer to it.
    pub(super) fn row(&mut self, class: Class, id: &str) {
        if !id.is_empty() {
            self.0[class as usize].ids.insert(id.to_owned());
        }
    }

    /// A table of a class could not be read, or not to its end.
    pub(super) fn table(&mut self, class: Class, file: Arc<str>) {
        self.0[class as usize].tables.push(file);
    }

    /// Whether a reference that leads nowhere may lead to what was lost; if so, it is counted.
    pub(super) fn explains(&mut self, class: Class, id: &str, place: impl FnOnce() -> Location) -> bool {
        let lost = &mut self.0[class as usize];
        let is_rejected = lost.ids.contains(id);
        if id.is_empty() || !is_rejected && lost.tables.is_empty() {
            return false;
        }
        if is_rejected && lost.named.len() <= NAMED {
            lost.named.insert(id.to_owned());
        }
        lost.references += 1;
        lost.first.get_or_insert_with(place);
        true
    }

    /// One problem for each class of which references were counted.
    pub(super) fn told(&self) -> Vec<Diagnostic> {
        Class::ALL.iter().filter_map(|&class| self.0[class as usize].told(class)).collect()
    }

    /// How many references were counted.
    pub(super) fn references(&self) -> u64 {
        self.0.iter().map(|lost| lost.references).sum()
    }
}

impl LostOfClass {
    fn told(&self, class: Class) -> Option<Diagnostic> {
        let (plural, cause) = (class.plural(), self.cause());
        let message = match self.references {
            1 => format!("a reference to {plural} cannot be followed, because {cause}"),
            n => format!("{n} references to {plural} cannot be followed, because {cause}; this is the first"),
        };
        self.first.clone().map(|first| Diagnostic::new(&NOT_FOLLOWED, message).at(first))
    }

    /// Why the references lead nowhere; a table that is missing tells more than the rows of others.
    fn cause(&self) -> String {
        let Some(table) = self.tables.first() else { return self.rows() };
        let others = match self.tables.len() - 1 {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        format!("{table}{others} could not be read")
    }

    fn rows(&self) -> String {
        let short = |id: &String| format!("`{}`", id.chars().take(60).collect::<String>());
        let ids: Vec<String> = self.named.iter().take(NAMED).map(short).collect();
        let others = if self.named.len() > NAMED { " and others" } else { "" };
        let rows = if ids.len() == 1 { "the row of" } else { "the rows of" };
        let were = if ids.len() == 1 { "was" } else { "were" };
        format!("{rows} {}{others} {were} rejected", ids.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_references_to_what_was_lost_are_counted_and_they_are_told_once() {
        let mut lost = Lost::default();
        let place = || Location::line("records.csv", 2);
        assert!(!lost.explains(Class::Place, "oslo", place));
        ["a", "b", "c", "d"].iter().for_each(|id| lost.row(Class::Place, id));
        assert!(["a", "b", "c", "d", "a"].iter().all(|id| lost.explains(Class::Place, id, place)));
        assert!(!lost.explains(Class::Entity, "a", place) && !lost.explains(Class::Place, "", place));
        let told = lost.told();
        assert_eq!((told.len(), lost.references()), (1, 5));
        let expected = "5 references to places cannot be followed, because the rows of `a`, `b`, `c` and others were \
            rejected; this is the first";
        assert_eq!(told[0].message, expected);
        lost.table(Class::Place, "places.csv".into());
        assert!(lost.explains(Class::Place, "oslo", place));
        assert!(lost.told()[0].message.contains("because places.csv could not be read"));
    }
}
