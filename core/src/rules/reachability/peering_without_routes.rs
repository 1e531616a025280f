//! A peering connection is active, and no route uses it.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::ordered::IntoOrdered;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::peering_routes;
use crate::rules::{Group, Severity};
use crate::topology::{PeeringNode, VpcNode};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A peering connection is active, and no route table of either VPC leads to it.
    ///
    /// # Why it matters
    /// A peering connection changes nothing by itself: each side needs a route to the other's addresses.
    ///
    /// # How to fix
    /// Add the routes on both sides, or remove the connection. The fix adds them to every table that decides for a
    /// subnet.
    ///
    /// # Limits
    /// A route on one side only is found by `peering-route-one-sided`. Of a VPC that is not in the drawing, the
    /// tables are not known; it is not looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html>
    RuleInfo {
        id: "peering-without-routes",
        title: "No route uses a peering connection",
        group: Group::Reachability,
        book: &["R-PEER-5"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let used: BTreeSet<&ResourceId> = context
        .tables()
        .flat_map(|(_, _, _, table)| &table.routes)
        .filter_map(|route| match &route.target {
            Target::VpcPeeringConnection(peering) => Some(peering),
            _ => None,
        })
        .into_set();
    let active = context.network.peerings.values().filter(|peering| peering.is_active());
    for peering in active.filter(|peering| !used.contains(&peering.id)) {
        let vpcs: Vec<&VpcNode> = peering
            .sides
            .iter()
            .filter_map(|side| context.network.vpcs.get(side.vpc.as_ref()?))
            .filter(|vpc| !vpc.cidrs.is_empty())
            .collect();
        let is_with_itself = matches!(vpcs.as_slice(), [one, other] if one.id == other.id);
        if vpcs.is_empty() || is_with_itself || vpcs.iter().any(|vpc| vpc.does_not_know("routeTable")) {
            continue;
        }
        let (name, names) = (context.name(&peering.id), context.names(vpcs.iter().map(|vpc| &vpc.id)));
        let message = say!(
            "peering-without-routes",
            "{peering} is active, and no route table of {vpcs} leads to it: nothing uses it.",
            peering = name,
            vpcs = names
        );
        let help = say!(
            "peering-without-routes.help",
            "Route the other side's blocks to {peering} on both sides.",
            peering = name
        );
        let changes = routes(context, peering, &vpcs);
        let fix =
            (!changes.is_empty()).then(|| Fix { title: format!("Route over {name} in {names}"), changes });
        let elements = [&peering.id].into_iter().chain(vpcs.iter().map(|vpc| &vpc.id));
        report.push(Found::new(elements, message, help).fix(fix));
    }
}

fn routes(context: &Context<'_>, peering: &PeeringNode, vpcs: &[&VpcNode]) -> Vec<Change> {
    let of = |vpc: &&VpcNode| {
        let blocks = peering.other_side(vpc.id.as_str()).map(|side| side.cidrs.as_slice());
        peering_routes(context, blocks.unwrap_or_default(), vpc, &peering.id)
    };
    vpcs.iter().flat_map(of).collect()
}
