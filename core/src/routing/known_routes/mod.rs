//! Who learns what: every route that a table holds or is offered, through whom it came, and why it wins or loses against
//! the others to its block (R-RT-2 to R-RT-4, R-VGW-3, R-TGW-15 to R-TGW-17).
//!
//! <https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html>,
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html>,
//! <https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html>. It speaks of the drawing as it is: what
//! somebody supposes to have failed has no part in it.
//!
//! ```text
//! 192.168.0.0/16  static row     via tgw-attach-s   wins
//! 192.168.0.0/16  BGP            via tgw-attach-n   loses: a static route to the same block wins (R-TGW-17)
//! ```

mod hub;
mod site;
mod vpc;

use super::RoutedNetwork;
use crate::model::{Resource, ResourceId, RowId};
use crate::ordered::Order;
use ipnet::IpNet;

/// A route that a table holds or is offered, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownRoute {
    /// The block.
    pub destination: IpNet,
    /// Where it comes from, in a word: `local`, `static`, `prefix list`, `endpoint`, `VPC`, `static VPN` or `BGP`.
    pub origin: &'static str,
    /// What it leads through, the nearest first; empty for what is local.
    pub via: Vec<ResourceId>,
    /// The row that somebody wrote.
    pub row: Option<RowId>,
    /// What becomes of it.
    pub standing: Standing,
    /// Why, as a sentence; empty where nothing is against it.
    pub why: String,
    /// The numbers of the rule book for it.
    pub book: Vec<&'static str>,
}

/// What becomes of a route among the others to its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Packets for its block take it, narrower routes aside.
    Wins,
    /// It is one of several that rank alike.
    Shares,
    /// Another one wins, or AWS has no such route now.
    Loses,
}

impl Standing {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Wins => "wins",
            Self::Shares => "shares",
            Self::Loses => "loses",
        }
    }
}

impl KnownRoute {
    fn new(destination: IpNet, origin: &'static str, via: impl Into<Vec<ResourceId>>) -> Self {
        Self {
            destination,
            origin,
            via: via.into(),
            row: None,
            standing: Standing::Wins,
            why: String::new(),
            book: Vec::new(),
        }
    }

    fn row(mut self, row: Option<&RowId>) -> Self {
        self.row = row.cloned();
        self
    }

    fn loses(mut self, why: impl Into<String>, book: &[&'static str]) -> Self {
        self.standing = Standing::Loses;
        self.why = why.into();
        self.book = book.to_vec();
        self
    }
}

/// The routes of a route table of a VPC, of a table of a transit gateway, or of the router of a site, by its id: by block,
/// IPv4 first, the best of each first. Empty for anything else.
///
/// Never fails; takes time in the number of routes that the table holds or is offered.
pub fn known_routes(routed: &RoutedNetwork, of: &str) -> Vec<KnownRoute> {
    let mut all = match routed.network.document.resource(of) {
        Some(Resource::RouteTable(table)) => {
            routed.tables.get(of).map(|own| vpc::routes(routed, own, table)).unwrap_or_default()
        }
        Some(Resource::TransitGatewayRouteTable(_)) => {
            routed.hub_tables.get(of).map(|table| hub::routes(routed, table)).unwrap_or_default()
        }
        Some(Resource::OnPremisesSite(_)) => {
            routed.network.sites.get(of).map(|site| site::routes(routed, site)).unwrap_or_default()
        }
        _ => Vec::new(),
    };
    all.order_by_key(|route| {
        let net = route.destination;
        (net.addr().is_ipv6(), net.network(), net.prefix_len(), route.standing)
    });
    say_narrower(&mut all);
    all
}

/// A winner beside narrower ones carries only what these leave (R-RT-1, R-RT-4).
fn say_narrower(routes: &mut [KnownRoute]) {
    let winners: Vec<IpNet> = routes
        .iter()
        .filter(|route| route.standing != Standing::Loses)
        .map(|route| route.destination)
        .collect();
    for route in routes.iter_mut().filter(|route| route.standing != Standing::Loses && route.why.is_empty()) {
        let own = route.destination;
        let narrower = winners.iter().filter(|net| **net != own && own.contains(*net)).count();
        if narrower > 0 {
            let plural =
                if narrower == 1 { "a narrower route takes its" } else { "narrower routes take their" };
            route.why = format!("{plural} part of it");
            route.book = vec!["R-RT-1"];
        }
    }
}
