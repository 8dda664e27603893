//! One worked record of every kind: who plays which role, when, and with which attributes.
//!
//! Everything follows from the vocabulary: roles are played by as many as they ask for, nobody twice; one filler is
//! inferred; in some kinds a person acts for a body, in some there are others whom nobody names.

use super::cast::Member;
use crate::model::vocabulary::{Attribute, AttributeType, Kind, Role, TimeClass};
use crate::model::{AttributeIx, KindIx, Vocabulary};

/// A worked record.
pub(super) struct Example<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) kind: &'a Kind,
    pub(super) id: String,
    pub(super) date: &'static str,
    /// Who plays each role, in the order of the kind's roles.
    pub(super) roles: Vec<Played<'a>>,
    /// A value for each attribute of the kind, empty when it has none.
    pub(super) values: Vec<Value>,
    pub(super) has_place: bool,
    pub(super) is_series: bool,
}

/// Who plays a role.
#[derive(Default)]
pub(super) struct Played<'a> {
    pub(super) fillers: Vec<Filler<'a>>,
    pub(super) unnamed: u32,
}

/// A named filler.
pub(super) struct Filler<'a> {
    pub(super) member: &'a Member,
    pub(super) inferred: bool,
    pub(super) acting_for: Option<&'a Member>,
}

/// A value as a cell holds it, and in words.
#[derive(Default)]
pub(super) struct Value {
    pub(super) cell: String,
    pub(super) words: String,
}

/// A worked record of every kind, in the order of the vocabulary.
pub(super) fn examples<'a>(vocabulary: &'a Vocabulary, cast: &'a [Member]) -> Vec<Example<'a>> {
    let mut happenings = 0;
    let example = |(ix, kind): (KindIx, &'a Kind)| {
        let happening = (kind.class == TimeClass::Happening).then_some(happenings);
        happenings += usize::from(happening.is_some());
        example(vocabulary, ix, kind, cast, happening)
    };
    vocabulary.kinds().map(example).collect()
}

/// `happening` counts the happenings before this one; a state has none.
fn example<'a>(
    vocabulary: &'a Vocabulary,
    ix: KindIx,
    kind: &'a Kind,
    cast: &'a [Member],
    happening: Option<usize>,
) -> Example<'a> {
    let n = ix.index();
    let mut roles = play(kind, cast, n);
    if happening.is_some() && n % 3 != 2 && kind.ends.is_none() {
        let last_free = kind.roles.iter().rposition(|role| role.kinds.is_empty());
        act_for_a_body(&mut roles, last_free, cast, n);
    }
    if let Some(count) = happening.filter(|count| count.is_multiple_of(2)) {
        add_unnamed(kind, &mut roles, if count.is_multiple_of(4) { 4 } else { 1 });
    }
    infer_one(&mut roles);
    let values = values(vocabulary, kind, n, &roles);
    let date = date(vocabulary, ix, kind, happening.unwrap_or(n));
    let id = format!("example-{}", kind.name.replace('_', "-"));
    let has_place = happening.is_some();
    Example { vocabulary, kind, id, date, roles, values, has_place, is_series: happening == Some(1) }
}

/// Casts each role, those that fewest can play first; one for whom the cast has nobody left is unnamed.
fn play<'a>(kind: &Kind, cast: &'a [Member], n: usize) -> Vec<Played<'a>> {
    let mut roles: Vec<Played<'a>> = kind.roles.iter().map(|_| Played::default()).collect();
    let mut order: Vec<usize> = (0..kind.roles.len()).collect();
    order.sort_by_key(|&role| {
        if kind.roles[role].kinds.is_empty() { usize::MAX } else { kind.roles[role].kinds.len() }
    });
    for position in order {
        let role = &kind.roles[position];
        let is_sole = kind.sole.as_ref().is_some_and(|sole| sole.role.index() == position);
        let wanted = wanted(kind, role);
        for done in 0..wanted {
            let Some(member) = next(role, cast, n, &roles, is_sole) else {
                roles[position].unnamed = wanted - done;
                break;
            };
            roles[position].fillers.push(Filler { member, inferred: false, acting_for: None });
        }
    }
    roles
}

