//! Inside a VPC: zones are columns, tiers are rows, what spans zones stands in the gutter between them.

use netyard_core::model::{Document, Resource};
use netyard_core::ordered::Order;

use super::arrange::{arrange_cards, close, content_of, inside, measure_folded, push_apart, put};
use super::border::{overhang, room_for_tiles};
use super::gather::Tree;
use super::tier::{TierMember, first_address, tiers};
use crate::geometry::{Point, Rect};
use crate::node::NodeKind;
use crate::route_edge::Addresses;
use crate::shape;

/// Size of the inside of a VPC that holds nothing yet: room to drop a subnet.
const EMPTY: (i32, i32) = (260, 110);
/// Width of an empty zone's inside.
const EMPTY_ZONE: (i32, i32) = (shape::CARD_WIDTH + 2 * shape::PADDING, 80);

/// One column of subnets: a zone, or the subnets of the VPC that have no zone.
struct Column {
    zone: Option<usize>,
    subnets: Vec<usize>,
}

/// Places everything inside a VPC and gives it its frame.
pub(super) fn arrange_vpc(document: &Document, addresses: &Addresses<'_>, tree: &mut Tree, vpc: usize) {
    if tree.parts.get(vpc).is_some_and(|part| part.folded.is_some()) {
        measure_folded(tree, vpc);
        return;
    }
    let columns = columns(tree, vpc);
    for column in &columns {
        for subnet in &column.subnets {
            measure_subnet(tree, *subnet);
        }
    }
    align_rows(document, tree, &columns);
    let gutter = size_spanning(tree, vpc);
    let mut x = 0;
    let mut after_first = None;
    let mut tallest = 0;
    for column in &columns {
        let width = match column.zone {
            Some(zone) => arrange_zone(tree, zone, &column.subnets, x),
            None => arrange_loose(document, tree, &column.subnets, x),
        };
        tallest =
            tallest.max(column.zone.and_then(|zone| tree.parts.get(zone)).map_or(0, |zone| zone.frame.h));
        x += width;
        let is_first = after_first.is_none();
        after_first.get_or_insert(x);
        x += if is_first { gutter } else { shape::ZONE_GUTTER };
    }
    stretch_zones(tree, &columns, tallest);
    let cards = in_order_of_targets(document, addresses, tree, vpc);
    place_spanning(tree, &cards, after_first, gutter);
    let siblings = inside(tree, vpc);
    push_apart(tree, &siblings);
    let floor = if siblings.is_empty() { EMPTY } else { (0, 0) };
    let (w, h) = room_for_tiles(tree, vpc);
    let mut content = content_of(tree, &siblings, floor.0.max(w), floor.1.max(h));
    let (left, right, foot) = overhang(tree, vpc);
    content = Rect::new(content.x - left, content.y, content.w + left + right, content.h + foot);
    close(tree, vpc, content);
}

/// Zones in the order of their names, then the subnets without a zone.
fn columns(tree: &Tree, vpc: usize) -> Vec<Column> {
    let children = inside(tree, vpc);
    let kind = |at: usize| tree.parts.get(at).map(|part| part.kind);
    let mut zones: Vec<usize> =
        children.iter().copied().filter(|at| kind(*at) == Some(NodeKind::Zone)).collect();
    zones.order_by(|a, b| {
        tree.parts.get(*a).map(|part| &part.key).cmp(&tree.parts.get(*b).map(|part| &part.key))
    });
    let is_subnet = |at: &usize| matches!(kind(*at), Some(NodeKind::Subnet { .. }));
    let mut columns: Vec<Column> = zones
        .into_iter()
        .map(|zone| Column {
            zone: Some(zone),
            subnets: inside(tree, zone).into_iter().filter(is_subnet).collect(),
        })
        .collect();
    let loose: Vec<usize> = children.into_iter().filter(is_subnet).collect();
    if !loose.is_empty() {
        columns.push(Column { zone: None, subnets: loose });
    }
    columns
}

/// Gives a subnet its own size.
pub(super) fn measure_subnet(tree: &mut Tree, subnet: usize) {
    if tree.parts.get(subnet).is_some_and(|part| part.folded.is_some()) {
        measure_folded(tree, subnet);
    } else {
        arrange_cards(tree, subnet);
    }
}

