//! Managed services with interfaces in subnets: who of them sends, who takes, and on which ports (R-LAM-7, R-IFE-2).

use super::Network;
use super::node::InterfaceNode;
use crate::model::{
    Document, Function, Listener, MountTarget, Resource, ResourceId, ResourceType, RowId, TransferServer,
};
use crate::net::Protocol;
use crate::ordered::{IntoOrdered, Order};
use std::collections::BTreeMap;

/// A managed service with its interfaces, by device index and then id.
#[derive(Clone, Debug)]
pub struct ManagedServiceNode {
    /// Its id.
    pub id: ResourceId,
    /// What is the same for all of its type.
    pub traits: &'static ManagedServiceTraits,
    /// Its interfaces.
    pub interfaces: Vec<ResourceId>,
    /// Its state, as AWS calls it.
    pub state: String,
    /// The zone of the interface that takes part while that zone works; the others stand by.
    pub primary_zone: Option<String>,
    /// What listens; absent means that any port answers.
    pub listens: Option<BTreeMap<RowId, Listener>>,
    /// Whether its system is Windows.
    pub is_windows: bool,
}

/// What the managed services differ in: a new one is a row of `TRAITS`.
#[derive(Debug, PartialEq, Eq)]
pub struct ManagedServiceTraits {
    /// The type.
    pub resource_type: ResourceType,
    /// Whether it opens connections.
    pub sends: bool,
    /// Whether it takes connections.
    pub receives: bool,
    /// Which of several interfaces takes part: said where a trace parts for it.
    pub choice: &'static str,
    /// The states in which it sends and takes packets.
    pub up: &'static [&'static str],
    /// The states in which nobody is behind its interfaces. Of a state in neither list nobody knows.
    pub down: &'static [&'static str],
    /// The number of the rule book by which it takes packets.
    pub book: &'static str,
}

const TRAITS: &[ManagedServiceTraits] = &[
    ManagedServiceTraits {
        resource_type: ResourceType::DbInstance,
        sends: true,
        receives: true,
        choice: "AWS decides which interface is the primary one, and another one takes over when it fails",
        // <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/accessing-monitoring.html>. While an engine is upgraded, a
        // system is maintained or a disk is full, connections may come to nothing.
        up: &[
            "available",
            "backing-up",
            "configuring-enhanced-monitoring",
            "configuring-iam-database-auth",
            "configuring-log-exports",
            "delete-precheck",
            "modifying",
            "resetting-master-credentials",
            "storage-config-upgrade",
            "storage-initialization",
            "storage-optimization",
        ],
        down: &[
            "creating",
            "deleting",
            "failed",
            "inaccessible-encryption-credentials",
            "inaccessible-encryption-credentials-recoverable",
            "incompatible-create",
            "incompatible-parameters",
            "incompatible-restore",
            "insufficient-capacity",
            "rebooting",
            "restore-error",
            "starting",
            "stopped",
            "stopping",
        ],
        book: "R-LAM-7",
    },
    ManagedServiceTraits {
        resource_type: ResourceType::CacheCluster,
        sends: false,
        receives: true,
        choice: "each node has an interface, and a client may be led to any of them",
        up: &["available", "modifying", "snapshotting"],
        down: &["creating", "deleted", "deleting", "incompatible-network", "restore-failed"],
        book: "R-LAM-7",
    },
    ManagedServiceTraits {
        resource_type: ResourceType::MountTarget,
        sends: false,
        receives: true,
        choice: "it has several interfaces",
        up: &["available", "updating"],
        down: &["creating", "deleted", "deleting", "error"],
        book: "R-LAM-7",
    },
    ManagedServiceTraits {
        resource_type: ResourceType::Task,
        sends: true,
        receives: true,
        choice: "it has several interfaces",
        up: &["RUNNING", "DEACTIVATING"],
        down: &["PROVISIONING", "PENDING", "ACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED", "DELETED"],
        book: "R-LAM-7",
    },
    ManagedServiceTraits {
        resource_type: ResourceType::Function,
        sends: true,
        receives: false,
        choice: "AWS starts it in any of its subnets",
        up: &["Active", "Inactive"],
        down: &["Pending", "Failed"],
        book: "R-LAM-4",
    },
    ManagedServiceTraits {
        resource_type: ResourceType::TransferServer,
        sends: false,
        receives: true,
        choice: "the name of a server leads to any of its addresses",
        up: &["ONLINE", "STOP_FAILED"],
        down: &["OFFLINE", "STARTING", "STOPPING", "START_FAILED"],
        book: "R-LAM-7",
    },
    ManagedServiceTraits {
        resource_type: ResourceType::WorkspaceDirectory,
        sends: true,
        receives: true,
        choice: "each desktop has an interface of its own",
        up: &["REGISTERED"],
        down: &["REGISTERING", "DEREGISTERING", "DEREGISTERED"],
        book: "R-LAM-7",
    },
    ManagedServiceTraits {
        resource_type: ResourceType::ResolverEndpoint,
        sends: true,
        receives: true,
        choice: "the resolver uses any of its addresses",
        up: &["OPERATIONAL", "UPDATING", "AUTO_RECOVERING"],
        down: &["CREATING", "DELETING"],
        book: "R-DNS-10",
    },
    ManagedServiceTraits {
        resource_type: ResourceType::VpcEndpoint,
        sends: false,
        receives: true,
        choice: "the names of an endpoint lead to any of its interfaces",
        up: &["available"],
        down: &["pendingAcceptance", "pending", "deleting", "deleted", "rejected", "failed", "expired"],
        book: "R-IFE-2",
    },
    ManagedServiceTraits {
        resource_type: ResourceType::LoadBalancer,
        sends: true,
        receives: true,
        choice: "the name of a load balancer leads to any of its nodes",
        up: &["active", "active_impaired"],
        down: &["provisioning", "failed"],
        book: "R-ALB-5",
    },
];

