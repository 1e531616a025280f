//! An interface carries a security group of another account.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::GroupSource;

rule! {
    /// # What it checks
    /// In a VPC of another account, an interface carries the default group of the VPC, by name or because it names none.
    /// Anywhere, an interface carries a group of another account that is not shared with its own.
    ///
    /// # Why it matters
    /// An account with which subnets are shared uses groups of its own there, or such that are shared with it. AWS does
    /// not let it take the default group of the VPC, nor those of the owner or of other participants.
    ///
    /// # How to fix
    /// Give the interface a group of its own account.
    ///
    /// # Limits
    /// Where an importer saw no resource shares, only the default group is told.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html>
    RuleInfo {
        id: "sg-of-other-account",
        title: "An interface carries a security group of another account",
        group: Group::Filtering,
        book: &["R-SHR-3"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for interface in context.network.interfaces.values() {
        let Some(vpc) = interface.vpc.as_ref().and_then(|vpc| context.network.vpcs.get(vpc)) else {
            continue;
        };
        let Some(account) = context.network.owner_of(interface.id.as_str()) else { continue };
        let component = interface.component();
        let name = context.name(component);
        let help = say!(
            "sg-of-other-account.help",
            "Give {name} a security group of {account}.",
            name = name,
            account = context.account_name(account)
        );
        let is_participant = context.network.owner_of(vpc.id.as_str()) != Some(account);
        if is_participant
            && matches!(interface.group_source, GroupSource::DefaultGroup | GroupSource::Implicit)
        {
            let message = say!(
                "sg-of-other-account.default",
                "{name} belongs to {account} and names no group, so it would get the default group of {vpc}, which belongs to {owner}.",
                name = name,
                account = context.account_name(account),
                vpc = context.name(&vpc.id),
                owner = context.owner_name(context.network.owner_of(vpc.id.as_str()))
            );
            report.push(Found::new([component, &vpc.id], message, help));
            continue;
        }
        for id in &interface.groups {
            let owner = context.network.owner_of(id.as_str());
            if owner == Some(account) || context.network.is_shared_with(id.as_str(), account) {
                continue;
            }
            let group = context.document.security_group(id.as_str());
            let is_default = group.is_some_and(crate::model::SecurityGroup::is_default);
            if vpc.does_not_know("resourceShare") && !is_default {
                continue;
            }
            let message = say!(
                "sg-of-other-account",
                "{name} belongs to {account} and carries {group}, a group of {owner} that is not shared with {account}.",
                name = name,
                account = context.account_name(account),
                group = context.name(id),
                owner = context.owner_name(owner)
            );
            report.push(Found::new([component, id], message, help.clone()));
        }
    }
}
