//! Chinese names typed in pinyin.

use pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::BTreeSet;

/// Whether `typed`, folded, spells `name`, folded, in pinyin: every reading of a character counts, tones and the dots of
/// `ü` do not, and `v` may stand for it. Characters that have no reading stand for themselves.
///
/// ```
/// use relata::resolve::{fold, is_pinyin_of};
/// assert!(is_pinyin_of(&fold("Quán zǒng"), &fold("全总")));
/// assert!(is_pinyin_of(&fold("guoji ziyou gonglian"), &fold("国际自由工联")));
/// assert!(is_pinyin_of("lvxing", "旅行") && is_pinyin_of("luxing", "旅行"));
/// assert!(!is_pinyin_of("quan", "全总") && !is_pinyin_of("acftu", "acftu"));
/// ```
#[must_use]
pub fn is_pinyin_of(typed: &str, name: &str) -> bool {
    is_spellable(typed, name) && spelt(typed, name).contains(&typed.len())
}

/// Whether `typed`, folded, begins to spell `name`, folded, in pinyin; it may break off within a syllable.
///
/// ```
/// use relata::resolve::{begins_pinyin_of, fold};
/// assert!(begins_pinyin_of("guoji", &fold("国际劳工组织")) && begins_pinyin_of("guoj", &fold("国际劳工组织")));
/// assert!(!begins_pinyin_of("laogong", &fold("国际劳工组织")));
/// ```
#[must_use]
pub fn begins_pinyin_of(typed: &str, name: &str) -> bool {
    if !is_spellable(typed, name) {
        return false;
    }
    let mut ends = BTreeSet::from([0]);
    for character in name.chars() {
        let breaks_off = |end: &usize| readings(character).iter().any(|r| r.starts_with(&typed[*end..]));
        if ends.iter().any(breaks_off) {
            return true;
        }
        ends = step(typed, &ends, character);
        if ends.is_empty() {
            return false;
        }
    }
    false
}

/// The pinyin of a folded name by the readings of its characters, at most `most` spellings; none when no character has
/// a reading.
///
/// ```
/// use relata::resolve::{fold, pinyin_of};
/// assert!(["chongqing", "zhongqing"].iter().all(|way| pinyin_of(&fold("重庆"), 8).contains(&way.to_string())));
/// assert_eq!(pinyin_of("acftu", 8), [] as [&str; 0]);
/// ```
#[must_use]
pub fn pinyin_of(name: &str, most: usize) -> Vec<String> {
    if !name.chars().any(|character| character.to_pinyin().is_some()) {
        return Vec::new();
    }
    let mut spellings = vec![String::new()];
    for character in name.chars() {
        let readings = readings(character);
        // Past the limit only the first, usual reading of each character is followed.
        let taken = if spellings.len() * readings.len() <= most { readings.len() } else { 1 };
        let longer = spellings
            .iter()
            .flat_map(|spelling| readings[..taken].iter().map(move |reading| format!("{spelling}{reading}")));
        spellings = longer.collect();
    }
    spellings.sort();
    spellings.dedup();
    spellings
}

/// The usual pinyin of each character of a name, without tones; `None` when a character has no reading.
///
/// ```
/// use relata::resolve::syllables_of;
/// assert_eq!(syllables_of("乔丹").unwrap(), ["qiao", "dan"]);
/// assert_eq!(syllables_of("第3"), None);
/// ```
#[must_use]
pub fn syllables_of(name: &str) -> Option<Vec<&'static str>> {
    name.chars().map(|character| Some(character.to_pinyin()?.plain())).collect()
}

/// Only letters spell, and nobody types more of them.
fn is_spellable(typed: &str, name: &str) -> bool {
    !typed.is_empty() && typed.len() <= 400 && typed.is_ascii() && !name.is_ascii()
}

/// Where in `typed` the last character of `name` may end.
fn spelt(typed: &str, name: &str) -> BTreeSet<usize> {
    let mut ends = BTreeSet::from([0]);
    for character in name.chars() {
        ends = step(typed, &ends, character);
        if ends.is_empty() {
            break;
        }
    }
    ends
}

/// Where in `typed` a character may end that starts at one of `starts`.
fn step(typed: &str, starts: &BTreeSet<usize>, character: char) -> BTreeSet<usize> {
    let readings = readings(character);
    let from = |&start: &usize| {
        let here = readings.iter().filter(move |reading| typed[start..].starts_with(reading.as_str()));
        here.map(move |reading| start + reading.len()).collect::<Vec<_>>()
    };
    starts.iter().flat_map(from).collect()
}

/// How a character may be spelt, its usual reading first: without tones, `ü` as `u` and as `v`; itself when it has no
/// reading.
fn readings(character: char) -> Vec<String> {
    let Some(multi) = character.to_pinyin_multi() else { return vec![character.to_string()] };
    let mut readings: Vec<String> = Vec::new();
    for reading in multi {
        // The plain style writes `ü` as it is.
        for spelling in [reading.plain().replace('ü', "u"), reading.plain().replace('ü', "v")] {
            if !readings.contains(&spelling) {
                readings.push(spelling);
            }
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_of_a_character_counts() {
        assert!(is_pinyin_of("chongqing", "重庆") && is_pinyin_of("zhongqing", "重庆"));
    }

    #[test]
    fn letters_and_digits_in_a_name_stand_for_themselves() {
        assert!(is_pinyin_of("di3fenhui", "第3分会"));
    }

    #[test]
    fn a_name_that_is_longer_than_what_is_typed_is_not_spelt_but_begun() {
        assert!(!is_pinyin_of("guoji", "国际工会") && begins_pinyin_of("guoji", "国际工会"));
        assert!(
            begins_pinyin_of("guojigonghui", "国际工会") && !begins_pinyin_of("guojigonghuix", "国际工会")
        );
        assert!(!begins_pinyin_of("", "国际"));
    }

    proptest::proptest! {
        #[test]
        fn every_spelling_of_a_name_spells_it(name in "[重庆行长乐会旅吕工3]{1,6}") {
            for spelling in pinyin_of(&name, 64) {
                proptest::prop_assert!(is_pinyin_of(&spelling, &name), "{spelling}");
                let begun = (1..=spelling.len()).all(|end| begins_pinyin_of(&spelling[..end], &name));
                proptest::prop_assert!(begun, "{spelling}");
            }
        }
    }
}
