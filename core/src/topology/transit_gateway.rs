//! Transit gateways, what is attached to them, and which of their tables decides for what.

use super::Network;
use super::hub::{AttachmentKind, TransitGatewayAttachmentNode, TransitGatewayNode, USUAL_ASN};
use super::node::Source;
use super::vpn::announced;
use crate::model::{
    Document, Resource, ResourceId, ResourceType, TransitGatewayAttachment, TransitGatewayRouteTable,
};
use crate::ordered::IntoOrdered;
use std::collections::{BTreeMap, BTreeSet};

/// The word for what is switched on.
const ENABLE: &str = "enable";

impl Network {
    /// Gateways first, then attachments, then tables.
    pub(super) fn add_transit_gateways(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::TransitGateway(gateway) = resource.as_ref() else { continue };
            let options = &gateway.options;
            let node = TransitGatewayNode {
                id: id.clone(),
                region: gateway.region.clone(),
                state: gateway.state.clone(),
                attachments: Vec::new(),
                tables: Vec::new(),
                associations: BTreeMap::new(),
                implicit_table: None,
                references_groups: options.security_group_referencing_support == ENABLE,
                shares_vpn: options.vpn_ecmp_support == ENABLE,
                unwritten: Vec::new(),
                default_propagation: None,
                asn: options.amazon_side_asn.unwrap_or(USUAL_ASN),
                unknown: gateway.unknown.iter().cloned().into_set(),
            };
            self.transit_gateways.insert(id.clone(), node);
            let at = self.graph.add_node(id.clone());
            self.graph_nodes.insert(id.clone(), at);
        }
        for (id, resource) in &document.resources {
            if let Resource::TransitGatewayAttachment(attachment) = resource.as_ref() {
                self.add_attachment(id, attachment);
            }
        }
        self.attach_connections(document);
        for (id, resource) in &document.resources {
            if let Resource::TransitGatewayRouteTable(table) = resource.as_ref() {
                self.associate_attachments(id, table);
            }
        }
        self.make_default_tables(document);
    }

    fn add_attachment(&mut self, id: &ResourceId, attachment: &TransitGatewayAttachment) {
        let gateway = self.resolve(
            id,
            "/transitGatewayId",
            attachment.transit_gateway_id.as_ref(),
            ResourceType::TransitGateway,
        );
        let resource = attachment.resource_id.as_ref();
        let kind = AttachmentKind::of(&attachment.resource_type);
        let attached = match kind {
            AttachmentKind::Vpc => self.resolve(id, "/resourceId", resource, ResourceType::Vpc),
            AttachmentKind::Peering => {
                self.resolve(id, "/resourceId", resource, ResourceType::TransitGateway)
            }
            _ => resource.cloned(),
        };
        let subnets = self.subnets_of_attachment(id, attachment, attached.as_ref());
        let mut state = attachment.state.clone();
        if state == "available" && self.cannot_exist(gateway.as_ref(), kind, attached.as_ref()) {
            "failed".clone_into(&mut state);
        }
        let node = TransitGatewayAttachmentNode {
            id: id.clone(),
            gateway: gateway.clone(),
            kind,
            resource: attached.clone(),
            subnets,
            announced: attachment
                .advertisements
                .as_ref()
                .filter(|_| kind == AttachmentKind::Connect)
                .map(announced),
            peers: Vec::new(),
            state,
            appliance_mode: attachment.options.appliance_mode_support == ENABLE,
            propagates_ipv6: attachment.options.ipv6_support == ENABLE,
            references_groups: attachment.options.security_group_referencing_support == ENABLE,
        };
        let is_gone = node.is_gone();
        self.transit_gateway_attachments.insert(id.clone(), node);
        if is_gone {
            return;
        }
        let ends = [gateway.as_ref(), attached.as_ref()];
        let hubs = if kind == AttachmentKind::Peering { &ends[..] } else { &ends[..1] };
        for hub in hubs.iter().copied().flatten() {
            if let Some(hub) = self.transit_gateways.get_mut(hub)
                && hub.attachments.last() != Some(id)
            {
                hub.attachments.push(id.clone());
            }
        }
        if let Some(vpc) = attached.as_ref().filter(|_| kind == AttachmentKind::Vpc)
            && let Some(vpc) = self.vpcs.get_mut(vpc)
        {
            vpc.transit_gateway_attachments.push(id.clone());
        }
        if let [Some(one), Some(other)] = ends.map(|end| self.graph_nodes.get(end?).copied()) {
            self.graph.add_edge(one, other, id.clone());
        }
    }

    /// AWS attaches a VPN connection where it makes one: an attachment that nobody drew has the id of its connection.
    fn attach_connections(&mut self, document: &Document) {
        let attachments = self.transit_gateway_attachments.values();
        let drawn = attachments.filter(|node| node.kind == AttachmentKind::Vpn);
        let drawn: BTreeSet<ResourceId> = drawn.filter_map(|node| node.resource.clone()).into_set();
        for (id, resource) in &document.resources {
            let Resource::VpnConnection(connection) = resource.as_ref() else { continue };
            let named = connection.transit_gateway_id.as_ref();
            let Some(gateway) = named.and_then(|named| self.transit_gateways.get_mut(named)) else {
                continue;
            };
            let is_unread = gateway.does_not_know(ResourceType::TransitGatewayAttachment.type_name());
            let node = TransitGatewayAttachmentNode {
                id: id.clone(),
                gateway: named.cloned(),
                kind: AttachmentKind::Vpn,
                resource: Some(id.clone()),
                subnets: Vec::new(),
                announced: None,
                peers: Vec::new(),
                state: connection.state.clone(),
                appliance_mode: false,
                propagates_ipv6: false,
                references_groups: false,
            };
            if !is_unread && !node.is_gone() && !drawn.contains(id) {
                gateway.attachments.push(id.clone());
                gateway.unwritten.push(id.clone());
                self.transit_gateway_attachments.insert(id.clone(), node);
            }
        }
    }

    /// The subnets of a VPC attachment, one a zone: AWS takes no second one (R-TGW-3).
    fn subnets_of_attachment(
        &mut self,
        id: &ResourceId,
        attachment: &TransitGatewayAttachment,
        vpc: Option<&ResourceId>,
    ) -> Vec<ResourceId> {
        let mut zones: BTreeSet<String> = BTreeSet::new();
        let mut subnets = Vec::new();
        for (index, subnet) in attachment.subnet_ids.iter().enumerate() {
            let path = format!("/subnetIds/{index}");
            let Some(subnet) = self.resolve(id, &path, Some(subnet), ResourceType::Subnet) else { continue };
            let Some(node) = self.subnets.get(&subnet) else { continue };
            let is_new_zone = node.zone.as_ref().is_none_or(|zone| zones.insert(zone.clone()));
            if node.vpc.as_ref() == vpc && is_new_zone {
                subnets.push(subnet);
            }
        }
        subnets
    }

    /// Whether AWS would not have made it: the VPC is in another Region (R-TGW-1) or attached already (R-TGW-2), or the
    /// gateway is peered with itself (R-TGW-28).
    fn cannot_exist(
        &self,
        gateway: Option<&ResourceId>,
        kind: AttachmentKind,
        attached: Option<&ResourceId>,
    ) -> bool {
        if kind == AttachmentKind::Peering && gateway.is_some() && gateway == attached {
            return true;
        }
        let (Some(gateway), Some(vpc), AttachmentKind::Vpc) = (gateway, attached, kind) else { return false };
        let regions = (
            self.transit_gateways.get(gateway).and_then(|gateway| gateway.region.as_ref()),
            self.vpcs.get(vpc).and_then(|vpc| vpc.region.as_ref()),
        );
        let elsewhere = matches!(regions, (Some(one), Some(other)) if one != other);
        let twice = self
            .attachment_of(vpc.as_str(), gateway.as_str())
            .is_some_and(TransitGatewayAttachmentNode::is_up);
        elsewhere || twice
    }

    fn associate_attachments(&mut self, id: &ResourceId, table: &TransitGatewayRouteTable) {
        let gateway = self.resolve(
            id,
            "/transitGatewayId",
            table.transit_gateway_id.as_ref(),
            ResourceType::TransitGateway,
        );
        let lists = [("associations", &table.associations), ("propagations", &table.propagations)];
        for (field, list) in lists {
            for (index, attachment) in list.iter().enumerate() {
                let path = format!("/{field}/{index}");
                self.resolve(id, &path, Some(attachment), ResourceType::TransitGatewayAttachment);
            }
        }
        let Some(gateway) = gateway.and_then(|gateway| self.transit_gateways.get_mut(&gateway)) else {
            return;
        };
        gateway.tables.push(id.clone());
        let attachments = &self.transit_gateway_attachments;
        let is_own = |attachment: &&ResourceId| {
            attachments
                .get(*attachment)
                .is_some_and(|node| !node.is_gone() && node.is_at(gateway.id.as_str()))
        };
        for attachment in table.associations.iter().filter(is_own).collect::<Vec<_>>() {
            // An attachment has one table (R-TGW-14); of two that name it, the first by id counts.
            gateway.associations.entry(attachment.clone()).or_insert_with(|| Source::Explicit(id.clone()));
        }
    }

    /// The default table of a gateway that associates by itself and has none drawn: AWS makes it (R-TGW-23).
    fn make_default_tables(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::TransitGateway(gateway) = resource.as_ref() else { continue };
            let Some(node) = self.transit_gateways.get_mut(id) else { continue };
            let is_unseen = node.unknown.contains(ResourceType::TransitGatewayRouteTable.type_name());
            let options = &gateway.options;
            let drawn = |id: &ResourceId| document.transit_gateway_route_table(id.as_str());
            let for_association = node.tables.iter().find(|table| {
                options.association_default_route_table_id.as_ref() == Some(table)
                    || drawn(table).is_some_and(|table| table.default_association_route_table)
            });
            let for_propagation = node.tables.iter().find(|table| {
                options.propagation_default_route_table_id.as_ref() == Some(table)
                    || drawn(table).is_some_and(|table| table.default_propagation_route_table)
            });
            let propagates = options.default_route_table_propagation == ENABLE;
            node.default_propagation = for_propagation.filter(|_| propagates).cloned();
            let may_associate = options.default_route_table_association == ENABLE;
            if let Some(table) = for_association.filter(|_| may_associate) {
                for attachment in &node.unwritten {
                    let source = || Source::Default(table.clone());
                    node.associations.entry(attachment.clone()).or_insert_with(source);
                }
            }
            let associates = may_associate && for_association.is_none();
            if !is_unseen && !associates {
                continue;
            }
            let source = if is_unseen { Source::Unknown } else { Source::Implicit };
            for attachment in &node.attachments {
                node.associations.entry(attachment.clone()).or_insert_with(|| source.clone());
            }
            if !is_unseen {
                node.implicit_table = Some(propagates);
            }
        }
    }

    /// The attachment that joins a VPC with a transit gateway: the one that is up, else the first.
    pub fn attachment_of(&self, vpc: &str, gateway: &str) -> Option<&TransitGatewayAttachmentNode> {
        let attachments = || {
            self.vpcs
                .get(vpc)
                .into_iter()
                .flat_map(|vpc| &vpc.transit_gateway_attachments)
                .filter_map(|id| self.transit_gateway_attachments.get(id))
                .filter(|node| node.gateway.as_ref().is_some_and(|id| id.as_str() == gateway))
        };
        attachments().find(|node| node.is_up()).or_else(|| attachments().next())
    }
}
