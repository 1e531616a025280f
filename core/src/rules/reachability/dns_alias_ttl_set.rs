//! An alias has a time to live of its own.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An alias record has a TTL.
    ///
    /// # Why it matters
    /// An alias answers with the TTL of what it stands for. Route 53 refuses one that names both.
    ///
    /// # How to fix
    /// Take the TTL out. The fix does.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html>
    RuleInfo {
        id: "dns-alias-ttl-set",
        title: "An alias with a TTL",
        group: Group::Reachability,
        book: &["R-R53-7"],
        api_errors: &["InvalidChangeBatch"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HostedZone(zone) = resource.as_ref() else { continue };
        for (row, set) in &zone.resource_record_sets {
            let Some(ttl) = set.ttl.filter(|_| set.alias_target.is_some()) else { continue };
            let name = set.name.clone().unwrap_or_default();
            let message = say!(
                "dns-alias-ttl-set",
                "The alias {name} has a TTL of {ttl}: an alias takes the TTL of what it stands for, and Route 53 refuses another one.",
                name = name,
                ttl = ttl
            );
            let help = say!("dns-alias-ttl-set.help", "Take the TTL of {name} out.", name = name);
            let fix = Fix {
                title: format!("Take the TTL of {name} out"),
                changes: vec![Change::RemovePath {
                    id: id.clone(),
                    path: format!("/resourceRecordSets/{row}/ttl"),
                }],
            };
            report.push(Found::new([id], message, help).fix(Some(fix)));
        }
    }
}
