//! One line about a record, from the sentence template of its kind.

use super::vocabulary::{AttributeType, Part, Slot, Template};
use super::{AttributeIx, Dataset, Number, RecordIx, RoleIx, language_suffix};
use crate::date::{PhraseLanguage, PhraseStyle, phrase};

/// The one-line sentence about a record in a language: who, what, whom, when.
///
/// A filler that is inferred says so. A kind without a template in the language, nor in English, is told by its
/// label, its fillers and its date.
#[must_use]
pub fn sentence(dataset: &Dataset, record: RecordIx, language: &str) -> String {
    Speaker { dataset, record, language, dated: true }.speak()
}

/// The same sentence without its date, for lists in which the date stands in front.
#[must_use]
pub fn undated_sentence(dataset: &Dataset, record: RecordIx, language: &str) -> String {
    let text = Speaker { dataset, record, language, dated: false }.speak();
    // The joint of a date at either end goes with it.
    text.trim_matches([' ', ',', '，']).to_owned()
}

/// How many fillers of a role a sentence names; the others are counted, so that a congress does not make a page.
const NAMED: usize = 12;

/// An attribute's value in words of a language: a term's label, a number told, a text without its suffix.
#[must_use]
pub fn attribute_words(dataset: &Dataset, attribute: AttributeIx, value: &str, language: &str) -> String {
    let attribute = dataset.vocabulary.attribute(attribute);
    match attribute.value_type {
        AttributeType::Term => {
            attribute.find_term(value).map_or(value, |term| term.label.get(language)).to_owned()
        }
        AttributeType::Text => {
            language_suffix(value, |code| dataset.settings.is_language_code(code)).0.to_owned()
        }
        AttributeType::Number | AttributeType::Decimal => number_words(value, is_chinese(language)),
        AttributeType::Flag => attribute.label.get(language).to_owned(),
        AttributeType::Code => value.to_owned(),
    }
}

/// The language of phrases for a language code.
#[must_use]
pub fn phrase_language(language: &str) -> PhraseLanguage {
    if is_chinese(language) { PhraseLanguage::Chinese } else { PhraseLanguage::English }
}

fn is_chinese(language: &str) -> bool {
    language == "zh" || language.starts_with("zh-")
}

fn number_words(value: &str, chinese: bool) -> String {
    match (value.parse(), chinese) {
        (Ok(Number::Range(a, b)), true) => format!("{a}至{b}"),
        (Ok(Number::Range(a, b)), false) => format!("{a} to {b}"),
        (Ok(Number::MoreThan(n)), true) => format!("超过{n}"),
        (Ok(Number::MoreThan(n)), false) => format!("more than {n}"),
        (Ok(Number::LessThan(n)), true) => format!("不足{n}"),
        (Ok(Number::LessThan(n)), false) => format!("fewer than {n}"),
        (Ok(Number::About(n)), true) => format!("约{n}"),
        (Ok(Number::About(n)), false) => format!("about {n}"),
        _ => value.to_owned(),
    }
}

struct Speaker<'a> {
    dataset: &'a Dataset,
    record: RecordIx,
    language: &'a str,
    dated: bool,
}

impl Speaker<'_> {
    fn speak(&self) -> String {
        let kind = self.dataset.vocabulary.kind(self.dataset.records.kind(self.record));
        let template = kind.sentence.get(self.language).or_else(|| kind.sentence.get("en"));
        template.and_then(|template| self.say(template)).unwrap_or_else(|| self.plain())
    }

    /// The template said, or `None` when a slot outside any choice has nothing to say.
    fn say(&self, template: &Template) -> Option<String> {
        let mut said = String::new();
        for part in &template.0 {
            match part {
                Part::Text(text) => said.push_str(text),
                Part::Slot(slot) => said.push_str(&self.slot(*slot)?),
                Part::Choice(choices) => {
                    said.push_str(&choices.iter().find_map(|choice| self.say(choice)).unwrap_or_default());
                }
            }
        }
        Some(said)
    }

    fn slot(&self, slot: Slot) -> Option<String> {
        match slot {
            Slot::Role(role) => self.fillers(role),
            Slot::Attribute(attribute) => {
                let value = self.dataset.records.attribute(self.record, attribute)?;
                Some(attribute_words(self.dataset, attribute, value, self.language))
            }
            Slot::Date => Some(self.date()),
            Slot::When => Some(self.when()),
            Slot::Series => self.series(),
            Slot::Place => self.places(),
        }
    }

    fn fillers(&self, role: RoleIx) -> Option<String> {
        let (records, entities) = (&self.dataset.records, &self.dataset.entities);
        let chinese = is_chinese(self.language);
        let mark = if chinese { "（推定）" } else { " (inferred)" };
        let named = records.in_role(self.record, role).map(|filler| {
            let name = entities.short_label(filler.entity, self.language);
            if filler.inferred { format!("{name}{mark}") } else { name.to_owned() }
        });
        let mut named: Vec<String> = named.collect();
        if named.is_empty() {
            return None;
        }
        let more = named.len().saturating_sub(NAMED);
        named.truncate(NAMED);
        let others = more > 0 || records.unnamed(self.record).iter().any(|unnamed| unnamed.role == role);
        match (others, more, chinese) {
            (true, 0, false) => named.push("others".to_owned()),
            (true, more, false) => named.push(format!("{more} others")),
            _ => {}
        }
        let list = join(&named, chinese);
        Some(if others && chinese { format!("{list}等") } else { list })
    }

    /// The date with its joint: ` in May 2000`, `, no date`.
    fn date(&self) -> String {
        if !self.dated {
            return String::new();
        }
        let extent = self.dataset.extent(self.record);
        let phrase = phrase(extent, phrase_language(self.language), PhraseStyle::Adverbial);
        let joint = match (is_chinese(self.language), extent.is_stated()) {
            (true, _) => "，",
            (false, true) => " ",
            (false, false) => ", ",
        };
        format!("{joint}{phrase}")
    }

    fn when(&self) -> String {
        if !self.dated {
            return String::new();
        }
        phrase(self.dataset.extent(self.record), phrase_language(self.language), PhraseStyle::Bare)
    }

    fn series(&self) -> Option<String> {
        let chinese = is_chinese(self.language);
        match (self.dataset.records.series(self.record), chinese) {
            ("", _) => None,
            ("many", true) => Some("多次".to_owned()),
            ("many", false) => Some("several times".to_owned()),
            (n, true) => Some(format!("{n}次")),
            (n, false) => Some(format!("{n} times")),
        }
    }

    fn places(&self) -> Option<String> {
        let places = self.dataset.records.places(self.record);
        let names = places.iter().map(|&place| self.dataset.place(place).label(self.language).to_owned());
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| join(&names, is_chinese(self.language)))
    }

    fn plain(&self) -> String {
        let kind = self.dataset.vocabulary.kind(self.dataset.records.kind(self.record));
        let roles = kind.roles().filter_map(|(role, _)| self.fillers(role));
        let colon = if is_chinese(self.language) { "：" } else { ": " };
        let fillers = join(&roles.collect::<Vec<_>>(), is_chinese(self.language));
        format!("{}{colon}{fillers}{}", kind.label.get(self.language), self.date())
    }
}

fn join(names: &[String], chinese: bool) -> String {
    match names {
        [first @ .., last] if !chinese && !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.join(if chinese { "、" } else { ", " }),
    }
}
