//! The slots that fill a role, by name.

use super::super::clause::Case;
use super::super::patterns::Means;
use super::{Call, Filler, Reader, Resolved, Slot};
use std::collections::BTreeMap;

impl Reader<'_, '_> {
    /// Fills a role from its slots.
    pub(super) fn fill(
        &self,
        slots: &[String],
        least: usize,
        call: &Call,
        role: &str,
        roles: &BTreeMap<String, Vec<Filler>>,
    ) -> Slot {
        let mut slot = Slot::default();
        for name in slots {
            let bodies = slot.fillers.iter().filter(|filler| self.document.is_body(filler.entity)).count();
            let enough = if least > 1 { bodies >= least } else { !slot.fillers.is_empty() };
            match name.strip_prefix('+') {
                Some(name) => self.add_slot(name, &mut slot, call, roles),
                None if !enough && name == "told" => self.add_told(role, call, &mut slot),
                None if !enough => self.add_slot(name, &mut slot, call, roles),
                None => {}
            }
        }
        slot
    }

    fn add_slot(&self, name: &str, slot: &mut Slot, call: &Call, roles: &BTreeMap<String, Vec<Filler>>) {
        let (part, sort) = name.split_once('.').unwrap_or((name, ""));
        let named = slot.fillers.iter().any(|filler| !filler.inferred);
        let acting = match part {
            "if-told" if named && call.subject.inferred => return,
            "subject" | "if-told" => Some(call.subject.as_party()),
            "object" => call.patient.clone(),
            _ => None,
        };
        if let Some(acting) = acting {
            self.add_found(vec![&acting], sort, slot);
            return;
        }
        if let Some(found) = self.standing(part, call) {
            self.add_found(found, sort, slot);
            return;
        }
        let taken: Vec<usize> = roles
            .values()
            .flatten()
            .chain(&slot.fillers)
            .map(|filler| filler.entity)
            .chain(call.subject.bodies.iter().copied())
            .collect();
        self.add_inferred(part, &taken, slot, call);
    }

    /// Who filled the role when it was told of last.
    fn add_told(&self, role: &str, call: &Call, slot: &mut Slot) {
        let told = self.discourse.told.get(role).map_or(&[][..], Vec::as_slice);
        let free: Vec<usize> =
            told.iter().copied().filter(|body| !call.subject.bodies.contains(body)).collect();
        slot.add(&free, true, Some(&self.reason("as told before", &free)));
    }

    /// The parties that a slot finds by how they stand; none when it finds fillers in another way.
    fn standing(&self, part: &str, call: &Call) -> Option<Vec<&Resolved>> {
        let (number, at) = (call.number, self.clause(call.number).tokens[call.position]);
        Some(match part {
            "with" if call.with.is_none() => self.cased_near(number, Case::With),
            "object" if call.patient.is_none() => self.objects(number, at),
            "agent" => self.cased_near(number, Case::By),
            "to" => self.cased_near(number, Case::To),
            "object-before" => self.before(number, at),
            "between" => self.between(number, at),
            "next" => self.next(number, at),
            "group" => self.grouped(number),
            "own" => self.own(number, at),
            "sent" => self.cased(number, Case::Sent),
            "from" => self.cased(number, Case::From),
            "owner" => self.cased(number, Case::Owner),
            "inviter" => self.anywhere(Case::Inviter),
            "guest" => self.anywhere(Case::Guest),
            "organised" => self.owners(number, at),
            _ => return None,
        })
    }

    /// The parties of the whole sentence in some case, those of later clauses first.
    fn anywhere(&self, case: Case) -> Vec<&Resolved> {
        (0..self.sentence.clauses.len()).rev().flat_map(|clause| self.cased(clause, case)).collect()
    }

    fn add_found(&self, found: Vec<&Resolved>, sort: &str, slot: &mut Slot) {
        for one in found {
            let reason = one.reason.as_deref().map(|word| self.reason(word, &one.bodies));
            if sort != "persons" {
                slot.add(&one.bodies, one.inferred, reason.as_deref());
            }
            if sort != "bodies" {
                slot.add(&one.persons, false, None);
            }
        }
    }

    /// Slots that ask who acts, or what was told before.
    fn add_inferred(&self, part: &str, taken: &[usize], slot: &mut Slot, call: &Call) {
        let (subject, number, position) = (&call.subject, call.number, call.position);
        let free = |found: Option<usize>| -> Vec<usize> {
            found.filter(|body| !taken.contains(body)).into_iter().collect()
        };
        match part {
            "with" => slot.add(&call.with.into_iter().collect::<Vec<_>>(), false, None),
            "attending" => self.add_attending(taken, slot, number),
            "said" => {
                let said = self.said(number).into_iter().rev().find(|body| !taken.contains(body));
                slot.add(&free(said), true, Some("the other body named in the sentence"));
            }
            "leading" => self.leading(subject, number, slot),
            "both" => self.both(number, slot),
            "pair" => self.pair(subject, number, slot),
            "all" if self.has_reference(number, Means::All) => slot.add(&self.discourse.sides, false, None),
            "other" => self.other(subject, slot),
            "travellers" => slot.add(&self.discourse.travellers, false, Some("those on the journey")),
            "hosts" => slot.add(&self.discourse.hosts, true, Some("who was visited before")),
            "guests" => {
                let bodies = self.discourse.travellers.iter().copied();
                let bodies: Vec<usize> =
                    bodies.filter(|guest| self.document.is_body(*guest) && !taken.contains(guest)).collect();
                slot.add(&bodies, true, Some("who was on the journey before"));
            }
            "receiver" => self.receiver(taken, number, position, slot),
            "place-body" => self.place_body(taken, number, position, slot),
            "topic" => {
                slot.add(&free(self.discourse.topic), true, Some("the body that the section is about"));
            }
            "home" => slot.add(&free(self.document.home), true, Some("the body that the text speaks for")),
            "giver" => self.giver(subject, number, slot),
            _ => {}
        }
    }

    fn add_attending(&self, taken: &[usize], slot: &mut Slot, number: usize) {
        for one in self.attending(number) {
            let free = |found: &[usize]| {
                found.iter().copied().filter(|entity| !taken.contains(entity)).collect::<Vec<_>>()
            };
            slot.add(&free(&one.bodies), one.inferred, None);
            slot.add(&free(&one.persons), false, None);
        }
    }
}
