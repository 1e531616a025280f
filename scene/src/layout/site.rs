//! On-premises sites: their hosts in columns, the customer gateway on the border, and all of them left of the cloud.

use super::arrange::{arrange_cards, close, content_of, inside, measure_folded, put};
use super::border::{overhang, room_for_tiles};
use super::gather::Tree;
use super::region::hull;
use crate::geometry::{Point, Rect};
use crate::shape;

/// Places everything inside a site and gives it its frame.
pub(super) fn arrange_site(tree: &mut Tree, site: usize) {
    if tree.parts.get(site).is_some_and(|part| part.folded.is_some()) {
        measure_folded(tree, site);
        return;
    }
    arrange_cards(tree, site);
    let children = inside(tree, site);
    let (w, h) = room_for_tiles(tree, site);
    let (left, right, foot) = overhang(tree, site);
    let least = (shape::CARD_WIDTH.max(w), shape::SUBNET_EMPTY.max(h));
    let content = content_of(tree, &children, least.0, least.1);
    close(tree, site, Rect::new(content.x, content.y, content.w + left + right, content.h + foot));
}

/// Stands what is outside of the cloud in a column left of it, one below the other.
pub(super) fn place_left(tree: &mut Tree, boxes: &[usize], sites: &[usize]) {
    // Names of customer gateways stand in the gap.
    let names = sites.iter().filter_map(|at| tree.parts.get(*at)).flat_map(|site| &site.children);
    let names = names.filter_map(|at| tree.parts.get(*at)).map(|tile| tile.tile_name_width() + 70);
    let gap = names.max().unwrap_or(0).max(shape::SITE_GAP);
    let left = boxes.iter().map(|at| hull(tree, *at).x).min().unwrap_or(0) - gap;
    let mut y = 0;
    for site in sites {
        let hull = hull(tree, *site);
        let Some(frame) = tree.parts.get(*site).map(|part| part.frame) else { continue };
        put(tree, *site, Point::new(left - frame.right(), y));
        y += hull.h.max(frame.h) + shape::SITE_STEP;
    }
}