/// A Gateway Load Balancer endpoint is of the same type as an interface endpoint, and passes on what is not for it.
const GATEWAY_LOAD_BALANCER_ENDPOINT: ManagedServiceTraits = ManagedServiceTraits {
    resource_type: ResourceType::VpcEndpoint,
    sends: false,
    receives: false,
    choice: "it has several interfaces",
    up: &["available"],
    down: &["pendingAcceptance", "pending", "deleting", "deleted", "rejected", "failed", "expired"],
    book: "R-GWLB-3",
};

/// An inbound endpoint of the resolver answers questions, and asks none: what the resolver asks leaves by an outbound one.
const INBOUND_ENDPOINT: ManagedServiceTraits = ManagedServiceTraits {
    resource_type: ResourceType::ResolverEndpoint,
    sends: false,
    receives: true,
    choice: "a client may ask any of its addresses",
    up: &["OPERATIONAL", "UPDATING", "AUTO_RECOVERING"],
    down: &["CREATING", "DELETING"],
    book: "R-DNS-10",
};

impl ManagedServiceTraits {
    /// The row of a type; `None` for what is no managed service.
    pub fn of(resource_type: ResourceType) -> Option<&'static Self> {
        TRAITS.iter().find(|row| row.resource_type == resource_type)
    }
}

impl ManagedServiceNode {
    /// Whether its state lets packets pass.
    pub fn is_up(&self) -> bool {
        !self.traits.down.iter().any(|down| down.eq_ignore_ascii_case(&self.state))
    }

    /// Whether its state tells if packets pass: it is one in which they do, or one in which nobody is there.
    pub fn knows_state(&self) -> bool {
        self.traits.up.iter().any(|up| up.eq_ignore_ascii_case(&self.state)) || !self.is_up()
    }

    /// Whether it is a function.
    pub fn is_function(&self) -> bool {
        self.traits.resource_type == ResourceType::Function
    }

    /// Whether it is an interface endpoint.
    pub fn is_endpoint(&self) -> bool {
        self.traits.resource_type == ResourceType::VpcEndpoint && self.traits.receives
    }

    /// Whether it is a Gateway Load Balancer endpoint.
    pub fn is_gateway_load_balancer_endpoint(&self) -> bool {
        self.traits.resource_type == ResourceType::VpcEndpoint && !self.traits.receives
    }

