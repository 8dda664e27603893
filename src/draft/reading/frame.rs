//! Words that call for a record, and where its fillers stand.

use super::calendar::TimeExpression;
use super::clause::{Case, Clause, Party, Sentence};
use super::discourse::Discourse;
use super::document::Document;
use super::gates::{Gate, Gates};
use super::patterns::{Frame, Language, Means};
use super::places::{PLACES, country};
use super::quantity;
use super::scan::What;
use std::collections::BTreeMap;

/// A filler of a role, and whether the text leaves it to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filler {
    /// The entity.
    pub entity: usize,
    /// Whether it is inferred.
    pub inferred: bool,
}

/// A record as read from one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The kind.
    pub kind: String,
    /// Fillers by role.
    pub roles: BTreeMap<String, Vec<Filler>>,
    /// The number of its date among the expressions of the text, if it has one.
    pub time: Option<usize>,
    /// Its date.
    pub date: String,
    /// The country where it took place, or nothing.
    pub country: String,
    /// The place, by its number in the gazetteer.
    pub places: Vec<usize>,
    /// Attributes.
    pub attributes: BTreeMap<String, String>,
    /// The sentences that state it, as spans of the text.
    pub evidence: Vec<(u32, u32)>,
    /// Why it is drafted.
    pub why: Vec<String>,
    /// What is doubtful.
    pub doubts: Vec<String>,
    /// The frame.
    pub frame: usize,
    /// Where the word that calls for it stands in the text.
    pub at: u32,
}

/// A date that counts at a place of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dated {
    /// Its number among the expressions of the text.
    pub time: Option<usize>,
    /// The value.
    pub value: String,
    /// Whether it comes from an earlier sentence.
    pub carried: bool,
}

/// A sentence with all that is needed to read it.
pub struct Reader<'r, 't> {
    /// The sentence.
    pub sentence: &'r Sentence<'t>,
    /// What closes parts of it.
    pub gates: &'r Gates,
    /// The patterns.
    pub language: &'r Language,
    /// The text's entities.
    pub document: &'r Document,
    /// What was told before.
    pub discourse: &'r mut Discourse,
    /// The expressions of time of the block.
    pub times: &'r [TimeExpression],
    /// How many expressions the text has before the block.
    pub first_time: usize,
    /// The date of the sentence before.
    pub carried: &'r Dated,
    /// The person who acted last in the sentence.
    pub actor: Option<usize>,
    /// Who was named just before.
    pub last: (Vec<usize>, Vec<usize>),
    /// Who is named in each clause, with references resolved: bodies.
    pub resolved: Vec<Vec<Resolved>>,
}

/// A party with the bodies and persons that it stands for.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// Bodies.
    pub bodies: Vec<usize>,
    /// Persons.
    pub persons: Vec<usize>,
    /// Whether the bodies are not named by the party itself.
    pub inferred: bool,
    /// Why they are taken to be meant.
    pub reason: Option<String>,
}

/// Who acts in a clause.
#[derive(Debug, Clone, Default)]
struct Subject {
    bodies: Vec<usize>,
    persons: Vec<usize>,
    inferred: bool,
    reason: Option<String>,
}

/// What slots have given for a role.
#[derive(Debug, Default)]
struct Slot {
    fillers: Vec<Filler>,
    reasons: Vec<String>,
}

impl Slot {
    fn add(&mut self, entities: &[usize], inferred: bool, reason: Option<&str>) {
        for &entity in entities {
            if !self.fillers.iter().any(|known| known.entity == entity) {
                self.fillers.push(Filler { entity, inferred });
            }
        }
        if let Some(reason) = reason.filter(|_| !entities.is_empty())
            && !self.reasons.iter().any(|known| known == reason)
        {
            self.reasons.push(reason.to_owned());
        }
    }
}

impl<'r, 't> Reader<'r, 't> {
    /// Reads the sentence: resolves who is meant, then drafts what its words call for.
    pub fn read(&mut self) -> Vec<Reading> {
        self.resolve();
        let mut readings = Vec::new();
        for number in 0..self.sentence.clauses.len() {
            self.offices(number, &mut readings);
            self.triggers(number, &mut readings);
        }
        readings
    }

