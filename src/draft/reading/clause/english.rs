//! The parties of an English clause.

use super::super::patterns::Means;
use super::super::places::PLACES;
use super::super::scan::What;
use super::words::Words;
use super::{Case, Party};

/// Finds the parties of an English clause.
pub struct Parties<'a, 't>(pub Words<'a, 't>);

impl Parties<'_, '_> {
    /// The parties in order.
    pub fn all(&self) -> Vec<Party> {
        self.0.parties(|at| self.party(at), |party, at, next, before| self.place(party, at, next, before))
    }

    /// The words between a token and the next, without blanks at their ends.
    fn gap(&self, at: usize) -> &str {
        self.0.gap(at).trim()
    }

    /// Whether nothing that matters stands between a token and the next.
    fn close(&self, at: usize) -> bool {
        let gap = self.gap(at);
        gap.is_empty()
            || gap == "'s"
            || gap == "'"
            || gap.split(' ').count() <= 2
                && gap.split(' ').all(|word| word.starts_with(char::is_lowercase) && !word.contains(','))
    }

    fn party(&self, at: usize) -> Option<(Party, usize)> {
        let mut party = Party::at(self.0.numbers[at]);
        party.former = at > 0 && self.0.is(at - 1, "former");
        let mut next = at + 1;
        match self.0.entity(at) {
            Some(entity) if self.0.document.is_body(entity) => {
                party.bodies.push(entity);
                next = self.titled(&mut party, next);
            }
            Some(person) => {
                party.persons.push(person);
                party.bodies.extend(self.bracketed(at));
                next = self.title_after(&mut party, next);
            }
            None => match (self.0.means(at), self.0.title(at)) {
                (Some(means), _) => {
                    party.refers = Some((means, self.0.numbers[at]));
                    match self.counterpart(at) {
                        Some((refers, behind)) => {
                            party.refers = Some(refers);
                            next = behind;
                            self.add_apposed(&mut party, &mut next);
                        }
                        None => next = self.titled(&mut party, next),
                    }
                    let owns = self.0.is(at + 1, "leaders")
                        || self.0.is(at + 1, "event-noun")
                        || self.0.is(at + 1, "tie-noun")
                        || self.0.is(at + 1, "group");
                    if means == Means::Possessive
                        && party.title.is_none()
                        && party.persons.is_empty()
                        && !owns
                    {
                        return None;
                    }
                }
                (None, None) if self.is_people(at) => {
                    party.refers = Some((Means::Side, self.0.numbers[at]));
                    while self.0.is(next, "body-head") || self.0.is(next, "group") {
                        next += 1;
                    }
                    next = self.titled(&mut party, next);
                }
                (None, None)
                    if self.0.is(at, "body-head")
                        && at > 0
                        && self.0.is(at - 1, "article")
                        && !self.0.is(at + 1, "body-head") =>
                {
                    party.refers = Some((Means::That, self.0.numbers[at]));
                    next = self.titled(&mut party, next);
                }
                (None, Some(_)) => {
                    next = self.titled(&mut party, at).max(at + 1);
                    if party.persons.is_empty() && party.bodies.is_empty() {
                        return None;
                    }
                }
                _ => return None,
            },
        }
        party.last = self.0.numbers[next - 1];
        Some((party, next))
    }

    /// `Mr Moss (National Union of Seafarers)`: whose a person is.
    fn bracketed(&self, at: usize) -> Option<usize> {
        let [open, body, close] =
            self.0.sentence.tokens.get(self.0.numbers[at] + 1..self.0.numbers[at] + 4)?
        else {
            return None;
        };
        match body.what {
            What::Name(body) if open.is_mark('(') && close.is_mark(')') => {
                Some(body).filter(|body| self.0.document.is_body(*body))
            }
            _ => None,
        }
    }

