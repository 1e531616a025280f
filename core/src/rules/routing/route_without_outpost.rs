//! A route leads to a local gateway in a VPC that has nothing on an Outpost.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::Report;
use crate::rules::support::report_unserved_routes;
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;

rule! {
    /// # What it checks
    /// A row leads to a local gateway, and no subnet of the VPC is on an Outpost.
    ///
    /// # Why it matters
    /// A local gateway stands on an Outpost and takes packets of VPCs that are associated with it. AWS refuses the route in
    /// another VPC.
    ///
    /// # How to fix
    /// Tell the Outpost of a subnet (`outpostArn`), or remove the route. The fix removes it.
    ///
    /// # Limits
    /// Which local gateway the VPC is associated with is no part of a drawing: a subnet on an Outpost counts.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    /// - <https://docs.aws.amazon.com/outposts/latest/userguide/routing.html>
    RuleInfo {
        id: "route-without-outpost",
        title: "A local gateway serves a VPC without an Outpost",
        group: Group::Routing,
        book: &["R-RT-30"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    report_unserved_routes(context, report, "localGatewayId", has_outpost_subnet, |route| {
        let message = say!(
            "route-without-outpost",
            "{table} sends {destination} to {gateway}, a local gateway, and {vpc} has no subnet on an Outpost.",
            table = route.table,
            destination = route.destination,
            gateway = route.gateway,
            vpc = route.vpc
        );
        let help = say!(
            "route-without-outpost.help",
            "Put a subnet of {vpc} on an Outpost, or remove the route.",
            vpc = route.vpc
        );
        (message, help)
    });
}

fn has_outpost_subnet(context: &Context<'_>, vpc: &VpcNode) -> bool {
    let mut subnets = vpc.subnets.iter().filter_map(|id| context.document.subnet(id.as_str()));
    subnets.any(|subnet| subnet.outpost_arn.is_some())
}
