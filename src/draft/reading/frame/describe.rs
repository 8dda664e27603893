//! Attributes and places of a reading.

use super::super::clause::Case;
use super::super::clause::Clause;
use super::super::patterns::Frame;
use super::super::places::PLACES;
use super::super::quantity;
use super::super::scan::What;
use super::Reader;
use super::Reading;

impl Reader<'_, '_> {
    /// Attributes, place and date of a reading.
    pub(super) fn describe(&self, frame: &Frame, number: usize, position: usize, reading: &mut Reading) {
        for (attribute, from) in &frame.attributes {
            if let Some(value) = self.attribute(from, number, position) {
                reading.attributes.insert(attribute.clone(), value);
            }
        }
        reading.attributes.extend(frame.set.iter().map(|(name, value)| (name.clone(), value.clone())));
        match frame.place.as_str() {
            "destination" => {
                let places = self.destination(number, position);
                reading.places = places.and_then(|places| self.meant(&places)).into_iter().collect();
                if reading.places.is_empty() {
                    let host = frame
                        .roles
                        .keys()
                        .find(|role| frame.roles[*role].iter().any(|slot| slot == "place-body"));
                    let host =
                        host.and_then(|role| reading.roles.get(role)).and_then(|fillers| fillers.first());
                    reading.country = host.map_or("", |host| self.document.country(host.entity)).to_owned();
                }
            }
            "here" => {
                let own =
                    self.clause(number).tokens.iter().find_map(|at| match &self.sentence.tokens[*at].what {
                        What::Place(places) if PLACES[places[0]].is_country || *at > 0 => {
                            Some(places.clone())
                        }
                        What::Word(word)
                            if !self.language.words[*word].places.is_empty()
                                && self.language.words[*word].means.is_none() =>
                        {
                            Some(self.language.words[*word].places.clone())
                        }
                        _ => None,
                    });
                reading.places = own.and_then(|places| self.meant(&places)).into_iter().collect();
                if reading.places.is_empty() {
                    reading.country = self.discourse.here.clone();
                }
            }
            "receiving" => {
                let first = reading.roles.values().flatten().next();
                reading.country = first.map_or("", |filler| self.document.country(filler.entity)).to_owned();
            }
            _ => {}
        }
        if let Some(place) = reading.places.first() {
            reading.country = PLACES[*place].country.to_owned();
        }
    }

    /// Of several places that a character may mean, the one whose country a body of the text is of.
    pub(super) fn meant(&self, places: &[usize]) -> Option<usize> {
        let known = |place: &&usize| self.document.countries.contains(PLACES[**place].country);
        places.iter().find(known).or(places.first()).copied()
    }

    pub(super) fn attribute(&self, from: &str, number: usize, position: usize) -> Option<String> {
        let clause = self.clause(number);
        let (how, class) = from.split_once(':').unwrap_or((from, ""));
        let own = || clause.tokens.iter().copied();
        // A clause without anybody new who acts goes on telling of the same.
        let goes_on = |clause: &&Clause| {
            !clause.parties.iter().any(|party| party.case == Case::Bare && !party.bodies.is_empty())
        };
        let later = self.sentence.clauses[number + 1..]
            .iter()
            .take_while(goes_on)
            .flat_map(|clause| clause.tokens.iter().copied());
        let earlier = || {
            self.sentence.clauses[..number]
                .iter()
                .rev()
                .take(2)
                .flat_map(|clause| clause.tokens.iter().copied())
        };
        match how {
            "size" => quantity::size(self.sentence, own(), self.language)
                .or_else(|| quantity::size(self.sentence, later.clone(), self.language))
                .or_else(|| quantity::size(self.sentence, earlier(), self.language)),
            "days" => quantity::days(self.sentence, own().chain(later), self.language),
            "years" => quantity::years(self.sentence, earlier().chain(own()).chain(later), self.language),
            "people" => quantity::people(self.sentence, own().chain(later), self.language),
            "count" => quantity::count(self.sentence, own().chain(later), self.language),
            "amount" => {
                quantity::amount(self.sentence, own().chain(later), self.language).map(|amount| amount.0)
            }
            "currency" => quantity::amount(self.sentence, own().chain(later), self.language)
                .map(|amount| amount.1)
                .filter(|code| !code.is_empty()),
            "word" => {
                let bit = self.language.bit(class);
                let restate = self.language.bit("restate");
                let after = self.sentence.clauses[number + 1..].iter().filter(|next| {
                    next.tokens
                        .first()
                        .is_some_and(|at| self.sentence.tokens[*at].is_of(self.language, restate))
                });
                // `In return, X visited Y`: a first clause that names nobody.
                let lead =
                    self.sentence.clauses[..number].iter().filter(|lead| lead.parties.is_empty()).take(1);
                let lead = lead.filter(|_| number == 1).flat_map(|lead| lead.tokens.iter().copied());
                let tokens = own().chain(after.flat_map(|next| next.tokens.iter().copied())).chain(lead);
                tokens
                    .into_iter()
                    .any(|at| self.sentence.tokens[at].is_of(self.language, bit))
                    .then(|| "true".to_owned())
            }
            "title" => self.quoted_title(number),
            "event-type" => own()
                .filter_map(|at| self.sentence.tokens[at].word(self.language)?.event_type.clone())
                .next_back()
                .or_else(|| {
                    later
                        .filter_map(|at| self.sentence.tokens[at].word(self.language)?.event_type.clone())
                        .next()
                }),
            "title-after" => clause.tokens[position..]
                .iter()
                .find_map(|at| self.sentence.tokens[*at].word(self.language)?.title.clone()),
            _ => None,
        }
    }

    /// The words between the marks of a title, in the clause or the one after.
    pub(super) fn quoted_title(&self, number: usize) -> Option<String> {
        let near = self.sentence.clauses[number..]
            .iter()
            .take(2)
            .chain(self.sentence.clauses[..number].iter().rev().take(1))
            .flat_map(|clause| &clause.tokens);
        let whole = near.clone().find(|at| self.sentence.tokens[**at].what == What::Quoted);
        if let Some(at) = whole {
            let token = &self.sentence.tokens[*at];
            return Some(self.sentence.text[token.start..token.end].trim_matches(['《', '》']).to_owned());
        }
        let rest = &self.sentence.text[self.sentence.start..self.sentence.end];
        let open = rest.find(['“', '"'])?;
        let inner = &rest[open..].trim_start_matches(['“', '"']);
        let close = inner.find(['”', '"'])?;
        (self.language.code == "en" && (3..120).contains(&close))
            .then(|| inner[..close].trim_end_matches([',', '.']).to_owned())
    }
}
