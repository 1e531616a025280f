//! A route leads to an endpoint that cannot be the target of a written route.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{pointer, with_item};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A row names a VPC endpoint that is not one of a Gateway Load Balancer.
    ///
    /// # Why it matters
    /// A gateway endpoint brings its routes along when a table is associated with it, and nobody writes or
    /// removes them. An interface endpoint is reached at its addresses, without a route. AWS refuses such a
    /// row.
    ///
    /// # How to fix
    /// Associate the table with the gateway endpoint, and remove the row.
    ///
    /// # Limits
    /// Endpoints that the drawing does not hold are not judged.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html>
    RuleInfo {
        id: "route-target-unsupported",
        title: "A route leads to an endpoint of the wrong kind",
        group: Group::Routing,
        book: &["R-RT-25", "R-VAL-10"],
        codes: &["ROUTE_TARGET_UNSUPPORTED"],
        api_errors: &["RouteNotSupported"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, _, _) in context.tables() {
        for (row, route) in &table.routes {
            let Some((_, target)) = route.targets().next() else { continue };
            let Some(endpoint) = context.document.vpc_endpoint(target.as_str()) else { continue };
            if endpoint.is_gateway_load_balancer() {
                continue;
            }
            let (name, endpoint_name) = (context.name(id), context.name(target));
            let message = say!(
                "route-target-unsupported",
                "{table} has a written route to {endpoint}. Only endpoints of a Gateway Load Balancer are targets of written routes.",
                table = name,
                endpoint = endpoint_name
            );
            let help = if endpoint.is_gateway() {
                say!(
                    "route-target-unsupported.help-gateway",
                    "Associate {table} with {endpoint}: the route comes along. Then remove the row.",
                    table = name,
                    endpoint = endpoint_name
                )
            } else {
                say!(
                    "route-target-unsupported.help",
                    "Remove the row: {endpoint} is reached at its addresses.",
                    endpoint = endpoint_name
                )
            };
            let path = pointer(&["routes", row.as_str()]);
            let mut changes = vec![Change::RemovePath { id: id.clone(), path }];
            let is_associated = endpoint.route_table_ids.contains(id);
            if endpoint.is_gateway() && !is_associated {
                changes.push(with_item(target, "/routeTableIds", &endpoint.route_table_ids, id));
            }
            let title = if endpoint.is_gateway() {
                format!("Associate {name} with {endpoint_name}")
            } else {
                format!("Remove the route to {endpoint_name}")
            };
            report.push(Found::new([id, target], message, help).fix(Some(Fix { title, changes })));
        }
    }
}
