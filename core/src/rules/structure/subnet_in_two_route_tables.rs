//! Two route tables are associated with one subnet.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{AssociationList, associated_twice};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two route tables name the same subnet, or one names it twice.
    ///
    /// # Why it matters
    /// One route table decides for a subnet. AWS replaces the association instead of adding one.
    ///
    /// # How to fix
    /// Keep one. The fix takes the later association away.
    ///
    /// # Limits
    /// Until then the first table by id is taken for the one that decides. A table of another VPC is the matter of
    /// `association-other-vpc`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html>
    RuleInfo {
        id: "subnet-in-two-route-tables",
        title: "A subnet is associated with two route tables",
        group: Group::Structure,
        book: &["R-RT-16"],
        api_errors: &["Resource.AlreadyAssociated"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let tables = context.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::RouteTable(table) => Some((id, table.vpc_id.as_ref(), table.subnet_ids.as_slice())),
        _ => None,
    });
    let lists: Vec<AssociationList<'_>> = tables.collect();
    associated_twice(context, &lists, |subnet, first, second, fix| {
        let message = say!(
            "subnet-in-two-route-tables",
            "{subnet} is associated with {first} and with {second}. One route table decides for a subnet.",
            subnet = context.name(subnet),
            first = context.name(first),
            second = context.name(second)
        );
        let help = say!(
            "subnet-in-two-route-tables.help",
            "Keep {subnet} in one route table.",
            subnet = context.name(subnet)
        );
        report.push(Found::new([subnet, first, second], message, help).fix(Some(fix)));
    });
}
