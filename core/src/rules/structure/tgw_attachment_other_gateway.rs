//! A transit gateway route table names an attachment of another transit gateway.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId, TransitGatewayRouteTable};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A transit gateway route table is associated with an attachment of another transit gateway, lets one propagate, or
    /// has a route to one.
    ///
    /// # Why it matters
    /// A table is for the attachments of its own gateway. AWS refuses the others. Another gateway is reached over a
    /// peering attachment, which belongs to both.
    ///
    /// # How to fix
    /// Name an attachment of the gateway of the table. The fix takes the other one out.
    ///
    /// # Limits
    /// Nothing.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>
    RuleInfo {
        id: "tgw-attachment-other-gateway",
        title: "A transit gateway route table names an attachment of another gateway",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::TransitGatewayRouteTable(table) = resource.as_ref() else { continue };
        let Some(gateway) = &table.transit_gateway_id else { continue };
        if !context.network.transit_gateways.contains_key(gateway) {
            continue;
        }
        for (attachment, path, how) in named(table) {
            let node = context.network.transit_gateway_attachments.get(attachment);
            let Some(node) = node.filter(|node| !node.is_at(gateway.as_str())) else { continue };
            let Some(other) = &node.gateway else { continue };
            report.push(found(context, (id, gateway), (attachment, other), path, &how));
        }
    }
}

/// Each attachment that a table names, where, and what for.
fn named(table: &TransitGatewayRouteTable) -> Vec<(&ResourceId, String, String)> {
    let mut all = Vec::new();
    let lists = [
        ("associations", &table.associations, "is associated with"),
        ("propagations", &table.propagations, "takes routes from"),
    ];
    for (field, list, how) in lists {
        let each = list.iter().enumerate();
        all.extend(each.map(|(index, id)| (id, pointer(&[field, &index.to_string()]), how.to_owned())));
    }
    for (row, route) in &table.routes {
        let target = route.transit_gateway_attachment_id.as_ref().filter(|_| !route.blackhole);
        let how = format!("sends {} to", route.destination_text());
        all.extend(target.map(|id| (id, pointer(&["routes", row.as_str()]), how)));
    }
    all
}

fn found(
    context: &Context<'_>,
    (table, gateway): (&ResourceId, &ResourceId),
    (attachment, other): (&ResourceId, &ResourceId),
    path: String,
    how: &str,
) -> Found {
    let (name, part) = (context.name(table), context.name(attachment));
    let message = say!(
        "tgw-attachment-other-gateway",
        "{table} of {gateway} {how} {attachment}, which belongs to {other}.",
        table = name,
        gateway = context.name(gateway),
        how = how,
        attachment = part,
        other = context.name(other)
    );
    let help = say!(
        "tgw-attachment-other-gateway.help",
        "Name an attachment of {gateway} in {table}; {other} is reached over a peering attachment of both.",
        gateway = context.name(gateway),
        table = name,
        other = context.name(other)
    );
    let changes = vec![Change::RemovePath { id: table.clone(), path }];
    let fix = Fix { title: format!("Take {part} out of {name}"), changes };
    Found::new([table, attachment], message, help).fix(Some(fix))
}
