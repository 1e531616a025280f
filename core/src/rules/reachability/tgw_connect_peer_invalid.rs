//! A Connect peer that AWS would not make.

use crate::message::{Message, say};
use crate::model::TransitGatewayConnectPeer;
use crate::net::CidrBlock;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::{AttachmentKind, ConnectPeerNode};
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// A Connect peer belongs to an attachment of another kind; has no address of the appliance; takes its address at the
    /// transit gateway from none of the blocks of that, or of another family than that of the appliance; uses inside the
    /// tunnel other blocks than one /29 of 169.254.0.0/16 and perhaps one /125 of fd00::/8, or one that AWS keeps for itself;
    /// or shares both ends, or a block inside, with another peer of the transit gateway.
    ///
    /// # Why it matters
    /// AWS refuses such a peer.
    ///
    /// # How to fix
    /// Choose addresses and blocks as AWS takes them.
    ///
    /// # Limits
    /// Of several mistakes the first is told.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>
    RuleInfo {
        id: "tgw-connect-peer-invalid",
        title: "AWS would not make a Connect peer",
        group: Group::Reachability,
        book: &["R-TGW-43"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

/// What AWS keeps of 169.254.0.0/16 for itself.
const RESERVED: [&str; 7] = [
    "169.254.0.0/29",
    "169.254.1.0/29",
    "169.254.2.0/29",
    "169.254.3.0/29",
    "169.254.4.0/29",
    "169.254.5.0/29",
    "169.254.169.248/29",
];

fn check(context: &Context<'_>, report: &mut Report) {
    let peers: Vec<&ConnectPeerNode> =
        context.network.connect_peers.values().filter(|peer| !peer.is_gone()).collect();
    for (place, peer) in peers.iter().enumerate() {
        let Some(drawn) = context.document.transit_gateway_connect_peer(peer.id.as_str()) else { continue };
        let fault = kind(context, peer)
            .or_else(|| ends(context, peer, drawn))
            .or_else(|| inside(context, peer, drawn))
            .or_else(|| {
                let before = peers.iter().take(place);
                before
                    .filter(|other| other.gateway.is_some() && other.gateway == peer.gateway)
                    .find_map(|other| shared(context, peer, other, drawn))
            });
        if let Some((message, help)) = fault {
            report.push(Found::new([&peer.id], message, help));
        }
    }
}

fn kind(context: &Context<'_>, peer: &ConnectPeerNode) -> Option<(Message, Message)> {
    let attachment = context.network.transit_gateway_attachments.get(peer.attachment.as_ref()?)?;
    if attachment.kind == AttachmentKind::Connect {
        return None;
    }
    let (name, of) = (context.name(&peer.id), context.name(&attachment.id));
    let message = say!(
        "tgw-connect-peer-invalid.attachment",
        "{peer} belongs to {attachment}, which is no Connect attachment.",
        peer = name,
        attachment = of
    );
    let help = say!(
        "tgw-connect-peer-invalid.attachment-help",
        "Give {peer} to a Connect attachment that {attachment} carries.",
        peer = name,
        attachment = of
    );
    Some((message, help))
}

fn ends(
    context: &Context<'_>,
    peer: &ConnectPeerNode,
    drawn: &TransitGatewayConnectPeer,
) -> Option<(Message, Message)> {
    let name = context.name(&peer.id);
    let Some(appliance) = peer.peer_address else {
        let message = say!(
            "tgw-connect-peer-invalid.no-peer",
            "{peer} does not say the address of the appliance.",
            peer = name
        );
        let help = say!(
            "tgw-connect-peer-invalid.no-peer-help",
            "Give {peer} an address of the appliance.",
            peer = name
        );
        return Some((message, help));
    };
    let written = drawn.connect_peer_configuration.transit_gateway_address.as_ref()?;
    let end = peer.hub_address?;
    if end.is_ipv4() != appliance.is_ipv4() {
        let message = say!(
            "tgw-connect-peer-invalid.family",
            "The ends of {peer}, {end} and {appliance}, are of different families.",
            peer = name,
            end = end,
            appliance = appliance
        );
        let help = say!(
            "tgw-connect-peer-invalid.family-help",
            "Give both ends of {peer} IPv4 addresses, or both IPv6 addresses.",
            peer = name
        );
        return Some((message, help));
    }
    let gateway = peer.gateway.as_ref()?;
    let hub = context.document.transit_gateway(gateway.as_str())?;
    let blocks = &hub.options.transit_gateway_cidr_blocks;
    let is_in = blocks.iter().filter_map(CidrBlock::net).any(|block| block.contains(&end));
    // Without any block another rule speaks.
    if is_in || blocks.is_empty() {
        return None;
    }
    let message = say!(
        "tgw-connect-peer-invalid.outside",
        "{peer} takes {end} at {gateway}, which is in none of its blocks.",
        peer = name,
        end = written,
        gateway = context.name(gateway)
    );
    let help = say!(
        "tgw-connect-peer-invalid.outside-help",
        "Choose an address of a block of {gateway}, or none: AWS then takes the first free one.",
        gateway = context.name(gateway)
    );
    Some((message, help))
}

fn inside(
    context: &Context<'_>,
    peer: &ConnectPeerNode,
    drawn: &TransitGatewayConnectPeer,
) -> Option<(Message, Message)> {
    let name = context.name(&peer.id);
    let help = || {
        say!(
            "tgw-connect-peer-invalid.inside-help",
            "Give {peer} one /29 of 169.254.0.0/16 that AWS does not keep for itself, such as 169.254.6.0/29, and perhaps one /125 of fd00::/8.",
            peer = context.name(&peer.id)
        )
    };
    let written = &drawn.connect_peer_configuration.inside_cidr_blocks;
    let blocks: Vec<IpNet> = written.iter().filter_map(CidrBlock::net).collect();
    if let Some(bad) = blocks.iter().find(|block| !is_usable(**block)) {
        let message = say!(
            "tgw-connect-peer-invalid.inside",
            "{peer} uses {block} inside its tunnel, which AWS does not take there.",
            peer = name,
            block = bad
        );
        return Some((message, help()));
    }
    let count = |is_v4: bool| blocks.iter().filter(|block| block.addr().is_ipv4() == is_v4).count();
    // What cannot be read is told by another rule.
    if count(true) == 1 && count(false) <= 1 || blocks.len() < written.len() {
        return None;
    }
    let message = say!(
        "tgw-connect-peer-invalid.inside-count",
        "{peer} needs one IPv4 block inside its tunnel and at most one IPv6 block; it has {v4} and {v6}.",
        peer = name,
        v4 = count(true),
        v6 = count(false)
    );
    Some((message, help()))
}

fn is_usable(block: IpNet) -> bool {
    let is_within = |around: &str| around.parse::<IpNet>().is_ok_and(|around| around.contains(&block));
    match block {
        IpNet::V4(v4) => {
            v4.prefix_len() == 29
                && is_within("169.254.0.0/16")
                && !RESERVED.iter().any(|reserved| is_within(reserved))
        }
        IpNet::V6(v6) => v6.prefix_len() == 125 && is_within("fd00::/8"),
    }
}

fn shared(
    context: &Context<'_>,
    peer: &ConnectPeerNode,
    other: &ConnectPeerNode,
    drawn: &TransitGatewayConnectPeer,
) -> Option<(Message, Message)> {
    let (name, of) = (context.name(&peer.id), context.name(&other.id));
    let ends = |node: &ConnectPeerNode| node.hub_address.zip(node.peer_address);
    if let Some((end, appliance)) = ends(peer).filter(|own| ends(other) == Some(*own)) {
        let message = say!(
            "tgw-connect-peer-invalid.same-ends",
            "{peer} has the same two ends as {other}, {end} and {appliance}: the transit gateway could not tell their packets apart.",
            peer = name,
            other = of,
            end = end,
            appliance = appliance
        );
        let help = say!(
            "tgw-connect-peer-invalid.same-ends-help",
            "Give {peer} another address at the transit gateway, or at the appliance.",
            peer = name
        );
        return Some((message, help));
    }
    let others = context.document.transit_gateway_connect_peer(other.id.as_str())?;
    let blocks = |of: &TransitGatewayConnectPeer| -> Vec<IpNet> {
        of.connect_peer_configuration.inside_cidr_blocks.iter().filter_map(CidrBlock::net).collect()
    };
    let taken = blocks(others);
    let overlaps = |own: &IpNet| {
        taken.iter().any(|taken| taken.contains(&own.network()) || own.contains(&taken.network()))
    };
    let block = blocks(drawn).into_iter().find(overlaps)?;
    let message = say!(
        "tgw-connect-peer-invalid.same-inside",
        "{peer} and {other} both use {block} inside their tunnels.",
        peer = name,
        other = of,
        block = block
    );
    let help = say!(
        "tgw-connect-peer-invalid.same-inside-help",
        "Give {peer} a /29 of its own: no two tunnels of a transit gateway share addresses of BGP.",
        peer = name
    );
    Some((message, help))
}
