//! What the words of a language mean, from a data file.

mod compounds;
mod file;
mod verbs;

pub use file::{Frame, OfficeFrame, PatternFile};

use super::fold::fold;
use super::lexicon::{automaton, stands_alone};
use super::places::PLACES;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What a word that stands for something named before means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// The two sides.
    Both,
    /// All sides.
    All,
    /// The body told of.
    That,
    /// The other side.
    Other,
    /// The side that the text speaks for.
    Own,
    /// Whose.
    Possessive,
    /// The body that acts.
    It,
    /// The person who acts.
    Actor,
    /// Who or what was named just before.
    Last,
    /// The side of one of some countries.
    Side,
}

/// A word with everything it may mean.
#[derive(Debug, Default, Clone)]
pub struct Word {
    /// The word, folded.
    pub text: String,
    /// The classes that it is of, as bits.
    pub classes: u128,
    /// The frames that it calls for.
    pub frames: Vec<usize>,
    /// Those of them that it calls for as a participle, which may be passive.
    pub participle: Vec<usize>,
    /// What it refers to.
    pub means: Option<Means>,
    /// Its English, when it is a title.
    pub title: Option<String>,
    /// What is counted, when it is a unit.
    pub unit: Option<String>,
    /// The code of its money.
    pub currency: Option<String>,
    /// The sort of event that it names.
    pub event_type: Option<String>,
    /// The places that it may name.
    pub places: Vec<usize>,
}

/// The words and frames of a language, ready for reading.
#[derive(Debug)]
pub struct Language {
    /// Its code.
    pub code: String,
    /// All its words.
    pub words: Vec<Word>,
    /// Its frames.
    pub frames: Vec<Frame>,
    /// What a title says.
    pub office: Option<OfficeFrame>,
    /// Words that multiply a number, longest first.
    pub multipliers: Vec<(String, f64)>,
    classes: FxHashMap<String, u32>,
    index: FxHashMap<String, usize>,
    automaton: Option<AhoCorasick>,
    places: Option<AhoCorasick>,
    place_names: Vec<Vec<usize>>,
}

impl Language {
    /// Makes the words of some files of one language ready; later files add to earlier ones, and a frame replaces the one
    /// with its id.
    pub fn new(files: Vec<PatternFile>) -> Self {
        let code = files.first().map(|file| file.language.clone()).unwrap_or_default();
        let mut language = Self {
            code,
            words: Vec::new(),
            frames: Vec::new(),
            office: None,
            multipliers: Vec::new(),
            classes: FxHashMap::default(),
            index: FxHashMap::default(),
            automaton: None,
            places: None,
            place_names: Vec::new(),
        };
        files.into_iter().for_each(|file| language.add(file));
        language.add_compounds();
        language.finish();
        language
    }

    fn word(&mut self, text: &str) -> &mut Word {
        let folded = if self.code == "en" { fold(text).to_lowercase() } else { fold(text) };
        let next = self.words.len();
        let at = *self.index.entry(folded.clone()).or_insert(next);
        if at == next {
            self.words.push(Word { text: folded, ..Word::default() });
        }
        &mut self.words[at]
    }

    fn class_bit(&mut self, class: &str) -> u128 {
        let next = self.classes.len() as u32;
        1_u128.checked_shl(*self.classes.entry(class.to_owned()).or_insert(next)).unwrap_or_default()
    }

    fn add(&mut self, file: PatternFile) {
        for (class, words) in &file.words {
            let bit = self.class_bit(class);
            words.iter().for_each(|word| self.word(word).classes |= bit);
        }
        for (means, words) in &file.references {
            let means = means_of(means);
            words.iter().for_each(|word| self.word(word).means = means);
        }
        for (title, english) in &file.titles {
            self.word(title).title = Some(english.clone());
            for (prefix, before) in &file.title_prefixes {
                let whole = format!("{prefix}{title}");
                let word = self.word(&whole);
                if word.title.is_none() {
                    word.title = Some(format!("{before}{english}"));
                }
            }
        }
        for (unit, words) in &file.units {
            words.iter().for_each(|word| self.word(word).unit = Some(unit.clone()));
        }
        for (word, currency) in &file.currencies {
            self.word(word).currency = Some(currency.clone());
        }
        for (kind, words) in &file.event_types {
            words.iter().for_each(|word| self.word(word).event_type = Some(kind.clone()));
        }
        self.multipliers.extend(file.multipliers.iter().map(|(word, factor)| (fold(word), *factor)));
        self.multipliers.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        self.office = file.office.or_else(|| self.office.take());
        for frame in file.frames {
            self.add_frame(frame);
        }
    }

