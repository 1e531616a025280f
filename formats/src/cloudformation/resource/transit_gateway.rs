use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{
    Resource, ResourceId, RowId, TransitGateway, TransitGatewayAttachment, TransitGatewayAttachmentOptions,
    TransitGatewayOptions, TransitGatewayRoute, TransitGatewayRouteTable,
};

const TABLE: &str = "transitGatewayRouteTable";

/// Reads `AWS::EC2::TransitGateway`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = TransitGatewayOptions::default();
    let word = |key: &str, usual: String| view.text(key).unwrap_or(usual);
    let blocks = view.texts("TransitGatewayCidrBlocks");
    let gateway = TransitGateway {
        name: Some(own.name()),
        tags: own.tags(),
        region: Some(maker.ground.region.clone()),
        options: TransitGatewayOptions {
            amazon_side_asn: view.number("AmazonSideAsn").filter(|asn| *asn != 64512),
            transit_gateway_cidr_blocks: blocks
                .iter()
                .map(|block| netyard_core::net::CidrBlock::new(block))
                .collect(),
            auto_accept_shared_attachments: word(
                "AutoAcceptSharedAttachments",
                usual.auto_accept_shared_attachments,
            ),
            default_route_table_association: word(
                "DefaultRouteTableAssociation",
                usual.default_route_table_association,
            ),
            default_route_table_propagation: word(
                "DefaultRouteTablePropagation",
                usual.default_route_table_propagation,
            ),
            association_default_route_table_id: view.id("AssociationDefaultRouteTableId"),
            propagation_default_route_table_id: view.id("PropagationDefaultRouteTableId"),
            vpn_ecmp_support: word("VpnEcmpSupport", usual.vpn_ecmp_support),
            dns_support: word("DnsSupport", usual.dns_support),
            security_group_referencing_support: word(
                "SecurityGroupReferencingSupport",
                usual.security_group_referencing_support,
            ),
            multicast_support: word("MulticastSupport", usual.multicast_support),
            ..TransitGatewayOptions::default()
        },
        ..TransitGateway::default()
    };
    maker.insert(own, gateway);
    for key in [
        "AssociationDefaultRouteTableId",
        "DefaultRouteTableAssociation",
        "DefaultRouteTablePropagation",
        "PropagationDefaultRouteTableId",
    ] {
        maker.doubt(own, &view, key, TABLE);
    }
}

/// Reads `AWS::EC2::TransitGatewayAttachment` and `AWS::EC2::TransitGatewayVpcAttachment`.
pub(super) fn vpc_attachment(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let options = view.object("Options");
    for key in ["SubnetIds", "AddSubnetIds", "TransitGatewayId", "VpcId"] {
        maker.doubt(own, &view, key, "transitGatewayAttachment");
    }
    let attachment = TransitGatewayAttachment {
        name: Some(own.name()),
        tags: own.tags(),
        transit_gateway_id: view.id("TransitGatewayId"),
        resource_id: view.id("VpcId"),
        subnet_ids: [view.ids("SubnetIds"), view.ids("AddSubnetIds")].concat(),
        options: options.map(|options| self::options(&options)).unwrap_or_default(),
        ..TransitGatewayAttachment::default()
    };
    maker.insert(own, attachment);
}

fn options(view: &View<'_>) -> TransitGatewayAttachmentOptions {
    let usual = TransitGatewayAttachmentOptions::default();
    let word = |key: &str, usual: String| view.text(key).unwrap_or(usual);
    TransitGatewayAttachmentOptions {
        appliance_mode_support: word("ApplianceModeSupport", usual.appliance_mode_support),
        dns_support: word("DnsSupport", usual.dns_support),
        ipv6_support: word("Ipv6Support", usual.ipv6_support),
        security_group_referencing_support: word(
            "SecurityGroupReferencingSupport",
            usual.security_group_referencing_support,
        ),
        ..TransitGatewayAttachmentOptions::default()
    }
}

