//! A line that is being typed.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_width::UnicodeWidthChar;

/// A text of one line with a cursor in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    characters: Vec<char>,
    /// How many characters stand before the cursor.
    at: usize,
}

impl Line {
    /// A line that begins with a text, the cursor behind it.
    pub(super) fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        Self { at: characters.len(), characters }
    }

    pub(super) fn text(&self) -> String {
        self.characters.iter().collect()
    }

    /// Does what a key says, if it is one of typing.
    pub(super) fn key(&mut self, key: KeyEvent) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('u') if control => drop(self.characters.drain(..std::mem::take(&mut self.at))),
            KeyCode::Char('a') if control => self.at = 0,
            KeyCode::Char('e') if control => self.at = self.characters.len(),
            KeyCode::Char(c) if !control && !c.is_control() => {
                self.characters.insert(self.at, c);
                self.at += 1;
            }
            KeyCode::Backspace if self.at > 0 => {
                self.at -= 1;
                self.characters.remove(self.at);
            }
            KeyCode::Delete if self.at < self.characters.len() => drop(self.characters.remove(self.at)),
            KeyCode::Left => self.at = self.at.saturating_sub(1),
            KeyCode::Right => self.at = (self.at + 1).min(self.characters.len()),
            KeyCode::Home => self.at = 0,
            KeyCode::End => self.at = self.characters.len(),
            _ => {}
        }
    }

    /// The part of the line that fits into so many columns with the cursor in it, and the column of the cursor.
    pub(super) fn window(&self, width: usize) -> (String, usize) {
        let shown: Vec<char> = self.characters.iter().map(|&c| printable(c)).collect();
        let wide = |c: &char| c.width().unwrap_or(0);
        let mut first = 0;
        while shown[first..self.at].iter().map(wide).sum::<usize>() >= width.max(1) && first < self.at {
            first += 1;
        }
        let before = shown[first..self.at].iter().map(wide).sum();
        let (mut text, mut taken) = (String::new(), 0);
        for c in &shown[first..] {
            taken += wide(c);
            if taken > width {
                break;
            }
            text.push(*c);
        }
        (text, before)
    }
}

/// A character that stays on its line.
fn printable(c: char) -> char {
    match c {
        '\n' => '\u{23ce}',
        c => crate::review::visible(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &mut Line, keys: &[KeyCode]) {
        keys.iter().for_each(|&code| line.key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    #[test]
    fn a_line_is_typed_and_corrected() {
        let mut line = Line::new("全x");
        typed(
            &mut line,
            &[KeyCode::Backspace, KeyCode::Char('总'), KeyCode::Home, KeyCode::Char('a'), KeyCode::Delete],
        );
        assert_eq!(line.text(), "a总");
        typed(&mut line, &[KeyCode::Left, KeyCode::Left, KeyCode::Backspace, KeyCode::End, KeyCode::Delete]);
        assert_eq!(line.text(), "a总");
        line.key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL));
        assert_eq!(line.text(), "");
    }

    #[test]
    fn the_cursor_stays_in_the_window_of_wide_characters() {
        let line = Line::new("中华全国总工会");
        assert_eq!(line.window(80), ("中华全国总工会".to_owned(), 14));
        for width in 0..16 {
            let (text, cursor) = line.window(width);
            assert!(text.chars().count() * 2 <= width && cursor <= width.max(1), "{width}: {text} {cursor}");
        }
        assert_eq!(Line::new("a\u{1b}\nb").window(9).0, "a\u{fffd}\u{23ce}b");
    }
}
