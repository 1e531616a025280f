//! An attachment is associated with two route tables of a transit gateway.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::ResourceId;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two route tables of one transit gateway name the same attachment as associated.
    ///
    /// # Why it matters
    /// The table with which an attachment is associated decides for all that it brings. AWS keeps one; it may propagate
    /// to many.
    ///
    /// # How to fix
    /// Take the attachment out of one of them.
    ///
    /// # Limits
    /// Until then the first table by id counts. A peering has one table at each of its two gateways.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>
    RuleInfo {
        id: "tgw-attachment-two-tables",
        title: "An attachment is associated with two route tables",
        group: Group::Reachability,
        book: &["R-TGW-14"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for gateway in context.network.transit_gateways.values() {
        let mut first: BTreeMap<&ResourceId, &ResourceId> = BTreeMap::new();
        for table in &gateway.tables {
            let Some(drawn) = context.document.transit_gateway_route_table(table.as_str()) else { continue };
            for (index, attachment) in drawn.associations.iter().enumerate() {
                let Some(earlier) = first.get(attachment).copied() else {
                    first.insert(attachment, table);
                    continue;
                };
                if earlier != table {
                    report.push(found(context, attachment, earlier, (table, index)));
                }
            }
        }
    }
}

fn found(
    context: &Context<'_>,
    attachment: &ResourceId,
    earlier: &ResourceId,
    (table, index): (&ResourceId, usize),
) -> Found {
    let (name, second) = (context.name(attachment), context.name(table));
    let message = say!(
        "tgw-attachment-two-tables",
        "{name} is associated with {first} and with {second}. One table decides for an attachment.",
        name = name,
        first = context.name(earlier),
        second = second
    );
    let help = say!(
        "tgw-attachment-two-tables.help",
        "Take {name} out of the associations of {second}; it may propagate to both.",
        name = name,
        second = second
    );
    let path = format!("/associations/{index}");
    let fix = Fix {
        title: format!("Take {name} out of {second}"),
        changes: vec![Change::RemovePath { id: table.clone(), path }],
    };
    Found::new([table, earlier, attachment], message, help).fix(Some(fix))
}
