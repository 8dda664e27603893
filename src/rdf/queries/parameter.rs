//! What may be set in a question, and what values it takes.

use crate::date::Day;
use oxrdf::Literal;
use oxrdf::vocab::xsd;

/// What may be set in a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name: `a` for `$a`.
    pub name: &'static str,
    /// What its values are.
    pub kind: ParameterKind,
    /// What it is unless set; it fits the shipped data.
    pub default: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// What the values of a parameter are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// An entity.
    Entity,
    /// A place.
    Place,
    /// A finer type of entities.
    Type,
    /// A day, such as `1975-01-01`.
    Day,
    /// A number.
    Number,
    /// A text.
    Text,
}

impl ParameterKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Entity, Self::Place, Self::Type, Self::Day, Self::Number, Self::Text];

    /// Its word in the files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Place => "place",
            Self::Type => "type",
            Self::Day => "day",
            Self::Number => "number",
            Self::Text => "text",
        }
    }

    /// The value that a text is, if this kind's values are literals and it is one.
    ///
    /// ```
    /// use relata::rdf::queries::ParameterKind::{Day, Entity, Number};
    /// assert_eq!(Day.literal("1975-01-01").unwrap().value(), "1975-01-01");
    /// assert_eq!(Number.literal("-2.50").unwrap().to_string(), "\"-2.50\"^^<http://www.w3.org/2001/XMLSchema#decimal>");
    /// assert!([Day.literal("1975-02-30"), Number.literal("2e"), Entity.literal("acftu")].iter().all(Option::is_none));
    /// ```
    #[must_use]
    pub fn literal(self, text: &str) -> Option<Literal> {
        match self {
            Self::Entity | Self::Place | Self::Type => None,
            Self::Day => is_day(text).then(|| Literal::new_typed_literal(text, xsd::DATE)),
            Self::Number => number(text),
            Self::Text => Some(Literal::new_simple_literal(text)),
        }
    }
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return false };
    let shaped = (year.len(), month.len(), day.len()) == (4, 2, 2);
    let digits = parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else { return false };
    shaped && digits && Day::from_ymd(year, month, day).is_some()
}

fn number(text: &str) -> Option<Literal> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_whole = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match digits.split_once('.') {
        None if is_whole(digits) => Some(Literal::new_typed_literal(text, xsd::INTEGER)),
        Some((whole, part)) if is_whole(whole) && is_whole(part) => {
            Some(Literal::new_typed_literal(text, xsd::DECIMAL))
        }
        _ => None,
    }
}

impl Parameter {
    /// Reads `a entity acftu One end.`; a default of several words stands in double quotes.
    pub(super) fn read(line: &'static str) -> Option<Self> {
        let (name, rest) = line.split_once(' ')?;
        let (kind, rest) = rest.split_once(' ')?;
        let kind = ParameterKind::ALL.into_iter().find(|known| known.as_str() == kind)?;
        let (default, meaning) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once("\" ")?,
            None => rest.split_once(' ')?,
        };
        Some(Self { name, kind, default, meaning })
    }
}
