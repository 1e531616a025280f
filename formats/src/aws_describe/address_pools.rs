//! Ranges of one's own, and pools of the IP Address Manager.

use super::about;
use super::importer::Importer;
use super::item::{Item, cidr, number};
use netyard_core::model::{ByoipCidr, IpamPool, IpamPoolAllocation, ResourceId, RowId};
use netyard_core::net::CidrBlock;
use std::collections::{BTreeMap, BTreeSet};

const RANGE: &str = "Public range of your own";
const POOL: &str = "IPAM pool";
const ALLOCATION: &str = "Allocation of an IPAM pool";

/// Reads `ByoipCidrs`. AWS gives them no ids.
pub(super) fn read_ranges(importer: &mut Importer) {
    for item in importer.take("ByoipCidrs") {
        let Some(block) = cidr(&item.value, "Cidr") else {
            importer.skip(&item, RANGE, "It has no Cidr.");
            continue;
        };
        let text = block.to_string();
        let id = ResourceId::new(&format!("byoip-{}", text.replace(['.', ':', '/'], "-")));
        let range = ByoipCidr {
            name: item.name(),
            tags: item.tags(),
            cidr: Some(block),
            description: item.text("Description").map(str::to_owned),
            network_border_group: item.text("NetworkBorderGroup").map(str::to_owned),
            state: item.text("State").unwrap_or("advertised").to_owned(),
            ..ByoipCidr::default()
        };
        importer.insert(&item, id, range);
    }
}

/// Reads `IpamPools`, and with them the answers about their blocks and allocations, which do not say of which pool they
/// are.
pub(super) fn read_pools(importer: &mut Importer) {
    let items = importer.take("IpamPools");
    let ids: BTreeSet<ResourceId> = items.iter().filter_map(|item| item.id("IpamPoolId")).collect();
    let mut blocks: BTreeMap<ResourceId, Vec<CidrBlock>> = BTreeMap::new();
    for item in importer.take("IpamPoolCidrs") {
        let Some(pool) = pool_of(importer, &item, "Block of an IPAM pool", &ids) else { continue };
        let is_there = item.text("State").is_none_or(|state| state == "provisioned");
        blocks.entry(pool).or_default().extend(cidr(&item.value, "Cidr").filter(|_| is_there));
    }
    let mut given: BTreeMap<ResourceId, Vec<IpamPoolAllocation>> = BTreeMap::new();
    for item in importer.take("IpamPoolAllocations") {
        let Some(pool) = pool_of(importer, &item, ALLOCATION, &ids) else { continue };
        given.entry(pool).or_default().push(IpamPoolAllocation {
            cidr: cidr(&item.value, "Cidr"),
            resource_id: item.id("ResourceId"),
            ..IpamPoolAllocation::default()
        });
    }
    for item in items {
        let Some(id) = importer.id(&item, "IpamPoolId", POOL) else { continue };
        let rows = given.remove(&id).unwrap_or_default().into_iter().enumerate();
        let pool = IpamPool {
            name: item.name(),
            tags: item.tags(),
            locale: item.text("Locale").filter(|locale| *locale != "None").map(str::to_owned),
            source_ipam_pool_id: item.id("SourceIpamPoolId"),
            cidrs: blocks.remove(&id).unwrap_or_default(),
            allocation_min_netmask_length: length(&item, "AllocationMinNetmaskLength"),
            allocation_max_netmask_length: length(&item, "AllocationMaxNetmaskLength"),
            allocation_default_netmask_length: length(&item, "AllocationDefaultNetmaskLength"),
            allocations: rows.map(|(index, row)| (RowId::new(&format!("a{}", index + 1)), row)).collect(),
            ..IpamPool::default()
        };
        importer.insert(&item, id, pool);
    }
}

fn length(item: &Item, key: &str) -> Option<u8> {
    number(&item.value, key).and_then(|number| u8::try_from(number).ok())
}

/// The pool of an answer that does not name it: the name of the file does, or there is only one.
fn pool_of(
    importer: &mut Importer,
    item: &Item,
    label: &str,
    ids: &BTreeSet<ResourceId>,
) -> Option<ResourceId> {
    let pool = about::of(item, ids.iter()).cloned();
    if pool.is_none() {
        let why = "The answer does not say of which pool it is. Put the pool's id (ipam-pool-…) into the name of the file.";
        importer.skip(item, label, why);
    } else {
        importer.report.read(&item.file, &item.place, label);
    }
    pool
}
