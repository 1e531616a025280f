//! The drawing itself: accounts and Regions side by side, the internet above, what has no container beside.

use super::arrange::{inside, push_apart, put};
use super::gather::Tree;
use super::part::Part;
use super::region::{
    ASPECT, ROW_GAP, even_out, gap_between, hull, is_gathered, place_links, rect_below, rows, shelves,
};
use super::site::place_left;
use crate::geometry::{Point, Rect};
use crate::node::NodeKind;
use crate::shape;

/// Space between the internet and a VPC that lies in no Region: room for the gateway and its name.
const ABOVE_VPC: i32 = 62;
/// Space between the drawing and what stands beside it.
const BESIDE: i32 = 60;
/// Things beside the drawing stand in columns of this many.
const COLUMN: usize = 12;

/// Places what has no parent.
pub(super) fn arrange_root(tree: &mut Tree) {
    let roots: Vec<usize> = tree
        .parts
        .iter()
        .enumerate()
        .filter(|(_, part)| part.parent.is_none() && !part.hidden)
        .map(|(at, _)| at)
        .collect();
    let of = |tree: &Tree, wanted: &dyn Fn(&Part) -> bool| -> Vec<usize> {
        roots.iter().copied().filter(|at| tree.parts.get(*at).is_some_and(wanted)).collect()
    };
    let boxes = of(tree, &|part| matches!(part.kind, NodeKind::Account | NodeKind::Region | NodeKind::Vpc));
    let internet = of(tree, &|part| part.kind == NodeKind::Card && part.glyph == "net");
    let notes = of(tree, &|part| part.kind == NodeKind::Note);
    // What stands outside of the cloud: sites, and customer gateways of which no site is drawn.
    let is_outside =
        |part: &Part| part.kind == NodeKind::Site || part.kind == NodeKind::Card && part.glyph == "cgw";
    let outside = of(tree, &is_outside);
    let mut beside = of(tree, &|part| {
        matches!(part.kind, NodeKind::Card | NodeKind::Subnet { .. })
            && part.glyph != "net"
            && !is_outside(part)
    });
    beside.retain(|at| !tree.public_zones.contains(at));
    let gap = gap_between(tree, None).max(shape::REGION_GAP);
    stand(tree, &boxes, gap);
    push_apart(tree, &boxes);
    place_beside(tree, &boxes, &beside);
    place_left(tree, &boxes, &outside);
    for at in &internet {
        let spot = above(tree, &boxes);
        put(tree, *at, spot);
    }
    let spot = above(tree, &boxes);
    super::names::place_public(tree, internet.first().copied(), spot);
    for at in notes {
        put(tree, at, Point::default());
    }
    place_links(tree, None, &boxes);
    let mut settled = boxes;
    settled.extend(internet);
    settled
        .extend(tree.public_zones.iter().filter(|at| tree.parts.get(**at).is_some_and(|part| !part.hidden)));
    settled.extend(beside);
    settled.extend(outside);
    push_apart(tree, &settled);
}

/// Stands boxes side by side; in rows and columns where they are folded, or hold folded VPCs.
pub(super) fn stand(tree: &mut Tree, boxes: &[usize], gap: i32) {
    if is_gathered(tree, boxes) {
        even_out(tree, boxes);
        rows(tree, boxes, (gap, shape::FOLDED_GAP), ASPECT);
    } else if boxes.iter().any(|at| holds_folded(tree, *at)) {
        rows(tree, boxes, (gap, ROW_GAP), ASPECT);
    } else {
        shelves(tree, boxes, gap);
    }
}

/// Whether most VPCs of a Region, or of a Region in an account, are folded.
fn holds_folded(tree: &Tree, at: usize) -> bool {
    let Some(part) = tree.parts.get(at) else { return false };
    let of_kind = |wanted: NodeKind| -> Vec<usize> {
        let is_wanted = |at: &usize| tree.parts.get(*at).is_some_and(|part| part.kind == wanted);
        part.children.iter().copied().filter(is_wanted).collect()
    };
    is_gathered(tree, &of_kind(NodeKind::Vpc))
        || part.kind == NodeKind::Account
            && of_kind(NodeKind::Region).iter().any(|region| holds_folded(tree, *region))
}

/// What is not placed stands in columns right of the boxes.
pub(super) fn place_beside(tree: &mut Tree, boxes: &[usize], beside: &[usize]) {
    let mut x = boxes.iter().map(|at| hull(tree, *at).right() + BESIDE).max().unwrap_or(0);
    for column in beside.chunks(COLUMN) {
        let (mut y, mut width) = (0, 0);
        for at in column {
            put(tree, *at, Point::new(x, y));
            let size = tree.parts.get(*at).map(|part| part.frame).unwrap_or_default();
            y += size.h + shape::SUBNET_GAP;
            width = width.max(size.w);
        }
        x += width + shape::SUBNET_GAP;
    }
}

/// The place of the internet: above everything, over the first gateway that leads there.
fn above(tree: &Tree, boxes: &[usize]) -> Point {
    let space = |at: usize| {
        let part = tree.parts.get(at);
        let is_frame = part.is_some_and(|part| matches!(part.kind, NodeKind::Account | NodeKind::Region));
        let gap = if is_frame { shape::INTERNET_GAP } else { ABOVE_VPC };
        part.map_or(0, |part| part.rect().y - gap)
    };
    let top = boxes.iter().map(|at| space(*at)).min().unwrap_or(0);
    let gateway = tree
        .parts
        .iter()
        .enumerate()
        .filter(|(_, part)| {
            matches!(part.kind, NodeKind::BorderTile { .. }) && (part.glyph == "igw" || part.glyph == "eigw")
        })
        .filter_map(|(at, part)| Some((part.glyph != "igw", rect_below(tree, at, None)?)))
        .min_by_key(|(is_other, rect)| (*is_other, rect.y, rect.x))
        .map(|(_, rect)| rect);
    let everything = boxes.iter().map(|at| hull(tree, *at)).reduce(|all, rect| all.union(&rect));
    let middle = gateway.or(everything).map_or(0, |rect: Rect| rect.center().x);
    Point::new(middle - shape::CARD_WIDTH / 2, top - shape::CARD_HEIGHT)
}

/// Subnets that lie in no VPC are measured like any other.
pub(super) fn homeless_subnets(tree: &Tree) -> Vec<usize> {
    let is_one = |part: &Part| part.parent.is_none() && matches!(part.kind, NodeKind::Subnet { .. });
    let parts = tree.parts.iter().enumerate();
    parts.filter(|(_, part)| is_one(part)).map(|(at, _)| at).collect()
}

/// Children of a container that are tiles or lie inside, for those who walk the tree from above.
pub(super) fn visible_children(tree: &Tree, at: usize) -> Vec<usize> {
    let mut children = inside(tree, at);
    let part = tree.parts.get(at);
    let tiles = part.map(|part| part.children.as_slice()).unwrap_or_default().iter().copied();
    children.extend(tiles.filter(|child| {
        tree.parts
            .get(*child)
            .is_some_and(|child| !child.hidden && matches!(child.kind, NodeKind::BorderTile { .. }))
    }));
    children
}
