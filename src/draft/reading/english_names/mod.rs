//! Names of persons in English that no lexicon has: capitalised words where a title or a verb shows that a person is meant.

mod surnames;
mod words;

pub use surnames::surnames;

use super::patterns::Language;
use super::scan::{Token, What};
use words::{COMMON, PARTICLES, at_start, is_name_word, is_word_of, word};

/// A person that a text names.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// The name.
    pub name: String,
    /// The entry of the lexicon that names the person's body, if one stands near.
    pub body: Option<usize>,
    /// The rule.
    pub how: &'static str,
}

/// The persons that a view names: after a title or a form of address, before a title in apposition, or doing what persons do.
pub fn persons(text: &str, tokens: &[Token], language: &Language) -> Vec<Found> {
    let honorific = language.bit("honorific");
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(word) = token.word(language) else { continue };
        let is_title = word.title.is_some();
        let body = || body_near(text, tokens, at);
        if is_title || word.classes & honorific != 0 {
            let rest = &text[token.end..];
            let lead = [". ", ", ", " ", ", the ", ", a ", ": "]
                .iter()
                .filter(|lead| rest.starts_with(**lead))
                .max_by_key(|lead| lead.len());
            let department = department(rest);
            let lead = department.or(lead.map(|lead| lead.len())).unwrap_or(0);
            let start = token.end + lead;
            let comma = rest[..lead].contains([',', ':']);
            let least = if is_title && !comma || word.classes & honorific != 0 { 1 } else { 2 };
            if lead > 0
                && !covered(tokens, start)
                && let Some(length) = at_start(&text[start..], language, least)
            {
                let name = &text[start..start + length];
                if name.contains(' ') || !is_title {
                    found.push(Found { name: name.to_owned(), body: body(), how: "name after a title" });
                }
            }
        }
        if is_title && let Some(name) = before_apposition(text, token.start, tokens, language) {
            found.push(Found { name, body: body(), how: "name before a title" });
        }
        let frames = !word.frames.is_empty() || word.classes & language.bit("lead") != 0;
        if frames && let Some(name) = before_verb(text, token.start, tokens, language) {
            found.push(Found { name, body: None, how: "name before a verb" });
        }
        if let Some(name) = before_relation(text, tokens, at, language) {
            found.push(Found { name, body: None, how: "name before who or of" });
        }
        if word.classes & language.bit("by-person") != 0
            && text[token.end..].starts_with(' ')
            && !covered(tokens, token.end + 1)
            && let Some(length) = at_start(&text[token.end + 1..], language, 2)
        {
            let name = text[token.end + 1..token.end + 1 + length].to_owned();
            found.push(Found { name, body: None, how: "name after a verb" });
        }
    }
    found.retain(|person| person.name.contains(' ') || person.how == "name after a title");
    with_full_names(found)
}

/// A single word is a person only if no fuller name holds it.
fn with_full_names(found: Vec<Found>) -> Vec<Found> {
    let full: Vec<String> =
        found.iter().map(|person| person.name.clone()).filter(|name| name.contains(' ')).collect();
    let held = |name: &str| full.iter().any(|full| full.split(' ').any(|word| word == name));
    found.into_iter().filter(|person| person.name.contains(' ') || !held(&person.name)).collect()
}

fn covered(tokens: &[Token], start: usize) -> bool {
    let at = tokens.partition_point(|token| token.end <= start);
    tokens
        .get(at)
        .is_some_and(|token| token.start <= start && matches!(token.what, What::Name(_) | What::Place(_)))
}

/// The entry of the nearest body within a few words of a title: before it, or after `of`.
fn body_near(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let entry = |token: &Token| if let What::Name(entry) = token.what { Some(entry) } else { None };
    let close = |from: usize, to: usize| {
        text.get(from..to).is_some_and(|gap| gap.len() <= 24 && !gap.contains(['.', ';', ',']))
    };
    let after = tokens[at + 1..].iter().take(4).find_map(|token| Some((token, entry(token)?)));
    let after = after
        .filter(|(token, _)| {
            close(tokens[at].end, token.start) && text[tokens[at].end..token.start].contains(" of")
        })
        .map(|(_, entry)| entry);
    let before = tokens[..at].iter().rev().take(3).find_map(|token| Some((token, entry(token)?)));
    let before = before.filter(|(token, _)| close(token.end, tokens[at].start)).map(|(_, entry)| entry);
    after.or(before)
}