    /// `ACTU President Margaret Doyle`, `President Doyle of the ACTU`
    fn titled(&self, party: &mut Party, start: usize) -> usize {
        let mut next = start;
        let mut department = false;
        while (next == 0 || next == start || self.close(next - 1))
            && (next == start && (start == 0 || self.close(start - 1)) || next > start)
        {
            if let Some(title) = self.0.title(next) {
                party.title.get_or_insert_with(|| title.to_owned());
                next += 1;
            } else if self.0.is(next, "leaders") || self.0.is(next, "honorific") {
                next += 1;
            } else if party.title.is_some() && self.is_department(next) {
                // `head of collections, Philippa Ames`
                department = true;
                next += 1;
                break;
            } else {
                break;
            }
        }
        // `our president, Sir Thomas Yarrow`
        let addressed = next > start && self.0.is(next, "honorific") && self.gap(next - 1) == ",";
        next += usize::from(addressed);
        if let Some(person) = self.0.entity(next).filter(|person| !self.0.document.is_body(*person))
            && next > start
            && (addressed
                || matches!(self.gap(next - 1), "" | "," | ".")
                || department && self.gap(next - 1).ends_with(','))
        {
            party.persons.push(person);
            next = self.title_after(party, next + 1);
        } else if party.title.is_some() && self.0.is(next, "of") {
            next = self.body_of(party, next);
            let mut person = next;
            while self.0.is(person, "honorific") {
                person += 1;
            }
            if next > 0
                && matches!(self.gap(next - 1), "" | ",")
                && let Some(name) = self.0.entity(person).filter(|name| !self.0.document.is_body(*name))
            {
                party.persons.push(name);
                next = person + 1;
            }
        }
        next
    }

    /// `his counterpart`, `its Chinese counterparts`: whom it means, and the token behind it.
    fn counterpart(&self, at: usize) -> Option<((Means, usize), usize)> {
        let place = matches!(self.0.sentence.tokens[*self.0.numbers.get(at + 1)?].what, What::Place(_));
        let noun = at + 1 + usize::from(place);
        let means =
            if place { (Means::Side, self.0.numbers[at + 1]) } else { (Means::Other, self.0.numbers[at]) };
        (self.0.means(at) == Some(Means::Possessive) && self.0.is(noun, "counterpart"))
            .then_some((means, noun + 1))
    }

    /// The person whom a comma sets beside a party.
    fn add_apposed(&self, party: &mut Party, next: &mut usize) {
        let named = *next + usize::from(self.0.is(*next, "honorific"));
        let person = self.0.entity(named).filter(|person| !self.0.document.is_body(*person));
        if let Some(person) = person.filter(|_| matches!(self.gap(*next - 1), "" | ",")) {
            party.persons.push(person);
            *next = named + 1;
        }
    }

    /// `the Irish`, `the Irish body`: a people that stands for its body.
    fn is_people(&self, at: usize) -> bool {
        let token = &self.0.sentence.tokens[self.0.numbers[at]];
        let What::Place(places) = &token.what else { return false };
        let word = &self.0.sentence.text[token.start..token.end];
        let people = PLACES[places[0]].people.contains(&word);
        let noun = (self.0.is(at + 1, "body-head") || self.0.is(at + 1, "group")) && self.gap(at).is_empty();
        people && at > 0 && self.0.is(at - 1, "article") && (noun || self.ends_a_phrase(at))
    }

    /// Whether no noun follows a token.
    fn ends_a_phrase(&self, at: usize) -> bool {
        let end = self.0.sentence.tokens[self.0.numbers[at]].end;
        let rest = &self.0.sentence.text[end..self.0.sentence.end];
        let next = self.0.numbers.get(at + 1).map(|next| &self.0.sentence.tokens[*next]);
        rest.starts_with([',', '.', ';'])
            || next.and_then(|next| next.word(self.0.language)).is_some_and(|word| !word.frames.is_empty())
                && self.gap(at).is_empty()
    }

    /// Whether `of` leads to a few small words, a comma and a person's name.
    fn is_department(&self, of: usize) -> bool {
        let Some(words) = self.gap(of).strip_suffix(',') else { return false };
        let small = words.split(' ').count() <= 4
            && words.split(' ').all(|word| word.starts_with(char::is_lowercase));
        self.0.is(of, "of")
            && small
            && self.0.entity(of + 1).is_some_and(|name| !self.0.document.is_body(name))
    }

    /// `Margaret Doyle, president of the ACTU`, `Doyle, the union's president`: a title behind a name.
    fn title_after(&self, party: &mut Party, start: usize) -> usize {
        let of_somebody = self.0.is(start, "of") && start > 0 && self.gap(start - 1).is_empty();
        if of_somebody && (party.title.is_some() || party.bodies.is_empty()) {
            return self.body_of(party, start);
        }
        if start == 0 || !self.gap(start - 1).starts_with(',') {
            return start;
        }
        let mut next = start;
        while self.0.is(next, "article") || self.0.is(next, "honorific") || self.0.is(next, "former") {
            party.former |= self.0.is(next, "former");
            next += 1;
        }
        if let Some(body) = self
            .0
            .entity(next)
            .filter(|body| self.0.document.is_body(*body) && self.0.title(next + 1).is_some())
        {
            party.bodies.push(body);
            next += 1;
        } else if self.0.title(next + 1).is_some()
            && (self.0.means(next).is_some() || self.0.is(next, "body-head"))
        {
            let means = self.0.means(next).unwrap_or(Means::That);
            party.refers = Some((means, self.0.numbers[next]));
            next += 1;
        }
        match self.0.title(next) {
            Some(title) => {
                party.title.get_or_insert_with(|| title.to_owned());
                if self.0.is(next + 1, "of") { self.body_of(party, next + 1) } else { next + 1 }
            }
            None => start,
        }
    }

