//! The main route table leads to an internet gateway.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceId, ResourceType, RouteTable};
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{Row, new_id, pointer, rows, with_item};
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;

rule! {
    /// # What it checks
    /// The main route table of a VPC has a route to an internet gateway.
    ///
    /// # Why it matters
    /// A new subnet uses the main table until somebody associates another one. With this route each new
    /// subnet is public without anybody having decided so.
    ///
    /// # How to fix
    /// Give the public subnets a table of their own, and keep the main table without that route. The fix does
    /// both, so that the subnets of today stay as they are.
    ///
    /// # Limits
    /// The default VPC that AWS makes in each Region is meant to be so and is not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    RuleInfo {
        id: "main-table-public",
        title: "The main route table is public",
        group: Group::Routing,
        book: &["R-RT-19"],
        codes: &["MAIN_TABLE_PUBLIC"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, effective) in context.tables() {
        let is_default_vpc = context.document.vpc(vpc.id.as_str()).is_some_and(|vpc| vpc.is_default);
        if is_default_vpc || vpc.main_route_table.id() != Some(id) {
            continue;
        }
        let rows = rows(table, effective);
        let public: Vec<&Row<'_>> =
            rows.iter().filter(|row| matches!(row.target, Target::InternetGateway(_))).collect();
        let Some(Target::InternetGateway(gateway)) = public.first().map(|row| row.target) else { continue };
        let name = context.name(id);
        let message = say!(
            "main-table-public",
            "{table}, the main route table of {vpc}, leads to {gateway}: every new subnet is public.",
            table = name,
            vpc = context.name(&vpc.id),
            gateway = context.name(gateway)
        );
        let help = say!(
            "main-table-public.help",
            "Give the public subnets a table of their own, and take the route to {gateway} out of {table}.",
            gateway = context.name(gateway),
            table = name
        );
        let fix = fix(context, id, table, vpc, &public);
        report.push(Found::new([id, gateway], message, help).fix(Some(fix)));
    }
}

/// A new table takes over the routes and the subnets of today.
fn fix(
    context: &Context<'_>,
    id: &ResourceId,
    table: &RouteTable,
    vpc: &VpcNode,
    public: &[&Row<'_>],
) -> Fix {
    let users = context.subnets_of(vpc).filter(|subnet| subnet.route_table.id() == Some(id));
    let users: Vec<ResourceId> = users.map(|subnet| subnet.id.clone()).collect();
    let remove = |path: String| Change::RemovePath { id: id.clone(), path };
    let mut changes: Vec<Change> =
        public.iter().map(|row| remove(pointer(&["routes", row.id.as_str()]))).collect();
    if !users.is_empty() {
        if !table.subnet_ids.is_empty() {
            changes.push(remove("/subnetIds".to_owned()));
        }
        let new = new_id(context.document, ResourceType::RouteTable, id);
        let copy = RouteTable {
            name: Some(format!("{}-public", context.name(id))),
            main: false,
            subnet_ids: users,
            ..table.clone()
        };
        changes.push(Change::add(new.clone(), copy));
        for endpoint in vpc.endpoints.iter().filter_map(|id| context.network.endpoints.get(id)) {
            if endpoint.route_tables.contains(id) {
                changes.push(with_item(&endpoint.id, "/routeTableIds", &endpoint.route_tables, &new));
            }
        }
    }
    Fix { title: "Give the public subnets a table of their own".to_owned(), changes }
}
