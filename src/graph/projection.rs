//! Records to edges, by the rules that the vocabulary declares; and back, since an edge names its fillers.

use crate::model::vocabulary::Rule;
use crate::model::{Dataset, EntityIx, Filler, RecordIx, RelationIx, RoleIx};
use crate::resolve::Identities;

/// What an edge knows: twelve bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EdgeData {
    /// The record it comes from.
    pub record: RecordIx,
    /// Its relation.
    pub relation: RelationIx,
    /// The source's place among the record's fillers.
    pub source_filler: u16,
    /// The target's place among the record's fillers; the source's own when the target is the body it acts for.
    pub target_filler: u16,
    flags: u8,
}

const INFERRED: u8 = 1;
const TIE: u8 = 2;
const SYMMETRIC: u8 = 4;
const ACTING: u8 = 8;

impl EdgeData {
    /// Whether the text does not name one of its ends in so many words.
    #[must_use]
    pub fn is_inferred(self) -> bool {
        self.flags & INFERRED != 0
    }

    /// Whether a route may cross it.
    #[must_use]
    pub fn is_tie(self) -> bool {
        self.flags & TIE != 0
    }

    /// Whether it means the same both ways.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        self.flags & SYMMETRIC != 0
    }

    /// Whether it leads from one who acts for a body to that body.
    #[must_use]
    pub fn is_acting(self) -> bool {
        self.flags & ACTING != 0
    }
}

/// Hands each edge of a record to `add`, in the order of rules, then of fillers; who acts for a body comes last.
///
/// In a symmetric rule the source is the smaller id, and a pair in which one acts for the other, or both for one body,
/// makes no edge: they are one side.
pub(super) fn project(
    dataset: &Dataset,
    identities: &Identities,
    record: RecordIx,
    add: &mut dyn FnMut(EntityIx, EntityIx, EdgeData),
) {
    let kind = dataset.vocabulary.kind(dataset.records.kind(record));
    let fillers = dataset.records.fillers(record);
    let mut projector = Projector { dataset, identities, record, fillers, acting: Vec::new() };
    projector.acting = (0..fillers.len())
        .filter_map(|n| Some((projector.entity(&fillers[n]), projector.body(n)?)))
        .collect();
    for rule in &kind.rules {
        if rule.symmetric { projector.among(rule, add) } else { projector.between(rule, add) }
    }
    projector.acting(add);
}

struct Projector<'a> {
    dataset: &'a Dataset,
    identities: &'a Identities,
    record: RecordIx,
    fillers: &'a [Filler],
    /// Who acts for whom anywhere in the record.
    acting: Vec<(EntityIx, EntityIx)>,
}

impl Projector<'_> {
    /// The fillers of some roles, each canonical entity once a role: two ids of one entity are one filler.
    fn in_roles<'b>(&'b self, roles: &'b [RoleIx]) -> impl Iterator<Item = (usize, &'b Filler)> {
        let in_role = |role: RoleIx| self.fillers.iter().enumerate().filter(move |(_, f)| f.role == role);
        let first = |(n, _): &(usize, &Filler)| !is_repeated(self.identities, self.fillers, *n);
        roles.iter().flat_map(move |&role| in_role(role).filter(first))
    }

    /// Whether a filler is inferred under all its ids in the role.
    fn is_inferred(&self, filler: &Filler) -> bool {
        let same = |other: &&Filler| other.role == filler.role && self.entity(other) == self.entity(filler);
        filler.inferred
            && (self.identities.is_empty() || self.fillers.iter().filter(same).all(|f| f.inferred))
    }

    fn between(&self, rule: &Rule, add: &mut dyn FnMut(EntityIx, EntityIx, EdgeData)) {
        let tie = self.is_tie(rule.relation);
        for (from, source) in self.in_roles(&rule.from) {
            for (to, target) in self.in_roles(&rule.to) {
                let inferred = self.is_inferred(source) || self.is_inferred(target);
                let flags = flag(inferred, INFERRED) | flag(tie, TIE);
                add(self.entity(source), self.entity(target), self.edge(rule.relation, from, to, flags));
            }
        }
    }

    fn among(&self, rule: &Rule, add: &mut dyn FnMut(EntityIx, EntityIx, EdgeData)) {
        let flags = SYMMETRIC | flag(self.is_tie(rule.relation), TIE);
        let side: Vec<(usize, &Filler)> = self.in_roles(&rule.from).collect();
        for (n, &(first, a)) in side.iter().enumerate() {
            for &(second, b) in &side[n + 1..] {
                if self.one_side(first, second) {
                    continue;
                }
                let flags = flags | flag(self.is_inferred(a) || self.is_inferred(b), INFERRED);
                let (from, to) =
                    if self.entity(a) <= self.entity(b) { (first, second) } else { (second, first) };
                let (source, target) = (self.entity(&self.fillers[from]), self.entity(&self.fillers[to]));
                add(source, target, self.edge(rule.relation, from, to, flags));
            }
        }
    }

    fn acting(&self, add: &mut dyn FnMut(EntityIx, EntityIx, EdgeData)) {
        let Some(relation) = self.dataset.vocabulary.acting_for else { return };
        let tie = self.dataset.vocabulary.relation(relation).tie;
        for (n, filler) in self.fillers.iter().enumerate() {
            if let Some(body) = self.body(n) {
                let flags = ACTING | flag(tie, TIE) | flag(filler.inferred, INFERRED);
                add(self.entity(filler), body, self.edge(relation, n, n, flags));
            }
        }
    }

    fn edge(&self, relation: RelationIx, source: usize, target: usize, flags: u8) -> EdgeData {
        let (source_filler, target_filler) = (source as u16, target as u16);
        EdgeData { record: self.record, relation, source_filler, target_filler, flags }
    }

    fn entity(&self, filler: &Filler) -> EntityIx {
        self.identities.canonical(filler.entity)
    }

    fn body(&self, n: usize) -> Option<EntityIx> {
        self.dataset.records.acting_for(self.record, n).map(|body| self.identities.canonical(body))
    }

    /// Whether two fillers stand on one side: one is the other, acts for the other, or both act for one body, be it in
    /// another role of the record or under a merged id.
    fn one_side(&self, a: usize, b: usize) -> bool {
        let (first, second) = (self.entity(&self.fillers[a]), self.entity(&self.fillers[b]));
        let acts = |agent, body| self.acting.contains(&(agent, body));
        first == second
            || acts(first, second)
            || acts(second, first)
            || self.acting.iter().any(|&(agent, body)| agent == first && acts(second, body))
    }

    /// A relation is a tie unless it never is one, or a value of the record says it is none here.
    fn is_tie(&self, relation: RelationIx) -> bool {
        let vocabulary = &self.dataset.vocabulary;
        let kind = vocabulary.kind(self.dataset.records.kind(self.record));
        let denies = |&attribute: &crate::model::AttributeIx| {
            let terms = &vocabulary.attribute(attribute).terms;
            let value =
                (!terms.is_empty()).then(|| self.dataset.records.attribute(self.record, attribute)).flatten();
            value
                .and_then(|value| vocabulary.attribute(attribute).find_term(value))
                .is_some_and(|term| !term.tie)
        };
        vocabulary.relation(relation).tie && !kind.attributes.iter().any(denies)
    }
}

