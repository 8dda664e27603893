//! The shape of the project itself: layers, seams, and no name of the vocabulary in the code.

use relata::model::Vocabulary;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Each module may import those of its own layer and of the layers before.
const LAYERS: [&[&str]; 13] = [
    &["cancel", "cores", "date", "diagnostic", "table"],
    &["model"],
    &["load"],
    &["authoring", "resolve"],
    &["check", "draft"],
    &["graph"],
    &["query", "rdf"],
    &["import", "layout"],
    &["sparql"],
    &["export"],
    &["review", "serve"],
    &["build", "pipeline"],
    &["cli"],
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in folder.read_dir().unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(sources(&entry));
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
    found.sort();
    found
}

/// The code of a file up to its tests, without comments; nothing of a file that only tests use.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let stem = path.file_stem().unwrap().to_string_lossy();
    let parent = std::fs::read_to_string(path.with_file_name("mod.rs")).unwrap_or_default();
    if parent.contains(&format!("#[cfg(test)]\nmod {stem};")) {
        return String::new();
    }
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn module(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(ROOT).join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn modules_import_only_from_their_own_layer_and_those_before() {
    for path in sources(&Path::new(ROOT).join("src")) {
        let own = module(&path);
        if own == "lib" || own == "main" {
            continue;
        }
        let own_layer = layer(&own).unwrap_or_else(|| panic!("the module `{own}` has no layer"));
        let code = code(&path);
        for (start, _) in code.match_indices("crate::") {
            let name: String =
                code[start + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(other) = layer(&name) else { continue };
            let allowed = own == name || other < own_layer;
            assert!(allowed, "{} imports `{name}`, which is not in a layer before `{own}`", path.display());
        }
    }
}

#[test]
fn outside_crates_stay_in_their_modules() {
    let homes = [
        ("petgraph", &["graph", "query"][..]),
        ("clap", &["cli"]),
        ("ratatui", &["cli"]),
        ("annotate_snippets", &["cli"]),
        ("spareval", &["sparql"]),
        ("spargebra", &["sparql"]),
    ];
    for path in sources(&Path::new(ROOT).join("src")) {
        for (name, homes) in &homes {
            let used = code(&path).contains(&format!("{name}::"));
            assert!(!used || homes.contains(&module(&path).as_str()), "{} uses {name}", path.display());
        }
    }
}

#[test]
fn no_kind_or_role_is_named_in_the_code() {
    let vocabulary = Vocabulary::builtin();
    let kinds = vocabulary.kinds.iter().map(|kind| kind.name.clone());
    let roles = vocabulary.kinds.iter().flat_map(|kind| kind.roles.iter().map(|role| role.name.clone()));
    let entity_kinds = vocabulary.entity_kinds.iter().map(|kind| kind.name.clone());
    let relations = vocabulary.relations.iter().map(|relation| relation.name.clone());
    let names: BTreeSet<String> = kinds.chain(roles).chain(entity_kinds).chain(relations).collect();
    // Dates are told in words of a language, such as `about`.
    let named = |path: &PathBuf| module(path) != "date";
    for path in sources(&Path::new(ROOT).join("src")).into_iter().filter(named) {
        let code = code(&path);
        // The vocabulary file has a key `relations`, which is a kind's name too.
        let of_the_file =
            path.ends_with("authoring/vocabulary_schema.rs") || path.ends_with("vocabulary/build.rs");
        for name in names.iter().filter(|name| !(of_the_file && *name == "relations")) {
            assert!(!code.contains(&format!("\"{name}\"")), "{} names `{name}`", path.display());
        }
    }
}

#[test]
fn every_test_file_is_run() {
    let main = std::fs::read_to_string(Path::new(ROOT).join("tests/it/main.rs")).unwrap();
    for path in sources(&Path::new(ROOT).join("tests/it")) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let inside = path.strip_prefix(Path::new(ROOT).join("tests/it")).unwrap().components().count() > 1;
        assert!(
            inside || name == "main" || main.contains(&format!("mod {name};")),
            "{name} is not in main.rs"
        );
    }
}

/// The folders of the seams, where each file is registered, and the files beside that are no entry.
const SEAMS: [(&str, &[&str]); 5] = [
    ("src/load/reader", &["flatten", "input", "parts"]),
    ("src/check", &["certain", "digests", "explain", "fixture", "passages", "texts"]),
    (
        "src/export",
        &["csv_text", "in_order", "loss", "meter", "output", "rdf", "spreadsheet", "wording", "xml"],
    ),
    ("src/import", &["file", "value"]),
    ("src/cli/commands", &[]),
];

#[test]
fn every_file_of_a_seam_is_registered() {
    for (folder, beside) in SEAMS {
        let folder = Path::new(ROOT).join(folder);
        let registry = std::fs::read_to_string(folder.join("mod.rs")).unwrap();
        for path in
            folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file())
        {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let registered =
                registry.contains(&format!("{name}::")) || registry.contains(&format!("= {name},"));
            let known = name == "mod" || beside.contains(&name.as_str());
            assert!(known || registered, "{} is not in the list of its seam", path.display());
        }
    }
}
