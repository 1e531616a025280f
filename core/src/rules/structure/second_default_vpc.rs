//! An account has two default VPCs in one Region (R-VAL-37).

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// Two VPCs of one Region and one account are its default VPC.
    ///
    /// # Why it matters
    /// AWS makes one default VPC in a Region, with an internet gateway and a default subnet in each zone, and starts
    /// instances there that name no subnet. It refuses a second one.
    ///
    /// # How to fix
    /// Keep the mark at the one that AWS made.
    ///
    /// # Limits
    /// VPCs without an owner count as those of one account.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html>
    RuleInfo {
        id: "second-default-vpc",
        title: "A Region has two default VPCs",
        group: Group::Structure,
        book: &["R-VAL-37"],
        api_errors: &["DefaultVpcAlreadyExists"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut first = BTreeMap::new();
    for node in context.vpcs() {
        let Some(vpc) = context.document.vpc(node.id.as_str()).filter(|vpc| vpc.is_default) else { continue };
        let Some(region) = &vpc.region else { continue };
        let kept = *first.entry((region, context.network.owner_of(node.id.as_str()))).or_insert(&node.id);
        if *kept == node.id {
            continue;
        }
        let (one, other) = (context.name(kept), context.name(&node.id));
        let message = say!(
            "second-default-vpc",
            "{region} has two default VPCs, {one} and {other}. AWS makes one.",
            region = region,
            one = one,
            other = other
        );
        let help = say!("second-default-vpc.help", "Let {one} be the default one.", one = one);
        let fix = Fix {
            title: format!("Make {other} a VPC like any other"),
            changes: vec![Change::RemovePath { id: node.id.clone(), path: "/isDefault".to_owned() }],
        };
        report.push(Found::new([&node.id, kept], message, help).fix(Some(fix)));
    }
}
