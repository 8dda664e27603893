//! Readings of texts as the rows of a folder of drafts.

mod ids;

use ids::{entity_id, record_id, slug};

use super::drafter::Drafter;
use super::drafts::{
    DraftDate, DraftMention, DraftPassage, DraftPlace, DraftRecord, DraftText, Drafts, ProposedEntity,
};
use super::offsets::Offsets;
use super::reading::{Entity, Filler, PLACES, Reading, TextReading};
use super::source_text::SourceText;
use crate::load::record_columns;
use crate::model::Digest;
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Drafter {
    /// Puts readings of texts together: entities that several texts propose by the same name are one, ids are free in the
    /// data, drafts are ranked.
    ///
    /// The same texts in the same order give the same drafts. Linear in the readings, but for sorting.
    #[must_use]
    pub fn drafts(&self, texts: &[(SourceText, TextReading)]) -> Drafts {
        let mut assembly = self.assembly();
        for (text, reading) in texts {
            assembly.text(text, reading, reading.records.iter());
        }
        assembly.finish()
    }

    /// The same from readings that nobody needs any more: each text is given up once its drafts are made, which for long
    /// texts takes half the memory.
    #[must_use]
    pub fn into_drafts(&self, texts: Vec<(SourceText, TextReading)>) -> Drafts {
        let mut assembly = self.assembly();
        for (text, mut reading) in texts {
            let records = std::mem::take(&mut reading.records);
            assembly.text(&text, &reading, records.into_iter());
        }
        assembly.finish()
    }

    fn assembly(&self) -> Assembly<'_> {
        Assembly {
            drafter: self,
            taken: self.taken.clone(),
            last: HashMap::new(),
            people: BTreeMap::new(),
            places: BTreeSet::new(),
            drafts: Drafts::default(),
            ranks: Vec::new(),
        }
    }
}

struct Assembly<'d> {
    drafter: &'d Drafter,
    taken: BTreeSet<String>,
    /// The last number that was put behind an id which several want.
    last: HashMap<String, u32>,
    /// Proposed entities by name and country, as indices.
    people: BTreeMap<(String, String), usize>,
    places: BTreeSet<usize>,
    drafts: Drafts,
    /// For each record what it is ranked by: how doubtful, and where it stands.
    ranks: Vec<(u32, usize, u32)>,
}

