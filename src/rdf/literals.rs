//! Values: texts with their languages, numbers with their limits.

use super::{AttributeIris, Description};
use crate::model::{Number, Settings, language_suffix};
use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNodeRef};

/// A text in a language of the dataset's codes; without a tag when the language is unknown.
///
/// The tag is checked and then kept in the case of the settings (`zh-Hans`): the checked constructor of `oxrdf` would
/// put it in lower case.
pub(super) fn in_language(text: &str, code: &str, settings: &Settings) -> Literal {
    let tag = settings.language_tag(code);
    let known = !tag.is_empty() && !tag.eq_ignore_ascii_case("und");
    if known && Literal::new_language_tagged_literal("", tag).is_ok() {
        Literal::new_language_tagged_literal_unchecked(text, tag)
    } else {
        Literal::new_simple_literal(text)
    }
}

/// A text as a cell gives it: in the language of its suffix, else in that of the dataset.
pub(super) fn text(cell: &str, settings: &Settings) -> Literal {
    let (text, suffix) = language_suffix(cell, |code| settings.is_language_code(code));
    in_language(text, suffix.unwrap_or(&settings.language), settings)
}

/// A text that is in no language: a code, a digest.
pub(super) fn plain(text: &str) -> Literal {
    Literal::new_simple_literal(text)
}

/// `true`
pub(super) fn yes() -> Literal {
    Literal::new_typed_literal("true", xsd::BOOLEAN)
}

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
            description.add(property, Literal::new_typed_literal(limit, datatype));
        }
    }
    if number.is_approximate() {
        description.add(&iris.approximate, yes());
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
    use oxrdf::NamedNode;

    fn settings() -> Settings {
        let languages = [("en", "en"), ("zh", "zh-Hans"), ("xx", "not a tag"), ("un", "und")];
        let languages = languages.map(|(code, tag)| (code.to_owned(), tag.to_owned()));
        Settings { languages: languages.into(), ..Settings::default() }
    }

    #[test]
    fn tags_keep_their_case_and_an_unknown_language_has_none() {
        let shown = |text, code| in_language(text, code, &settings()).to_string();
        assert_eq!(shown("全总", "zh"), "\"全总\"@zh-Hans");
        assert_eq!(shown("DGB", "de"), "\"DGB\"@de");
        for unknown in ["", "xx", "un"] {
            assert_eq!(shown("ACFTU", unknown), "\"ACFTU\"");
        }
    }

    #[test]
    fn a_cell_is_in_the_language_of_its_suffix_or_of_the_dataset() {
        assert_eq!(text("挪威@zh", &settings()).to_string(), "\"挪威\"@zh-Hans");
        assert_eq!(text("safety at work", &settings()).to_string(), "\"safety at work\"@en");
        assert_eq!(text("a@b", &settings()).to_string(), "\"a@b\"@en");
    }

    #[test]
    fn numbers_are_written_by_their_limits_and_none_is_invented() {
        let vocabulary = Vocabulary::builtin();
        let mapping = Mapping::new(&vocabulary, &BaseIri::new("https://a.example/").unwrap()).unwrap();
        let position = vocabulary.attributes.iter().position(|a| a.property == "relata:size").unwrap();
        let iris = mapping.attribute(position.into());
        let stated = |text: &str, whole| {
            let mut description = Description::new(NamedNode::new_unchecked("urn:x"));
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
