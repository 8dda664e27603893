//! The sheet as one HTML page: to read, to print, to mark with a pencil.

use crate::review::nearest::Near;
use crate::review::{Mark, ReviewTexts, Session, Status, Stretch, visible};

/// How many characters stand around the evidence.
const AROUND: u32 = 80;

const STYLE: &str = "
body { font: 15px/1.5 system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em; color: #222; }
article { border-top: 2px solid #444; padding: .6em 0 1em; break-inside: avoid; }
h2 { font-size: 1.05em; margin: 0; } h2 small { font-weight: normal; color: #666; }
.boxes span { margin-right: 1.2em; white-space: nowrap; }
blockquote { margin: .5em 0; padding: .4em .8em; background: #f6f6f3; white-space: pre-wrap; }
blockquote .around { color: #888; }
mark { padding: 0 .1em; background: #cfe3ff; } mark.new { background: #d6f5d0; } mark.date { background: #ffe5b4; }
table { border-collapse: collapse; } td, th { text-align: left; vertical-align: top; padding: .1em .8em .1em 0; }
th { font-weight: normal; color: #666; } .doubt { color: #a33; } ul { margin: .2em 0; }
@media print { body { font-size: 11px; max-width: none; } mark { border: 1px solid #999; } }
";

/// The drafts as a page of HTML that needs nothing else: each with its passage, in which names (blue), new names (green)
/// and dates (yellow) are marked, its cells, why it was drafted, what is doubtful, what the data has like it, and boxes to tick.
///
/// Everything is escaped. Like the table it is a working paper: the passages stand in it.
#[must_use]
pub fn html_sheet(session: &Session, texts: &ReviewTexts) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Drafts to review</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>Drafts to review: {}</h1>\n",
        session.len()
    );
    let near = session.near(None);
    for number in 0..session.len() {
        article(session, texts, &near, number, &mut page);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn article(session: &Session, texts: &ReviewTexts, near: &Near<'_>, number: usize, page: &mut String) {
    let draft = session.draft(number);
    let status = session.status(number);
    page.push_str(&format!(
        "<article id=\"{0}\">\n<h2>{1}. {0} <small>{2}, {3}</small></h2>\n",
        escaped(&draft.id),
        number + 1,
        escaped(&draft.kind),
        status.word()
    ));
    page.push_str(&boxes(status));
    for stretch in session.marked(number, texts, AROUND) {
        quotation(&stretch, page);
    }
    cells(session, number, page);
    list("why", "", &draft.why, page);
    list("doubtful", "doubt", &draft.doubts, page);
    let near: Vec<String> =
        near.of(number).iter().map(|near| format!("{}: {}", near.id, near.told)).collect();
    list("nearest", "", &near, page);
    page.push_str("</article>\n");
}

/// Boxes to tick, the one of what was decided ticked.
fn boxes(status: &Status) -> String {
    let chosen = super::table::decision(status).0;
    let boxes = ["accept", "reject", "defer", "merge"].map(|word| {
        let mark = if word == chosen { "\u{2611}" } else { "\u{2610}" };
        let room = if word == "merge" { " into ____________________" } else { "" };
        format!("<span>{mark} {word}{room}</span>")
    });
    format!("<p class=\"boxes\">{}</p>\n", boxes.concat())
}

/// What the draft says, and whom it would bring into the data.
fn cells(session: &Session, number: usize, page: &mut String) {
    page.push_str("<table>\n");
    for (column, cell) in
        session.cells(number).iter().filter(|(column, cell)| column != "id" && !cell.is_empty())
    {
        page.push_str(&format!("<tr><th>{}</th><td>{}</td></tr>\n", escaped(column), escaped(cell)));
    }
    for entity in session.new_entities(number) {
        let cells = session.entity_cells(entity);
        let told: Vec<&str> =
            cells.iter().map(|(_, cell)| cell.as_str()).filter(|cell| !cell.is_empty()).collect();
        page.push_str(&format!(
            "<tr><th>new {}</th><td>{}</td></tr>\n",
            escaped(&entity.kind),
            escaped(&told.join(", "))
        ));
    }
    page.push_str("</table>\n");
}

fn list(title: &str, class: &str, items: &[String], page: &mut String) {
    if items.is_empty() {
        return;
    }
    let items: String = items.iter().map(|item| format!("<li>{}</li>", escaped(item))).collect();
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    page.push_str(&format!("<div{class}>{title}<ul>{items}</ul></div>\n"));
}

fn quotation(stretch: &Stretch, page: &mut String) {
    let place = format!("{}:{}-{}", stretch.source, stretch.start, stretch.end);
    if stretch.pieces.is_empty() {
        page.push_str(&format!("<blockquote>{}: the text is not at hand</blockquote>\n", escaped(&place)));
        return;
    }
    page.push_str(&format!("<blockquote title=\"{}\">", escaped(&place)));
    for piece in &stretch.pieces {
        let text = escaped(&piece.text);
        let marked = match piece.mark {
            Mark::Plain => text,
            Mark::Name => format!("<mark>{text}</mark>"),
            Mark::NewName => format!("<mark class=\"new\">{text}</mark>"),
            Mark::Date => format!("<mark class=\"date\">{text}</mark>"),
        };
        if piece.is_evidence {
            page.push_str(&marked);
        } else {
            page.push_str(&format!("<span class=\"around\">{marked}</span>"));
        }
    }
    page.push_str("</blockquote>\n");
}

/// A text for the content of an element or the value of an attribute in double quotes.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
