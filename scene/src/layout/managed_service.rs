//! Managed services and interface endpoints: a card in the subnet of the first interface, and one more in each other subnet
//! where they have one.

use netyard_core::model::{Document, NetworkInterface, Resource, ResourceId};
use netyard_core::ordered::{IntoOrdered, Order};

use super::facts::{Facts, address_of};
use super::frame::frame_of;
use super::gather::{Tree, card, place_card, say_state, subnet_part};
use crate::glyph::{glyph_of_type, glyph_word};
use crate::node::NodeKind;

/// Adds what a service is drawn as. Interfaces in one subnet are one card.
pub(super) fn add(
    document: &Document,
    facts: &Facts<'_>,
    id: &ResourceId,
    resource: &Resource,
    tree: &mut Tree,
) {
    let glyph = glyph_of_type(glyph_word(resource)).id;
    let mut interfaces = facts.interfaces_of(id).to_vec();
    if let Resource::DbInstance(database) = resource
        && let Some(primary) = database.availability_zone.as_deref()
    {
        let is_elsewhere = |interface: &NetworkInterface| {
            let subnet = interface.subnet_id.as_ref().and_then(|subnet| document.subnet(subnet.as_str()));
            subnet.and_then(|subnet| subnet.availability_zone.as_deref()) != Some(primary)
        };
        interfaces.order_by_key(|(_, interface)| is_elsewhere(interface));
    }
    let primary = interfaces.first();
    let mut part = card(document, id, glyph);
    part.meta = primary.and_then(|(_, interface)| address_of(interface)).unwrap_or_default();
    if let Some((state, usual)) = resource.service_state() {
        say_state(&mut part, state, usual);
    }
    part.has_public_address = primary.is_some_and(|(id, interface)| facts.is_public(id, interface));
    let subnet = primary.and_then(|(_, interface)| interface.subnet_id.as_ref());
    let parent = subnet.and_then(|subnet| subnet_part(tree, subnet.as_str()));
    if let Resource::Task(task) = resource
        && let Some(host) = task.host()
    {
        // It stands where its instance does, and answers at the address of that.
        let of_host = facts.interfaces_of(host).first().and_then(|(_, own)| own.subnet_id.as_ref());
        let parent = of_host.and_then(|subnet| subnet_part(tree, subnet.as_str()));
        part.meta = format!("on {}{}", document.display_name(host.as_str()), part.meta);
        place_card(document, part, parent, tree);
        return;
    }
    if let Some((words, region)) = outside(resource).filter(|_| primary.is_none()) {
        // A function or a server without an interface is in no VPC: it belongs to its Region.
        let comma = if part.meta.is_empty() { "" } else { ", " };
        part.meta = format!("{words}{comma}{}", part.meta.trim_start());
        let frame = frame_of(tree, facts, resource.owner_id(), region);
        let at = tree.add(document, part, frame);
        if frame.is_some_and(|at| tree.parts.get(at).is_some_and(|part| part.kind == NodeKind::Region)) {
            tree.services.push((at, Vec::new()));
        }
        return;
    }
    let of_interface = primary.and_then(|(_, interface)| interface.owner_id.as_deref());
    facts.owners.say_guest(document, &mut part, resource.owner_id().or(of_interface), subnet);
    place_card(document, part, parent, tree);
    let mut shown = std::iter::once(subnet).into_set();
    // A database has one primary interface; what stands ready for it looks so.
    let other_glyph = if matches!(resource, Resource::DbInstance(_)) { "stby" } else { glyph };
    for (interface_id, interface) in &interfaces {
        let place = interface.subnet_id.as_ref();
        let parent = place.and_then(|subnet| subnet_part(tree, subnet.as_str()));
        let is_new = parent.is_some() && !shown.contains(&place);
        if !is_new {
            tree.stands_for.insert((*interface_id).clone(), id.clone());
            continue;
        }
        shown.insert(place);
        let mut part = card(document, interface_id, other_glyph);
        document.display_name(id.as_str()).clone_into(&mut part.name);
        part.meta = address_of(interface).unwrap_or_default();
        part.has_public_address = facts.is_public(interface_id, interface);
        place_card(document, part, parent, tree);
    }
}

/// How it stands outside of every VPC, and its Region, if it may.
fn outside(resource: &Resource) -> Option<(&'static str, Option<&str>)> {
    match resource {
        Resource::Function(own) => Some(("in no VPC", own.region.as_deref())),
        Resource::TransferServer(own) if own.is_public() => Some(("public endpoint", own.region.as_deref())),
        Resource::TransferServer(own) => Some(("in no VPC", own.region.as_deref())),
        _ => None,
    }
}
