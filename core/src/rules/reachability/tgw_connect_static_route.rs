//! A static route to a Connect attachment.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::AttachmentKind;

rule! {
    /// # What it checks
    /// A row of a route table of a transit gateway leads to a Connect attachment.
    ///
    /// # Why it matters
    /// AWS takes no static route to a Connect attachment: what is behind it, the appliances tell by BGP.
    ///
    /// # How to fix
    /// Take the row out, and let the appliance announce the prefix.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>
    RuleInfo {
        id: "tgw-connect-static-route",
        title: "A static route leads to a Connect attachment",
        group: Group::Reachability,
        book: &["R-TGW-43"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for gateway in context.network.transit_gateways.values() {
        for table in &gateway.tables {
            let Some(drawn) = context.document.transit_gateway_route_table(table.as_str()) else { continue };
            for (row, route) in drawn.routes.iter().filter(|(_, route)| !route.blackhole) {
                let Some(attachment) = &route.transit_gateway_attachment_id else { continue };
                let node = context.network.transit_gateway_attachments.get(attachment);
                if node.is_none_or(|node| node.kind != AttachmentKind::Connect) {
                    continue;
                }
                let (name, of) = (context.name(table), context.name(attachment));
                let list = || route.prefix_list_id.as_ref().map(ToString::to_string);
                let block = route.destination_cidr_block.as_ref().map(ToString::to_string);
                let destination = block.or_else(list).unwrap_or_else(|| row.to_string());
                let message = say!(
                    "tgw-connect-static-route",
                    "{table} has a static route for {destination} to the Connect attachment {attachment}. AWS takes none.",
                    table = name,
                    destination = destination,
                    attachment = of
                );
                let help = say!(
                    "tgw-connect-static-route.help",
                    "Take the route for {destination} out of {table}, and let an appliance announce it over {attachment}.",
                    destination = destination,
                    table = name,
                    attachment = of
                );
                let fix = Fix {
                    title: format!("Take {destination} out of {name}"),
                    changes: vec![Change::RemovePath { id: table.clone(), path: format!("/routes/{row}") }],
                };
                report.push(Found::new([table, attachment], message, help).fix(Some(fix)));
            }
        }
    }
}