/// Puts subnets of one tier at one height and makes them equally high.
fn align_rows(document: &Document, tree: &mut Tree, columns: &[Column]) {
    let mut members = Vec::new();
    // Subnets without a zone are in no tier: they stand by themselves.
    for (nth, column) in columns.iter().enumerate().filter(|(_, column)| column.zone.is_some()) {
        for subnet in &column.subnets {
            let Some(part) = tree.parts.get(*subnet).filter(|part| part.placed_at().is_none()) else {
                continue;
            };
            members.push(TierMember {
                part: *subnet,
                column: nth,
                public: part.kind == NodeKind::Subnet { public: Some(true) },
                name: part.name.clone(),
                first_address: first_address(document, &part.key),
                key: part.key.clone(),
            });
        }
    }
    let mut y = 0;
    for row in tiers(&members) {
        let height =
            row.iter().filter_map(|at| tree.parts.get(*at)).map(|part| part.frame.h).max().unwrap_or(0);
        for at in row {
            if let Some(part) = tree.parts.get_mut(at) {
                part.at = Point::new(0, y);
                part.stretch.1 = height;
                part.frame.h = part.frame.h.max(height);
            }
        }
        y += height + shape::SUBNET_GAP;
    }
}

/// Places the subnets of a zone, closes the zone, and places it. Gives its width.
fn arrange_zone(tree: &mut Tree, zone: usize, subnets: &[usize], x: i32) -> i32 {
    if tree.parts.get(zone).is_some_and(|part| part.folded.is_some()) {
        measure_folded(tree, zone);
    } else {
        widen(tree, subnets);
        let children = inside(tree, zone);
        for at in &children {
            let row = tree.parts.get(*at).map(|part| part.at).unwrap_or_default();
            put(tree, *at, row);
        }
        push_apart(tree, &children);
        let floor = if children.is_empty() { EMPTY_ZONE } else { (0, 0) };
        let content = content_of(tree, &children, floor.0, floor.1);
        close(tree, zone, content);
    }
    put(tree, zone, Point::new(x, 0));
    tree.parts.get(zone).map_or(0, |part| part.frame.right())
}

/// Places the subnets that have no zone beside the zones, as a block. Gives its width.
fn arrange_loose(document: &Document, tree: &mut Tree, subnets: &[usize], x: i32) -> i32 {
    let mut order = subnets.to_vec();
    order.order_by_key(|at| {
        let part = tree.parts.get(*at);
        let address = part.and_then(|part| first_address(document, &part.key));
        let is_private = part.is_some_and(|part| part.kind != NodeKind::Subnet { public: Some(true) });
        (is_private, address.is_none(), address, part.map(|part| (part.name.clone(), part.key.clone())))
    });
    widen(tree, &order);
    let across = if order.len() <= 3 { 1 } else { order.len().isqrt() };
    let (mut y, mut right) = (shape::ZONE_TOP, x);
    for row in order.chunks(across) {
        let (mut left, mut height) = (x, 0);
        for at in row {
            put(tree, *at, Point::new(left, y));
            let size = tree.parts.get(*at).map(|part| part.frame).unwrap_or_default();
            right = right.max(left + size.w);
            left += size.w + shape::SUBNET_GAP;
            height = height.max(size.h);
        }
        y += height + shape::SUBNET_GAP;
    }
    right - x
}

/// Automatic subnets of a column are equally wide, and their cards with them where one column of cards fills them.
fn widen(tree: &mut Tree, subnets: &[usize]) {
    let automatic: Vec<usize> = subnets
        .iter()
        .copied()
        .filter(|at| tree.parts.get(*at).is_some_and(|part| part.placed_at().is_none()))
        .collect();
    let width =
        automatic.iter().filter_map(|at| tree.parts.get(*at)).map(|part| part.frame.w).max().unwrap_or(0);
    for at in automatic {
        if let Some(part) = tree.parts.get_mut(at) {
            part.stretch.0 = width;
            part.frame.w = part.frame.w.max(width);
        }
    }
}

/// Automatic zones reach equally far down.
fn stretch_zones(tree: &mut Tree, columns: &[Column], height: i32) {
    for zone in columns.iter().filter_map(|column| column.zone) {
        if let Some(part) = tree.parts.get_mut(zone)
            && part.placed_at().is_none()
            && part.folded.is_none()
        {
            part.frame.h = part.frame.h.max(height);
        }
    }
}

