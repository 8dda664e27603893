//! The only place that writes to a terminal.

use super::exit::{CommandError, Exit, Outcome};
use super::render::Renderer;
use super::signals::Signals;
use crate::diagnostic::{Diagnostic, Report};
use crate::resolve::NameError;
use std::error::Error;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

/// The terminal: answers to the standard output, everything about the run to the standard error.
pub(super) struct Ui {
    out: BufWriter<Stdout>,
    /// Whether an export was written to the standard output.
    streamed: bool,
    pub(super) signals: Signals,
    pub(super) renderer: Renderer,
}

impl Ui {
    pub(super) fn new(signals: Signals) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let color = |terminal: bool| terminal && !dumb && std::env::var_os("NO_COLOR").is_none();
        let renderer = Renderer::new(color(io::stdout().is_terminal() && io::stderr().is_terminal()));
        Self { out: BufWriter::new(io::stdout()), streamed: false, signals, renderer }
    }

    /// The standard output, for an export.
    pub(super) fn out(&mut self) -> &mut (dyn Write + Send) {
        self.streamed = true;
        &mut self.out
    }

    /// Writes a part of the answer.
    pub(super) fn answer(&mut self, text: &str) -> Result<(), CommandError> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Writes a part of the answer that somebody may be waiting for.
    pub(super) fn announce(&mut self, text: &str) -> Result<(), CommandError> {
        self.answer(text)?;
        Ok(self.out.flush()?)
    }

    /// Says something about the run. A standard error that is closed hears nothing.
    pub(super) fn say(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{}", text.trim_end_matches('\n'));
    }

    /// Shows problems beside the answer.
    pub(super) fn diagnostics<'d>(&self, diagnostics: impl IntoIterator<Item = &'d Diagnostic>) {
        for diagnostic in diagnostics {
            self.say(&self.renderer.diagnostic(diagnostic));
        }
    }

    /// Shows the first problem of each code, and how many more there are of it.
    pub(super) fn summary(&self, diagnostics: &[Diagnostic]) {
        let mut seen: Vec<&str> = Vec::new();
        for diagnostic in diagnostics.iter().filter(|d| {
            let first = !seen.contains(&d.code.id);
            seen.push(d.code.id);
            first
        }) {
            self.say(&self.renderer.diagnostic(diagnostic));
            let more = diagnostics.iter().filter(|other| other.code == diagnostic.code).count() - 1;
            if more > 0 {
                self.say(&format!("   and {more} more {}: they stand in report.json", diagnostic.code.id));
            }
        }
    }

    /// Shows the errors of a report, and how much else it holds.
    pub(super) fn errors(&self, report: &Report) {
        let errors =
            report.diagnostics().iter().filter(|d| d.code.severity == crate::diagnostic::Severity::Error);
        self.diagnostics(errors);
        self.say(&self.renderer.totals(report));
    }

    /// Ends a run: flushes the answer, tells of an error, and gives the exit code.
    pub(super) fn conclude(&mut self, outcome: Outcome) -> Exit {
        let outcome = outcome.and_then(|exit| Ok(self.out.flush().map(|()| exit)?));
        match outcome {
            Ok(exit) => exit,
            Err(error) if error.is_closed_pipe() => Exit::Done,
            Err(_) if self.signals.asked() => {
                self.say(self.stopped());
                Exit::Stopped
            }
            Err(CommandError::Reported) => Exit::Failed,
            Err(error) => {
                let _ = self.out.flush();
                self.say(&self.describe(&error));
                error.exit()
            }
        }
    }

    fn stopped(&self) -> &'static str {
        if self.streamed {
            "stopped: what was written to the standard output is not whole"
        } else {
            "stopped: no file was written or changed"
        }
    }

    /// Shows what the parser has to say: help and version are answers, anything else is a mistake.
    pub(super) fn usage(&mut self, error: &clap::Error) -> Exit {
        // A closed pipe while printing help is no failure.
        let _ = error.print();
        if error.use_stderr() { Exit::Usage } else { Exit::Done }
    }

    fn describe(&self, error: &CommandError) -> String {
        if let CommandError::Sparql(error) = error
            && let Some(location) = error.location()
        {
            return self.renderer.pointed(&error.to_string(), location, error.hint());
        }
        let mut text = format!("error: {error}");
        let mut source = error.source();
        while let Some(cause) = source {
            let cause_text = cause.to_string();
            if !text.ends_with(&cause_text) {
                text.push_str(&format!(": {cause_text}"));
            }
            source = cause.source();
        }
        for hint in hints(error) {
            text.push_str(&format!("\n  {hint}"));
        }
        text
    }
}

fn hints(error: &CommandError) -> Vec<String> {
    let candidate = |c: &crate::resolve::Candidate| format!("id:{}  {} ({})", c.id, c.label, c.distinction);
    match error {
        CommandError::User { hint, .. } => hint.iter().map(|hint| format!("hint: {hint}")).collect(),
        CommandError::Sparql(error) => error.hint().map(|hint| format!("hint: {hint}")).into_iter().collect(),
        CommandError::Name(NameError::Ambiguous { candidates, .. }) => {
            let lead = "hint: say which, by its id:".to_owned();
            std::iter::once(lead).chain(candidates.iter().map(candidate)).collect()
        }
        CommandError::Name(NameError::Unknown { nearest, .. }) if !nearest.is_empty() => {
            let lead = "hint: the nearest names belong to".to_owned();
            std::iter::once(lead).chain(nearest.iter().map(candidate)).collect()
        }
        _ => Vec::new(),
    }
}
