//! A route table is associated with something that takes none, or with a gateway of another VPC.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{Resource, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The gateway of a route table is neither an internet gateway nor a virtual private gateway, or it is not
    /// attached to the VPC of the table.
    ///
    /// # Why it matters
    /// Only these two can have a route table of their own, and only one of their own VPC. AWS refuses the
    /// association; packets do not go by it.
    ///
    /// # How to fix
    /// Name the gateway whose incoming traffic the table shall steer. The fix takes the association away.
    ///
    /// # Limits
    /// A gateway that the drawing does not hold is the matter of `dangling-reference`.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>
    RuleInfo {
        id: "gateway-table-association",
        title: "A route table is associated with a gateway that takes none",
        group: Group::Routing,
        book: &["R-EDGE-1"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, table, vpc, _) in context.tables() {
        let Some(gateway) = &table.gateway_id else { continue };
        let attached = match context.document.resource(gateway.as_str()) {
            Some(Resource::InternetGateway(gateway)) => gateway.vpc_id.as_ref(),
            Some(Resource::VpnGateway(gateway)) => gateway.vpc_id.as_ref(),
            Some(_) => {
                report.push(wrong_kind(context, id, gateway));
                continue;
            }
            None => continue,
        };
        if attached != Some(&vpc.id) {
            report.push(other_vpc(context, id, gateway, &vpc.id));
        }
    }
}

fn wrong_kind(context: &Context<'_>, id: &ResourceId, gateway: &ResourceId) -> Found {
    let message = say!(
        "gateway-table-association",
        "{table} is associated with {gateway}. Only an internet gateway or a virtual private gateway has a route table of its own.",
        table = context.name(id),
        gateway = context.name(gateway)
    );
    found(context, id, gateway, message)
}

fn other_vpc(context: &Context<'_>, id: &ResourceId, gateway: &ResourceId, vpc: &ResourceId) -> Found {
    let message = say!(
        "gateway-table-association.vpc",
        "{table} of {vpc} is associated with {gateway}, which is not attached to {vpc}.",
        table = context.name(id),
        gateway = context.name(gateway),
        vpc = context.name(vpc)
    );
    found(context, id, gateway, message)
}

fn found(
    context: &Context<'_>,
    id: &ResourceId,
    gateway: &ResourceId,
    message: crate::message::Message,
) -> Found {
    let (table, name) = (context.name(id), context.name(gateway));
    let help = say!(
        "gateway-table-association.help",
        "Take {gateway} out of {table}.",
        gateway = name,
        table = table
    );
    let fix = Fix {
        title: format!("Take {name} out of {table}"),
        changes: vec![Change::RemovePath { id: id.clone(), path: "/gatewayId".to_owned() }],
    };
    Found::new([id, gateway], message, help).fix(Some(fix))
}
