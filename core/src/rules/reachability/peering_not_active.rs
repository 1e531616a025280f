//! A peering connection is not active.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::PeeringNode;

rule! {
    /// # What it checks
    /// The status of a peering connection is not `active`.
    ///
    /// # Why it matters
    /// Nothing passes until the other side has accepted. A request that nobody accepts expires after seven
    /// days; one that failed, expired or was rejected never becomes active.
    ///
    /// # How to fix
    /// Accept a pending request; remove one that is over and ask anew.
    ///
    /// # Limits
    /// The routes that lead to it are reported by `blackhole-route`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>
    RuleInfo {
        id: "peering-not-active",
        title: "A peering connection is not active",
        group: Group::Reachability,
        book: &["R-PEER-4"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    // One that is written as active and fails because its VPCs overlap is told by `peering-cidr-overlap`.
    let is_written_active = |peering: &&PeeringNode| {
        let written = context.network.document.vpc_peering_connection(peering.id.as_str());
        written.is_some_and(|written| written.status_code() == "active")
    };
    for peering in context.network.peerings.values().filter(|peering| !is_written_active(peering)) {
        let name = context.name(&peering.id);
        let message = say!(
            "peering-not-active",
            "{peering} has the status {status}: nothing passes.",
            peering = name,
            status = peering.status
        );
        let is_pending = peering.status == "pending-acceptance";
        let (help, fix) = if is_pending {
            let fix = Fix {
                title: format!("Accept {name}"),
                changes: vec![Change::set(&peering.id, "/status/code", "active")],
            };
            (
                say!(
                    "peering-not-active.help-pending",
                    "Accept {peering} on the other side within seven days.",
                    peering = name
                ),
                Some(fix),
            )
        } else if peering.status == "provisioning" || peering.status == "initiating-request" {
            (
                say!(
                    "peering-not-active.help-wait",
                    "AWS is at work: {peering} becomes active by itself.",
                    peering = name
                ),
                None,
            )
        } else {
            let fix = Fix {
                title: format!("Remove {name}"),
                changes: vec![Change::Remove { id: peering.id.clone() }],
            };
            (
                say!("peering-not-active.help-over", "Remove {peering}, and ask anew.", peering = name),
                Some(fix),
            )
        };
        report.push(Found::new([&peering.id], message, help).fix(fix));
    }
}
