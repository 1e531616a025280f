//! A private zone is associated with no VPC.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A private hosted zone has no VPC.
    ///
    /// # Why it matters
    /// It answers in the VPCs that it is associated with, and nowhere else. AWS makes none without a first one.
    ///
    /// # How to fix
    /// Associate it with the VPCs whose hosts ask for its names.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-creating.html>
    RuleInfo {
        id: "private-zone-without-vpc",
        title: "A private zone is associated with no VPC",
        group: Group::Reachability,
        book: &[],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        if !zone.config.private_zone || zone.vpcs.iter().any(|vpc| vpc.vpc_id.is_some()) {
            continue;
        }
        let name = context.name(id);
        let message = say!(
            "private-zone-without-vpc",
            "{zone} is a private zone for no VPC: it answers nobody.",
            zone = name
        );
        let help = say!(
            "private-zone-without-vpc.help",
            "Associate {zone} with the VPCs whose hosts ask for its names.",
            zone = name
        );
        report.push(Found::new([id], message, help));
    }
}
