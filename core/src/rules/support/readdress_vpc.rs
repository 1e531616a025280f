use crate::change::{Change, Fix};
use crate::model::ResourceId;
use crate::net::{CidrBlock, well_known};
use crate::rules::context::Context;
use crate::rules::support::{move_subnet, pointer};
use ipnet::{IpNet, Ipv4Net};
use std::net::Ipv4Addr;

/// A free block of the same size for a block of a VPC, and the fix that moves the block with its subnets, their
/// addresses, and the routes to it.
///
/// Free means: overlaps no block of any VPC of the drawing, nor of a peer. IPv4 only. `None` if there is no
/// such block.
pub(in crate::rules) fn readdress_vpc(
    context: &Context<'_>,
    vpc: &ResourceId,
    from: IpNet,
) -> Option<(IpNet, Fix)> {
    let IpNet::V4(old) = from else { return None };
    let node = context.network.vpcs.get(vpc)?;
    let resource = context.document.vpc(vpc.as_str())?;
    let index = resource.cidr_blocks.iter().position(|block| block.net() == Some(from))?;
    // From the range in which it lies, so that no restricted combination of ranges comes about (R-VPC-6 to R-VPC-11).
    let range = well_known::RFC1918.into_iter().find(|range| range.contains(&from))?;
    let free = context.blocks.for_vpc(&[range], from.prefix_len())?;
    let IpNet::V4(new) = free else { return None };
    let path = pointer(&["cidrBlocks", &index.to_string()]);
    let mut changes = vec![Change::set(vpc, &path, free.to_string())];
    for subnet in context.subnets_of(node) {
        if let Some(IpNet::V4(block)) = subnet.cidr.filter(|block| from.contains(block)) {
            changes.extend(move_subnet(context, subnet, IpNet::V4(shifted(block, old, new)?))?);
        }
    }
    changes.extend(moved_routes(context, vpc, from, old, new));
    let title = format!("Give {} {free} instead of {from}", context.name(vpc));
    Some((free, Fix { title, changes }))
}

/// The block at the same place of the new range.
fn shifted(block: Ipv4Net, old: Ipv4Net, new: Ipv4Net) -> Option<Ipv4Net> {
    let offset = u32::from(block.network()).checked_sub(u32::from(old.network()))?;
    Ipv4Net::new(Ipv4Addr::from(u32::from(new.network()).checked_add(offset)?), block.prefix_len()).ok()
}

/// Routes to the VPC's addresses over a peering connection follow them.
fn moved_routes(
    context: &Context<'_>,
    vpc: &ResourceId,
    from: IpNet,
    old: Ipv4Net,
    new: Ipv4Net,
) -> Vec<Change> {
    let Some(node) = context.network.vpcs.get(vpc) else { return Vec::new() };
    let mut changes = Vec::new();
    for (id, table, owner, _) in context.tables() {
        let leads_here = |peering: &ResourceId| owner.id != *vpc && node.peerings.contains(peering);
        for (row, route) in &table.routes {
            let Some(IpNet::V4(block)) = route.destination_cidr_block.as_ref().and_then(CidrBlock::net)
            else {
                continue;
            };
            let is_ours = route.vpc_peering_connection_id.as_ref().is_some_and(leads_here);
            if is_ours
                && from.contains(&IpNet::V4(block))
                && let Some(moved) = shifted(block, old, new)
            {
                let path = pointer(&["routes", row.as_str(), "destinationCidrBlock"]);
                changes.push(Change::set(id, &path, moved.to_string()));
            }
        }
    }
    changes
}
