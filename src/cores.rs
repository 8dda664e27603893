//! How much work can be done at once.

use std::num::NonZero;
use std::thread;

/// How many cores there are to work on; one when the system does not tell.
pub(crate) fn count() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}
