//! What is typed: a cell, what a draft is merged into, who somebody is.

use super::line::Line;
use super::screen::{Mode, Purpose, Screen, Wish};
use crate::diagnostic::Report;
use crate::resolve::{Identities, NameError, NameIndex};
use crate::review::Step;
use ratatui::crossterm::event::{KeyCode, KeyEvent};

impl Screen {
    /// Does what a key says while a line is typed: Enter takes the line, Esc does not.
    pub(super) fn typing(&mut self, purpose: Purpose, mut line: Line, key: KeyEvent) -> Wish {
        match key.code {
            KeyCode::Esc => {
                self.message.clear();
                return Wish::Nothing;
            }
            KeyCode::Enter => {}
            _ => {
                line.key(key);
                self.mode = Mode::Typing(purpose, line);
                return Wish::Nothing;
            }
        }
        let wish = self.typed(&purpose, line.text().trim());
        if wish == Wish::Nothing {
            // What was typed is not lost with a mistake in it.
            self.mode = Mode::Typing(purpose, line);
        }
        wish
    }

    /// Does what was typed.
    fn typed(&mut self, purpose: &Purpose, typed: &str) -> Wish {
        let step = match purpose {
            Purpose::Cell { row, column } => {
                Ok(Step::Edit { row: row.clone(), column: column.clone(), cell: typed.to_owned() })
            }
            Purpose::Into => {
                let into = self.numbered(typed);
                return self.decide(|draft| Step::Merge { draft, into });
            }
            Purpose::Who { entity } => {
                self.who(typed).map(|with| Step::Same { entity: entity.clone(), with })
            }
        };
        match step {
            Ok(step) => self.correct(step),
            Err(problem) => {
                self.say(problem);
                Wish::Nothing
            }
        }
    }

    fn correct(&mut self, step: Step) -> Wish {
        match self.session.take(step) {
            Ok(()) => {
                self.message.clear();
                self.renew();
                Wish::Save
            }
            Err(error) => self.refused(&error),
        }
    }

    /// The id of one of the nearest by its number, else what was typed.
    fn numbered(&self, typed: &str) -> String {
        let number: Option<usize> = typed.parse().ok();
        let near = number.and_then(|number| self.shown.nearest.get(number.checked_sub(1)?));
        near.map_or(typed, |near| &near.id).to_owned()
    }

    /// The entity that was typed: an id, or any name that only one has.
    fn who(&self, typed: &str) -> Result<String, String> {
        let dataset = self.session.dataset();
        if dataset.entities.find(typed).is_some() || self.session.proposed(typed).is_some() {
            return Ok(typed.to_owned());
        }
        let identities = Identities::resolve(dataset, &mut Report::default());
        let found = NameIndex::new(dataset, &identities).find(dataset, &identities, typed);
        found.map(|entity| dataset.entities.id(entity).to_owned()).map_err(|error| match &error {
            NameError::Unknown { nearest: candidates, .. } | NameError::Ambiguous { candidates, .. } => {
                let ids: Vec<&str> = candidates.iter().map(|candidate| candidate.id.as_str()).collect();
                if ids.is_empty() { error.to_string() } else { format!("{error}: {}", ids.join(", ")) }
            }
        })
    }
}
