//! Expected outputs kept as files below `tests/snapshots`.

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
