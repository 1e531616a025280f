//! What fails together.

pub(super) mod asg_health_type_ec2;
pub(super) mod cache_single_node;
pub(super) mod db_standby_missing;
pub(super) mod efs_az_without_mount_target;
pub(super) mod nat_shared_across_az;
pub(super) mod nat_single_point_of_failure;
pub(super) mod rds_standby_read;
pub(super) mod replica_as_ha;
pub(super) mod resolver_endpoint_single_az;
pub(super) mod single_az_tier;
pub(super) mod tgw_connect_peer_session_down;
pub(super) mod vpn_tunnel_down;

use crate::model::ResourceId;
use crate::rules::context::Context;
use std::collections::BTreeSet;

/// The zones of a managed service's interfaces; `None` where one is not known, or where it has no interface.
fn zones_of_service<'a>(context: &Context<'a>, id: &ResourceId) -> Option<BTreeSet<&'a str>> {
    let interfaces = &context.network.managed_services.get(id)?.interfaces;
    let zones: Option<BTreeSet<&str>> = interfaces
        .iter()
        .map(|id| {
            let node = context.network.interfaces.get(id)?;
            context.network.subnets.get(node.subnet.as_ref()?)?.zone.as_deref()
        })
        .collect();
    zones.filter(|zones| !zones.is_empty())
}
