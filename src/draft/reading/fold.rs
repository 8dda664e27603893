//! A view of a text in which spelling does not matter, with the way back to the text.
//!
//! Widths, quotation marks, dashes and dots are unified, traditional characters become simplified ones one by one, and what
//! scanning and typesetting left behind is passed over: stray blanks, breaks and hyphens at the ends of lines, marks of
//! footnotes, emphasis. A character of the view is always one character of the text, so spans can be led back exactly.

use std::sync::LazyLock;

/// A folded stretch of text.
#[derive(Debug, Default)]
pub struct Folded {
    /// The view.
    pub text: String,
    /// For each byte of the view, the offset in the text of the character that it belongs to.
    at: Vec<u32>,
}

/// A stretch of the text by bytes, with the offset of its first character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'t> {
    /// Its words.
    pub text: &'t str,
    /// The offset of its first character in the text, in Unicode scalar values.
    pub start: u32,
}

impl Folded {
    /// Folds some stretches of a text, which the ends of lines lie between, into one view.
    pub fn of(pieces: &[Piece<'_>]) -> Self {
        let length = pieces.iter().map(|piece| piece.text.len() + 1).sum();
        let mut folded = Self { text: String::with_capacity(length), at: Vec::with_capacity(length) };
        for (n, piece) in pieces.iter().enumerate() {
            if n > 0 {
                folded.end_line(piece.text);
            }
            folded.line(piece);
        }
        folded
    }

    /// The span in the text of some bytes of the view; an empty one has no characters.
    pub fn span(&self, start: usize, end: usize) -> (u32, u32) {
        let first = self.at.get(start).copied().unwrap_or_default();
        let last = end.checked_sub(1).and_then(|last| self.at.get(last)).copied().unwrap_or_default();
        if start < end { (first, last + 1) } else { (first, first) }
    }

    fn push(&mut self, character: char, offset: u32) {
        self.text.push(character);
        self.at.resize(self.text.len(), offset);
    }

    /// Puts a blank between two lines where a language has one; a hyphen that breaks a word goes with the line.
    fn end_line(&mut self, next: &str) {
        let next = next.trim_start().chars().next().unwrap_or(' ');
        let mut before = self.text.chars().rev();
        if before.next() == Some('-') && before.next().is_some_and(char::is_lowercase) && next.is_lowercase()
        {
            self.text.pop();
            self.at.truncate(self.text.len());
        } else if let Some(&offset) = self.at.last()
            && blank_matters(self.text.chars().next_back(), Some(next))
        {
            self.push(' ', offset);
        }
    }

    fn line(&mut self, piece: &Piece<'_>) {
        let mut rest = piece.text;
        let mut offset = piece.start;
        while let Some(character) = rest.chars().next() {
            let skipped = passed_over(rest, self.text.chars().next_back());
            if skipped > 0 {
                offset += rest[..skipped].chars().count() as u32;
                rest = &rest[skipped..];
                continue;
            }
            rest = &rest[character.len_utf8()..];
            match fold_char(character) {
                ' ' => {
                    let next = rest.trim_start();
                    let last = self.text.chars().next_back();
                    if blank_matters(last, next.chars().next().map(fold_char)) && !splits_a_number(last, next)
                    {
                        self.push(' ', offset);
                    }
                }
                folded => self.push(folded, offset),
            }
            offset += 1;
        }
    }
}

/// How many bytes at the start of `rest` are not of the text proper: invisible characters, marks of footnotes and emphasis.
fn passed_over(rest: &str, before: Option<char>) -> usize {
    let first = rest.chars().next().unwrap_or_default();
    match first {
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' => first.len_utf8(),
        '◆' | '◇' | '△' | '▲' | '●' | '■' | '□' | '★' | '☆' | '▶' | '►' | '※' | '◎' | '☉' => {
            first.len_utf8()
        }
        '①'..='⑳' | '⁰'..='⁹' | '¹' | '²' | '³' | '†' | '‡' | '㈠'..='㈩' => {
            first.len_utf8()
        }
        '*' | '_' if rest[1..].starts_with(first) => 2,
        '*' => 1,
        '[' | '〔' | '［' => footnote(rest, before),
        ']' if rest.starts_with("](") => rest.find(')').filter(|&end| end < 400).map_or(0, |end| end + 1),
        _ => 0,
    }
}

/// The length of `[12]`; the bracket alone where a Markdown link begins.
fn footnote(rest: &str, before: Option<char>) -> usize {
    let mut characters = rest.char_indices().skip(1);
    let inner = characters.by_ref().take_while(|(_, c)| c.is_ascii_digit() || *c == '*').count();
    let open = rest.chars().next().map_or(0, char::len_utf8);
    let close = rest[open + inner..].chars().next();
    match close {
        Some(close @ (']' | '〕' | '］')) if (1..=3).contains(&inner) && before.is_some() => {
            open + inner + close.len_utf8()
        }
        _ => 0,
    }
}

/// Whether a blank between two characters is more than typesetting.
fn blank_matters(before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    before != ' ' && !is_wide(before) && !is_wide(after)
}

/// Whether a blank stands between digits of a number that a unit of the Chinese calendar ends.
fn splits_a_number(before: Option<char>, after: &str) -> bool {
    if !before.is_some_and(|c| c.is_ascii_digit()) {
        return false;
    }
    let rest =
        after.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || ('０'..='９').contains(&c));
    after.len() - rest.len() <= 12 && after.len() > rest.len() && rest.starts_with(['年', '月', '日'])
}

