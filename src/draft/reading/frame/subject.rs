//! Who acts: in the clause, in an earlier one, or as told before.

use super::super::clause::Case;
use super::super::clause::Clause;
use super::super::clause::Party;
use super::super::scan::What;
use super::Dated;
use super::Reader;
use super::Resolved;
use super::Subject;

impl Reader<'_, '_> {
    /// Who acts: the bare party nearest before the word, with those it is listed with; else of an earlier clause; else as told.
    pub(super) fn subject(&self, number: usize, at: usize) -> Subject {
        for earlier in (0..=number).rev() {
            let clause = self.clause(earlier);
            let first_verb =
                clause.tokens.iter().find(|at| self.is_verb(**at)).copied().unwrap_or(usize::MAX);
            // Who is something stands before the word that says so: X是Y的会员.
            let be = self.language.bit("be");
            let is = clause
                .tokens
                .iter()
                .find(|at| self.sentence.tokens[**at].is_of(self.language, be))
                .copied()
                .unwrap_or(usize::MAX);
            let before = |party: &Party| {
                party.first < is && if earlier < number { party.first < first_verb } else { party.first < at }
            };
            let bare: Vec<usize> = (0..clause.parties.len())
                .filter(|n| clause.parties[*n].case == Case::Bare && before(&clause.parties[*n]))
                .collect();
            // What stands between an earlier verb and this one is that verb's object, if anybody stands before both.
            let leading: Vec<usize> =
                bare.iter().copied().filter(|n| clause.parties[*n].first < first_verb).collect();
            let bare = if leading.is_empty() && self.language.code == "zh" { bare } else { leading };
            let found: Vec<&Resolved> = self.head_group(earlier, &bare);
            let led = self.cased(earlier, Case::Leader);
            let led_bodies = led.iter().any(|one| !one.bodies.is_empty());
            let found = if found.is_empty() && (led_bodies || self.language.code == "en" && earlier == 0) {
                led
            } else {
                found
            };
            if found.iter().any(|one| !one.bodies.is_empty() || !one.persons.is_empty()) {
                let mut subject = Subject::default();
                for one in found {
                    subject.bodies.extend(&one.bodies);
                    subject.persons.extend(&one.persons);
                    subject.inferred |= one.inferred;
                    subject.reason = subject.reason.or_else(|| one.reason.clone());
                }
                return subject;
            }
            if let Some(travellers) = self.group_subject(clause, at) {
                return travellers;
            }
        }
        self.coming_subject(number, at).unwrap_or_else(|| self.told_subject())
    }

    /// Who acts behind a first clause that begins with its verb: `Elected in 1990, he`.
    fn coming_subject(&self, number: usize, at: usize) -> Option<Subject> {
        let begins = number == 0 && self.clause(0).tokens.first() == Some(&at);
        if !begins || self.language.code != "en" {
            return None;
        }
        let next = self.clause(self.sentence.clauses.len().min(2) - 1);
        let verb = next.tokens.iter().find(|at| self.is_verb(**at)).copied().unwrap_or(usize::MAX);
        let party = next.parties.iter().position(|party| party.case == Case::Bare && party.first < verb)?;
        let one = self.resolved.get(1)?.get(party)?;
        (!one.bodies.is_empty() || !one.persons.is_empty()).then(|| Subject {
            bodies: one.bodies.clone(),
            persons: one.persons.clone(),
            inferred: one.inferred,
            reason: one.reason.clone(),
        })
    }

    /// `代表团` by itself: those on the journey.
    pub(super) fn group_subject(&self, clause: &Clause, at: usize) -> Option<Subject> {
        let group = self.language.bit("group");
        let position = clause
            .tokens
            .iter()
            .position(|token| self.sentence.tokens[*token].is_of(self.language, group))?;
        let token = clause.tokens[position];
        let alone =
            token < at && clause.parties.iter().all(|party| party.first > token || party.case != Case::Bare);
        let led = position > 0
            && matches!(
                self.sentence.tokens[clause.tokens[position - 1]].what,
                What::Number(_) | What::Name(_)
            );
        let told = self.language.code == "zh"
            || position > 0 && {
                let before = &self.sentence.tokens[clause.tokens[position - 1]];
                self.sentence.text[before.start..before.end].eq_ignore_ascii_case("the")
            };
        if !alone || led || self.discourse.travellers.is_empty() || !told {
            return None;
        }
        let (bodies, persons) =
            self.discourse.travellers.iter().partition(|entity| self.document.is_body(**entity));
        Some(Subject {
            bodies,
            persons,
            inferred: false,
            reason: Some("the delegation told of before".to_owned()),
        })
    }

    /// The first bare party of a clause with those listed with it.
    pub(super) fn head_group(&self, number: usize, bare: &[usize]) -> Vec<&Resolved> {
        let clause = self.clause(number);
        let mut group = Vec::new();
        for &n in bare {
            if !group.is_empty() && !clause.parties[n].listed {
                // A person without a body right behind another body belongs to it.
                break;
            }
            group.push(&self.resolved[number][n]);
        }
        group
    }

    pub(super) fn told_subject(&self) -> Subject {
        let reason = Some("who acts is not said again".to_owned());
        if !self.discourse.subject.is_empty() {
            return Subject {
                bodies: self.discourse.subject.clone(),
                persons: self.discourse.actors.clone(),
                inferred: true,
                reason,
            };
        }
        let home = self.document.home.or(self.discourse.topic);
        Subject { bodies: home.into_iter().collect(), persons: Vec::new(), inferred: true, reason }
    }

    /// What a word such as `分别` spreads a clause over: each of several who act, or each of several they act with.
    #[allow(clippy::type_complexity, reason = "who acts, with whom, when")]
    pub(super) fn distributed(
        &self,
        number: usize,
        at: usize,
        subject: &Subject,
    ) -> Option<Vec<(Subject, Option<usize>, Dated)>> {
        let clause = self.clause(number);
        let spread = clause
            .tokens
            .iter()
            .any(|token| self.sentence.tokens[*token].is_of(self.language, self.language.bit("distribute")));
        if !spread {
            return None;
        }
        let times: Vec<usize> = clause
            .tokens
            .iter()
            .chain(number.checked_sub(1).map(|n| &self.clause(n).tokens).into_iter().flatten())
            .filter_map(|token| match self.sentence.tokens[*token].what {
                What::Time(time) => Some(time),
                _ => None,
            })
            .collect();
        let mut times = times;
        times.sort_unstable();
        let dated = |n: usize, count: usize| match times.get(n) {
            Some(time) if times.len() == count => Dated {
                time: Some(self.first_time + time),
                value: self.times[*time].value.to_string(),
                carried: false,
            },
            _ => self.date(number, at),
        };
        let with: Vec<usize> =
            self.cased(number, Case::With).iter().flat_map(|one| one.bodies.iter().copied()).collect();
        if with.len() > 1 {
            let one = |(n, body): (usize, &usize)| (subject.clone(), Some(*body), dated(n, with.len()));
            return Some(with.iter().enumerate().map(one).collect());
        }
        if subject.bodies.len() > 1 && with.is_empty() {
            let count = subject.bodies.len();
            let one = |(n, body): (usize, &usize)| {
                let persons = subject
                    .persons
                    .iter()
                    .copied()
                    .filter(|person| self.document.entities[*person].body == Some(*body))
                    .collect();
                (Subject { bodies: vec![*body], persons, ..subject.clone() }, None, dated(n, count))
            };
            return Some(subject.bodies.iter().enumerate().map(one).collect());
        }
        None
    }
}
