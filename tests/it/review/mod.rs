//! Review of drafts: decisions, what is near, what goes into the data, sheets; the command has a file of its own.

mod apply;
#[cfg(feature = "cli")]
mod command;
mod sheet;

use relata::authoring::write_folder;
use relata::diagnostic::Report;
use relata::draft::{Drafter, SourceText, read_drafts, write_drafts};
use relata::load::load;
use relata::model::Dataset;
use relata::review::{ReviewTexts, Session, Status, Step, Tally};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

/// Written for these tests.
const TEXT: &str = "In February 2000 an ICFTU delegation led by general secretary Bill Jordan visited the ACFTU. \
    In May 2003 the TUC delegation led by general secretary Harold Pembroke visited the ACFTU. The two sides signed an agreement.\n\
    2003年5月，英国职工大会代表团访问全总。\n";

/// Made once: its patterns take longer than the tests.
static DRAFTER: LazyLock<Drafter> = LazyLock::new(|| {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("graph-data");
    Drafter::new(&load(&shipped, &mut Report::default()).dataset, Vec::new()).unwrap()
});

/// A copy of the shipped data, a text, and the drafts of it.
struct Desk {
    home: TempDir,
}

impl Desk {
    /// The drafts of [`TEXT`] as they were once made: what a drafter makes of it now is tested elsewhere.
    fn new() -> Self {
        let desk = Self::empty();
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/review/letters");
        assert_eq!(std::fs::read_to_string(fixture.join("letters.txt")).unwrap(), TEXT);
        std::fs::write(desk.text(), TEXT).unwrap();
        let mut drafts = read_drafts(&fixture.join("drafts")).unwrap();
        drafts.texts[0].path = desk.text().display().to_string();
        write_folder(&write_drafts(&drafts), &desk.drafts()).unwrap();
        desk
    }

    /// The drafts of any text, as they are made now.
    fn with_text(text: &str) -> Self {
        let desk = Self::empty();
        std::fs::write(desk.text(), text).unwrap();
        let source = SourceText::open(&desk.text()).unwrap();
        let reading = DRAFTER.read(&source);
        write_folder(&write_drafts(&DRAFTER.drafts(&[(source, reading)])), &desk.drafts()).unwrap();
        desk
    }

    fn empty() -> Self {
        let desk = Self { home: tempfile::tempdir().unwrap() };
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("graph-data");
        for below in ["", "entities", "records"] {
            std::fs::create_dir_all(desk.data().join(below)).unwrap();
            for path in shipped.join(below).read_dir().unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_file() {
                    std::fs::copy(&path, desk.data().join(below).join(path.file_name().unwrap())).unwrap();
                }
            }
        }
        desk
    }

    fn text(&self) -> PathBuf {
        self.home.path().join("letters.txt")
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    fn drafts(&self) -> PathBuf {
        self.home.path().join("drafts")
    }

    fn dataset(&self) -> Dataset {
        let mut report = Report::default();
        let dataset = load(&self.data(), &mut report).dataset;
        assert!(!report.has_errors(), "{:?}", report.diagnostics());
        dataset
    }

    fn session(&self) -> Session {
        Session::open(&self.drafts(), self.dataset()).unwrap()
    }

    fn texts(&self) -> ReviewTexts {
        let (texts, problems) = ReviewTexts::open(&read_drafts(&self.drafts()).unwrap(), None);
        assert_eq!(problems, Vec::<String>::new());
        texts
    }
}

fn accept(draft: &str) -> Step {
    Step::Accept { draft: draft.to_owned() }
}

fn edit(row: &str, column: &str, cell: &str) -> Step {
    Step::Edit { row: row.to_owned(), column: column.to_owned(), cell: cell.to_owned() }
}

fn merge(draft: &str, into: &str) -> Step {
    Step::Merge { draft: draft.to_owned(), into: into.to_owned() }
}

fn same(entity: &str, with: &str) -> Step {
    Step::Same { entity: entity.to_owned(), with: with.to_owned() }
}

const VISIT: &str = "visit-2003-05-acftu-harold-pembroke";
const OFFICE: &str = "office-2003-05-harold-pembroke-tuc";
const AGREEMENT: &str = "agreement-2003-05-tuc-acftu";

