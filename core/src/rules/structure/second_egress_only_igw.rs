//! A VPC has more than one egress-only internet gateway.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two egress-only internet gateways are attached to one VPC.
    ///
    /// # Why it matters
    /// A VPC has one egress-only internet gateway. It serves every zone and scales by itself.
    ///
    /// # How to fix
    /// Detach one of them and point the routes to the other.
    ///
    /// # Limits
    /// Internet gateways are counted apart, by `second-igw`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html>
    RuleInfo {
        id: "second-egress-only-igw",
        title: "A VPC has two egress-only internet gateways",
        group: Group::Structure,
        book: &["R-EIGW-1"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        let Some((kept, others)) = vpc.egress_only_internet_gateways.split_first() else { continue };
        for gateway in others {
            let (first, second) = (context.name(kept), context.name(gateway));
            let message = say!(
                "second-egress-only-igw",
                "{vpc} has {first} and {second}. A VPC has one egress-only internet gateway.",
                vpc = context.name(&vpc.id),
                first = first,
                second = second
            );
            let help = say!(
                "second-egress-only-igw.help",
                "Detach {second}: {first} serves every subnet of the VPC.",
                first = first,
                second = second
            );
            let detach = Change::RemovePath { id: gateway.clone(), path: "/vpcId".to_owned() };
            let fix = Fix { title: format!("Detach {second}"), changes: vec![detach] };
            report.push(Found::new([gateway, kept, &vpc.id], message, help).fix(Some(fix)));
        }
    }
}
