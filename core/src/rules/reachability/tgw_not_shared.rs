//! A transit gateway of another account is attached to, and not shared.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceId, ResourceShare, ResourceType};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{attachments, new_id};
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A VPC is attached to a transit gateway of another account, and no resource share gives that account the gateway.
    ///
    /// # Why it matters
    /// The owner of a transit gateway shares it, the owner of a VPC makes the attachment, and the first one accepts it,
    /// unless the gateway accepts by itself. Without the share AWS finds no such gateway. An attachment that was made
    /// before stays when sharing ends, and packets go on.
    ///
    /// # How to fix
    /// Share the gateway with the account. The fix does that.
    ///
    /// # Limits
    /// Where the gateway or the VPC names no owner, or an importer saw no resource shares, nothing is said.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-share.html>
    RuleInfo {
        id: "tgw-not-shared",
        title: "A transit gateway of another account is not shared",
        group: Group::Reachability,
        book: &["R-TGW-42"],
        api_errors: &["InvalidTransitGatewayID.NotFound"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut given: BTreeSet<(&ResourceId, &str)> = BTreeSet::new();
    for (node, _) in attachments(context).filter(|(_, drawn)| drawn.is_vpc()) {
        let Some(gateway) = node.gateway.as_ref().and_then(|id| context.network.transit_gateways.get(id))
        else {
            continue;
        };
        let (Some(owner), Some(account)) =
            (context.network.owner_of(gateway.id.as_str()), context.network.owner_of(node.id.as_str()))
        else {
            continue;
        };
        let is_seen = !gateway.does_not_know("resourceShare");
        if owner == account || !is_seen || context.network.is_shared_with(gateway.id.as_str(), account) {
            continue;
        }
        let (name, gateway_name) = (context.name(&node.id), context.name(&gateway.id));
        let account_name = context.account_name(account);
        let message = say!(
            "tgw-not-shared",
            "{name} attaches a VPC of {account} to {gateway} of {owner}, which is not shared with {account}.",
            name = name,
            account = account_name,
            gateway = gateway_name,
            owner = context.account_name(owner)
        );
        let help = say!(
            "tgw-not-shared.help",
            "Share {gateway} with {account}.",
            gateway = gateway_name,
            account = account_name
        );
        let share = ResourceShare {
            name: Some(format!("share-{gateway_name}")),
            resource_ids: vec![gateway.id.clone()],
            principals: vec![account.to_owned()],
            ..ResourceShare::default()
        };
        let id = new_id(context.document, ResourceType::ResourceShare, &node.id);
        let fix = given.insert((&gateway.id, account)).then(|| Fix {
            title: format!("Share {gateway_name} with {account_name}"),
            changes: vec![Change::add(id, share)],
        });
        report.push(Found::new([&node.id, &gateway.id], message, help).fix(fix));
    }
}
