//! Two private zones of one domain answer one VPC.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two private hosted zones of the same domain are associated with one VPC.
    ///
    /// # Why it matters
    /// Only one of them could answer: AWS refuses the second association.
    ///
    /// # How to fix
    /// Put the records into one zone, or take the VPC out of the other one. There is no automatic fix: nobody knows which
    /// one is meant.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html>
    RuleInfo {
        id: "private-zone-twice",
        title: "Two private zones of one domain answer one VPC",
        group: Group::Reachability,
        book: &["R-DNS-9", "R-VAL-36"],
        api_errors: &["ConflictingDomainExists"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (vpc, zones) in &context.network.dns.zones_of {
        for (domain, same) in zones {
            let Some((first, rest)) = same.split_first() else { continue };
            for second in rest.iter().filter(|second| *second != first) {
                let message = say!(
                    "private-zone-twice",
                    "{vpc} is associated with two private zones of {domain}.",
                    vpc = context.name(vpc),
                    domain = domain
                );
                let help = say!(
                    "private-zone-twice.help",
                    "Take {vpc} out of one of them, and put the records into the other one.",
                    vpc = context.name(vpc)
                );
                report.push(Found::new([second, first, vpc], message, help));
            }
        }
    }
}
