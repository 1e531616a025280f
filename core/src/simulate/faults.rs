use crate::model::ResourceId;
use std::collections::BTreeSet;

/// What is supposed to have failed, on top of what the drawing says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Availability Zones that are down: everything in them drops with `AZ_DOWN`.
    pub zones_down: BTreeSet<String>,
    /// Instances that are stopped: they drop with `BAD_STATE`, and routes to their interfaces are blackholes (R-RT-37).
    pub stopped: BTreeSet<ResourceId>,
    /// VPN connections both of whose tunnels are down, by id, and single tunnels, by `CONNECTION/ROW` (R-VGW-9).
    pub tunnels_down: BTreeSet<String>,
    /// VPN connections none of whose BGP sessions is up, by id, and single sessions, by `CONNECTION/ROW` of the tunnel.
    /// Packets still come out of such a tunnel; AWS sends nothing into it, and neither side hears routes over it. Connect
    /// peers in the same way, and single sessions by `PEER/ROW`.
    pub bgp_sessions_down: BTreeSet<String>,
    /// Lines between sites that are down, each with the lesser id first: rows over one lead nowhere (R-VGW-14).
    pub lines_down: BTreeSet<(ResourceId, ResourceId)>,
    /// Instances that track as many flows as they can: a new one drops with `CONNTRACK_EXHAUSTED` (R-SG-11).
    pub tables_full: BTreeSet<ResourceId>,
    /// Targets of load balancers that fail their health checks, and records that do, by `ZONE/ROW`.
    pub unhealthy: BTreeSet<ResourceId>,
}

impl Faults {
    /// Nothing has failed.
    pub const NONE: Self = Self {
        zones_down: BTreeSet::new(),
        stopped: BTreeSet::new(),
        tunnels_down: BTreeSet::new(),
        bgp_sessions_down: BTreeSet::new(),
        lines_down: BTreeSet::new(),
        tables_full: BTreeSet::new(),
        unhealthy: BTreeSet::new(),
    };
}
