//! VPCs that answers name and that no answer of `describe-vpcs` tells of. What stands in them is drawn in them: without
//! one it would stand nowhere, and a packet to it would be lost for no reason that AWS has.

use super::importer::Importer;
use super::item::{Item, cidr};
use netyard_core::model::{ResourceId, Vpc};
use netyard_core::net::CidrBlock;
use netyard_core::ordered::IntoOrdered;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The answers whose objects say in which VPC they are.
const IN_VPCS: [&str; 7] = [
    "Subnets",
    "RouteTables",
    "NetworkAcls",
    "SecurityGroups",
    "NetworkInterfaces",
    "NatGateways",
    "VpcEndpoints",
];
/// The answers whose objects are attached to VPCs.
const ATTACHED: [&str; 2] = ["InternetGateways", "EgressOnlyInternetGateways"];

/// Draws them. Of their blocks the local routes of their route tables tell; without tables, where no packet is routed,
/// those of their subnets stand for them.
pub(super) fn draw(importer: &mut Importer) {
    for (id, file) in named(importer) {
        if importer.document.resource(id.as_str()).is_some() {
            continue;
        }
        let local = local_blocks(importer, &id);
        let is_told = !local.0.is_empty() || !local.1.is_empty();
        let (cidr_blocks, ipv6_cidr_blocks) = if is_told { local } else { subnet_blocks(importer, &id) };
        let from = if is_told {
            "its blocks are those of the local routes of its route tables"
        } else {
            "the blocks of its subnets stand for its own"
        };
        let why = format!(
            "No answer of describe-vpcs tells of it; {from}. Import the answer of describe-vpcs, too, for its name and its DNS."
        );
        importer.report.approximated(&file, id.as_str(), "VPC", &why);
        importer.found_in(&id, &file);
        importer.unseen_vpcs.insert(id.clone());
        importer.document.insert(id, Vpc { cidr_blocks, ipv6_cidr_blocks, ..Vpc::default() });
    }
}

/// The VPCs that something stands in, each with the first file that names it.
fn named(importer: &Importer) -> BTreeMap<ResourceId, Rc<str>> {
    let mut named = BTreeMap::new();
    let mut note = |item: &Item| {
        if let Some(id) = item.id("VpcId") {
            named.entry(id).or_insert_with(|| Rc::clone(&item.file));
        }
    };
    for key in IN_VPCS {
        importer.peek(key).iter().for_each(&mut note);
    }
    for gateway in ATTACHED.iter().flat_map(|key| importer.peek(key)) {
        gateway.list("Attachments").iter().for_each(&mut note);
    }
    for reservation in importer.peek("Reservations") {
        reservation.list("Instances").iter().for_each(&mut note);
    }
    named
}

/// The blocks of a VPC, IPv4 and IPv6: each of its tables has a local route for each of them.
fn local_blocks(importer: &Importer, vpc: &ResourceId) -> (Vec<CidrBlock>, Vec<CidrBlock>) {
    let (mut v4, mut v6) = (BTreeSet::new(), BTreeSet::new());
    for route in parts(importer, "RouteTables", vpc).flat_map(|table| table.list("Routes")) {
        let is_made = route.text("Origin").is_none_or(|origin| origin == "CreateRouteTable");
        if route.text("GatewayId") == Some("local") && is_made {
            v4.extend(cidr(&route.value, "DestinationCidrBlock"));
            v6.extend(cidr(&route.value, "DestinationIpv6CidrBlock"));
        }
    }
    (v4.into_iter().collect(), v6.into_iter().collect())
}

fn subnet_blocks(importer: &Importer, vpc: &ResourceId) -> (Vec<CidrBlock>, Vec<CidrBlock>) {
    let v4 = parts(importer, "Subnets", vpc).filter_map(|subnet| cidr(&subnet.value, "CidrBlock"));
    let v6 = parts(importer, "Subnets", vpc).flat_map(|subnet| subnet.list("Ipv6CidrBlockAssociationSet"));
    let v6 = v6.filter_map(|block| cidr(&block.value, "Ipv6CidrBlock"));
    (v4.into_set().into_iter().collect(), v6.into_set().into_iter().collect())
}

/// The objects of an answer that are in a VPC.
fn parts<'a>(importer: &'a Importer, key: &str, vpc: &'a ResourceId) -> impl Iterator<Item = &'a Item> {
    importer.peek(key).iter().filter(move |item| item.id("VpcId").as_ref() == Some(vpc))
}
