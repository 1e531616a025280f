//! An endpoint has private names, and its VPC has not both DNS attributes.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::list;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An interface endpoint has private DNS names, and DNS support or DNS hostnames of its VPC are off.
    ///
    /// # Why it matters
    /// AWS refuses private names then. Without the attributes the resolver of the VPC leads the name of the service to its
    /// public addresses, past the endpoint.
    ///
    /// # How to fix
    /// Switch both attributes of the VPC on. The fix does.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html>
    RuleInfo {
        id: "endpoint-private-dns-needs-vpc-dns",
        title: "Private names of an endpoint without the DNS attributes of the VPC",
        group: Group::Reachability,
        book: &["R-IFE-4"],
        codes: &["VPCE_PRIVATE_DNS_NEEDS_VPC_DNS"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.endpoints.values().filter(|node| node.is_interface) {
        let written = context.document.vpc_endpoint(endpoint.id.as_str());
        if !written.is_some_and(|written| written.private_dns_enabled) {
            continue;
        }
        let Some(id) = &endpoint.vpc else { continue };
        let Some(vpc) = context.document.vpc(id.as_str()) else { continue };
        let attributes = [
            ("DNS support", "/enableDnsSupport", vpc.enable_dns_support),
            ("DNS hostnames", "/enableDnsHostnames", vpc.enable_dns_hostnames),
        ];
        let off = || attributes.iter().filter(|(_, _, is_on)| !is_on);
        let words = list(off().map(|(word, _, _)| (*word).to_owned()));
        if words.is_empty() {
            continue;
        }
        let (name, vpc_name) = (context.name(&endpoint.id), context.name(id));
        let message = say!(
            "endpoint-private-dns-needs-vpc-dns",
            "{endpoint} has private DNS names, which need both DNS attributes of {vpc}: {words} of {vpc} {are} off.",
            endpoint = name,
            vpc = vpc_name,
            words = words,
            are = if off().count() == 1 { "is" } else { "are" }
        );
        let help = say!(
            "endpoint-private-dns-needs-vpc-dns.help",
            "Switch {words} of {vpc} on.",
            words = words,
            vpc = vpc_name
        );
        let fix = Fix {
            title: format!("Switch {words} of {vpc_name} on"),
            changes: off().map(|(_, path, _)| Change::set(id, path, true)).collect(),
        };
        report.push(Found::new([&endpoint.id, id], message, help).fix(Some(fix)));
    }
}
