//! Expected outputs kept as files below `tests/snapshots`.

use relata::graph::KnowledgeGraph;
use relata::query::{Answer, Rendering};
use serde_json::Value;
use std::path::PathBuf;

/// Compares with the file of a name; `RELATA_BLESS=1` writes the file instead.
pub fn assert_snapshot(name: &str, actual: &str) {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots")).join(name);
    if std::env::var_os("RELATA_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == actual, "{name} differs; RELATA_BLESS=1 accepts it. Now:\n{actual}");
}

/// Compares all forms of an answer with the files of a name, and gives its JSON.
pub fn assert_answer(name: &str, graph: &KnowledgeGraph, answer: &dyn Answer) -> Value {
    for language in ["en", "zh"] {
        let text = answer.to_text(graph, &Rendering::in_language(language));
        assert_snapshot(&format!("{name}.{language}.txt"), &text);
    }
    let rendering = Rendering::in_language("en");
    assert_snapshot(&format!("{name}.csv"), &answer.to_table(graph, &rendering).to_csv());
    let json = answer.to_json(graph, &rendering);
    assert_snapshot(&format!("{name}.json"), &format!("{json:#}\n"));
    json
}
