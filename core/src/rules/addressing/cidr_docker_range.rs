//! A VPC uses the range that container software takes for itself.

use crate::message::say;
use crate::net::cidrs_overlap;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use ipnet::{IpNet, Ipv4Net};
use std::net::Ipv4Addr;

rule! {
    /// # What it checks
    /// An IPv4 block of a VPC overlaps 172.17.0.0/16.
    ///
    /// # Why it matters
    /// Several AWS services and Docker use 172.17.0.0/16 inside their hosts. Such a host cannot reach
    /// addresses of the VPC in that range: it takes them for its own.
    ///
    /// # How to fix
    /// Choose another block, or keep subnets out of this range.
    ///
    /// # Limits
    /// Whether such a service is used in the VPC is not asked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
    RuleInfo {
        id: "cidr-docker-range",
        title: "A block of a VPC lies in 172.17.0.0/16",
        group: Group::Addressing,
        book: &["R-VPC-16"],
        codes: &["CIDR_DOCKER_RANGE"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

const DOCKER: IpNet = IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(172, 17, 0, 0), 16));

fn check(context: &Context<'_>, report: &mut Report) {
    for vpc in context.vpcs() {
        for net in vpc.cidrs.iter().filter(|net| cidrs_overlap(net, &DOCKER)) {
            let name = context.name(&vpc.id);
            let message = say!(
                "cidr-docker-range",
                "{vpc} has {net}. Container software uses 172.17.0.0/16 inside its hosts.",
                vpc = name,
                net = net
            );
            let help = say!(
                "cidr-docker-range.help",
                "Choose another block for {vpc}, or keep its subnets out of 172.17.0.0/16.",
                vpc = name
            );
            report.push(Found::new([&vpc.id], message, help));
        }
    }
}
