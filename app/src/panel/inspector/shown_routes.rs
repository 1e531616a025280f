//! The rows of a route table as they are shown.

use super::hub_routes;
use super::route_row::RouteRow;
use crate::panel::words::name_of;
use netyard_core::model::{Document, ResourceId};
use netyard_core::net::CidrBlock;
use netyard_core::routing::{Blackhole, EffectiveRoute, Origin, RoutedNetwork, Target};

/// The rows of a table as they are shown: local ones, written ones, those of endpoints.
pub(super) fn rows_of(routed: &RoutedNetwork, id: &ResourceId) -> Vec<RouteRow> {
    let document = &routed.network.document;
    if let Some(table) = document.transit_gateway_route_table(id.as_str()) {
        return hub_routes::rows(routed, id, table);
    }
    if let Some(site) = document.on_premises_site(id.as_str()) {
        return hub_routes::rows_of_router(document, site);
    }
    let mut rows = Vec::new();
    let effective = routed.tables.get(id).map(|table| table.routes.as_slice()).unwrap_or_default();
    for route in effective.iter().filter(|route| route.origin == Origin::Local) {
        rows.push(RouteRow::fixed(route.destination.to_string(), "local".to_owned()));
    }
    for (row, route) in document.route_table(id.as_str()).map(|table| &table.routes).into_iter().flatten() {
        let resolved = effective.iter().find(|one| one.row.as_ref() == Some(row)).map(|one| &one.target);
        let target = route.target().map(|target| name_of(document, target.as_str())).unwrap_or_default();
        let destination = match &route.destination_prefix_list_id {
            Some(list) => name_of(document, list.as_str()),
            None => route.destination_text(),
        };
        rows.push(RouteRow {
            key: row.to_string(),
            destination,
            target,
            is_written: true,
            blackhole: match resolved {
                Some(Target::Blackhole { why, .. }) => Some(blackhole_words(*why)),
                _ => None,
            },
            block: route.destination_cidr().cloned(),
            note: "",
            narrower: Vec::new(),
        });
    }
    let mut endpoints: Vec<(String, String)> = effective
        .iter()
        .filter(|route| route.origin == Origin::Endpoint)
        .filter_map(|route| Some((route.prefix_list.as_ref()?.to_string(), route.target.id()?.to_string())))
        .collect();
    endpoints.dedup();
    rows.extend(
        endpoints
            .into_iter()
            .map(|(list, target)| RouteRow::fixed(name_of(document, &list), name_of(document, &target))),
    );
    rows.extend(learned(document, effective));
    rows
}

/// What a virtual private gateway brings into the table.
fn learned(document: &Document, effective: &[EffectiveRoute]) -> Vec<RouteRow> {
    let of =
        |origin: Origin| effective.iter().filter(move |route| route.origin == origin && route.row.is_none());
    let row = |route: &EffectiveRoute| {
        let own = route.destination;
        let inside = of(Origin::Propagated)
            .map(|other| other.destination)
            .filter(|other| *other != own && own.contains(other));
        // Inside a block of the VPC the local route wins (R-RT-3).
        let under = of(Origin::Local).map(|local| local.destination).filter(|local| local.contains(&own));
        let target = route.target.id().map(|id| name_of(document, id.as_str())).unwrap_or_default();
        RouteRow {
            note: "propagated",
            narrower: inside.chain(under).map(CidrBlock::from).collect(),
            ..RouteRow::fixed(own.to_string(), target)
        }
    };
    of(Origin::Propagated).map(row).collect()
}

fn blackhole_words(why: Blackhole) -> &'static str {
    match why {
        Blackhole::Gone => "blackhole: the target is gone",
        Blackhole::WrongType => "blackhole: no target of a route",
        Blackhole::Detached => "blackhole: not attached here",
        Blackhole::PeeringNotActive => "blackhole: the peering is not active",
        Blackhole::Deleted => "blackhole: the gateway is deleted",
        Blackhole::InterfaceDetached => "blackhole: attached to nothing",
        Blackhole::InstanceNotRunning => "blackhole: the instance does not run",
        Blackhole::OtherVpc => "blackhole: it is in another VPC",
    }
}
