//! An endpoint waits until the service accepts it, or is rejected.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The state of an endpoint is pendingAcceptance or rejected, and the endpoint service that it leads to is in the
    /// drawing.
    ///
    /// # Why it matters
    /// Whoever offers a service accepts or rejects each connection, unless the service is told to accept by itself. An
    /// endpoint that is not accepted carries nothing.
    ///
    /// # How to fix
    /// Accept the endpoint at the service, or let the service accept all. The fix accepts it.
    ///
    /// # Limits
    /// Endpoints to services that are not in the drawing are not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html>
    RuleInfo {
        id: "endpoint-not-accepted",
        title: "An endpoint is not accepted by its service",
        group: Group::Reachability,
        book: &["R-EPS-3"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.endpoints.values() {
        let Some(written) = context.document.vpc_endpoint(endpoint.id.as_str()) else { continue };
        let Some(service) = context.network.service_behind(written) else { continue };
        let (name, of) = (context.name(&endpoint.id), context.name(&service.id));
        let message = match written.state.as_str() {
            "pendingAcceptance" => say!(
                "endpoint-not-accepted",
                "{endpoint} waits until the owner of {service} accepts it. Until then it carries nothing.",
                endpoint = name,
                service = of
            ),
            "rejected" => say!(
                "endpoint-not-accepted.rejected",
                "{endpoint} is rejected by the owner of {service}. It carries nothing.",
                endpoint = name,
                service = of
            ),
            _ => continue,
        };
        let help = say!(
            "endpoint-not-accepted.help",
            "Accept {endpoint} at {service}.",
            endpoint = name,
            service = of
        );
        let fix = Fix {
            title: format!("Accept {name}"),
            changes: vec![Change::set(&endpoint.id, "/state", "available")],
        };
        report.push(Found::new([&endpoint.id, &service.id], message, help).fix(Some(fix)));
    }
}
