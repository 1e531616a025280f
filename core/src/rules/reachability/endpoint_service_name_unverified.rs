//! An endpoint uses a private name whose domain AWS has not verified.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An endpoint has private names on, and the private name of the endpoint service that it leads to is not verified: its
    /// verification waits, or has failed.
    ///
    /// # Why it matters
    /// Whoever offers a service shows that the domain of its private name is theirs, by a record in its public zone. Until then AWS
    /// turns private names on at no endpoint, and the name leads to no endpoint.
    ///
    /// # How to fix
    /// Make the TXT record that the service asks for in the public zone of the domain, and let AWS verify it. Until then turn
    /// private names off at the endpoint, which the fix does, and use the endpoint's own name.
    ///
    /// # Limits
    /// Whether the record is there is not looked at. A service that is not in the drawing is not checked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html>
    RuleInfo {
        id: "endpoint-service-name-unverified",
        title: "A private name of a service is used and not verified",
        group: Group::Reachability,
        book: &["R-EPS-8"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.endpoints.values() {
        let Some(written) = context.document.vpc_endpoint(endpoint.id.as_str()) else { continue };
        let Some(node) = context.network.service_behind(written).filter(|_| written.private_dns_enabled)
        else {
            continue;
        };
        let service = context.document.vpc_endpoint_service(node.id.as_str());
        let unverified = service.filter(|service| service.verified_name().is_none());
        let Some(name) = unverified.and_then(|service| service.private_dns_name.as_deref()) else { continue };
        let (own, of) = (context.name(&endpoint.id), context.name(&node.id));
        let message = say!(
            "endpoint-service-name-unverified",
            "{endpoint} uses {name}, and AWS has not verified that domain for {service}: it refuses that, and {name} leads nowhere.",
            endpoint = own,
            name = name,
            service = of
        );
        let help = say!(
            "endpoint-service-name-unverified.help",
            "Let AWS verify {name} for {service}, or turn private names of {endpoint} off.",
            name = name,
            service = of,
            endpoint = own
        );
        let fix = Fix {
            title: format!("Turn private names of {own} off"),
            changes: vec![Change::set(&endpoint.id, "/privateDnsEnabled", false)],
        };
        report.push(Found::new([&endpoint.id, &node.id], message, help).fix(Some(fix)));
    }
}
