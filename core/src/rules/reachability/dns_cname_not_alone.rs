//! A name has a CNAME record and others.

use crate::message::say;
use crate::model::{HostedZone, Resource};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::list;
use crate::rules::{Group, Severity};
use crate::topology::domain_of;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A name of a hosted zone has a CNAME record and a record of another type.
    ///
    /// # Why it matters
    /// A CNAME says that the name is only another word for one that is elsewhere. Route 53 refuses both together.
    ///
    /// # How to fix
    /// Take out the CNAME or the others. There is no automatic fix: nobody knows which one is meant.
    ///
    /// # Limits
    /// The apex of a zone has a finding of its own.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html>
    RuleInfo {
        id: "dns-cname-not-alone",
        title: "A CNAME beside other records",
        group: Group::Reachability,
        book: &["R-R53-12", "R-VAL-36"],
        api_errors: &["InvalidChangeBatch"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        let domain = zone.name.as_deref().map(domain_of);
        for (name, rows) in context.network.dns.records.get(id).into_iter().flatten() {
            let kinds = kinds(zone, rows);
            if !kinds.contains("CNAME") || kinds.len() < 2 || domain.as_ref() == Some(name) {
                continue;
            }
            let others = list(kinds.into_iter().filter(|kind| kind != "CNAME"));
            let message = say!(
                "dns-cname-not-alone",
                "{name} has a CNAME record and others of type {others}, which Route 53 refuses.",
                name = name,
                others = others
            );
            let help = say!(
                "dns-cname-not-alone.help",
                "Leave {name} either the CNAME record or the others.",
                name = name
            );
            report.push(Found::new([id], message, help));
        }
    }
}

fn kinds(zone: &HostedZone, rows: &[crate::model::RowId]) -> BTreeSet<String> {
    let sets = rows.iter().filter_map(|row| zone.resource_record_sets.get(row));
    sets.filter_map(|set| set.r#type.as_deref()).map(str::to_uppercase).collect()
}
