//! An attachment propagates that cannot, or does not propagate and has to.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceId, TransitGatewayAttachment};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{attachments, pointer};
use crate::rules::{Group, Severity};
use crate::topology::{TransitGatewayAttachmentNode, TransitGatewayNode};

rule! {
    /// # What it checks
    /// A route table of a transit gateway names the attachment of a firewall among those that propagate, or the attachment
    /// of a Client VPN endpoint propagates to no table.
    ///
    /// # Why it matters
    /// A firewall that is attached to a transit gateway is reached by static routes only. The clients of a Client VPN
    /// endpoint are found by what its attachment propagates.
    ///
    /// # How to fix
    /// Write static routes to the firewall. Let the attachment of the Client VPN endpoint propagate.
    ///
    /// # Limits
    /// Gateways whose tables an import did not see are not judged.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-client-vpn-attachments.html>
    RuleInfo {
        id: "tgw-attachment-propagation",
        title: "An attachment propagates that cannot, or does not and has to",
        group: Group::Reachability,
        book: &["R-TGW-34", "R-TGW-35"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (node, drawn) in attachments(context) {
        let gateway = node.gateway.as_ref().and_then(|id| context.network.transit_gateways.get(id));
        let Some(gateway) = gateway else { continue };
        match drawn.resource_type.as_str() {
            "network-function" => report.push_all(firewall(context, gateway, &node.id)),
            "client-vpn" => report.push_all(clients(context, gateway, (node, drawn))),
            _ => {}
        }
    }
}

/// The tables to which a firewall is told to propagate.
fn firewall(context: &Context<'_>, gateway: &TransitGatewayNode, attachment: &ResourceId) -> Vec<Found> {
    let mut found = Vec::new();
    for table in &gateway.tables {
        let Some(drawn) = context.document.transit_gateway_route_table(table.as_str()) else { continue };
        let Some(index) = drawn.propagations.iter().position(|id| id == attachment) else { continue };
        let (name, of) = (context.name(table), context.name(attachment));
        let message = say!(
            "tgw-attachment-propagation.firewall",
            "{name} lets {attachment} propagate, which is a firewall. Only static routes lead to it.",
            name = name,
            attachment = of
        );
        let help = say!(
            "tgw-attachment-propagation.firewall-help",
            "Take {attachment} out of the propagations of {name}, and write static routes to it.",
            attachment = of,
            name = name
        );
        let path = pointer(&["propagations", &index.to_string()]);
        let fix = Fix {
            title: format!("Take {of} out of {name}"),
            changes: vec![Change::RemovePath { id: table.clone(), path }],
        };
        found.push(Found::new([table, attachment], message, help).fix(Some(fix)).book(&["R-TGW-34"]));
    }
    found
}

/// The attachment of a Client VPN endpoint that propagates nowhere.
fn clients(
    context: &Context<'_>,
    gateway: &TransitGatewayNode,
    (node, _): (&TransitGatewayAttachmentNode, &TransitGatewayAttachment),
) -> Option<Found> {
    let tables = || {
        gateway
            .tables
            .iter()
            .filter_map(|id| Some((id, context.document.transit_gateway_route_table(id.as_str())?)))
    };
    let is_unseen = gateway.does_not_know("transitGatewayRouteTable")
        || tables().any(|(_, table)| table.unknown.iter().any(|part| part == "propagations"));
    let propagates = gateway.implicit_table == Some(true)
        || tables().any(|(_, table)| table.propagations.contains(&node.id));
    if is_unseen || propagates {
        return None;
    }
    let (name, of) = (context.name(&node.id), context.name(&gateway.id));
    let message = say!(
        "tgw-attachment-propagation.clients",
        "{attachment} propagates to no table of {gateway}, so that nothing finds the way to its clients.",
        attachment = name,
        gateway = of
    );
    let help = say!(
        "tgw-attachment-propagation.clients-help",
        "Let {attachment} propagate to the tables that shall know its clients.",
        attachment = name
    );
    let fix = tables().next().map(|(table, drawn)| Fix {
        title: format!("Let {name} propagate to {}", context.name(table)),
        changes: vec![Change::set(
            table,
            &format!("/propagations/{}", drawn.propagations.len()),
            node.id.as_str(),
        )],
    });
    Some(Found::new([&node.id, &gateway.id], message, help).fix(fix).book(&["R-TGW-35"]))
}
