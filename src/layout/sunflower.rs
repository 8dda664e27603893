//! The seeds of a sunflower: the largest in the middle, each next one a golden angle on and a little further out.

/// A place in the plane; the middle of the picture is (0, 0), y grows upwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

/// The cosine and the sine of the golden angle, π(3 − √5).
const GOLDEN: (f64, f64) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_8);

/// How much room a disc gets; below about 1.25 neighbours of one size would touch.
const SPREAD: f64 = 1.8;

/// Places discs of the given radii, the largest first, ties in the order given (H. Vogel, "A better way to construct
/// the sunflower head", 1979).
///
/// The result is in the order of `sizes`. The largest disc is the middle, and each next one lies where the
/// area of all before it ends, so large discs do not cover small ones. Only sums, products and roots are taken, which every machine rounds alike: same sizes, same
/// points. O(n log n).
///
/// ```
/// use relata::layout::sunflower;
/// let points = sunflower(&[1.0, 9.0, 1.0]);
/// let distance = |n: usize| points[n].x.hypot(points[n].y);
/// assert!(distance(1) == 0.0 && distance(0) < distance(2));
/// ```
#[must_use]
pub fn sunflower(sizes: &[f64]) -> Vec<Point> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|&a, &b| sizes[b].total_cmp(&sizes[a]).then(a.cmp(&b)));
    let mut points = vec![Point::default(); sizes.len()];
    let (mut cos, mut sin, mut area) = (1.0, 0.0, 0.0);
    for (rank, n) in order.into_iter().enumerate() {
        let half = sizes[n] * sizes[n] / 2.0;
        let radius = if rank == 0 { 0.0 } else { SPREAD * f64::sqrt(area + half) };
        points[n] = Point { x: radius * cos, y: radius * sin };
        area += 2.0 * half;
        (cos, sin) = (cos * GOLDEN.0 - sin * GOLDEN.1, sin * GOLDEN.0 + cos * GOLDEN.1);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discs_of_one_size_do_not_touch() {
        let points = sunflower(&[2.0; 300]);
        for (n, a) in points.iter().enumerate() {
            for b in &points[..n] {
                assert!((a.x - b.x).hypot(a.y - b.y) > 4.0, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn the_golden_angle_keeps_its_length_over_many_turns() {
        let points = sunflower(&vec![1.0; 200_000]);
        let last = points[199_999];
        let expected = SPREAD * f64::sqrt(199_999.5);
        assert!((last.x.hypot(last.y) - expected).abs() < 1e-6);
    }
}
