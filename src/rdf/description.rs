//! One subject and what is said of it.

use super::iri::Minted;
use super::literals::Value;
use super::spelling::push_term;
use oxrdf::vocab::xsd;
use oxrdf::{LiteralRef, NamedNode, NamedNodeRef, Term, TermRef, TripleRef};

/// A subject with its statements, in the order in which people read them; a statement may stand twice.
///
/// Predicates and datatypes are borrowed from the constants and from the vocabulary's terms, and the texts of all
/// objects stand end to end in one piece of memory. So a description costs two or three allocations, however long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description<'a> {
    /// The subject's IRI, then the texts of the objects.
    text: String,
    /// Where the subject ends.
    subject: usize,
    statements: Vec<Statement<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Statement<'a> {
    predicate: NamedNodeRef<'a>,
    sort: Sort<'a>,
    start: usize,
    /// Where its text ends and its language tag begins.
    middle: usize,
    end: usize,
}

/// What an object is, apart from its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort<'a> {
    /// An IRI that stands elsewhere and has no text here.
    Known(NamedNodeRef<'a>),
    Iri,
    Tagged,
    Typed(NamedNodeRef<'a>),
}

/// What can be the object of a statement.
#[derive(Debug, Clone, Copy)]
pub(super) enum Object<'t, 'a> {
    /// An IRI that outlives the description.
    Known(NamedNodeRef<'a>),
    /// An IRI of the dataset.
    Minted(Minted<'t>),
    /// Any other IRI.
    Iri(&'t str),
    /// A text in a language.
    Tagged(&'t str, &'t str),
    /// A value of a type.
    Typed(&'t str, NamedNodeRef<'a>),
}

impl<'a> Description<'a> {
    /// A subject of which nothing is said yet.
    #[must_use]
    pub fn new(subject: NamedNodeRef<'_>) -> Self {
        let mut description = Self::empty();
        description.text.push_str(subject.as_str());
        description.subject = description.text.len();
        description
    }

    /// A subject of the dataset of which nothing is said yet.
    pub(super) fn of(subject: Minted<'_>) -> Self {
        let mut description = Self::empty();
        subject.push(&mut description.text);
        description.subject = description.text.len();
        description
    }

    fn empty() -> Self {
        Self { text: String::with_capacity(1 << 9), subject: 0, statements: Vec::with_capacity(24) }
    }

    /// What the statements are about.
    #[must_use]
    pub fn subject(&self) -> NamedNodeRef<'_> {
        NamedNodeRef::new_unchecked(&self.text[..self.subject])
    }

    /// Adds a statement. Blank nodes are no objects here; a statement about one is left out.
    pub fn add(&mut self, predicate: impl Into<NamedNodeRef<'a>>, object: &'a Term) {
        let object = match object {
            Term::NamedNode(iri) => Object::Known(iri.as_ref()),
            Term::Literal(literal) => match literal.language() {
                Some(tag) => Object::Tagged(literal.value(), tag),
                None => Object::Typed(literal.value(), literal.datatype()),
            },
            Term::BlankNode(_) => return,
        };
        self.state(predicate, object);
    }

    /// Adds a statement.
    pub(super) fn state<'t>(
        &mut self,
        predicate: impl Into<NamedNodeRef<'a>>,
        object: impl Into<Object<'t, 'a>>,
    ) {
        let (predicate, start) = (predicate.into(), self.text.len());
        let (mut tag, text) = ("", &mut self.text);
        let sort = match object.into() {
            Object::Known(iri) => Sort::Known(iri),
            Object::Minted(iri) => {
                iri.push(text);
                Sort::Iri
            }
            Object::Iri(iri) => {
                text.push_str(iri);
                Sort::Iri
            }
            Object::Tagged(value, language) => {
                text.push_str(value);
                tag = language;
                Sort::Tagged
            }
            Object::Typed(value, datatype) => {
                text.push_str(value);
                Sort::Typed(datatype)
            }
        };
        let middle = self.text.len();
        self.text.push_str(tag);
        self.statements.push(Statement { predicate, sort, start, middle, end: self.text.len() });
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// The predicates and objects in the order they were added: `rdf:type` first, one predicate after the other.
    pub fn statements(&self) -> impl ExactSizeIterator<Item = (NamedNodeRef<'a>, TermRef<'_>)> {
        self.statements.iter().map(|statement| (statement.predicate, self.object(statement)))
    }

    /// The objects of each predicate: predicates in the order in which they were first added, objects sorted as
    /// N-Triples spells them, none twice.
    #[must_use]
    pub fn by_predicate(&self) -> Grouped<'_> {
        let (mut predicates, mut numbered) =
            (Vec::with_capacity(24), Vec::with_capacity(self.statements.len()));
        for (predicate, object) in self.statements() {
            // The statements of a predicate mostly stand together, so the look from the end is short.
            let number = predicates.iter().rposition(|known| *known == predicate).unwrap_or_else(|| {
                predicates.push(predicate);
                predicates.len() - 1
            });
            numbered.push((number, object));
        }
        numbered.sort_by_key(|(number, _)| *number);
        let (mut groups, mut objects) =
            (Vec::with_capacity(predicates.len()), Vec::with_capacity(numbered.len()));
        for group in numbered.chunk_by(|(a, _), (b, _)| a == b) {
            let mut own: Vec<TermRef<'_>> = group.iter().map(|(_, object)| *object).collect();
            if own.len() > 1 {
                own.sort_by_cached_key(|object| {
                    let mut spelled = String::new();
                    push_term(*object, &mut spelled);
                    spelled
                });
                own.dedup();
            }
            objects.append(&mut own);
            groups.push((predicates[group[0].0], objects.len()));
        }
        Grouped { groups, objects }
    }

    /// The statements as triples.
    pub fn triples(&self) -> impl ExactSizeIterator<Item = TripleRef<'_>> {
        let subject = self.subject();
        self.statements().map(move |(predicate, object)| TripleRef::new(subject, predicate, object))
    }

    fn object<'s>(&'s self, statement: &Statement<'a>) -> TermRef<'s>
    where
        'a: 's,
    {
        let text = &self.text[statement.start..statement.middle];
        match statement.sort {
            Sort::Known(iri) => iri.into(),
            Sort::Iri => NamedNodeRef::new_unchecked(text).into(),
            Sort::Tagged => {
                let tag = &self.text[statement.middle..statement.end];
                LiteralRef::new_language_tagged_literal_unchecked(text, tag).into()
            }
            Sort::Typed(datatype) => LiteralRef::new_typed_literal(text, datatype).into(),
        }
    }
}

/// Objects by predicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouped<'s> {
    /// Each predicate, and where its objects end.
    groups: Vec<(NamedNodeRef<'s>, usize)>,
    objects: Vec<TermRef<'s>>,
}

impl<'s> Grouped<'s> {
    /// Each predicate with its objects, of which there is at least one.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (NamedNodeRef<'s>, &[TermRef<'s>])> {
        let mut start = 0;
        self.groups.iter().map(move |&(predicate, end)| {
            let objects = &self.objects[start..end];
            start = end;
            (predicate, objects)
        })
    }

    /// Puts the first predicate last.
    pub(crate) fn put_first_last(&mut self) {
        let Some(&(first, end)) = self.groups.first() else { return };
        self.objects.rotate_left(end);
        self.groups.remove(0);
        self.groups.iter_mut().for_each(|(_, known)| *known -= end);
        self.groups.push((first, self.objects.len()));
    }
}

