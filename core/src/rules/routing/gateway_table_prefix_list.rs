//! The route table of a gateway has a prefix list as destination.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::take_away;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A row of a table that is associated with a gateway has a prefix list as destination.
    ///
    /// # Why it matters
    /// The table of a gateway takes blocks of the VPC and of its subnets. AWS refuses prefix lists in it.
    ///
    /// # How to fix
    /// Write a row for each block. The fix removes the row.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>
    RuleInfo {
        id: "gateway-table-prefix-list",
        title: "The route table of a gateway has a prefix list as destination",
        group: Group::Routing,
        book: &["R-EDGE-5"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, _, _) in context.tables() {
        let Some(gateway) = &table.gateway_id else { continue };
        for (row, route) in &table.routes {
            let Some(list) = &route.destination_prefix_list_id else { continue };
            let (name, list_name) = (context.name(id), context.name(list));
            let message = say!(
                "gateway-table-prefix-list",
                "{table} of {gateway} has a route to {list}. The table of a gateway takes no prefix lists.",
                table = name,
                gateway = context.name(gateway),
                list = list_name
            );
            let help = say!(
                "gateway-table-prefix-list.help",
                "Write a route for each subnet that {list} stands for.",
                list = list_name
            );
            let fix = take_away(format!("Remove the route to {list_name}"), id, &["routes", row.as_str()]);
            report.push(Found::new([id, gateway, list], message, help).fix(Some(fix)));
        }
    }
}
