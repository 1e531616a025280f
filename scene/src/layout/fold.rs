//! Folded containers: what is inside is not drawn, and the container stands for it.

use std::collections::BTreeSet;

use netyard_core::model::ResourceId;

use super::gather::Tree;
use crate::node::NodeKind;

/// Hides what lies in folded containers. Gateways on the border of a folded VPC stay: they are its face.
pub(super) fn fold(tree: &mut Tree, folded: &BTreeSet<ResourceId>) {
    for key in folded {
        let Some(at) = tree.find(key.as_str()) else { continue };
        let foldable = tree.parts.get(at).is_some_and(|part| part.kind.is_container() && !part.hidden);
        if foldable {
            fold_one(tree, at);
        }
    }
}

fn fold_one(tree: &mut Tree, container: usize) {
    let Some(key) = tree.parts.get(container).map(|part| part.key.clone()) else { return };
    let mut inside = children_but_tiles(tree, container);
    let mut count = 0;
    while let Some(at) = inside.pop() {
        inside.extend(tree.parts.get(at).map(|part| part.children.clone()).unwrap_or_default());
        let Some(part) = tree.parts.get_mut(at) else { continue };
        part.hidden = true;
        count += u32::from(!part.kind.is_container() || matches!(part.kind, NodeKind::Subnet { .. }));
        let hidden = part.key.clone();
        tree.stands_for.insert(hidden, key.clone());
    }
    if let Some(part) = tree.parts.get_mut(container) {
        part.folded = Some(count);
    }
}

fn children_but_tiles(tree: &Tree, container: usize) -> Vec<usize> {
    let is_tile =
        |at: &usize| tree.parts.get(*at).is_some_and(|part| matches!(part.kind, NodeKind::BorderTile { .. }));
    let children = tree.parts.get(container).map(|part| part.children.as_slice()).unwrap_or_default();
    children.iter().copied().filter(|at| !is_tile(at)).collect()
}
