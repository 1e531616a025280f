use super::transit_gateway_propagation::{Brought, brought_by};
use super::{BgpPath, HubOrigin, HubRoute, HubTarget, RoutedNetwork};
use crate::model::{ResourceId, ResourceType, RowId, TransitGatewayRoute};
use crate::net::CidrBlock;
use crate::ordered::Order;
use crate::topology::{AttachmentKind, Network, TransitGatewayNode};
use ipnet::IpNet;
use prefix_trie::joint::JointPrefixMap;
use std::collections::BTreeSet;

/// Two VPC attachments that propagate blocks that overlap: AWS has only that of the VPC that was attached first, and a
/// drawing does not tell which one that is (R-TGW-21).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubOverlap {
    /// The attachment that stands later in the list.
    pub attachment: ResourceId,
    /// Its block.
    pub block: IpNet,
    /// An attachment that stands before it, with a block that overlaps.
    pub other: ResourceId,
}

/// The routes of one table of a transit gateway with what attachments bring into it.
#[derive(Clone, Debug)]
pub struct HubTable {
    /// The drawn table; `None` for a default table that AWS makes and nobody drew.
    pub id: Option<ResourceId>,
    /// The transit gateway.
    pub gateway: ResourceId,
    /// Every route: rows by id, then what attachments bring.
    pub routes: Vec<HubRoute>,
    /// The blocks of VPCs of which one or the other is left out.
    pub overlaps: Vec<HubOverlap>,
    /// What may hold further routes and is not known, as a sentence.
    pub unknown: Option<String>,
    /// For every destination the indices of its routes, best first.
    pub(super) by_destination: JointPrefixMap<IpNet, Vec<usize>>,
    /// The same of idle routes.
    pub(super) idle: JointPrefixMap<IpNet, Vec<usize>>,
    /// For every block of a VPC that propagates it the attachments, by their place in the list.
    vpc_blocks: JointPrefixMap<IpNet, Vec<ResourceId>>,
}

impl HubTable {
    /// A drawn table, or with `None` the default table of a gateway that nobody drew.
    ///
    /// The tables of the VPCs have to be there already.
    pub(super) fn build(
        routed: &RoutedNetwork,
        gateway: &TransitGatewayNode,
        id: Option<&ResourceId>,
    ) -> Self {
        let network = &routed.network;
        let drawn = id.and_then(|id| network.document.transit_gateway_route_table(id.as_str()));
        let mut table = Self {
            id: id.cloned(),
            gateway: gateway.id.clone(),
            routes: Vec::new(),
            overlaps: Vec::new(),
            unknown: None,
            by_destination: JointPrefixMap::new(),
            idle: JointPrefixMap::new(),
            vpc_blocks: JointPrefixMap::new(),
        };
        for (row, route) in drawn.into_iter().flat_map(|drawn| &drawn.routes) {
            table.add_row(network, gateway, row, route);
        }
        let propagates = gateway.implicit_table == Some(true);
        let unwritten = || gateway.unwritten.iter().filter(|_| gateway.default_propagation.as_ref() == id);
        let propagations = match drawn {
            Some(drawn) => drawn.propagations.iter().chain(unwritten()).cloned().collect(),
            None if propagates => {
                if is_without_attachments(gateway) {
                    let name = network.document.display_name(gateway.id.as_str());
                    table.unknown = Some(format!("the attachments of {name} were not read"));
                }
                gateway.attachments.clone()
            }
            None => Vec::new(),
        };
        table.propagate(routed, gateway, &propagations);
        if let Some(part) = drawn.and_then(|drawn| drawn.unknown.first()) {
            table.unknown = Some(format!("its {part} were not read"));
        }
        table.index();
        table
    }

    fn add_row(
        &mut self,
        network: &Network,
        gateway: &TransitGatewayNode,
        row: &RowId,
        route: &TransitGatewayRoute,
    ) {
        let named = route.transit_gateway_attachment_id.as_ref();
        // AWS takes no static route to a Connect attachment (R-TGW-43).
        let node = named.and_then(|id| network.transit_gateway_attachments.get(id));
        if !route.blackhole && node.is_some_and(|node| node.kind == AttachmentKind::Connect) {
            return;
        }
        let usable = |id: &&ResourceId| {
            let node = network.transit_gateway_attachments.get(*id);
            node.is_some_and(|node| !node.is_gone() && node.is_at(gateway.id.as_str()))
        };
        let target = match named.filter(usable) {
            Some(id) if !route.blackhole => HubTarget::Attachment(id.clone()),
            None if !route.blackhole && named.is_some_and(|id| is_unread(network, gateway, id)) => {
                named.map_or(HubTarget::Blackhole(None), |id| HubTarget::Unread(id.clone()))
            }
            _ => HubTarget::Blackhole(named.filter(|_| !route.blackhole).cloned()),
        };
        let of = |destination, origin, prefix_list| HubRoute {
            destination,
            prefix_list,
            target: target.clone(),
            origin,
            row: Some(row.clone()),
            path: None,
            is_idle: false,
        };
        if let Some(net) = route.destination_cidr_block.as_ref().and_then(CidrBlock::net) {
            self.routes.push(of(net, HubOrigin::Static, None));
        }
        if let Some(list) = &route.prefix_list_id {
            match network.prefix_list(list.as_str()).map(|list| list.entries) {
                Some(blocks) => self.routes.extend(
                    blocks.into_iter().map(|block| of(block, HubOrigin::PrefixList, Some(list.clone()))),
                ),
                None => self.unknown = Some(format!("the entries of {list} are not known")),
            }
        }
    }

