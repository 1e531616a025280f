//! The load balancers of a drawing with their nodes.

use crate::change::{Change, Fix};
use crate::model::{LoadBalancer, LoadBalancerKind, Resource, ResourceId};
use crate::rules::context::Context;
use crate::topology::{InterfaceNode, SubnetNode};

/// A load balancer of a kind that is known.
pub(in crate::rules) struct DrawnBalancer<'a> {
    /// Its id.
    pub(in crate::rules) id: &'a ResourceId,
    /// What is written of it.
    pub(in crate::rules) balancer: &'a LoadBalancer,
    /// Its kind.
    pub(in crate::rules) kind: LoadBalancerKind,
    /// Its nodes, each with its subnet.
    pub(in crate::rules) nodes: Vec<(&'a InterfaceNode, &'a SubnetNode)>,
}

/// Every load balancer of a kind that is known, with those of its nodes whose subnet is drawn.
pub(in crate::rules) fn load_balancers<'a>(
    context: &Context<'a>,
) -> impl Iterator<Item = DrawnBalancer<'a>> + use<'a> {
    let network = context.network;
    context.document.resources.iter().filter_map(move |(id, resource)| {
        let Resource::LoadBalancer(balancer) = resource.as_ref() else { return None };
        let nodes = network.managed_services.get(id).into_iter().flat_map(|service| &service.interfaces);
        let nodes = nodes.filter_map(|node| {
            let node = network.interfaces.get(node)?;
            Some((node, network.subnets.get(node.subnet.as_ref()?)?))
        });
        Some(DrawnBalancer { id, balancer, kind: balancer.kind()?, nodes: nodes.collect() })
    })
}

impl DrawnBalancer<'_> {
    /// The Region of its VPC.
    pub(in crate::rules) fn region<'a>(&self, context: &Context<'a>) -> Option<&'a str> {
        let of_node = || self.nodes.first().and_then(|(node, _)| node.vpc.as_ref());
        let vpc = self.balancer.vpc_id.as_ref().or_else(of_node)?;
        context.network.vpcs.get(vpc)?.region.as_deref()
    }
}

/// An Elastic IP address at a node of a load balancer that takes none.
pub(in crate::rules) struct ElasticIpAtNode<'a> {
    /// The load balancer.
    pub(in crate::rules) balancer: &'a ResourceId,
    /// The address.
    pub(in crate::rules) elastic_ip: &'a ResourceId,
    /// Takes it off.
    pub(in crate::rules) fix: Fix,
}

/// The Elastic IP addresses at nodes of load balancers of a kind.
pub(in crate::rules) fn elastic_ips_at<'a>(
    context: &Context<'a>,
    kind: LoadBalancerKind,
) -> Vec<ElasticIpAtNode<'a>> {
    let mut all = Vec::new();
    for drawn in load_balancers(context).filter(|drawn| drawn.kind == kind) {
        let is_node = |interface: &ResourceId| drawn.nodes.iter().any(|(node, _)| node.id == *interface);
        for (id, elastic) in &context.elastic_ips {
            if elastic.network_interface_id.as_ref().is_some_and(is_node) {
                let title = format!("Take {} off {}", context.name(id), context.name(drawn.id));
                let path = "/networkInterfaceId".to_owned();
                let changes = vec![Change::RemovePath { id: (*id).clone(), path }];
                let fix = Fix { title, changes };
                all.push(ElasticIpAtNode { balancer: drawn.id, elastic_ip: id, fix });
            }
        }
    }
    all
}
