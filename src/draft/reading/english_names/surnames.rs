//! What a text goes on to call a person by.

use super::super::chinese_names::is_spelt_surname;
use super::words::PARTICLES;

/// What the text may go on to call a person by.
pub fn surnames(name: &str, country: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    if words.len() < 2 {
        return Vec::new();
    }
    let spelt = is_spelt_surname(first);
    let spelt_last = is_spelt_surname(last);
    let western = spelt_last && !spelt;
    let eastern = !western
        && matches!(country, "CN" | "HK" | "TW" | "MO" | "KR" | "KP" | "VN" | "SG")
        && (spelt || words.len() == 2)
        || spelt && country.is_empty();
    let hyphenated = words.len() == 2
        && last.split_once('-').is_some_and(|(_, given)| given.starts_with(char::is_lowercase));
    let mut found = Vec::new();
    if eastern || hyphenated {
        found.push((*first).to_owned());
    }
    if !eastern && !hyphenated || words.len() > 2 {
        let particle =
            words.iter().rposition(|word| PARTICLES.contains(word)).map(|at| words[at..].join(" "));
        found.extend(particle);
        found.push((*last).to_owned());
    }
    found
}
