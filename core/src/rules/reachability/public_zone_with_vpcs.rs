//! A public zone names VPCs.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::list;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A public hosted zone is associated with VPCs.
    ///
    /// # Why it matters
    /// AWS associates VPCs with private zones only. A public zone answers everybody, and its VPCs say nothing.
    ///
    /// # How to fix
    /// Make a private zone of the same name for the VPCs, or take them out. There is no automatic fix: a public zone cannot
    /// become a private one, and nobody knows which one is meant.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html>
    RuleInfo {
        id: "public-zone-with-vpcs",
        title: "A public zone is associated with VPCs",
        group: Group::Reachability,
        book: &["R-VAL-36"],
        api_errors: &["PublicZoneVPCAssociation"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        let vpcs: Vec<_> = zone.vpcs.iter().filter_map(|vpc| vpc.vpc_id.as_ref()).collect();
        if zone.config.private_zone || vpcs.is_empty() {
            continue;
        }
        let names = list(vpcs.iter().map(|vpc| context.name(vpc)));
        let message = say!(
            "public-zone-with-vpcs",
            "{zone} is a public zone, and AWS associates VPCs with private ones only: {vpcs} {are} in its list.",
            zone = context.name(id),
            vpcs = names.clone(),
            are = if vpcs.len() == 1 { "is" } else { "are" }
        );
        let help = say!(
            "public-zone-with-vpcs.help",
            "Make a private zone of that name for {vpcs}, or take {them} out of the list.",
            vpcs = names,
            them = if vpcs.len() == 1 { "it" } else { "them" }
        );
        report.push(Found::new([id], message, help));
    }
}
