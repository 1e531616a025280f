//! An Elastic IP address at a Gateway Load Balancer.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::LoadBalancerKind;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An Elastic IP address is at a node of a Gateway Load Balancer.
    ///
    /// # Why it matters
    /// A Gateway Load Balancer has no address for clients: packets come to it by routes to its endpoints. Of load
    /// balancers only a Network Load Balancer takes an address of your own.
    ///
    /// # How to fix
    /// Lead routes to an endpoint of it. The fix takes the address off.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/introduction.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html>
    RuleInfo {
        id: "gwlb-eip",
        title: "An Elastic IP address at a Gateway Load Balancer",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context).filter(|drawn| drawn.kind == LoadBalancerKind::Gateway) {
        for (id, elastic) in &context.elastic_ips {
            let is_here = |interface: &_| drawn.nodes.iter().any(|(node, _)| node.id == *interface);
            if !elastic.network_interface_id.as_ref().is_some_and(is_here) {
                continue;
            }
            let (name, address) = (context.name(drawn.id), context.name(id));
            let message = say!(
                "gwlb-eip",
                "{address} is at {name}: a Gateway Load Balancer takes no Elastic IP address.",
                address = address,
                name = name
            );
            let help = say!("gwlb-eip.help", "Lead routes to an endpoint of {name} instead.", name = name);
            let path = "/networkInterfaceId".to_owned();
            let changes = vec![Change::RemovePath { id: (*id).clone(), path }];
            let fix = Fix { title: format!("Take {address} off {name}"), changes };
            report.push(Found::new([*id, drawn.id], message, help).fix(Some(fix)));
        }
    }
}
