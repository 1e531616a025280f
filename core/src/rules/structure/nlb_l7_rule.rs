//! A load balancer that sees connections only is told to look at requests.

use crate::message::say;
use crate::model::LoadBalancerKind;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::load_balancers;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A listener of a Network, Gateway or Classic Load Balancer has rules, or answers with a redirect or a fixed
    /// response.
    ///
    /// # Why it matters
    /// Hosts, paths and headers are in the request, and these load balancers pass connections on without reading it.
    /// Only an Application Load Balancer has rules.
    ///
    /// # How to fix
    /// Use an Application Load Balancer, or take the rules away.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html>
    RuleInfo {
        id: "nlb-l7-rule",
        title: "Rules about requests at a load balancer that sees connections",
        group: Group::Structure,
        book: &[],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context).filter(|drawn| drawn.kind != LoadBalancerKind::Application) {
        for listener in drawn.balancer.listeners.values() {
            let answers =
                listener.default_actions.values().filter_map(|action| action.action_type.as_deref());
            let answer = answers.into_iter().find(|kind| matches!(*kind, "redirect" | "fixed-response"));
            let (name, kind) = (context.name(drawn.id), drawn.kind.in_words());
            let message = match answer {
                _ if !listener.rules.is_empty() => say!(
                    "nlb-l7-rule",
                    "{name} has rules about requests: {kind} sees connections only, and has no rules.",
                    name = name,
                    kind = kind
                ),
                Some(answer) => say!(
                    "nlb-l7-rule.answer",
                    "{name} has the action {answer}: {kind} sees connections only, and forwards them.",
                    name = name,
                    answer = answer,
                    kind = kind
                ),
                None => continue,
            };
            let help =
                say!("nlb-l7-rule.help", "Use an Application Load Balancer in place of {name}.", name = name);
            report.push(Found::new([drawn.id], message, help));
        }
    }
}
