//! A VPC has a block from a range that AWS never gives to a VPC.

use crate::message::say;
use crate::net::well_known::{LINK_LOCAL, LOOPBACK, MULTICAST, THIS_NETWORK};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An IPv4 block of a VPC lies in 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 or 224.0.0.0/4.
    ///
    /// # Why it matters
    /// These ranges mean "this network", the host itself, the link, and multicast, whatever network they are
    /// used in. AWS refuses them.
    ///
    /// # How to fix
    /// Take a block from 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.
    ///
    /// # Limits
    /// Ranges that are allowed but collide with a service are found by `cidr-docker-range`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    RuleInfo {
        id: "cidr-range-forbidden",
        title: "A block of a VPC lies in a range with another purpose",
        group: Group::Addressing,
        book: &["R-VPC-2", "R-VAL-1"],
        api_errors: &["InvalidVpc.Range"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        for net in &vpc.cidrs {
            let ranges = [THIS_NETWORK, LOOPBACK, LINK_LOCAL, MULTICAST];
            let Some(range) = ranges.into_iter().find(|range| range.contains(net)) else { continue };
            let name = context.name(&vpc.id);
            let message = say!(
                "cidr-range-forbidden",
                "{vpc} has {net}, which lies in {range}. AWS gives no VPC addresses of that range.",
                vpc = name,
                net = net,
                range = range
            );
            let help = say!(
                "cidr-range-forbidden.help",
                "Give {vpc} a block from 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.",
                vpc = name
            );
            report.push(Found::new([&vpc.id], message, help));
        }
    }
}
