//! A site and a VPC that a VPN joins have the same addresses.

use crate::message::say;
use crate::model::ResourceId;
use crate::net::cidrs_overlap;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A network of a site overlaps a block of the VPC to which a VPN leads from there.
    ///
    /// # Why it matters
    /// In the VPC the local route wins, however narrow the route to the site is, and at the site the own network does.
    /// Neither reaches what is on the other side.
    ///
    /// # How to fix
    /// Give the site or the VPC other addresses, or translate them in between.
    ///
    /// # Limits
    /// Translation at the site is not drawn.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html>
    RuleInfo {
        id: "onprem-cidr-overlap",
        title: "A site and a VPC have the same addresses",
        group: Group::Addressing,
        book: &["R-VGW-16"],
        codes: &["ONPREM_CIDR_OVERLAP"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let network = context.network;
    for site in network.sites.values() {
        let connections = site.connections.iter().filter_map(|id| network.vpn_connections.get(id));
        let gateways = connections.filter_map(|node| network.vpn_gateways.get(node.vpn_gateway.as_ref()?));
        let vpcs: BTreeSet<&ResourceId> = gateways.filter_map(|gateway| gateway.vpc.as_ref()).collect();
        for vpc in vpcs.into_iter().filter_map(|id| network.vpcs.get(id)) {
            let mut pairs = site.cidrs.iter().flat_map(|net| vpc.cidrs.iter().map(move |cidr| (net, cidr)));
            let Some((net, cidr)) = pairs.find(|(net, cidr)| cidrs_overlap(net, cidr)) else { continue };
            let message = say!(
                "onprem-cidr-overlap",
                "{site} has {net}, which overlaps {cidr} of {vpc}: neither reaches the other there.",
                site = context.name(&site.id),
                net = net,
                cidr = cidr,
                vpc = context.name(&vpc.id)
            );
            let help = say!(
                "onprem-cidr-overlap.help",
                "Give {site} or {vpc} other addresses.",
                site = context.name(&site.id),
                vpc = context.name(&vpc.id)
            );
            report.push(Found::new([&site.id, &vpc.id], message, help));
        }
    }
}
