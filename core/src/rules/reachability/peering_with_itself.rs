//! A VPC is peered with itself.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Both sides of a peering connection are the same VPC.
    ///
    /// # Why it matters
    /// Inside a VPC every subnet reaches every other by the local route. AWS refuses the request.
    ///
    /// # How to fix
    /// Remove the connection, or choose another VPC.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    RuleInfo {
        id: "peering-with-itself",
        title: "A VPC is peered with itself",
        group: Group::Reachability,
        book: &["R-PEER-3"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for peering in context.network.peerings.values() {
        let [one, other] = &peering.sides;
        let Some(vpc) = one.vpc.as_ref().filter(|vpc| other.vpc.as_ref() == Some(vpc)) else { continue };
        let name = context.name(&peering.id);
        let message = say!(
            "peering-with-itself",
            "{peering} joins {vpc} to itself.",
            peering = name,
            vpc = context.name(vpc)
        );
        let help = say!(
            "peering-with-itself.help",
            "Choose another VPC as the second side, or remove {peering}.",
            peering = name
        );
        let fix =
            Fix { title: format!("Remove {name}"), changes: vec![Change::Remove { id: peering.id.clone() }] };
        report.push(Found::new([&peering.id, vpc], message, help).fix(Some(fix)));
    }
}
