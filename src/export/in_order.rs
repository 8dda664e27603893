//! Parts formatted on all cores and written in their order.

use std::io::{self, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

/// How many parts a core may be ahead of what is written.
const AHEAD: usize = 2;

/// More cores than this wait for each other at the one file.
const CORES: usize = 8;

/// What a part is formatted into: its memory is used again for another.
pub(super) trait Buffer: Default + Send {
    /// Makes it empty.
    fn clear(&mut self);
}

impl Buffer for String {
    fn clear(&mut self) {
        self.clear();
    }
}

impl Buffer for Vec<u8> {
    fn clear(&mut self) {
        self.clear();
    }
}

/// Formats the parts from 0 to `parts` on all cores, and writes them in their order.
///
/// `format` appends a part to an empty buffer; what it returns besides goes to `told`, in the order of parts. What is
/// held is a few parts; a part of a thousand records or so keeps both that and the cost of handing it over small. The
/// bytes do not depend on the number of cores.
///
/// # Errors
/// The first error of the writer; parts after it are not written.
pub(super) fn write<B: Buffer + AsRef<[u8]>, R: Send>(
    parts: usize,
    writer: &mut dyn Write,
    format: impl Fn(usize, &mut B) -> R + Sync,
    mut told: impl FnMut(R),
) -> io::Result<()> {
    each(parts, format, |part: &B, result| {
        told(result);
        writer.write_all(part.as_ref())
    })
}

/// Makes the parts from 0 to `parts` on all cores, and hands them on in their order, as [`write`] does.
///
/// # Errors
/// The first error of `take`; it gets no part after it.
pub(super) fn each<B: Buffer, R: Send, E>(
    parts: usize,
    format: impl Fn(usize, &mut B) -> R + Sync,
    mut take: impl FnMut(&B, R) -> Result<(), E>,
) -> Result<(), E> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(CORES).min(parts);
    if cores <= 1 {
        let mut text = B::default();
        return (0..parts).try_for_each(|part| {
            text.clear();
            let result = format(part, &mut text);
            take(&text, result)
        });
    }
    thread::scope(|scope| {
        let workers: Vec<Worker<B, R>> = (0..cores)
            .map(|first| {
                let (sender, formatted) = sync_channel(AHEAD);
                let (empty, emptied) = channel();
                let format = &format;
                scope.spawn(move || work((first..parts).step_by(cores), format, &sender, &emptied));
                Worker { formatted, empty }
            })
            .collect();
        for part in 0..parts {
            let worker = &workers[part % cores];
            // A worker ends early only by a panic, which the scope passes on.
            let Ok((mut text, result)) = worker.formatted.recv() else { break };
            take(&text, result)?;
            text.clear();
            // At the end nobody waits for it.
            let _ = worker.empty.send(text);
        }
        Ok(())
    })
}

/// A worker as the writer sees it: its parts come in their order, and emptied texts go back to be filled again.
struct Worker<B, R> {
    formatted: Receiver<(B, R)>,
    empty: Sender<B>,
}

fn work<B: Buffer, R>(
    parts: impl Iterator<Item = usize>,
    format: &(impl Fn(usize, &mut B) -> R + Sync),
    sender: &SyncSender<(B, R)>,
    emptied: &Receiver<B>,
) {
    for part in parts {
        let mut text = emptied.try_recv().unwrap_or_default();
        let result = format(part, &mut text);
        // Nobody takes it when writing has failed.
        if sender.send((text, result)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(part: usize, text: &mut String) -> usize {
        text.push_str(&"x".repeat(part * 7 % 23));
        text.push_str(&part.to_string());
        part
    }

    #[test]
    fn parts_are_written_once_and_in_their_order() {
        for parts in [0, 1, 2, 3, 1_000] {
            let (mut written, mut told) = (Vec::new(), Vec::new());
            write(parts, &mut written, line, |part| told.push(part)).unwrap();
            let mut expected = String::new();
            assert!((0..parts).all(|part| line(part, &mut expected) == part));
            assert_eq!(String::from_utf8(written).unwrap(), expected);
            assert!(told.into_iter().eq(0..parts));
        }
    }

    #[test]
    fn an_error_of_the_writer_ends_the_work() {
        struct Full(usize);
        impl Write for Full {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::StorageFull)?;
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error = write(100_000, &mut Full(1_000), line, drop).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
