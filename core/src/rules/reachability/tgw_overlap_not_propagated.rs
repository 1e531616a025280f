//! Blocks of two VPCs on one transit gateway overlap, and AWS leaves one of them out.

use crate::message::say;
use crate::routing::HubTable;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::Source;

rule! {
    /// # What it checks
    /// Two VPCs whose blocks overlap propagate to one route table of a transit gateway.
    ///
    /// # Why it matters
    /// The attachment itself is made, and AWS propagates the block of the VPC that was attached first. Nothing reaches that
    /// block of the other one. Its further blocks are propagated as ever.
    ///
    /// # How to fix
    /// Give one of the VPCs other addresses, or write a static route for the block: to the VPC that shall have it, or a
    /// blackhole where none is to be reached by it.
    ///
    /// # Limits
    /// A drawing does not hold which VPC was attached first: a packet's trace parts where that decides. Of blocks that are
    /// not the same but overlap AWS says that the new one is not propagated. A block for which the table has a static
    /// route is not told of.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html>
    RuleInfo {
        id: "tgw-overlap-not-propagated",
        title: "Blocks of two VPCs overlap, and one of them is left out",
        group: Group::Reachability,
        book: &["R-TGW-21"],
        codes: &["TGW_OVERLAP_NOT_PROPAGATED"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    // The table that AWS makes is said of only where something is associated with it.
    let is_used = |table: &&HubTable| {
        let hub = context.network.transit_gateways.get(&table.gateway);
        hub.is_some_and(|hub| hub.associations.values().any(|source| matches!(source, Source::Implicit)))
    };
    let implicit = context.routed.implicit_hub_tables.values().filter(is_used);
    let tables = context.routed.hub_tables.values().chain(implicit);
    for table in tables {
        for entry in &table.overlaps {
            let vpc = |id| context.network.transit_gateway_attachments.get(id).and_then(|node| node.vpc());
            let (Some(own), Some(other)) = (vpc(&entry.attachment), vpc(&entry.other)) else { continue };
            // One VPC that is attached twice is another finding.
            if own == other {
                continue;
            }
            let name = match &table.id {
                Some(id) => context.name(id),
                None => format!("the default table of {}", context.name(&table.gateway)),
            };
            let message = say!(
                "tgw-overlap-not-propagated",
                "{block} of {vpc} overlaps {other}: {table} has the block of the one that was attached first.",
                block = entry.block,
                vpc = context.name(own),
                other = context.name(other),
                table = name
            );
            let help = say!(
                "tgw-overlap-not-propagated.help",
                "Write a static route for the block, or give {vpc} other addresses.",
                vpc = context.name(own)
            );
            let shown = table.id.as_ref().unwrap_or(&table.gateway);
            report.push(Found::new([&entry.attachment, own, other, shown], message, help));
        }
    }
}
