//! Who the parties of a sentence stand for, and the offices that their titles say.

use super::super::clause::Case;
use super::super::clause::Party;
use super::super::discourse::Discourse;
use super::super::gates::Gate;
use super::super::patterns::Means;
use super::super::places::PLACES;
use super::super::scan::What;
use super::Filler;
use super::Reader;
use super::Reading;
use super::Resolved;
use super::Subject;
use std::collections::BTreeMap;

/// How many bodies of a text are looked at to find those of a country.
const MOST_BODIES: usize = 60;

impl Reader<'_, '_> {
    /// Resolves the parties of all clauses in order.
    pub(super) fn resolve(&mut self) {
        let mut said: Vec<usize> = Vec::new();
        let mut acting = Subject {
            bodies: self.discourse.subject.clone(),
            persons: self.discourse.actors.clone(),
            ..Subject::default()
        };
        for clause in &self.sentence.clauses {
            let mut resolved = Vec::new();
            let mut clause_acting: Vec<usize> = Vec::new();
            for party in &clause.parties {
                let one = self.party(
                    party,
                    if clause_acting.is_empty() { &acting.bodies } else { &clause_acting },
                    &clause_acting,
                    &said,
                );
                self.affiliate(party, &one);
                for &body in &one.bodies {
                    self.discourse.named(body);
                    if !said.contains(&body) {
                        said.push(body);
                    }
                }
                let first_verb =
                    clause.tokens.iter().find(|at| self.is_verb(**at)).copied().unwrap_or(usize::MAX);
                if party.case == Case::Bare && clause_acting.is_empty() && party.first < first_verb {
                    clause_acting = one.bodies.clone();
                }
                self.actor = one.persons.first().copied().or(self.actor);
                self.last = (one.bodies.clone(), one.persons.clone());
                resolved.push(one);
            }
            if !clause_acting.is_empty() {
                acting.bodies = clause_acting;
            }
            self.resolved.push(resolved);
        }
    }

    /// Remembers for whom the persons of a party act: as the text says, or as long as it does not, as it seems.
    fn affiliate(&mut self, party: &Party, one: &Resolved) {
        let counterpart = is_counterpart(party);
        let Some(&body) = one.bodies.first().filter(|_| party.title.is_some() || counterpart) else { return };
        for &person in &one.persons {
            if one.inferred {
                self.discourse.affiliations.entry(person).or_insert(body);
            } else {
                self.discourse.affiliations.insert(person, body);
            }
        }
    }

    pub(super) fn party(
        &self,
        party: &Party,
        before: &[usize],
        acting: &[usize],
        said: &[usize],
    ) -> Resolved {
        let mut bodies = party.bodies.clone();
        let mut reason = None;
        let mut inferred = false;
        if let Some((means, token)) = party.refers {
            let word = self.sentence.tokens[token].word(self.language);
            let text = word.map_or("", |word| word.text.as_str());
            let places = match &self.sentence.tokens[token].what {
                What::Place(places) => places.as_slice(),
                _ => word.map_or(&[][..], |word| word.places.as_slice()),
            };
            let countries: Vec<&str> = places.iter().map(|place| PLACES[*place].country).collect();
            let own = if matches!(means, Means::Possessive | Means::Other | Means::It | Means::Actor) {
                before
            } else {
                acting
            };
            bodies = self.discourse.resolve(means, text, &countries, own, said, self.document);
            if means == Means::Last {
                bodies.clone_from(&self.last.0);
            }
            // `left it`: behind a verb not the one who acts.
            if means == Means::It
                && !acting.is_empty()
                && let Some(other) = said.iter().rev().copied().find(|body| !acting.contains(body))
            {
                bodies = vec![other];
            }
            // 与其总书记会谈: not one's own.
            let elsewhere = said.iter().rev().copied().find(|body| !before.contains(body));
            if means == Means::Possessive
                && matches!(party.case, Case::With | Case::To | Case::By)
                && let Some(other) = elsewhere
            {
                bodies = vec![other];
            }
            if matches!(means, Means::It | Means::Possessive)
                && self.document.speaks
                && bodies.first() == self.document.home.as_ref()
            {
                bodies = self.not_home(said);
            }
            if matches!(means, Means::That | Means::It)
                && let Some(guest) = bodies.first().and_then(|body| self.guest_instead(*body, text, acting))
            {
                bodies = vec![guest];
            }
            reason = Some(text.to_owned());
        }
        if bodies.is_empty() && !party.persons.is_empty() {
            bodies.extend(party.persons.iter().filter_map(|person| self.body_of(*person)));
            bodies.dedup();
        }
        if bodies.is_empty()
            && let Some(title) = &party.title
        {
            let fresh = said.last().filter(|_| title.starts_with("first ") && acting.is_empty()).copied();
            let guess = fresh.or_else(|| self.titled(party, before));
            bodies.extend(guess);
            inferred = true;
            reason = Some("a title without a body".to_owned());
        }
        let mut persons = party.persons.clone();
        if party.refers.is_some_and(|(means, _)| means == Means::Actor) {
            persons.extend(self.actor.or_else(|| self.discourse.actors.first().copied()));
            bodies = persons.iter().filter_map(|person| self.body_of(*person)).collect();
        }
        if party.refers.is_some_and(|(means, _)| means == Means::Last) && party.title.is_none() {
            persons.extend(self.last.1.iter().filter(|person| !party.persons.contains(person)));
        }
        Resolved { bodies, persons, inferred, reason }
    }

