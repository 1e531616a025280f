//! VPC Block Public Access at an internet gateway or egress-only internet gateway (R-BPA-1, R-BPA-2, R-BPA-3).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html>. What counts is the connection, not
//! the packet: the reply to a connection that may be made passes. And the subnet is that of whoever the gateway sees: of
//! a client behind a NAT gateway, that of the NAT gateway.

use crate::message::Message;
use crate::model::{ResourceId, ResourceType};
use crate::simulate::packet::Packet;
use crate::simulate::walk::{At, Decision, Stop, Walk};
use crate::simulate::world::{Receiver, World};
use crate::simulate::{HopKind, Outcome, codes, fix};
use crate::topology::{
    PublicAccessBlock, PublicAccessBlockMode, PublicAccessExclusion, PublicAccessExclusionMode, SubnetNode,
    VpcNode,
};
use std::net::IpAddr;

/// A packet at the border of a VPC.
#[derive(Clone, Copy)]
pub(in crate::simulate) struct Border<'a> {
    /// The gateway.
    pub(in crate::simulate) gateway: &'a ResourceId,
    /// Whether it is an egress-only one.
    pub(in crate::simulate) is_egress_only: bool,
    /// The VPC.
    pub(in crate::simulate) vpc: &'a VpcNode,
    /// The address inside.
    pub(in crate::simulate) inside: IpAddr,
    /// Whether the packet comes in.
    pub(in crate::simulate) is_inward: bool,
}

/// What is said of a drop.
struct Refused {
    book: Vec<&'static str>,
    key: &'static str,
    template: &'static str,
}

/// Asks the options of the Region. Gives the number of the book that lets the packet pass although they stop something;
/// a packet that they drop goes on as if it had passed.
pub(in crate::simulate) fn run<'a>(
    walk: &mut Walk<'a>,
    packet: &Packet<'a>,
    border: Border<'a>,
) -> Option<&'static str> {
    let world = walk.world;
    let access = &world.network.public_access;
    let block = access.block_of(border.vpc);
    let owner = world.receiver(border.vpc, border.inside);
    let subnet = owner
        .map(|(subnet, _)| subnet)
        .or_else(|| world.network.subnet_of_address(border.vpc, border.inside));
    let of = subnet.map_or(&border.vpc.id, |subnet| &subnet.id);
    if block.is_some() && walk.session.is_assumed_good(of) {
        return None;
    }
    let exclusion = access.exclusion_of(border.vpc.id.as_str(), subnet.map(|subnet| subnet.id.as_str()));
    let is_spared =
        exclusion.is_some_and(|exclusion| exclusion.mode == PublicAccessExclusionMode::Bidirectional);
    let unseen = ResourceType::VpcBlockPublicAccessOptions;
    if !is_spared && border.vpc.does_not_know(unseen.type_name()) {
        does_not_know(walk, border, |vpc| format!("the options of the Region of {vpc} are not known"));
        return None;
    }
    let Some(block) = block else {
        if access.is_unsure_of(border.vpc) && !is_spared {
            does_not_know(walk, border, |vpc| format!("{vpc} tells no Region"));
        }
        return None;
    };
    let is_nat = matches!(owner, Some((_, Receiver::Nat(_))))
        || world.regional_nat(border.vpc, border.inside).is_some();
    // A reply goes the other way than the connection that it belongs to.
    let is_ingress = border.is_inward != walk.is_return();
    match judge(block, exclusion, is_ingress, is_nat, border.is_egress_only) {
        Ok(number) => Some(number),
        Err(_) if border.vpc.does_not_know(ResourceType::VpcBlockPublicAccessExclusion.type_name()) => {
            does_not_know(walk, border, |vpc| format!("what is excluded of {vpc} is not known"));
            None
        }
        Err(refused) => {
            let place = Place { border, block, exclusion, subnet, is_ingress };
            stop(walk, packet, &place, refused);
            walk.session.assume_good(of);
            None
        }
    }
}

/// Says that nobody knows what is stopped at the border of a VPC, and why.
fn does_not_know(walk: &mut Walk<'_>, border: Border<'_>, why: impl FnOnce(&str) -> String) {
    let why = why(walk.world.name(&border.vpc.id));
    let missing = format!("Whether VPC Block Public Access stops it is not known: {why}.");
    walk.unknown(border.gateway, missing);
}

