//! VPC Block Public Access of a Region, and what it spares (R-BPA-1, R-BPA-3).

use netyard_core::model::{
    Document, Placement, Resource, ResourceId, VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions,
};
use netyard_scene::Point;

use super::{Made, Site, subnet_at, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::frame::Frame;
use crate::geometry::Geometry;

/// One for each Region; it stops both directions until somebody says otherwise.
pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let document = draft.document();
    let frame = Frame::of_new(document, geometry, site.key.as_ref());
    let place = frame.words(document);
    if let Some(other) = options_of(document, &frame) {
        let other = document.display_name(other.as_str());
        return Err(format!("{place} has {other} already: a Region has one Block Public Access."));
    }
    let name = facts::unique_name(document, &format!("bpa-{}", frame.region()));
    let id = draft.add(VpcBlockPublicAccessOptions {
        name: Some(name.clone()),
        owner_id: frame.owner(),
        region: frame.region.clone(),
        internet_gateway_block_mode: "block-bidirectional".to_owned(),
        ..VpcBlockPublicAccessOptions::default()
    });
    let is_drawn = |key: &ResourceId| geometry.node(key.as_str()).is_some();
    if let (Some(corner), Some(region)) = (site.corner, frame.key().filter(|key| !is_drawn(key))) {
        draft.place(region.as_str(), inside_account(geometry, &frame, corner));
    }
    Ok(Made::new(id, format!("{name} stops both directions at the internet gateways of {place}")))
}

/// The place of a Region that begins at a corner: in its account, where it has one.
fn inside_account(geometry: &Geometry, frame: &Frame, corner: Point) -> Placement {
    let account = frame.account.as_ref().and_then(|account| geometry.node(account.as_str()));
    let origin = account.map(|account| account.origin).unwrap_or_default();
    let at = corner.moved(-origin.x, -origin.y);
    Placement::Box { x: at.x, y: at.y, w: None, h: None }
}

/// The setting of a Region in an account.
pub(crate) fn options_of(document: &Document, frame: &Frame) -> Option<ResourceId> {
    let is_own = |id: &ResourceId, resource: &Resource| {
        matches!(resource, Resource::VpcBlockPublicAccessOptions(_))
            && Frame::of_thing(document, id.as_str()).as_ref() == Some(frame)
    };
    document.resources.iter().find(|(id, resource)| is_own(id, resource)).map(|(id, _)| id.clone())
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
