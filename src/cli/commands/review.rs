use crate::cli::exit::{CommandError, Exit, Outcome};
use crate::cli::reviewing;
use crate::cli::ui::Ui;
use crate::diagnostic::Report;
use crate::draft::read_drafts;
use crate::export::write_file;
use crate::load;
use crate::model::Dataset;
use crate::review::{
    ApplyError, Plan, ReviewError, ReviewTexts, Session, Step, StepError, csv_sheet, html_sheet, read_sheet, visible,
};
use crate::table::{Cell, Table};
use std::error::Error;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Review drafts: accept, correct, reject, merge or defer each, and put what was accepted into the data.
///
/// Without an option it opens in the terminal: the passage with its names and dates marked, the drafted record, why it
/// was drafted, and what the data has already that is like it; `?` tells the keys. Decisions are kept in
/// `decisions.jsonl` in the folder of drafts, so a review can be left and gone on with. Nothing enters the data before
/// `--apply` (or `w` in the terminal), and only if the data loads and checks without an error afterwards.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The folder of drafts, as `relata draft` made it.
    #[arg(value_name = "DRAFTS")]
    drafts: PathBuf,

    /// The folder of the dataset that drafts may enter.
    #[arg(long, value_name = "PATH", default_value = "graph-data")]
    data: PathBuf,

    /// Look for the texts in this folder first, by their file names.
    #[arg(long, value_name = "DIR")]
    texts: Option<PathBuf>,

    /// List the drafts in the order of review, with what was decided about each.
    #[arg(long)]
    list: bool,

    /// Take back the last decision.
    #[arg(long)]
    undo: bool,

    /// Take over the decisions and corrections of a CSV sheet.
    #[arg(long, value_name = "FILE")]
    read_sheet: Option<PathBuf>,

    /// Say that an entity that drafts propose is a known one: NEW=KNOWN.
    #[arg(long, value_name = "NEW=KNOWN")]
    same: Vec<String>,

    /// Correct a cell of a draft or of a proposed entity: ID.COLUMN=CELL.
    #[arg(long, value_name = "ID.COLUMN=CELL")]
    edit: Vec<String>,

    /// Accept drafts.
    #[arg(long, value_name = "ID,...", value_delimiter = ',')]
    accept: Vec<String>,

    /// Reject drafts.
    #[arg(long, value_name = "ID,...", value_delimiter = ',')]
    reject: Vec<String>,

    /// Leave drafts for later.
    #[arg(long, value_name = "ID,...", value_delimiter = ',')]
    defer: Vec<String>,

    /// Add the evidence of a draft to a record of the data or to another draft: DRAFT=RECORD.
    #[arg(long, value_name = "DRAFT=RECORD")]
    merge: Vec<String>,

    /// Write the drafts as a sheet to mark: a table (`.csv`), which `--read-sheet` reads back, or a page (`.html`).
    #[arg(long, value_name = "FILE")]
    sheet: Option<PathBuf>,

    /// Put what was accepted and merged into the data.
    #[arg(long)]
    apply: bool,
}

pub(in crate::cli) fn run(args: &Args, ui: &mut Ui) -> Outcome {
    let dataset = dataset(&args.data, ui)?;
    let drafts = read_drafts(&args.drafts).map_err(|error| told(ReviewError::from(error)))?;
    let (texts, problems) = ReviewTexts::open(&drafts, args.texts.as_deref());
    let session = Session::open(&args.drafts, dataset).map_err(told)?;
    for problem in &problems {
        ui.say(&format!("warning: {}", visible(problem)));
    }
    if is_interactive(args) {
        if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
            let message = "there is no terminal to review at: use --list, --accept, --reject, --sheet, --apply";
            return Err(CommandError::Usage(message.to_owned()));
        }
        return reviewing::review(session, texts, &args.data, ui);
    }
    without_a_terminal(args, session, &texts, ui)
}

/// Does what the options ask, in the order in which they build on each other.
fn without_a_terminal(args: &Args, mut session: Session, texts: &ReviewTexts, ui: &mut Ui) -> Outcome {
    let decided = decide(args, &mut session, ui)?;
    if decided {
        session.save().map_err(told)?;
    }
    if let Some(path) = &args.sheet {
        sheet(&session, texts, path)?;
    }
    if args.apply {
        apply(&mut session, texts, &args.data, ui)?;
    }
    if args.list {
        ui.answer(&visible(&list(&session)))?;
    } else {
        ui.answer(&tally(&session))?;
    }
    Ok(Exit::Done)
}

fn is_interactive(args: &Args) -> bool {
    let lists = [&args.same, &args.edit, &args.accept, &args.reject, &args.defer, &args.merge];
    let others = args.list || args.undo || args.apply || args.sheet.is_some() || args.read_sheet.is_some();
    !others && lists.iter().all(|list| list.is_empty())
}

/// The dataset that drafts may enter; errors are shown and stop the review.
pub(in crate::cli) fn dataset(path: &Path, ui: &Ui) -> Result<Dataset, CommandError> {
    if path.is_file() {
        let hint = "`relata import FILE -o DIR` makes a folder of it".to_owned();
        return Err(CommandError::user(format!("{} is a file, expected the folder of a dataset", path.display()), hint));
    }
    let mut report = Report::default();
    let dataset = load::load(path, &mut report).dataset;
    if report.has_errors() {
        ui.errors(&report);
        return Err(CommandError::Reported);
    }
    Ok(dataset)
}

