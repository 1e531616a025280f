//! An account uses a VPC of another one of which nothing is shared with it.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceId, ResourceShare, ResourceType};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::new_id;
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A network interface belongs to another account than its VPC, and its subnet is not shared with that account. Or a
    /// security group does, and no subnet of the VPC is shared with its account.
    ///
    /// # Why it matters
    /// An account sees only those subnets of others that are shared with it. AWS refuses to make something of its own
    /// anywhere else. What stands there already stays when sharing ends, and packets go on.
    ///
    /// # How to fix
    /// Share the subnet with the account. The fix does that.
    ///
    /// # Limits
    /// Where an importer saw no resource shares, nothing is said. An instance is looked at by its interfaces.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html>
    RuleInfo {
        id: "subnet-not-shared",
        title: "An account uses a subnet that is not shared with it",
        group: Group::Structure,
        book: &["R-SHR-3"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut given: BTreeSet<(ResourceId, String)> = BTreeSet::new();
    for interface in context.network.interfaces.values() {
        let (Some(vpc), Some(subnet)) = (&interface.vpc, &interface.subnet) else { continue };
        let Some(account) = participant(context, &interface.id, vpc) else { continue };
        if context.network.is_shared_with(subnet.as_str(), account) {
            continue;
        }
        let component = interface.component();
        let (name, subnet_name) = (context.name(component), context.name(subnet));
        let account_name = context.account_name(account);
        let message = say!(
            "subnet-not-shared",
            "{name} belongs to {account} and stands in {subnet}, which is not shared with {account}.",
            name = name,
            account = account_name,
            subnet = subnet_name
        );
        let help = say!(
            "subnet-not-shared.help",
            "Share {subnet} with {account}.",
            subnet = subnet_name,
            account = account_name
        );
        let fix = given
            .insert((subnet.clone(), account.to_owned()))
            .then(|| share(context, &interface.id, subnet, account));
        report.push(Found::new([component, subnet], message, help).fix(fix));
    }
    for (id, group) in context.groups() {
        let Some(vpc) = group.vpc_id.as_ref().and_then(|vpc| context.network.vpcs.get(vpc)) else { continue };
        let Some(account) = participant(context, id, &vpc.id) else { continue };
        if vpc.subnets.iter().any(|subnet| context.network.is_shared_with(subnet.as_str(), account)) {
            continue;
        }
        let message = say!(
            "subnet-not-shared.group",
            "{group} belongs to {account} and is a group of {vpc}, of which no subnet is shared with {account}.",
            group = context.name(id),
            account = context.account_name(account),
            vpc = context.name(&vpc.id)
        );
        let help = say!(
            "subnet-not-shared.group.help",
            "Share a subnet of {vpc} with {account}.",
            vpc = context.name(&vpc.id),
            account = context.account_name(account)
        );
        report.push(Found::new([id, &vpc.id], message, help));
    }
}

/// The account of a thing in a VPC that belongs to another one, where an importer saw what is shared.
fn participant<'a>(context: &Context<'a>, id: &ResourceId, vpc: &ResourceId) -> Option<&'a str> {
    let knows = |vpc: &&VpcNode| !vpc.does_not_know("resourceShare");
    let vpc = context.network.vpcs.get(vpc).filter(knows)?;
    let account = context.network.owner_of(id.as_str())?;
    (context.network.owner_of(vpc.id.as_str()) != Some(account)).then_some(account)
}

/// Makes a share of the subnet with the account.
fn share(context: &Context<'_>, place: &ResourceId, subnet: &ResourceId, account: &str) -> Fix {
    let share = ResourceShare {
        name: Some(format!("share-{}", context.name(subnet))),
        resource_ids: vec![subnet.clone()],
        principals: vec![account.to_owned()],
        ..ResourceShare::default()
    };
    Fix {
        title: format!("Share {} with {}", context.name(subnet), context.account_name(account)),
        changes: vec![Change::add(new_id(context.document, ResourceType::ResourceShare, place), share)],
    }
}
