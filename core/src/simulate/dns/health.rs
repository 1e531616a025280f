//! The health of records: their health checks (R-R53-9), what an alias follows (R-R53-10), and what somebody supposes to fail.

use super::health_check::{self, CheckHealth};
use super::lookup::Lookup;
use crate::message::Message;
use crate::model::{LoadBalancer, LoadBalancerKind, ResourceId, ResourceRecordSet, RowId};
use crate::simulate::codes;
use crate::simulate::device::load_balancer::health::{self, Health};
use crate::simulate::device::load_balancer::targets;
use crate::simulate::world::World;
use crate::topology::{ManagedServiceNode, domain_of};
use std::collections::BTreeSet;

/// Whether a set of records may be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SetHealth {
    /// It is healthy, or nobody checks.
    Healthy,
    /// It is not.
    Unhealthy,
    /// The drawing does not hold what decides: by what the answer depends.
    Unknown(String),
}

/// How many aliases of one zone follow each other.
const LONGEST: usize = 8;

/// The health of a set of a zone.
pub(super) fn of_set(world: World<'_>, zone: &ResourceId, row: &RowId, set: &ResourceRecordSet) -> SetHealth {
    of(world, zone, (row, set), LONGEST)
}

fn of(
    world: World<'_>,
    zone: &ResourceId,
    (row, set): (&RowId, &ResourceRecordSet),
    depth: usize,
) -> SetHealth {
    let supposed = format!("{zone}/{row}");
    if world.faults.unhealthy.contains(supposed.as_str()) {
        return SetHealth::Unhealthy;
    }
    match set.health_check_id.as_deref().map(|check| health_check::of(world, check)) {
        Some(CheckHealth::Unhealthy(_)) => return SetHealth::Unhealthy,
        Some(CheckHealth::Unknown(why)) => return SetHealth::Unknown(why),
        Some(CheckHealth::Healthy | CheckHealth::Taken) | None => {}
    }
    let Some(alias) = set.alias_target.as_ref().filter(|alias| alias.evaluate_target_health) else {
        return SetHealth::Healthy;
    };
    let target = domain_of(alias.dns_name.as_deref().unwrap_or_default());
    let plain = target.strip_prefix("dualstack.").unwrap_or(&target);
    let network = world.network;
    if let Some(own) = network.own_names.get(plain) {
        let balancer = network.document.load_balancer(own.owner.as_str());
        let service = network.managed_services.get(&own.owner);
        return match balancer.zip(service) {
            Some((balancer, service)) => of_balancer(world, balancer, service),
            None => SetHealth::Healthy,
        };
    }
    // Another record of the zone.
    let rows = network.dns.records.get(zone).and_then(|index| index.get(plain));
    let drawn = network.document.hosted_zone(zone.as_str());
    let Some((rows, drawn)) = rows.zip(drawn).filter(|_| depth > 0) else {
        return SetHealth::Unknown(format!("the health of {target}, which the drawing does not hold"));
    };
    let kind = set.r#type.as_deref().unwrap_or_default();
    let sets = rows.iter().filter_map(|row| drawn.resource_record_sets.get_key_value(row));
    let all: Vec<SetHealth> =
        sets.filter(|(_, set)| set.is_of_type(kind)).map(|set| of(world, zone, set, depth - 1)).collect();
    if all.is_empty() || all.contains(&SetHealth::Healthy) {
        return SetHealth::Healthy;
    }
    let unknown = all.into_iter().find(|one| matches!(one, SetHealth::Unknown(_)));
    unknown.unwrap_or(SetHealth::Unhealthy)
}

