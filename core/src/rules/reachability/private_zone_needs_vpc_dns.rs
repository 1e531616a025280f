//! A VPC of a private zone has not both DNS attributes.

use crate::change::Fix;
use crate::message::say;
use crate::model::{HostedZoneVpc, Resource};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{list, switch_dns_on};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A private hosted zone is associated with a VPC whose DNS support or DNS hostnames are off.
    ///
    /// # Why it matters
    /// The resolver of the VPC does not ask the zone then: its names do not exist for the hosts there, though the
    /// association is in place. AWS makes a VPC with DNS hostnames off.
    ///
    /// # How to fix
    /// Switch both attributes of the VPC on. The fix does.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html>
    RuleInfo {
        id: "private-zone-needs-vpc-dns",
        title: "A private zone without the DNS attributes of its VPC",
        group: Group::Reachability,
        book: &["R-DNS-2"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        let vpcs = zone.vpcs.iter().filter(|_| zone.config.private_zone);
        for vpc_id in vpcs.filter_map(|vpc: &HostedZoneVpc| vpc.vpc_id.as_ref()) {
            let Some(vpc) = context.document.vpc(vpc_id.as_str()) else { continue };
            let attributes =
                [("DNS support", vpc.enable_dns_support), ("DNS hostnames", vpc.enable_dns_hostnames)];
            let off = || attributes.iter().filter(|(_, is_on)| !is_on);
            let words = list(off().map(|(word, _)| (*word).to_owned()));
            if words.is_empty() {
                continue;
            }
            let (zone_name, vpc_name) = (context.name(id), context.name(vpc_id));
            let message = say!(
                "private-zone-needs-vpc-dns",
                "{zone} does not answer in {vpc}: private zones need both DNS attributes of a VPC, and {words} of {vpc} {are} off.",
                zone = zone_name,
                vpc = vpc_name,
                words = words,
                are = if off().count() == 1 { "is" } else { "are" }
            );
            let help = say!(
                "private-zone-needs-vpc-dns.help",
                "Switch {words} of {vpc} on.",
                words = words,
                vpc = vpc_name
            );
            let fix = Fix {
                title: format!("Switch {words} of {vpc_name} on"),
                changes: switch_dns_on(context.document, vpc_id),
            };
            report.push(Found::new([id, vpc_id], message, help).fix(Some(fix)));
        }
    }
}
