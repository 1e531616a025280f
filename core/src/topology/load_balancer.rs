//! Target groups and what answers in them, and which load balancers lead to each.

use super::{AddressOwner, Network};
use crate::model::{
    AutoScalingGroup, Document, LoadBalancer, LoadBalancerKind, Resource, ResourceId, ResourceType, RowId,
    TargetGroup,
};
use crate::net::Family;
use std::net::IpAddr;

/// A target group with everything that answers in it, or a classic load balancer with its instances.
#[derive(Clone, Debug)]
pub struct TargetGroupNode {
    /// Its id.
    pub id: ResourceId,
    /// Its VPC, if it names one that exists.
    pub vpc: Option<ResourceId>,
    /// Its targets: those of its rows, then the instances of Auto Scaling groups and the tasks of services that join it.
    pub targets: Vec<TargetNode>,
    /// The load balancers that have a listener or a rule that forwards to it, by id.
    pub load_balancers: Vec<ResourceId>,
    /// The Auto Scaling groups whose instances join it.
    pub auto_scaling_groups: Vec<ResourceId>,
}

/// One target.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetNode {
    /// Its row in the group; `None` for what an Auto Scaling group or a container service brought.
    pub row: Option<RowId>,
    /// What the row names: an instance, a function, a load balancer, or an address as text.
    pub id: ResourceId,
    /// What that is.
    pub place: TargetPlace,
    /// Its port: the one of the row, else the one of the group.
    pub port: Option<u16>,
    /// Its zone, where it is known; an address outside of the VPC has none.
    pub zone: Option<String>,
    /// The health that somebody said, as AWS calls it.
    pub state: Option<String>,
}

/// Where a target is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetPlace {
    /// An address, and the interface of the group's VPC that has it.
    Address(IpAddr, Option<ResourceId>),
    /// A function.
    Function,
    /// A load balancer.
    LoadBalancer,
    /// Nothing that is in the drawing.
    Missing,
}

impl TargetNode {
    /// The interface of the VPC that stands for it.
    pub fn interface(&self) -> Option<&ResourceId> {
        match &self.place {
            TargetPlace::Address(_, interface) => interface.as_ref(),
            _ => None,
        }
    }
}

impl Network {
    /// References of load balancers and the groups behind them, and the targets of each group. Needs the addresses.
    pub(super) fn add_target_groups(&mut self, document: &Document) {
        for (id, resource) in &document.resources {
            if let Resource::TargetGroup(group) = resource.as_ref() {
                self.add_target_group(id, group);
            }
        }
        for (id, resource) in &document.resources {
            match resource.as_ref() {
                Resource::LoadBalancer(balancer) => self.add_load_balancer(id, balancer),
                Resource::AutoScalingGroup(group) => self.add_auto_scaling_group(id, group),
                Resource::EcsService(service) => self.add_service_targets(id, service),
                _ => {}
            }
        }
    }

    fn add_target_group(&mut self, id: &ResourceId, group: &TargetGroup) {
        let vpc = self.resolve(id, "/vpcId", group.vpc_id.as_ref(), ResourceType::Vpc);
        let mut node = TargetGroupNode {
            id: id.clone(),
            vpc,
            targets: Vec::new(),
            load_balancers: Vec::new(),
            auto_scaling_groups: Vec::new(),
        };
        for (row, target) in &group.targets {
            let Some(named) = &target.id else { continue };
            let expected = match group.target_type.as_str() {
                "instance" => Some(ResourceType::Instance),
                "lambda" => Some(ResourceType::Function),
                "alb" => Some(ResourceType::LoadBalancer),
                _ => None,
            };
            if let Some(expected) = expected {
                self.resolve(id, &format!("/targets/{row}/id"), Some(named), expected);
            }
            let (place, zone) = self.place_of_target(group, node.vpc.as_ref(), named);
            let zone = zone.or_else(|| target.availability_zone.clone().filter(|zone| zone != "all"));
            node.targets.push(TargetNode {
                row: Some(row.clone()),
                id: named.clone(),
                place,
                port: target.port.or(group.port),
                zone,
                state: target.state().map(ToOwned::to_owned),
            });
        }
        self.target_groups.insert(id.clone(), node);
    }

    /// Where a target is, and its zone.
    fn place_of_target(
        &self,
        group: &TargetGroup,
        vpc: Option<&ResourceId>,
        named: &ResourceId,
    ) -> (TargetPlace, Option<String>) {
        let id = named.as_str();
        match group.target_type.as_str() {
            "lambda" if self.document.function(id).is_some() => (TargetPlace::Function, None),
            "alb" if self.document.load_balancer(id).is_some() => (TargetPlace::LoadBalancer, None),
            "instance" => self.place_of_instance(id, group.family()),
            "ip" => match id.parse::<IpAddr>() {
                Ok(address) => self.place_of_address(vpc, address),
                Err(_) => (TargetPlace::Missing, None),
            },
            _ => (TargetPlace::Missing, None),
        }
    }

