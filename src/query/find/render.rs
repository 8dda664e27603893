//! Matches as text, JSON and rows.

use super::{FindAnswer, Match};
use crate::graph::KnowledgeGraph;
use crate::query::distinction::{self, distinction};
use crate::query::{Rendering, wording};
use crate::resolve::Likeness;
use crate::table::{Cell, Table};
use serde_json::{Value, json};

pub(super) fn to_text(answer: &FindAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> String {
    let language = rendering.language;
    let mut text = heading(answer, language);
    for (n, found) in answer.matches.iter().enumerate() {
        text.push_str(&entry(n + 1, found, graph, language));
    }
    if answer.more > 0 {
        let (english, chinese) =
            (format!("\nand {} more\n", answer.more), format!("\n另有{}个\n", answer.more));
        text.push_str(wording::pick(language, &english, &chinese));
    }
    text
}

fn heading(answer: &FindAnswer, language: &str) -> String {
    let (text, n) = (&answer.text, answer.matches.len() + answer.more);
    let english = match n {
        0 => format!("No name is like “{text}”.\n"),
        1 => format!("1 entity has a name like “{text}”.\n"),
        _ => format!("{n} entities have names like “{text}”.\n"),
    };
    let chinese = match n {
        0 => format!("没有与“{text}”相近的名称。\n"),
        _ => format!("{n}个实体有与“{text}”相近的名称。\n"),
    };
    wording::pick(language, &english, &chinese).to_owned()
}

fn entry(n: usize, found: &Match, graph: &KnowledgeGraph, language: &str) -> String {
    let name = wording::full_name(graph, found.entity, language);
    let id = graph.dataset().entities.id(found.entity);
    let colon = wording::pick(language, ": ", "：");
    let apart = distinction(graph, found.entity, language);
    let why = format!("{}{colon}{}", words(found.likeness, language), found.name);
    format!("\n{n}. {name}  id:{id}\n   {apart}\n   {why}\n")
}

fn words(likeness: Likeness, language: &str) -> &str {
    match likeness {
        Likeness::Exact => wording::pick(language, "is the name", "即名称"),
        Likeness::Pinyin => wording::pick(language, "is the pinyin of", "为拼音"),
        Likeness::Prefix => wording::pick(language, "begins the name", "为开头"),
        Likeness::Containing => wording::pick(language, "is contained in the name", "包含于名称"),
        Likeness::Near => wording::pick(language, "is near the name", "与名称相近"),
    }
}

fn word(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Exact => "exact",
        Likeness::Pinyin => "pinyin",
        Likeness::Prefix => "prefix",
        Likeness::Containing => "containing",
        Likeness::Near => "near",
    }
}

/// Four digits are what a table shows too, and more of them mean nothing.
fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

pub(super) fn to_json(answer: &FindAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let object = |found: &Match| {
        let mut object = distinction::to_json(graph, found.entity, rendering.language);
        object.insert("match".to_owned(), word(found.likeness).into());
        object.insert("name".to_owned(), found.name.as_str().into());
        object.insert("share".to_owned(), rounded(found.share).into());
        Value::Object(object)
    };
    let matches: Value = answer.matches.iter().map(object).collect();
    json!({"text": answer.text, "matches": matches, "more": answer.more})
}

pub(super) fn to_table(answer: &FindAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Table {
    let columns = ["id", "label", "kind", "type", "country", "part_of", "lifespan"];
    let mut table = Table::new(columns.into_iter().chain(["match", "name", "share"]));
    for found in &answer.matches {
        let object = distinction::to_json(graph, found.entity, rendering.language);
        let apart = columns.map(|key| Cell::from(object[key].as_str().unwrap_or_default()));
        let why = [word(found.likeness).into(), found.name.as_str().into(), found.share.into()];
        table.push(apart.into_iter().chain(why));
    }
    table
}
