//! A quadtree over weighted discs: who is near, and what the far ones weigh together.
//!
//! Bodies are sorted along the curve that visits quarter after quarter (G. M. Morton, "A computer oriented geodetic
//! data base and a new technique in file sequencing", IBM, 1966). So a cell is a range of bodies, cells stand in the
//! order of a walk, and each knows where the walk goes on when it is not entered.

use super::Point;
use std::ops::Range;

/// A weighted disc.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    /// Its middle.
    pub at: Point,
    /// What it weighs.
    pub mass: f64,
    /// Half its width.
    pub radius: f64,
    /// Whose it is.
    pub node: usize,
}

/// Bodies, and cells over them.
#[derive(Debug)]
pub(super) struct Quadtree {
    bodies: Vec<Body>,
    cells: Vec<Cell>,
    reaches: Vec<Reach>,
}

/// A square of the plane and the bodies in it.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// The centre of mass.
    at: Point,
    mass: f64,
    /// The square of the distance from which the bodies look like one.
    far: f64,
    start: usize,
    end: usize,
    /// The cell after this one and all in it.
    next: usize,
}

/// What a disc must meet to meet any of a cell: a rectangle around the middles, widened by the largest radius.
#[derive(Debug, Clone, Copy)]
struct Reach {
    low: Point,
    high: Point,
    radius: f64,
}

/// How often the plane is quartered at most: the bits of a coordinate in a key.
const LEVELS: u32 = 31;

/// How many bodies a cell may hold without being divided.
const FULL: usize = 8;

/// A cell looks like one body when its side is less than this share of its distance.
const THETA: f64 = 1.2;

impl Quadtree {
    /// Sorts bodies into cells. O(n log n), however close they are: those that 31 quarterings do not part stay in one
    /// cell, a lump.
    pub fn new(bodies: &[Body]) -> Self {
        let square = Square::around(bodies);
        let mut keyed: Vec<(u64, Body)> = bodies.iter().map(|body| (square.key(body.at), *body)).collect();
        keyed.sort_unstable_by_key(|(key, body)| (*key, body.node));
        let (keys, bodies): (Vec<u64>, Vec<Body>) = keyed.into_iter().unzip();
        let (cells, reaches) = (Vec::with_capacity(keys.len()), Vec::with_capacity(keys.len()));
        let mut tree = Self { bodies, cells, reaches };
        if !keys.is_empty() {
            tree.divide(&keys, (0, keys.len()), (square.side, LEVELS));
        }
        tree
    }

    /// Adds a cell over a range of bodies that agree in all bits above `level`, then the cells in it.
    fn divide(&mut self, keys: &[u64], (start, end): (usize, usize), (mut side, mut level): (f64, u32)) {
        while level > 0 && quarter(keys[start], level) == quarter(keys[end - 1], level) {
            (side, level) = (side / 2.0, level - 1);
        }
        let cell = self.cells.len();
        self.cells.push(Cell::over(&self.bodies, start..end, side));
        self.reaches.push(Reach::over(&self.bodies[start..end]));
        let mut from = start;
        while from < end && level > 0 && end - start > FULL {
            let own = quarter(keys[from], level);
            let to = from + keys[from..end].partition_point(|&key| quarter(key, level) == own);
            self.divide(keys, (from, to), (side / 2.0, level - 1));
            from = to;
        }
        self.cells[cell].next = self.cells.len();
    }

    /// The bodies, in the order of the curve.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// Calls `feel` for each other body, or once for all of a far cell: the way from the `k`th body to it, and what it
    /// weighs (J. Barnes, P. Hut, "A hierarchical O(N log N) force-calculation algorithm", Nature 324, 1986).
    ///
    /// Bodies of one lump do not feel each other. O(log n) calls when bodies are spread evenly.
    pub fn each_mass(&self, k: usize, mut feel: impl FnMut(Point, f64)) {
        let here = self.bodies[k].at;
        let mut c = 0;
        while let Some(cell) = self.cells.get(c) {
            let way = between(here, cell.at);
            c = if squared(way) > cell.far && !(cell.start..cell.end).contains(&k) {
                feel(way, cell.mass);
                cell.next
            } else if cell.is_divided(c) {
                c + 1
            } else {
                let others = cell.few().filter(|&other| other != k).map(|other| &self.bodies[other]);
                others.for_each(|other| feel(between(here, other.at), other.mass));
                cell.next
            };
        }
    }

    /// Calls `meet` with each body after the `k`th whose disc may meet it, by its number in [`Self::bodies`].
    ///
    /// Of a lump, the next few only. O(log n) and the calls.
    pub fn each_near(&self, k: usize, mut meet: impl FnMut(usize)) {
        let body = self.bodies[k];
        let mut c = 0;
        while let Some(cell) = self.cells.get(c) {
            let is_near = cell.end > k + 1 && self.reaches[c].meets(&body);
            c = if is_near && cell.is_divided(c) {
                c + 1
            } else {
                let next = if is_near { cell.start.max(k + 1)..cell.end } else { 0..0 };
                next.take(FULL).for_each(&mut meet);
                cell.next
            };
        }
    }
}

impl Cell {
    fn over(bodies: &[Body], range: Range<usize>, side: f64) -> Self {
        let (mut sum, mut mass) = (Point::default(), 0.0);
        for body in &bodies[range.clone()] {
            sum.x += body.mass * body.at.x;
            sum.y += body.mass * body.at.y;
            mass += body.mass;
        }
        let at = Point { x: sum.x / mass, y: sum.y / mass };
        Self { at, mass, far: side * side / (THETA * THETA), start: range.start, end: range.end, next: 0 }
    }

