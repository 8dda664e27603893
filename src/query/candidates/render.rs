//! Pairs as text, JSON and rows of judgements.

use super::{Candidates, CandidatesAnswer, Reason};
use crate::graph::KnowledgeGraph;
use crate::model::{EntityIx, JudgementKind};
use crate::query::distinction::{self, distinction};
use crate::query::{Rendering, wording};
use crate::resolve::CROWD;
use crate::table::{Cell, Table};
use serde_json::{Value, json};

/// How many crowded names a text names.
const CROWDED: usize = 5;

pub(super) fn to_text(
    answer: &CandidatesAnswer,
    graph: &KnowledgeGraph,
    rendering: &Rendering<'_>,
) -> String {
    let language = rendering.language;
    let mut text = heading(answer, language);
    for (n, pair) in answer.pairs.iter().enumerate() {
        text.push_str(&entry(n + 1, pair, graph, language));
    }
    let remarks = remarks(answer, language);
    if !remarks.is_empty() {
        text.push('\n');
    }
    remarks.iter().for_each(|remark| text.push_str(&format!("{remark}\n")));
    text
}

fn heading(answer: &CandidatesAnswer, language: &str) -> String {
    let (shown, all) = (answer.pairs.len(), answer.pairs.len() + answer.more);
    let english = match all {
        0 => "No pair to judge.\n".to_owned(),
        1 => "1 pair to judge.\n".to_owned(),
        _ if shown < all => format!("{all} pairs to judge, the best {shown}.\n"),
        _ => format!("{all} pairs to judge.\n"),
    };
    let chinese = match all {
        0 => "没有待判断的实体对。\n".to_owned(),
        _ if shown < all => format!("{all}对实体待判断，列出前{shown}对。\n"),
        _ => format!("{all}对实体待判断。\n"),
    };
    wording::pick(language, &english, &chinese).to_owned()
}

fn entry(n: usize, pair: &Candidates, graph: &KnowledgeGraph, language: &str) -> String {
    let side = |entity| {
        let id = graph.dataset().entities.id(entity);
        let name = wording::full_name(graph, entity, language);
        format!("   {name}  id:{id}\n      {}\n", distinction(graph, entity, language))
    };
    let judged = judgement(pair, graph)
        .map_or(String::new(), |judgement| format!("  [{}]", judgement_words(judgement.kind, language)));
    let reasons = |against: bool| {
        let reasons = pair.reasons.iter().filter(move |reason| (reason.weight() < 0.0) == against);
        reasons.map(|reason| reason.text(language)).collect::<Vec<_>>()
    };
    let line = |english, chinese, reasons: Vec<String>| {
        let words = reasons.join(wording::pick(language, "; ", "；"));
        let label = wording::pick(language, english, chinese);
        if words.is_empty() { String::new() } else { format!("   {label}{words}\n") }
    };
    let pro = line("for: ", "支持：", reasons(false));
    let contra = line("against: ", "反对：", reasons(true));
    format!("\n{n}. {:.2}{judged}\n{}{}{pro}{contra}", pair.score, side(pair.a), side(pair.b))
}

fn judgement<'g>(pair: &Candidates, graph: &'g KnowledgeGraph) -> Option<&'g crate::model::Judgement> {
    pair.judgement.and_then(|n| graph.dataset().judgements.get(n))
}

fn judgement_words(kind: JudgementKind, language: &str) -> &str {
    match kind {
        JudgementKind::Same => wording::pick(language, "judged the same", "已判断：相同"),
        JudgementKind::Different => wording::pick(language, "judged different", "已判断：不同"),
        JudgementKind::Unsure => wording::pick(language, "left open", "已判断：未定"),
    }
}

/// What was left out and why, a line each.
fn remarks(answer: &CandidatesAnswer, language: &str) -> Vec<String> {
    let mut remarks = Vec::new();
    let mut remark = |count: usize, english: &str, chinese: &str| {
        if count > 0 {
            let (english, chinese) = (format!("{english}: {count}."), format!("{chinese}：{count}。"));
            remarks.push(wording::pick(language, &english, &chinese).to_owned());
        }
    };
    remark(answer.judged, "Left out as judged already (--all shows them)", "已判断而略去（--all可列出）");
    remark(answer.weak, "Left out for too low a score (--least)", "因分数过低而略去（--least）");
    let crowded: Vec<String> =
        answer.crowded.iter().take(CROWDED).map(|(name, n)| format!("{name} {n}")).collect();
    let crowded = wording::list(language, &crowded);
    remark(
        answer.crowded.len(),
        &format!("Names of more than {CROWD} entities, not paired (such as {crowded})"),
        &format!("超过{CROWD}个实体共有、不作比对的名称（如{crowded}）"),
    );
    remark(
        answer.common,
        &format!("Names not searched for near ones, every part being that of more than {CROWD} names"),
        &format!("各部分均见于{CROWD}个以上名称、未查相近者的名称"),
    );
    remarks
}

/// Four digits say enough.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

pub(super) fn to_json(answer: &CandidatesAnswer, graph: &KnowledgeGraph, rendering: &Rendering<'_>) -> Value {
    let language = rendering.language;
    let entity = |entity: EntityIx| Value::Object(distinction::to_json(graph, entity, language));
    let reason = |reason: &Reason| json!({"reason": reason.word(), "weight": rounded(reason.weight()), "text": reason.text(language)});
    let pair = |pair: &Candidates| {
        json!({
            "a": entity(pair.a),
            "b": entity(pair.b),
            "score": rounded(pair.score),
            "reasons": pair.reasons.iter().map(reason).collect::<Value>(),
            "judgement": judgement(pair, graph).map(|judgement| judgement.kind.as_str()),
        })
    };
    let crowded = |(name, n): &(String, usize)| json!({"name": name, "entities": n});
    json!({
        "pairs": answer.pairs.iter().map(pair).collect::<Value>(),
        "more": answer.more,
        "judged_left_out": answer.judged,
        "weak_left_out": answer.weak,
        "crowded_names": answer.crowded.iter().map(crowded).collect::<Value>(),
        "common_names": answer.common,
    })
}

pub(super) fn to_table(
    answer: &CandidatesAnswer,
    graph: &KnowledgeGraph,
    rendering: &Rendering<'_>,
) -> Table {
    let mut table = Table::new(["a", "b", "judgement", "who", "when", "why"]);
    let entities = &graph.dataset().entities;
    for pair in &answer.pairs {
        let judgement = judgement(pair, graph);
        let [kind, who, when] = judgement.map_or([""; 3], |j| [j.kind.as_str(), &j.who, &j.when]);
        let mut why: Vec<String> = pair.reasons.iter().map(|r| r.text(rendering.language)).collect();
        let score = wording::pick(rendering.language, "score", "分数");
        why.push(format!("{score} {:.2}", pair.score));
        let why = why.join(wording::pick(rendering.language, "; ", "；"));
        let cells = [entities.id(pair.a), entities.id(pair.b), kind, who, when, &why];
        table.push(cells.map(Cell::from));
    }
    table
}
