//! Every name once, folded, with the entity that it leads to.

use super::{Alike, Found, Sign};
use crate::model::{Dataset, EntityIx, Name, NameKind, Strings};
use crate::resolve::{Identities, fold};

/// A name of an entity, or its id.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// The entity that the name leads to.
    entity: EntityIx,
    /// The entity that it is written with.
    bearer: EntityIx,
    /// Which of its names; `None` is the id.
    name: Option<u32>,
}

/// Whether a folded name is written without spaces between words: it has a Chinese character or a kana.
pub(super) fn is_in_characters(folded: &str) -> bool {
    folded.chars().any(|c| ('\u{3040}'..='\u{9fff}').contains(&c))
}

/// The names of all entities in their order, those of an entity before its id.
pub(super) struct Forms<'d> {
    pub(super) dataset: &'d Dataset,
    list: Vec<Form>,
    folded: Strings,
}

impl<'d> Forms<'d> {
    pub(super) fn new(dataset: &'d Dataset, identities: &Identities) -> Self {
        let mut forms = Self { dataset, list: Vec::new(), folded: Strings::default() };
        for bearer in dataset.entities.iter() {
            let entity = identities.canonical(bearer);
            for (n, name) in (0_u32..).zip(dataset.entities.names(bearer)) {
                forms.push(Form { entity, bearer, name: Some(n) }, name.text);
            }
            forms.push(Form { entity, bearer, name: None }, dataset.entities.id(bearer));
        }
        forms
    }

    fn push(&mut self, form: Form, written: &str) {
        let folded = fold(written);
        if !folded.is_empty() {
            self.list.push(form);
            self.folded.push(&folded);
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.list.len() as u32
    }

    /// All but ids.
    pub(super) fn names(&self) -> impl Iterator<Item = u32> + '_ {
        self.all().filter(|&form| self.list[form as usize].name.is_some())
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = u32> + '_ {
        self.all().filter(|&form| self.list[form as usize].name.is_none())
    }

    pub(super) fn folded(&self, form: u32) -> &str {
        self.folded.get(form as usize)
    }

    pub(super) fn entity(&self, form: u32) -> EntityIx {
        self.list[form as usize].entity
    }

    pub(super) fn bearer(&self, form: u32) -> EntityIx {
        self.list[form as usize].bearer
    }

    pub(super) fn written(&self, form: u32) -> &str {
        let bearer = self.bearer(form);
        self.name(form).map_or(self.dataset.entities.id(bearer), |name| name.text)
    }

    fn name(&self, form: u32) -> Option<Name<'_>> {
        let Form { bearer, name, .. } = self.list[form as usize];
        self.dataset.entities.names(bearer).nth(name? as usize)
    }

    /// Whether it is an abbreviation or an id.
    pub(super) fn is_short(&self, form: u32) -> bool {
        self.name(form).is_none_or(|name| name.kind == NameKind::Abbreviation)
    }

    /// The words of a name, folded.
    pub(super) fn words(&self, form: u32) -> Vec<String> {
        // An apostrophe does not end a word: `workers'` and `worker's` are words.
        let ends = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '’');
        self.written(form).split(ends).map(fold).filter(|word| !word.is_empty()).collect()
    }

    /// Two forms of two entities found alike, the smaller entity first.
    pub(super) fn found(&self, (f, g): (u32, u32), sign: Sign, degree: f64) -> Found {
        let forms = if self.entity(f) < self.entity(g) { (f, g) } else { (g, f) };
        Found { pair: (self.entity(forms.0), self.entity(forms.1)), sign, degree, forms }
    }

    /// A find in words.
    pub(super) fn alike(&self, found: &Found) -> Alike {
        let Found { sign, degree, forms: (f, g), .. } = *found;
        let identifier = || {
            let ids = |form| self.dataset.entities.identifiers(self.bearer(form));
            let shared = ids(f).find(|i| ids(g).any(|j| *i == j));
            shared.map_or(String::new(), |i| format!("{}:{}", i.scheme, i.id))
        };
        let word = |form| if sign == Sign::Identifier { identifier() } else { self.written(form).to_owned() };
        Alike { sign, degree, first: word(f), second: word(g) }
    }
}
