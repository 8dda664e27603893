//! A large table in parts of whole rows, so that it can be read on all cores.
//!
//! The input is cut at ends of rows, and each part is read by a copy of the sink that has stored nothing yet, with a
//! report of its own. What a part made is joined in the order of the parts. A part in which there was anything to report
//! is read once more by the sink itself, at its place in that order: so problems, what is said once a file, and
//! references to rows that were lost are told as if nothing had been divided.

use super::RowSink;
use super::csv::Header;
use super::input::{Mark, TextInput};
use crate::cores;
use crate::diagnostic::Report;
use crate::load::{Context, Silent};
use memchr::{memchr, memchr_iter, memrchr};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// About how many bytes a part has.
const PART: usize = 1 << 21;

/// How many parts wait for a core.
const AHEAD: usize = 2;

/// More cores than this wait for the one that joins.
const CORES: usize = 8;

/// Rows of a table.
pub struct Part {
    pub(super) header: Arc<Header>,
    pub(super) block: Block,
}

impl Part {
    /// Sends its rows.
    pub(in crate::load) fn send(&self, sink: &mut dyn RowSink, context: &mut Context<'_>) {
        super::csv::send(&self.block, &self.header, sink, context);
    }
}

/// Whole rows as bytes, and how many lines stand before them.
#[derive(Default)]
pub(super) struct Block {
    pub(super) bytes: Vec<u8>,
    pub(super) lines_before: u32,
}

/// The rows of a table below those that were read with its header.
pub struct Parts<'p> {
    pub(super) header: Arc<Header>,
    pub(super) blocks: Blocks<&'p mut dyn Read>,
}

impl Parts<'_> {
    /// The next part.
    pub(in crate::load) fn next(&mut self) -> io::Result<Option<Part>> {
        let block = self.blocks.next()?;
        Ok(block.map(|block| Part { header: Arc::clone(&self.header), block }))
    }
}

/// Cuts an input at ends of rows.
pub(super) struct Blocks<R> {
    input: TextInput<R>,
    /// What follows the last row that was cut off.
    rest: Vec<u8>,
    lines: u32,
    is_done: bool,
}

impl<R: Read> Blocks<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input: TextInput::new(input), rest: Vec::new(), lines: 0, is_done: false }
    }

    /// Whether nothing is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.is_done && self.rest.is_empty()
    }

    /// The mark at the start, known after the first block.
    pub(super) fn mark(&self) -> Option<Mark> {
        self.input.mark()
    }

    /// The next rows. A row of any length comes whole, and so does all that follows a quotation mark without an end.
    pub(super) fn next(&mut self) -> io::Result<Option<Block>> {
        let mut bytes = std::mem::take(&mut self.rest);
        let mut scan = Scan::default();
        scan.go_over(&bytes);
        while !self.is_done && (bytes.len() < PART || scan.last_end.is_none()) {
            let read = bytes.len();
            bytes.resize(read + PART, 0);
            let count = read_full(&mut self.input, &mut bytes[read..])?;
            bytes.truncate(read + count);
            self.is_done = count < PART;
            scan.go_over(&bytes);
        }
        if let Some(end) = scan.last_end.filter(|_| !self.is_done) {
            self.rest = bytes.split_off(end);
        }
        let lines_before = self.lines;
        self.lines = self.lines.saturating_add(memchr_iter(b'\n', &bytes).count() as u32);
        Ok((!bytes.is_empty()).then_some(Block { bytes, lines_before }))
    }
}

