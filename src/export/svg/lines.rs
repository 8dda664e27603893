//! The lines of a picture: one a pair.

use super::super::drawing::Drawing;
use std::collections::BTreeMap;

/// So many lines at most say what they are.
const MOST_LABELLED: usize = 40;
/// So many edges at most are told on one line.
const MOST_TOLD: usize = 2;

/// A line from one node to another, by their numbers.
pub(super) struct Line {
    pub from: usize,
    pub to: usize,
    /// How many edges it stands for.
    pub count: usize,
    /// Whether all of them lead from the one to the other.
    pub leads_one_way: bool,
    /// What they are, in a small picture; else empty.
    pub label: String,
}

/// The lines in the order of their nodes; an edge from a node to itself is none.
pub(super) fn lines(drawing: &Drawing<'_, '_>) -> Vec<Line> {
    let links = drawing.links();
    let mut pairs: BTreeMap<(u32, u32), Line> = BTreeMap::new();
    let (mut number, mut told) = (0, BTreeMap::<(u32, u32), Vec<String>>::new());
    drawing.each_edge(&mut |edge| {
        let (source, target, _) = links[number];
        number += 1;
        if source == target {
            return;
        }
        let pair = (source.min(target), source.max(target));
        let line = pairs.entry(pair).or_insert_with(|| Line {
            from: source as usize,
            to: target as usize,
            count: 0,
            leads_one_way: !edge.symmetric,
            label: String::new(),
        });
        line.count += 1;
        line.leads_one_way &= !edge.symmetric && line.from == source as usize;
        if pairs.len() <= MOST_LABELLED {
            let year = edge.start.or(edge.end).map(|day| format!(" {}", day.to_ymd().0));
            told.entry(pair).or_default().push(format!("{}{}", edge.label, year.unwrap_or_default()));
        }
    });
    if pairs.len() <= MOST_LABELLED {
        for (pair, line) in &mut pairs {
            line.label = label(&told[pair]);
        }
    }
    pairs.into_values().collect()
}

/// The first of them, and how many more there are.
fn label(told: &[String]) -> String {
    let first = told.iter().take(MOST_TOLD).map(String::as_str).collect::<Vec<_>>().join(" · ");
    match told.len().saturating_sub(MOST_TOLD) {
        0 => first,
        more => format!("{first} +{more}"),
    }
}
