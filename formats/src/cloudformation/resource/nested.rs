//! Nested stacks that are not read: what is handed to one, it may change.

use crate::declared::finish::every_kind;
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::declared::{balancing, finish};
use netyard_core::model::{IpPermission, Resource, ResourceId, Route, RowId};
use netyard_core::net::Protocol;

/// What a stack may add to what stands in a subnet, an interface or a VPC that is handed to it.
const IN_A_SUBNET: [&str; 5] = ["elasticIp", "natGateway", "networkAcl", "networkInterface", "routeTable"];

/// Reads `AWS::CloudFormation::Stack` of which nobody knows whether it is made, or what it makes.
pub(super) fn stack(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("TemplateURL");
    let handed = view.words("Parameters");
    if view.is_unknown("Parameters") {
        maker.doubts.extend(finish::kinds());
    }
    let why = own.perhaps.as_deref().map_or_else(
        || "Its template is not among the files.".to_owned(),
        |why| format!("Nobody knows whether it is made. {why}"),
    );
    let known = handed.iter().filter(|id| maker.document.resource(id).is_some()).cloned();
    let known: Vec<String> = known.collect();
    let what = if known.is_empty() {
        "Nothing of the drawing is handed to it.".to_owned()
    } else {
        format!(
            "It may change what is handed to it, {}: a packet for which that counts ends UNKNOWN.",
            known.join(", ")
        )
    };
    maker.skip(own, &format!("{why} {what}"));
    for id in known {
        may_change(maker, own, &ResourceId::new(&id));
    }
}

fn may_change(maker: &mut Maker<'_>, own: &Own, id: &ResourceId) {
    let Some(resource) = maker.document.resource(id.as_str()).cloned() else { return };
    match resource {
        Resource::Vpc(_) => {
            for kind in every_kind() {
                maker.vpc_does_not_know(id, &kind);
            }
        }
        Resource::Subnet(subnet) => in_subnet(maker, subnet.vpc_id.as_ref()),
        Resource::NetworkInterface(interface) => {
            let subnet = interface.subnet_id.as_ref();
            let vpc = subnet.and_then(|subnet| maker.document.subnet(subnet.as_str())?.vpc_id.clone());
            in_subnet(maker, vpc.as_ref());
        }
        Resource::SecurityGroup(_) => rule(maker, own, id),
        Resource::RouteTable(_) => {
            let route = Route {
                destination_prefix_list_id: Some(maker.unknown_list(own)),
                gateway_id: Some(maker.unknown_target(own)),
                ..Route::default()
            };
            maker.change_table(id, |table| {
                table.routes.insert(RowId::new(&format!("r{}", table.routes.len() + 1)), route);
            });
        }
        Resource::NetworkAcl(_) => {
            maker.murky_acls.insert(id.clone());
            maker.doubts.insert("networkAcl");
        }
        Resource::HostedZone(_) => {
            maker.murky_zones.insert(id.clone());
        }
        Resource::InternetGateway(gateway) if gateway.vpc_id.is_none() => maker.make_unknown(id),
        Resource::VpnGateway(gateway) if gateway.vpc_id.is_none() => maker.make_unknown(id),
        Resource::ElasticIp(_) | Resource::Instance(_) => {
            maker.doubts.insert("elasticIp");
        }
        Resource::TransitGateway(_) | Resource::TransitGatewayRouteTable(_) => {
            maker.doubts.extend(["transitGatewayAttachment", "transitGatewayRouteTable"]);
        }
        Resource::TargetGroup(_) => balancing::may_have_more_targets(maker, id),
        Resource::LoadBalancer(_) => balancing::may_have_more_listeners(maker, id),
        _ => {}
    }
}

fn in_subnet(maker: &mut Maker<'_>, vpc: Option<&ResourceId>) {
    let Some(vpc) = vpc else { return };
    for kind in IN_A_SUBNET {
        maker.vpc_does_not_know(vpc, kind);
    }
}

/// A rule that nobody knows, in both directions.
fn rule(maker: &mut Maker<'_>, own: &Own, id: &ResourceId) {
    let rule = IpPermission {
        ip_protocol: Some(Protocol::All),
        prefix_list_id: Some(maker.unknown_list(own)),
        ..IpPermission::default()
    };
    maker.change_group(id, |group| {
        let row = |count: usize| RowId::new(&format!("g{}", count + 1));
        group.ip_permissions.insert(row(group.ip_permissions.len()), rule.clone());
        if let Some(rows) = &mut group.ip_permissions_egress {
            rows.insert(row(rows.len()), rule);
        }
    });
}
