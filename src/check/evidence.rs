//! Every record says where it is from, and every passage has its digest.

use super::Check;
use crate::diagnostic::{Code, Diagnostic, Location, Report, Severity};
use crate::model::{Dataset, PassageIx, RecordIx};
use crate::resolve::Identities;

/// Raised when a record names no passage.
pub static NO_EVIDENCE: Code = Code {
    id: "W0403",
    severity: Severity::Warning,
    title: "record without evidence",
    explanation: "The record names no passage that says so. Nobody can check it later, and an answer that rests on it \
        can show no source. Write the span of the passage into the cell `evidence`, such as `s1:120-168`: the source, \
        the first character and the one after the last.",
};

/// Raised when a passage that a record uses has no digest.
pub static NO_DIGEST: Code = Code {
    id: "W0404",
    severity: Severity::Warning,
    title: "passage without a digest",
    explanation: "A record points at this span, and `passages.csv` gives no SHA-256 for it. Without one it cannot be \
        proved that the span still holds the words that were read: a text that was edited moves every span after the \
        edit. A digest that is missing is a warning, one that is wrong an error. `relata passages --texts DIR` writes \
        the digests of all spans that the records use.",
};

/// Raised when a passage is listed and no record uses it.
pub static PASSAGE_UNUSED: Code = Code {
    id: "W0408",
    severity: Severity::Warning,
    title: "passage not used",
    explanation: "The table of passages lists a span that is the evidence of no record. It is left over from a record \
        that was changed or removed, or its numbers are mistyped and the record points elsewhere. Remove the row, or \
        correct it.",
};

/// The rule. What is not used is told when there are no errors.
pub(super) struct Evidence;

const CODES: &[&Code] = &[&NO_EVIDENCE, &NO_DIGEST, &PASSAGE_UNUSED];

impl Check for Evidence {
    fn codes(&self) -> &'static [&'static Code] {
        CODES
    }

    fn check(&self, dataset: &Dataset, _: &Identities, report: &mut Report) {
        let mut used_by: Vec<Option<RecordIx>> = vec![None; dataset.passages.len()];
        for record in dataset.records.iter() {
            let evidence = dataset.records.evidence(record);
            if evidence.is_empty() {
                report.push_with(&NO_EVIDENCE, || {
                    let message = format!("the record `{}` has no evidence", dataset.records.id(record));
                    Diagnostic::new(&NO_EVIDENCE, message).at(evidence_of(dataset, record))
                });
            }
            for passage in evidence {
                used_by[passage.index()].get_or_insert(record);
            }
        }
        digests(dataset, &used_by, report);
        // A row that was rejected may be the one that uses it.
        let errors = report.has_errors();
        for (n, _) in used_by.iter().enumerate().filter(|(_, user)| user.is_none() && !errors) {
            let message =
                format!("the passage `{}` is evidence of no record", span(dataset, PassageIx::from(n)));
            let origin = dataset.passage_origin(PassageIx::from(n)).unwrap_or_default();
            report
                .push(Diagnostic::new(&PASSAGE_UNUSED, message).at(dataset.location(origin).field("start")));
        }
    }
}

/// Reports passages in use that have no digest; a dataset that gives none at all is told so once.
fn digests(dataset: &Dataset, used_by: &[Option<RecordIx>], report: &mut Report) {
    let users = dataset.passages.iter().zip(used_by).enumerate();
    let without: Vec<(usize, RecordIx)> = users
        .filter(|(_, (passage, _))| passage.sha256.is_none())
        .filter_map(|(n, (_, &r))| Some((n, r?)))
        .collect();
    if without.len() > 1 && dataset.passages.iter().all(|passage| passage.sha256.is_none()) {
        let message = format!("none of the {} passages that records use has a digest", without.len());
        let hint = "`relata passages --texts DIR` writes them all".to_owned();
        report.push(Diagnostic::new(&NO_DIGEST, message).at(evidence_of(dataset, without[0].1)).hint(hint));
        return;
    }
    for (passage, record) in without {
        let message = format!("the passage `{}` has no digest", span(dataset, PassageIx::from(passage)));
        report.push(Diagnostic::new(&NO_DIGEST, message).at(evidence_of(dataset, record)));
    }
}

fn evidence_of(dataset: &Dataset, record: RecordIx) -> Location {
    dataset.location(dataset.records.origin(record)).field("evidence")
}

/// A passage as a cell names it.
pub(super) fn span(dataset: &Dataset, passage: PassageIx) -> String {
    let passage = dataset.passage(passage);
    format!("{}:{}-{}", dataset.source(passage.source).id, passage.start, passage.end)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::messages;
    use super::*;

    const SOURCES: (&str, &str) = ("sources.csv", "id,file\ns1,one.txt\n");
    const DIGEST: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_record_without_evidence_is_named() {
        let files = [("records/membership.csv", "id,member,body,evidence\nm1,a,b,\n")];
        assert_eq!(messages(&Evidence, &files), ["W0403 the record `m1` has no evidence"]);
    }

    #[test]
    fn one_missing_digest_is_named_and_all_missing_are_counted() {
        let records = ("records/membership.csv", "id,member,body,evidence\nm1,a,b,s1:0-4;s1:5-9\n");
        let found = messages(&Evidence, &[SOURCES, records]);
        assert_eq!(found, ["W0404 none of the 2 passages that records use has a digest"]);
        let passages = format!("source,start,end,sha256\ns1,0,4,{DIGEST}\n");
        let found = messages(&Evidence, &[SOURCES, records, ("passages.csv", &passages)]);
        assert_eq!(found, ["W0404 the passage `s1:5-9` has no digest"]);
    }

    #[test]
    fn a_passage_that_nobody_uses_is_named() {
        let passages = format!("source,start,end,sha256\ns1,0,4,{DIGEST}\n");
        let found = messages(&Evidence, &[SOURCES, ("passages.csv", &passages)]);
        assert_eq!(found, ["W0408 the passage `s1:0-4` is evidence of no record"]);
    }
}
