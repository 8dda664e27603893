//! Opening a dataset for a command, and delivering its answer.

use super::exit::{CommandError, Exit, Outcome};
use super::options::{AnswerFormat, AnswerOptions, DataOptions, Language, QuestionOptions};
use super::progress::Bar;
use super::ui::Ui;
use crate::check::passages;
use crate::diagnostic::{Report, Severity};
use crate::export::write_file;
use crate::graph::KnowledgeGraph;
use crate::model::PassageIx;
use crate::pipeline::Pipeline;
use crate::query::{Answer, PassageTexts, Rendering};
use std::path::Path;

/// Opens the graph of a dataset; errors are shown and stop the command, warnings are counted in a line.
///
/// A dataset without any entity or record stops it too: no question about it has an answer.
pub(super) fn open(data: &DataOptions, ui: &Ui) -> Result<(KnowledgeGraph, Report), CommandError> {
    let opened = Pipeline::new(&data.data).keep_going(data.keep_going).run_with(&mut Bar::new());
    match opened.graph {
        Some(graph) => {
            tell(&opened.report, &data.data, ui);
            Ok((graph, opened.report))
        }
        None => {
            ui.errors(&opened.report);
            Err(CommandError::Reported)
        }
    }
}

fn tell(report: &Report, path: &Path, ui: &Ui) {
    if report.has_errors() {
        ui.errors(report);
        let plural = if report.rejected == 1 { "" } else { "s" };
        ui.say(&format!("going on without the {} row{plural} rejected", report.rejected));
    } else if report.total(Severity::Warning) > 0 {
        let count = report.total(Severity::Warning);
        let plural = if count == 1 { "" } else { "s" };
        ui.say(&format!("{count} warning{plural}: see `relata check --data {}`", path.display()));
    }
}

/// How a question wants its answer.
pub(super) struct Question<'a> {
    pub(super) language: Language,
    pub(super) texts: Option<&'a Path>,
    pub(super) answer: &'a AnswerOptions,
    /// How many rows the answer does without.
    pub(super) rejected: u64,
}

impl QuestionOptions {
    /// These options as a question of the data that a report is about.
    pub(super) fn question(&self, report: &Report) -> Question<'_> {
        let texts = self.texts.texts.as_deref();
        Question { language: self.language.lang, texts, answer: &self.answer, rejected: report.rejected }
    }
}

/// Renders an answer as asked and delivers it. With texts that are not those of the data it is given all the same, and
/// the run has failed.
pub(super) fn answer(
    found: &dyn Answer,
    graph: &KnowledgeGraph,
    question: &Question<'_>,
    ui: &mut Ui,
) -> Outcome {
    let texts = question.texts.map(|folder| LocalTexts::read(graph, folder, ui));
    let proved = texts.as_ref().is_none_or(|texts| texts.proved);
    let texts = texts.as_ref().map(|texts| texts as &dyn PassageTexts);
    let rendering = Rendering { language: question.language.code(), texts };
    let rejected = question.rejected;
    let text = match question.answer.format {
        AnswerFormat::Text => masked(&found.to_text(graph, &rendering)) + &left_out(rejected),
        AnswerFormat::Json => {
            let mut value = found.to_json(graph, &rendering);
            if rejected > 0 {
                value["rejected_rows"] = rejected.into();
            }
            format!("{value:#}\n")
        }
        AnswerFormat::Csv => found.to_table(graph, &rendering).to_csv(),
    };
    deliver(&text, question.answer, ui)?;
    Ok(if proved { Exit::Done } else { Exit::Failed })
}

/// The text with control characters replaced: a name must not steer the terminal it is shown on.
fn masked(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// What an answer says of rows that it does without.
fn left_out(rejected: u64) -> String {
    let rows = if rejected == 1 { "row" } else { "rows" };
    if rejected == 0 { String::new() } else { format!("\nWithout {rejected} {rows} that errors rejected.\n") }
}

/// The passages of the texts in a folder of this machine.
struct LocalTexts {
    passages: Vec<Option<String>>,
    proved: bool,
}

impl LocalTexts {
    fn read(graph: &KnowledgeGraph, folder: &Path, ui: &Ui) -> Self {
        let (passages, problems) = passages(graph.dataset(), folder);
        ui.diagnostics(&problems);
        Self { passages, proved: problems.is_empty() }
    }
}

impl PassageTexts for LocalTexts {
    fn passage(&self, passage: PassageIx) -> Option<&str> {
        self.passages.get(passage.index())?.as_deref()
    }
}

/// Delivers an answer to the file asked for, or to the standard output.
pub(super) fn deliver(text: &str, options: &AnswerOptions, ui: &mut Ui) -> Result<(), CommandError> {
    match &options.output {
        None => ui.answer(text),
        Some(path) => Ok(write_file(path, |out| Ok(out.write_all(text.as_bytes())?))?),
    }
}
