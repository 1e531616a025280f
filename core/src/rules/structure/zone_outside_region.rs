//! A subnet stands in a zone of another Region than its VPC.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The zone of a subnet is not a zone of the Region of its VPC.
    ///
    /// # Why it matters
    /// A VPC lies in one Region, and its subnets in the zones of that Region. AWS knows no other zone there.
    ///
    /// # How to fix
    /// Choose a zone of the Region. The fix takes the one with the same letter.
    ///
    /// # Limits
    /// Whether a Region has a zone of that letter is not looked up. Local Zones and Wavelength Zones carry
    /// the name of their Region in front.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html>
    RuleInfo {
        id: "zone-outside-region",
        title: "A zone is not one of the VPC's Region",
        group: Group::Structure,
        book: &["R-VAL-4", "R-VPC-22"],
        api_errors: &["InvalidParameterValue"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        let Some(region) = vpc.region.as_deref().filter(|region| !region.is_empty()) else { continue };
        for subnet in context.subnets_of(vpc) {
            let Some(zone) = subnet.zone.as_deref() else { continue };
            if is_of_region(zone, region) {
                continue;
            }
            let name = context.name(&subnet.id);
            let message = say!(
                "zone-outside-region",
                "{subnet} stands in {zone}, which is no zone of {region}, the Region of {vpc}.",
                subnet = name,
                zone = zone,
                region = region,
                vpc = context.name(&vpc.id)
            );
            let help = say!(
                "zone-outside-region.help",
                "Choose a zone of {region} for {subnet}.",
                subnet = name,
                region = region
            );
            let letter = zone.chars().last().filter(char::is_ascii_lowercase).unwrap_or('a');
            let fix = Fix {
                title: format!("Put {name} into {region}{letter}"),
                changes: vec![Change::set(&subnet.id, "/availabilityZone", format!("{region}{letter}"))],
            };
            report.push(Found::new([&subnet.id, &vpc.id], message, help).fix(Some(fix)));
        }
    }
}

/// `eu-west-1a` is of `eu-west-1`, and so is a Local Zone `us-west-2-lax-1a` of `us-west-2`; `eu-west-10a` is not.
fn is_of_region(zone: &str, region: &str) -> bool {
    zone.strip_prefix(region)
        .is_some_and(|rest| rest.starts_with(|next: char| next == '-' || next.is_ascii_lowercase()))
}
