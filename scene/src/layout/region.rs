//! Inside a Region: VPCs side by side, Regional services at the lower right, peering tiles between their VPCs.

use netyard_core::ordered::Order;
use std::net::IpAddr;

use netyard_core::model::Document;

use super::arrange::{close, content_of, inside, push_apart, put};
use super::border::place_tiles;
use super::gather::Tree;
use super::link::link_spot;
use super::part::Part;
use crate::geometry::{Point, Rect, Side};
use crate::node::NodeKind;
use crate::shape;

/// Size of the inside of a Region that holds nothing yet.
const EMPTY: (i32, i32) = (320, 160);
/// Space between two rows of VPCs.
pub(super) const ROW_GAP: i32 = 96;
/// For so many links a place between their VPCs is sought; more stand in rows below.
const LINKS_SOUGHT: usize = 80;
/// Up to so many VPCs stand in one row.
const ONE_ROW: usize = 3;
/// How wide rows of boxes are, in tenths of how high they are.
pub(super) const ASPECT: i64 = 20;
/// The same for folded VPCs: a canvas between its panels is about as wide as it is high, and sites stand at the left.
const FOLDED_ASPECT: i64 = 15;
/// Space between a tile and the service that it leads to.
const TO_SERVICE: i32 = 60;

/// Places everything inside a Region and gives it its frame.
pub(super) fn arrange_region(document: &Document, tree: &mut Tree, region: usize) {
    if tree.parts.get(region).is_some_and(|part| part.folded.is_some()) {
        super::arrange::measure_folded(tree, region);
        return;
    }
    let children = inside(tree, region);
    let vpcs: Vec<usize> = children
        .iter()
        .copied()
        .filter(|at| tree.parts.get(*at).is_some_and(|part| part.kind == NodeKind::Vpc))
        .collect();
    let ordered = in_order(document, tree, vpcs);
    if is_gathered(tree, &ordered) {
        even_out(tree, &ordered);
    }
    super::names::ask_for_room(tree, region);
    let gap = gap_between(tree, Some(region));
    if is_gathered(tree, &ordered) {
        let gap = if gap == shape::VPC_GAP { shape::FOLDED_GAP } else { gap };
        // Regions of folded VPCs stand below one another: each is the wider, the more there are.
        let around = tree.parts.get(region).and_then(|part| part.parent);
        let is_beside = |part: &&Part| part.kind == NodeKind::Region && part.parent == around;
        let regions = tree.parts.iter().filter(is_beside).count();
        let aspect = FOLDED_ASPECT * i64::try_from(regions).unwrap_or(1);
        rows(tree, &ordered, (gap, shape::FOLDED_GAP), aspect);
    } else {
        shelves(tree, &ordered, gap);
    }
    keep_off_left(tree, &ordered);
    push_apart(tree, &ordered);
    super::hub::place_hubs(tree, region, &ordered);
    super::names::place_below(tree, region, &ordered);
    place_services(tree, region, &ordered);
    super::names::place_others(tree, region, &ordered);
    place_links(tree, Some(region), &children);
    let settled: Vec<usize> = children
        .iter()
        .copied()
        .filter(|at| tree.parts.get(*at).is_some_and(|part| part.kind != NodeKind::LinkTile))
        .collect();
    push_apart(tree, &settled);
    let floor = if children.is_empty() { EMPTY } else { (0, 0) };
    let mut content = content_of(tree, &children, floor.0, floor.1);
    for at in &children {
        content = content.union(&hull(tree, *at));
    }
    close(tree, region, content);
}

/// Moves VPCs that nobody placed to the right by what stands out of them at the left: names of gateways to sites.
fn keep_off_left(tree: &mut Tree, vpcs: &[usize]) {
    let is_placed = |at: &usize| tree.parts.get(*at).is_some_and(|part| part.placed_at().is_some());
    let left = vpcs.iter().map(|at| hull(tree, *at).x).min().unwrap_or(0);
    let stands_out = vpcs.iter().any(|at| {
        let children = tree.parts.get(*at).map(|part| part.children.as_slice()).unwrap_or_default();
        children.iter().any(|child| tree.parts.get(*child).is_some_and(|child| child.glyph == "vgw"))
    });
    if left >= 0 || !stands_out || vpcs.iter().any(is_placed) {
        return;
    }
    for at in vpcs {
        if let Some(part) = tree.parts.get_mut(*at) {
            part.at.x -= left;
        }
    }
}

