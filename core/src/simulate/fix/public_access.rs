//! VPC Block Public Access stops a packet: whoever is meant gets an exclusion, no wider than needed (R-BPA-3).

use crate::change::{Change, Fix};
use crate::model::{ResourceId, VpcBlockPublicAccessExclusion};
use crate::simulate::world::World;
use crate::topology::{PublicAccessBlock, PublicAccessBlockMode, PublicAccessExclusion};

/// Widens the exclusion that is too narrow, else adds one for the subnet or VPC.
pub(in crate::simulate) fn exclude(
    world: World<'_>,
    block: &PublicAccessBlock,
    exclusion: Option<&PublicAccessExclusion>,
    of: &ResourceId,
    is_both: bool,
) -> Fix {
    let document = &world.network.document;
    // An exclusion for connections to the internet counts only where both directions are stopped.
    let is_both = is_both || block.mode == PublicAccessBlockMode::Ingress;
    let mode = if is_both { "allow-bidirectional" } else { "allow-egress" };
    if let Some(exclusion) = exclusion {
        return Fix {
            title: format!("Let {} spare both directions", document.display_name(exclusion.id.as_str())),
            changes: vec![Change::set(&exclusion.id, "/internetGatewayExclusionMode", mode)],
        };
    }
    let is_subnet = world.network.subnets.contains_key(of);
    let added = VpcBlockPublicAccessExclusion {
        vpc_id: (!is_subnet).then(|| of.clone()),
        subnet_id: is_subnet.then(|| of.clone()),
        internet_gateway_exclusion_mode: Some(mode.to_owned()),
        ..VpcBlockPublicAccessExclusion::default()
    };
    let what = if is_both { "both directions" } else { "connections to the internet" };
    Fix {
        title: format!("Exclude {} from Block Public Access, {what}", document.display_name(of.as_str())),
        changes: vec![Change::add(super::free_id(world, "vpcbpa-exclude"), added)],
    }
}
