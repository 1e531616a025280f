//! An endpoint service behind a load balancer, and the endpoints that lead to something of somebody else: to such a service by
//! a Gateway Load Balancer, to a resource, to a service network.

use netyard_core::model::{
    Attachment, Document, LoadBalancerKind, Resource, ResourceId, VpcEndpoint, VpcEndpointService,
};

use super::managed_service::service_interface_in;
use super::{Made, Site, inside, subnet_at, vpc_at};
use crate::draft::Draft;
use crate::facts;
use crate::geometry::Geometry;
use crate::part::PartId;

/// A service behind the first load balancer of the VPC that no service stands behind yet.
///
/// # Errors
/// The VPC has no such load balancer.
pub(super) fn create(draft: &mut Draft<'_>, geometry: &Geometry, site: &Site) -> Result<Made, String> {
    let vpc = vpc_at(draft, site).ok_or("An endpoint service belongs to a VPC. Draw a VPC first.")?;
    let document = draft.document();
    let Some((balancer, kind)) = free_balancer(document, &vpc) else {
        return Err(format!(
            "An endpoint service stands behind a Network or a Gateway Load Balancer, and {} has none without a service of its own. Draw one first.",
            document.display_name(vpc.as_str())
        ));
    };
    let name = facts::numbered_name(document, "endpoint-service");
    let behind = document.display_name(balancer.as_str()).to_owned();
    let service = VpcEndpointService { name: Some(name.clone()), ..VpcEndpointService::default() };
    let id = draft.add(match kind {
        LoadBalancerKind::Gateway => VpcEndpointService {
            service_type: GATEWAY.to_owned(),
            gateway_load_balancer_arns: vec![balancer],
            ..service
        },
        _ => VpcEndpointService { network_load_balancer_arns: vec![balancer], ..service },
    });
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), inside(geometry, Some(vpc.as_str()), corner));
    }
    Ok(Made::new(id, format!("{name} behind {behind}")))
}

/// As endpoints and services call what stands behind a Gateway Load Balancer.
pub(crate) const GATEWAY: &str = "GatewayLoadBalancer";

fn free_balancer(document: &Document, vpc: &ResourceId) -> Option<(ResourceId, LoadBalancerKind)> {
    document.resources.iter().find_map(|(id, resource)| {
        let Resource::LoadBalancer(balancer) = resource.as_ref() else { return None };
        let kind = balancer.kind().filter(|kind| may_offer(*kind))?;
        let is_here = facts::vpc_of(document, id.as_str()).as_ref() == Some(vpc);
        (is_here && service_of(document, id).is_none()).then(|| (id.clone(), kind))
    })
}

/// Whether a service may stand behind a load balancer of this kind (R-EPS-1).
pub(crate) fn may_offer(kind: LoadBalancerKind) -> bool {
    matches!(kind, LoadBalancerKind::Network | LoadBalancerKind::Gateway)
}

/// The service that stands behind a load balancer.
pub(crate) fn service_of<'d>(document: &'d Document, balancer: &ResourceId) -> Option<&'d ResourceId> {
    document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::VpcEndpointService(service) if service.load_balancers().contains(balancer) => Some(id),
        _ => None,
    })
}

/// The name by which endpoints know a service.
pub(crate) fn name_of_service(document: &Document, service: &ResourceId) -> String {
    let own = document.vpc_endpoint_service(service.as_str());
    let written = own.and_then(|own| own.service_name.clone());
    written.unwrap_or_else(|| {
        let vpc = facts::vpc_of(document, service.as_str());
        let region =
            vpc.as_ref().map_or(facts::HOME_REGION, |vpc| facts::region_of_vpc(document, vpc.as_str()));
        format!("com.amazonaws.vpce.{region}.{service}")
    })
}

/// An endpoint with one interface in the subnet, which leads to nothing yet, or to the only Gateway Load Balancer service.
///
/// # Errors
/// There is no subnet, or it is full.
pub(super) fn create_endpoint(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    part: PartId,
    site: &Site,
) -> Result<Made, String> {
    let (kind, stem) = match part {
        PartId::ResourceEndpoint => ("Resource", "resource-endpoint"),
        PartId::ServiceNetworkEndpoint => ("ServiceNetwork", "service-network-endpoint"),
        _ => (GATEWAY, "gwlb-endpoint"),
    };
    let Some(subnet) = subnet_at(draft, site) else {
        return Err("It has its interface in a subnet. Drop it on one.".to_owned());
    };
    let mut interface = service_interface_in(draft, &subnet)?;
    interface.ipv6_addresses.clear();
    let document = draft.document();
    let service = (kind == GATEWAY).then(|| only_gateway_service(document)).flatten();
    if kind == GATEWAY {
        // It has no groups (R-GWLB-11).
        interface.group_ids.clear();
    }
    let name = facts::numbered_name(document, stem);
    let waits = service.as_ref().and_then(|id| document.vpc_endpoint_service(id.as_str()));
    let state = if waits.is_some_and(|service| service.acceptance_required) { PENDING } else { "available" };
    let endpoint = VpcEndpoint {
        name: Some(name.clone()),
        vpc_endpoint_type: kind.to_owned(),
        vpc_id: document.subnet(subnet.as_str()).and_then(|subnet| subnet.vpc_id.clone()),
        service_name: service.as_ref().map(|service| name_of_service(document, service)),
        state: state.to_owned(),
        ..VpcEndpoint::default()
    };
    let place = document.display_name(subnet.as_str()).to_owned();
    let to = service.as_ref().map_or_else(String::new, |service| {
        let waits = if state == PENDING { ", and waits to be accepted" } else { "" };
        format!(". It leads to {}{waits}", document.display_name(service.as_str()))
    });
    let id = draft.add(endpoint);
    interface.attachment =
        Some(Attachment { instance_id: Some(id.clone()), device_index: Some(0), ..Attachment::default() });
    draft.add(interface);
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), inside(geometry, Some(subnet.as_str()), corner));
    }
    Ok(Made::new(id, format!("{name} in {place}{to}")))
}

/// The state of an endpoint that nobody has accepted yet.
pub(crate) const PENDING: &str = "pendingAcceptance";

fn only_gateway_service(document: &Document) -> Option<ResourceId> {
    let mut all = document.resources.iter().filter(|(_, resource)| {
        matches!(resource.as_ref(), Resource::VpcEndpointService(service) if service.service_type == GATEWAY)
    });
    let (only, None) = (all.next(), all.next()) else { return None };
    only.map(|(id, _)| id.clone())
}
