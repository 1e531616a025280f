//! A health check of Route 53 does not say what it checks.

use crate::message::say;
use crate::model::{HealthCheckConfig, Resource};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::list;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A health check of Route 53 has no type, or lacks what its type needs: an address or a name of the endpoint, for TCP its
    /// port, for a check that reads the answer the text, for a calculated one its children, for one that follows an alarm
    /// the alarm.
    ///
    /// # Why it matters
    /// AWS makes no such check, and nobody can say whether its records are healthy.
    ///
    /// # How to fix
    /// Give it what it lacks. There is no automatic fix: the drawing does not know what is to be checked.
    ///
    /// # Limits
    /// What a check of type RECOVERY_CONTROL follows is not read.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html>
    /// - <https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html>
    RuleInfo {
        id: "health-check-incomplete",
        title: "A health check is not complete",
        group: Group::Reachability,
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::HealthCheck(check) = resource.as_ref() else { continue };
        let lacks = list(lacking(&check.health_check_config).map(ToOwned::to_owned));
        if lacks.is_empty() {
            continue;
        }
        let name = context.name(id);
        let message = say!(
            "health-check-incomplete",
            "{check} is not complete: it lacks {lacks}.",
            check = name,
            lacks = lacks
        );
        let help = say!("health-check-incomplete.help", "Give {check} {lacks}.", check = name, lacks = lacks);
        report.push(Found::new([id], message, help));
    }
}

fn lacking(config: &HealthCheckConfig) -> impl Iterator<Item = &'static str> {
    let is = |word: &str| config.r#type.as_deref() == Some(word);
    let is_written = |text: Option<&str>| text.is_some_and(|text| !text.trim().is_empty());
    let has_endpoint =
        config.ip_address.is_some() || is_written(config.fully_qualified_domain_name.as_deref());
    let reads = is("HTTP_STR_MATCH") || is("HTTPS_STR_MATCH");
    let parts = [
        (config.r#type.is_none(), "a type"),
        (config.is_of_endpoint() && !has_endpoint, "the address or the name of an endpoint"),
        (is("TCP") && config.port.is_none(), "a port"),
        (reads && !is_written(config.search_string.as_deref()), "the text that the answer has to contain"),
        (is("CALCULATED") && config.child_health_checks.is_empty(), "the health checks that it counts"),
        (is("CLOUDWATCH_METRIC") && config.alarm_identifier.is_none(), "the alarm that it follows"),
    ];
    parts.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what)
}