    /// Whether it is a load balancer, whose interfaces are its nodes.
    pub fn is_load_balancer(&self) -> bool {
        self.traits.resource_type == ResourceType::LoadBalancer
    }

    /// Whether it is reached by gateways of AWS on the internet, and not by its interfaces.
    pub fn has_gateways(&self) -> bool {
        self.traits.resource_type == ResourceType::WorkspaceDirectory
    }

    /// Whether it runs somebody's own containers, whose system is known.
    pub fn is_task(&self) -> bool {
        self.traits.resource_type == ResourceType::Task
    }

    fn of(id: &ResourceId, resource: &Resource) -> Option<Self> {
        let (state, _) = resource.service_state()?;
        let (listens, is_windows) = match resource {
            Resource::DbInstance(database) => (database.listens_on().map(on_port), false),
            Resource::CacheCluster(cache) => (cache.listens_on().map(on_port), false),
            Resource::MountTarget(_) => (Some(on_port(MountTarget::PORT)), false),
            Resource::Task(task) => (task.listens.clone(), task.is_windows()),
            Resource::Function(_) => (Some(BTreeMap::new()), false),
            Resource::TransferServer(server) => (Some(of_server(server)), false),
            // What runs on a desktop nobody knows.
            Resource::WorkspaceDirectory(_) => (None, true),
            Resource::ResolverEndpoint(endpoint) if endpoint.is_outbound() => (Some(BTreeMap::new()), false),
            Resource::ResolverEndpoint(_) => (Some(dns()), false),
            // What it takes is asked by protocol: `simulate/device/interface_endpoint.rs`.
            // And by the listeners of a load balancer: `simulate/device/load_balancer`.
            Resource::VpcEndpoint(_) | Resource::LoadBalancer(_) => (None, false),
            _ => return None,
        };
        let primary_zone = match resource {
            Resource::DbInstance(database) => database.availability_zone.clone(),
            _ => None,
        };
        let traits = if resource.is_gateway_load_balancer_endpoint() {
            &GATEWAY_LOAD_BALANCER_ENDPOINT
        } else if matches!(resource, Resource::ResolverEndpoint(endpoint) if !endpoint.is_outbound()) {
            &INBOUND_ENDPOINT
        } else {
            ManagedServiceTraits::of(resource.resource_type()?)?
        };
        let (id, state) = (id.clone(), state.to_owned());
        Some(Self { id, traits, interfaces: Vec::new(), state, primary_zone, listens, is_windows })
    }
}

/// Questions of DNS, over either protocol.
fn dns() -> BTreeMap<RowId, Listener> {
    let on = |protocol: Protocol| {
        let row = RowId::new(&protocol.to_string());
        (row, Listener { protocol: Some(protocol), from_port: Some(53), ..Listener::default() })
    };
    [on(Protocol::Tcp), on(Protocol::Udp)].into_iter().into_map()
}

/// The ports of the protocols that a transfer server speaks.
fn of_server(server: &TransferServer) -> BTreeMap<RowId, Listener> {
    let on = |(from, to): (u16, u16)| {
        let listener = Listener {
            protocol: Some(Protocol::Tcp),
            from_port: Some(from),
            to_port: Some(to),
            ..Listener::default()
        };
        (RowId::new(&format!("port-{from}")), listener)
    };
    server.ports().into_iter().map(on).into_map()
}

/// One TCP port.
fn on_port(port: u16) -> BTreeMap<RowId, Listener> {
    let listener = Listener { protocol: Some(Protocol::Tcp), from_port: Some(port), ..Listener::default() };
    std::iter::once((RowId::new("port"), listener)).into_map()
}

