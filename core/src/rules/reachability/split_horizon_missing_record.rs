//! A private zone lacks a name that the public zone of the same domain has.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{HostedZone, ResourceId, RowId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::domain_of;

rule! {
    /// # What it checks
    /// A public hosted zone has a name with an address, and a private zone of the same domain has no record of that name.
    ///
    /// # Why it matters
    /// In its VPCs the private zone answers for the whole domain. A name that it lacks does not exist there, though the
    /// internet knows it.
    ///
    /// # How to fix
    /// Add the record to the private zone, too. The fix copies it.
    ///
    /// # Limits
    /// Zones of domains that are not the same are not compared. A star in the private zone counts for every name.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html>
    RuleInfo {
        id: "split-horizon-missing-record",
        title: "A private zone hides a name of the public one",
        group: Group::Reachability,
        book: &["R-DNS-6"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let dns = &context.network.dns;
    for (domain, private) in &dns.private_zones {
        let public = dns.public_zones.get(domain).into_iter().flatten();
        for open in public {
            for hidden in private.iter().filter(|id| is_used(context, id)) {
                compare(context, (open, hidden), report);
            }
        }
    }
}

/// A zone without a VPC answers nobody, and hides nothing.
fn is_used(context: &Context<'_>, id: &ResourceId) -> bool {
    context.document.hosted_zone(id.as_str()).is_some_and(|zone| !zone.vpcs.is_empty())
}

fn compare(context: &Context<'_>, (open, hidden): (&ResourceId, &ResourceId), report: &mut Report) {
    let (Some(public), Some(private)) =
        (context.document.hosted_zone(open.as_str()), context.document.hosted_zone(hidden.as_str()))
    else {
        return;
    };
    for (row, set) in &public.resource_record_sets {
        let is_address = matches!(set.r#type.as_deref(), Some("A" | "AAAA" | "CNAME"));
        let Some(name) = set.name.as_deref().map(domain_of).filter(|_| is_address) else { continue };
        let is_first = first_row(public, &name) == Some(row);
        if !is_first || has(private, &name) {
            continue;
        }
        let zone = context.name(hidden);
        let message = say!(
            "split-horizon-missing-record",
            "The public zone {zone} has {name}, the private one has not: in its VPCs there is no such name.",
            zone = zone,
            name = name
        );
        let help =
            say!("split-horizon-missing-record.help", "Add {name} to the private zone, too.", name = name);
        let new = new_row(private);
        let fix = serde_json::to_value(set).ok().map(|value| Fix {
            title: format!("Add {name} to the private zone"),
            changes: vec![Change::set(hidden, &format!("/resourceRecordSets/{new}"), value)],
        });
        report.push(Found::new([hidden, open], message, help).fix(fix));
    }
}

/// The first record of a name: one finding is enough for a name of both families.
fn first_row<'a>(zone: &'a HostedZone, name: &str) -> Option<&'a RowId> {
    let is_named = |own: &Option<String>| own.as_deref().map(domain_of).as_deref() == Some(name);
    let is_address = |kind: &Option<String>| matches!(kind.as_deref(), Some("A" | "AAAA" | "CNAME"));
    let mut rows = zone.resource_record_sets.iter();
    rows.find(|(_, set)| is_named(&set.name) && is_address(&set.r#type)).map(|(row, _)| row)
}

/// Whether the zone has a record of that name, or a star above it.
fn has(zone: &HostedZone, name: &str) -> bool {
    zone.resource_record_sets.values().filter_map(|set| set.name.as_deref()).map(domain_of).any(|own| {
        let is_star = own.strip_prefix('*').is_some_and(|below| name.ends_with(below));
        own == name || is_star
    })
}

/// A row that is free.
fn new_row(zone: &HostedZone) -> String {
    let mut rows = (1..).map(|number: u32| format!("r{number}"));
    let is_free = |row: &String| !zone.resource_record_sets.contains_key(row.as_str());
    rows.find(is_free).unwrap_or_default()
}
