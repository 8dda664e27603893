//! Small graphs drawn by hand, of an invented vocabulary, for tests.

use crate::date::{Bounds, Day, Extent, QualityRule, Reading, Verdict};
use crate::diagnostic::Report;
use crate::graph::KnowledgeGraph;
use crate::model::{
    Dataset, EntityIx, EntityRow, ExtentIx, Filler, HubRule, Judgement, JudgementKind, KindIx, Origin,
    RecordRow, UnnamedFillers, Vocabulary,
};
use crate::resolve::Identities;
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;

/// A record about to be drawn: id, kind, date, and roles such as `side: a, b?, c@d, *4; guide: e`.
pub(super) type Line<'a> = (&'a str, &'a str, &'a str, &'a str);

/// A `pact` joins its sides. A `call` leads from callers and guides to the called, and from guides to callers. A
/// `feud` joins its sides and is no tie. A filler `c@d` acts for `d`. A `league` is a
/// pact whose states form histories; a `breach` ends a pact of its breakers.
fn vocabulary() -> Vocabulary {
    let role = || json!({"rdf": "relata:x"});
    let patch = json!({
        "relations": {
            "bound_to": {"label": {"en": "bound to"}, "symmetric": true},
            "called": {"label": {"en": "called"}, "inverse": {"en": "was called by"}},
            "guided": {"label": {"en": "guided"}, "inverse": {"en": "was guided by"}},
            "fought": {"label": {"en": "fought"}, "symmetric": true, "tie": false},
        },
        "kinds": {
            "pact": {"class": "state", "roles": {"side": role()},
                "projection": [{"relation": "bound_to", "among": "side"}]},
            "call": {"class": "happening", "roles": {"caller": role(), "called": role(), "guide": role()},
                "projection": [
                    {"relation": "called", "from": ["caller", "guide"], "to": ["called"]},
                    {"relation": "guided", "from": ["guide"], "to": ["caller"]}]},
            "feud": {"class": "state", "roles": {"side": role()},
                "projection": [{"relation": "fought", "among": "side"}]},
            "breach": {"class": "happening", "roles": {"breaker": role()},
                "ends": {"kind": "pact", "roles": {"breaker": "side"}}},
            "league": {"class": "state", "history": true, "roles": {"side": role()},
                "projection": [{"relation": "bound_to", "among": "side"}]},
        }
    });
    Vocabulary::patched(&patch).unwrap()
}

