//! An IPv6 block of a VPC or subnet has a prefix that AWS does not offer.

use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::net::CidrBlock;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The IPv6 block of a VPC is not a /44, /48, /52, /56 or /60, or that of a subnet not one of these or a
    /// /64.
    ///
    /// # Why it matters
    /// AWS gives IPv6 blocks in steps of four bits only. What Amazon provides for a VPC is a /56.
    ///
    /// # How to fix
    /// Choose one of these lengths: /56 for a VPC and /64 for a subnet unless you have a reason.
    ///
    /// # Limits
    /// Whether the block was given by Amazon or brought by you is not known.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    RuleInfo {
        id: "ipv6-cidr-size-invalid",
        title: "An IPv6 block has a size that AWS does not offer",
        group: Group::Addressing,
        book: &["R-VPC-18", "R-SUB-8"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        match resource.as_ref() {
            Resource::Vpc(vpc) => {
                for block in &vpc.ipv6_cidr_blocks {
                    let found = found(context, id, block, 60, "/44, /48, /52, /56 or /60");
                    report.push_all(found.map(|found| found.book(&["R-VPC-18"])));
                }
            }
            Resource::Subnet(subnet) => {
                if let Some(block) = &subnet.ipv6_cidr_block {
                    let found = found(context, id, block, 64, "/44, /48, /52, /56, /60 or /64");
                    report.push_all(found.map(|found| found.book(&["R-SUB-8"])));
                }
            }
            _ => {}
        }
    }
}

fn found(
    context: &Context<'_>,
    id: &ResourceId,
    block: &CidrBlock,
    longest: u8,
    sizes: &str,
) -> Option<Found> {
    let net = block.net().filter(|net| net.addr().is_ipv6())?;
    let length = net.prefix_len();
    if (44..=longest).contains(&length) && length.is_multiple_of(4) {
        return None;
    }
    let name = context.name(id);
    let message = say!(
        "ipv6-cidr-size-invalid",
        "{name} has {net}. AWS offers {sizes} here.",
        name = name,
        net = net,
        sizes = sizes
    );
    let help = say!("ipv6-cidr-size-invalid.help", "Give {name} one of these lengths.", name = name);
    Some(Found::new([id], message, help))
}