/// VPCs that lead to the internet first, then by address, name and id.
fn in_order(document: &Document, tree: &Tree, mut vpcs: Vec<usize>) -> Vec<usize> {
    vpcs.order_by_key(|at| {
        let part = tree.parts.get(*at);
        let has_gateway = part.is_some_and(|part| {
            part.children.iter().any(|child| tree.parts.get(*child).is_some_and(|child| child.glyph == "igw"))
        });
        let address: Option<IpAddr> = part
            .and_then(|part| document.vpc(part.key.as_str()))
            .and_then(|vpc| vpc.cidr_blocks.first()?.net())
            .map(|net| net.addr());
        (!has_gateway, address.is_none(), address, part.map(|part| (part.name.clone(), part.key.clone())))
    });
    vpcs
}

/// Space between two VPCs of a row: the longest name of a tile that stands there fits.
pub(super) fn gap_between(tree: &Tree, parent: Option<usize>) -> i32 {
    let tiles =
        tree.links.iter().filter_map(|(tile, _)| tree.parts.get(*tile)).filter(|tile| tile.parent == parent);
    let links = tiles.map(|tile| tile.tile_name_width() + 24);
    // Gateways to sites stand at the left of their VPC, with their names.
    let vpc_of = |tile: &Part| tree.parts.get(tile.parent?).filter(|vpc| vpc.parent == parent);
    let at_left = tree.parts.iter().filter(|part| part.glyph == "vgw" && vpc_of(part).is_some());
    let beside = at_left.map(|tile| tile.tile_name_width() + shape::BORDER_TILE + 24);
    links.chain(beside).max().unwrap_or(0).max(shape::VPC_GAP)
}

/// Whether most of many VPCs are folded: they then stand closer, in rows and columns.
pub(super) fn is_gathered(tree: &Tree, vpcs: &[usize]) -> bool {
    let is_folded = |at: &&usize| tree.parts.get(**at).is_some_and(|part| part.folded.is_some());
    vpcs.len() > ONE_ROW && vpcs.iter().filter(is_folded).count() * 2 > vpcs.len()
}

/// Folded boxes are equally wide, so that they stand in columns.
pub(super) fn even_out(tree: &mut Tree, vpcs: &[usize]) {
    let folded: Vec<usize> = vpcs
        .iter()
        .copied()
        .filter(|at| tree.parts.get(*at).is_some_and(|part| part.folded.is_some()))
        .collect();
    let width = folded.iter().filter_map(|at| tree.parts.get(*at)).map(|part| part.frame.w).max();
    for at in folded {
        if let (Some(part), Some(width)) = (tree.parts.get_mut(at), width) {
            part.frame.w = width;
        }
        place_tiles(tree, at);
    }
}

/// Rows of boxes, as wide in all as makes the whole about two times as wide as it is high. A few stand in one row.
pub(super) fn shelves(tree: &mut Tree, boxes: &[usize], gap: i32) {
    let aspect = if boxes.len() <= ONE_ROW { i64::from(i32::MAX) } else { ASPECT };
    rows(tree, boxes, (gap, ROW_GAP), aspect);
}

/// Rows of boxes with gaps between columns and rows, as wide in all as makes the whole so many tenths as wide as it
/// is high.
pub(super) fn rows(tree: &mut Tree, boxes: &[usize], (gap, row_gap): (i32, i32), aspect: i64) {
    let area: i64 = boxes
        .iter()
        .filter_map(|at| tree.parts.get(*at))
        .map(|part| {
            let (w, h) = (part.frame.w.max(part.below.0), part.frame.h + part.below.1);
            i64::from(w + gap) * i64::from(h + row_gap)
        })
        .sum();
    let limit = (area.saturating_mul(aspect) / 10).isqrt();
    let (mut x, mut y, mut tallest) = (0, 0, 0);
    for at in boxes {
        let Some(part) = tree.parts.get(*at) else { continue };
        let w = part.frame.right().max(part.frame.x + part.below.0);
        let h = part.frame.bottom() + part.below.1;
        if x > 0 && i64::from(x + w) > limit {
            y += tallest + row_gap;
            (x, tallest) = (0, 0);
        }
        put(tree, *at, Point::new(x, y));
        x += w + gap;
        tallest = tallest.max(h);
    }
}

