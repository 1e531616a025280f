//! Hosts stand in the subnet of a firewall's endpoint.

use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// An instance or a managed service has an interface in the subnet of an endpoint of a firewall.
    ///
    /// # Why it matters
    /// The table of this subnet takes on what the firewall has let by: it cannot lead to the firewall, too. What the host
    /// sends and takes goes around it.
    ///
    /// # How to fix
    /// Move the host to another subnet, and keep the one of the endpoint for it alone.
    ///
    /// # Limits
    /// NAT gateways are not looked at: they may stand behind a firewall.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/network-firewall/latest/developerguide/vpc-config-subnets.html>
    RuleInfo {
        id: "firewall-subnet-shared",
        title: "Hosts stand in the subnet of a firewall",
        group: Group::Reachability,
        book: &["R-NFW-8"],
        codes: &["MIDDLEBOX_SAME_SUBNET"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for firewall in context.network.firewalls.values() {
        for endpoint in &firewall.endpoints {
            let service = context.network.managed_services.get(endpoint);
            let own = service.iter().flat_map(|service| &service.interfaces);
            let Some(subnet) = own
                .filter_map(|id| context.network.interfaces.get(id)?.subnet.as_ref())
                .find_map(|id| context.network.subnets.get(id))
            else {
                continue;
            };
            let nodes = context.network.interfaces.values();
            let hosts: BTreeSet<&ResourceId> = nodes
                .filter(|node| node.subnet.as_ref() == Some(&subnet.id))
                .filter_map(|node| node.holder())
                .filter(|holder| {
                    let is_endpoint = context
                        .document
                        .resource(holder.as_str())
                        .is_some_and(Resource::is_gateway_load_balancer_endpoint);
                    !is_endpoint
                })
                .collect();
            if hosts.is_empty() {
                continue;
            }
            let (name, place) = (context.name(&firewall.id), context.name(&subnet.id));
            let message = say!(
                "firewall-subnet-shared",
                "{hosts} in {subnet}, the subnet of an endpoint of {firewall}: {firewall} does not see the packets of that subnet.",
                hosts = stand(context, &hosts),
                subnet = place,
                firewall = name
            );
            let help = say!(
                "firewall-subnet-shared.help",
                "Keep {subnet} for the endpoint of {firewall} alone.",
                subnet = place,
                firewall = name
            );
            let elements = [&subnet.id, endpoint].into_iter().chain(hosts);
            report.push(Found::new(elements, message, help));
        }
    }
}

/// Who stands there: "web stands", "web and db stand".
fn stand(context: &Context<'_>, hosts: &BTreeSet<&ResourceId>) -> String {
    let verb = if hosts.len() == 1 { "stands" } else { "stand" };
    format!("{} {verb}", context.names(hosts.iter().copied()))
}
