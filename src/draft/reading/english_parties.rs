//! The parties of an English clause.

use super::clause::{Case, Party, Sentence};
use super::document::Document;
use super::patterns::{Language, Means};
use super::scan::What;

/// Finds them.
pub fn parties(
    sentence: &Sentence<'_>,
    numbers: &[usize],
    document: &Document,
    language: &Language,
) -> Vec<Party> {
    let finder = Finder { sentence, numbers, document, language };
    let mut parties: Vec<Party> = Vec::new();
    let mut at = 0;
    while at < numbers.len() {
        match finder.party(at) {
            Some((mut party, next)) => {
                finder.place(&mut party, at, next, parties.last());
                parties.push(party);
                at = next;
            }
            None => at += 1,
        }
    }
    parties
}

struct Finder<'a, 't> {
    sentence: &'a Sentence<'t>,
    numbers: &'a [usize],
    document: &'a Document,
    language: &'a Language,
}

impl Finder<'_, '_> {
    fn is(&self, at: usize, class: &str) -> bool {
        let token = self.numbers.get(at).map(|number| &self.sentence.tokens[*number]);
        token.is_some_and(|token| token.is_of(self.language, self.language.bit(class)))
    }

    fn entity(&self, at: usize) -> Option<usize> {
        match self.sentence.tokens[*self.numbers.get(at)?].what {
            What::Name(entity) => Some(entity),
            _ => None,
        }
    }

    fn title(&self, at: usize) -> Option<&str> {
        self.sentence.tokens[*self.numbers.get(at)?].word(self.language)?.title.as_deref()
    }

    fn means(&self, at: usize) -> Option<Means> {
        self.sentence.tokens[*self.numbers.get(at)?].word(self.language)?.means
    }

