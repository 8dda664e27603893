//! Every term of a store once, by number.

use hashbrown::HashTable;
use oxrdf::{Term, TermRef};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Terms and their numbers, from 0 in the order in which they came.
///
/// Two terms are one only if they are written alike: `1` and `01` are two integers here, as RDF has it.
#[derive(Default)]
pub(super) struct Terms {
    all: Vec<Term>,
    numbers: HashTable<u32>,
}

impl Terms {
    /// The number of a term, which is kept if it is new. `None` when there are more than 32 bits can count.
    pub(super) fn intern(&mut self, term: TermRef<'_>) -> Option<u32> {
        let hash = hash(term);
        if let Some(number) = self.numbers.find(hash, |n| self.all[*n as usize].as_ref() == term) {
            return Some(*number);
        }
        let number = u32::try_from(self.all.len()).ok().filter(|number| *number < u32::MAX)?;
        self.all.push(term.into_owned());
        let all = &self.all;
        self.numbers.insert_unique(hash, number, |n| self::hash(all[*n as usize].as_ref()));
        Some(number)
    }

    /// The number of a term, if it is here.
    pub(super) fn find(&self, term: TermRef<'_>) -> Option<u32> {
        self.numbers.find(hash(term), |n| self.all[*n as usize].as_ref() == term).copied()
    }

    /// The term of a number.
    pub(super) fn get(&self, number: u32) -> Option<&Term> {
        self.all.get(number as usize)
    }

    pub(super) fn len(&self) -> u32 {
        self.all.len() as u32
    }
}

fn hash(term: TermRef<'_>) -> u64 {
    let mut hasher = FxHasher::default();
    term.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::vocab::xsd;
    use oxrdf::{BlankNode, Literal, NamedNode};

    #[test]
    fn a_term_has_one_number_and_what_is_written_otherwise_another() {
        let all: Vec<Term> = vec![
            NamedNode::new_unchecked("urn:a").into(),
            Literal::new_simple_literal("urn:a").into(),
            BlankNode::new_unchecked("a").into(),
            Literal::new_typed_literal("1", xsd::INTEGER).into(),
            Literal::new_typed_literal("01", xsd::INTEGER).into(),
            Literal::new_language_tagged_literal_unchecked("a", "zh-Hans").into(),
            Literal::new_language_tagged_literal_unchecked("a", "zh").into(),
        ];
        let mut terms = Terms::default();
        for _ in 0..2 {
            for (n, term) in all.iter().enumerate() {
                assert_eq!(terms.intern(term.as_ref()), Some(n as u32));
            }
        }
        for (n, term) in all.iter().enumerate() {
            assert_eq!((terms.find(term.as_ref()), terms.get(n as u32)), (Some(n as u32), Some(term)));
        }
        assert_eq!((terms.len(), terms.get(7)), (7, None));
        assert_eq!(terms.find(Literal::new_simple_literal("b").as_ref().into()), None);
    }
}
