//! The addresses of an interface endpoint are not of its address type.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::InterfaceNode;

rule! {
    /// # What it checks
    /// An interface endpoint of address type ipv4 has an IPv6 address, one of type ipv6 an IPv4 address, or its type is
    /// none that AWS knows.
    ///
    /// # Why it matters
    /// AWS gives the interfaces of an endpoint addresses of its type and no others. A packet in the drawing would reach
    /// an address that is not there.
    ///
    /// # How to fix
    /// Make it dualstack, or take the address out. The fix makes it dualstack.
    ///
    /// # Limits
    /// Whether the service itself has IPv6 is not checked: AWS adds to the list all the time.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    RuleInfo {
        id: "interface-endpoint-address-type",
        title: "An endpoint has addresses that are not of its type",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

const KNOWN: [&str; 3] = ["ipv4", "dualstack", "ipv6"];

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.managed_services.values().filter(|service| service.is_endpoint()) {
        let Some(written) = context.document.vpc_endpoint(endpoint.id.as_str()) else { continue };
        let name = context.name(&endpoint.id);
        let kind = written.ip_address_type.as_str();
        let nodes = || endpoint.interfaces.iter().filter_map(|id| context.network.interfaces.get(id));
        if !KNOWN.contains(&kind) {
            let message = say!(
                "interface-endpoint-address-type.unknown",
                "{endpoint} has the address type \"{kind}\", which AWS does not know.",
                endpoint = name,
                kind = kind
            );
            let help =
                say!("interface-endpoint-address-type.unknown-help", "Write ipv4, dualstack or ipv6.",);
            report.push(Found::new([&endpoint.id], message, help));
            continue;
        }
        let Some(interface) = nodes().find(|node| has_another(node, kind)) else { continue };
        let address = if kind == "ipv4" {
            interface.ipv6.first().copied()
        } else {
            interface.addresses.first().map(|entry| entry.private)
        };
        let Some(address) = address else { continue };
        let message = say!(
            "interface-endpoint-address-type",
            "{endpoint} has the address {address}, and its address type is {kind}.",
            endpoint = name,
            address = address,
            kind = kind
        );
        let help = say!(
            "interface-endpoint-address-type.help",
            "Make {endpoint} dualstack, or take the address out.",
            endpoint = name
        );
        let elements: [&ResourceId; 2] = [&endpoint.id, &interface.id];
        let fix = Fix {
            title: format!("Make {name} dualstack"),
            changes: vec![Change::set(&endpoint.id, "/ipAddressType", "dualstack")],
        };
        report.push(Found::new(elements, message, help).fix(Some(fix)));
    }
}

fn has_another(node: &InterfaceNode, kind: &str) -> bool {
    match kind {
        "ipv4" => !node.ipv6.is_empty(),
        "ipv6" => !node.addresses.is_empty(),
        _ => false,
    }
}
