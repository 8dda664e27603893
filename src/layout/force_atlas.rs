//! Linked nodes drawn together, all others pushed apart.

use super::apart::move_apart;
use super::network::Network;
use super::quadtree::{Body, Quadtree};
use super::{Point, radii, sunflower};

/// How strongly the middle pulls, for the mass of a node and its distance.
///
/// A node without ties comes to rest at some two roots of all masses. This is near enough to the rest not to rule the
/// picture, and too weak to press clusters into each other.
const GRAVITY: f64 = 0.3;

/// What is added to squared distances, so that nodes that nearly lie on each other are not torn away.
const SOFTENING: f64 = 1e-6;

/// How much of the way to its rest between its neighbours a node goes in a step at most; the whole, and linked nodes
/// would change places for ever.
const STRIDE: f64 = 0.5;

/// The longest step, in roots of all masses.
const LONGEST: f64 = 0.1;

/// How much faster all may move than in the step before.
const FASTER: f64 = 1.5;

/// The speed below which they do not fall, lest they stop where forces turn about.
const SLOWEST: f64 = 0.01;

/// The most and the fewest steps, and the work that decides between them: a node costs as much as ten edges.
const STEPS: (usize, usize) = (300, 30);
const WORK: usize = 30_000_000;

/// How wide the picture is made before discs are moved apart, in widths of their sunflower.
const WIDTH: f64 = 1.5;

/// Places discs of the given radii so that linked ones are near each other and none covers another: ForceAtlas2
/// (M. Jacomy, T. Venturini, S. Heymann, M. Bastian, "ForceAtlas2, a continuous graph layout algorithm for handy network
/// visualization designed for the Gephi software", PLoS ONE 9(6), 2014, doi 10.1371/journal.pone.0098679).
///
/// Edges are two node numbers and a weight; loops, ends that are no node, and weights not above zero are passed over.
/// The result is in the order of `sizes`, around (0, 0). A size that is no length counts as 0.
///
/// Forces are those of the paper: ties pull with their weight and length; nodes push each other by their degrees, over
/// their distance; the middle pulls with the distance (its "strong gravity"), so that what is not linked stays near.
/// All move faster while forces last, and each more slowly while its own turns about. What we chose besides:
///
/// - edges of a pair are one tie, which pulls with the root of their weights, and a degree counts neighbours;
/// - the start is a [`sunflower()`], nodes with most neighbours in the middle;
/// - what bounds a step is not a small factor but that no node goes more than half the way to where its neighbours
///   hold it, so that communities of twenty thousand nodes part in a hundred steps;
/// - the picture is scaled to the sizes, then discs are moved apart by themselves, not by forces.
///
/// Nothing is random, and only sums, products, quotients and roots are taken, in an order that does not depend on that
/// of the edges: same graph, same points, on every machine. O(n log n + m) a step, in 30 to 300 steps, fewer for larger
/// graphs.
///
/// ```
/// use relata::layout::force_atlas;
/// // 0 - 1 - 2   3 - 4
/// let points = force_atlas(&[5.0; 5], &[(0, 1, 1.0), (1, 2, 1.0), (3, 4, 1.0)]);
/// let distance = |a: usize, b: usize| (points[a].x - points[b].x).hypot(points[a].y - points[b].y);
/// assert!(distance(0, 1) < distance(0, 2) && distance(3, 4) < distance(3, 1));
/// assert!(distance(0, 1) > 10.0);
/// ```
#[must_use]
pub fn force_atlas(sizes: &[f64], edges: &[(u32, u32, f64)]) -> Vec<Point> {
    let (radii, network) = (radii(sizes), Network::new(sizes.len(), edges));
    let steps = (WORK / (10 * sizes.len() + edges.len()).max(1)).clamp(STEPS.1, STEPS.0);
    let mut motion = Motion::new(&network);
    (0..steps).for_each(|_| motion.step());
    let mut points = motion.points;
    scale(&mut points, &radii);
    move_apart(&mut points, &radii, steps);
    points
}

/// Nodes on their way.
struct Motion<'n> {
    network: &'n Network,
    points: Vec<Point>,
    /// What moved them in the last step.
    forces: Vec<Point>,
    /// The largest share of its force that a node may go.
    bounds: Vec<f64>,
    longest: f64,
    speed: f64,
}

impl<'n> Motion<'n> {
    fn new(network: &'n Network) -> Self {
        let masses = network.masses();
        let roots: Vec<f64> = masses.iter().map(|mass| mass.sqrt()).collect();
        Self {
            points: sunflower(&roots),
            forces: vec![Point::default(); masses.len()],
            bounds: (0..masses.len()).map(|node| STRIDE / stiffness(network, node)).collect(),
            longest: LONGEST * masses.iter().sum::<f64>().sqrt(),
            speed: 1.0,
            network,
        }
    }

