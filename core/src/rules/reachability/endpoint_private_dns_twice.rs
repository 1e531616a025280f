//! Two endpoints of a VPC have private names for one service.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two interface endpoints of a VPC have private DNS names for the same service.
    ///
    /// # Why it matters
    /// The name of the service can lead to one of them only: AWS refuses the second.
    ///
    /// # How to fix
    /// Switch the private names of one of them off. The fix does so at the second.
    ///
    /// # Limits
    /// Endpoints that are rejected, failed, expired, deleted or being deleted do not count.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
    RuleInfo {
        id: "endpoint-private-dns-twice",
        title: "Two endpoints have private names for one service",
        group: Group::Reachability,
        book: &["R-IFE-11"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

const GONE: [&str; 5] = ["rejected", "failed", "expired", "deleted", "deleting"];

fn check(context: &Context<'_>, report: &mut Report) {
    let mut first: BTreeMap<(&ResourceId, &str), &ResourceId> = BTreeMap::new();
    for endpoint in context.network.endpoints.values().filter(|node| node.is_interface) {
        let Some(written) = context.document.vpc_endpoint(endpoint.id.as_str()) else { continue };
        let (Some(vpc), Some(service)) = (&endpoint.vpc, &written.service_name) else { continue };
        let is_gone = GONE.iter().any(|state| endpoint.state.eq_ignore_ascii_case(state));
        if is_gone || !written.private_dns_enabled {
            continue;
        }
        let Some(earlier) = first.get(&(vpc, service.as_str())) else {
            first.insert((vpc, service), &endpoint.id);
            continue;
        };
        let (one, other) = (context.name(earlier), context.name(&endpoint.id));
        let message = say!(
            "endpoint-private-dns-twice",
            "{one} and {other} of {vpc} both have private DNS names for {service}.",
            one = one,
            other = other,
            vpc = context.name(vpc),
            service = service
        );
        let help = say!(
            "endpoint-private-dns-twice.help",
            "Switch the private DNS names of {other} off: the name leads to {one}.",
            other = other,
            one = one
        );
        let fix = Fix {
            title: format!("Switch the private DNS names of {other} off"),
            changes: vec![Change::RemovePath {
                id: endpoint.id.clone(),
                path: "/privateDnsEnabled".to_owned(),
            }],
        };
        report.push(Found::new([&endpoint.id, earlier, vpc], message, help).fix(Some(fix)));
    }
}
