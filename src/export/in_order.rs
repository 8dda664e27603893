//! Parts formatted on all cores and written in their order.

use std::io::{self, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

/// How many parts a core may be ahead of what is written.
const AHEAD: usize = 2;

/// More cores than this wait for each other at the one file.
const CORES: usize = 8;

/// Formats the parts from 0 to `parts` on all cores, and writes them in their order.
///
/// `format` appends a part to an empty text. What is held is a few parts; a part of a thousand records or so keeps both
/// that and the cost of handing it over small. The bytes do not depend on the number of cores.
///
/// # Errors
/// The first error of the writer; parts after it are not written.
pub(super) fn write(
    parts: usize,
    writer: &mut dyn Write,
    format: impl Fn(usize, &mut String) + Sync,
) -> io::Result<()> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(CORES).min(parts);
    if cores <= 1 {
        let mut text = String::new();
        return (0..parts).try_for_each(|part| {
            text.clear();
            format(part, &mut text);
            writer.write_all(text.as_bytes())
        });
    }
    thread::scope(|scope| {
        let workers: Vec<Worker> = (0..cores)
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
            let Ok(mut text) = worker.formatted.recv() else { break };
            writer.write_all(text.as_bytes())?;
            text.clear();
            // At the end nobody waits for it.
            let _ = worker.empty.send(text);
        }
        Ok(())
    })
}

/// A worker as the writer sees it: its parts come in their order, and emptied texts go back to be filled again.
struct Worker {
    formatted: Receiver<String>,
    empty: std::sync::mpsc::Sender<String>,
}

fn work(
    parts: impl Iterator<Item = usize>,
    format: &(impl Fn(usize, &mut String) + Sync),
    sender: &SyncSender<String>,
    emptied: &Receiver<String>,
) {
    for part in parts {
        let mut text = emptied.try_recv().unwrap_or_default();
        format(part, &mut text);
        // Nobody takes it when writing has failed.
        if sender.send(text).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(part: usize, text: &mut String) {
        text.push_str(&"x".repeat(part * 7 % 23));
        text.push_str(&part.to_string());
    }

    #[test]
    fn parts_are_written_once_and_in_their_order() {
        for parts in [0, 1, 2, 3, 1_000] {
            let mut written = Vec::new();
            write(parts, &mut written, line).unwrap();
            let mut expected = String::new();
            (0..parts).for_each(|part| line(part, &mut expected));
            assert_eq!(String::from_utf8(written).unwrap(), expected);
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
        let error = write(100_000, &mut Full(1_000), line).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }
}
