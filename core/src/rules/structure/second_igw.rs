//! A VPC has more than one internet gateway.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two internet gateways are attached to one VPC.
    ///
    /// # Why it matters
    /// A VPC has one internet gateway, and AWS refuses to attach a second one. One gateway serves every zone of the
    /// VPC and scales by itself: a second one would gain nothing.
    ///
    /// # How to fix
    /// Detach one of them and point the routes to the other.
    ///
    /// # Limits
    /// Egress-only internet gateways are counted apart, by `second-egress-only-igw`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    RuleInfo {
        id: "second-igw",
        title: "A VPC has two internet gateways",
        group: Group::Structure,
        book: &["R-IGW-1", "R-VAL-13"],
        api_errors: &["InvalidParameterValue"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        let Some((kept, others)) = vpc.internet_gateways.split_first() else { continue };
        for gateway in others {
            let name = context.name(gateway);
            let message = say!(
                "second-igw",
                "{vpc} has {first} and {second}. A VPC has one internet gateway.",
                vpc = context.name(&vpc.id),
                first = context.name(kept),
                second = name
            );
            let help = say!(
                "second-igw.help",
                "Detach {second}: {first} serves every subnet of the VPC.",
                first = context.name(kept),
                second = name
            );
            let detach = Change::RemovePath { id: gateway.clone(), path: "/vpcId".to_owned() };
            let fix = Fix { title: format!("Detach {name}"), changes: vec![detach] };
            report.push(Found::new([gateway, kept, &vpc.id], message, help).fix(Some(fix)));
        }
    }
}
