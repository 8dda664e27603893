//! Problems as a person reads them: the message, the place, the offending line, a hint.

use crate::diagnostic::{Diagnostic, Excerpt, Location, Report, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Snippet};

/// Renders problems for a terminal, with colours or without.
pub(super) struct Renderer {
    inner: annotate_snippets::Renderer,
}

impl Renderer {
    pub(super) fn new(color: bool) -> Self {
        let inner =
            if color { annotate_snippets::Renderer::styled() } else { annotate_snippets::Renderer::plain() };
        Self { inner: inner.decor_style(DecorStyle::Ascii) }
    }

    /// A problem with its place and its line.
    pub(super) fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.code.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.id));
        if let Some(location) = &diagnostic.location {
            group = place(group, location);
        }
        for hint in &diagnostic.hints {
            group = group.element(Level::HELP.message(hint.as_str()));
        }
        self.inner.render(&[group])
    }

    /// An error of the question with its place and its line.
    pub(super) fn pointed(&self, message: &str, location: &Location, hint: Option<&str>) -> String {
        let mut group = place(Group::with_title(Level::ERROR.primary_title(message)), location);
        if let Some(hint) = hint {
            group = group.element(Level::HELP.message(hint));
        }
        self.inner.render(&[group])
    }

    /// How many problems there are and how many rows were read.
    pub(super) fn totals(&self, report: &Report) -> String {
        let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        let errors = plural(report.total(Severity::Error), "error");
        let warnings = plural(report.total(Severity::Warning), "warning");
        let (read, kept, rejected) = (report.read, report.kept(), report.rejected);
        format!("{errors}, {warnings}; rows: {read} read, {kept} kept, {rejected} rejected")
    }
}

/// The place of a problem, with its line where that is at hand.
fn place<'a>(group: Group<'a>, location: &'a Location) -> Group<'a> {
    let excerpt = location.excerpt.as_ref().filter(|excerpt| !excerpt.text.is_empty());
    // The snippet counts its columns itself, which is right only when it shows the line from its beginning.
    let whole = |excerpt: &&Excerpt| location.column == 0 || excerpt.start + 1 == location.column as usize;
    if let Some(excerpt) = excerpt.filter(whole) {
        return group.element(snippet(excerpt, location));
    }
    let mut origin = Origin::path(&*location.file);
    if location.line > 0 {
        origin = origin.line(location.line as usize);
    }
    if location.column > 0 {
        origin = origin.char_column(location.column as usize);
    }
    let group = group.element(origin);
    match excerpt {
        Some(excerpt) => {
            group.element(Level::NOTE.message(format!("the line there: ...{}...", excerpt.text)))
        }
        None => group,
    }
}

/// The offending line with the offending part marked.
fn snippet<'a>(
    excerpt: &'a Excerpt,
    location: &'a Location,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let text = excerpt.text.as_str();
    let byte = |position: usize| text.char_indices().nth(position).map_or(text.len(), |(byte, _)| byte);
    let snippet = Snippet::source(text).line_start(location.line as usize).path(&*location.file);
    if location.column == 0 {
        return snippet.annotation(AnnotationKind::Primary.span(0..text.len()));
    }
    let end = excerpt.start + location.width.max(1) as usize;
    snippet.annotation(AnnotationKind::Primary.span(byte(excerpt.start)..byte(end)))
}
