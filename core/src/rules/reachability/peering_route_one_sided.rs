//! One VPC of a peering connection has a route to the other, which has none back.

use crate::change::Fix;
use crate::message::say;
use crate::model::ResourceId;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::peering_routes;
use crate::rules::{Group, Severity};
use crate::topology::{SubnetNode, VpcNode};
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
    /// every address is what a packet shows. Answers to a NAT gateway come back without a route: a table of
    /// subnets in which only NAT gateways stand is not looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    RuleInfo {
        id: "peering-route-one-sided",
        title: "A peering connection has a route on one side only",
        group: Group::Reachability,
        book: &["R-PEER-5"],
        codes: &["NO_ROUTE_TO_DESTINATION"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut leads: BTreeSet<(&ResourceId, &ResourceId)> = BTreeSet::new();
    let mut leads_hosts: BTreeSet<(&ResourceId, &ResourceId)> = BTreeSet::new();
    let nat_tables = nat_tables(context);
    for (id, _, vpc, table) in context.tables() {
        for route in &table.routes {
            if let Target::VpcPeeringConnection(peering) = &route.target {
                leads.insert((&vpc.id, peering));
                if !nat_tables.contains(id) {
                    leads_hosts.insert((&vpc.id, peering));
                }
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
        let is_for_hosts = leads_hosts.contains(&(&from.id, &peering.id));
        if back.id == from.id || back.does_not_know("routeTable") || !is_for_hosts {
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

/// The tables by which nothing but NAT gateways sends: their answers come back without a route (R-NAT-11).
fn nat_tables<'a>(context: &Context<'a>) -> BTreeSet<&'a ResourceId> {
    let (mut of_nat, mut of_hosts) = (BTreeSet::new(), BTreeSet::new());
    for subnet in context.network.subnets.values() {
        let Some(table) = subnet.route_table.id() else { continue };
        let holds_only_nat = !subnet.nat_gateways.is_empty()
            && subnet.interfaces.iter().all(|id| is_of_nat(context, subnet, id));
        if holds_only_nat {
            of_nat.insert(table)
        } else {
            of_hosts.insert(table)
        };
    }
    of_nat.retain(|table| !of_hosts.contains(table));
    of_nat
}

/// Whether the interface is that of a NAT gateway, as an import brings it.
fn is_of_nat(context: &Context<'_>, subnet: &SubnetNode, interface: &ResourceId) -> bool {
    let nats = subnet.nat_gateways.iter().filter_map(|id| context.network.nat_gateways.get(id));
    let interface = context.network.interfaces.get(interface);
    let mut addresses = nats.filter_map(|nat| nat.private_ip);
    interface.is_some_and(|interface| addresses.any(|address| interface.owns(address)))
}
