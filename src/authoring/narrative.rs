//! The example text: an invented sentence about every worked record, and the spans that are its evidence.
//!
//! A sentence comes from the template of the record's kind, told as a text would tell it: one who is inferred is not
//! named, and what the template leaves out follows as a second sentence.

use super::example::{Example, Filler, others, unnamed_attribute};
use crate::date::{Extent, PhraseLanguage, PhraseStyle, Reading, phrase};
use crate::model::vocabulary::{AttributeType, Part, Slot, Template, TimeClass};
use crate::model::{Digest, RoleIx};

/// The name of the example place.
pub(super) const PLACE: &str = "Example Town";

/// The text, and for each example the spans of its sentences.
pub(super) struct Narrative {
    pub(super) text: String,
    pub(super) spans: Vec<Vec<Span>>,
}

/// A span in characters, and the SHA-256 of what stands there.
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) sha256: Digest,
}

/// Tells all examples, a line each.
pub(super) fn narrate(examples: &[Example<'_>]) -> Narrative {
    let mut text = "An example text. Whatever it tells is invented.\n\n".to_owned();
    let mut spans = Vec::new();
    for example in examples {
        let mut of_example = vec![append(&mut text, &sentence(example))];
        if let Some(further) = further(example, &text) {
            text.push(' ');
            of_example.push(append(&mut text, &further));
        }
        text.push('\n');
        spans.push(of_example);
    }
    Narrative { text, spans }
}

fn append(text: &mut String, words: &str) -> Span {
    let start = text.chars().count();
    text.push_str(words);
    Span { start, end: start + words.chars().count(), sha256: Digest::of(words.as_bytes()) }
}

fn sentence(example: &Example<'_>) -> String {
    let template = example.kind.sentence.get("en");
    let said = template.and_then(|template| say(example, template)).unwrap_or_else(|| plain(example));
    let mut letters = said.chars();
    let first = letters.next().map_or_else(String::new, |first| first.to_uppercase().collect());
    format!("{first}{}.", letters.as_str())
}

/// What a kind without a template is told by: its label, those who take part, and the date.
fn plain(example: &Example<'_>) -> String {
    let all: Vec<String> = (0..example.roles.len()).filter_map(|n| players(example, n.into())).collect();
    format!("{}: {}{}", example.kind.label.get("en"), all.join("; "), date(example))
}

/// The template said, or nothing when a slot outside any choice has nothing to say.
fn say(example: &Example<'_>, template: &Template) -> Option<String> {
    let mut said = String::new();
    for part in &template.0 {
        match part {
            Part::Text(text) => said.push_str(text),
            Part::Slot(slot) => said.push_str(&fill(example, *slot)?),
            Part::Choice(choices) => {
                said.push_str(&choices.iter().find_map(|choice| say(example, choice)).unwrap_or_default());
            }
        }
    }
    Some(said)
}

fn fill(example: &Example<'_>, slot: Slot) -> Option<String> {
    let words = match slot {
        Slot::Role(role) => return players(example, role),
        Slot::Attribute(attribute) => {
            let position = example.kind.attributes.iter().position(|&a| a == attribute)?;
            example.values[position].words.clone()
        }
        Slot::Date => date(example),
        Slot::When => date(example).trim_start().to_owned(),
        Slot::Series => if example.is_series { "several times" } else { "" }.to_owned(),
        Slot::Place => if example.has_place { PLACE } else { "" }.to_owned(),
    };
    (!words.is_empty()).then_some(words)
}

/// Those who play a role, as the text calls them.
fn players(example: &Example<'_>, role: RoleIx) -> Option<String> {
    let played = &example.roles[role.index()];
    let mut all: Vec<String> = played.fillers.iter().map(called).collect();
    if played.unnamed > 0 {
        all.push(others(played.unnamed));
    }
    match all.as_slice() {
        [] => None,
        [first @ .., last] if !first.is_empty() => Some(format!("{} and {last}", first.join(", "))),
        _ => all.pop(),
    }
}

fn called(filler: &Filler<'_>) -> String {
    let who = if filler.inferred { SAID_ONLY.to_owned() } else { filler.member.name.clone() };
    filler.acting_for.map_or(who.clone(), |body| format!("{who} for {}", body.name))
}

/// What the text says for one whom it does not name, and whom the curator infers.
pub(super) const SAID_ONLY: &str = "one told of before";

fn date(example: &Example<'_>) -> String {
    let onset = example.kind.attributes.iter().zip(&example.values).any(|(&attribute, value)| {
        example.vocabulary.attribute(attribute).find_term(&value.cell).is_some_and(|term| term.onset)
    });
    let reading = match example.kind.class {
        TimeClass::Happening => Reading::Happening,
        TimeClass::State if onset => Reading::Onset,
        TimeClass::State => Reading::State,
    };
    Extent::parse(example.date, reading).map_or_else(
        |_| String::new(),
        |extent| format!(" {}", phrase(&extent, PhraseLanguage::English, PhraseStyle::Adverbial)),
    )
}

/// A sentence with what the template did not say: further roles and attributes, the place, that there were several.
fn further(example: &Example<'_>, text: &str) -> Option<String> {
    let sentence = text.lines().last().unwrap_or_default().to_lowercase();
    let roles = example.kind.roles().filter_map(|(ix, role)| {
        let players = players(example, ix)?;
        Some((players.clone(), format!("{players} as {}", role.label.get("en"))))
    });
    // What the text calls the unnamed stands where they do.
    let calls_unnamed = unnamed_attribute(example.vocabulary);
    let values =
        example.kind.attributes.iter().zip(&example.values).filter(|(ix, _)| Some(**ix) != calls_unnamed);
    let values = values.map(|(&ix, value)| {
        let attribute = example.vocabulary.attribute(ix);
        let told = matches!(attribute.value_type, AttributeType::Flag | AttributeType::Text);
        let words = &value.words;
        (words.clone(), if told { words.clone() } else { format!("{} {words}", attribute.label.get("en")) })
    });
    let place = fill(example, Slot::Place).map(|place| (place.clone(), format!("in {place}")));
    let series = fill(example, Slot::Series).map(|times| (times.clone(), times));
    let unsaid: Vec<String> = roles
        .chain(values)
        .chain(place)
        .chain(series)
        .filter(|(words, _)| !words.is_empty() && !sentence.contains(&words.to_lowercase()))
        .map(|(_, told)| told)
        .collect();
    (!unsaid.is_empty()).then(|| format!("The text adds: {}.", unsaid.join("; ")))
}
