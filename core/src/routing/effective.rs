use super::Target;
use crate::model::reserved::GatewayService;
use crate::model::{ResourceId, RouteTable, RowId};
use crate::net::Family;
use crate::ordered::Order;
use crate::topology::{Network, VpcNode, managed_prefix_list};
use ipnet::IpNet;
use prefix_trie::joint::JointPrefixMap;

/// Where a route comes from; the order is the order of preference among equal prefixes (R-RT-2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The local route of a block of the VPC (R-RT-5).
    Local,
    /// A row that somebody wrote, with a CIDR as destination.
    Static,
    /// A row with a prefix list as destination.
    PrefixList,
    /// The route that a gateway endpoint adds (R-GWE-2).
    Endpoint,
    /// A row that a virtual private gateway or a route server propagates.
    Propagated,
}

/// One route of a table, down to a single block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffectiveRoute {
    /// The block.
    pub destination: IpNet,
    /// The prefix list that the block comes from.
    pub prefix_list: Option<ResourceId>,
    /// What it leads to.
    pub target: Target,
    /// Where it comes from.
    pub origin: Origin,
    /// The row; `None` for local and endpoint routes, and for what a gateway propagates in the drawing.
    pub row: Option<RowId>,
    /// Whether the block is a documented placeholder instead of AWS's own list.
    pub placeholder: bool,
}

/// The routes of one table with what AWS adds by itself.
#[derive(Clone, Debug)]
pub struct EffectiveTable {
    /// The drawn table; `None` for a main table that AWS makes and nobody drew.
    pub id: Option<ResourceId>,
    /// The VPC.
    pub vpc: ResourceId,
    /// Every route: local first, then rows by id, then what gateways propagate, then endpoints.
    pub routes: Vec<EffectiveRoute>,
    /// Prefix lists that rows name but whose blocks are not known, with what the rows lead to.
    pub unknown_lists: Vec<(ResourceId, Target)>,
    /// For every destination the indices of its routes, best first.
    by_destination: JointPrefixMap<IpNet, Vec<usize>>,
}

impl EffectiveTable {
    pub(super) fn of_drawn(network: &Network, vpc: &VpcNode, id: &ResourceId, table: &RouteTable) -> Self {
        let mut routes = local_routes(vpc);
        let mut unknown_lists = Vec::new();
        for (row, route) in &table.routes {
            let target = Target::of(network, vpc, route);
            let of = |destination, origin, prefix_list| EffectiveRoute {
                destination,
                prefix_list,
                target: target.clone(),
                origin,
                row: Some(row.clone()),
                placeholder: false,
            };
            if let Some(net) = route.destination_cidr().and_then(crate::net::CidrBlock::net) {
                let is_local = |existing: &EffectiveRoute| {
                    existing.origin == Origin::Local && existing.destination == net
                };
                if target == Target::Local && routes.iter().any(is_local) {
                    continue;
                }
                if route.is_propagated() {
                    // Inside the VPC the local route wins, however narrow the other one is (R-RT-3).
                    if !vpc.cidrs.iter().any(|cidr| cidr.contains(&net)) {
                        routes.push(of(net, Origin::Propagated, None));
                    }
                    continue;
                }
                // A row for a block of the VPC itself replaces the target of the local route (R-RT-6).
                routes.retain(|existing| !is_local(existing));
                routes.push(of(net, Origin::Static, None));
            }
            if let Some(list) = &route.destination_prefix_list_id {
                match known_blocks(network, vpc, list) {
                    Some(blocks) => routes.extend(
                        blocks.into_iter().map(|block| of(block, Origin::PrefixList, Some(list.clone()))),
                    ),
                    None => unknown_lists.push((list.clone(), target.clone())),
                }
            }
        }
        let propagated = super::propagation::routes(network, vpc, table, &routes);
        routes.extend(propagated);
        routes.extend(endpoint_routes(network, vpc, id));
        Self::new(Some(id.clone()), vpc.id.clone(), routes, unknown_lists)
    }

    /// The table that AWS makes for a regional NAT gateway: local, and a default route to the internet gateway (R-RNAT-2).
    pub(super) fn of_regional_nat(vpc: &VpcNode) -> Self {
        let mut routes = local_routes(vpc);
        routes.extend(vpc.internet_gateways.first().map(|gateway| EffectiveRoute {
            destination: crate::net::well_known::ANY_IPV4,
            prefix_list: None,
            target: Target::InternetGateway(gateway.clone()),
            origin: Origin::Static,
            row: None,
            placeholder: false,
        }));
        Self::new(None, vpc.id.clone(), routes, Vec::new())
    }

