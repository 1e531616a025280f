//! A Region has more than one set of options of VPC Block Public Access.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two drawn options of VPC Block Public Access name one Region, and one account.
    ///
    /// # Why it matters
    /// An account has one setting for each Region. Packets go by the first of the two, by id.
    ///
    /// # How to fix
    /// Keep the one that is meant.
    ///
    /// # Limits
    /// Options that name no account count as those of one account.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessOptions.html>
    RuleInfo {
        id: "second-public-access-options",
        title: "A Region has two settings of VPC Block Public Access",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut first: BTreeMap<(&str, Option<&str>), &ResourceId> = BTreeMap::new();
    for (id, resource) in &context.document.resources {
        let Resource::VpcBlockPublicAccessOptions(options) = resource.as_ref() else { continue };
        let Some(region) = options.region.as_deref() else { continue };
        let account = context.network.owner_of(id.as_str());
        let Some(kept) = first.get(&(region, account)) else {
            first.insert((region, account), id);
            continue;
        };
        let message = say!(
            "second-public-access-options",
            "{first} and {second} both say what VPC Block Public Access stops in {region}. A Region has one setting.",
            first = context.name(kept),
            second = context.name(id),
            region = region
        );
        let help = say!(
            "second-public-access-options.help",
            "Remove one of them: packets go by {first}.",
            first = context.name(kept)
        );
        let fix = Fix {
            title: format!("Remove {}", context.name(id)),
            changes: vec![Change::Remove { id: id.clone() }],
        };
        report.push(Found::new([id, *kept], message, help).fix(Some(fix)));
    }
}
