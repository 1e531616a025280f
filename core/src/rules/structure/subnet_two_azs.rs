//! A subnet names more than one Availability Zone.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, Subnet};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The zone of a subnet names two zones, or its zone and its zone id are those of different zones.
    ///
    /// # Why it matters
    /// A subnet stands in exactly one zone, and stays there. AWS takes one zone when it creates the subnet.
    ///
    /// # How to fix
    /// Keep one zone, and make a second subnet for the other.
    ///
    /// # Limits
    /// Whether zone and zone id agree is known for zones that the drawing holds with both. Where a subnet is
    /// drawn says nothing about its zone.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html>
    RuleInfo {
        id: "subnet-two-azs",
        title: "A subnet stands in two Availability Zones",
        group: Group::Structure,
        book: &["R-SUB-4"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::Subnet(subnet) = resource.as_ref() else { continue };
        let Some((first, second)) = two_zones(context, subnet) else { continue };
        let name = context.name(id);
        let message = say!(
            "subnet-two-azs",
            "{subnet} names {first} and {second}. A subnet stands in one Availability Zone.",
            subnet = name,
            first = first,
            second = second
        );
        let help = say!(
            "subnet-two-azs.help",
            "Keep {first}, and make a second subnet in {second}.",
            first = first,
            second = second
        );
        let mut changes = vec![Change::set(id, "/availabilityZone", first.as_str())];
        if subnet.availability_zone_id.is_some() {
            changes.push(Change::RemovePath { id: id.clone(), path: "/availabilityZoneId".to_owned() });
        }
        let fix = Fix { title: format!("Keep {name} in {first}"), changes };
        report.push(Found::new([id], message, help).fix(Some(fix)));
    }
}

fn two_zones(context: &Context<'_>, subnet: &Subnet) -> Option<(String, String)> {
    let written = subnet.availability_zone.as_deref()?;
    let mut zones = written.split([',', ' ', '/', ';', '+']).filter(|zone| !zone.is_empty());
    let first = zones.next()?;
    if let Some(second) = zones.next() {
        return Some((first.to_owned(), second.to_owned()));
    }
    let zone_id = subnet.availability_zone_id.as_deref()?;
    let of_id = context.document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::AvailabilityZone(zone) if zone.zone_id.as_deref() == Some(zone_id) => Some(id),
        _ => None,
    })?;
    (of_id != first).then(|| (first.to_owned(), of_id.to_string()))
}
