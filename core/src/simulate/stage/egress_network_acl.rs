//! The network ACL of the subnet that a packet leaves: the last gate of R-FLOW-2.

use super::network_acl;
use crate::simulate::filter::Direction;
use crate::simulate::packet::Packet;
use crate::simulate::place::NextHop;
use crate::simulate::walk::Walk;
use crate::topology::{NatNode, SubnetNode};

/// Asks the ACL, unless the next hop is in the same subnet: then the packet does not leave it (R-FLOW-4).
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
    next_hop: Option<NextHop<'a>>,
    nat: Option<&'a NatNode>,
) {
    if next_hop.is_some_and(|next_hop| stays_inside(next_hop, subnet)) {
        return;
    }
    let mut book = Vec::new();
    if nat.is_some() {
        // The ACL of its subnet is what filters a NAT gateway, which has no groups (R-NAT-8, R-NACL-14).
        book.extend(["R-NAT-8", "R-NACL-14"]);
    }
    match next_hop {
        Some(NextHop::EgressOnlyInternetGateway(_)) => book.push("R-EIGW-3"),
        Some(NextHop::Local) => book.push("R-FLOW-5"),
        Some(NextHop::Peering(_)) => book.push("R-PEER-17"),
        Some(NextHop::TransitGateway(_, attachment)) if attachment.subnets.contains(&subnet.id) => {
            book.push("R-TGW-11");
        }
        Some(NextHop::TransitGateway(..)) => book.push("R-TGW-10"),
        Some(NextHop::Endpoint(_)) => book.push("R-GWE-7"),
        Some(NextHop::Inspection(endpoint)) if endpoint.subnet.as_ref() == Some(&subnet.id) => {
            book.push("R-GWLB-6");
        }
        _ => {}
    }
    // What a transit gateway brought leaves the subnet of the attachment.
    if nat.is_none() && packet.hub_subnet == Some(&subnet.id) && !book.contains(&"R-TGW-10") {
        book.push("R-TGW-10");
    }
    network_acl::pass(walk, packet, subnet, Direction::Outbound, book);
}

fn stays_inside(next_hop: NextHop<'_>, subnet: &SubnetNode) -> bool {
    match next_hop {
        NextHop::Interface(interface) => interface.subnet.as_ref() == Some(&subnet.id),
        NextHop::NatGateway(nat) => nat.subnet.as_ref() == Some(&subnet.id),
        // The ACL is asked towards an endpoint in the very same subnet (R-GWLB-6).
        NextHop::Inspection(_)
        | NextHop::Local
        | NextHop::InternetGateway(_)
        | NextHop::EgressOnlyInternetGateway(_)
        | NextHop::Peering(_)
        | NextHop::TransitGateway(..)
        | NextHop::VpnGateway(_)
        | NextHop::Endpoint(_)
        | NextHop::Unknown(_) => false,
    }
}
