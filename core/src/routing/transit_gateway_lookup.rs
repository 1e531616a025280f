use super::{HubRoute, HubTable};
use crate::ordered::Order;
use ipnet::IpNet;
use prefix_trie::joint::JointPrefixMap;
use std::cmp::Reverse;
use std::net::IpAddr;

/// The outcome of a lookup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubLookup<'a> {
    /// The winner.
    pub winner: &'a HubRoute,
    /// Routes to the same block by other attachments that BGP ranks as it ranks the winner: AWS takes one of them, or
    /// shares the traffic among all (R-TGW-32).
    pub equal: Vec<&'a HubRoute>,
    /// Routes to the same block that lost against it, best first.
    pub lower_priority: Vec<&'a HubRoute>,
    /// Routes to wider blocks that lost against it, narrowest first.
    pub less_specific: Vec<&'a HubRoute>,
}

impl<'a> HubLookup<'a> {
    /// Of the routes that hold an address, in the order in which they win.
    fn of(routes: &[&'a HubRoute]) -> Option<Self> {
        let (winner, others) = routes.split_first()?;
        let mut found =
            Self { winner, equal: Vec::new(), lower_priority: Vec::new(), less_specific: Vec::new() };
        for route in others {
            let list = if route.destination != winner.destination {
                &mut found.less_specific
            } else if winner.path.is_some() && route.rank() == winner.rank() && route.target != winner.target
            {
                &mut found.equal
            } else {
                &mut found.lower_priority
            };
            list.push(route);
        }
        Some(found)
    }
}

impl HubTable {
    /// Longest prefix first, then the order of origins (R-TGW-15, R-TGW-17), then the path of BGP (R-TGW-16). A blackhole
    /// that wins is a winner; an idle route wins only where there is no other.
    ///
    /// Takes time in the length of the address, not in the number of routes.
    pub fn look_up(&self, address: IpAddr) -> Option<HubLookup<'_>> {
        self.look_up_without(address, &|_| false)
    }

    /// The same while some routes are withdrawn: like idle ones these win only where there is no other.
    pub fn look_up_without(
        &self,
        address: IpAddr,
        is_withdrawn: &dyn Fn(&HubRoute) -> bool,
    ) -> Option<HubLookup<'_>> {
        self.look_up_as(address, is_withdrawn, &|_| false)
    }

    /// The same where AWS does not even have some routes: these never win.
    pub fn look_up_as(
        &self,
        address: IpAddr,
        is_withdrawn: &dyn Fn(&HubRoute) -> bool,
        is_absent: &dyn Fn(&HubRoute) -> bool,
    ) -> Option<HubLookup<'_>> {
        let mut in_use = self.in_use(address, is_withdrawn);
        in_use.retain(|route| !is_absent(route));
        HubLookup::of(&in_use).or_else(|| {
            let mut lost = ranked(self, &self.by_destination, address);
            lost.retain(|route| is_withdrawn(route) && !is_absent(route));
            lost.extend(ranked(self, &self.idle, address));
            lost.order_by_key(|route| Reverse(route.destination.prefix_len()));
            // AWS has none of these, so there is nothing to choose.
            Some(HubLookup { equal: Vec::new(), ..HubLookup::of(&lost)? })
        })
    }

    /// The routes to exactly this block that are not idle, best first.
    pub(super) fn best_for(&self, block: IpNet) -> Vec<&HubRoute> {
        let indices = self.by_destination.get(&block).map(Vec::as_slice).unwrap_or_default();
        indices.iter().filter_map(|index| self.routes.get(*index)).collect()
    }

    /// The routes that hold an address and are neither idle nor withdrawn, in the order in which they win.
    pub fn in_use(&self, address: IpAddr, is_withdrawn: &dyn Fn(&HubRoute) -> bool) -> Vec<&HubRoute> {
        let mut routes = ranked(self, &self.by_destination, address);
        routes.retain(|route| !is_withdrawn(route));
        routes
    }
}

/// The routes of a map that hold an address: narrowest first, best first.
fn ranked<'a>(
    table: &'a HubTable,
    map: &'a JointPrefixMap<IpNet, Vec<usize>>,
    address: IpAddr,
) -> Vec<&'a HubRoute> {
    let groups: Vec<&Vec<usize>> = map.cover_values(&IpNet::from(address)).collect();
    let indices = groups.into_iter().rev().flatten();
    indices.filter_map(|index| table.routes.get(*index)).collect()
}
