//! Instances and network interfaces, with the security groups that count for each.

use super::Network;
use super::node::{GroupSource, InstanceNode, InterfaceAddress, InterfaceNode, Source};
use crate::model::{
    Document, LoadBalancer, LoadBalancerKind, NetworkInterface, Resource, ResourceId, ResourceType,
    SecurityGroup, VpcEndpoint,
};
use crate::net::Address;
use crate::ordered::Order;

impl Network {
    pub(super) fn add_instances(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::Instance(instance) = resource.as_ref() else { continue };
            let node =
                InstanceNode { id: id.clone(), interfaces: Vec::new(), running: instance.state == "running" };
            self.instances.insert(id.clone(), node);
        }
    }

    pub(super) fn add_interfaces(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            let Resource::NetworkInterface(interface) = resource.as_ref() else { continue };
            let subnet = self.resolve(id, "/subnetId", interface.subnet_id.as_ref(), ResourceType::Subnet);
            let service =
                interface.instance_id().filter(|held_by| self.managed_services.contains_key(*held_by));
            let service = service.cloned();
            let named = interface.instance_id().filter(|_| service.is_none());
            let instance = self.resolve(id, "/attachment/instanceId", named, ResourceType::Instance);
            let vpc = subnet
                .as_ref()
                .and_then(|subnet| self.subnets.get(subnet))
                .and_then(|subnet| subnet.vpc.clone());
            let (mut groups, group_source) = self.groups_of(id, interface, vpc.as_ref());
            let foreign_groups = self.take_foreign(&mut groups, vpc.as_ref());
            if let Some(subnet) = subnet.as_ref().and_then(|subnet| self.subnets.get_mut(subnet)) {
                subnet.interfaces.push(id.clone());
            }
            if let Some(instance) = instance.as_ref().and_then(|instance| self.instances.get_mut(instance)) {
                instance.interfaces.push(id.clone());
            }
            let mut source_dest_check = interface.source_dest_check;
            if let Some(service) = service.as_ref().and_then(|id| self.managed_services.get_mut(id)) {
                service.interfaces.push(id.clone());
                // An endpoint is a way to its service and to nobody else, and a node one to its targets: nothing makes
                // them routers.
                source_dest_check |= service.is_endpoint() || service.is_load_balancer();
            }
            let node = InterfaceNode {
                id: id.clone(),
                subnet,
                vpc,
                addresses: addresses_of(interface),
                ipv6: interface.ipv6_addresses.iter().filter_map(|entry| entry.ipv6_address.ip()).collect(),
                groups,
                foreign_groups,
                group_source,
                source_dest_check,
                instance,
                service,
                device_index: interface.device_index(),
                is_attached: interface.attachment.is_some()
                    && !is_of_endpoint_that_is_gone(document, interface),
            };
            self.interfaces.insert(id.clone(), node);
        }
        self.order_interfaces_of_services();
        self.restrict_ipv6_of_functions(document);
        let interfaces = &self.interfaces;
        for instance in self.instances.values_mut() {
            instance
                .interfaces
                .order_by_key(|id| (interfaces.get(id).map_or(0, |node| node.device_index), id.clone()));
        }
    }

    /// The groups that interfaces of a VPC may carry: its own, then those that are associated with it (R-SG-19).
    pub fn groups_for(&self, vpc: &str) -> Vec<ResourceId> {
        let own = self.vpcs.get(vpc).map(|vpc| vpc.security_groups.clone()).unwrap_or_default();
        let further = self.document.resources.iter().filter(|(id, resource)| match resource.as_ref() {
            Resource::SecurityGroup(group) => self.is_associated(group, vpc) && !own.contains(id),
            _ => false,
        });
        let further: Vec<ResourceId> = further.map(|(id, _)| id.clone()).collect();
        [own, further].concat()
    }

    /// Whether a group is associated with a further VPC: somebody wrote so, and AWS does it.
    fn is_associated(&self, group: &SecurityGroup, vpc: &str) -> bool {
        group.is_associated_with(vpc) && self.may_associate(group, vpc)
    }

    /// Whether AWS associates a group with a further VPC: one of its own Region, where neither the group nor one of the two
    /// VPCs is a default one (R-SG-19). Accounts are not asked.
    pub fn may_associate(&self, group: &SecurityGroup, vpc: &str) -> bool {
        let home = group.vpc_id.as_ref().and_then(|id| self.document.vpc(id.as_str()));
        let (Some(home), Some(further)) = (home, self.document.vpc(vpc)) else { return true };
        let is_elsewhere =
            matches!((&home.region, &further.region), (Some(own), Some(other)) if own != other);
        !(is_elsewhere || group.is_default() || home.is_default || further.is_default)
    }

    /// Takes those groups out that interfaces of the VPC cannot carry, and gives them: AWS does not find them there.
    fn take_foreign(&self, groups: &mut Vec<ResourceId>, vpc: Option<&ResourceId>) -> Vec<ResourceId> {
        let Some(vpc) = vpc else { return Vec::new() };
        let is_foreign = |id: &ResourceId| {
            self.document.security_group(id.as_str()).is_some_and(|group| {
                self.is_of_another_vpc(group.vpc_id.as_ref(), Some(vpc))
                    && !self.is_associated(group, vpc.as_str())
            })
        };
        let foreign = groups.iter().filter(|id| is_foreign(id)).cloned().collect();
        groups.retain(|id| !is_foreign(id));
        foreign
    }

    fn groups_of(
        &mut self,
        id: &ResourceId,
        interface: &NetworkInterface,
        vpc: Option<&ResourceId>,
    ) -> (Vec<ResourceId>, GroupSource) {
        if !interface.group_ids.is_empty() {
            let mut groups = Vec::new();
            for (index, group) in interface.group_ids.iter().enumerate() {
                let path = format!("/groupIds/{index}");
                groups.extend(self.resolve(id, &path, Some(group), ResourceType::SecurityGroup));
            }
            // None of them is there: what they would admit is not known.
            let source = if groups.is_empty() { GroupSource::Unknown } else { GroupSource::Named };
            return (groups, source);
        }
        let holder = interface.instance_id().and_then(|holder| self.document.load_balancer(holder.as_str()));
        // Of a type that nobody knows nobody knows either whether AWS gives it the default group: its node says so.
        let is_open = |holder: &LoadBalancer| {
            matches!(holder.kind(), Some(LoadBalancerKind::Network | LoadBalancerKind::Gateway) | None)
        };
        if holder.is_some_and(is_open) {
            return (Vec::new(), GroupSource::Open);
        }
        let holder = interface.instance_id().and_then(|holder| self.document.vpc_endpoint(holder.as_str()));
        if holder.is_some_and(VpcEndpoint::is_gateway_load_balancer) {
            return (Vec::new(), GroupSource::Open);
        }
        match vpc.and_then(|vpc| self.vpcs.get(vpc)).map(|vpc| &vpc.default_security_group) {
            Some(Source::Default(group) | Source::Explicit(group)) => {
                (vec![group.clone()], GroupSource::DefaultGroup)
            }
            Some(Source::Unknown) => (Vec::new(), GroupSource::Unknown),
            Some(Source::Implicit) | None => (Vec::new(), GroupSource::Implicit),
        }
    }
}

/// AWS deletes the interfaces of an endpoint with it: where it is not in the drawing any more, nobody is behind them. The
/// names of endpoints tell what they are; what else an interface may name, an importer may not have seen.
fn is_of_endpoint_that_is_gone(document: &Document, interface: &NetworkInterface) -> bool {
    let named = interface.instance_id().filter(|id| id.as_str().starts_with("vpce-"));
    named.is_some_and(|id| document.resource(id.as_str()).is_none())
}

fn addresses_of(interface: &NetworkInterface) -> Vec<InterfaceAddress> {
    let primary = interface.primary_address();
    let others = interface.private_ip_addresses.iter().filter(|entry| Some(*entry) != primary);
    primary
        .into_iter()
        .chain(others)
        .filter_map(|entry| {
            let private = entry.private_ip_address.as_ref()?.ip()?;
            Some(InterfaceAddress {
                private,
                public: entry.public_ip.as_ref().and_then(Address::ip),
                elastic_ip: None,
            })
        })
        .collect()
}
