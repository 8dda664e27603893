//! A report as plain text that does not depend on where the data lies.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use relata::diagnostic::{Diagnostic, Report};
use std::fmt::Write;
use std::path::Path;

/// Every diagnostic with its place, hints and excerpt, then the counts; file names are relative to `folder`.
pub fn render(report: &Report, folder: &Path) -> String {
    let mut text = String::new();
    report.diagnostics().iter().for_each(|diagnostic| render_one(diagnostic, &mut text));
    for (code, severity, count) in report.counts() {
        writeln!(text, "{code} {severity} {count}").unwrap();
    }
    writeln!(text, "read {}, kept {}, rejected {}", report.read, report.kept(), report.rejected).unwrap();
    for remark in &report.remarks {
        writeln!(text, "remark: {remark}").unwrap();
    }
    let folder = folder.display().to_string();
    text.replace(&format!("{folder}/"), "").replace(&folder, ".").replace('\\', "/")
}

fn render_one(diagnostic: &Diagnostic, text: &mut String) {
    let code = diagnostic.code;
    let place = diagnostic.location.as_ref().map(|location| format!("{location} ")).unwrap_or_default();
    writeln!(text, "{} {} {place}{}", code.id, code.severity, diagnostic.message).unwrap();
    for hint in &diagnostic.hints {
        writeln!(text, "  hint: {hint}").unwrap();
    }
    let location = diagnostic.location.as_ref();
    if let Some((location, excerpt)) = location.and_then(|l| Some((l, l.excerpt.as_ref()?))) {
        writeln!(text, "  | {}", excerpt.text).unwrap();
        if location.column > 0 {
            let carets = "^".repeat(
                (location.width.max(1) as usize)
                    .min(excerpt.text.chars().count().saturating_sub(excerpt.start).max(1)),
            );
            writeln!(text, "  | {}{carets}", " ".repeat(excerpt.start)).unwrap();
        }
    }
}
