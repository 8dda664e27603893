//! The note of a worked record: what each of its cells means, and why it is written so.

use super::example::{Example, filler_cell, unnamed_attribute};
use super::narrative::SAID_ONLY;
use crate::model::vocabulary::{Attribute, AttributeType, Role, TimeClass};

/// What the cells of a record of this kind mean.
pub(super) fn comment(example: &Example<'_>) -> String {
    let mut parts = vec![date(example)];
    parts.extend(example.kind.roles.iter().map(|role| self::role(example, role)));
    parts.extend(marks(example));
    let calls_unnamed = unnamed_attribute(example.vocabulary);
    let attributes = example.kind.attributes.iter().filter(|&&a| Some(a) != calls_unnamed);
    parts.extend(attributes.map(|&a| attribute(example.vocabulary.attribute(a))));
    if example.is_series {
        parts.push("series = many, or a number, when the text tells of several at once".to_owned());
    }
    format!("{}.", parts.join("; "))
}

fn date(example: &Example<'_>) -> String {
    let class = match example.kind.class {
        TimeClass::Happening => {
            "when it happened: 1998-05-12, 1999-03, 2000~ (about), 2001-04/2001-06 (some time between), 1997/.. (then or \
             later)"
        }
        TimeClass::State => {
            "when it held: 1998/2004 (from, to), 1999-05/.. (no end stated), 1997 (attested then), 1996/2001.. (from, \
             still in)"
        }
    };
    let onset = terms(example).any(|attribute| attribute.terms.iter().any(|term| term.onset));
    format!(
        "date = {class}{}",
        if onset { "; with a beginning (see below) a plain date is its first" } else { "" }
    )
}

fn terms<'e>(example: &'e Example<'_>) -> impl Iterator<Item = &'e Attribute> {
    let attributes = example.kind.attributes.iter().map(|&attribute| example.vocabulary.attribute(attribute));
    attributes.filter(|attribute| attribute.value_type == AttributeType::Term)
}

fn role(example: &Example<'_>, role: &Role) -> String {
    let kinds: Vec<&str> =
        role.kinds.iter().map(|&kind| example.vocabulary.entity_kind(kind).name.as_str()).collect();
    let who =
        if kinds.is_empty() { "of any kind".to_owned() } else { format!("each {}", kinds.join(" or ")) };
    let number = match (role.min, role.max) {
        (min, Some(max)) if min == max => format!("exactly {max}"),
        (0, Some(max)) => format!("at most {max}"),
        (0, None) => "any number".to_owned(),
        (min, Some(max)) => format!("{min} to {max}"),
        (min, None) => format!("{min} or more"),
    };
    format!("{} = {}: {number}, {who}", role.name, role.label.get("en"))
}

/// The marks of the fillers of this very record.
fn marks(example: &Example<'_>) -> Vec<String> {
    let mut marks = Vec::new();
    for played in &example.roles {
        for filler in &played.fillers {
            let cell = filler_cell(filler);
            if filler.inferred {
                marks.push(format!("{cell}: ? = inferred, the text says only \"{SAID_ONLY}\""));
            }
            if filler.acting_for.is_some() {
                marks.push(format!("{cell}: @ = acted for that body"));
            }
        }
        let calls = unnamed_attribute(example.vocabulary).filter(|_| played.unnamed > 0);
        if let Some(calls) = calls {
            let name = &example.vocabulary.attribute(calls).name;
            marks.push(format!(
                "* (or *4) = one (or four) whom nobody names, and {name} = what the text calls them"
            ));
        }
    }
    marks
}

fn attribute(attribute: &Attribute) -> String {
    let value = match attribute.value_type {
        AttributeType::Text => "in words; @zh after them where they are Chinese".to_owned(),
        AttributeType::Number => "a whole number: 21, 18..25 (between), >120, <30 or ~680 (about)".to_owned(),
        AttributeType::Decimal => "a number: 21.5, 18..25 (between), >120, <30 or ~680 (about)".to_owned(),
        AttributeType::Flag => "true, or empty when the text does not say so".to_owned(),
        AttributeType::Code => "a code in capitals".to_owned(),
        AttributeType::Term => {
            let term = |term: &crate::model::vocabulary::Term| {
                format!("{}{}", term.name, if term.onset { " (a beginning)" } else { "" })
            };
            format!("one of {}", attribute.terms.iter().map(term).collect::<Vec<_>>().join(", "))
        }
    };
    format!("{} = {}, {value}", attribute.name, attribute.label.get("en"))
}
