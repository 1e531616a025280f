//! An exclusion for connections to the internet where only those from it are stopped.

use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::{PublicAccessBlockMode, VpcNode};

rule! {
    /// # What it checks
    /// An exclusion of VPC Block Public Access spares connections to the internet (`allow-egress`) in a Region
    /// whose options are `block-ingress`.
    ///
    /// # Why it matters
    /// Such an exclusion counts only where both directions are stopped. Here it changes nothing: who has a public
    /// address still sends nothing through the internet gateway, and a NAT gateway sends without it.
    ///
    /// # How to fix
    /// Make it `allow-bidirectional` if the subnet shall be on the internet, or remove it.
    ///
    /// # Limits
    /// An exclusion in a Region that stops nothing may be made in advance, and is no finding.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html>
    RuleInfo {
        id: "public-access-exclusion-idle",
        title: "An exclusion of VPC Block Public Access changes nothing",
        group: Group::Reachability,
        book: &["R-BPA-3"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::VpcBlockPublicAccessExclusion(exclusion) = resource.as_ref() else { continue };
        if exclusion.internet_gateway_exclusion_mode.as_deref() != Some("allow-egress") {
            continue;
        }
        let of = [exclusion.subnet_id.as_ref(), exclusion.vpc_id.as_ref()].into_iter().flatten().next();
        let Some((of, vpc)) = of.and_then(|of| Some((of, vpc_of(context, of)?))) else { continue };
        let Some(block) = context.network.public_access.block_of(vpc) else { continue };
        if block.mode != PublicAccessBlockMode::Ingress {
            continue;
        }
        let message = say!(
            "public-access-exclusion-idle",
            "{exclusion} spares connections of {place} to the internet, and {region} stops only those from it: the exclusion changes nothing.",
            exclusion = context.name(id),
            place = context.name(of),
            region = context.network.public_access.region_of(vpc).unwrap_or_default()
        );
        let help = say!(
            "public-access-exclusion-idle.help",
            "Make {exclusion} allow-bidirectional if {place} shall be on the internet, or remove it.",
            exclusion = context.name(id),
            place = context.name(of)
        );
        report.push(Found::new([id, of, &block.id], message, help));
    }
}

fn vpc_of<'a>(context: &Context<'a>, of: &ResourceId) -> Option<&'a VpcNode> {
    context.network.vpcs.get(of).or_else(|| context.network.vpc_of_subnet(of.as_str()))
}
