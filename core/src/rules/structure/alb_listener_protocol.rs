//! A listener has a protocol that its load balancer does not take.

use crate::message::say;
use crate::model::LoadBalancerKind;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A listener of a load balancer has a protocol that this kind does not take: an Application Load Balancer takes
    /// HTTP and HTTPS, a Network Load Balancer TCP, TLS, UDP, TCP_UDP, QUIC and TCP_QUIC, a Gateway Load Balancer
    /// GENEVE, a Classic Load Balancer HTTP, HTTPS, TCP and SSL.
    ///
    /// # Why it matters
    /// AWS refuses the listener.
    ///
    /// # How to fix
    /// Write a protocol that it takes, or use a load balancer of the other kind.
    ///
    /// # Limits
    /// A listener that names no protocol is not checked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html>
    RuleInfo {
        id: "alb-listener-protocol",
        title: "A listener of another protocol than its load balancer takes",
        group: Group::Structure,
        book: &["R-ALB-12"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context) {
        for protocol in drawn.balancer.listeners.values().filter_map(|listener| listener.protocol.as_deref())
        {
            if drawn.kind.listener_protocols().contains(&protocol) {
                continue;
            }
            let name = context.name(drawn.id);
            let message = say!(
                "alb-listener-protocol",
                "{name} has a listener for {protocol}: {kind} takes {words} only.",
                name = name,
                protocol = protocol,
                kind = drawn.kind.in_words(),
                words = drawn.kind.listener_protocols_in_words()
            );
            let help = say!(
                "alb-listener-protocol.help",
                "Give the listener of {name} another protocol, or use another kind of load balancer for {protocol}.",
                name = name,
                protocol = protocol
            );
            let book: &[&str] = if drawn.kind == LoadBalancerKind::Application { &["R-ALB-12"] } else { &[] };
            report.push(Found::new([drawn.id], message, help).book(book));
        }
    }
}
