//! A VPC has more than one default network ACL.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two network ACLs of one VPC are its default one.
    ///
    /// # Why it matters
    /// AWS makes one default network ACL with each VPC. It filters for every subnet that names no ACL, and no other
    /// one can take its place.
    ///
    /// # How to fix
    /// Keep one. Associate the subnets that want the other one with it.
    ///
    /// # Limits
    /// Until then the first by id is taken for the default one.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html>
    RuleInfo {
        id: "second-default-network-acl",
        title: "A VPC has two default network ACLs",
        group: Group::Structure,
        book: &["R-NACL-6"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, acl) in context.acls().filter(|(_, acl)| acl.is_default) {
        let vpc = acl.vpc_id.as_ref().and_then(|vpc| context.network.vpcs.get(vpc));
        let Some((vpc, kept)) = vpc.and_then(|vpc| Some((vpc, vpc.default_network_acl.id()?))) else {
            continue;
        };
        if kept == id {
            continue;
        }
        let (first, second) = (context.name(kept), context.name(id));
        let message = say!(
            "second-default-network-acl",
            "{vpc} has two default network ACLs, {first} and {second}. A VPC has one.",
            vpc = context.name(&vpc.id),
            first = first,
            second = second
        );
        let help = say!(
            "second-default-network-acl.help",
            "Let {first} be the default one, and associate the subnets that want it with {second}.",
            first = first,
            second = second
        );
        let fix = Fix {
            title: format!("Make {second} an ACL like any other"),
            changes: vec![Change::RemovePath { id: id.clone(), path: "/isDefault".to_owned() }],
        };
        report.push(Found::new([id, kept, &vpc.id], message, help).fix(Some(fix)));
    }
}
