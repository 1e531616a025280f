//! A peering of transit gateways is told to propagate routes.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::AttachmentKind;

rule! {
    /// # What it checks
    /// A route table of a transit gateway names a peering attachment among those that propagate.
    ///
    /// # Why it matters
    /// AWS does not offer propagation for a peering: both sides write static routes.
    ///
    /// # How to fix
    /// Take the attachment out of the propagations, and write static routes.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html>
    RuleInfo {
        id: "tgw-peering-propagates",
        title: "A peering of transit gateways propagates nothing",
        group: Group::Reachability,
        book: &["R-TGW-29"],
        codes: &["TGW_PEERING_STATIC_ONLY"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for gateway in context.network.transit_gateways.values() {
        for table in &gateway.tables {
            let Some(drawn) = context.document.transit_gateway_route_table(table.as_str()) else { continue };
            for (index, attachment) in drawn.propagations.iter().enumerate() {
                let node = context.network.transit_gateway_attachments.get(attachment);
                if node.is_none_or(|node| node.kind != AttachmentKind::Peering) {
                    continue;
                }
                let (name, of) = (context.name(table), context.name(attachment));
                let message = say!(
                    "tgw-peering-propagates",
                    "{name} lets {attachment} propagate, which is a peering. Only static routes lead over it.",
                    name = name,
                    attachment = of
                );
                let help = say!(
                    "tgw-peering-propagates.help",
                    "Take {attachment} out of the propagations of {name}, and write static routes to it.",
                    attachment = of,
                    name = name
                );
                let path = format!("/propagations/{index}");
                let fix = Fix {
                    title: format!("Take {of} out of {name}"),
                    changes: vec![Change::RemovePath { id: table.clone(), path }],
                };
                report.push(Found::new([table, attachment], message, help).fix(Some(fix)));
            }
        }
    }
}
