//! A timeline drawn: one row a record, its words above its bar, years across.
//!
//! A bar is pale over the days of which the record may tell, and full where it held for every choice of dates. An arrow
//! shows a side that is open or unknown, a dashed end one that the next state of the pair derives. Of a side of which
//! nothing is stated nothing is drawn. The file stands alone: no script, no font and no style sheet elsewhere.

use super::gaps::{Cover, cover};
use super::scale::{LEFT, Scale, WIDTH};
use super::{Dated, Entry, TimelineAnswer, render};
use crate::date::{Day, Verdict, holds_at};
use crate::graph::KnowledgeGraph;
use crate::model::{sentence, undated_sentence};
use crate::query::{Rendering, wording};
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The height of a row.
const ROW: i32 = 34;
/// The height of the title and the years.
const HEAD: i32 = 60;
/// How far below the top of a row its bar begins, and how high it is.
const BAR: (i32, i32) = (18, 9);
/// The height of the legend.
const FOOT: i32 = 30;
/// How many columns of a row's words are shown; the tooltip has all of them.
const COLUMNS: usize = 125;
/// How many columns of the title are shown.
const TITLE: usize = 108;

const STYLE: &str = "text{font:12px sans-serif;fill:#222}.title{font-weight:bold;font-size:14px}\
    .date{font-weight:bold}.year{fill:#666}.grid{stroke:#e2e2e2}.pale{fill-opacity:.4}.state{fill:#2166ac}.moment{fill:#b35806}\
    .derived{stroke:#2166ac;stroke-width:2;stroke-dasharray:2 2}\
    .gap{fill:none;stroke:#888;stroke-dasharray:4 3}";

/// Draws an answer; undated records have words and no bar.
pub(super) fn draw(answer: &TimelineAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
    let mut drawing =
        Drawing { graph, rendering, scale: scale(answer, graph), body: String::new(), top: HEAD };
    for entry in answer.histories.iter().flat_map(|history| &history.entries) {
        match entry {
            Entry::State(dated) => drawing.record(dated),
            Entry::Gap(gap) => drawing.gap(gap),
        }
    }
    for dated in &answer.records {
        drawing.record(dated);
    }
    drawing.finish(&render::title(answer, graph, rendering.language))
}

fn scale(answer: &TimelineAnswer, graph: &KnowledgeGraph) -> Option<Scale> {
    let days = render::all(answer).flat_map(|dated| {
        let stated = graph.dataset().extent(dated.record);
        [stated.date_min(), stated.date_max(), dated.extent.derived_end].into_iter().flatten()
    });
    Scale::around(days)
}

struct Drawing<'a> {
    graph: &'a KnowledgeGraph,
    rendering: &'a Rendering<'a>,
    scale: Option<Scale>,
    body: String,
    top: i32,
}

impl Drawing<'_> {
    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.body, "{element}");
    }

    fn record(&mut self, dated: &Dated) {
        let (dataset, language) = (self.graph.dataset(), self.rendering.language);
        let date = wording::date(self.graph, dated.record, language);
        let told = undated_sentence(dataset, dated.record, language);
        let whole =
            format!("{}  {}", dataset.records.id(dated.record), sentence(dataset, dated.record, language));
        self.words(&date, &told, &whole);
        if let Some((scale, cover)) = self.scale.zip(cover(dataset.extent(dated.record), &dated.extent)) {
            self.bar(scale, dated, cover);
        }
        self.add(format_args!("</g>"));
        self.top += ROW;
    }

    /// Begins a row.
    fn words(&mut self, date: &str, told: &str, whole: &str) {
        let (told, y) = (shortened(told, COLUMNS.saturating_sub(date.width())), self.top + 12);
        let (date, told, whole) = (escaped(date), escaped(&told), escaped(whole));
        let date = format!("<tspan class=\"date\">{date}</tspan>");
        self.add(format_args!("<g><title>{whole}</title><text x=\"{LEFT}\" y=\"{y}\">{date} {told}</text>"));
    }

    fn bar(&mut self, scale: Scale, dated: &Dated, cover: Cover) {
        let class = if dated.extent.stated.moment { "moment" } else { "state" };
        let (from, to) =
            (cover.from.map(|day| scale.place(day)), cover.to.map(|day| scale.place(after(day))));
        let (x, end) = (from.unwrap_or(LEFT), to.unwrap_or(LEFT + WIDTH));
        self.rectangle(&format!("pale {class}"), x, end);
        if let Some((start, end)) = core(dated) {
            self.rectangle(class, scale.place(start), scale.place(after(end)));
        }
        if from.is_none() {
            self.arrow(class, LEFT, -8);
        }
        if to.is_none() {
            self.arrow(class, LEFT + WIDTH, 8);
        }
        if dated.extent.derived_end.is_some() {
            let (y, below) = (self.top + BAR.0 - 2, self.top + BAR.0 + BAR.1 + 2);
            self.add(format_args!(
                "<line class=\"derived\" x1=\"{end}\" y1=\"{y}\" x2=\"{end}\" y2=\"{below}\"/>"
            ));
        }
    }

    /// A bar at least wide enough to be seen.
    fn rectangle(&mut self, class: &str, x: i32, end: i32) {
        let (y, height, width) = (self.top + BAR.0, BAR.1, (end - x).max(3));
        self.add(format_args!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
        ));
    }

    fn arrow(&mut self, class: &str, x: i32, length: i32) {
        let (y, middle, below) = (self.top + BAR.0, self.top + BAR.0 + BAR.1 / 2, self.top + BAR.0 + BAR.1);
        let tip = x + length;
        self.add(format_args!("<path class=\"pale {class}\" d=\"M{x} {y}L{tip} {middle}L{x} {below}Z\"/>"));
    }

    fn gap(&mut self, gap: &super::Gap) {
        let nothing = wording::pick(self.rendering.language, "(nothing recorded)", "（无记载）");
        let date = gap.to_string();
        self.words(&date, nothing, &format!("{date} {nothing}"));
        if let Some(scale) = self.scale {
            self.rectangle("gap", scale.place(gap.from), scale.place(after(gap.to)));
        }
        self.add(format_args!("</g>"));
        self.top += ROW;
    }

    /// What the marks mean.
    fn legend(&self) -> &'static str {
        if wording::is_chinese(self.rendering.language) {
            "蓝：状态；褐：事件。浅：可能；深：确定。虚线：由下一状态推定的结束；箭头：未载明或不详的一端。"
        } else {
            "Blue: states; brown: happenings. Pale: possible; full: certain. Dashed: an end derived from the next state. \
             Arrow: a side that is open or unknown."
        }
    }

    fn finish(self, title: &str) -> String {
        let (width, height) = (LEFT * 2 + WIDTH, self.top + FOOT);
        let (whole, title) = (escaped(title), escaped(&shortened(title, TITLE)));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" xml:lang=\"{}\">\n<title>{whole}</title>\n\
             <style>{STYLE}</style>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n\
             <text class=\"title\" x=\"{LEFT}\" y=\"22\">{title}</text>\n",
            escaped(self.rendering.language)
        );
        if let Some(scale) = self.scale {
            years(&mut svg, scale, self.top);
        }
        svg.push_str(&self.body);
        let y = self.top + FOOT - 10;
        let _ = writeln!(svg, "<text class=\"year\" x=\"{LEFT}\" y=\"{y}\">{}</text>", self.legend());
        svg.push_str("</svg>\n");
        svg
    }
}

