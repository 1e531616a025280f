//! Whether an instance that forwards is a NAT instance, which puts its own address in place of the sender's, or a router.
//!
//! A NAT instance has a public address and stands in a public subnet (R-NATI-1), so it is one only for what its own subnet
//! sends to an internet gateway. Before a NAT gateway, a transit gateway, a virtual private gateway, a peering connection or
//! another instance it is a router (R-ENI-2). <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html>.

use super::vpn_choice;
use crate::model::{Resource, ResourceId};
use crate::net::{Family, well_known};
use crate::routing::{Lookup, Target};
use crate::simulate::packet::Packet;
use crate::simulate::stage::gateway_route;
use crate::simulate::walk::Walk;
use crate::simulate::world::World;
use crate::topology::InterfaceNode;
use std::net::IpAddr;

/// Whether the instance translates a packet that came by one of its interfaces and leaves by another, or by the same. A reply
/// never is; what comes back for the sender by the table of the internet gateway makes it a router too (R-EDGE-7).
pub(super) fn translates(
    walk: &Walk<'_>,
    packet: &Packet<'_>,
    came_by: &InterfaceNode,
    leaves_by: &InterfaceNode,
) -> bool {
    let header = &packet.header;
    if walk.is_return() || header.family != Family::Ipv4 || !well_known::is_public(header.destination) {
        return false;
    }
    let vpc = walk.world.vpc(came_by.vpc.as_ref());
    if vpc.is_some_and(|vpc| vpc.contains(header.destination))
        || !is_way_out(walk, header.destination, leaves_by)
    {
        return false;
    }
    !vpc.is_some_and(|vpc| gateway_route::is_steered_to(walk.world, vpc, header.source, came_by))
}

/// Whether the subnet of the interface sends the address to the internet. Where it sends it nowhere, or to an endpoint of a
/// service that both kinds may use, the public address tells what the instance is meant for.
fn is_way_out(walk: &Walk<'_>, destination: IpAddr, interface: &InterfaceNode) -> bool {
    let world = walk.world;
    let has_public_address = interface.addresses.iter().any(|entry| entry.public.is_some());
    let subnet = world.subnet(interface.subnet.as_ref());
    let Some(table) = subnet.and_then(|subnet| world.routed.table_of(subnet)) else {
        return has_public_address;
    };
    let found = table.look_up_without(destination, &|route| vpn_choice::is_taken_out(walk, route));
    let Lookup::Route { winner, .. } = found else { return has_public_address };
    match &winner.target {
        Target::InternetGateway(_) => true,
        Target::Blackhole { id, .. } => leads_out(world, id).unwrap_or(has_public_address),
        Target::GatewayEndpoint(_) | Target::Unknown(_) | Target::None => has_public_address,
        Target::Local
        | Target::EgressOnlyInternetGateway(_)
        | Target::NatGateway(_)
        | Target::NetworkInterface(_)
        | Target::GatewayLoadBalancerEndpoint(_)
        | Target::VpcPeeringConnection(_)
        | Target::TransitGateway(_)
        | Target::VpnGateway(_) => false,
    }
}

/// Whether the target that a blackhole names would be an internet gateway; `None` for one that is gone.
fn leads_out(world: World<'_>, id: &ResourceId) -> Option<bool> {
    let resource = world.network.resource(id.as_str())?;
    Some(matches!(resource, Resource::InternetGateway(_)))
}
