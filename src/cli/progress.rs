//! A bar on the terminal while something lasts.

use crate::cancel::Cancel;
use crate::export::{Meter, Observer};
use crate::load::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, Write};
use std::time::Duration;

/// A bar that appears when a file takes longer than a moment, on the standard error, if that is a terminal.
#[derive(Default)]
pub(super) struct Bar {
    bar: Option<ProgressBar>,
    name: String,
    passed: u64,
    /// How many bytes all files have that were begun.
    begun: u64,
    /// How far an export has come, if it is one.
    meter: Meter,
    cancel: Cancel,
}

/// Files smaller than this are done before anybody could look at a bar.
const WORTH_SHOWING: u64 = 16 << 20;

impl Bar {
    /// A bar for loads and builds, which this stops.
    pub(super) fn stopped_by(cancel: &Cancel) -> Self {
        let mut bar = Self::default();
        bar.cancel = cancel.clone();
        bar
    }

    /// The same for exports that move a meter.
    pub(super) fn watching(mut self, meter: &Meter) -> Self {
        self.meter = meter.clone();
        self
    }

    /// A bar for so many things of a kind.
    pub(super) fn of(name: &str, total: usize) -> Self {
        let mut bar = Self::default();
        bar.begin(name);
        bar.show(Some(total as u64), "{msg} {bar:30} {pos} of {len}, {eta} to go");
        bar
    }

    /// One of the things more is done.
    pub(super) fn one_more(&self) {
        self.bar.iter().for_each(|bar| bar.inc(1));
    }

    fn begin(&mut self, name: &str) {
        self.clear();
        (self.name, self.passed) = (name.to_owned(), 0);
    }

    fn show(&mut self, total: Option<u64>, template: &str) -> &ProgressBar {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(5));
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(self.name.clone());
        self.bar.insert(bar)
    }

    fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn file(&mut self, name: &str, bytes: u64) {
        self.begin(name);
        self.begun += bytes;
        if bytes >= WORTH_SHOWING {
            self.show(Some(bytes), "{msg} {bar:30} {bytes} of {total_bytes}, {eta} to go");
        }
    }

    fn advance(&mut self, bytes: u64) {
        let before = self.passed;
        self.passed += bytes;
        let (done, total) = self.meter.progress();
        // How many bytes will be written nobody knows, but how many elements there are.
        if self.bar.is_none() && total > 0 && before < WORTH_SHOWING && self.passed >= WORTH_SHOWING {
            self.show(Some(total), "{msg} {bar:30} {percent} %, {eta} to go");
        }
        self.bar.iter().for_each(|bar| bar.set_position(if total > 0 { done } else { self.passed }));
    }

    fn step(&mut self, name: &str) {
        self.begin(name);
        // What was read in a moment is judged in one.
        if self.begun >= WORTH_SHOWING {
            self.show(None, "{msg} {spinner} {elapsed}").enable_steady_tick(Duration::from_millis(200));
        }
    }

    fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }
}

impl Observer for Bar {
    fn part(&mut self, name: &str) {
        self.begin(name);
    }

    fn written(&mut self, bytes: &[u8]) {
        self.advance(bytes.len() as u64);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}

/// A writer that a bar watches.
pub(super) struct Metered<'w> {
    writer: &'w mut (dyn Write + Send),
    bar: Bar,
}

impl<'w> Metered<'w> {
    pub(super) fn new(writer: &'w mut (dyn Write + Send), name: &str, mut bar: Bar) -> Self {
        bar.begin(name);
        Self { writer, bar }
    }
}

impl Write for Metered<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bar.cancel.check()?;
        let written = self.writer.write(bytes)?;
        self.bar.advance(written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
