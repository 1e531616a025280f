use super::importer::{AS_A_WHOLE, Importer};
use super::item::{Item, cidr};
use super::{about, region, transit_gateway_attachment, transit_gateway_route_table};
use crate::aws_describe::transit_gateway_attachment::Association;
use netyard_core::model::{Resource, ResourceId, TransitGateway, TransitGatewayOptions};
use netyard_core::net::CidrBlock;
use serde_json::Value;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

pub(super) const LABEL: &str = "Transit gateway";

/// Reads `TransitGateways`, and with them their attachments and route tables: which table decides for which attachment is
/// told by the attachments in some answers, and by the tables in others.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("TransitGateways") {
        let Some(id) = importer.id(&item, "TransitGatewayId", LABEL) else { continue };
        if is_deleted(importer, &item, LABEL) {
            continue;
        }
        // The answers about VPC attachments and peerings leave out what is attached by VPN or Connect.
        let sees = |key: &str| importer.has_seen_beside(key, &item.file);
        let sees_attachments = sees("TransitGatewayAttachments");
        let mut unknown = Vec::new();
        if !sees_attachments {
            unknown.push("transitGatewayAttachment".to_owned());
        }
        let sees_associations = sees_attachments || tells_of_every_table(importer, &id);
        if !sees("TransitGatewayRouteTables") || !sees_associations {
            unknown.push("transitGatewayRouteTable".to_owned());
        }
        let options = item.object("Options");
        let carries_multicast =
            options.as_ref().is_some_and(|options| options.text("MulticastSupport") == Some("enable"));
        if carries_multicast && !sees("TransitGatewayMulticastDomains") {
            unknown.push("transitGatewayMulticastDomain".to_owned());
        }
        let gateway = TransitGateway {
            name: item.name(),
            tags: item.tags(),
            region: region_of(&item),
            owner_id: item.text("OwnerId").map(str::to_owned),
            options: options.map(|options| self::options(&options)).unwrap_or_default(),
            state: item.text("State").unwrap_or("available").to_owned(),
            unknown,
            ..TransitGateway::default()
        };
        if !gateway.unknown.is_empty() {
            let why = format!(
                "No answer tells of these: {}. A trace that needs one of them ends UNKNOWN.",
                gateway.unknown.join(", ")
            );
            importer.approximate(&item, LABEL, &why);
        }
        importer.insert(&item, id, gateway);
    }
    unseen_peers(importer);
    let associations: Vec<Association> = transit_gateway_attachment::read(importer);
    transit_gateway_route_table::read(importer, associations);
}

/// Whether each table of a gateway has an answer about its associations, which does not say of which table it is.
fn tells_of_every_table(importer: &Importer, gateway: &ResourceId) -> bool {
    let tables = importer.peek("TransitGatewayRouteTables");
    let ids: BTreeSet<ResourceId> =
        tables.iter().filter_map(|table| table.id("TransitGatewayRouteTableId")).collect();
    let key = "TransitGatewayAssociations";
    let answers = importer.peek(key).iter().chain(importer.empty(key));
    let told: BTreeSet<&ResourceId> = answers.filter_map(|answer| about::of(answer, ids.iter())).collect();
    let is_own = |table: &&Item| table.id("TransitGatewayId").as_ref() == Some(gateway);
    let mut own = tables.iter().filter(is_own).filter_map(|table| table.id("TransitGatewayRouteTableId"));
    own.all(|id| told.contains(&id))
}

