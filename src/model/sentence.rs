//! One line about a record, from the sentence template of its kind.

use super::vocabulary::{AttributeType, Part, Slot, Template};
use super::{AttributeIx, Dataset, EntityIx, ExtentIx, Number, RecordIx, RoleIx, language_suffix};
use crate::date::{Extent, PhraseLanguage, PhraseStyle, phrase};

/// The one-line sentence about a record in a language: who, what, whom, when.
///
/// A filler that is inferred says so. A kind without a template in the language, nor in English, is told by its
/// label, its fillers and its date.
#[must_use]
pub fn sentence(dataset: &Dataset, record: RecordIx, language: &str) -> String {
    Speaker { dataset, chosen: None, record, language, dated: true }.speak()
}

/// The sentences of many records in a language: every name is chosen once.
///
/// ```
/// use relata::model::{RecordIx, Sentences, sentence};
/// let graph = relata::pipeline::Pipeline::new("graph-data").run().graph.unwrap();
/// let told = Sentences::new(graph.dataset(), "en").tell(RecordIx(0));
/// assert_eq!(told, sentence(graph.dataset(), RecordIx(0), "en"));
/// ```
#[derive(Debug, Clone)]
pub struct Sentences<'d> {
    dataset: &'d Dataset,
    language: String,
    chosen: Chosen<'d>,
}

/// What many sentences share.
#[derive(Debug, Clone)]
struct Chosen<'d> {
    /// The short label of each entity.
    names: Vec<&'d str>,
    /// The words for each distinct date.
    dates: Vec<String>,
}

impl<'d> Sentences<'d> {
    /// Chooses the names and the words for dates. Linear in the entities and in the distinct dates.
    #[must_use]
    pub fn new(dataset: &'d Dataset, language: &str) -> Self {
        let name = |entity| dataset.entities.short_label(entity, language);
        let date = |n| date_words(dataset.extents.get(ExtentIx::from(n)), language);
        let chosen = Chosen {
            names: dataset.entities.iter().map(name).collect(),
            dates: (0..dataset.extents.len()).map(date).collect(),
        };
        Self { dataset, language: language.to_owned(), chosen }
    }

    /// The [`sentence`] about a record.
    #[must_use]
    pub fn tell(&self, record: RecordIx) -> String {
        self.speaker(record).speak()
    }

    /// Appends the [`sentence`] about a record to a text.
    pub fn push(&self, record: RecordIx, text: &mut String) {
        self.speaker(record).speak_on(text);
    }

    fn speaker(&self, record: RecordIx) -> Speaker<'_> {
        let chosen = Some(&self.chosen);
        Speaker { dataset: self.dataset, chosen, record, language: &self.language, dated: true }
    }
}

/// The same sentence without its date, for lists in which the date stands in front.
#[must_use]
pub fn undated_sentence(dataset: &Dataset, record: RecordIx, language: &str) -> String {
    let text = Speaker { dataset, chosen: None, record, language, dated: false }.speak();
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
    /// Where many records are told.
    chosen: Option<&'a Chosen<'a>>,
    record: RecordIx,
    language: &'a str,
    dated: bool,
}

