//! A middlebox between a VPC and its sites sees one direction only.

use crate::change::{Change, Fix};
use crate::message::say;
use crate::model::{ResourceId, ResourceType, Route, RouteTable, RowId};
use crate::net::{CidrBlock, Family};
use crate::routing::{EffectiveRoute, EffectiveTable, Lookup, Origin, Target};
use crate::rules::context::Context;
use crate::rules::report::{Found, Report};
use crate::rules::support::{middlebox, new_id, new_row, pointer, route_to};
use crate::rules::{Group, Severity};
use crate::topology::{InterfaceNode, SubnetNode, VpcNode, VpnGatewayNode};
use serde_json::json;

rule! {
    /// # What it checks
    /// The table of a virtual private gateway sends what comes in for a subnet to a middlebox, and the subnet's own table
    /// has a route straight to the gateway; or the subnet sends through a middlebox to the gateway, and what comes in does
    /// not pass that.
    ///
    /// # Why it matters
    /// AWS supports a middlebox in both directions only. A firewall that sees one half of a flow drops what follows.
    ///
    /// # How to fix
    /// Lead both directions through the interface of the middlebox. The fix does.
    ///
    /// # Limits
    /// Looks at IPv4, which is all that such a gateway carries. One middlebox for each direction is not found. Of an internet
    /// gateway, where AWS drops the packets, `ingress-inspection-bypassed` tells.
    ///
    /// # References
    /// - <https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html>
    RuleInfo {
        id: "inspection-asymmetric",
        title: "A middlebox at a virtual private gateway sees one direction",
        group: Group::Reachability,
        book: &["R-EDGE-9"],
        severity: Severity::Warning,
        since: "0.1.0",
    }
}

fn check(context: &Context<'_>, report: &mut Report) {
    for gateway in context.network.vpn_gateways.values() {
        let Some(vpc) = gateway.vpc.as_ref().and_then(|id| context.network.vpcs.get(id)) else { continue };
        let table = context.network.gateway_tables.get(&gateway.id);
        let steering = table.and_then(|id| context.routed.tables.get(id));
        let border = Border { context, gateway, vpc, table: steering };
        for subnet in context.subnets_of(vpc) {
            report.push_all(
                border.around_on_the_way_out(subnet).or_else(|| border.around_on_the_way_in(subnet)),
            );
        }
    }
}

/// The gateway of a VPC with its table, if it has one.
struct Border<'c, 'a> {
    context: &'c Context<'a>,
    gateway: &'a VpnGatewayNode,
    vpc: &'a VpcNode,
    table: Option<&'a EffectiveTable>,
}

