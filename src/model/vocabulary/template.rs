//! One-line sentences with slots, such as `{member} was a member of [{body}|an unnamed body]{date}`.
//!
//! A slot is a role, an attribute, or one of `date`, `when`, `series`, `place`. Square brackets hold
//! alternatives divided by `|`: the first whose slots are all filled is said, else none. `{date}` brings its own
//! joint (` in May 2000`, `, no date`), `{when}` is the bare date.

use super::{AttributeIx, RoleIx};

/// What stands in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// The fillers of a role.
    Role(RoleIx),
    /// The value of an attribute.
    Attribute(AttributeIx),
    /// The date with its joint.
    Date,
    /// The bare date.
    When,
    /// "several times", when the record is a series.
    Series,
    /// The places.
    Place,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words said as they stand.
    Text(String),
    /// A slot to fill.
    Slot(Slot),
    /// Alternatives, of which the first that can be filled is said.
    Choice(Vec<Template>),
}

/// A parsed sentence template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template(pub Vec<Part>);

impl Template {
    /// Parses a template; `slot` resolves the names of slots.
    ///
    /// # Errors
    /// What is wrong, in words: an unknown slot, or a bracket or brace left open.
    pub fn parse(text: &str, slot: &dyn Fn(&str) -> Option<Slot>) -> Result<Self, String> {
        let mut rest = text;
        let template = parse_parts(&mut rest, slot, false)?;
        if rest.is_empty() { Ok(template) } else { Err(format!("`{rest}` closes nothing")) }
    }
}

fn parse_parts(
    rest: &mut &str,
    slot: &dyn Fn(&str) -> Option<Slot>,
    nested: bool,
) -> Result<Template, String> {
    let mut parts = Vec::new();
    while let Some(position) = rest.find(|c| matches!(c, '{' | '[') || nested && matches!(c, '|' | ']')) {
        let (text, tail) = rest.split_at(position);
        if !text.is_empty() {
            parts.push(Part::Text(text.to_owned()));
        }
        *rest = tail;
        match tail.as_bytes().first() {
            Some(b'{') => parts.push(parse_slot(rest, slot)?),
            Some(b'[') if !nested => parts.push(parse_choice(rest, slot)?),
            Some(b'[') => return Err("brackets do not nest".to_owned()),
            _ => return Ok(Template(parts)),
        }
    }
    if nested {
        return Err("`[` is not closed".to_owned());
    }
    if !rest.is_empty() {
        parts.push(Part::Text(std::mem::take(rest).to_owned()));
    }
    Ok(Template(parts))
}

fn parse_slot(rest: &mut &str, slot: &dyn Fn(&str) -> Option<Slot>) -> Result<Part, String> {
    let (name, tail) = rest[1..].split_once('}').ok_or("`{` is not closed")?;
    *rest = tail;
    slot(name).map(Part::Slot).ok_or_else(|| format!("unknown slot `{name}`"))
}

fn parse_choice(rest: &mut &str, slot: &dyn Fn(&str) -> Option<Slot>) -> Result<Part, String> {
    let mut choices = Vec::new();
    loop {
        *rest = &rest[1..];
        choices.push(parse_parts(rest, slot, true)?);
        if rest.starts_with(']') {
            *rest = &rest[1..];
            return Ok(Part::Choice(choices));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date_only(name: &str) -> Option<Slot> {
        (name == "date").then_some(Slot::Date)
    }

    #[test]
    fn choices_and_slots_are_told_apart() {
        let template = Template::parse("a[ {date}|b]c", &date_only).unwrap();
        let first = Template(vec![Part::Text(" ".into()), Part::Slot(Slot::Date)]);
        let second = Template(vec![Part::Text("b".into())]);
        let expected = [Part::Text("a".into()), Part::Choice(vec![first, second]), Part::Text("c".into())];
        assert_eq!(template.0, expected);
    }

    #[test]
    fn broken_templates_are_refused() {
        for text in ["{when}", "{date", "[{date}", "[a[b]]"] {
            assert!(Template::parse(text, &date_only).is_err(), "{text}");
        }
    }
}
