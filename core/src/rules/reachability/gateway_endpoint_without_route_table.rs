//! A gateway endpoint is associated with no route table.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use serde_json::json;

rule! {
    /// # What it checks
    /// A gateway endpoint names no route table.
    ///
    /// # Why it matters
    /// It works by the routes that it adds to the tables it is associated with. Without one, nothing uses it.
    ///
    /// # How to fix
    /// Associate the tables of the subnets that are to use it. The fix associates all tables of the VPC.
    ///
    /// # Limits
    /// A VPC without a drawn table gets no fix.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    RuleInfo {
        id: "gateway-endpoint-without-route-table",
        title: "A gateway endpoint is associated with no route table",
        group: Group::Reachability,
        book: &["R-GWE-2"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in
        context.network.endpoints.values().filter(|node| node.is_gateway && node.route_tables.is_empty())
    {
        let Some(vpc) = endpoint.vpc.as_ref().and_then(|id| context.network.vpcs.get(id)) else { continue };
        if vpc.does_not_know("routeTable") {
            continue;
        }
        let name = context.name(&endpoint.id);
        let message = say!(
            "gateway-endpoint-without-route-table",
            "{endpoint} is associated with no route table: nothing uses it.",
            endpoint = name
        );
        let help = say!(
            "gateway-endpoint-without-route-table.help",
            "Associate {endpoint} with the route tables of the subnets that are to use it.",
            endpoint = name
        );
        let fix = (!vpc.route_tables.is_empty()).then(|| Fix {
            title: format!("Associate {}", context.names(&vpc.route_tables)),
            changes: vec![Change::set(&endpoint.id, "/routeTableIds", json!(vpc.route_tables))],
        });
        report.push(Found::new([&endpoint.id], message, help).fix(fix));
    }
}
