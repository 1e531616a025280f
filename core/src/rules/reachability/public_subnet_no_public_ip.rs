//! An instance in a public subnet has no public IPv4 address.

use crate::change::Fix;
use crate::message::say;
use crate::net::Family;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{give_elastic_ip, has_igw_route};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A subnet leads to an internet gateway in IPv4, and an instance in it has a private IPv4 address but no
    /// public one on any of its interfaces.
    ///
    /// # Why it matters
    /// The internet gateway translates a private address only where a public one stands for it. In a public
    /// subnet without one, an instance reaches nothing outside, not even through a NAT gateway.
    ///
    /// # How to fix
    /// Associate an Elastic IP address, or put the instance into a private subnet that leads to a NAT
    /// gateway. The fix associates one.
    ///
    /// # Limits
    /// Interfaces that no instance has are not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    RuleInfo {
        id: "public-subnet-no-public-ip",
        title: "An instance in a public subnet has no public address",
        group: Group::Reachability,
        book: &["R-IGW-13"],
        codes: &["PUBLIC_SUBNET_NO_PUBLIC_IP"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for instance in context.network.instances.values() {
        let interfaces: Vec<_> =
            instance.interfaces.iter().filter_map(|id| context.network.interfaces.get(id)).collect();
        if interfaces.iter().any(|node| {
            node.addresses.iter().any(|entry| entry.public.is_some() || entry.elastic_ip.is_some())
        }) {
            continue;
        }
        let in_public = interfaces.iter().filter(|node| !node.addresses.is_empty()).find_map(|node| {
            let subnet = context.network.subnets.get(node.subnet.as_ref()?)?;
            (has_igw_route(context, subnet, Family::Ipv4) == Some(true)).then_some((node, subnet))
        });
        let Some((interface, subnet)) = in_public else { continue };
        let name = context.name(&instance.id);
        let message = say!(
            "public-subnet-no-public-ip",
            "{instance} stands in {subnet}, a public subnet, and has no public address.",
            instance = name,
            subnet = context.name(&subnet.id)
        );
        let help = say!(
            "public-subnet-no-public-ip.help",
            "Associate an Elastic IP address with {instance}, or put it into a private subnet with a route to a NAT gateway.",
            instance = name
        );
        let fix = give_elastic_ip(context, &instance.id, "networkInterfaceId", &interface.id)
            .map(|(address, changes)| Fix { title: format!("Give {name} {address}"), changes });
        report.push(Found::new([&instance.id, &subnet.id], message, help).fix(fix));
    }
}