/// Reads `AWS::EC2::TransitGatewayPeeringAttachment`.
pub(super) fn peering(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("PeerRegion");
    view.text("PeerAccountId");
    let attachment = TransitGatewayAttachment {
        name: Some(own.name()),
        tags: own.tags(),
        transit_gateway_id: view.id("TransitGatewayId"),
        resource_type: "peering".to_owned(),
        resource_id: view.id("PeerTransitGatewayId"),
        ..TransitGatewayAttachment::default()
    };
    maker.insert(own, attachment);
    maker.note(own, "The other side has to accept it; it is drawn as accepted.");
}

/// Reads `AWS::EC2::TransitGatewayRouteTable`.
pub(super) fn table(maker: &mut Maker<'_>, own: &Own) {
    let table = TransitGatewayRouteTable {
        name: Some(own.name()),
        tags: own.tags(),
        transit_gateway_id: own.view().id("TransitGatewayId"),
        ..TransitGatewayRouteTable::default()
    };
    maker.insert(own, table);
}

fn change_table(
    maker: &mut Maker<'_>,
    own: &Own,
    what: &str,
    change: impl FnOnce(&mut TransitGatewayRouteTable),
) {
    let table: Option<ResourceId> = own.view().id("TransitGatewayRouteTableId");
    let joined = table.as_ref().is_some_and(|table| {
        maker.change(
            table,
            |resource| if let Resource::TransitGatewayRouteTable(it) = resource { Some(it) } else { None },
            change,
        )
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, what, table.as_ref(), TABLE);
    }
}

/// What is not known of a table: packets that need it end as unknown.
fn murky(maker: &mut Maker<'_>, own: &Own, part: &str) {
    let part = part.to_owned();
    let why = format!(
        "The template does not tell which attachment it is about; the {part} of its table count as not known."
    );
    change_table(maker, own, "TransitGatewayRouteTableId", |table| {
        if !table.unknown.contains(&part) {
            table.unknown.push(part);
        }
    });
    maker.note(own, &why);
}

/// Reads `AWS::EC2::TransitGatewayRouteTableAssociation`.
pub(super) fn association(maker: &mut Maker<'_>, own: &Own) {
    own.view().id("TransitGatewayRouteTableId");
    match own.view().id("TransitGatewayAttachmentId") {
        Some(attachment) => change_table(maker, own, "TransitGatewayRouteTableId", |table| {
            table.associations.push(attachment);
        }),
        None => maker.cannot_join(own, "TransitGatewayAttachmentId", None, TABLE),
    }
}

/// Reads `AWS::EC2::TransitGatewayRouteTablePropagation`.
pub(super) fn propagation(maker: &mut Maker<'_>, own: &Own) {
    match own.view().id("TransitGatewayAttachmentId") {
        Some(attachment) if own.perhaps.is_none() => {
            change_table(maker, own, "TransitGatewayRouteTableId", |table| {
                table.propagations.push(attachment);
            });
        }
        _ => murky(maker, own, "propagations"),
    }
}

/// Reads `AWS::EC2::TransitGatewayRoute`.
pub(super) fn route(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let route = TransitGatewayRoute {
        destination_cidr_block: view.deciding_cidr("DestinationCidrBlock"),
        transit_gateway_attachment_id: view.id("TransitGatewayAttachmentId"),
        blackhole: view.flag("Blackhole").unwrap_or(false),
        ..TransitGatewayRoute::default()
    };
    let is_known = route.destination_cidr_block.is_some()
        && (route.blackhole || route.transit_gateway_attachment_id.is_some());
    if !is_known || view.is_unknown("Blackhole") || own.perhaps.is_some() {
        murky(maker, own, "routes");
        return;
    }
    change_table(maker, own, "TransitGatewayRouteTableId", |table| {
        table.routes.insert(RowId::new(&format!("r{}", table.routes.len() + 1)), route);
    });
}
