//! What targets of routes that the files do not hold leave open in the VPCs that name them: who comes in by them, and what
//! routes they bring.

use super::finish::all;
use super::maker::{Maker, UNKNOWN_LIST};
use netyard_core::model::{Resource, ResourceId, Route, RowId};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Completes VPCs and route tables, once the targets stand there as plain nodes.
pub(super) fn complete(maker: &mut Maker<'_>) {
    not_seen(maker);
    propagated(maker);
}

fn is_plain(maker: &Maker<'_>, id: &ResourceId) -> bool {
    matches!(maker.document.resource(id.as_str()), Some(Resource::Other(_)))
}

/// What comes in by a gateway that is not drawn ends as unknown, as what leaves by it does.
fn not_seen(maker: &mut Maker<'_>) {
    const KINDS: [(&str, &str); 2] = [("igw-", "internetGateway"), ("eigw-", "egressOnlyInternetGateway")];
    let mut open: BTreeSet<(ResourceId, &'static str)> = BTreeSet::new();
    for (_, resource) in all(maker) {
        let Resource::RouteTable(table) = resource else { continue };
        let plain = table.routes.values().filter_map(Route::target).filter(|id| is_plain(maker, id));
        for id in plain {
            let kind = KINDS.into_iter().find(|(prefix, _)| id.as_str().starts_with(prefix));
            open.extend(table.vpc_id.clone().zip(kind.map(|(_, kind)| kind)));
        }
    }
    for (vpc, kind) in open {
        maker.vpc_does_not_know(&vpc, kind);
    }
}

/// Whether a gateway is told routes by BGP of which nobody knows anything: nothing is drawn behind its customer gateway.
fn hears(maker: &Maker<'_>, gateway: &ResourceId) -> bool {
    all(maker).any(|(_, resource)| {
        let Resource::VpnConnection(connection) = resource else { return false };
        let customer = connection.customer_gateway_id.as_ref();
        let has_site = customer.and_then(|id| maker.document.resource(id.as_str())).is_some_and(
            |customer| matches!(customer, Resource::CustomerGateway(it) if it.on_premises_site_id.is_some()),
        );
        connection.vpn_gateway_id.as_ref() == Some(gateway)
            && !connection.options.static_routes_only
            && connection.advertisements.is_none()
            && !has_site
    })
}

/// What a gateway brings that is not in the drawing: a row of which nobody knows the destination.
fn propagated(maker: &mut Maker<'_>) {
    let mut open: Vec<(ResourceId, ResourceId)> = Vec::new();
    for (id, resource) in all(maker) {
        let Resource::RouteTable(table) = resource else { continue };
        let plain = table.propagating_vgws.iter().filter(|gateway| {
            is_plain(maker, gateway) || maker.hears.contains(*gateway) || hears(maker, gateway)
        });
        open.extend(plain.map(|gateway| (id.clone(), gateway.clone())));
    }
    for (table, gateway) in open {
        let why =
            "Nothing tells the routes that it propagates: a packet that may need one of them ends UNKNOWN.";
        let file = Rc::clone(&maker.ground.file);
        maker.ground.report.borrow_mut().approximated(
            &file,
            gateway.as_str(),
            "Virtual private gateway",
            why,
        );
        maker.doubts.insert("managedPrefixList");
        let route = Route {
            destination_prefix_list_id: Some(ResourceId::new(&format!("{UNKNOWN_LIST}{gateway}"))),
            gateway_id: Some(gateway),
            ..Route::default()
        };
        maker.change_table(&table, |table| {
            table.routes.insert(RowId::new(&format!("r{}", table.routes.len() + 1)), route);
        });
    }
}