    /// Where the text calls its home `we`: the other body that the sentence named last, else the other side.
    fn not_home(&self, said: &[usize]) -> Vec<usize> {
        let Some(home) = self.document.home else { return Vec::new() };
        let said = said.iter().rev().copied().find(|body| *body != home);
        let other = || self.discourse.other(home, None).map(|(other, _)| other);
        said.or_else(other).into_iter().collect()
    }

    /// `该会主席来华`: nobody comes to his own country, so another body is meant.
    fn guest_instead(&self, body: usize, word: &str, acting: &[usize]) -> Option<usize> {
        let country = self.document.country(body);
        let inbound = |token: &super::super::scan::Token| {
            let word = token.word(self.language)?;
            let place = word.places.first().filter(|_| word.frames.len() == 1)?;
            (PLACES[*place].country == country).then_some(())
        };
        let comes = !country.is_empty() && self.sentence.tokens.iter().any(|token| inbound(token).is_some());
        if self.language.code != "zh" || !comes {
            return None;
        }
        let home: Vec<usize> = (0..self.document.entities.len().min(MOST_BODIES))
            .filter(|body| self.document.country(*body) == country)
            .chain(acting.iter().copied())
            .collect();
        self.discourse.that(word, &home, self.document).filter(|other| !home.contains(other))
    }

    /// The body that a person acts for, as said last.
    pub(super) fn body_of(&self, person: usize) -> Option<usize> {
        self.discourse.affiliations.get(&person).copied().or(self.document.entities[person].body)
    }

    /// The body whose title a party has without naming it: one that the title fits, as `行长` fits a bank.
    pub(super) fn titled(&self, party: &Party, before: &[usize]) -> Option<usize> {
        let candidates = || before.iter().copied().chain(self.discourse.topic).chain(self.document.home);
        let word = self.sentence.tokens[party.first..=party.last]
            .iter()
            .find_map(|token| token.word(self.language).filter(|word| word.title.is_some()));
        let head =
            word.and_then(|word| word.text.strip_suffix('长')).and_then(|rest| rest.chars().next_back());
        let head = head.filter(|head| "馆校院行市所社台省局党".contains(*head)).map(String::from);
        let fitting = head.and_then(|head| {
            let fits = |body: &usize| Discourse::is_head_of(&head, *body, self.document);
            candidates().find(fits).or_else(|| self.discourse.recent.iter().rev().copied().find(fits))
        });
        fitting.or_else(|| candidates().next())
    }

    /// Named persons with a title.
    pub(super) fn offices(&mut self, number: usize, readings: &mut Vec<Reading>) {
        let Some(office) = self.language.office.clone() else { return };
        let mut last_title = None;
        for (party, resolved) in self.clause(number).parties.iter().zip(&self.resolved[number]) {
            // A counterpart has the title of the one he is a counterpart of.
            let counterpart = is_counterpart(party);
            let title = party.title.as_ref().or(last_title.filter(|_| counterpart));
            let Some(title) = title.filter(|title| !title.is_empty() && !party.former) else {
                continue;
            };
            last_title = Some(title);
            let led = self.sentence.tokens[party.first..=party.last]
                .iter()
                .any(|token| token.is_of(self.language, self.language.bit("lead-title")));
            let as_such = resolved.persons.is_empty() && self.stands_as(number, party);
            let persons =
                if as_such { self.subject(number, party.first).persons } else { resolved.persons.clone() };
            if persons.is_empty()
                || resolved.bodies.is_empty()
                || led
                || self.gates.at(party.first) == Some(Gate::Reported)
            {
                continue;
            }
            let dated = self.date(number, party.first);
            for person in persons {
                let mut roles = BTreeMap::new();
                roles.insert(office.holder.clone(), vec![Filler { entity: person, inferred: false }]);
                let body = Filler { entity: resolved.bodies[0], inferred: resolved.inferred };
                roles.insert(office.organisation.clone(), vec![body]);
                let mut reading = self.reading(&office.kind, roles, &dated, usize::MAX, party.first);
                reading.attributes.insert(office.title.clone(), title.clone());
                reading.why.push(format!("{}.title", self.language.code));
                if resolved.inferred {
                    reading.doubts.push("the body is not named with the title".to_owned());
                }
                readings.push(reading);
            }
        }
    }

    /// `以X副主席的身份`: a title in which somebody named before acts.
    pub(super) fn stands_as(&self, number: usize, party: &Party) -> bool {
        let tokens = &self.clause(number).tokens;
        let is = |at: Option<&usize>, class: &str| {
            at.is_some_and(|at| self.sentence.tokens[*at].is_of(self.language, self.language.bit(class)))
        };
        let first = tokens.iter().position(|at| *at == party.first);
        let last = tokens.iter().position(|at| *at == party.last);
        let open =
            first.and_then(|first| first.checked_sub(1)).is_some_and(|at| is(tokens.get(at), "as-open"));
        open && last.is_some_and(|last| {
            is(tokens.get(last + 1), "as-close")
                || is(tokens.get(last + 1), "of") && is(tokens.get(last + 2), "as-close")
        })
    }
}

/// `his counterpart, X`: somebody who is named as the one on the other side.
fn is_counterpart(party: &Party) -> bool {
    party.refers.is_some_and(|(means, _)| matches!(means, Means::Other | Means::Side))
        && !party.persons.is_empty()
}