    pub(super) fn implicit_main(vpc: &VpcNode) -> Self {
        Self::new(None, vpc.id.clone(), local_routes(vpc), Vec::new())
    }

    fn new(
        id: Option<ResourceId>,
        vpc: ResourceId,
        routes: Vec<EffectiveRoute>,
        unknown_lists: Vec<(ResourceId, Target)>,
    ) -> Self {
        let mut by_destination: JointPrefixMap<IpNet, Vec<usize>> = JointPrefixMap::new();
        for (index, route) in routes.iter().enumerate() {
            match by_destination.get_mut(&route.destination) {
                Some(indices) => indices.push(index),
                None => {
                    by_destination.insert(route.destination, vec![index]);
                }
            }
        }
        for indices in by_destination.values_mut() {
            indices.order_by_key(|index| (routes.get(*index).map(|route| route.origin), *index));
        }
        Self { id, vpc, routes, unknown_lists, by_destination }
    }

    /// A prefix list that may hold a narrower block than the winner and lead elsewhere, so that the winner is not sure.
    ///
    /// Nothing beats a route to one address, nor a local route (R-RT-3).
    pub fn unknown_rival(&self, winner: Option<&EffectiveRoute>) -> Option<&ResourceId> {
        let is_sure = winner.is_some_and(|winner| {
            winner.origin == Origin::Local
                || winner.destination.prefix_len() == winner.destination.max_prefix_len()
        });
        let rivals = self.unknown_lists.iter().filter(|_| !is_sure);
        rivals
            .filter(|(_, target)| winner.is_none_or(|winner| winner.target != *target))
            .map(|(list, _)| list)
            .next()
    }

    pub(super) fn best_for(&self, address: IpNet) -> Vec<&EffectiveRoute> {
        let indices =
            self.by_destination.get_lpm(&address).map(|(_, indices)| indices.as_slice()).unwrap_or_default();
        indices.iter().filter_map(|index| self.routes.get(*index)).collect()
    }

    pub(super) fn covering(&self, address: IpNet) -> impl Iterator<Item = &EffectiveRoute> {
        self.by_destination.cover_values(&address).flatten().filter_map(|index| self.routes.get(*index))
    }

    /// Routes of one family, in the order of the table.
    pub fn routes_of(&self, family: Family) -> impl Iterator<Item = &EffectiveRoute> {
        self.routes.iter().filter(move |route| Family::of(route.destination.addr()) == family)
    }
}

/// The blocks of a list; `None` for one that nobody drew, or of which an importer saw no entries.
fn known_blocks(network: &Network, vpc: &VpcNode, list: &ResourceId) -> Option<Vec<IpNet>> {
    let blocks = network.prefix_list(list.as_str())?.entries;
    let is_unseen = blocks.is_empty() && vpc.does_not_know("managedPrefixList");
    (!is_unseen).then_some(blocks)
}

fn local_routes(vpc: &VpcNode) -> Vec<EffectiveRoute> {
    let local = |cidr: &IpNet| EffectiveRoute {
        destination: *cidr,
        prefix_list: None,
        target: Target::Local,
        origin: Origin::Local,
        row: None,
        placeholder: false,
    };
    vpc.cidrs.iter().map(local).collect()
}

/// The routes of the gateway endpoints that are associated with the table. An endpoint of another Region adds none:
/// its service is reached on the normal way (R-GWE-1).
fn endpoint_routes(network: &Network, vpc: &VpcNode, table: &ResourceId) -> Vec<EffectiveRoute> {
    let mut routes = Vec::new();
    for endpoint in vpc.endpoints.iter().filter_map(|id| network.endpoints.get(id)) {
        let Some((service, region)) = &endpoint.service else { continue };
        let serves = endpoint.is_gateway
            && endpoint.route_tables.contains(table)
            && vpc.region.as_ref().is_none_or(|own| own == region);
        if !serves {
            continue;
        }
        let (list, placeholder) = managed_prefix_list(network, *service, region);
        // Amazon S3 has no IPv6 behind a gateway endpoint (R-GWE-11).
        let fits = |block: &&IpNet| block.addr().is_ipv4() || *service == GatewayService::DynamoDb;
        routes.extend(list.entries.iter().filter(fits).map(|block| EffectiveRoute {
            destination: *block,
            prefix_list: Some(list.id.clone()),
            target: Target::GatewayEndpoint(endpoint.id.clone()),
            origin: Origin::Endpoint,
            row: None,
            placeholder,
        }));
    }
    routes
}

impl EffectiveRoute {
    /// Whether the table's row can be edited by somebody: local, propagated and endpoint routes cannot.
    pub fn is_written(&self) -> bool {
        self.row.is_some()
    }
}
