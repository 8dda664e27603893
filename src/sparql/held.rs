//! A term in the hands of the evaluator, counted, so that a query can be stopped wherever it is.
//!
//! The evaluator asks whether it should stop only when it reads a triple. A sort, a product of two long lists or a
//! property path goes on for minutes without reading any, and may fill the memory meanwhile. But nothing that it does
//! with rows does without copies of their terms. So the copies are counted: as they grow beyond a limit, or as the time
//! is up, the copy is not made and the stack is unwound, as incremental compilers stop outdated work. The evaluator
//! keeps its rows in one thread, which is why the count is one of the thread.
//!
//! Where a program is built to abort instead of unwinding, nothing is stopped here; the evaluator's own look is left.

use super::limits::HELD;
use spareval::CancellationToken;
use std::cell::{Cell, RefCell};
use std::hash::{Hash, Hasher};
use std::num::NonZeroU32;
use std::panic::{self, AssertUnwindSafe};

/// A term by its number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Held(NonZeroU32);

/// Why a query was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    /// Its time is up.
    Cancelled,
    /// It holds too much at once.
    TooMuch,
    /// The evaluator failed.
    Failed,
}

/// So many copies are made between two looks at the token.
const BETWEEN: u32 = 1 << 10;

thread_local! {
    /// How many terms the evaluator holds in this thread.
    static COUNT: Cell<usize> = const { Cell::new(0) };
    /// How many copies may be made until the next look at the token.
    static UNTIL: Cell<u32> = const { Cell::new(BETWEEN) };
    static TOKEN: RefCell<Option<CancellationToken>> = const { RefCell::new(None) };
}

impl Held {
    pub(super) fn new(number: u32) -> Self {
        COUNT.set(COUNT.get() + 1);
        Self(NonZeroU32::MIN.saturating_add(number))
    }

    pub(super) fn number(&self) -> u32 {
        self.0.get() - 1
    }
}

impl Clone for Held {
    fn clone(&self) -> Self {
        look();
        Self::new(self.number())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        COUNT.set(COUNT.get() - 1);
    }
}

impl Hash for Held {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

/// Unwinds if the query of this thread should stop.
fn look() {
    if COUNT.get() >= HELD {
        stop(Stopped::TooMuch);
    }
    UNTIL.set(UNTIL.get() - 1);
    if UNTIL.get() == 0 {
        UNTIL.set(BETWEEN);
        let is_cancelled =
            TOKEN.with_borrow(|token| token.as_ref().is_some_and(CancellationToken::is_cancelled));
        if is_cancelled {
            stop(Stopped::Cancelled);
        }
    }
}

fn stop(why: Stopped) {
    if cfg!(panic = "unwind") {
        panic::resume_unwind(Box::new(why));
    }
}

/// Does what a query asks, until it is done or a token or the limit stops it.
///
/// # Errors
/// Why it was stopped.
pub(super) fn watched<T>(token: &CancellationToken, work: impl FnOnce() -> T) -> Result<T, Stopped> {
    TOKEN.set(Some(token.clone()));
    // What was stopped is dropped with all that it held, so nobody sees it half done.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    TOKEN.set(None);
    done.map_err(|why| why.downcast_ref::<Stopped>().copied().unwrap_or(Stopped::Failed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_counted_until_they_are_dropped() {
        let one = Held::new(7);
        let many = vec![one.clone(); 10];
        assert_eq!((COUNT.get(), many[9].number()), (11, 7));
        assert_eq!(size_of::<Option<Held>>(), 4);
        drop(many);
        drop(one);
        assert_eq!(COUNT.get(), 0);
    }

    #[test]
    fn a_cancelled_query_stops_at_some_copy_and_leaves_nothing_held() {
        let token = CancellationToken::new();
        let stopped = watched(&token, || {
            let term = Held::new(0);
            token.cancel();
            (0..=BETWEEN).map(|_| term.clone()).collect::<Vec<_>>().len()
        });
        assert_eq!((stopped, COUNT.get()), (Err(Stopped::Cancelled), 0));
        assert_eq!(watched(&CancellationToken::new(), || 1), Ok(1));
    }

    #[test]
    fn a_query_that_holds_too_much_stops() {
        let stopped = watched(&CancellationToken::new(), || {
            let term = Held::new(0);
            let mut held = Vec::new();
            loop {
                held.push(term.clone());
            }
        });
        assert_eq!((stopped, COUNT.get()), (Err::<(), _>(Stopped::TooMuch), 0));
    }
}
