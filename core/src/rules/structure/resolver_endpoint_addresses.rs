//! A resolver endpoint has too few addresses, or one in another VPC.

use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An endpoint of the resolver has one address only, or has one in a subnet of another VPC.
    ///
    /// # Why it matters
    /// AWS asks for two addresses at least, in the VPC of the endpoint.
    ///
    /// # How to fix
    /// Give it an address in a subnet of another zone of its VPC.
    ///
    /// # Limits
    /// An endpoint without any address in the drawing is not checked. More than six are a matter of the quota, and of
    /// dedicated tenancy `resolver-endpoint-tenancy` tells.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries-values.html>
    /// - <https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html>
    RuleInfo {
        id: "resolver-endpoint-addresses",
        title: "A resolver endpoint that AWS does not make",
        group: Group::Structure,
        book: &["R-DNS-11"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::ResolverEndpoint(endpoint) = resource.as_ref() else { continue };
        let name = context.name(id);
        let vpc = endpoint.host_vpc_id.as_ref();
        let Some(node) = context.network.managed_services.get(id) else { continue };
        let interfaces: Vec<_> = node
            .interfaces
            .iter()
            .filter_map(|interface| context.network.interfaces.get(interface))
            .collect();
        for interface in &interfaces {
            if context.network.is_of_another_vpc(interface.vpc.as_ref(), vpc) {
                let message = say!(
                    "resolver-endpoint-addresses.elsewhere",
                    "{endpoint} has an address in another VPC than its own.",
                    endpoint = name
                );
                let help = say!(
                    "resolver-endpoint-addresses.elsewhere-help",
                    "Put the interface of {endpoint} into a subnet of its VPC.",
                    endpoint = name
                );
                report.push(Found::new([id, &interface.id], message, help));
            }
        }
        let addresses: usize =
            interfaces.iter().map(|node| node.addresses.len().max(node.ipv6.len()).max(1)).sum();
        if addresses == 1 {
            let message = say!(
                "resolver-endpoint-addresses",
                "{endpoint} has one address: AWS asks for two at least.",
                endpoint = name
            );
            let help = say!(
                "resolver-endpoint-addresses.help",
                "Give {endpoint} an address in a subnet of another zone.",
                endpoint = name
            );
            report.push(Found::new([id], message, help));
        }
    }
}
