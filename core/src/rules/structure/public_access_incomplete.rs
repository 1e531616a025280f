//! Options or an exclusion of VPC Block Public Access that AWS would not take.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId, VpcBlockPublicAccessExclusion};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Options of VPC Block Public Access name no Region, or an exclusion names neither a VPC nor a subnet, names
    /// both, or does not say which direction it spares.
    ///
    /// # Why it matters
    /// AWS refuses such an exclusion. A packet does not go by it.
    ///
    /// # How to fix
    /// Fill in what is missing. Of a VPC and a subnet, keep the one that is meant; the fix keeps the subnet, which
    /// opens less.
    ///
    /// # Limits
    /// A direction that AWS does not know is reported by `state-unknown`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcBlockPublicAccessExclusion.html>
    RuleInfo {
        id: "public-access-incomplete",
        title: "A setting of VPC Block Public Access is incomplete",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        match resource.as_ref() {
            Resource::VpcBlockPublicAccessOptions(options) if options.region.is_none() => {
                let name = context.name(id);
                let message = say!(
                    "public-access-incomplete.region",
                    "{name} names no Region, so that it stops nothing.",
                    name = name
                );
                let help =
                    say!("public-access-incomplete.region.help", "Name the Region of {name}.", name = name);
                report.push(Found::new([id], message, help));
            }
            Resource::VpcBlockPublicAccessExclusion(exclusion) => {
                report.push_all(subject(context, id, exclusion));
                report.push_all(direction(context, id, exclusion));
            }
            _ => {}
        }
    }
}

fn subject(
    context: &Context<'_>,
    id: &ResourceId,
    exclusion: &VpcBlockPublicAccessExclusion,
) -> Option<Found> {
    let name = context.name(id);
    match (&exclusion.vpc_id, &exclusion.subnet_id) {
        (None, None) => {
            let message = say!(
                "public-access-incomplete.nobody",
                "{name} names neither a VPC nor a subnet, so that it spares nobody.",
                name = name
            );
            let help = say!(
                "public-access-incomplete.nobody.help",
                "Name the VPC or the subnet that {name} spares.",
                name = name
            );
            Some(Found::new([id], message, help))
        }
        (Some(vpc), Some(subnet)) => {
            let message = say!(
                "public-access-incomplete.both",
                "{name} names {vpc} and {subnet}. An exclusion is for a VPC or for a subnet.",
                name = name,
                vpc = context.name(vpc),
                subnet = context.name(subnet)
            );
            let help = say!(
                "public-access-incomplete.both.help",
                "Keep one of them. An exclusion of {vpc} covers all its subnets.",
                vpc = context.name(vpc)
            );
            let fix = Fix {
                title: format!("Spare {} only", context.name(subnet)),
                changes: vec![Change::RemovePath { id: id.clone(), path: "/vpcId".to_owned() }],
            };
            Some(Found::new([id, vpc, subnet], message, help).fix(Some(fix)))
        }
        _ => None,
    }
}

fn direction(
    context: &Context<'_>,
    id: &ResourceId,
    exclusion: &VpcBlockPublicAccessExclusion,
) -> Option<Found> {
    if exclusion.internet_gateway_exclusion_mode.is_some() {
        return None;
    }
    let name = context.name(id);
    let message = say!(
        "public-access-incomplete.direction",
        "{name} does not say which direction it spares, so that it spares none.",
        name = name
    );
    let help = say!(
        "public-access-incomplete.direction.help",
        "Choose allow-egress for connections to the internet, or allow-bidirectional.",
    );
    Some(Found::new([id], message, help))
}
