//! An interface endpoint has the default group, and its clients are no members.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{IpPermission, ResourceId, ResourceType, RowId, SecurityGroup};
use crate::net::{CidrBlock, PortRange, Protocol};
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{new_id, rule_ports};
use crate::rules::{Group, Severity};
use crate::topology::{GroupSource, InterfaceNode, ManagedServiceNode, VpcNode};
use serde_json::json;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// An interface endpoint has no other group than the default one of its VPC, that group admits TCP 443 from its own
    /// members only, and hosts of the VPC are no members.
    ///
    /// # Why it matters
    /// AWS gives an endpoint the default group where nobody names another one. Whoever is not in that group gets no answer
    /// from the service: the name leads to the endpoint, and the connection hangs.
    ///
    /// # How to fix
    /// Give it a group that admits TCP 443 from the VPC. The fix makes one.
    ///
    /// # Limits
    /// Clients outside of the VPC are not looked for, and what a client is for is not known: one that never uses the
    /// service is named too. Services on other ports than 443 are not told apart.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
    RuleInfo {
        id: "endpoint-default-security-group",
        title: "An endpoint has the default group, which admits no client",
        group: Group::Reachability,
        book: &["R-IFE-3"],
        codes: &["VPCE_DEFAULT_SG"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.managed_services.values().filter(|service| service.is_endpoint()) {
        let nodes: Vec<&InterfaceNode> =
            endpoint.interfaces.iter().filter_map(|id| context.network.interfaces.get(id)).collect();
        let vpc = nodes.iter().find_map(|node| context.network.vpcs.get(node.vpc.as_ref()?));
        let Some(vpc) = vpc.filter(|_| nodes.iter().all(|node| has_default_group_only(context, node))) else {
            continue;
        };
        let strangers: BTreeSet<&ResourceId> = clients(context, vpc)
            .filter(|client| !has_default_group(vpc, client))
            .map(InterfaceNode::component)
            .into_set();
        if !strangers.is_empty() {
            report.push(found(context, endpoint, vpc, &strangers));
        }
    }
}

/// Whether an interface has the default group of its VPC and no other, and that group admits its own members only.
fn has_default_group_only(context: &Context<'_>, node: &InterfaceNode) -> bool {
    let Some(vpc) = node.vpc.as_ref().and_then(|id| context.network.vpcs.get(id)) else { return false };
    match node.group_source {
        GroupSource::Implicit => true,
        GroupSource::Unknown | GroupSource::Open => false,
        GroupSource::DefaultGroup | GroupSource::Named => {
            let Some(default) = vpc.default_security_group.id() else { return false };
            let group = context.document.security_group(default.as_str());
            node.groups.iter().all(|group| group == default)
                && group.is_some_and(|group| !admits_others(default, group))
        }
    }
}

/// Whether the group admits TCP 443 from anybody but its own members.
fn admits_others(id: &ResourceId, group: &SecurityGroup) -> bool {
    group.ip_permissions.values().any(|rule| is_https(rule) && rule.group_id.as_ref() != Some(id))
}

fn is_https(rule: &IpPermission) -> bool {
    match rule.ip_protocol.as_ref().unwrap_or(&Protocol::All) {
        Protocol::All => true,
        Protocol::Tcp => {
            rule_ports(rule).is_some_and(|ports| ports.intersect(PortRange::single(443)).is_some())
        }
        _ => false,
    }
}

/// The interfaces of a VPC whose holders open connections.
fn clients<'a>(context: &Context<'a>, vpc: &'a VpcNode) -> impl Iterator<Item = &'a InterfaceNode> {
    let network = context.network;
    network.interfaces.values().filter(move |node| {
        let service = node.service.as_ref().and_then(|id| network.managed_services.get(id));
        let sends = match service {
            // A load balancer opens connections to its targets only.
            Some(service) => service.traits.sends && !service.is_load_balancer(),
            None => node.instance.is_some(),
        };
        sends && node.vpc.as_ref() == Some(&vpc.id)
    })
}

fn has_default_group(vpc: &VpcNode, node: &InterfaceNode) -> bool {
    match node.group_source {
        GroupSource::DefaultGroup | GroupSource::Implicit | GroupSource::Unknown => true,
        GroupSource::Open => false,
        GroupSource::Named => vpc.default_security_group.id().is_some_and(|id| node.groups.contains(id)),
    }
}

fn found(
    context: &Context<'_>,
    endpoint: &ManagedServiceNode,
    vpc: &VpcNode,
    strangers: &BTreeSet<&ResourceId>,
) -> Found {
    let name = context.name(&endpoint.id);
    let message = say!(
        "endpoint-default-security-group",
        "{endpoint} has the default group of {vpc} only, which admits its own members: {clients} cannot use it.",
        endpoint = name,
        vpc = context.name(&vpc.id),
        clients = context.names(strangers.iter().copied())
    );
    let help = say!(
        "endpoint-default-security-group.help",
        "Give {endpoint} a group that admits tcp 443 from its clients.",
        endpoint = name
    );
    let fix = own_group(context, endpoint, vpc, &name);
    let elements = [&endpoint.id].into_iter().chain(strangers.iter().copied());
    Found::new(elements, message, help).fix(fix)
}

/// A new group of the endpoint that admits TCP 443 from the blocks of the VPC.
fn own_group(context: &Context<'_>, endpoint: &ManagedServiceNode, vpc: &VpcNode, name: &str) -> Option<Fix> {
    let written = context.document.vpc(vpc.id.as_str())?;
    let block = |cidr: &CidrBlock| cidr.net().map(|_| cidr.clone());
    let blocks: Vec<CidrBlock> = written.cidr_blocks.iter().filter_map(block).collect();
    let group_name = format!("{name}-sg");
    let is_taken = |id: &ResourceId| {
        let group = context.document.security_group(id.as_str());
        group.is_some_and(|group| group.group_name.as_deref() == Some(group_name.as_str()))
    };
    if blocks.is_empty() || vpc.security_groups.iter().any(is_taken) {
        return None;
    }
    let rule = |(number, cidr): (usize, CidrBlock)| {
        let rule = IpPermission {
            ip_protocol: Some(Protocol::Tcp),
            from_port: Some(443),
            to_port: Some(443),
            cidr_ip: Some(cidr),
            ..IpPermission::default()
        };
        (RowId::new(&format!("g{}", number + 1)), rule)
    };
    let ip_permissions = blocks.into_iter().enumerate().map(rule).into_map();
    let id = new_id(context.document, ResourceType::SecurityGroup, &endpoint.id);
    let group = SecurityGroup {
        name: Some(group_name.clone()),
        group_name: Some(group_name.clone()),
        vpc_id: Some(vpc.id.clone()),
        ip_permissions,
        ..SecurityGroup::default()
    };
    let mut changes = vec![Change::add(id.clone(), group)];
    changes
        .extend(endpoint.interfaces.iter().map(|interface| Change::set(interface, "/groupIds", json!([id]))));
    Some(Fix { title: format!("Give {name} the new group {group_name}"), changes })
}
