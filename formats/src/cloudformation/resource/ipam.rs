//! The IP Address Manager: its pools, their blocks, and what they gave out.

use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{IpamPool, IpamPoolAllocation, Resource, ResourceId, RowId};

/// Reads `AWS::EC2::IPAM`: only its pools are drawn.
pub(crate) fn manager(maker: &mut Maker<'_>, own: &Own) {
    maker.read(own);
    maker.note(own, "Its pools are drawn, and it itself is not: no packet asks for it.");
}

/// Reads `AWS::EC2::IPAMPool`.
pub(crate) fn pool(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    // The blocks tell it.
    view.text("AddressFamily");
    let blocks = view.list("ProvisionedCidrs");
    // A state of Terraform tells 0 where nobody says anything.
    let length = |key: &str| view.small(key).filter(|length| *length > 0);
    let pool = IpamPool {
        name: Some(own.name()),
        tags: own.tags(),
        locale: view.text("Locale").filter(|locale| locale != "None"),
        source_ipam_pool_id: view.id("SourceIpamPoolId"),
        cidrs: blocks.iter().filter_map(|block| block.cidr("Cidr")).collect(),
        allocation_min_netmask_length: length("AllocationMinNetmaskLength"),
        allocation_max_netmask_length: length("AllocationMaxNetmaskLength"),
        allocation_default_netmask_length: length("AllocationDefaultNetmaskLength"),
        ..IpamPool::default()
    };
    maker.insert(own, pool);
    if view.lacks_parts("ProvisionedCidrs") {
        maker.note(own, "Nothing tells all of its blocks.");
    }
}

fn change(maker: &mut Maker<'_>, id: &ResourceId, change: impl FnOnce(&mut IpamPool)) -> bool {
    maker.change(id, |resource| if let Resource::IpamPool(it) = resource { Some(it) } else { None }, change)
}

/// Reads `AWS::EC2::IPAMPoolCidr`: a block of a pool.
pub(crate) fn block(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (pool, cidr) = (view.id("IpamPoolId"), view.cidr("Cidr"));
    let Some(cidr) = cidr else {
        maker.skip(own, "AWS picks the block when it makes it.");
        return;
    };
    if pool.is_some_and(|pool| change(maker, &pool, |pool| pool.cidrs.push(cidr))) {
        maker.read(own);
    } else {
        maker.skip(own, "Its pool is not in the drawing.");
    }
}

/// Reads `AWS::EC2::IPAMAllocation`: a block that a pool keeps for nobody in the drawing.
pub(crate) fn allocation(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (pool, cidr) = (view.id("IpamPoolId"), view.cidr("Cidr"));
    let Some(cidr) = cidr else {
        maker.skip(own, "AWS picks the block when it makes it.");
        return;
    };
    let row = IpamPoolAllocation { cidr: Some(cidr), ..IpamPoolAllocation::default() };
    let joined = pool.is_some_and(|pool| {
        change(maker, &pool, |pool| {
            let id = RowId::new(&format!("a{}", pool.allocations.len() + 1));
            pool.allocations.insert(id, row);
        })
    });
    if joined {
        maker.read(own);
    } else {
        maker.skip(own, "Its pool is not in the drawing.");
    }
}
