//! An interface endpoint has two interfaces in one zone, or one in a subnet of another VPC.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::ManagedServiceNode;
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// An interface endpoint has interfaces in two subnets of one Availability Zone, or one in a subnet of another VPC
    /// than the endpoint's.
    ///
    /// # Why it matters
    /// AWS takes at most one subnet in each zone for an endpoint, and subnets of its own VPC only.
    ///
    /// # How to fix
    /// Take the second interface out. The fix does. Every host of the zone can use the other one, whatever its subnet.
    ///
    /// # Limits
    /// Interfaces in subnets that name no zone are not compared.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
    RuleInfo {
        id: "interface-endpoint-subnets",
        title: "Two interfaces of an endpoint in one zone, or one in another VPC",
        group: Group::Structure,
        book: &["R-IFE-1"],
        api_errors: &["DuplicateSubnetsInSameZone"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.managed_services.values().filter(|service| service.is_endpoint()) {
        let own = context.network.endpoints.get(&endpoint.id).and_then(|node| node.vpc.as_ref());
        let mut seen: BTreeMap<&str, &ResourceId> = BTreeMap::new();
        for id in &endpoint.interfaces {
            let interface = context.network.interfaces.get(id);
            let subnet = interface.and_then(|node| context.network.subnets.get(node.subnet.as_ref()?));
            let Some(subnet) = subnet else { continue };
            if context.network.is_of_another_vpc(subnet.vpc.as_ref(), own) {
                report.push_all(in_another_vpc(context, endpoint, id, &subnet.id));
                continue;
            }
            let Some(zone) = subnet.zone.as_deref() else { continue };
            if let Some(first) = seen.get(zone) {
                report.push(twice(context, endpoint, (id, &subnet.id), (first, zone)));
            } else {
                seen.insert(zone, &subnet.id);
            }
        }
    }
}

fn twice(
    context: &Context<'_>,
    endpoint: &ManagedServiceNode,
    (id, subnet): (&ResourceId, &ResourceId),
    (first, zone): (&ResourceId, &str),
) -> Found {
    let name = context.name(&endpoint.id);
    let message = say!(
        "interface-endpoint-subnets",
        "{endpoint} has interfaces in {first} and {second}, both in {zone}: AWS takes one subnet in a zone.",
        endpoint = name,
        first = context.name(first),
        second = context.name(subnet),
        zone = zone
    );
    let help = say!(
        "interface-endpoint-subnets.help",
        "Take the interface in {second} out: hosts there use the one in {first}.",
        second = context.name(subnet),
        first = context.name(first)
    );
    Found::new([&endpoint.id, first, subnet], message, help).fix(Some(take_out(context, id, subnet, &name)))
}

fn in_another_vpc(
    context: &Context<'_>,
    endpoint: &ManagedServiceNode,
    id: &ResourceId,
    subnet: &ResourceId,
) -> Option<Found> {
    let node = context.network.subnets.get(subnet)?;
    let vpc = context.network.endpoints.get(&endpoint.id)?.vpc.as_ref()?;
    let name = context.name(&endpoint.id);
    let message = say!(
        "interface-endpoint-subnets.vpc",
        "{endpoint} of {vpc} has an interface in {subnet}, which is part of {other}.",
        endpoint = name,
        vpc = context.name(vpc),
        subnet = context.name(subnet),
        other = context.name(node.vpc.as_ref()?)
    );
    let help = say!(
        "interface-endpoint-subnets.vpc-help",
        "Take the interface out, and make an endpoint in {other}.",
        other = context.name(node.vpc.as_ref()?)
    );
    let found = Found::new([&endpoint.id, subnet], message, help).api_error(None);
    Some(found.fix(Some(take_out(context, id, subnet, &name))))
}

fn take_out(context: &Context<'_>, interface: &ResourceId, subnet: &ResourceId, endpoint: &str) -> Fix {
    Fix {
        title: format!("Take the interface of {endpoint} in {} out", context.name(subnet)),
        changes: vec![Change::Remove { id: interface.clone() }],
    }
}