    /// The words between a token and the next, without blanks at their ends.
    fn gap(&self, at: usize) -> &str {
        match (self.numbers.get(at), self.numbers.get(at + 1)) {
            (Some(before), Some(after)) => self.sentence.gap(*before, *after).trim(),
            _ => "",
        }
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
        let mut party = Party {
            first: self.numbers[at],
            last: self.numbers[at],
            bodies: Vec::new(),
            persons: Vec::new(),
            title: None,
            former: at > 0 && self.is(at - 1, "former"),
            refers: None,
            case: Case::Bare,
            listed: false,
        };
        let mut next = at + 1;
        match self.entity(at) {
            Some(entity) if self.document.is_body(entity) => {
                party.bodies.push(entity);
                next = self.titled(&mut party, next);
            }
            Some(person) => {
                party.persons.push(person);
                next = self.title_after(&mut party, next);
            }
            None => match (self.means(at), self.title(at)) {
                (Some(means), _) => {
                    party.refers = Some((means, self.numbers[at]));
                    next = self.titled(&mut party, next);
                    let owns = self.is(at + 1, "leaders")
                        || self.is(at + 1, "event-noun")
                        || self.is(at + 1, "tie-noun")
                        || self.is(at + 1, "group");
                    if means == Means::Possessive
                        && party.title.is_none()
                        && party.persons.is_empty()
                        && !owns
                    {
                        return None;
                    }
                }
                (None, None)
                    if self.is(at, "body-head")
                        && at > 0
                        && self.is(at - 1, "article")
                        && !self.is(at + 1, "body-head") =>
                {
                    party.refers = Some((Means::That, self.numbers[at]));
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
        party.last = self.numbers[next - 1];
        Some((party, next))
    }

    /// `ACTU President Margaret Doyle`, `President Doyle of the ACTU`
    fn titled(&self, party: &mut Party, start: usize) -> usize {
        let mut next = start;
        while (next == 0 || next == start || self.close(next - 1))
            && (next == start && (start == 0 || self.close(start - 1)) || next > start)
        {
            if let Some(title) = self.title(next) {
                party.title.get_or_insert_with(|| title.to_owned());
                next += 1;
            } else if self.is(next, "leaders") || self.is(next, "honorific") {
                next += 1;
            } else {
                break;
            }
        }
        if let Some(person) = self.entity(next).filter(|person| !self.document.is_body(*person))
            && next > start
            && matches!(self.gap(next - 1), "" | "," | ".")
        {
            party.persons.push(person);
            next = self.title_after(party, next + 1);
        } else if party.title.is_some() && self.is(next, "of") {
            next = self.body_of(party, next);
            let mut person = next;
            while self.is(person, "honorific") {
                person += 1;
            }
            if next > 0
                && matches!(self.gap(next - 1), "" | ",")
                && let Some(name) = self.entity(person).filter(|name| !self.document.is_body(*name))
            {
                party.persons.push(name);
                next = person + 1;
            }
        }
        next
    }

    /// `Margaret Doyle, president of the ACTU`, `Doyle, the union's president`: a title behind a name.
    fn title_after(&self, party: &mut Party, start: usize) -> usize {
        let of_somebody = self.is(start, "of") && start > 0 && self.gap(start - 1).is_empty();
        if of_somebody && (party.title.is_some() || party.bodies.is_empty()) {
            return self.body_of(party, start);
        }
        if start == 0 || !self.gap(start - 1).starts_with(',') {
            return start;
        }
        let mut next = start;
        while self.is(next, "article") || self.is(next, "honorific") || self.is(next, "former") {
            party.former |= self.is(next, "former");
            next += 1;
        }
        if let Some(body) =
            self.entity(next).filter(|body| self.document.is_body(*body) && self.title(next + 1).is_some())
        {
            party.bodies.push(body);
            next += 1;
        } else if self.title(next + 1).is_some() && (self.means(next).is_some() || self.is(next, "body-head"))
        {
            let means = self.means(next).unwrap_or(Means::That);
            party.refers = Some((means, self.numbers[next]));
            next += 1;
        }
        match self.title(next) {
            Some(title) => {
                party.title.get_or_insert_with(|| title.to_owned());
                if self.is(next + 1, "of") { self.body_of(party, next + 1) } else { next + 1 }
            }
            None => start,
        }
    }

    fn body_of(&self, party: &mut Party, of: usize) -> usize {
        let mut next = of + 1;
        if self.is(next, "article") {
            next += 1;
        }
        match self.entity(next).filter(|body| self.document.is_body(*body)) {
            Some(body) if party.bodies.is_empty() && party.refers.is_none() => {
                party.bodies.push(body);
                next + 1
            }
            None if party.bodies.is_empty()
                && party.refers.is_none()
                && next > of + 1
                && self.is(next, "body-head") =>
            {
                party.refers = Some((Means::That, self.numbers[next]));
                next + 1
            }
            _ => of,
        }
    }

    fn place(&self, party: &mut Party, at: usize, next: usize, before: Option<&Party>) {
        let mut previous = at;
        while previous > 0 && (self.is(previous - 1, "article") || self.is(previous - 1, "honorific")) {
            previous -= 1;
        }
        let near = previous > 0
            && (self.gap(previous - 1).is_empty() || self.gap(previous - 1).split(' ').count() <= 2);
        let class = |name: &str| near && previous > 0 && self.is(previous - 1, name);
        let joined = before.filter(|before| previous >= 2 && before.last >= self.numbers[previous - 2]);
        let first_back = (0..previous)
            .rev()
            .take(3)
            .find(|earlier| self.is(*earlier, "invite-close") || self.is(*earlier, "guest-close"));
        party.case = if class("of") && first_back.is_some() || class("invited-by") {
            if first_back.is_some_and(|at| self.is(at, "guest-close")) { Case::Guest } else { Case::Inviter }
        } else if (class("of") || class("from"))
            && previous >= 2
            && self.is(previous - 2, "group")
            && self.gap(previous - 2).is_empty()
        {
            let object = (0..previous)
                .rev()
                .skip(2)
                .take(6)
                .any(|earlier| self.is(earlier, "with") || self.is(earlier, "by"));
            if object { Case::With } else { Case::Bare }
        } else if let Some(before) = joined.filter(|_| class("and")) {
            party.listed = true;
            before.case
        } else if (self.is(next, "event-noun") && self.gap(next.saturating_sub(1)).split(' ').count() <= 2)
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
    }
}
