//! Chinese names typed in pinyin.

use pinyin::ToPinyinMulti;

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
    // Nobody types more, and each letter is a step deeper.
    typed.len() <= 400 && typed.is_ascii() && !name.is_ascii() && spells(typed, name)
}

fn spells(typed: &str, name: &str) -> bool {
    let Some(character) = name.chars().next() else { return typed.is_empty() };
    let rest = &name[character.len_utf8()..];
    let Some(readings) = character.to_pinyin_multi() else {
        let mut buffer = [0; 4];
        return typed
            .strip_prefix(&*character.encode_utf8(&mut buffer))
            .is_some_and(|typed| spells(typed, rest));
    };
    let mut tried: Vec<String> = Vec::new();
    for reading in readings {
        // The plain style writes `ü` as it is.
        for spelling in [reading.plain().replace('ü', "u"), reading.plain().replace('ü', "v")] {
            if tried.contains(&spelling) {
                continue;
            }
            if typed.strip_prefix(spelling.as_str()).is_some_and(|typed| spells(typed, rest)) {
                return true;
            }
            tried.push(spelling);
        }
    }
    false
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
}
