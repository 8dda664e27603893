//! A place in a file of the data.

use std::fmt;
use std::sync::Arc;

/// Where a problem stands: a file, a line, a column, and the line itself once it has been looked up.
///
/// Lines and columns count from 1, columns in Unicode scalar values; 0 means the whole file or the whole line.
/// A location that names a `field` of a table gets its column and its excerpt when the load ends, in one pass
/// over the file (`load::locate`), so that reading good rows costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file as named to the user.
    pub file: Arc<str>,
    /// The line, from 1; 0 for the whole file.
    pub line: u32,
    /// The column in scalar values, from 1; 0 for the whole line.
    pub column: u32,
    /// How many scalar values the problem spans; 0 when unknown.
    pub width: u32,
    /// The header of the table column meant, if the file is a table.
    pub field: Option<Box<str>>,
    /// The part of that cell that is meant, when the cell is a list.
    pub part: Option<Box<str>>,
    /// The offending line, cut to a readable length around the column.
    pub excerpt: Option<Excerpt>,
}

/// The part of a line that is shown under a message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// The text shown.
    pub text: String,
    /// Where the problem starts in it, in scalar values from 0.
    pub start: usize,
}

impl Location {
    /// The whole of `file`.
    #[must_use]
    pub fn file(file: impl Into<Arc<str>>) -> Self {
        Self::line(file, 0)
    }

    /// A whole line of `file`.
    #[must_use]
    pub fn line(file: impl Into<Arc<str>>, line: u32) -> Self {
        Self { file: file.into(), line, column: 0, width: 0, field: None, part: None, excerpt: None }
    }

    /// The cell of column `field` in the row that starts at this line.
    #[must_use]
    pub fn field(mut self, field: impl Into<Box<str>>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// One item of the list in the cell.
    #[must_use]
    pub fn part(mut self, part: Option<&str>) -> Self {
        self.part = part.map(Into::into);
        self
    }

    /// A known place within the line.
    #[must_use]
    pub fn column(mut self, column: u32, width: u32) -> Self {
        (self.column, self.width) = (column, width);
        self
    }

    /// Keeps `line` as the excerpt, cut to a window around the column so that a huge cell stays readable.
    pub fn set_excerpt(&mut self, line: &str) {
        const WINDOW: usize = 160;
        let target = (self.column as usize).saturating_sub(1);
        let first = target.saturating_sub(WINDOW / 2);
        let text: String = line.chars().skip(first).take(WINDOW).map(printable).collect();
        self.excerpt = Some(Excerpt { text, start: target - first });
    }
}

/// A control character would move the cursor of a terminal: shown as a replacement character instead, a tab as a space.
fn printable(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.line > 0 && self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        Ok(())
    }
}