    /// Whether a token is a word that calls for a record.
    fn is_verb(&self, at: usize) -> bool {
        self.sentence.tokens[at]
            .word(self.language)
            .is_some_and(|word| !word.frames.is_empty() && word.title.is_none())
    }

    fn clause(&self, number: usize) -> &'r Clause {
        &self.sentence.clauses[number]
    }

    /// Resolves the parties of all clauses in order.
    fn resolve(&mut self) {
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
                if let (Some(&body), false, true) = (one.bodies.first(), one.inferred, party.title.is_some())
                {
                    for &person in &one.persons {
                        self.discourse.affiliations.insert(person, body);
                    }
                }
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

    fn party(&self, party: &Party, before: &[usize], acting: &[usize], said: &[usize]) -> Resolved {
        let mut bodies = party.bodies.clone();
        let mut reason = None;
        let mut inferred = false;
        if let Some((means, token)) = party.refers {
            let word = self.sentence.tokens[token].word(self.language);
            let text = word.map_or("", |word| word.text.as_str());
            let countries: Vec<&str> =
                word.into_iter().flat_map(|word| &word.places).map(|place| PLACES[*place].country).collect();
            let own = if matches!(means, Means::Possessive | Means::Other | Means::It | Means::Actor) {
                before
            } else {
                acting
            };
            bodies = self.discourse.resolve(means, text, &countries, own, said, self.document);
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
                && matches!(party.case, Case::With | Case::To)
                && let Some(other) = elsewhere
            {
                bodies = vec![other];
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
        if party.refers.is_some_and(|(means, _)| means == Means::Last) {
            bodies.clone_from(&self.last.0);
            if party.title.is_none() {
                persons.extend(self.last.1.iter().filter(|person| !party.persons.contains(person)));
            }
        }
        Resolved { bodies, persons, inferred, reason }
    }

    /// The body that a person acts for, as said last.
    fn body_of(&self, person: usize) -> Option<usize> {
        self.discourse.affiliations.get(&person).copied().or(self.document.entities[person].body)
    }

    /// The body whose title a party has without naming it: one that the title fits, as `行长` fits a bank.
    fn titled(&self, party: &Party, before: &[usize]) -> Option<usize> {
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
    fn offices(&mut self, number: usize, readings: &mut Vec<Reading>) {
        let Some(office) = self.language.office.clone() else { return };
        for (party, resolved) in self.clause(number).parties.iter().zip(&self.resolved[number]) {
            let Some(title) = party.title.as_ref().filter(|title| !title.is_empty() && !party.former) else {
                continue;
            };
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
    fn stands_as(&self, number: usize, party: &Party) -> bool {
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

    fn reading(
        &self,
        kind: &str,
        roles: BTreeMap<String, Vec<Filler>>,
        dated: &Dated,
        frame: usize,
        at: usize,
    ) -> Reading {
        let mut doubts = Vec::new();
        if dated.carried {
            doubts.push("the date is that of the sentence before".to_owned());
        }
        Reading {
            kind: kind.to_owned(),
            roles,
            time: dated.time,
            date: dated.value.clone(),
            country: String::new(),
            places: Vec::new(),
            attributes: BTreeMap::new(),
            evidence: Vec::new(),
            why: Vec::new(),
            doubts,
            frame,
            at: self.sentence.tokens[at].start as u32,
        }
    }

    /// The date that counts for a token: the last one before it in its clause or an earlier clause, else the first one after it.
    fn date(&self, number: usize, at: usize) -> Dated {
        let time = |token: &usize| match self.sentence.tokens[*token].what {
            What::Time(time) => Some(time),
            _ => None,
        };
        let own = &self.clause(number).tokens;
        let before = own.iter().filter(|token| **token <= at).filter_map(time).next_back();
        let before = self.date_behind(own, at).or(before);
        let after = || own.iter().filter(|token| **token > at).find_map(time);
        let earlier = || {
            self.sentence.clauses[..number]
                .iter()
                .rev()
                .find_map(|clause| clause.tokens.iter().filter_map(time).next_back())
        };
        let later = || {
            self.sentence.clauses[number + 1..]
                .iter()
                .find_map(|clause| clause.tokens.iter().find_map(time))
                .filter(|_| self.language.code == "en")
        };
        match before.or_else(after).or_else(earlier).or_else(later) {
            Some(time) => Dated {
                time: Some(self.first_time + time),
                value: self.times[time].value.to_string(),
                carried: false,
            },
            None => self.carried.clone(),
        }
    }

    /// In English the date that belongs to a verb stands behind it, before the next verb.
    fn date_behind(&self, own: &[usize], at: usize) -> Option<usize> {
        if self.language.code != "en" {
            return None;
        }
        for token in own.iter().filter(|token| **token > at) {
            match self.sentence.tokens[*token].what {
                What::Time(time) => return Some(time),
                What::Word(word) if !self.language.words[word].frames.is_empty() => return None,
                _ => {}
            }
        }
        None
    }

    /// Drafts what the words of a clause call for.
    fn triggers(&mut self, number: usize, readings: &mut Vec<Reading>) {
        let clause = self.clause(number);
        for (position, &at) in clause.tokens.iter().enumerate() {
            let Some(word) = self.sentence.tokens[at].word(self.language) else { continue };
            for &frame_number in &word.frames {
                let frame = &self.language.frames[frame_number];
                let relative = self.is_relative(clause, position) && !frame.relative;
                if relative || self.gates.at(at).is_some() || !self.has_what_it_needs(frame, number, position)
                {
                    continue;
                }
                self.draft(frame_number, number, position, readings);
            }
        }
    }

    /// Whether a word is the verb of a relative clause: `签订的`.
    fn is_relative(&self, clause: &Clause, position: usize) -> bool {
        let next = clause.tokens.get(position + 1);
        self.language.code == "zh"
            && next.is_some_and(|next| {
                self.sentence.tokens[*next].is_of(self.language, self.language.bit("of"))
                    && self.sentence.gap(clause.tokens[position], *next).is_empty()
            })
    }

    fn has_what_it_needs(&self, frame: &Frame, number: usize, position: usize) -> bool {
        let clause = self.clause(number);
        let against = |at: &usize| {
            self.sentence.tokens[*at]
                .word(self.language)
                .is_some_and(|word| frame.unless.iter().any(|unless| super::fold::fold(unless) == word.text))
        };
        !clause.tokens.iter().any(against)
            && frame.needs.iter().all(|need| need.split('|').any(|one| self.has(one, number, position)))
    }

    /// Whether a clause has what a frame asks for; the clause after counts when it has nobody who acts.
    fn has(&self, need: &str, number: usize, position: usize) -> bool {
        let clause = self.clause(number);
        let at = clause.tokens[position];
        let next = self
            .sentence
            .clauses
            .get(number + 1)
            .filter(|next| !next.parties.iter().any(|party| party.case == Case::Bare));
        let near = || clause.tokens.iter().chain(next.into_iter().flat_map(|next| &next.tokens));
        match need {
            "place" => self.destination(number, position).is_some() || self.goes_to_party(number, at),
            "titled" => clause.tokens[position..].iter().any(|at| {
                self.sentence.tokens[*at].word(self.language).is_some_and(|word| word.title.is_some())
            }),
            "quoted" => {
                near().any(|at| self.sentence.tokens[*at].what == What::Quoted)
                    || self.quoted_title(number).is_some()
            }
            "amount" => quantity::amount(self.sentence, near().copied(), self.language).is_some(),
            class => {
                let bit = self.language.bit(class);
                if self.trigger_has(at, bit) {
                    return true;
                }
                let alone = !clause.parties.iter().any(|party| party.case == Case::Bare);
                let previous =
                    number.checked_sub(1).filter(|_| alone).map(|before| &self.clause(before).tokens);
                clause
                    .tokens
                    .iter()
                    .chain(previous.into_iter().flatten())
                    .any(|other| *other != at && self.sentence.tokens[*other].is_of(self.language, bit))
                    || self.sentence.tokens[at].is_of(self.language, bit)
            }
        }
    }

    /// Whether a word holds one of a class: `中断往来`.
    fn trigger_has(&self, at: usize, bit: u128) -> bool {
        let text = self.sentence.tokens[at].word(self.language).map_or("", |word| word.text.as_str());
        let starts = text.char_indices().map(|(start, _)| start).skip(1);
        self.language.code == "zh"
            && starts
                .into_iter()
                .any(|start| self.language.get(&text[start..]).is_some_and(|word| word.classes & bit != 0))
    }

    /// Whether a party stands right behind a verb of motion: `came to us`.
    fn goes_to_party(&self, number: usize, at: usize) -> bool {
        self.clause(number)
            .parties
            .iter()
            .any(|party| party.first == at + 1 && party.refers.is_some_and(|(means, _)| means == Means::Own))
    }

    /// The place that a journey goes to: within the word itself, or behind it.
    fn destination(&self, number: usize, position: usize) -> Option<Vec<usize>> {
        let clause = self.clause(number);
        let own = self.sentence.tokens[clause.tokens[position]]
            .word(self.language)
            .map(|word| word.places.clone())
            .filter(|places| !places.is_empty());
        own.or_else(|| {
            clause.tokens[position + 1..].iter().take(6).find_map(|at| {
                match &self.sentence.tokens[*at].what {
                    What::Place(places) => Some(places.clone()),
                    What::Name(body) if self.document.is_body(*body) => {
                        country(&self.document.entities[*body].country)
                            .and_then(|place| PLACES.iter().position(|known| std::ptr::eq(known, place)))
                            .map(|place| vec![place])
                    }
                    _ => None,
                }
            })
        })
        .or_else(|| {
            // 对美国进行了回访: the place stands before the verb, behind a preposition.
            let led = self.language.bit("to") | self.language.bit("at");
            clause.tokens[..position].windows(2).rev().find_map(|pair| {
                match &self.sentence.tokens[pair[1]].what {
                    What::Place(places)
                        if self.sentence.tokens[pair[0]].is_of(self.language, led)
                            && self.language.code == "zh" =>
                    {
                        Some(places.clone())
                    }
                    _ => None,
                }
            })
        })
    }

    /// Who acts: the bare party nearest before the word, with those it is listed with; else of an earlier clause; else as told.
    fn subject(&self, number: usize, at: usize) -> Subject {
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
        self.told_subject()
    }

    /// `代表团` by itself: those on the journey.
    fn group_subject(&self, clause: &Clause, at: usize) -> Option<Subject> {
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
        if !alone || led || self.discourse.travellers.is_empty() || self.language.code != "zh" {
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
    fn head_group(&self, number: usize, bare: &[usize]) -> Vec<&Resolved> {
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

    fn told_subject(&self) -> Subject {
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

    /// The parties of a clause in some case, or bare ones behind the word.
    fn cased(&self, number: usize, case: Case) -> Vec<&Resolved> {
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
    fn cased_near(&self, number: usize, case: Case) -> Vec<&Resolved> {
        let own = self.cased(number, case);
        let goes_on = |next: &&Clause| {
            !next
                .parties
                .iter()
                .any(|party| party.case == Case::Bare && (!party.bodies.is_empty() || party.refers.is_some()))
        };
        let next = self.sentence.clauses.get(number + 1).filter(goes_on).is_some();
        let verb = self.clause(number).tokens.iter().filter(|at| self.is_verb(**at)).count();
        if own.is_empty() && next && verb > 0 && self.language.code == "zh" {
            let verbs = self.sentence.clauses[number + 1]
                .tokens
                .iter()
                .any(|at| self.is_verb(*at) && !self.shares_frames(*at, number));
            return if verbs { own } else { self.cased(number + 1, case) };
        }
        own
    }

    /// Whether a word calls for the same kind of record as one in a clause.
    fn shares_frames(&self, at: usize, number: usize) -> bool {
        let kinds = |at: usize| {
            self.sentence.tokens[at]
                .word(self.language)
                .into_iter()
                .flat_map(|word| &word.frames)
                .map(|frame| self.language.frames[*frame].kind.as_str())
                .collect::<Vec<_>>()
        };
        let own = kinds(at);
        self.clause(number).tokens.iter().any(|token| kinds(*token).iter().any(|kind| own.contains(kind)))
    }

    /// Who takes part according to the clauses after: bare parties before a word such as `参加`.
    fn attending(&self, number: usize) -> Vec<&Resolved> {
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
    fn next(&self, number: usize, at: usize) -> Vec<&Resolved> {
        let clause = self.clause(number);
        let parties = clause.parties.iter().zip(&self.resolved[number]);
        parties.filter(|(party, _)| party.first > at).take(1).map(|(_, one)| one).collect()
    }

    /// The parties between a word such as `是` and another: `是X、Y的会员`.
    fn between(&self, number: usize, at: usize) -> Vec<&Resolved> {
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
    fn before(&self, number: usize, at: usize) -> Vec<&Resolved> {
        let clause = self.clause(number);
        let parties: Vec<(&Party, &Resolved)> =
            clause.parties.iter().zip(&self.resolved[number]).filter(|(party, _)| party.first < at).collect();
        let last = parties.last().filter(|(party, _)| {
            matches!(party.case, Case::Owner | Case::Bare) && (parties.len() > 1 || number > 0)
        });
        last.map(|(_, one)| *one).into_iter().collect()
    }

    fn objects(&self, number: usize, at: usize) -> Vec<&Resolved> {
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
    fn said(&self, number: usize) -> Vec<usize> {
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

    /// Fills the roles of a frame and drafts it, once for each of those that a word distributes it over.
    fn draft(&mut self, frame_number: usize, number: usize, position: usize, readings: &mut Vec<Reading>) {
        let frame = &self.language.frames[frame_number];
        let at = self.clause(number).tokens[position];
        let subject = self.subject(number, at);
        let dated = self.date(number, at);
        let groups = self.distributed(number, at, &subject);
        for (subject, with, dated) in groups.unwrap_or_else(|| vec![(subject, None, dated)]) {
            let mut roles = BTreeMap::new();
            let mut reasons = Vec::new();
            for (role, slots) in &frame.roles {
                let least = frame.min.get(role).copied().unwrap_or(1);
                let slot = self.fill(slots, least, &subject, with, number, position, &roles);
                reasons.extend(slot.reasons);
                if !slot.fillers.is_empty() {
                    roles.insert(role.clone(), slot.fillers);
                }
            }
            self.only_others(&mut roles);
            let enough = frame.min.iter().all(|(role, least)| {
                let fillers = roles.get(role).map_or(&[][..], Vec::as_slice);
                let bodies = fillers.iter().filter(|filler| self.document.is_body(filler.entity)).count();
                fillers.len() >= *least && (*least < 2 || bodies >= *least)
            });
            if !enough {
                continue;
            }
            let dated = if frame.own_date && dated.carried { Dated::default() } else { dated };
            let mut reading = self.reading(&frame.kind, roles, &dated, frame_number, at);
            reading.why.push(frame.id.clone());
            reading.why.extend(reasons);
            if frame.onset && !reading.date.is_empty() && !reading.date.contains('/') {
                reading.date.push_str("/..");
            }
            self.describe(frame, number, position, &mut reading);
            self.remember(frame, number, &subject, &reading);
            let mut spread = vec![reading];
            for role in frame.each.split(',').filter(|role| !role.is_empty()) {
                spread = spread.into_iter().flat_map(|one| each_of(one, role)).collect();
            }
            readings.extend(spread);
        }
    }

    /// An entity in two roles of one record is kept in the role that names it, unless the frame is about both.
    fn only_others(&self, roles: &mut BTreeMap<String, Vec<Filler>>) {
        let named: Vec<(String, usize)> = roles
            .iter()
            .flat_map(|(role, fillers)| {
                fillers
                    .iter()
                    .filter(|filler| !filler.inferred)
                    .map(move |filler| (role.clone(), filler.entity))
            })
            .collect();
        for (role, fillers) in roles.iter_mut() {
            fillers.retain(|filler| {
                !filler.inferred
                    || !named.iter().any(|(other, entity)| other != role && *entity == filler.entity)
            });
        }
        roles.retain(|_, fillers| !fillers.is_empty());
    }

    /// What a word such as `分别` spreads a clause over: each of several who act, or each of several they act with.
    #[allow(clippy::type_complexity, reason = "who acts, with whom, when")]
    fn distributed(
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

    /// Fills a role from its slots.
    #[allow(clippy::too_many_arguments, reason = "where to look")]
    fn fill(
        &self,
        slots: &[String],
        least: usize,
        subject: &Subject,
        with: Option<usize>,
        number: usize,
        position: usize,
        roles: &BTreeMap<String, Vec<Filler>>,
    ) -> Slot {
        let mut slot = Slot::default();
        for name in slots {
            let bodies = slot.fillers.iter().filter(|filler| self.document.is_body(filler.entity)).count();
            let enough = if least > 1 { bodies >= least } else { !slot.fillers.is_empty() };
            match name.strip_prefix('+') {
                Some(name) => self.add_slot(name, &mut slot, subject, with, number, position, roles),
                None if !enough => self.add_slot(name, &mut slot, subject, with, number, position, roles),
                None => {}
            }
        }
        slot
    }

    #[allow(clippy::too_many_arguments, reason = "where to look")]
    fn add_slot(
        &self,
        name: &str,
        slot: &mut Slot,
        subject: &Subject,
        with: Option<usize>,
        number: usize,
        position: usize,
        roles: &BTreeMap<String, Vec<Filler>>,
    ) {
        let at = self.clause(number).tokens[position];
        let (part, sort) = name.split_once('.').unwrap_or((name, ""));
        let add = |found: Vec<&Resolved>, slot: &mut Slot| {
            for one in found {
                let reason = one.reason.as_deref().map(|word| self.reason(word, &one.bodies));
                if sort != "persons" {
                    slot.add(&one.bodies, one.inferred, reason.as_deref());
                }
                if sort != "bodies" {
                    slot.add(&one.persons, false, None);
                }
            }
        };
        let taken: Vec<usize> = roles
            .values()
            .flatten()
            .chain(&slot.fillers)
            .map(|filler| filler.entity)
            .chain(subject.bodies.iter().copied())
            .collect();
        match part {
            "subject" => {
                let one = Resolved {
                    bodies: subject.bodies.clone(),
                    persons: subject.persons.clone(),
                    inferred: subject.inferred,
                    reason: subject.reason.clone(),
                };
                add(vec![&one], slot);
            }
            "with" => match with {
                Some(body) => slot.add(&[body], false, None),
                None => add(self.cased_near(number, Case::With), slot),
            },
            "object" => add(self.objects(number, at), slot),
            "agent" => add(self.cased_near(number, Case::By), slot),
            "to" => add(self.cased_near(number, Case::To), slot),
            "attending" => {
                for one in self.attending(number) {
                    let free = |found: &[usize]| {
                        found.iter().copied().filter(|entity| !taken.contains(entity)).collect::<Vec<_>>()
                    };
                    slot.add(&free(&one.bodies), one.inferred, None);
                    slot.add(&free(&one.persons), false, None);
                }
            }
            "said" => {
                let said = self.said(number);
                slot.add(
                    &said
                        .iter()
                        .rev()
                        .copied()
                        .find(|body| !taken.contains(body))
                        .into_iter()
                        .collect::<Vec<_>>(),
                    true,
                    Some("the other body named in the sentence"),
                );
            }
            "object-before" => add(self.before(number, at), slot),
            "between" => add(self.between(number, at), slot),
            "next" => add(self.next(number, at), slot),
            "sent" => add(self.cased(number, Case::Sent), slot),
            "from" => add(self.cased(number, Case::From), slot),
            "owner" => add(self.cased(number, Case::Owner), slot),
            "inviter" => {
                for clause in (0..self.sentence.clauses.len()).rev() {
                    add(self.cased(clause, Case::Inviter), slot);
                }
            }
            "guest" => {
                for clause in (0..self.sentence.clauses.len()).rev() {
                    add(self.cased(clause, Case::Guest), slot);
                }
            }
            "leading" => self.leading(subject, number, slot),
            "organised" => add(self.owners(number, at), slot),
            "both" => self.both(number, slot),
            "pair" => self.pair(subject, number, slot),
            "all" => slot.add(
                &if self.has_reference(number, Means::All) {
                    self.discourse.sides.clone()
                } else {
                    Vec::new()
                },
                false,
                None,
            ),
            "other" => self.other(subject, slot),
            "travellers" => slot.add(&self.discourse.travellers.clone(), false, Some("those on the journey")),
            "receiver" => self.receiver(&taken, number, position, slot),
            "place-body" => self.place_body(&taken, number, position, slot),
            "topic" => slot.add(
                &self.discourse.topic.filter(|topic| !taken.contains(topic)).into_iter().collect::<Vec<_>>(),
                true,
                Some("the body that the section is about"),
            ),
            "home" => slot.add(
                &self.document.home.filter(|home| !taken.contains(home)).into_iter().collect::<Vec<_>>(),
                true,
                Some("the body that the text speaks for"),
            ),
            "giver" => self.giver(subject, number, slot),
            _ => {}
        }
    }

    fn reason(&self, word: &str, bodies: &[usize]) -> String {
        let names: Vec<&str> = bodies
            .iter()
            .filter_map(|body| self.document.entities[*body].names.first())
            .map(String::as_str)
            .collect();
        format!("{word} = {}", names.join(", "))
    }

    /// Who leads: a person marked so in the sentence, else the person who acts.
    fn leading(&self, subject: &Subject, number: usize, slot: &mut Slot) {
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
    fn owners(&self, number: usize, at: usize) -> Vec<&Resolved> {
        let clause = self.clause(number);
        let parties = clause.parties.iter().zip(&self.resolved[number]);
        parties
            .filter(|(party, _)| {
                party.first > at && matches!(party.case, Case::Owner | Case::By | Case::Bare)
            })
            .map(|(_, resolved)| resolved)
            .collect()
    }

    fn has_reference(&self, number: usize, means: Means) -> bool {
        self.clause(number).parties.iter().any(|party| party.refers.is_some_and(|(found, _)| found == means))
    }

    /// The two sides, when the words say so.
    fn both(&self, number: usize, slot: &mut Slot) {
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
    fn pair(&self, subject: &Subject, number: usize, slot: &mut Slot) {
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
    fn is_with_somebody_else(&self, number: usize) -> bool {
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

    fn other(&self, subject: &Subject, slot: &mut Slot) {
        let Some(&own) = subject.bodies.first() else { return };
        if let Some((other, why)) = self.discourse.other(own, self.document.home) {
            slot.add(&[other], true, Some(&self.reason(why, &[other])));
        }
    }

    /// Who received or met the travellers: a body that the sentence names beside them.
    fn receiver(&self, taken: &[usize], number: usize, position: usize, slot: &mut Slot) {
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
    fn place_body(&self, taken: &[usize], number: usize, position: usize, slot: &mut Slot) {
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
    fn giver(&self, subject: &Subject, number: usize, slot: &mut Slot) {
        for one in self.cased(number, Case::By) {
            slot.add(&one.bodies, one.inferred, None);
        }
        if let ([one], true) = (&subject.bodies[..], slot.fillers.is_empty()) {
            slot.add(&[*one], subject.inferred, None);
        }
    }

    /// Attributes, place and date of a reading.
    fn describe(&self, frame: &Frame, number: usize, position: usize, reading: &mut Reading) {
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
    fn meant(&self, places: &[usize]) -> Option<usize> {
        let known = |place: &&usize| self.document.countries.contains(PLACES[**place].country);
        places.iter().find(known).or(places.first()).copied()
    }

    fn attribute(&self, from: &str, number: usize, position: usize) -> Option<String> {
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
                let tokens = own().chain(after.flat_map(|next| next.tokens.iter().copied()));
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
    fn quoted_title(&self, number: usize) -> Option<String> {
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

    /// Keeps in mind what a reading says for what follows.
    fn remember(&mut self, frame: &Frame, number: usize, subject: &Subject, reading: &Reading) {
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
        if frame.place == "destination" || frame.place == "receiving" {
            self.discourse.here = reading.country.clone();
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
        let _ = number;
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

/// A reading for each filler of a role.
fn each_of(reading: Reading, role: &str) -> Vec<Reading> {
    let fillers = reading.roles.get(role).cloned().unwrap_or_default();
    if fillers.len() < 2 {
        return vec![reading];
    }
    let one = |filler: Filler| {
        let mut one = reading.clone();
        one.roles.insert(role.to_owned(), vec![filler]);
        one
    };
    fillers.into_iter().map(one).collect()
}
