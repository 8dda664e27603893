//! Where nodes stand in a picture.
//!
//! Viewers refuse to draw a node without a position, or scatter nodes at random; a layout gives every export the same
//! picture each time. It stands between the graph and the exports: it sees sizes, not records.
//!
//! Start with [`sunflower()`], which returns a [`Point`] for each node. It does not look at edges and moves nothing
//! apart by force: readers who want clusters run a layout of their viewer from here.

mod sunflower;

pub use sunflower::{Point, sunflower};
