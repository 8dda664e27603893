//! Where nodes stand in a picture.
//!
//! Viewers refuse to draw a node without a position, or scatter nodes at random; a layout gives every export the same
//! picture each time. It stands between the graph and the exports: it sees sizes and weighted pairs, not records.
//!
//! Start with [`place()`], which returns a [`Point`] for each node: by [`force_atlas()`], which draws linked nodes
//! together so that clusters show, or by [`sunflower()`], which does not look at edges, where there are none or too
//! many. Nothing is random, and no function is used that machines round differently.
//!
//! It does not make room for labels beyond a gap between discs, nor tell clusters apart by name or colour.

mod apart;
mod force_atlas;
mod network;
mod quadtree;
mod sunflower;

pub use force_atlas::force_atlas;
pub use sunflower::{Point, sunflower};

/// The nodes and edges, counted together, above which [`place()`] does not look at edges.
pub const LARGEST: usize = 120_000;

/// The largest radius that counts as such; its square must stay finite.
const WIDEST: f64 = 1e100;

/// Places discs of the given radii by the edges between them, which are two node numbers and a weight above zero.
///
/// By [`force_atlas()`] for up to [`LARGEST`] nodes and edges, which takes at most about two seconds; by
/// [`sunflower()`] above, and where no edge links two nodes. The result is in the order of `sizes`, around (0, 0), and
/// finite whatever is given: a size that is no length counts as 0.
///
/// ```
/// use relata::layout::{place, sunflower};
/// assert_eq!(place(&[2.0, 1.0], &[]), sunflower(&[2.0, 1.0]));
/// assert_eq!(place(&[2.0, 1.0], &[(0, 1, 1.0)]), place(&[2.0, 1.0], &[(1, 0, 3.0)]));
/// ```
#[must_use]
pub fn place(sizes: &[f64], edges: &[(u32, u32, f64)]) -> Vec<Point> {
    let is_small = sizes.len() + edges.len() <= LARGEST;
    if is_small && edges.iter().any(|edge| network::is_tie(sizes.len(), edge)) {
        force_atlas(sizes, edges)
    } else {
        sunflower(&radii(sizes))
    }
}

/// Sizes, or 0 where they are no length.
fn radii(sizes: &[f64]) -> Vec<f64> {
    let radius = |&size: &f64| if size > 0.0 { size.min(WIDEST) } else { 0.0 };
    sizes.iter().map(radius).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_large_a_graph_is_placed_without_its_edges() {
        let (sizes, edge) = ([1.0, 2.0, 3.0], (0, 1, 1.0));
        assert_eq!(place(&sizes, &vec![edge; LARGEST]), sunflower(&sizes));
        assert_ne!(place(&sizes, &[edge]), sunflower(&sizes));
    }

    #[test]
    fn a_loop_links_nobody() {
        assert_eq!(place(&[1.0, 2.0], &[(1, 1, 1.0)]), sunflower(&[1.0, 2.0]));
    }

    #[test]
    fn sizes_that_are_no_length_count_as_nothing() {
        assert_eq!(radii(&[f64::NAN, -1.0, f64::NEG_INFINITY, 2.0]), [0.0, 0.0, 0.0, 2.0]);
        let points = place(&[f64::INFINITY, f64::NAN, 1.0], &[(0, 2, f64::INFINITY)]);
        assert!(points.iter().all(|at| at.x.is_finite() && at.y.is_finite()));
    }
}
