//! Curves through the vertices of a line, for coasts and rivers seen from near.

use arrow_war_map::carto::Xy;

/// A chord that keeps this close to the curve stands for it, kilometres: about a unit of a close-up.
const NEAR_KM: f64 = 0.012;

/// The line with its bends rounded: a centripetal Catmull-Rom spline (Yuksel and others, "Parameterization and
/// applications of Catmull-Rom curves", 2011), which passes every vertex and makes no loop. No vertex comes twice
/// in a row; a closed line does not repeat its first.
pub fn rounded(line: &[Xy], closed: bool) -> Vec<Xy> {
    let count = line.len();
    if count < 3 {
        return line.to_vec();
    }
    let vertex = |index: isize| match closed {
        true => line[index.rem_euclid(count as isize) as usize],
        // Before the first and after the last the line goes straight on.
        false if index < 0 => line[1].toward(line[0], 2.0),
        false if index as usize == count => line[count - 2].toward(line[count - 1], 2.0),
        false => line[index as usize],
    };
    let mut curve = vec![line[0]];
    for from in 0..(count - usize::from(!closed)) as isize {
        let around = [-1, 0, 1, 2].map(|step| vertex(from + step));
        flatten(&around, 0.0, 1.0, &mut curve);
        curve.push(around[2]);
    }
    if closed {
        curve.pop();
    }
    curve
}

/// Appends the points that are wanted strictly between two of a curve.
fn flatten(around: &[Xy; 4], from: f64, to: f64, curve: &mut Vec<Xy>) {
    let at = |part: f64| point(around, from + part * (to - from));
    let (start, end) = (at(0.0), at(1.0));
    if [0.25, 0.5, 0.75]
        .iter()
        .all(|part| off(at(*part), start, end) < NEAR_KM)
    {
        return;
    }
    let middle = from + 0.5 * (to - from);
    flatten(around, from, middle, curve);
    curve.push(point(around, middle));
    flatten(around, middle, to, curve);
}

/// The point at `part` (0–1) between the second and the third vertex (Barry and Goldman's pyramid).
fn point(around: &[Xy; 4], part: f64) -> Xy {
    let mut knots = [0.0; 4];
    for index in 1..4 {
        knots[index] = knots[index - 1] + around[index - 1].distance(around[index]).sqrt();
    }
    let at = knots[1] + part * (knots[2] - knots[1]);
    let blend = |a: (Xy, f64), b: (Xy, f64)| a.0.toward(b.0, (at - a.1) / (b.1 - a.1));
    let [p0, p1, p2, p3] = *around;
    let [t0, t1, t2, t3] = knots;
    let (a, b, c) = (
        blend((p0, t0), (p1, t1)),
        blend((p1, t1), (p2, t2)),
        blend((p2, t2), (p3, t3)),
    );
    let (ab, bc) = (blend((a, t0), (b, t2)), blend((b, t1), (c, t3)));
    blend((ab, t1), (bc, t2))
}

/// How far a point lies from a chord.
fn off(point: Xy, start: Xy, end: Xy) -> f64 {
    let chord = start.distance(end);
    let cross = (end.x - start.x) * (point.y - start.y) - (end.y - start.y) * (point.x - start.x);
    match chord > 0.0 {
        true => cross.abs() / chord,
        false => point.distance(start),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<Xy> {
        points.iter().map(|(x, y)| Xy { x: *x, y: *y }).collect()
    }

    #[test]
    fn a_straight_line_stays_as_it_is() {
        let straight = line(&[(0.0, 0.0), (1.0, 1.0), (5.0, 5.0)]);
        assert_eq!(rounded(&straight, false), straight);
        assert_eq!(rounded(&straight[..2], false), straight[..2]);
        assert_eq!(rounded(&[], true), []);
    }

    #[test]
    fn every_vertex_is_passed_and_no_turn_between_is_sharp() {
        let zigzag = line(&[(0.0, 0.0), (1.0, 1.0), (2.0, 0.0), (3.0, 1.0)]);
        let square = line(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        for (sharp, closed) in [(zigzag, false), (square, true)] {
            let curve = rounded(&sharp, closed);
            assert!(sharp.iter().all(|vertex| curve.contains(vertex)));
            let turn = |around: &[Xy]| {
                let [a, b, c] = [around[0], around[1], around[2]];
                let cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
                let dot = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
                cross.atan2(dot).abs().to_degrees()
            };
            assert!(curve.windows(3).map(turn).all(|turn| turn < 45.0));
        }
    }

    #[test]
    fn a_short_step_beside_a_long_one_makes_no_loop() {
        let coast = line(&[(0.0, 0.0), (10.0, 0.0), (10.02, 0.02), (0.0, 1.0)]);
        let curve = rounded(&coast, false);
        let bounds = |xy: &Xy| (-0.1..10.5).contains(&xy.x) && (-0.5..1.5).contains(&xy.y);
        assert!(curve.iter().all(bounds), "{curve:?}");
    }

    #[test]
    fn a_ring_is_rounded_wherever_it_begins() {
        let ring = line(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]);
        let turned = line(&[(1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]);
        let (a, mut b) = (rounded(&ring, true), rounded(&turned, true));
        b.rotate_right(a.iter().position(|xy| *xy == turned[0]).unwrap());
        assert_eq!(a, b);
    }
}
