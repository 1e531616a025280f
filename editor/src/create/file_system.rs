//! A file system, with a mount target in each zone of the VPC that it is dropped on.

use netyard_core::model::{Attachment, FileSystem, MountTarget, ResourceId};

use super::managed_service::{one_subnet_in_each_zone, service_interface_in};
use super::{Made, Site, inside, subnet_at, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;

/// Makes the file system and its mount targets; on a subnet the one of that only.
///
/// # Errors
/// It is dropped on no VPC, or on one without a subnet, or a subnet is full.
pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let document = draft.document();
    let vpc = vpc_at(draft, site).ok_or("A file system has its mount targets in a VPC. Drop it on one.")?;
    let subnets = match subnet_at(draft, site) {
        Some(subnet) => vec![subnet],
        None => one_subnet_in_each_zone(document, vpc.as_str()),
    };
    let called = document.display_name(vpc.as_str()).to_owned();
    if subnets.is_empty() {
        return Err(format!("Mount targets stand in subnets, and {called} has none. Add one first."));
    }
    let name = facts::numbered_name(document, "file-system");
    let id = draft.add(FileSystem { name: Some(name.clone()), ..FileSystem::default() });
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), inside(geometry, Some(vpc.as_str()), corner));
    }
    for subnet in &subnets {
        add_mount_target(draft, &id, subnet)?;
    }
    Ok(Made::new(id, format!("{name} in {called}")))
}

/// One more mount target of a file system, in the subnet. Gives its name.
///
/// # Errors
/// The subnet is full.
pub(crate) fn add_mount_target(
    draft: &mut Draft<'_>,
    file_system: &ResourceId,
    subnet: &ResourceId,
) -> Result<(ResourceId, String), String> {
    let mut interface = service_interface_in(draft, subnet)?;
    let name = facts::numbered_name(draft.document(), "files");
    let id = draft.add(MountTarget {
        name: Some(name.clone()),
        file_system_id: Some(file_system.clone()),
        ..MountTarget::default()
    });
    interface.attachment =
        Some(Attachment { instance_id: Some(id.clone()), device_index: Some(0), ..Attachment::default() });
    draft.add(interface);
    Ok((id, name))
}
