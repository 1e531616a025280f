//! An attachment has no subnet, or two in one zone.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceId, TransitGatewayAttachment};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// A VPC attachment of a transit gateway names no subnet, or two of one zone.
    ///
    /// # Why it matters
    /// The attachment has one interface in each zone that it serves, and that serves every subnet of the zone. AWS
    /// refuses a second one.
    ///
    /// # How to fix
    /// Name one subnet in each zone. The fix takes the second one out.
    ///
    /// # Limits
    /// The code of the API is (unconfirmed).
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html>
    RuleInfo {
        id: "tgw-attachment-subnets",
        title: "An attachment needs one subnet in each zone",
        group: Group::Reachability,
        book: &["R-TGW-3", "R-VAL-31"],
        api_errors: &["DuplicateSubnetsInSameZone"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, drawn) in attachments(context) {
        let Some(vpc) = node.vpc() else { continue };
        let name = context.name(&node.id);
        if drawn.subnet_ids.is_empty() {
            let message = say!(
                "tgw-attachment-subnets.none",
                "{name} has no subnet. An attachment of a VPC stands in one subnet or more, one in each zone.",
                name = name
            );
            let help = say!(
                "tgw-attachment-subnets.none-help",
                "Give {name} a subnet of {vpc}.",
                name = name,
                vpc = context.name(vpc)
            );
            report.push(Found::new([&node.id, vpc], message, help).book(&["R-TGW-3"]).api_error(None));
        }
        report.push_all(twice(context, &node.id, drawn));
    }
}

/// Every subnet whose zone has one already.
fn twice(context: &Context<'_>, id: &ResourceId, drawn: &TransitGatewayAttachment) -> Vec<Found> {
    let mut zones: BTreeMap<&str, &ResourceId> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, subnet) in drawn.subnet_ids.iter().enumerate() {
        let zone = context.network.subnets.get(subnet).and_then(|node| node.zone.as_deref());
        let Some(zone) = zone else { continue };
        let Some(first) = zones.get(zone) else {
            zones.insert(zone, subnet);
            continue;
        };
        let (name, second) = (context.name(id), context.name(subnet));
        let message = say!(
            "tgw-attachment-subnets.twice",
            "{name} has two subnets in {zone}: {first} and {second}. AWS takes one for each zone.",
            name = name,
            zone = zone,
            first = context.name(first),
            second = second
        );
        let help = say!(
            "tgw-attachment-subnets.twice-help",
            "Take {second} out of {name}: one subnet serves the whole zone.",
            second = second,
            name = name
        );
        let path = format!("/subnetIds/{index}");
        let fix = Fix {
            title: format!("Take {second} out of {name}"),
            changes: vec![Change::RemovePath { id: id.clone(), path }],
        };
        found.push(Found::new([id, first, subnet], message, help).fix(Some(fix)));
    }
    found
}