/// Transit gateways with Connect attachments of whose peers no answer tells.
fn unseen_peers(importer: &mut Importer) {
    let of_kind = |item: &&Item| item.text("ResourceType") == Some(transit_gateway_attachment::CONNECT);
    let all = importer.peek("TransitGatewayAttachments").iter().filter(of_kind);
    let all = all.chain(importer.peek("TransitGatewayConnects"));
    let named: BTreeSet<(ResourceId, Rc<str>)> =
        all.filter_map(|item| Some((item.id("TransitGatewayId")?, Rc::clone(&item.file)))).collect();
    for (id, file) in named {
        if importer.has_seen_beside("TransitGatewayConnectPeers", &file) {
            continue;
        }
        let Some(mut gateway) = importer.document.transit_gateway(id.as_str()).cloned() else { continue };
        gateway.unknown.push("transitGatewayConnectPeer".to_owned());
        let why = "No answer tells of its Connect peers. A trace that needs one of them ends UNKNOWN. Import the answer of describe-transit-gateway-connect-peers, too.";
        importer.report.approximated(AS_A_WHOLE, id.as_str(), LABEL, why);
        importer.document.resources.insert(id, Arc::new(Resource::TransitGateway(gateway)));
    }
}

/// A Region is part of the name by which AWS knows it; else a folder of the file may be called by one.
fn region_of(item: &Item) -> Option<String> {
    let arn = item.text("TransitGatewayArn").and_then(|arn| arn.split(':').nth(3));
    let region = arn.filter(|region| !region.is_empty()).map(str::to_owned);
    region.or_else(|| region::of_path(&item.file))
}

fn options(options: &Item) -> TransitGatewayOptions {
    let usual = TransitGatewayOptions::default();
    let word = |key: &str, usual: String| options.text(key).map_or(usual, str::to_owned);
    let blocks = options.value.get("TransitGatewayCidrBlocks").and_then(Value::as_array);
    let blocks = blocks.into_iter().flatten().filter_map(Value::as_str).map(CidrBlock::new);
    TransitGatewayOptions {
        amazon_side_asn: super::item::number(&options.value, "AmazonSideAsn").filter(|asn| *asn != 64512),
        transit_gateway_cidr_blocks: blocks.collect(),
        auto_accept_shared_attachments: word(
            "AutoAcceptSharedAttachments",
            usual.auto_accept_shared_attachments,
        ),
        default_route_table_association: word(
            "DefaultRouteTableAssociation",
            usual.default_route_table_association,
        ),
        association_default_route_table_id: options.id("AssociationDefaultRouteTableId"),
        default_route_table_propagation: word(
            "DefaultRouteTablePropagation",
            usual.default_route_table_propagation,
        ),
        propagation_default_route_table_id: options.id("PropagationDefaultRouteTableId"),
        vpn_ecmp_support: word("VpnEcmpSupport", usual.vpn_ecmp_support),
        dns_support: word("DnsSupport", usual.dns_support),
        security_group_referencing_support: word(
            "SecurityGroupReferencingSupport",
            usual.security_group_referencing_support,
        ),
        multicast_support: word("MulticastSupport", usual.multicast_support),
        ..TransitGatewayOptions::default()
    }
}

/// Draws a transit gateway that a route leads to and of which no answer tells.
pub(super) fn place(importer: &mut Importer, id: &ResourceId, item: &Item) {
    if !id.as_str().starts_with("tgw-") || importer.document.resource(id.as_str()).is_some() {
        return;
    }
    let why = "A route leads to it and no answer tells of it; a trace that comes to it ends UNKNOWN.";
    importer.approximate(item, LABEL, why);
    let unknown = ["transitGatewayAttachment", "transitGatewayRouteTable"].map(str::to_owned).to_vec();
    let gateway = TransitGateway { unknown, ..TransitGateway::default() };
    importer.document.resources.insert(id.clone(), Arc::new(Resource::TransitGateway(gateway)));
}

/// Whether it is gone; then the report says so.
pub(super) fn is_deleted(importer: &mut Importer, item: &Item, label: &str) -> bool {
    let state = item.text("State").unwrap_or_default();
    let is_gone = matches!(state, "deleted" | "deleting" | "rejected" | "rejecting");
    if is_gone {
        importer.skip(item, label, &format!("It is {state}."));
    }
    is_gone
}

/// The destination of a route of a transit gateway: a block or a prefix list.
pub(super) fn destination(item: &Item) -> (Option<CidrBlock>, Option<ResourceId>) {
    (cidr(&item.value, "DestinationCidrBlock"), item.id("PrefixListId"))
}
