//! What holds network interfaces: instances, and the managed services whose interfaces stand in subnets (R-LAM-7).

use super::{Resource, ResourceType};

impl ResourceType {
    /// The managed services that receive and send by interfaces of their own.
    pub const MANAGED_SERVICES: [Self; 5] =
        [Self::DbInstance, Self::CacheCluster, Self::MountTarget, Self::Task, Self::Function];

    /// Whether it is a managed service that receives and sends by interfaces of its own.
    pub fn is_managed_service(self) -> bool {
        Self::MANAGED_SERVICES.contains(&self)
    }

    /// Whether `attachment.instanceId` of a network interface may name it. AWS keeps what is behind the interface of a
    /// managed service to itself; here its id stands where that of an instance would.
    pub fn holds_interfaces(self) -> bool {
        self == Self::Instance || self.is_managed_service()
    }
}

impl Resource {
    /// Whether it is a managed service that receives and sends by interfaces of its own.
    pub fn is_managed_service(&self) -> bool {
        self.resource_type().is_some_and(ResourceType::is_managed_service)
    }

    /// Whether `attachment.instanceId` of a network interface may name it.
    pub fn holds_interfaces(&self) -> bool {
        self.resource_type().is_some_and(ResourceType::holds_interfaces)
    }

    /// The state of a managed service and the usual one, as AWS calls them.
    pub fn service_state(&self) -> Option<(&str, &'static str)> {
        match self {
            Self::DbInstance(database) => Some((&database.db_instance_status, "available")),
            Self::CacheCluster(cache) => Some((&cache.cache_cluster_status, "available")),
            Self::MountTarget(target) => Some((&target.life_cycle_state, "available")),
            Self::Task(task) => Some((&task.last_status, "RUNNING")),
            Self::Function(function) => Some((&function.state, "Active")),
            _ => None,
        }
    }
}
