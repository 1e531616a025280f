//! Container services: which tasks run on which instance, and what joins the target groups of a service.
//!
//! <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html>: tasks with interfaces of their
//! own join with their address, the others with their instance and the port of it that leads to the container.

use super::load_balancer::{TargetNode, TargetPlace};
use super::{AddressOwner, Network};
use crate::model::{
    Document, EcsLoadBalancer, EcsService, Resource, ResourceId, ResourceType, RowId, TargetGroup, Task,
};
use crate::net::{Family, Protocol};
use std::net::IpAddr;

/// A port of an instance that leads to a container of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPort {
    /// The task.
    pub task: ResourceId,
    /// The row of the task that says so.
    pub row: RowId,
    /// The port of the instance. Where none is written AWS chooses one; the first one that is free stands for it.
    pub host_port: u16,
    /// The port in the container.
    pub container_port: u16,
    /// The address of the container on the bridge of the instance, where it is known; `None` in `host` mode.
    pub container: Option<IpAddr>,
    /// The protocol.
    pub protocol: Protocol,
}

impl Network {
    /// References of tasks and services, and who runs where.
    pub(super) fn add_container_services(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            match resource.as_ref() {
                Resource::Task(task) => self.add_hosted_task(id, task),
                Resource::MountTarget(target) => {
                    // A file system needs no entry; what has its id must be one.
                    let named = target.file_system_id.as_ref();
                    let is_there = named.is_some_and(|named| document.resource(named.as_str()).is_some());
                    let named = named.filter(|_| is_there);
                    self.resolve(id, "/fileSystemId", named, ResourceType::FileSystem);
                }
                Resource::EcsService(service) => self.resolve_service(id, service),
                _ => {}
            }
        }
    }

    fn add_hosted_task(&mut self, id: &ResourceId, task: &Task) {
        let instance =
            self.resolve(id, "/ec2InstanceId", task.ec2_instance_id.as_ref(), ResourceType::Instance);
        let is_hosted = task.host().is_some() && task.is_running();
        let Some(instance) = instance.filter(|_| is_hosted) else { return };
        self.hosted_tasks.entry(instance.clone()).or_default().push(id.clone());
        let container = task.address_on_bridge();
        let ports = self.published_ports.entry(instance).or_default();
        for (row, binding) in &task.network_bindings {
            let written = binding.host_port.filter(|port| *port > 0);
            let Some(container_port) = binding.container_port.or(written) else { continue };
            let shares_port = task.network_mode.as_deref() == Some("host");
            let given = written.or_else(|| shares_port.then_some(container_port));
            let is_free = |port: &u16| ports.iter().all(|known| known.host_port != *port);
            let dynamic = || (Task::FIRST_DYNAMIC_PORT..=Task::LAST_DYNAMIC_PORT).find(is_free);
            let Some(host_port) = given.or_else(dynamic) else { continue };
            let (task, row, protocol) = (id.clone(), row.clone(), binding.protocol().clone());
            ports.push(PublishedPort { task, row, host_port, container_port, container, protocol });
        }
    }

    /// The ports of an instance that lead to containers of tasks that run.
    pub fn published_ports_of(&self, instance: &str) -> &[PublishedPort] {
        self.published_ports.get(instance).map(Vec::as_slice).unwrap_or_default()
    }

    /// The tasks that run on an instance and share its network.
    pub fn tasks_on<'a>(&'a self, instance: &str) -> impl Iterator<Item = (&'a ResourceId, &'a Task)> {
        let ids = self.hosted_tasks.get(instance).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| Some((id, self.document.task(id.as_str())?)))
    }

    fn resolve_service(&mut self, id: &ResourceId, service: &EcsService) {
        let place = "/networkConfiguration/awsvpcConfiguration";
        for (index, subnet) in service.subnets().iter().enumerate() {
            self.resolve(id, &format!("{place}/subnets/{index}"), Some(subnet), ResourceType::Subnet);
        }
        let groups = service.awsvpc().map(|config| config.security_groups.as_slice()).unwrap_or_default();
        for (index, group) in groups.iter().enumerate() {
            let path = format!("{place}/securityGroups/{index}");
            self.resolve(id, &path, Some(group), ResourceType::SecurityGroup);
        }
        for (index, task) in service.tasks.iter().enumerate() {
            self.resolve(id, &format!("/tasks/{index}"), Some(task), ResourceType::Task);
        }
    }

    /// The tasks of a service join its target groups.
    pub(super) fn add_service_targets(&mut self, id: &ResourceId, service: &EcsService) {
        for (row, joins) in &service.load_balancers {
            let path = format!("/loadBalancers/{row}/targetGroupArn");
            let group = self.resolve(id, &path, joins.target_group_arn.as_ref(), ResourceType::TargetGroup);
            let path = format!("/loadBalancers/{row}/loadBalancerName");
            let classic =
                self.resolve(id, &path, joins.load_balancer_name.as_ref(), ResourceType::LoadBalancer);
            let Some(joined) = group.or(classic) else { continue };
            let family = self.document.target_group(joined.as_str()).and_then(TargetGroup::family);
            let targets: Vec<TargetNode> =
                service.tasks.iter().filter_map(|task| self.target_of(task, joins, family)).collect();
            let Some(node) = self.target_groups.get_mut(&joined) else { continue };
            for target in targets {
                let is_known = |known: &TargetNode| known.id == target.id && known.port == target.port;
                if !node.targets.iter().any(is_known) {
                    node.targets.push(target);
                }
            }
        }
    }

    /// What a task that runs is registered as; nothing where no port of its instance leads to the container.
    fn target_of(
        &self,
        id: &ResourceId,
        joins: &EcsLoadBalancer,
        family: Option<Family>,
    ) -> Option<TargetNode> {
        let task = self.document.task(id.as_str()).filter(|task| task.is_running())?;
        if let Some(host) = task.host() {
            let wanted = joins.container_port;
            let own = self.published_ports_of(host.as_str()).iter().filter(|port| port.task == *id);
            let mut own = own.filter(|port| wanted.is_none_or(|wanted| port.container_port == wanted));
            let port = own.next().map(|port| port.host_port)?;
            let (place, zone) = self.place_of_instance(host.as_str(), family);
            let port = Some(port);
            return Some(TargetNode { row: None, id: host.clone(), place, port, zone, state: None });
        }
        let interface = self.managed_services.get(id)?.interfaces.first()?;
        let node = self.interfaces.get(interface)?;
        let families = [Family::Ipv4, Family::Ipv6].into_iter();
        let asked = |own: &Family| family.is_none_or(|family| family == *own);
        let address = families.filter(asked).find_map(|own| node.first_address(own))?;
        let zone = node.subnet.as_ref().and_then(|subnet| self.subnets.get(subnet)?.zone.clone());
        let owner = node.vpc.as_ref().and_then(|vpc| self.owner_in_vpc(vpc.as_str(), address));
        let interface = match owner {
            Some(AddressOwner::Interface(id)) => Some(id.clone()),
            _ => None,
        };
        Some(TargetNode {
            row: None,
            id: ResourceId::new(&address.to_string()),
            place: TargetPlace::Address(address, interface),
            port: joins.container_port,
            zone,
            state: None,
        })
    }
}
