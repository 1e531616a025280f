//! What is handed to something of which nobody knows what it does: a stack that is not read, or code that runs in the account.

use super::balancing;
use super::finish::every_kind;
use super::maker::Maker;
use super::own::Own;
use netyard_core::model::{IpPermission, Resource, ResourceId, Route, RowId};
use netyard_core::net::Protocol;
use std::collections::BTreeMap;

/// What may be added to what stands in a subnet, an interface or a VPC that is handed on.
const IN_A_SUBNET: [&str; 5] = ["elasticIp", "natGateway", "networkAcl", "networkInterface", "routeTable"];

/// What a stack may do with what is handed to it: whatever AWS lets it. Whether that is something.
pub(crate) fn may_change(maker: &mut Maker<'_>, own: &Own, id: &ResourceId) -> bool {
    let Some(resource) = maker.document.resource(id.as_str()).cloned() else { return false };
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
        _ => return may_add_rows(maker, own, id),
    }
    true
}

fn in_subnet(maker: &mut Maker<'_>, vpc: Option<&ResourceId>) {
    let Some(vpc) = vpc else { return };
    for kind in IN_A_SUBNET {
        maker.vpc_does_not_know(vpc, kind);
    }
}

/// Rows that nobody knows, in what holds rows: whether it does.
pub(crate) fn may_add_rows(maker: &mut Maker<'_>, own: &Own, id: &ResourceId) -> bool {
    let Some(resource) = maker.document.resource(id.as_str()) else { return false };
    match resource {
        Resource::SecurityGroup(_) => rule(maker, own, id),
        Resource::RouteTable(_) => route(maker, own, id),
        Resource::NetworkAcl(_) => {
            maker.murky_acls.insert(id.clone());
            maker.doubts.insert("networkAcl");
        }
        Resource::HostedZone(_) => {
            maker.murky_zones.insert(id.clone());
        }
        _ => return false,
    }
    true
}

/// A route of which nobody knows the destination and the target.
pub(crate) fn route(maker: &mut Maker<'_>, own: &Own, table: &ResourceId) {
    let route = Route {
        destination_prefix_list_id: Some(maker.unknown_list(own)),
        gateway_id: Some(maker.unknown_target(own)),
        ..Route::default()
    };
    maker.change_table(table, |table| {
        table.routes.insert(free_row("r", &table.routes), route);
    });
}

/// An id that no row has.
pub(crate) fn free_row<T>(start: &str, rows: &BTreeMap<RowId, T>) -> RowId {
    let mut free = (rows.len() + 1..).map(|number| RowId::new(&format!("{start}{number}")));
    free.find(|id| !rows.contains_key(id)).unwrap_or_else(|| RowId::new(start))
}

/// A rule that nobody knows, in both directions.
fn rule(maker: &mut Maker<'_>, own: &Own, id: &ResourceId) {
    let rule = IpPermission {
        ip_protocol: Some(Protocol::All),
        prefix_list_id: Some(maker.unknown_list(own)),
        ..IpPermission::default()
    };
    maker.change_group(id, |group| {
        group.ip_permissions.insert(free_row("g", &group.ip_permissions), rule.clone());
        if let Some(rows) = &mut group.ip_permissions_egress {
            rows.insert(free_row("g", rows), rule);
        }
    });
}
