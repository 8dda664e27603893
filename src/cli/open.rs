//! Opening a dataset for a command, and delivering its answer.

use super::exit::{CommandError, Exit, Outcome};
use super::exporting::export;
use super::options::{AnswerFormat, AnswerOptions, DataOptions, PICTURE, QuestionOptions, TextOptions};
use super::progress::Bar;
use super::ui::Ui;
use crate::check::passages;
use crate::diagnostic::{Report, Severity};
use crate::export::{ExportOptions, Shape, exporter, write_file};
use crate::graph::{KnowledgeGraph, View};
use crate::model::PassageIx;
use crate::pipeline::Pipeline;
use crate::query::scope::attested_elsewhere;
use crate::query::{Answer, PassageTexts, Rendering, Scope, Selected};
use std::path::Path;

/// Opens the graph of a dataset; errors are shown and stop the command, warnings are counted in a line.
///
/// A dataset without any entity or record stops it too: no question about it has an answer.
pub(super) fn open(data: &DataOptions, ui: &Ui) -> Result<(KnowledgeGraph, Report), CommandError> {
    let guarded = ui.signals.guarded();
    let opened =
        Pipeline::new(&data.data).keep_going(data.keep_going).run_with(&mut Bar::stopped_by(&guarded.cancel));
    guarded.cancel.check()?;
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
    options: &'a QuestionOptions,
    texts: Option<&'a Path>,
    scope: Option<(&'a Scope, u64)>,
    view: View<'a>,
    /// How many rows the answer does without.
    rejected: u64,
}

impl QuestionOptions {
    /// These options as a question to all of a graph, of whose data a report tells.
    pub(super) fn question<'a>(&'a self, graph: &'a KnowledgeGraph, report: &Report) -> Question<'a> {
        Question { options: self, texts: None, scope: None, view: graph.view(), rejected: report.rejected }
    }
}

impl<'a> Question<'a> {
    /// The same, shown with the passages of texts.
    pub(super) fn with_texts(mut self, texts: &'a TextOptions) -> Self {
        self.texts = texts.texts.as_deref();
        self
    }

    /// The same to a part of the graph, which the answer then tells of.
    pub(super) fn within(mut self, scope: &'a Scope, selected: Selected<'a>) -> Self {
        self.scope = Some((scope, selected.attested_elsewhere));
        self.view = selected.view;
        self
    }

    pub(super) fn view(&self) -> &View<'a> {
        &self.view
    }
}

/// Renders an answer as asked and delivers it. With texts that are not those of the data it is given all the same, and
/// the run has failed.
pub(super) fn answer(found: &dyn Answer, question: &Question<'_>, ui: &mut Ui) -> Outcome {
    let (graph, options) = (question.view.graph(), question.options);
    if options.export.is_none() && options.shape.shape != Shape::Edges {
        return Err(CommandError::Usage("`--shape` needs `--export`".to_owned()));
    }
    let texts = question.texts.map(|folder| LocalTexts::read(graph, folder, ui));
    let proved = texts.as_ref().is_none_or(|texts| texts.proved);
    let texts = texts.as_ref().map(|texts| texts as &dyn PassageTexts);
    let rendering = Rendering { language: options.language.lang.code(), texts };
    if let Some(format) = &options.export {
        export_answer(found, format, question, &rendering, ui)?;
    } else {
        deliver(&rendered(found, question, &rendering), &options.answer, ui)?;
    }
    Ok(if proved { Exit::Done } else { Exit::Failed })
}

fn rendered(found: &dyn Answer, question: &Question<'_>, rendering: &Rendering<'_>) -> String {
    let graph = question.view.graph();
    match question.options.answer.format {
        AnswerFormat::Text => {
            let text = found.to_text(graph, rendering) + &question.told(rendering.language);
            masked(&text) + &left_out(question.rejected)
        }
        AnswerFormat::Json => {
            let mut value = found.to_json(graph, rendering);
            if let Some((scope, attested_elsewhere)) = question.scope {
                value["filters"] = scope.to_json(graph);
                value["attested_elsewhere"] = attested_elsewhere.into();
            }
            if question.rejected > 0 {
                value["rejected_rows"] = question.rejected.into();
            }
            format!("{value:#}\n")
        }
        AnswerFormat::Csv => found.to_table(graph, rendering).to_csv(),
    }
}

impl Question<'_> {
    /// What the scope leaves out, in lines.
    fn told(&self, language: &str) -> String {
        let Some((scope, attested)) = self.scope.filter(|(scope, _)| !scope.is_all()) else {
            return String::new();
        };
        let lines = [attested_elsewhere(attested, language), scope.to_text(self.view.graph(), language)];
        lines.into_iter().flatten().map(|line| line + "\n").collect()
    }
}

/// Writes what an answer tells of in a format, or the answer as its own picture.
fn export_answer(
    found: &dyn Answer,
    format: &str,
    question: &Question<'_>,
    rendering: &Rendering<'_>,
    ui: &mut Ui,
) -> Result<(), CommandError> {
    let answer = &question.options.answer;
    if format == PICTURE
        && let Some(picture) = found.to_svg(question.view.graph(), rendering)
    {
        return deliver(&picture, answer, ui);
    }
    let Some(exporter) = exporter(format) else {
        return Err(CommandError::Usage(format!("there is no format `{format}`")));
    };
    let (language, shape) = (rendering.language.to_owned(), question.options.shape.shape);
    let options = ExportOptions { language, shape, ..ExportOptions::default() };
    export(exporter, &found.subgraph(&question.view), &options, answer.output.as_deref(), ui)
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
    deliver_to(text, options.output.as_deref(), ui)
}

/// Delivers a text to a file, or to the standard output.
pub(super) fn deliver_to(text: &str, output: Option<&Path>, ui: &mut Ui) -> Result<(), CommandError> {
    match output {
        None => ui.answer(text),
        Some(path) => {
            let _guarded = ui.signals.guarded();
            Ok(write_file(path, |out| Ok(out.write_all(text.as_bytes())?))?)
        }
    }
}
