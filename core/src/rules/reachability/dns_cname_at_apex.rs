//! A CNAME record stands at the apex of its zone.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::domain_of;

rule! {
    /// # What it checks
    /// A hosted zone has a CNAME record for its own domain: `example.com` in the zone example.com.
    ///
    /// # Why it matters
    /// A CNAME stands alone, and the apex of a zone always has its NS and SOA records: Route 53 refuses it.
    ///
    /// # How to fix
    /// Make it an alias of type A or AAAA: Route 53 answers with the addresses of what it names, and takes nothing for it
    /// where that is a resource of AWS. There is no automatic fix: an alias needs a target that can be one.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html>
    RuleInfo {
        id: "dns-cname-at-apex",
        title: "A CNAME at the apex of a zone",
        group: Group::Reachability,
        book: &["R-R53-6", "R-VAL-36"],
        api_errors: &["InvalidChangeBatch"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        let Some(domain) = zone.name.as_deref().map(domain_of) else { continue };
        let is_there = zone.resource_record_sets.values().any(|set| {
            set.is_of_type("CNAME") && set.name.as_deref().map(domain_of).as_deref() == Some(domain.as_str())
        });
        if !is_there {
            continue;
        }
        let message = say!(
            "dns-cname-at-apex",
            "The zone {zone} has a CNAME record for {zone} itself, which Route 53 refuses.",
            zone = domain
        );
        let help = say!(
            "dns-cname-at-apex.help",
            "Make it an alias of type A: it answers at the apex of a zone, too."
        );
        report.push(Found::new([id], message, help));
    }
}
