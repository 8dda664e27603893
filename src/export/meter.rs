//! How far an export has come, for whoever watches it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A count that an exporter moves and somebody else may read while it writes. Clones share the count.
///
/// ```
/// let meter = relata::export::Meter::default();
/// meter.begin(3);
/// meter.step();
/// assert_eq!(meter.clone().progress(), (1, 3));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<[AtomicU64; 2]>);

impl Meter {
    /// Begins with nothing of `total` elements done.
    pub fn begin(&self, total: u64) {
        self.0[0].store(0, Ordering::Relaxed);
        self.0[1].store(total, Ordering::Relaxed);
    }

    /// One element more is done.
    pub fn step(&self) {
        self.advance(1);
    }

    /// So many elements more are done.
    pub fn advance(&self, count: u64) {
        self.0[0].fetch_add(count, Ordering::Relaxed);
    }

    /// How many elements are done, and of how many; nought of nought before anything has begun.
    #[must_use]
    pub fn progress(&self) -> (u64, u64) {
        let [done, total] = [0, 1].map(|n: usize| self.0[n].load(Ordering::Relaxed));
        (done.min(total), total)
    }
}

/// It is no part of what is asked for: two exports that differ in it alone are the same.
impl PartialEq for Meter {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Meter {}
