//! A bar on the terminal while something lasts.

use crate::load::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar that appears when a file takes longer than a moment, on the standard error, if that is a terminal.
pub(super) struct Bar {
    bar: ProgressBar,
}

/// Files smaller than this are read before anybody could look at a bar.
const WORTH_SHOWING: u64 = 16 << 20;

impl Bar {
    pub(super) fn new() -> Self {
        Self { bar: ProgressBar::hidden() }
    }
}

impl Progress for Bar {
    fn file(&mut self, name: &str, bytes: u64) {
        self.bar.finish_and_clear();
        if bytes < WORTH_SHOWING {
            self.bar = ProgressBar::hidden();
            return;
        }
        self.bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr_with_hz(5));
        let style = ProgressStyle::with_template("{msg} {bar:30} {bytes} of {total_bytes}, {eta} to go");
        self.bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.bar.set_message(name.to_owned());
    }

    fn advance(&mut self, bytes: u64) {
        self.bar.inc(bytes);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
