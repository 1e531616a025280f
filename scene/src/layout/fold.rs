//! Folded containers: what is inside is not drawn, and the container stands for it and says what it holds.

use netyard_core::ordered::Order;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use netyard_core::model::{Document, Resource, ResourceId, ResourceType};

use super::gather::Tree;
use super::part::Part;
use crate::node::NodeKind;

/// So many kinds of what is inside are named; the others are counted together.
const KINDS_NAMED: usize = 3;

/// Hides what lies in folded containers. Gateways on the border of a folded VPC stay: they are its face.
pub(super) fn fold(document: &Document, tree: &mut Tree, folded: &BTreeSet<ResourceId>) {
    for key in folded {
        let Some(at) = tree.find(key.as_str()) else { continue };
        let foldable = tree.parts.get(at).is_some_and(|part| part.kind.is_container() && !part.hidden);
        if foldable {
            fold_one(document, tree, at);
        }
    }
}

fn fold_one(document: &Document, tree: &mut Tree, container: usize) {
    let Some(key) = tree.parts.get(container).map(|part| part.key.clone()) else { return };
    let mut inside = children_but_tiles(tree, container);
    // What counts for this VPC alone is folded with it.
    let is_open = |at: usize| tree.parts.get(at).is_some_and(|part| !part.hidden);
    let names = tree.names.iter().filter(|(name, vpcs)| vpcs.as_slice() == [container] && is_open(*name));
    inside.extend(names.map(|(name, _)| *name));
    let (mut count, mut logs) = (0, 0);
    let mut kinds: BTreeMap<(u8, String), u32> = BTreeMap::new();
    while let Some(at) = inside.pop() {
        inside.extend(tree.parts.get(at).map(|part| part.children.clone()).unwrap_or_default());
        let Some(part) = tree.parts.get_mut(at) else { continue };
        part.hidden = true;
        logs += part.watched.here;
        count += u32::from(!part.kind.is_container() || matches!(part.kind, NodeKind::Subnet { .. }));
        if let Some(kind) = kind_of(document, part) {
            *kinds.entry(kind).or_insert(0) += 1;
        }
        let hidden = part.key.clone();
        tree.stands_for.insert(hidden, key.clone());
    }
    if let Some(part) = tree.parts.get_mut(container) {
        part.folded = Some(count);
        part.watched.inside = logs;
        part.inside = words(kinds);
    }
}

/// What a part counts as: VPCs first, then subnets, instances and the others. Regions, zones and notes are not counted.
fn kind_of(document: &Document, part: &Part) -> Option<(u8, String)> {
    if matches!(part.kind, NodeKind::Region | NodeKind::Zone | NodeKind::Note) {
        return None;
    }
    let resource = document.resource(part.key.as_str()).and_then(Resource::resource_type);
    let rank = match resource {
        Some(ResourceType::Vpc) => 0,
        Some(ResourceType::Subnet) => 1,
        Some(ResourceType::Instance) => 2,
        _ => 3,
    };
    Some((rank, resource.map_or_else(|| "part".to_owned(), word)))
}

/// The label of a type inside a sentence: "instance", but "NAT gateway".
fn word(resource_type: ResourceType) -> String {
    let label = resource_type.label();
    let is_acronym = label.chars().nth(1).is_some_and(char::is_uppercase);
    match label.chars().next() {
        Some(first) if !is_acronym => first.to_lowercase().chain(label.chars().skip(1)).collect(),
        _ => label.to_owned(),
    }
}

/// "4 subnets, 8 instances": the kinds that matter most, and how many parts there are besides.
fn words(kinds: BTreeMap<(u8, String), u32>) -> String {
    let mut kinds: Vec<((u8, String), u32)> = kinds.into_iter().collect();
    kinds.order_by_key(|((rank, word), count)| (*rank, Reverse(*count), word.clone()));
    let rest: u32 = kinds.iter().skip(KINDS_NAMED).map(|(_, count)| count).sum();
    let mut words: Vec<String> = kinds
        .into_iter()
        .take(KINDS_NAMED)
        .map(|((_, word), count)| if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") })
        .collect();
    if rest > 0 {
        words.push(format!("{rest} more"));
    }
    words.join(", ")
}

fn children_but_tiles(tree: &Tree, container: usize) -> Vec<usize> {
    let is_tile =
        |at: &usize| tree.parts.get(*at).is_some_and(|part| matches!(part.kind, NodeKind::BorderTile { .. }));
    let children = tree.parts.get(container).map(|part| part.children.as_slice()).unwrap_or_default();
    children.iter().copied().filter(|at| !is_tile(at)).collect()
}