/// Reads until a buffer is full or the input ends.
fn read_full(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Follows quotation marks through rows.
///
/// A mark opens a cell only where a cell begins, and closes it unless it is doubled; any other is a letter. So only the
/// marks have to be looked at.
#[derive(Default)]
struct Scan {
    position: usize,
    is_quoted: bool,
    /// Behind the last end of a line outside quotation marks.
    last_end: Option<usize>,
}

impl Scan {
    /// Goes on over what was added to the bytes.
    fn go_over(&mut self, bytes: &[u8]) {
        while let Some(mark) = memchr(b'"', &bytes[self.position..]).map(|offset| self.position + offset) {
            if self.is_quoted {
                match bytes.get(mark + 1) {
                    // Whether it is doubled is known when there is more.
                    None => return,
                    Some(b'"') => self.position = mark + 2,
                    Some(_) => (self.position, self.is_quoted) = (mark + 1, false),
                }
            } else {
                self.note_end(bytes, mark);
                let begins = mark == 0 || matches!(bytes[mark - 1], b',' | b'\n');
                (self.position, self.is_quoted) = (mark + 1, begins);
            }
        }
        if !self.is_quoted {
            self.note_end(bytes, bytes.len());
        }
        self.position = self.position.max(bytes.len());
    }

    fn note_end(&mut self, bytes: &[u8], until: usize) {
        let found = memrchr(b'\n', &bytes[self.position..until]).map(|offset| self.position + offset + 1);
        self.last_end = found.or(self.last_end);
    }
}

/// How many cores read.
pub(in crate::load) fn cores() -> usize {
    cores::count().min(CORES)
}

/// A part that was read: what it made and how many rows it has, unless there was anything to report.
struct Taken<M> {
    part: Part,
    made: Option<(M, u64)>,
}

/// A core as the one that joins sees it.
struct Worker<M> {
    parts: Sender<Part>,
    taken: Receiver<Taken<M>>,
}

/// Reads each part on some core by one of `forks`, and hands over in order what it made; `None` when it is still to be
/// read, because there is something to report.
///
/// # Errors
/// When the input fails; all parts before are handed over then.
pub(in crate::load) fn read_on_all_cores<F: Send, M: Send>(
    parts: &mut Parts<'_>,
    forks: Vec<F>,
    read: impl Fn(&mut F, &Part, &mut Context<'_>) -> M + Sync,
    context: &mut Context<'_>,
    mut take: impl FnMut(&Part, Option<M>, &mut Context<'_>),
) -> io::Result<()> {
    let files = context.files().to_vec();
    thread::scope(|scope| {
        let begin = |mut fork: F| {
            let (parts, waiting) = channel();
            let (read_parts, taken) = channel();
            let (files, read) = (files.clone(), &read);
            scope.spawn(move || {
                work(&waiting, &read_parts, |part, context| read(&mut fork, part, context), &files);
            });
            Worker { parts, taken }
        };
        let workers: Vec<Worker<M>> = forks.into_iter().map(begin).collect();
        // Whether there may be more parts, and how many there were.
        let (mut more, mut sent) = (Ok(true), 0);
        for turn in 0.. {
            while matches!(more, Ok(true)) && sent < turn + workers.len() * AHEAD {
                more = parts.next().map(|part| {
                    // A worker ends early only by a panic, which the scope passes on.
                    part.map(|part| workers[sent % workers.len()].parts.send(part)).is_some()
                });
                sent += usize::from(matches!(more, Ok(true)));
            }
            if turn == sent {
                break;
            }
            let Ok(Taken { part, made }) = workers[turn % workers.len()].taken.recv() else { break };
            context.progress.advance(part.block.bytes.len() as u64);
            let made = made.map(|(made, rows)| {
                context.count_good(rows);
                made
            });
            take(&part, made, context);
        }
        more.map(drop)
    })
}

/// Reads parts as they come, each under a report of its own.
fn work<M>(
    waiting: &Receiver<Part>,
    read_parts: &Sender<Taken<M>>,
    mut read: impl FnMut(&Part, &mut Context<'_>) -> M,
    files: &[Arc<str>],
) {
    for part in waiting {
        let (mut report, mut progress) = (Report::default(), Silent);
        let mut context = Context::for_part(&mut report, &mut progress, files);
        let made = read(&part, &mut context);
        let is_good = context.errors() == 0;
        let made = (is_good && report.is_spotless()).then_some((made, report.read));
        if read_parts.send(Taken { part, made }).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn blocks(text: &str) -> Vec<Block> {
        let mut blocks = Blocks::new(text.as_bytes());
        std::iter::from_fn(|| blocks.next().unwrap()).collect()
    }

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_large_table_is_cut_between_rows_and_lines_are_counted() {
        let row = "a,\"b\nc \"\"d\"\", e\",f\"g\n";
        let text = row.repeat(3 * PART / row.len());
        let blocks = blocks(&text);
        assert!(blocks.len() > 2);
        let mut lines = 0;
        for block in &blocks {
            assert!(block.bytes.starts_with(b"a,\"b\n") && block.bytes.ends_with(b"f\"g\n"));
            assert_eq!(block.lines_before, lines);
            lines += memchr_iter(b'\n', &block.bytes).count() as u32;
        }
        assert_eq!(blocks.iter().map(|block| block.bytes.len()).sum::<usize>(), text.len());
    }

    #[test]
    fn all_that_follows_an_open_quotation_mark_is_one_block() {
        let text = format!("a,\"{}", "b\n".repeat(2 * PART));
        assert_eq!(blocks(&text).len(), 1);
    }

    proptest! {
        #[test]
        fn cutting_at_an_end_of_rows_leaves_the_rows_as_they_are(text in "[ab,\"\n]{0,60}") {
            let mut scan = Scan::default();
            for length in 0..=text.len() {
                scan.go_over(&text.as_bytes()[..length]);
                // What is known of a part of the text must hold of the whole.
                if let Some(end) = scan.last_end {
                    let (before, after) = text.as_bytes().split_at(end);
                    prop_assert_eq!([rows(before), rows(after)].concat(), rows(text.as_bytes()), "{}", end);
                }
            }
        }
    }
}
