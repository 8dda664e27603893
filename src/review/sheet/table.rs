//! The sheet as a CSV table: a row a draft, to be marked and corrected in a spreadsheet.

use super::{COLUMNS, guarded, sheet_column};
use crate::authoring::TextTable;
use crate::review::nearest::Near;
use crate::review::{ReviewTexts, Session, Status};

/// How many characters stand around the evidence.
const AROUND: u32 = 40;

/// The drafts as a CSV table, by rank: the column `mark` takes `accept`, `reject`, `defer` or `merge` (with the record
/// or draft in `into`), and the cells of the drafts behind it may be corrected; [`super::read_sheet`] reads it back.
///
/// It begins with a byte order mark, by which spreadsheets know UTF-8, and no cell begins like a formula. The passages
/// stand in it while the texts are at hand: it is a working paper, not part of the data.
#[must_use]
pub fn csv_sheet(session: &Session, texts: &ReviewTexts) -> String {
    let mut table = TextTable::new(COLUMNS);
    for number in 0..session.len() {
        let cells = session.cells(number);
        for (column, _) in cells.iter().filter(|(column, _)| column != "id") {
            table.make_column(&sheet_column(column));
        }
    }
    let near = session.near(None);
    for number in 0..session.len() {
        let row = row(session, texts, &near, number);
        table.push(row.iter().map(|(column, cell)| (column.as_str(), cell.as_str())));
    }
    format!("\u{feff}{}", table.to_csv())
}

fn row(session: &Session, texts: &ReviewTexts, near: &Near<'_>, number: usize) -> Vec<(String, String)> {
    let draft = session.draft(number);
    let (decision, into) = decision(session.status(number));
    let near: Vec<String> =
        near.of(number).iter().map(|near| format!("{}: {}", near.id, near.told)).collect();
    let own = [
        decision.to_owned(),
        into,
        draft.id.clone(),
        draft.kind.clone(),
        draft.rank.to_string(),
        draft.why.join("\n"),
        draft.doubts.join("\n"),
        near.join("\n"),
        passage(session, texts, number),
    ];
    let cells = session.cells(number).into_iter().filter(|(column, _)| column != "id");
    let cells = cells.map(|(column, cell)| (sheet_column(&column), cell));
    let own = COLUMNS.iter().map(|column| (*column).to_owned()).zip(own);
    own.chain(cells).map(|(column, cell)| (column, guarded(cell.trim()))).collect()
}

/// The word for what was decided, and what a draft was merged into.
pub(super) fn decision(status: &Status) -> (&'static str, String) {
    match status {
        Status::Open => ("", String::new()),
        Status::Accepted => ("accept", String::new()),
        Status::Rejected => ("reject", String::new()),
        Status::Deferred => ("defer", String::new()),
        Status::Merged(into) => ("merge", into.clone()),
        Status::Applied(id) => ("applied", id.clone()),
    }
}

/// The words that a draft rests on, between brackets, in their surroundings.
fn passage(session: &Session, texts: &ReviewTexts, number: usize) -> String {
    let mut text = String::new();
    for stretch in session.marked(number, texts, AROUND) {
        let mut inside = false;
        for piece in &stretch.pieces {
            if piece.is_evidence != inside {
                text.push(if inside { '】' } else { '【' });
                inside = !inside;
            }
            text.push_str(&piece.text);
        }
        text.push_str(if inside { "】\n" } else { "\n" });
    }
    crate::review::visible(text.trim_end())
}