fn judge(
    block: &PublicAccessBlock,
    exclusion: Option<&PublicAccessExclusion>,
    is_ingress: bool,
    is_nat: bool,
    is_egress_only: bool,
) -> Result<&'static str, Refused> {
    use {PublicAccessBlockMode as Block, PublicAccessExclusionMode as Spared};
    let gateways: &[&'static str] = if is_nat || is_egress_only { &["R-BPA-4"] } else { &[] };
    let refused = |number, key, template| {
        let book = [number].into_iter().chain(gateways.iter().copied()).collect();
        Err(Refused { book, key, template })
    };
    match (block.mode, exclusion.map(|exclusion| exclusion.mode)) {
        (_, Some(Spared::Bidirectional)) => Ok("R-BPA-3"),
        (Block::Bidirectional, Some(Spared::Egress)) if !is_ingress => Ok("R-BPA-3"),
        (Block::Bidirectional, Some(Spared::Egress)) => refused(
            "R-BPA-3",
            "public-access.egress-exclusion",
            "{gateway} dropped it: VPC Block Public Access stops all internet traffic in {region}, and {exclusion} spares only connections that {excluded} makes itself.",
        ),
        (Block::Bidirectional, None) => refused(
            "R-BPA-1",
            "public-access.bidirectional",
            "{gateway} dropped it: VPC Block Public Access stops all internet traffic in {region}, and {place} is not excluded.",
        ),
        (Block::Ingress, Some(Spared::Egress)) if is_ingress || !(is_nat || is_egress_only) => refused(
            "R-BPA-2",
            "public-access.idle-exclusion",
            "{gateway} dropped it: VPC Block Public Access stops it in {region}, and {exclusion}, which spares connections that {excluded} makes itself, counts only where both directions are stopped.",
        ),
        (Block::Ingress, _) if is_ingress => refused(
            "R-BPA-2",
            "public-access.ingress",
            "{gateway} dropped it: VPC Block Public Access stops connections from the internet in {region}, and {place} is not excluded.",
        ),
        (Block::Ingress, _) if is_nat || is_egress_only => Ok("R-BPA-2"),
        (Block::Ingress, _) => refused(
            "R-BPA-2",
            "public-access.direct",
            "{gateway} dropped it: VPC Block Public Access lets only NAT gateways and egress-only internet gateways send in {region}, and {place} is not excluded.",
        ),
    }
}

/// Where a packet is dropped.
struct Place<'a> {
    border: Border<'a>,
    block: &'a PublicAccessBlock,
    exclusion: Option<&'a PublicAccessExclusion>,
    subnet: Option<&'a SubnetNode>,
    is_ingress: bool,
}

/// Whether what leaves by the gateway comes in again for the same subnet, by the public address of somebody there
/// (R-IGW-9): to whom the exclusion serves, it is a connection from outside as well.
fn comes_back_in(world: World<'_>, packet: &Packet<'_>, place: &Place<'_>) -> bool {
    let far = packet.header.destination;
    let inside = match world.network.public_addresses.get(&far) {
        Some(public) => public.private,
        None => Some(far),
    };
    let found = inside.and_then(|inside| world.receiver(place.border.vpc, inside));
    !place.border.is_inward
        && found.is_some_and(|(subnet, _)| place.subnet.is_some_and(|own| own.id == subnet.id))
}

fn stop<'a>(walk: &mut Walk<'a>, packet: &Packet<'a>, place: &Place<'a>, refused: Refused) {
    let world = walk.world;
    let region = world.network.public_access.region_of(place.border.vpc).unwrap_or_default().to_owned();
    let of = place.subnet.map_or(&place.border.vpc.id, |subnet| &subnet.id);
    let mut args = vec![
        ("gateway", world.name(place.border.gateway).to_owned()),
        ("region", region.clone()),
        ("place", world.name(of).to_owned()),
    ];
    if let Some(exclusion) = place.exclusion {
        args.push(("exclusion", world.name(&exclusion.id).to_owned()));
        args.push(("excluded", world.name(&exclusion.of).to_owned()));
    }
    let message = Message::new(refused.key, refused.template, args);
    let what = match place.block.mode {
        PublicAccessBlockMode::Bidirectional => "both directions",
        PublicAccessBlockMode::Ingress => "connections from outside",
    };
    let text = format!("the options of {region} block {what} for {}", world.name(of));
    let decision = Decision::new(&place.block.id, Outcome::Deny, refused.book, text);
    let is_both = place.is_ingress || comes_back_in(world, packet, place);
    let repair = fix::public_access::exclude(world, place.block, place.exclusion, of, is_both);
    let code = codes::VPC_BLOCK_PUBLIC_ACCESS_ENABLED;
    let stop = Stop::new(code, message).fix(Some(repair));
    walk.block(At::component(place.border.gateway), HopKind::Forward, &packet.header, decision, stop);
}
