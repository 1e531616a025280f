//! A table of a transit gateway.

use super::{KnownRoute, Standing};
use crate::model::ResourceId;
use crate::routing::{BgpPath, HubOrigin, HubRoute, HubTable, HubTarget, RoutedNetwork};

pub(super) fn routes(routed: &RoutedNetwork, table: &HubTable) -> Vec<KnownRoute> {
    table.routes.iter().map(|route| one(routed, table, route)).collect()
}

fn one(routed: &RoutedNetwork, table: &HubTable, route: &HubRoute) -> KnownRoute {
    let via: Vec<_> = route.attachment().into_iter().cloned().collect();
    let known = KnownRoute::new(route.destination, word(route), via).row(route.row.as_ref());
    if route.is_idle {
        let why = if route.origin == HubOrigin::Connect && is_carried(routed, route) {
            "no Connect peer that announces it has a BGP session"
        } else if route.origin == HubOrigin::Connect {
            "its attachment, or the one that carries it, is not available"
        } else if route.path.is_some() {
            "no tunnel of the VPN connection is up, or its attachment is not"
        } else {
            "its attachment is not available"
        };
        return known.loses(why, &["R-FLOW-11"]);
    }
    let best = table.best_for(route.destination);
    if best.first().is_some_and(|best| best.origin == route.origin)
        && let Some(contested) = contested(routed, table, route, &known)
    {
        return contested;
    }
    let Some(winner) = best.first().copied().filter(|winner| *winner != route) else {
        let shares = best.iter().skip(1).any(|other| is_equal(route, other));
        return if shares {
            shared(routed, table, route.origin, known)
        } else {
            with_blackhole(known, route)
        };
    };
    if is_equal(winner, route) {
        return shared(routed, table, route.origin, known);
    }
    let (why, book) = beaten(winner, route);
    known.loses(why, book)
}

/// One of several blocks of VPCs that overlap: AWS has that of the VPC that was attached first (R-TGW-21).
fn contested(
    routed: &RoutedNetwork,
    table: &HubTable,
    route: &HubRoute,
    known: &KnownRoute,
) -> Option<KnownRoute> {
    let contenders = table.contenders(route);
    let name = |id: &ResourceId| routed.network.document.display_name(id.as_str()).to_owned();
    let others: Vec<String> =
        contenders.into_iter().filter(|id| Some(*id) != route.attachment()).map(name).collect();
    if others.is_empty() {
        return None;
    }
    let why = format!("AWS has it only if its VPC was attached before the one behind {}", others.join(", "));
    Some(KnownRoute { standing: Standing::Shares, why, book: vec!["R-TGW-21"], ..known.clone() })
}

/// Whether a Connect attachment and the one that carries it are up.
fn is_carried(routed: &RoutedNetwork, route: &HubRoute) -> bool {
    let attachments = &routed.network.transit_gateway_attachments;
    let own = route.attachment().and_then(|id| attachments.get(id));
    let carrier = own.and_then(|own| attachments.get(own.resource.as_ref()?));
    own.zip(carrier).is_some_and(|(own, carrier)| own.is_up() && carrier.is_up())
}

fn with_blackhole(known: KnownRoute, route: &HubRoute) -> KnownRoute {
    if !matches!(route.target, HubTarget::Blackhole(_)) {
        return known;
    }
    KnownRoute { why: "what it matches is dropped".to_owned(), book: vec!["R-TGW-18"], ..known }
}

fn word(route: &HubRoute) -> &'static str {
    match route.origin {
        HubOrigin::Static => "static",
        HubOrigin::PrefixList => "prefix list",
        HubOrigin::Vpc => "VPC",
        HubOrigin::Connect => "Connect",
        HubOrigin::Vpn | HubOrigin::VpnConcentrator => "BGP",
    }
}

fn is_equal(winner: &HubRoute, route: &HubRoute) -> bool {
    winner.path.is_some()
        && winner.rank() == route.rank()
        && (winner.target != route.target || winner.path != route.path)
}

fn shared(routed: &RoutedNetwork, table: &HubTable, origin: HubOrigin, known: KnownRoute) -> KnownRoute {
    let hub = routed.network.transit_gateways.get(&table.gateway);
    let (why, book) = if origin == HubOrigin::VpnConcentrator {
        ("AWS takes one of the routes that rank alike: a VPN Concentrator shares nothing", vec!["R-VGW-15"])
    } else if origin == HubOrigin::Connect || hub.is_some_and(|hub| hub.shares_vpn) {
        ("it shares the traffic with routes that rank alike", vec!["R-TGW-32"])
    } else {
        ("AWS takes one of the routes that rank alike", Vec::new())
    };
    KnownRoute { standing: Standing::Shares, why: why.to_owned(), book, ..known }
}

fn beaten(winner: &HubRoute, route: &HubRoute) -> (&'static str, &'static [&'static str]) {
    if winner.origin != route.origin {
        return match winner.origin {
            HubOrigin::Static if route.row.is_none() => {
                ("a static route to the same block wins", &["R-TGW-15", "R-TGW-17"])
            }
            HubOrigin::Static => ("a static route to the same block wins", &["R-TGW-15"]),
            HubOrigin::PrefixList => ("the route of a prefix list to the same block wins", &["R-TGW-15"]),
            HubOrigin::Vpc => ("what a VPC brings wins over what others bring", &["R-TGW-15"]),
            HubOrigin::Connect => ("what a Connect attachment brings wins over a VPN", &["R-TGW-15"]),
            HubOrigin::Vpn => ("what a VPN connection brings wins over a VPN Concentrator", &["R-TGW-15"]),
            HubOrigin::VpnConcentrator => ("what a VPN Concentrator brings wins", &["R-TGW-15"]),
        };
    }
    let length = |path: &BgpPath| path.as_path.len();
    match (&winner.path, &route.path) {
        (Some(by), Some(own)) if length(by) < length(own) => {
            ("a shorter AS path to the same block wins", &["R-TGW-16"])
        }
        (Some(by), Some(own)) if by.med < own.med => ("a lower MED to the same block wins", &["R-TGW-16"]),
        (Some(_), Some(_)) => ("another AS wins over the gateway's own", &["R-TGW-16"]),
        _ => ("another row to the same block comes first: AWS takes one", &["R-TGW-33"]),
    }
}
