//! The tokens of a clause as those who look for parties in it see them.

use super::super::document::Document;
use super::super::patterns::{Language, Means};
use super::super::scan::{Token, What};
use super::{Party, Sentence};

/// The tokens of a clause, by their place in it.
pub struct Words<'a, 't> {
    /// The sentence.
    pub sentence: &'a Sentence<'t>,
    /// The tokens of the clause, by number in the sentence.
    pub numbers: &'a [usize],
    /// The text's entities.
    pub document: &'a Document,
    /// The patterns.
    pub language: &'a Language,
}

impl Words<'_, '_> {
    /// The parties of the clause in order: `party` tells the one that begins at a token and the token after it, `place` how
    /// it stands, given the party before it.
    pub fn parties(
        &self,
        party: impl Fn(usize) -> Option<(Party, usize)>,
        place: impl Fn(&mut Party, usize, usize, Option<&Party>),
    ) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        let mut at = 0;
        while at < self.numbers.len() {
            match party(at) {
                Some((mut found, next)) => {
                    place(&mut found, at, next, parties.last());
                    parties.push(found);
                    at = next;
                }
                None => at += 1,
            }
        }
        parties
    }

    /// A token.
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.sentence.tokens.get(*self.numbers.get(at)?)
    }

    /// Whether a token is a word of a class.
    pub fn is(&self, at: usize, class: &str) -> bool {
        self.token(at).is_some_and(|token| token.is_of(self.language, self.language.bit(class)))
    }

    /// The entity that a token names.
    pub fn entity(&self, at: usize) -> Option<usize> {
        match self.token(at)?.what {
            What::Name(entity) => Some(entity),
            _ => None,
        }
    }

    /// The title that a token is.
    pub fn title(&self, at: usize) -> Option<&str> {
        self.token(at)?.word(self.language)?.title.as_deref()
    }

    /// What a token refers to.
    pub fn means(&self, at: usize) -> Option<Means> {
        self.token(at)?.word(self.language)?.means
    }

    /// The words between a token of the clause and the next.
    pub fn gap(&self, at: usize) -> &str {
        match (self.numbers.get(at), self.numbers.get(at + 1)) {
            (Some(before), Some(after)) => self.sentence.gap(*before, *after),
            _ => "",
        }
    }
}
