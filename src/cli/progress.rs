//! A bar on the terminal while something lasts.

use crate::export::{Meter, Observer};
use crate::load::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, Write};

/// A bar that appears when a file takes longer than a moment, on the standard error, if that is a terminal.
pub(super) struct Bar {
    bar: ProgressBar,
    name: String,
    passed: u64,
    /// How far an export has come, if it is one.
    meter: Meter,
}

/// Files smaller than this are done before anybody could look at a bar.
const WORTH_SHOWING: u64 = 16 << 20;

impl Bar {
    pub(super) fn new() -> Self {
        Self::watching(Meter::default())
    }

    /// A bar for exports that move a meter.
    pub(super) fn watching(meter: Meter) -> Self {
        Self { bar: ProgressBar::hidden(), name: String::new(), passed: 0, meter }
    }

    fn show(&mut self, total: Option<u64>, template: &str) {
        self.bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(5));
        let style = ProgressStyle::with_template(template);
        self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.bar.set_message(self.name.clone());
    }
}

impl Progress for Bar {
    fn file(&mut self, name: &str, bytes: u64) {
        self.bar.finish_and_clear();
        (self.bar, self.name, self.passed) = (ProgressBar::hidden(), name.to_owned(), 0);
        if bytes >= WORTH_SHOWING {
            self.show(Some(bytes), "{msg} {bar:30} {bytes} of {total_bytes}, {eta} to go");
        }
    }

    fn advance(&mut self, bytes: u64) {
        let before = self.passed;
        self.passed += bytes;
        let (done, total) = self.meter.progress();
        // How many bytes will be written nobody knows, but how many elements there are.
        if self.bar.is_hidden() && total > 0 && before < WORTH_SHOWING && self.passed >= WORTH_SHOWING {
            self.show(Some(total), "{msg} {bar:30} {percent} %, {eta} to go");
        }
        self.bar.set_position(if total > 0 { done } else { self.passed });
    }
}

impl Observer for Bar {
    fn part(&mut self, name: &str) {
        self.file(name, 0);
    }

    fn written(&mut self, bytes: &[u8]) {
        self.advance(bytes.len() as u64);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// A writer that a bar watches.
pub(super) struct Metered<'w> {
    writer: &'w mut (dyn Write + Send),
    bar: Bar,
}

impl<'w> Metered<'w> {
    pub(super) fn new(writer: &'w mut (dyn Write + Send), name: &str, meter: Meter) -> Self {
        let mut bar = Bar::watching(meter);
        bar.file(name, 0);
        Self { writer, bar }
    }
}

impl Write for Metered<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.writer.write(bytes)?;
        self.bar.advance(written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
