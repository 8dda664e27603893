//! Where names are written so that they can be read: beside their node, over no other name.

use super::super::xml;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// So many columns of a name are written.
const COLUMNS: usize = 34;
/// The side of the squares by which boxes are found, in points.
const SQUARE: f64 = 64.0;

/// A text to be written.
pub(super) struct Text<'t> {
    pub text: &'t str,
    /// The size of its letters, in points.
    pub size: f64,
    pub class: &'t str,
}

/// The room that is taken.
pub(super) struct Labels {
    columns: usize,
    rows: usize,
    width: f64,
    height: f64,
    /// The boxes that reach into each square.
    squares: Vec<Vec<Room>>,
}

/// Left, top, right, bottom.
type Room = [f64; 4];

/// About how wide a text is: a column of a Latin letter is a little over half as wide as high.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.width() as f64 * size * 0.56
}

impl Labels {
    pub(super) fn within(width: f64, height: f64) -> Self {
        let [columns, rows] = [width, height].map(|side| (side / SQUARE).ceil().max(1.0) as usize);
        Self { columns, rows, width, height, squares: vec![Vec::new(); columns * rows] }
    }

    /// Takes the room of a disc, but for its rim.
    pub(super) fn keep_free(&mut self, (x, y): (f64, f64), radius: f64) {
        let side = radius * 0.8;
        self.take([x - side, y - side, x + side, y + side]);
    }

    /// Writes a name to the right of a disc, or left, above or below, where it is free; else not.
    pub(super) fn write_beside(
        &mut self,
        out: &mut Vec<u8>,
        text: &Text<'_>,
        (x, y): (f64, f64),
        radius: f64,
    ) {
        let short = shortened(text.text);
        let (wide, high, gap) = (width(&short, text.size), text.size, radius + 3.0);
        let below = y + gap + high;
        let places = [
            (x + gap, y + high / 3.0),
            (x - gap - wide, y + high / 3.0),
            (x - wide / 2.0, y - gap),
            (x - wide / 2.0, below),
            (x + gap * 0.7, y - gap * 0.7),
            (x + gap * 0.7, below - gap * 0.3),
            (x - gap * 0.7 - wide, y - gap * 0.7),
            (x - gap * 0.7 - wide, below - gap * 0.3),
        ];
        self.write_at_first_free(out, text, &short, &places);
    }

    /// Writes a text in the middle of a line, or a little above or below, where it is free; else not.
    pub(super) fn write_on(&mut self, out: &mut Vec<u8>, text: &Text<'_>, (x, y): (f64, f64)) {
        let short = shortened(text.text);
        let left = x - width(&short, text.size) / 2.0;
        let places =
            [0.0, -text.size, text.size, -2.0 * text.size, 2.0 * text.size].map(|off| (left, y + off));
        self.write_at_first_free(out, text, &short, &places);
    }

    fn write_at_first_free(
        &mut self,
        out: &mut Vec<u8>,
        text: &Text<'_>,
        short: &str,
        places: &[(f64, f64)],
    ) {
        let room = |&(x, y): &(f64, f64)| {
            [x, y - text.size * 0.85, x + width(short, text.size), y + text.size * 0.2]
        };
        let Some(&(x, y)) = places.iter().find(|place| self.is_free(room(place))) else { return };
        self.take(room(&(x, y)));
        let Text { size, class, .. } = text;
        out.extend_from_slice(
            format!("<text class=\"{class}\" font-size=\"{size:.1}\" x=\"{x:.1}\" y=\"{y:.1}\">").as_bytes(),
        );
        xml::content(out, short);
        out.extend_from_slice(b"</text>\n");
    }

    fn is_free(&self, room: Room) -> bool {
        let inside =
            room[0] >= 2.0 && room[1] >= 2.0 && room[2] <= self.width - 2.0 && room[3] <= self.height - 2.0;
        let meets = |taken: &Room| {
            room[0] < taken[2] && taken[0] < room[2] && room[1] < taken[3] && taken[1] < room[3]
        };
        inside && !self.squares_of(room).any(|square| self.squares[square].iter().any(meets))
    }

    fn take(&mut self, room: Room) {
        let squares: Vec<usize> = self.squares_of(room).collect();
        for square in squares {
            self.squares[square].push(room);
        }
    }

    fn squares_of(&self, [left, top, right, bottom]: Room) -> impl Iterator<Item = usize> + use<> {
        let (columns, rows) = (self.columns, self.rows);
        let number = |side: f64, most: usize| ((side / SQUARE).max(0.0) as usize).min(most - 1);
        let across = number(left, columns)..=number(right, columns);
        let down = number(top, rows)..=number(bottom, rows);
        down.flat_map(move |row| across.clone().map(move |column| row * columns + column))
    }
}

/// As much of a text as so many columns hold.
fn shortened(text: &str) -> String {
    if text.width() <= COLUMNS {
        return text.to_owned();
    }
    let mut taken = 0;
    let fits = |c: &char| {
        taken += c.width().unwrap_or(0);
        taken < COLUMNS
    };
    let short: String = text.chars().take_while(fits).collect();
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_where_no_other_is_and_is_left_out_where_none_fits() {
        let mut labels = Labels::within(300.0, 100.0);
        let text = Text { text: "All-China Federation", size: 10.0, class: "name" };
        let mut write = |at| {
            let mut out = Vec::new();
            labels.write_beside(&mut out, &text, at, 4.0);
            String::from_utf8(out).unwrap()
        };
        let first = write((100.0, 50.0));
        assert!(first.contains("x=\"107.0\""), "{first}");
        let second = write((100.0, 50.0));
        assert!(!second.is_empty() && second != first);
        for _ in 0..8 {
            write((100.0, 50.0));
        }
        assert_eq!(write((100.0, 50.0)), "");
    }

    #[test]
    fn long_names_are_cut_by_columns() {
        assert_eq!(shortened("short"), "short");
        let cut = shortened(&"工会".repeat(20));
        assert!(cut.ends_with('…') && cut.width() <= COLUMNS, "{cut}");
    }
}
