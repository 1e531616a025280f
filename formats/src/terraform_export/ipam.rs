//! Pools of the IP Address Manager, and the manager that they belong to, which no drawing holds.

use super::hcl::{Arguments, Block, Value};
use super::network::text;
use super::writer::{Writer, tags};
use netyard_core::model::{IpamPool, Resource, ResourceId};
use std::collections::{BTreeMap, BTreeSet};

const MANAGER: &str = "aws_vpc_ipam";
const CIDR: &str = "aws_vpc_ipam_pool_cidr";

/// Writes all pools, each after the one that it has its blocks from: AWS gives out of a block only what it has.
pub(super) fn pools(writer: &mut Writer<'_>, all: &[(&ResourceId, &Resource)], region: Option<&str>) {
    let mut left: Vec<(&ResourceId, &Resource, &IpamPool)> = Vec::new();
    for (id, resource) in all {
        if let Resource::IpamPool(own) = resource {
            left.push((id, resource, own));
        }
    }
    if left.is_empty() {
        return;
    }
    let scope = manager(writer, &left, region);
    let mut blocks: BTreeMap<ResourceId, Vec<Value>> = BTreeMap::new();
    while !left.is_empty() {
        let waits = |own: &IpamPool, left: &[(&ResourceId, &Resource, &IpamPool)]| {
            own.source_ipam_pool_id.as_ref().is_some_and(|source| left.iter().any(|(id, ..)| *id == source))
        };
        // Pools in a circle wait for nobody.
        let at = left.iter().position(|(_, _, own)| !waits(own, &left)).unwrap_or(0);
        let (id, resource, own) = left.remove(at);
        let source = own.source_ipam_pool_id.as_ref().and_then(|source| blocks.get(source)).cloned();
        let made = pool(writer, id, resource, own, &scope, &source.unwrap_or_default());
        blocks.insert(id.clone(), made);
    }
}

fn manager(
    writer: &mut Writer<'_>,
    pools: &[(&ResourceId, &Resource, &IpamPool)],
    region: Option<&str>,
) -> Value {
    let locales = pools.iter().filter_map(|(_, _, own)| own.locale.clone());
    let regions: BTreeSet<String> = region.map(str::to_owned).into_iter().chain(locales).collect();
    let regions = regions.into_iter().map(|name| Arguments::default().with("region_name", name));
    let arguments = Arguments::default().blocks("operating_regions", regions.collect());
    let name = writer.free(MANAGER, "ipam");
    writer.left_out.push("The IP Address Manager of the pools is not in the drawing: the configuration makes one, with the pools in its scope for private addresses. AWS takes one in each Region of an account.".to_owned());
    let scope = format!("{MANAGER}.{name}.private_default_scope_id");
    writer.blocks.push(Block { type_name: MANAGER, name, id: None, of: None, arguments });
    Value::Expression(scope, Box::new(Value::Nothing))
}

/// Writes a pool; gives the addresses of its blocks.
fn pool(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &IpamPool,
    scope: &Value,
    after: &[Value],
) -> Vec<Value> {
    let is_ipv6 = own.cidrs.iter().any(|block| matches!(block.net(), Some(ipnet::IpNet::V6(_))));
    let arguments = Arguments::default()
        .with("address_family", if is_ipv6 { "ipv6" } else { "ipv4" })
        .with("ipam_scope_id", scope.clone())
        .maybe("locale", own.locale.clone())
        .maybe("source_ipam_pool_id", own.source_ipam_pool_id.as_ref())
        .maybe("allocation_min_netmask_length", own.allocation_min_netmask_length.map(i64::from))
        .maybe("allocation_max_netmask_length", own.allocation_max_netmask_length.map(i64::from))
        .maybe("allocation_default_netmask_length", own.allocation_default_netmask_length.map(i64::from));
    writer.add(id, "aws_vpc_ipam_pool", tags(arguments, resource));
    let mut made = Vec::new();
    for (index, block) in own.cidrs.iter().enumerate() {
        let arguments = Arguments::default()
            .with("ipam_pool_id", id)
            .with("cidr", text(block))
            .list("depends_on", after.iter().cloned());
        let name = writer.part(id, &format!("_{}", index + 1), CIDR, arguments);
        let address = format!("{CIDR}.{name}");
        made.push(Value::Expression(address.clone(), Box::new(Value::Text(address))));
    }
    for (index, row) in own.allocations.values().enumerate() {
        let Some(cidr) = &row.cidr else { continue };
        if let Some(of) = &row.resource_id {
            let (called, of) = (writer.called(id), writer.called(of));
            writer.left_out.push(format!("{called}: that {of} has {cidr} out of it is not in the configuration; what has that block there has it by itself."));
            continue;
        }
        let arguments = Arguments::default()
            .with("ipam_pool_id", id)
            .with("cidr", text(cidr))
            .list("depends_on", made.iter().cloned());
        let end = format!("_kept_{}", index + 1);
        writer.part(id, &end, "aws_vpc_ipam_pool_cidr_allocation", arguments);
    }
    made
}
