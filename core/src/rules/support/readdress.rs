use crate::change::Change;
use crate::net::Address;
use crate::rules::context::Context;
use crate::rules::support::pointer;
use crate::topology::SubnetNode;
use ipnet::{IpNet, Ipv4Net};
use std::net::{IpAddr, Ipv4Addr};

/// The changes that give a subnet another block and its interfaces the same places in it.
///
/// `None` if the new block is narrower and something in the subnet has an address.
pub(in crate::rules) fn move_subnet(
    context: &Context<'_>,
    subnet: &SubnetNode,
    to: IpNet,
) -> Option<Vec<Change>> {
    let IpNet::V4(new) = to else {
        let is_empty = subnet.interfaces.is_empty();
        return is_empty.then(|| vec![Change::set(&subnet.id, "/ipv6CidrBlock", to.to_string())]);
    };
    let mut changes = vec![Change::set(&subnet.id, "/cidrBlock", to.to_string())];
    let Some(IpNet::V4(old)) = subnet.cidr else { return Some(changes) };
    let moved = move_addresses(context, subnet, old, new);
    if moved.is_empty() || old.prefix_len() == new.prefix_len() {
        changes.extend(moved);
        return Some(changes);
    }
    None
}

/// Moves every address of the old block to the same place in the new one.
fn move_addresses(context: &Context<'_>, subnet: &SubnetNode, old: Ipv4Net, new: Ipv4Net) -> Vec<Change> {
    let moved = |address: Option<&Address>| match address?.ip()? {
        IpAddr::V4(address) if old.contains(&address) => {
            let offset = u32::from(address) - u32::from(old.network());
            Some(Ipv4Addr::from(u32::from(new.network()).wrapping_add(offset)).to_string())
        }
        _ => None,
    };
    let mut changes = Vec::new();
    for id in &subnet.interfaces {
        let Some(interface) = context.document.network_interface(id.as_str()) else { continue };
        for (index, entry) in interface.private_ip_addresses.iter().enumerate() {
            let path = pointer(&["privateIpAddresses", &index.to_string(), "privateIpAddress"]);
            let to = moved(entry.private_ip_address.as_ref());
            changes.extend(to.map(|to| Change::set(id, &path, to)));
        }
    }
    for id in &subnet.nat_gateways {
        let Some(nat) = context.document.nat_gateway(id.as_str()) else { continue };
        changes.extend(moved(nat.private_ip.as_ref()).map(|to| Change::set(id, "/privateIp", to)));
    }
    if !changes.is_empty() {
        for (id, elastic) in context.elastic_ips.iter().copied() {
            let is_here =
                elastic.network_interface_id.as_ref().is_some_and(|id| subnet.interfaces.contains(id));
            if let Some(to) = moved(elastic.private_ip_address.as_ref()).filter(|_| is_here) {
                changes.push(Change::set(id, "/privateIpAddress", to));
            }
        }
    }
    changes
}
