//! `passages.csv`: the digest of each span that evidence points at.

use super::{BAD_VALUE, Columns, DUPLICATE_ID, bad_sha256, clip, unknown_id};
use crate::diagnostic::{Code, Severity};
use crate::load::reader::{Row, RowSink};
use crate::load::{Cell, Class, Context};
use crate::model::{Origin, Passage, Source, SourceIx};
use csv::StringRecord;
use hashbrown::HashSet;

/// Raised when a span does not lie within its source.
pub static SPAN_OUTSIDE: Code = Code {
    id: "E0402",
    severity: Severity::Error,
    title: "span outside the source",
    explanation: "The span ends before it starts, or after the end of the source as `sources.csv` gives its length, so \
        it can hold no words. Positions count characters, not bytes: a tool that counts bytes gives numbers that are too \
        large for Chinese text. Correct the span or the length.",
};

const COLUMNS: [&str; 4] = ["source", "start", "end", "sha256"];

/// Takes the rows of `passages.csv`.
pub(in crate::load) struct PassageTable<'a> {
    columns: Columns<&'static str>,
    sources: &'a [Source],
    /// The passages stored so far, each with the row that lists it.
    pub(in crate::load) passages: Vec<(Passage, Origin)>,
    spans: HashSet<(SourceIx, u32, u32)>,
}

impl<'a> PassageTable<'a> {
    /// A table whose rows may refer to `sources`.
    pub(in crate::load) fn new(sources: &'a [Source]) -> Self {
        Self { columns: Columns::default(), sources, passages: Vec::new(), spans: HashSet::new() }
    }
}

impl RowSink for PassageTable<'_> {
    fn header(&mut self, line: u32, columns: &StringRecord, context: &mut Context<'_>) -> bool {
        let resolved = Columns::fixed((line, columns), &COLUMNS, &COLUMNS, context);
        resolved.map(|columns| self.columns = columns).is_some()
    }

    fn row(&mut self, row: Row<'_>, context: &mut Context<'_>) {
        let errors = context.errors();
        let get = |name| self.columns.get(row.cells, name);
        let source = find_source(self.sources, get("source"), (row.line, "source").into(), context);
        let span = (get("start").parse::<u32>(), get("end").parse::<u32>());
        if !matches!(span, (Ok(start), Ok(end)) if start < end) {
            let message = format!(
                "found `{}` to `{}`, expected two numbers in order",
                clip(get("start")),
                clip(get("end"))
            );
            context.cell_problem(&BAD_VALUE, (row.line, "start"), message, None);
        }
        if let (Some(source), (Ok(start), Ok(end))) = (source, &span) {
            self.check_span(source, (*start, *end), row.line, context);
        }
        let sha256 = get("sha256").parse().ok();
        if sha256.is_none() {
            bad_sha256(get("sha256"), row.line, context);
        }
        if let (true, Some(source), (Ok(start), Ok(end))) = (context.count_row(errors), source, span) {
            self.spans.insert((source, start, end));
            self.passages.push((Passage { source, start, end, sha256 }, context.origin(row.line)));
        }
    }
}

impl PassageTable<'_> {
    fn check_span(&self, source: SourceIx, (start, end): (u32, u32), line: u32, context: &mut Context<'_>) {
        let Source { id, length, .. } = &self.sources[source.index()];
        if let Some(length) = length.filter(|&length| end > length) {
            let message = format!("found the end {end}, expected at most {length}, the length of `{id}`");
            context.cell_problem(&SPAN_OUTSIDE, (line, "end"), message, None);
        }
        if self.spans.contains(&(source, start, end)) {
            let message = format!("the passage `{id}:{start}-{end}` stands twice");
            context.cell_problem(&DUPLICATE_ID, (line, "start"), message, None);
        }
    }
}

/// The source of an id among sources sorted by id, or a report that there is none.
pub(super) fn find_source(
    sources: &[Source],
    id: &str,
    place: Cell<'_>,
    context: &mut Context<'_>,
) -> Option<SourceIx> {
    let found = sources.binary_search_by(|source| source.id.as_str().cmp(id)).ok().map(SourceIx::from);
    if found.is_none() {
        unknown_id(Class::Source, id, place, sources.iter().map(|source| source.id.as_str()), context);
    }
    found
}
