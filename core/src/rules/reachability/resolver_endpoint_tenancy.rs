//! A resolver endpoint stands in a VPC of dedicated tenancy.

use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// An endpoint of the resolver has an address in a VPC whose tenancy is dedicated.
    ///
    /// # Why it matters
    /// The resolver does not run on dedicated hardware: AWS refuses the endpoint.
    ///
    /// # How to fix
    /// Put the endpoint into a VPC of default tenancy, and associate its rules with this one. There is no automatic fix: the
    /// other VPC is a choice.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-choose-vpc.html>
    RuleInfo {
        id: "resolver-endpoint-tenancy",
        title: "A resolver endpoint in a VPC of dedicated tenancy",
        group: Group::Reachability,
        book: &["R-DNS-11"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::ResolverEndpoint(endpoint) = resource.as_ref() else { continue };
        let node = context.network.managed_services.get(id);
        let interfaces = node.into_iter().flat_map(|node| &node.interfaces);
        let of_interface = |interface: &ResourceId| context.network.interfaces.get(interface)?.vpc.as_ref();
        let vpcs: BTreeSet<&ResourceId> =
            interfaces.filter_map(of_interface).chain(&endpoint.host_vpc_id).collect();
        for vpc in vpcs {
            let drawn = context.document.vpc(vpc.as_str());
            if drawn.is_none_or(|drawn| drawn.instance_tenancy != "dedicated") {
                continue;
            }
            let message = say!(
                "resolver-endpoint-tenancy",
                "{endpoint} stands in {vpc}, whose tenancy is dedicated: AWS makes no resolver endpoint there.",
                endpoint = context.name(id),
                vpc = context.name(vpc)
            );
            let help = say!(
                "resolver-endpoint-tenancy.help",
                "Put {endpoint} into a VPC of shared hardware.",
                endpoint = context.name(id)
            );
            report.push(Found::new([id, vpc], message, help));
        }
    }
}
