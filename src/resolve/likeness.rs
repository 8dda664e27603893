//! How a name answers to what somebody typed.

use super::{begins_pinyin_of, fold, is_pinyin_of};

/// How what was typed matches a name, the better match first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// It is the name, folded.
    Exact,
    /// It is the Chinese name in pinyin.
    Pinyin,
    /// The name begins with it, in pinyin or as written.
    Prefix,
    /// The name contains every word of it.
    Containing,
    /// The name is nearly it.
    Near,
}

/// What somebody typed, folded once, to be held against many names.
#[derive(Debug, Clone)]
pub struct Typed {
    folded: String,
    words: Vec<String>,
}

/// Below this Jaro-Winkler likeness names have little in common but letters.
const NEAR: f64 = 0.85;

/// Longer names, in bytes, are not held against each other letter by letter: it takes their product.
const LONGEST: usize = 1000;

impl Typed {
    /// Folds what was typed; `None` when it has neither letter nor digit.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let words = text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        let folded = fold(text);
        (!folded.is_empty()).then_some(Self { folded, words })
    }

    /// How it matches a name that is folded already, with the likeness from 0 to 1: of an exact name 1, of a longer
    /// one the share that was typed, of a near one the Jaro-Winkler likeness. `None` when it does not match.
    ///
    /// ```
    /// use relata::resolve::{Likeness, Typed, fold};
    /// let typed = Typed::new("trade unions").unwrap();
    /// let how = |name| typed.likeness(&fold(name)).map(|(how, _)| how);
    /// assert_eq!(how("Trade-Unions"), Some(Likeness::Exact));
    /// assert_eq!(how("Trade unions of Austria"), Some(Likeness::Prefix));
    /// assert_eq!(how("Unions of every trade"), Some(Likeness::Containing));
    /// assert_eq!(how("Trade uniosn"), Some(Likeness::Near));
    /// assert_eq!(how("Parliament"), None);
    /// ```
    #[must_use]
    pub fn likeness(&self, name: &str) -> Option<(Likeness, f64)> {
        let share = || (self.folded.chars().count() as f64 / name.chars().count() as f64).min(1.0);
        if name == self.folded {
            Some((Likeness::Exact, 1.0))
        } else if is_pinyin_of(&self.folded, name) {
            Some((Likeness::Pinyin, 1.0))
        } else if name.starts_with(&self.folded) {
            Some((Likeness::Prefix, share()))
        } else if self.words.iter().all(|word| name.contains(word.as_str())) {
            Some((Likeness::Containing, share()))
        } else if begins_pinyin_of(&self.folded, name) {
            // Pinyin is longer than what it spells, so there is no share to speak of.
            Some((Likeness::Prefix, 0.0))
        } else {
            self.near(name)
        }
    }

    fn near(&self, name: &str) -> Option<(Likeness, f64)> {
        if self.folded.len() > LONGEST || name.len() > LONGEST {
            return None;
        }
        let near = strsim::jaro_winkler(&self.folded, name);
        (near >= NEAR).then_some((Likeness::Near, near))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(typed: &str, name: &str) -> Option<Likeness> {
        Typed::new(typed)?.likeness(&fold(name)).map(|(how, _)| how)
    }

    #[test]
    fn pinyin_matches_whole_and_from_the_start() {
        assert_eq!(how("quan zong", "全总"), Some(Likeness::Pinyin));
        assert_eq!(how("guo ji", "国际劳工组织"), Some(Likeness::Prefix));
    }

    #[test]
    fn what_has_no_letter_matches_nothing() {
        assert!(Typed::new(" - ·").is_none());
    }

    proptest::proptest! {
        #[test]
        fn likenesses_are_ordered_by_how_much_they_ask(typed in "[a-c ]{1,6}", name in "[a-c]{1,8}") {
            let Some(found) = Typed::new(&typed) else { return Ok(()) };
            let folded = fold(&typed);
            match found.likeness(&name) {
                Some((Likeness::Exact, share)) => proptest::prop_assert!(folded == name && share == 1.0),
                Some((Likeness::Prefix, share)) => {
                    proptest::prop_assert!(name.starts_with(&folded) && folded != name && share < 1.0);
                }
                _ => proptest::prop_assert!(!name.starts_with(&folded)),
            }
        }
    }
}
