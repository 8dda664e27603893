//! Discs moved apart until none covers another.

use super::Point;
use super::quadtree::{Body, Quadtree};

/// Discs nearer than this, in sums of their radii, are moved apart ...
const NEAR: f64 = 1.25;

/// ... to this.
const ROOM: f64 = 1.5;

/// How much the picture grows in each round, so that crowded places find room in the end.
const GROWTH: f64 = 1.01;

/// Moves discs apart that overlap or nearly touch, in at most so many rounds of O(n log n).
///
/// In each round every near pair is parted along the line between its middles, the larger disc moving less; then the
/// picture grows by a hundredth. It ends when no pair is near, which takes some dozen rounds when there is room for
/// all. Only the four operations and roots are used, pair after pair: same discs, same places.
pub(super) fn move_apart(points: &mut [Point], radii: &[f64], rounds: usize) {
    for _ in 0..rounds {
        if !push(points, radii) {
            return;
        }
        for at in points.iter_mut() {
            *at = Point { x: GROWTH * at.x, y: GROWTH * at.y };
        }
    }
}

/// One round; whether any pair was near.
fn push(points: &mut [Point], radii: &[f64]) -> bool {
    let tree = Quadtree::new(&widened(points, radii));
    let mut is_near = false;
    for (k, body) in tree.bodies().iter().enumerate() {
        tree.each_near(k, |other| {
            is_near |= part(points, radii, (body.node, tree.bodies()[other].node));
        });
    }
    is_near
}

fn widened(points: &[Point], radii: &[f64]) -> Vec<Body> {
    let discs = points.iter().zip(radii).enumerate();
    discs.map(|(node, (&at, &radius))| Body { at, mass: 1.0, radius: NEAR * radius, node }).collect()
}

/// Parts two discs if they are near; whether they were.
fn part(points: &mut [Point], radii: &[f64], (one, other): (usize, usize)) -> bool {
    let (a, b, reach) = (points[one], points[other], radii[one] + radii[other]);
    let (x, y) = (b.x - a.x, b.y - a.y);
    let distance = (x * x + y * y).sqrt();
    if distance >= NEAR * reach {
        return false;
    }
    let (x, y) = if distance > 0.0 { (x / distance, y / distance) } else { (1.0, 0.0) };
    let lack = ROOM * reach - distance;
    let (back, on) = (lack * (radii[other] / reach), lack * (radii[one] / reach));
    points[one] = Point { x: a.x - back * x, y: a.y - back * y };
    points[other] = Point { x: b.x + on * x, y: b.y + on * y };
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discs_that_have_room_stay() {
        let points = [Point { x: 0.0, y: 0.0 }, Point { x: 2.5, y: 0.0 }];
        let mut moved = points;
        move_apart(&mut moved, &[1.0, 1.0], 9);
        assert_eq!(moved, points);
    }

    #[test]
    fn the_larger_disc_moves_less() {
        let mut points = [Point { x: 0.0, y: 0.0 }, Point { x: 1.0, y: 0.0 }];
        assert!(push(&mut points, &[3.0, 1.0]));
        assert_eq!(points, [Point { x: -1.25, y: 0.0 }, Point { x: 4.75, y: 0.0 }]);
    }

    #[test]
    fn points_without_width_may_lie_on_each_other() {
        let mut points = [Point::default(); 3];
        move_apart(&mut points, &[0.0; 3], 9);
        assert_eq!(points, [Point::default(); 3]);
    }

    proptest::proptest! {
        #[test]
        fn in_the_end_no_disc_meets_another(
            discs in proptest::collection::vec((0_i8..9, 0_i8..9, 0.1..20.0), 0..60),
        ) {
            let (mut points, mut radii) = (Vec::new(), Vec::new());
            for (x, y, radius) in discs {
                points.push(Point { x: x.into(), y: y.into() });
                radii.push(radius);
            }
            move_apart(&mut points, &radii, 500);
            proptest::prop_assert!(!push(&mut points, &radii));
        }
    }
}