impl<'a> Border<'_, 'a> {
    /// The middlebox that the table sends to what comes in for a subnet.
    fn steered(&self, subnet: &SubnetNode) -> Option<&'a InterfaceNode> {
        self.next_interface(self.table?, &subnet.cidr?)
    }

    /// The interface that a table leads a block to.
    fn next_interface(&self, table: &EffectiveTable, block: &ipnet::IpNet) -> Option<&'a InterfaceNode> {
        let Lookup::Route { winner, .. } = table.look_up(block.network()) else { return None };
        middlebox(self.context.network, &winner.target)
    }

    /// The routes of a table that lead straight to the gateway, and that no other one of their block beats.
    fn straight<'t>(&self, table: &'t EffectiveTable) -> impl Iterator<Item = &'t EffectiveRoute> + use<'t> {
        let target = Target::VpnGateway(self.gateway.id.clone());
        let is_beaten = |route: &EffectiveRoute| {
            let mut others = table.routes.iter().filter(|other| other.destination == route.destination);
            others.any(|other| other.origin < route.origin)
        };
        table.routes_of(Family::Ipv4).filter(move |route| route.target == target && !is_beaten(route))
    }

    fn own_table(&self, subnet: &SubnetNode) -> Option<&'a EffectiveTable> {
        self.context.routed.table_of(subnet)
    }

    fn subnet_of(&self, interface: &InterfaceNode) -> Option<&'a SubnetNode> {
        self.context.network.subnets.get(interface.subnet.as_ref()?)
    }

    fn around_on_the_way_out(&self, subnet: &SubnetNode) -> Option<Found> {
        let middlebox =
            self.steered(subnet).filter(|middlebox| middlebox.subnet.as_ref() != Some(&subnet.id))?;
        let own = self.own_table(subnet)?;
        let route = self.straight(own).next()?;
        let (table, id) = (self.table?.id.as_ref()?, own.id.as_ref()?);
        let name = |id: &ResourceId| self.context.name(id);
        let middlebox_name = name(middlebox.component());
        let message = say!(
            "inspection-asymmetric",
            "{table} sends what comes in for {subnet} through {middlebox}, and {own} sends {destination} straight to {gateway}.",
            table = name(table),
            subnet = name(&subnet.id),
            middlebox = middlebox_name,
            own = name(id),
            destination = route.destination,
            gateway = name(&self.gateway.id)
        );
        let help = say!(
            "inspection-asymmetric.help",
            "Send {destination} of {own} to {middlebox}, too.",
            destination = route.destination,
            own = name(id),
            middlebox = middlebox_name
        );
        let shares = self.subnet_of(middlebox).and_then(|of| self.own_table(of)?.id.as_ref()) == Some(id);
        let fix = (!shares).then(|| Fix {
            title: format!("Send {} of {} to {middlebox_name}", route.destination, name(id)),
            changes: self.lead_to(middlebox, id, route),
        });
        Some(Found::new([&subnet.id, table, id, &self.gateway.id], message, help).fix(fix))
    }

    /// Leads a row elsewhere; over a propagated route one of one's own wins (R-RT-2).
    fn lead_to(&self, middlebox: &InterfaceNode, table: &ResourceId, route: &EffectiveRoute) -> Vec<Change> {
        match route.row.as_ref().filter(|_| route.origin != Origin::Propagated) {
            Some(row) => {
                let (field, target) = route_to(self.context.network, middlebox);
                vec![
                    Change::RemovePath {
                        id: table.clone(),
                        path: pointer(&["routes", row.as_str(), "gatewayId"]),
                    },
                    Change::set(table, &pointer(&["routes", row.as_str(), field]), target.as_str()),
                ]
            }
            None => vec![self.added(table, &route.destination.to_string(), middlebox)],
        }
    }

    /// A row more for a table.
    fn added(&self, table: &ResourceId, block: &str, middlebox: &InterfaceNode) -> Change {
        let drawn = self.context.document.route_table(table.as_str());
        let is_taken = |row: &str| drawn.is_some_and(|drawn| drawn.routes.contains_key(row));
        let row = new_row(table, "r", is_taken);
        let (field, target) = route_to(self.context.network, middlebox);
        let route = json!({"destinationCidrBlock": block, (field): target});
        Change::set(table, &pointer(&["routes", row.as_str()]), route)
    }

    fn around_on_the_way_in(&self, subnet: &SubnetNode) -> Option<Found> {
        let own = self.own_table(subnet)?;
        let block = subnet.cidr?;
        // Another middlebox may stand in the way.
        if self.steered(subnet).is_some() {
            return None;
        }
        let (route, middlebox) = own.routes_of(Family::Ipv4).find_map(|route| {
            let middlebox = middlebox(self.context.network, &route.target)?;
            let (field, _) = route_to(self.context.network, middlebox);
            let forwards = field == "vpcEndpointId" || !middlebox.source_dest_check;
            let is_apart = middlebox.subnet.as_ref() != Some(&subnet.id) && forwards;
            let of_middlebox = self.own_table(self.subnet_of(middlebox)?)?;
            let leads_on = |beyond: &EffectiveRoute| {
                let Lookup::Route { winner, .. } = own.look_up(beyond.destination.network()) else {
                    return false;
                };
                winner == route
            };
            (is_apart && self.straight(of_middlebox).any(leads_on)).then_some((route, middlebox))
        })?;
        let id = own.id.as_ref()?;
        let name = |id: &ResourceId| self.context.name(id);
        let (middlebox_name, gateway) = (name(middlebox.component()), name(&self.gateway.id));
        let message = say!(
            "inspection-asymmetric.in",
            "{own} sends {destination} through {middlebox} to {gateway}, and what comes in for {subnet} goes by {gateway} straight there.",
            own = name(id),
            destination = route.destination,
            middlebox = middlebox_name,
            gateway = gateway,
            subnet = name(&subnet.id)
        );
        let help = say!(
            "inspection-asymmetric.in-help",
            "Send what comes in for {subnet} by {gateway} to {middlebox}, too.",
            subnet = name(&subnet.id),
            gateway = gateway,
            middlebox = middlebox_name
        );
        let table = self.table.and_then(|table| table.id.as_ref());
        let change = match table {
            Some(table) => self.added(table, &block.to_string(), middlebox),
            None => self.new_table(&block.to_string(), middlebox),
        };
        let title = format!("Send what comes in for {} to {middlebox_name}", name(&subnet.id));
        let elements = [Some(&subnet.id), Some(id), Some(&self.gateway.id), table];
        let fix = Fix { title, changes: vec![change] };
        Some(Found::new(elements.into_iter().flatten(), message, help).fix(Some(fix)))
    }

    /// A table for the gateway.
    fn new_table(&self, block: &str, middlebox: &InterfaceNode) -> Change {
        let id = new_id(self.context.document, ResourceType::RouteTable, &self.gateway.id);
        let route = Route {
            destination_cidr_block: Some(CidrBlock::new(block)),
            network_interface_id: Some(middlebox.id.clone()),
            ..Route::default()
        };
        let table = RouteTable {
            vpc_id: Some(self.vpc.id.clone()),
            gateway_id: Some(self.gateway.id.clone()),
            routes: [(RowId::new("r1"), route)].into(),
            ..RouteTable::default()
        };
        Change::add(id, table)
    }
}
