//! Splits a loosely written date into numbers, month names and the marks between them.

/// One number or month name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// One or two digits.
    Short(u32),
    /// Four digits.
    Year(u32),
    /// Five digits.
    Number(u32),
    /// An English month name, whole or cut to three letters or more, as 1 to 12.
    Month(u32),
}

/// The parts of a date and, in one string, the marks between and behind them.
pub(super) struct Tokens {
    pub(super) parts: Vec<Token>,
    pub(super) marks: String,
}

impl Tokens {
    /// Splits a text; `None` if any part of it belongs to no date.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut tokens = Self { parts: Vec::new(), marks: String::new() };
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (part, after) = rest.split_at(run(rest, first));
            tokens.take(part, first)?;
            rest = after;
        }
        Some(tokens)
    }

    fn take(&mut self, part: &str, first: char) -> Option<()> {
        match first {
            '0'..='9' => self.parts.push(number(part)?),
            'a'..='z' | 'A'..='Z' => self.parts.push(Token::Month(month(part)?)),
            '-' | '/' | '.' | ',' | ' ' | '年' | '月' | '日' | '号' => self.marks.push(first),
            _ => return None,
        }
        Some(())
    }
}

/// Measures in bytes the run of like characters at the start: digits, letters, or one mark.
fn run(text: &str, first: char) -> usize {
    let like = |c: char| {
        (first.is_ascii_digit() && c.is_ascii_digit())
            || (first.is_ascii_alphabetic() && c.is_ascii_alphabetic())
    };
    text.find(|c| !like(c))
        .filter(|end| *end > 0)
        .unwrap_or_else(|| if like(first) { text.len() } else { first.len_utf8() })
}

fn number(digits: &str) -> Option<Token> {
    let value = digits.parse().ok()?;
    match digits.len() {
        1 | 2 => Some(Token::Short(value)),
        4 => Some(Token::Year(value)),
        5 => Some(Token::Number(value)),
        _ => None,
    }
}

fn month(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let at = NAMES.iter().position(|name| word.len() >= 3 && name.starts_with(&word))?;
    u32::try_from(at + 1).ok()
}
