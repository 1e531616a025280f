//! Amazon S3 and DynamoDB as ends: their Region, their addresses.

use super::EndError;
use crate::model::reserved::GatewayService;
use crate::net::{Family, well_known};
use crate::ordered::IntoOrdered;
use crate::simulate::flow_plan::ServiceEnd;
use crate::simulate::world::World;
use crate::topology::{VpcNode, managed_prefix_list};
use ipnet::IpNet;
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address that nothing in the drawing owns stands for a host outside.
pub(super) fn is_outside(address: IpAddr) -> bool {
    well_known::is_public(address)
}

/// The service in its Region: the one that is named, else that of the VPC, else the only one of the drawing.
pub(super) fn end(
    world: World<'_>,
    service: GatewayService,
    region: Option<String>,
    vpc: Option<&VpcNode>,
) -> Result<ServiceEnd, EndError> {
    let own = vpc.and_then(|vpc| vpc.region.clone());
    let Some(region) = region.or(own).or_else(|| only_region(world)) else {
        return Err(EndError::NoRegion { text: service.word().to_owned() });
    };
    let (list, placeholder) = managed_prefix_list(world.network, service, &region);
    Ok(ServiceEnd { id: service.id(&region), service, region, list, placeholder })
}

fn only_region(world: World<'_>) -> Option<String> {
    let mut regions = regions(world).into_iter();
    let only = regions.next()?;
    regions.next().is_none().then_some(only)
}

fn regions(world: World<'_>) -> BTreeSet<String> {
    world.network.vpcs.values().filter_map(|vpc| vpc.region.clone()).into_set()
}

/// The service that a bare public address belongs to, in a Region of the drawing.
pub(super) fn of_address(world: World<'_>, address: IpAddr) -> Option<ServiceEnd> {
    if !is_outside(address) {
        return None;
    }
    let holds =
        |end: &ServiceEnd| !end.placeholder && end.list.entries.iter().any(|block| block.contains(&address));
    regions(world)
        .iter()
        .flat_map(|region| GatewayService::ALL.map(|service| (service, region.clone())))
        .filter_map(|(service, region)| end(world, service, Some(region), None).ok())
        .find(holds)
}

/// An address of a service in a Region, for names that lead to it.
pub(in crate::simulate) fn service_address(
    world: World<'_>,
    which: GatewayService,
    region: &str,
    family: Family,
) -> Option<IpAddr> {
    address(&end(world, which, Some(region.to_owned()), None).ok()?, family)
}

/// An address of the service: the first host of its first block of that family.
pub(super) fn address(end: &ServiceEnd, family: Family) -> Option<IpAddr> {
    end.list.entries.iter().find(|block| Family::of(block.addr()) == family).map(|block| match block {
        IpNet::V4(net) => IpAddr::V4(Ipv4Addr::from(u32::from(net.network()).saturating_add(1))),
        IpNet::V6(net) => IpAddr::V6(Ipv6Addr::from(u128::from(net.network()).saturating_add(1))),
    })
}