impl Speaker<'_> {
    fn speak(&self) -> String {
        let mut said = String::with_capacity(128);
        self.speak_on(&mut said);
        said
    }

    /// Says the sentence after what is said already.
    fn speak_on(&self, said: &mut String) {
        let kind = self.dataset.vocabulary.kind(self.dataset.records.kind(self.record));
        let template = kind.sentence.get(self.language).or_else(|| kind.sentence.get("en"));
        let before = said.len();
        if !template.is_some_and(|template| self.say(template, said)) {
            said.truncate(before);
            said.push_str(&self.plain());
        }
    }

    /// Says the template; false when a slot outside any choice has nothing to say, and then what was said is to go.
    fn say(&self, template: &Template, said: &mut String) -> bool {
        template.0.iter().all(|part| match part {
            Part::Text(text) => {
                said.push_str(text);
                true
            }
            Part::Slot(slot) => self.say_slot(*slot, said),
            Part::Choice(choices) => {
                let before = said.len();
                choices.iter().any(|choice| {
                    let is_said = self.say(choice, said);
                    if !is_said {
                        said.truncate(before);
                    }
                    is_said
                });
                true
            }
        })
    }

    fn say_slot(&self, slot: Slot, said: &mut String) -> bool {
        let words = match slot {
            Slot::Role(role) => return self.say_fillers(role, said),
            Slot::Attribute(attribute) => {
                let value = self.dataset.records.attribute(self.record, attribute);
                value.map(|value| attribute_words(self.dataset, attribute, value, self.language))
            }
            Slot::Date => {
                self.say_date(said);
                return true;
            }
            Slot::When => Some(self.when()),
            Slot::Series => self.series(),
            Slot::Place => self.places(),
        };
        said.push_str(words.as_deref().unwrap_or_default());
        words.is_some()
    }

    fn name(&self, entity: EntityIx) -> &str {
        match self.chosen {
            Some(chosen) => chosen.names[entity.index()],
            None => self.dataset.entities.short_label(entity, self.language),
        }
    }

    /// Says who fills a role: the first names, and how many or that there are others.
    fn say_fillers(&self, role: RoleIx, said: &mut String) -> bool {
        let records = &self.dataset.records;
        let chinese = is_chinese(self.language);
        let count = records.in_role(self.record, role).count();
        if count == 0 {
            return false;
        }
        let more = count.saturating_sub(NAMED);
        let others = more > 0 || records.unnamed(self.record).iter().any(|unnamed| unnamed.role == role);
        let parts = count - more + usize::from(others && !chinese);
        let joint = |n: usize| match (n, chinese) {
            (0, _) => "",
            (_, true) => "、",
            (n, false) if n + 1 == parts => " and ",
            (_, false) => ", ",
        };
        for (n, filler) in records.in_role(self.record, role).take(NAMED).enumerate() {
            said.push_str(joint(n));
            said.push_str(self.name(filler.entity));
            if filler.inferred {
                said.push_str(if chinese { "（推定）" } else { " (inferred)" });
            }
        }
        match (others, more, chinese) {
            (true, _, true) => said.push('等'),
            (true, 0, false) => said.extend([joint(parts - 1), "others"]),
            (true, more, false) => said.extend([joint(parts - 1), &more.to_string(), " others"]),
            (false, ..) => {}
        }
        true
    }

    fn say_date(&self, said: &mut String) {
        let extent = self.dataset.records.extent(self.record);
        match self.chosen {
            _ if !self.dated => {}
            Some(chosen) => said.push_str(&chosen.dates[extent.index()]),
            None => said.push_str(&date_words(self.dataset.extents.get(extent), self.language)),
        }
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
        let fillers = |role| {
            let mut said = String::new();
            self.say_fillers(role, &mut said).then_some(said)
        };
        let roles = kind.roles().filter_map(|(role, _)| fillers(role));
        let colon = if is_chinese(self.language) { "：" } else { ": " };
        let fillers = join(&roles.collect::<Vec<_>>(), is_chinese(self.language));
        let mut said = format!("{}{colon}{fillers}", kind.label.get(self.language));
        self.say_date(&mut said);
        said
    }
}

/// A date with its joint: ` in May 2000`, `, no date`.
fn date_words(extent: &Extent, language: &str) -> String {
    let phrase = phrase(extent, phrase_language(language), PhraseStyle::Adverbial);
    let joint = match (is_chinese(language), extent.is_stated()) {
        (true, _) => "，",
        (false, true) => " ",
        (false, false) => ", ",
    };
    format!("{joint}{phrase}")
}

fn join(names: &[String], chinese: bool) -> String {
    match names {
        [first @ .., last] if !chinese && !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.join(if chinese { "、" } else { ", " }),
    }
}
