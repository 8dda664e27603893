//! The review at a terminal: [`screen`] is what is on it and what a key does, [`draw`] how it looks, and this the loop
//! between them. Every decision is saved at once.

mod draw;
mod line;
mod screen;
#[cfg(test)]
mod tests;
mod typing;

use super::commands::review;
use super::exit::{CommandError, Exit, Outcome};
use super::ui::Ui;
use crate::diagnostic::Report;
use crate::load;
use crate::review::{ApplyError, Plan, ReviewTexts, Session};
use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, Event, KeyEventKind};
use screen::{Screen, Wish};
use std::path::Path;

/// Reviews at the terminal until somebody quits.
pub(super) fn review(session: Session, texts: ReviewTexts, data: &Path, ui: &mut Ui) -> Outcome {
    let mut screen = Screen::new(session, texts);
    let mut terminal = ratatui::try_init().map_err(CommandError::Output)?;
    let ended = run(&mut terminal, &mut screen, data);
    // The terminal is given back whatever happened; if even that fails, nothing is left to be done.
    let _ = ratatui::try_restore();
    ended?;
    ui.answer(&review::tally(&screen.session))?;
    Ok(Exit::Done)
}

fn run(terminal: &mut DefaultTerminal, screen: &mut Screen, data: &Path) -> Result<(), CommandError> {
    loop {
        terminal.draw(|frame| draw::draw(frame, screen))?;
        let wish = match event::read()? {
            Event::Key(key) if key.kind != KeyEventKind::Release => screen.key(key),
            _ => Wish::Nothing,
        };
        match wish {
            Wish::Nothing => {}
            Wish::Save => {
                if let Err(error) = screen.session.save() {
                    screen.say(format!("not saved: {error}"));
                }
            }
            Wish::Apply => {
                let told = apply(screen, data).unwrap_or_else(|error| error);
                screen.renew();
                screen.say(told);
            }
            Wish::Quit => return Ok(()),
        }
    }
}

/// Puts what was accepted into the data; what to say of it, or why not.
fn apply(screen: &mut Screen, data: &Path) -> Result<String, String> {
    // Somebody may have changed the data since it was read.
    renew(screen, data)?;
    let plan = Plan::new(&screen.session, &screen.texts, data).map_err(|error| match &error {
        ApplyError::Refused { report } => {
            let first = report.diagnostics().first();
            let place = first.and_then(|d| d.location.as_ref()).map_or(String::new(), |l| format!("{l}: "));
            let what = first.map_or("", |diagnostic| diagnostic.message.as_str());
            format!("{error}: {place}{what}")
        }
        _ => error.to_string(),
    })?;
    let notes = match plan.notes.first() {
        Some(note) => format!("; {note}"),
        None => String::new(),
    };
    let told = review::applied(&plan, data) + &notes;
    plan.write(&mut screen.session, data).map_err(|error| error.to_string())?;
    renew(screen, data)?;
    Ok(told)
}

fn renew(screen: &mut Screen, data: &Path) -> Result<(), String> {
    let mut report = Report::default();
    let dataset = load::load(data, &mut report).dataset;
    if report.has_errors() {
        return Err(format!(
            "nothing was written: the data has errors, see `relata check --data {}`",
            data.display()
        ));
    }
    screen.session.renew(dataset);
    Ok(())
}
