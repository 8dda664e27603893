//! Keys pressed at a screen in memory, and what is drawn.

use super::draw::draw;
use super::screen::{Mode, Screen, Wish};
use crate::authoring::write_folder;
use crate::diagnostic::Report;
use crate::draft::{Drafter, Drafts, SourceText, read_drafts, write_drafts};
use crate::load::load;
use crate::model::Dataset;
use crate::review::{ReviewTexts, Session, Status, Step};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::{Color, Modifier};
use std::path::Path;
use std::sync::LazyLock;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Made once: its patterns take longer than the tests.
static DRAFTER: LazyLock<Drafter> = LazyLock::new(|| Drafter::new(&dataset(), Vec::new()).unwrap());

fn dataset() -> Dataset {
    load(&Path::new(ROOT).join("graph-data"), &mut Report::default()).dataset
}

/// A screen of drafts as they were once made: what a drafter makes of the text now is tested elsewhere.
fn screen() -> (tempfile::TempDir, Screen) {
    let fixture = Path::new(ROOT).join("tests/fixtures/review/screen");
    let mut drafts = read_drafts(&fixture.join("drafts")).unwrap();
    drafts.texts[0].path = fixture.join("letters.txt").display().to_string();
    screen_over(&drafts)
}

/// A screen of the drafts of any text.
fn screen_of(text: &str) -> (tempfile::TempDir, Screen) {
    let source = SourceText::decode("letters.txt".as_ref(), text.as_bytes()).unwrap();
    let reading = DRAFTER.read(&source);
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("letters.txt"), text).unwrap();
    let mut drafts = DRAFTER.drafts(&[(source, reading)]);
    drafts.texts[0].path = home.path().join("letters.txt").display().to_string();
    let (folder, screen) = screen_over(&drafts);
    drop(home);
    (folder, screen)
}

fn screen_over(drafts: &Drafts) -> (tempfile::TempDir, Screen) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("drafts");
    write_folder(&write_drafts(drafts), &folder).unwrap();
    let (texts, problems) = ReviewTexts::open(drafts, None);
    assert!(problems.is_empty(), "{problems:?}");
    let session = Session::open(&folder, dataset()).unwrap();
    (home, Screen::new(session, texts))
}

fn drawn(screen: &Screen, width: u16, height: u16) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| draw(frame, screen)).unwrap();
    terminal
}

/// What is drawn, as lines.
fn lines(screen: &Screen, width: u16, height: u16) -> String {
    let terminal = drawn(screen, width, height);
    let buffer = terminal.backend().buffer();
    let row = |y: u16| {
        let (mut line, mut x) = (String::new(), 0);
        while x < width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += unicode_width::UnicodeWidthStr::width(symbol).max(1) as u16;
        }
        line.trim_end().to_owned()
    };
    (0..height).map(|y| row(y) + "\n").collect()
}

fn press(screen: &mut Screen, keys: &[KeyCode]) -> Wish {
    keys.iter()
        .map(|&code| screen.key(KeyEvent::new(code, KeyModifiers::NONE)))
        .last()
        .unwrap_or(Wish::Nothing)
}

fn type_in(screen: &mut Screen, text: &str) -> Wish {
    let keys: Vec<KeyCode> = text.chars().map(KeyCode::Char).chain([KeyCode::Enter]).collect();
    press(screen, &keys)
}

fn choose(screen: &mut Screen, column: &str) {
    let at = screen.shown.rows.iter().position(|row| row.column == column).unwrap();
    screen.chosen = at;
}

/// Goes to the first draft of which a cell of the column is not empty.
fn go_to(screen: &mut Screen, column: &str, cell: &str) {
    press(screen, &[KeyCode::Home]);
    while screen.session.cell(screen.at, column) != cell {
        let before = screen.at;
        press(screen, &[KeyCode::Char('n')]);
        assert_ne!(screen.at, before, "no draft has {column} {cell}");
    }
}

fn assert_snapshot(name: &str, actual: &str) {
    let path = Path::new(ROOT).join("tests/snapshots/review").join(name);
    if std::env::var_os("RELATA_BLESS").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == actual, "{name} differs; RELATA_BLESS=1 accepts it. Now:\n{actual}");
}

#[test]
fn the_screen_is_as_looked_at() {
    let (_home, mut screen) = screen();
    assert_snapshot("wide.txt", &lines(&screen, 110, 30));
    go_to(&mut screen, "size", "7");
    assert_snapshot("chinese.txt", &lines(&screen, 110, 30));
    assert_snapshot("narrow.txt", &lines(&screen, 60, 24));
    press(&mut screen, &[KeyCode::Char('?')]);
    assert_snapshot("help.txt", &lines(&screen, 100, 24));
}

