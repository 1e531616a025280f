//! Records by place have no default.

use crate::message::say;
use crate::model::{Resource, ResourceRecordSet};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use serde_json::Value;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A name has records by the place of those who ask, and none is the default one.
    ///
    /// # Why it matters
    /// Whoever is at a place that no record names, or at one that Route 53 cannot tell, gets no answer.
    ///
    /// # How to fix
    /// Add a record whose country is `*`. There is no automatic fix: what it should answer is a choice.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geo.html>
    RuleInfo {
        id: "geolocation-no-default",
        title: "Records by place without a default",
        group: Group::Reachability,
        book: &["R-R53-4"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        for (name, rows) in context.network.dns.records.get(id).into_iter().flatten() {
            let sets: Vec<&ResourceRecordSet> =
                rows.iter().filter_map(|row| zone.resource_record_sets.get(row)).collect();
            let by_place = || sets.iter().filter(|set| set.geo_location.is_some());
            let kinds: BTreeSet<&str> = by_place().filter_map(|set| set.r#type.as_deref()).collect();
            for kind in kinds {
                if by_place().any(|set| set.r#type.as_deref() == Some(kind) && is_default(set)) {
                    continue;
                }
                let message = say!(
                    "geolocation-no-default",
                    "{name} has {kind} records by place and no default: whoever is elsewhere gets no answer.",
                    name = name,
                    kind = kind
                );
                let help = say!(
                    "geolocation-no-default.help",
                    "Add an {kind} record of {name} whose country is *.",
                    kind = kind,
                    name = name
                );
                report.push(Found::new([id], message, help));
            }
        }
    }
}

fn is_default(set: &ResourceRecordSet) -> bool {
    let place = set.geo_location.as_ref().and_then(Value::as_object);
    place.is_some_and(|place| place.get("countryCode").and_then(Value::as_str) == Some("*"))
}
