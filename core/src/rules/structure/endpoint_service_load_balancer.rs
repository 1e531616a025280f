//! An endpoint service has load balancers that AWS does not take.

use crate::message::say;
use crate::model::{LoadBalancer, LoadBalancerKind, Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeMap;

rule! {
    /// # What it checks
    /// An endpoint service names a load balancer of another kind than its own, names none, or one that stands behind
    /// another endpoint service already.
    ///
    /// # Why it matters
    /// Behind a service for interface endpoints are Network Load Balancers, behind one for inspection Gateway Load
    /// Balancers. A load balancer belongs to one service. An Application Load Balancer stands behind a Network Load
    /// Balancer.
    ///
    /// # How to fix
    /// Name a Network Load Balancer, or a Gateway Load Balancer for inspection.
    ///
    /// # Limits
    /// A service whose zones are written and that names no load balancer is that of somebody else, and not reported for
    /// that.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/create-gateway-load-balancer-endpoint-service.html>
    RuleInfo {
        id: "endpoint-service-load-balancer",
        title: "Load balancers that an endpoint service cannot have",
        group: Group::Structure,
        book: &["R-EPS-1"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let mut taken: BTreeMap<&ResourceId, &ResourceId> = BTreeMap::new();
    for (id, resource) in &context.document.resources {
        let Resource::VpcEndpointService(service) = resource.as_ref() else { continue };
        let name = context.name(id);
        let wanted = match service.service_type.as_str() {
            "GatewayLoadBalancer" => LoadBalancerKind::Gateway,
            _ => LoadBalancerKind::Network,
        };
        let named = || service.network_load_balancer_arns.iter().chain(&service.gateway_load_balancer_arns);
        if named().next().is_none() && service.availability_zones.is_empty() {
            let message = say!(
                "endpoint-service-load-balancer.none",
                "Nothing stands behind {service}: it names no load balancer.",
                service = name
            );
            let help = say!(
                "endpoint-service-load-balancer.none-help",
                "Give {service} {kind}.",
                service = name,
                kind = wanted.in_words()
            );
            report.push(Found::new([id], message, help));
        }
        for balancer in named() {
            let Some(kind) = context.document.load_balancer(balancer.as_str()).and_then(LoadBalancer::kind)
            else {
                continue;
            };
            if kind != wanted {
                report.push(wrong_kind(context, id, balancer, (kind, wanted)));
            }
            match taken.get(balancer) {
                Some(first) if *first != id => report.push(twice(context, id, balancer, first)),
                _ => _ = taken.insert(balancer, id),
            }
        }
    }
}

fn wrong_kind(
    context: &Context<'_>,
    id: &ResourceId,
    balancer: &ResourceId,
    (kind, wanted): (LoadBalancerKind, LoadBalancerKind),
) -> Found {
    let message = say!(
        "endpoint-service-load-balancer",
        "{service} names {balancer}, {kind}: behind it stands {wanted}.",
        service = context.name(id),
        balancer = context.name(balancer),
        kind = kind.in_words(),
        wanted = wanted.in_words()
    );
    let help = if kind == LoadBalancerKind::Application && wanted == LoadBalancerKind::Network {
        say!(
            "endpoint-service-load-balancer.behind",
            "Put a Network Load Balancer in front of {balancer}, and name that.",
            balancer = context.name(balancer)
        )
    } else {
        say!("endpoint-service-load-balancer.help", "Name {wanted}.", wanted = wanted.in_words())
    };
    Found::new([id, balancer], message, help)
}

fn twice(context: &Context<'_>, id: &ResourceId, balancer: &ResourceId, first: &ResourceId) -> Found {
    let message = say!(
        "endpoint-service-load-balancer.twice",
        "{balancer} stands behind {first} and {second}: a load balancer belongs to one endpoint service.",
        balancer = context.name(balancer),
        first = context.name(first),
        second = context.name(id)
    );
    let help = say!(
        "endpoint-service-load-balancer.twice-help",
        "Give {service} a load balancer of its own.",
        service = context.name(id)
    );
    Found::new([id, balancer, first], message, help)
}
