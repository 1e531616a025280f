//! A subnet names no Availability Zone.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::ordered::IntoOrdered;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;
use std::cell::OnceCell;
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// A subnet of a VPC names no zone.
    ///
    /// # Why it matters
    /// AWS then chooses a zone. What a failing zone takes along, and what crosses zones, cannot be told from
    /// the drawing.
    ///
    /// # How to fix
    /// Choose a zone. The fix takes the one of the Region that has the fewest subnets of the VPC.
    ///
    /// # Limits
    /// Only zones that the drawing uses already, and the first two of the Region, are proposed.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html>
    RuleInfo {
        id: "subnet-without-zone",
        title: "A subnet has no Availability Zone yet",
        group: Group::Structure,
        book: &["R-SUB-4"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        // Counted once for all subnets that need it: there may be thousands.
        let proposed = OnceCell::new();
        for subnet in context.subnets_of(vpc) {
            let written = context.document.subnet(subnet.id.as_str());
            if subnet.zone.is_some() || written.is_some_and(|subnet| subnet.availability_zone_id.is_some()) {
                continue;
            }
            let name = context.name(&subnet.id);
            let message =
                say!("subnet-without-zone", "{subnet} has no Availability Zone yet.", subnet = name);
            let help =
                say!("subnet-without-zone.help", "Choose the zone in which {subnet} stands.", subnet = name);
            let fix = proposed.get_or_init(|| least_used_zone(context, vpc)).clone().map(|zone| Fix {
                title: format!("Put {name} into {zone}"),
                changes: vec![Change::set(&subnet.id, "/availabilityZone", zone)],
            });
            report.push(Found::new([&subnet.id], message, help).fix(fix));
        }
    }
}

fn least_used_zone(context: &Context<'_>, vpc: &VpcNode) -> Option<String> {
    let region = vpc.region.as_deref()?;
    let mut uses: BTreeMap<String, usize> =
        ["a", "b"].into_iter().map(|letter| (format!("{region}{letter}"), 0)).into_map();
    for zone in vpc.subnets.iter().filter_map(|id| context.network.subnets.get(id)?.zone.clone()) {
        *uses.entry(zone).or_default() += 1;
    }
    uses.into_iter().min_by_key(|(_, count)| *count).map(|(zone, _)| zone)
}
