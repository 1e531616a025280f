//! What the files name and do not hold: VPCs, subnets, targets of routes, attachments and prefix lists that are made
//! elsewhere. They are there in the account, so that nothing is lost at them; nobody knows what they do.

use super::finish::{all, every_kind};
use super::maker::{Maker, UNKNOWN_LIST};
use netyard_core::model::{Other, Resource, ResourceId, Subnet, Vpc};
use netyard_core::topology::Network;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Draws what the files name and do not hold, so that a packet that comes there ends as unknown.
pub(super) fn draw(maker: &mut Maker<'_>) {
    containers(maker);
    targets(maker);
    attachments(maker);
    lists(maker);
}

/// Draws VPCs and subnets that are no part of the files, as far as something stands in them.
fn containers(maker: &mut Maker<'_>) {
    let mut subnets: BTreeMap<ResourceId, Option<ResourceId>> = BTreeMap::new();
    let mut vpcs: BTreeSet<ResourceId> = BTreeSet::new();
    for (_, resource) in all(maker) {
        match resource {
            Resource::NetworkInterface(it) => {
                subnets.extend(it.subnet_id.clone().map(|id| (id, None)));
            }
            Resource::NatGateway(it) => {
                subnets.extend(it.subnet_id.clone().map(|id| (id, None)));
                vpcs.extend(it.vpc_id.clone());
            }
            Resource::RouteTable(it) => {
                subnets.extend(it.subnet_ids.iter().map(|id| (id.clone(), it.vpc_id.clone())));
                vpcs.extend(it.vpc_id.clone());
            }
            Resource::NetworkAcl(it) => {
                subnets.extend(it.subnet_ids.iter().map(|id| (id.clone(), it.vpc_id.clone())));
                vpcs.extend(it.vpc_id.clone());
            }
            Resource::TransitGatewayAttachment(it) if it.resource_type == "vpc" => {
                subnets.extend(it.subnet_ids.iter().map(|id| (id.clone(), it.resource_id.clone())));
                vpcs.extend(it.resource_id.clone());
            }
            Resource::Subnet(it) => vpcs.extend(it.vpc_id.clone()),
            Resource::SecurityGroup(it) => vpcs.extend(it.vpc_id.clone()),
            Resource::InternetGateway(it) => vpcs.extend(it.vpc_id.clone()),
            Resource::EgressOnlyInternetGateway(it) => vpcs.extend(it.vpc_id.clone()),
            Resource::VpnGateway(it) => vpcs.extend(it.vpc_id.clone()),
            Resource::VpcEndpoint(it) => vpcs.extend(it.vpc_id.clone()),
            _ => {}
        }
    }
    vpcs.retain(|id| maker.document.resource(id.as_str()).is_none());
    subnets.retain(|id, _| maker.document.resource(id.as_str()).is_none());
    let only = vpcs.first().filter(|_| vpcs.len() == 1).cloned();
    for id in &vpcs {
        let vpc = Vpc { region: Some(maker.ground.region.clone()), unknown: every_kind(), ..Vpc::default() };
        say(maker, id, "VPC", "none tells what is in it");
        maker.document.insert(id.clone(), vpc);
    }
    for (id, vpc) in subnets {
        let vpc_id = vpc.or_else(|| only.clone());
        say(maker, &id, "Subnet", "none tells its block and its zone");
        maker.document.insert(id, Subnet { vpc_id, ..Subnet::default() });
    }
}

fn say(maker: &Maker<'_>, id: &ResourceId, what: &str, lack: &str) {
    let why = format!("The files name it, and {lack}: packets that come there end UNKNOWN.");
    let file = Rc::clone(&maker.ground.file);
    maker.ground.report.borrow_mut().approximated(&file, id.as_str(), what, &why);
}

/// Keeps what routes lead to as plain nodes.
fn targets(maker: &mut Maker<'_>) {
    let mut named: BTreeSet<ResourceId> = BTreeSet::new();
    for (_, resource) in all(maker) {
        if let Resource::RouteTable(table) = resource {
            let targets = table.routes.values().flat_map(|route| route.targets().map(|(_, id)| id));
            named.extend(targets.filter(|id| *id != "local").chain(&table.propagating_vgws).cloned());
        }
    }
    named.retain(|id| maker.document.resource(id.as_str()).is_none() && !maker.deleted.contains(id));
    for id in named {
        let raw = json!({"type": "unknown", "name": id.as_str()});
        maker.document.insert(id.clone(), Resource::Other(Other { raw }));
        let why =
            "A route leads to it, and the files do not hold it: a packet that comes there ends UNKNOWN.";
        maker.ground.report.borrow_mut().plain(&maker.ground.file, id.as_str(), "Target of a route", why);
    }
}

/// Attachments that tables of transit gateways name: nobody knows then which ones there are.
fn attachments(maker: &mut Maker<'_>) {
    let mut named: BTreeSet<ResourceId> = BTreeSet::new();
    for (_, resource) in all(maker) {
        if let Resource::TransitGatewayRouteTable(table) = resource {
            let of_routes =
                table.routes.values().filter_map(|route| route.transit_gateway_attachment_id.as_ref());
            named.extend(of_routes.chain(&table.associations).chain(&table.propagations).cloned());
        }
    }
    named.retain(|id| maker.document.resource(id.as_str()).is_none());
    for id in named {
        say(maker, &id, "Transit gateway attachment", "none tells what is attached");
        maker.doubts.insert("transitGatewayAttachment");
    }
}

/// Prefix lists that rules and routes name, AWS's own of Netyard's table aside.
fn lists(maker: &mut Maker<'_>) {
    let mut named: BTreeSet<ResourceId> = BTreeSet::new();
    for (_, resource) in all(maker) {
        match resource {
            Resource::SecurityGroup(group) => {
                let rules = group.ip_permissions.values();
                let rules = rules.chain(group.ip_permissions_egress.iter().flat_map(|rows| rows.values()));
                named.extend(rules.filter_map(|rule| rule.prefix_list_id.clone()));
            }
            Resource::RouteTable(table) => {
                named.extend(
                    table.routes.values().filter_map(|route| route.destination_prefix_list_id.clone()),
                );
            }
            _ => {}
        }
    }
    // What stands for a part that is not known was said where it was written.
    named.retain(|id| !id.as_str().starts_with(UNKNOWN_LIST));
    let network = Network::build(&maker.document);
    named.retain(|id| network.prefix_list(id.as_str()).is_none());
    for id in named {
        say(maker, &id, "Prefix list", "none tells its blocks");
        maker.doubts.insert("managedPrefixList");
    }
}
