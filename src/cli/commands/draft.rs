use crate::authoring::write_folder;
use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cancel::{Cancel, Cancelled};
use crate::cli::progress::Bar;
use crate::cli::ui::Ui;
use crate::diagnostic::Report;
use crate::draft::{Drafter, Patterns, PatternsError, SourceText, SourceTextError, TextReading, write_drafts};
use crate::load;
use clap::ValueEnum;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Draft records from texts, for a person to review: each with its passage, its date and the reason for it.
///
/// Reads simplified and traditional Chinese and English, plain text and Markdown, in UTF-8, UTF-16, GBK or Big5. The names
/// of the dataset are the lexicon, its entities alone suffice; persons that it does not have are proposed. Nothing is put
/// into the data: what was drafted is a folder of tables in the columns of the data, with what a reviewer needs.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Texts, or folders of texts (`.txt`, `.md`).
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The dataset whose names are known: a folder, or a `graph.json`.
    #[arg(long, value_name = "PATH", default_value = "graph-data")]
    data: PathBuf,

    /// The folder to make for the drafts; it must be empty or not there yet.
    #[arg(short, long, value_name = "DIR", default_value = "drafts")]
    output: PathBuf,

    /// Tables for review, or one JSON document for each text.
    #[arg(long, value_enum, default_value_t = DraftFormat::Tables, value_name = "FORMAT")]
    format: DraftFormat,

    /// Patterns of your own, added to the built-in ones; may be given several times.
    #[arg(long, value_name = "FILE")]
    patterns: Vec<PathBuf>,
}

/// How drafts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DraftFormat {
    /// A folder of tables for review.
    Tables,
    /// One JSON document for each text.
    Json,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let paths = texts(&args.files)?;
    let drafter = drafter(args, ui)?;
    let guarded = ui.signals.guarded();
    let read = read_all(&paths, &drafter, &guarded.cancel)?;
    let mut failed = false;
    let mut texts = Vec::new();
    for one in read {
        match one {
            Ok((text, reading)) => {
                tell(&text, &reading, &drafter, ui);
                texts.push((text, reading));
            }
            Err(error) => {
                failed = true;
                ui.say(&format!("error: {}", told(&error)));
            }
        }
    }
    if texts.is_empty() {
        return Err(CommandError::user("no text was read", None));
    }
    let documents = match args.format {
        DraftFormat::Tables => None,
        DraftFormat::Json => Some(documents(&drafter, &texts)),
    };
    let count = texts.len();
    let drafts = drafter.into_drafts(texts);
    let (records, entities) = (drafts.records.len(), drafts.entities.len());
    let files = documents.unwrap_or_else(|| write_drafts(&drafts));
    drop(drafts);
    write_folder(&files, &args.output)?;
    drop(guarded);
    let plural = if count == 1 { "" } else { "s" };
    let folder = args.output.display();
    ui.answer(&format!("{records} drafts and {entities} new entities from {count} text{plural} in {folder}\n"))?;
    Ok(if failed { Exit::Failed } else { Exit::Done })
}

/// An error with its cause.
fn told(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}

/// The texts named, and those in the folders named, each once, in order.
fn texts(given: &[PathBuf]) -> Result<Vec<PathBuf>, CommandError> {
    let mut found = Vec::new();
    for path in given {
        if path.is_dir() {
            let before = found.len();
            in_folder(path, &mut found)?;
            if found.len() == before {
                let hint = "files whose names end in .txt or .md are read".to_owned();
                return Err(CommandError::user(format!("no texts in {}", path.display()), hint));
            }
        } else {
            found.push(path.clone());
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    Ok(found)
}

fn in_folder(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), CommandError> {
    let failed = |error: std::io::Error| CommandError::user(format!("cannot read {}: {error}", folder.display()), None);
    let mut entries: Vec<PathBuf> = Vec::new();
    for entry in folder.read_dir().map_err(failed)? {
        entries.push(entry.map_err(failed)?.path());
    }
    entries.sort();
    for path in entries {
        let is_text = path.extension().is_some_and(|end| ["txt", "md", "markdown"].iter().any(|known| end.eq_ignore_ascii_case(known)));
        if path.is_dir() && !path.is_symlink() {
            in_folder(&path, found)?;
        } else if is_text {
            found.push(path);
        }
    }
    Ok(())
}

fn drafter(args: &Args, ui: &Ui) -> Result<Drafter, CommandError> {
    let mut report = Report::default();
    let guarded = ui.signals.guarded();
    let dataset = load::load_with(&args.data, &mut report, &mut Bar::stopped_by(&guarded.cancel)).dataset;
    guarded.cancel.check()?;
    if report.has_errors() {
        ui.errors(&report);
        return Err(CommandError::Reported);
    }
    let patterns: Result<Vec<Patterns>, PatternsError> = args.patterns.iter().map(|path| Patterns::open(path)).collect();
    let refused = |error: PatternsError| CommandError::user(told(&error), None);
    Drafter::new(&dataset, patterns.map_err(refused)?).map_err(refused)
}

/// A text with what was read in it, or why it could not be read.
type Read = Result<(SourceText, TextReading), SourceTextError>;

/// Reads all texts, several at once; the results stand in the order of the paths.
fn read_all(paths: &[PathBuf], drafter: &Drafter, cancel: &Cancel) -> Result<Vec<Read>, Cancelled> {
    let bar = Bar::of("reading texts", paths.len());
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::new());
    let workers = crate::cores::count().min(paths.len());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((number, path)) = next_of(&next, paths).filter(|_| !cancel.is_cancelled()) {
                    let read = SourceText::open(path).map(|text| {
                        let reading = drafter.read(&text);
                        (text, reading)
                    });
                    results.lock().unwrap_or_else(PoisonError::into_inner).push((number, read));
                    bar.one_more();
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(number, _)| *number);
    cancel.check()?;
    Ok(results.into_iter().map(|(_, read)| read).collect())
}

fn next_of<'p>(next: &AtomicUsize, paths: &'p [PathBuf]) -> Option<(usize, &'p PathBuf)> {
    let number = next.fetch_add(1, Ordering::Relaxed);
    Some((number, paths.get(number)?))
}

/// Says what is unusual about a text.
fn tell(text: &SourceText, reading: &TextReading, drafter: &Drafter, ui: &Ui) {
    let path = &text.path;
    if text.encoding != "UTF-8" {
        ui.say(&format!("{path}: read as {}", text.encoding));
    }
    if text.unreadable > 0 {
        ui.say(&format!("warning: {path}: {} characters cannot be told in {}", text.unreadable, text.encoding));
    }
    let known = reading.entities.iter().any(|entity| entity.known.is_some());
    if !known && drafter.names() == 0 {
        ui.say(&format!("warning: {path}: the dataset has no names, so only new persons are found"));
    } else if !known {
        ui.say(&format!("warning: {path}: no name of the dataset stands in it"));
    }
}

/// A JSON document for each text, by the name of its file; a name that stands twice is numbered.
fn documents(drafter: &Drafter, texts: &[(SourceText, TextReading)]) -> Vec<(String, String)> {
    let mut names = std::collections::BTreeSet::new();
    let document = |(text, reading): &(SourceText, TextReading)| {
        let stem = Path::new(&text.path).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let mut name = stem.clone();
        let mut count = 1;
        while !names.insert(name.clone()) {
            count += 1;
            name = format!("{stem}-{count}");
        }
        (format!("{name}.json"), format!("{:#}\n", drafter.annotation(text, reading)))
    };
    texts.iter().map(document).collect()
}
