//! What stands beside a moved thing keeps its place: nothing jumps because one thing was moved by hand.

use netyard_core::ordered::IntoOrdered;
use std::collections::BTreeSet;

use netyard_core::model::Placement;
use netyard_scene::NodeKind;

use crate::draft::Draft;
use crate::geometry::Geometry;
use crate::session::Key;

/// What stands beside the moved things, where they were and where they go, keeps its place.
pub(crate) fn hold_neighbours(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    keys: &[Key],
    target: Option<&Key>,
) {
    let moved: BTreeSet<&Key> = keys.iter().into_set();
    let parents: BTreeSet<&str> = keys
        .iter()
        .filter(|key| {
            geometry.node(key.as_str()).is_some_and(|node| !matches!(node.kind, NodeKind::BorderTile { .. }))
        })
        .filter_map(|key| geometry.parent(key.as_str()))
        .map(|node| node.key.as_str())
        .chain(target.map(Key::as_str))
        .into_set();
    for parent in parents {
        pin_all_but(draft, geometry, Some(parent), &moved);
    }
}

/// The most siblings that are pinned: beyond, a container is left to the layout.
const MOST_PINNED: usize = 200;

/// Everything in a container but these things keeps its place.
pub(crate) fn pin_siblings(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    parent: Option<&str>,
    without: &[Key],
) {
    pin_all_but(draft, geometry, parent, &without.iter().collect());
}

fn pin_all_but(draft: &mut Draft<'_>, geometry: &Geometry, parent: Option<&str>, without: &BTreeSet<&Key>) {
    let Some(origin) = parent.and_then(|key| geometry.node(key)).map(|node| node.origin) else { return };
    let siblings = geometry.children(parent).filter(|node| {
        !without.contains(&node.key)
            && matches!(node.kind, NodeKind::Card | NodeKind::Subnet { .. } | NodeKind::Zone | NodeKind::Vpc)
    });
    let siblings: Vec<Key> = siblings.map(|node| node.key.clone()).collect();
    if siblings.len() > MOST_PINNED {
        return;
    }
    for sibling in siblings {
        let (w, h) = match draft.document().placement.get(sibling.as_str()) {
            Some(Placement::Box { w, h, .. }) => (*w, *h),
            _ => (None, None),
        };
        // Where the layout pushed it aside is where a person sees it: that is its place.
        if let Some(corner) = geometry.nominal_corner(sibling.as_str()) {
            let at = corner.moved(-origin.x, -origin.y);
            draft.place(sibling.as_str(), Placement::Box { x: at.x, y: at.y, w, h });
        }
    }
}
