//! A card as text: fields beside their names, lists below their headings.

use crate::query::{Rendering, wording};
use unicode_width::UnicodeWidthStr;

/// Text that grows field by field.
pub(super) struct Card<'a> {
    rendering: &'a Rendering<'a>,
    text: String,
}

impl<'a> Card<'a> {
    pub(super) fn new(rendering: &'a Rendering<'a>, title: &str) -> Self {
        Self { rendering, text: format!("{title}\n") }
    }

    pub(super) fn pick(&self, english: &'a str, chinese: &'a str) -> &'a str {
        wording::pick(self.rendering.language, english, chinese)
    }

    pub(super) fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    /// Rows of a name and a value, values aligned; rows without a value are left out.
    pub(super) fn fields(&mut self, rows: &[(&str, String)]) {
        let rows: Vec<_> = rows.iter().filter(|(_, value)| !value.is_empty()).collect();
        let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        for (name, value) in rows {
            let gap = " ".repeat(width - name.width() + 2);
            self.line(2, &format!("{name}{gap}{value}"));
        }
    }

    /// A heading with the number of what follows.
    pub(super) fn heading(&mut self, english: &'a str, chinese: &'a str, count: usize) {
        self.text.push('\n');
        let title = self.pick(english, chinese);
        let heading = if wording::is_chinese(self.rendering.language) {
            format!("{title}（{count}）")
        } else {
            format!("{title} ({count})")
        };
        self.line(0, &heading);
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}
