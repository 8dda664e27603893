//! The questions that benches ask of a generated dataset.

use relata::graph::KnowledgeGraph;
use relata::model::EntityIx;
use relata::query::PathQuery;
use relata::query::path::TimeRule;
use std::io;
use std::path::Path;

/// A question about two entities.
#[derive(Debug, Clone, Copy)]
pub enum Question {
    /// One route with the fewest hops.
    Shortest,
    /// All routes with the fewest hops, each choice of records a route of its own.
    AllShortest,
    /// The ten shortest routes.
    TenShortest,
    /// A route on which no tie is earlier than the one before.
    InOrder,
}

/// The question about two entities, along directions and over hubs, as other programs understand it.
pub fn question(asked: Question, from: EntityIx, to: EntityIx) -> PathQuery {
    let mut query = PathQuery {
        directed: true,
        cross_hubs: true,
        max_hops: 12,
        routes: 1,
        ..PathQuery::between(from, to)
    };
    match asked {
        Question::Shortest => {}
        Question::AllShortest => {
            (query.all_shortest, query.unfold, query.routes) = (true, true, 10_000);
        }
        Question::TenShortest => query.routes = 10,
        Question::InOrder => query.time = TimeRule::Order,
    }
    query
}

/// The pairs that the generator wrote, without those of an entity and itself.
pub fn pairs(path: &Path, graph: &KnowledgeGraph) -> io::Result<Vec<(EntityIx, EntityIx)>> {
    let entities = &graph.dataset().entities;
    let text = std::fs::read_to_string(path)?;
    let pair =
        |line: &str| line.split_once(',').and_then(|(a, b)| Some((entities.find(a)?, entities.find(b)?)));
    Ok(text.lines().skip(1).filter_map(pair).filter(|(a, b)| a != b).collect())
}
