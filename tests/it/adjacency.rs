//! The edges in rows against petgraph's own graph.

use crate::generator::Generator;
use petgraph::algo::{connected_components, dijkstra, is_cyclic_directed, page_rank, tarjan_scc};
use petgraph::visit::{EdgeRef, IntoEdgeReferences, NodeIndexable};
use relata::graph::KnowledgeGraph;
use relata::model::EntityIx;
use relata::pipeline::Pipeline;
use std::collections::BTreeSet;

fn generated(seed: u64) -> KnowledgeGraph {
    let folder = tempfile::tempdir().unwrap();
    let generator = Generator { edges: 120, gatherings: 15, seed };
    generator.write(folder.path()).unwrap();
    Pipeline::new(folder.path()).run().graph.unwrap()
}

fn told<E: EdgeRef>(edges: impl Iterator<Item = E>) -> BTreeSet<String>
where
    E::NodeId: std::fmt::Debug,
    E::EdgeId: std::fmt::Debug,
{
    edges.map(|edge| format!("{:?} {:?} {:?}", edge.id(), edge.source(), edge.target())).collect()
}

#[test]
fn petgraph_finds_over_rows_what_it_finds_over_its_own_graph() {
    for graph in (0..10).map(generated) {
        let (own, rows) = (graph.petgraph(), graph.adjacency());
        assert_eq!(told(own.edge_references()), told(rows.edge_references()));
        assert_eq!(tarjan_scc(own).len(), tarjan_scc(rows).len());
        assert_eq!(connected_components(own), connected_components(rows));
        assert_eq!(is_cyclic_directed(own), is_cyclic_directed(rows));
        for node in (0..rows.node_bound()).map(|node| rows.from_index(node)) {
            assert_eq!(dijkstra(own, node, None, |_| 1), dijkstra(rows, node, None, |_| 1));
        }
        let differ = |(a, b): (&f64, &f64)| (a - b).abs() > 1e-9;
        assert!(!page_rank(own, 0.85, 20).iter().zip(&page_rank(rows, 0.85, 20)).any(differ));
    }
}

#[test]
fn rows_are_sorted_and_tell_directions_ties_and_degrees() {
    for graph in (0..10).map(generated) {
        let rows = graph.adjacency();
        let nodes = (0..rows.node_bound()).map(EntityIx::from);
        for node in nodes {
            let row = rows.row(node);
            assert!(row.is_sorted_by_key(|incident| (incident.node(), incident.edge())));
            assert_eq!(row.len(), graph.edges_at(node).count());
            let mut tied = BTreeSet::new();
            for incident in row {
                let edge = graph.edge(incident.edge());
                let [from, to] =
                    if incident.leaves() { [node, incident.node()] } else { [incident.node(), node] };
                assert_eq!((edge.source, edge.target), (from, to));
                assert_eq!(incident.leads_forth(), edge.data.is_symmetric() || edge.source == node);
                assert_eq!(incident.leads_back(), edge.data.is_symmetric() || edge.target == node);
                assert_eq!(incident.is_tie(), edge.data.is_tie());
                tied.extend((edge.data.is_tie() && incident.node() != node).then(|| incident.node()));
                assert!(rows.between(node, incident.node()).contains(incident));
                let turned = rows.between(incident.node(), node).iter();
                assert!(
                    turned
                        .clone()
                        .any(|one| one.edge() == incident.edge() && one.leaves() != incident.leaves())
                );
            }
            assert_eq!(rows.degree(node) as usize, tied.len());
        }
    }
}