impl<'a> From<NamedNodeRef<'a>> for Object<'_, 'a> {
    fn from(iri: NamedNodeRef<'a>) -> Self {
        Self::Known(iri)
    }
}

impl<'a> From<&'a NamedNode> for Object<'_, 'a> {
    fn from(iri: &'a NamedNode) -> Self {
        Self::Known(iri.as_ref())
    }
}

impl<'t> From<Minted<'t>> for Object<'t, '_> {
    fn from(iri: Minted<'t>) -> Self {
        Self::Minted(iri)
    }
}

impl<'t> From<Value<'t>> for Object<'t, '_> {
    fn from(value: Value<'t>) -> Self {
        match value {
            Value::Plain(text) => Self::Typed(text, xsd::STRING),
            Value::Tagged(text, tag) => Self::Tagged(text, tag),
            Value::Typed(text, datatype) => Self::Typed(text, datatype),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::Literal;
    use oxrdf::vocab::rdf;

    #[test]
    fn every_sort_of_object_comes_back_as_it_was_stated() {
        let subject = NamedNode::new_unchecked("urn:s");
        let terms: [Term; 4] = [
            NamedNode::new_unchecked("urn:o").into(),
            Literal::new_simple_literal("a\"b").into(),
            Literal::new_language_tagged_literal_unchecked("全总", "zh-Hans").into(),
            Literal::new_typed_literal("1", xsd::INTEGER).into(),
        ];
        let mut description = Description::new(subject.as_ref());
        terms.iter().for_each(|term| description.add(rdf::VALUE, term));
        description.state(rdf::TYPE, Object::Iri("urn:t"));
        assert_eq!(description.subject(), subject.as_ref());
        let objects: Vec<Term> = description.statements().map(|(_, object)| object.into_owned()).collect();
        assert_eq!(objects[..4], terms);
        assert_eq!(objects[4], NamedNode::new_unchecked("urn:t").into());
        let shown: Vec<String> = description.triples().map(|triple| triple.to_string()).collect();
        assert_eq!(shown[4], format!("{subject} {} <urn:t>", rdf::TYPE));
    }
}
