//! A route leads to a gateway that is not attached to the VPC of the table.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId, RowId};
use crate::routing::{Blackhole, Target};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::pointer;
use crate::rules::{Group, Severity};
use crate::topology::VpcNode;

rule! {
    /// # What it checks
    /// A route names an internet gateway, egress-only internet gateway or virtual private gateway that is attached to no
    /// VPC, or to another one, or a transit gateway that has no attachment to the VPC.
    ///
    /// # Why it matters
    /// A gateway serves the VPC that it is attached to. AWS refuses the route; one that was there before the gateway
    /// was detached is a blackhole.
    ///
    /// # How to fix
    /// Attach the gateway, or point the route to the gateway of this VPC.
    ///
    /// # Limits
    /// Gateways that the drawing does not hold are found by `blackhole-route`. Whether the API refuses a route to a transit
    /// gateway without an attachment is (unconfirmed).
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html>
    RuleInfo {
        id: "route-to-detached-gateway",
        title: "A route leads to a gateway that is not attached",
        group: Group::Routing,
        book: &["R-RT-20", "R-RT-22", "R-VAL-8"],
        codes: &["GATEWAY_NOT_ATTACHED", "TGW_NOT_ATTACHED"],
        api_errors: &["Gateway.NotAttached"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, _, vpc, effective) in context.tables() {
        for route in &effective.routes {
            let (Target::Blackhole { id: gateway, why: Blackhole::Detached }, Some(row)) =
                (&route.target, &route.row)
            else {
                continue;
            };
            let names = (context.name(id), context.name(gateway), context.name(&vpc.id));
            let message = say!(
                "route-to-detached-gateway",
                "{table} sends {destination} to {gateway}, which is not attached to {vpc}.",
                table = names.0,
                destination = route.destination,
                gateway = names.1,
                vpc = names.2
            );
            let help = say!(
                "route-to-detached-gateway.help",
                "Attach {gateway} to {vpc}, or point the route to a gateway of {vpc}.",
                gateway = names.1,
                vpc = names.2
            );
            let fix = fix(context, vpc, id, row, gateway);
            let found = Found::new([id, gateway], message, help).fix(fix);
            let is_hub = context.network.transit_gateways.contains_key(gateway);
            report.push(if is_hub {
                found.book(&["R-RT-22"]).code(Some("TGW_NOT_ATTACHED")).api_error(None)
            } else {
                found.book(&["R-RT-20", "R-VAL-8"])
            });
        }
    }
}

/// Points the route to the gateway that the VPC has, or attaches an idle one.
fn fix(
    context: &Context<'_>,
    vpc: &VpcNode,
    table: &ResourceId,
    row: &RowId,
    gateway: &ResourceId,
) -> Option<Fix> {
    let (own, field, idle) = match context.document.resource(gateway.as_str())? {
        Resource::InternetGateway(gateway) => {
            (vpc.internet_gateways.first(), "gatewayId", gateway.vpc_id.is_none())
        }
        Resource::EgressOnlyInternetGateway(gateway) => (
            vpc.egress_only_internet_gateways.first(),
            "egressOnlyInternetGatewayId",
            gateway.vpc_id.is_none(),
        ),
        Resource::VpnGateway(gateway) => (vpc.vpn_gateways.first(), "gatewayId", gateway.vpc_id.is_none()),
        _ => return None,
    };
    if let Some(own) = own {
        let path = pointer(&["routes", row.as_str(), field]);
        return Some(Fix {
            title: format!("Point the route to {}", context.name(own)),
            changes: vec![Change::set(table, &path, own.as_str())],
        });
    }
    idle.then(|| Fix {
        title: format!("Attach {} to {}", context.name(gateway), context.name(&vpc.id)),
        changes: vec![Change::set(gateway, "/vpcId", vpc.id.as_str())],
    })
}
