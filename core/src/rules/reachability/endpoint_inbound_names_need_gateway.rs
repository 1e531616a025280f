//! Private names for inbound resolver endpoints only, without a gateway endpoint for the hosts of the VPC.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceType, VpcEndpoint};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::new_id;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// An interface endpoint for Amazon S3 or Amazon DynamoDB has private DNS names for those only who ask an inbound
    /// endpoint of the resolver, and the VPC has no gateway endpoint for the service.
    ///
    /// # Why it matters
    /// With this option the hosts of the VPC are led to the gateway endpoint. AWS refuses it where there is none.
    ///
    /// # How to fix
    /// Make a gateway endpoint for the service, or switch the option off. The fix makes one for every table of the VPC.
    ///
    /// # Limits
    /// None.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html>
    RuleInfo {
        id: "endpoint-inbound-names-need-gateway",
        title: "Names for inbound resolver endpoints only, without a gateway endpoint",
        group: Group::Reachability,
        book: &["R-IFE-10"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for endpoint in context.network.endpoints.values().filter(|node| node.is_interface) {
        let Some((service, _)) = &endpoint.service else { continue };
        let Some(written) = context.document.vpc_endpoint(endpoint.id.as_str()) else { continue };
        let Some(vpc) = endpoint.vpc.as_ref().and_then(|id| context.network.vpcs.get(id)) else { continue };
        let mut others = vpc.endpoints.iter().filter_map(|id| context.network.endpoints.get(id));
        let has_gateway = others.any(|other| other.is_gateway && other.service == endpoint.service);
        if !written.private_dns_enabled || !written.is_private_inbound_only() || has_gateway {
            continue;
        }
        let (name, vpc_name) = (context.name(&endpoint.id), context.name(&vpc.id));
        let message = say!(
            "endpoint-inbound-names-need-gateway",
            "{endpoint} has private DNS names for inbound endpoints of the resolver only, and {vpc} has no gateway endpoint for {service}, by which its own hosts would go.",
            endpoint = name,
            vpc = vpc_name,
            service = service.label()
        );
        let help = say!(
            "endpoint-inbound-names-need-gateway.help",
            "Make a gateway endpoint for {service} in {vpc}, or give the names of {endpoint} to everybody.",
            service = service.label(),
            vpc = vpc_name,
            endpoint = name
        );
        let gateway = VpcEndpoint {
            name: Some(format!("{}-gateway", service.word())),
            vpc_id: Some(vpc.id.clone()),
            service_name: written.service_name.clone(),
            route_table_ids: vpc.route_tables.clone(),
            ..VpcEndpoint::default()
        };
        let id = new_id(context.document, ResourceType::VpcEndpoint, &endpoint.id);
        let fix = Fix {
            title: format!("Make a gateway endpoint for {} in {vpc_name}", service.label()),
            changes: vec![Change::add(id, gateway)],
        };
        report.push(Found::new([&endpoint.id, &vpc.id], message, help).fix(Some(fix)));
    }
}
