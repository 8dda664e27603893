//! How the screen looks: the passage, the cells, why and what is near, and the keys; in two columns where there is room.

use super::screen::{Mode, Purpose, Screen};
use crate::review::{Mark, Nearest, Piece, Status, visible};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Block, Borders, Clear, Paragraph, Wrap};
use unicode_width::UnicodeWidthStr;

/// The width from which there are two columns.
const WIDE: u16 = 90;

const KEYS: &str = "a accept  r reject  d defer  m merge  e edit  s same as  u undo  n/p next, previous  o next open  w write  ? help  q quit";

const HELP: &str = "\
a       accept: it goes into the data
r       reject
d       defer: leave it for later
m       merge: add its evidence to a record or another draft; type its number in the list of the nearest, or its id
e Enter correct the cell that is chosen; Enter takes it, Esc does not
s       the new entity is a known one: type any name of it, or its id
u       take back the last decision
up down choose a cell (also k, j)
n p     next, previous draft (also right, left; Home, End)
o       next draft about which nothing is decided
PgUp PgDn  scroll the passage
w       write what was accepted into the data
q       quit; every decision is saved already, and the next review goes on from here";

/// Draws the screen, whatever its size.
pub(super) fn draw(frame: &mut Frame<'_>, screen: &Screen) {
    let area = frame.area();
    let needed = (KEYS.width() as u16).div_ceil(area.width.saturating_sub(8).max(1));
    let foot = needed.min(if area.height > 12 { 4 } else { 1 });
    let rows = [Constraint::Length(1), Constraint::Min(0), Constraint::Length(1), Constraint::Length(foot)];
    let [head, body, message, keys] = Layout::vertical(rows).areas(area);
    frame.render_widget(
        Paragraph::new(title(screen)).style(Style::new().add_modifier(Modifier::REVERSED)),
        head,
    );
    if screen.session.is_empty() {
        frame.render_widget(Paragraph::new("there are no drafts in this folder"), body);
    } else {
        draw_body(frame, screen, body);
    }
    draw_message(frame, screen, message);
    let style = Style::new().add_modifier(Modifier::DIM);
    frame.render_widget(Paragraph::new(KEYS).style(style).wrap(Wrap { trim: true }), keys);
    if screen.mode == Mode::Help {
        draw_help(frame, area);
    }
}

fn title(screen: &Screen) -> String {
    if screen.session.is_empty() {
        return "no drafts".to_owned();
    }
    let draft = screen.session.draft(screen.at);
    let status = match screen.session.status(screen.at) {
        Status::Merged(into) => format!("merged into {into}"),
        Status::Applied(id) => format!("in the data as {id}"),
        status => status.word().to_owned(),
    };
    let tally = screen.session.tally();
    let left = tally.open + tally.deferred;
    one_line(&format!(
        "{}/{}  {}  [{status}]  {left} to decide",
        screen.at + 1,
        screen.session.len(),
        draft.id
    ))
}

fn one_line(text: &str) -> String {
    visible(text).replace('\n', "\u{23ce}")
}

fn draw_body(frame: &mut Frame<'_>, screen: &Screen, area: Rect) {
    let (left, right) = if area.width >= WIDE {
        let columns = [Constraint::Percentage(58), Constraint::Min(0)];
        let [left, right] = Layout::horizontal(columns).spacing(1).areas(area);
        (left, Some(right))
    } else {
        (area, None)
    };
    let parts = match right {
        Some(_) => [Constraint::Percentage(45), Constraint::Min(0), Constraint::Length(0)],
        None => [Constraint::Percentage(35), Constraint::Min(0), Constraint::Percentage(30)],
    };
    let [passage, cells, below] = Layout::vertical(parts).areas(left);
    draw_passage(frame, screen, passage);
    draw_cells(frame, screen, cells);
    draw_reasons(frame, screen, right.unwrap_or(below));
}

/// The part within a frame that has a title, where there is room for one.
fn framed(frame: &mut Frame<'_>, title: &str, area: Rect) -> Rect {
    if area.height < 3 {
        return area;
    }
    let block = Block::new().borders(Borders::TOP).title(title.to_owned());
    let inside = block.inner(area);
    frame.render_widget(block, area);
    inside
}

fn draw_passage(frame: &mut Frame<'_>, screen: &Screen, area: Rect) {
    let inside = framed(frame, " passage: names, new names, dates marked ", area);
    let mut lines = Vec::new();
    for stretch in &screen.shown.stretches {
        let place = format!("{}:{}-{}", stretch.source, stretch.start, stretch.end);
        let place =
            if stretch.pieces.is_empty() { format!("{place}: the text is not at hand") } else { place };
        lines.push(Line::styled(one_line(&place), Style::new().add_modifier(Modifier::DIM)));
        lines.extend(passage_lines(&stretch.pieces));
    }
    let text = Paragraph::new(Text::from(lines)).wrap(Wrap { trim: false }).scroll((screen.scroll, 0));
    frame.render_widget(text, inside);
}

fn passage_lines(pieces: &[Piece]) -> Vec<Line<'static>> {
    let mut lines = vec![Line::default()];
    for piece in pieces {
        for (n, part) in visible(&piece.text).split('\n').enumerate() {
            if n > 0 {
                lines.push(Line::default());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push_span(Span::styled(part.to_owned(), style_of(piece)));
            }
        }
    }
    lines
}

/// Marks are told apart without colours too.
fn style_of(piece: &Piece) -> Style {
    let style = if piece.is_evidence { Style::new() } else { Style::new().add_modifier(Modifier::DIM) };
    match piece.mark {
        Mark::Plain => style,
        Mark::Name => style.fg(Color::Cyan).add_modifier(Modifier::UNDERLINED),
        Mark::NewName => style.fg(Color::Green).add_modifier(Modifier::UNDERLINED | Modifier::BOLD),
        Mark::Date => style.fg(Color::Yellow).add_modifier(Modifier::BOLD),
    }
}

