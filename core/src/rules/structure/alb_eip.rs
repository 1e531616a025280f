//! An Elastic IP address at an Application Load Balancer.

use crate::message::say;
use crate::model::LoadBalancerKind;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::elastic_ips_at;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An Elastic IP address is at a node of an Application Load Balancer.
    ///
    /// # Why it matters
    /// AWS chooses the addresses of an Application Load Balancer itself and changes them. Of load balancers only a
    /// Network Load Balancer takes an address of your own.
    ///
    /// # How to fix
    /// Put a Network Load Balancer with the address in front. The fix takes the address off.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html>
    RuleInfo {
        id: "alb-eip",
        title: "An Elastic IP address at an Application Load Balancer",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for found in elastic_ips_at(context, LoadBalancerKind::Application) {
        let (name, address) = (context.name(found.balancer), context.name(found.elastic_ip));
        let message = say!(
            "alb-eip",
            "{address} is at {name}: an Application Load Balancer takes no Elastic IP address.",
            address = address,
            name = name
        );
        let help = say!(
            "alb-eip.help",
            "Put a Network Load Balancer in front of {name}, and give that the address.",
            name = name
        );
        let elements = [found.elastic_ip, found.balancer];
        report.push(Found::new(elements, message, help).fix(Some(found.fix)));
    }
}
