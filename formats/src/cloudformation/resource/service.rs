//! Caches, classic load balancers, servers for file transfers, and certificates that stand beside listeners.

use super::elastic_ip;
use crate::declared::balancing::TOLD_ELSEWHERE;
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{
    CacheCluster, ClassicHealthCheck, LoadBalancer, LoadBalancerListener, RegisteredInstance, Resource,
    ResourceId, RowId, TransferServer,
};

/// Reads `AWS::ElastiCache::SubnetGroup`: its subnets are part of the caches that name it.
pub(super) fn cache_subnets(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("Description");
    let subnets = view.whole_ids("SubnetIds");
    if let Some(name) = view.text("CacheSubnetGroupName") {
        maker.subnet_groups.insert(ResourceId::new(&name), subnets.clone());
    }
    maker.subnet_groups.insert(own.id.clone(), subnets);
    maker.read(own);
}

/// Reads `AWS::ElastiCache::CacheCluster`.
pub(super) fn cache(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let name = view.text("ClusterName");
    let groups = maker.groups(own, &view, "VpcSecurityGroupIds");
    let zones: Vec<String> = view
        .text("PreferredAvailabilityZone")
        .into_iter()
        .chain(view.texts("PreferredAvailabilityZones"))
        .collect();
    let is_spread = view.text("AZMode").as_deref() == Some("cross-az") || zones.len() > 1;
    let count = view.small::<usize>("NumCacheNodes").unwrap_or(1);
    nodes(maker, own, name, &groups, &zones, is_spread, count);
}

/// Reads `AWS::ElastiCache::ReplicationGroup`: one cache with a node in each place.
pub(crate) fn replication_group(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("ReplicationGroupDescription");
    let name = view.text("ReplicationGroupId");
    let groups = maker.groups(own, &view, "SecurityGroupIds");
    let zones = view.texts("PreferredCacheClusterAZs");
    let shards = view.small::<usize>("NumNodeGroups").unwrap_or(1);
    let replicas = view.small::<usize>("ReplicasPerNodeGroup").unwrap_or(0);
    let count = view
        .small::<usize>("NumCacheClusters")
        .unwrap_or_else(|| shards.saturating_mul(replicas.saturating_add(1)));
    // AWS spreads the nodes of a group over its subnets.
    nodes(maker, own, name, &groups, &zones, true, count);
}

/// Nodes of a cache.
const MOST_NODES: usize = 500;

fn nodes(
    maker: &mut Maker<'_>,
    own: &Own,
    name: Option<String>,
    groups: &[ResourceId],
    zones: &[String],
    is_spread: bool,
    count: usize,
) {
    let view = own.view();
    let named = view.id("CacheSubnetGroupName");
    let subnets = named.and_then(|name| maker.subnet_groups.get(&name).cloned()).unwrap_or_default();
    let engine = view.text("Engine");
    let cache = CacheCluster {
        name: Some(name.unwrap_or_else(|| own.name())),
        tags: own.tags(),
        engine: engine.clone(),
        ..CacheCluster::default()
    };
    let port = view.small("Port").filter(|port| Some(*port) != cache.listens_on());
    maker.insert(own, CacheCluster { port, ..cache });
    if subnets.is_empty() {
        maker.note(own, "The template does not tell its subnets: a packet to it ends UNKNOWN.");
        return;
    }
    let zone_of = |maker: &Maker<'_>, id: &ResourceId| {
        maker.document.subnet(id.as_str()).and_then(|subnet| subnet.availability_zone.clone())
    };
    let in_zone =
        |zone: &String| subnets.iter().find(|id| zone_of(maker, id).as_ref() == Some(zone)).cloned();
    let mut chosen: Vec<ResourceId> = zones.iter().filter_map(in_zone).collect();
    if chosen.is_empty() {
        chosen = if is_spread { subnets.clone() } else { subnets.iter().take(1).cloned().collect() };
    }
    let used: Vec<ResourceId> = chosen.iter().cycle().take(count.clamp(1, MOST_NODES)).cloned().collect();
    if zones.is_empty() {
        let words: Vec<&str> = chosen.iter().take(count.max(1)).map(ResourceId::as_str).collect();
        maker
            .note(own, &format!("AWS picks the zones of its nodes; they are drawn in {}.", words.join(", ")));
    }
    maker.interfaces(own, &used, groups, false);
}

