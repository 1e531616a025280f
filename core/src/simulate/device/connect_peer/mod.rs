//! A Connect peer: a GRE tunnel between a transit gateway and an appliance in the VPC that carries it (R-TGW-43).
//!
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>. What is inside has no part in the way of the tunnel's own
//! packets: groups, ACLs and route tables of the VPC see protocol 47 between the two ends. Not modelled: bandwidth, the
//! addresses of BGP inside the tunnel, and that the groups of an appliance take in what its own BGP has asked for.

pub(in crate::simulate) mod appliance;
mod blame;
pub(super) mod hub;
mod missed;

use crate::net::{Family, Header, Protocol};
use crate::simulate::packet::{Identity, Packet, PortChooser, Tunnel};
use crate::topology::ConnectPeerNode;
use std::net::IpAddr;

/// The number of GRE among the protocols.
const GRE: u8 = 47;

/// Puts a header in front: from one end of the tunnel to the other one. Gives the header that is inside now.
fn pack<'a>(
    packet: &mut Packet<'a>,
    peer: &'a ConnectPeerNode,
    (source, destination): (IpAddr, IpAddr),
    identity: Identity<'a>,
) -> Header {
    let outer = Header {
        family: Family::of(destination),
        protocol: Protocol::Number(GRE),
        source,
        source_port: None,
        destination,
        destination_port: None,
        icmp_type: None,
        icmp_code: None,
    };
    let inner = std::mem::replace(&mut packet.header, outer);
    packet.tunnel = Some(Box::new(Tunnel {
        peer,
        header: inner.clone(),
        chooser: std::mem::replace(&mut packet.chooser, PortChooser::Client),
        identity: packet.identity.passed_by(&peer.id),
        hypothetical: std::mem::take(&mut packet.hypothetical),
    }));
    packet.identity = identity;
    inner
}

/// Takes the header off again. Gives the one that was in front.
fn unpack<'a>(packet: &mut Packet<'a>, tunnel: Tunnel<'a>) -> Header {
    packet.chooser = tunnel.chooser;
    packet.identity = tunnel.identity;
    packet.hypothetical = tunnel.hypothetical;
    std::mem::replace(&mut packet.header, tunnel.header)
}
