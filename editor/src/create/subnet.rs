//! A subnet: the next free block of its VPC, in the zone where it was dropped.

use netyard_core::ordered::IntoOrdered;
use std::collections::BTreeSet;

use netyard_core::model::{Document, Placement, Subnet};

use super::{Made, Site, inside, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use netyard_scene::NodeKind;

pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let vpc = vpc_at(draft, site).ok_or("A subnet lies in a VPC. Draw a VPC first.")?;
    let vpc_name = draft.document().display_name(vpc.as_str()).to_owned();
    let block = facts::free_subnet_block(draft.document(), vpc.as_str())
        .ok_or_else(|| format!("{vpc_name} has no free range for another subnet. Add a CIDR block to it."))?;
    let zone = zone_at(draft.document(), geometry, vpc.as_str(), site);
    let letter = facts::zone_letter(&zone).to_owned();
    let name = facts::unique_name(draft.document(), &format!("subnet-{letter}"));
    // A network with IPv6 goes on with it.
    let six = facts::free_subnet_block_v6(draft.document(), vpc.as_str());
    let id = draft.add(Subnet {
        name: Some(name.clone()),
        vpc_id: Some(vpc.clone()),
        availability_zone: Some(zone.clone()),
        cidr_block: Some(block.clone()),
        assign_ipv6_address_on_creation: six.is_some(),
        ipv6_cidr_block: six,
        ..Subnet::default()
    });
    if let Some(corner) = site.corner {
        let zone_key = format!("{vpc}/{zone}");
        let place = if geometry.node(&zone_key).is_some() {
            inside(geometry, Some(&zone_key), corner)
        } else {
            Placement::Box { x: 0, y: 0, w: None, h: None }
        };
        draft.place(id.as_str(), place);
    }
    Ok(Made::new(id, format!("{name} with {block} in {vpc_name}, zone {letter}"))
        .with_range(Some(block.to_string())))
}

/// The zone of a new subnet: the one it was dropped in; beside the zones the next one; else the nearest.
pub(crate) fn zone_at(document: &Document, geometry: &Geometry, vpc: &str, site: &Site) -> String {
    if let Some((_, zone)) = site.key.as_ref().and_then(|key| key.as_str().split_once('/')) {
        return zone.to_owned();
    }
    let region = facts::region_of_vpc(document, vpc);
    let zones: Vec<_> = geometry.children(Some(vpc)).filter(|node| node.kind == NodeKind::Zone).collect();
    let used = zones_of(document, vpc);
    let next = || zone_names(region).find(|zone| !used.contains(zone));
    let first = || zone_names(region).next().unwrap_or_default();
    let zone_of = |key: &str| key.split_once('/').map(|(_, zone)| zone.to_owned());
    let Some(corner) = site.corner else {
        // Without a place: a second zone first, because two zones are what a network needs; then the emptiest.
        return match used.len() {
            0 => first(),
            1 => next().unwrap_or_else(first),
            _ => emptiest(document, vpc).unwrap_or_else(first),
        };
    };
    let at = corner.x + netyard_scene::shape::CARD_WIDTH / 2;
    match zones.iter().map(|zone| zone.rect.right()).max() {
        None => next().unwrap_or_else(first),
        Some(right) if at > right => next().unwrap_or_else(first),
        Some(_) => zones
            .iter()
            .min_by_key(|zone| (zone.rect.x.max(at.min(zone.rect.right())) - at).abs())
            .and_then(|zone| zone_of(zone.key.as_str()))
            .unwrap_or_else(first),
    }
}

fn emptiest(document: &Document, vpc: &str) -> Option<String> {
    let subnets = facts::subnets_of(document, vpc);
    let count = |zone: &String| {
        subnets.iter().filter(|(_, subnet)| subnet.availability_zone.as_ref() == Some(zone)).count()
    };
    zones_of(document, vpc).into_iter().min_by_key(|zone| (count(zone), zone.clone()))
}

/// The zones that a VPC has subnets or places in.
pub(super) fn zones_of(document: &Document, vpc: &str) -> BTreeSet<String> {
    let by_subnet = facts::subnets_of(document, vpc)
        .into_iter()
        .filter_map(|(_, subnet)| subnet.availability_zone.clone());
    let by_place = document.placement.keys().filter_map(|key| {
        key.split_once('/').filter(|(own, _)| *own == vpc).map(|(_, zone)| zone.to_owned())
    });
    by_subnet.chain(by_place).into_set()
}

/// Names of the zones of a Region, in order.
pub(super) fn zone_names(region: &str) -> impl Iterator<Item = String> {
    ('a'..='f').map(move |letter| format!("{region}{letter}"))
}
