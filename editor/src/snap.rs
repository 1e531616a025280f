//! Snapping to the edges and middles of what stands around, else to the grid.

use netyard_scene::{Point, Rect};

use crate::overlay::Guide;

/// One step of the grid, in drawing units.
pub const GRID: i32 = 10;
/// How near a line must be to catch, in screen pixels.
const CATCH: f64 = 6.0;
/// The most neighbours that are looked at.
const MOST_NEIGHBOURS: usize = 120;

/// The nearest line of the grid.
pub(crate) fn to_grid(value: i32) -> i32 {
    (value + GRID / 2).div_euclid(GRID) * GRID
}

/// A frame after snapping.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Snapped {
    /// How much further it moves, across.
    pub(crate) dx: i32,
    /// How much further it moves, down.
    pub(crate) dy: i32,
    /// The lines that caught it.
    pub(crate) guides: Vec<Guide>,
}

/// Snaps a frame to its neighbours, and where none is near, to the grid counted from `origin`.
pub(crate) fn snap(frame: Rect, neighbours: &[Rect], origin: Point, zoom: f64) -> Snapped {
    let catch = crate::camera::whole(CATCH / zoom).max(1);
    let neighbours = neighbours.get(..neighbours.len().min(MOST_NEIGHBOURS)).unwrap_or_default();
    let across =
        nearest(lines_across(&frame), neighbours.iter().map(|rect| (lines_across(rect), *rect)), catch);
    let down = nearest(lines_down(&frame), neighbours.iter().map(|rect| (lines_down(rect), *rect)), catch);
    let grid = |value: i32, origin: i32| to_grid(value - origin) + origin - value;
    let dx = across.as_ref().map_or_else(|| grid(frame.x, origin.x), |found| found.by);
    let dy = down.as_ref().map_or_else(|| grid(frame.y, origin.y), |found| found.by);
    let moved = frame.moved(dx, dy);
    let mut guides = Vec::new();
    if let Some(found) = across {
        let span = moved.union(&found.neighbour);
        guides
            .push(Guide { from: Point::new(found.line, span.y), to: Point::new(found.line, span.bottom()) });
    }
    if let Some(found) = down {
        let span = moved.union(&found.neighbour);
        guides.push(Guide { from: Point::new(span.x, found.line), to: Point::new(span.right(), found.line) });
    }
    Snapped { dx, dy, guides }
}

/// A line that caught.
struct Caught {
    by: i32,
    line: i32,
    neighbour: Rect,
}

fn lines_across(rect: &Rect) -> [i32; 3] {
    [rect.x, rect.center().x, rect.right()]
}

fn lines_down(rect: &Rect) -> [i32; 3] {
    [rect.y, rect.center().y, rect.bottom()]
}

fn nearest(own: [i32; 3], others: impl Iterator<Item = ([i32; 3], Rect)>, catch: i32) -> Option<Caught> {
    let mut best: Option<Caught> = None;
    for (lines, neighbour) in others {
        // Edges meet edges and middles meet middles: other pairs look like chance.
        for (nth, line) in lines.into_iter().enumerate() {
            for (own_nth, from) in own.into_iter().enumerate() {
                let by = line - from;
                let alike = (nth == 1) == (own_nth == 1);
                if alike && by.abs() <= catch && best.as_ref().is_none_or(|best| by.abs() < best.by.abs()) {
                    best = Some(Caught { by, line, neighbour });
                }
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catches_the_edge_of_a_neighbour_and_shows_the_line() {
        let snapped = snap(Rect::new(103, 200, 50, 40), &[Rect::new(100, 0, 174, 42)], Point::default(), 1.0);
        assert_eq!((snapped.dx, snapped.dy), (-3, 0));
        assert_eq!(snapped.guides, [Guide { from: Point::new(100, 0), to: Point::new(100, 240) }]);
    }

    #[test]
    fn without_neighbours_the_grid_catches() {
        let snapped = snap(Rect::new(104, 206, 50, 40), &[], Point::new(2, 0), 1.0);
        assert_eq!((snapped.dx, snapped.dy), (-2, 4));
        assert_eq!(snapped.guides, []);
    }

    #[test]
    fn the_grid_is_even_on_both_sides_of_zero() {
        assert_eq!([-16, -15, -4, 4, 5, 14].map(to_grid), [-20, -10, 0, 0, 10, 10]);
    }
}