#[test]
fn names_and_dates_are_marked_by_colour_and_otherwise() {
    let (_home, mut screen) = screen();
    go_to(&mut screen, "size", "7");
    let terminal = drawn(&screen, 110, 30);
    let buffer = terminal.backend().buffer();
    let mut marked = [String::new(), String::new(), String::new()];
    for cell in &buffer.content {
        let way = match (cell.fg, cell.modifier) {
            (Color::Yellow, modifier) if modifier.contains(Modifier::BOLD) => 0,
            (Color::Cyan, modifier) if modifier.contains(Modifier::UNDERLINED) => 1,
            (Color::Green, modifier) if modifier.contains(Modifier::UNDERLINED) => 2,
            _ => continue,
        };
        marked[way].push_str(cell.symbol());
    }
    let [dates, names, new] = marked.map(|text| text.replace(' ', ""));
    assert_eq!(
        (dates.as_str(), names.as_str(), new.as_str()),
        ("2003年5月", "英国职工大会全总", "凯文·哈特利")
    );
}

#[test]
fn no_terminal_is_too_small() {
    let (_home, mut screen) = screen();
    for keys in
        [&[][..], &[KeyCode::Char('e')], &[KeyCode::Char('?')], &[KeyCode::Char('m'), KeyCode::Char('全')]]
    {
        press(&mut screen, keys);
        for width in (0..10).chain([19, 33, 89, 90, 120, 300]) {
            for height in (0..9).chain([13, 40]) {
                drawn(&screen, width, height);
            }
        }
        press(&mut screen, &[KeyCode::Esc]);
    }
}

#[test]
fn hostile_words_do_not_reach_the_terminal() {
    let text = "\u{1b}[2J\u{202e}x\u{7}\u{200b}In May 2003 a TUC delegation led by Harold Pembroke\u{9b}31m visited the ACFTU.";
    let (_home, mut screen) = screen_of(text);
    choose(&mut screen, "note");
    press(&mut screen, &[KeyCode::Char('e')]);
    type_in(&mut screen, "a\u{1b}b\u{202e}");
    for (width, height) in [(110, 30), (50, 20)] {
        let drawn = lines(&screen, width, height);
        let bad = |c: char| c != '\n' && (c.is_control() || ('\u{200b}'..='\u{202e}').contains(&c));
        assert!(!drawn.contains(bad), "{drawn:?}");
    }
}

#[test]
fn a_decision_is_saved_and_leads_to_the_next_draft() {
    let (home, mut screen) = screen();
    let first = screen.session.draft(0).id.clone();
    assert_eq!(press(&mut screen, &[KeyCode::Char('a')]), Wish::Save);
    assert_eq!((screen.at, screen.session.status(0)), (1, &Status::Accepted));
    assert_eq!(press(&mut screen, &[KeyCode::Char('r')]), Wish::Save);
    assert_eq!(press(&mut screen, &[KeyCode::Char('d')]), Wish::Save);
    screen.session.save().unwrap();
    // Another day: what was left open comes first.
    let again =
        Screen::new(Session::open(&home.path().join("drafts"), dataset()).unwrap(), ReviewTexts::default());
    assert_eq!(again.session.steps().len(), 3);
    assert_eq!((again.at, again.session.status(1)), (2, &Status::Rejected));
    assert_eq!(press(&mut screen, &[KeyCode::Char('u'), KeyCode::Char('u'), KeyCode::Char('u')]), Wish::Save);
    assert_eq!((screen.at, screen.session.status(0)), (0, &Status::Open));
    assert!(screen.message.contains(&first));
    assert_eq!(press(&mut screen, &[KeyCode::Char('u')]), Wish::Nothing);
}

#[test]
fn a_cell_is_corrected_and_a_mistake_is_told_and_kept() {
    let (_home, mut screen) = screen();
    go_to(&mut screen, "size", "7");
    choose(&mut screen, "date");
    press(&mut screen, &[KeyCode::Enter, KeyCode::Char('x')]);
    assert_eq!(press(&mut screen, &[KeyCode::Enter]), Wish::Nothing);
    assert!(matches!(&screen.mode, Mode::Typing(_, line) if line.text() == "2003-05x"));
    assert!(screen.message.contains("2003-05x"), "{}", screen.message);
    assert_eq!(press(&mut screen, &[KeyCode::Backspace, KeyCode::Char('~'), KeyCode::Enter]), Wish::Save);
    assert_eq!((screen.session.cell(screen.at, "date").as_str(), &screen.mode), ("2003-05~", &Mode::Browse));
    press(&mut screen, &[KeyCode::Enter, KeyCode::Char('9'), KeyCode::Esc]);
    assert_eq!(screen.session.cell(screen.at, "date"), "2003-05~");
}