/// `Ferenc Varga, who`, `Leonard Pym of the School`
fn before_relation(text: &str, tokens: &[Token], at: usize, language: &Language) -> Option<String> {
    let token = &tokens[at];
    let words = &text[token.start..token.end];
    let before = &text[..token.start];
    if words == "who" {
        return name_ending_at(before.strip_suffix(", ")?, tokens, language);
    }
    let article = tokens.get(at + 1).filter(|next| next.is_of(language, language.bit("article")));
    let body = tokens.get(at + 1 + usize::from(article.is_some()))?;
    let near = matches!(body.what, What::Name(_)) && body.start <= token.end + 5;
    if words != "of" || !near {
        return None;
    }
    name_ending_at(before.strip_suffix(' ')?, tokens, language)
}

/// ` of collections, `: how many bytes of the words behind a title say of what, up to a name.
fn department(rest: &str) -> Option<usize> {
    let words = rest.strip_prefix(" of ")?;
    let comma = words.find(", ").filter(|comma| *comma < 60)?;
    let small = |word: &str| word.chars().all(|c| c.is_lowercase() || c == '-');
    let inner = &words[..comma];
    (inner.split(' ').count() <= 4 && inner.split(' ').all(small)).then_some(4 + comma + 2)
}

/// The most bytes between the comma behind a name and the title that goes with it.
const LONGEST_APPOSITION: usize = 120;

/// `Gunilla Sandahl, director of`: two or more capitalised words, a comma, a title.
fn before_apposition(text: &str, title: usize, tokens: &[Token], language: &Language) -> Option<String> {
    let before = text[..title].trim_end();
    let near = (before.len().saturating_sub(LONGEST_APPOSITION)..).find(|at| before.is_char_boundary(*at))?;
    let comma = near + before[near..].rfind(',')?;
    let between = before[comma + 1..].trim();
    let plain = between.is_empty()
        || between.split(' ').count() <= 5
            && between
                .split(' ')
                .all(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'')));
    if !plain {
        return None;
    }
    name_ending_at(&text[..comma], tokens, language)
}

/// `Margaret Doyle led`: two or more capitalised words before a verb.
fn before_verb(text: &str, verb: usize, tokens: &[Token], language: &Language) -> Option<String> {
    let before = text[..verb].strip_suffix(' ')?;
    let small = [
        " then", " also", " himself", " herself", " was", " had", " has", " is", " later", " again", " both",
    ];
    let before = small.iter().find_map(|small| before.strip_suffix(small)).unwrap_or(before);
    name_ending_at(before, tokens, language)
}

/// The name at the end of a text.
fn name_ending_at(text: &str, tokens: &[Token], language: &Language) -> Option<String> {
    let mut start = text.len();
    let mut words = 0;
    while words < 4 {
        let from = text[..start].trim_end().rfind(' ').map_or(0, |at| at + 1);
        let candidate = text[from..start].trim_end();
        let initial = candidate.len() == 2 && candidate.ends_with('.');
        let particle = words > 0 && PARTICLES.contains(&candidate);
        let fits = (is_name_word(candidate) || initial && words > 0)
            && candidate.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '.'))
            && !COMMON.contains(&candidate)
            && !is_word_of(candidate, language);
        if candidate.is_empty() || !(fits || particle) || covered(tokens, from) {
            break;
        }
        words += usize::from(fits);
        start = from;
        if from == 0 {
            break;
        }
    }
    let name = text[start..].trim();
    (words >= 2 && is_name_word(word(name)) && !COMMON.contains(&word(name))).then(|| name.to_owned())
}
