//! An interface endpoint has no interface.

use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A VPC endpoint of type Interface has no interface in any subnet.
    ///
    /// # Why it matters
    /// It is reached by the addresses of its interfaces. Without one nothing uses it.
    ///
    /// # How to fix
    /// Connect it with a subnet: AWS puts an interface there.
    ///
    /// # Limits
    /// Where an importer did not see the interfaces of the VPC, nothing is said. The interfaces are those that name the
    /// endpoint in attachment.instanceId.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html>
    RuleInfo {
        id: "interface-endpoint-without-interface",
        title: "An interface endpoint has no interface",
        group: Group::Reachability,
        book: &["R-IFE-2"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.managed_services.values().filter(|service| service.is_endpoint()) {
        let vpc = context.network.endpoints.get(&endpoint.id).and_then(|node| node.vpc.as_ref());
        let vpc = vpc.and_then(|id| context.network.vpcs.get(id));
        let is_unseen = vpc.is_some_and(|vpc| vpc.does_not_know("networkInterface"));
        if !endpoint.interfaces.is_empty() || is_unseen || !endpoint.is_up() {
            continue;
        }
        let name = context.name(&endpoint.id);
        let message = say!(
            "interface-endpoint-without-interface",
            "{endpoint} has no interface in any subnet: nothing reaches it.",
            endpoint = name
        );
        let help = say!(
            "interface-endpoint-without-interface.help",
            "Connect {endpoint} with a subnet, one in each zone that uses it.",
            endpoint = name
        );
        report.push(Found::new([&endpoint.id], message, help));
    }
}