impl Assembly<'_> {
    /// An id that nothing has yet.
    fn free(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let count = self.last.entry(wanted.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let id = format!("{wanted}-{count}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    fn text(
        &mut self,
        text: &SourceText,
        reading: &TextReading,
        records: impl Iterator<Item = impl Borrow<Reading>>,
    ) {
        let offsets = Offsets::new(&text.text);
        let sha256 = Digest::of(text.text.as_bytes());
        let known = self.drafter.sources.get(&sha256.to_string()).cloned();
        let stem = std::path::Path::new(&text.path)
            .file_stem()
            .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        let source = known.unwrap_or_else(|| self.free(&slug(&stem, "s")));
        let number = self.drafts.texts.len();
        self.drafts.texts.push(DraftText {
            source: source.clone(),
            path: text.path.clone(),
            encoding: text.encoding.to_owned(),
            language: reading.language.to_owned(),
            length: offsets.length,
            sha256,
            file_sha256: text.file_sha256,
        });
        let ids = self.entities(reading);
        self.spans(&source, reading, &ids);
        for record in records {
            self.record(number, &source, record.borrow(), reading, &ids, &offsets);
        }
    }

    /// The id of each entity of a text; those that the lexicon does not have are proposed.
    fn entities(&mut self, reading: &TextReading) -> Vec<String> {
        reading
            .entities
            .iter()
            .map(|entity| match entity.known {
                Some(known) => self.drafter.lexicon.known[known].id.clone(),
                None => self.propose(entity),
            })
            .collect()
    }

    fn propose(&mut self, entity: &Entity) -> String {
        let name = entity.names.first().cloned().unwrap_or_default();
        let key = (super::reading::fold(&name).to_lowercase(), entity.country.clone());
        if let Some(&at) = self.people.get(&key) {
            let known = &mut self.drafts.entities[at];
            add_names(known, entity);
            return known.id.clone();
        }
        let id = self.free(&entity_id(&name));
        let mut proposed = ProposedEntity {
            id: id.clone(),
            kind: self.drafter.person_kind.clone(),
            names_zh: Vec::new(),
            names_en: Vec::new(),
            country: entity.country.clone(),
            note: format!("Proposed by the name grammar: {}.", entity.how),
        };
        add_names(&mut proposed, entity);
        self.people.insert(key, self.drafts.entities.len());
        self.drafts.entities.push(proposed);
        id
    }

    fn spans(&mut self, source: &str, reading: &TextReading, ids: &[String]) {
        for mention in &reading.mentions {
            let how = reading.entities[mention.entity].how.to_owned();
            self.drafts.mentions.push(DraftMention {
                source: source.to_owned(),
                start: mention.start,
                end: mention.end,
                entity: ids[mention.entity].clone(),
                how,
            });
        }
        for time in &reading.times {
            self.drafts.dates.push(DraftDate {
                source: source.to_owned(),
                start: time.start,
                end: time.end,
                date: time.value.clone(),
                how: time.how.to_owned(),
            });
        }
    }

    fn record(
        &mut self,
        text: usize,
        source: &str,
        record: &Reading,
        reading: &TextReading,
        ids: &[String],
        offsets: &Offsets<'_>,
    ) {
        let vocabulary = &self.drafter.vocabulary;
        let Some(number) = vocabulary.find_kind(&record.kind) else { return };
        let kind = vocabulary.kind(number);
        for &(start, end) in &record.evidence {
            let sha256 = Digest::of(offsets.slice(start..end).as_bytes());
            self.drafts.passages.push(DraftPassage { source: source.to_owned(), start, end, sha256 });
        }
        let place = record.places.first().map(|place| self.place(*place));
        let cell = |column: &str| match column {
            "date" => record.date.clone(),
            "place" => place.clone().unwrap_or_default(),
            "evidence" => evidence(source, record),
            column => match record.roles.get(column) {
                Some(fillers) => fillers_cell(fillers, ids),
                None => record.attributes.get(column).cloned().unwrap_or_default(),
            },
        };
        let columns = record_columns(vocabulary, kind);
        let cells = columns
            .iter()
            .filter(|column| *column != "id")
            .map(|column| (column.clone(), cell(column)))
            .collect();
        let id = self.free(&record_id(record, ids));
        let doubts = doubts(record, reading);
        let date_text = record
            .time
            .and_then(|time| reading.times.get(time))
            .map_or_else(String::new, |time| offsets.slice(time.start..time.end).to_owned());
        self.ranks.push((doubts.len() as u32, text, record.at));
        self.drafts.records.push(DraftRecord {
            id,
            kind: record.kind.clone(),
            cells,
            rank: 0,
            date_text,
            why: record.why.iter().map(|why| plain(why)).collect(),
            doubts,
        });
    }

    /// The id of a place, which is proposed when the data does not have it.
    fn place(&mut self, place: usize) -> String {
        let own = &PLACES[place];
        let names = own
            .zh
            .iter()
            .cloned()
            .chain(own.en.iter().map(|name| name.to_lowercase()))
            .chain([own.id.to_owned()]);
        let known = names.filter_map(|name| self.drafter.places.get(&name)).next().cloned();
        known.unwrap_or_else(|| {
            self.places.insert(place);
            own.id.to_owned()
        })
    }

    fn finish(mut self) -> Drafts {
        let mut order: Vec<usize> = (0..self.ranks.len()).collect();
        order.sort_by_key(|at| self.ranks[*at]);
        for (rank, at) in order.into_iter().enumerate() {
            self.drafts.records[at].rank = rank as u32 + 1;
        }
        let place = |place: &usize| {
            let own = &PLACES[*place];
            let name_en = own.en.first().map_or_else(String::new, |name| (*name).to_owned());
            DraftPlace {
                id: own.id.to_owned(),
                name_zh: own.zh.first().cloned().unwrap_or_default(),
                name_en,
                country: own.country.to_owned(),
            }
        };
        let mut drafts = self.drafts;
        drafts.places = self.places.iter().map(place).collect();
        drafts.places.sort_by(|a, b| a.id.cmp(&b.id));
        drafts.places.dedup_by(|a, b| a.id == b.id);
        drafts.texts.sort_by(|a, b| a.source.cmp(&b.source));
        drafts.entities.sort_by(|a, b| a.id.cmp(&b.id));
        drafts.records.sort_by(|a, b| a.id.cmp(&b.id));
        drafts.passages.sort();
        drafts.passages.dedup();
        drafts.mentions.sort();
        drafts.dates.sort();
        drafts
    }
}

/// Adds the names of an entity to what is proposed, each once, by script.
fn add_names(proposed: &mut ProposedEntity, entity: &Entity) {
    for name in &entity.names {
        let is_latin = name.chars().all(|c| c.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&c));
        let names = if is_latin { &mut proposed.names_en } else { &mut proposed.names_zh };
        if name.chars().count() > 1 && !names.contains(name) {
            names.push(name.clone());
        }
    }
}

/// What is doubtful about a record: what its reading says, and which fillers are inferred.
fn doubts(record: &Reading, reading: &TextReading) -> Vec<String> {
    let mut doubts: Vec<String> = record.doubts.iter().map(|doubt| plain(doubt)).collect();
    for (role, fillers) in &record.roles {
        for filler in fillers.iter().filter(|filler| filler.inferred) {
            let name = reading.entities[filler.entity].names.first().map_or("", String::as_str);
            doubts.push(plain(&format!("{role}: {name} is inferred")));
        }
    }
    if record.date.is_empty() {
        doubts.push("no date is stated".to_owned());
    }
    doubts
}

/// A reason without the mark that splits reasons.
fn plain(text: &str) -> String {
    text.replace('|', "/")
}

fn fillers_cell(fillers: &[Filler], ids: &[String]) -> String {
    let cells = fillers
        .iter()
        .map(|filler| format!("{}{}", ids[filler.entity], if filler.inferred { "?" } else { "" }));
    cells.collect::<Vec<_>>().join(";")
}

fn evidence(source: &str, record: &Reading) -> String {
    record.evidence.iter().map(|(start, end)| format!("{source}:{start}-{end}")).collect::<Vec<_>>().join(";")
}
