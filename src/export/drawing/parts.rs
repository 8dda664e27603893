//! A drawing gone through in parts: on all cores, or until enough has been seen.
//!
//! Parts of nodes are of one size; a part of edges has all edges of the records in it, so it may be somewhat larger.

use super::{Cells, Drawing, DrawnEdge, DrawnNode, EdgeSink, Notices};
use crate::export::in_order::{self, Buffer};
use std::io::{self, Write};
use std::ops::Range;

/// So many nodes, or about so many edges, are formatted at once.
const PART: usize = 512;

impl Drawing<'_, '_> {
    /// Writes what `push` makes of each node, in order, with what it notices.
    pub fn write_nodes(
        &self,
        writer: &mut dyn Write,
        notices: &mut Notices,
        push: impl Fn(&DrawnNode<'_>, &mut Vec<u8>, &mut Notices) + Sync,
    ) -> io::Result<()> {
        let nodes = self.picture.nodes();
        let format = |part: usize, out: &mut Vec<u8>| {
            let mut noticed = Notices::default();
            let nodes = part * PART..nodes.min((part + 1) * PART);
            self.nodes_of(nodes, &mut |node| push(node, out, &mut noticed));
            noticed
        };
        in_order::write(nodes.div_ceil(PART), writer, format, |noticed| notices.append(noticed))
    }

    /// Writes what `push` makes of each edge, in order, with what it notices.
    ///
    /// `S` is what `push` keeps from one edge of a record to the next.
    pub fn write_edges<S: Default>(
        &self,
        writer: &mut dyn Write,
        notices: &mut Notices,
        push: impl Fn(&DrawnEdge<'_>, &mut S, &mut Vec<u8>, &mut Notices) + Sync,
    ) -> io::Result<()> {
        let parts = self.edge_parts(PART);
        let format = |part: usize, out: &mut Vec<u8>| {
            let (mut noticed, mut kept) = (Notices::default(), S::default());
            self.edges_of(parts[part].clone(), &mut |edge| push(edge, &mut kept, out, &mut noticed));
            noticed
        };
        in_order::write(parts.len(), writer, format, |noticed| notices.append(noticed))
    }

    /// Makes something of the nodes in parts of so many, and hands it on in order.
    pub fn nodes_by<B: Buffer, R: Send, E>(
        &self,
        size: usize,
        push: impl Fn(&DrawnNode<'_>, &mut B) + Sync,
        finish: impl Fn(&mut B) -> R + Sync,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let nodes = self.picture.nodes();
        let make = |part: usize, made: &mut B| {
            self.nodes_of(part * size..nodes.min((part + 1) * size), &mut |node| push(node, made));
            finish(made)
        };
        in_order::each(nodes.div_ceil(size), make, |_, made| take(made))
    }

    /// Makes something of the edges in parts of about so many, and hands it on in order.
    pub fn edges_by<B: Buffer, R: Send, E>(
        &self,
        size: usize,
        push: impl Fn(&DrawnEdge<'_>, &mut B) + Sync,
        finish: impl Fn(&mut B) -> R + Sync,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let parts = self.edge_parts(size);
        let make = |part: usize, made: &mut B| {
            self.edges_of(parts[part].clone(), &mut |edge| push(edge, made));
            finish(made)
        };
        in_order::each(parts.len(), make, |_, made| take(made))
    }

    /// Hands over edges with the part they are in, only the cells of columns that are no texts filled, until `look` says
    /// that it has seen enough; it may be handed the rest of the part still.
    pub fn look_over(&self, look: &mut dyn FnMut(usize, &DrawnEdge<'_>) -> bool) {
        let mut is_enough = false;
        for (part, origins) in self.edge_parts(PART).into_iter().enumerate() {
            self.picture.each_edge(origins, Cells::Typed, &mut |edge| is_enough |= look(part, edge));
            if is_enough {
                return;
            }
        }
    }

    /// Hands over the edges of one part.
    pub fn each_edge_of(&self, part: usize, draw: &mut EdgeSink<'_>) {
        if let Some(origins) = self.edge_parts(PART).get(part) {
            self.picture.each_edge(origins.clone(), Cells::All, draw);
        }
    }

    /// What edges come from, in parts of about so many edges.
    fn edge_parts(&self, size: usize) -> Vec<Range<usize>> {
        let (mut parts, mut start, mut edges, mut end) = (Vec::new(), 0, 0, 0);
        for own in self.picture.origins() {
            (edges, end) = (edges + own, end + 1);
            if edges >= size {
                parts.push(start..end);
                (start, edges) = (end, 0);
            }
        }
        parts.extend((start < end).then_some(start..end));
        parts
    }
}
