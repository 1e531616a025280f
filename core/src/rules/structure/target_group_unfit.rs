//! A listener forwards to a target group that AWS does not take there.

use crate::message::say;
use crate::model::{LoadBalancerKind, LoadBalancerListener, ResourceId, TargetGroup};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{DrawnBalancer, load_balancers};
use crate::rules::{Group, Severity};
use crate::simulate::listener_forwards_to;

rule! {
    /// # What it checks
    /// A listener of a load balancer forwards to a target group of another VPC, of targets that this kind of load balancer
    /// does not have, or of a protocol that does not go with its own. An Application Load Balancer has groups for HTTP and
    /// HTTPS, of instances, addresses or a function; a Network Load Balancer groups for TCP, TLS, UDP, TCP_UDP, QUIC and
    /// TCP_QUIC, of instances, addresses or an Application Load Balancer; a Gateway Load Balancer groups for GENEVE. Of a
    /// Network Load Balancer TCP goes to TCP and TCP_UDP, TLS to TLS and TCP, UDP to UDP and TCP_UDP, QUIC to QUIC and TCP_QUIC.
    ///
    /// # Why it matters
    /// AWS refuses the listener. What a packet would meet nobody knows.
    ///
    /// # How to fix
    /// Forward to another target group, or change the protocol of the listener. There is no automatic fix: which of the two is
    /// meant is a choice.
    ///
    /// # Limits
    /// A group or a listener that names no protocol is not checked.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html>
    /// - <https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/target-groups.html>
    RuleInfo {
        id: "target-group-unfit",
        title: "A target group that its listener cannot have",
        group: Group::Structure,
        book: &["R-VAL-33"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for drawn in load_balancers(context).filter(|drawn| drawn.kind != LoadBalancerKind::Classic) {
        let mut told: Vec<&ResourceId> = Vec::new();
        for listener in drawn.balancer.listeners.values() {
            let groups = listener.actions().flat_map(|(_, action)| action.forwards());
            for (id, _) in groups {
                let Some(group) = context.document.target_group(id.as_str()) else { continue };
                let Some(why) =
                    misfit(context, &drawn, listener, (id, group)).filter(|_| !told.contains(&id))
                else {
                    continue;
                };
                told.push(id);
                let message = say!(
                    "target-group-unfit",
                    "{balancer} forwards to {group}: {why}",
                    balancer = context.name(drawn.id),
                    group = context.name(id),
                    why = why
                );
                let help = say!(
                    "target-group-unfit.help",
                    "Forward to a target group for {words} in the VPC of {balancer}.",
                    words = words(drawn.kind, listener),
                    balancer = context.name(drawn.id)
                );
                report.push(Found::new([drawn.id, id], message, help));
            }
        }
    }
}

/// Why AWS refuses a group there.
fn misfit(
    context: &Context<'_>,
    drawn: &DrawnBalancer<'_>,
    listener: &LoadBalancerListener,
    (id, group): (&ResourceId, &TargetGroup),
) -> Option<String> {
    let kind = drawn.kind.in_words();
    let is_application = drawn.kind == LoadBalancerKind::Application;
    let own = drawn.nodes.iter().find_map(|(node, _)| node.vpc.as_ref());
    if let Some((own, other)) = own.zip(group.vpc_id.as_ref()).filter(|(own, other)| own != other) {
        return Some(format!("that is a group of {}, not of {}.", context.name(other), context.name(own)));
    }
    let is_kind = match group.target_type.as_str() {
        "lambda" => is_application,
        "alb" => drawn.kind == LoadBalancerKind::Network,
        _ => true,
    };
    if !is_kind {
        let targets = if group.target_type == "alb" { "Application Load Balancers" } else { "functions" };
        return Some(format!("{kind} has no {targets} as targets."));
    }
    let spoken = group.protocol.as_deref().filter(|_| group.target_type != "lambda")?;
    if !protocols(drawn.kind).contains(&spoken) {
        return Some(format!("{} is for {spoken}, and {kind} has none of that.", context.name(id)));
    }
    let asked = listener.protocol.as_deref().filter(|asked| protocols(drawn.kind).contains(asked))?;
    (!listener_forwards_to(asked, spoken))
        .then(|| format!("a listener for {asked} has no group for {spoken}."))
}

/// The protocols of the groups that a kind of load balancer has; also those of its listeners.
fn protocols(kind: LoadBalancerKind) -> &'static [&'static str] {
    match kind {
        LoadBalancerKind::Application => &["HTTP", "HTTPS"],
        LoadBalancerKind::Network => &["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
        LoadBalancerKind::Gateway => &["GENEVE"],
        LoadBalancerKind::Classic => &[],
    }
}

/// The protocols of the groups that a listener may forward to, in words.
fn words(kind: LoadBalancerKind, listener: &LoadBalancerListener) -> String {
    let asked = listener.protocol.as_deref().filter(|asked| protocols(kind).contains(asked));
    let fits = |own: &&&str| asked.is_none_or(|asked| listener_forwards_to(asked, own));
    protocols(kind).iter().filter(fits).copied().collect::<Vec<_>>().join(" or ")
}