/// As many as the role asks for, at least one; two where it is the only role, so that there is an edge.
fn wanted(kind: &Kind, role: &Role) -> u32 {
    let least = if kind.roles.len() == 1 { 2 } else { 1 };
    role.min.max(least).min(role.max.unwrap_or(u32::MAX))
}

/// Who plays a role next: bodies until there are two, then people; what one alone can hold is held by people.
fn next<'a>(
    role: &Role,
    cast: &'a [Member],
    n: usize,
    roles: &[Played<'_>],
    is_sole: bool,
) -> Option<&'a Member> {
    let bodies = named(roles).filter(|member| member.is_body).count();
    let wants_body = bodies < 2 && !is_sole;
    // The third of each kind has no lifespan that a beginning or an end could contradict.
    let wants_third = role.max == Some(1) && !role.kinds.is_empty();
    let rank = |member: &&Member| {
        let third = wants_third && member.number != 2;
        (
            member.is_body != wants_body,
            third,
            (member.number + n) % 3,
            (member.kind.index() + n) % 2,
            member.kind,
        )
    };
    let free = cast.iter().filter(|member| !named(roles).any(|other| other.id == member.id));
    free.filter(|member| role.kinds.is_empty() || role.kinds.contains(&member.kind)).min_by_key(rank)
}

fn named<'r, 'a>(roles: &'r [Played<'a>]) -> impl Iterator<Item = &'a Member> + 'r {
    roles.iter().flat_map(|played| &played.fillers).map(|filler| filler.member)
}

/// Lets a person of one role act for a body of another, or stand for the last body of a role that all may play.
fn act_for_a_body<'a>(roles: &mut [Played<'a>], last_free: Option<usize>, cast: &'a [Member], n: usize) {
    let body = named(roles).find(|member| member.is_body);
    let is_free = |member: &&Member| !member.is_body && !named(roles).any(|other| other.id == member.id);
    let people: Vec<&Member> = cast.iter().filter(is_free).collect();
    let person = people.get(n % people.len().max(1)).copied();
    let mut fillers = roles.iter_mut().flat_map(|played| &mut played.fillers);
    if let Some(filler) = fillers.find(|filler| !filler.member.is_body) {
        filler.acting_for = body;
        return;
    }
    let last = last_free.and_then(|role| roles[role].fillers.last_mut());
    if let (Some(filler), Some(person)) = (last, person) {
        filler.acting_for = Some(std::mem::replace(&mut filler.member, person));
    }
}

