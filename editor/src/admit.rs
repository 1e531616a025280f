//! A closed security group can be opened for the addresses of the other end, or for its security group. Core proposes
//! the addresses; this is the other way, which goes on working when addresses change.

use netyard_core::change::{Change, Fix};
use netyard_core::model::ResourceId;
use netyard_core::net::Header;
use netyard_core::routing::RoutedNetwork;
use netyard_core::topology::Network;
use serde_json::Value;
use std::net::IpAddr;

/// The fix of a closed group with the security group of the other end in the place of its addresses; `None` where the
/// other end has none that a rule could name. `header` is the packet as it reached the group.
pub fn admit_group_instead(network: &RoutedNetwork, fix: &Fix, header: &Header) -> Option<Fix> {
    let [Change::Set { id: group, path, to }] = fix.changes.as_slice() else { return None };
    let far = if path.starts_with("/ipPermissions/") {
        header.source
    } else if path.starts_with("/ipPermissionsEgress/") {
        header.destination
    } else {
        return None;
    };
    let network = &network.network;
    let vpc = network.document.security_group(group.as_str())?.vpc_id.as_ref()?;
    let named = group_of(network, far, vpc)?;
    let mut rule = to.as_object()?.clone();
    let addresses = ["cidrIp", "cidrIpv6"].into_iter().find_map(|field| rule.remove(field))?;
    rule.insert("groupId".to_owned(), Value::from(named.as_str()));
    let name = network.document.display_name(named.as_str());
    let title = fix.title.strip_suffix(addresses.as_str()?)?;
    Some(Fix {
        title: format!("{title}{name}"),
        changes: vec![Change::set(group, path, Value::Object(rule))],
    })
}

/// The name of the group that such a fix admits, for a short button.
pub fn admitted_group(network: &RoutedNetwork, fix: &Fix) -> Option<String> {
    let [Change::Set { to, .. }] = fix.changes.as_slice() else { return None };
    let group = to.get("groupId")?.as_str()?;
    Some(network.network.document.display_name(group).to_owned())
}

/// The first group of the interface that has this private address and that a rule in the VPC may name: groups of the
/// VPC itself, and of a peer in the same Region (R-SG-5).
fn group_of<'a>(network: &'a Network, address: IpAddr, vpc: &ResourceId) -> Option<&'a ResourceId> {
    let interface = network.interfaces.values().find(|interface| {
        let has_address = interface.addresses.iter().any(|entry| entry.private == address)
            || interface.ipv6.contains(&address);
        has_address && interface.vpc.as_ref().is_some_and(|own| may_name(network, vpc, own))
    })?;
    interface.groups.iter().find(|group| network.document.security_group(group.as_str()).is_some())
}

fn may_name(network: &Network, vpc: &ResourceId, other: &ResourceId) -> bool {
    if vpc == other {
        return true;
    }
    let region = |id: &ResourceId| network.vpcs.get(id).and_then(|vpc| vpc.region.clone());
    let are_peers = network.peerings.values().any(|peering| {
        let side = peering.other_side(vpc.as_str()).and_then(|side| side.vpc.as_ref());
        peering.is_active() && side == Some(other)
    });
    are_peers && region(vpc) == region(other)
}
