//! By what names meet: each key with the form that has it.

use super::forms::{Forms, is_in_characters};
use crate::resolve::{pinyin_of, skeleton_of_letters, skeleton_of_pinyin, syllables_of};

/// How many spellings in pinyin a name is looked up by.
const SPELLINGS: usize = 8;

/// Shorter skeletons are those of too many names, and names that render others have few characters.
const SKELETON: usize = 3;
const RENDERING: usize = 8;

/// The consonants of a name that a rendering in Chinese keeps; empty when it is too long, or cannot be read.
pub(super) fn skeleton(forms: &Forms<'_>, form: u32) -> String {
    let folded = forms.folded(form);
    if !is_in_characters(folded) {
        return skeleton_of_letters(folded);
    }
    let syllables = syllables_of(folded).filter(|syllables| syllables.len() <= RENDERING);
    syllables.map_or(String::new(), skeleton_of_pinyin)
}

/// By the consonants of a name, of names in letters also by those of the last word alone: the surname.
pub(super) fn by_skeleton(forms: &Forms<'_>) -> Vec<(String, u32)> {
    let keys = |form| {
        let mut keys = vec![skeleton(forms, form)];
        if !is_in_characters(forms.folded(form)) {
            let last = forms.words(form).pop().map(|word| skeleton_of_letters(&word));
            keys.extend(last);
        }
        keys.dedup();
        keys.retain(|key| key.len() >= SKELETON);
        keys
    };
    forms.names().flat_map(|form| keys(form).into_iter().map(move |key| (key, form))).collect()
}

/// By catalogue and id.
pub(super) fn by_identifier(forms: &Forms<'_>) -> Vec<(String, u32)> {
    let entities = &forms.dataset.entities;
    let of_form = |form| {
        let identifiers = entities.identifiers(forms.bearer(form));
        identifiers.map(move |i| (format!("{}:{}", i.scheme, i.id), form))
    };
    forms.ids().flat_map(of_form).collect()
}

/// By the words in order of the alphabet, where there are several.
pub(super) fn by_words(forms: &Forms<'_>) -> Vec<(String, u32)> {
    let sorted = |form| {
        let mut words = forms.words(form);
        words.sort();
        (words.len() > 1).then(|| (words.join(" "), form))
    };
    forms.names().filter_map(sorted).collect()
}

/// Chinese names by their pinyin, others as they are and, where they have two or three words, with the first word last.
pub(super) fn by_pinyin(forms: &Forms<'_>) -> Vec<(String, u32)> {
    let keys = |form| {
        let folded = forms.folded(form);
        if is_in_characters(folded) {
            // A name of one character sounds like too many others, and nobody spells out a very long one.
            let spelt = (2..=60).contains(&folded.chars().count());
            return if spelt { pinyin_of(folded, SPELLINGS) } else { Vec::new() };
        }
        let mut words = forms.words(form);
        let mut keys = vec![folded.to_owned()];
        if (2..=3).contains(&words.len()) {
            words.rotate_left(1);
            keys.push(words.concat());
        }
        keys.sort();
        keys.dedup();
        keys
    };
    forms.names().flat_map(|form| keys(form).into_iter().map(move |key| (key, form))).collect()
}
