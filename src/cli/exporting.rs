//! Writing a view in a format: to the standard output, a file or a folder.

use super::exit::CommandError;
use super::progress::{Bar, Metered};
use super::ui::Ui;
use crate::diagnostic::Diagnostic;
use crate::export::{
    ExportError, ExportOptions, Exporter, FolderOutput, ObservedOutput, Shape, SingleOutput, write_file,
};
use crate::graph::View;
use crate::load::Progress;
use std::io::{self, IsTerminal};
use std::path::Path;

/// Whether a format can be written where and as it is asked for.
pub(super) fn check(
    exporter: &dyn Exporter,
    shape: Shape,
    output: Option<&Path>,
) -> Result<(), CommandError> {
    let format = exporter.format();
    if shape != Shape::Edges && !format.is_shaped {
        let message = format!("the format `{}` is no property graph and has no `--shape`", format.name);
        return Err(CommandError::Usage(message));
    }
    if format.files.len() > 1 && output.is_none() {
        let files = format.files.join(" and ");
        let message = format!("the format `{}` writes {files}: give a folder with -o DIR", format.name);
        return Err(CommandError::Usage(message));
    }
    Ok(())
}

/// Writes a view, and shows what the format could not carry.
pub(super) fn export(
    exporter: &dyn Exporter,
    view: &View<'_>,
    options: &ExportOptions,
    output: Option<&Path>,
    ui: &mut Ui,
) -> Result<(), CommandError> {
    check(exporter, options.shape, output)?;
    let guarded = ui.signals.guarded();
    let bar = Bar::stopped_by(&guarded.cancel);
    let warnings = match output {
        None => to_standard_output(exporter, view, options, bar, ui),
        Some(path) if exporter.format().files.len() == 1 => to_file(exporter, view, options, path, bar),
        Some(folder) => to_folder(exporter, view, options, folder, bar),
    };
    drop(guarded);
    ui.diagnostics(&warnings?);
    if let Some(step) = exporter.next_step() {
        ui.say(step);
    }
    Ok(())
}

fn to_standard_output(
    exporter: &dyn Exporter,
    view: &View<'_>,
    options: &ExportOptions,
    bar: Bar,
    ui: &mut Ui,
) -> Result<Vec<Diagnostic>, ExportError> {
    let name = "the standard output";
    // A bar would stand in the middle of what the same terminal shows.
    let bar = if io::stdout().is_terminal() { bar } else { bar.watching(&options.meter) };
    let mut out = Metered::new(ui.out(), name, bar);
    let written = exporter.export(view, options, &mut SingleOutput::new(&mut out));
    written.map_err(|error| error.named(Path::new(name)))
}

fn to_file(
    exporter: &dyn Exporter,
    view: &View<'_>,
    options: &ExportOptions,
    path: &Path,
    bar: Bar,
) -> Result<Vec<Diagnostic>, ExportError> {
    let mut warnings = Vec::new();
    write_file(path, |out| {
        let mut out = Metered::new(out, &path.display().to_string(), bar.watching(&options.meter));
        warnings = exporter.export(view, options, &mut SingleOutput::new(&mut out))?;
        Ok(())
    })?;
    Ok(warnings)
}

fn to_folder(
    exporter: &dyn Exporter,
    view: &View<'_>,
    options: &ExportOptions,
    folder: &Path,
    bar: Bar,
) -> Result<Vec<Diagnostic>, ExportError> {
    let mut bar = bar.watching(&options.meter);
    let files = FolderOutput::create(folder)?.cancelled_by(&bar.cancel());
    let mut output = ObservedOutput::new(files, &mut bar);
    let written = exporter.export(view, options, &mut output);
    let warnings = written.map_err(|error| error.named(&output.last_path()))?;
    output.into_folder().finish()?;
    Ok(warnings)
}
