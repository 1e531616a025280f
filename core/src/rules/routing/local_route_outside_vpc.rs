//! A local route is written for addresses that are not the VPC's.

use crate::message::say;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A row has the target `local` and a destination that lies in no block of the VPC.
    ///
    /// # Why it matters
    /// AWS adds the local routes itself, one for each block of the VPC. Nothing else is local to it.
    ///
    /// # How to fix
    /// Remove the row. If the VPC should have these addresses, add the block to the VPC: the local route
    /// comes with it.
    ///
    /// # Limits
    /// A row for a block of the VPC itself says what holds anyway and is no fault. One for a part of a block is found
    /// by `route-inside-vpc-target`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html>
    RuleInfo {
        id: "local-route-outside-vpc",
        title: "A local route lies outside the VPC",
        group: Group::Routing,
        book: &["R-RT-5"],
        codes: &["VPC_LOCAL_ROUTE_CIDR_RESTRICTION"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        for row in rows(table, effective).into_iter().filter(|row| *row.target == Target::Local) {
            // A part of a block is the matter of `route-inside-vpc-target`.
            if row.net().is_some_and(|net| vpc.cidrs.iter().any(|block| block.contains(&net))) {
                continue;
            }
            let destination = row.destination(context);
            let message = say!(
                "local-route-outside-vpc",
                "{table} calls {destination} local, and {vpc} has no such block.",
                table = context.name(id),
                destination = destination,
                vpc = context.name(&vpc.id)
            );
            let help = say!(
                "local-route-outside-vpc.help",
                "Remove the route. AWS adds a local route for each block of {vpc}.",
                vpc = context.name(&vpc.id)
            );
            let fix = row.removal(id, context);
            report.push(Found::new([id], message, help).fix(Some(fix)));
        }
    }
}
