//! A multicast domain of a transit gateway that AWS would not make so.

use crate::change::{Change, Fix};
use crate::message::{Message, say};
use crate::model::{ResourceId, RowId, TransitGatewayMulticastDomain};
use crate::net::Address;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{pointer, take_away};
use crate::rules::{Group, Severity};
use crate::topology::MulticastDomainNode;
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// A multicast domain is one of a transit gateway without multicast support; a subnet is associated with two
    /// domains, or its VPC is not attached to the gateway; a group has an address that is none of a group, or an
    /// interface in a subnet that the domain does not join.
    ///
    /// # Why it matters
    /// AWS refuses each of them, and a domain that it refuses hands packets to nobody.
    ///
    /// # How to fix
    /// What the message says. Multicast support is chosen when a transit gateway is made.
    ///
    /// # Limits
    /// Parts of a domain that an import did not see are not judged. An attachment that is not up is one all the same:
    /// `tgw-attachment-pending` speaks of it.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-multicast-overview.html>
    RuleInfo {
        id: "tgw-multicast-invalid",
        title: "A multicast domain that AWS does not take",
        group: Group::Reachability,
        book: &["R-TGW-39"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut joined: BTreeMap<&ResourceId, &ResourceId> = BTreeMap::new();
    for node in context.network.multicast_domains.values() {
        let drawn = context.document.transit_gateway_multicast_domain(node.id.as_str());
        let Some((gateway, domain)) = node.gateway.as_ref().zip(drawn) else { continue };
        let made = context.document.transit_gateway(gateway.as_str());
        if made.is_some_and(|made| made.options.multicast_support != "enable") {
            report.push(without_support(context, &node.id, gateway));
        }
        for (index, subnet) in domain.subnet_ids.iter().enumerate() {
            if context.network.subnets.get(subnet).is_none() {
                continue;
            }
            let other = *joined.entry(subnet).or_insert(&node.id);
            if other != &node.id {
                report.push(in_two(context, (&node.id, subnet, index), other));
            } else if !node.subnets.contains(subnet) {
                report.push(not_attached(context, (&node.id, subnet, index), gateway));
            }
        }
        report.push_all(groups(context, node, domain));
    }
}

fn without_support(context: &Context<'_>, domain: &ResourceId, gateway: &ResourceId) -> Found {
    let (name, of) = (context.name(domain), context.name(gateway));
    let message = say!(
        "tgw-multicast-invalid.support",
        "{domain} is a multicast domain of {gateway}, which was made without multicast support.",
        domain = name,
        gateway = of
    );
    let help = say!(
        "tgw-multicast-invalid.support-help",
        "Make {gateway} with multicast support: it cannot be switched on later.",
        gateway = of
    );
    let changes = vec![Change::set(gateway, "/options/multicastSupport", "enable")];
    let fix = Fix { title: format!("Make {of} with multicast support"), changes };
    Found::new([domain, gateway], message, help).fix(Some(fix))
}

/// Takes a subnet out of a domain.
fn leave(context: &Context<'_>, (domain, subnet, index): (&ResourceId, &ResourceId, usize)) -> Fix {
    let title = format!("Take {} out of {}", context.name(subnet), context.name(domain));
    take_away(title, domain, &["subnetIds", &index.to_string()])
}

fn in_two(context: &Context<'_>, place: (&ResourceId, &ResourceId, usize), other: &ResourceId) -> Found {
    let (domain, subnet, _) = place;
    let names = (context.name(subnet), context.name(other), context.name(domain));
    let message = say!(
        "tgw-multicast-invalid.two",
        "{subnet} is associated with {one} and {other}. A subnet is in one multicast domain.",
        subnet = names.0,
        one = names.1,
        other = names.2
    );
    let help = say!(
        "tgw-multicast-invalid.two-help",
        "Take {subnet} out of {one} or out of {other}.",
        subnet = names.0,
        one = names.1,
        other = names.2
    );
    Found::new([domain, subnet, other], message, help).fix(Some(leave(context, place)))
}

fn not_attached(
    context: &Context<'_>,
    place: (&ResourceId, &ResourceId, usize),
    gateway: &ResourceId,
) -> Found {
    let (domain, subnet, _) = place;
    let (name, of) = (context.name(subnet), context.name(gateway));
    let message = say!(
        "tgw-multicast-invalid.attached",
        "{subnet} is associated with {domain}, and its VPC has no attachment to {gateway}.",
        subnet = name,
        domain = context.name(domain),
        gateway = of
    );
    let help = say!(
        "tgw-multicast-invalid.attached-help",
        "Attach the VPC of {subnet} to {gateway}.",
        subnet = name,
        gateway = of
    );
    Found::new([domain, subnet], message, help).fix(Some(leave(context, place)))
}

fn groups(
    context: &Context<'_>,
    node: &MulticastDomainNode,
    domain: &TransitGatewayMulticastDomain,
) -> Vec<Found> {
    let mut found = Vec::new();
    let name = context.name(&node.id);
    for (row, group) in &domain.groups {
        let address = group.group_ip_address.as_ref();
        if let Some(ip) = address.and_then(Address::ip)
            && !ip.is_multicast()
        {
            let message = say!(
                "tgw-multicast-invalid.address",
                "{domain} has a group {address}, which is no multicast address.",
                domain = name,
                address = ip
            );
            let help = say!(
                "tgw-multicast-invalid.address-help",
                "Give the group an address in 224.0.0.0/4 or ff00::/8."
            );
            found.push(without(node, row, format!("Take {ip} out of {name}"), message, help, None));
            continue;
        }
        let Some(interface) = &group.network_interface_id else { continue };
        let subnet = context.network.interfaces.get(interface).and_then(|it| it.subnet.as_ref());
        let is_outside = subnet.is_some_and(|subnet| !domain.subnet_ids.contains(subnet));
        if is_outside && !node.does_not_know("subnetIds") {
            let interface_name = context.name(interface);
            let message = say!(
                "tgw-multicast-invalid.interface",
                "{domain} lists {interface}, whose subnet it does not join.",
                domain = name,
                interface = interface_name
            );
            let help = say!(
                "tgw-multicast-invalid.interface-help",
                "Associate the subnet of {interface} with {domain}, or take {interface} out of the group.",
                interface = interface_name,
                domain = name
            );
            let title = format!("Take {interface_name} out of {name}");
            found.push(without(node, row, title, message, help, Some(interface)));
        }
    }
    found
}

/// What is found of a row that can be taken away.
fn without(
    node: &MulticastDomainNode,
    row: &RowId,
    title: String,
    message: Message,
    help: Message,
    interface: Option<&ResourceId>,
) -> Found {
    let path = pointer(&["groups", row.as_str()]);
    let fix = Fix { title, changes: vec![Change::RemovePath { id: node.id.clone(), path }] };
    Found::new([&node.id].into_iter().chain(interface), message, help).fix(Some(fix))
}
