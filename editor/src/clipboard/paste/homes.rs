//! Containers for what is copied without its own.

use netyard_core::model::{Document, Resource, ResourceId};

use super::{Pasting, Target};
use crate::clipboard::Clip;
use crate::containment::{self, Home};
use crate::draft::Draft;
use crate::facts;
use crate::frame::Frame;
use crate::geometry::Geometry;
use crate::relocate::ground_of;
use crate::session::Key;

/// The account or Region that a person chose.
pub(super) fn frame_of(document: &Document, geometry: &Geometry, into: Option<&Key>) -> Option<Frame> {
    Frame::of_container(document, geometry, into?.as_str())
}

impl Pasting {
    /// Finds a container for everything whose own is not copied along.
    pub(super) fn choose_homes(
        &mut self,
        draft: &Draft<'_>,
        geometry: &Geometry,
        clip: &Clip,
        target: &Target,
    ) -> Result<(), String> {
        let document = draft.document();
        let ground = ground_of(geometry, target.into.as_ref());
        let chosen = |home: Home| target.into.clone().filter(|_| containment::admits(home, ground));
        for (id, resource) in &self.old {
            let Some(home) = containment::home_of_resource(resource) else { continue };
            let own = container_of(resource);
            if own.as_ref().is_some_and(|own| self.old.contains_key(own)) {
                continue;
            }
            if !matches!(home, Home::Vpc | Home::Zone | Home::Subnet | Home::Border { .. } | Home::OnNetwork)
            {
                continue;
            }
            let is_root = clip.roots.iter().any(|root| root == id.as_str())
                || matches!(resource, Resource::NetworkInterface(own)
                    if own.instance_id().is_some_and(|id| clip.roots.iter().any(|root| root == id.as_str())));
            let wanted = chosen(home).filter(|_| is_root);
            let wanted = match home {
                Home::Subnet => wanted,
                _ => wanted.and_then(|key| facts::vpc_of(document, key.as_str())),
            };
            let exists = own.filter(|own| document.resources.contains_key(own));
            match wanted.or(exists) {
                Some(home) => {
                    self.homes.insert(id.clone(), home);
                }
                None if matches!(resource, Resource::Subnet(_)) => {
                    return Err("A subnet lies in a VPC. Select the VPC, then paste.".to_owned());
                }
                None => {}
            }
        }
        Ok(())
    }
}

/// What a part says that it lies in.
fn container_of(resource: &Resource) -> Option<ResourceId> {
    match resource {
        Resource::Subnet(subnet) => subnet.vpc_id.clone(),
        Resource::NetworkInterface(interface) => interface.subnet_id.clone(),
        Resource::NatGateway(nat) => nat.subnet_id.clone(),
        Resource::InternetGateway(gateway) => gateway.vpc_id.clone(),
        Resource::EgressOnlyInternetGateway(gateway) => gateway.vpc_id.clone(),
        Resource::VpcEndpoint(endpoint) => endpoint.vpc_id.clone(),
        Resource::Firewall(firewall) => firewall.vpc_id.clone(),
        Resource::VpnGateway(gateway) => gateway.vpc_id.clone(),
        Resource::RouteTable(table) => table.vpc_id.clone(),
        Resource::SecurityGroup(group) => group.vpc_id.clone(),
        Resource::NetworkAcl(acl) => acl.vpc_id.clone(),
        _ => None,
    }
}
