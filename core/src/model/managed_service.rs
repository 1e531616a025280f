//! What holds network interfaces: instances, the managed services whose interfaces stand in subnets (R-LAM-7), interface
//! endpoints (R-IFE-1) and those for resources and service networks (R-IFE-14), Gateway Load Balancer endpoints (R-GWLB-2) and
//! load balancers with their nodes.

use super::{Resource, ResourceType};

impl ResourceType {
    /// The managed services that receive and send by interfaces of their own, whatever their fields say.
    pub const MANAGED_SERVICES: [Self; 9] = [
        Self::DbInstance,
        Self::CacheCluster,
        Self::MountTarget,
        Self::Task,
        Self::Function,
        Self::TransferServer,
        Self::WorkspaceDirectory,
        Self::ResolverEndpoint,
        Self::LoadBalancer,
    ];
}

impl Resource {
    /// Whether it is a managed service that receives and sends by interfaces of its own; of endpoints all but gateway
    /// endpoints are.
    pub fn is_managed_service(&self) -> bool {
        match self {
            Self::VpcEndpoint(endpoint) => endpoint.has_addresses() || endpoint.is_gateway_load_balancer(),
            other => other.resource_type().is_some_and(|kind| ResourceType::MANAGED_SERVICES.contains(&kind)),
        }
    }

    /// Whether `attachment.instanceId` of a network interface may name it. AWS keeps what is behind the interface of a
    /// managed service to itself; here its id stands where that of an instance would.
    pub fn holds_interfaces(&self) -> bool {
        matches!(self, Self::Instance(_)) || self.is_managed_service()
    }

    /// Whether it is an endpoint to whose addresses hosts send: an interface endpoint, or one for a resource or a service
    /// network.
    pub fn is_interface_endpoint(&self) -> bool {
        matches!(self, Self::VpcEndpoint(endpoint) if endpoint.has_addresses())
    }

    /// Whether it is a Gateway Load Balancer endpoint.
    pub fn is_gateway_load_balancer_endpoint(&self) -> bool {
        matches!(self, Self::VpcEndpoint(endpoint) if endpoint.is_gateway_load_balancer())
    }

    /// The state of a managed service and the usual one, as AWS calls them.
    pub fn service_state(&self) -> Option<(&str, &'static str)> {
        match self {
            Self::DbInstance(database) => Some((&database.db_instance_status, "available")),
            Self::CacheCluster(cache) => Some((&cache.cache_cluster_status, "available")),
            Self::MountTarget(target) => Some((&target.life_cycle_state, "available")),
            Self::Task(task) => Some((&task.last_status, "RUNNING")),
            Self::Function(function) => Some((&function.state, "Active")),
            Self::TransferServer(server) => Some((&server.state, "ONLINE")),
            Self::WorkspaceDirectory(directory) => Some((&directory.state, "REGISTERED")),
            Self::ResolverEndpoint(endpoint) => Some((&endpoint.status, "OPERATIONAL")),
            Self::LoadBalancer(balancer) => Some((&balancer.state, "active")),
            Self::VpcEndpoint(endpoint) if self.is_managed_service() => Some((&endpoint.state, "available")),
            _ => None,
        }
    }
}
