//! A marked sheet read back.

use super::table::decision;
use super::{sheet_column, unguarded};
use crate::authoring::TextTable;
use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity, nearest_hint};
use crate::load::{BAD_VALUE, UNREADABLE, locate};
use crate::review::{Session, Status, Step, StepError};
use std::collections::BTreeSet;
use std::path::Path;

/// Raised when a sheet holds a word that is no decision.
pub static NOT_A_DECISION: Code = Code {
    id: "E0801",
    severity: Severity::Error,
    title: "not a decision",
    explanation: "The column `mark` of a sheet takes `accept`, `reject`, `defer`, `merge` or nothing; `merge` needs the \
        id of a record or another draft of the same kind in `into`. Nothing of a sheet with an error is taken over.",
};

/// Raised when a sheet names a draft that is not there.
pub static UNKNOWN_DRAFT: Code = Code {
    id: "E0802",
    severity: Severity::Error,
    title: "unknown draft",
    explanation: "The column `draft` names a draft that the folder of drafts does not have. The sheet was written for other \
        drafts, or the id was changed; correct it, or write the sheet anew with `relata review DRAFTS --sheet FILE`.",
};

/// Raised when a sheet names a draft twice.
pub static SHEET_TWICE: Code = Code {
    id: "E0803",
    severity: Severity::Error,
    title: "draft twice on a sheet",
    explanation: "Two rows of the sheet are about one draft, and nobody knows which of them counts. Remove one of them.",
};

/// Reads the decisions and corrections of a sheet that [`super::csv_sheet`] wrote into a review; gives how many steps
/// were taken.
///
/// Only what differs from what was decided already is a step. A column that was removed changes nothing, and neither does
/// an empty `mark` of a draft about which something is decided. With an error, which is reported with its place, no step at all is taken.
pub fn read_sheet(session: &mut Session, path: &Path, report: &mut Report) -> usize {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let location = Location::file(path.display().to_string());
            report.push(Diagnostic::new(&UNREADABLE, error.to_string()).at(location));
            return 0;
        }
    };
    let mut own = Report::default();
    let table = TextTable::read(path, &bytes, &mut own);
    let before = session.steps().len();
    if let Some(table) = table {
        let mut sheet = Sheet { session, table: &table, path, report: &mut own };
        sheet.read();
    }
    locate(&mut own);
    let failed = own.has_errors();
    // The mark is written by this program, for spreadsheets.
    let told = own.diagnostics().iter().filter(|d| d.code != &crate::load::reader::BYTE_ORDER_MARK);
    report.extend(told.cloned());
    if failed {
        while session.steps().len() > before {
            session.undo();
        }
    }
    session.steps().len() - before
}

struct Sheet<'a> {
    session: &'a mut Session,
    table: &'a TextTable,
    path: &'a Path,
    report: &'a mut Report,
}

impl Sheet<'_> {
    fn read(&mut self) {
        if self.table.column("draft").is_none() {
            let message = "there is no column `draft`: this is no sheet of drafts";
            let location = Location::line(self.path.display().to_string(), 1);
            self.report.push(Diagnostic::new(&UNKNOWN_DRAFT, message).at(location));
            return;
        }
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        for row in 0..self.table.rows.len() {
            let id = self.cell(row, "draft").to_owned();
            let Some(number) = self.session.find(&id) else {
                let known = (0..self.session.len()).map(|n| self.session.draft(n).id.as_str());
                let hint = nearest_hint(&id, known);
                self.problem(&UNKNOWN_DRAFT, row, "draft", format!("there is no draft `{id}`"), hint);
                continue;
            };
            if seen.insert(number) {
                rows.push((row, number));
            } else {
                self.problem(&SHEET_TWICE, row, "draft", format!("`{id}` stands twice"), None);
            }
        }
        for &(row, number) in &rows {
            self.corrections(row, number);
        }
        for (row, number) in rows {
            self.decision(row, number);
        }
    }

    fn cell(&self, row: usize, column: &str) -> &str {
        unguarded(self.table.cell(row, column))
    }

    fn problem(
        &mut self,
        code: &'static Code,
        row: usize,
        column: &str,
        message: String,
        hint: Option<String>,
    ) {
        let line = self.table.lines.get(row).copied().unwrap_or_default();
        let location = Location::line(self.path.display().to_string(), line).field(column);
        self.report.push(Diagnostic::new(code, message).at(location).hint(hint));
    }

    fn take(&mut self, step: Step, code: &'static Code, row: usize, column: &str) {
        if let Err(StepError { message, hint }) = self.session.take(step) {
            self.problem(code, row, column, message, hint);
        }
    }

    fn corrections(&mut self, row: usize, number: usize) {
        let draft = self.session.draft(number).id.clone();
        let is_done = matches!(self.session.status(number), Status::Applied(_));
        let cells = self.session.cells(number);
        for (column, cell) in cells.into_iter().filter(|(column, _)| column != "id" && !is_done) {
            let of_sheet = sheet_column(&column);
            if self.table.column(&of_sheet).is_none() {
                continue;
            }
            let found = self.cell(row, &of_sheet).to_owned();
            // A spreadsheet writes a flag and the ends of lines in its own way.
            let found = if found == "TRUE" { "true".to_owned() } else { found.replace("\r\n", "\n") };
            if found != cell.trim() {
                let step = Step::Edit { row: draft.clone(), column, cell: found };
                self.take(step, &BAD_VALUE, row, &of_sheet);
            }
        }
    }

    fn decision(&mut self, row: usize, number: usize) {
        let word = self.cell(row, "mark").to_ascii_lowercase();
        let into = self.cell(row, "into").to_owned();
        let now = decision(self.session.status(number));
        let is_same = word == now.0 && (word != "merge" || into == now.1);
        if word.is_empty() || is_same || now.0 == "applied" {
            return;
        }
        let draft = self.session.draft(number).id.clone();
        let step = match word.as_str() {
            "accept" => Step::Accept { draft },
            "reject" => Step::Reject { draft },
            "defer" => Step::Defer { draft },
            "merge" => return self.take(Step::Merge { draft, into }, &NOT_A_DECISION, row, "into"),
            _ => {
                let words = ["accept", "reject", "defer", "merge"];
                let message = format!("found `{word}`, expected one of {}, or nothing", words.join(", "));
                let hint = nearest_hint(&word, words);
                return self.problem(&NOT_A_DECISION, row, "mark", message, hint);
            }
        };
        self.take(step, &NOT_A_DECISION, row, "mark");
    }
}