    /// Moves each node along its force.
    fn step(&mut self) {
        let forces = self.forces();
        let swings: Vec<f64> = self.forces.iter().zip(&forces).map(|(&old, &new)| swing(old, new)).collect();
        self.speed = self.speed(&forces, &swings);
        for (node, (force, swing)) in forces.iter().zip(swings).enumerate() {
            let share = (self.speed / (1.0 + self.speed * swing.sqrt())).min(self.bounds[node]);
            let share = share.min(self.longest / length(*force));
            self.points[node].x += share * force.x;
            self.points[node].y += share * force.y;
        }
        self.forces = forces;
    }

    /// The global speed: high while nodes go on as before, low when many turn about.
    fn speed(&self, forces: &[Point], swings: &[f64]) -> f64 {
        let (mut swung, mut gone) = (0.0, 0.0);
        for (node, mass) in self.network.masses().iter().enumerate() {
            swung += mass * swings[node];
            gone += mass * traction(self.forces[node], forces[node]);
        }
        (gone / swung).min(FASTER * self.speed).max(SLOWEST)
    }

    fn forces(&self) -> Vec<Point> {
        let masses = self.points.iter().zip(self.network.masses()).enumerate();
        let bodies: Vec<Body> =
            masses.map(|(node, (&at, &mass))| Body { at, mass, radius: 0.0, node }).collect();
        let tree = Quadtree::new(&bodies);
        let mut forces = vec![Point::default(); bodies.len()];
        for (k, body) in tree.bodies().iter().enumerate() {
            let (push, pull) = (push(&tree, k), self.pull(body));
            forces[body.node] = Point { x: push.x + pull.x, y: push.y + pull.y };
        }
        forces
    }

    /// What ties and gravity do to a body.
    fn pull(&self, body: &Body) -> Point {
        let weight = -GRAVITY * body.mass;
        let mut force = Point { x: weight * body.at.x, y: weight * body.at.y };
        for neighbour in self.network.neighbours(body.node) {
            let at = self.points[neighbour.node];
            force.x += neighbour.pull * (at.x - body.at.x);
            force.y += neighbour.pull * (at.y - body.at.y);
        }
        force
    }
}

/// What all others do to the `k`th body.
fn push(tree: &Quadtree, k: usize) -> Point {
    let mut force = Point::default();
    let own = tree.bodies()[k].mass;
    tree.each_mass(k, |way, mass| {
        let strength = own * mass / (way.x * way.x + way.y * way.y + SOFTENING);
        force.x -= strength * way.x;
        force.y -= strength * way.y;
    });
    force
}

/// How much more ties and gravity pull for each unit that a node moves.
fn stiffness(network: &Network, node: usize) -> f64 {
    let pulls = network.neighbours(node).iter().map(|neighbour| neighbour.pull);
    GRAVITY * network.masses()[node] + pulls.sum::<f64>()
}

/// How much a force has changed.
fn swing(old: Point, new: Point) -> f64 {
    length(Point { x: new.x - old.x, y: new.y - old.y })
}

/// How much of a force goes on.
fn traction(old: Point, new: Point) -> f64 {
    length(Point { x: new.x + old.x, y: new.y + old.y }) / 2.0
}

/// Not `hypot`, whose last bit differs between machines.
fn length(way: Point) -> f64 {
    (way.x * way.x + way.y * way.y).sqrt()
}

/// Makes the picture as wide as the discs need.
fn scale(points: &mut [Point], radii: &[f64]) {
    let factor = WIDTH * spread(&sunflower(radii)) / spread(points);
    if factor > 0.0 && factor.is_finite() {
        points.iter_mut().for_each(|at| *at = Point { x: factor * at.x, y: factor * at.y });
    }
}

