use super::{EffectiveTable, HubTable, Target};
use crate::model::{Document, Resource, ResourceId};
use crate::ordered::IntoOrdered;
use crate::topology::{NatNode, Network, Source, SubnetNode, TransitGatewayNode};
use std::collections::{BTreeMap, BTreeSet};

/// A network with the effective routes of all its tables: what rules and packets work on. Built once per change.
///
/// The default is the one of an empty drawing, for hosts that begin with nothing.
#[derive(Clone, Debug, Default)]
pub struct RoutedNetwork {
    /// The network.
    pub network: Network,
    /// The drawn tables that belong to a VPC.
    pub tables: BTreeMap<ResourceId, EffectiveTable>,
    /// For VPCs without a drawn main table, the one that AWS makes (local routes only), by VPC.
    pub implicit_main: BTreeMap<ResourceId, EffectiveTable>,
    /// For regional NAT gateways that name no route table, the one that AWS makes, by gateway (R-RNAT-2).
    pub regional_nat: BTreeMap<ResourceId, EffectiveTable>,
    /// The drawn tables of transit gateways.
    pub hub_tables: BTreeMap<ResourceId, HubTable>,
    /// For transit gateways without a drawn default table, the one that AWS makes, by gateway (R-TGW-23).
    pub implicit_hub_tables: BTreeMap<ResourceId, HubTable>,
}

/// Which table of a transit gateway decides for what an attachment brings (R-TGW-13).
#[derive(Clone, Copy, Debug)]
pub enum HubAssociation<'a> {
    /// This one.
    Table(&'a HubTable),
    /// None: what the attachment brings is dropped.
    None,
    /// Not known: the importer saw no tables of transit gateways.
    Unknown,
}

/// Which table decides for a subnet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableKey {
    /// A drawn table.
    Drawn(ResourceId),
    /// The main table that AWS makes for this VPC; it is not drawn.
    ImplicitMain(ResourceId),
    /// Not known: the importer saw no route tables, or the subnet is in no VPC.
    Unknown,
}

impl RoutedNetwork {
    /// Indexes a document and works out its routes. Takes time in line with its size.
    pub fn build(document: &Document) -> Self {
        let network = Network::build(document);
        let mut tables = BTreeMap::new();
        for vpc in network.vpcs.values() {
            for id in &vpc.route_tables {
                if let Some(Resource::RouteTable(table)) = network.document.resource(id.as_str()) {
                    tables.insert(id.clone(), EffectiveTable::of_drawn(&network, vpc, id, table));
                }
            }
        }
        let implicit_main = network
            .vpcs
            .values()
            .filter(|vpc| vpc.main_route_table == Source::Implicit)
            .map(|vpc| (vpc.id.clone(), EffectiveTable::implicit_main(vpc)))
            .into_map();
        let regional_nat = network
            .nat_gateways
            .values()
            .filter(|nat| nat.regional.is_some())
            .filter_map(|nat| {
                let vpc = network.vpcs.get(nat.vpc.as_ref()?)?;
                Some((nat.id.clone(), EffectiveTable::of_regional_nat(vpc)))
            })
            .into_map();
        let (hub_tables, implicit_hub_tables) = (BTreeMap::new(), BTreeMap::new());
        let mut routed =
            Self { network, tables, implicit_main, regional_nat, hub_tables, implicit_hub_tables };
        // What appliances tell a transit gateway hangs on the tables of their subnets.
        let hubs = || routed.network.transit_gateways.values();
        let hub_tables = hubs()
            .flat_map(|hub| hub.tables.iter().map(|id| (id.clone(), HubTable::build(&routed, hub, Some(id)))))
            .into_map();
        let implicit_hub_tables = hubs()
            .filter(|hub| hub.implicit_table.is_some())
            .map(|hub| (hub.id.clone(), HubTable::build(&routed, hub, None)))
            .into_map();
        routed.hub_tables = hub_tables;
        routed.implicit_hub_tables = implicit_hub_tables;
        routed
    }

    /// Works the routes of one drawn table out again, of a VPC or of a transit gateway: all that a change of its rows
    /// needs. The document of [`RoutedNetwork::network`] has to have the change; of its problems nothing is said anew.
    pub(crate) fn work_out_again(&mut self, id: &ResourceId) {
        let network = &self.network;
        if let Some(table) = self.tables.get_mut(id)
            && let Some(Resource::RouteTable(drawn)) = network.document.resource(id.as_str())
            && let Some(vpc) = network.vpcs.get(&table.vpc)
        {
            *table = EffectiveTable::of_drawn(network, vpc, id, drawn);
        }
        if self.tables.contains_key(id) {
            for hub in self.hubs_told_by(id) {
                self.work_out_hub(&hub, None);
            }
        } else if let Some(hub) = self.hub_tables.get(id).map(|table| table.gateway.clone()) {
            self.work_out_hub(&hub, Some(id));
        }
    }

