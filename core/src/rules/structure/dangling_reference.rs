//! Something refers to a thing that is not there, or is of another kind.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{PeeringVpcInfo, ResourceId};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::{Group, Severity};
use crate::topology::{Problem, ProblemKind};

rule! {
    /// # What it checks
    /// A field names an id that nothing in the drawing has, or that is something of another kind: the VPC of
    /// a subnet, the subnet of an interface, the instance of an attachment.
    ///
    /// # Why it matters
    /// AWS refuses it, and what hangs on the reference cannot be worked out.
    ///
    /// # How to fix
    /// Name something that is there, or take the reference away. The fix takes it away.
    ///
    /// # Limits
    /// Targets of routes are blackholes (`blackhole-route`), groups in rules are stale (`sg-rule-stale`), prefix
    /// lists are not known (`prefix-list-unknown`). A peer VPC outside the drawing is no fault where the connection
    /// says its block or owner, and neither is what an importer did not see.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html>
    RuleInfo {
        id: "dangling-reference",
        title: "A reference leads nowhere",
        group: Group::Structure,
        book: &["R-VAL-9", "R-VAL-30", "R-VAL-36"],
        api_errors: &["InvalidInstanceID.NotFound", "InvalidNetworkInterfaceID.NotFound", "NatGatewayNotFound", "InvalidTransitGatewayID.NotFound", "InvalidTransitGatewayAttachmentID.NotFound", "InvalidVPCId"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for problem in &context.network.problems {
        let is_of_rule = problem.path.starts_with("/ipPermissions") || problem.row_of_prefix_list().is_some();
        let is_gone = problem.kind == ProblemKind::Dangling;
        if is_gone
            && (is_of_rule
                || is_not_seen(context, problem)
                || is_foreign_peer(context, problem)
                || is_foreign_attachment(context, problem))
        {
            continue;
        }
        let (name, target) = (context.name(&problem.from), context.name(&problem.to));
        let message = match problem.kind {
            ProblemKind::Dangling => say!(
                "dangling-reference",
                "{name} refers to {target} at {path}, and nothing has that id.",
                name = name,
                target = target,
                path = problem.path
            ),
            ProblemKind::WrongType(expected) => say!(
                "dangling-reference.kind",
                "{name} refers to {target} at {path}, which is no {expected}.",
                name = name,
                target = target,
                path = problem.path,
                expected = crate::model::ResourceType::from_type_name(expected)
                    .map_or(expected, |kind| kind.label())
            ),
        };
        let help = say!(
            "dangling-reference.help",
            "Name something that is there, or take the reference to {target} away.",
            target = target
        );
        let fix = Fix {
            title: format!("Take the reference to {target} away"),
            changes: vec![Change::RemovePath { id: problem.from.clone(), path: problem.path.clone() }],
        };
        let elements: Vec<&ResourceId> =
            if is_gone { vec![&problem.from] } else { vec![&problem.from, &problem.to] };
        let error = not_found(&problem.path);
        let is_of_hub = error.is_some_and(|error| error.starts_with("InvalidTransitGateway"));
        let book: &'static [&'static str] = match error {
            Some(_) if is_of_hub => &["R-VAL-30"],
            Some("InvalidVPCId") => &["R-VAL-36"],
            _ => &["R-VAL-9"],
        };
        report.push(Found::new(elements, message, help).fix(Some(fix)).api_error(error).book(book));
    }
}

fn not_found(path: &str) -> Option<&'static str> {
    match path {
        "/attachment/instanceId" => Some("InvalidInstanceID.NotFound"),
        "/networkInterfaceId" => Some("InvalidNetworkInterfaceID.NotFound"),
        "/natGatewayId" => Some("NatGatewayNotFound"),
        "/transitGatewayId" => Some("InvalidTransitGatewayID.NotFound"),
        _ if path.starts_with("/vpcs/") => Some("InvalidVPCId"),
        _ if path.starts_with("/associations/") || path.starts_with("/propagations/") => {
            Some("InvalidTransitGatewayAttachmentID.NotFound")
        }
        _ => None,
    }
}

/// Whether an importer said that it saw nothing of that kind in the VPC.
fn is_not_seen(context: &Context<'_>, problem: &Problem) -> bool {
    let kind = match problem.path.split('/').nth(1).unwrap_or_default() {
        "groupIds" => "securityGroup",
        "routeTableId" | "routeTableIds" => "routeTable",
        "subnetId" | "subnetIds" => "subnet",
        "attachment" => "instance",
        "networkInterfaceId" => "networkInterface",
        "gatewayId" if problem.to.as_str().starts_with("vgw-") => "vpnGateway",
        "gatewayId" => "internetGateway",
        "natGatewayId" => "natGateway",
        "resourceId" if problem.to.as_str().starts_with("eni-") => "networkInterface",
        "resourceId" if problem.to.as_str().starts_with("subnet-") => "subnet",
        _ => return false,
    };
    let in_vpc = |vpc: &Option<ResourceId>| vpc.as_ref().and_then(|id| context.network.vpcs.get(id));
    let interface = context.network.interfaces.get(&problem.from);
    let endpoint = context.network.endpoints.get(&problem.from);
    let vpc =
        interface.and_then(|node| in_vpc(&node.vpc)).or_else(|| endpoint.and_then(|node| in_vpc(&node.vpc)));
    match vpc {
        Some(vpc) => vpc.does_not_know(kind),
        None => context.vpcs().any(|vpc| vpc.does_not_know(kind)),
    }
}

/// Whether it is the far end of an attachment, in another account or Region, or one that an importer did not see.
fn is_foreign_attachment(context: &Context<'_>, problem: &Problem) -> bool {
    let is_drawn = |id: &Option<ResourceId>| {
        id.as_ref().is_some_and(|id| context.document.resource(id.as_str()).is_some())
    };
    if let Some(attachment) = context.document.transit_gateway_attachment(problem.from.as_str()) {
        let is_far_hub = attachment.is_peering()
            && (is_drawn(&attachment.transit_gateway_id) || is_drawn(&attachment.resource_id));
        return is_far_hub || attachment.resource_owner_id.is_some() && problem.path != "/transitGatewayId";
    }
    let table = context.document.transit_gateway_route_table(problem.from.as_str());
    let gateway = table.and_then(|table| table.transit_gateway_id.as_ref());
    let gateway = gateway.and_then(|id| context.network.transit_gateways.get(id));
    gateway.is_some_and(|gateway| gateway.does_not_know("transitGatewayAttachment"))
}

fn is_foreign_peer(context: &Context<'_>, problem: &Problem) -> bool {
    let Some(peering) = context.document.vpc_peering_connection(problem.from.as_str()) else { return false };
    let says_more = |info: &PeeringVpcInfo| info.cidr_block.is_some() || info.owner_id.is_some();
    let side = if problem.path.starts_with("/requester") {
        &peering.requester_vpc_info
    } else {
        &peering.accepter_vpc_info
    };
    side.as_ref().is_some_and(says_more)
}
