//! The main route table is associated with a gateway.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The main route table of a VPC names a gateway.
    ///
    /// # Why it matters
    /// AWS does not associate the main route table with a gateway: it is the table of every subnet without one.
    ///
    /// # How to fix
    /// Make a table for the gateway alone. The fix takes the association away.
    ///
    /// # Limits
    /// Until then packets that enter by the gateway go by the table as it is written.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    RuleInfo {
        id: "gateway-table-main",
        title: "The main route table is associated with a gateway",
        group: Group::Routing,
        book: &["R-RT-18"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, _) in context.tables() {
        let Some(gateway) = table.gateway_id.as_ref().filter(|_| table.main) else { continue };
        let (name, gateway_name) = (context.name(id), context.name(gateway));
        let message = say!(
            "gateway-table-main",
            "{table} is the main route table of {vpc}, and is associated with {gateway}. A gateway takes another one.",
            table = name,
            vpc = context.name(&vpc.id),
            gateway = gateway_name
        );
        let help = say!(
            "gateway-table-main.help",
            "Make a route table for {gateway} alone.",
            gateway = gateway_name
        );
        let fix = Fix {
            title: format!("Take {gateway_name} out of {name}"),
            changes: vec![Change::RemovePath { id: id.clone(), path: "/gatewayId".to_owned() }],
        };
        report.push(Found::new([id, gateway], message, help).fix(Some(fix)));
    }
}