/// The root of the mean squared distance from the middle.
fn spread(points: &[Point]) -> f64 {
    let squares = points.iter().map(|at| at.x * at.x + at.y * at.y);
    (squares.sum::<f64>() / points.len() as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Edges = Vec<(u32, u32, f64)>;

    fn distance(points: &[Point], (a, b): (usize, usize)) -> f64 {
        length(Point { x: points[a].x - points[b].x, y: points[a].y - points[b].y })
    }

    /// The bits of points, where -0 is not 0.
    fn bits(points: &[Point]) -> Vec<(u64, u64)> {
        points.iter().map(|at| (at.x.to_bits(), at.y.to_bits())).collect()
    }

    fn is_finite(points: &[Point]) -> bool {
        points.iter().all(|at| at.x.is_finite() && at.y.is_finite())
    }

    fn width(points: &[Point]) -> f64 {
        points.iter().map(|&at| length(at)).fold(0.0, f64::max)
    }

    fn star(leaves: u32) -> Edges {
        (1..=leaves).map(|leaf| (0, leaf, 1.0)).collect()
    }

    /// All pairs of so many nodes from `first` on.
    fn clique(first: u32, nodes: u32) -> Edges {
        let nodes = first..first + nodes;
        nodes.clone().flat_map(|a| nodes.clone().filter(move |&b| b > a).map(move |b| (a, b, 1.0))).collect()
    }

    fn mean(distances: impl Iterator<Item = f64>) -> f64 {
        let (sum, number) = distances.fold((0.0, 0.0), |(sum, number), next| (sum + next, number + 1.0));
        sum / number
    }

    #[test]
    fn few_nodes_find_a_place() {
        assert!(force_atlas(&[], &[]).is_empty());
        assert_eq!(force_atlas(&[3.0], &[(0, 0, 1.0)]), [Point::default()]);
        let pair = force_atlas(&[3.0, 4.0], &[(0, 1, 1.0)]);
        assert!(distance(&pair, (0, 1)) > 7.0 && width(&pair) < 30.0, "{pair:?}");
    }

    #[test]
    fn cliques_part() {
        // two times twenty, and one edge between them
        let edges = [clique(0, 20), clique(20, 20), vec![(0, 20, 1.0)]].concat();
        let points = force_atlas(&[1.0; 40], &edges);
        let linked = mean(edges.iter().map(|&(a, b, _)| distance(&points, (a as usize, b as usize))));
        let across =
            mean((0..20).flat_map(|a| (21..40).map(move |b| (a, b))).map(|pair| distance(&points, pair)));
        assert!(2.0 * linked < across, "{linked} {across}");
    }

    #[test]
    fn what_nobody_is_linked_to_stays_near() {
        // a star of forty, a pair, ten alone
        let edges = [star(40), vec![(41, 42, 1.0)]].concat();
        let points = force_atlas(&[5.0; 53], &edges);
        assert!(width(&points) < 2.0 * width(&points[..41]), "{points:?}");
    }

    #[test]
    fn a_hub_stands_among_its_leaves() {
        let points = force_atlas(&[1.0; 1001], &star(1000));
        let leaves: Vec<f64> = (1..1001).map(|leaf| distance(&points, (0, leaf))).collect();
        let (nearest, farthest) =
            leaves.iter().fold((f64::MAX, 0.0), |(low, high), &d| (d.min(low), d.max(high)));
        assert!(nearest > 0.4 * farthest, "{nearest} {farthest}");
        assert!(length(points[0]) < 0.1 * farthest, "{:?}", points[0]);
    }

    #[test]
    fn heavy_ties_are_short_and_glue_nobody() {
        // 0 =40= 1 - 2
        let points = force_atlas(&[1.0; 3], &[vec![(0, 1, 1.0); 40], vec![(1, 2, 1.0)]].concat());
        let (heavy, light) = (distance(&points, (0, 1)), distance(&points, (1, 2)));
        assert!(heavy < light && light < 4.0 * heavy, "{heavy} {light}");
    }

    #[test]
    fn without_sizes_and_measure_all_is_finite() {
        let edges: Edges =
            (0..300).map(|n| (n, n * 7 % 300, if n % 2 == 0 { 1e300 } else { 1e-300 })).collect();
        assert!(is_finite(&force_atlas(&[0.0; 300], &edges)));
        let sizes: Vec<f64> = (0..300).map(|n| if n % 9 == 0 { 1e300 } else { 1e-9 }).collect();
        assert!(is_finite(&force_atlas(&sizes, &edges)));
    }

    fn graphs() -> impl Strategy<Value = (Vec<f64>, Edges)> {
        let sizes = proptest::collection::vec(0.0..30.0, 0..90);
        (sizes, proptest::collection::vec((0_u32..100, 0_u32..100, 0.01..50.0), 0..120))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn no_disc_meets_another((sizes, edges) in graphs()) {
            let points = force_atlas(&sizes, &edges);
            prop_assert!(is_finite(&points));
            for a in 0..sizes.len() {
                for b in 0..a {
                    prop_assert!(distance(&points, (a, b)) >= sizes[a] + sizes[b], "{a} {b}");
                }
            }
        }

        #[test]
        fn neither_order_nor_direction_of_edges_moves_anything((sizes, mut edges) in graphs()) {
            let points = bits(&force_atlas(&sizes, &edges));
            prop_assert_eq!(&points, &bits(&force_atlas(&sizes, &edges)));
            edges.reverse();
            edges.iter_mut().step_by(2).for_each(|edge| *edge = (edge.1, edge.0, edge.2));
            prop_assert_eq!(&points, &bits(&force_atlas(&sizes, &edges)));
        }
    }
}
