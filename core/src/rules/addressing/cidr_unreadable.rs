//! A text stands where a CIDR block or address belongs, and is none.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::net::{Address, CidrBlock, Family};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{every_cidr, pointer};
use crate::rules::{Group, Severity};
use std::net::IpAddr;

rule! {
    /// # What it checks
    /// A field for a CIDR block or address holds other text, or a block of the other family: IPv6 in an IPv4
    /// field, or the reverse.
    ///
    /// # Why it matters
    /// AWS refuses it, and nothing in the drawing can be worked out from it.
    ///
    /// # How to fix
    /// Write a block such as `10.0.0.0/16`, a single host as `/32` (`/128` in IPv6). The fix adds what is
    /// missing to a bare address.
    ///
    /// # Limits
    /// Host bits are no error; `cidr-normalised` mentions them.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html>
    RuleInfo {
        id: "cidr-unreadable",
        title: "A CIDR block or address cannot be read",
        group: Group::Addressing,
        book: &["R-VAL-4"],
        api_errors: &["InvalidParameterValue"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    every_cidr(context, |id, parts, block, family| {
        if block.family().is_none() || family.is_some_and(|family| block.family() != Some(family)) {
            report.push(of_block(context, id, &pointer(parts), block, family));
        }
    });
    for (id, resource) in &context.document.resources {
        unreadable_addresses(resource, &mut |path, address| {
            report.push(of_address(context, id, &path, address));
        });
    }
}

fn of_block(
    context: &Context<'_>,
    id: &ResourceId,
    path: &str,
    block: &CidrBlock,
    family: Option<Family>,
) -> Found {
    let label = family.map_or("IP", Family::label);
    let message = say!(
        "cidr-unreadable",
        "{name} has \"{text}\" at {path}, where an {family} block belongs.",
        name = context.name(id),
        text = block,
        path = path,
        family = label
    );
    let example = if family == Some(Family::Ipv6) { "2001:db8:1::/64" } else { "10.0.0.0/24" };
    let help = say!("cidr-unreadable.help", "Write a block such as {example}.", example = example);
    // A bare address is a host in a rule or route, but no block of a VPC or subnet.
    let is_network = context.network.vpcs.contains_key(id) || context.network.subnets.contains_key(id);
    let bare = block.to_string().trim().parse::<IpAddr>().ok().filter(|_| !is_network);
    let host =
        bare.filter(|ip| family.is_none_or(|family| Family::of(*ip) == family)).map(ipnet::IpNet::from);
    let fix = host.map(|host| Fix {
        title: format!("Write {host}"),
        changes: vec![Change::set(id, path, host.to_string())],
    });
    Found::new([id], message, help).fix(fix)
}

fn of_address(context: &Context<'_>, id: &ResourceId, path: &str, address: &Address) -> Found {
    let message = say!(
        "cidr-unreadable.address",
        "{name} has \"{text}\" at {path}, where an IP address belongs.",
        name = context.name(id),
        text = address,
        path = path
    );
    Found::new([id], message, say!("cidr-unreadable.address-help", "Write an address such as 10.0.0.10."))
}

/// Shows each address that is none; the path is made for those only.
fn unreadable_addresses(resource: &Resource, show: &mut dyn FnMut(String, &Address)) {
    let mut look = |parts: &[&str], address: Option<&Address>| {
        if let Some(address) = address.filter(|address| address.ip().is_none()) {
            show(pointer(parts), address);
        }
    };
    match resource {
        Resource::NetworkInterface(interface) => {
            for (index, entry) in interface.private_ip_addresses.iter().enumerate() {
                let index = index.to_string();
                look(&["privateIpAddresses", &index, "privateIpAddress"], entry.private_ip_address.as_ref());
                look(&["privateIpAddresses", &index, "publicIp"], entry.public_ip.as_ref());
            }
            for (index, entry) in interface.ipv6_addresses.iter().enumerate() {
                look(&["ipv6Addresses", &index.to_string(), "ipv6Address"], Some(&entry.ipv6_address));
            }
        }
        Resource::NatGateway(nat) => look(&["privateIp"], nat.private_ip.as_ref()),
        Resource::ElasticIp(elastic) => {
            look(&["publicIp"], elastic.public_ip.as_ref());
            look(&["privateIpAddress"], elastic.private_ip_address.as_ref());
        }
        _ => {}
    }
}
