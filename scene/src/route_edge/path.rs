//! Lines as SVG path data.

use std::fmt::Write as _;

use crate::geometry::Point;

/// The path of a line with rounded corners. A corner is smaller where its pieces are too short for the radius.
pub fn rounded_path(points: &[Point], radius: i32) -> String {
    let mut path = String::with_capacity(points.len() * 24);
    let Some(first) = points.first() else { return path };
    // Writing to a string cannot fail.
    let _ = write!(path, "M{} {}", first.x, first.y);
    for window in points.windows(3) {
        let [before, corner, after] = window else { continue };
        let room = before.distance(*corner).min(corner.distance(*after)) / 2;
        let r = radius.min(room);
        if r < 1 {
            let _ = write!(path, "L{} {}", corner.x, corner.y);
            continue;
        }
        let start = towards(*corner, *before, r);
        let end = towards(*corner, *after, r);
        let _ = write!(path, "L{} {}Q{} {} {} {}", start.x, start.y, corner.x, corner.y, end.x, end.y);
    }
    if let [_, .., last] = points {
        let _ = write!(path, "L{} {}", last.x, last.y);
    }
    path
}

/// The point `by` away from `from` in the direction of `to`, along the axis of their piece.
fn towards(from: Point, to: Point, by: i32) -> Point {
    Point::new(from.x + (to.x - from.x).signum() * by, from.y + (to.y - from.y).signum() * by)
}

/// The line `by` to the left of the way along `points` (negative: to the right). Corners stay corners.
pub fn parallel(points: &[Point], by: i32) -> Vec<Point> {
    let shift = |a: Point, b: Point| Point::new((b.y - a.y).signum() * by, -(b.x - a.x).signum() * by);
    let mut line = Vec::with_capacity(points.len());
    for (at, point) in points.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| points.get(at)).map(|from| shift(*from, *point));
        let after = points.get(at + 1).map(|to| shift(*point, *to));
        // At a corner one piece shifts x and the other y; at an end there is one piece.
        let (dx, dy) = match (before, after) {
            (Some(a), Some(b)) => (if a.x == 0 { b.x } else { a.x }, if a.y == 0 { b.y } else { a.y }),
            (Some(only), None) | (None, Some(only)) => (only.x, only.y),
            (None, None) => (0, 0),
        };
        line.push(point.moved(dx, dy));
    }
    line
}

/// A line without points that lie on the straight between their neighbours, and without doubled points.
pub(crate) fn simplified(points: &[Point]) -> Vec<Point> {
    let mut line: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if line.last() == Some(point) {
            continue;
        }
        if let [.., a, b] = line.as_slice()
            && ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
        {
            line.pop();
        }
        line.push(*point);
    }
    line
}

/// Length along the line.
pub fn length(points: &[Point]) -> i32 {
    points.windows(2).map(|pair| if let [a, b] = pair { a.distance(*b) } else { 0 }).sum()
}

/// The point `along` from the start of the line, and whether the line runs across there.
pub fn point_along(points: &[Point], along: i32) -> Option<(Point, bool)> {
    let mut left = along.max(0);
    for pair in points.windows(2) {
        let [a, b] = pair else { continue };
        let piece = a.distance(*b);
        if left <= piece {
            return Some((towards(*a, *b, left), a.y == b.y));
        }
        left -= piece;
    }
    points.last().map(|last| (*last, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORNER: [Point; 3] = [Point::new(0, 0), Point::new(100, 0), Point::new(100, 50)];

    #[test]
    fn corners_are_rounded() {
        assert_eq!(rounded_path(&CORNER, 7), "M0 0L93 0Q100 0 100 7L100 50");
        assert_eq!(rounded_path(&CORNER[..2], 7), "M0 0L100 0");
        assert_eq!(rounded_path(&[], 7), "");
    }

    #[test]
    fn short_pieces_have_smaller_corners() {
        let line = [Point::new(0, 0), Point::new(8, 0), Point::new(8, 50)];
        assert_eq!(rounded_path(&line, 7), "M0 0L4 0Q8 0 8 4L8 50");
    }

    #[test]
    fn a_parallel_line_keeps_its_distance_round_corners() {
        assert_eq!(parallel(&CORNER, 3), [Point::new(0, -3), Point::new(103, -3), Point::new(103, 50)]);
        assert_eq!(parallel(&CORNER, -3), [Point::new(0, 3), Point::new(97, 3), Point::new(97, 50)]);
    }

    #[test]
    fn points_on_a_straight_are_dropped() {
        let line = [Point::new(0, 0), Point::new(5, 0), Point::new(5, 0), Point::new(9, 0), Point::new(9, 4)];
        assert_eq!(simplified(&line), [Point::new(0, 0), Point::new(9, 0), Point::new(9, 4)]);
    }

    #[test]
    fn finds_the_point_at_a_distance() {
        assert_eq!(point_along(&CORNER, 120), Some((Point::new(100, 20), false)));
        assert_eq!(point_along(&CORNER, 999), Some((Point::new(100, 50), true)));
        assert_eq!(length(&CORNER), 150);
    }
}
