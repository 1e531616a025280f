use crate::model::ResourceId;
use crate::routing::Target;
use crate::topology::{InterfaceNode, Network};

/// The interface of what stands in the way as a router, where a route leads to one: that of an instance, or of a Gateway
/// Load Balancer endpoint.
pub(in crate::rules) fn middlebox<'a>(network: &'a Network, target: &Target) -> Option<&'a InterfaceNode> {
    match target {
        Target::NetworkInterface(id) => network.interfaces.get(id),
        Target::GatewayLoadBalancerEndpoint(id) => network.interface_of_inspection(id),
        _ => None,
    }
}

/// How a route names a middlebox: the field, and what it holds.
pub(in crate::rules) fn route_to<'a>(
    network: &Network,
    middlebox: &'a InterfaceNode,
) -> (&'static str, &'a ResourceId) {
    let service = middlebox.service.as_ref();
    let service = service.and_then(|id| network.managed_services.get(id));
    match (service, &middlebox.service) {
        (Some(node), Some(id)) if node.is_gateway_load_balancer_endpoint() => ("vpcEndpointId", id),
        _ => ("networkInterfaceId", &middlebox.id),
    }
}
