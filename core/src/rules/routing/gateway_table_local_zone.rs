//! A virtual private gateway steers what enters for a subnet of a Local Zone.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A table that is associated with a virtual private gateway has a row for a subnet in a Local Zone.
    ///
    /// # Why it matters
    /// Not every Local Zone takes such an association.
    ///
    /// # How to fix
    /// Look up whether the zone does, or keep what is to be inspected in an Availability Zone.
    ///
    /// # Limits
    /// A Local Zone is known by its name, such as us-west-2-lax-1a. Which of them take the association is not known
    /// here.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>
    RuleInfo {
        id: "gateway-table-local-zone",
        title: "A virtual private gateway has a route table for a Local Zone",
        group: Group::Routing,
        book: &["R-EDGE-12"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        let gateway =
            table.gateway_id.as_ref().filter(|id| context.document.vpn_gateway(id.as_str()).is_some());
        let Some(gateway) = gateway else { continue };
        for row in rows(table, effective) {
            let Some(net) = row.net() else { continue };
            let of_row =
                context.subnets_of(vpc).find(|subnet| [subnet.cidr, subnet.ipv6_cidr].contains(&Some(net)));
            let Some(subnet) = of_row else { continue };
            let Some(zone) = subnet.zone.as_deref().filter(|zone| is_local(zone)) else { continue };
            let message = say!(
                "gateway-table-local-zone",
                "{table} of {gateway} steers what enters for {subnet} in {zone}, a Local Zone. Not every Local Zone takes that.",
                table = context.name(id),
                gateway = context.name(gateway),
                subnet = context.name(&subnet.id),
                zone = zone
            );
            let help = say!(
                "gateway-table-local-zone.help",
                "Look up whether {zone} takes a table of a virtual private gateway.",
                zone = zone
            );
            report.push(Found::new([id, gateway, &subnet.id], message, help));
        }
    }
}

/// `us-west-2-lax-1a`: the Region, a place and the zone.
fn is_local(zone: &str) -> bool {
    zone.split('-').count() > 3
}
