//! Proposed edits that take a blocker away, one kind a file. New rows and resources get the lowest free number, so that
//! the same drawing proposes the same edit everywhere.

pub(super) mod attachment;
pub(super) mod blackhole;
pub(super) mod firewall;
pub(super) mod gateway;
pub(super) mod gateway_route;
mod hub;
pub(super) mod hub_route;
pub(super) mod hub_zone;
pub(super) mod names;
pub(super) mod network_acl;
mod other_table;
pub(super) mod public_access;
pub(super) mod public_address;
pub(super) mod route;
pub(super) mod security_group;
pub(super) mod site_route;
pub(super) mod source_dest_check;
pub(super) mod tunnel_route;
mod way_out;
pub(super) mod workspaces;

use super::walk::Walk;
use super::world::World;
use crate::model::{ResourceId, RowId};
use crate::net::Family;
use crate::topology::{InterfaceNode, SubnetNode, managed_prefix_list};
use std::collections::BTreeMap;
use std::net::IpAddr;

/// The lowest free row id with that letter: `r1`, `r2`.
fn free_row<T>(rows: &BTreeMap<RowId, T>, letter: &str) -> String {
    (1..=rows.len() + 1)
        .map(|number| format!("{letter}{number}"))
        .find(|id| !rows.contains_key(id.as_str()))
        .unwrap_or_else(|| format!("{letter}0"))
}

/// The lowest free resource id with that prefix: `igw-new1`.
fn free_id(world: World<'_>, prefix: &str) -> ResourceId {
    let resources = &world.network.document.resources;
    (1..=resources.len() + 1)
        .map(|number| format!("{prefix}-new{number}"))
        .find(|id| !resources.contains_key(id.as_str()))
        .map_or_else(|| ResourceId::new(prefix), |id| ResourceId::new(&id))
}

/// The prefix list of the service that the flow is for, if the address is one of its own.
fn prefix_list_of(walk: &Walk<'_>, far: IpAddr) -> Option<ResourceId> {
    let (service, region) = walk.service.as_ref()?;
    let (list, is_placeholder) = managed_prefix_list(walk.world.network, *service, region);
    let holds = !is_placeholder && list.entries.iter().any(|block| block.contains(&far));
    holds.then_some(list.id)
}

/// Whether the address is one that stands for a service of a Region whose list this version does not hold: nobody should
/// write it into a rule.
fn is_stand_in_of_service(walk: &Walk<'_>, far: IpAddr) -> bool {
    walk.service.as_ref().is_some_and(|(service, region)| {
        let (list, is_placeholder) = managed_prefix_list(walk.world.network, *service, region);
        is_placeholder && list.entries.iter().any(|block| block.contains(&far))
    })
}

/// A free row path under a field, and the name of the row.
fn row_path(field: &str, row: &str) -> String {
    format!("/{field}/{row}")
}

/// The narrowest block to open for an address: the subnet of an interface of the drawing, the whole internet for the
/// address that stands for it, else the one address.
fn block_for(world: World<'_>, far: IpAddr, vpcs: &[Option<&ResourceId>]) -> String {
    let inside = vpcs.iter().filter_map(|vpc| world.vpc(*vpc)).find_map(|vpc| world.receiver(vpc, far));
    if let Some((subnet, _)) = inside
        && let Some(cidr) = block_of(subnet, far)
    {
        return cidr;
    }
    let stand_ins = [
        crate::net::well_known::INTERNET_CLIENT.into(),
        crate::net::well_known::INTERNET_SERVER.into(),
        crate::net::well_known::INTERNET_IPV6.into(),
    ]
    .map(|documented: IpAddr| world.internet_host(documented));
    match (stand_ins.contains(&far), Family::of(far)) {
        (true, Family::Ipv4) => "0.0.0.0/0".to_owned(),
        (true, Family::Ipv6) => "::/0".to_owned(),
        (false, Family::Ipv4) => format!("{far}/32"),
        (false, Family::Ipv6) => format!("{far}/128"),
    }
}

fn block_of(subnet: &SubnetNode, address: IpAddr) -> Option<String> {
    [subnet.cidr, subnet.ipv6_cidr]
        .into_iter()
        .flatten()
        .find(|cidr| cidr.contains(&address))
        .map(|cidr| cidr.to_string())
}

/// The VPC of the packet's sender, then that of a component: where its addresses are looked for.
fn vpcs_of<'a>(
    sender: Option<&'a InterfaceNode>,
    own: Option<&'a ResourceId>,
) -> [Option<&'a ResourceId>; 2] {
    [own, sender.and_then(|sender| sender.vpc.as_ref())]
}
