//! One VPC of a peering connection has a route to the other, which has none back.

use crate::change::Fix;
use crate::message::say;
use crate::model::ResourceId;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::peering_routes;
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A route table of one VPC leads to a peering connection, and no route table of the other VPC leads back
    /// over it.
    ///
    /// # Why it matters
    /// The request arrives, and the answer finds no way. Each side needs a route to the other's addresses.
    ///
    /// # How to fix
    /// Add the route on the other side. The fix adds it to every table that decides for a subnet there and sends
    /// the block nowhere else yet.
    ///
    /// # Limits
    /// Only connections between two drawn VPCs, active and with known route tables. Whether the route covers
    /// every address is what a packet shows. An answer to a NAT gateway's own address comes back without a
    /// route.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    RuleInfo {
        id: "peering-route-one-sided",
        title: "A peering connection has a route on one side only",
        group: Group::Reachability,
        book: &["R-PEER-5"],
        codes: &["NO_ROUTE_TO_DESTINATION"],
        api_errors: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut leads: BTreeSet<(&ResourceId, &ResourceId)> = BTreeSet::new();
    for (_, _, vpc, table) in context.tables() {
        for route in &table.routes {
            if let Target::VpcPeeringConnection(peering) = &route.target {
                leads.insert((&vpc.id, peering));
            }
        }
    }
    for peering in context.network.peerings.values().filter(|peering| peering.is_active()) {
        let [one, other] = &peering.sides;
        let drawn = |id: &Option<ResourceId>| id.as_ref().and_then(|id| context.network.vpcs.get(id));
        let (Some(one), Some(other)) = (drawn(&one.vpc), drawn(&other.vpc)) else { continue };
        let has = |vpc: &VpcNode| leads.contains(&(&vpc.id, &peering.id));
        let (from, back) = match (has(one), has(other)) {
            (true, false) => (one, other),
            (false, true) => (other, one),
            _ => continue,
        };
        if back.id == from.id || back.does_not_know("routeTable") {
            continue;
        }
        let message = say!(
            "peering-route-one-sided",
            "{from} has a route to {back} over {peering}, and {back} has none to {from}: answers are lost.",
            from = context.name(&from.id),
            back = context.name(&back.id),
            peering = context.name(&peering.id)
        );
        let blocks = crate::rules::support::list(from.cidrs.iter().map(ToString::to_string));
        let help = say!(
            "peering-route-one-sided.help",
            "Route {blocks} to {peering} in the route tables of {back}.",
            blocks = blocks,
            peering = context.name(&peering.id),
            back = context.name(&back.id)
        );
        let title = format!("Route {blocks} to {} in {}", context.name(&peering.id), context.name(&back.id));
        let changes = peering_routes(context, &from.cidrs, back, &peering.id);
        let fix = (!changes.is_empty()).then_some(Fix { title, changes });
        report.push(Found::new([&peering.id, &back.id, &from.id], message, help).fix(fix));
    }
}
