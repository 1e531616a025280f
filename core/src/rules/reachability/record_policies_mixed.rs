//! Records of one name and type do not have one routing policy.

use crate::message::say;
use crate::model::{Resource, ResourceRecordSet, RowId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::list;
use crate::rules::{Group, Severity};
use std::collections::{BTreeMap, BTreeSet};

rule! {
    /// # What it checks
    /// Several records of one name and type have different routing policies, one of them none, or two have the same set
    /// identifier.
    ///
    /// # Why it matters
    /// Route 53 draws among records of one policy, each told from the others by its identifier. It refuses other ones.
    ///
    /// # How to fix
    /// Give all of them one policy, and each an identifier of its own; or put plain values into one record. There is no
    /// automatic fix: nobody knows which policy is meant.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html>
    RuleInfo {
        id: "record-policies-mixed",
        title: "Records of one name with different routing policies",
        group: Group::Reachability,
        book: &["R-R53-1", "R-VAL-36"],
        api_errors: &["InvalidChangeBatch"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        for (name, rows) in context.network.dns.records.get(id).into_iter().flatten() {
            for (kind, sets) in
                by_type(&zone.resource_record_sets, rows).into_iter().filter(|(_, sets)| sets.len() > 1)
            {
                let policies: BTreeSet<&str> = sets.iter().map(|set| set.policy()).collect();
                let identifiers: BTreeSet<&str> =
                    sets.iter().filter_map(|set| set.set_identifier.as_deref()).collect();
                let is_plain = policies.contains("simple");
                if !is_plain && policies.len() == 1 && identifiers.len() == sets.len() {
                    continue;
                }
                let why = if policies.len() > 1 {
                    format!("they are of the policies {}", list(policies.into_iter().map(str::to_owned)))
                } else if is_plain {
                    "none has a routing policy".to_owned()
                } else {
                    "their set identifiers are not different".to_owned()
                };
                let message = say!(
                    "record-policies-mixed",
                    "{name} has {count} records of type {kind}, which Route 53 refuses: {why}.",
                    name = name,
                    count = sets.len(),
                    kind = kind,
                    why = why
                );
                let help = say!(
                    "record-policies-mixed.help",
                    "Put all values into one record, or give each record the same routing policy and an identifier of its own."
                );
                report.push(Found::new([id], message, help));
            }
        }
    }
}

fn by_type<'a>(
    all: &'a BTreeMap<RowId, ResourceRecordSet>,
    rows: &[RowId],
) -> BTreeMap<String, Vec<&'a ResourceRecordSet>> {
    let mut found: BTreeMap<String, Vec<&ResourceRecordSet>> = BTreeMap::new();
    for set in rows.iter().filter_map(|row| all.get(row)) {
        let kind = set.r#type.as_deref().unwrap_or_default().to_uppercase();
        found.entry(kind).or_default().push(set);
    }
    found
}
