//! Sheets to mark, and a marked one read back.

use super::{AGREEMENT, Desk, OFFICE, VISIT, accept, edit, merge};
use relata::diagnostic::Report;
use relata::review::{Session, csv_sheet, html_sheet, read_sheet};
use std::path::PathBuf;

type Rows = Vec<Vec<String>>;

fn rows(sheet: &str) -> Rows {
    let text = sheet.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn mark(rows: &mut Rows, draft: &str, column: &str, cell: &str) {
    let at = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
    let (id, column) = (at("draft"), at(column));
    rows.iter_mut().find(|row| row[id] == draft).unwrap()[column] = cell.to_owned();
}

fn write(desk: &Desk, rows: &Rows) -> PathBuf {
    let path = desk.home.path().join("sheet.csv");
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_path(&path).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    path
}

fn read(desk: &Desk, session: &mut Session, rows: &Rows) -> (usize, Report) {
    let mut report = Report::default();
    let count = read_sheet(session, &write(desk, rows), &mut report);
    (count, report)
}

#[test]
fn a_sheet_that_nobody_marked_changes_nothing() {
    let desk = Desk::new();
    let mut session = desk.session();
    session.take(accept(VISIT)).unwrap();
    session.take(merge(AGREEMENT, "agreement-2000-seafarers-asia")).unwrap();
    let sheet = csv_sheet(&session, &desk.texts());
    let (count, report) = read(&desk, &mut session, &rows(&sheet));
    assert_eq!((count, report.is_spotless()), (0, true), "{:?}", report.diagnostics());
    assert_eq!(csv_sheet(&session, &desk.texts()), sheet);
}

#[test]
fn marks_and_corrections_are_taken_over() {
    let desk = Desk::new();
    let mut session = desk.session();
    let mut rows = rows(&csv_sheet(&session, &desk.texts()));
    mark(&mut rows, VISIT, "mark", "Accept");
    mark(&mut rows, VISIT, "size", "7");
    mark(&mut rows, VISIT, "first", "TRUE");
    mark(&mut rows, AGREEMENT, "mark", "merge");
    mark(&mut rows, AGREEMENT, "into", "agreement-2000-seafarers-asia");
    let (count, report) = read(&desk, &mut session, &rows);
    assert!(report.is_spotless() && count == 4, "{count}: {:?}", report.diagnostics());
    let expected = [
        edit(VISIT, "size", "7"),
        edit(VISIT, "first", "true"),
        accept(VISIT),
        merge(AGREEMENT, "agreement-2000-seafarers-asia"),
    ];
    assert!(expected.iter().all(|step| session.steps().contains(step)), "{:?}", session.steps());
    assert_eq!(read(&desk, &mut session, &rows).0, 0);
}

#[test]
fn mistakes_are_pointed_at_and_nothing_is_taken_over() {
    let desk = Desk::new();
    let mut session = desk.session();
    session.take(accept(OFFICE)).unwrap();
    let mut rows = rows(&csv_sheet(&session, &desk.texts()));
    mark(&mut rows, VISIT, "mark", "acept");
    mark(&mut rows, VISIT, "date", "May-03");
    mark(&mut rows, AGREEMENT, "mark", "merge");
    mark(&mut rows, AGREEMENT, "into", "nothing");
    mark(&mut rows, OFFICE, "draft", "office-2003-05-harold-pembroke-tcu");
    let again = rows.iter().find(|row| row.contains(&VISIT.to_owned())).unwrap().clone();
    rows.push(again);
    let (count, report) = read(&desk, &mut session, &rows);
    let mut found: Vec<(&str, bool, bool)> = report
        .diagnostics()
        .iter()
        .map(|d| {
            let location = d.location.as_ref().unwrap();
            (d.code.id, location.line > 1 && location.column > 0, d.hints.is_empty())
        })
        .collect();
    found.sort();
    let expected = [
        ("E0207", true, false),
        ("E0801", true, false),
        ("E0801", true, true),
        ("E0802", true, false),
        ("E0803", true, true),
    ];
    assert_eq!((found, count), (expected.to_vec(), 0));
    assert_eq!(session.steps(), [accept(OFFICE)]);
}

#[test]
fn a_file_that_is_no_sheet_is_an_error() {
    let desk = Desk::new();
    let mut session = desk.session();
    for text in ["id,name\na,b\n", "mark;draft\naccept;x\n", "mark,draft\n\"accept,x\n", ""] {
        let path = desk.home.path().join("sheet.csv");
        std::fs::write(&path, text).unwrap();
        let mut report = Report::default();
        assert_eq!(read_sheet(&mut session, &path, &mut report), 0);
        assert!(report.has_errors() || text.is_empty(), "{text:?}");
    }
    let mut report = Report::default();
    read_sheet(&mut session, &desk.home.path().join("none.csv"), &mut report);
    assert!(report.has_errors());
}

#[test]
fn no_cell_of_a_sheet_is_a_formula() {
    let desk = Desk::with_text(
        "=HYPERLINK(\"x\") In May 2003 the TUC delegation led by Harold Pembroke visited the ACFTU.",
    );
    let mut session = desk.session();
    let draft = session.draft(0).id.clone();
    for cell in ["=1+1", "@x", "'=1", "-a", "+b"] {
        session.take(edit(&draft, "note", cell)).unwrap();
        let sheet = rows(&csv_sheet(&session, &desk.texts()));
        assert!(sheet.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
        assert!(sheet.iter().flatten().any(|found| *found == format!("'{cell}")));
        assert_eq!(read(&desk, &mut session, &sheet).0, 0);
        assert_eq!(session.cell(0, "note"), cell);
    }
}

#[test]
fn the_page_is_escaped_and_needs_nothing_else() {
    let hostile = "<script>alert('&\"')</script>\u{202e}\u{1b}[2J In May 2003 the TUC delegation led by Harold Pembroke visited the ACFTU.";
    let desk = Desk::with_text(hostile);
    let mut session = desk.session();
    let draft = session.draft(0).id.clone();
    session.take(edit(&draft, "note", "\"><img src=x onerror=y>")).unwrap();
    let page = html_sheet(&session, &desk.texts());
    assert!(
        !page.contains("<script") && !page.contains("<img") && !page.contains(['\u{1b}', '\u{202e}']),
        "{page}"
    );
    assert!(
        page.contains("&lt;script&gt;") && page.contains("<mark>ACFTU</mark>") && page.contains("☐ accept")
    );
    assert!(!page.contains("http") && !page.contains("url("));
    let opened = page.matches("<article").count();
    assert_eq!((opened, page.matches("</article>").count()), (session.len(), session.len()));
}

#[test]
fn the_page_of_the_examples_is_as_looked_at() {
    let desk = Desk::new();
    let mut session = desk.session();
    session.take(accept(VISIT)).unwrap();
    crate::snapshot::assert_snapshot("review/sheet.html", &html_sheet(&session, &desk.texts()));
    crate::snapshot::assert_snapshot("review/sheet.csv", &csv_sheet(&session, &desk.texts()));
}