    fn body_of(&self, party: &mut Party, of: usize) -> usize {
        let mut next = of + 1;
        if self.0.is(next, "article") {
            next += 1;
        }
        match self.0.entity(next).filter(|body| self.0.document.is_body(*body)) {
            Some(body) if party.bodies.is_empty() && party.refers.is_none() => {
                party.bodies.push(body);
                next + 1
            }
            None if party.bodies.is_empty()
                && party.refers.is_none()
                && next > of + 1
                && self.0.is(next, "body-head") =>
            {
                party.refers = Some((Means::That, self.0.numbers[next]));
                next + 1
            }
            _ => of,
        }
    }

    fn place(&self, party: &mut Party, at: usize, next: usize, before: Option<&Party>) {
        let mut previous = at;
        while previous > 0 && (self.0.is(previous - 1, "article") || self.0.is(previous - 1, "honorific")) {
            previous -= 1;
        }
        let near = previous > 0
            && (self.gap(previous - 1).is_empty() || self.gap(previous - 1).split(' ').count() <= 2);
        let class = |name: &str| near && previous > 0 && self.0.is(previous - 1, name);
        let joined = before.filter(|before| previous >= 2 && before.last >= self.0.numbers[previous - 2]);
        let first_back = (0..previous)
            .rev()
            .take(3)
            .find(|earlier| self.0.is(*earlier, "invite-close") || self.0.is(*earlier, "guest-close"));
        party.case = if class("of") && first_back.is_some() || class("invited-by") {
            if first_back.is_some_and(|at| self.0.is(at, "guest-close")) {
                Case::Guest
            } else {
                Case::Inviter
            }
        } else if (class("of") || class("from")) && previous >= 2 && self.ends_a_group(previous - 2) {
            party.group = true;
            let object = (0..previous)
                .rev()
                .skip(2)
                .take(6)
                .any(|earlier| self.0.is(earlier, "with") || self.0.is(earlier, "by"));
            if object { Case::With } else { Case::Bare }
        } else if let Some(before) = joined.filter(|_| class("and")) {
            party.listed = true;
            party.group = before.group;
            before.case
        } else if (self.0.is(next, "event-noun") && self.gap(next.saturating_sub(1)).split(' ').count() <= 2)
            && !party.bodies.is_empty()
            && party.persons.is_empty()
            && previous > 0
        {
            Case::Owner
        } else if class("led-by") {
            Case::Leader
        } else if class("with") {
            Case::With
        } else if class("by") {
            Case::By
        } else if class("to") {
            Case::To
        } else if class("from") {
            Case::From
        } else if class("at") {
            Case::At
        } else if class("of") || self.gap(next.saturating_sub(1)).starts_with("'s") {
            Case::Owner
        } else {
            Case::Bare
        };
        // `an ACFTU delegation`, `the Council's mission`
        let led = matches!(party.case, Case::Bare | Case::Owner | Case::With | Case::By);
        if led && party.persons.is_empty() && self.0.is(next, "group") && self.gap_is_small(next - 1) {
            party.group = true;
            party.case = if party.case == Case::Owner { Case::Bare } else { party.case };
        }
    }

    /// Whether a token is the last of words for people who travel or are received: `a delegation`, `six young teachers`.
    fn ends_a_group(&self, at: usize) -> bool {
        let number = matches!(self.0.sentence.tokens[self.0.numbers[at]].what, What::Number(_));
        let gap = self.gap(at);
        let counted = number && (1..=3).contains(&gap.split(' ').filter(|word| !word.is_empty()).count());
        self.0.is(at, "group") && gap.is_empty()
            || counted && gap.split(' ').all(|word| word.chars().all(|c| c.is_lowercase() || c == '-'))
            || self.0.is(at, "people")
                && gap.is_empty()
                && at > 0
                && matches!(self.0.sentence.tokens[self.0.numbers[at - 1]].what, What::Number(_))
    }

    fn gap_is_small(&self, at: usize) -> bool {
        let gap = self.gap(at).trim_start_matches("'s").trim_start_matches('\'').trim();
        gap.is_empty() || gap.split(' ').count() <= 2 && !gap.contains([',', ';'])
    }
}
