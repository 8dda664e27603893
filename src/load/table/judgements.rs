//! `judgements.csv`: who is whom.

use super::{BAD_VALUE, Columns, clip, unknown_entity};
use crate::load::Context;
use crate::load::reader::{Row, RowSink};
use crate::model::{Dataset, Judgement, JudgementKind};
use csv::StringRecord;

const COLUMNS: [&str; 6] = ["a", "b", "judgement", "who", "when", "why"];

/// Takes the rows of `judgements.csv`.
pub(in crate::load) struct JudgementTable<'a> {
    dataset: &'a Dataset,
    columns: Columns<&'static str>,
    /// The judgements stored so far.
    pub(in crate::load) judgements: Vec<Judgement>,
}

impl<'a> JudgementTable<'a> {
    /// A table whose rows may refer to the entities of `dataset`.
    pub(in crate::load) fn new(dataset: &'a Dataset) -> Self {
        Self { dataset, columns: Columns::default(), judgements: Vec::new() }
    }
}

impl RowSink for JudgementTable<'_> {
    fn header(&mut self, line: u32, columns: &StringRecord, context: &mut Context<'_>) -> bool {
        let resolved = Columns::fixed((line, columns), &COLUMNS, &["a", "b", "judgement"], context);
        resolved.map(|columns| self.columns = columns).is_some()
    }

    fn row(&mut self, row: Row<'_>, context: &mut Context<'_>) {
        let errors = context.errors();
        let get = |name| self.columns.get(row.cells, name);
        let entities = &self.dataset.entities;
        let mut find = |column| {
            let found = entities.find(get(column));
            if found.is_none() {
                unknown_entity(entities, get(column), (row.line, column).into(), context);
            }
            found
        };
        let (a, b) = (find("a"), find("b"));
        if a.is_some() && a == b {
            context.cell_problem(&BAD_VALUE, (row.line, "b"), "an entity is not judged against itself", None);
        }
        super::dates::check_date(get("when"), (row.line, "when").into(), context);
        let kind = parse_kind(get("judgement"));
        if kind.is_none() {
            let message = format!("found `{}`, expected same, different or unsure", clip(get("judgement")));
            context.cell_problem(&BAD_VALUE, (row.line, "judgement"), message, None);
        }
        if let (true, Some(a), Some(b), Some(kind)) = (context.count_row(errors), a, b, kind) {
            let [who, when, why] = ["who", "when", "why"].map(|name| get(name).to_owned());
            self.judgements.push(Judgement { a, b, kind, who, when, why, origin: context.origin(row.line) });
        }
    }
}

fn parse_kind(text: &str) -> Option<JudgementKind> {
    [JudgementKind::Same, JudgementKind::Different, JudgementKind::Unsure]
        .into_iter()
        .find(|kind| kind.as_str() == text)
}
