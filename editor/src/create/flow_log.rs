//! A flow log: of the interface, the subnet or the VPC that it is dropped on.

use netyard_core::model::{Document, FlowLog, Resource, ResourceId};

use super::{Made, Site, subnet_at, vpc_at};
use crate::draft::Draft;
use crate::facts;

/// It takes all traffic in AWS's default format until somebody says otherwise.
pub(super) fn create(draft: &mut Draft<'_>, site: &Site) -> Result<Made, String> {
    let watched = interface_at(draft.document(), site)
        .or_else(|| subnet_at(draft, site))
        .or_else(|| vpc_at(draft, site))
        .ok_or("A flow log watches a VPC, a subnet or a network interface. Drop it on one.")?;
    let document = draft.document();
    let name = name_of(document, &watched);
    let log = FlowLog { resource_id: Some(watched.clone()), ..FlowLog::default() };
    let is_alike = |resource: &Resource| {
        matches!(resource, Resource::FlowLog(own)
            if FlowLog { name: None, tags: log.tags.clone(), ..own.clone() } == log)
    };
    if let Some((other, _)) = document.resources.iter().find(|(_, resource)| is_alike(resource)) {
        let other = document.display_name(other.as_str());
        return Err(format!("{name} is watched already, by {other}."));
    }
    let own_name = facts::unique_name(document, &format!("log-{name}"));
    let id = draft.add(FlowLog { name: Some(own_name.clone()), ..log });
    Ok(Made::new(id, format!("{own_name} records what {name} accepts and rejects")).inspected())
}

/// The interface itself, or the primary one of an instance.
fn interface_at(document: &Document, site: &Site) -> Option<ResourceId> {
    facts::interface_of(document, site.key.as_ref()?.as_str()).map(|(id, _)| id.clone())
}

/// How people call it: an interface by its instance.
fn name_of(document: &Document, watched: &ResourceId) -> String {
    let instance = document.network_interface(watched.as_str()).and_then(|own| own.instance_id());
    document.display_name(instance.unwrap_or(watched).as_str()).to_owned()
}
