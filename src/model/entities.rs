//! The entities of a dataset, in columns.

use super::id_table::IdTable;
use super::{EntityIx, EntityKindIx, ExtentIx, Interner, Lists, Origin, Sparse, Strings, TextIx};

/// What sort of name a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// The name to show.
    Preferred,
    /// A short form or initials.
    Abbreviation,
    /// Any other name.
    Alias,
}

impl NameKind {
    /// The word that files use.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Abbreviation => "abbreviation",
            Self::Alias => "alias",
        }
    }
}

/// One name of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name<'a> {
    /// The name as written.
    pub text: &'a str,
    /// The short language code of the column or the suffix; empty when unknown.
    pub language: &'a str,
    /// Preferred, abbreviation or alias.
    pub kind: NameKind,
}

impl<'a> Name<'a> {
    /// Of names in order the one to show in a language: a preferred one, else any.
    ///
    /// Among preferred names the one in exactly the language goes before one in a variety of it, and that before all
    /// others, so who reads `zh` is shown a name in `zh-Hant` rather than one in English. `None` when there is no name.
    ///
    /// ```
    /// use relata::model::{Name, NameKind};
    /// let name = |text, language| Name { text, language, kind: NameKind::Preferred };
    /// let names = [name("Trades Union Congress", "en"), name("英國職工大會", "zh-Hant")];
    /// assert_eq!(Name::label(names.into_iter(), "zh"), Some("英國職工大會"));
    /// assert_eq!(Name::label(names.into_iter(), "fr"), Some("Trades Union Congress"));
    /// ```
    pub fn label(names: impl Iterator<Item = Self>, language: &str) -> Option<&'a str> {
        let rank = |name: &Self| match name.kind {
            NameKind::Preferred => Likeness::of(name.language, language),
            NameKind::Abbreviation | NameKind::Alias => Likeness::NotPreferred,
        };
        names.min_by_key(rank).map(|name| name.text)
    }

    /// The abbreviation in a language or a variety of it, else the [`label`](Self::label).
    pub fn short_label(names: impl Iterator<Item = Self> + Clone, language: &str) -> Option<&'a str> {
        let short = names.clone().filter(|name| name.kind == NameKind::Abbreviation);
        let short = short.map(|name| (Likeness::of(name.language, language), name.text));
        let near = short.filter(|(likeness, _)| *likeness <= Likeness::Variety);
        near.min_by_key(|(likeness, _)| *likeness)
            .map(|(_, text)| text)
            .or_else(|| Self::label(names, language))
    }
}

/// How near a name is to what is wanted, nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Exact,
    Variety,
    OtherLanguage,
    NotPreferred,
}

impl Likeness {
    fn of(code: &str, wanted: &str) -> Self {
        fn base(code: &str) -> &str {
            code.split_once('-').map_or(code, |(base, _)| base)
        }
        match code == wanted {
            true => Self::Exact,
            false if base(code).eq_ignore_ascii_case(base(wanted)) => Self::Variety,
            false => Self::OtherLanguage,
        }
    }
}

/// The id of an entity in another catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identifier<'a> {
    /// The catalogue, such as `wikidata`.
    pub scheme: &'a str,
    /// The id there.
    pub id: &'a str,
}

/// An entity about to be stored.
#[derive(Debug, Clone, Default)]
pub struct EntityRow<'a> {
    /// The id, valid and new.
    pub id: &'a str,
    /// Its kind.
    pub kind: EntityKindIx,
    /// Its finer type, or empty.
    pub type_name: &'a str,
    /// Its names in the order of the file.
    pub names: Vec<Name<'a>>,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: &'a str,
    /// The id of the entity it is part of, or empty.
    pub part_of: &'a str,
    /// When it existed.
    pub lifespan: Option<ExtentIx>,
    /// Its ids elsewhere.
    pub identifiers: Vec<Identifier<'a>>,
    /// A note, or empty.
    pub note: &'a str,
    /// Where it stands in the files.
    pub origin: Origin,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct StoredName {
    language: TextIx,
    kind: NameKind,
}

