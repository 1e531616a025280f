//! The policy of an endpoint is none.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::simulate::policy;

rule! {
    /// # What it checks
    /// The policy of an endpoint is no JSON, has no statements, is longer than 20,480 characters, or has a statement without
    /// effect, principal, action or resource.
    ///
    /// # Why it matters
    /// AWS takes no such policy. Whether a request passes is not known.
    ///
    /// # How to fix
    /// Write the policy as IAM reads it, or take it away: without one an endpoint lets every request through.
    ///
    /// # Limits
    /// Names of actions, resources and conditions are not checked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html>
    RuleInfo {
        id: "endpoint-policy-unreadable",
        title: "The policy of an endpoint cannot be read",
        group: Group::Reachability,
        book: &["R-GWE-8"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.endpoints.values() {
        let written = context.document.vpc_endpoint(endpoint.id.as_str());
        let Some(policy) = written.and_then(|written| written.policy_document.as_ref()) else { continue };
        let Err(wrong) = policy::check(policy) else { continue };
        let name = context.name(&endpoint.id);
        let message = say!(
            "endpoint-policy-unreadable",
            "The policy of {endpoint} cannot be read. {wrong}",
            endpoint = name,
            wrong = wrong
        );
        let help = say!(
            "endpoint-policy-unreadable.help",
            "Mend the policy of {endpoint}, or take it away.",
            endpoint = name
        );
        report.push(Found::new([&endpoint.id], message, help));
    }
}
