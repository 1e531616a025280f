//! Two gateway endpoints of one service are associated with one route table.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceId, reserved::GatewayService};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two gateway endpoints for the same service name the same route table.
    ///
    /// # Why it matters
    /// Both would add a route for the same prefix list. AWS refuses the second association.
    ///
    /// # How to fix
    /// Keep one. The fix takes the table off the later endpoint.
    ///
    /// # Limits
    /// Endpoints in different tables of one VPC may serve the same service.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    RuleInfo {
        id: "gateway-endpoint-duplicate",
        title: "Two gateway endpoints of one service share a route table",
        group: Group::Reachability,
        book: &["R-GWE-3"],
        api_errors: &["RouteAlreadyExists"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut first: BTreeMap<(&ResourceId, GatewayService), &ResourceId> = BTreeMap::new();
    for endpoint in context.network.endpoints.values().filter(|node| node.is_gateway) {
        let Some((service, _)) = &endpoint.service else { continue };
        let Some(written) = context.document.vpc_endpoint(endpoint.id.as_str()) else { continue };
        for (index, table) in written.route_table_ids.iter().enumerate() {
            let Some(earlier) = first.get(&(table, *service)) else {
                first.insert((table, *service), &endpoint.id);
                continue;
            };
            let (name, table_name) = (context.name(&endpoint.id), context.name(table));
            let message = say!(
                "gateway-endpoint-duplicate",
                "{first} and {second} both lead {table} to {service}.",
                first = context.name(earlier),
                second = name,
                table = table_name,
                service = service.label()
            );
            let help = say!(
                "gateway-endpoint-duplicate.help",
                "Take {table} off {second}.",
                table = table_name,
                second = name
            );
            let path = pointer(&["routeTableIds", &index.to_string()]);
            let fix = Fix {
                title: format!("Take {table_name} off {name}"),
                changes: vec![Change::RemovePath { id: endpoint.id.clone(), path }],
            };
            report.push(Found::new([&endpoint.id, earlier, table], message, help).fix(Some(fix)));
        }
    }
}
