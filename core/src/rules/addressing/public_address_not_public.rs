//! A public address is none.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::net::{Address, well_known::is_public};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An Elastic IP address, or the public address that AWS assigned to an interface, is private, shared, link-local,
    /// reserved, or of IPv6.
    ///
    /// # Why it matters
    /// An internet gateway puts the public address in place of the private one. The internet knows no way to an
    /// address of these ranges, and AWS gives none out.
    ///
    /// # How to fix
    /// Write a public IPv4 address. The fix takes one of the ranges that are kept for examples; AWS chooses the real
    /// one when the address is allocated.
    ///
    /// # Limits
    /// Whether a public address belongs to AWS is not looked at, since accounts may bring their own.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-eips.html>
    RuleInfo {
        id: "public-address-not-public",
        title: "A public address is not public",
        group: Group::Addressing,
        book: &["R-IGW-2"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        match resource.as_ref() {
            Resource::ElasticIp(elastic) => {
                report.push_all(found(context, id, elastic.public_ip.as_ref(), "/publicIp"));
            }
            Resource::NetworkInterface(interface) => {
                for (index, entry) in interface.private_ip_addresses.iter().enumerate() {
                    let path = pointer(&["privateIpAddresses", &index.to_string(), "publicIp"]);
                    report.push_all(found(context, id, entry.public_ip.as_ref(), &path));
                }
            }
            _ => {}
        }
    }
}

fn found(context: &Context<'_>, id: &ResourceId, address: Option<&Address>, path: &str) -> Option<Found> {
    let address = address?.ip().filter(|address| address.is_ipv6() || !is_public(*address))?;
    let name = context.name(id);
    let message = say!(
        "public-address-not-public",
        "{name} has {address}, which is no public IPv4 address.",
        name = name,
        address = address
    );
    let help = say!(
        "public-address-not-public.help",
        "Give {name} an address that the internet knows: AWS takes it from its own public ranges.",
        name = name
    );
    let fix = context.addresses.next_new().map(|free| Fix {
        title: format!("Give {name} {free}"),
        changes: vec![Change::set(id, path, free.to_string())],
    });
    Some(Found::new([id], message, help).fix(fix))
}
