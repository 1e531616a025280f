//! Two VPCs that nothing joins: said before any walk (R-FLOW-13).

use super::flow_plan::{Plan, Sender, Target};
use super::walk::{Decision, Stop, Walk};
use super::{Outcome, codes};
use crate::message::Message;
use crate::net::{cidrs_overlap, well_known};
use crate::routing::{Lookup, Target as RouteTarget};
use crate::topology::{AddressOwner, SubnetNode, VpcNode};

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
    let overlap = own.cidrs.iter().any(|one| other.cidrs.iter().any(|two| cidrs_overlap(one, two)));
    let (key, template) = if overlap {
        (
            "vpcs.disconnected-overlap",
            "Nothing connects {from} with {to}, and no VPC peering connection can: their blocks overlap. Give one of them other blocks.",
        )
    } else {
        ("vpcs.disconnected", "Nothing connects {from} with {to}. Add a VPC peering connection.")
    };
    let message = Message::new(
        key,
        template,
        [("from", world.name(&own.id).to_owned()), ("to", world.name(&other.id).to_owned())],
    );
    let text = format!("nothing connects {} with {}", world.name(&own.id), world.name(&other.id));
    let decision = Decision::new(&own.id, Outcome::NoMatch, ["R-FLOW-13"], text);
    walk.refuse(&own.id, decision, Stop::new(codes::DISCONNECTED_VPCS, message));
    true
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
            Lookup::Route { winner, .. } if matches!(winner.target, RouteTarget::Unknown(_) | RouteTarget::NetworkInterface(_))
        )
}
