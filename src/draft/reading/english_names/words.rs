//! Words that English names of persons are made of.

use super::super::calendar::english_month;
use super::super::patterns::Language;

/// Words between the parts of a name.
pub(super) const PARTICLES: [&str; 20] = [
    "de", "van", "von", "der", "den", "da", "di", "del", "della", "la", "le", "bin", "al", "ter", "dos",
    "du", "af", "ben", "el", "ibn",
];

/// Capitalised words that are no names.
pub(super) const COMMON: [&str; 60] = [
    "The",
    "A",
    "An",
    "In",
    "On",
    "At",
    "By",
    "From",
    "To",
    "After",
    "Before",
    "During",
    "Under",
    "When",
    "While",
    "Its",
    "His",
    "Her",
    "Their",
    "Our",
    "My",
    "It",
    "He",
    "She",
    "They",
    "We",
    "I",
    "This",
    "That",
    "These",
    "Those",
    "Both",
    "Each",
    "For",
    "With",
    "And",
    "But",
    "Or",
    "Of",
    "As",
    "Since",
    "Until",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "No",
    "Not",
    "Relations",
    "Contacts",
    "Ties",
    "Later",
    "There",
    "Once",
    "Then",
];

/// The length in bytes of a name at the start of `text`, whose words are not all common ones.
///
/// `least` is how many capitalised words it must have.
pub fn at_start(text: &str, language: &Language, least: usize) -> Option<usize> {
    let mut end = 0;
    let mut capitals = 0;
    let mut position = 0;
    while capitals < 4 {
        let word = word(&text[position..]);
        if word.is_empty() {
            break;
        }
        if is_name_word(word) && !(capitals == 0 && COMMON.contains(&word)) && !is_word_of(word, language) {
            capitals += 1;
            end = position + word.len();
        } else if !(PARTICLES.contains(&word) && position + word.len() < text.len()) {
            break;
        }
        position += word.len();
        if text[position..].starts_with(". ") && word.len() == 1 {
            position += 1;
        }
        if !text[position..].starts_with(' ') {
            break;
        }
        position += 1;
    }
    (capitals >= least && end > 0).then_some(end)
}

/// The word at the start of a text: letters with hyphens and apostrophes within.
pub(super) fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphabetic() || c == '-' || c == '\'')).unwrap_or(text.len());
    let word = text[..end].trim_end_matches(['-', '\'']);
    word.strip_suffix("'s").unwrap_or(word)
}

pub(super) fn is_name_word(word: &str) -> bool {
    let first = word.chars().next().is_some_and(char::is_uppercase);
    let lower = word.chars().skip(1).any(char::is_lowercase);
    first && (lower || word.chars().count() == 1)
}

/// Whether a capitalised word is a title, a head of bodies, a month or the like.
pub(super) fn is_word_of(word: &str, language: &Language) -> bool {
    let not_a_name = language.bit("not-a-name")
        | language.bit("body-head")
        | language.bit("event-noun")
        | language.bit("honorific");
    english_month(word).is_some() && word.len() > 3
        || language
            .get(&word.to_lowercase())
            .is_some_and(|word| word.title.is_some() || word.classes & not_a_name != 0)
}