#[test]
fn decisions_are_kept_gone_on_with_and_taken_back() {
    let desk = Desk::new();
    let mut session = desk.session();
    let all = session.len();
    let steps = [
        edit(VISIT, "size", "18..25"),
        accept(VISIT),
        merge(AGREEMENT, "agreement-2000-seafarers-asia"),
        Step::Defer { draft: OFFICE.to_owned() },
    ];
    for step in steps.clone() {
        session.take(step).unwrap();
    }
    session.save().unwrap();
    let mut again = desk.session();
    assert_eq!(again.steps(), steps);
    let number = |id: &str| again.find(id).unwrap();
    assert_eq!(again.status(number(VISIT)), &Status::Accepted);
    assert_eq!(again.cell(number(VISIT), "size"), "18..25");
    assert_eq!(again.status(number(OFFICE)), &Status::Deferred);
    let tally = Tally { open: all - 3, accepted: 1, merged: 1, deferred: 1, ..Tally::default() };
    assert_eq!(again.tally(), tally);
    for step in steps.into_iter().rev() {
        assert_eq!(again.undo(), Some(step));
    }
    assert_eq!(again.undo(), None);
    assert_eq!(again.cell(again.find(VISIT).unwrap(), "size"), "");
    assert_eq!(again.tally().open, all);
}

#[test]
fn steps_that_make_no_sense_are_refused_with_a_hint() {
    let desk = Desk::new();
    let mut session = desk.session();
    session.take(merge(VISIT, "visit-2002-09-us-trade-unions")).unwrap();
    let refused = [
        (accept("visit-2003-05-acftu-harold-pembrok"), "there is no draft", Some(VISIT)),
        (merge(OFFICE, OFFICE), "merged into itself", None),
        (merge(OFFICE, "visit-2002-09-us-trade-unions"), "of the kind", None),
        (merge(OFFICE, "nothing-like-it"), "there is no record or draft", None),
        (edit(VISIT, "date", "May 2003"), "found `May 2003`", None),
        (edit(VISIT, "date", "2003/5/1"), "found `2003/5/1`", Some("2003-05-01")),
        (edit(VISIT, "leader", "harold-pembrok"), "there is no entity", Some("harold-pembroke")),
        (edit(VISIT, "leader", "bill-jordan;*0"), "found `*0`", None),
        (edit(VISIT, "size", "seven"), "expected a number", None),
        (edit(VISIT, "first", "yes"), "expected `true`", None),
        (edit(VISIT, "place", "chine"), "there is no place", Some("china")),
        (edit(VISIT, "evidence", "letters:5-5"), "a start before an end", None),
        (edit(VISIT, "evidence", "letters:5-99999"), "a start before an end", None),
        (edit(VISIT, "evidence", "lettres:5-9"), "there is no source", Some("letters")),
        (edit(VISIT, "evidence", "5-9"), "expected a span", None),
        (edit(VISIT, "leadr", "tuc"), "no column `leadr`", Some("leader")),
        (edit(VISIT, "id", "acftu"), "is taken", None),
        (edit(VISIT, "id", OFFICE), "is taken", None),
        (edit(VISIT, "id", "Visit 1"), "expected an id", None),
        (edit("harold-pembroke", "country", "England"), "expected a country", None),
        (edit("harold-pembroke", "lifespan", "1950-1999"), "found `1950-1999`", None),
        (edit("harold-pembroke", "born", "1950"), "no column `born`", None),
        (edit(VISIT, "leader", "tuc"), "expected person in `leader`", None),
        (edit("acftu", "note", "x"), "there is no draft", None),
        (same("harold-pembroke", "harold-pembroke"), "itself", None),
        (same("harold-pembroke", "tuc"), "of the kind", None),
        (same("harold-pembroke", "nobody-at-all"), "there is no entity", None),
        (same("acftu", "tuc"), "no draft proposes", None),
    ];
    for (step, expected, hint) in refused {
        let Err(error) = session.take(step.clone()) else { panic!("{step:?} is taken") };
        assert!(error.message.contains(expected), "{step:?}: {error}");
        let told = error.hint.unwrap_or_default();
        assert!(told.contains(hint.unwrap_or_default()), "{step:?}: {told}");
    }
    assert_eq!(session.steps().len(), 1);
}

#[test]
fn what_the_data_would_refuse_is_told_when_it_is_accepted() {
    let desk = Desk::new();
    let table = desk.drafts().join("records/visit.csv");
    let text = std::fs::read_to_string(&table).unwrap();
    std::fs::write(
        &table,
        text.replace(",2003-05,tuc,acftu,harold-pembroke,", ",2003-13,tuc,acftu,harold-pembroke,"),
    )
    .unwrap();
    let mut session = desk.session();
    let error = session.take(accept(VISIT)).unwrap_err();
    assert!(error.message.starts_with("`date`: found `2003-13`"), "{error}");
    session.take(edit(VISIT, "date", "2003-05")).unwrap();
    session.take(accept(VISIT)).unwrap();
}

