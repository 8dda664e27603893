//! Names that meet because something about them is the same.

use super::forms::{Forms, is_in_characters};
use super::keys::{by_identifier, by_pinyin, by_skeleton, by_words, skeleton};
use super::{CROWD, Found, Sign};

/// What all blocks of exact keys give.
pub(super) struct Blocks<'f> {
    forms: &'f Forms<'f>,
    pub(super) found: Vec<Found>,
    pub(super) crowded: Vec<(String, usize)>,
}

impl<'f> Blocks<'f> {
    pub(super) fn new(forms: &'f Forms<'f>) -> Self {
        Self { forms, found: Vec::new(), crowded: Vec::new() }
    }

    /// Lets names meet by each key in turn.
    pub(super) fn meet(&mut self) {
        let forms = self.forms;
        let by_name = forms.all().map(|form| (forms.folded(form).to_owned(), form)).collect();
        self.meet_by(by_name, |f, g| {
            let short = forms.is_short(f) || forms.is_short(g);
            Some(if short { Sign::ShortName } else { Sign::Name })
        });
        let differ = |f, g| forms.folded(f) != forms.folded(g);
        self.meet_by(by_identifier(forms), |_, _| Some(Sign::Identifier));
        self.meet_by(by_words(forms), |f, g| differ(f, g).then_some(Sign::Order));
        let chinese = |form| is_in_characters(forms.folded(form));
        self.meet_by(by_pinyin(forms), |f, g| {
            ((chinese(f) || chinese(g)) && differ(f, g)).then_some(Sign::Pinyin)
        });
        let kind = |form| forms.dataset.entities.kind(forms.bearer(form));
        self.meet_by(by_skeleton(forms), |f, g| {
            (chinese(f) != chinese(g) && kind(f) == kind(g)).then_some(Sign::Transliteration)
        });
    }

    /// Pairs the entities of each key, unless they are a crowd. Of two entities the first forms that give a sign count.
    fn meet_by(&mut self, mut keyed: Vec<(String, u32)>, sign: impl Fn(u32, u32) -> Option<Sign>) {
        let forms = self.forms;
        keyed.sort_by(|x, y| (&x.0, forms.entity(x.1), x.1).cmp(&(&y.0, forms.entity(y.1), y.1)));
        for block in keyed.chunk_by(|x, y| x.0 == y.0) {
            let groups: Vec<&[(String, u32)]> =
                block.chunk_by(|x, y| forms.entity(x.1) == forms.entity(y.1)).collect();
            if groups.len() > CROWD {
                // Those of one name are told of under that name.
                let told = groups.iter().filter_map(|group| sign(block[0].1, group[0].1)).next();
                // A skeleton is no name, and shared by chance.
                if told.is_some_and(|sign| sign != Sign::Transliteration) {
                    self.crowded.push((block[0].0.clone(), groups.len()));
                }
                continue;
            }
            for (n, later) in groups.iter().enumerate() {
                for earlier in &groups[..n] {
                    let meetings = earlier.iter().flat_map(|f| later.iter().map(|g| (f.1, g.1)));
                    let first = meetings.filter_map(|(f, g)| Some(((f, g), sign(f, g)?))).next();
                    self.found
                        .extend(first.map(|(pair, sign)| forms.found(pair, sign, degree(forms, pair, sign))));
                }
            }
        }
    }
}

/// How much a name says that two share: an abbreviation the less, the fewer letters it has; a character counts as two.
/// So a skeleton the less, the fewer consonants it has.
fn degree(forms: &Forms<'_>, (f, g): (u32, u32), sign: Sign) -> f64 {
    let letters = |c: char| if c.is_ascii() { 1.0 } else { 2.0 };
    match sign {
        Sign::ShortName => (forms.folded(f).chars().map(letters).sum::<f64>() / 6.0).min(1.0),
        Sign::Transliteration => {
            let shorter = skeleton(forms, f).len().min(skeleton(forms, g).len());
            (shorter as f64 / 8.0).min(1.0)
        }
        _ => 1.0,
    }
}
