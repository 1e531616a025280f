//! A gateway endpoint is made for a service that has none.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::switch_dns_on;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A VPC endpoint of type Gateway names a service other than Amazon S3 or Amazon DynamoDB.
    ///
    /// # Why it matters
    /// Only these two services have gateway endpoints. Others, such as SQS or Kinesis, are reached by an
    /// interface endpoint.
    ///
    /// # How to fix
    /// Make it an interface endpoint, and connect it with subnets. The fix changes the type and gives it private DNS
    /// names, with the DNS attributes of the VPC that they need.
    ///
    /// # Limits
    /// Endpoints without a service name are not finished yet and not reported.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    RuleInfo {
        id: "endpoint-type-unsupported",
        title: "A gateway endpoint for another service than S3 or DynamoDB",
        group: Group::Reachability,
        book: &["R-GWE-1", "R-VAL-29"],
        api_errors: &["InvalidServiceName"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in
        context.network.endpoints.values().filter(|node| node.is_gateway && node.service.is_none())
    {
        let written = context.document.vpc_endpoint(endpoint.id.as_str());
        let Some(service) = written.and_then(|written| written.service_name.as_deref()) else { continue };
        let name = context.name(&endpoint.id);
        let message = say!(
            "endpoint-type-unsupported",
            "{endpoint} is a gateway endpoint for {service}. Only S3 and DynamoDB have gateway endpoints.",
            endpoint = name,
            service = service
        );
        let help =
            say!("endpoint-type-unsupported.help", "Make {endpoint} an interface endpoint.", endpoint = name);
        let mut changes = vec![
            Change::set(&endpoint.id, "/vpcEndpointType", "Interface"),
            Change::set(&endpoint.id, "/privateDnsEnabled", true),
        ];
        changes.extend(endpoint.vpc.iter().flat_map(|vpc| switch_dns_on(context.document, vpc)));
        if !endpoint.route_tables.is_empty() {
            changes.push(Change::RemovePath { id: endpoint.id.clone(), path: "/routeTableIds".to_owned() });
        }
        let fix = Fix { title: format!("Make {name} an interface endpoint"), changes };
        report.push(Found::new([&endpoint.id], message, help).fix(Some(fix)));
    }
}
