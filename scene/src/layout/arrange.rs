//! Sizes and places inside one container: what the arrangements of all containers share.

use netyard_core::ordered::Order;
use std::net::IpAddr;

use netyard_core::model::ResourceId;

use super::gather::Tree;
use super::part::Part;
use super::settle::settle;
use crate::geometry::{Point, Rect};
use crate::node::NodeKind;
use crate::note::note_size;
use crate::shape;
use crate::text_width::{TextStyle, text_width};

/// Gives cards, tiles and notes their sizes.
pub(super) fn measure_leaves(tree: &mut Tree) {
    for part in &mut tree.parts {
        part.frame = match part.kind {
            NodeKind::Card => Rect::new(0, 0, part.card_width(shape::CARD_WIDTH), shape::CARD_HEIGHT),
            NodeKind::BorderTile { .. } | NodeKind::LinkTile => {
                Rect::new(0, 0, shape::BORDER_TILE, shape::BORDER_TILE)
            }
            NodeKind::Note => note_size(&part.meta),
            _ => part.frame,
        };
    }
}

/// The children that lie inside a container: no tiles, nothing hidden.
pub(super) fn inside(tree: &Tree, container: usize) -> Vec<usize> {
    let Some(part) = tree.parts.get(container) else { return Vec::new() };
    let lies_inside = |at: &usize| {
        tree.parts
            .get(*at)
            .is_some_and(|child| !child.hidden && !matches!(child.kind, NodeKind::BorderTile { .. }))
    };
    part.children.iter().copied().filter(lies_inside).collect()
}

/// Gives a part the place of the document, or else the automatic one.
pub(super) fn put(tree: &mut Tree, at: usize, automatic: Point) {
    if let Some(part) = tree.parts.get_mut(at) {
        part.at = part.placed_at().unwrap_or(automatic);
    }
}

/// Pushes siblings apart where a person's placement made them overlap. Placed ones go first and keep their place.
pub(super) fn push_apart(tree: &mut Tree, siblings: &[usize]) {
    let placed = |tree: &Tree, at: usize| tree.parts.get(at).is_some_and(|part| part.placed_at().is_some());
    if !siblings.iter().any(|at| placed(tree, *at)) {
        return;
    }
    let mut order: Vec<usize> = siblings.to_vec();
    order.order_by_key(|at| {
        let rect = tree.parts.get(*at).map(Part::rect).unwrap_or_default();
        (!placed(tree, *at), rect.y, rect.x, *at)
    });
    let before: Vec<Rect> =
        order.iter().map(|at| tree.parts.get(*at).map(Part::rect).unwrap_or_default()).collect();
    let mut after = before.clone();
    settle(&mut after);
    for ((at, before), after) in order.iter().zip(&before).zip(&after) {
        if let Some(part) = tree.parts.get_mut(*at) {
            part.at = part.at.moved(after.x - before.x, after.y - before.y);
        }
    }
}

/// The frame of a container that holds `content` (in coordinates of its inside corner, which it always includes).
pub(super) fn close(tree: &mut Tree, container: usize, content: Rect) {
    let Some(part) = tree.parts.get_mut(container) else { return };
    let insets = part.kind.insets();
    let content = content.union(&Rect::default());
    let (placed_w, placed_h) = part.placed_size();
    let least_w = placed_w.max(part.stretch.0).max(part.header_width());
    let least_h = placed_h.max(part.stretch.1);
    let right = (content.right() + insets.left + insets.right).max(least_w);
    let bottom = (content.bottom() + insets.top + insets.bottom).max(least_h);
    part.frame = Rect::new(content.x, content.y, right - content.x, bottom - content.y);
}

/// The box round the given children, in coordinates of the inside corner; at least `w` by `h`.
pub(super) fn content_of(tree: &Tree, children: &[usize], w: i32, h: i32) -> Rect {
    let rects = children.iter().filter_map(|at| tree.parts.get(*at)).map(Part::rect);
    rects.fold(Rect::new(0, 0, w, h), |all, rect| all.union(&rect))
}

/// Frames of folded containers: a header and one line. VPCs, sites, Regions and accounts are large enough to be read from
/// far away.
pub(super) fn measure_folded(tree: &mut Tree, container: usize) {
    const LINE: i32 = 22;
    if let Some(part) = tree.parts.get_mut(container) {
        let inside = text_width(&part.inside, TextStyle::Meta) + 24;
        let (least_w, least_h) = match part.kind {
            NodeKind::Vpc | NodeKind::Site | NodeKind::Region | NodeKind::Account => shape::FOLDED,
            _ => (shape::CARD_WIDTH, part.kind.header().max(shape::SUBNET_HEADER) + LINE),
        };
        let w = part.header_width().max(inside.min(2 * shape::CARD_WIDTH)).max(least_w);
        let h = least_h;
        part.frame = Rect::new(0, 0, w.max(part.stretch.0), h.max(part.stretch.1));
    }
}

/// Cards in columns, as many as make the block about as wide as it is high.
pub(super) fn arrange_cards(tree: &mut Tree, container: usize) {
    let mut cards = inside(tree, container);
    cards.order_by_key(|at| tree.parts.get(*at).map(card_order));
    let width = cards
        .iter()
        .filter_map(|at| tree.parts.get(*at))
        .map(|part| part.frame.w)
        .max()
        .unwrap_or(shape::CARD_WIDTH);
    let columns = columns_for(cards.len());
    for (nth, at) in cards.iter().enumerate() {
        if let Some(part) = tree.parts.get_mut(*at) {
            part.frame.w = width;
        }
        let (column, row) = (nth % columns, nth / columns);
        let step =
            |count: usize, size: i32| i32::try_from(count).unwrap_or(i32::MAX / 4096).saturating_mul(size);
        let spot = Point::new(
            step(column, width + shape::CARD_GAP),
            step(row, shape::CARD_HEIGHT + shape::CARD_GAP),
        );
        put(tree, *at, spot);
    }
    push_apart(tree, &cards);
    let content = content_of(tree, &cards, shape::CARD_WIDTH, shape::SUBNET_EMPTY);
    close(tree, container, content);
}

/// By address as numbers, then by name. Gateways last: the subnets that send to them lie below.
fn card_order(part: &Part) -> (bool, Option<IpAddr>, String, ResourceId) {
    (part.glyph == "nat", address_in(&part.meta), part.name.clone(), part.key.clone())
}

/// The address at the beginning of the second line of a card.
pub(super) fn address_in(meta: &str) -> Option<IpAddr> {
    meta.split([' ', ',']).next().and_then(|word| word.parse().ok())
}

/// Up to three cards stand below one another; more spread so that the block stays compact.
fn columns_for(cards: usize) -> usize {
    if cards <= 3 {
        return 1;
    }
    let mut columns: usize = 1;
    // A card with its gap is 182 by 50: a block of c columns and r rows is square at c * 182 = r * 50.
    while columns * columns * 182 < cards * 50 * 2 / 3 {
        columns += 1;
    }
    columns.max(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_cards_make_a_compact_block() {
        assert_eq!(columns_for(0), 1);
        assert_eq!(columns_for(3), 1);
        assert_eq!(columns_for(4), 2);
        assert_eq!(columns_for(8), 2);
        // 7 columns of 182 are 1274 wide, 36 rows of 50 are 1800 high.
        assert_eq!(columns_for(250), 7);
    }
}
