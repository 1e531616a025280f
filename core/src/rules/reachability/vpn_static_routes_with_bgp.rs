//! Static routes at a VPN connection that uses BGP.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::Resource;
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::list;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// A VPN connection with BGP has static routes.
    ///
    /// # Why it matters
    /// A VPN connection is one or the other. AWS refuses a static route at a connection with BGP: there the customer
    /// gateway announces what is behind it.
    ///
    /// # How to fix
    /// Take the static routes away, or make the connection one with static routes.
    ///
    /// # Limits
    /// A packet passes these routes over.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html>
    RuleInfo {
        id: "vpn-static-routes-with-bgp",
        title: "A VPN connection with BGP has static routes",
        group: Group::Reachability,
        book: &["R-VGW-8"],
        severity: Severity::Error,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for (id, resource) in &context.document.resources {
        let Resource::VpnConnection(connection) = resource.as_ref() else { continue };
        if connection.options.static_routes_only || connection.routes.is_empty() {
            continue;
        }
        let name = context.name(id);
        let blocks = connection.routes.iter().map(|(row, route)| {
            route.destination_cidr_block.as_ref().map_or_else(|| row.to_string(), ToString::to_string)
        });
        let message = say!(
            "vpn-static-routes-with-bgp",
            "{connection} uses BGP, and has static routes: {routes}. AWS takes them only without BGP.",
            connection = name,
            routes = list(blocks)
        );
        let help = say!(
            "vpn-static-routes-with-bgp.help",
            "Take the static routes of {connection} away, or make it a connection without BGP.",
            connection = name
        );
        let change = Change::RemovePath { id: id.clone(), path: "/routes".to_owned() };
        let fix = Fix { title: format!("Take the static routes of {name} away"), changes: vec![change] };
        report.push(Found::new([id], message, help).fix(Some(fix)));
    }
}
