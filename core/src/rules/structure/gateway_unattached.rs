//! A gateway is attached to no VPC.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;

rule! {
    /// # What it checks
    /// An internet gateway, egress-only internet gateway or virtual private gateway names no VPC.
    ///
    /// # Why it matters
    /// It carries nothing until it is attached.
    ///
    /// # How to fix
    /// Attach it to a VPC. The fix does so where exactly one VPC of the drawing has none yet.
    ///
    /// # Limits
    /// Routes that lead to it are reported as errors by `route-to-detached-gateway`. A virtual private gateway with VPN
    /// connections joins their sites without a VPC, and is left alone.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html>
    RuleInfo {
        id: "gateway-unattached",
        title: "A gateway is attached to nothing",
        group: Group::Structure,
        book: &["R-RT-20"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let has_none: fn(&VpcNode) -> bool = match resource.as_ref() {
            Resource::InternetGateway(gateway) if gateway.vpc_id.is_none() => {
                |vpc| vpc.internet_gateways.is_empty()
            }
            Resource::EgressOnlyInternetGateway(gateway) if gateway.vpc_id.is_none() => {
                |vpc| vpc.egress_only_internet_gateways.is_empty()
            }
            Resource::VpnGateway(gateway) if gateway.vpc_id.is_none() && is_idle(context, id) => {
                |vpc| vpc.vpn_gateways.is_empty()
            }
            _ => continue,
        };
        let name = context.name(id);
        let candidates: Vec<&VpcNode> = context.vpcs().filter(|vpc| has_none(vpc)).collect();
        let fix = match candidates.as_slice() {
            [vpc] => Some(Fix {
                title: format!("Attach {name} to {}", context.name(&vpc.id)),
                changes: vec![Change::set(id, "/vpcId", vpc.id.as_str())],
            }),
            _ => None,
        };
        let message = say!("gateway-unattached", "{gateway} is attached to no VPC.", gateway = name);
        let help = say!("gateway-unattached.help", "Attach {gateway} to a VPC.", gateway = name);
        report.push(Found::new([id], message, help).fix(fix));
    }
}

/// Whether no VPN connection ends at the gateway.
fn is_idle(context: &Context<'_>, gateway: &ResourceId) -> bool {
    context.network.vpn_gateways.get(gateway).is_none_or(|node| node.connections.is_empty())
}
