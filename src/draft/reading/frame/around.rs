//! The parties around a word by how they stand.

use super::super::clause::Case;
use super::super::clause::Clause;
use super::super::clause::Party;
use super::Reader;
use super::Resolved;

impl Reader<'_, '_> {
    /// The parties of a clause in some case, or bare ones behind the word.
    pub(super) fn cased(&self, number: usize, case: Case) -> Vec<&Resolved> {
        let clause = self.clause(number);
        clause
            .parties
            .iter()
            .zip(&self.resolved[number])
            .filter(|(party, _)| party.case == case)
            .map(|(_, resolved)| resolved)
            .collect()
    }

    /// The same, or if there are none those of the clause after, when nobody else acts there.
    pub(super) fn cased_near(&self, number: usize, case: Case) -> Vec<&Resolved> {
        let own = self.cased(number, case);
        let goes_on = |next: &&Clause| {
            !next
                .parties
                .iter()
                .any(|party| party.case == Case::Bare && (!party.bodies.is_empty() || party.refers.is_some()))
        };
        let next = self.sentence.clauses.get(number + 1).filter(goes_on).is_some();
        let verb = self.clause(number).tokens.iter().filter(|at| self.is_verb(**at)).count();
        if own.is_empty() && self.language.code == "en" {
            return self.onward(number).flat_map(|next| self.cased(next, case)).collect();
        }
        if own.is_empty() && next && verb > 0 {
            let verbs = self.sentence.clauses[number + 1]
                .tokens
                .iter()
                .any(|at| self.is_verb(*at) && !self.shares_frames(*at, number));
            return if verbs { own } else { self.cased(number + 1, case) };
        }
        own
    }

    /// The clauses that go on with one: nobody acts in them, and no verb calls for a record.
    pub(super) fn onward(&self, number: usize) -> impl Iterator<Item = usize> {
        let goes_on = |next: &usize| {
            let clause = self.clause(*next);
            let acts = clause.parties.iter().any(|party| {
                party.case == Case::Bare
                    && (!party.bodies.is_empty() || !party.persons.is_empty() || party.refers.is_some())
            });
            !acts && !clause.tokens.iter().any(|at| self.is_verb(*at))
        };
        (number + 1..self.sentence.clauses.len()).take(3).take_while(goes_on)
    }

    /// Who takes part according to the clauses after: bare parties before a word such as `参加`.
    pub(super) fn attending(&self, number: usize) -> Vec<&Resolved> {
        let attend = self.language.bit("attend-word");
        let mut found = Vec::new();
        for (clause, resolved) in self.sentence.clauses.iter().zip(&self.resolved).skip(number + 1) {
            let word =
                clause.tokens.iter().find(|at| self.sentence.tokens[**at].is_of(self.language, attend));
            let Some(word) = word else { continue };
            found.extend(
                clause
                    .parties
                    .iter()
                    .zip(resolved)
                    .filter(|(party, _)| party.case == Case::Bare && party.first < *word)
                    .map(|(_, one)| one),
            );
        }
        found
    }

    /// The party right behind a word, however it stands.
    pub(super) fn next(&self, number: usize, at: usize) -> Vec<&Resolved> {
        let clause = self.clause(number);
        let parties = clause.parties.iter().zip(&self.resolved[number]);
        parties.filter(|(party, _)| party.first > at).take(1).map(|(_, one)| one).collect()
    }

    /// The parties between a word such as `是` and another: `是X、Y的会员`.
    pub(super) fn between(&self, number: usize, at: usize) -> Vec<&Resolved> {
        let clause = self.clause(number);
        let be = self.language.bit("be");
        let Some(is) = clause.tokens.iter().find(|at| self.sentence.tokens[**at].is_of(self.language, be))
        else {
            return Vec::new();
        };
        let parties = clause.parties.iter().zip(&self.resolved[number]);
        parties.filter(|(party, _)| party.first > *is && party.first < at).map(|(_, one)| one).collect()
    }

    /// The last bare or owning party before a word that is not the first of its clause: `X是Y成员`.
    pub(super) fn before(&self, number: usize, at: usize) -> Vec<&Resolved> {
        let clause = self.clause(number);
        let parties: Vec<(&Party, &Resolved)> =
            clause.parties.iter().zip(&self.resolved[number]).filter(|(party, _)| party.first < at).collect();
        let last = parties.last().filter(|(party, _)| {
            matches!(party.case, Case::Owner | Case::Bare) && (parties.len() > 1 || number > 0)
        });
        last.map(|(_, one)| *one).into_iter().collect()
    }

    pub(super) fn objects(&self, number: usize, at: usize) -> Vec<&Resolved> {
        let clause = self.clause(number);
        // What stands behind the next verb is its object.
        let relative = |at: usize| {
            self.sentence.tokens[at].word(self.language).is_some_and(|word| word.text.ends_with(['的', '之']))
        };
        let next = clause
            .tokens
            .iter()
            .copied()
            .find(|token| *token > at && self.is_verb(*token) && !relative(*token))
            .unwrap_or(usize::MAX);
        let behind = |limit: usize| {
            let parties = clause.parties.iter().zip(&self.resolved[number]);
            parties
                .filter(move |(party, _)| {
                    party.first > at && party.first < limit && matches!(party.case, Case::Bare | Case::Owner)
                })
                .map(|(_, resolved)| resolved)
                .collect::<Vec<_>>()
        };
        let near = behind(next);
        if near.is_empty() { behind(usize::MAX) } else { near }
    }

    /// Bodies that the sentence has named up to and with a clause.
    pub(super) fn said(&self, number: usize) -> Vec<usize> {
        let mut said = Vec::new();
        for one in self.resolved[..=number].iter().flatten() {
            for body in &one.bodies {
                if !said.contains(body) {
                    said.push(*body);
                }
            }
        }
        said
    }
}
