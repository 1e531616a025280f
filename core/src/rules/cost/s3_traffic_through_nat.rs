//! Subnets reach S3 and DynamoDB through a NAT gateway, which bills every byte.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceId, ResourceType, VpcEndpoint, reserved::GatewayService};
use crate::net::well_known::ANY_IPV4;
use crate::ordered::IntoOrdered;
use crate::routing::Target;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{new_id, with_item};
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;
use std::collections::BTreeSet;

rule! {
    /// # What it checks
    /// The route table of a subnet leads to a public NAT gateway for 0.0.0.0/0, and no gateway endpoint for
    /// S3 is associated with that table.
    ///
    /// # Why it matters
    /// A NAT gateway bills every gigabyte. A gateway endpoint for S3 or DynamoDB costs nothing and is more
    /// specific than the default route, so it wins.
    ///
    /// # How to fix
    /// Make a gateway endpoint for S3, and associate the table. The fix does, or adds the table to an
    /// endpoint that is there. Do it when nothing is under way: AWS takes the new route at once, and connections that
    /// are open to the service break off.
    ///
    /// # Limits
    /// Whether anything in the subnet uses S3 is not known. DynamoDB is mentioned but not asked for: it has
    /// an endpoint of its own.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html>
    /// - <https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html>
    RuleInfo {
        id: "s3-traffic-through-nat",
        title: "S3 or DynamoDB is reached through a NAT gateway",
        group: Group::Cost,
        book: &["R-NAT-19", "R-GWE-13"],
        codes: &["NAT_FOR_S3_DDB"],
        severity: Severity::Hint,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    let used: BTreeSet<&ResourceId> =
        context.network.subnets.values().filter_map(|subnet| subnet.route_table.id()).into_set();
    for (id, _, vpc, effective) in context.tables() {
        let to_nat = effective.routes.iter().find_map(|route| match &route.target {
            Target::NatGateway(nat) if route.destination == ANY_IPV4 => context.network.nat_gateways.get(nat),
            _ => None,
        });
        let Some(nat) = to_nat.filter(|nat| nat.is_public && used.contains(id)) else { continue };
        let endpoints = || {
            vpc.endpoints.iter().filter_map(|id| context.network.endpoints.get(id)).filter(|it| it.is_gateway)
        };
        let is_s3 =
            |service: &Option<(GatewayService, String)>| matches!(service, Some((GatewayService::S3, _)));
        let has = endpoints().any(|node| is_s3(&node.service) && node.route_tables.contains(id));
        if has || vpc.does_not_know("vpcEndpoint") {
            continue;
        }
        let message = say!(
            "s3-traffic-through-nat",
            "{table} leads to Amazon S3 through {nat}, which bills every GB. A gateway endpoint is free.",
            table = context.name(id),
            nat = context.name(&nat.id)
        );
        let help = say!(
            "s3-traffic-through-nat.help",
            "Associate {table} with a gateway endpoint for Amazon S3; the same goes for DynamoDB. Connections that are open to the service then break off.",
            table = context.name(id)
        );
        let existing =
            endpoints().find(|node| is_s3(&node.service)).map(|node| (&node.id, &node.route_tables));
        report.push(Found::new([&nat.id, id], message, help).fix(fix(context, vpc, id, existing)));
    }
}

/// Associates a table with the gateway endpoint for S3 that is there, or with a new one.
pub(in crate::rules) fn fix(
    context: &Context<'_>,
    vpc: &VpcNode,
    table: &ResourceId,
    existing: Option<(&ResourceId, &Vec<ResourceId>)>,
) -> Option<Fix> {
    if let Some((endpoint, tables)) = existing {
        let title = format!("Associate {} with {}", context.name(table), context.name(endpoint));
        return Some(Fix { title, changes: vec![with_item(endpoint, "/routeTableIds", tables, table)] });
    }
    let region = vpc.region.as_deref()?;
    let endpoint = VpcEndpoint {
        vpc_id: Some(vpc.id.clone()),
        service_name: Some(format!("com.amazonaws.{region}.s3")),
        route_table_ids: vec![table.clone()],
        ..VpcEndpoint::default()
    };
    let id = new_id(context.document, ResourceType::VpcEndpoint, table);
    Some(Fix {
        title: "Add a gateway endpoint for Amazon S3".to_owned(),
        changes: vec![Change::add(id, endpoint)],
    })
}
