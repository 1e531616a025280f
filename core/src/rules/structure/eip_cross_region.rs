//! An Elastic IP address is associated in another Region than its own.

use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The network border group of an Elastic IP address is not of the Region of the VPC in which it is
    /// associated.
    ///
    /// # Why it matters
    /// An address belongs to the place from which AWS announces it. It can move to any VPC of its Region, and
    /// never to another Region.
    ///
    /// # How to fix
    /// Allocate an address in the Region where it is used.
    ///
    /// # Limits
    /// An address without a border group is taken for one of the right Region. Border groups of Local Zones
    /// carry the name of their Region in front, and are not told apart further.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html>
    RuleInfo {
        id: "eip-cross-region",
        title: "An Elastic IP address is used in another Region",
        group: Group::Structure,
        book: &["R-IP-3"],
        codes: &["EIP_BORDER_GROUP_MISMATCH"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, elastic) in context.elastic_ips.iter().copied() {
        let Some(group) = elastic.network_border_group.as_deref() else { continue };
        let interface =
            elastic.network_interface_id.as_ref().and_then(|id| context.network.interfaces.get(id));
        let nat = elastic.nat_gateway_id.as_ref().and_then(|id| context.network.nat_gateways.get(id));
        let ends: [Option<(&ResourceId, &ResourceId)>; 2] = [
            interface.and_then(|node| Some((&node.id, node.vpc.as_ref()?))),
            nat.and_then(|node| Some((&node.id, node.vpc.as_ref()?))),
        ];
        for (user, vpc) in ends.into_iter().flatten() {
            let Some(region) = context.network.vpcs.get(vpc).and_then(|vpc| vpc.region.as_deref()) else {
                continue;
            };
            let is_of =
                group == region || group.strip_prefix(region).is_some_and(|rest| rest.starts_with('-'));
            if is_of {
                continue;
            }
            let message = say!(
                "eip-cross-region",
                "{elastic} is an address of {group}, and {user} stands in {region}.",
                elastic = context.name(id),
                group = group,
                user = context.name(user),
                region = region
            );
            let help = say!(
                "eip-cross-region.help",
                "Allocate an address in {region} for {user}.",
                region = region,
                user = context.name(user)
            );
            report.push(Found::new([id, user], message, help));
        }
    }
}
