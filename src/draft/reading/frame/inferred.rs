//! Fillers that a text leaves to its reader: who leads, the two sides, the other side, who received the travellers.

use super::super::clause::Case;
use super::super::patterns::Means;
use super::super::places::PLACES;
use super::{Reader, Resolved, Slot, Subject};

impl Reader<'_, '_> {
    pub(super) fn reason(&self, word: &str, bodies: &[usize]) -> String {
        let names: Vec<&str> = bodies
            .iter()
            .filter_map(|body| self.document.entities[*body].names.first())
            .map(String::as_str)
            .collect();
        format!("{word} = {}", names.join(", "))
    }

    /// Who leads: a person marked so in the sentence, else the person who acts.
    pub(super) fn leading(&self, subject: &Subject, number: usize, slot: &mut Slot) {
        for clause in (0..=number).rev().chain(number + 1..self.sentence.clauses.len()) {
            for one in self.cased(clause, Case::Leader) {
                slot.add(&one.persons, false, None);
            }
            if !slot.fillers.is_empty() {
                return;
            }
        }
        slot.add(&subject.persons.iter().take(1).copied().collect::<Vec<_>>(), false, None);
        if !slot.fillers.is_empty() {
            return;
        }
        let led = self.language.bit("lead-title");
        for (clause, resolved) in self.sentence.clauses.iter().zip(&self.resolved).skip(number) {
            for (party, one) in clause.parties.iter().zip(resolved) {
                if self.sentence.tokens[party.first..=party.last]
                    .iter()
                    .any(|token| token.is_of(self.language, led))
                {
                    slot.add(&one.persons, false, None);
                }
            }
        }
    }

    /// Whose the event behind the word is: an owner behind it, here or in the clause after.
    pub(super) fn owners(&self, number: usize, at: usize) -> Vec<&Resolved> {
        let clause = self.clause(number);
        let parties = clause.parties.iter().zip(&self.resolved[number]);
        parties
            .filter(|(party, _)| {
                party.first > at && matches!(party.case, Case::Owner | Case::By | Case::Bare)
            })
            .map(|(_, resolved)| resolved)
            .collect()
    }

    pub(super) fn has_reference(&self, number: usize, means: Means) -> bool {
        self.clause(number).parties.iter().any(|party| party.refers.is_some_and(|(found, _)| found == means))
    }

    /// The two sides, when the words say so.
    pub(super) fn both(&self, number: usize, slot: &mut Slot) {
        if !self.has_reference(number, Means::Both) {
            return;
        }
        for (party, one) in self.clause(number).parties.iter().zip(&self.resolved[number]) {
            if party.refers.is_some_and(|(means, _)| means == Means::Both) {
                slot.add(
                    &one.bodies,
                    false,
                    Some(&self.reason(one.reason.as_deref().unwrap_or_default(), &one.bodies)),
                );
            }
        }
    }

    /// The two sides, when the words leave them out.
    pub(super) fn pair(&self, subject: &Subject, number: usize, slot: &mut Slot) {
        if self.is_with_somebody_else(number) {
            return;
        }
        let mut said = self.said(number);
        said.retain(|body| !slot.fillers.iter().any(|filler| filler.entity == *body));
        // Who acts later in the sentence is one side when nobody is named so far: `under an agreement signed in May, X gave`.
        let later =
            || self.resolved[number + 1..].iter().flatten().find_map(|one| one.bodies.first().copied());
        let later = if subject.inferred && said.is_empty() { later() } else { None };
        if slot.fillers.iter().all(|filler| filler.inferred) && later.is_some() {
            slot.fillers.clear();
        }
        let own =
            slot.fillers.first().map(|filler| filler.entity).or(later).or(subject.bodies.first().copied());
        let pair = match own {
            Some(own) => said
                .last()
                .copied()
                .or_else(|| self.discourse.other(own, self.document.home).map(|(other, _)| other))
                .map(|other| (own, other)),
            None => self.discourse.both(&said, self.document),
        };
        if let Some((a, b)) = pair {
            slot.add(&[a, b], true, Some(&self.reason("the two sides", &[a, b])));
        }
    }

    /// Whether a clause says `与` of somebody who is not named, so that nobody is to be guessed.
    pub(super) fn is_with_somebody_else(&self, number: usize) -> bool {
        let clause = self.clause(number);
        let with = self.language.bit("with");
        clause.tokens.iter().any(|at| {
            let token = &self.sentence.tokens[*at];
            let next = self.sentence.text.get(token.end..self.sentence.end).unwrap_or_default();
            token.is_of(self.language, with)
                && self.language.code == "zh"
                && !clause.parties.iter().any(|party| party.first == at + 1)
                && !next.starts_with(['之', '此', '其'])
        })
    }

    pub(super) fn other(&self, subject: &Subject, slot: &mut Slot) {
        let Some(&own) = subject.bodies.first() else { return };
        if let Some((other, why)) = self.discourse.other(own, self.document.home) {
            slot.add(&[other], true, Some(&self.reason(why, &[other])));
        }
    }

    /// Who received or met the travellers: a body that the sentence names beside them.
    pub(super) fn receiver(&self, taken: &[usize], number: usize, position: usize, slot: &mut Slot) {
        // Where the journey goes is known: only a body of that country, or of none, can have received it.
        let wanted: Vec<&str> = self
            .destination(number, position)
            .unwrap_or_default()
            .iter()
            .map(|place| PLACES[*place].country)
            .collect();
        let fits = |body: &usize| {
            wanted.is_empty()
                || self.document.country(*body).is_empty()
                || wanted.contains(&self.document.country(*body))
        };
        let beside: Vec<usize> = self
            .clause(number)
            .parties
            .iter()
            .zip(&self.resolved[number])
            .filter(|(party, _)| party.case == Case::Bare)
            .flat_map(|(_, one)| one.bodies.iter().copied())
            .collect();
        let spread =
            self.clause(number).tokens.iter().any(|token| {
                self.sentence.tokens[*token].is_of(self.language, self.language.bit("distribute"))
            });
        let later = self.resolved[number..].iter().chain(self.resolved[..number].iter()).flatten();
        let found = later
            .filter(|one| !one.inferred)
            .flat_map(|one| &one.bodies)
            .find(|body| fits(body) && !(taken.contains(body) || spread && beside.contains(body)));
        if let Some(&body) = found {
            slot.add(&[body], true, Some("received or met the visitors in the same sentence"));
        }
    }

    /// The body of the country that the journey goes to.
    pub(super) fn place_body(&self, taken: &[usize], number: usize, position: usize, slot: &mut Slot) {
        let Some(places) = self.destination(number, position) else { return };
        for place in places {
            let code = PLACES[place].country;
            let said = self
                .resolved
                .iter()
                .flatten()
                .flat_map(|one| &one.bodies)
                .copied()
                .find(|body| self.document.country(*body) == code && !taken.contains(body));
            let body = said.or_else(|| self.discourse.of_country(code, self.document, taken));
            if let Some(body) = body {
                slot.add(&[body], true, Some(&self.reason("the body of the country visited", &[body])));
                return;
            }
        }
    }

    /// Who gives the money: who acts, if it is one.
    pub(super) fn giver(&self, subject: &Subject, number: usize, slot: &mut Slot) {
        for one in self.cased(number, Case::By) {
            slot.add(&one.bodies, one.inferred, None);
        }
        if let ([one], true) = (&subject.bodies[..], slot.fillers.is_empty()) {
            slot.add(&[*one], subject.inferred, None);
        }
    }
}
