//! An encrypted listener has no certificate.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A listener with the protocol HTTPS, TLS or SSL names no certificate.
    ///
    /// # Why it matters
    /// The load balancer ends the encrypted connection and has to show a certificate. AWS refuses the listener.
    ///
    /// # How to fix
    /// Name the certificate for the host name, or let a Network Load Balancer pass encrypted connections on with the
    /// protocol TCP.
    ///
    /// # Limits
    /// A load balancer of whose listeners an importer saw nothing is not checked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-tls-listener.html>
    RuleInfo {
        id: "https-listener-without-cert",
        title: "An encrypted listener without a certificate",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context).filter(|drawn| !drawn.balancer.does_not_know("listeners")) {
        for listener in drawn.balancer.listeners.values() {
            let Some(protocol) = listener.protocol.as_deref() else { continue };
            if !listener.lacks_certificate() {
                continue;
            }
            let (name, port) = (context.name(drawn.id), listener.port.unwrap_or(443));
            let message = say!(
                "https-listener-without-cert",
                "The {protocol} listener of {name} on port {port} has no certificate.",
                protocol = protocol,
                name = name,
                port = port
            );
            let help = say!(
                "https-listener-without-cert.help",
                "Name a certificate for the listener of {name} on port {port}.",
                name = name,
                port = port
            );
            report.push(Found::new([drawn.id], message, help));
        }
    }
}
