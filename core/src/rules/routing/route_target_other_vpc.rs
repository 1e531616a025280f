//! A route leads to something that belongs to another VPC.

use crate::message::say;
use crate::routing::{Blackhole, Target};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A row leads to a NAT gateway or network interface of another VPC, or to a peering connection of which
    /// the table's VPC is no side.
    ///
    /// # Why it matters
    /// A route table sends to what stands in its own VPC. Another VPC is reached over a peering connection or
    /// a transit gateway between the two.
    ///
    /// # How to fix
    /// Lead the route to something in the VPC, or remove it. The fix removes it.
    ///
    /// # Limits
    /// That AWS answers InvalidParameterValue was not seen for peering connections, so none is named for
    /// them.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html>
    RuleInfo {
        id: "route-target-other-vpc",
        title: "A route leads to a target in another VPC",
        group: Group::Routing,
        book: &["R-RT-21", "R-RT-23"],
        codes: &["ROUTE_TARGET_OTHER_VPC"],
        api_errors: &["InvalidParameterValue"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        for row in rows(table, effective) {
            let Target::Blackhole { id: target, why: Blackhole::OtherVpc } = row.target else { continue };
            let is_peering = context.network.peerings.contains_key(target);
            let names = (context.name(id), context.name(target), context.name(&vpc.id));
            let destination = row.destination(context);
            let message = if is_peering {
                say!(
                    "route-target-other-vpc.peering",
                    "{table} sends {destination} to {target}, which does not join {vpc} to anything.",
                    table = names.0,
                    destination = destination,
                    target = names.1,
                    vpc = names.2
                )
            } else {
                say!(
                    "route-target-other-vpc",
                    "{table} sends {destination} to {target}, which does not stand in {vpc}.",
                    table = names.0,
                    destination = destination,
                    target = names.1,
                    vpc = names.2
                )
            };
            let help = say!(
                "route-target-other-vpc.help",
                "Lead {destination} to something in {vpc}, or remove the route.",
                destination = destination,
                vpc = names.2
            );
            let fix = row.removal(id, context);
            let found = Found::new([id, target], message, help).fix(Some(fix));
            report.push(if is_peering {
                found.book(&["R-RT-23"]).api_error(None)
            } else {
                found.book(&["R-RT-21"])
            });
        }
    }
}