fn draw_cells(frame: &mut Frame<'_>, screen: &Screen, area: Rect) {
    let rows = &screen.shown.rows;
    let kind = &screen.session.draft(screen.at).kind;
    let inside = framed(frame, &one_line(&format!(" {kind} ")), area);
    let height = usize::from(inside.height).max(1);
    let first = (screen.chosen + 1).saturating_sub(height).min(rows.len().saturating_sub(1));
    let widest = rows.iter().map(|row| row.column.width()).max().unwrap_or(0).min(16);
    let mut lines = Vec::new();
    for (n, row) in rows.iter().enumerate().skip(first).take(height) {
        let is_first =
            row.is_entity && rows.get(n.wrapping_sub(1)).is_none_or(|before| before.row != row.row);
        let mark = if is_first { "+" } else { " " };
        let pad = " ".repeat(widest.saturating_sub(row.column.width()));
        let text = format!("{mark}{}{pad}  {}", one_line(&row.column), one_line(&row.cell));
        let mut style = if row.is_entity { Style::new().fg(Color::Green) } else { Style::new() };
        if row.cell.is_empty() {
            style = style.add_modifier(Modifier::DIM);
        }
        if n == screen.chosen {
            style = style.add_modifier(Modifier::REVERSED);
        }
        lines.push(Line::styled(text, style));
    }
    frame.render_widget(Paragraph::new(lines), inside);
}

fn draw_reasons(frame: &mut Frame<'_>, screen: &Screen, area: Rect) {
    let draft = screen.session.draft(screen.at);
    let inside = framed(frame, " doubts, nearest, why ", area);
    let mut lines = Vec::new();
    if !draft.date_text.is_empty() {
        lines.push(Line::raw(one_line(&format!("date: {}", draft.date_text))));
    }
    let doubt = Style::new().fg(Color::Red);
    lines.extend(draft.doubts.iter().map(|text| Line::styled(one_line(&format!("doubt: {text}")), doubt)));
    if screen.shown.nearest.is_empty() {
        lines.push(Line::raw("nothing near it in the data or among the drafts"));
    }
    for (n, near) in screen.shown.nearest.iter().enumerate() {
        let is_close = near.same_words || near.days == Some(0) && near.shared == near.all;
        let style = if is_close { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
        lines.push(Line::styled(one_line(&headline(n + 1, near)), style));
        lines.push(Line::raw(one_line(&format!("  {}", near.told))));
    }
    lines.extend(draft.why.iter().map(|why| Line::raw(one_line(&format!("why: {why}")))));
    frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }), inside);
}

/// What is alike about a record or draft that is near.
fn headline(number: usize, near: &Nearest) -> String {
    let sort = if near.is_draft { "draft " } else { "" };
    let days = match near.days {
        None => "no date to compare".to_owned(),
        Some(0) => "same time".to_owned(),
        Some(1) => "1 day apart".to_owned(),
        Some(days) => format!("{days} days apart"),
    };
    let words = if near.same_words { ", same words" } else { "" };
    format!("{number} {sort}{}: {} of {} alike, {days}{words}", near.id, near.shared, near.all)
}

fn draw_message(frame: &mut Frame<'_>, screen: &Screen, area: Rect) {
    if let Mode::Typing(purpose, line) = &screen.mode {
        return draw_typing(frame, purpose, line, &screen.message, area);
    }
    let tally = screen.session.tally();
    let text = match screen.mode {
        Mode::Confirm => {
            let (accepted, merged) = (tally.accepted, tally.merged);
            format!("write {accepted} accepted and {merged} merged drafts into the data? y/n")
        }
        // A cell may be longer than its place in the list.
        _ if screen.message.is_empty() => {
            screen.chosen_cell().map_or_else(String::new, |text| one_line(&text))
        }
        _ => screen.message.clone(),
    };
    frame.render_widget(Paragraph::new(text).style(Style::new().add_modifier(Modifier::BOLD)), area);
}

/// The line that is typed, with what is wrong with it behind it.
fn draw_typing(
    frame: &mut Frame<'_>,
    purpose: &Purpose,
    typed: &super::line::Line,
    problem: &str,
    area: Rect,
) {
    let lead = one_line(&match purpose {
        Purpose::Cell { column, .. } => format!("{column}: "),
        Purpose::Into => "merge into (number or id): ".to_owned(),
        Purpose::Who { entity } => format!("{entity} is: "),
    });
    let room = usize::from(area.width).saturating_sub(lead.width() + 1);
    let (text, cursor) = typed.window(room);
    let behind = if problem.is_empty() { String::new() } else { format!("   {problem}") };
    let column = (lead.width() + cursor).min(usize::from(area.width.saturating_sub(1)));
    frame.render_widget(Paragraph::new(format!("{lead}{text}{behind}")), area);
    if area.width > 0 && area.height > 0 {
        frame.set_cursor_position(Position::new(area.x + column as u16, area.y));
    }
}

fn draw_help(frame: &mut Frame<'_>, area: Rect) {
    let lines = HELP.lines().count() as u16 + 2;
    let (width, height) = (area.width.min(90), area.height.min(lines + 3));
    let place = Rect::new((area.width - width) / 2, (area.height - height) / 2, width, height);
    frame.render_widget(Clear, place);
    let block = Block::bordered().title(" keys ");
    frame.render_widget(Paragraph::new(HELP).wrap(Wrap { trim: false }).block(block), place);
}
