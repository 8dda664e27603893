//! The records of a dataset, in columns.

use super::{
    AttributeIx, EntityIx, ExtentIx, Interner, KindIx, Lists, PassageIx, PlaceIx, RecordIx, RoleIx, Sparse,
    Strings, TextIx,
};

/// An entity in a role of a record: eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filler {
    /// Who, as the file names it; a merged id stands for its canonical one only when edges are made.
    pub entity: EntityIx,
    /// The role, counted within the record's kind.
    pub role: RoleIx,
    /// Whether the text does not name the filler in so many words.
    pub inferred: bool,
}

/// Fillers that a text leaves unnamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnnamedFillers {
    /// Their role, counted within the record's kind.
    pub role: RoleIx,
    /// How many; 1 when nobody says.
    pub count: u32,
}

/// Where a row stands: a file of the dataset and a line in it, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Origin {
    /// The file, as a position in [`super::Dataset::files`].
    pub file: u16,
    /// The line on which the row starts.
    pub line: u32,
}

/// A record about to be stored.
#[derive(Debug, Clone, Default)]
pub struct RecordRow<'a> {
    /// The id.
    pub id: &'a str,
    /// Its kind.
    pub kind: KindIx,
    /// When; the extent of the empty text when no date is stated.
    pub extent: ExtentIx,
    /// Named fillers in the order of roles and cells, each with whom it acts for.
    pub fillers: Vec<(Filler, Option<EntityIx>)>,
    /// Unnamed fillers in the order of roles.
    pub unnamed: Vec<UnnamedFillers>,
    /// Attribute values as written, in the order of the vocabulary.
    pub attributes: Vec<(AttributeIx, &'a str)>,
    /// Where it happened.
    pub places: Vec<PlaceIx>,
    /// `many` or a number when the record tells of several; else empty.
    pub series: &'a str,
    /// One sentence in our own words, or empty.
    pub summary: &'a str,
    /// A note, or empty.
    pub note: &'a str,
    /// The passages that say so.
    pub evidence: Vec<PassageIx>,
    /// Where it stands in the files.
    pub origin: Origin,
}

/// All records, sorted by id once [`Records::into_sorted`] has run.
///
/// Row `i` of every column belongs to record `i`. An undecorated record of two roles costs about 60 bytes and
/// its id; what few records have stands in sparse columns. Binary and n-ary records are the same rows.
#[derive(Debug, Clone, Default)]
pub struct Records {
    ids: Strings,
    kinds: Vec<KindIx>,
    extents: Vec<ExtentIx>,
    fillers: Lists<Filler>,
    acting_for: Sparse<EntityIx>,
    unnamed: Sparse<Box<[UnnamedFillers]>>,
    attributes: Vec<Sparse<TextIx>>,
    places: Sparse<Box<[PlaceIx]>>,
    series: Sparse<TextIx>,
    summaries: Sparse<TextIx>,
    notes: Sparse<TextIx>,
    evidence: Lists<PassageIx>,
    origins: Vec<Origin>,
    texts: Interner,
}

impl Records {
    /// Adds a record.
    pub fn push(&mut self, row: &RecordRow<'_>) -> RecordIx {
        let position = self.ids.push(row.id);
        self.kinds.push(row.kind);
        self.extents.push(row.extent);
        let first = self.fillers.values().len();
        self.fillers.push(row.fillers.iter().map(|(filler, _)| *filler));
        for (n, body) in row.fillers.iter().enumerate().filter_map(|(n, (_, body))| Some((n, (*body)?))) {
            self.acting_for.push(first + n, body);
        }
        self.evidence.push(row.evidence.iter().copied());
        self.origins.push(row.origin);
        self.push_sparse(position, row);
        RecordIx::from(position)
    }