impl Network {
    /// The services, before their interfaces.
    pub(super) fn add_managed_services(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            if let Some(node) = ManagedServiceNode::of(id, resource) {
                self.managed_services.insert(id.clone(), node);
            }
            if let Resource::Function(function) = resource.as_ref() {
                let vpc = function.vpc_config.as_ref().and_then(|config| config.vpc_id.as_ref());
                self.resolve(id, "/vpcConfig/vpcId", vpc, ResourceType::Vpc);
            }
            if let Resource::ResolverEndpoint(endpoint) = resource.as_ref() {
                self.resolve(id, "/hostVpcId", endpoint.host_vpc_id.as_ref(), ResourceType::Vpc);
            }
            if let Resource::DbInstance(database) = resource.as_ref() {
                let source = database.read_replica_source_db_instance_identifier.as_ref();
                let path = "/readReplicaSourceDbInstanceIdentifier";
                self.resolve(id, path, source, ResourceType::DbInstance);
                let subnets = database.db_subnet_group.iter().flat_map(|group| &group.subnet_ids);
                for (index, subnet) in subnets.enumerate() {
                    let path = format!("/dbSubnetGroup/subnetIds/{index}");
                    self.resolve(id, &path, Some(subnet), ResourceType::Subnet);
                }
            }
        }
    }

    /// A function sends IPv6 only if it asks for it and every one of its subnets has it (R-LAM-5).
    pub(super) fn restrict_ipv6_of_functions(&mut self, document: &Document) {
        let mut without: Vec<ResourceId> = Vec::new();
        for service in self.managed_services.values().filter(|service| service.is_function()) {
            let has_ipv6 = |id: &ResourceId| {
                let subnet = self.interfaces.get(id).and_then(|node| self.subnets.get(node.subnet.as_ref()?));
                subnet.is_some_and(|subnet| subnet.ipv6_cidr.is_some())
            };
            let asks = document.function(service.id.as_str()).is_some_and(Function::asks_for_ipv6);
            if !asks || !service.interfaces.iter().all(has_ipv6) {
                without.extend(service.interfaces.iter().cloned());
            }
        }
        for id in without {
            if let Some(node) = self.interfaces.get_mut(&id) {
                node.ipv6.clear();
            }
        }
    }

    /// The interface of a Gateway Load Balancer endpoint: it has one (R-GWLB-2).
    pub fn interface_of_inspection(&self, endpoint: &ResourceId) -> Option<&InterfaceNode> {
        let node = self.managed_services.get(endpoint)?;
        let node = node.is_gateway_load_balancer_endpoint().then_some(node)?;
        self.interfaces.get(node.interfaces.first()?)
    }

    /// Puts the interfaces of each service into their order: that of a primary, then by device index.
    pub(super) fn order_interfaces_of_services(&mut self) {
        let (interfaces, subnets) = (&self.interfaces, &self.subnets);
        for service in self.managed_services.values_mut() {
            let primary = service.primary_zone.as_deref();
            service.interfaces.order_by_key(|id| {
                let node = interfaces.get(id);
                let subnet = node.and_then(|node| subnets.get(node.subnet.as_ref()?));
                let stands_by = primary.is_some() && subnet.and_then(|it| it.zone.as_deref()) != primary;
                (stands_by, node.map_or(0, |node| node.device_index), id.clone())
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::VpcEndpoint;

    #[test]
    fn every_managed_service_has_its_row() {
        for kind in ResourceType::MANAGED_SERVICES {
            assert!(ManagedServiceNode::of(&ResourceId::new("one"), &kind.empty()).is_some(), "{kind:?}");
        }
    }

    #[test]
    fn the_usual_state_is_one_in_which_packets_pass_and_no_state_is_both() {
        for kind in ResourceType::MANAGED_SERVICES {
            let resource = kind.empty();
            let usual = resource.service_state().map(|(_, usual)| usual).unwrap_or_default();
            let Some(row) = ManagedServiceTraits::of(kind) else { continue };
            assert!(row.up.contains(&usual), "{kind:?}");
            assert!(row.up.iter().all(|up| !row.down.contains(up)), "{kind:?}");
        }
    }

    #[test]
    fn of_endpoints_only_those_with_interfaces_are_managed_services() {
        let of = |kind: &str| {
            let endpoint = VpcEndpoint { vpc_endpoint_type: kind.to_owned(), ..VpcEndpoint::default() };
            ManagedServiceNode::of(&ResourceId::new("one"), &endpoint.into()).is_some()
        };
        assert!(of("Interface") && of("GatewayLoadBalancer") && of("Resource") && of("ServiceNetwork"));
        assert!(!of("Gateway") && !of("Tunnel"));
    }
}
