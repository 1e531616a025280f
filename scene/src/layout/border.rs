//! Gateways sit on the border of what they join: those to the internet on the top edge, those to sites at the left,
//! the others at the right.

use netyard_core::ordered::Order;
use std::collections::BTreeSet;

use netyard_core::model::Placement;

use super::gather::Tree;
use super::part::Part;
use crate::geometry::{Point, Rect, Side};
use crate::node::NodeKind;
use crate::shape;

/// Distance from a corner to the middle of the nearest tile.
const CORNER: i32 = shape::BORDER_TILE / 2 + shape::VPC_RADIUS;
/// How often a tile is pushed along before it goes behind the last one.
const PUSHES_MOST: usize = 16;
/// Distance between the middles of tiles on the right side.
const STEP_DOWN: i32 = 64;
/// Distance from the foot to the middle of the first endpoint.
const FIRST_FROM_FOOT: i32 = 68;
/// Space between the text in the header and the first tile.
const AFTER_HEADER: i32 = 14;

/// The side that a tile takes by itself: the internet is above, sites are at the left.
fn usual_side(part: &Part) -> Side {
    match part.glyph {
        "igw" | "eigw" | "bpa" => Side::Top,
        "vgw" => Side::Left,
        _ => Side::Right,
    }
}

/// The tiles of a container.
fn tiles(tree: &Tree, container: usize) -> Vec<usize> {
    let is_tile =
        |at: &usize| tree.parts.get(*at).is_some_and(|part| matches!(part.kind, NodeKind::BorderTile { .. }));
    let children = tree.parts.get(container).map(|part| part.children.as_slice()).unwrap_or_default();
    children.iter().copied().filter(is_tile).collect()
}

fn automatic(tree: &Tree, container: usize, side: Side) -> Vec<usize> {
    let mut found: Vec<usize> = tiles(tree, container)
        .into_iter()
        .filter(|at| {
            tree.parts.get(*at).is_some_and(|part| {
                !matches!(part.placement, Some(Placement::Border { .. })) && usual_side(part) == side
            })
        })
        .collect();
    // Internet gateways first: they take the middle.
    found.order_by_key(|at| (tree.parts.get(*at).is_some_and(|part| part.glyph != "igw"), *at));
    found
}

/// The size of the inside that leaves room for the tiles on the border.
pub(super) fn room_for_tiles(tree: &Tree, container: usize) -> (i32, i32) {
    let Some(part) = tree.parts.get(container) else { return (0, 0) };
    let insets = part.kind.insets();
    let top = automatic(tree, container, Side::Top);
    let mut w = 0;
    if !top.is_empty() {
        let between: i32 = top.iter().rev().skip(1).map(|at| step_right(tree, *at)).sum();
        w = first_top(part) + between + CORNER - insets.left - insets.right;
    }
    let beside = [Side::Left, Side::Right].map(|side| automatic(tree, container, side).len());
    let beside = i32::try_from(beside.into_iter().max().unwrap_or(0)).unwrap_or(0);
    let h = if beside == 0 {
        0
    } else {
        shape::VPC_HEADER + CORNER + (beside - 1) * STEP_DOWN + FIRST_FROM_FOOT - insets.top - insets.bottom
    };
    (w, h)
}

/// Room that the tiles on the left, right and lower side need inside, beyond the padding: they reach in by half.
pub(super) fn overhang(tree: &Tree, container: usize) -> (i32, i32, i32) {
    let needed = shape::BORDER_TILE / 2 + 2 - shape::VPC_PADDING;
    let sides: Vec<Side> = tiles(tree, container)
        .into_iter()
        .filter_map(|at| tree.parts.get(at))
        .map(|tile| match tile.placement {
            Some(Placement::Border { side, .. }) => side_of(side),
            _ => usual_side(tile),
        })
        .collect();
    let room = |side: Side| if sides.contains(&side) { needed } else { 0 };
    (room(Side::Left), room(Side::Right), room(Side::Bottom))
}

/// The least x of the middle of the first tile on the top edge: behind the text of the header.
fn first_top(container: &Part) -> i32 {
    container.header_width() - 10 + AFTER_HEADER + shape::BORDER_TILE / 2
}

/// Distance to the next tile on the top edge: the name of this one stands between.
fn step_right(tree: &Tree, tile: usize) -> i32 {
    let name = tree.parts.get(tile).map_or(0, Part::tile_name_width);
    shape::BORDER_TILE_STEP.max(shape::BORDER_TILE + 8 + name + 16)
}

