//! The characters and surnames by which Chinese names are told.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Tables {
    surnames: String,
    compound_surnames: Vec<String>,
    transliterated: String,
    japanese: Vec<String>,
    function: String,
    #[serde(rename = "pinyin-surnames")]
    spelt: Vec<String>,
}

/// Characters and words that names are made of.
pub struct Names {
    /// Surnames of one character.
    pub surnames: HashSet<char>,
    /// Surnames of two.
    pub compound: Vec<String>,
    /// Characters of transliterations.
    pub transliterated: HashSet<char>,
    /// Japanese surnames.
    pub japanese: HashSet<String>,
    /// Characters that no given name has.
    pub function: HashSet<char>,
    /// Surnames in Latin letters.
    pub spelt: HashSet<String>,
}

/// The built-in names.
pub static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let tables: Tables =
        serde_json::from_str(include_str!("../../patterns/names.json")).expect("the table is well formed");
    Names {
        surnames: tables.surnames.chars().collect(),
        compound: tables.compound_surnames,
        transliterated: tables.transliterated.chars().collect(),
        japanese: tables.japanese.into_iter().map(|name| super::super::fold::fold(&name)).collect(),
        function: tables.function.chars().collect(),
        spelt: tables.spelt.into_iter().collect(),
    }
});
