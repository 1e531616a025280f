//! The two VPCs of a peering connection share addresses.

use crate::message::say;
use crate::net::cidrs_overlap;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::readdress_vpc;
use crate::rules::{Group, Severity};
use crate::topology::{PeeringNode, PeeringSide};
use ipnet::IpNet;

rule! {
    /// # What it checks
    /// Any block of one VPC of a peering connection overlaps any block of the other: IPv4 or IPv6, primary or
    /// secondary, used or not.
    ///
    /// # Why it matters
    /// An address that both VPCs have cannot be routed between them. The connection fails when it is requested,
    /// without an error: its status becomes `failed`. A secondary block is enough, even for a plan that uses IPv6
    /// only.
    ///
    /// # How to fix
    /// Give one of the VPCs other addresses. The fix takes a free block and moves the subnets and addresses of the
    /// smaller VPC along. Where the addresses must stay, share a single service by an interface endpoint instead.
    ///
    /// # Limits
    /// Connections that are deleted, rejected or expired are not looked at. A failed one is: the overlap is why it failed.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    RuleInfo {
        id: "peering-cidr-overlap",
        title: "Peered VPCs overlap",
        group: Group::Reachability,
        book: &["R-PEER-1", "R-VAL-22"],
        codes: &["PCX_CIDR_OVERLAP"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for peering in context.network.peerings.values() {
        let is_over = matches!(peering.status.as_str(), "deleted" | "deleting" | "rejected" | "expired");
        let [one, other] = &peering.sides;
        if is_over || (one.vpc.is_some() && one.vpc == other.vpc) {
            continue;
        }
        if let Some((left, right)) = overlap(one, other) {
            report.push(found(context, peering, left, right));
        }
    }
}

fn overlap(one: &PeeringSide, other: &PeeringSide) -> Option<(IpNet, IpNet)> {
    let pairs = one.cidrs.iter().flat_map(|left| other.cidrs.iter().map(move |right| (*left, *right)));
    pairs.into_iter().find(|(left, right)| cidrs_overlap(left, right))
}

fn found(context: &Context<'_>, peering: &PeeringNode, left: IpNet, right: IpNet) -> Found {
    let [one, other] = &peering.sides;
    let name = |side: &PeeringSide, role: &str| {
        side.vpc.as_ref().map_or_else(|| format!("the {role}"), |id| context.name(id))
    };
    let message = say!(
        "peering-cidr-overlap",
        "{peering} joins {one} ({left}) and {other} ({right}), which overlap.",
        peering = context.name(&peering.id),
        one = name(one, "requester"),
        left = left,
        other = name(other, "accepter"),
        right = right
    );
    let move_side = |side: &PeeringSide, from| readdress_vpc(context, side.vpc.as_ref()?, from);
    let is_smaller = |side: &PeeringSide| {
        side.vpc
            .as_ref()
            .and_then(|id| context.network.vpcs.get(id))
            .map_or(usize::MAX, |vpc| vpc.subnets.len())
    };
    let fix = if is_smaller(one) < is_smaller(other) {
        move_side(one, left).or_else(|| move_side(other, right))
    } else {
        move_side(other, right).or_else(|| move_side(one, left))
    };
    let help = match &fix {
        Some((free, _)) => say!(
            "peering-cidr-overlap.help",
            "Give one of the VPCs other addresses. Free: {free}.",
            free = free
        ),
        None => say!("peering-cidr-overlap.help-none", "Give one of the VPCs other addresses."),
    };
    let elements = [Some(&peering.id), one.vpc.as_ref(), other.vpc.as_ref()];
    Found::new(elements.into_iter().flatten(), message, help).fix(fix.map(|(_, fix)| fix))
}
