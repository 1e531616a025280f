//! The route table of a gateway has a destination other than the VPC or one of its subnets.

use crate::message::say;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A row of a table that is associated with a gateway has a destination that is neither a whole block of the VPC
    /// nor the whole block of one of its subnets.
    ///
    /// # Why it matters
    /// What enters a VPC is steered for the whole VPC or for a whole subnet. AWS refuses every other destination, and
    /// every one outside the VPC.
    ///
    /// # How to fix
    /// Name the block of a subnet, or remove the row. The fix removes it.
    ///
    /// # Limits
    /// A prefix list is the matter of `gateway-table-prefix-list`, a local row outside the VPC that of
    /// `local-route-outside-vpc`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>
    RuleInfo {
        id: "gateway-table-destination",
        title: "The route table of a gateway has a destination that it cannot have",
        group: Group::Routing,
        book: &["R-EDGE-3", "R-EDGE-4"],
        codes: &["EDGE_RT_DESTINATION_INVALID"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        let Some(gateway) = &table.gateway_id else { continue };
        for row in rows(table, effective) {
            let Some(net) = row.net().filter(|_| *row.target != Target::Local) else { continue };
            let mut subnets = context.subnets_of(vpc).flat_map(|subnet| [subnet.cidr, subnet.ipv6_cidr]);
            if vpc.cidrs.contains(&net) || subnets.any(|block| block == Some(net)) {
                continue;
            }
            let is_inside = vpc.cidrs.iter().any(|block| block.contains(&net));
            let message = if is_inside {
                say!(
                    "gateway-table-destination",
                    "{table} of {gateway} has a route to {destination}, which is no whole subnet of {vpc}.",
                    table = context.name(id),
                    gateway = context.name(gateway),
                    destination = net,
                    vpc = context.name(&vpc.id)
                )
            } else {
                say!(
                    "gateway-table-destination.outside",
                    "{table} of {gateway} has a route to {destination}, which is not in {vpc}. The table of a gateway holds routes inside the VPC only.",
                    table = context.name(id),
                    gateway = context.name(gateway),
                    destination = net,
                    vpc = context.name(&vpc.id)
                )
            };
            let help = say!(
                "gateway-table-destination.help",
                "Name the block of a subnet of {vpc} instead of {destination}, or remove the route.",
                vpc = context.name(&vpc.id),
                destination = net
            );
            let fix = row.removal(id, context);
            let book: &[&str] = if is_inside { &["R-EDGE-3"] } else { &["R-EDGE-4"] };
            report.push(Found::new([id, gateway], message, help).fix(Some(fix)).book(book));
        }
    }
}
