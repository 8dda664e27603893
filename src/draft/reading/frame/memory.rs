//! What a reading leaves in mind for what follows.

use super::super::clause::Case;
use super::super::patterns::Frame;
use super::Reader;
use super::Reading;
use super::Subject;

impl Reader<'_, '_> {
    /// Keeps in mind what a reading says for what follows.
    pub(super) fn remember(&mut self, frame: &Frame, subject: &Subject, reading: &Reading) {
        let bodies: Vec<usize> = reading
            .roles
            .values()
            .flatten()
            .map(|filler| filler.entity)
            .filter(|entity| self.document.is_body(*entity))
            .collect();
        let mut distinct = bodies.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let count = |body: usize| self.document.counts.get(body).copied().unwrap_or_default();
        let shadows = self.discourse.pair.is_some_and(|(a, b)| {
            let [x, y] = distinct[..] else { return false };
            let (shared, old) = if distinct.contains(&a) { (a, b) } else { (b, a) };
            let new = if x == shared { y } else { x };
            distinct.contains(&shared)
                && new != old
                && self.document.country(new) == self.document.country(old)
                && count(new) < count(old)
        });
        if distinct.len() == 2 && !shadows {
            self.discourse.pair = Some((
                subject.bodies.first().copied().filter(|body| distinct.contains(body)).unwrap_or(distinct[0]),
                0,
            ))
            .map(|(a, _)| (a, if distinct[0] == a { distinct[1] } else { distinct[0] }));
        }
        if distinct.len() > 2 {
            self.discourse.sides = distinct;
        }
        self.discourse.kind.clone_from(&frame.kind);
        for (role, fillers) in &reading.roles {
            let known = fillers.iter().filter(|filler| self.document.is_body(filler.entity));
            self.discourse.told.insert(role.clone(), known.map(|filler| filler.entity).collect());
        }
        if frame.place == "destination" || frame.place == "receiving" {
            self.discourse.here = reading.country.clone();
            self.discourse.hosts = self.hosts(frame, reading);
            self.discourse.travellers = subject.bodies.iter().chain(&subject.persons).copied().collect();
            let led = reading
                .roles
                .values()
                .flatten()
                .map(|filler| filler.entity)
                .filter(|entity| !self.document.is_body(*entity));
            for person in led {
                if !self.discourse.travellers.contains(&person) {
                    self.discourse.travellers.push(person);
                }
            }
        }
    }

    /// The bodies in the role that a journey leads to.
    fn hosts(&self, frame: &Frame, reading: &Reading) -> Vec<usize> {
        let role = frame.roles.keys().find(|role| frame.roles[*role].iter().any(|slot| slot == "place-body"));
        let fillers = role.and_then(|role| reading.roles.get(role)).map_or(&[][..], Vec::as_slice);
        fillers.iter().map(|filler| filler.entity).collect()
    }

    /// After the sentence: who acted, for the next one.
    pub fn finish(&mut self) {
        for (clause, resolved) in self.sentence.clauses.iter().zip(&self.resolved) {
            let first_verb =
                clause.tokens.iter().find(|at| self.is_verb(**at)).copied().unwrap_or(usize::MAX);
            let bare = clause.parties.iter().zip(resolved).find(|(party, one)| {
                party.case == Case::Bare && !one.bodies.is_empty() && party.first < first_verb
            });
            if let Some((_, one)) = bare {
                self.discourse.subject = one.bodies.clone();
                self.discourse.actors = one.persons.clone();
                break;
            }
        }
        let said = self.resolved.last().map_or_else(Vec::new, |_| self.said(self.resolved.len() - 1));
        if let [a, b] = said[..]
            && self.discourse.pair.is_none()
        {
            self.discourse.pair = Some((a, b));
        }
        if said.len() > 2 && self.discourse.sides.is_empty() {
            self.discourse.sides = said;
        }
    }
}
