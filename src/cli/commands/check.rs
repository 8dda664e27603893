use crate::check::explain;
use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::open::deliver;
use crate::cli::options::{AnswerFormat, AnswerOptions, TextOptions};
use crate::cli::progress::Bar;
use crate::cli::ui::Ui;
use crate::diagnostic::{Diagnostic, Report, nearest_hint};
use crate::pipeline::{Pipeline, codes};
use crate::table::{Cell, Table};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Show every problem of a dataset in one run, each with its place and how to mend it.
///
/// Problems are sorted by file and line. A code that is raised more than 20 times is listed 20 times and then counted.
/// Ends with 1 when there is an error, with 0 when there are only warnings.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The dataset: a folder, or a `graph.json`.
    #[arg(long, value_name = "PATH", default_value = "graph-data")]
    data: PathBuf,

    /// Explain a code: what it means, why it matters, how to mend it.
    #[arg(long, value_name = "CODE")]
    explain: Option<String>,

    #[command(flatten)]
    texts: TextOptions,

    #[command(flatten)]
    answer: AnswerOptions,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    if let Some(code) = &args.explain {
        return explain_code(code, args, ui);
    }
    let pipeline = Pipeline::new(&args.data).with_texts(args.texts.texts.clone());
    let guarded = ui.signals.guarded();
    let report = pipeline.run_with(&mut Bar::stopped_by(&guarded.cancel)).report;
    guarded.cancel.check()?;
    drop(guarded);
    let text = match args.answer.format {
        AnswerFormat::Text => text(&report, ui),
        AnswerFormat::Json => format!("{:#}\n", json(&report)),
        AnswerFormat::Csv => table(&report).to_csv(),
    };
    deliver(&text, &args.answer, ui)?;
    Ok(if report.has_errors() { Exit::Failed } else { Exit::Done })
}

fn explain_code(wanted: &str, args: &Args, ui: &mut Ui) -> Outcome {
    let codes = codes();
    let Some(code) = codes.iter().find(|code| code.id.eq_ignore_ascii_case(wanted)) else {
        let hint = nearest_hint(&wanted.to_uppercase(), codes.iter().map(|code| code.id));
        return Err(CommandError::user(format!("there is no code `{wanted}`"), hint));
    };
    deliver(&explain(code), &args.answer, ui)?;
    Ok(Exit::Done)
}

fn text(report: &Report, ui: &Ui) -> String {
    let mut text = String::new();
    for diagnostic in report.diagnostics() {
        text.push_str(ui.renderer.diagnostic(diagnostic).trim_end());
        text.push_str("\n\n");
    }
    for (code, severity, count) in report.counts() {
        let listed = report.diagnostics().iter().filter(|d| d.code.id == code).count();
        if count > listed {
            text.push_str(&format!("{severity} {code}: {} more of the same\n", count - listed));
        }
    }
    for remark in &report.remarks {
        text.push_str(&format!("{remark}\n"));
    }
    text + &ui.renderer.totals(report) + "\n"
}

fn json(report: &Report) -> Value {
    let counts = report.counts().map(|(code, severity, count)| {
        json!({"code": code, "severity": severity.to_string(), "count": count})
    });
    json!({
        "diagnostics": report.diagnostics().iter().map(diagnostic_json).collect::<Vec<_>>(),
        "counts": counts.collect::<Vec<_>>(),
        "remarks": report.remarks,
        "rows": {"read": report.read, "kept": report.kept(), "rejected": report.rejected},
    })
}

fn diagnostic_json(diagnostic: &Diagnostic) -> Value {
    let location = diagnostic.location.as_ref();
    let known = |n: u32| if n == 0 { Value::Null } else { n.into() };
    json!({
        "code": diagnostic.code.id,
        "severity": diagnostic.code.severity.to_string(),
        "message": diagnostic.message,
        "file": location.map(|l| &*l.file),
        "line": location.map_or(Value::Null, |l| known(l.line)),
        "column": location.map_or(Value::Null, |l| known(l.column)),
        "excerpt": location.and_then(|l| l.excerpt.as_ref()).map(|e| &e.text),
        "hints": diagnostic.hints,
    })
}

fn table(report: &Report) -> Table {
    let mut table = Table::new(["code", "severity", "file", "line", "column", "message", "hint"]);
    for diagnostic in report.diagnostics() {
        let location = diagnostic.location.as_ref();
        let number = |n: Option<u32>| n.filter(|&n| n > 0).map_or(Cell::Empty, |n| Cell::Number(u64::from(n)));
        table.push([
            Cell::from(diagnostic.code.id),
            Cell::from(diagnostic.code.severity.to_string()),
            Cell::from(location.map_or("", |l| &*l.file)),
            number(location.map(|l| l.line)),
            number(location.map(|l| l.column)),
            Cell::from(diagnostic.message.as_str()),
            Cell::from(diagnostic.hints.join("; ")),
        ]);
    }
    table
}