#[test]
fn a_draft_is_merged_into_one_of_the_nearest_by_its_number() {
    let (_home, mut screen) = screen();
    go_to(&mut screen, "date", "2000-02");
    let near = screen.shown.nearest[0].id.clone();
    let at = screen.at;
    press(&mut screen, &[KeyCode::Char('m')]);
    assert_eq!(type_in(&mut screen, "1"), Wish::Save);
    assert_eq!(screen.session.status(at), &Status::Merged(near));
    press(&mut screen, &[KeyCode::Char('m')]);
    assert_eq!(type_in(&mut screen, "nothing"), Wish::Nothing);
    assert!(screen.message.contains("there is no record or draft"), "{}", screen.message);
}

#[test]
fn a_new_entity_is_said_to_be_a_known_one_by_its_name() {
    let (_home, mut screen) = screen();
    go_to(&mut screen, "size", "7");
    let entity = screen.shown.rows.iter().find(|row| row.is_entity).unwrap().row.clone();
    press(&mut screen, &[KeyCode::Char('s')]);
    assert_eq!(type_in(&mut screen, "乔丹丹"), Wish::Nothing);
    press(&mut screen, &[KeyCode::Esc, KeyCode::Char('s')]);
    assert_eq!(type_in(&mut screen, "Bill Jordan"), Wish::Save);
    assert_eq!(screen.session.steps().last(), Some(&Step::Same { entity, with: "bill-jordan".to_owned() }));
    assert!(screen.shown.rows.iter().all(|row| !row.is_entity));
    press(&mut screen, &[KeyCode::Char('s')]);
    assert!(screen.message.contains("no new entity"));
}

#[test]
fn writing_is_asked_about_first_and_quitting_is_not() {
    let (_home, mut screen) = screen();
    assert_eq!(press(&mut screen, &[KeyCode::Char('w')]), Wish::Nothing);
    assert!(screen.message.contains("nothing was accepted"));
    press(&mut screen, &[KeyCode::Char('a'), KeyCode::Char('w')]);
    assert_eq!(screen.mode, Mode::Confirm);
    assert!(lines(&screen, 80, 20).contains("write 1 accepted and 0 merged drafts into the data? y/n"));
    assert_eq!(press(&mut screen, &[KeyCode::Char('n')]), Wish::Nothing);
    assert_eq!(press(&mut screen, &[KeyCode::Char('w'), KeyCode::Char('y')]), Wish::Apply);
    assert_eq!(press(&mut screen, &[KeyCode::Char('q')]), Wish::Quit);
    let control_c = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    press(&mut screen, &[KeyCode::Char('e')]);
    assert_eq!(screen.key(control_c), Wish::Quit);
}

#[test]
fn what_is_written_from_the_screen_stands_in_the_data() {
    let (home, mut screen) = screen();
    let data = home.path().join("data");
    for below in ["", "entities", "records"] {
        std::fs::create_dir_all(data.join(below)).unwrap();
        for path in
            Path::new(ROOT).join("graph-data").join(below).read_dir().unwrap().map(|e| e.unwrap().path())
        {
            if path.is_file() {
                std::fs::copy(&path, data.join(below).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    let records = dataset().records.len();
    press(&mut screen, &[KeyCode::Char('a'), KeyCode::Char('a')]);
    let told = super::apply(&mut screen, &data).unwrap();
    assert!(told.contains("2 records"), "{told}");
    assert_eq!(screen.session.dataset().records.len(), records + 2);
    assert_eq!(screen.session.tally().applied, 2);
}

#[test]
fn a_folder_without_drafts_can_be_left() {
    let (_home, mut screen) = screen_of("Nothing happened.");
    assert!(lines(&screen, 60, 10).contains("there are no drafts"));
    let keys = ['a', 'n', 'e', 'm', 's', 'u', 'w', 'o'].map(KeyCode::Char);
    assert_eq!(press(&mut screen, &keys), Wish::Nothing);
    assert_eq!(press(&mut screen, &[KeyCode::Char('q')]), Wish::Quit);
}
