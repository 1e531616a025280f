use super::run::{faults_of, judge_all, run_under};
use super::under::{UnderError, trace_under, without_fixes};
use super::{Fault, Report};
use crate::change::{self, Change};
use crate::model::{Document, Resource, ResourceId};
use crate::routing::RoutedNetwork;
use crate::simulate::{FlowSpec, Trace};
use serde_json::Value;
use std::collections::BTreeSet;

/// The change that deletes what [`Fault::Deleted`] names: something that routes lead to or that joins networks, by its
/// id, or a route, by `TABLE/ROW`. `None` where the drawing has no such thing.
pub(super) fn deletion(document: &Document, of: &str) -> Option<Change> {
    let has_row = |table: &str, row: &str| match document.resource(table) {
        Some(Resource::RouteTable(table)) => table.routes.contains_key(row),
        Some(Resource::TransitGatewayRouteTable(table)) => table.routes.contains_key(row),
        _ => false,
    };
    if let Some((table, row)) = of.split_once('/').filter(|(table, row)| has_row(table, row)) {
        return Some(Change::RemovePath { id: ResourceId::new(table), path: format!("/routes/{row}") });
    }
    let resource = document.resource(of)?;
    // AWS deletes the attachment of a VPN connection with the connection, and not by itself. Without it in the drawing the
    // connection would count as attached (`attach_connections`), so it stays, as AWS lists it for a while. The interfaces of
    // an endpoint go with it, and it stays in the same way, so that a packet to it has an end.
    let is_line = matches!(resource, Resource::TransitGatewayAttachment(own) if own.resource_type == "vpn");
    if is_line || resource.is_interface_endpoint() {
        return Some(Change::set(&ResourceId::new(of), "/state", "deleted"));
    }
    // The endpoints of a firewall stay with it in the same way: nothing that comes to them goes on.
    if let Resource::Firewall(_) = resource {
        return Some(Change::set(&ResourceId::new(of), "/status", "DELETING"));
    }
    let can_go = matches!(
        resource,
        Resource::TransitGatewayAttachment(_)
            | Resource::VpcPeeringConnection(_)
            | Resource::InternetGateway(_)
            | Resource::EgressOnlyInternetGateway(_)
            | Resource::NatGateway(_)
            | Resource::VpnGateway(_)
            | Resource::VpcEndpoint(_)
    );
    can_go.then(|| Change::Remove { id: ResourceId::new(of) })
}

/// The network of the drawing without what of these faults is deleted; `None` where nothing is.
///
/// Routes to what is gone are blackholes, as after a deletion in AWS (R-RT-37).
pub fn without_deleted<'f>(
    network: &RoutedNetwork,
    off: impl IntoIterator<Item = &'f Fault>,
) -> Option<RoutedNetwork> {
    let document = &network.network.document;
    let deletions = off.into_iter().filter_map(|fault| match fault {
        Fault::Deleted(of) => deletion(document, of),
        _ => None,
    });
    let mut copy: Option<Document> = None;
    for deletion in deletions {
        // What a deletion before took along is gone by then.
        let _ = change::apply(copy.get_or_insert_with(|| document.clone()), &deletion);
    }
    copy.map(|copy| RoutedNetwork::build(&copy))
}

/// Checks a drawing while these things have failed or are gone: expectations meet it, findings are those of the drawing.
pub fn run_while(network: &RoutedNetwork, off: &BTreeSet<Fault>) -> Report {
    let faults = faults_of(off);
    match without_deleted(network, off) {
        None => run_under(network, &faults),
        Some(less) => judge_all(network, &less, &faults),
    }
}

/// What becomes of a packet under the items of an expectation's `with`, while these things have failed or are gone.
///
/// No blocker carries a fix then that the drawing could not take: an edit that helps a copy may be none for the drawing.
///
/// # Errors
/// Those of [`trace_under`].
pub fn trace_while(
    network: &RoutedNetwork,
    flow: &FlowSpec,
    items: &[Value],
    off: &BTreeSet<Fault>,
) -> Result<Trace, UnderError> {
    let faults = faults_of(off);
    match without_deleted(network, off) {
        None => trace_under(network, flow, items, &faults),
        Some(less) => trace_under(&less, flow, items, &faults).map(without_fixes),
    }
}
