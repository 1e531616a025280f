//! The security groups of the sending interface (R-SG-1): the second gate of R-FLOW-2.
//!
//! A reply of an admitted flow passes whatever the rules say (R-SG-2).

use super::ingress_security_group::decide;
use crate::net::Family;
use crate::simulate::filter::Direction;
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;
use crate::topology::{InterfaceNode, ManagedServiceNode};

/// Asks the groups for what leaves.
pub(in crate::simulate) fn run<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, interface: &'a InterfaceNode) {
    decide(walk, packet, interface, Direction::Outbound, None, "R-FLOW-2");
    let is_function = walk.world.service(interface).is_some_and(ManagedServiceNode::is_function);
    if is_function && packet.header.family == Family::Ipv6 {
        walk.add_to_last_book("R-LAM-5");
    }
}
