//! A transit gateway is peered with itself.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};
use crate::topology::AttachmentKind;

rule! {
    /// # What it checks
    /// Both sides of a peering attachment are the same transit gateway.
    ///
    /// # Why it matters
    /// What is attached to one gateway is joined by its route tables. A peering joins two gateways, and this one carries
    /// nothing.
    ///
    /// # How to fix
    /// Remove the attachment, or choose another gateway as its second side.
    ///
    /// # Limits
    /// Attachments that failed, or were rejected or deleted, do not count.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html>
    RuleInfo {
        id: "tgw-peering-with-itself",
        title: "A transit gateway is peered with itself",
        group: Group::Reachability,
        book: &["R-TGW-28"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, _) in attachments(context).filter(|(node, _)| node.kind == AttachmentKind::Peering) {
        let Some(gateway) = node.gateway.as_ref().filter(|gateway| node.resource.as_ref() == Some(gateway))
        else {
            continue;
        };
        let name = context.name(&node.id);
        let message = say!(
            "tgw-peering-with-itself",
            "{peering} joins {gateway} to itself.",
            peering = name,
            gateway = context.name(gateway)
        );
        let help = say!(
            "tgw-peering-with-itself.help",
            "Choose another transit gateway as the second side, or remove {peering}.",
            peering = name
        );
        let fix =
            Fix { title: format!("Remove {name}"), changes: vec![Change::Remove { id: node.id.clone() }] };
        report.push(Found::new([&node.id, gateway], message, help).fix(Some(fix)));
    }
}