/// A load balancer is healthy while each of its groups that has targets has a healthy one.
fn of_balancer(world: World<'_>, balancer: &LoadBalancer, service: &ManagedServiceNode) -> SetHealth {
    let listeners = balancer.listeners.values();
    let groups: BTreeSet<(&ResourceId, Option<u16>)> = listeners
        .flat_map(|listener| {
            let named = listener.actions().flat_map(|(_, action)| action.forwards());
            let own = (balancer.kind() == Some(LoadBalancerKind::Classic)).then_some(&service.id);
            named.map(|(group, _)| group).chain(own).map(|group| (group, listener.instance_port))
        })
        .collect();
    let nodes: Vec<_> = service.interfaces.iter().filter_map(|id| world.network.interfaces.get(id)).collect();
    for (group, port) in groups {
        let mut is_unclear = false;
        let candidates = targets::candidates(world, group, port);
        if targets::unseen(world, group).is_some() {
            return SetHealth::Unknown(format!(
                "the health of the targets of {}, which is not known",
                world.name(group)
            ));
        }
        let is_served = candidates.iter().any(|target| {
            nodes.iter().any(|node| match health::of(world, node, target) {
                Health::Healthy => true,
                Health::Unhealthy(_) => false,
                Health::Unknown => {
                    is_unclear = true;
                    false
                }
            })
        });
        if !is_served && is_unclear {
            return SetHealth::Unknown(format!(
                "the health of the targets of {}, which is not known",
                world.name(group)
            ));
        }
        if !is_served {
            return SetHealth::Unhealthy;
        }
    }
    SetHealth::Healthy
}

impl Lookup<'_> {
    /// Says of the records that could be given which health checks fail, and of which the drawing does not hold what they
    /// say. Gives the numbers of the rule book by which some fail.
    pub(super) fn note_checks(&mut self, zone: &ResourceId, name: &str) -> Vec<&'static str> {
        let network = self.world.network;
        let (Some(drawn), Some(index)) =
            (network.document.hosted_zone(zone.as_str()), network.dns.records.get(zone))
        else {
            return Vec::new();
        };
        let rows = index.get(name).into_iter().flatten();
        let sets: Vec<(&RowId, &ResourceRecordSet)> =
            rows.filter_map(|row| drawn.resource_record_sets.get_key_value(row)).collect();
        let counts = |(row, set): &&(&RowId, &ResourceRecordSet)| {
            set.policy() != "simple"
                && set.is_of_type(self.record_type)
                && !self.world.faults.unhealthy.contains(format!("{zone}/{row}").as_str())
        };
        let mut checks: Vec<&str> =
            sets.iter().filter(counts).filter_map(|(_, set)| set.health_check_id.as_deref()).collect();
        checks.dedup();
        if sets.len() < 2 {
            return Vec::new();
        }
        let mut book = Vec::new();
        let (mut missing, mut taken) = (Vec::new(), Vec::new());
        for check in checks {
            let called = network.document.display_name(check).to_owned();
            match health_check::of(self.world, check) {
                CheckHealth::Unhealthy(why) => {
                    if why.is_private {
                        book.push("R-R53-9");
                    }
                    self.note_failing(check, name, called, why.text);
                }
                CheckHealth::Taken if network.document.health_check(check).is_some() => taken.push(called),
                CheckHealth::Taken => missing.push(called),
                CheckHealth::Healthy | CheckHealth::Unknown(_) => {}
            }
        }
        self.note_taken(zone, name, &missing, "the drawing does not hold health checks of that id");
        self.note_taken(zone, name, &taken, "alarms, and endpoints outside of the drawing, are not in it");
        book
    }

    fn note_failing(&mut self, check: &str, name: &str, called: String, why: String) {
        let message = Message::new(
            "note.health-check-fails",
            "The health check {check} fails: {why} Its record of {name} is left out while another one is healthy.",
            [("check", called), ("why", why), ("name", name.to_owned())],
        );
        self.note(codes::DNS_HEALTH_CHECK_FAILS, Some(&ResourceId::new(check)), message);
    }

    fn note_taken(&mut self, zone: &ResourceId, name: &str, checks: &[String], why: &str) {
        if checks.is_empty() {
            return;
        }
        let message = Message::new(
            "note.health-check-not-drawn",
            "{checks} of {name} {are} taken to be healthy: {why}. Suppose that the record is unhealthy to see the other answer.",
            [
                (
                    "checks",
                    format!("Health check{} {}", if checks.len() == 1 { "" } else { "s" }, checks.join(", ")),
                ),
                ("name", name.to_owned()),
                ("are", if checks.len() == 1 { "is" } else { "are" }.to_owned()),
                ("why", why.to_owned()),
            ],
        );
        self.note(codes::DNS_HEALTH_CHECK_NOT_DRAWN, Some(zone), message);
    }
}
