//! What is on the screen, and what a key does to it.

use super::line::Line;
use crate::review::{Nearest, ReviewTexts, Session, Step, StepError, Stretch, visible};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// How many characters stand around the evidence.
const AROUND: u32 = 120;

/// The screen of a review.
pub(super) struct Screen {
    pub(super) session: Session,
    pub(super) texts: ReviewTexts,
    /// The number of the draft that is shown.
    pub(super) at: usize,
    /// The cell that is chosen.
    pub(super) chosen: usize,
    /// How many lines of the passage are scrolled past.
    pub(super) scroll: u16,
    pub(super) mode: Mode,
    /// What there is to say.
    pub(super) message: String,
    pub(super) shown: Shown,
}

/// What is shown of a draft, worked out when it comes onto the screen or changes.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) rows: Vec<CellRow>,
    pub(super) stretches: Vec<Stretch>,
    pub(super) nearest: Vec<Nearest>,
}

/// A cell that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CellRow {
    /// The draft or the proposed entity.
    pub(super) row: String,
    pub(super) column: String,
    pub(super) cell: String,
    /// Whether it is a cell of a proposed entity.
    pub(super) is_entity: bool,
}

/// What keys mean at the moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mode {
    /// They choose and decide.
    Browse,
    /// They type.
    Typing(Purpose, Line),
    /// Any key goes back.
    Help,
    /// `y` puts what was accepted into the data.
    Confirm,
}

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A cell.
    Cell { row: String, column: String },
    /// What the draft is merged into.
    Into,
    /// Who a proposed entity is.
    Who { entity: String },
}

/// What a key asks of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    Nothing,
    Save,
    Apply,
    Quit,
}

impl Screen {
    /// A screen that shows the first draft about which nothing is decided.
    pub(super) fn new(session: Session, texts: ReviewTexts) -> Self {
        let at = (0..session.len()).find(|&n| session.status(n).is_pending()).unwrap_or(0);
        let shown = Shown::default();
        let (mode, message) = (Mode::Browse, String::new());
        let mut screen = Self { session, texts, at, chosen: 0, scroll: 0, mode, message, shown };
        screen.show(at);
        screen
    }

    pub(super) fn say(&mut self, message: impl AsRef<str>) {
        self.message = visible(message.as_ref()).replace('\n', " ");
    }

    /// Works out what is shown anew.
    pub(super) fn renew(&mut self) {
        if self.session.is_empty() {
            return;
        }
        let draft = self.session.draft(self.at).id.clone();
        let row = |row: &str, is_entity: bool, (column, cell): (String, String)| CellRow {
            row: row.to_owned(),
            column,
            cell,
            is_entity,
        };
        let cells = self.session.cells(self.at).into_iter().map(|cell| row(&draft, false, cell));
        // What says something comes first, so that it is seen on a small screen.
        let (mut rows, empty): (Vec<CellRow>, Vec<CellRow>) = cells.partition(|row| !row.cell.is_empty());
        for entity in self.session.new_entities(self.at) {
            let cells = self.session.entity_cells(entity);
            rows.extend(cells.into_iter().map(|cell| row(&entity.id, true, cell)));
        }
        rows.extend(empty);
        let chosen = self.shown.rows.get(self.chosen);
        let same =
            |row: &CellRow| chosen.is_some_and(|old| (&old.row, &old.column) == (&row.row, &row.column));
        self.chosen = rows.iter().position(same).unwrap_or(self.chosen);
        self.chosen = self.chosen.min(rows.len().saturating_sub(1));
        let stretches = self.session.marked(self.at, &self.texts, AROUND);
        self.shown = Shown { rows, stretches, nearest: self.session.nearest(self.at) };
    }

    /// The cell that is chosen, with its column.
    pub(super) fn chosen_cell(&self) -> Option<String> {
        let row = self.shown.rows.get(self.chosen)?;
        Some(format!("{}: {}", row.column, row.cell))
    }

    fn show(&mut self, number: usize) {
        (self.at, self.scroll) = (number, 0);
        self.renew();
        self.chosen = 0;
    }