    /// What attachments bring: a VPC all its blocks (R-TGW-20), a peering nothing (R-TGW-28). Of blocks that overlap each is
    /// taken, for any of them may be the one that AWS has: `contenders` tells which these are (R-TGW-21).
    fn propagate(
        &mut self,
        routed: &RoutedNetwork,
        gateway: &TransitGatewayNode,
        propagations: &[ResourceId],
    ) {
        let network = &routed.network;
        for id in propagations {
            let Some(node) = network.transit_gateway_attachments.get(id) else {
                if is_unread(network, gateway, id) {
                    self.brings_unknown(network, id);
                }
                continue;
            };
            if node.is_gone() || !node.is_at(gateway.id.as_str()) {
                continue;
            }
            match brought_by(routed, gateway, node) {
                Brought::Nothing => {}
                Brought::Unknown => self.brings_unknown(network, id),
                Brought::Paths { origin, blocks, idle } => {
                    self.take(id, origin, blocks, false);
                    self.take(id, origin, idle, true);
                }
                Brought::Blocks { origin, blocks, is_idle } => {
                    if origin == HubOrigin::Vpc && !is_idle {
                        self.add_vpc(id, blocks.iter().map(|(block, _)| *block));
                    }
                    self.take(id, origin, blocks, is_idle);
                }
            }
        }
    }

    /// Takes the blocks of a VPC that is up.
    fn add_vpc(&mut self, id: &ResourceId, blocks: impl Iterator<Item = IpNet>) {
        for block in blocks {
            // A static row for the very block hides whatever AWS has of it.
            let is_hidden =
                |routes: &[HubRoute]| routes.iter().any(|own| own.row.is_some() && own.destination == block);
            let other = self.around(block).flatten().find(|other| *other != id).cloned();
            if let Some(other) = other.filter(|_| !is_hidden(&self.routes)) {
                self.overlaps.push(HubOverlap { attachment: id.clone(), block, other });
            }
            match self.vpc_blocks.get_mut(&block) {
                Some(ids) => ids.push(id.clone()),
                None => {
                    self.vpc_blocks.insert(block, vec![id.clone()]);
                }
            }
        }
    }

    /// The attachments of VPCs with a block that overlaps this one.
    fn around(&self, block: IpNet) -> impl Iterator<Item = &Vec<ResourceId>> {
        let wider = self.vpc_blocks.cover(&block).filter(move |(net, _)| *net != block);
        let wider = wider.map(|(_, ids)| ids);
        wider.chain(self.vpc_blocks.children(&block).map(|(_, ids)| ids))
    }

    /// The attachments of VPCs of which AWS takes only the one that was attached first, where a route is such a block
    /// (R-TGW-21); none where nothing overlaps it.
    pub fn contenders(&self, route: &HubRoute) -> BTreeSet<&ResourceId> {
        if route.origin != HubOrigin::Vpc || route.is_idle {
            return BTreeSet::new();
        }
        let all: BTreeSet<&ResourceId> = self.around(route.destination).flatten().collect();
        if all.len() > 1 { all } else { BTreeSet::new() }
    }

    /// Takes what an attachment brings.
    fn take(
        &mut self,
        attachment: &ResourceId,
        origin: HubOrigin,
        blocks: Vec<(IpNet, Option<BgpPath>)>,
        is_idle: bool,
    ) {
        let target = HubTarget::Attachment(attachment.clone());
        self.routes.extend(blocks.into_iter().map(|(destination, path)| HubRoute {
            destination,
            prefix_list: None,
            target: target.clone(),
            origin,
            row: None,
            path,
            is_idle,
        }));
    }

    fn brings_unknown(&mut self, network: &Network, attachment: &ResourceId) {
        let name = network.document.display_name(attachment.as_str());
        self.unknown.get_or_insert_with(|| format!("the routes that {name} brings are not known"));
    }

    fn index(&mut self) {
        for (index, route) in self.routes.iter().enumerate() {
            let map = if route.is_idle { &mut self.idle } else { &mut self.by_destination };
            match map.get_mut(&route.destination) {
                Some(indices) => indices.push(index),
                None => {
                    map.insert(route.destination, vec![index]);
                }
            }
        }
        for indices in self.by_destination.values_mut().chain(self.idle.values_mut()) {
            indices.order_by_key(|index| (self.routes.get(*index).map(HubRoute::rank), *index));
        }
    }

    /// Why the winner of a lookup is not sure: something may hold a narrower route. Nothing beats a route to one address.
    pub fn doubt(&self, winner: Option<&HubRoute>) -> Option<&str> {
        let is_sure = winner.is_some_and(|route| {
            !route.is_idle && route.destination.prefix_len() == route.destination.max_prefix_len()
        });
        self.unknown.as_deref().filter(|_| !is_sure)
    }
}

/// Whether an importer saw nothing of the attachments of a gateway.
fn is_without_attachments(gateway: &TransitGatewayNode) -> bool {
    gateway.does_not_know(ResourceType::TransitGatewayAttachment.type_name())
}

/// Whether the attachment may exist although nothing tells of it.
fn is_unread(network: &Network, gateway: &TransitGatewayNode, attachment: &ResourceId) -> bool {
    is_without_attachments(gateway) && !network.transit_gateway_attachments.contains_key(attachment)
}
