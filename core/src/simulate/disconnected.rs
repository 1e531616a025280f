//! Two VPCs that nothing joins: said before any walk (R-FLOW-13).

use super::flow_plan::{Plan, Sender, Target};
use super::walk::{Decision, Stop, Walk};
use super::{Outcome, codes};
use crate::message::Message;
use crate::model::ResourceId;
use crate::net::{cidrs_overlap, well_known};
use crate::routing::{Lookup, Target as RouteTarget};
use crate::simulate::world::World;
use crate::topology::{AddressOwner, SubnetNode, TransitGatewayAttachmentNode, TransitGatewayNode, VpcNode};

/// Whether nothing joins the two VPCs. A route that leads to something unknown may join them, so it is walked.
pub(super) fn check<'a>(walk: &mut Walk<'a>, plan: &Plan<'a>) -> bool {
    let world = walk.world;
    let subnet = match plan.from {
        Sender::Interface(interface) => world.subnet(interface.subnet.as_ref()),
        Sender::Subnet(subnet) => Some(subnet),
        Sender::Host(_) | Sender::Site(_) | Sender::Internet => None,
    };
    let Some(subnet) = subnet else { return false };
    let Some(own) = world.vpc(subnet.vpc.as_ref()) else { return false };
    let Some(other) = other_vpc(walk, plan, own) else { return false };
    if world.network.has_connection(own.id.as_str(), other.id.as_str())
        || may_be_joined(walk, plan, subnet, own)
    {
        return false;
    }
    let (key, template, more) = words(world, own, other);
    let ends = [("from", world.name(&own.id).to_owned()), ("to", world.name(&other.id).to_owned())];
    let message = Message::new(key, template, ends.into_iter().chain(more).collect::<Vec<_>>());
    let text = format!("nothing connects {} with {}", world.name(&own.id), world.name(&other.id));
    let decision = Decision::new(&own.id, Outcome::NoMatch, ["R-FLOW-13"], text);
    walk.refuse(&own.id, decision, Stop::new(codes::DISCONNECTED_VPCS, message));
    true
}

/// What joins other VPCs with one of the two is what should join them: key, template, and more arguments than the two.
fn words(world: World<'_>, own: &VpcNode, other: &VpcNode) -> Words {
    let overlap = own.cidrs.iter().any(|one| other.cidrs.iter().any(|two| cidrs_overlap(one, two)));
    if overlap {
        return (
            "vpcs.disconnected-overlap",
            "Nothing connects {from} with {to}, and no VPC peering connection can: their blocks overlap. Give one of them other blocks.",
            Vec::new(),
        );
    }
    if let Some((attachment, hub, vpc)) = gone(world, own, other).or_else(|| gone(world, other, own)) {
        return (
            "vpcs.disconnected-attachment",
            "Nothing connects {from} with {to}: {attachment}, which would attach {apart} to {hub}, is {state}. Attach {apart} to {hub} again, or add a VPC peering connection.",
            vec![
                ("attachment", world.name(&attachment.id).to_owned()),
                ("apart", world.name(&vpc.id).to_owned()),
                ("hub", world.name(hub).to_owned()),
                ("state", attachment.state.clone()),
            ],
        );
    }
    let in_region_of =
        |vpc: &VpcNode, hub: &TransitGatewayNode| vpc.region.is_none() || vpc.region == hub.region;
    let (attached, apart, hub) = match (hub_of(world, own), hub_of(world, other)) {
        (Some(hub), Some(far_hub)) => {
            return (
                "vpcs.disconnected-hubs",
                "Nothing connects {from} with {to}: {from} is attached to {hub}, and {to} to {farHub}. Peer the two transit gateways, or add a VPC peering connection.",
                vec![("hub", world.name(&hub.id).to_owned()), ("farHub", world.name(&far_hub.id).to_owned())],
            );
        }
        (Some(hub), None) if in_region_of(other, hub) => (own, other, hub),
        (None, Some(hub)) if in_region_of(own, hub) => (other, own, hub),
        _ => {
            let template = "Nothing connects {from} with {to}. Add a VPC peering connection.";
            return ("vpcs.disconnected", template, Vec::new());
        }
    };
    (
        "vpcs.disconnected-hub",
        "Nothing connects {from} with {to}: {attached} is attached to {hub}, and {apart} is not. Attach {apart} to {hub}, or add a VPC peering connection.",
        vec![
            ("attached", world.name(&attached.id).to_owned()),
            ("apart", world.name(&apart.id).to_owned()),
            ("hub", world.name(&hub.id).to_owned()),
        ],
    )
}

/// A key, a template, and arguments.
type Words = (&'static str, &'static str, Vec<(&'static str, String)>);

/// The first transit gateway that a VPC is attached to and that is there.
fn hub_of<'a>(world: World<'a>, vpc: &VpcNode) -> Option<&'a TransitGatewayNode> {
    let network = world.network;
    let attachments = vpc.transit_gateway_attachments.iter();
    let nodes = attachments.filter_map(|id| network.transit_gateway_attachments.get(id));
    let mut hubs = nodes.filter_map(|node| network.transit_gateways.get(node.gateway.as_ref()?));
    hubs.find(|hub| !hub.is_gone())
}

/// An attachment of the second VPC that is gone, to a transit gateway that the first one is attached to.
fn gone<'a>(
    world: World<'a>,
    attached: &VpcNode,
    apart: &'a VpcNode,
) -> Option<(&'a TransitGatewayAttachmentNode, &'a ResourceId, &'a VpcNode)> {
    let hub = &hub_of(world, attached)?.id;
    let nodes = world.network.transit_gateway_attachments.values();
    let mut of_vpc = nodes.filter(|node| node.vpc() == Some(&apart.id) && node.gateway.as_ref() == Some(hub));
    Some((of_vpc.find(|node| node.is_gone())?, hub, apart))
}

/// The VPC of a private destination, if it is not the sender's own.
fn other_vpc<'a>(walk: &Walk<'a>, plan: &Plan<'a>, own: &VpcNode) -> Option<&'a VpcNode> {
    let world = walk.world;
    let destination = plan.header.destination;
    let vpc = match plan.to {
        Target::Interface(interface) if interface.owns(destination) => interface.vpc.as_ref(),
        Target::Address if !well_known::is_public(destination) && !own.contains(destination) => {
            match world.network.owners_of_private_address(destination).as_slice() {
                [(vpc, AddressOwner::Interface(_) | AddressOwner::NatGateway(_))] => Some(*vpc),
                _ => None,
            }
        }
        _ => None,
    };
    // A public IPv6 address is reached over the internet.
    let vpc = world.vpc(vpc).filter(|vpc| vpc.id != own.id)?;
    (destination.is_ipv4() || !well_known::is_public(destination)).then_some(vpc)
}

fn may_be_joined(walk: &Walk<'_>, plan: &Plan<'_>, subnet: &SubnetNode, own: &VpcNode) -> bool {
    let Some(table) = walk.world.routed.table_of(subnet) else { return true };
    let unseen = ["vpcPeeringConnection", "transitGateway", "transitGatewayAttachment"];
    unseen.iter().any(|kind| own.does_not_know(kind))
        || matches!(
            table.look_up(plan.header.destination),
            Lookup::Route { winner, .. } if matches!(
                winner.target,
                RouteTarget::Unknown(_)
                    | RouteTarget::NetworkInterface(_)
                    | RouteTarget::GatewayLoadBalancerEndpoint(_)
            )
        )
}
