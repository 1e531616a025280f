//! The targets of a drawing whose health checks do not arrive.

use super::health::{self, Health, Known};
use super::targets::{Candidate, candidates};
use crate::model::{LoadBalancer, LoadBalancerKind, ResourceId};
use crate::ordered::IntoOrdered;
use crate::routing::RoutedNetwork;
use crate::simulate::Faults;
use crate::simulate::world::World;
use crate::topology::InterfaceNode;
use std::collections::BTreeSet;

/// A health check that does not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingCheck {
    /// The load balancer.
    pub balancer: ResourceId,
    /// The target group; of a classic load balancer itself.
    pub group: ResourceId,
    /// The target.
    pub target: ResourceId,
    /// What stops the check: a security group, a network ACL, a route table, the host.
    pub decider: ResourceId,
    /// Why, in words.
    pub why: String,
}

/// Sends the health check of every target, and gives those that do not arrive, each target of a group once.
pub fn failing_checks(network: &RoutedNetwork) -> Vec<FailingCheck> {
    let (known, none) = (Known::default(), Faults::NONE);
    let world = World::new(network, &none, &known);
    let mut failing = Vec::new();
    for service in world.network.managed_services.values().filter(|service| service.is_load_balancer()) {
        let Some(balancer) = world.network.document.load_balancer(service.id.as_str()) else { continue };
        if balancer.kind().is_none() {
            continue;
        }
        let groups: BTreeSet<(&ResourceId, Option<u16>)> = balancer
            .listeners
            .values()
            .flat_map(|listener| {
                let named = listener.actions().flat_map(|(_, action)| action.forwards());
                let own = (balancer.kind() == Some(LoadBalancerKind::Classic)).then_some(&service.id);
                named.map(|(group, _)| group).chain(own).map(|group| (group, listener.instance_port))
            })
            .into_set();
        for (group, port) in groups {
            for target in candidates(world, group, port) {
                let nodes = service.interfaces.iter().filter_map(|id| world.network.interfaces.get(id));
                let nodes = nodes.filter(|node| checks(world, balancer, node, &target));
                let reason =
                    nodes.map(|node| health::of(world, node, &target)).find_map(|health| match health {
                        Health::Unhealthy(reason) => reason.at.map(|(_, decider)| (reason.text, decider)),
                        Health::Healthy | Health::Unknown => None,
                    });
                if let Some((why, decider)) = reason {
                    failing.push(FailingCheck {
                        balancer: service.id.clone(),
                        group: group.clone(),
                        target: target.id.clone(),
                        decider,
                        why,
                    });
                }
            }
        }
    }
    failing
}

/// Whether a node checks a target: the nodes of a Gateway Load Balancer those of their own zone only, unless it balances over
/// zones.
fn checks(world: World<'_>, balancer: &LoadBalancer, node: &InterfaceNode, target: &Candidate<'_>) -> bool {
    if balancer.kind() != Some(LoadBalancerKind::Gateway) {
        return true;
    }
    let is_cross_zone = world
        .network
        .document
        .target_group(target.group.as_str())
        .is_some_and(|group| balancer.is_cross_zone_for(group));
    let zone = |node: &InterfaceNode| world.subnet(node.subnet.as_ref())?.zone.as_deref();
    is_cross_zone || target.interface.is_some_and(|interface| zone(interface) == zone(node))
}
