//! The date that counts for a word.

use super::super::scan::What;
use super::Dated;
use super::Reader;

impl Reader<'_, '_> {
    /// The date that counts for a token: the last one before it in its clause or an earlier clause, else the first one after it.
    pub(super) fn date(&self, number: usize, at: usize) -> Dated {
        let time = |token: &usize| match self.sentence.tokens[*token].what {
            What::Time(time) => Some(time),
            _ => None,
        };
        let own = &self.clause(number).tokens;
        let before = own.iter().filter(|token| **token <= at).filter_map(time).next_back();
        let before = self.date_behind(own, at).or(before);
        let after = || own.iter().filter(|token| **token > at).find_map(time);
        let earlier = || {
            self.sentence.clauses[..number]
                .iter()
                .rev()
                .find_map(|clause| clause.tokens.iter().filter_map(time).next_back())
        };
        let later = || {
            self.sentence.clauses[number + 1..]
                .iter()
                .find_map(|clause| clause.tokens.iter().find_map(time))
                .filter(|_| self.language.code == "en")
        };
        match before.or_else(after).or_else(earlier).or_else(later) {
            Some(time) => Dated {
                time: Some(self.first_time + time),
                value: self.times[time].value.to_string(),
                carried: false,
            },
            None => self.carried.clone(),
        }
    }

    /// In English the date that belongs to a verb stands behind it, before the next verb.
    pub(super) fn date_behind(&self, own: &[usize], at: usize) -> Option<usize> {
        if self.language.code != "en" {
            return None;
        }
        for token in own.iter().filter(|token| **token > at) {
            match self.sentence.tokens[*token].what {
                What::Time(time) => return Some(time),
                What::Word(word) if !self.language.words[word].frames.is_empty() => return None,
                _ => {}
            }
        }
        None
    }
}
