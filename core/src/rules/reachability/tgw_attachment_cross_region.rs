//! A VPC is attached to a transit gateway of another Region.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A VPC attachment joins a transit gateway and a VPC of two Regions.
    ///
    /// # Why it matters
    /// A transit gateway is regional. AWS makes no such attachment, and no packet passes it.
    ///
    /// # How to fix
    /// Make a transit gateway in the Region of the VPC, and peer the two.
    ///
    /// # Limits
    /// Only where both Regions are known.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html>
    RuleInfo {
        id: "tgw-attachment-cross-region",
        title: "A VPC is attached to a transit gateway of another Region",
        group: Group::Reachability,
        book: &["R-TGW-1"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, _) in attachments(context) {
        let gateway = node.gateway.as_ref().and_then(|id| context.network.transit_gateways.get(id));
        let vpc = node.vpc().and_then(|id| context.network.vpcs.get(id));
        let (Some(gateway), Some(vpc)) = (gateway, vpc) else { continue };
        let (Some(own), Some(other)) = (&gateway.region, &vpc.region) else { continue };
        if own == other {
            continue;
        }
        let message = say!(
            "tgw-attachment-cross-region",
            "{gateway} is in {own}, and {vpc} in {other}. A transit gateway takes VPCs of its own Region.",
            gateway = context.name(&gateway.id),
            own = own,
            vpc = context.name(&vpc.id),
            other = other
        );
        let help = say!(
            "tgw-attachment-cross-region.help",
            "Attach {vpc} to a transit gateway in {other}, and peer it with {gateway}.",
            vpc = context.name(&vpc.id),
            other = other,
            gateway = context.name(&gateway.id)
        );
        report.push(Found::new([&node.id, &gateway.id, &vpc.id], message, help));
    }
}
