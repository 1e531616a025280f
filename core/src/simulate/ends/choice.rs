//! A managed service with several interfaces: which one takes part is AWS's choice, so that each is a branch (R-FLOW-10).

use super::lookup;
use crate::model::ResourceId;
use crate::simulate::FlowSpec;
use crate::simulate::device::load_balancer;
use crate::simulate::world::World;
use crate::topology::{InterfaceNode, ManagedServiceNode, SubnetNode};

/// The choice of an interface, and the flow by each.
pub(in crate::simulate) struct EndChoice {
    /// The service.
    pub(in crate::simulate) at: ResourceId,
    /// Why there is a choice.
    pub(in crate::simulate) reason: &'static str,
    /// How many of a thousand flows take each way, where that can be said.
    pub(in crate::simulate) share: Option<u32>,
    /// How people call each way, and the flow that takes it.
    pub(in crate::simulate) ways: Vec<(String, FlowSpec)>,
}

/// The first end of a flow at which AWS chooses. `None` where there is no choice, or none is left.
pub(in crate::simulate) fn choice(world: World<'_>, spec: &FlowSpec) -> Option<EndChoice> {
    let sender = || lookup::managed_service(world, &spec.from).filter(|_| spec.source_ip.is_none());
    let as_sender = |interface: &InterfaceNode| FlowSpec { from: interface.id.to_string(), ..spec.clone() };
    let as_receiver = |interface: &InterfaceNode| FlowSpec { to: interface.id.to_string(), ..spec.clone() };
    sender().and_then(|service| of_service(world, service, as_sender)).or_else(|| {
        let to = lookup::managed_service(world, &spec.to).filter(|service| !service.has_gateways())?;
        of_service(world, to, as_receiver)
    })
}

fn of_service(
    world: World<'_>,
    service: &ManagedServiceNode,
    with: impl Fn(&InterfaceNode) -> FlowSpec,
) -> Option<EndChoice> {
    let nodes = service.interfaces.iter().filter_map(|id| world.network.interfaces.get(id));
    let placed = nodes.filter_map(|node| Some((node, world.subnet(node.subnet.as_ref())?)));
    let (up, down): (Vec<_>, Vec<_>) = placed.partition(|(_, subnet)| !world.is_down(subnet));
    // What is in a zone that fails is not chosen, as long as there is another one.
    let mut usable = if up.is_empty() { down } else { up };
    // Neither is a standby, as long as the primary is there.
    if let Some(primary) = service.primary_zone.as_deref() {
        let is_primary = |subnet: &SubnetNode| subnet.zone.as_deref() == Some(primary);
        if usable.iter().any(|(_, subnet)| is_primary(subnet)) {
            usable.retain(|(_, subnet)| is_primary(subnet));
        }
    }
    let usable = load_balancer::named_nodes(world, service, usable);
    let is_only_one = service.interfaces.len() < 2;
    if usable.is_empty() || is_only_one {
        return None;
    }
    let way = |(node, subnet): &(&InterfaceNode, &SubnetNode)| {
        let address = node.addresses.first().map(|entry| entry.private).or(node.ipv6.first().copied());
        let address = address.map_or_else(String::new, |address| format!(" ({address})"));
        (format!("{}{address}", world.network.display_name(subnet.id.as_str())), with(node))
    };
    let ways: Vec<_> = usable.iter().map(way).collect();
    let count = u32::try_from(ways.len()).unwrap_or(u32::MAX);
    let share = service.is_load_balancer().then(|| 1000 / count.max(1));
    Some(EndChoice { at: service.id.clone(), reason: service.traits.choice, share, ways })
}
