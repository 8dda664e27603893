//! Names that meet because they share a rare piece: one may contain the other, or they nearly agree.

use super::forms::{Forms, is_in_characters};
use super::{CROWD, Found, Sign};
use hashbrown::HashSet;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// How long pieces are, in letters and in characters of other scripts: short ones find short names, and in a large
/// dataset only long ones are rare.
const LENGTHS: [[usize; 3]; 2] = [[3, 6, 12], [2, 3, 5]];

/// How many of the rarest pieces of each length bring a name together with others.
const RAREST: usize = 2;

/// From this Jaro-Winkler likeness two names nearly agree.
const NEAR: f64 = 0.93;

/// Longer names, in bytes, are not held against each other letter by letter: it takes their product.
const LONGEST: usize = 1000;

/// Adds the names found alike, and counts those whose every piece is common.
pub(super) fn meet(forms: &Forms<'_>, found: &mut Vec<Found>) -> usize {
    let counts = Counts::of(forms);
    let (mut rare, mut common) = (Vec::new(), 0);
    for form in forms.names() {
        let pieces = grams(forms.folded(form));
        // A name too short for any piece is not looked for either way.
        let known = pieces.iter().flatten().next().is_some();
        common += usize::from(known && pieces.iter().flatten().all(|&gram| counts.get(gram) > CROWD));
        rare.extend(pieces.iter().flat_map(|grams| counts.rarest(grams)).map(|gram| (gram, form)));
    }
    rare.sort_unstable();
    for block in postings(forms, &rare).chunk_by(|x, y| x.0 == y.0) {
        meet_block(forms, &rare, block, found);
    }
    common
}

/// Lets each name for which the block's piece is among its rarest meet all others of the block.
fn meet_block(forms: &Forms<'_>, rare: &[(u64, u32)], block: &[(u64, u32)], found: &mut Vec<Found>) {
    let owns = |entry: &(u64, u32)| rare.binary_search(entry).is_ok();
    let owned: Vec<bool> = block.iter().map(owns).collect();
    for (n, &(_, g)) in block.iter().enumerate() {
        for (m, &(_, f)) in block[..n].iter().enumerate() {
            if (owned[n] || owned[m]) && forms.entity(f) != forms.entity(g) {
                found.extend(held_together(forms, f, g));
            }
        }
    }
}

/// All names that have one of the rare pieces, by piece.
fn postings(forms: &Forms<'_>, rare: &[(u64, u32)]) -> Vec<(u64, u32)> {
    let wanted: HashSet<u64, FxBuildHasher> = rare.iter().map(|entry| entry.0).collect();
    let of_form = |form| grams(forms.folded(form)).into_iter().flatten().map(move |gram| (gram, form));
    let mut postings: Vec<(u64, u32)> =
        forms.names().flat_map(of_form).filter(|entry| wanted.contains(&entry.0)).collect();
    postings.sort_unstable();
    postings
}

/// Whether and how two names of the same numbers are alike; the stronger sign counts.
pub(super) fn held_together(forms: &Forms<'_>, f: u32, g: u32) -> Option<Found> {
    let (one, other) = (forms.folded(f), forms.folded(g));
    if one == other || numbers(one) != numbers(other) {
        return None;
    }
    let (short, long) = if one.len() <= other.len() { (f, g) } else { (g, f) };
    if contains(forms, long, short) {
        let length = |form| forms.folded(form).chars().count() as f64;
        return Some(forms.found((f, g), Sign::Containing, length(short) / length(long)));
    }
    if one.len().max(other.len()) > LONGEST {
        return None;
    }
    let near = strsim::jaro_winkler(one, other);
    (near >= NEAR && !is_tiny(one) && !is_tiny(other)).then(|| forms.found((f, g), Sign::Near, near))
}

/// Whether a name holds another: Chinese as it is, others as whole words in a row.
fn contains(forms: &Forms<'_>, long: u32, short: u32) -> bool {
    let (name, part) = (forms.folded(long), forms.folded(short));
    if is_tiny(part) || !name.contains(part) {
        return false;
    }
    if is_in_characters(part) {
        return true;
    }
    let (words, part) = (forms.words(long), forms.words(short));
    words.windows(part.len()).any(|row| row == part)
}

/// Whether a name is too short for its likeness to say anything.
fn is_tiny(folded: &str) -> bool {
    folded.chars().count() < if is_in_characters(folded) { 2 } else { 3 }
}

/// The numbers of a name, in order.
fn numbers(folded: &str) -> impl PartialEq + std::hash::Hash + use<> {
    let runs = folded.split(|c: char| !c.is_numeric()).filter(|run| !run.is_empty());
    runs.map(str::to_owned).collect::<Vec<_>>()
}

/// The pieces of a name as hashes, by length, with its numbers in each.
fn grams(folded: &str) -> [Vec<u64>; 3] {
    let characters: Vec<char> = folded.chars().collect();
    let numbers = FxBuildHasher.hash_one(numbers(folded));
    LENGTHS[usize::from(is_in_characters(folded))].map(|length| {
        let pieces = characters.windows(length);
        let mut grams: Vec<u64> = pieces.map(|piece| FxBuildHasher.hash_one((piece, numbers))).collect();
        grams.sort_unstable();
        grams.dedup();
        grams
    })
}

/// About how many names have a piece. Pieces may share a counter, which makes some look more common than they are: a
/// fixed amount of memory, whatever the names.
struct Counts {
    counters: Vec<u8>,
}

impl Counts {
    fn of(forms: &Forms<'_>) -> Self {
        let letters: usize = forms.names().map(|form| forms.folded(form).len()).sum();
        let size = (letters.saturating_mul(16)).next_power_of_two().clamp(1 << 16, 1 << 26);
        let mut counts = Self { counters: vec![0; size] };
        for gram in forms.names().flat_map(|form| grams(forms.folded(form))).flatten() {
            let at = counts.place(gram);
            counts.counters[at] = counts.counters[at].saturating_add(1);
        }
        counts
    }

    fn place(&self, gram: u64) -> usize {
        // The upper bits of this hash are the better mixed ones.
        (gram >> 20) as usize & (self.counters.len() - 1)
    }

    fn get(&self, gram: u64) -> usize {
        usize::from(self.counters[self.place(gram)])
    }

    /// The rarest of some pieces that other names have too.
    fn rarest(&self, grams: &[u64]) -> Vec<u64> {
        let counted = grams.iter().map(|&gram| (self.get(gram), gram));
        let mut rare: Vec<(usize, u64)> = counted.filter(|(count, _)| (2..=CROWD).contains(count)).collect();
        rare.sort_unstable();
        rare.truncate(RAREST);
        rare.into_iter().map(|(_, gram)| gram).collect()
    }
}
