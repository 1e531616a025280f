//! Services with interfaces in subnets: databases, functions, file systems, containers, caches.

use super::common::{block, name, region, tags};
use crate::declared::balancing::{joined_later, rows};
use crate::declared::maker::Maker;
use crate::declared::own::Own;
use crate::declared::service::{self, says_no_subnets, subnets_of};
use crate::declared::undrawn;
use netyard_core::model::{
    AwsvpcConfiguration, CacheCluster, DbInstance, DbSubnetGroup, EcsLoadBalancer, EcsNetworkConfiguration,
    EcsService, FileSystem, Function, FunctionVpcConfig, MountTarget, ResourceId,
};

/// Reads subnet groups of databases and caches: their subnets are part of what names them.
pub(super) fn subnet_group(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    for key in ["description", "vpc_id"] {
        view.text(key);
    }
    view.texts("supported_network_types");
    service::subnet_group(maker, own, view.text("name"), view.ids("subnet_ids"));
}

/// Reads `aws_db_instance`.
pub(super) fn database(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let subnets = subnets_of(maker, own, "db_subnet_group_name");
    let (multi_az, zone) = (view.flag("multi_az").unwrap_or(false), view.text("availability_zone"));
    let is_public = view.flag("publicly_accessible").unwrap_or(false);
    let database = DbInstance {
        name: view.text("identifier").or_else(|| Some(name(own))),
        tags: tags(own),
        engine: view.text("engine"),
        multi_az,
        availability_zone: zone.clone().filter(|_| multi_az),
        read_replica_source_db_instance_identifier: view.id("replicate_source_db"),
        publicly_accessible: is_public,
        db_subnet_group: view
            .id("db_subnet_group_name")
            .map(|_| DbSubnetGroup { subnet_ids: subnets, ..DbSubnetGroup::default() }),
        ..DbInstance::default()
    };
    let groups = maker.groups(own, &view, "vpc_security_group_ids");
    service::database(maker, own, database, view.small("port"), zone.as_deref(), &groups);
}

/// Reads `aws_elasticache_cluster`.
pub(super) fn cache(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let subnets = subnets_of(maker, own, "subnet_group_name");
    let nodes: usize = view.small("num_cache_nodes").unwrap_or(1);
    let cluster = CacheCluster {
        name: view.text("cluster_id").or_else(|| Some(name(own))),
        tags: tags(own),
        engine: view.text("engine"),
        replication_group_id: view.text("replication_group_id"),
        ..CacheCluster::default()
    };
    let usual = cluster.listens_on();
    let port = view.small("port").filter(|port| Some(*port) != usual);
    maker.insert(own, CacheCluster { port, ..cluster });
    let groups = maker.groups(own, &view, "security_group_ids");
    if subnets.is_empty() {
        says_no_subnets(maker, own);
        return;
    }
    if subnets.len() > 1 {
        maker.note(
            own,
            "AWS picks the subnets of its nodes when it makes it; they are drawn in the first ones.",
        );
    }
    let used: Vec<ResourceId> = subnets.into_iter().take(nodes.max(1)).collect();
    maker.interfaces(own, &used, &groups, false);
}

/// Reads `aws_lambda_function`.
pub(super) fn function(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let config = block(&view, "vpc_config");
    let subnets = config.as_ref().map(|config| config.whole_ids("subnet_ids")).unwrap_or_default();
    let groups =
        config.as_ref().map(|config| maker.groups(own, config, "security_group_ids")).unwrap_or_default();
    let dual = config.as_ref().and_then(|config| config.flag("ipv6_allowed_for_dual_stack")).unwrap_or(false);
    let is_open = view.is_unknown("vpc_config");
    if let Some(config) = &config {
        config.text("vpc_id");
    }
    let is_attached = is_open || !subnets.is_empty();
    let vpc_config = FunctionVpcConfig { ipv6_allowed_for_dual_stack: dual, ..FunctionVpcConfig::default() };
    let function = Function {
        name: view.text("function_name").or_else(|| Some(name(own))),
        tags: tags(own),
        region: region(own).filter(|_| !is_attached),
        vpc_config: Some(vpc_config).filter(|config| *config != FunctionVpcConfig::default()),
        ..Function::default()
    };
    maker.insert(own, function);
    if config.as_ref().is_some_and(|config| config.is_unknown("subnet_ids")) {
        maker.doubts.insert("networkInterface");
    }
    if is_attached && subnets.is_empty() {
        service::somewhere(maker, own, &groups);
        return;
    }
    maker.interfaces(own, &subnets, &groups, false);
}

/// Reads `aws_efs_file_system`.
pub(super) fn file_system(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let system = FileSystem {
        name: Some(name(own)),
        tags: tags(own),
        region: region(own),
        availability_zone_name: view.text("availability_zone_name"),
        ..FileSystem::default()
    };
    maker.insert(own, system);
}

/// Reads `aws_efs_mount_target`.
pub(super) fn mount_target(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let target = MountTarget {
        name: Some(name(own)),
        file_system_id: view.id("file_system_id"),
        ..MountTarget::default()
    };
    for key in ["availability_zone_id", "availability_zone_name", "network_interface_id"] {
        view.text(key);
    }
    let groups = maker.groups(own, &view, "security_groups");
    service::mount_target(maker, own, target, view.id("subnet_id"), &groups, view.address("ip_address"));
}

/// Reads `aws_ecs_service`. Its tasks are started while it runs.
pub(super) fn container_service(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let network = block(&view, "network_configuration");
    if let Some(part) = &network {
        undrawn::started_in(maker, own, &part.ids("subnets"), part.is_unknown("subnets"));
    }
    let network = network.map(|part| EcsNetworkConfiguration {
        awsvpc_configuration: Some(AwsvpcConfiguration {
            subnets: part.ids("subnets"),
            security_groups: part.ids("security_groups"),
            assign_public_ip: part
                .flag("assign_public_ip")
                .map(|is_on| if is_on { "ENABLED" } else { "DISABLED" }.to_owned()),
            ..AwsvpcConfiguration::default()
        }),
        ..EcsNetworkConfiguration::default()
    });
    let balancers = view.list("load_balancer");
    let balancers: Vec<EcsLoadBalancer> = balancers
        .iter()
        .map(|part| EcsLoadBalancer {
            target_group_arn: part.id("target_group_arn"),
            load_balancer_name: part.id("elb_name"),
            container_name: part.text("container_name"),
            container_port: part.small("container_port"),
            ..EcsLoadBalancer::default()
        })
        .collect();
    let groups: Vec<ResourceId> = balancers.iter().filter_map(|part| part.target_group_arn.clone()).collect();
    let service = EcsService {
        name: view.text("name").or_else(|| Some(name(own))),
        tags: tags(own),
        cluster_arn: view.text("cluster"),
        launch_type: view.text("launch_type"),
        desired_count: view.small("desired_count"),
        network_configuration: network,
        load_balancers: rows("b", balancers),
        ..EcsService::default()
    };
    maker.insert(own, service);
    joined_later(maker, own, &groups);
}
