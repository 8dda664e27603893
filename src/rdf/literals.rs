//! Values: texts with their languages, numbers with their limits.

use super::{AttributeIris, Description};
use crate::model::{Number, Settings, language_suffix};
use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNodeRef, Term};

/// A literal that is not yet anybody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'t> {
    /// A text in no language: a code, a digest, a name whose language is unknown.
    Plain(&'t str),
    /// A text and its language tag.
    Tagged(&'t str, &'t str),
    /// A value of a datatype.
    Typed(&'t str, NamedNodeRef<'static>),
}

impl<'t> Value<'t> {
    /// The text.
    pub(super) fn text(self) -> &'t str {
        match self {
            Self::Plain(text) | Self::Tagged(text, _) | Self::Typed(text, _) => text,
        }
    }

    /// The language tag.
    pub(super) fn tag(self) -> Option<&'t str> {
        if let Self::Tagged(_, tag) = self { Some(tag) } else { None }
    }
}

impl From<Value<'_>> for Term {
    fn from(value: Value<'_>) -> Self {
        match value {
            Value::Plain(text) => Literal::new_simple_literal(text),
            Value::Tagged(text, tag) => Literal::new_language_tagged_literal_unchecked(text, tag),
            Value::Typed(text, datatype) => Literal::new_typed_literal(text, datatype),
        }
        .into()
    }
}

/// A text in a language of the dataset's codes; without a tag when the language is unknown.
///
/// The tag is checked and then kept in the case of the settings (`zh-Hans`): the checked constructor of `oxrdf` would
/// put it in lower case.
pub(super) fn in_language<'t>(text: &'t str, code: &'t str, settings: &'t Settings) -> Value<'t> {
    let tag = settings.language_tag(code);
    let known = !tag.is_empty() && !tag.eq_ignore_ascii_case("und");
    if known && is_tag(tag) { Value::Tagged(text, tag) } else { Value::Plain(text) }
}

/// Whether a text is a language tag.
fn is_tag(tag: &str) -> bool {
    let is_word =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_alphabetic());
    let (language, rest) = tag.split_once('-').unwrap_or((tag, ""));
    // Nearly all tags are a language of two letters and a script or none.
    let is_usual = is_word(language, 2) && (tag.len() == 2 || is_word(rest, 4));
    is_usual || Literal::new_language_tagged_literal("", tag).is_ok()
}

/// A text as a cell gives it: in the language of its suffix, else in that of the dataset.
pub(super) fn text<'t>(cell: &'t str, settings: &'t Settings) -> Value<'t> {
    let (text, suffix) = language_suffix(cell, |code| settings.is_language_code(code));
    in_language(text, suffix.unwrap_or(&settings.language), settings)
}

/// `true`
pub(super) const YES: Value<'static> = Value::Typed("true", xsd::BOOLEAN);

/// A whole number.
pub(super) fn integer(number: impl ToString) -> Literal {
    Literal::new_typed_literal(number.to_string(), xsd::INTEGER)
}

/// States a number by its limits; a side without a limit is not stated, and none is invented.
pub(super) fn state_number<'a>(
    number: &Number,
    iris: &'a AttributeIris,
    whole: bool,
    description: &mut Description<'a>,
) {
    for (property, limit) in [(&iris.min, number.min()), (&iris.max, number.max())] {
        if let Some(limit) = limit {
            let datatype = datatype(&limit, whole);
            description.state(property, Value::Typed(&limit, datatype));
        }
    }
    if number.is_approximate() {
        description.state(&iris.approximate, YES);
    }
}

/// A fraction is no `xsd:integer`, whatever the vocabulary says of the attribute.
fn datatype(limit: &str, whole: bool) -> NamedNodeRef<'static> {
    if whole && !limit.contains('.') { xsd::INTEGER } else { xsd::DECIMAL }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Vocabulary;
    use crate::rdf::{BaseIri, Mapping};

    fn settings() -> Settings {
        let languages = [("en", "en"), ("zh", "zh-Hans"), ("xx", "not a tag"), ("un", "und")];
        let languages = languages.map(|(code, tag)| (code.to_owned(), tag.to_owned()));
        Settings { languages: languages.into(), ..Settings::default() }
    }

    #[test]
    fn tags_keep_their_case_and_an_unknown_language_has_none() {
        let shown = |text, code| Term::from(in_language(text, code, &settings())).to_string();
        assert_eq!(shown("全总", "zh"), "\"全总\"@zh-Hans");
        assert_eq!(shown("DGB", "de"), "\"DGB\"@de");
        for unknown in ["", "xx", "un"] {
            assert_eq!(shown("ACFTU", unknown), "\"ACFTU\"");
        }
    }

    #[test]
    fn a_cell_is_in_the_language_of_its_suffix_or_of_the_dataset() {
        let shown = |cell| Term::from(text(cell, &settings())).to_string();
        assert_eq!(shown("挪威@zh"), "\"挪威\"@zh-Hans");
        assert_eq!(shown("safety at work"), "\"safety at work\"@en");
        assert_eq!(shown("a@b"), "\"a@b\"@en");
    }

    #[test]
    fn numbers_are_written_by_their_limits_and_none_is_invented() {
        let vocabulary = Vocabulary::builtin();
        let mapping = Mapping::new(&vocabulary, &BaseIri::new("https://a.example/").unwrap()).unwrap();
        let position = vocabulary.attributes.iter().position(|a| a.property == "relata:size").unwrap();
        let iris = mapping.attribute(position.into());
        let stated = |text: &str, whole| {
            let mut description = Description::new(NamedNodeRef::new_unchecked("urn:x"));
            state_number(&text.parse().unwrap(), iris, whole, &mut description);
            let short =
                |iri: NamedNodeRef<'_>| iri.as_str().rsplit('#').next().unwrap_or_default().to_owned();
            let triples = description.triples().map(|triple| {
                let value = triple.object.to_string();
                let (value, datatype) = value.split_once("^^").unwrap();
                format!("{} {value} {}", short(triple.predicate), datatype.rsplit('#').next().unwrap())
            });
            triples.collect::<Vec<_>>().join("; ").replace(['"', '>'], "")
        };
        assert_eq!(stated("24", true), "sizeMin 24 integer; sizeMax 24 integer");
        assert_eq!(stated("18..25", true), "sizeMin 18 integer; sizeMax 25 integer");
        assert_eq!(stated(">120", true), "sizeMin 121 integer");
        assert_eq!(stated("<30", true), "sizeMax 29 integer");
        assert_eq!(
            stated("~680", true),
            "sizeMin 680 integer; sizeMax 680 integer; sizeApproximate true boolean"
        );
        assert_eq!(stated("0.5", false), "sizeMin 0.5 decimal; sizeMax 0.5 decimal");
        assert_eq!(stated("1200", false), "sizeMin 1200 decimal; sizeMax 1200 decimal");
        assert_eq!(stated("1.5..2", true), "sizeMin 1.5 decimal; sizeMax 2 integer");
    }
}