/// Adds unnamed fillers to the last role that has room for them.
fn add_unnamed(kind: &Kind, roles: &mut [Played<'_>], count: u32) {
    let has_room = |(role, played): &(&Role, &mut Played<'_>)| {
        let found = played.fillers.len() as u32 + played.unnamed;
        role.max.is_none_or(|max| found + count <= max)
    };
    if let Some((_, played)) = kind.roles.iter().zip(roles).rfind(has_room) {
        played.unnamed += count;
    }
}

/// Marks one filler as inferred: one who acts for nobody, and in a role without unnamed ones, if there is such a one.
fn infer_one(roles: &mut [Played<'_>]) {
    let ranked = roles.iter_mut().flat_map(|played| {
        let unnamed = played.unnamed > 0;
        played.fillers.iter_mut().map(move |filler| ((filler.acting_for.is_none(), !unnamed), filler))
    });
    if let Some((_, filler)) = ranked.max_by_key(|(rank, _)| *rank) {
        filler.inferred = true;
    }
}

/// Dates of every sort that a class of kind allows; what has ended is over before what ended it.
fn date(vocabulary: &Vocabulary, ix: KindIx, kind: &Kind, n: usize) -> &'static str {
    const HAPPENINGS: [&str; 6] = ["1998-05-12", "2001-04/2001-06", "1999-03", "2000~", "1997/..", "2002"];
    const STATES: [&str; 4] = ["1996/2001..", "1998/2004", "1997", "1999-05/.."];
    if kind.ends.is_some() {
        return "2005-03-01";
    }
    if vocabulary.kinds.iter().filter_map(|other| other.ends.as_ref()).any(|ends| ends.kind == ix) {
        return "1996/2004";
    }
    let is_onset =
        |&attribute: &AttributeIx| sample_term(vocabulary.attribute(attribute)).is_some_and(|t| t.onset);
    match kind.class {
        TimeClass::Happening => HAPPENINGS[n % HAPPENINGS.len()],
        TimeClass::State if kind.attributes.iter().any(is_onset) => "1995-11",
        TimeClass::State => STATES[n % STATES.len()],
    }
}

/// The attribute for what a text calls the unnamed: the first text that every kind has.
pub(super) fn unnamed_attribute(vocabulary: &Vocabulary) -> Option<AttributeIx> {
    let first = vocabulary.kinds.first()?;
    let shared =
        |attribute: &AttributeIx| vocabulary.kinds.iter().all(|kind| kind.attributes.contains(attribute));
    let is_text = |a: &AttributeIx| vocabulary.attribute(*a).value_type == AttributeType::Text;
    first.attributes.iter().copied().filter(|a| shared(a) && is_text(a)).min()
}

/// What stands in a text for so many whom it does not name.
pub(super) fn others(count: u32) -> String {
    match count {
        1 => "one other".to_owned(),
        4 => "four others".to_owned(),
        n => format!("{n} others"),
    }
}

fn values(vocabulary: &Vocabulary, kind: &Kind, n: usize, roles: &[Played<'_>]) -> Vec<Value> {
    let unnamed: u32 = roles.iter().map(|played| played.unnamed).max().unwrap_or_default();
    let calls_unnamed = unnamed_attribute(vocabulary);
    let mut flags = 0;
    let value = |(position, &ix): (usize, &AttributeIx)| {
        let attribute = vocabulary.attribute(ix);
        if Some(ix) == calls_unnamed {
            let words = if unnamed > 0 { others(unnamed) } else { String::new() };
            return Value { cell: words.clone(), words };
        }
        if let Some(sole) = kind.sole.as_ref().filter(|sole| sole.attribute == ix) {
            let words = sole.values.first().cloned().unwrap_or_default();
            return Value { cell: words.clone(), words };
        }
        flags += usize::from(attribute.value_type == AttributeType::Flag);
        sample(attribute, n + position, flags)
    };
    kind.attributes.iter().enumerate().map(value).collect()
}

/// A value of the attribute's type; the first flag of a kind is set, further ones are left.
fn sample(attribute: &Attribute, n: usize, flags: usize) -> Value {
    const NUMBERS: [(&str, &str); 4] =
        [("21", "21"), ("18..25", "18 to 25"), (">12", "more than 12"), ("~6", "about 6")];
    let label = attribute.label.get("en");
    let (cell, words) = match attribute.value_type {
        AttributeType::Text => (format!("the {label} in a few words"), format!("the {label} in a few words")),
        AttributeType::Term => sample_term(attribute)
            .map_or_else(Default::default, |term| (term.name.clone(), term.label.get("en").to_owned())),
        AttributeType::Number => {
            let (cell, words) = NUMBERS[n % NUMBERS.len()];
            (cell.to_owned(), words.to_owned())
        }
        AttributeType::Decimal => ("~730000".to_owned(), "about 730000".to_owned()),
        AttributeType::Flag if flags > 1 => Default::default(),
        AttributeType::Flag => ("true".to_owned(), label.to_owned()),
        AttributeType::Code => ("CNY".to_owned(), "CNY".to_owned()),
    };
    Value { cell, words }
}

/// A term that is a tie, and an onset if there is one.
fn sample_term(attribute: &Attribute) -> Option<&crate::model::vocabulary::Term> {
    attribute.terms.iter().rev().max_by_key(|term| (term.tie, term.onset))
}

/// A filler as a cell holds it.
pub(super) fn filler_cell(filler: &Filler<'_>) -> String {
    let body = filler.acting_for.map_or_else(String::new, |body| format!("@{}", body.id));
    format!("{}{body}{}", filler.member.id, if filler.inferred { "?" } else { "" })
}
