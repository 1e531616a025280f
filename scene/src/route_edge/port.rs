//! Where a line may touch a node.

use crate::geometry::{Point, Rect, Side};
use crate::node::{Node, NodeKind};
use crate::shape;
use netyard_core::ordered::Order;

/// A place on the border of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Port {
    pub(super) at: Point,
    pub(super) side: Side,
    /// How much less welcome it is than the best one.
    pub(super) cost: i32,
}

/// A subnet's lines leave upwards: what it costs to leave sideways all the same.
const SIDEWAYS: i32 = 120;
/// What it costs to leave a card upwards or downwards for another card.
const BETWEEN_CARDS: i32 = 30;
/// Ports keep this far from the corners.
const CORNER: i32 = 12;

/// The ports of both ends, those that see one another included.
pub(super) fn ports(nodes: &[Node], from: usize, to: usize) -> (Vec<Port>, Vec<Port>) {
    let mut first = own_ports(nodes, from, to);
    let mut second = own_ports(nodes, to, from);
    let (mut facing_first, mut facing_second) = (facing(nodes, from, &second), facing(nodes, to, &first));
    if are_cards_aside(nodes, from, to) {
        // Lines into a card meet in the middle of its side; only a jog that nobody would understand is spared.
        for (ports, at) in [(&mut facing_first, from), (&mut facing_second, to)] {
            let middle = nodes.get(at).map(|node| node.rect.center().y).unwrap_or_default();
            ports.retain(|port| port.side.is_horizontal() || (port.at.y - middle).abs() < shape::EDGE_LANE);
        }
    }
    first.extend(facing_first);
    second.extend(facing_second);
    leave_upwards(nodes, to, &mut first);
    leave_upwards(nodes, from, &mut second);
    for ports in [&mut first, &mut second] {
        ports.order_by_key(|port| (port.at, port.side, port.cost));
        ports.dedup_by_key(|port| (port.at, port.side));
    }
    (first, second)
}

/// Lines to a gateway on an upper edge leave upwards wherever they can: the sides become less welcome.
fn leave_upwards(nodes: &[Node], other: usize, ports: &mut [Port]) {
    let is_above = nodes.get(other).is_some_and(|node| node.kind == NodeKind::BorderTile { side: Side::Top });
    for port in ports.iter_mut().filter(|port| is_above && !port.side.is_horizontal()) {
        port.cost += SIDEWAYS;
    }
}

fn own_ports(nodes: &[Node], index: usize, other: usize) -> Vec<Port> {
    let Some(node) = nodes.get(index) else { return Vec::new() };
    let rect = node.rect;
    let middle = |side: Side, cost: i32| Port { at: rect.middle_of(side), side, cost };
    let at = |x: i32, y: i32, side: Side, cost: i32| Port { at: Point::new(x, y), side, cost };
    match node.kind {
        NodeKind::LinkTile => Side::ALL.iter().map(|side| middle(*side, 0)).collect(),
        NodeKind::BorderTile { side } => {
            // Who comes from inside reaches the inner face, who comes from outside the outer one.
            let inside = node.parent.is_some_and(|container| lies_in(nodes, other, container));
            let face = if inside { side.opposite() } else { side };
            let mut all = vec![middle(face, 0)];
            let center = rect.middle_of(face);
            for by in [-10, 10] {
                let spot = if face.is_horizontal() { center.moved(by, 0) } else { center.moved(0, by) };
                all.push(Port { at: spot, side: face, cost: 2 });
            }
            all.extend(
                Side::ALL
                    .iter()
                    .filter(|side| side.is_horizontal() != face.is_horizontal())
                    .map(|side| middle(*side, 80)),
            );
            all
        }
        // Cards stand in columns: what leads from one to another beside it leaves at the sides, where there is room.
        NodeKind::Card if are_cards_aside(nodes, index, other) => vec![
            middle(Side::Right, 0),
            middle(Side::Left, 0),
            // What leaves a card keeps off what comes in.
            at(rect.right(), rect.center().y + shape::EDGE_LANE, Side::Right, 6),
            at(rect.x, rect.center().y + shape::EDGE_LANE, Side::Left, 6),
            middle(Side::Top, BETWEEN_CARDS),
            middle(Side::Bottom, BETWEEN_CARDS),
        ],
        NodeKind::Card | NodeKind::Note => {
            let line = rect.right() - shape::ROUTE_LINE;
            vec![
                at(line, rect.y, Side::Top, 0),
                at(line, rect.bottom(), Side::Bottom, 0),
                middle(Side::Right, 4),
                middle(Side::Left, 4),
                middle(Side::Top, 4),
                middle(Side::Bottom, 4),
                at(line - shape::EDGE_LANE, rect.y, Side::Top, 12),
                at(line - shape::EDGE_LANE, rect.bottom(), Side::Bottom, 6),
            ]
        }
        NodeKind::Account
        | NodeKind::Region
        | NodeKind::Vpc
        | NodeKind::Site
        | NodeKind::Zone
        | NodeKind::Subnet { .. } => {
            let line = rect.right() - node.kind.insets().right - shape::ROUTE_LINE;
            vec![
                at(line, rect.y, Side::Top, 0),
                at(line, rect.bottom(), Side::Bottom, 8),
                middle(Side::Right, SIDEWAYS),
                middle(Side::Left, SIDEWAYS),
                at(line - shape::EDGE_LANE, rect.y, Side::Top, 12),
                at(line + shape::EDGE_LANE, rect.y, Side::Top, 12),
            ]
        }
    }
}

/// Whether both are cards, and neither stands above the other.
fn are_cards_aside(nodes: &[Node], one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (nodes.get(one), nodes.get(other)) else { return false };
    let is_aside = one.rect.right() <= other.rect.x || other.rect.right() <= one.rect.x;
    is_aside && one.kind == NodeKind::Card && other.kind == NodeKind::Card
}

/// Whether a node lies in a container.
fn lies_in(nodes: &[Node], node: usize, container: usize) -> bool {
    let mut at = nodes.get(node).and_then(|node| node.parent);
    while let Some(current) = at {
        if current == container {
            return true;
        }
        at = nodes.get(current).and_then(|node| node.parent);
    }
    false
}

/// Ports of a node straight opposite the ports of the other end.
fn facing(nodes: &[Node], at: usize, others: &[Port]) -> Vec<Port> {
    let Some(node) = nodes.get(at) else { return Vec::new() };
    if matches!(node.kind, NodeKind::BorderTile { .. } | NodeKind::LinkTile) {
        return Vec::new();
    }
    let sideways = if matches!(node.kind, NodeKind::Subnet { .. }) { SIDEWAYS } else { 1 };
    others.iter().filter_map(|other| opposite(&node.rect, node.kind.header(), sideways, other)).collect()
}

fn opposite(rect: &Rect, header: i32, sideways: i32, other: &Port) -> Option<Port> {
    let side = other.side.opposite();
    let at = if side.is_horizontal() {
        let is_inside = other.at.x >= rect.x + CORNER && other.at.x <= rect.right() - CORNER;
        let y = if side == Side::Top { rect.y } else { rect.bottom() };
        is_inside.then_some(Point::new(other.at.x, y))?
    } else {
        let is_inside = other.at.y >= rect.y + CORNER.max(header) && other.at.y <= rect.bottom() - CORNER;
        let x = if side == Side::Left { rect.x } else { rect.right() };
        is_inside.then_some(Point::new(x, other.at.y))?
    };
    Some(Port { at, side, cost: if side.is_horizontal() { 1 } else { sideways } })
}