    fn push_sparse(&mut self, position: usize, row: &RecordRow<'_>) {
        if !row.unnamed.is_empty() {
            self.unnamed.push(position, row.unnamed.as_slice().into());
        }
        if !row.places.is_empty() {
            self.places.push(position, row.places.as_slice().into());
        }
        for &(attribute, value) in &row.attributes {
            if self.attributes.len() <= attribute.index() {
                self.attributes.resize_with(attribute.index() + 1, Sparse::default);
            }
            self.attributes[attribute.index()].push(position, self.texts.intern(value));
        }
        let texts = &mut self.texts;
        for (column, text) in
            [(&mut self.series, row.series), (&mut self.summaries, row.summary), (&mut self.notes, row.note)]
        {
            if !text.is_empty() {
                column.push(position, texts.intern(text));
            }
        }
    }

    /// Appends records that were read elsewhere, in their order.
    ///
    /// `extents` and `passages` are the numbers here of the numbers there.
    pub(crate) fn join(&mut self, other: Self, extents: &[ExtentIx], passages: &[PassageIx]) {
        let (first, first_filler) = (self.len(), self.fillers.values().len());
        let texts = self.texts.join(&other.texts);
        let text = |number: TextIx| texts[number.index()];
        self.ids.join(&other.ids);
        self.kinds.extend(other.kinds);
        self.extents.extend(other.extents.into_iter().map(|extent| extents[extent.index()]));
        self.fillers.join(other.fillers, |filler| filler);
        self.acting_for.join(other.acting_for, first_filler, |body| body);
        self.evidence.join(other.evidence, |passage| passages[passage.index()]);
        self.origins.extend(other.origins);
        self.unnamed.join(other.unnamed, first, |unnamed| unnamed);
        self.places.join(other.places, first, |places| places);
        self.attributes.resize_with(self.attributes.len().max(other.attributes.len()), Sparse::default);
        for (own, column) in self.attributes.iter_mut().zip(other.attributes) {
            own.join(column, first, text);
        }
        self.series.join(other.series, first, text);
        self.summaries.join(other.summaries, first, text);
        self.notes.join(other.notes, first, text);
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// All records in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = RecordIx> + DoubleEndedIterator + use<> {
        (0..self.len()).map(RecordIx::from)
    }