/// What belongs to the VPC but to no zone, in the order of the document; an Auto Scaling group comes after the target
/// groups that lead to it.
fn spanning(tree: &Tree, vpc: usize) -> Vec<usize> {
    let is_card = |at: &usize| tree.parts.get(*at).is_some_and(|part| part.kind == NodeKind::Card);
    let mut cards: Vec<usize> = inside(tree, vpc).into_iter().filter(is_card).collect();
    cards.order_by_key(|at| (glyph_at(tree, *at) == SCALING, *at));
    cards
}

const TARGETS: &str = "tg";
const SCALING: &str = "asg";

fn glyph_at(tree: &Tree, at: usize) -> &str {
    tree.parts.get(at).map_or("", |part| part.glyph)
}

/// Room at either side of what spans zones.
const SPANNING_ROOM: i32 = 6;

/// Makes what spans zones narrow enough for the gutter and all of it equally wide, and gives the width of the gutter that
/// holds it.
fn size_spanning(tree: &mut Tree, vpc: usize) -> i32 {
    let mut widest = 0;
    let mut beside = 0;
    let cards = spanning(tree, vpc);
    for at in &cards {
        // What stands behind a load balancer has a line to every zone.
        let is_behind = matches!(glyph_at(tree, *at), TARGETS | SCALING);
        let least = if is_behind { shape::BEHIND_WIDTH } else { shape::CARD_WIDTH_LEAST };
        beside = beside.max(if is_behind { shape::BEHIND_LANES } else { SPANNING_ROOM });
        widest = widest.max(tree.parts.get(*at).map_or(0, |part| part.card_width(least)));
    }
    for at in cards {
        if let Some(part) = tree.parts.get_mut(at) {
            part.frame.w = widest;
        }
    }
    shape::ZONE_GUTTER.max(widest + 2 * beside)
}

/// What spans zones, groups in the order in which their targets stand, so that their lines do not cross.
fn in_order_of_targets(
    document: &Document,
    addresses: &Addresses<'_>,
    tree: &Tree,
    vpc: usize,
) -> Vec<usize> {
    let mut cards = spanning(tree, vpc);
    cards.order_by_key(|at| {
        let targets = target_height(document, addresses, tree, vpc, *at);
        (glyph_at(tree, *at) == SCALING, targets, *at)
    });
    cards
}

/// What spans zones stands in the first gutter, beside the first row.
fn place_spanning(tree: &mut Tree, cards: &[usize], gutter_left: Option<i32>, gutter: i32) {
    let mut y =
        if gutter_left.is_some() { shape::ZONE_TOP + shape::SUBNET_HEADER + shape::SUBNET_TOP } else { 0 };
    for at in cards {
        let width = tree.parts.get(*at).map_or(0, |part| part.frame.w);
        let left = gutter_left.map_or(0, |left| left + (gutter - width) / 2);
        put(tree, *at, Point::new(left, y));
        y += shape::CARD_HEIGHT + shape::CARD_GAP;
    }
}

/// How far down in the VPC the targets of a group stand, on average; `None` for what is no group, or has none there.
fn target_height(
    document: &Document,
    addresses: &Addresses<'_>,
    tree: &Tree,
    vpc: usize,
    at: usize,
) -> Option<i32> {
    let id = &tree.parts.get(at)?.key;
    let Resource::TargetGroup(group) = document.resource(id.as_str())? else { return None };
    let mut heights = Vec::new();
    for named in group.targets.values().filter_map(|target| target.id.as_ref()) {
        let shown = addresses.of_target(group, named);
        let drawn = tree.stands_for.get(&shown).unwrap_or(&shown);
        heights.extend(tree.find(drawn.as_str()).and_then(|part| height_in(tree, part, vpc)));
    }
    let count = i32::try_from(heights.len()).ok().filter(|count| *count > 0)?;
    Some(heights.iter().sum::<i32>() / count)
}

/// How far down in a VPC a part of it stands.
fn height_in(tree: &Tree, part: usize, vpc: usize) -> Option<i32> {
    let mut height = 0;
    let mut at = part;
    while at != vpc {
        let part = tree.parts.get(at)?;
        height += part.at.y;
        at = part.parent?;
    }
    Some(height)
}
