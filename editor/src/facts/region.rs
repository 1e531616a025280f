//! What another Region makes of names: zones and services carry the name of theirs.

use netyard_core::model::{Subnet, VpcEndpoint};

use super::zone_letter;

/// The zone with the same letter in a Region: `us-east-1b` for `eu-west-1b`. A zone of the Region stays.
pub(crate) fn zone_in(zone: &str, region: &str) -> String {
    let is_of =
        zone.strip_prefix(region).is_some_and(|rest| !rest.starts_with(|sign: char| sign.is_ascii_digit()));
    if zone.is_empty() || is_of {
        return zone.to_owned();
    }
    format!("{region}{}", zone_letter(zone))
}

/// Puts a subnet into the zone with the same letter in a Region.
pub(crate) fn move_to_region(subnet: &mut Subnet, region: &str) {
    let Some(zone) = &mut subnet.availability_zone else { return };
    let there = zone_in(zone, region);
    if there != *zone {
        *zone = there;
        subnet.availability_zone_id = None;
    }
}

/// Lets an endpoint lead to its service in a Region.
pub(crate) fn lead_to_region(endpoint: &mut VpcEndpoint, region: &str) {
    let own = endpoint.service_name.as_deref().filter(|_| endpoint.is_of_aws());
    let service = own.and_then(|name| {
        let (_, word) = name.strip_prefix("com.amazonaws.")?.split_once('.')?;
        Some(format!("com.amazonaws.{region}.{word}"))
    });
    if service.is_some() {
        endpoint.service_name = service;
    }
}
