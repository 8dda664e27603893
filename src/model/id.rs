//! Ids: what a person writes, and the small numbers that stand for it inside.

/// Whether `text` can be an id: a lower-case letter, then letters, digits and hyphens, at most 120 in all.
///
/// The alphabet needs no escape in CSV, Turtle, SPARQL, XML, a URL or a file name.
///
/// ```
/// use relata::model::is_valid_id;
/// assert!(is_valid_id("afl-cio"));
/// assert!(!is_valid_id("../../x") && !is_valid_id("1999") && !is_valid_id("a b"));
/// ```
#[must_use]
pub fn is_valid_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_lowercase)
        && bytes.len() <= 120
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
}

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub $inner);

        impl $name {
            /// The number as a position in a column.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            /// Takes a position; a store refuses to grow past the number's range before this can wrap.
            fn from(position: usize) -> Self {
                Self(position as $inner)
            }
        }
    )*};
}

index! {
    /// An entity of a dataset: its position when entities are sorted by id.
    EntityIx(u32);
    /// A record of a dataset: its position when records are sorted by id.
    RecordIx(u32);
    /// A distinct extent of a dataset.
    ExtentIx(u32);
    /// A distinct text in an [`crate::model::Interner`].
    TextIx(u32);
    /// A passage: a span of a source.
    PassageIx(u32);
    /// A source document.
    SourceIx(u32);
    /// A place.
    PlaceIx(u32);
    /// A record kind of the vocabulary.
    KindIx(u16);
    /// An entity kind of the vocabulary.
    EntityKindIx(u16);
    /// A relation of the vocabulary.
    RelationIx(u16);
    /// A role, counted within its record kind.
    RoleIx(u16);
    /// An attribute, counted over all kinds of the vocabulary.
    AttributeIx(u16);
}