fn flag(set: bool, bit: u8) -> u8 {
    if set { bit } else { 0 }
}

/// Whether an earlier filler of the same role is the same entity under another id.
fn is_repeated(identities: &Identities, fillers: &[Filler], n: usize) -> bool {
    let canonical = |filler: &Filler| (filler.role, identities.canonical(filler.entity));
    !identities.is_empty() && fillers[..n].iter().any(|earlier| canonical(earlier) == canonical(&fillers[n]))
}

/// 1/(n-1) among n fillers of one role, named and unnamed; 1 between roles.
pub(super) fn weight(dataset: &Dataset, identities: &Identities, edge: &EdgeData) -> f64 {
    if !edge.is_symmetric() {
        return 1.0;
    }
    let fillers = dataset.records.fillers(edge.record);
    let role = fillers[usize::from(edge.source_filler)].role;
    let own = |&n: &usize| fillers[n].role == role && !is_repeated(identities, fillers, n);
    let named = (0..fillers.len()).filter(own).count() as u32;
    let unnamed: u32 =
        dataset.records.unnamed(edge.record).iter().filter(|u| u.role == role).map(|u| u.count).sum();
    1.0 / f64::from(named.saturating_add(unnamed).saturating_sub(1).max(1))
}

/// The names of the roles at both ends; a body acted for plays none.
pub(super) fn roles<'d>(dataset: &'d Dataset, edge: &EdgeData) -> (&'d str, &'d str) {
    let kind = dataset.vocabulary.kind(dataset.records.kind(edge.record));
    let fillers = dataset.records.fillers(edge.record);
    let name = |n: u16| kind.role(fillers[usize::from(n)].role).name.as_str();
    let target = if edge.is_acting() { "" } else { name(edge.target_filler) };
    (name(edge.source_filler), target)
}

#[cfg(test)]
mod tests {
    use crate::pipeline::Pipeline;

    /// Edges as `source relation target weight` of a dataset in which `new` and `old` are judged one.
    fn edges(records: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("entities/organisation.csv", "id,name_en\nnew,New\nold,Old\nx,Ex\n");
        write("judgements.csv", "a,b,judgement\nnew,old,same\n");
        write("records/meeting.csv", records);
        let graph = Pipeline::new(folder.path()).run().graph.unwrap();
        let id = |entity| graph.dataset().entities.id(entity);
        let tell = |edge: crate::graph::Edge<'_>| {
            format!("{} {} {} {}", id(edge.source), edge.id(), id(edge.target), edge.weight())
        };
        graph.edges().map(tell).collect()
    }

    #[test]
    fn two_ids_of_one_entity_are_one_filler() {
        assert_eq!(edges("id,date,participant\nm1,1999,new;old;x\n"), ["new e_m1 x 1"]);
        assert_eq!(edges("id,date,participant\nm1,1999,old;x;*2\n"), ["new e_m1 x 0.3333333333333333"]);
        assert!(edges("id,date,participant\nm1,1999,new;old\n").is_empty());
    }
}