    /// The transit gateways that appliances of a subnet with this table tell routes.
    fn hubs_told_by(&self, table: &ResourceId) -> BTreeSet<ResourceId> {
        let network = &self.network;
        let uses_it = |interface: &ResourceId| {
            let subnet = network.interfaces.get(interface).and_then(|node| node.subnet.as_ref());
            let subnet = subnet.and_then(|id| network.subnets.get(id));
            subnet.is_some_and(|subnet| self.table_key(subnet) == TableKey::Drawn(table.clone()))
        };
        let peers = network.connect_peers.values();
        let told = peers.filter(|peer| peer.interface.as_ref().is_some_and(uses_it));
        told.filter_map(|peer| peer.gateway.clone()).into_set()
    }

    /// Works one table of a transit gateway out again, or with `None` all of them.
    fn work_out_hub(&mut self, hub: &ResourceId, only: Option<&ResourceId>) {
        let Some(hub) = self.network.transit_gateways.get(hub) else { return };
        let is_wanted = |id: &&ResourceId| only.is_none_or(|only| only == *id);
        let tables = hub.tables.iter().filter(is_wanted);
        let tables = tables.map(|id| (id.clone(), HubTable::build(self, hub, Some(id)))).into_map();
        let has_implicit = only.is_none() && hub.implicit_table.is_some();
        let implicit = has_implicit.then(|| (hub.id.clone(), HubTable::build(self, hub, None)));
        self.hub_tables.extend(tables);
        self.implicit_hub_tables.extend(implicit);
    }

    /// Which table decides for a subnet (R-RT-15).
    pub fn table_key(&self, subnet: &SubnetNode) -> TableKey {
        match (&subnet.route_table, &subnet.vpc) {
            (Source::Explicit(id) | Source::Default(id), _) => TableKey::Drawn(id.clone()),
            (Source::Implicit, Some(vpc)) => TableKey::ImplicitMain(vpc.clone()),
            (Source::Unknown, _) | (Source::Implicit, None) => TableKey::Unknown,
        }
    }

    /// The effective table of a subnet; `None` where it is not known.
    pub fn table_of(&self, subnet: &SubnetNode) -> Option<&EffectiveTable> {
        match self.table_key(subnet) {
            TableKey::Drawn(id) => self.tables.get(&id),
            TableKey::ImplicitMain(vpc) => self.implicit_main.get(&vpc),
            TableKey::Unknown => None,
        }
    }

    /// The table of a transit gateway that decides for what this attachment brings (R-TGW-13).
    pub fn hub_table_of(&self, gateway: &TransitGatewayNode, attachment: &ResourceId) -> HubAssociation<'_> {
        let table = match gateway.associations.get(attachment) {
            None => return HubAssociation::None,
            Some(Source::Unknown) => return HubAssociation::Unknown,
            Some(Source::Explicit(id) | Source::Default(id)) => self.hub_tables.get(id),
            Some(Source::Implicit) => self.implicit_hub_tables.get(&gateway.id),
        };
        table.map_or(HubAssociation::None, HubAssociation::Table)
    }

    /// The route table of a regional NAT gateway: the one that it names, else the one that AWS makes.
    pub fn table_of_nat(&self, nat: &NatNode) -> Option<&EffectiveTable> {
        let own = nat.regional.as_ref()?.route_table.as_ref().and_then(|table| self.tables.get(table));
        own.filter(|table| nat.vpc.as_ref() == Some(&table.vpc)).or_else(|| self.regional_nat.get(&nat.id))
    }

    /// Whether a subnet is public: its effective table leads to an internet gateway (R-RT-40). Derived, never declared.
    pub fn is_public(&self, subnet: &str) -> bool {
        let table = self.network.subnets.get(subnet).and_then(|subnet| self.table_of(subnet));
        table.is_some_and(|table| {
            table.routes.iter().any(|route| matches!(route.target, Target::InternetGateway(_)))
        })
    }

    /// Subnets whose routes the importer did not see: neither public nor private is known of them.
    pub fn unknown_subnets(&self) -> BTreeSet<ResourceId> {
        let subnets = self.network.subnets.values();
        let unknown = subnets.filter(|subnet| subnet.route_table == Source::Unknown);
        unknown.map(|subnet| subnet.id.clone()).into_set()
    }

    /// All public subnets.
    pub fn public_subnets(&self) -> BTreeSet<ResourceId> {
        self.network.subnets.keys().filter(|id| self.is_public(id.as_str())).cloned().into_set()
    }
}
