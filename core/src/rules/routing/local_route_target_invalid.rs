//! The local route is replaced by a target that it cannot have.

use crate::message::say;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A row whose destination is exactly a block of the VPC replaces the local route, and leads to something
    /// other than a NAT gateway, a network interface or a Gateway Load Balancer endpoint. In a table of a
    /// gateway, a NAT gateway is none either.
    ///
    /// # Why it matters
    /// Traffic inside the VPC can be sent through a box in the VPC, and nowhere else. AWS refuses the
    /// replacement.
    ///
    /// # How to fix
    /// Remove the row: the local route is then back.
    ///
    /// # Limits
    /// An endpoint that the drawing does not hold is taken for one of a Gateway Load Balancer.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>
    RuleInfo {
        id: "local-route-target-invalid",
        title: "The local route leads to a target that it cannot have",
        group: Group::Routing,
        book: &["R-RT-7"],
        codes: &["LOCAL_ROUTE_TARGET_INVALID"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        for row in rows(table, effective) {
            let Some(net) = row.net().filter(|net| vpc.cidrs.contains(net)) else { continue };
            let Some((field, target)) = row.named_target().filter(|_| *row.target != Target::Local) else {
                continue;
            };
            let is_nat_at_gateway = table.gateway_id.is_some() && field == "natGatewayId";
            if row.leads_to_middlebox(context) && !is_nat_at_gateway {
                continue;
            }
            let message = say!(
                "local-route-target-invalid",
                "{table} sends {destination}, a block of {vpc}, to {target}. The local route leads to a NAT gateway, an interface or a Gateway Load Balancer endpoint, or stays local.",
                table = context.name(id),
                destination = net,
                vpc = context.name(&vpc.id),
                target = context.name(target)
            );
            let help = say!(
                "local-route-target-invalid.help",
                "Remove the route: {destination} is then local again.",
                destination = net
            );
            let fix = row.removal(id, context);
            report.push(Found::new([id, target], message, help).fix(Some(fix)));
        }
    }
}
