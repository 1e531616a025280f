//! The nodes of a load balancer carry groups that AWS would not give them.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{LoadBalancerKind, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// The nodes of a load balancer carry different security groups, or some of them none; or a node of a Gateway Load
    /// Balancer, or the interface of an endpoint of one, carries any.
    ///
    /// # Why it matters
    /// AWS gives security groups to a load balancer as a whole. A Network Load Balancer that was made without one never
    /// gets any, and a Gateway Load Balancer has none.
    ///
    /// # How to fix
    /// Give all nodes the same groups, or none. Only of a Gateway Load Balancer there is a fix: which groups are meant is a choice.
    ///
    /// # Limits
    /// None. A node that names no group has the default group of the VPC, but for one of a Network or Gateway Load
    /// Balancer.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html>
    RuleInfo {
        id: "load-balancer-groups",
        title: "The nodes of a load balancer have groups of their own",
        group: Group::Structure,
        book: &["R-ALB-14", "R-GWLB-11", "R-NLB-1"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let network = context.network;
    let of = |id: &ResourceId| -> BTreeSet<&ResourceId> {
        let written = context.document.network_interface(id.as_str());
        crate::ordered::IntoOrdered::into_set(written.into_iter().flat_map(|written| &written.group_ids))
    };
    for drawn in load_balancers(context) {
        let name = context.name(drawn.id);
        if drawn.kind == LoadBalancerKind::Gateway {
            let carries = drawn.nodes.iter().find(|(node, _)| !of(&node.id).is_empty());
            report.push_all(carries.map(|(node, _)| gateway(context, drawn.id, &node.id)));
            continue;
        }
        let mut groups = drawn.nodes.iter().map(|(node, _)| of(&node.id));
        let Some(first) = groups.next() else { continue };
        if groups.all(|other| other == first) {
            continue;
        }
        let is_without = drawn.nodes.iter().any(|(node, _)| of(&node.id).is_empty());
        let is_network = drawn.kind == LoadBalancerKind::Network;
        let message = if is_network && is_without {
            say!(
                "load-balancer-groups.some",
                "Some nodes of {name} have security groups and some have none: a Network Load Balancer is made with groups or never has any.",
                name = name
            )
        } else {
            say!(
                "load-balancer-groups",
                "The nodes of {name} carry different security groups: a load balancer has the same at all of its nodes.",
                name = name
            )
        };
        let help =
            say!("load-balancer-groups.help", "Give all nodes of {name} the same groups.", name = name);
        let book: &[&str] = match drawn.kind {
            LoadBalancerKind::Application => &["R-ALB-14"],
            LoadBalancerKind::Network => &["R-NLB-1"],
            _ => &[],
        };
        report.push(Found::new([drawn.id], message, help).book(book));
    }
    let endpoints =
        network.managed_services.values().filter(|service| service.is_gateway_load_balancer_endpoint());
    for endpoint in endpoints {
        let carries = endpoint.interfaces.iter().find(|interface| !of(interface).is_empty());
        report.push_all(carries.map(|interface| gateway(context, &endpoint.id, interface)));
    }
}

fn gateway(context: &Context<'_>, id: &ResourceId, interface: &ResourceId) -> Found {
    let name = context.name(id);
    let message = say!(
        "load-balancer-groups.gateway",
        "{name} carries a security group: a Gateway Load Balancer and its endpoints have none.",
        name = name
    );
    let help = say!("load-balancer-groups.gateway-help", "Take the groups of {name} away.", name = name);
    let path = "/groupIds".to_owned();
    let changes = vec![Change::RemovePath { id: interface.clone(), path }];
    let fix = Fix { title: format!("Take the groups of {name} away"), changes };
    Found::new([id, interface], message, help).book(&["R-GWLB-11"]).fix(Some(fix))
}
