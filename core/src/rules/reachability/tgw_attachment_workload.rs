//! Hosts stand in the subnet of an attachment.

use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An instance stands in a subnet that an attachment of a transit gateway uses.
    ///
    /// # Why it matters
    /// Network ACLs work in another way for hosts in that subnet, and its route table is the one by which everything
    /// that arrives goes on.
    ///
    /// # How to fix
    /// Use a small subnet of its own for the attachment in each zone.
    ///
    /// # Limits
    /// Only instances are looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html>
    RuleInfo {
        id: "tgw-attachment-workload",
        title: "Hosts stand in the subnet of an attachment",
        group: Group::Reachability,
        book: &["R-TGW-44"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, _) in attachments(context) {
        for subnet in node.subnets.iter().filter_map(|id| context.network.subnets.get(id)) {
            let hosts: Vec<&ResourceId> = subnet
                .interfaces
                .iter()
                .filter_map(|id| context.network.interfaces.get(id)?.instance.as_ref())
                .collect();
            let Some(first) = hosts.first() else { continue };
            let others = hosts.len() - 1;
            let who = match others {
                0 => context.name(first),
                1 => format!("{} and another host", context.name(first)),
                _ => format!("{} and {others} other hosts", context.name(first)),
            };
            let message = say!(
                "tgw-attachment-workload",
                "{who} in {subnet}, where {attachment} has its interface: its network ACL is asked both ways for what leaves, and not at all for what comes.",
                who = who,
                subnet = context.name(&subnet.id),
                attachment = context.name(&node.id)
            );
            let help = say!(
                "tgw-attachment-workload.help",
                "Give {attachment} a subnet of its own in that zone; a /28 is enough.",
                attachment = context.name(&node.id)
            );
            report.push(Found::new([&subnet.id, &node.id], message, help));
        }
    }
}