    /// Does what a key says.
    pub(super) fn key(&mut self, key: KeyEvent) -> Wish {
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
            return Wish::Quit;
        }
        match std::mem::replace(&mut self.mode, Mode::Browse) {
            Mode::Browse => self.browse(key),
            Mode::Typing(purpose, line) => self.typing(purpose, line, key),
            Mode::Help => Wish::Nothing,
            Mode::Confirm if matches!(key.code, KeyCode::Char('y' | 'Y')) => Wish::Apply,
            Mode::Confirm => {
                self.say("nothing was written");
                Wish::Nothing
            }
        }
    }

    fn browse(&mut self, key: KeyEvent) -> Wish {
        self.message.clear();
        if key.code == KeyCode::Char('q') {
            return Wish::Quit;
        }
        if key.code == KeyCode::Char('?') {
            self.mode = Mode::Help;
            return Wish::Nothing;
        }
        if self.session.is_empty() {
            return Wish::Nothing;
        }
        match key.code {
            KeyCode::Char('a') => return self.decide(|draft| Step::Accept { draft }),
            KeyCode::Char('r') => return self.decide(|draft| Step::Reject { draft }),
            KeyCode::Char('d') => return self.decide(|draft| Step::Defer { draft }),
            KeyCode::Char('u') => return self.undo(),
            KeyCode::Char('m') => self.mode = Mode::Typing(Purpose::Into, Line::default()),
            KeyCode::Char('s') => self.ask_who(),
            KeyCode::Char('e') | KeyCode::Enter => self.edit(),
            KeyCode::Char('w') => self.confirm(),
            _ => self.move_to(key.code),
        }
        Wish::Nothing
    }

    fn move_to(&mut self, code: KeyCode) {
        let last = self.session.len() - 1;
        match code {
            KeyCode::Char('n') | KeyCode::Right if self.at < last => self.show(self.at + 1),
            KeyCode::Char('p') | KeyCode::Left if self.at > 0 => self.show(self.at - 1),
            KeyCode::Home => self.show(0),
            KeyCode::End => self.show(last),
            KeyCode::Char('o') => self.next_pending(),
            KeyCode::Up | KeyCode::Char('k') => self.chosen = self.chosen.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => {
                self.chosen = (self.chosen + 1).min(self.shown.rows.len().saturating_sub(1));
            }
            KeyCode::PageDown => self.scroll = self.scroll.saturating_add(5),
            KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(5),
            _ => {}
        }
    }

    /// Goes to the next draft that somebody has to look at: those about which nothing is decided, then the deferred.
    fn next_pending(&mut self) {
        let count = self.session.len();
        let after = |n: &usize| (self.at + n) % count;
        let mut round = (1..=count).map(|n| after(&n));
        let open = round.find(|&n| *self.session.status(n) == crate::review::Status::Open);
        let mut round = (1..=count).map(|n| after(&n));
        match open.or_else(|| round.find(|&n| self.session.status(n).is_pending())) {
            Some(next) => self.show(next),
            None => {
                self.renew();
                self.say("nothing is left to decide: w writes what was accepted into the data");
            }
        }
    }

    pub(super) fn decide(&mut self, step: impl FnOnce(String) -> Step) -> Wish {
        let draft = self.session.draft(self.at).id.clone();
        match self.session.take(step(draft)) {
            Ok(()) => {
                self.next_pending();
                Wish::Save
            }
            Err(error) => self.refused(&error),
        }
    }

    pub(super) fn refused(&mut self, error: &StepError) -> Wish {
        let hint = error.hint.as_ref().map_or(String::new(), |hint| format!("; {hint}"));
        self.say(format!("{error}{hint}"));
        Wish::Nothing
    }

    fn undo(&mut self) -> Wish {
        let Some(step) = self.session.undo() else {
            self.say("there is no decision that could be taken back");
            return Wish::Nothing;
        };
        match self.session.find(step.row()) {
            Some(number) => self.show(number),
            None => self.renew(),
        }
        self.say(format!("taken back: {}", serde_json::to_string(&step).unwrap_or_default()));
        Wish::Save
    }

    fn edit(&mut self) {
        if let Some(row) = self.shown.rows.get(self.chosen) {
            let purpose = Purpose::Cell { row: row.row.clone(), column: row.column.clone() };
            self.mode = Mode::Typing(purpose, Line::new(&row.cell));
        }
    }

    /// Asks who a proposed entity is: the one whose cell is chosen, else the first of the draft.
    fn ask_who(&mut self) {
        let chosen = self.shown.rows.get(self.chosen).filter(|row| row.is_entity);
        let entity = chosen.or_else(|| self.shown.rows.iter().find(|row| row.is_entity));
        match entity.map(|row| row.row.clone()) {
            Some(entity) => self.mode = Mode::Typing(Purpose::Who { entity }, Line::default()),
            None => self.say("this draft proposes no new entity"),
        }
    }

    fn confirm(&mut self) {
        let tally = self.session.tally();
        if tally.accepted + tally.merged == 0 {
            return self.say("nothing was accepted that is not in the data yet");
        }
        self.mode = Mode::Confirm;
    }
}
