//! What a person does with drafts: accept, correct, reject, merge, defer, undo; and what that does to the data.
//!
//! A [`Session`] lies over a folder of drafts ([`crate::draft`]) and the dataset that they may enter. Every decision is a
//! [`Step`]; the steps stand in `decisions.jsonl` in the folder of drafts, one a line, in the order in which they were
//! taken, so a review can be left at any moment and gone on with, undone step by step, read and put under version
//! control. The drafts themselves are never changed.
//!
//! ```text
//! drafts --open--> Session --take, undo, save--> decisions.jsonl
//!                     |  nearest: what the data has already that is like it
//!                     |  marked:  the passage with its names and dates
//!                     +--plan--> files of the data folder, proved to load --write--> data
//! ```
//!
//! [`Plan`] turns what was accepted into rows: sources, passages with their digests, places, entities, names and records
//! that the data lacks, in canonical form ([`crate::authoring::FolderForm`]). It is tried on a copy of the data, and
//! nothing is written if the data would have an error then. [`csv_sheet`], [`html_sheet`] and [`read_sheet`] are for those
//! who would rather mark a table or a page.
//!
//! It decides nothing by itself: what is like a record of the data is shown, not merged. No text is stored; passages are
//! shown while the texts are at hand.

mod apply;
mod cell_check;
mod cells;
mod decided;
mod journal;
mod marked;
mod nearest;
mod refusal;
mod session;
mod sheet;
mod status;
mod step;
mod texts;

pub use apply::{ApplyError, Plan};
pub use cell_check::CellError;
pub use journal::JournalError;
pub use marked::{Mark, Piece, Stretch};
pub use nearest::Nearest;
pub use refusal::StepError;
pub use session::{ReviewError, Session};
pub use sheet::{NOT_A_DECISION, SHEET_TWICE, UNKNOWN_DRAFT, csv_sheet, html_sheet, read_sheet};
pub use status::{Status, Tally};
pub use step::Step;
pub use texts::ReviewTexts;

use crate::diagnostic::Code;

/// All codes that a sheet read back can raise.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    vec![&NOT_A_DECISION, &UNKNOWN_DRAFT, &SHEET_TWICE]
}

/// A text with what would steer or deceive a terminal replaced: control characters, and marks that turn the direction
/// of writing or take no room. Line feeds stay.
///
/// ```
/// assert_eq!(relata::review::visible("全总\u{1b}[2J\u{202e}\n"), "全总\u{fffd}[2J\u{fffd}\n");
/// ```
#[must_use]
pub fn visible(text: &str) -> String {
    let hides = |c: char| {
        let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        turns || c.is_control() && c != '\n'
    };
    text.replace('\r', "")
        .chars()
        .map(|c| {
            if c == '\t' {
                ' '
            } else if hides(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}
