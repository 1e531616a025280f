//! A VPC has more than one main route table.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two route tables of one VPC are its main route table.
    ///
    /// # Why it matters
    /// The main route table decides for every subnet that names no table. AWS has one for each VPC: making another
    /// one the main table takes the first one's place.
    ///
    /// # How to fix
    /// Keep one. Associate the subnets that want the other one with it.
    ///
    /// # Limits
    /// Until then the first by id is taken for the main table.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    RuleInfo {
        id: "second-main-route-table",
        title: "A VPC has two main route tables",
        group: Group::Structure,
        book: &["R-RT-15"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, _) in context.tables() {
        let Some(main) = vpc.main_route_table.id().filter(|main| table.main && *main != id) else { continue };
        let (first, second) = (context.name(main), context.name(id));
        let message = say!(
            "second-main-route-table",
            "{vpc} has two main route tables, {first} and {second}. A VPC has one.",
            vpc = context.name(&vpc.id),
            first = first,
            second = second
        );
        let help = say!(
            "second-main-route-table.help",
            "Let {first} be the main one, and associate the subnets that want it with {second}.",
            first = first,
            second = second
        );
        let fix = Fix {
            title: format!("Make {second} a table like any other"),
            changes: vec![Change::RemovePath { id: id.clone(), path: "/main".to_owned() }],
        };
        report.push(Found::new([id, main, &vpc.id], message, help).fix(Some(fix)));
    }
}
