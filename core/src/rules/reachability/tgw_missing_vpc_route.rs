//! A VPC is attached to a transit gateway and has no route to it.

use crate::message::say;
use crate::model::ResourceId;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::attachments;
use crate::rules::{Group, Severity};
use crate::topology::MulticastDomainNode;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// A VPC is attached to a transit gateway, and no row of its route tables names it.
    ///
    /// # Why it matters
    /// Propagation fills the tables of the transit gateway, never those of a VPC. Each direction of a flow needs a
    /// route in the VPC that it leaves.
    ///
    /// # How to fix
    /// Add routes to the transit gateway, for the blocks that are behind it.
    ///
    /// # Limits
    /// Whether the routes cover every address is what a packet shows. VPCs whose route tables were not read are not
    /// looked at.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>
    RuleInfo {
        id: "tgw-missing-vpc-route",
        title: "An attached VPC has no route to the transit gateway",
        group: Group::Reachability,
        book: &["R-TGW-22"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut leads: BTreeSet<(&ResourceId, &ResourceId)> = BTreeSet::new();
    for (_, _, vpc, table) in context.tables() {
        for route in &table.routes {
            if let Target::TransitGateway(gateway) = &route.target {
                leads.insert((&vpc.id, gateway));
            }
        }
    }
    for (node, _) in attachments(context).filter(|(node, _)| node.is_up()) {
        let vpc = node.vpc().and_then(|id| context.network.vpcs.get(id));
        let (Some(gateway), Some(vpc)) = (&node.gateway, vpc) else { continue };
        // What goes to members of a multicast domain asks no route table (R-TGW-39).
        let joins = |domain: &MulticastDomainNode| {
            domain.gateway.as_ref() == Some(gateway)
                && domain.subnets.iter().any(|id| vpc.subnets.contains(id))
        };
        let has_multicast = context.network.multicast_domains.values().any(joins);
        if vpc.does_not_know("routeTable") || has_multicast || leads.contains(&(&vpc.id, gateway)) {
            continue;
        }
        let (name, hub) = (context.name(&vpc.id), context.name(gateway));
        let message = say!(
            "tgw-missing-vpc-route",
            "{vpc} is attached to {gateway}, and none of its route tables leads there: nothing goes out, and no answer goes back.",
            vpc = name,
            gateway = hub
        );
        let help = say!(
            "tgw-missing-vpc-route.help",
            "Route the addresses behind {gateway} to it in the route tables of {vpc}.",
            gateway = hub,
            vpc = name
        );
        report.push(Found::new([&vpc.id, &node.id, gateway], message, help));
    }
}
