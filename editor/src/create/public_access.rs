//! VPC Block Public Access of a Region, and what it spares (R-BPA-1, R-BPA-3).

use netyard_core::model::{
    Document, Placement, Resource, ResourceId, VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions,
};
use netyard_scene::NodeKind;

use super::vpc::only_region;
use super::{Made, Site, subnet_at, vpc_at};
use crate::draft::Draft;
use crate::facts::{self, HOME_REGION};
use crate::geometry::Geometry;

/// One for each Region; it stops both directions until somebody says otherwise.
pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let is_region = |key: &str| geometry.node(key).is_some_and(|node| node.kind == NodeKind::Region);
    let region = match &site.key {
        Some(key) if is_region(key.as_str()) => key.as_str().to_owned(),
        _ => only_region(geometry).unwrap_or_else(|| HOME_REGION.to_owned()),
    };
    let document = draft.document();
    if let Some(other) = options_of(document, &region) {
        let other = document.display_name(other.as_str());
        return Err(format!("{region} has {other} already: a Region has one Block Public Access."));
    }
    let name = facts::unique_name(document, &format!("bpa-{region}"));
    let id = draft.add(VpcBlockPublicAccessOptions {
        name: Some(name.clone()),
        region: Some(region.clone()),
        internet_gateway_block_mode: "block-bidirectional".to_owned(),
        ..VpcBlockPublicAccessOptions::default()
    });
    if let Some(corner) = site.corner.filter(|_| geometry.node(&region).is_none()) {
        draft.place(&region, Placement::Box { x: corner.x, y: corner.y, w: None, h: None });
    }
    Ok(Made::new(id, format!("{name} stops both directions at the internet gateways of {region}")))
}

fn options_of(document: &Document, region: &str) -> Option<ResourceId> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::VpcBlockPublicAccessOptions(own) if own.region.as_deref() == Some(region) => {
            Some(id.clone())
        }
        _ => None,
    })
}

/// For the subnet that it is dropped on, else for the VPC.
pub(super) fn create_exclusion(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let subnet = subnet_at(draft, site);
    let vpc = if subnet.is_some() { None } else { vpc_at(draft, site) };
    let spared = subnet.as_ref().or(vpc.as_ref()).cloned();
    let spared = spared.ok_or("An exclusion spares a VPC or a subnet. Draw a VPC first.")?;
    let document = draft.document();
    let spared_name = document.display_name(spared.as_str()).to_owned();
    let other = document.resources.iter().find(|(_, resource)| {
        matches!(resource.as_ref(), Resource::VpcBlockPublicAccessExclusion(own)
            if own.subnet_id.as_ref() == Some(&spared) || own.vpc_id.as_ref() == Some(&spared))
    });
    if let Some((other, _)) = other {
        return Err(format!(
            "{spared_name} is spared already, by {}.",
            document.display_name(other.as_str())
        ));
    }
    let name = facts::unique_name(document, &format!("spare-{spared_name}"));
    let id = draft.add(VpcBlockPublicAccessExclusion {
        name: Some(name.clone()),
        vpc_id: vpc,
        subnet_id: subnet,
        internet_gateway_exclusion_mode: Some("allow-bidirectional".to_owned()),
        ..VpcBlockPublicAccessExclusion::default()
    });
    Ok(Made::new(id, format!("{name}: Block Public Access spares {spared_name} in both directions"))
        .inspected())
}