fn years(svg: &mut String, scale: Scale, bottom: i32) {
    let top = HEAD - 12;
    for year in scale.marks() {
        let x = scale.place_of_year(year);
        let _ = writeln!(svg, "<line class=\"grid\" x1=\"{x}\" y1=\"{top}\" x2=\"{x}\" y2=\"{bottom}\"/>");
        let y = top - 4;
        let _ = writeln!(svg, "<text class=\"year\" x=\"{x}\" y=\"{y}\">{year}</text>");
    }
}

/// The days on which it certainly held, the dataset's rule about qualified dates applied.
fn core(dated: &Dated) -> Option<(Day, Day)> {
    let bounds = dated.extent.taken.bounds;
    let (start, end) = bounds.latest_start.zip(bounds.earliest_end)?;
    let certain = |day| dated.extent.judge(|span| holds_at(span, day)) == Verdict::Certain;
    (certain(start) && certain(end)).then_some((start, end))
}

/// The day after, where a bar that includes a day ends.
fn after(day: Day) -> Day {
    Day::from_number(day.number().saturating_add(1))
}

/// As much of a text as so many columns hold.
fn shortened(text: &str, columns: usize) -> String {
    let mut taken = 0;
    let fits = |c: &char| {
        taken += c.width().unwrap_or(0);
        taken <= columns
    };
    let short: String = text.chars().take_while(fits).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// A text as XML, in an element or in a quoted attribute; what XML cannot carry is replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::drawn::{draw as graph_of, entity};
    use crate::query::{Answer, TimelineQuery};
    use proptest::prelude::*;

    fn svg(lines: &[crate::query::drawn::Line<'_>]) -> String {
        let graph = graph_of(lines);
        let query = TimelineQuery::between(entity(&graph, "a"), entity(&graph, "b"));
        query.run(&graph.view()).unwrap().to_svg(&graph, &Rendering::in_language("en")).unwrap()
    }

    #[test]
    fn bars_are_full_where_it_certainly_held_and_arrows_where_a_side_is_open() {
        let both = |date| svg(&[("r", "pact", date, "side: a, b")]);
        let closed = both("1980/1990");
        assert!(closed.contains("class=\"state\"") && !closed.contains("<path"), "{closed}");
        let open = both("1980/..");
        assert!(open.contains("<path") && open.contains("class=\"pale state\""), "{open}");
        let undated = both("");
        assert!(!undated.contains("class=\"grid\"") && undated.contains("no date"), "{undated}");
    }

    #[test]
    fn derived_ends_and_gaps_are_marked() {
        let drawn = svg(&[
            ("r", "league", "../1969", "side: a, b"),
            ("s", "league", "1978/..", "side: a, b"),
            ("t", "league", "1990", "side: a, b"),
        ]);
        assert_eq!(
            (drawn.matches("class=\"gap\"").count(), drawn.matches("class=\"derived\"").count()),
            (1, 1)
        );
    }

    proptest! {
        #[test]
        fn any_text_is_well_formed(text in any::<String>()) {
            let xml = format!("<a b=\"{0}\">{0}</a>", escaped(&text));
            let mut reader = quick_xml::Reader::from_str(&xml);
            loop {
                match reader.read_event() {
                    Ok(quick_xml::events::Event::Eof) => break,
                    event => prop_assert!(event.is_ok(), "{:?}", event),
                }
            }
        }
    }
}