/// Whether a character belongs to a script that is written without blanks, or is of its punctuation.
pub fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '·')
}

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// The simplified form of each character of the main block, found once.
static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let simplified = |code: u32| {
        let character = char::from_u32(code).unwrap_or_default();
        let text = hanconv::t2s(character.to_string());
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(one), None) => one,
            _ => character,
        }
    };
    (FIRST..=LAST).map(simplified).collect()
});

/// The folded form of a character; every sort of blank is a blank.
pub fn fold_char(character: char) -> char {
    match character {
        '\u{20}'..='\u{7e}' => character,
        '，' => ',',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).map_or(character, unify),
        '\u{3400}'..='\u{9fff}' => {
            SIMPLIFIED.get((character as u32 - FIRST) as usize).copied().unwrap_or(character)
        }
        _ if character.is_whitespace() || character.is_control() => ' ',
        _ => unify(character),
    }
}

fn unify(character: char) -> char {
    match character {
        '・' | '•' | '‧' | '∙' | '･' | '．' => '·',
        '–' | '—' | '―' | '‐' | '‑' | '−' | '─' => '-',
        '～' | '〜' | '∼' => '~',
        '「' | '『' | '〝' | '″' | '＂' => '“',
        '」' | '』' | '〞' => '”',
        '‘' | '’' | '`' => '\'',
        '〈' => '《',
        '〉' => '》',
        '｡' => '。',
        '﹑' => '、',
        other => other,
    }
}

/// A name or word in the same form as a text's view.
pub fn fold(text: &str) -> String {
    Folded::of(&[Piece { text, start: 0 }]).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_marks_and_widths_do_not_matter() {
        assert_eq!(fold("２００４ 年①，國 際自由工聯[12]。"), "2004年,国际自由工联。");
        assert_eq!(fold("1 9 9 3 年"), "1993年");
        assert_eq!(fold("the ACFTU  and **the** TUC[3] met"), "the ACFTU and the TUC met");
        assert_eq!(fold("劳联—产联"), fold("勞聯－產聯"));
    }

    #[test]
    fn a_word_broken_at_the_end_of_a_line_is_whole() {
        let pieces = [Piece { text: "an inter-", start: 0 }, Piece { text: "national body", start: 10 }];
        let folded = Folded::of(&pieces);
        assert_eq!(folded.text, "an international body");
        assert_eq!(folded.span(3, 16), (3, 18));
    }

    #[test]
    fn spans_lead_back_to_the_text() {
        let text = "在 ２００４ 年① 舉行";
        let folded = Folded::of(&[Piece { text, start: 0 }]);
        let start = folded.text.find("2004年").unwrap();
        let (from, to) = folded.span(start, start + "2004年".len());
        let slice: String = text.chars().skip(from as usize).take((to - from) as usize).collect();
        assert_eq!(slice, "２００４ 年");
    }
}
