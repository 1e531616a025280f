//! The routes of a VPC are left out, because it overlaps another one on the same transit gateway.

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
    /// The attachment itself is made, and AWS propagates the routes of the one that was attached first. Nothing reaches
    /// the other one.
    ///
    /// # How to fix
    /// Give the VPC other addresses, or write static routes for the blocks that do not overlap.
    ///
    /// # Limits
    /// A drawing does not hold which VPC was attached first: the order of the list of propagations counts, and of a
    /// default table that nobody drew the order of the ids.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html>
    RuleInfo {
        id: "tgw-overlap-not-propagated",
        title: "A VPC overlaps another one, and its routes are left out",
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
        for entry in &table.not_propagated {
            let vpc = |id| context.network.transit_gateway_attachments.get(id).and_then(|node| node.vpc());
            let (Some(late), Some(early)) = (vpc(&entry.attachment), vpc(&entry.overlaps)) else { continue };
            let name = match &table.id {
                Some(id) => context.name(id),
                None => format!("the default table of {}", context.name(&table.gateway)),
            };
            let message = say!(
                "tgw-overlap-not-propagated",
                "{late} overlaps {early}, so {attachment} brings no route into {table}.",
                late = context.name(late),
                early = context.name(early),
                attachment = context.name(&entry.attachment),
                table = name
            );
            let help = say!(
                "tgw-overlap-not-propagated.help",
                "Write static routes to {attachment}, or give {late} other addresses.",
                attachment = context.name(&entry.attachment),
                late = context.name(late)
            );
            let shown = table.id.as_ref().unwrap_or(&table.gateway);
            report.push(Found::new([&entry.attachment, late, early, shown], message, help));
        }
    }
}
