//! A rule of the resolver does not say for which names it is, or whom it asks.

use crate::message::say;
use crate::model::{ResolverRule, Resource, TargetAddress};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::list;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A rule of the Resolver has no domain, or one that forwards has no outbound endpoint or no server.
    ///
    /// # Why it matters
    /// AWS makes no such rule. Until it is complete, nobody can say who answers for its names.
    ///
    /// # How to fix
    /// Give the rule its domain, the outbound endpoint by which it asks, and the addresses of the servers. There is no
    /// automatic fix: the drawing does not know them.
    ///
    /// # Limits
    /// Rules of type DELEGATE are not looked at. A rule for no VPC is not reported: it may be shared.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-rules-managing.html>
    /// - <https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverRule.html>
    RuleInfo {
        id: "resolver-rule-incomplete",
        title: "A resolver rule is not complete",
        group: Group::Reachability,
        book: &[],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::ResolverRule(rule) = resource.as_ref() else { continue };
        let lacks = list(lacking(rule).map(ToOwned::to_owned));
        if lacks.is_empty() {
            continue;
        }
        let name = context.name(id);
        let message = say!(
            "resolver-rule-incomplete",
            "{rule} is not complete: it lacks {lacks}.",
            rule = name,
            lacks = lacks
        );
        let help = say!("resolver-rule-incomplete.help", "Give {rule} {lacks}.", rule = name, lacks = lacks);
        report.push(Found::new([id], message, help));
    }
}

fn lacking(rule: &ResolverRule) -> impl Iterator<Item = &'static str> {
    let forwards = rule.rule_type == "FORWARD";
    let is_checked = rule.rule_type != "DELEGATE";
    let has_domain = rule.domain_name.as_deref().is_some_and(|domain| !domain.trim().is_empty());
    let has_server = rule.target_ips.values().any(|target| TargetAddress::address(target).is_some());
    let parts = [
        (is_checked && !has_domain, "a domain"),
        (forwards && rule.resolver_endpoint_id.is_none(), "an outbound endpoint"),
        (forwards && !has_server, "a server that it asks"),
    ];
    parts.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what)
}
