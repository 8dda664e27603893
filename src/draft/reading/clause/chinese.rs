//! The parties of a Chinese clause.

use super::super::patterns::Means;
use super::words::Words;
use super::{Case, Party};

/// Finds the parties of a Chinese clause.
pub struct Parties<'a, 't>(pub Words<'a, 't>);

impl Parties<'_, '_> {
    /// The parties in order.
    pub fn all(&self) -> Vec<Party> {
        self.0.parties(|at| self.party(at), |party, at, next, before| self.place(party, at, next, before))
    }

    /// The party that begins at a token, and the token after it.
    fn party(&self, at: usize) -> Option<(Party, usize)> {
        let mut party = Party::at(self.0.numbers[at]);
        party.former = at > 0 && self.0.is(at - 1, "former") && self.0.gap(at - 1).is_empty();
        let mut next = at + 1;
        match self.0.entity(at) {
            Some(entity) if self.0.document.is_body(entity) => party.bodies.push(entity),
            Some(person) => {
                party.persons.push(person);
                let mut next = self.after_name(next);
                if let Some(title) = self.0.title(next).filter(|_| self.0.gap(next - 1).is_empty()) {
                    party.title = Some(title.to_owned());
                    next += 1;
                }
                party.last = self.0.numbers[next - 1];
                return Some((party, next));
            }
            None => match (self.0.means(at), self.0.title(at)) {
                (Some(means), _) => {
                    if means == Means::Possessive
                        && !(self.0.title(next).is_some()
                            || self.0.is(next, "leaders")
                            || self.0.entity(next).is_some())
                    {
                        return None;
                    }
                    party.refers = Some((means, self.0.numbers[at]));
                }
                (None, Some(title)) => party.title = Some(title.to_owned()),
                _ => return None,
            },
        }
        next = self.titles(&mut party, next);
        party.last = self.0.numbers[next - 1];
        Some((party, next))
    }

    /// Titles and the person who bears them, from a token on.
    fn titles(&self, party: &mut Party, start: usize) -> usize {
        let mut next = start;
        loop {
            let gap = if next == 0 { "" } else { self.0.gap(next - 1) };
            let near = gap.is_empty() || next == start && party.title.is_none() && is_department(gap);
            if !near {
                break;
            }
            if let Some(title) = self.0.title(next) {
                if party.title.is_none() || !title.is_empty() {
                    party.title.get_or_insert_with(|| title.to_owned());
                }
                next += 1;
            } else if party.title.is_some() && self.is_listed_title(next)
                || self.0.is(next, "leaders")
                || self.is_of_title(next)
            {
                next += 1;
            } else if self.0.is(next, "former") && self.0.title(next + 1).is_some() {
                party.former = true;
                next += 1;
            } else if let Some(person) =
                self.0.entity(next).filter(|person| !self.0.document.is_body(*person))
            {
                if party.title.is_some() || gap.is_empty() {
                    party.persons.push(person);
                    next = self.after_name(next + 1);
                }
                break;
            } else {
                break;
            }
        }
        next.max(start)
    }

    /// `、` or `兼` between two titles.
    fn is_listed_title(&self, at: usize) -> bool {
        self.0.token(at).is_some_and(|token| token.is_mark('、') || self.0.is(at, "and"))
            && self.0.title(at + 1).is_some()
    }

    /// `的` between a body and a title, or a title and its new bearer.
    fn is_of_title(&self, at: usize) -> bool {
        let person = || {
            self.0.entity(at + 1).is_some_and(|entity| !self.0.document.is_body(entity))
                && self.0.title(at - 1).is_some()
        };
        self.0.is(at, "of")
            && self.0.gap(at).is_empty()
            && (self.0.title(at + 1).is_some() || at > 0 && person())
    }

    /// The token after forms of address behind a name.
    fn after_name(&self, at: usize) -> usize {
        let mut next = at;
        while self.0.is(next, "honorific") && self.0.gap(next - 1).is_empty() {
            next += 1;
        }
        next
    }

    /// Finds how a party stands from the words around it.
    fn place(&self, party: &mut Party, at: usize, next: usize, before: Option<&Party>) {
        // 与来访的X: a relative clause may stand between a preposition and its party.
        let relative = at > 1
            && self.0.gap(at - 1).is_empty()
            && self
                .0
                .token(at - 1)
                .and_then(|token| token.word(self.0.language))
                .is_some_and(|word| !word.frames.is_empty() && word.text.ends_with('的'));
        let at = if relative { at - 1 } else { at };
        let adjacent = at > 0 && self.0.gap(at - 1).is_empty();
        let previous = |class: &str| adjacent && self.0.is(at - 1, class);
        let follows = |class: &str| self.0.is(next, class) && self.0.gap(next - 1).is_empty();
        let joined = before.filter(|before| {
            at >= 2 && adjacent && self.0.numbers[at - 2] == before.last && self.0.gap(at - 2).is_empty()
        });
        let listing = adjacent
            && (self.0.token(at - 1).is_some_and(|token| token.is_mark('、')) || self.0.is(at - 1, "and"));
        let open = |class: &str| (0..at).rev().take(8).any(|earlier| self.0.is(earlier, class));
        party.case = if follows("invite-close") && open("invite-open") {
            Case::Inviter
        } else if follows("guest-close") && previous("guest-open") {
            Case::Guest
        } else if follows("organised-by") {
            Case::Owner
        } else if let Some(before) = joined.filter(|_| listing) {
            party.listed = true;
            let with =
                self.0.is(at - 1, "with") && !self.0.token(at - 1).is_some_and(|token| token.is_mark('、'));
            if with && before.case == Case::Bare && !before.listed { Case::With } else { before.case }
        } else if previous("with") {
            Case::With
        } else if previous("lead")
            && !party.bodies.is_empty()
            && party.persons.is_empty()
            && self.0.is(next, "group")
        {
            Case::Sent
        } else if previous("lead") && party.bodies.is_empty()
            || previous("lead-by") && (next..next + 4).any(|later| self.0.is(later, "lead"))
        {
            Case::Leader
        } else if previous("by") {
            Case::By
        } else if previous("to") {
            Case::To
        } else if previous("from") {
            Case::From
        } else if previous("at") {
            Case::At
        } else if follows("of")
            && self.0.is(next + 1, "group")
            && self.0.gap(next).is_empty()
            && !previous("with")
        {
            Case::Bare
        } else if (follows("of") && self.0.gap(next).is_empty())
            || self.0.is(next, "event-noun")
                && self.0.gap(next - 1).chars().count() <= 6
                && (0..at).any(|earlier| {
                    self.0.token(earlier).is_some_and(|token| {
                        token.word(self.0.language).is_some_and(|word| !word.frames.is_empty())
                    })
                })
        {
            Case::Owner
        } else {
            Case::Bare
        };
    }
}

/// Whether the words between a body and a title name a department of it.
fn is_department(gap: &str) -> bool {
    let count = gap.chars().count();
    count <= 10
        && (gap.ends_with(|c: char| "部处司局委会组室科院所系团社站驻联厅署办办区级地州".contains(c))
            || count <= 2 && !gap.contains(|c: char| "的在与和向对由是有会".contains(c)))
}
