//! Endpoint services: which load balancers stand behind the name of a service, and where their nodes are.

use super::Network;
use super::node::{InterfaceNode, SubnetNode};
use crate::model::{Document, Resource, ResourceId, ResourceType, VpcEndpoint};

/// An endpoint service.
#[derive(Clone, Debug)]
pub struct EndpointServiceNode {
    /// Its id.
    pub id: ResourceId,
    /// Its load balancers that exist.
    pub load_balancers: Vec<ResourceId>,
    /// Whether somebody has to accept each endpoint.
    pub acceptance_required: bool,
    /// Whether its state lets packets pass.
    pub is_up: bool,
    /// Its state.
    pub state: String,
}

impl Network {
    pub(super) fn add_endpoint_services(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::VpcEndpointService(service) = resource.as_ref() else { continue };
            let mut load_balancers = Vec::new();
            for (field, named) in [
                ("networkLoadBalancerArns", &service.network_load_balancer_arns),
                ("gatewayLoadBalancerArns", &service.gateway_load_balancer_arns),
            ] {
                for (index, balancer) in named.iter().enumerate() {
                    let path = format!("/{field}/{index}");
                    let found = self.resolve(id, &path, Some(balancer), ResourceType::LoadBalancer);
                    load_balancers.extend(found.filter(|found| service.load_balancers().contains(found)));
                }
            }
            let node = EndpointServiceNode {
                id: id.clone(),
                load_balancers,
                acceptance_required: service.acceptance_required,
                is_up: service.service_state.eq_ignore_ascii_case("available"),
                state: service.service_state.clone(),
            };
            self.endpoint_services.insert(id.clone(), node);
        }
    }

    /// The service of the drawing that an endpoint leads to.
    pub fn service_behind(&self, endpoint: &VpcEndpoint) -> Option<&EndpointServiceNode> {
        let name = endpoint.service_name.as_deref()?;
        let is_called = |node: &&EndpointServiceNode| {
            let written = self.document.vpc_endpoint_service(node.id.as_str());
            written.is_some_and(|written| written.is_called(&node.id, name))
        };
        self.endpoint_services.values().find(is_called)
    }

    /// The node of a load balancer in the zone of a subnet. Zones are compared by their ids where both are known: the names
    /// differ from account to account (R-EPS-2).
    pub fn node_in_zone_of(&self, balancer: &ResourceId, subnet: &SubnetNode) -> Option<&InterfaceNode> {
        let nodes = self.managed_services.get(balancer)?.interfaces.iter();
        let mut nodes = nodes.filter_map(|id| self.interfaces.get(id));
        nodes.find(|node| {
            let own = node.subnet.as_ref().and_then(|id| self.subnets.get(id));
            own.is_some_and(|own| self.are_in_one_zone(own, subnet))
        })
    }

    /// The id of the zone of a subnet, where somebody wrote it: it is the same for every account.
    pub fn zone_id_of(&self, subnet: &SubnetNode) -> Option<&str> {
        let written = self.document.subnet(subnet.id.as_str());
        let own = written.and_then(|written| written.availability_zone_id.as_deref());
        let of_zone = || match self.document.resource(subnet.zone.as_deref()?)? {
            Resource::AvailabilityZone(zone) => zone.zone_id.as_deref(),
            _ => None,
        };
        own.or_else(of_zone)
    }

    fn are_in_one_zone(&self, one: &SubnetNode, other: &SubnetNode) -> bool {
        match (self.zone_id_of(one), self.zone_id_of(other)) {
            (Some(one), Some(other)) => one == other,
            _ => one.zone.is_some() && one.zone == other.zone,
        }
    }
}
