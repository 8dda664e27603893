//! The forms of an English verb.

/// The finite and participle forms of a verb; its bare form, which states nothing, is left out.
pub struct Forms {
    /// All of them but the next.
    pub all: Vec<String>,
    /// The form in `-ing`, which may be a noun.
    pub continuous: String,
    /// The past participle.
    pub participle: String,
}

/// The forms of `base`, `base/past` or `base/past/participle`; of several words the first is inflected.
pub fn forms(verb: &str) -> Forms {
    let mut parts = verb.split('/');
    let base = parts.next().unwrap_or_default();
    let (first, rest) = base.split_at(base.find(' ').unwrap_or(base.len()));
    let past = parts.next().map_or_else(|| past(first) + rest, str::to_owned);
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    let doubled = past.len() == base.len() + 3 && past.ends_with("ed");
    let mut all = vec![third(first) + rest, past, participle.clone()];
    all.extend(["able to", "managed to", "helped to", "pleased to"].map(|done| format!("{done} {base}")));
    Forms { all, continuous: continuous(first, doubled) + rest, participle }
}

fn is_vowel(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| "aeiou".contains(letter))
}

/// Whether the last letter of a short verb is doubled: `plan`, `set`.
fn doubles(verb: &str) -> bool {
    let mut back = verb.chars().rev();
    let (last, middle, before) = (back.next(), back.next(), back.next());
    let one_vowel = verb.chars().filter(|letter| is_vowel(Some(*letter))).count() == 1;
    one_vowel
        && is_vowel(middle)
        && before.is_some()
        && !is_vowel(last)
        && !last.is_some_and(|last| "wxy".contains(last))
}

fn ends_in_consonant_y(verb: &str) -> bool {
    verb.ends_with('y') && !is_vowel(verb.chars().rev().nth(1))
}

fn past(verb: &str) -> String {
    if verb.ends_with('e') {
        return format!("{verb}d");
    }
    if ends_in_consonant_y(verb) {
        return format!("{}ied", &verb[..verb.len() - 1]);
    }
    let last = verb.chars().next_back().filter(|_| doubles(verb));
    format!("{verb}{}ed", last.map(String::from).unwrap_or_default())
}

fn third(verb: &str) -> String {
    if ends_in_consonant_y(verb) {
        return format!("{}ies", &verb[..verb.len() - 1]);
    }
    let hisses = ["s", "sh", "ch", "x", "z", "o"].iter().any(|end| verb.ends_with(end));
    format!("{verb}{}", if hisses { "es" } else { "s" })
}

fn continuous(verb: &str, doubled: bool) -> String {
    let stem = verb.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'i'])).unwrap_or(verb);
    let last = verb.chars().next_back().filter(|_| doubled || doubles(verb));
    format!("{stem}{}ing", last.map(String::from).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_has_its_forms_by_rule_or_as_they_are_given() {
        let table = [
            ("visit", "visiting visits visited visited"),
            ("hold/held", "holding holds held held"),
            (
                "take part in/took part in/taken part in",
                "taking part in|takes part in|took part in|taken part in",
            ),
            ("set up/set up", "setting up|sets up|set up|set up"),
            ("admit/admitted", "admitting admits admitted admitted"),
            ("ratify", "ratifying ratifies ratified ratified"),
            ("receive", "receiving receives received received"),
            ("agree/agreed", "agreeing agrees agreed agreed"),
            ("stop", "stopping stops stopped stopped"),
        ];
        for (verb, expected) in table {
            let mark = if expected.contains('|') { '|' } else { ' ' };
            let expected: Vec<&str> = expected.split(mark).collect();
            let found = forms(verb);
            assert_eq!(found.continuous, expected[0], "{verb}");
            assert_eq!(found.all[..3], expected[1..], "{verb}");
        }
    }
}
