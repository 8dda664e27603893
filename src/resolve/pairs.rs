//! The two entities that a record of a history is about.

use super::Identities;
use crate::model::{Dataset, EntityIx, KindIx, RecordIx};

/// The kind of history that a record belongs to and the pair of canonical entities it is about, smaller id first;
/// `None` when its kind is no history, or it does not name exactly two different entities.
///
/// Records of one key form one history: states of two kinds do not end each other.
#[must_use]
pub fn history_pair(
    dataset: &Dataset,
    identities: &Identities,
    record: RecordIx,
) -> Option<(KindIx, EntityIx, EntityIx)> {
    let kind = dataset.records.kind(record);
    let [a, b] = dataset.records.fillers(record) else { return None };
    let (a, b) = (identities.canonical(a.entity), identities.canonical(b.entity));
    (dataset.vocabulary.kind(kind).history && a != b).then(|| (kind, a.min(b), a.max(b)))
}
