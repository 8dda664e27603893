//! Active and passive: who acts and who is acted on; nouns that tell of an act.

use super::super::clause::Case;
use super::super::patterns::{Frame, Means};
use super::super::scan::What;
use super::{Reader, Resolved, Subject};

impl Reader<'_, '_> {
    /// Who acts, and in the passive who is acted on.
    pub(super) fn voiced(&self, frame: usize, number: usize, position: usize) -> (Subject, Option<Resolved>) {
        let at = self.clause(number).tokens[position];
        let first = self.subject(number, at);
        if !self.is_passive(frame, number, position) {
            return (first, None);
        }
        let mut agent = Subject::default();
        for one in self.cased(number, Case::By) {
            agent.bodies.extend(&one.bodies);
            agent.persons.extend(&one.persons);
            agent.inferred |= one.inferred;
            agent.reason = agent.reason.or_else(|| one.reason.clone());
        }
        let leads = position == 0 && number == 0;
        (agent, (leads || !first.inferred).then(|| first.as_party()))
    }

    /// Whether a participle is passive: a form of `be` stands before it, or `by` behind it.
    fn is_passive(&self, frame: usize, number: usize, position: usize) -> bool {
        let tokens = &self.clause(number).tokens;
        let token = &self.sentence.tokens[tokens[position]];
        if !token.word(self.language).is_some_and(|word| word.participle.contains(&frame)) {
            return false;
        }
        // `Founded in 1925, the union joined`
        if position == 0 && number == 0 && self.language.code == "en" && self.has_no_object(number) {
            return true;
        }
        let small = |before: usize, after: usize| {
            let gap = self.sentence.gap(before, after).trim();
            gap.is_empty() || gap.split(' ').count() <= 2
        };
        let is = |at: usize, class: &str| {
            self.sentence.tokens[tokens[at]].is_of(self.language, self.language.bit(class))
        };
        let be = position > 0 && is(position - 1, "be") && small(tokens[position - 1], tokens[position]);
        let by = (position + 1..tokens.len())
            .take(4)
            .take_while(|at| !matches!(self.sentence.tokens[tokens[*at]].what, What::Name(_)))
            .any(|at| is(at, "by"));
        be || by
    }

    /// Whether nobody is named right behind the first word of a clause.
    fn has_no_object(&self, number: usize) -> bool {
        let clause = self.clause(number);
        !clause.parties.iter().any(|party| {
            clause.tokens[1..].iter().take(2).any(|at| *at == party.first) && party.case == Case::Bare
        })
    }

    /// The side that the text speaks for, where it is not the one that acts: `spent two weeks with us`.
    pub(super) fn own(&self, number: usize, at: usize) -> Vec<&Resolved> {
        let parties = self.clause(number).parties.iter().zip(&self.resolved[number]);
        let own = parties.filter(|(party, _)| {
            party.first > at
                && party.title.is_none()
                && party.refers.is_some_and(|(means, _)| means == Means::Own)
        });
        own.map(|(_, one)| one).collect()
    }

    /// Whether a noun tells of nothing here: a verb of the clause calls for the same kind, or it points back to what was told.
    pub(super) fn is_idle_noun(&self, frame: &Frame, number: usize, position: usize) -> bool {
        let tokens = &self.clause(number).tokens;
        let alike = |at: &usize| {
            *at != tokens[position]
                && self.sentence.tokens[*at].word(self.language).is_some_and(|word| {
                    let frames = word.frames.iter().map(|known| &self.language.frames[*known]);
                    frames.into_iter().any(|known| known.kind == frame.kind && !known.noun)
                })
        };
        tokens.iter().any(alike)
    }

    /// The parties behind a word for a delegation: `a delegation from X`, `six teachers of X`.
    pub(super) fn grouped(&self, number: usize) -> Vec<&Resolved> {
        let parties = self.clause(number).parties.iter().zip(&self.resolved[number]);
        parties.filter(|(party, _)| party.group).map(|(_, one)| one).collect()
    }
}
