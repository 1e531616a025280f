//! An endpoint for a service of AWS has no private names: nobody is led to it by the name of the service.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::VpcEndpoint;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{dns_attributes_off, switch_dns_on};
use crate::rules::{Group, Severity};
use crate::topology::EndpointNode;

rule! {
    /// # What it checks
    /// An interface endpoint for a service of AWS has no private DNS names, and no other endpoint of the VPC serves the
    /// name of the service.
    ///
    /// # Why it matters
    /// The name of the service still leads to its public addresses: what asks for it goes out by a NAT or internet gateway,
    /// or nowhere, though the endpoint is there and paid for.
    ///
    /// # How to fix
    /// Switch the private names on. The fix does, with the DNS attributes of the VPC that they need.
    ///
    /// # Limits
    /// A private hosted zone that leads the name to the endpoint, and clients that use the names of the endpoint itself, are
    /// no part of a drawing. A VPC with a gateway endpoint for the service is not reported: its hosts go by that one.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    RuleInfo {
        id: "endpoint-private-dns-off",
        title: "The name of the service does not lead to its endpoint",
        group: Group::Reachability,
        book: &["R-IFE-5"],
        codes: &["VPCE_NOT_USED_DNS"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.endpoints.values().filter(|node| node.is_interface) {
        let Some(written) = context.document.vpc_endpoint(endpoint.id.as_str()) else { continue };
        let (Some(id), Some(service)) = (&endpoint.vpc, &written.service_name) else { continue };
        if written.private_dns_enabled || !written.is_of_aws() || is_served(context, endpoint, written) {
            continue;
        }
        let name = context.name(&endpoint.id);
        let message = say!(
            "endpoint-private-dns-off",
            "{endpoint} has no private DNS names: in {vpc} the name of {service} still leads to public addresses, past the endpoint.",
            endpoint = name,
            vpc = context.name(id),
            service = service
        );
        let attributes = dns_attributes_off(context.document, id);
        let help = if attributes.is_empty() {
            say!(
                "endpoint-private-dns-off.help",
                "Switch the private DNS names of {endpoint} on.",
                endpoint = name
            )
        } else {
            say!(
                "endpoint-private-dns-off.help-vpc",
                "Switch the private DNS names of {endpoint} on, and {attributes} of {vpc}, without which they do not work.",
                endpoint = name,
                attributes = attributes,
                vpc = context.name(id)
            )
        };
        let mut changes = vec![Change::set(&endpoint.id, "/privateDnsEnabled", true)];
        changes.extend(switch_dns_on(context.document, id));
        let also = match attributes.as_str() {
            "" => String::new(),
            off => format!(", and {off} of {}", context.name(id)),
        };
        let fix = Fix { title: format!("Switch the private DNS names of {name} on{also}"), changes };
        report.push(Found::new([&endpoint.id, id], message, help).fix(Some(fix)));
    }
}

/// Whether another endpoint of the VPC serves the name: one with private names, or a gateway endpoint of the service.
fn is_served(context: &Context<'_>, endpoint: &EndpointNode, written: &VpcEndpoint) -> bool {
    let others = context.network.endpoints.values().filter(|other| {
        other.id != endpoint.id && other.vpc == endpoint.vpc && other.state.eq_ignore_ascii_case("available")
    });
    let mut others = others.filter_map(|other| context.document.vpc_endpoint(other.id.as_str()));
    others.any(|other| {
        other.service_name == written.service_name && (other.is_gateway() || other.private_dns_enabled)
    })
}
