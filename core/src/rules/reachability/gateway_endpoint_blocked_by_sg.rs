//! Security groups keep interfaces from using the gateway endpoint of their subnet.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{IpPermission, ResourceId, SecurityGroup};
use crate::net::{CidrBlock, Protocol, cidrs_overlap};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{new_row, pointer, rule_ports};
use crate::rules::{Group, Severity};
use crate::topology::{
    EndpointNode, GroupSource, InterfaceNode, Network, PrefixListNode, managed_prefix_list,
};
use ipnet::IpNet;
use serde_json::json;
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// The route table of a subnet is associated with a gateway endpoint, and none of the security groups of
    /// an interface there has an outbound rule that admits TCP 443 to addresses of the service: its prefix
    /// list, a block or a list of the customer's that shares addresses with it, or everywhere.
    ///
    /// # Why it matters
    /// The endpoint keeps the public addresses of the service as destinations. Outbound rules that name
    /// private addresses only do not cover them.
    ///
    /// # How to fix
    /// Add an outbound rule for TCP 443 to the prefix list of the service. The fix adds it to the first group
    /// of the interface.
    ///
    /// # Limits
    /// Groups with AWS's default outbound rule admit everything and are not reported. Network ACLs cannot
    /// name a prefix list; what they stop, a packet shows.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    RuleInfo {
        id: "gateway-endpoint-blocked-by-sg",
        title: "Security groups do not let traffic through to a gateway endpoint",
        group: Group::Reachability,
        book: &["R-GWE-7"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut by_table: BTreeMap<&ResourceId, Vec<&InterfaceNode>> = BTreeMap::new();
    for subnet in context.network.subnets.values() {
        let Some(table) = subnet.route_table.id() else { continue };
        let interfaces = subnet.interfaces.iter().filter_map(|id| context.network.interfaces.get(id));
        by_table.entry(table).or_default().extend(interfaces);
    }
    for endpoint in context.network.endpoints.values().filter(|node| node.is_gateway) {
        let Some((service, region)) = &endpoint.service else { continue };
        let (list, placeholder) = managed_prefix_list(context.network, *service, region);
        if placeholder {
            continue;
        }
        // Interfaces with the same groups share one finding.
        let mut blocked: BTreeMap<&[ResourceId], Vec<&ResourceId>> = BTreeMap::new();
        let tables = endpoint.route_tables.iter().filter_map(|table| by_table.get(table));
        for interface in tables.flatten() {
            let is_known = matches!(interface.group_source, GroupSource::Named | GroupSource::DefaultGroup);
            let groups =
                interface.groups.iter().filter_map(|id| context.document.security_group(id.as_str()));
            if is_known
                && !interface.groups.is_empty()
                && !groups.into_iter().any(|group| admits(context.network, group, &list))
            {
                blocked.entry(&interface.groups).or_default().push(interface.component());
            }
        }
        for (groups, components) in blocked {
            report.push(found(context, endpoint, &list, groups, &components));
        }
    }
}

fn admits(network: &Network, group: &SecurityGroup, list: &PrefixListNode) -> bool {
    let Some(rules) = &group.ip_permissions_egress else { return true };
    rules.values().any(|rule| is_https(rule) && names_service(network, rule, list))
}

fn is_https(rule: &IpPermission) -> bool {
    match rule.ip_protocol.as_ref().unwrap_or(&Protocol::All) {
        Protocol::All => true,
        Protocol::Tcp => rule_ports(rule).is_some_and(|ports| ports.contains(443)),
        _ => false,
    }
}

/// Whether the rule names the service's list, or a block that shares addresses with it: by itself, or in a list of the
/// customer's. What a list holds that nobody knows cannot be told.
fn names_service(network: &Network, rule: &IpPermission, list: &PrefixListNode) -> bool {
    let meets = |net: &IpNet| list.entries.iter().any(|entry| cidrs_overlap(net, entry));
    let net = [&rule.cidr_ip, &rule.cidr_ipv6].into_iter().flatten().find_map(CidrBlock::net);
    let named = |id: &ResourceId| {
        *id == list.id || network.prefix_list(id.as_str()).is_none_or(|named| named.entries.iter().any(meets))
    };
    net.is_some_and(|net| meets(&net)) || rule.prefix_list_id.as_ref().is_some_and(named)
}

fn found(
    context: &Context<'_>,
    endpoint: &EndpointNode,
    list: &PrefixListNode,
    groups: &[ResourceId],
    components: &[&ResourceId],
) -> Found {
    let name = context.name(&endpoint.id);
    let message = say!(
        "gateway-endpoint-blocked-by-sg",
        "{groups} of {components} has no outbound rule for tcp 443 to {list}, where {endpoint} leads.",
        groups = context.names(groups),
        components = context.names(components.iter().copied()),
        list = list.id,
        endpoint = name
    );
    let help = say!(
        "gateway-endpoint-blocked-by-sg.help",
        "Add an outbound rule for tcp 443 to {list}.",
        list = list.id
    );
    let fix = groups.first().and_then(|id| {
        let rules = context.document.security_group(id.as_str())?.ip_permissions_egress.as_ref()?;
        let row = new_row(id, "g", |row| rules.contains_key(row));
        let to = json!({"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "prefixListId": list.id});
        let path = pointer(&["ipPermissionsEgress", row.as_str()]);
        let title = format!("Add the outbound rule to {}", context.name(id));
        Some(Fix { title, changes: vec![Change::Set { id: id.clone(), path, to }] })
    });
    Found::new(groups.iter().chain([&endpoint.id]), message, help).fix(fix)
}
