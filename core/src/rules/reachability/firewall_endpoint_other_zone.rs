//! A subnet goes by the endpoint of a firewall in another zone than its own.

use crate::message::say;
use crate::model::ResourceId;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};
use crate::topology::SubnetNode;

rule! {
    /// # What it checks
    /// A route of a subnet's table, or the row for a subnet in the table of a gateway, leads to an endpoint of a firewall in
    /// another Availability Zone, and the firewall has an endpoint in the zone of the subnet.
    ///
    /// # Why it matters
    /// Request and reply have to pass the same endpoint. One that goes by another zone than the other loses its flow; where
    /// both do, traffic between zones is billed, and the other zone failing cuts the subnet off.
    ///
    /// # How to fix
    /// Lead the row to the endpoint of the subnet's own zone.
    ///
    /// # Limits
    /// A table of subnets in several zones can name one endpoint only; give each zone a table of its own.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-igw-ngw.html>
    RuleInfo {
        id: "firewall-endpoint-other-zone",
        title: "A subnet goes by a firewall's endpoint of another zone",
        group: Group::Reachability,
        book: &["R-NFW-3"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        for row in rows(table, effective) {
            let Target::GatewayLoadBalancerEndpoint(endpoint) = row.target else { continue };
            let Some(firewall) = context.network.firewall_behind(endpoint) else { continue };
            let Some(own) = zone_of(context, endpoint) else { continue };
            let Some(net) = row.net() else { continue };
            let is_for = |subnet: &&SubnetNode| {
                if table.gateway_id.is_some() {
                    return [subnet.cidr, subnet.ipv6_cidr].contains(&Some(net));
                }
                subnet.route_table.id() == Some(id)
            };
            for subnet in context.subnets_of(vpc).filter(is_for) {
                let Some(zone) = subnet.zone.as_deref().filter(|zone| *zone != own) else { continue };
                let mut others = firewall.endpoints.iter();
                let Some(nearer) = others.find(|other| zone_of(context, other) == Some(zone)) else {
                    continue;
                };
                let (table_name, subnet_name) = (context.name(id), context.name(&subnet.id));
                let message = say!(
                    "firewall-endpoint-other-zone",
                    "{subnet} is in {zone}, and {table} leads {destination} to {endpoint} in {other}.",
                    subnet = subnet_name,
                    zone = zone,
                    table = table_name,
                    destination = net,
                    endpoint = context.name(endpoint),
                    other = own
                );
                let help = say!(
                    "firewall-endpoint-other-zone.help",
                    "Lead {destination} of {table} to {nearer}, and what comes back, too.",
                    destination = net,
                    table = table_name,
                    nearer = context.name(nearer)
                );
                report.push(Found::new([&subnet.id, id, endpoint], message, help));
            }
        }
    }
}

/// The zone of an endpoint.
fn zone_of<'a>(context: &Context<'a>, endpoint: &ResourceId) -> Option<&'a str> {
    let interfaces = &context.network.managed_services.get(endpoint)?.interfaces;
    interfaces.iter().find_map(|id| {
        let node = context.network.interfaces.get(id)?;
        context.network.subnets.get(node.subnet.as_ref()?)?.zone.as_deref()
    })
}