/// The graph of some records; entities are those named, and `alone`.
pub(super) fn draw_with(lines: &[Line<'_>], alone: &[&str], hubs: HubRule) -> KnowledgeGraph {
    KnowledgeGraph::build(dataset(lines, alone, hubs), Identities::default())
}

/// The graph of some records, with a rule about qualified dates.
pub(super) fn draw_ruled(
    lines: &[Line<'_>],
    alone: &[&str],
    hubs: HubRule,
    rule: QualityRule,
) -> KnowledgeGraph {
    let mut dataset = dataset(lines, alone, hubs);
    dataset.settings.qualified_dates = rule;
    KnowledgeGraph::build(dataset, Identities::default())
}

/// The graph of some records in which two ids are judged the same.
pub(super) fn draw_merged(lines: &[Line<'_>], (a, b): (&str, &str)) -> KnowledgeGraph {
    let mut dataset = dataset(lines, &[], HubRule::default());
    let find = |id: &str| dataset.entities.find(id).unwrap();
    let (a, b) = (find(a), find(b));
    let empty = String::new;
    let (kind, origin) = (JudgementKind::Same, Origin::default());
    dataset.judgements.push(Judgement { a, b, kind, who: empty(), when: empty(), why: empty(), origin });
    let identities = Identities::resolve(&dataset, &mut Report::default());
    KnowledgeGraph::build(dataset, identities)
}

fn dataset(lines: &[Line<'_>], alone: &[&str], hubs: HubRule) -> Dataset {
    let mut dataset = Dataset { vocabulary: vocabulary(), ..Dataset::default() };
    dataset.settings.hubs = hubs;
    let fillers = lines.iter().flat_map(|line| named(line.3)).chain(alone.iter().map(|id| (*id).to_owned()));
    for id in fillers.collect::<BTreeSet<String>>() {
        dataset.entities.push(&EntityRow { id: &id, ..EntityRow::default() });
    }
    let mut lines = lines.to_vec();
    lines.sort();
    for line in lines {
        push(&mut dataset, line);
    }
    dataset
}

/// The graph of some records, of entities with lifespans; an empty one is not stated.
pub(super) fn draw_lived(lines: &[Line<'_>], lives: &[(&str, &str)]) -> KnowledgeGraph {
    let mut bare = dataset(lines, &[], HubRule::default());
    let mut entities = crate::model::Entities::default();
    for entity in bare.entities.iter() {
        let row = bare.entities.row(entity);
        let life = lives.iter().find(|(id, life)| *id == row.id && !life.is_empty());
        let lifespan = life.map(|(_, life)| bare.extents.intern(life, Reading::State).unwrap());
        entities.push(&EntityRow { lifespan, ..row });
    }
    bare.entities = entities;
    KnowledgeGraph::build(bare, Identities::default())
}

/// A date over a few days of January 2000, or one that states less.
pub(super) fn date() -> impl Strategy<Value = String> {
    let day = || (1..7_i32).prop_map(|day| format!("2000-01-0{day}"));
    prop_oneof![
        Just(String::new()),
        day(),
        day().prop_map(|day| format!("{day}/..")),
        day().prop_map(|day| format!("../{day}")),
        (1..7_i32, 0..3_i32).prop_map(|(from, more)| format!("2000-01-0{from}/2000-01-0{}", from + more)),
    ]
}

/// A day counted from the first of January 2000.
pub(super) fn day(number: i32) -> Day {
    Day::from_number(Day::from_ymd(2000, 1, 1).unwrap().number() + number)
}

/// Every choice of a start and an end that a date of [`date`] allows a state, counted likewise.
fn choices(text: &str) -> Vec<(i32, i32)> {
    let Bounds { earliest_start, latest_start, earliest_end, latest_end } =
        *Extent::parse(text, Reading::State).unwrap().bounds();
    let number = |day: Option<Day>, absent| day.map_or(absent, |d| d.number() - self::day(0).number());
    let starts = number(earliest_start, -2)..=number(latest_start, 11);
    let ends = number(earliest_end, -2)..=number(latest_end, 11);
    starts.flat_map(|s| ends.clone().filter(move |e| s <= *e).map(move |e| (s, e))).collect()
}

/// What comes of trying a question on every choice of dates of a state within those of a life.
pub(super) fn tried(state: &str, life: &str, ask: impl Fn((i32, i32)) -> bool) -> Verdict {
    let lives = choices(life);
    let fits = |(start, end): &(i32, i32)| lives.iter().any(|(born, died)| born <= start && end <= died);
    let held: Vec<bool> = choices(state).into_iter().filter(fits).map(ask).collect();
    match (held.contains(&true), held.contains(&false)) {
        (false, _) => Verdict::Impossible,
        (true, true) => Verdict::Possible,
        (true, false) => Verdict::Certain,
    }
}

/// The graph of some records, with the usual rule about hubs.
pub(super) fn draw(lines: &[Line<'_>]) -> KnowledgeGraph {
    draw_with(lines, &[], HubRule::default())
}

/// The entity of an id.
pub(super) fn entity(graph: &KnowledgeGraph, id: &str) -> EntityIx {
    graph.dataset().entities.find(id).unwrap()
}

fn cells(roles: &str) -> impl Iterator<Item = (&str, &str)> {
    roles.split(';').flat_map(|role| {
        let (name, cells) = role.split_once(':').unwrap();
        cells.split(',').map(move |cell| (name.trim(), cell.trim()))
    })
}

fn named(roles: &str) -> Vec<String> {
    let cells = cells(roles).filter(|(_, cell)| !cell.starts_with('*'));
    cells.flat_map(|(_, cell)| cell.split('@')).map(|id| id.trim_end_matches('?').to_owned()).collect()
}

fn push(dataset: &mut Dataset, (id, kind_name, date, roles): Line<'_>) {
    let number: KindIx = dataset.vocabulary.find_kind(kind_name).unwrap();
    let reading = match dataset.vocabulary.kind(number).class {
        crate::model::vocabulary::TimeClass::Happening => Reading::Happening,
        crate::model::vocabulary::TimeClass::State => Reading::State,
    };
    let extent: ExtentIx = dataset.extents.intern(date, reading).unwrap();
    let kind = dataset.vocabulary.kind(number);
    let (mut fillers, mut unnamed) = (Vec::new(), Vec::new());
    for (role, cell) in cells(roles) {
        let role = kind.find_role(role).unwrap();
        if let Some(count) = cell.strip_prefix('*') {
            unnamed.push(UnnamedFillers { role, count: count.parse().unwrap_or(1) });
            continue;
        }
        let (who, body) = cell.split_once('@').map_or((cell, None), |(who, body)| (who, Some(body)));
        let find = |id: &str| dataset.entities.find(id).unwrap();
        let entity = find(who.trim_end_matches('?'));
        fillers.push((Filler { entity, role, inferred: who.ends_with('?') }, body.map(find)));
    }
    fillers.sort_by_key(|(filler, _)| filler.role);
    dataset.records.push(&RecordRow { id, kind: number, extent, fillers, unnamed, ..RecordRow::default() });
}
