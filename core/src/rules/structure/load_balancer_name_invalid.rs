//! A load balancer or target group is called as AWS calls none.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{LoadBalancerKind, Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::list;
use crate::rules::{Group, Severity};
use crate::topology::domain_of;

rule! {
    /// # What it checks
    /// The name of a load balancer or a target group has more than 32 characters, or others than the letters a to z and A to
    /// Z, digits and hyphens, or a hyphen at its beginning or end. The name of a load balancer begins with `internal-`.
    ///
    /// # Why it matters
    /// AWS makes neither with such a name, and never renames one: the name is part of its DNS name and its ARN.
    ///
    /// # How to fix
    /// Give it another name. The fix does, with the fitting characters of the old one, unless a record names the load
    /// balancer by the DNS name that comes of it.
    ///
    /// # Limits
    /// A drawing may call it otherwise than AWS does, as one from a template without names: therefore this is a hint.
    /// Classic Load Balancers may begin with `internal-`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html>
    RuleInfo {
        id: "load-balancer-name-invalid",
        title: "AWS takes no such name of a load balancer or target group",
        group: Group::Structure,
        book: &[],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

/// How many characters a name may have.
const LONGEST: usize = 32;

/// How no name of an Application, Network or Gateway Load Balancer begins.
const OF_AWS: &str = "internal-";

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let (name, what, is_kept) = match resource.as_ref() {
            Resource::LoadBalancer(own) => {
                let is_kept = own.kind().is_some_and(|kind| kind != LoadBalancerKind::Classic);
                (own.name.as_deref(), "load balancer", is_kept)
            }
            Resource::TargetGroup(own) => (own.name.as_deref(), "target group", false),
            _ => continue,
        };
        let Some(name) = name else { continue };
        let faults = faults(name, is_kept);
        if faults.is_empty() {
            continue;
        }
        let why = list(faults);
        let message = say!(
            "load-balancer-name-invalid",
            "AWS makes no {what} that is called {name}: {why}.",
            what = what,
            name = name,
            why = why
        );
        let help = say!(
            "load-balancer-name-invalid.help",
            "Give it a name of at most {longest} letters, digits and hyphens.",
            longest = LONGEST
        );
        let fix = renamed(context, id, name, is_kept);
        report.push(Found::new([id], message, help).fix(fix));
    }
}

/// What is wrong with a name, in words.
fn faults(name: &str, is_kept: bool) -> Vec<String> {
    let length = name.chars().count();
    let mut faults = Vec::new();
    if length > LONGEST {
        faults.push(format!("it has {length} characters, and AWS takes {LONGEST}"));
    }
    if let Some(other) = name.chars().find(|letter| !letter.is_ascii_alphanumeric() && *letter != '-') {
        faults.push(if other == ' ' {
            "it has a space".to_owned()
        } else {
            format!("it has the character \"{other}\"")
        });
    }
    if name.starts_with('-') || name.ends_with('-') {
        faults.push("it begins or ends with a hyphen".to_owned());
    }
    if is_kept && name.starts_with(OF_AWS) {
        faults.push(format!("it begins with {OF_AWS}"));
    }
    faults
}

/// The fitting characters of a name, where nothing else is called so and nobody counts on the DNS name that it gives.
fn renamed(context: &Context<'_>, id: &ResourceId, name: &str, is_kept: bool) -> Option<Fix> {
    let plain: String =
        name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    let plain = if is_kept { plain.strip_prefix(OF_AWS).unwrap_or(plain) } else { plain };
    let short: String = plain.chars().take(LONGEST).collect();
    let new = short.trim_matches('-').to_owned();
    let is_taken = context.document.resources.values().any(|other| other.name() == Some(new.as_str()));
    let is_good = !new.is_empty() && faults(&new, is_kept).is_empty() && !is_taken;
    (is_good && !is_named(context, id))
        .then(|| Fix { title: format!("Call it {new}"), changes: vec![Change::set(id, "/name", new)] })
}

/// Whether a record of a zone names the load balancer by its DNS name.
fn is_named(context: &Context<'_>, id: &ResourceId) -> bool {
    let network = context.network;
    context.document.resources.values().any(|resource| {
        let Resource::HostedZone(zone) = resource.as_ref() else { return false };
        zone.resource_record_sets.values().any(|set| {
            let alias = set.alias_target.iter().filter_map(|alias| alias.dns_name.as_deref());
            let values = set.resource_records.iter().map(|record| record.value.as_str());
            let mut named = alias.chain(values).map(domain_of);
            named.any(|named| {
                let plain = named.strip_prefix("dualstack.").unwrap_or(&named);
                network.own_names.get(plain).is_some_and(|own| own.owner == *id)
            })
        })
    })
}
