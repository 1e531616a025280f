//! An appliance whose subnet has no route to the gateway's end of its tunnel.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::Route;
use crate::net::CidrBlock;
use crate::routing::{Lookup, Target};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::new_row;
use crate::rules::{Group, Severity};

rule! {
    /// # What it checks
    /// The route table of the subnet in which the appliance of a Connect peer stands does not lead from the appliance to the
    /// transit gateway's end of the tunnel by that transit gateway.
    ///
    /// # Why it matters
    /// The two ends of the tunnel are ordinary addresses. The appliance gets what the transit gateway sends it, and nothing
    /// that it sends back arrives: no BGP session comes up, and no packet is answered.
    ///
    /// # How to fix
    /// Route the block of the transit gateway to the transit gateway in the table of the appliance's subnet.
    ///
    /// # Limits
    /// Network ACLs and security groups are left to the packets.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>
    RuleInfo {
        id: "tgw-connect-peer-no-way-back",
        title: "An appliance does not reach the other end of its Connect peer",
        group: Group::Reachability,
        book: &["R-TGW-43"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for peer in context.network.connect_peers.values().filter(|peer| !peer.is_gone()) {
        let interface = peer.interface.as_ref().and_then(|id| context.network.interfaces.get(id));
        let subnet = interface.and_then(|own| context.network.subnets.get(own.subnet.as_ref()?));
        let (Some(subnet), Some(end), Some(gateway)) = (subnet, peer.hub_address, &peer.gateway) else {
            continue;
        };
        let Some(table) = context.routed.table_of(subnet) else { continue };
        let leads = match table.look_up(end) {
            Lookup::Route { winner, .. } => winner.target == Target::TransitGateway(gateway.clone()),
            Lookup::Reserved(_) | Lookup::None => false,
        };
        if leads {
            continue;
        }
        let drawn = context.document.transit_gateway(gateway.as_str());
        let blocks = drawn.into_iter().flat_map(|drawn| &drawn.options.transit_gateway_cidr_blocks);
        let block = blocks.filter_map(CidrBlock::net).find(|block| block.contains(&end));
        let destination = block.unwrap_or_else(|| end.into());
        let (name, hub) = (context.name(&subnet.id), context.name(gateway));
        let message = say!(
            "tgw-connect-peer-no-way-back",
            "From {subnet}, where the appliance of {peer} stands, no route leads to {end}, the end of the tunnel at {gateway}.",
            subnet = name,
            peer = context.name(&peer.id),
            end = end,
            gateway = hub
        );
        let help = say!(
            "tgw-connect-peer-no-way-back.help",
            "Route {destination} to {gateway} in the route table of {subnet}.",
            destination = destination,
            gateway = hub,
            subnet = name
        );
        let own =
            table.id.as_ref().and_then(|id| context.document.route_table(id.as_str()).map(|own| (id, own)));
        let mut taken = table.routes.iter().map(|route| route.destination);
        let is_free = !taken.any(|taken| taken == destination);
        let fix = own.filter(|_| is_free).and_then(|(id, own)| {
            let cidr = Some(CidrBlock::new(&destination.to_string()));
            let (destination_cidr_block, destination_ipv6_cidr_block) =
                if end.is_ipv4() { (cidr, None) } else { (None, cidr) };
            let transit_gateway_id = Some(gateway.clone());
            let route = Route {
                destination_cidr_block,
                destination_ipv6_cidr_block,
                transit_gateway_id,
                ..Route::default()
            };
            let row = new_row(id, "r", |row| own.routes.keys().any(|own| own.as_str() == row));
            let to = serde_json::to_value(route).ok()?;
            Some(Fix {
                title: format!("Add route {destination} to {hub}"),
                changes: vec![Change::set(id, &format!("/routes/{row}"), to)],
            })
        });
        report.push(Found::new([&subnet.id, &peer.id], message, help).fix(fix));
    }
}
