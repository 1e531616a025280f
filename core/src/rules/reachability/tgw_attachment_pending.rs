//! An attachment waits until the owner of the transit gateway accepts it.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The state of an attachment is pendingAcceptance.
    ///
    /// # Why it matters
    /// A shared transit gateway takes attachments of other accounts, and its owner accepts each of them, unless it is
    /// told to accept by itself. A peering is accepted by the other side.
    ///
    /// # How to fix
    /// Have it accepted.
    ///
    /// # Limits
    /// Which account owns what is not looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html>
    RuleInfo {
        id: "tgw-attachment-pending",
        title: "An attachment waits to be accepted",
        group: Group::Reachability,
        book: &["R-TGW-42"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, drawn) in attachments(context).filter(|(_, drawn)| drawn.state == "pendingAcceptance") {
        let Some(gateway) = &node.gateway else { continue };
        let acceptor = if drawn.is_peering() { node.resource.as_ref() } else { Some(gateway) };
        let acceptor = acceptor.unwrap_or(gateway);
        let name = context.name(&node.id);
        let message = say!(
            "tgw-attachment-pending",
            "{name} waits until the owner of {gateway} accepts it. Until then it carries nothing.",
            name = name,
            gateway = context.name(acceptor)
        );
        let help = say!("tgw-attachment-pending.help", "Have {name} accepted.", name = name);
        let fix = Fix {
            title: format!("Accept {name}"),
            changes: vec![Change::set(&node.id, "/state", "available")],
        };
        report.push(Found::new([&node.id, acceptor], message, help).fix(Some(fix)));
    }
}
