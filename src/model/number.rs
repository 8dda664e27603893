//! Numbers as sources give them: exact, a range, a limit, or rough.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A number attribute: `21`, `18..25`, `>120`, `<30` or `~680`, digits as written.
///
/// `>120` says at least 121 of a whole number and no upper limit; nothing is invented for the missing side.
///
/// ```
/// use relata::model::Number;
/// let size: Number = ">120".parse()?;
/// assert_eq!((size.min(), size.max()), (Some("121".into()), None));
/// let rough: Number = "~680".parse()?;
/// assert!(rough.is_approximate() && rough.min() == rough.max());
/// # Ok::<(), relata::model::NumberError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Number {
    /// `21`
    Exact(Box<str>),
    /// `18..25`, both ends included.
    Range(Box<str>, Box<str>),
    /// `>120`
    MoreThan(Box<str>),
    /// `<30`
    LessThan(Box<str>),
    /// `~680`
    About(Box<str>),
}

/// Why a text is no [`Number`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NumberError {
    /// The text is not of the forms that [`Number`] lists.
    #[error("expected a number such as `21`, `18..25`, `>120`, `<30` or `~680`")]
    Syntax,
    /// Digits that say nothing: `007`, or less than nothing as `<0`.
    #[error("expected digits without leading zeros, and a limit above 0")]
    Senseless,
    /// The range ends before it starts.
    #[error("the range ends before it starts")]
    Reversed,
    /// More than 15 digits before or 6 after the point.
    #[error("more than 15 digits before or 6 digits after the point")]
    TooLong,
}

impl Number {
    /// The least value, in plain decimal digits; `None` when no lower limit is given.
    #[must_use]
    pub fn min(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Exact(n) | Self::Range(n, _) | Self::About(n) => Some((&**n).into()),
            Self::MoreThan(n) => Some(step(n, 1).into()),
            Self::LessThan(_) => None,
        }
    }

    /// The greatest value, in plain decimal digits; `None` when no upper limit is given.
    #[must_use]
    pub fn max(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Exact(n) | Self::Range(_, n) | Self::About(n) => Some((&**n).into()),
            Self::LessThan(n) => Some(step(n, -1).into()),
            Self::MoreThan(_) => None,
        }
    }

    /// Whether the source gives a rounded figure.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        matches!(self, Self::About(_))
    }
}

/// The next whole number; a decimal fraction has no next one and stays.
fn step(digits: &str, by: i64) -> String {
    digits.parse::<i64>().map_or_else(|_| digits.to_owned(), |n| (n + by).to_string())
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(n) => f.write_str(n),
            Self::Range(a, b) => write!(f, "{a}..{b}"),
            Self::MoreThan(n) => write!(f, ">{n}"),
            Self::LessThan(n) => write!(f, "<{n}"),
            Self::About(n) => write!(f, "~{n}"),
        }
    }
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        if let Some((a, b)) = text.split_once("..") {
            let (a, b) = (digits(a)?, digits(b)?);
            return if value(&a) <= value(&b) { Ok(Self::Range(a, b)) } else { Err(NumberError::Reversed) };
        }
        match text.as_bytes().first() {
            Some(b'>') => digits(&text[1..]).map(Self::MoreThan),
            Some(b'<') if value(&text[1..]) <= 0.0 => Err(NumberError::Senseless),
            Some(b'<') => digits(&text[1..]).map(Self::LessThan),
            Some(b'~') => digits(&text[1..]).map(Self::About),
            _ => digits(text).map(Self::Exact),
        }
    }
}

/// Fifteen digits are exact in a double, which only orders the ends of a range here.
fn value(digits: &str) -> f64 {
    digits.parse().unwrap_or(f64::NAN)
}

fn digits(text: &str) -> Result<Box<str>, NumberError> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return Err(NumberError::Syntax);
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(NumberError::Senseless);
    }
    if whole.len() > 15 || fraction.len() > 6 {
        return Err(NumberError::TooLong);
    }
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_and_print_as_written() {
        for text in ["21", "18..25", ">120", "<30", "~680", "0.5"] {
            assert_eq!(text.parse::<Number>().unwrap().to_string(), text);
        }
        for bad in ["", "about 20", "1,000", "1..", "25..18", "-3", "1e5", "9999999999999999", "<0", "007"] {
            assert!(bad.parse::<Number>().is_err(), "{bad}");
        }
    }
}
