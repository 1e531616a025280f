//! Two listeners of a load balancer have one port.

use crate::message::say;
use crate::model::LoadBalancerKind;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// Two listeners of a load balancer name the same port.
    ///
    /// # Why it matters
    /// AWS refuses the second one, also where its protocol is another: for tcp and udp on one port there is the
    /// protocol TCP_UDP.
    ///
    /// # How to fix
    /// Take one of them away, or give it another port. There is no automatic fix: nobody knows which one is meant.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html>
    RuleInfo {
        id: "listener-duplicate",
        title: "Two listeners of a load balancer on one port",
        group: Group::Structure,
        book: &["R-VAL-34"],
        api_errors: &["DuplicateListener"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context) {
        let ports = || drawn.balancer.listeners.values().filter_map(|listener| listener.port);
        let twice = ports().enumerate().filter(|(at, port)| ports().skip(at + 1).any(|other| other == *port));
        let ports: std::collections::BTreeSet<u16> =
            crate::ordered::IntoOrdered::into_set(twice.map(|(_, port)| port));
        for port in ports {
            let name = context.name(drawn.id);
            let message = say!(
                "listener-duplicate",
                "{name} has two listeners on port {port}: AWS takes one for a port.",
                name = name,
                port = port
            );
            let spoken = |protocol: &str| {
                let mut all =
                    drawn.balancer.listeners.values().filter(|listener| listener.port == Some(port));
                all.any(|listener| listener.protocol.as_deref() == Some(protocol))
            };
            let help = if drawn.kind == LoadBalancerKind::Network && spoken("TCP") && spoken("UDP") {
                say!(
                    "listener-duplicate.both-help",
                    "Make one listener of {name} on port {port} of the two, for TCP_UDP.",
                    name = name,
                    port = port
                )
            } else {
                say!(
                    "listener-duplicate.help",
                    "Take one listener of {name} on port {port} away, or give it another port.",
                    name = name,
                    port = port
                )
            };
            report.push(Found::new([drawn.id], message, help));
        }
    }
}
