//! Inside an account: its Regions side by side, what is in none of them beside.

use super::arrange::{close, content_of, inside, measure_folded, push_apart};
use super::gather::Tree;
use super::region::{gap_between, hull, place_links};
use super::root::{place_beside, stand};
use crate::geometry::Rect;
use crate::node::NodeKind;
use crate::shape;

/// Size of the inside of an account that owns nothing yet.
const EMPTY: (i32, i32) = (320, 120);

/// Places everything inside an account and gives it its frame.
pub(super) fn arrange_account(tree: &mut Tree, account: usize) {
    if tree.parts.get(account).is_some_and(|part| part.folded.is_some()) {
        measure_folded(tree, account);
        return;
    }
    let children = inside(tree, account);
    let of = |tree: &Tree, wanted: &dyn Fn(NodeKind) -> bool| -> Vec<usize> {
        children
            .iter()
            .copied()
            .filter(|at| tree.parts.get(*at).is_some_and(|part| wanted(part.kind)))
            .collect()
    };
    let boxes = of(tree, &|kind| matches!(kind, NodeKind::Region | NodeKind::Vpc));
    let beside = of(tree, &|kind| kind == NodeKind::Card);
    let gap = gap_between(tree, Some(account)).max(shape::REGION_GAP_IN_ACCOUNT);
    stand(tree, &boxes, gap);
    push_apart(tree, &boxes);
    place_beside(tree, &boxes, &beside);
    place_links(tree, Some(account), &boxes);
    let settled: Vec<usize> = boxes.iter().chain(&beside).copied().collect();
    push_apart(tree, &settled);
    let floor = if children.is_empty() { EMPTY } else { (0, 0) };
    let mut content = content_of(tree, &children, floor.0, floor.1);
    for at in &children {
        content = content.union(&hull_below_head(tree, *at));
    }
    close(tree, account, content);
}

/// The frame of a box with its tiles and their names. What stands out at the top has its room above the boxes.
fn hull_below_head(tree: &Tree, at: usize) -> Rect {
    let hull = hull(tree, at);
    let top = tree.parts.get(at).map_or(hull.y, |part| part.rect().y);
    let y = top.min(hull.y + shape::BORDER_TILE / 2);
    Rect { y, h: hull.bottom() - y, ..hull }
}
