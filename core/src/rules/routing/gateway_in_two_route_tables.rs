//! Two route tables are associated with one gateway.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two route tables name the same gateway.
    ///
    /// # Why it matters
    /// One route table steers what enters by a gateway. AWS refuses the second.
    ///
    /// # How to fix
    /// Keep one. The fix takes the later association away.
    ///
    /// # Limits
    /// Until then the first table by id is taken for the one that decides.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html>
    RuleInfo {
        id: "gateway-in-two-route-tables",
        title: "A gateway is associated with two route tables",
        group: Group::Routing,
        book: &[],
        api_errors: &["Resource.AlreadyAssociated"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut first: BTreeMap<&ResourceId, &ResourceId> = BTreeMap::new();
    for (id, table, _, _) in context.tables() {
        let Some(gateway) = &table.gateway_id else { continue };
        let Some(kept) = first.get(gateway) else {
            first.insert(gateway, id);
            continue;
        };
        let (name, second) = (context.name(gateway), context.name(id));
        let message = say!(
            "gateway-in-two-route-tables",
            "{gateway} is associated with {first} and with {second}. One route table steers what enters by a gateway.",
            gateway = name,
            first = context.name(kept),
            second = second
        );
        let help =
            say!("gateway-in-two-route-tables.help", "Keep {gateway} in one route table.", gateway = name);
        let fix = Fix {
            title: format!("Take {name} out of {second}"),
            changes: vec![Change::RemovePath { id: id.clone(), path: "/gatewayId".to_owned() }],
        };
        report.push(Found::new([gateway, *kept, id], message, help).fix(Some(fix)));
    }
}
