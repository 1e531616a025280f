//! An attachment stands in a subnet that AWS does not take.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};
use crate::topology::SubnetNode;

rule! {
    /// # What it checks
    /// A VPC attachment of a transit gateway names a subnet in a Local Zone, or one that has IPv6 only.
    ///
    /// # Why it matters
    /// AWS refuses such a subnet.
    ///
    /// # How to fix
    /// Use a subnet with an IPv4 block in an Availability Zone; hosts of a Local Zone reach the transit gateway through
    /// its parent zone.
    ///
    /// # Limits
    /// A Local Zone is known by its name, such as us-west-2-lax-1a.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>
    RuleInfo {
        id: "tgw-attachment-subnet-unsupported",
        title: "AWS takes no such subnet for an attachment",
        group: Group::Reachability,
        book: &["R-TGW-4"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, _) in attachments(context) {
        for subnet in node.subnets.iter().filter_map(|id| context.network.subnets.get(id)) {
            let Some(what) = fault(subnet) else { continue };
            let (name, subnet_name) = (context.name(&node.id), context.name(&subnet.id));
            let message = say!(
                "tgw-attachment-subnet-unsupported",
                "{name} has {subnet}, which {what}. AWS makes no interface of a transit gateway there.",
                name = name,
                subnet = subnet_name,
                what = what
            );
            let help = say!(
                "tgw-attachment-subnet-unsupported.help",
                "Take {subnet} out of {name}, and use a subnet with IPv4 in a zone of the Region.",
                subnet = subnet_name,
                name = name
            );
            report.push(Found::new([&node.id, &subnet.id], message, help));
        }
    }
}

/// `us-west-2-lax-1a` is a Local Zone: the Region, a place and the zone.
fn fault(subnet: &SubnetNode) -> Option<&'static str> {
    let is_local = subnet.zone.as_deref().is_some_and(|zone| zone.split('-').count() > 3);
    let is_ipv6_only = subnet.cidr.is_none() && subnet.ipv6_cidr.is_some();
    if is_local { Some("is in a Local Zone") } else { is_ipv6_only.then_some("has no IPv4 block") }
}