    /// AWS sends to the primary address of the primary interface, in the family of the group.
    pub(super) fn place_of_instance(
        &self,
        id: &str,
        family: Option<Family>,
    ) -> (TargetPlace, Option<String>) {
        let primary = self.instances.get(id).and_then(|node| node.interfaces.first());
        let interface = primary.and_then(|primary| self.interfaces.get(primary));
        let Some(interface) = interface else { return (TargetPlace::Missing, None) };
        let families = [Family::Ipv4, Family::Ipv6].into_iter();
        let mut asked = families.filter(|own| family.is_none_or(|family| family == *own));
        let Some(address) = asked.find_map(|family| interface.first_address(family)) else {
            return (TargetPlace::Missing, None);
        };
        let zone = interface.subnet.as_ref().and_then(|subnet| self.subnets.get(subnet)?.zone.clone());
        (TargetPlace::Address(address, Some(interface.id.clone())), zone)
    }

    fn place_of_address(&self, vpc: Option<&ResourceId>, address: IpAddr) -> (TargetPlace, Option<String>) {
        let owner = vpc.and_then(|vpc| self.owner_in_vpc(vpc.as_str(), address));
        let interface = match owner {
            Some(AddressOwner::Interface(id)) => Some(id.clone()),
            _ => None,
        };
        let around =
            vpc.and_then(|vpc| self.vpcs.get(vpc)).and_then(|vpc| self.subnet_of_address(vpc, address));
        (TargetPlace::Address(address, interface), around.and_then(|subnet| subnet.zone.clone()))
    }

    fn add_load_balancer(&mut self, id: &ResourceId, balancer: &LoadBalancer) {
        let vpc = self.resolve(id, "/vpcId", balancer.vpc_id.as_ref(), ResourceType::Vpc);
        if balancer.kind() == Some(LoadBalancerKind::Classic) {
            self.add_classic_group(id, vpc, balancer);
        }
        for (listener, content) in &balancer.listeners {
            for (path, action) in content.actions() {
                let mut names: Vec<(String, &ResourceId)> = Vec::new();
                let at = format!("/listeners/{listener}/{path}");
                names.extend(action.target_group_arn.iter().map(|id| (format!("{at}/targetGroupArn"), id)));
                for (row, tuple) in &action.target_groups {
                    let path = || format!("{at}/targetGroups/{row}/targetGroupArn");
                    names.extend(tuple.target_group_arn.iter().map(|id| (path(), id)));
                }
                for (path, named) in names {
                    let group = self.resolve(id, &path, Some(named), ResourceType::TargetGroup);
                    let node = group.and_then(|group| self.target_groups.get_mut(&group));
                    if let Some(node) = node.filter(|node| !node.load_balancers.contains(id)) {
                        node.load_balancers.push(id.clone());
                    }
                }
            }
        }
    }

    /// A classic load balancer has its instances itself: it is its own group.
    fn add_classic_group(&mut self, id: &ResourceId, vpc: Option<ResourceId>, balancer: &LoadBalancer) {
        let mut targets = Vec::new();
        for (row, registered) in &balancer.instances {
            let path = format!("/instances/{row}/instanceId");
            self.resolve(id, &path, registered.instance_id.as_ref(), ResourceType::Instance);
            let Some(instance) = &registered.instance_id else { continue };
            let (place, zone) = self.place_of_instance(instance.as_str(), None);
            let (row, state) = (Some(row.clone()), registered.state.clone());
            targets.push(TargetNode { row, id: instance.clone(), place, port: None, zone, state });
        }
        let node = TargetGroupNode {
            id: id.clone(),
            vpc,
            targets,
            load_balancers: vec![id.clone()],
            auto_scaling_groups: Vec::new(),
        };
        self.target_groups.insert(id.clone(), node);
    }

    fn add_auto_scaling_group(&mut self, id: &ResourceId, group: &AutoScalingGroup) {
        for (index, subnet) in group.vpc_zone_identifier.iter().enumerate() {
            self.resolve(id, &format!("/vpcZoneIdentifier/{index}"), Some(subnet), ResourceType::Subnet);
        }
        let mut instances = Vec::new();
        for (index, instance) in group.instances.iter().enumerate() {
            let path = format!("/instances/{index}");
            instances.extend(self.resolve(id, &path, Some(instance), ResourceType::Instance));
        }
        let mut all = Vec::new();
        for (index, named) in group.target_group_arns.iter().enumerate() {
            let path = format!("/targetGroupArns/{index}");
            all.push(self.resolve(id, &path, Some(named), ResourceType::TargetGroup));
        }
        for (index, named) in group.load_balancer_names.iter().enumerate() {
            let path = format!("/loadBalancerNames/{index}");
            all.push(self.resolve(id, &path, Some(named), ResourceType::LoadBalancer));
        }
        for joined in all {
            let written = joined.as_ref().and_then(|joined| self.document.target_group(joined.as_str()));
            // AWS joins instances with a group of instances only.
            if written.is_some_and(|group| group.target_type != "instance") {
                continue;
            }
            let (port, family) = (written.and_then(|it| it.port), written.and_then(TargetGroup::family));
            let targets: Vec<TargetNode> = instances
                .iter()
                .map(|instance| {
                    let (place, zone) = self.place_of_instance(instance.as_str(), family);
                    TargetNode { row: None, id: instance.clone(), place, port, zone, state: None }
                })
                .collect();
            let Some(node) = joined.and_then(|joined| self.target_groups.get_mut(&joined)) else { continue };
            node.auto_scaling_groups.push(id.clone());
            for target in targets {
                if !node.targets.iter().any(|known| known.id == target.id) {
                    node.targets.push(target);
                }
            }
        }
    }
}
