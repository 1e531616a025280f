//! The route table of a gateway takes propagated routes.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A route table that is associated with a gateway has route propagation enabled.
    ///
    /// # Why it matters
    /// AWS does not associate such a table with a gateway: a gateway's table holds routes inside the VPC only.
    ///
    /// # How to fix
    /// Switch propagation off for this table. The fix does.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>
    RuleInfo {
        id: "gateway-table-propagation",
        title: "The route table of a gateway takes propagated routes",
        group: Group::Routing,
        book: &["R-EDGE-6"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, _, _) in context.tables() {
        let Some(gateway) = &table.gateway_id else { continue };
        let Some(from) = table.propagating_vgws.first() else { continue };
        let name = context.name(id);
        let message = say!(
            "gateway-table-propagation",
            "{table} is associated with {gateway} and takes routes from {from}. The table of a gateway takes none.",
            table = name,
            gateway = context.name(gateway),
            from = context.names(&table.propagating_vgws)
        );
        let help =
            say!("gateway-table-propagation.help", "Switch route propagation off for {table}.", table = name);
        let fix = Fix {
            title: format!("Switch propagation off for {name}"),
            changes: vec![Change::RemovePath { id: id.clone(), path: "/propagatingVgws".to_owned() }],
        };
        report.push(Found::new([id, gateway, from], message, help).fix(Some(fix)));
    }
}
