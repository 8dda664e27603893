//! Ids that say what they stand for.

use super::super::reading::{Reading, fold};
use crate::resolve::syllables_of;

/// `visit-1993-04-actu-acftu`: kind, date and the first fillers.
pub(super) fn record_id(record: &Reading, ids: &[String]) -> String {
    let start = record
        .date
        .split('/')
        .find(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or_default();
    let fillers = record.roles.values().flatten().map(|filler| ids[filler.entity].as_str()).take(2);
    let parts = [record.kind.as_str(), start].into_iter().chain(fillers).filter(|part| !part.is_empty());
    slug(&parts.collect::<Vec<_>>().join("-"), "r")
}

/// The id of a name: its letters, or the pinyin of its characters.
pub(super) fn entity_id(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<String> = folded
        .split('·')
        .map(|part| {
            syllables_of(part).map_or_else(
                || part.to_owned(),
                |syllables| {
                    let (first, rest) =
                        syllables.split_at(usize::from(!folded.contains('·')).min(syllables.len()));
                    [first.concat(), rest.concat()]
                        .into_iter()
                        .filter(|part| !part.is_empty())
                        .collect::<Vec<_>>()
                        .join("-")
                },
            )
        })
        .collect();
    slug(&words.join("-"), "p")
}

/// The lower-case letters and digits of a text with hyphens for the rest, with a letter in front.
pub(super) fn slug(text: &str, letter: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let is_accent = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let plain: String = text
        .nfkd()
        .filter(|c| !is_accent(c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    let joined = parts.join("-");
    if joined.starts_with(|c: char| c.is_ascii_lowercase()) {
        joined
    } else if joined.is_empty() {
        letter.to_owned()
    } else {
        format!("{letter}{joined}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_spelt_as_they_are_said() {
        assert_eq!(
            [entity_id("秦卫国"), entity_id("凯文·哈特利"), entity_id("Margaret Doyle")],
            ["qin-weiguo", "kaiwen-hateli", "margaret-doyle"]
        );
        assert_eq!([slug("000_3d", "s"), slug("報告", "s")], ["s000-3d", "s"]);
    }
}
