//! Security groups on the canvas: a dotted outline round the members of each group, one for each cluster of
//! neighbours, while the group or one of its members is selected.

use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::ordered::IntoOrdered;
use netyard_scene::{Rect, Scene};
use std::collections::{BTreeMap, BTreeSet};

/// Distance of the outline from the cards.
const GAP: i32 = 5;
/// At most so many groups are outlined at once.
const MOST: usize = 3;

/// One group with its outlines.
pub(super) struct GroupOutline {
    /// Its name.
    pub(super) name: String,
    /// One frame for each cluster of neighbours.
    pub(super) frames: Vec<Rect>,
}

/// The outlines for what is selected.
pub(super) fn outlines<'a>(
    document: &Document,
    scene: &Scene,
    selected: impl IntoIterator<Item = &'a ResourceId>,
) -> Vec<GroupOutline> {
    let wanted: BTreeSet<ResourceId> =
        selected.into_iter().flat_map(|key| groups_of(document, key)).take(MOST).into_set();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut members: BTreeMap<&ResourceId, BTreeSet<usize>> = BTreeMap::new();
    for (id, resource) in &document.resources {
        let Resource::NetworkInterface(interface) = resource.as_ref() else { continue };
        for group in interface.group_ids.iter().filter_map(|group| wanted.get(group)) {
            members.entry(group).or_default().extend(scene.shown_by(id.as_str()));
        }
    }
    let outline = |(group, places): (&ResourceId, BTreeSet<usize>)| GroupOutline {
        name: document.display_name(group.as_str()).to_owned(),
        frames: clusters(scene, &places),
    };
    members.into_iter().map(outline).collect()
}

/// The groups that a selected thing shows: itself, or those of its interfaces.
fn groups_of(document: &Document, key: &ResourceId) -> Vec<ResourceId> {
    match document.resource(key.as_str()) {
        Some(Resource::SecurityGroup(_)) => vec![key.clone()],
        Some(Resource::NetworkInterface(interface)) => interface.group_ids.clone(),
        Some(holder) if holder.holds_interfaces() => {
            let interfaces = document.resources.values().filter_map(|resource| match resource.as_ref() {
                Resource::NetworkInterface(interface) => Some(interface),
                _ => None,
            });
            let own = interfaces.filter(|interface| interface.instance_id() == Some(key));
            own.flat_map(|interface| interface.group_ids.iter().cloned()).collect()
        }
        _ => Vec::new(),
    }
}

/// Frames round neighbours. Two frames become one only where that takes in nobody else.
fn clusters(scene: &Scene, members: &BTreeSet<usize>) -> Vec<Rect> {
    let nodes = scene.nodes();
    let mut frames: Vec<Rect> =
        members.iter().filter_map(|at| nodes.get(*at)).map(|node| node.rect.grown(GAP)).collect();
    let others: Vec<Rect> = nodes
        .iter()
        .enumerate()
        .filter(|(at, node)| !node.kind.is_container() && !members.contains(at))
        .map(|(_, node)| node.rect)
        .collect();
    let mut at = 0;
    while let Some(frame) = frames.get(at).copied() {
        let partner = frames.iter().enumerate().skip(at + 1).find_map(|(other, rect)| {
            let both = frame.union(rect);
            let joins = frame.overlaps(rect) && !others.iter().any(|stranger| stranger.overlaps(&both));
            joins.then_some((other, both))
        });
        match partner {
            Some((other, both)) => {
                frames.remove(other);
                if let Some(slot) = frames.get_mut(at) {
                    *slot = both;
                }
            }
            None => at += 1,
        }
    }
    frames
}
