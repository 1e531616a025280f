//! Places of things until the layout of the scene crate is in: boxes in rows, placements honoured.

use netyard_core::model::{Document, Placement, Resource, ResourceId};
use netyard_scene::{Point, Rect};

use super::{Node, NodeKind};

pub(super) fn nodes(document: &Document) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut x = 0;
    for (id, resource) in &document.resources {
        if matches!(resource.as_ref(), Resource::Vpc(_)) {
            let at = place(document, id, Point::new(x, 0), Point::default());
            vpc(document, id, at, &mut nodes);
            x += 700;
        }
    }
    let mut free = 0;
    for (id, resource) in &document.resources {
        let kind = match resource.as_ref() {
            Resource::Instance(_) if home(document, id).is_none() => NodeKind::Card,
            Resource::InternetGateway(gateway) if gateway.vpc_id.is_none() => NodeKind::Card,
            Resource::VpcPeeringConnection(_) => NodeKind::LinkTile,
            _ => continue,
        };
        let at = place(document, id, Point::new(free, -100), Point::default());
        nodes.push(Node {
            key: id.clone(),
            kind,
            parent: None,
            depth: 0,
            rect: Rect::new(at.x, at.y, 174, 42),
            origin: at,
        });
        free += 200;
    }
    for (id, note) in &document.notes {
        let corner = Point::new(note.x, note.y);
        nodes.push(Node {
            key: ResourceId::new(id),
            kind: NodeKind::Note,
            parent: None,
            depth: 0,
            rect: Rect::new(note.x, note.y, 120, 28),
            origin: corner,
        });
    }
    nodes
}

fn home<'a>(document: &'a Document, id: &ResourceId) -> Option<&'a ResourceId> {
    document.resources.values().find_map(|resource| match resource.as_ref() {
        Resource::NetworkInterface(interface) if interface.instance_id() == Some(id) => {
            interface.subnet_id.as_ref()
        }
        _ => None,
    })
}

fn place(document: &Document, id: &ResourceId, otherwise: Point, origin: Point) -> Point {
    match document.placement.get(id.as_str()) {
        Some(Placement::Box { x, y, .. }) => Point::new(*x, *y).moved(origin.x, origin.y),
        _ => otherwise,
    }
}

fn vpc(document: &Document, id: &ResourceId, at: Point, nodes: &mut Vec<Node>) {
    let own = nodes.len();
    let origin = at.moved(12, 54);
    nodes.push(Node {
        key: id.clone(),
        kind: NodeKind::Vpc,
        parent: None,
        depth: 0,
        rect: Rect::new(at.x, at.y, 600, 500),
        origin,
    });
    let mut y = origin.y;
    for (subnet_id, resource) in &document.resources {
        let Resource::Subnet(subnet) = resource.as_ref() else { continue };
        if subnet.vpc_id.as_ref() != Some(id) {
            continue;
        }
        let corner = place(document, subnet_id, Point::new(origin.x, y), origin);
        y = corner.y + 120;
        let own_subnet = nodes.len();
        let inside = corner.moved(10, 26);
        nodes.push(Node {
            key: subnet_id.clone(),
            kind: NodeKind::Subnet,
            parent: Some(own),
            depth: 1,
            rect: Rect::new(corner.x, corner.y, 240, 104),
            origin: inside,
        });
        let mut cards = 0;
        for (card, resource) in &document.resources {
            let stands_here = match resource.as_ref() {
                Resource::Instance(_) => home(document, card) == Some(subnet_id),
                Resource::NatGateway(nat) => nat.subnet_id.as_ref() == Some(subnet_id),
                _ => false,
            };
            if stands_here {
                let at = place(document, card, inside.moved(0, cards * 50), inside);
                cards += 1;
                nodes.push(Node {
                    key: card.clone(),
                    kind: NodeKind::Card,
                    parent: Some(own_subnet),
                    depth: 2,
                    rect: Rect::new(at.x, at.y, 174, 42),
                    origin: at,
                });
            }
        }
    }
}
