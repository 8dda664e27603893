//! One text's drafts as JSON: entities with their mentions, dates, records.

use super::drafter::Drafter;
use super::offsets::Offsets;
use super::reading::{Reading, TextReading};
use super::source_text::SourceText;
use crate::model::vocabulary::AttributeType;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

impl Drafter {
    /// The drafts of one text as one JSON document, by itself: spans in Unicode scalar values, end exclusive.
    ///
    /// `{"source", "language", "encoding", "entities": [{"id", "kind", "country", "names": {"zh", "en"}, "mentions"}],
    /// "dates": [{"span", "text", "edtf"}], "records": [{"id", "kind", "roles", "place", "date", "date_text", "attributes",
    /// "evidence", "why", "doubt"}]}`. Entities stand in the order of their first mention, records in that of the text.
    #[must_use]
    pub fn annotation(&self, text: &SourceText, reading: &TextReading) -> Value {
        let offsets = Offsets::new(&text.text);
        let ids = self.ids(reading);
        let stem = std::path::Path::new(&text.path)
            .file_stem()
            .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let dates = reading.times.iter().map(|time| {
            json!({"span": [time.start, time.end], "text": offsets.slice(time.start..time.end), "edtf": time.value})
        });
        let records = reading.records.iter().enumerate();
        let records =
            records.map(|(number, record)| self.record_json(number, record, reading, &ids, &offsets));
        json!({
            "source": stem,
            "language": reading.language,
            "encoding": text.encoding,
            "entities": self.entities_json(reading, &ids, &offsets),
            "dates": dates.collect::<Vec<_>>(),
            "records": records.collect::<Vec<_>>(),
        })
    }

    fn ids(&self, reading: &TextReading) -> Vec<String> {
        let mut taken = self.taken.clone();
        let one = |(number, entity): (usize, &super::reading::Entity)| match entity.known {
            Some(known) => self.lexicon.known[known].id.clone(),
            None => {
                let id = format!("new-{number}");
                if taken.insert(id.clone()) { id } else { format!("new-{number}-x") }
            }
        };
        reading.entities.iter().enumerate().map(one).collect()
    }

    fn entities_json(&self, reading: &TextReading, ids: &[String], offsets: &Offsets<'_>) -> Vec<Value> {
        let fillers = reading
            .records
            .iter()
            .flat_map(|record| record.roles.values().flatten())
            .map(|filler| filler.entity);
        let used: BTreeSet<usize> =
            reading.mentions.iter().map(|mention| mention.entity).chain(fillers).collect();
        let mut spans: Vec<Vec<Value>> = vec![Vec::new(); reading.entities.len()];
        let mut names: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); reading.entities.len()];
        for mention in &reading.mentions {
            spans[mention.entity].push(json!([mention.start, mention.end]));
            names[mention.entity].insert(offsets.slice(mention.start..mention.end));
        }
        let one = |number: usize| {
            let entity = &reading.entities[number];
            let kind = entity.known.map_or(&self.person_kind, |known| &self.lexicon.known[known].kind);
            let all: BTreeSet<&str> =
                entity.names.iter().map(String::as_str).chain(names[number].iter().copied()).collect();
            let (en, zh): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|name| name.is_ascii());
            json!({"id": ids[number], "kind": kind, "country": entity.country, "names": {"zh": zh, "en": en}, "mentions": spans[number]})
        };
        used.into_iter().map(one).collect()
    }

    fn record_json(
        &self,
        number: usize,
        record: &Reading,
        reading: &TextReading,
        ids: &[String],
        offsets: &Offsets<'_>,
    ) -> Value {
        let roles: Map<String, Value> = record
            .roles
            .iter()
            .map(|(role, fillers)| {
                (role.clone(), fillers.iter().map(|filler| Value::from(ids[filler.entity].clone())).collect())
            })
            .collect();
        let attributes: Map<String, Value> = record
            .attributes
            .iter()
            .map(|(name, value)| (name.clone(), self.typed(&record.kind, name, value)))
            .collect();
        let date_text = record
            .time
            .and_then(|time| reading.times.get(time))
            .map_or("", |time| offsets.slice(time.start..time.end));
        json!({
            "id": format!("d{}", number + 1),
            "kind": record.kind,
            "roles": roles,
            "place": record.country,
            "date": record.date,
            "date_text": date_text,
            "attributes": attributes,
            "evidence": record.evidence.iter().map(|(start, end)| json!([start, end])).collect::<Vec<_>>(),
            "why": record.why,
            "doubt": record.doubts.join("; "),
        })
    }

    /// An attribute as JSON by its type in the vocabulary.
    fn typed(&self, kind: &str, name: &str, value: &str) -> Value {
        let attribute =
            self.vocabulary.find_kind(kind).and_then(|kind| self.vocabulary.find_attribute(kind, name));
        match attribute.map(|attribute| &self.vocabulary.attribute(attribute).value_type) {
            Some(AttributeType::Flag) => Value::from(value == "true"),
            Some(AttributeType::Number) => {
                value.parse::<u64>().map_or_else(|_| Value::from(value), Value::from)
            }
            _ => Value::from(value),
        }
    }
}
