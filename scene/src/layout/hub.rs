//! Transit gateways in their Region: below the VPCs where these stand in one row, else in a column left of the rows,
//! where the lines of all rows run together.

use super::arrange::put;
use super::border::place_tiles;
use super::gather::Tree;
use super::part::Part;
use super::region::pieces;
use crate::geometry::{Point, Rect};
use crate::shape::{CARD_GAP, HUB_GAP};

/// Places the transit gateways of a Region whose VPCs have their places, and moves VPCs that nobody placed aside
/// where these stand in several rows.
pub(super) fn place_hubs(tree: &mut Tree, region: usize, vpcs: &[usize]) {
    let hubs: Vec<(usize, Vec<usize>)> = tree
        .hubs
        .iter()
        .filter(|(hub, _)| {
            tree.parts.get(*hub).is_some_and(|part| part.parent == Some(region) && !part.hidden)
        })
        .cloned()
        .collect();
    let Some(width) = hubs.iter().filter_map(|(hub, _)| tree.parts.get(*hub)).map(|hub| hub.frame.w).max()
    else {
        return;
    };
    let is_placed = |at: &usize| tree.parts.get(*at).is_some_and(|part| part.placed_at().is_some());
    if !is_one_row(tree, vpcs) && !vpcs.iter().any(is_placed) {
        make_room(tree, vpcs, width + HUB_GAP);
        in_a_column(tree, &hubs, vpcs);
    } else {
        below(tree, &hubs, vpcs);
    }
}

/// Whether all these stand beside one another.
fn is_one_row(tree: &Tree, vpcs: &[usize]) -> bool {
    let rects = || vpcs.iter().filter_map(|at| tree.parts.get(*at)).map(Part::rect);
    let lowest_head = rects().map(|rect| rect.y).max();
    let highest_foot = rects().map(|rect| rect.bottom()).min();
    lowest_head.zip(highest_foot).is_none_or(|(head, foot)| head < foot)
}

/// Moves the rows to the right, and makes the VPCs of a row equally high: their lines run in the lane below them.
fn make_room(tree: &mut Tree, vpcs: &[usize], room: i32) {
    let rows: Vec<(usize, Rect)> =
        vpcs.iter().filter_map(|at| Some((*at, tree.parts.get(*at)?.rect()))).collect();
    for (at, rect) in &rows {
        let foot = rows.iter().filter(|(_, other)| other.y == rect.y).map(|(_, other)| other.bottom()).max();
        if let Some(part) = tree.parts.get_mut(*at) {
            part.at.x += room;
            if part.folded.is_none() {
                part.frame.h += foot.map_or(0, |foot| foot - rect.bottom());
            }
        }
        place_tiles(tree, *at);
    }
}

/// One above the other at the left, in the middle of the rows.
fn in_a_column(tree: &mut Tree, hubs: &[(usize, Vec<usize>)], vpcs: &[usize]) {
    let all = bounds(tree, vpcs);
    let height = |tree: &Tree, hub: usize| tree.parts.get(hub).map_or(0, |hub| hub.frame.h) + HUB_GAP;
    let total: i32 = hubs.iter().map(|(hub, _)| height(tree, *hub)).sum::<i32>() - HUB_GAP;
    let mut y = all.center().y - total / 2;
    for (hub, _) in hubs {
        put(tree, *hub, Point::new(0, y));
        y += height(tree, *hub);
    }
}

/// Below everything, each in the middle of what it joins.
fn below(tree: &mut Tree, hubs: &[(usize, Vec<usize>)], vpcs: &[usize]) {
    let all = bounds(tree, vpcs);
    let names = vpcs.iter().filter_map(|at| tree.parts.get(*at));
    let foot = names.map(|vpc| vpc.rect().bottom() + vpc.below.1).max().unwrap_or(0).max(all.bottom());
    let y = if vpcs.is_empty() { 0 } else { foot + HUB_GAP };
    let mut taken: Vec<Rect> = Vec::new();
    for (hub, joined) in hubs {
        let Some(size) = tree.parts.get(*hub).map(|hub| hub.frame) else { continue };
        let here: Vec<usize> = joined.iter().copied().filter(|vpc| vpcs.contains(vpc)).collect();
        let span = if here.is_empty() { all } else { bounds(tree, &here) };
        let mut rect = size.moved((span.center().x - size.w / 2).max(0), y);
        while let Some(other) = taken.iter().find(|other| other.overlaps(&rect)) {
            rect.x = other.right() + 4 * CARD_GAP;
        }
        taken.push(rect);
        put(tree, *hub, Point::new(rect.x, rect.y));
    }
}

/// The box round some VPCs with what stands on their borders.
fn bounds(tree: &Tree, vpcs: &[usize]) -> Rect {
    vpcs.iter().flat_map(|at| pieces(tree, *at)).reduce(|all, rect| all.union(&rect)).unwrap_or_default()
}
