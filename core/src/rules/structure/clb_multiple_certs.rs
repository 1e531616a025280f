//! A listener of a Classic Load Balancer has several certificates.

use crate::message::say;
use crate::model::LoadBalancerKind;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A listener of a Classic Load Balancer names more than one certificate.
    ///
    /// # Why it matters
    /// A Classic Load Balancer shows one certificate to everybody. Application and Network Load Balancers choose by the
    /// host name that the client asks for.
    ///
    /// # How to fix
    /// Use an Application or Network Load Balancer, or one certificate that holds all names.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-create-https-ssl-load-balancer.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html>
    RuleInfo {
        id: "clb-multiple-certs",
        title: "Several certificates at a Classic Load Balancer",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context).filter(|drawn| drawn.kind == LoadBalancerKind::Classic) {
        for listener in
            drawn.balancer.listeners.values().filter(|listener| listener.certificate_arns.len() > 1)
        {
            let name = context.name(drawn.id);
            let message = say!(
                "clb-multiple-certs",
                "A listener of {name} has {count} certificates: a Classic Load Balancer shows one.",
                name = name,
                count = listener.certificate_arns.len()
            );
            let help = say!(
                "clb-multiple-certs.help",
                "Use an Application Load Balancer in place of {name}, or one certificate for all names.",
                name = name
            );
            report.push(Found::new([drawn.id], message, help));
        }
    }
}
