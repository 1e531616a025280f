//! What fails, in words.

use netyard_core::expect::Fault;
use netyard_core::model::{Document, Resource, Route, TransitGatewayRoute};

/// "eu-west-1a down", "web-1 stopped", "tunnel 1 of vpn-1 down", "route 0.0.0.0/0 of rtb-1 deleted".
pub fn fault_words(document: &Document, fault: &Fault) -> String {
    let name = |id: &str| document.display_name(id).to_owned();
    match fault {
        Fault::ZoneDown(zone) => format!("{zone} down"),
        Fault::Stopped(id) => format!("{} stopped", name(id.as_str())),
        Fault::TunnelDown(of) => match of.split_once('/') {
            Some((connection, tunnel)) => {
                format!("tunnel {} of {} down", number(document, connection, tunnel), name(connection))
            }
            None => format!("both tunnels of {} down", name(of)),
        },
        Fault::BgpSessionDown(of) => match of.split_once('/') {
            Some((peer, session)) if document.transit_gateway_connect_peer(peer).is_some() => {
                format!("BGP session {} of {} down", number(document, peer, session), name(peer))
            }
            Some((connection, tunnel)) => {
                format!(
                    "BGP session of tunnel {} of {} down",
                    number(document, connection, tunnel),
                    name(connection)
                )
            }
            None => format!("both BGP sessions of {} down", name(of)),
        },
        Fault::LineDown(of) => {
            let (one, other) = of.split_once('/').unwrap_or((of, ""));
            format!("the line between {} and {} down", name(one), name(other))
        }
        Fault::TableFull(id) => format!("the connection table of {} full", name(id.as_str())),
        Fault::Unhealthy(id) => match id.as_str().split_once('/') {
            Some((zone, row)) => format!("{} of {} unhealthy", record(document, zone, row), name(zone)),
            None => format!("{} unhealthy", name(id.as_str())),
        },
        Fault::Deleted(of) => match of.split_once('/') {
            Some((table, row)) => {
                format!("route {} of {} deleted", destination(document, table, row), name(table))
            }
            None => format!("{} deleted", name(of)),
        },
    }
}

/// Rows of tunnels and sessions have no names: the inspector counts them.
fn number(document: &Document, of: &str, row: &str) -> String {
    let rows = match document.resource(of) {
        Some(Resource::VpnConnection(connection)) => connection.tunnels(),
        Some(Resource::TransitGatewayConnectPeer(peer)) => peer.sessions(),
        _ => Vec::new(),
    };
    let at = rows.iter().position(|(own, _)| own.as_str() == row);
    at.map_or_else(|| row.to_owned(), |at| (at + 1).to_string())
}

/// A record by its name, and by what tells it from others of that name.
fn record(document: &Document, zone: &str, row: &str) -> String {
    let set = document.hosted_zone(zone).and_then(|zone| zone.resource_record_sets.get(row));
    let Some(set) = set else { return row.to_owned() };
    let name = set.name.as_deref().unwrap_or(row);
    set.set_identifier.as_ref().map_or_else(|| name.to_owned(), |own| format!("{name} ({own})"))
}

fn destination(document: &Document, table: &str, row: &str) -> String {
    let text = match document.resource(table) {
        Some(Resource::RouteTable(table)) => table.routes.get(row).map(Route::destination_text),
        Some(Resource::TransitGatewayRouteTable(table)) => {
            table.routes.get(row).map(TransitGatewayRoute::destination_text)
        }
        _ => None,
    };
    text.unwrap_or_else(|| row.to_owned())
}
