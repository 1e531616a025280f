//! An Elastic IP address at a Gateway Load Balancer.

use crate::message::say;
use crate::model::LoadBalancerKind;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::elastic_ips_at;
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
    for found in elastic_ips_at(context, LoadBalancerKind::Gateway) {
        let (name, address) = (context.name(found.balancer), context.name(found.elastic_ip));
        let message = say!(
            "gwlb-eip",
            "{address} is at {name}: a Gateway Load Balancer takes no Elastic IP address.",
            address = address,
            name = name
        );
        let help = say!("gwlb-eip.help", "Lead routes to an endpoint of {name} instead.", name = name);
        let elements = [found.elastic_ip, found.balancer];
        report.push(Found::new(elements, message, help).fix(Some(found.fix)));
    }
}
