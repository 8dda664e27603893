//! The invented entities that worked examples are about: three of every kind of entity.
//!
//! Names say that they are examples, differ in every language, and are made for any kind: one that has parts or finer
//! types is taken for a kind of body, any other for people.

use crate::model::vocabulary::EntityKind;
use crate::model::{EntityKindIx, Vocabulary};

/// How many of each kind there are.
const OF_EACH_KIND: usize = 3;

/// One invented entity, as the cells of its row say it.
pub(super) struct Member {
    pub(super) id: String,
    pub(super) kind: EntityKindIx,
    /// Its place among those of its kind, from 0.
    pub(super) number: usize,
    /// Whether somebody can act for it.
    pub(super) is_body: bool,
    /// Its English name.
    pub(super) name: String,
    /// The id of the one it is part of, or nothing.
    pub(super) part_of: String,
    cells: Vec<(&'static str, String)>,
}

impl Member {
    /// The cell of a column of the table of entities.
    pub(super) fn cell(&self, column: &str) -> &str {
        match column {
            "id" => &self.id,
            "name_en" => &self.name,
            "part_of" => &self.part_of,
            _ => self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, cell)| cell),
        }
    }
}

/// Three entities of every kind, in the order of the vocabulary.
pub(super) fn cast(vocabulary: &Vocabulary) -> Vec<Member> {
    let kinds = vocabulary.entity_kinds.iter().enumerate();
    let (bodies, people): (Vec<_>, Vec<_>) = kinds.partition(|(_, kind)| is_body(kind));
    let bodies = bodies.into_iter().enumerate().map(|(family, (ix, kind))| (family, ix, kind));
    let people = people.into_iter().enumerate().map(|(family, (ix, kind))| (family, ix, kind));
    let mut cast: Vec<Member> = bodies
        .chain(people)
        .flat_map(|(family, ix, kind)| (0..OF_EACH_KIND).map(move |n| member(kind, ix.into(), family, n)))
        .collect();
    cast.sort_by_key(|member| (member.kind, member.number));
    cast
}

fn is_body(kind: &EntityKind) -> bool {
    kind.rdf.part_of.is_some() || kind.rdf.classification.is_some()
}

/// `family` counts the kinds of the same sort, so that no two kinds share a name.
fn member(kind: &EntityKind, ix: EntityKindIx, family: usize, number: usize) -> Member {
    let id = |number: usize| format!("example-{}-{}", kind.name.replace('_', "-"), number + 1);
    let is_body = is_body(kind);
    let (name, mut cells) = if is_body { body(family, number) } else { person(family, number) };
    if kind.rdf.classification.is_none() {
        cells.retain(|(column, _)| !matches!(*column, "type" | "abbr_zh" | "abbr_en"));
    }
    let has_parent = number == 1 && kind.rdf.part_of.is_some();
    cells.push(("country", ["NO", "CN", "BR"][number].to_owned()));
    cells.push(("lifespan", lifespan(is_body, number).to_owned()));
    cells.push(("note", note(number, has_parent)));
    let part_of = if has_parent { id(0) } else { String::new() };
    Member { id: id(number), kind: ix, number, is_body, name, part_of, cells }
}

/// Nobody's life ends before the last of the examples, and the third has none stated.
fn lifespan(is_body: bool, number: usize) -> &'static str {
    match (number, is_body) {
        (0, true) => "1919-04-11/..",
        (0, false) => "1931-05-08/2011",
        (1, true) => "1949~/2016-10-31",
        (1, false) => "1940/..",
        _ => "",
    }
}

fn note(number: usize, has_parent: bool) -> String {
    let part = if has_parent { "part_of = the id of the whole that this is a part of; " } else { "" };
    match number {
        0 => "Invented. name_ and abbr_ take any language (name_fr); | divides several of them; an alias ends with its \
              language (@zh); country = ISO 3166-1; type = a finer kind in your own words, where the kind has types"
            .to_owned(),
        1 => format!(
            "Invented. {part}lifespan = from/to as EDTF: 1949~ is about 1949, /.. says that no end is stated"
        ),
        _ => "Invented. What is not known stays empty, here the lifespan; identifiers take ids elsewhere, such as \
              wikidata:Q42;viaf:1"
            .to_owned(),
    }
}

type Named = (String, Vec<(&'static str, String)>);

fn body(family: usize, number: usize) -> Named {
    const SORTS: [(&str, &str, &str); 4] = [
        ("Union", "工会", "union"),
        ("Council", "理事会", "council"),
        ("Federation", "联合会", "federation"),
        ("League", "同盟", "league"),
    ];
    let (sort, sort_zh, type_name) = SORTS[family % SORTS.len()];
    let (point, adjective, point_zh) =
        [("North", "Northern", "北方"), ("South", "Southern", "南方"), ("West", "Western", "西方")][number];
    let (again, letterless) = (again(family / SORTS.len()), again(family / SORTS.len()).replace(' ', ""));
    let name = format!("Example {sort} {point}{again}");
    let cells = vec![
        ("type", format!("example-{type_name}")),
        ("name_zh", format!("示例{point_zh}{sort_zh}{again}")),
        ("abbr_zh", format!("示{}{sort_zh}{again}", point_zh.trim_end_matches('方'))),
        ("abbr_en", format!("E{}{}{letterless}", &sort[..1], &point[..1])),
        ("aliases", format!("{adjective} Example {sort}{again}@en|{point_zh}示例{sort_zh}{again}@zh")),
    ];
    (name, cells)
}

fn person(family: usize, number: usize) -> Named {
    const FAMILIES: [(&str, &str); 3] = [("Example", "示例"), ("Sample", "样本"), ("Instance", "实例")];
    let (last, last_zh) = FAMILIES[family % FAMILIES.len()];
    let (first, first_zh) = [("Ada", "艾达"), ("Bruno", "布鲁诺"), ("Clara", "克拉拉")][number];
    let again = again(family / FAMILIES.len());
    let cells = vec![
        ("name_zh", format!("{first_zh}·{last_zh}{again}")),
        ("aliases", format!("{}. {last}{again}@en|{last_zh}{first_zh}{again}@zh", &first[..1])),
    ];
    (format!("{first} {last}{again}"), cells)
}

/// The number that tells apart names that come round again.
fn again(round: usize) -> String {
    if round == 0 { String::new() } else { format!(" {}", round + 1) }
}