/// Places the tiles of a container whose frame is known.
pub(super) fn place_tiles(tree: &mut Tree, container: usize) {
    let Some(part) = tree.parts.get(container) else { return };
    let frame = part.frame;
    let insets = part.kind.insets();
    let mut taken = Taken::new();
    let mut spots: Vec<(usize, Side, Point)> = Vec::new();
    for at in tiles(tree, container) {
        if let Some(Placement::Border { side, at: share }) =
            tree.parts.get(at).and_then(|tile| tile.placement)
        {
            let side = side_of(side);
            spots.push((at, side, free_spot(&mut taken, &frame, side, along(&frame, side, share))));
        }
    }
    let top = automatic(tree, container, Side::Top);
    let between: i32 = top.iter().rev().skip(1).map(|at| step_right(tree, *at)).sum();
    let mut x = (frame.center().x - between / 2).max(frame.x + first_top(part).min(frame.w - CORNER));
    for at in top {
        // What blocks the ways to the internet stands beside them, at the end of the edge.
        let name = tree.parts.get(at).map_or(0, Part::tile_name_width);
        let is_barrier = tree.parts.get(at).is_some_and(|tile| tile.glyph == "bpa");
        let wanted = if is_barrier { frame.right() - CORNER - shape::BORDER_TILE / 2 - name - 16 } else { x };
        spots.push((at, Side::Top, free_spot(&mut taken, &frame, Side::Top, Point::new(wanted, frame.y))));
        x += step_right(tree, at);
    }
    let mut from_foot = frame.bottom() - FIRST_FROM_FOOT;
    let mut from_head = frame.y + shape::VPC_HEADER + CORNER + 40;
    for at in automatic(tree, container, Side::Right) {
        let is_endpoint = tree.parts.get(at).is_some_and(|tile| tile.glyph == "vpceg");
        let y = if is_endpoint { &mut from_foot } else { &mut from_head };
        let wanted = Point::new(frame.right(), *y);
        *y += if is_endpoint { -STEP_DOWN } else { STEP_DOWN };
        spots.push((at, Side::Right, free_spot(&mut taken, &frame, Side::Right, wanted)));
    }
    let mut from_head = frame.y + shape::VPC_HEADER + CORNER + 40;
    for at in automatic(tree, container, Side::Left) {
        let wanted = Point::new(frame.x, from_head);
        spots.push((at, Side::Left, free_spot(&mut taken, &frame, Side::Left, wanted)));
        from_head += STEP_DOWN;
    }
    for (at, side, middle) in spots {
        if let Some(tile) = tree.parts.get_mut(at) {
            tile.kind = NodeKind::BorderTile { side };
            let half = shape::BORDER_TILE / 2;
            tile.at = middle.moved(-half - insets.left, -half - insets.top);
        }
    }
}

/// The point at a share of a side, in thousandths.
fn along(frame: &Rect, side: Side, share: i32) -> Point {
    let share = i64::from(share.clamp(0, 1000));
    let part = |length: i32| i32::try_from(i64::from(length) * share / 1000).unwrap_or(length);
    match side {
        Side::Top => Point::new(frame.x + part(frame.w), frame.y),
        Side::Bottom => Point::new(frame.x + part(frame.w), frame.bottom()),
        Side::Left => Point::new(frame.x, frame.y + part(frame.h)),
        Side::Right => Point::new(frame.right(), frame.y + part(frame.h)),
    }
}

/// The share of a side, in thousandths, at which a point lies: what a dragged tile is saved as.
pub fn share_along(frame: &Rect, side: Side, point: Point) -> i32 {
    let (from, length) =
        if side.is_horizontal() { (point.x - frame.x, frame.w) } else { (point.y - frame.y, frame.h) };
    let share = i64::from(from) * 1000 / i64::from(length.max(1));
    i32::try_from(share.clamp(0, 1000)).unwrap_or(0)
}

/// The tiles of one container by side and by the coordinate of their middles along it.
type Taken = BTreeSet<(Side, i32)>;

/// The wanted middle of a tile, kept off the corners and moved along its side until it lies on no other tile.
fn free_spot(taken: &mut Taken, frame: &Rect, side: Side, wanted: Point) -> Point {
    let across = side.is_horizontal();
    let (low, high) = if across { (frame.x, frame.right()) } else { (frame.y, frame.bottom()) };
    let wanted_along = if across { wanted.x } else { wanted.y };
    let mut along = wanted_along.min(high - CORNER).max(low + CORNER);
    let mut pushes = 0;
    while let Some((_, other)) =
        taken.range((side, along - shape::BORDER_TILE + 1)..(side, along + shape::BORDER_TILE)).next()
    {
        along = other + shape::BORDER_TILE_STEP;
        pushes += 1;
        // Where thousands share a spot, the next one goes behind the last.
        if pushes > PUSHES_MOST
            && let Some((_, last)) = taken.range((side, i32::MIN)..=(side, i32::MAX)).next_back()
        {
            along = last + shape::BORDER_TILE_STEP;
        }
    }
    taken.insert((side, along));
    if across { Point::new(along, wanted.y) } else { Point::new(wanted.x, along) }
}

/// A side as the document names it.
pub(super) fn side_of(side: netyard_core::model::Side) -> Side {
    match side {
        netyard_core::model::Side::Top => Side::Top,
        netyard_core::model::Side::Right => Side::Right,
        netyard_core::model::Side::Bottom => Side::Bottom,
        netyard_core::model::Side::Left => Side::Left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_points_agree() {
        let frame = Rect::new(100, 50, 400, 200);
        assert_eq!(along(&frame, Side::Top, 250), Point::new(200, 50));
        assert_eq!(along(&frame, Side::Right, 500), Point::new(500, 150));
        assert_eq!(share_along(&frame, Side::Top, Point::new(200, 50)), 250);
        assert_eq!(share_along(&frame, Side::Right, Point::new(500, 150)), 500);
        assert_eq!(share_along(&frame, Side::Right, Point::new(500, 999)), 1000);
    }

    #[test]
    fn tiles_on_one_spot_stand_side_by_side() {
        let frame = Rect::new(0, 0, 400, 200);
        let mut taken = Taken::new();
        let first = free_spot(&mut taken, &frame, Side::Top, Point::new(200, 0));
        let second = free_spot(&mut taken, &frame, Side::Top, Point::new(200, 0));
        assert_eq!((first, second), (Point::new(200, 0), Point::new(252, 0)));
    }

    #[test]
    fn a_tile_keeps_off_the_corners() {
        let frame = Rect::new(0, 0, 400, 200);
        assert_eq!(
            free_spot(&mut Taken::new(), &frame, Side::Right, Point::new(400, 0)),
            Point::new(400, 30)
        );
    }
}
