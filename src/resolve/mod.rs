//! Who is whom: judgements become canonical ids, and names find their entities.
//!
//! Start with [`Identities`], [`NameIndex`] and [`Merged`], which tells what is known of an entity under all its ids.
//! Nothing is merged in the data: a record keeps the ids it was written with, and an edge is drawn between the
//! canonical ones.

mod alike;
mod identities;
mod likeness;
mod merged;
mod names;
mod pairs;
mod pinyin;
mod transliteration;

pub use alike::{Alike, AlikePair, AlikePairs, CROWD, Sign};
pub use identities::{CONTRADICTION, Identities, SAME_OF_TWO_KINDS};
pub use likeness::{Likeness, Typed};
pub use merged::Merged;
pub use names::{Candidate, NameError, NameIndex, fold};
pub use pairs::history_pair;
pub use pinyin::{begins_pinyin_of, is_pinyin_of, pinyin_of, syllables_of};
pub use transliteration::{skeleton_of_letters, skeleton_of_pinyin};