/// The frame of a part with its tiles and their names, in the coordinates of its parent.
pub(super) fn hull(tree: &Tree, at: usize) -> Rect {
    let Some(part) = tree.parts.get(at) else { return Rect::default() };
    let inside = inside_corner(part);
    let tiles = part.children.iter().filter_map(|child| tree.parts.get(*child));
    let tiles = tiles.filter(|child| matches!(child.kind, NodeKind::BorderTile { .. }));
    tiles.fold(part.hull(), |all, tile| all.union(&tile.hull().moved(inside.x, inside.y)))
}

/// The frame of a part and each of its tiles with its name, apart, in the coordinates of its parent.
pub(super) fn pieces(tree: &Tree, at: usize) -> Vec<Rect> {
    let Some(part) = tree.parts.get(at) else { return Vec::new() };
    let inside = inside_corner(part);
    let tiles = part.children.iter().filter_map(|child| tree.parts.get(*child));
    let tiles = tiles.filter(|child| matches!(child.kind, NodeKind::BorderTile { .. }));
    let mut pieces = vec![part.hull()];
    for tile in tiles {
        pieces.push(tile.rect().moved(inside.x, inside.y));
        pieces.push(tile.hull().moved(inside.x, inside.y));
    }
    pieces
}

/// The inside corner of a part, in the coordinates of its parent.
pub(super) fn inside_corner(part: &Part) -> Point {
    let insets = part.kind.insets();
    part.at.moved(insets.left, insets.top)
}

/// Services stand beside the endpoint that leads to them, or right of everything.
fn place_services(tree: &mut Tree, region: usize, vpcs: &[usize]) {
    let mut taken: Vec<Rect> = vpcs.iter().flat_map(|at| pieces(tree, *at)).collect();
    let hubs = tree.hubs.iter().filter_map(|(hub, _)| tree.parts.get(*hub));
    taken.extend(hubs.filter(|hub| hub.parent == Some(region)).map(Part::rect));
    let names = tree.names.iter().filter(|(_, joined)| joined.len() == 1);
    let names = names.filter_map(|(name, _)| tree.parts.get(*name));
    taken.extend(names.filter(|name| name.parent == Some(region) && !name.hidden).map(Part::rect));
    let services: Vec<(usize, Vec<usize>)> = tree
        .services
        .iter()
        .filter(|(service, _)| {
            tree.parts.get(*service).is_some_and(|part| part.parent == Some(region) && !part.hidden)
        })
        .cloned()
        .collect();
    for (service, endpoints) in services {
        let wanted = endpoints.iter().find_map(|endpoint| beside(tree, region, *endpoint, service));
        let Some(size) = tree.parts.get(service).map(|part| part.frame) else { continue };
        let right = taken.iter().map(Rect::right).max().unwrap_or(0);
        let foot = taken.iter().map(Rect::bottom).max().unwrap_or(0);
        let mut rect = size.moved(right + TO_SERVICE, (foot - size.h).max(0));
        if let Some(wanted) = wanted {
            let first = size.moved(wanted.x, wanted.y);
            let collides = |rect: &Rect| taken.iter().any(|other| other.overlaps(&rect.grown(12)));
            rect = if collides(&first) { size.moved(right + TO_SERVICE, wanted.y) } else { first };
        }
        while let Some(other) = taken.iter().find(|other| other.overlaps(&rect.grown(4))) {
            rect.y = other.bottom() + 16;
        }
        put(tree, service, Point::new(rect.x, rect.y));
        taken.push(tree.parts.get(service).map(Part::rect).unwrap_or_default());
    }
}

/// The place of a service beside an endpoint of a VPC in this Region.
fn beside(tree: &Tree, region: usize, endpoint: usize, service: usize) -> Option<Point> {
    let tile = tree.parts.get(endpoint)?;
    let vpc = tree.parts.get(tile.parent?).filter(|vpc| vpc.parent == Some(region))?;
    let corner = inside_corner(vpc);
    let rect = tile.rect().moved(corner.x, corner.y);
    let card = tree.parts.get(service)?.frame;
    // The name stands between; from further away it is larger against the drawing.
    let distance = TO_SERVICE.max(tile.tile_name_width() + 36);
    let y = rect.center().y - card.h / 2;
    match tile.kind {
        NodeKind::BorderTile { side: Side::Left } => Some(Point::new(rect.x - distance - card.w, y)),
        NodeKind::BorderTile { side: Side::Right } => Some(Point::new(rect.right() + distance, y)),
        _ => None,
    }
}

