//! A target group without targets.

use netyard_core::model::{Document, LoadBalancerKind, Resource, ResourceId, TargetGroup};

use super::{Made, Site, place_in_vpc, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;

/// A group of instances that speak HTTP, as the console proposes it.
///
/// # Errors
/// There is no VPC.
pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let Some(vpc) = vpc_at(draft, site) else {
        return Err("A target group belongs to a VPC. Drop it on one.".to_owned());
    };
    let id = new_group(draft, LoadBalancerKind::Application, &vpc);
    place_in_vpc(draft, geometry, site, &id, &vpc);
    let document = draft.document();
    let (name, place) = (document.display_name(id.as_str()), document.display_name(vpc.as_str()));
    let text =
        format!("{name} in {place}, HTTP 80. Connect it to a load balancer in front and to its targets");
    Ok(Made::new(id, text).inspected())
}

/// A new group for load balancers of that kind.
pub(crate) fn new_group(draft: &mut Draft<'_>, kind: LoadBalancerKind, vpc: &ResourceId) -> ResourceId {
    let (protocol, port) = protocol_of(kind);
    draft.add(TargetGroup {
        name: Some(facts::numbered_name(draft.document(), "targets")),
        protocol: Some(protocol.to_owned()),
        port: Some(port),
        vpc_id: Some(vpc.clone()),
        ..TargetGroup::default()
    })
}

/// What a load balancer of that kind speaks to its targets, unless somebody says otherwise.
pub(crate) fn protocol_of(kind: LoadBalancerKind) -> (&'static str, u16) {
    match kind {
        LoadBalancerKind::Application | LoadBalancerKind::Classic => ("HTTP", 80),
        LoadBalancerKind::Network => ("TCP", 80),
        // GENEVE has one port (R-GWLB-1).
        LoadBalancerKind::Gateway => ("GENEVE", 6081),
    }
}

/// Whether load balancers of that kind may forward to the group.
pub(crate) fn fits(kind: LoadBalancerKind, group: &TargetGroup) -> bool {
    let protocol = group.protocol.as_deref();
    match kind {
        LoadBalancerKind::Application => {
            group.target_type == "lambda" || matches!(protocol, Some("HTTP" | "HTTPS"))
        }
        LoadBalancerKind::Network => {
            matches!(protocol, Some("TCP" | "TLS" | "UDP" | "TCP_UDP" | "QUIC" | "TCP_QUIC"))
        }
        LoadBalancerKind::Gateway => protocol == Some("GENEVE"),
        LoadBalancerKind::Classic => false,
    }
}

/// The load balancers that have an action which forwards to the group.
pub(crate) fn balancers_of(document: &Document, group: &ResourceId) -> Vec<ResourceId> {
    let leads_there = |resource: &Resource| {
        matches!(resource, Resource::LoadBalancer(balancer) if balancer.listeners.values().any(|listener| {
            listener.actions().any(|(_, action)| action.forwards().iter().any(|(id, _)| *id == group))
        }))
    };
    let all = document.resources.iter().filter(|(_, resource)| leads_there(resource));
    all.map(|(id, _)| id.clone()).collect()
}

/// The groups of a VPC that fit and that no load balancer forwards to yet.
pub(super) fn unused_group(
    document: &Document,
    kind: LoadBalancerKind,
    vpc: &ResourceId,
) -> Option<ResourceId> {
    let all = document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::TargetGroup(group) if group.vpc_id.as_ref() == Some(vpc) && fits(kind, group) => Some(id),
        _ => None,
    });
    all.into_iter().find(|id| balancers_of(document, id).is_empty()).cloned()
}