#[test]
fn two_reviews_at_once_do_not_lose_decisions() {
    let desk = Desk::new();
    let (mut one, mut two) = (desk.session(), desk.session());
    one.take(accept(VISIT)).unwrap();
    one.save().unwrap();
    two.take(accept(OFFICE)).unwrap();
    assert!(two.save().unwrap_err().to_string().contains("changed by somebody else"));
    one.take(accept(AGREEMENT)).unwrap();
    one.save().unwrap();
    assert_eq!(desk.session().steps(), [accept(VISIT), accept(AGREEMENT)]);
}

#[test]
fn a_merge_in_a_circle_is_refused() {
    let desk = Desk::new();
    let mut session = desk.session();
    let visits: Vec<String> = (0..session.len())
        .map(|n| session.draft(n))
        .filter(|d| d.kind == "visit")
        .map(|d| d.id.clone())
        .collect();
    assert!(visits.len() >= 3, "{visits:?}");
    session.take(merge(&visits[0], &visits[1])).unwrap();
    session.take(merge(&visits[1], &visits[2])).unwrap();
    assert!(session.take(merge(&visits[2], &visits[0])).unwrap_err().message.contains("into itself"));
}

#[test]
fn what_the_data_has_already_is_the_nearest() {
    let desk = Desk::new();
    let session = desk.session();
    let number = (0..session.len())
        .find(|&n| session.cell(n, "date") == "2000-02" && session.draft(n).kind == "visit");
    let near = session.nearest(number.unwrap());
    assert_eq!(
        (near[0].id.as_str(), near[0].days, near[0].is_draft),
        ("visit-2000-02-icftu", Some(0), false)
    );
    // The visit that the English and the Chinese sentence both tell of.
    let near = session.nearest(session.find(VISIT).unwrap());
    let twin = near.iter().find(|near| near.is_draft).unwrap();
    assert_eq!((twin.days, twin.shared), (Some(0), 2), "{near:?}");
}

#[test]
fn the_passage_is_shown_with_its_marks() {
    use relata::review::Mark;
    let desk = Desk::new();
    let session = desk.session();
    let stretches = session.marked(session.find(VISIT).unwrap(), &desk.texts(), 10);
    assert_eq!(stretches.len(), 1);
    let told = |mark: Mark| {
        let pieces = stretches[0].pieces.iter().filter(|piece| piece.mark == mark && piece.is_evidence);
        pieces.map(|piece| piece.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(told(Mark::Date), ["May 2003"]);
    assert_eq!(told(Mark::Name), ["TUC", "ACFTU"]);
    assert_eq!(told(Mark::NewName), ["Harold Pembroke"]);
    let whole: String = stretches[0].pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(
        whole,
        TEXT.chars().skip(stretches[0].start as usize).take(whole.chars().count()).collect::<String>()
    );
    assert!(whole.starts_with("the ACFTU. In May"), "{whole}");
    // Without the text the places are told all the same.
    let blind = session.marked(session.find(VISIT).unwrap(), &ReviewTexts::default(), 10);
    assert!(blind[0].pieces.is_empty() && blind[0].source == "letters");
}

#[test]
fn a_text_that_has_changed_is_not_shown() {
    let desk = Desk::new();
    std::fs::write(desk.home.path().join("letters.txt"), "x").unwrap();
    let drafts = read_drafts(&desk.drafts()).unwrap();
    let (texts, problems) = ReviewTexts::open(&drafts, None);
    assert!(texts.get("letters").is_none() && problems[0].contains("has changed"), "{problems:?}");
    let elsewhere = desk.home.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::write(elsewhere.join("letters.txt"), TEXT).unwrap();
    assert_eq!(ReviewTexts::open(&drafts, Some(&elsewhere)).0.get("letters"), Some(TEXT));
}

#[test]
fn a_folder_that_is_none_and_decisions_that_are_none_are_errors() {
    let desk = Desk::new();
    let told = |folder: &Path| Session::open(folder, desk.dataset()).unwrap_err().to_string();
    assert!(told(&desk.data()).contains("no folder of drafts"));
    let journal = desk.drafts().join("decisions.jsonl");
    for (line, expected) in [
        ("{\"do\":\"accept\"}", "decisions.jsonl:1: missing field"),
        ("{\"do\":\"accept\",\"draft\":\"no\"}", "decisions.jsonl:1: there is no draft `no`"),
    ] {
        std::fs::write(&journal, line).unwrap();
        assert!(told(&desk.drafts()).contains(expected), "{}", told(&desk.drafts()));
    }
}
