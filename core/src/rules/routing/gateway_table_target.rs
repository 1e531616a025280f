//! The route table of a gateway leads to something other than a middlebox.

use crate::message::say;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A row of a table that is associated with a gateway leads to something other than a network interface or a
    /// Gateway Load Balancer endpoint, and is not local.
    ///
    /// # Why it matters
    /// What enters a VPC can be sent through a middlebox in the VPC, and nowhere else. AWS refuses the association.
    ///
    /// # How to fix
    /// Lead the row to the interface of the middlebox, or remove it. The fix removes it.
    ///
    /// # Limits
    /// A row for a whole block of the VPC is the matter of `local-route-target-invalid`. An endpoint that the drawing
    /// does not hold is taken for one of a Gateway Load Balancer.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>
    RuleInfo {
        id: "gateway-table-target",
        title: "The route table of a gateway leads to a target that it cannot have",
        group: Group::Routing,
        book: &["R-EDGE-2"],
        codes: &["EDGE_RT_TARGET_INVALID"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        let Some(gateway) = &table.gateway_id else { continue };
        for row in rows(table, effective) {
            let is_block = row.net().is_some_and(|net| vpc.cidrs.contains(&net));
            let Some((field, target)) = row.named_target().filter(|_| *row.target != Target::Local) else {
                continue;
            };
            if is_block || row.leads_to_middlebox(context) && field != "natGatewayId" {
                continue;
            }
            let message = say!(
                "gateway-table-target",
                "{table} of {gateway} sends {destination} to {target}. The table of a gateway leads to an interface or a Gateway Load Balancer endpoint, or stays local.",
                table = context.name(id),
                gateway = context.name(gateway),
                destination = row.destination(context),
                target = context.name(target)
            );
            let help = say!(
                "gateway-table-target.help",
                "Lead the route to the interface of a middlebox, or remove it."
            );
            let fix = row.removal(id, context);
            report.push(Found::new([id, gateway, target], message, help).fix(Some(fix)));
        }
    }
}
