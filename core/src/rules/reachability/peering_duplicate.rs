//! Two peering connections join the same two VPCs.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two peering connections between the same two VPCs are active or on the way to it.
    ///
    /// # Why it matters
    /// A pair of VPCs has one connection. AWS refuses the second request.
    ///
    /// # How to fix
    /// Remove one of them, and point its routes to the other. The fix does both.
    ///
    /// # Limits
    /// Connections that failed, expired, or were rejected or deleted do not count.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    RuleInfo {
        id: "peering-duplicate",
        title: "Two VPCs are peered twice",
        group: Group::Reachability,
        book: &["R-PEER-2", "R-VAL-23"],
        api_errors: &["VpcPeeringConnectionAlreadyExists"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut first: BTreeMap<(&ResourceId, &ResourceId), &ResourceId> = BTreeMap::new();
    for peering in context.network.peerings.values() {
        let is_alive = matches!(
            peering.status.as_str(),
            "active" | "pending-acceptance" | "provisioning" | "initiating-request"
        );
        let [one, other] = &peering.sides;
        let (Some(one), Some(other)) = (one.vpc.as_ref(), other.vpc.as_ref()) else { continue };
        if !is_alive || one == other {
            continue;
        }
        let pair = (one.min(other), one.max(other));
        let Some(earlier) = first.get(&pair) else {
            first.insert(pair, &peering.id);
            continue;
        };
        let name = context.name(&peering.id);
        let message = say!(
            "peering-duplicate",
            "{first} and {second} both join {one} and {other}. A pair of VPCs has one peering connection.",
            first = context.name(earlier),
            second = name,
            one = context.name(one),
            other = context.name(other)
        );
        let help = say!(
            "peering-duplicate.help",
            "Remove {second}, and point its routes to {first}.",
            first = context.name(earlier),
            second = name
        );
        let mut changes = moved_routes(context, &peering.id, earlier);
        changes.push(Change::Remove { id: peering.id.clone() });
        let fix = Fix { title: format!("Remove {name}"), changes };
        report.push(Found::new([&peering.id, earlier, one, other], message, help).fix(Some(fix)));
    }
}

fn moved_routes(context: &Context<'_>, from: &ResourceId, to: &ResourceId) -> Vec<Change> {
    let mut changes = Vec::new();
    for (id, table, _, _) in context.tables() {
        for (row, _) in
            table.routes.iter().filter(|(_, route)| route.vpc_peering_connection_id.as_ref() == Some(from))
        {
            let path = pointer(&["routes", row.as_str(), "vpcPeeringConnectionId"]);
            changes.push(Change::set(id, &path, to.as_str()));
        }
    }
    changes
}
