//! Ctrl-C and the system's request to end, heard where work can be stopped cleanly.
//!
//! A signal ends the program at once, as ever, unless work is [`guarded`](Signals::guarded): then it asks that work to stop,
//! which leaves no half-written file behind. A second one ends it at once even so.

use crate::cancel::Cancel;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the program does about signals.
#[derive(Debug, Clone)]
pub(super) struct Signals {
    cancel: Cancel,
    /// Whether the next signal ends the program at once.
    deadly: Arc<AtomicBool>,
}

impl Signals {
    /// Leaves signals to the system and to whoever called the program as a function.
    pub(super) fn unheard() -> Self {
        Self { cancel: Cancel::default(), deadly: Arc::new(AtomicBool::new(true)) }
    }

    /// Hears signals from now on.
    pub(super) fn heard() -> io::Result<Self> {
        let (asked, deadly) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(true)));
        for signal in [SIGINT, SIGTERM] {
            // In this order: the first signal during guarded work makes the second deadly, and not itself.
            flag::register_conditional_default(signal, Arc::clone(&deadly))?;
            flag::register(signal, Arc::clone(&asked))?;
            flag::register(signal, Arc::clone(&deadly))?;
        }
        Ok(Self { cancel: Cancel::from(asked), deadly })
    }

    /// Begins work that stops by itself when it is asked to, or that is too short to be broken off.
    pub(super) fn guarded(&self) -> Guarded {
        self.deadly.store(self.cancel.is_cancelled(), Ordering::Relaxed);
        Guarded { cancel: self.cancel.clone(), deadly: Arc::clone(&self.deadly) }
    }

    /// Whether a signal has asked to stop.
    pub(super) fn asked(&self) -> bool {
        self.cancel.is_cancelled()
    }
}

/// While it lasts, a signal asks to stop.
pub(super) struct Guarded {
    /// What asks.
    pub(super) cancel: Cancel,
    deadly: Arc<AtomicBool>,
}

impl Drop for Guarded {
    fn drop(&mut self) {
        self.deadly.store(true, Ordering::Relaxed);
    }
}