/// Reads `AWS::Transfer::Server`.
pub(crate) fn transfer(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let details = view.object("EndpointDetails");
    let subnets = details.as_ref().map(|part| part.whole_ids("SubnetIds")).unwrap_or_default();
    let groups = match &details {
        Some(details) => maker.groups(own, details, "SecurityGroupIds"),
        None => Vec::new(),
    };
    let addresses = details.as_ref().map(|part| part.ids("AddressAllocationIds")).unwrap_or_default();
    if let Some(part) = &details {
        part.id("VpcId");
    }
    let usual = TransferServer::default();
    let server = TransferServer {
        name: Some(own.name()),
        tags: own.tags(),
        endpoint_type: view.text("EndpointType").unwrap_or(usual.endpoint_type),
        protocols: view.texts("Protocols"),
        ..TransferServer::default()
    };
    let region = server.is_public().then(|| maker.ground.region.clone());
    maker.insert(own, TransferServer { region, ..server });
    let made = maker.interfaces(own, &subnets, &groups, false);
    for (allocation, node) in addresses.iter().zip(made) {
        elastic_ip::give(maker, allocation, node, None);
    }
}

/// Reads `AWS::ElasticLoadBalancing::LoadBalancer`, with a node in each of its subnets.
pub(super) fn classic(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = LoadBalancer::default();
    let subnets = view.ids("Subnets");
    let listeners = view.list("Listeners");
    let listeners = listeners
        .iter()
        .enumerate()
        .map(|(index, part)| (RowId::new(&format!("l{}", index + 1)), classic_listener(part)));
    let instances = view.ids("Instances").into_iter().enumerate().map(|(index, id)| {
        let instance = RegisteredInstance { instance_id: Some(id), ..RegisteredInstance::default() };
        (RowId::new(&format!("i{}", index + 1)), instance)
    });
    let mut balancer = LoadBalancer {
        name: Some(view.text("LoadBalancerName").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        load_balancer_type: "classic".to_owned(),
        scheme: view.text("Scheme").unwrap_or(usual.scheme),
        vpc_id: maker.vpc_of(&subnets),
        listeners: listeners.collect(),
        instances: instances.collect(),
        health_check: view.object("HealthCheck").map(|check| ClassicHealthCheck {
            target: check.text("Target"),
            interval: check.small("Interval"),
            timeout: check.small("Timeout"),
            healthy_threshold: check.small("HealthyThreshold"),
            unhealthy_threshold: check.small("UnhealthyThreshold"),
            ..ClassicHealthCheck::default()
        }),
        ..LoadBalancer::default()
    };
    if view.flag("CrossZone") == Some(true) {
        balancer.attributes.insert(LoadBalancer::CROSS_ZONE.to_owned(), "true".to_owned());
    }
    for (key, part) in [("Listeners", "listeners"), ("Instances", "targets")] {
        if view.is_unknown(key) {
            balancer.unknown.push(part.to_owned());
            maker.note(
                own,
                &format!(
                    "The template does not tell all of its {part}: a packet that needs them ends UNKNOWN."
                ),
            );
        }
    }
    let is_public = balancer.scheme == "internet-facing";
    if view.is_any_unknown(&["Scheme", "Subnets"]) {
        balancer.unknown.push("listeners".to_owned());
        maker.note(
            own,
            "Nothing tells its scheme, or all of its subnets: a packet that comes to it ends UNKNOWN.",
        );
    }
    let groups = maker.groups(own, &view, "SecurityGroups");
    maker.insert(own, balancer);
    maker.interfaces(own, &subnets, &groups, is_public);
}

fn classic_listener(part: &View<'_>) -> LoadBalancerListener {
    let protocol = part.text("Protocol").map(|word| word.to_ascii_uppercase());
    let inner = part.text("InstanceProtocol").map(|word| word.to_ascii_uppercase());
    LoadBalancerListener {
        port: part.small("LoadBalancerPort"),
        instance_port: part.small("InstancePort"),
        instance_protocol: inner.or_else(|| protocol.clone()),
        protocol,
        certificate_arns: part.text("SSLCertificateId").into_iter().collect(),
        ..LoadBalancerListener::default()
    }
}

/// Reads `AWS::ElasticLoadBalancingV2::ListenerCertificate`, once the listeners are there.
pub(super) fn certificates(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let arns: Vec<String> =
        view.list("Certificates").iter().filter_map(|part| part.text("CertificateArn")).collect();
    let arns = if arns.is_empty() || own.perhaps.is_some() { vec![TOLD_ELSEWHERE.to_owned()] } else { arns };
    let listener = view.id("ListenerArn").and_then(|id| maker.listeners.get(&id).cloned());
    let Some((balancer, row)) = listener else {
        maker.skip(own, "Its listener is not in the drawing.");
        return;
    };
    maker.change(
        &balancer,
        |resource| if let Resource::LoadBalancer(it) = resource { Some(it) } else { None },
        |balancer| {
            if let Some(listener) = balancer.listeners.get_mut(&row) {
                listener.certificate_arns.extend(arns);
            }
        },
    );
    maker.read(own);
}
