//! The shipped data: no errors, every span proved.

use relata::pipeline::Pipeline;
use std::path::PathBuf;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graph-data");

#[test]
fn the_shipped_data_has_no_errors() {
    let opened = Pipeline::new(DATA).run();
    let listed: Vec<_> = opened.report.diagnostics().iter().map(|d| (d.code.id, &d.message)).collect();
    assert!(!opened.report.has_errors(), "{listed:?}");
    assert_eq!(opened.report.rejected, 0);
}

#[test]
fn every_passage_is_proved_by_the_texts() {
    let Some(shared) = std::env::var_os("RELATA_SHARED") else {
        crate::skipped("RELATA_SHARED does not name the folder of the texts");
        return;
    };
    let opened = Pipeline::new(DATA).with_texts(Some(PathBuf::from(shared).join("sources"))).run();
    assert!(!opened.report.has_errors(), "{:?}", opened.report.diagnostics());
    let passages = opened.graph.unwrap().dataset().passages.len();
    assert_eq!(
        opened.report.remarks,
        [format!("{passages} of {passages} passages proved against the texts")]
    );
}
