//! A resolver endpoint has its addresses in one zone.

use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// All addresses of an endpoint of the resolver are in one Availability Zone.
    ///
    /// # Why it matters
    /// When that zone fails, nobody asks by the endpoint any more. AWS wants two addresses, in two zones.
    ///
    /// # How to fix
    /// Give it an address in a subnet of another zone. There is no automatic fix: the group and the subnet are a choice.
    ///
    /// # Limits
    /// An endpoint without an address, and one in a subnet whose zone is not known, are not checked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html>
    RuleInfo {
        id: "resolver-endpoint-single-az",
        title: "A resolver endpoint stands in one zone",
        group: Group::Resilience,
        book: &["R-DNS-11"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::ResolverEndpoint(_) = resource.as_ref() else { continue };
        let Some(node) = context.network.managed_services.get(id) else { continue };
        let zone_of = |interface: &ResourceId| {
            let interface = context.network.interfaces.get(interface)?;
            context.network.subnets.get(interface.subnet.as_ref()?)?.zone.as_deref()
        };
        let zones: Option<BTreeSet<&str>> = node.interfaces.iter().map(zone_of).collect();
        let Some(zones) = zones else { continue };
        let (Some(zone), 1) = (zones.first(), zones.len()) else { continue };
        let message = say!(
            "resolver-endpoint-single-az",
            "{endpoint} has its addresses in {zone} only: when the zone fails, nobody asks by it.",
            endpoint = context.name(id),
            zone = zone
        );
        let help = say!(
            "resolver-endpoint-single-az.help",
            "Give {endpoint} an address in another zone.",
            endpoint = context.name(id)
        );
        report.push(Found::new([id], message, help));
    }
}
