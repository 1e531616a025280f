//! A resource share holds a subnet or security group of a default VPC, or a default group.

use crate::message::{Message, say};
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::take_away;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A resource share holds a subnet or a security group of a default VPC, or the default group of any VPC.
    ///
    /// # Why it matters
    /// AWS shares subnets and groups of VPCs that somebody made. What it made by itself, it does not share.
    ///
    /// # How to fix
    /// Make a VPC of your own and share its subnets. The fix takes the subnet or group out of the share.
    ///
    /// # Limits
    /// A subnet that somebody added to a default VPC is not told apart from those that AWS made.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing-share-subnet-working-with.html>
    RuleInfo {
        id: "default-vpc-shared",
        title: "A part of a default VPC is shared",
        group: Group::Structure,
        book: &["R-SHR-1"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::ResourceShare(share) = resource.as_ref() else { continue };
        for (index, shared) in share.resource_ids.iter().enumerate().filter(|_| share.is_active()) {
            let Some(message) = refusal(context, id, shared) else { continue };
            let (name, shared_name) = (context.name(id), context.name(shared));
            let help = say!(
                "default-vpc-shared.help",
                "Take {shared} out of {share}, and share a subnet of a VPC of your own.",
                shared = shared_name,
                share = name
            );
            let fix = take_away(
                format!("Take {shared_name} out of {name}"),
                id,
                &["resourceIds", &index.to_string()],
            );
            report.push(Found::new([id, shared], message, help).fix(Some(fix)));
        }
    }
}

fn refusal(context: &Context<'_>, share: &ResourceId, shared: &ResourceId) -> Option<Message> {
    let (vpc, is_default_group) = match context.document.resource(shared.as_str())? {
        Resource::Subnet(subnet) => (subnet.vpc_id.as_ref()?, false),
        Resource::SecurityGroup(group) => (group.vpc_id.as_ref()?, group.is_default()),
        _ => return None,
    };
    if is_default_group {
        return Some(say!(
            "default-vpc-shared.group",
            "{share} shares {group}, the default group of {vpc}. AWS does not share default groups.",
            share = context.name(share),
            group = context.name(shared),
            vpc = context.name(vpc)
        ));
    }
    context.document.vpc(vpc.as_str()).filter(|drawn| drawn.is_default)?;
    Some(say!(
        "default-vpc-shared",
        "{share} shares {shared}, and {vpc} is a default VPC. AWS does not share what is in one.",
        share = context.name(share),
        shared = context.name(shared),
        vpc = context.name(vpc)
    ))
}