    fn add_frame(&mut self, frame: Frame) {
        let number = match self.frames.iter().position(|known| known.id == frame.id) {
            Some(known) => {
                self.words.iter_mut().for_each(|word| {
                    word.frames.retain(|number| *number != known);
                    word.participle.retain(|number| *number != known);
                });
                self.frames[known] = frame.clone();
                known
            }
            None => {
                self.frames.push(frame.clone());
                self.frames.len() - 1
            }
        };
        frame.trigger.iter().for_each(|trigger| self.calls_for(trigger, number));
        for verb in &frame.verbs {
            let forms = verbs::forms(verb);
            forms.all.iter().for_each(|form| self.calls_for(form, number));
            if !self.is_noun(&forms.continuous) {
                self.calls_for(&forms.continuous, number);
            }
            self.word(&forms.participle).participle.push(number);
        }
        for word in &frame.unless {
            self.word(word);
        }
    }

    /// Whether a word is of a class of nouns: `meeting`, `training`.
    fn is_noun(&self, word: &str) -> bool {
        let nouns = self.classes.keys().filter(|class| class.ends_with("-noun"));
        let bits = nouns.fold(0, |bits, class| bits | self.bit(class));
        self.get(word).is_some_and(|word| word.classes & bits != 0)
    }

    fn calls_for(&mut self, word: &str, frame: usize) {
        let word = self.word(word);
        if !word.frames.contains(&frame) {
            word.frames.push(frame);
        }
    }

    fn finish(&mut self) {
        let builder = |insensitive: bool| {
            let mut builder = AhoCorasickBuilder::new();
            builder
                .match_kind(MatchKind::LeftmostLongest)
                .ascii_case_insensitive(insensitive)
                .kind(Some(AhoCorasickKind::DFA));
            builder
        };
        let english = self.code == "en";
        self.automaton = builder(english).build(self.words.iter().map(|word| word.text.as_str())).ok();
        let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, place) in PLACES.iter().enumerate() {
            let own: Vec<String> = if english {
                place.en.iter().chain(&place.people).map(|name| fold(name)).collect()
            } else {
                place.zh.iter().filter(|name| name.chars().count() > 1).cloned().collect()
            };
            own.into_iter().for_each(|name| names.entry(name).or_default().push(number));
        }
        self.places = automaton(names.keys().map(String::as_str));
        self.place_names = names.into_values().collect();
    }

    /// The bit of a class; none of its words has it when there is no such class.
    pub fn bit(&self, class: &str) -> u128 {
        self.classes.get(class).map_or(0, |n| 1_u128.checked_shl(*n).unwrap_or_default())
    }

    /// The word of a text, if there is one.
    pub fn get(&self, text: &str) -> Option<&Word> {
        self.index.get(text).map(|at| &self.words[*at])
    }

    /// The words in a stretch of a view.
    pub fn find_words(
        &self,
        text: &str,
        start: usize,
        end: usize,
        mut take: impl FnMut(usize, usize, usize),
    ) {
        let Some(automaton) = &self.automaton else { return };
        let english = self.code == "en";
        for found in automaton.find_iter(&text[start..end]) {
            let (from, to) = (start + found.start(), start + found.end());
            if !english || stands_alone(text, from, to) {
                take(from, to, found.pattern().as_usize());
            }
        }
    }

    /// The places in a stretch of a view: first byte, byte after the last, the places that the name may mean.
    pub fn find_places<'l>(
        &'l self,
        text: &'l str,
    ) -> impl Iterator<Item = (usize, usize, &'l [usize])> + 'l {
        let found = self.places.iter().flat_map(move |automaton| automaton.find_iter(text));
        found.filter(move |found| stands_alone(text, found.start(), found.end())).map(|found| {
            (found.start(), found.end(), self.place_names[found.pattern().as_usize()].as_slice())
        })
    }
}

fn means_of(name: &str) -> Option<Means> {
    Some(match name {
        "both" => Means::Both,
        "all" => Means::All,
        "that" => Means::That,
        "other" => Means::Other,
        "self" => Means::Own,
        "possessive" => Means::Possessive,
        "it" => Means::It,
        "who-acts" => Means::Actor,
        "last" => Means::Last,
        _ => return None,
    })
}
