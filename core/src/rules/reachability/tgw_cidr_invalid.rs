//! A block of a transit gateway that AWS does not take.

use crate::change::{Change, Fix};
use crate::message::{Message, say};
use crate::model::ResourceId;
use crate::net::{CidrBlock, cidrs_overlap};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::TransitGatewayNode;
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// A CIDR block of a transit gateway is narrower than /24, in IPv6 than /64; overlaps 169.254.0.0/16 or the addresses of
    /// multicast; or overlaps the blocks of an attached VPC, or the networks of a site behind an attached VPN connection.
    ///
    /// # Why it matters
    /// AWS refuses the block, and with it the ends of the tunnels that would come from it. An address that the VPC of an
    /// appliance has itself never leaves that VPC.
    ///
    /// # How to fix
    /// Take a block of /24 or wider that nothing uses.
    ///
    /// # Limits
    /// Of several mistakes of one block the first is told. What routes bring beside the networks of a site is not looked at:
    /// they may summarise. That AWS refuses multicast is (unconfirmed).
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html>
    RuleInfo {
        id: "tgw-cidr-invalid",
        title: "AWS does not take a block of a transit gateway",
        group: Group::Reachability,
        book: &["R-TGW-43"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

/// Ranges from which AWS takes no block.
const REFUSED: [&str; 3] = ["169.254.0.0/16", "224.0.0.0/4", "ff00::/8"];

fn check(context: &Context<'_>, report: &mut Report) {
    for gateway in context.network.transit_gateways.values().filter(|gateway| !gateway.is_gone()) {
        let Some(drawn) = context.document.transit_gateway(gateway.id.as_str()) else { continue };
        let blocks: Vec<Option<IpNet>> =
            drawn.options.transit_gateway_cidr_blocks.iter().map(CidrBlock::net).collect();
        for (place, block) in blocks.iter().enumerate() {
            let Some(block) = *block else { continue };
            let others = blocks.iter().enumerate().filter(|(other, _)| *other != place);
            let others: Vec<IpNet> = others.filter_map(|(_, other)| *other).collect();
            let found = too_narrow(context, gateway, (place, block), &others)
                .or_else(|| refused(context, gateway, block))
                .or_else(|| used(context, gateway, block));
            report.push_all(found);
        }
    }
}

/// The length of the narrowest block that AWS takes.
fn longest(block: IpNet) -> u8 {
    if block.addr().is_ipv4() { 24 } else { 64 }
}

fn too_narrow(
    context: &Context<'_>,
    gateway: &TransitGatewayNode,
    (place, block): (usize, IpNet),
    others: &[IpNet],
) -> Option<Found> {
    let length = longest(block);
    if block.prefix_len() <= length {
        return None;
    }
    let name = context.name(&gateway.id);
    let message = say!(
        "tgw-cidr-invalid.narrow",
        "{block} of {gateway} is narrower than /{length}: AWS takes no such block for a transit gateway.",
        block = block,
        gateway = name,
        length = length
    );
    let wider = IpNet::new(block.addr(), length).ok().map(|wider| wider.trunc());
    let is_free = |wider: &IpNet| {
        range_of(*wider).is_none()
            && overlap(context, gateway, *wider).is_none()
            && !others.iter().any(|other| cidrs_overlap(other, wider))
    };
    let Some(wider) = wider.filter(is_free) else {
        return Some(Found::new([&gateway.id], message, other_block(context, gateway, block)));
    };
    let help = say!(
        "tgw-cidr-invalid.narrow-help",
        "Give {gateway} {wider} in its place, or another block of /{length} or wider.",
        gateway = name,
        wider = wider,
        length = length
    );
    let path = format!("/options/transitGatewayCidrBlocks/{place}");
    let fix = Fix {
        title: format!("Widen {block} of {name} to {wider}"),
        changes: vec![Change::set(&gateway.id, &path, wider.to_string())],
    };
    Some(Found::new([&gateway.id], message, help).fix(Some(fix)))
}

fn other_block(context: &Context<'_>, gateway: &TransitGatewayNode, block: IpNet) -> Message {
    say!(
        "tgw-cidr-invalid.help",
        "Give {gateway} another block of /{length} or wider that nothing uses.",
        gateway = context.name(&gateway.id),
        length = longest(block)
    )
}

/// The range that AWS does not take, and that a block overlaps.
fn range_of(block: IpNet) -> Option<IpNet> {
    let mut ranges = REFUSED.iter().filter_map(|range| range.parse::<IpNet>().ok());
    ranges.find(|range| cidrs_overlap(range, &block))
}

fn refused(context: &Context<'_>, gateway: &TransitGatewayNode, block: IpNet) -> Option<Found> {
    let range = range_of(block)?;
    let message = say!(
        "tgw-cidr-invalid.range",
        "{block} of {gateway} overlaps {range}, which AWS does not take for a transit gateway.",
        block = block,
        gateway = context.name(&gateway.id),
        range = range
    );
    Some(Found::new([&gateway.id], message, other_block(context, gateway, block)))
}

/// Whoever is attached and has a block that overlaps, with that block.
fn overlap<'a>(
    context: &Context<'a>,
    gateway: &TransitGatewayNode,
    block: IpNet,
) -> Option<(&'a ResourceId, IpNet)> {
    let network = context.network;
    let nodes = gateway.attachments.iter().filter_map(|id| network.transit_gateway_attachments.get(id));
    let mut owners = nodes.filter(|node| !node.is_gone()).filter_map(|node| {
        if let Some(vpc) = node.vpc().and_then(|vpc| network.vpcs.get(vpc)) {
            return Some((&vpc.id, &vpc.cidrs));
        }
        let connection = node.connection().and_then(|id| network.vpn_connections.get(id))?;
        let site = network.sites.get(connection.site.as_ref()?)?;
        Some((&site.id, &site.cidrs))
    });
    owners.find_map(|(id, cidrs)| {
        let taken = cidrs.iter().find(|cidr| cidrs_overlap(cidr, &block))?;
        Some((id, *taken))
    })
}

fn used(context: &Context<'_>, gateway: &TransitGatewayNode, block: IpNet) -> Option<Found> {
    let (owner, taken) = overlap(context, gateway, block)?;
    let message = say!(
        "tgw-cidr-invalid.used",
        "{block} of {gateway} overlaps {taken} of {owner}, which is attached to it.",
        block = block,
        gateway = context.name(&gateway.id),
        taken = taken,
        owner = context.name(owner)
    );
    Some(Found::new([&gateway.id, owner], message, other_block(context, gateway, block)))
}
