//! The network ACL of the subnet that a packet enters (R-FLOW-3).

use super::network_acl;
use crate::simulate::filter::Direction;
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;
use crate::simulate::world::Receiver;
use crate::topology::{PeeringNode, SubnetNode};

/// Asks the ACL of the subnet in which an attachment of a transit gateway takes packets, even of hosts in that very
/// subnet (R-TGW-10, R-TGW-11). Nothing else filters there: the interface has no groups (R-TGW-12).
pub(in crate::simulate) fn at_hub<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    subnet: &'a SubnetNode,
    from: &'a SubnetNode,
) {
    let rule = if from.id == subnet.id { "R-TGW-11" } else { "R-TGW-10" };
    network_acl::pass(walk, packet, subnet, Direction::Inbound, vec![rule, "R-NACL-12", "R-TGW-12"]);
}

/// Asks the ACL, unless the packet comes from the same subnet (R-FLOW-4).
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    packet: &mut Packet<'a>,
    subnet: &'a SubnetNode,
    from: Option<&'a SubnetNode>,
    came_by: Option<&'a PeeringNode>,
    receiver: Option<Receiver<'a>>,
) {
    if from.is_some_and(|from| from.id == subnet.id) {
        return;
    }
    let mut book = vec!["R-FLOW-3"];
    if walk.enter_zone(packet, &subnet.id, subnet.zone.as_deref()) {
        book.push("R-FLOW-12");
    }
    if from.is_some() {
        book.push("R-FLOW-5");
    }
    if came_by.is_some() {
        book.push("R-PEER-17");
    }
    // The ACL of its subnet is what filters a NAT gateway, which has no groups (R-NAT-8, R-NACL-14).
    if matches!(receiver, Some(Receiver::Nat(_))) {
        book.extend(["R-NAT-8", "R-NACL-14"]);
        if walk.is_return() {
            book.push("R-NAT-4");
        }
    }
    // Nor has the endpoint of a Gateway Load Balancer any (R-GWLB-11).
    if let Some(Receiver::Interface(interface)) = receiver
        && walk.world.inspection(interface).is_some()
    {
        book.extend(["R-GWLB-11", "R-NACL-14"]);
    }
    network_acl::pass(walk, packet, subnet, Direction::Inbound, book);
}
