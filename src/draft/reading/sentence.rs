//! Sentences of a view.

/// Abbreviations whose point does not end a sentence.
const ABBREVIATIONS: [&str; 22] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "No", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept",
    "Sep", "Oct", "Nov", "Dec", "Gen", "Rev", "vs",
];

/// The sentences of a view as pairs of first byte and byte after the last, blanks around them left out, in order.
pub fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let after = at + character.len_utf8();
        if !ends(text, at, character) || after < start {
            continue;
        }
        let closing =
            text[after..].find(|c| !matches!(c, '”' | '"' | '\'' | ')')).unwrap_or(text.len() - after);
        let end = if character == '.' || character == '。' || closing > 0 { after + closing } else { after };
        push(text, start, end, &mut found);
        start = end;
    }
    push(text, start, text.len(), &mut found);
    found
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<(usize, usize)>) {
    let sentence = &text[start..end];
    let first = start + (sentence.len() - sentence.trim_start().len());
    let last = end - (sentence.len() - sentence.trim_end().len());
    let first = first + marker(&text[first..last.max(first)]);
    if first < last {
        found.push((first, last));
    }
}

/// How many bytes at the start of a sentence are the mark of a list: `- `, `1. `, `(1)`.
fn marker(sentence: &str) -> usize {
    let plain =
        sentence.trim_start_matches(['-', '+', '·', '•', '*', '●', '■', '◆', '○', '▲', '※', '—', ' ']);
    if plain.len() < sentence.len() {
        return sentence.len() - plain.len();
    }
    let digits = sentence.find(|c: char| !c.is_ascii_digit()).unwrap_or(sentence.len());
    let rest = &sentence[digits..];
    if (1..=3).contains(&digits)
        && rest.starts_with(['.', '、'])
        && !rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
    {
        let after = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        return sentence.len() - after.trim_start().len();
    }
    if let Some(rest) = sentence.strip_prefix('(')
        && let Some(close) = rest.find(')').filter(|close| (1..=9).contains(close))
        && rest[..close].chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    {
        return close + 2;
    }
    0
}

fn ends(text: &str, at: usize, character: char) -> bool {
    match character {
        '。' | '！' | '？' => true,
        '!' | '?' => true,
        '.' => ends_english(text, at),
        _ => false,
    }
}

/// Whether a point ends a sentence: a blank and a capital or the end follow, and no abbreviation precedes.
fn ends_english(text: &str, at: usize) -> bool {
    let rest = text[at + 1..].trim_start_matches(['"', '”', '\'', ')']);
    let next = rest.trim_start();
    if !rest.is_empty() && rest.len() == next.len() {
        return false;
    }
    if next.starts_with(|c: char| c.is_lowercase()) {
        return false;
    }
    let before = &text[..at];
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    next.is_empty()
        || !(ABBREVIATIONS.contains(&word)
            || initial
            || word.contains('.') && word.len() <= 5 && !word.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn abbreviations_and_numbers_end_no_sentence() {
        assert_eq!(
            told("Mr. Bell met St. John in the U.S. on Nov. 14. He left."),
            ["Mr. Bell met St. John in the U.S. on Nov. 14.", "He left."]
        );
        assert_eq!(
            told("It cost 2.4 million. \"We hope,\" he said."),
            ["It cost 2.4 million.", "\"We hope,\" he said."]
        );
    }

    #[test]
    fn a_closing_mark_belongs_to_its_sentence() {
        assert_eq!(told("甲说:“好。”乙来。丙"), ["甲说:“好。”", "乙来。", "丙"]);
        assert_eq!(told("1. 甲来。(2)乙来。- 丙来"), ["甲来。", "乙来。", "丙来"]);
    }
}
