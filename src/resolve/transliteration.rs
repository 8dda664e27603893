//! Western names as Chinese characters render them.

/// What is left of a name written in letters when only the consonants count that a rendering in Chinese keeps, alike
/// ones as one: `b` and `p` are `P`, `d` and `t` are `T`, an `r` before no vowel is mute.
///
/// ```
/// use relata::resolve::{skeleton_of_letters, skeleton_of_pinyin};
/// assert_eq!(skeleton_of_letters("jordan"), "JTN");
/// assert_eq!(skeleton_of_pinyin(["qiao", "dan"]), "JTN"); // 乔丹
/// assert_eq!(skeleton_of_letters("schulte"), skeleton_of_pinyin(["shu", "er", "te"])); // 舒尔特
/// ```
#[must_use]
pub fn skeleton_of_letters(name: &str) -> String {
    let (mut skeleton, mut rest) = (String::new(), name);
    while let Some(first) = rest.chars().next() {
        let (sounds, length) = letters_at(rest, first);
        push(&mut skeleton, sounds);
        // A letter said twice is one sound.
        rest = rest[length..].trim_start_matches(|c| c == first && !is_vowel(c));
    }
    skeleton
}

/// The same of a name in Chinese characters, given as syllables in pinyin without tones.
#[must_use]
pub fn skeleton_of_pinyin<'a>(syllables: impl IntoIterator<Item = &'a str>) -> String {
    let mut skeleton = String::new();
    for syllable in syllables {
        if syllable == "er" {
            skeleton.push('L');
            continue;
        }
        push(&mut skeleton, initial(syllable));
        let ends_in_n = syllable.ends_with('n') || syllable.ends_with("ng");
        push(&mut skeleton, if ends_in_n { "N" } else { "" });
    }
    skeleton
}

fn push(skeleton: &mut String, sounds: &str) {
    // `n` before `n` is heard once: 安娜 is Anna.
    if !(sounds == "N" && skeleton.ends_with('N')) {
        skeleton.push_str(sounds);
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The sounds that a name begins with, and how many bytes they are written with.
fn letters_at(rest: &str, first: char) -> (&'static str, usize) {
    const GROUPS: [(&str, &str); 8] = [
        ("sch", "S"),
        ("ch", "J"),
        ("ck", "K"),
        ("ph", "F"),
        ("sh", "S"),
        ("th", "S"),
        ("ng", "N"),
        ("qu", "K"),
    ];
    if let Some((group, sounds)) = GROUPS.iter().find(|(group, _)| rest.starts_with(group)) {
        return (sounds, group.len());
    }
    let next = rest.chars().nth(1);
    let sounds = match first {
        'b' | 'p' => "P",
        'd' | 't' => "T",
        'f' => "F",
        'c' if matches!(next, Some('e' | 'i' | 'y')) => "S",
        'g' | 'k' | 'q' | 'c' => "K",
        'j' => "J",
        'l' => "L",
        'r' if next.is_some_and(is_vowel) => "L",
        'm' => "M",
        'n' => "N",
        's' | 'z' => "S",
        'x' => "KS",
        'h' if next.is_some_and(is_vowel) => "H",
        _ => "",
    };
    (sounds, first.len_utf8())
}

/// What a syllable begins with; `y` and `w` stand for vowels.
fn initial(syllable: &str) -> &'static str {
    match syllable.as_bytes().first() {
        Some(b'b' | b'p') => "P",
        Some(b'd' | b't') => "T",
        Some(b'f') => "F",
        Some(b'g' | b'k') => "K",
        Some(b'h') => "H",
        Some(b'j' | b'q') => "J",
        Some(b'z' | b'c') if syllable.as_bytes().get(1) == Some(&b'h') => "J",
        Some(b'l' | b'r') => "L",
        Some(b'm') => "M",
        Some(b'n') => "N",
        Some(b's' | b'x' | b'z' | b'c') => "S",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renderings_of_surnames_have_the_skeleton_of_the_name() {
        for (name, syllables) in [
            ("stern", &["si", "te", "en"][..]),
            ("monks", &["meng", "ke", "si"]),
            ("custer", &["gu", "si", "te"]),
            ("barber", &["ba", "bo"]),
            ("billjordan", &["bi", "er", "qiao", "dan"]),
            ("anna", &["an", "na"]),
        ] {
            assert_eq!(skeleton_of_letters(name), skeleton_of_pinyin(syllables.iter().copied()), "{name}");
        }
        assert_ne!(skeleton_of_letters("stern"), skeleton_of_letters("custer"));
    }

    proptest::proptest! {
        #[test]
        fn any_name_has_a_skeleton_no_longer_than_twice_its_letters(name in "\\PC{0,20}") {
            proptest::prop_assert!(skeleton_of_letters(&name).len() <= 2 * name.chars().count());
        }
    }
}
