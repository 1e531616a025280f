//! Through which zone a packet goes in and out of a transit gateway (R-TGW-5, R-TGW-8, R-TGW-24, R-TGW-25).

use super::blame;
use crate::message::Message;
use crate::simulate::codes;
use crate::simulate::flow_plan::{Plan, Sender, Target};
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;
use crate::simulate::world::World;
use crate::topology::{SubnetNode, TransitGatewayAttachmentNode, TransitGatewayNode};

/// The subnet of the attachment in the zone of this subnet; where AWS would not take the packet there, the first one.
pub(super) fn way_in<'a>(
    world: World<'a>,
    attachment: &'a TransitGatewayAttachmentNode,
    from: &SubnetNode,
) -> Option<&'a SubnetNode> {
    let mut subnets = subnets(world, attachment);
    subnets
        .iter()
        .position(|subnet| subnet.id == from.id)
        .or_else(|| subnets.iter().position(|subnet| subnet.zone == from.zone))
        .map(|at| subnets.swap_remove(at))
        .or_else(|| subnets.into_iter().next())
}

fn subnets<'a>(world: World<'a>, attachment: &'a TransitGatewayAttachmentNode) -> Vec<&'a SubnetNode> {
    attachment.subnets.iter().filter_map(|id| world.network.subnets.get(id)).collect()
}

/// The subnet by which a packet comes into a VPC, and the numbers that the choice shows.
pub(in crate::simulate::device) struct WayOut<'a> {
    pub(in crate::simulate::device) subnet: &'a SubnetNode,
    pub(super) book: Vec<&'static str>,
}

/// Which of the zones of an attachment the gateway takes. `None` where the walk parts here, or nothing is known.
pub(in crate::simulate::device) fn way_out<'a>(
    walk: &mut Walk<'a>,
    plan: &Plan<'a>,
    packet: &Packet<'a>,
    gateway: &'a TransitGatewayNode,
    attachment: &'a TransitGatewayAttachmentNode,
) -> Option<WayOut<'a>> {
    let all = subnets(walk.world, attachment);
    if all.is_empty() || attachment.vpc().is_none() {
        blame::no_subnets(walk, attachment, gateway);
        return None;
    }
    let up: Vec<&SubnetNode> = all.iter().copied().filter(|subnet| !walk.world.is_down(subnet)).collect();
    let candidates =
        if up.is_empty() { blame::zones_down(walk, packet, gateway, attachment, all) } else { up };
    let mut book = Vec::new();
    let wanted = if attachment.appliance_mode {
        book.push("R-TGW-25");
        zone_of_flow(walk, plan)
    } else {
        packet.zone
    };
    let in_wanted = candidates.iter().position(|subnet| wanted.is_some() && subnet.zone.as_deref() == wanted);
    let at = if let Some(at) = in_wanted {
        at
    } else {
        // What comes from a site is in no zone yet.
        if !attachment.appliance_mode && packet.zone.is_some() {
            book.push("R-TGW-8");
        }
        pick(walk, packet, gateway, attachment, &candidates)?
    };
    let subnet = *candidates.get(at)?;
    remember(walk, packet, gateway, attachment, subnet, &mut book);
    Some(WayOut { subnet, book })
}

/// The zone that appliance mode keeps a flow in: that of both its ends, or of the only end that has one.
fn zone_of_flow<'a>(walk: &Walk<'a>, plan: &Plan<'a>) -> Option<&'a str> {
    let world = walk.world;
    let zone = |subnet| world.subnet(subnet).and_then(|subnet| subnet.zone.as_deref());
    let from = match plan.from {
        Sender::Interface(node) => zone(node.subnet.as_ref()),
        Sender::Subnet(subnet) => subnet.zone.as_deref(),
        Sender::Host(_) | Sender::Site(_) | Sender::Internet => None,
    };
    let to = match plan.to {
        Target::Interface(node) => zone(node.subnet.as_ref()),
        Target::Host(_) | Target::Directory(_) => None,
        Target::Address | Target::NoPublicAddress { .. } => {
            let owners = world.network.owners_of_private_address(plan.header.destination);
            let vpc = match owners.as_slice() {
                [(vpc, _)] => world.vpc(Some(*vpc)),
                _ => None,
            };
            let owner = vpc.and_then(|vpc| world.receiver(vpc, plan.header.destination));
            owner.and_then(|(subnet, _)| subnet.zone.as_deref())
        }
    };
    match (from, to) {
        (Some(from), Some(to)) => (from == to).then_some(from),
        (one, other) => one.or(other),
    }
}

/// AWS chooses: with appliance mode once for both directions, without it as it likes.
fn pick<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a TransitGatewayNode,
    attachment: &'a TransitGatewayAttachmentNode,
    candidates: &[&'a SubnetNode],
) -> Option<usize> {
    let world = walk.world;
    let name =
        |subnet: &&'a SubnetNode| subnet.zone.clone().unwrap_or_else(|| world.name(&subnet.id).to_owned());
    let ways = candidates.iter().map(name).collect();
    let (gateway_name, attachment_name) = (world.name(&gateway.id), world.name(&attachment.id));
    let (choice, reason) = if attachment.appliance_mode {
        let reason = format!(
            "{gateway_name} keeps the flow in one zone of {attachment_name}, and AWS chooses which: appliance mode is on"
        );
        (format!("appliance {}", attachment.id), reason)
    } else {
        let why = match packet.zone {
            Some(_) => format!("{attachment_name} has no subnet in the zone that the packet comes from"),
            None => "The packet comes from no zone".to_owned(),
        };
        let reason = format!("{why}, so {gateway_name} takes any zone of {attachment_name}");
        (format!("{} {}", if walk.is_return() { "return" } else { "forward" }, attachment.id), reason)
    };
    walk.pick(&gateway.id, choice, ways, reason)
}

/// Remembers the zone of a request; a reply through another zone of a VPC in the middle meets another appliance
/// (R-TGW-24).
fn remember<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    gateway: &'a TransitGatewayNode,
    attachment: &'a TransitGatewayAttachmentNode,
    subnet: &'a SubnetNode,
    book: &mut Vec<&'static str>,
) {
    if !walk.is_return() {
        walk.session.hub_zones.push((&attachment.id, subnet));
        return;
    }
    let world = walk.world;
    let vpc = world.vpc(attachment.vpc());
    let passes_through = vpc.is_some_and(|vpc| !vpc.contains(packet.header.destination));
    let mut requests = walk.session.hub_zones.iter().rev();
    let before = requests.find(|(id, _)| **id == attachment.id).map(|(_, subnet)| *subnet);
    let Some(before) = before.filter(|before| passes_through && before.zone != subnet.zone) else { return };
    book.push("R-TGW-24");
    walk.session.changed_zone = Some(attachment);
    let zone = |subnet: &SubnetNode| subnet.zone.clone().unwrap_or_else(|| subnet.id.to_string());
    let message = Message::new(
        "note.appliance-mode-recommended",
        "The request passed {attachment} in {before}, the reply passes it in {after}: appliances that keep state see only half of the flow. Turn appliance mode on.",
        [
            ("attachment", world.name(&attachment.id).to_owned()),
            ("before", zone(before)),
            ("after", zone(subnet)),
        ],
    );
    walk.note(codes::TRANSIT_GATEWAY_APPLIANCE_MODE_RECOMMENDED, Some(&gateway.id), message);
}
