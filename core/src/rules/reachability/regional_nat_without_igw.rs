//! A regional NAT gateway in a VPC without an internet gateway.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A regional NAT gateway is made for a VPC that has no internet gateway.
    ///
    /// # Why it matters
    /// It leads to the internet through the internet gateway of the VPC, and nowhere without it.
    ///
    /// # How to fix
    /// Attach an internet gateway to the VPC.
    ///
    /// # Limits
    /// Whether AWS refuses to make it there is not known.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html>
    RuleInfo {
        id: "regional-nat-without-igw",
        title: "A regional NAT gateway has no internet gateway to lead to",
        group: Group::Reachability,
        book: &["R-RNAT-7"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for nat in context.network.nat_gateways.values().filter(|nat| nat.regional.is_some()) {
        let Some(vpc) = nat.vpc.as_ref().and_then(|vpc| context.network.vpcs.get(vpc)) else { continue };
        if !vpc.internet_gateways.is_empty() || vpc.does_not_know("internetGateway") {
            continue;
        }
        let message = say!(
            "regional-nat-without-igw",
            "{nat} leads to the internet through the internet gateway of {vpc}, and {vpc} has none.",
            nat = context.name(&nat.id),
            vpc = context.name(&vpc.id)
        );
        let help = say!(
            "regional-nat-without-igw.help",
            "Attach an internet gateway to {vpc}.",
            vpc = context.name(&vpc.id)
        );
        report.push(Found::new([&nat.id, &vpc.id], message, help));
    }
}
