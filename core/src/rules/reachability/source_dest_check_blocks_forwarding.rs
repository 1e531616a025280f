//! A route leads to an interface that forwards nothing for others.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::rows;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A route leads to a network interface of a running instance, and the source/destination check of that
    /// interface is on.
    ///
    /// # Why it matters
    /// With the check on, an interface takes and sends only what is addressed to or from itself. A NAT
    /// instance, firewall or router behind it sees nothing of what the route sends.
    ///
    /// # How to fix
    /// Turn the check off. The fix does.
    ///
    /// # Limits
    /// Whether the instance forwards at all is a matter of its software.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html>
    RuleInfo {
        id: "source-dest-check-blocks-forwarding",
        title: "The source/destination check stops an interface from forwarding",
        group: Group::Reachability,
        book: &["R-ENI-2", "R-NATI-1", "R-EDGE-11"],
        codes: &["ENI_SOURCE_DEST_CHECK_RESTRICTION"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, _, effective) in context.tables() {
        for row in rows(table, effective) {
            let Target::NetworkInterface(target) = row.target else { continue };
            let Some(interface) = context.network.interfaces.get(target) else { continue };
            if !interface.source_dest_check {
                continue;
            }
            let name = context.name(target);
            let message = say!(
                "source-dest-check-blocks-forwarding",
                "{table} sends {destination} to {interface}, whose source/destination check is on.",
                table = context.name(id),
                destination = row.destination(context),
                interface = name
            );
            let help = say!(
                "source-dest-check-blocks-forwarding.help",
                "Turn the source/destination check of {interface} off: it forwards for others.",
                interface = name
            );
            let fix = Fix {
                title: "Turn the source/destination check off".to_owned(),
                changes: vec![Change::set(target, "/sourceDestCheck", false)],
            };
            // In the table of a gateway it is a middlebox, not a NAT instance.
            let book: &[&str] =
                if table.gateway_id.is_some() { &["R-ENI-2", "R-EDGE-11"] } else { &["R-ENI-2", "R-NATI-1"] };
            report.push(Found::new([target, id], message, help).fix(Some(fix)).book(book));
        }
    }
}
