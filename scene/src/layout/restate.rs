//! Another state of an instance on a card that stays as it is.

use netyard_core::model::{Document, Instance, Resource};

use super::arrange::address_in;
use super::facts::address_of;
use super::gather::{INSTANCE_RUNS, say_not_placed, say_state};
use super::part::Part;
use crate::node::Node;
use crate::shape;

/// The card of an instance in the state that it has now; `None` where the card would be of another size or stand
/// elsewhere among its neighbours, so that everything has to be laid out anew.
///
/// Name, addresses and container of the instance are those that the card shows.
pub(crate) fn restated(document: &Document, node: &Node, instance: &Instance) -> Option<Node> {
    let part = |meta: String| Part {
        meta,
        has_public_address: node.has_public_address,
        watched: node.watched,
        ..Part::new(node.key.clone(), node.kind, node.glyph)
    };
    let before = part(node.meta.clone());
    let mut after = part(own_address(document, node).unwrap_or_default());
    say_state(&mut after, &instance.state, INSTANCE_RUNS);
    if node.parent.is_none() {
        say_not_placed(&mut after);
    }
    let is_as_wide = before.card_width(shape::CARD_WIDTH) == after.card_width(shape::CARD_WIDTH);
    let stands_there = is_as_wide && address_in(&before.meta) == address_in(&after.meta);
    stands_there.then(|| Node { meta: after.meta, is_dashed: after.is_dashed, ..node.clone() })
}

/// The address of the primary interface.
fn own_address(document: &Document, node: &Node) -> Option<String> {
    let interfaces = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::NetworkInterface(interface) if interface.instance_id() == Some(&node.key) => {
            Some((id, interface))
        }
        _ => None,
    });
    let (_, primary) = interfaces.min_by_key(|(id, interface)| (interface.device_index(), *id))?;
    address_of(primary)
}