    /// The record of an id, by halving; right once the records are sorted.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<RecordIx> {
        self.ids.position_sorted(id).map(RecordIx::from)
    }

    /// The id of a record.
    #[must_use]
    pub fn id(&self, record: RecordIx) -> &str {
        self.ids.get(record.index())
    }

    /// All ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator + '_ {
        self.ids.iter()
    }

    /// The kind of a record.
    #[must_use]
    pub fn kind(&self, record: RecordIx) -> KindIx {
        self.kinds[record.index()]
    }

    /// The number of a record's extent.
    #[must_use]
    pub fn extent(&self, record: RecordIx) -> ExtentIx {
        self.extents[record.index()]
    }

    /// The named fillers of a record, in the order of roles and cells.
    #[must_use]
    pub fn fillers(&self, record: RecordIx) -> &[Filler] {
        self.fillers.get(record.index())
    }

    /// The named fillers of one role.
    pub fn in_role(&self, record: RecordIx, role: RoleIx) -> impl Iterator<Item = &Filler> + '_ {
        self.fillers(record).iter().filter(move |filler| filler.role == role)
    }

    /// How many fill one role, unnamed ones counted.
    #[must_use]
    pub fn role_size(&self, record: RecordIx, role: RoleIx) -> u32 {
        let named = self.in_role(record, role).count() as u32;
        let unnamed = self.unnamed(record).iter().filter(|unnamed| unnamed.role == role);
        unnamed.map(|unnamed| unnamed.count).fold(named, u32::saturating_add)
    }

    /// Whom the `n`th filler of a record acts for.
    #[must_use]
    pub fn acting_for(&self, record: RecordIx, n: usize) -> Option<EntityIx> {
        if self.acting_for.is_empty() {
            return None;
        }
        self.acting_for.get(self.fillers.start(record.index()) + n).copied()
    }

    /// The unnamed fillers of a record, in the order of roles.
    #[must_use]
    pub fn unnamed(&self, record: RecordIx) -> &[UnnamedFillers] {
        self.unnamed.get(record.index()).map_or(&[], |list| list)
    }

    /// The value of an attribute as written.
    #[must_use]
    pub fn attribute(&self, record: RecordIx, attribute: AttributeIx) -> Option<&str> {
        let column = self.attributes.get(attribute.index())?;
        column.get(record.index()).map(|&text| self.texts.get(text))
    }

    /// Whether any record has a value of `attribute`.
    #[must_use]
    pub fn uses_attribute(&self, attribute: AttributeIx) -> bool {
        self.attributes.get(attribute.index()).is_some_and(|column| !column.is_empty())
    }

    /// Where a record happened.
    #[must_use]
    pub fn places(&self, record: RecordIx) -> &[PlaceIx] {
        self.places.get(record.index()).map_or(&[], |list| list)
    }

    /// `many` or a number when the record tells of several of its kind; else empty.
    #[must_use]
    pub fn series(&self, record: RecordIx) -> &str {
        self.text(&self.series, record)
    }

    /// The summary in the curator's words, or empty.
    #[must_use]
    pub fn summary(&self, record: RecordIx) -> &str {
        self.text(&self.summaries, record)
    }

    /// The note, or empty.
    #[must_use]
    pub fn note(&self, record: RecordIx) -> &str {
        self.text(&self.notes, record)
    }

    fn text(&self, column: &Sparse<TextIx>, record: RecordIx) -> &str {
        column.get(record.index()).map_or("", |&text| self.texts.get(text))
    }

    /// The passages that say so.
    #[must_use]
    pub fn evidence(&self, record: RecordIx) -> &[PassageIx] {
        self.evidence.get(record.index())
    }

    /// Gives every passage the number at its old number's place, once the passages have been sorted.
    pub(crate) fn renumber_passages(&mut self, places: &[PassageIx]) {
        for passage in self.evidence.values_mut() {
            *passage = places[passage.index()];
        }
    }

    /// Where a record stands in the files.
    #[must_use]
    pub fn origin(&self, record: RecordIx) -> Origin {
        self.origins[record.index()]
    }

    /// The row of a record, as it was pushed.
    #[must_use]
    pub fn row(&self, record: RecordIx) -> RecordRow<'_> {
        let with_body = |(n, filler): (usize, &Filler)| (*filler, self.acting_for(record, n));
        RecordRow {
            id: self.id(record),
            kind: self.kind(record),
            extent: self.extent(record),
            fillers: self.fillers(record).iter().enumerate().map(with_body).collect(),
            unnamed: self.unnamed(record).to_vec(),
            attributes: (0..self.attributes.len())
                .map(AttributeIx::from)
                .filter_map(|attribute| Some((attribute, self.attribute(record, attribute)?)))
                .collect(),
            places: self.places(record).to_vec(),
            series: self.series(record),
            summary: self.summary(record),
            note: self.note(record),
            evidence: self.evidence(record).to_vec(),
            origin: self.origin(record),
        }
    }

    /// The same records sorted by id, equal ids in the order they came; nothing is moved when they are sorted.
    #[must_use]
    pub fn into_sorted(mut self) -> Self {
        self.shrink_to_fit();
        if self.ids().zip(self.ids().skip(1)).all(|(a, b)| a <= b) {
            return self;
        }
        let mut order: Vec<RecordIx> = self.iter().collect();
        order.sort_by(|a, b| self.id(*a).cmp(self.id(*b)));
        self.reordered(&order)
    }

    /// The records of `order`, in that order.
    #[must_use]
    pub fn reordered(&self, order: &[RecordIx]) -> Self {
        let mut sorted = Self::default();
        for &record in order {
            sorted.push(&self.row(record));
        }
        sorted.shrink_to_fit();
        sorted
    }

    fn shrink_to_fit(&mut self) {
        self.ids.shrink_to_fit();
        self.kinds.shrink_to_fit();
        self.extents.shrink_to_fit();
        self.fillers.shrink_to_fit();
        self.evidence.shrink_to_fit();
        self.origins.shrink_to_fit();
        self.attributes.iter_mut().for_each(Sparse::shrink_to_fit);
    }
}
