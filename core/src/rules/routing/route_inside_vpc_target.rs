//! A route to a part of the VPC leads out of it.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The destination of a row lies inside a block of the VPC, and its target is not a NAT gateway, a
    /// network interface or a Gateway Load Balancer endpoint.
    ///
    /// # Why it matters
    /// Traffic from subnet to subnet can be sent through a box in the VPC. AWS refuses a route that would
    /// send it to an internet gateway, a peering connection or a transit gateway.
    ///
    /// # How to fix
    /// Lead the route to a box in the VPC, or remove it. The fix removes it.
    ///
    /// # Limits
    /// An endpoint that the drawing does not hold is taken for one of a Gateway Load Balancer.
    /// The table of a gateway is the matter of `gateway-table-target`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    RuleInfo {
        id: "route-inside-vpc-target",
        title: "A route inside the VPC leads to a target that it cannot have",
        group: Group::Routing,
        book: &["R-RT-9"],
        codes: &["ROUTE_INSIDE_LOCAL_INVALID"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        // The table of a gateway is the matter of `gateway-table-target`.
        let is_of_gateway = table.gateway_id.is_some();
        for row in rows(table, effective) {
            let Some(net) = row.net().filter(|_| !is_of_gateway) else { continue };
            let Some((_, target)) = row.named_target() else { continue };
            let is_inside = vpc.cidrs.iter().any(|block| block.contains(&net)) && !vpc.cidrs.contains(&net);
            if !is_inside || row.leads_to_middlebox(context) {
                continue;
            }
            let message = say!(
                "route-inside-vpc-target",
                "{table} sends {destination}, a part of {vpc}, to {target}. Such a route leads to a NAT gateway, an interface or a Gateway Load Balancer endpoint.",
                table = context.name(id),
                destination = net,
                vpc = context.name(&vpc.id),
                target = context.name(target)
            );
            let help = say!(
                "route-inside-vpc-target.help",
                "Remove the route: the local route covers {destination}.",
                destination = net
            );
            let fix = row.removal(id, context);
            report.push(Found::new([id, target], message, help).fix(Some(fix)));
        }
    }
}