/// All entities, sorted by id once [`Entities::into_sorted`] has run.
///
/// Row `i` of every column belongs to entity `i`. Looking an id up is a hash probe.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    ids: Strings,
    by_id: IdTable,
    kinds: Vec<EntityKindIx>,
    types: Vec<TextIx>,
    names: Lists<StoredName>,
    /// The text of each stored name; names are seldom shared, so they are not interned.
    name_texts: Strings,
    countries: Vec<[u8; 2]>,
    part_of: Sparse<TextIx>,
    lifespans: Sparse<ExtentIx>,
    identifiers: Sparse<Vec<(TextIx, TextIx)>>,
    notes: Sparse<TextIx>,
    origins: Vec<Origin>,
    languages: Interner,
    texts: Interner,
}

impl Entities {
    /// Adds an entity whose id is not yet known.
    pub fn push(&mut self, row: &EntityRow<'_>) -> EntityIx {
        let position = self.ids.push(row.id);
        self.by_id.insert_last(&self.ids);
        self.kinds.push(row.kind);
        self.types.push(self.texts.intern(row.type_name));
        let Self { names, name_texts, languages, .. } = self;
        names.push(row.names.iter().map(|name| {
            name_texts.push(name.text);
            StoredName { language: languages.intern(name.language), kind: name.kind }
        }));
        self.countries.push(country_bytes(row.country));
        self.origins.push(row.origin);
        self.push_sparse(position, row);
        EntityIx::from(position)
    }

    fn push_sparse(&mut self, position: usize, row: &EntityRow<'_>) {
        if !row.part_of.is_empty() {
            self.part_of.push(position, self.texts.intern(row.part_of));
        }
        if let Some(lifespan) = row.lifespan {
            self.lifespans.push(position, lifespan);
        }
        if !row.identifiers.is_empty() {
            let texts = &mut self.texts;
            let stored =
                row.identifiers.iter().map(|i| (texts.intern(i.scheme), texts.intern(i.id))).collect();
            self.identifiers.push(position, stored);
        }
        if !row.note.is_empty() {
            self.notes.push(position, self.texts.intern(row.note));
        }
    }

