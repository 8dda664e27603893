//! Tiny datasets for the tests of rules: organisations `a` to `e`, people `p` to `r`, and what a test adds.

use super::Check;
use crate::diagnostic::{Report, Severity};
use crate::resolve::Identities;

const ENTITIES: [(&str, &str); 2] = [
    ("entities/organisation.csv", "id,name_en\na,Alpha\nb,Beta\nc,Gamma\nd,Delta\ne,Epsilon\n"),
    ("entities/person.csv", "id,name_en\np,Pi\nq,Qoppa\nr,Rho\n"),
];

/// What one rule says about a dataset of these files, as code and message; a file of `ENTITIES` may be replaced.
pub(super) fn messages(rule: &dyn Check, files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in ENTITIES.iter().chain(files) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut report = Report::default();
    let dataset = crate::load::load(folder.path(), &mut report).dataset;
    assert_eq!(report.total(Severity::Error), 0, "{:#?}", report.diagnostics());
    let mut report = Report::default();
    let identities = Identities::resolve(&dataset, &mut report);
    rule.check(&dataset, &identities, &mut report);
    let message = |d: &crate::diagnostic::Diagnostic| {
        assert!(rule.codes().contains(&d.code) && d.location.is_some());
        format!("{} {}", d.code.id, d.message)
    };
    report.diagnostics().iter().map(message).collect()
}
