//! A Gateway Load Balancer endpoint has more than one interface.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::ManagedServiceNode;

rule! {
    /// # What it checks
    /// A Gateway Load Balancer endpoint has interfaces in more than one subnet.
    ///
    /// # Why it matters
    /// AWS makes such an endpoint in one subnet. For each zone there is an endpoint of its own, and routes lead to that
    /// of the zone.
    ///
    /// # How to fix
    /// Make an endpoint for each zone. The fix takes the further interfaces out.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/create-gateway-load-balancer-endpoint-service.html>
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html>
    RuleInfo {
        id: "gwlb-endpoint-subnets",
        title: "A Gateway Load Balancer endpoint in several subnets",
        group: Group::Structure,
        book: &["R-GWLB-2"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let services = context.network.managed_services.values();
    for endpoint in services.filter(|service| ManagedServiceNode::is_gateway_load_balancer_endpoint(service))
    {
        let Some((_, further)) = endpoint.interfaces.split_first().filter(|(_, further)| !further.is_empty())
        else {
            continue;
        };
        let name = context.name(&endpoint.id);
        let message = say!(
            "gwlb-endpoint-subnets",
            "{endpoint} has {count} interfaces: a Gateway Load Balancer endpoint has one, in one subnet.",
            endpoint = name,
            count = endpoint.interfaces.len()
        );
        let help = say!(
            "gwlb-endpoint-subnets.help",
            "Make an endpoint for each zone, beside {endpoint}.",
            endpoint = name
        );
        let fix = Fix {
            title: format!("Take the further interfaces of {name} out"),
            changes: further.iter().map(|id| Change::Remove { id: id.clone() }).collect(),
        };
        report.push(Found::new([&endpoint.id], message, help).fix(Some(fix)));
    }
}