    /// How many entities there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// All entities in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = EntityIx> + DoubleEndedIterator + use<> {
        (0..self.len()).map(EntityIx::from)
    }

    /// The entity of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EntityIx> {
        self.by_id.find(id, &self.ids).map(EntityIx)
    }

    /// The id of an entity.
    #[must_use]
    pub fn id(&self, entity: EntityIx) -> &str {
        self.ids.get(entity.index())
    }

    /// All ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator + '_ {
        self.ids.iter()
    }

    /// The kind of an entity.
    #[must_use]
    pub fn kind(&self, entity: EntityIx) -> EntityKindIx {
        self.kinds[entity.index()]
    }

    /// The finer type of an entity, or empty.
    #[must_use]
    pub fn type_name(&self, entity: EntityIx) -> &str {
        self.texts.get(self.types[entity.index()])
    }

    /// The names of an entity in the order of the file.
    pub fn names(&self, entity: EntityIx) -> impl ExactSizeIterator<Item = Name<'_>> + Clone + '_ {
        let first = self.names.start(entity.index());
        self.names.get(entity.index()).iter().enumerate().map(move |(n, stored)| Name {
            text: self.name_texts.get(first + n),
            language: self.languages.get(stored.language),
            kind: stored.kind,
        })
    }

    /// The first name of a kind in a language.
    #[must_use]
    pub fn name(&self, entity: EntityIx, kind: NameKind, language: &str) -> Option<&str> {
        self.names(entity).find(|name| name.kind == kind && name.language == language).map(|name| name.text)
    }

    /// The name to show in a language, as [`Name::label`] chooses it, else the id.
    ///
    /// Of ids judged the same see `resolve::Merged`.
    #[must_use]
    pub fn label(&self, entity: EntityIx, language: &str) -> &str {
        Name::label(self.names(entity), language).unwrap_or_else(|| self.id(entity))
    }

    /// The short name to show in a language: the abbreviation, else the label.
    #[must_use]
    pub fn short_label(&self, entity: EntityIx, language: &str) -> &str {
        Name::short_label(self.names(entity), language).unwrap_or_else(|| self.id(entity))
    }

    /// How many language codes the names have, the empty one included.
    #[must_use]
    pub fn languages(&self) -> usize {
        self.languages.strings().len()
    }

    /// Whether a name has this language code. One look-up.
    #[must_use]
    pub fn has_language(&self, code: &str) -> bool {
        self.languages.find(code).is_some()
    }

    /// ISO 3166-1 alpha-2, or empty.
    #[must_use]
    pub fn country(&self, entity: EntityIx) -> &str {
        let bytes = &self.countries[entity.index()];
        if bytes[0] == 0 { "" } else { std::str::from_utf8(bytes).unwrap_or("") }
    }

    /// The id of the entity it is part of, or empty.
    #[must_use]
    pub fn part_of(&self, entity: EntityIx) -> &str {
        self.part_of.get(entity.index()).map_or("", |&text| self.texts.get(text))
    }

    /// When the entity existed, if that is stated.
    #[must_use]
    pub fn lifespan(&self, entity: EntityIx) -> Option<ExtentIx> {
        self.lifespans.get(entity.index()).copied()
    }

    /// The ids of an entity in other catalogues.
    pub fn identifiers(&self, entity: EntityIx) -> impl Iterator<Item = Identifier<'_>> + '_ {
        let stored = self.identifiers.get(entity.index()).map_or(&[][..], Vec::as_slice);
        stored
            .iter()
            .map(|&(scheme, id)| Identifier { scheme: self.texts.get(scheme), id: self.texts.get(id) })
    }

    /// The note on an entity, or empty.
    #[must_use]
    pub fn note(&self, entity: EntityIx) -> &str {
        self.notes.get(entity.index()).map_or("", |&text| self.texts.get(text))
    }

    /// Where an entity stands in the files.
    #[must_use]
    pub fn origin(&self, entity: EntityIx) -> Origin {
        self.origins[entity.index()]
    }

    /// The row of an entity, as it was pushed.
    #[must_use]
    pub fn row(&self, entity: EntityIx) -> EntityRow<'_> {
        EntityRow {
            id: self.id(entity),
            kind: self.kind(entity),
            type_name: self.type_name(entity),
            names: self.names(entity).collect(),
            country: self.country(entity),
            part_of: self.part_of(entity),
            lifespan: self.lifespan(entity),
            identifiers: self.identifiers(entity).collect(),
            note: self.note(entity),
            origin: self.origin(entity),
        }
    }

    /// The same entities sorted by id; nothing is moved when they are sorted already.
    #[must_use]
    pub fn into_sorted(self) -> Self {
        if self.ids().zip(self.ids().skip(1)).all(|(a, b)| a < b) {
            return self;
        }
        let mut order: Vec<EntityIx> = self.iter().collect();
        order.sort_by(|a, b| self.id(*a).cmp(self.id(*b)));
        let mut sorted = Self::default();
        for entity in order {
            sorted.push(&self.row(entity));
        }
        sorted
    }
}

fn country_bytes(code: &str) -> [u8; 2] {
    code.as_bytes().try_into().unwrap_or([0, 0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entities(names: &[(&'static str, &'static str, NameKind)]) -> Entities {
        let names = names.iter().map(|&(text, language, kind)| Name { text, language, kind }).collect();
        let mut entities = Entities::default();
        entities.push(&EntityRow { id: "a", names, ..EntityRow::default() });
        entities
    }

    #[test]
    fn a_label_is_in_the_language_else_in_a_variety_of_it_else_in_any() {
        use NameKind::{Alias, Preferred};
        let entities =
            entities(&[("E", "en", Preferred), ("T", "zh-Hant", Preferred), ("S", "zh-Hans", Preferred)]);
        let label = |language| entities.label(EntityIx(0), language);
        assert_eq!(["zh", "zh-Hans", "ZH-TW", "en-GB", "fr", ""].map(label), ["T", "S", "T", "E", "E", "E"]);
        let aliases = self::entities(&[("A", "en", Alias), ("B", "zh", Alias)]);
        assert_eq!(aliases.label(EntityIx(0), "zh"), "A");
        assert_eq!(self::entities(&[]).label(EntityIx(0), "zh"), "a");
    }

    #[test]
    fn a_short_label_is_an_abbreviation_in_the_language_or_a_variety_of_it() {
        use NameKind::{Abbreviation, Preferred};
        let names = [("Long", "en", Preferred), ("L", "en", Abbreviation), ("长", "zh-Hant", Abbreviation)];
        let entities = entities(&names);
        let short = |language| entities.short_label(EntityIx(0), language);
        assert_eq!(["en", "zh", "fr"].map(short), ["L", "长", "Long"]);
    }
}
