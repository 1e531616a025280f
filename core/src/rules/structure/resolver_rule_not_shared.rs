//! A rule of the resolver of another account is associated with a VPC, and not shared.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId, ResourceShare, ResourceType};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::new_id;
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A VPC is associated with a rule of the resolver of another account, and no resource share gives the account of the
    /// VPC that rule.
    ///
    /// # Why it matters
    /// The owner of a rule shares it, and who has a VPC associates it. Without the share AWS finds no such rule, and the
    /// resolver of the VPC asks the internet.
    ///
    /// # How to fix
    /// Share the rule with the account. The fix does that.
    ///
    /// # Limits
    /// Where the rule or the VPC names no owner, or an importer saw no resource shares, nothing is said. A packet takes the
    /// rule as it is drawn.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html>
    RuleInfo {
        id: "resolver-rule-not-shared",
        title: "A rule of the resolver of another account is not shared",
        group: Group::Structure,
        book: &["R-DNS-12"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut given: BTreeSet<(&ResourceId, &str)> = BTreeSet::new();
    let (network, document) = (context.network, context.document);
    for (id, resource) in &document.resources {
        let Resource::ResolverRule(rule) = resource.as_ref() else { continue };
        let Some(owner) = network.owner_of(id.as_str()) else { continue };
        for vpc in rule.vpc_ids.iter().filter_map(|vpc| network.vpcs.get(vpc)) {
            let Some(account) = network.owner_of(vpc.id.as_str()).filter(|account| *account != owner) else {
                continue;
            };
            if vpc.does_not_know("resourceShare") || network.is_shared_with(id.as_str(), account) {
                continue;
            }
            let (name, account_name) = (context.name(id), context.account_name(account));
            let message = say!(
                "resolver-rule-not-shared",
                "{vpc} of {account} is associated with {rule} of {owner}, which is not shared with {account}.",
                vpc = context.name(&vpc.id),
                account = account_name,
                rule = name,
                owner = context.account_name(owner)
            );
            let help = say!(
                "resolver-rule-not-shared.help",
                "Share {rule} with {account}.",
                rule = name,
                account = account_name
            );
            let share = ResourceShare {
                name: Some(format!("share-{name}")),
                resource_ids: vec![id.clone()],
                principals: vec![account.to_owned()],
                ..ResourceShare::default()
            };
            let share_id = new_id(document, ResourceType::ResourceShare, &vpc.id);
            let fix = given.insert((id, account)).then(|| Fix {
                title: format!("Share {name} with {account_name}"),
                changes: vec![Change::add(share_id, share)],
            });
            report.push(Found::new([&vpc.id, id], message, help).fix(fix));
        }
    }
}