/// An error with its causes.
fn told(error: impl Error) -> CommandError {
    let mut message = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        if !message.contains(&cause.to_string()) {
            message.push_str(&format!(": {cause}"));
        }
        source = cause.source();
    }
    CommandError::user(message, None)
}

fn refused(StepError { message, hint }: StepError) -> CommandError {
    CommandError::user(message, hint)
}

/// Takes the steps asked for, all or none; whether there were any.
fn decide(args: &Args, session: &mut Session, ui: &Ui) -> Result<bool, CommandError> {
    let mut decided = false;
    if args.undo {
        let Some(step) = session.undo() else {
            return Err(CommandError::user("there is no decision that could be taken back", None));
        };
        ui.say(&format!("taken back: {}", visible(&serde_json::to_string(&step).unwrap_or_default())));
        decided = true;
    }
    if let Some(path) = &args.read_sheet {
        let mut report = Report::default();
        let count = read_sheet(session, path, &mut report);
        ui.diagnostics(report.diagnostics());
        if report.has_errors() {
            return Err(CommandError::Reported);
        }
        ui.say(&format!("{count} steps taken over from {}", path.display()));
        decided |= count > 0;
    }
    for step in steps(args)? {
        session.take(step).map_err(refused)?;
        decided = true;
    }
    Ok(decided)
}

fn steps(args: &Args) -> Result<Vec<Step>, CommandError> {
    let mut steps = Vec::new();
    for text in &args.same {
        let (entity, with) = pair(text, "--same", "NEW=KNOWN")?;
        steps.push(Step::Same { entity, with });
    }
    for text in &args.edit {
        let (place, cell) = pair(text, "--edit", "ID.COLUMN=CELL")?;
        let Some((row, column)) = place.split_once('.') else {
            return Err(CommandError::Usage(format!("found `{text}`, expected --edit ID.COLUMN=CELL")));
        };
        steps.push(Step::Edit { row: row.to_owned(), column: column.to_owned(), cell });
    }
    for text in &args.merge {
        let (draft, into) = pair(text, "--merge", "DRAFT=RECORD")?;
        steps.push(Step::Merge { draft, into });
    }
    let ids = |ids: &[String]| ids.iter().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect::<Vec<_>>();
    steps.extend(ids(&args.accept).into_iter().map(|draft| Step::Accept { draft }));
    steps.extend(ids(&args.reject).into_iter().map(|draft| Step::Reject { draft }));
    steps.extend(ids(&args.defer).into_iter().map(|draft| Step::Defer { draft }));
    Ok(steps)
}

fn pair(text: &str, option: &str, form: &str) -> Result<(String, String), CommandError> {
    let wrong = || CommandError::Usage(format!("found `{text}`, expected {option} {form}"));
    let (first, second) = text.split_once('=').ok_or_else(wrong)?;
    Ok((first.trim().to_owned(), second.trim().to_owned()))
}

fn sheet(session: &Session, texts: &ReviewTexts, path: &Path) -> Result<(), CommandError> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let text = match extension.as_str() {
        "csv" => csv_sheet(session, texts),
        "html" | "htm" => html_sheet(session, texts),
        _ => {
            let message = format!("found --sheet {}, expected a name in .csv or .html", path.display());
            return Err(CommandError::Usage(message));
        }
    };
    Ok(write_file(path, |out| Ok(out.write_all(text.as_bytes())?))?)
}

fn apply(session: &mut Session, texts: &ReviewTexts, data: &Path, ui: &Ui) -> Result<(), CommandError> {
    let plan = match Plan::new(session, texts, data) {
        Err(ApplyError::Refused { report }) => {
            ui.errors(&report);
            return Err(CommandError::user(ApplyError::Refused { report: Report::default() }.to_string(), None));
        }
        plan => plan.map_err(told)?,
    };
    for note in &plan.notes {
        ui.say(&format!("note: {}", visible(note)));
    }
    ui.say(&applied(&plan, data));
    plan.write(session, data).map_err(told)?;
    session.renew(dataset(data, ui)?);
    Ok(())
}

/// What a plan adds, in a line.
pub(in crate::cli) fn applied(plan: &Plan, data: &Path) -> String {
    if plan.is_empty() {
        return "nothing was accepted that is not in the data yet".to_owned();
    }
    let added = plan.added;
    let counts = [
        (added.records, "records"),
        (added.merged, "drafts merged"),
        (added.entities, "entities"),
        (added.names, "aliases"),
        (added.sources, "sources"),
        (added.passages, "passages"),
        (added.places, "places"),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let told: Vec<String> = told.collect();
    let told = if told.is_empty() { "what was there already".to_owned() } else { told.join(", ") };
    format!("into {}: {told}", data.display())
}

fn list(session: &Session) -> String {
    let mut table = Table::new(["rank", "status", "draft", "doubts", "says"]);
    for number in 0..session.len() {
        let draft = session.draft(number);
        table.push([
            Cell::from(u64::from(draft.rank)),
            Cell::from(session.status(number).word()),
            Cell::from(draft.id.as_str()),
            Cell::from(draft.doubts.len()),
            Cell::from(session.told(number)),
        ]);
    }
    table.to_text()
}

/// How many drafts have which status, in a line.
pub(in crate::cli) fn tally(session: &Session) -> String {
    let tally = session.tally();
    let counts = [
        (tally.open, "open"),
        (tally.deferred, "deferred"),
        (tally.accepted, "accepted"),
        (tally.merged, "merged"),
        (tally.rejected, "rejected"),
        (tally.applied, "in the data"),
    ];
    let told: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    format!("{} drafts: {}\n", session.len(), if told.is_empty() { "none".to_owned() } else { told.join(", ") })
}
