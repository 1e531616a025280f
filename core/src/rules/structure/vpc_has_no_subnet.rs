//! A VPC has no subnet.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceType, Subnet};
use crate::net::{CidrBlock, Family, next_free_block};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::new_id;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A VPC has no subnet.
    ///
    /// # Why it matters
    /// A new VPC of your own brings a main route table, a network ACL and a security group, but no subnet.
    /// Nothing can stand in it before it has one.
    ///
    /// # How to fix
    /// Add a subnet. The fix adds a /24, or as much as the VPC has.
    ///
    /// # Limits
    /// A VPC of which an importer saw no subnets is not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "vpc-has-no-subnet",
        title: "A VPC has no subnet yet",
        group: Group::Structure,
        book: &[],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs().filter(|vpc| vpc.subnets.is_empty() && !vpc.does_not_know("subnet")) {
        let name = context.name(&vpc.id);
        let message = say!("vpc-has-no-subnet", "{vpc} has no subnet yet.", vpc = name);
        let help = say!(
            "vpc-has-no-subnet.help",
            "Add a subnet to {vpc}: everything with an address stands in one.",
            vpc = name
        );
        let block = vpc
            .cidrs_of(Family::Ipv4)
            .find_map(|net| next_free_block(net, &[], net.prefix_len().clamp(24, 28)));
        let fix = block.map(|block| {
            let subnet = Subnet {
                vpc_id: Some(vpc.id.clone()),
                availability_zone: vpc.region.as_ref().map(|region| format!("{region}a")),
                cidr_block: Some(CidrBlock::from(block)),
                ..Subnet::default()
            };
            let id = new_id(context.document, ResourceType::Subnet, &vpc.id);
            Fix { title: format!("Add a subnet {block}"), changes: vec![Change::add(id, subnet)] }
        });
        report.push(Found::new([&vpc.id], message, help).fix(fix));
    }
}
