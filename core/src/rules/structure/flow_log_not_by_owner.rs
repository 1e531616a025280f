//! A flow log of what belongs to another account.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::FlowLogScope;

rule! {
    /// # What it checks
    /// A flow log of a VPC or of a subnet names another account as its owner than the VPC has; or one of a network
    /// interface names neither the owner of the interface nor that of the VPC.
    ///
    /// # Why it matters
    /// An account with which subnets are shared makes flow logs of its own interfaces. AWS refuses it those of the subnet,
    /// and those of interfaces of others.
    ///
    /// # How to fix
    /// Let the owner make it. The fix gives it to that account.
    ///
    /// # Limits
    /// A flow log that names no owner belongs to the account of what it watches. Transit gateways are not looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html>
    RuleInfo {
        id: "flow-log-not-by-owner",
        title: "A flow log watches what belongs to another account",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let network = context.network;
    for node in network.flow_logs.values() {
        let Some(stated) = context.document.flow_log(node.id.as_str()).and_then(|log| log.owner_id.as_ref())
        else {
            continue;
        };
        let owner = network.accounts.name_of(stated);
        let found = match &node.scope {
            Some(FlowLogScope::Vpc(id) | FlowLogScope::Subnet(id)) => {
                of_network(context, &node.id, owner, id)
            }
            Some(FlowLogScope::Interface(id)) => of_interface(context, &node.id, owner, id),
            Some(FlowLogScope::TransitGateway(_)) | None => None,
        };
        report.push_all(found);
    }
}

fn of_network(context: &Context<'_>, log: &ResourceId, owner: &str, watched: &ResourceId) -> Option<Found> {
    let home = context.network.owner_of(watched.as_str());
    if home == Some(owner) {
        return None;
    }
    let name = context.name(log);
    let message = say!(
        "flow-log-not-by-owner",
        "{log} belongs to {owner}, and {watched} to {home}. Only that account makes a flow log of it.",
        log = name,
        owner = context.account_name(owner),
        watched = context.name(watched),
        home = context.owner_name(home)
    );
    let help = say!(
        "flow-log-not-by-owner.help",
        "Let {home} make {log}, or watch interfaces of {owner}.",
        home = context.owner_name(home),
        log = name,
        owner = context.account_name(owner)
    );
    Some(Found::new([log, watched], message, help).fix(Some(given(context, log, watched))))
}

fn of_interface(context: &Context<'_>, log: &ResourceId, owner: &str, watched: &ResourceId) -> Option<Found> {
    let network = context.network;
    let vpc = network.interfaces.get(watched)?.vpc.as_ref()?;
    let (holder, home) = (network.owner_of(watched.as_str()), network.owner_of(vpc.as_str()));
    if holder == Some(owner) || home == Some(owner) {
        return None;
    }
    if holder == home {
        return of_network(context, log, owner, watched);
    }
    let (name, interface) = (context.name(log), context.name(watched));
    let (holder, home) = (context.owner_name(holder), context.owner_name(home));
    let message = say!(
        "flow-log-not-by-owner.interface",
        "{log} belongs to {owner}, and {interface} to {holder} in a VPC of {home}. Only these two make a flow log of it.",
        log = name,
        owner = context.account_name(owner),
        interface = interface,
        holder = holder,
        home = home
    );
    let help = say!(
        "flow-log-not-by-owner.interface-help",
        "Let {holder} or {home} make {log}.",
        holder = holder,
        home = home,
        log = name
    );
    Some(Found::new([log, watched], message, help).fix(Some(given(context, log, watched))))
}

fn given(context: &Context<'_>, log: &ResourceId, watched: &ResourceId) -> Fix {
    Fix {
        title: format!("Give {} to the owner of {}", context.name(log), context.name(watched)),
        changes: vec![Change::RemovePath { id: log.clone(), path: "/ownerId".to_owned() }],
    }
}
