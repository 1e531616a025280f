//! An attachment needs a block of the transit gateway, which has none.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A transit gateway without a block of its own has a Connect or Client VPN attachment.
    ///
    /// # Why it matters
    /// The other ends of such an attachment get their addresses from the blocks of the transit gateway.
    ///
    /// # How to fix
    /// Add a block to the transit gateway.
    ///
    /// # Limits
    /// Which blocks AWS takes is told by another finding.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-client-vpn-attachments.html>
    RuleInfo {
        id: "tgw-cidr-missing",
        title: "A transit gateway has no block for an attachment",
        group: Group::Reachability,
        book: &["R-TGW-35", "R-TGW-43"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, drawn) in attachments(context) {
        let kind = match drawn.resource_type.as_str() {
            "connect" => "Connect",
            "client-vpn" => "Client VPN",
            _ => continue,
        };
        let gateway = node.gateway.as_ref();
        let Some(drawn) = gateway.and_then(|id| context.document.transit_gateway(id.as_str())) else {
            continue;
        };
        let Some(gateway) = gateway.filter(|_| drawn.options.transit_gateway_cidr_blocks.is_empty()) else {
            continue;
        };
        let message = say!(
            "tgw-cidr-missing",
            "{gateway} has no block of its own, and the {kind} attachment {name} takes its addresses from one.",
            gateway = context.name(gateway),
            kind = kind,
            name = context.name(&node.id)
        );
        let help = say!(
            "tgw-cidr-missing.help",
            "Give {gateway} a block of /24 or wider that no VPC uses.",
            gateway = context.name(gateway)
        );
        let book: &'static [&'static str] = if kind == "Connect" { &["R-TGW-43"] } else { &["R-TGW-35"] };
        report.push(Found::new([gateway, &node.id], message, help).book(book));
    }
}
