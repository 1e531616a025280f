//! Subnets of one zone leave through a NAT gateway in another zone.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::ordered::Order;
use crate::routing::{RoutedNetwork, TableKey, Target};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{pointer, rows};
use crate::rules::{Group, Severity};
use crate::topology::{NatNode, SubnetNode};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// The route table of a subnet leads to a NAT gateway that stands in another Availability Zone.
    ///
    /// # Why it matters
    /// If the zone of the NAT gateway fails, the other zones lose their way out with it. Traffic between
    /// zones is billed as well.
    ///
    /// # How to fix
    /// Give each zone a NAT gateway of its own, and its private subnets a route table that leads to it. The
    /// fix does so where a NAT gateway stands in the zone and the table serves that zone only.
    ///
    /// # Limits
    /// Subnets without a zone are left out.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html>
    RuleInfo {
        id: "nat-shared-across-az",
        title: "A NAT gateway serves subnets of other zones",
        group: Group::Resilience,
        book: &["R-NAT-12"],
        codes: &["NAT_CROSS_AZ"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut by_table: BTreeMap<ResourceId, Vec<&SubnetNode>> = BTreeMap::new();
    for subnet in context.network.subnets.values() {
        if let TableKey::Drawn(table) = RoutedNetwork::table_key(context.routed, subnet) {
            by_table.entry(table).or_default().push(subnet);
        }
    }
    let mut strangers: BTreeMap<&ResourceId, (Vec<&SubnetNode>, Vec<Change>)> = BTreeMap::new();
    for (id, table, _, effective) in context.tables() {
        let Some(subnets) = by_table.get(id) else { continue };
        for row in rows(table, effective) {
            let Target::NatGateway(nat) = row.target else { continue };
            let Some((node, zone)) = zone_of(context, nat) else { continue };
            let away = subnets
                .iter()
                .copied()
                .filter(|subnet| subnet.zone.as_deref().is_some_and(|other| other != zone));
            let away: Vec<&SubnetNode> = away.collect();
            let Some(first) = away.first() else { continue };
            let entry = strangers.entry(&node.id).or_default();
            let is_one_zone = subnets.iter().all(|subnet| subnet.zone == first.zone);
            if let Some(local) = nat_in(context, node, first).filter(|_| is_one_zone) {
                let path = pointer(&["routes", row.id.as_str(), "natGatewayId"]);
                entry.1.push(Change::set(id, &path, local.as_str()));
            }
            entry.0.extend(away);
        }
    }
    for (nat, (mut subnets, changes)) in strangers {
        subnets.order_by_key(|subnet| &subnet.id);
        subnets.dedup_by_key(|subnet| &subnet.id);
        report.push(found(context, nat, &subnets, changes));
    }
}

fn found(context: &Context<'_>, nat: &ResourceId, subnets: &[&SubnetNode], changes: Vec<Change>) -> Found {
    let name = context.name(nat);
    let names = context.names(subnets.iter().map(|subnet| &subnet.id));
    let zone = zone_of(context, nat).map_or(String::new(), |(_, zone)| zone.to_owned());
    let message = say!(
        "nat-shared-across-az",
        "The way out of {subnets} is {nat}, which stands in {zone} and fails with it.",
        subnets = names,
        nat = name,
        zone = zone
    );
    let help = say!(
        "nat-shared-across-az.help",
        "Give each zone a NAT gateway of its own, and lead its subnets to it."
    );
    let fix = (!changes.is_empty())
        .then(|| Fix { title: "Lead each zone to its own NAT gateway".to_owned(), changes });
    Found::new([nat].into_iter().chain(subnets.iter().map(|subnet| &subnet.id)), message, help).fix(fix)
}

fn zone_of<'a>(context: &Context<'a>, nat: &ResourceId) -> Option<(&'a NatNode, &'a str)> {
    let node = context.network.nat_gateways.get(nat)?;
    Some((node, context.network.subnets.get(node.subnet.as_ref()?)?.zone.as_deref()?))
}

/// A NAT gateway of the same kind in the zone of the subnet.
fn nat_in<'a>(context: &Context<'a>, like: &NatNode, subnet: &SubnetNode) -> Option<&'a ResourceId> {
    let mut nats = context.network.nat_gateways.values();
    let zone = subnet.zone.as_deref();
    nats.find(|nat| {
        nat.vpc == like.vpc
            && nat.is_public == like.is_public
            && nat.state == "available"
            && zone_of(context, &nat.id).map(|(_, zone)| zone) == zone
    })
    .map(|nat| &nat.id)
}
