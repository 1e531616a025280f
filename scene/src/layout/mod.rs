//! From a document to places: the tree of parts, sizes from the inside out, places from the outside in.
//!
//! - A place in the document wins. It is measured from the inside corner of what the thing is part of, and what a
//!   container holds left of or above that corner makes the container grow to that side.
//! - Without a place: zones are columns, tiers are rows, public on top; the internet above; other VPCs to the
//!   right; Regional services at the lower right; what has no container beside.
//! - Containers grow to hold their content with its padding. Siblings never overlap: who was not placed yields.
//! - The cost grows in line with the number of resources.

mod account;
mod arrange;
mod border;
mod connect_peer;
mod facts;
mod fold;
mod frame;
mod gather;
mod hub;
mod in_vpc;
mod link;
mod managed_service;
mod names;
mod owner;
mod part;
mod region;
mod restate;
mod root;
mod settle;
mod site;
mod tier;
mod vpc;

use netyard_core::ordered::Order;
use std::collections::BTreeMap;

use netyard_core::model::ResourceId;

use crate::geometry::Point;
use crate::node::{Node, NodeKind};
use crate::route_edge::Addresses;
use crate::scene::SceneInput;
use gather::Tree;

pub use border::share_along;
pub(crate) use connect_peer::{appliance_of_peer, hub_of_peer};
pub(crate) use gather::service_of_endpoint;
pub(crate) use names::is_amazons;
pub(crate) use restate::restated;

/// What the layout gives.
pub(crate) struct Layout {
    /// Nodes from back to front, every parent before its children.
    pub(crate) nodes: Vec<Node>,
    /// Who stands for what is not drawn itself.
    pub(crate) stands_for: BTreeMap<ResourceId, ResourceId>,
}

/// What is drawn, before it has places: the first half of a layout.
#[derive(Debug)]
pub(crate) struct Gathered(Tree);

/// Lays a document out.
pub(crate) fn lay_out(input: &SceneInput<'_>) -> Layout {
    arranged(input, gathered(input))
}

/// Finds what is drawn.
pub(crate) fn gathered(input: &SceneInput<'_>) -> Gathered {
    let mut tree = gather::gather(input);
    fold::fold(input.document, &mut tree, input.folded);
    Gathered(tree)
}

/// Gives what is drawn its places.
pub(crate) fn arranged(input: &SceneInput<'_>, Gathered(mut tree): Gathered) -> Layout {
    arrange::measure_leaves(&mut tree);
    let addresses = Addresses::of(input.document);
    for at in of_kind(&tree, NodeKind::Vpc) {
        vpc::arrange_vpc(input.document, &addresses, &mut tree, at);
        border::place_tiles(&mut tree, at);
    }
    for at in root::homeless_subnets(&tree) {
        vpc::measure_subnet(&mut tree, at);
    }
    for at in of_kind(&tree, NodeKind::Site) {
        site::arrange_site(&mut tree, at);
        border::place_tiles(&mut tree, at);
    }
    for at in of_kind(&tree, NodeKind::Region) {
        region::arrange_region(input.document, &mut tree, at);
        border::place_tiles(&mut tree, at);
    }
    for at in of_kind(&tree, NodeKind::Account) {
        account::arrange_account(&mut tree, at);
    }
    root::arrange_root(&mut tree);
    let nodes = nodes(&tree);
    Layout { nodes, stands_for: tree.stands_for }
}

fn of_kind(tree: &Tree, kind: NodeKind) -> Vec<usize> {
    let parts = tree.parts.iter().enumerate();
    parts.filter(|(_, part)| part.kind == kind && !part.hidden).map(|(at, _)| at).collect()
}

/// Order from back to front.
fn layer(kind: NodeKind) -> u8 {
    match kind {
        NodeKind::Account => 5,
        NodeKind::Region => 10,
        NodeKind::Vpc | NodeKind::Site => 20,
        NodeKind::Zone => 30,
        NodeKind::Subnet { .. } => 40,
        NodeKind::Card => 70,
        NodeKind::BorderTile { .. } | NodeKind::LinkTile => 71,
        NodeKind::Note => 75,
    }
}

/// Turns places in parents into absolute ones.
fn nodes(tree: &Tree) -> Vec<Node> {
    let mut order: Vec<(u8, usize)> = Vec::with_capacity(tree.parts.len());
    let mut corners: Vec<Point> = vec![Point::default(); tree.parts.len()];
    let mut depths: Vec<u16> = vec![0; tree.parts.len()];
    let mut open: Vec<usize> = (0..tree.parts.len())
        .filter(|at| tree.parts.get(*at).is_some_and(|part| part.parent.is_none() && !part.hidden))
        .collect();
    while let Some(at) = open.pop() {
        let Some(part) = tree.parts.get(at) else { continue };
        let base = part.parent.and_then(|parent| corners.get(parent)).copied().unwrap_or_default();
        let insets = part.kind.insets();
        // An account is the ground that Regions stand on: it makes nothing lie deeper.
        let is_in_account = part
            .parent
            .and_then(|parent| tree.parts.get(parent))
            .is_some_and(|parent| parent.kind == NodeKind::Account);
        let depth = part
            .parent
            .and_then(|parent| depths.get(parent))
            .map_or(0, |depth| depth + u16::from(!is_in_account));
        if let (Some(corner), Some(own)) = (corners.get_mut(at), depths.get_mut(at)) {
            *corner = base.moved(part.at.x + insets.left, part.at.y + insets.top);
            *own = depth;
        }
        order.push((layer(part.kind), at));
        open.extend(root::visible_children(tree, at));
    }
    order.order();
    let mut place: Vec<Option<usize>> = vec![None; tree.parts.len()];
    for (nth, (_, at)) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(*at) {
            *place = Some(nth);
        }
    }
    let node = |at: usize| -> Option<Node> {
        let part = tree.parts.get(at)?;
        let origin = *corners.get(at)?;
        let insets = part.kind.insets();
        Some(Node {
            key: part.key.clone(),
            kind: part.kind,
            parent: part.parent.and_then(|parent| place.get(parent).copied().flatten()),
            depth: *depths.get(at)?,
            rect: part.frame.moved(origin.x - insets.left, origin.y - insets.top),
            origin,
            name: part.name.clone(),
            meta: part.meta.clone(),
            glyph: part.glyph,
            has_public_address: part.has_public_address,
            watched: part.watched,
            is_dashed: part.is_dashed,
            folded: part.folded,
            inside: part.inside.clone(),
        })
    };
    order.iter().filter_map(|(_, at)| node(*at)).collect()
}
