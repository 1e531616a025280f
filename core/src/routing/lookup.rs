use super::{EffectiveRoute, EffectiveTable};
use crate::net::well_known::{RESERVED_ROUTE_V4, RESERVED_ROUTE_V6};
use ipnet::IpNet;
use std::net::IpAddr;

/// The outcome of a route lookup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// This route wins.
    Route {
        /// The winner.
        winner: &'a EffectiveRoute,
        /// Routes to the same block that lost against it, best first (R-RT-2: `HIGHER_PRIORITY_ROUTE`).
        lower_priority: Vec<&'a EffectiveRoute>,
        /// Routes to wider blocks that lost against it, narrowest first (R-RT-1: `MORE_SPECIFIC_ROUTE`).
        less_specific: Vec<&'a EffectiveRoute>,
    },
    /// A route covers the address, but AWS never forwards to this range (R-RT-12).
    Reserved(&'a EffectiveRoute),
    /// No route matches (R-RT-13).
    None,
}

impl EffectiveTable {
    /// Longest prefix first, then the order of origins (R-RT-1, R-RT-2). A blackhole that wins is a winner: there is no
    /// fall-back to a shorter prefix (R-RT-14).
    ///
    /// Takes time in the length of the address, not in the number of routes.
    pub fn look_up(&self, address: IpAddr) -> Lookup<'_> {
        let host = IpNet::from(address);
        let best = self.best_for(host);
        let Some((winner, lower_priority)) = best.split_first() else { return Lookup::None };
        if RESERVED_ROUTE_V4.contains(&address) || RESERVED_ROUTE_V6.contains(&address) {
            return Lookup::Reserved(winner);
        }
        let mut less_specific: Vec<&EffectiveRoute> =
            self.covering(host).filter(|route| route.destination != winner.destination).collect();
        less_specific.reverse();
        Lookup::Route { winner, lower_priority: lower_priority.to_vec(), less_specific }
    }

    /// The same while some routes are withdrawn: these win only where there is no other, so that somebody can be blamed.
    ///
    /// As long as a route wins that is not withdrawn it takes no more time.
    pub fn look_up_without(
        &self,
        address: IpAddr,
        is_withdrawn: &dyn Fn(&EffectiveRoute) -> bool,
    ) -> Lookup<'_> {
        let mut found = self.look_up(address);
        let Lookup::Route { winner, lower_priority, less_specific } = &mut found else { return found };
        if !is_withdrawn(winner) {
            lower_priority.retain(|route| !is_withdrawn(route));
            less_specific.retain(|route| !is_withdrawn(route));
            return found;
        }
        let left: Vec<&EffectiveRoute> =
            self.covering(IpNet::from(address)).filter(|route| !is_withdrawn(route)).collect();
        let Some(narrowest) = left.last().map(|route| route.destination) else { return found };
        let (best, mut less_specific): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|route| route.destination == narrowest);
        less_specific.reverse();
        match best.split_first() {
            Some((winner, rest)) => Lookup::Route { winner, lower_priority: rest.to_vec(), less_specific },
            None => found,
        }
    }
}
