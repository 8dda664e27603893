//! Words that call for a record, and where its fillers stand.

mod around;
mod dates;
mod describe;
mod inferred;
mod memory;
mod needs;
mod parties;
mod reading;
mod slots;
mod subject;
mod voice;

pub use reading::{Dated, Filler, Reading};

use reading::each_of;

use super::calendar::TimeExpression;
use super::clause::{Clause, Sentence};
use super::discourse::Discourse;
use super::document::Document;
use super::gates::Gates;
use super::patterns::Language;
use std::collections::BTreeMap;

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

impl Subject {
    fn as_party(&self) -> Resolved {
        Resolved {
            bodies: self.bodies.clone(),
            persons: self.persons.clone(),
            inferred: self.inferred,
            reason: self.reason.clone(),
        }
    }
}

/// A word that calls for a record, with who acts and who is acted on.
struct Call {
    /// The number of its clause.
    number: usize,
    /// Its place among the tokens of the clause.
    position: usize,
    /// Who acts.
    subject: Subject,
    /// Of several that are acted with, the one that this reading is about.
    with: Option<usize>,
    /// Who is acted on, where the grammar of the clause puts him first.
    patient: Option<Resolved>,
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

    fn clause(&self, number: usize) -> &'r Clause {
        &self.sentence.clauses[number]
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

    /// Drafts what the words of a clause call for.
    fn triggers(&mut self, number: usize, readings: &mut Vec<Reading>) {
        let clause = self.clause(number);
        for (position, &at) in clause.tokens.iter().enumerate() {
            let Some(word) = self.sentence.tokens[at].word(self.language) else { continue };
            for &frame_number in &word.frames {
                let frame = &self.language.frames[frame_number];
                let relative = self.is_relative(clause, position) && !frame.relative;
                if relative
                    || self.gates.at(at).is_some()
                    || frame.noun && self.is_idle_noun(frame, number, position)
                    || !self.has_what_it_needs(frame, number, position)
                {
                    continue;
                }
                self.draft(frame_number, number, position, readings);
            }
        }
    }

    /// Fills the roles of a frame and drafts it, once for each of those that a word distributes it over.
    fn draft(&mut self, frame_number: usize, number: usize, position: usize, readings: &mut Vec<Reading>) {
        let frame = &self.language.frames[frame_number];
        let at = self.clause(number).tokens[position];
        let (subject, patient) = self.voiced(frame_number, number, position);
        let dated = self.date(number, at);
        let groups = self.distributed(number, at, &subject);
        for (subject, with, dated) in groups.unwrap_or_else(|| vec![(subject, None, dated)]) {
            let call = Call { number, position, subject, with, patient: patient.clone() };
            let mut roles = BTreeMap::new();
            let mut reasons = Vec::new();
            for (role, slots) in &frame.roles {
                let least = frame.min.get(role).copied().unwrap_or(1);
                let slot = self.fill(slots, least, &call, role, &roles);
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
            if !enough || frame.noun && is_guessed(&roles) {
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
            self.remember(frame, &call.subject, &reading);
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
}

/// Whether the text names nobody who fills a role.
fn is_guessed(roles: &BTreeMap<String, Vec<Filler>>) -> bool {
    roles.values().flatten().all(|filler| filler.inferred)
}
