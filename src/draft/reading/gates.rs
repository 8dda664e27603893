//! What keeps a clause from stating that something happened: negation, plan, wish, failure, hearsay, denial.

use super::clause::{Case, Sentence};
use super::patterns::Language;
use super::scan::What;

/// Why a word that calls for a record does not get one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// It is negated.
    Negated,
    /// It is planned.
    Planned,
    /// It is wished for.
    Wished,
    /// It failed or was put off.
    Failed,
    /// It is only said.
    Reported,
    /// It says more of what was told before.
    Restated,
}

/// The gates of a sentence, for any of its tokens.
#[derive(Debug)]
pub struct Gates {
    closed: Vec<Option<Gate>>,
    /// Whether the sentence denies what was said before it.
    pub denies: bool,
}

impl Gates {
    /// Finds the gates of a sentence.
    pub fn of(sentence: &Sentence<'_>, language: &Language) -> Self {
        let mut gates = Self { closed: vec![None; sentence.tokens.len()], denies: false };
        for (number, _) in sentence.clauses.iter().enumerate() {
            gates.within(sentence, number, language);
        }
        gates.restated(sentence, language);
        gates.hearsay(sentence, language);
        gates.failures(sentence, language);
        gates
    }

    /// The gate at a token.
    pub fn at(&self, token: usize) -> Option<Gate> {
        self.closed.get(token).copied().flatten()
    }

    fn close(&mut self, token: usize, gate: Gate) {
        if let Some(slot) = self.closed.get_mut(token) {
            slot.get_or_insert(gate);
        }
    }

    /// `计划访问甲会，并签署协议`: a plan or wish goes on in the next clause when nobody new acts in it and no date stands there.
    fn goes_on(&self, sentence: &Sentence<'_>, number: usize) -> Option<Gate> {
        let last = sentence.clauses.get(number.checked_sub(1)?)?.tokens.last()?;
        let gate = self.at(*last).filter(|gate| matches!(gate, Gate::Planned | Gate::Wished))?;
        let clause = &sentence.clauses[number];
        let acts = clause.parties.iter().any(|party| party.case == Case::Bare);
        let dated = clause.tokens.iter().any(|at| matches!(sentence.tokens[*at].what, What::Time(_)));
        (!acts && !dated).then_some(gate)
    }

    /// Negation, plan and wish: from the word to the end of its clause.
    fn within(&mut self, sentence: &Sentence<'_>, number: usize, language: &Language) {
        let clause = &sentence.clauses[number];
        let kinds =
            [("negation-gate", Gate::Negated), ("plan-gate", Gate::Planned), ("wish-gate", Gate::Wished)];
        let mut open = self.goes_on(sentence, number);
        for &at in &clause.tokens {
            let token = &sentence.tokens[at];
            if let Some(gate) = open {
                self.close(at, gate);
            }
            for (class, gate) in kinds {
                let invitation = token.is_of(language, language.bit("invite-close"))
                    && clause.parties.iter().any(|party| party.case == Case::Inviter)
                    || token.is_of(language, language.bit("invite-open"));
                if token.is_of(language, language.bit(class))
                    && !invitation
                    && !until_follows(sentence, at, language)
                {
                    open.get_or_insert(gate);
                    // A word may call for a record and close it at once: "was refused admission".
                    if token.word(language).is_some_and(|word| !word.frames.is_empty())
                        && gate == Gate::Negated
                    {
                        self.close(at, gate);
                    }
                }
            }
        }
    }

    /// `这是该会首次来访`: what is said of what was told before is no new record.
    fn restated(&mut self, sentence: &Sentence<'_>, language: &Language) {
        let restate = language.bit("restate");
        for clause in &sentence.clauses {
            let Some(at) = clause.tokens.iter().position(|at| sentence.tokens[*at].is_of(language, restate))
            else {
                continue;
            };
            if at < 2 {
                clause.tokens.iter().for_each(|at| self.close(*at, Gate::Restated));
            }
        }
    }

    /// Hearsay: to the end of the sentence. A denial at its end closes all that stands before it.
    fn hearsay(&mut self, sentence: &Sentence<'_>, language: &Language) {
        let (hearsay, denial) = (language.bit("hearsay-gate"), language.bit("denial-gate"));
        let mut open = false;
        let mut denied = None;
        for (at, token) in sentence.tokens.iter().enumerate() {
            if open {
                self.close(at, Gate::Reported);
            }
            open |= token.is_of(language, hearsay);
            if token.is_of(language, denial) {
                denied = Some(at);
            }
        }
        if let Some(at) = denied {
            let calls =
                |token: &super::scan::Token| token.word(language).is_some_and(|word| !word.frames.is_empty());
            let before = sentence.tokens[..at].iter().any(calls);
            self.denies = !before;
            (0..sentence.tokens.len()).for_each(|token| self.close(token, Gate::Reported));
        }
    }

    /// Failure: its clause, and the clause before if it has nobody who acts.
    fn failures(&mut self, sentence: &Sentence<'_>, language: &Language) {
        let failure = language.bit("failure-gate");
        for (number, clause) in sentence.clauses.iter().enumerate() {
            let Some(&word) = clause.tokens.iter().find(|at| sentence.tokens[**at].is_of(language, failure))
            else {
                continue;
            };
            clause.tokens.iter().for_each(|at| self.close(*at, Gate::Failed));
            let mut number = number;
            let mut word = word;
            while number > 0 {
                let clause = &sentence.clauses[number];
                let acts = clause.parties.iter().any(|party| {
                    party.case == Case::Bare
                        && party.first < word
                        && (!party.bodies.is_empty() || party.refers.is_some())
                });
                if acts {
                    break;
                }
                number -= 1;
                let before = &sentence.clauses[number];
                before.tokens.iter().for_each(|at| self.close(*at, Gate::Failed));
                let calls = before.tokens.iter().any(|at| {
                    sentence.tokens[*at].word(language).is_some_and(|word| !word.frames.is_empty())
                });
                if calls {
                    break;
                }
                word = before.tokens.last().map_or(0, |at| at + 1);
            }
        }
    }
}

/// `was not readmitted until January 1982`: what is denied up to a date is said of it.
fn until_follows(sentence: &Sentence<'_>, at: usize, language: &Language) -> bool {
    let until = language.bit("until");
    sentence.tokens[at..].iter().take(8).any(|token| token.is_of(language, until))
}