    /// Whether the cell, the `own`th, is followed by its quarters.
    fn is_divided(&self, own: usize) -> bool {
        self.next != own + 1
    }

    /// The bodies, or none of a lump.
    fn few(&self) -> Range<usize> {
        if self.end - self.start > FULL { 0..0 } else { self.start..self.end }
    }
}

impl Reach {
    fn over(bodies: &[Body]) -> Self {
        let mut reach = Self { low: bodies[0].at, high: bodies[0].at, radius: 0.0 };
        for body in bodies {
            reach.low = Point { x: reach.low.x.min(body.at.x), y: reach.low.y.min(body.at.y) };
            reach.high = Point { x: reach.high.x.max(body.at.x), y: reach.high.y.max(body.at.y) };
            reach.radius = reach.radius.max(body.radius);
        }
        reach
    }

    fn meets(&self, body: &Body) -> bool {
        let room = self.radius + body.radius;
        let across = body.at.x > self.low.x - room && body.at.x < self.high.x + room;
        across && body.at.y > self.low.y - room && body.at.y < self.high.y + room
    }
}

/// The square that holds all bodies.
struct Square {
    low: Point,
    side: f64,
}

impl Square {
    fn around(bodies: &[Body]) -> Self {
        let Some(first) = bodies.first() else { return Self { low: Point::default(), side: 0.0 } };
        let (mut low, mut high) = (first.at, first.at);
        for Body { at, .. } in bodies {
            low = Point { x: low.x.min(at.x), y: low.y.min(at.y) };
            high = Point { x: high.x.max(at.x), y: high.y.max(at.y) };
        }
        Self { low, side: (high.x - low.x).max(high.y - low.y) }
    }

    /// The quarters a point lies in, the widest first, two bits each.
    fn key(&self, at: Point) -> u64 {
        let column = |offset: f64| (offset / self.side * f64::from((1_u32 << LEVELS) - 1)) as u32;
        every_second(column(at.x - self.low.x)) | every_second(column(at.y - self.low.y)) << 1
    }
}

/// Two bits of a key.
fn quarter(key: u64, level: u32) -> u64 {
    key >> (2 * (level - 1)) & 3
}

/// The bits of a number with a gap before each.
fn every_second(bits: u32) -> u64 {
    let mut spread = u64::from(bits);
    spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff;
    spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff;
    spread = (spread | spread << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    spread = (spread | spread << 2) & 0x3333_3333_3333_3333;
    (spread | spread << 1) & 0x5555_5555_5555_5555
}

fn between(from: Point, to: Point) -> Point {
    Point { x: to.x - from.x, y: to.y - from.y }
}

fn squared(way: Point) -> f64 {
    way.x * way.x + way.y * way.y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sunflower;

    fn bodies(discs: &[(f64, f64, f64)]) -> Vec<Body> {
        let discs = discs.iter().enumerate();
        discs.map(|(node, &(x, y, radius))| Body { at: Point { x, y }, mass: 1.0, radius, node }).collect()
    }

    /// How often bodies of a sunflower of `n` feel something, on average.
    fn calls(n: usize) -> f64 {
        let discs: Vec<_> = sunflower(&vec![1.0; n]).iter().map(|at| (at.x, at.y, 1.0)).collect();
        let tree = Quadtree::new(&bodies(&discs));
        let mut calls = 0;
        (0..n).for_each(|k| tree.each_mass(k, |_, _| calls += 1));
        f64::from(calls) / n as f64
    }

    #[test]
    fn what_a_body_feels_grows_with_the_logarithm_of_their_number() {
        let calls = [1_000, 4_000, 16_000].map(calls);
        assert!(calls[0] < 100.0, "{calls:?}");
        assert!(calls[2] - calls[1] < 1.5 * (calls[1] - calls[0]) + 1.0, "{calls:?}");
    }

    #[test]
    fn bodies_that_lie_on_each_other_are_one_lump() {
        let tree = Quadtree::new(&bodies(&[(3.0, 4.0, 1.0); 20_000]));
        assert_eq!(tree.cells.len(), 1);
        tree.each_mass(7, |_, _| panic!("felt"));
        let mut near = Vec::new();
        tree.each_near(7, |other| near.push(other));
        assert_eq!(near, (8..8 + FULL).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_has_no_cells() {
        assert!(Quadtree::new(&[]).cells.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn a_body_feels_all_others_once(
            discs in proptest::collection::vec((-9.0..9.0, -9.0..9.0, 0.0..1.0), 1..200),
        ) {
            let tree = Quadtree::new(&bodies(&discs));
            for k in 0..discs.len() {
                let mut mass = 0.0;
                tree.each_mass(k, |_, felt| mass += felt);
                proptest::prop_assert_eq!(mass, (discs.len() - 1) as f64);
            }
        }

        #[test]
        fn every_pair_that_meets_is_found_once(
            discs in proptest::collection::vec((-9.0..9.0, -9.0..9.0, 0.0..2.0), 1..100),
        ) {
            let tree = Quadtree::new(&bodies(&discs));
            for (k, body) in tree.bodies().iter().enumerate() {
                let meets = |other: &Body| squared(between(body.at, other.at)).sqrt() < body.radius + other.radius;
                let mut found = Vec::new();
                tree.each_near(k, |other| found.push(other));
                found.retain(|&other| meets(&tree.bodies()[other]));
                let all = (k + 1..discs.len()).filter(|&other| meets(&tree.bodies()[other]));
                proptest::prop_assert_eq!(found, all.collect::<Vec<_>>());
            }
        }
    }
}
