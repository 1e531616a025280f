//! What types that are not drawn do to the VPCs and gateways that they name.

use super::finish;
use super::maker::Maker;
use super::own::Own;
use netyard_core::model::{Resource, ResourceId, TransitGatewayAttachment};

/// What a type does.
#[derive(Clone, Copy, Debug)]
enum Effect {
    /// Gateways hear routes of it.
    Routes,
    /// VPCs have more of these kinds.
    Kinds(&'static [&'static str]),
}

/// Types by what their names begin with.
const EFFECTS: &[(&str, Effect)] = &[
    ("AWS::DirectConnect::", Effect::Routes),
    ("AWS::Route53Profiles::ProfileAssociation", NAMES),
    ("AWS::ServiceDiscovery::PrivateDnsNamespace", Effect::Kinds(&["hostedZone"])),
    ("aws_dx_", Effect::Routes),
    ("aws_route53profiles_association", NAMES),
    ("aws_service_discovery_private_dns_namespace", Effect::Kinds(&["hostedZone"])),
];

/// What decides about names.
const NAMES: Effect = Effect::Kinds(&["firewallRuleGroup", "hostedZone", "resolverRule"]);

/// What a resource does to what it names: said as the end of a sentence about it. Where something of it is not known and
/// nothing of the drawing is named, it may be any.
pub(super) fn of(maker: &mut Maker<'_>, own: &Own, named: &[ResourceId], has_unknown: bool) -> &'static str {
    let found = EFFECTS.iter().find(|(start, _)| own.type_name.starts_with(start));
    match found {
        Some((_, Effect::Routes)) => routes(maker, own, named, has_unknown),
        Some((_, Effect::Kinds(kinds))) => {
            let mut said = "";
            let vpcs = named.iter().filter(|id| maker.document.vpc(id.as_str()).is_some());
            let vpcs: Vec<ResourceId> = vpcs.cloned().collect();
            for vpc in &vpcs {
                kinds.iter().for_each(|kind| maker.vpc_does_not_know(vpc, kind));
                said = NAMED;
            }
            if vpcs.is_empty() && has_unknown {
                maker.doubts.extend(*kinds);
                said = NAMED;
            }
            said
        }
        None => "",
    }
}

const NAMED: &str = " What it tells of names is not drawn: a question for one of them ends as unknown.";
const HEARD: &str =
    " What it tells gateways is not drawn: a packet that may need a route of it ends UNKNOWN.";

fn routes(maker: &mut Maker<'_>, own: &Own, named: &[ResourceId], has_unknown: bool) -> &'static str {
    let mut said = "";
    for id in named {
        match maker.document.resource(id.as_str()) {
            Some(Resource::VpnGateway(_)) => {
                maker.hears.insert(id.clone());
                said = HEARD;
            }
            Some(Resource::TransitGateway(_)) => {
                let attachment = TransitGatewayAttachment {
                    transit_gateway_id: Some(id.clone()),
                    resource_type: "direct-connect-gateway".to_owned(),
                    ..TransitGatewayAttachment::default()
                };
                maker.insert_beside(own, &format!("tgw-attach-{}", own.label()), attachment);
                said = HEARD;
            }
            _ => {}
        }
    }
    if said.is_empty() && has_unknown && names_gateway(own) {
        let gateways: Vec<ResourceId> = finish::all(maker)
            .filter(|(_, resource)| matches!(resource, Resource::VpnGateway(_)))
            .map(|(id, _)| id.clone())
            .collect();
        maker.hears.extend(gateways);
        maker.doubts.extend(["transitGatewayAttachment", "transitGatewayRouteTable"]);
        said = HEARD;
    }
    said
}

/// Whether a resource names a gateway that nobody knows.
fn names_gateway(own: &Own) -> bool {
    let view = own.view();
    view.is_any_unknown(&[
        "associated_gateway_id",
        "vpn_gateway_id",
        "AssociatedGatewayId",
        "VirtualGatewayId",
    ])
}
