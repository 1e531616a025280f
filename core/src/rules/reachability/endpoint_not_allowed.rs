//! An endpoint of another account, which the service does not allow.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use serde_json::json;

rule! {
    /// # What it checks
    /// An endpoint leads to an endpoint service of another account of the drawing, and none of the principals that the
    /// service allows is of the account of the endpoint.
    ///
    /// # Why it matters
    /// A service is for its own account until others are allowed. To whom is not, AWS says that there is no such
    /// service: the endpoint cannot be made.
    ///
    /// # How to fix
    /// Allow the account at the service. The fix does.
    ///
    /// # Limits
    /// Accounts that are not known, and services of which an importer did not see whom they allow, are not looked at. An
    /// endpoint that was made while it was allowed stays, so this is a warning.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#add-remove-permissions>
    RuleInfo {
        id: "endpoint-not-allowed",
        title: "A service does not allow the account of an endpoint",
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
        let owner = |id: &str| context.network.owner_of(id);
        let (Some(consumer), Some(provider)) = (owner(endpoint.id.as_str()), owner(service.id.as_str()))
        else {
            continue;
        };
        let offered = context.document.vpc_endpoint_service(service.id.as_str());
        let is_refused = offered.is_some_and(|offered| offered.allows(consumer) == Some(false));
        let Some(offered) = offered.filter(|_| consumer != provider && is_refused) else { continue };
        let (name, of) = (context.name(&endpoint.id), context.name(&service.id));
        let message = say!(
            "endpoint-not-allowed",
            "{endpoint} belongs to account {consumer}, and {service} of account {provider} does not allow that account.",
            endpoint = name,
            consumer = consumer,
            service = of,
            provider = provider
        );
        let help = say!(
            "endpoint-not-allowed.help",
            "Allow account {consumer} at {service}.",
            consumer = consumer,
            service = of
        );
        let mut principals = offered.allowed_principals.clone();
        principals.push(format!("arn:aws:iam::{consumer}:root"));
        let fix = Fix {
            title: format!("Allow account {consumer} at {of}"),
            changes: vec![Change::set(&service.id, "/allowedPrincipals", json!(principals))],
        };
        report.push(Found::new([&endpoint.id, &service.id], message, help).fix(Some(fix)));
    }
}
