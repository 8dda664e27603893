//! Who is whom: judgements become canonical ids, and names find their entities.
//!
//! Start with [`Identities`], [`NameIndex`] and [`Merged`], which tells what is known of an entity under all its ids.
//! Nothing is merged in the data: a record keeps the ids it was written with, and an edge is drawn between the
//! canonical ones.

mod identities;
mod merged;
mod names;
mod pairs;
mod pinyin;

pub use identities::{CONTRADICTION, Identities, SAME_OF_TWO_KINDS};
pub use merged::Merged;
pub use names::{Candidate, NameError, NameIndex, fold};
pub use pairs::history_pair;
pub use pinyin::is_pinyin_of;
