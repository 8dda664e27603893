//! The grammar of cells: fillers, spans, lists, language suffixes.

use thiserror::Error;

/// Splits a cell at `separator`, trims the parts and drops empty ones.
pub fn split_list(cell: &str, separator: char) -> impl Iterator<Item = &str> {
    cell.split(separator).map(str::trim).filter(|part| !part.is_empty())
}

/// A filler as written in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FillerCell<'a> {
    /// `acftu`, `acftu?`, `wei-jianxing@acftu`, `wei-jianxing@acftu?`
    Named {
        /// The entity's id.
        id: &'a str,
        /// Whether the text does not name the filler in so many words.
        inferred: bool,
        /// Whom the filler acts for.
        acting_for: Option<&'a str>,
    },
    /// `*` (one, or nobody says how many) or `*4`
    Unnamed(u32),
}

/// Why a text is no filler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "expected an entity id such as `acftu`, `acftu?` (inferred), `wei-jianxing@acftu` (acting for), `*` or `*4` (unnamed)"
)]
pub struct FillerError;

/// Reads one filler.
///
/// ```
/// use relata::model::{FillerCell, parse_filler};
/// assert_eq!(
///     parse_filler("bill-jordan@icftu?"),
///     Ok(FillerCell::Named { id: "bill-jordan", inferred: true, acting_for: Some("icftu") })
/// );
/// assert_eq!(parse_filler("*4"), Ok(FillerCell::Unnamed(4)));
/// assert!(parse_filler("*0").is_err() && parse_filler("a@").is_err());
/// ```
///
/// # Errors
/// [`FillerError`] when the text is of none of the forms; whether an id exists is for the caller.
pub fn parse_filler(text: &str) -> Result<FillerCell<'_>, FillerError> {
    if let Some(count) = text.strip_prefix('*') {
        let count = if count.is_empty() { "1" } else { count };
        return match count.parse::<u32>() {
            Ok(n) if n > 0 && count.bytes().all(|b| b.is_ascii_digit()) => Ok(FillerCell::Unnamed(n)),
            _ => Err(FillerError),
        };
    }
    let (name, inferred) = text.strip_suffix('?').map_or((text, false), |rest| (rest, true));
    let (id, acting_for) = name.split_once('@').map_or((name, None), |(id, body)| (id, Some(body)));
    if id.is_empty() || acting_for == Some("") {
        return Err(FillerError);
    }
    Ok(FillerCell::Named { id, inferred, acting_for })
}

/// Reads one span of a source, `s1:120-168`, into source id, start and end.
///
/// ```
/// use relata::model::parse_span;
/// assert_eq!(parse_span("s1:120-168"), Some(("s1", 120, 168)));
/// assert_eq!(parse_span("s1:12"), None);
/// ```
#[must_use]
pub fn parse_span(text: &str) -> Option<(&str, u32, u32)> {
    let (source, span) = text.split_once(':')?;
    let (start, end) = span.split_once('-')?;
    Some((source.trim(), start.trim().parse().ok()?, end.trim().parse().ok()?))
}

/// Splits a text from its language suffix, `挪威的工会工作@zh`, when the suffix is one of `languages`.
///
/// ```
/// use relata::model::language_suffix;
/// assert_eq!(language_suffix("挪威的工会工作@zh", |l| l == "zh"), ("挪威的工会工作", Some("zh")));
/// assert_eq!(language_suffix("a@b", |l| l == "zh"), ("a@b", None));
/// ```
pub fn language_suffix(text: &str, known: impl Fn(&str) -> bool) -> (&str, Option<&str>) {
    match text.rsplit_once('@') {
        Some((rest, language)) if known(language) => (rest.trim_end(), Some(language)),
        _ => (text, None),
    }
}
