//! A route to a part of the VPC is not for exactly one subnet.

use crate::message::say;
use crate::model::ResourceId;
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};
use ipnet::IpNet;
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// # What it checks
    /// The destination of a row lies inside a block of the VPC and is not exactly the block of one of its
    /// subnets.
    ///
    /// # Why it matters
    /// Inside a VPC, AWS lets a route be more specific than the local one only to send the traffic of a whole
    /// subnet through a box.
    ///
    /// # How to fix
    /// Name the block of a subnet, or remove the route. The fix removes it.
    ///
    /// # Limits
    /// What the route may lead to is looked at by `route-inside-vpc-target`.
    /// The table of a gateway is the matter of `gateway-table-destination`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    RuleInfo {
        id: "route-inside-vpc-not-a-subnet",
        title: "A route inside the VPC is not for a whole subnet",
        group: Group::Routing,
        book: &["R-RT-8"],
        codes: &["ROUTE_INSIDE_LOCAL_INVALID"],
        api_errors: &["InvalidParameterValue"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut subnets: BTreeMap<&ResourceId, BTreeSet<IpNet>> = BTreeMap::new();
    for (id, table, vpc, effective) in context.tables() {
        // The table of a gateway is the matter of `gateway-table-destination`.
        let is_of_gateway = table.gateway_id.is_some();
        for row in rows(table, effective) {
            let Some(net) = row.net().filter(|_| !is_of_gateway) else { continue };
            let is_inside = vpc.cidrs.iter().any(|block| block.contains(&net)) && !vpc.cidrs.contains(&net);
            // Collected once for each VPC, and only where a row asks: a VPC may have thousands of both.
            let of_vpc =
                || context.subnets_of(vpc).flat_map(|subnet| [subnet.cidr, subnet.ipv6_cidr]).flatten();
            if !is_inside || subnets.entry(&vpc.id).or_insert_with(|| of_vpc().into_set()).contains(&net) {
                continue;
            }
            let message = say!(
                "route-inside-vpc-not-a-subnet",
                "{table} has a route to {destination}, a part of {vpc} that is no whole subnet.",
                table = context.name(id),
                destination = net,
                vpc = context.name(&vpc.id)
            );
            let help = say!(
                "route-inside-vpc-not-a-subnet.help",
                "Name the block of a subnet of {vpc}, or remove the route: the local route covers {destination}.",
                vpc = context.name(&vpc.id),
                destination = net
            );
            let fix = row.removal(id, context);
            report.push(Found::new([id, &vpc.id], message, help).fix(Some(fix)));
        }
    }
}
