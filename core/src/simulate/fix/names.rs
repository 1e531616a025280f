//! Names that nobody answers: attributes of a VPC go on, a zone is associated, a record is copied.

use super::free_row;
use crate::change::{Change, Fix};
use crate::model::{HostedZoneVpc, ResourceId};
use crate::simulate::world::World;
use crate::topology::{domain_of, parents};

/// Switches those DNS attributes of a VPC on that are off; of DNS support only, where nothing more is asked for.
pub(in crate::simulate) fn dns_on(world: World<'_>, id: &ResourceId, with_hostnames: bool) -> Option<Fix> {
    let vpc = world.network.document.vpc(id.as_str())?;
    let attributes = [
        ("DNS support", "/enableDnsSupport", vpc.enable_dns_support),
        ("DNS hostnames", "/enableDnsHostnames", vpc.enable_dns_hostnames || !with_hostnames),
    ];
    let off: Vec<_> = attributes.into_iter().filter(|(_, _, is_on)| !is_on).collect();
    if off.is_empty() {
        return None;
    }
    let words: Vec<&str> = off.iter().map(|(word, _, _)| *word).collect();
    Some(Fix {
        title: format!("Switch {} of {} on", words.join(" and "), world.name(id)),
        changes: off.iter().map(|(_, path, _)| Change::set(id, path, true)).collect(),
    })
}

/// Associates a private zone with one more VPC, and switches on there what private zones need; none where the VPC has a
/// zone of that domain, since AWS refuses a second one.
pub(in crate::simulate) fn associate(world: World<'_>, zone: &ResourceId, vpc: &ResourceId) -> Option<Fix> {
    let network = world.network;
    let drawn = network.document.hosted_zone(zone.as_str())?;
    let domain = drawn.name.as_deref().map(domain_of)?;
    let has_one = network.dns.zones_of.get(vpc).is_some_and(|zones| zones.contains_key(&domain));
    if has_one {
        return None;
    }
    let new = HostedZoneVpc {
        vpc_id: Some(vpc.clone()),
        vpc_region: network.vpcs.get(vpc).and_then(|node| node.region.clone()),
        ..HostedZoneVpc::default()
    };
    let all: Vec<HostedZoneVpc> = drawn.vpcs.iter().cloned().chain([new]).collect();
    let mut changes = vec![Change::set(zone, "/vpcs", serde_json::to_value(all).ok()?)];
    changes.extend(dns_on(world, vpc, true).into_iter().flat_map(|fix| fix.changes));
    Some(Fix { title: format!("Associate {domain} with {}", world.name(vpc)), changes })
}

/// Copies the public records of a name into a private zone that hides them.
pub(in crate::simulate) fn copy_records(world: World<'_>, zone: &ResourceId, name: &str) -> Option<Fix> {
    let network = world.network;
    let private = network.document.hosted_zone(zone.as_str())?;
    let public = parents(name).find_map(|domain| network.dns.public_zones.get(domain)?.first())?;
    let rows = network.dns.records.get(public)?.get(name)?;
    let source = network.document.hosted_zone(public.as_str())?;
    let mut taken = private.resource_record_sets.clone();
    let mut changes = Vec::new();
    for set in rows.iter().filter_map(|row| source.resource_record_sets.get(row)) {
        let row = free_row(&taken, "d");
        changes.push(Change::set(
            zone,
            &format!("/resourceRecordSets/{row}"),
            serde_json::to_value(set).ok()?,
        ));
        taken.insert(row.as_str().into(), set.clone());
    }
    (!changes.is_empty())
        .then(|| Fix { title: format!("Add {name} to the private zone {}", world.name(zone)), changes })
}
