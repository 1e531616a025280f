//! The place of a tile in the middle of a line between two boxes.

use crate::geometry::{Point, Rect};
use crate::shape;

/// Distance between two tiles in one gap.
const STEP: i32 = 72;
/// How far below the upper end of the shared height the first tile stands.
const FROM_TOP: i32 = 96;
/// Distance of a tile from a box when it cannot stand in the middle.
const BESIDE: i32 = 42;

/// The middle of the tile: in the gap between the boxes where there is one, free of what is `taken`. `None` where
/// no place near the boxes is free.
pub(super) fn link_spot(a: &Rect, b: &Rect, taken: &[Rect], name: i32) -> Option<Point> {
    let wanted = wanted_spots(a, b);
    let is_free = |middle: Point| {
        let tile = Rect::new(middle.x, middle.y, 0, 0).grown(shape::BORDER_TILE / 2 + 2);
        let name = Rect::new(middle.x - name / 2, middle.y + 18, name, 18);
        !taken.iter().any(|rect| rect.overlaps(&tile) || rect.overlaps(&name))
    };
    for spot in &wanted {
        for step in 0..24 {
            for sign in [1, -1] {
                for (dx, dy) in [(0, sign * step * STEP / 2), (sign * step * STEP / 2, 0)] {
                    let middle = spot.moved(dx, dy);
                    if is_free(middle) && (step < 6 || spot == wanted.last().unwrap_or(spot)) {
                        return Some(middle);
                    }
                }
            }
        }
    }
    None
}

/// Places to try, best first.
fn wanted_spots(a: &Rect, b: &Rect) -> Vec<Point> {
    let (left, right) = if a.x <= b.x { (a, b) } else { (b, a) };
    let (upper, lower) = if a.y <= b.y { (a, b) } else { (b, a) };
    let gap_x = right.x - left.right();
    let gap_y = lower.y - upper.bottom();
    let top = a.y.max(b.y);
    let shared_y = a.bottom().min(b.bottom()) - top;
    let from = a.x.max(b.x);
    let shared_x = a.right().min(b.right()) - from;
    let y = top + FROM_TOP.min(shared_y / 2);
    if gap_x > 0 && shared_y > 0 {
        return vec![
            Point::new(left.right() + gap_x / 2, y),
            Point::new(left.right() + BESIDE, y),
            Point::new(right.x - BESIDE, y),
        ];
    }
    if gap_y > 0 && shared_x > 0 {
        let x = from + shared_x / 2;
        return vec![
            Point::new(x, upper.bottom() + gap_y / 2),
            Point::new(x, upper.bottom() + BESIDE),
            Point::new(x, lower.y - BESIDE),
        ];
    }
    if gap_x > 0 && gap_y > 0 {
        return vec![
            Point::new(left.right() + gap_x / 2, upper.bottom() + gap_y / 2),
            Point::new(left.right() + BESIDE, left.center().y),
            Point::new(right.x - BESIDE, right.center().y),
        ];
    }
    vec![Point::new(i32::midpoint(a.center().x, b.center().x), i32::midpoint(a.center().y, b.center().y))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_in_the_middle_of_the_gap() {
        let (a, b) = (Rect::new(0, 0, 580, 430), Rect::new(680, 0, 200, 150));
        // The shared height is 150; 75 is its half and less than 96.
        assert_eq!(link_spot(&a, &b, &[a, b], 40), Some(Point::new(630, 75)));
    }

    #[test]
    fn two_links_in_one_gap_keep_apart() {
        let (a, b) = (Rect::new(0, 0, 300, 400), Rect::new(400, 0, 300, 400));
        let first = link_spot(&a, &b, &[a, b], 40).unwrap();
        let tile = Rect::new(first.x - 20, first.y - 18, 40, 54);
        let second = link_spot(&a, &b, &[a, b, tile], 40);
        assert_eq!(first, Point::new(350, 96));
        assert_eq!(second, Some(Point::new(350, 168)));
    }

    #[test]
    fn below_one_another_uses_the_gap_between() {
        let (a, b) = (Rect::new(0, 0, 300, 100), Rect::new(0, 200, 300, 100));
        assert_eq!(link_spot(&a, &b, &[a, b], 40), Some(Point::new(150, 150)));
    }
}