/// Places the peering tiles whose parent this is.
pub(super) fn place_links(tree: &mut Tree, parent: Option<usize>, siblings: &[usize]) {
    let links: Vec<(usize, [usize; 2])> = tree
        .links
        .iter()
        .filter_map(|(tile, sides)| match sides {
            [Some(a), Some(b)] => Some((*tile, [*a, *b])),
            _ => None,
        })
        .filter(|(tile, _)| tree.parts.get(*tile).is_some_and(|part| part.parent == parent && !part.hidden))
        .collect();
    let mut taken: Vec<Rect> = siblings
        .iter()
        .filter(|at| {
            tree.parts
                .get(**at)
                .is_some_and(|part| !matches!(part.kind, NodeKind::LinkTile | NodeKind::Region))
        })
        .flat_map(|at| pieces(tree, *at))
        .collect();
    let foot = taken.iter().map(Rect::bottom).max().unwrap_or(0) + ROW_GAP;
    let mut in_rows_below = 0;
    for (nth, (tile, [a, b])) in links.into_iter().enumerate() {
        let sides = side_of_link(tree, a, parent).zip(side_of_link(tree, b, parent));
        let name = tree.parts.get(tile).map_or(0, Part::tile_name_width);
        let sought = sides.filter(|_| nth < LINKS_SOUGHT).and_then(|(a, b)| {
            let (a, b) = facing_sides(a, b);
            link_spot(&a, &b, &taken, name)
        });
        let half = shape::BORDER_TILE / 2;
        if let Some(middle) = sought {
            put(tree, tile, middle.moved(-half, -half));
            taken.push(tree.parts.get(tile).map(Part::hull).unwrap_or_default());
        } else {
            put(tree, tile, in_rows(in_rows_below, foot));
            in_rows_below += 1;
        }
    }
}

/// The place of a tile among hundreds: rows below everything.
fn in_rows(nth: usize, foot: i32) -> Point {
    const ACROSS: usize = 40;
    let step = |count: usize, size: i32| i32::try_from(count).unwrap_or(i32::MAX / 4096).saturating_mul(size);
    Point::new(step(nth % ACROSS, 160), foot.saturating_add(step(nth / ACROSS, 72)))
}

/// A VPC and what it lies in among the siblings of a link: its Region for a link between Regions, else itself.
fn side_of_link(tree: &Tree, vpc: usize, parent: Option<usize>) -> Option<(Rect, Rect)> {
    let mut outermost = vpc;
    while let Some(up) = tree.parts.get(outermost)?.parent.filter(|up| Some(*up) != parent) {
        outermost = up;
    }
    Some((rect_below(tree, vpc, parent)?, rect_below(tree, outermost, parent)?))
}

/// What a link stands between: the gap of the Regions in the direction in which they lie apart, at the height (or
/// in the column) of the VPCs.
fn facing_sides((a, outer_a): (Rect, Rect), (b, outer_b): (Rect, Rect)) -> (Rect, Rect) {
    if outer_a.right() <= outer_b.x || outer_b.right() <= outer_a.x {
        let wide = |rect: Rect, outer: Rect| Rect { x: outer.x, w: outer.w, ..rect };
        return (wide(a, outer_a), wide(b, outer_b));
    }
    let tall = |rect: Rect, outer: Rect| Rect { y: outer.y, h: outer.h, ..rect };
    (tall(a, outer_a), tall(b, outer_b))
}

/// The frame of a part in the coordinates of one of the containers that it lies in (`None` is the drawing).
pub(super) fn rect_below(tree: &Tree, at: usize, container: Option<usize>) -> Option<Rect> {
    let mut rect = tree.parts.get(at)?.rect();
    let mut up = tree.parts.get(at)?.parent;
    while up != container {
        let part = tree.parts.get(up?)?;
        let corner = inside_corner(part);
        rect = rect.moved(corner.x, corner.y);
        up = part.parent;
    }
    Some(rect)
}
