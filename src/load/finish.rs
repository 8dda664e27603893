//! The last step of a load: everything in its order, and ids that stand twice given up.

use super::Context;
use super::table::DUPLICATE_ID;
use crate::diagnostic::Diagnostic;
use crate::model::{Dataset, Judgement, PassageIx, RecordIx};

/// Judgements in the order of the entities they are about.
pub(super) fn sorted(mut judgements: Vec<Judgement>) -> Vec<Judgement> {
    judgements.sort_by(|x, y| (x.a, x.b, x.kind, &x.who, &x.when).cmp(&(y.a, y.b, y.kind, &y.who, &y.when)));
    judgements
}

/// Sorts passages and records, gives up the second record of an id, and hands over the list of files.
pub(super) fn finish(dataset: &mut Dataset, context: &mut Context<'_>) {
    context.tell_lost();
    dataset.files = context.files().to_vec();
    sort_passages(dataset);
    dataset.records = std::mem::take(&mut dataset.records).into_sorted();
    let records = &dataset.records;
    let is_repeated = |r: &RecordIx| r.0 > 0 && records.id(RecordIx(r.0 - 1)) == records.id(*r);
    let repeated: Vec<RecordIx> = records.iter().filter(is_repeated).collect();
    if repeated.is_empty() {
        return;
    }
    for &record in &repeated {
        let message = format!("the record `{}` stands twice", records.id(record));
        let location = dataset.location(records.origin(record)).field("id");
        context.push(Diagnostic::new(&DUPLICATE_ID, message).at(location));
    }
    context.reject(repeated.len() as u64);
    let kept: Vec<RecordIx> = records.iter().filter(|r| !is_repeated(r)).collect();
    dataset.records = records.reordered(&kept);
}

/// Puts passages in the order of sources and spans, so that the order of rows never shows.
fn sort_passages(dataset: &mut Dataset) {
    let passages = &dataset.passages;
    let key = |n: &usize| (passages[*n].source, passages[*n].start, passages[*n].end);
    let mut order: Vec<usize> = (0..passages.len()).collect();
    if order.is_sorted_by_key(key) {
        return;
    }
    order.sort_by_key(key);
    let mut places = vec![PassageIx::default(); order.len()];
    for (place, &passage) in order.iter().enumerate() {
        places[passage] = PassageIx::from(place);
    }
    dataset.passage_origins = order.iter().map(|&n| dataset.passage_origins[n]).collect();
    dataset.passages = order.iter().map(|&n| dataset.passages[n]).collect();
    dataset.records.renumber_passages(&places);
}
