//! A route sends a prefix list to an endpoint of a Gateway Load Balancer.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::take_away;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A row has a prefix list as destination and an endpoint of a Gateway Load Balancer as target.
    ///
    /// # Why it matters
    /// Such an endpoint takes blocks only. AWS refuses the route.
    ///
    /// # How to fix
    /// Write a route for each block of the list. The fix removes the row.
    ///
    /// # Limits
    /// Endpoints that the drawing does not hold are not judged.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/vpce-gateway-load-balancer.html>
    RuleInfo {
        id: "route-prefix-list-to-endpoint",
        title: "A prefix list is sent to an endpoint of a Gateway Load Balancer",
        group: Group::Routing,
        book: &["R-RT-32"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, _, _) in context.tables() {
        for (row, route) in &table.routes {
            let (Some(list), Some((_, target))) = (&route.destination_prefix_list_id, route.targets().next())
            else {
                continue;
            };
            let endpoint = context.document.vpc_endpoint(target.as_str());
            if endpoint.is_none_or(|endpoint| !endpoint.is_gateway_load_balancer()) {
                continue;
            }
            let list_name = context.name(list);
            let message = say!(
                "route-prefix-list-to-endpoint",
                "{table} sends the prefix list {list} to {endpoint}. An endpoint of a Gateway Load Balancer takes blocks, no prefix lists.",
                table = context.name(id),
                list = list_name,
                endpoint = context.name(target)
            );
            let help = say!(
                "route-prefix-list-to-endpoint.help",
                "Write a route for each block of {list}.",
                list = list_name
            );
            let fix = take_away(format!("Remove the route to {list_name}"), id, &["routes", row.as_str()]);
            report.push(Found::new([id, target, list], message, help).fix(Some(fix)));
        }
    }
}
