//! A side of a peering connection names another account than the owner of its VPC.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A side of a peering connection names an account, and its VPC belongs to another one.
    ///
    /// # Why it matters
    /// Only the owner of a VPC asks for a peering connection, accepts one and changes it. An account with which subnets
    /// of the VPC are shared cannot.
    ///
    /// # How to fix
    /// Let the owner of the VPC do it. The fix gives the side to that account.
    ///
    /// # Limits
    /// A VPC that is not drawn, or that names no owner, is not looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/peering/create-vpc-peering-connection.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html>
    RuleInfo {
        id: "peering-not-by-owner",
        title: "A peering connection is not made by the owner of a VPC",
        group: Group::Structure,
        book: &["R-PEER-19"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for node in context.network.peerings.values() {
        let Some(peering) = context.document.vpc_peering_connection(node.id.as_str()) else { continue };
        let sides = [
            ("requesterVpcInfo", &peering.requester_vpc_info),
            ("accepterVpcInfo", &peering.accepter_vpc_info),
        ];
        for (field, side) in sides {
            let Some(side) = side else { continue };
            let (Some(vpc), Some(stated)) = (&side.vpc_id, &side.owner_id) else { continue };
            let owner = context.network.accounts.name_of(stated);
            let Some(home) = context.network.owner_of(vpc.as_str()).filter(|home| *home != owner) else {
                continue;
            };
            let (name, vpc_name) = (context.name(&node.id), context.name(vpc));
            let message = say!(
                "peering-not-by-owner",
                "{name} names {owner} for {vpc}, which belongs to {home}. Only the owner of a VPC peers it.",
                name = name,
                owner = context.account_name(owner),
                vpc = vpc_name,
                home = context.account_name(home)
            );
            let help = say!(
                "peering-not-by-owner.help",
                "Let {home} make {name}.",
                home = context.account_name(home),
                name = name
            );
            let fix = Fix {
                title: format!("Let {} speak for {vpc_name}", context.account_name(home)),
                changes: vec![Change::RemovePath { id: node.id.clone(), path: format!("/{field}/ownerId") }],
            };
            report.push(Found::new([&node.id, vpc], message, help).fix(Some(fix)));
        }
    }
}
