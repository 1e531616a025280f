//! Two network ACLs are associated with one subnet.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{AssociationList, associated_twice};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two network ACLs name the same subnet, or one names it twice.
    ///
    /// # Why it matters
    /// One network ACL filters at the border of a subnet. AWS replaces the association instead of adding one.
    ///
    /// # How to fix
    /// Keep one. The fix takes the later association away.
    ///
    /// # Limits
    /// Until then the first ACL by id is taken for the one that filters. An ACL of another VPC is the matter of
    /// `association-other-vpc`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html>
    RuleInfo {
        id: "subnet-in-two-network-acls",
        title: "A subnet is associated with two network ACLs",
        group: Group::Structure,
        book: &["R-NACL-6"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let lists: Vec<AssociationList<'_>> =
        context.acls().map(|(id, acl)| (id, acl.vpc_id.as_ref(), acl.subnet_ids.as_slice())).collect();
    associated_twice(context, &lists, |subnet, first, second, fix| {
        let message = say!(
            "subnet-in-two-network-acls",
            "{subnet} is associated with {first} and with {second}. One network ACL filters for a subnet.",
            subnet = context.name(subnet),
            first = context.name(first),
            second = context.name(second)
        );
        let help = say!(
            "subnet-in-two-network-acls.help",
            "Keep {subnet} in one network ACL.",
            subnet = context.name(subnet)
        );
        report.push(Found::new([subnet, first, second], message, help).fix(Some(fix)));
    });
}
