//! Pairs of entities whose names are so alike that somebody should judge them.
//!
//! Start with [`AlikePairs::find`]. No entity is held against every other. Names meet in blocks: of one folded name, of
//! the same words in another order, of one pinyin, of the consonants that a rendering in Chinese keeps, of one id in another catalogue; and, for names that contain each
//! other or nearly agree, of a piece (three to twelve letters, two to five characters) that is among the rarest of one of them. A block
//! of more than [`CROWD`] entities tells nobody apart and is passed over, which the result says. Names whose numbers
//! differ are never near each other: branches 1 and 2 are two.
//!
//! This knows names only; what records, countries and neighbours say is [`crate::query::candidates`]'s matter.
//! Nothing is ever merged here.

mod blocks;
mod forms;
mod grams;
mod keys;

use super::Identities;
use crate::model::{Dataset, EntityIx};
use blocks::Blocks;
use forms::Forms;

/// How many entities may share a name, or names a piece, before nothing follows from it.
pub const CROWD: usize = 20;

/// In which way two names are alike, the stronger sign first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Both entities have the same id in another catalogue.
    Identifier,
    /// One folded name.
    Name,
    /// One folded name, which is an abbreviation or an id of one of them.
    ShortName,
    /// The same words in another order.
    Order,
    /// A name in Chinese characters, and the other spells its pinyin or sounds the same.
    Pinyin,
    /// A name in Chinese characters sounds as if it rendered the other, both of entities of one kind.
    Transliteration,
    /// One name holds the other as whole words.
    Containing,
    /// The names nearly agree.
    Near,
}

/// Why two entities may be one, as far as names go.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// In which way the names are alike.
    pub sign: Sign,
    /// How much: 1 for the signs that are exact, of a short name the less the shorter it is; the share of the longer name that the shorter makes; the Jaro-Winkler
    /// likeness.
    pub degree: f64,
    /// The name of the first entity as written; for an identifier, catalogue and id.
    pub first: String,
    /// The name of the second.
    pub second: String,
}

/// Two entities with names alike.
#[derive(Debug, Clone, PartialEq)]
pub struct AlikePair {
    /// The entity with the smaller id.
    pub a: EntityIx,
    /// The other.
    pub b: EntityIx,
    /// What is alike, strongest first, each sign once; each shared name counts.
    pub signs: Vec<Alike>,
}

/// All such pairs, and what was passed over.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AlikePairs {
    /// The pairs, sorted by ids.
    pub pairs: Vec<AlikePair>,
    /// What more than [`CROWD`] entities share, folded, with their number; the most crowded first.
    /// Consonants that a crowd shares are not told: they are no name.
    pub crowded: Vec<(String, usize)>,
    /// How many names have no piece that is rare enough to look for names that nearly agree.
    pub common: usize,
}

/// Two forms found alike.
#[derive(Debug, Clone, Copy)]
struct Found {
    pair: (EntityIx, EntityIx),
    sign: Sign,
    degree: f64,
    forms: (u32, u32),
}

impl AlikePairs {
    /// Looks for pairs among the entities that stand for themselves under `identities`.
    ///
    /// O(n log n) in the number of names, with at most [`CROWD`] comparisons for each of six pieces of a name.
    ///
    /// ```
    /// use relata::model::{Dataset, EntityRow, Name, NameKind};
    /// use relata::resolve::{AlikePairs, Identities, Sign};
    /// let mut dataset = Dataset::default();
    /// for (id, text) in [("a", "Jan Berg"), ("b", "Berg, Jan"), ("c", "Ann Lund")] {
    ///     let names = vec![Name { text, language: "en", kind: NameKind::Preferred }];
    ///     dataset.entities.push(&EntityRow { id, names, ..EntityRow::default() });
    /// }
    /// let found = AlikePairs::find(&dataset, &Identities::default());
    /// let signs: Vec<Sign> = found.pairs.iter().flat_map(|pair| &pair.signs).map(|alike| alike.sign).collect();
    /// assert_eq!(signs, [Sign::Order]);
    /// ```
    #[must_use]
    pub fn find(dataset: &Dataset, identities: &Identities) -> Self {
        let forms = Forms::new(dataset, identities);
        let mut blocks = Blocks::new(&forms);
        blocks.meet();
        let Blocks { mut found, mut crowded, .. } = blocks;
        let common = grams::meet(&forms, &mut found);
        crowded.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
        crowded.dedup_by(|x, y| x.0 == y.0);
        Self { pairs: gathered(&forms, found), crowded, common }
    }
}

/// The finds of each pair together, the best of each sign.
fn gathered(forms: &Forms<'_>, mut found: Vec<Found>) -> Vec<AlikePair> {
    found.sort_by(|x, y| {
        let degree = y.degree.total_cmp(&x.degree);
        (x.pair, x.sign).cmp(&(y.pair, y.sign)).then(degree).then(x.forms.cmp(&y.forms))
    });
    found.dedup_by(|later, kept| {
        let same = (later.pair, later.sign) == (kept.pair, kept.sign);
        same && (later.sign > Sign::ShortName || forms.folded(later.forms.0) == forms.folded(kept.forms.0))
    });
    let pair = |chunk: &[Found]| {
        let signs = chunk.iter().map(|found| forms.alike(found)).collect();
        AlikePair { a: chunk[0].pair.0, b: chunk[0].pair.1, signs }
    };
    found.chunk_by(|x, y| x.pair == y.pair).map(pair).collect()
}

#[cfg(test)]
mod tests;
