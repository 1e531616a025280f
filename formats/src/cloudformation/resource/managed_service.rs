//! Services with interfaces in subnets: databases, functions, file systems, containers.

use crate::declared::balancing;
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use crate::declared::service::{self, Cluster};
use crate::declared::undrawn;
use netyard_core::model::{
    AwsvpcConfiguration, DbInstance, DbSubnetGroup, EcsLoadBalancer, EcsNetworkConfiguration, EcsService,
    FileSystem, Function, FunctionVpcConfig, MountTarget, Resource, ResourceId,
};

/// Reads `AWS::RDS::DBSubnetGroup`: its subnets are part of the databases that name it.
pub(super) fn subnet_group(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("DBSubnetGroupDescription");
    service::subnet_group(maker, own, view.text("DBSubnetGroupName"), view.whole_ids("SubnetIds"));
}

/// Reads `AWS::RDS::DBInstance`, once internet gateways are attached.
pub(crate) fn database(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let of_cluster = member_of(maker, own, &view);
    let has_group = view.has("DBSubnetGroupName");
    let subnets = match &of_cluster {
        Some(cluster) if !has_group => cluster.subnets.clone(),
        _ => service::subnets_of(maker, own, "DBSubnetGroupName"),
    };
    let named = has_group || of_cluster.is_some();
    let (multi_az, zone) = (view.flag("MultiAZ").unwrap_or(false), view.text("AvailabilityZone"));
    let is_public = is_public(maker, own, &view, &subnets);
    let database = DbInstance {
        name: Some(view.text("DBInstanceIdentifier").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        engine: view.text("Engine"),
        multi_az,
        availability_zone: zone.clone().filter(|_| multi_az),
        read_replica_source_db_instance_identifier: view.id("SourceDBInstanceIdentifier"),
        publicly_accessible: is_public,
        db_subnet_group: named.then(|| DbSubnetGroup { subnet_ids: subnets, ..DbSubnetGroup::default() }),
        ..DbInstance::default()
    };
    let (groups, port) = match of_cluster {
        Some(cluster) => (cluster.groups, cluster.port.or_else(|| view.small("Port"))),
        None => (maker.groups(own, &view, "VPCSecurityGroups"), view.small("Port")),
    };
    service::database(maker, own, database, port, zone.as_deref(), &groups);
}

/// The cluster that a database is part of: it decides about groups, subnets and the port.
fn member_of(maker: &mut Maker<'_>, own: &Own, view: &View<'_>) -> Option<Cluster> {
    if !view.has("DBClusterIdentifier") {
        return None;
    }
    let named = view.id("DBClusterIdentifier");
    let known = named.as_ref().and_then(|id| maker.clusters.get(id).cloned());
    Some(known.unwrap_or_else(|| {
        maker.note(own, "Its cluster is not in the templates: what it says of groups, subnets and its port is not known, and a packet that needs it ends UNKNOWN.");
        maker.doubts.insert("securityGroup");
        let groups = vec![ResourceId::new(&format!("sg-unknown-{}", own.label()))];
        Cluster { groups, ..Cluster::default() }
    }))
}

/// Reads `AWS::RDS::DBCluster`.
pub(crate) fn cluster(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("Engine");
    let cluster = Cluster {
        subnets: service::subnets_of(maker, own, "DBSubnetGroupName"),
        groups: maker.groups(own, &view, "VpcSecurityGroupIds"),
        port: view.small("Port"),
    };
    if view.text("EngineMode").as_deref() == Some("serverless") {
        maker.doubts.insert("networkInterface");
        maker.keep_plain(own, &own.name(), "It makes its instances itself, and nothing tells where: they are not drawn, and packets to their addresses end UNKNOWN.");
        return;
    }
    service::cluster(maker, own, view.text("DBClusterIdentifier"), cluster);
}

/// Reads the instances that an `AWS::RDS::DBCluster` makes itself, once internet gateways are attached: a writer and two that
/// are read, each in a zone of its own.
pub(crate) fn members_of_cluster(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    if !view.has("DBClusterInstanceClass") {
        return;
    }
    view.text("DBClusterInstanceClass");
    let cluster = maker.clusters.get(&own.id).cloned().unwrap_or_default();
    let database = DbInstance {
        name: Some(view.text("DBClusterIdentifier").unwrap_or_else(|| own.name())),
        engine: view.text("Engine"),
        publicly_accessible: is_public(maker, own, &view, &cluster.subnets),
        db_subnet_group: view
            .has("DBSubnetGroupName")
            .then(|| DbSubnetGroup { subnet_ids: cluster.subnets.clone(), ..DbSubnetGroup::default() }),
        ..DbInstance::default()
    };
    let zones = view.texts("AvailabilityZones");
    let zones = if view.is_unknown("AvailabilityZones") { Vec::new() } else { zones };
    service::members(maker, own, &database, &cluster, &zones);
}

/// What nobody says is decided by the VPC: with an internet gateway it is public.
fn is_public(maker: &mut Maker<'_>, own: &Own, view: &View<'_>, subnets: &[ResourceId]) -> bool {
    let vpc = maker.vpc_of(subnets);
    let has_gateway = maker.document.resources.values().any(|resource| {
        matches!(resource.as_ref(), Resource::InternetGateway(it) if it.vpc_id.is_some() && it.vpc_id == vpc)
    });
    maker.doubt(own, view, "PubliclyAccessible", "elasticIp");
    view.flag("PubliclyAccessible").unwrap_or(has_gateway && !view.is_unknown("PubliclyAccessible"))
}

/// Reads `AWS::Lambda::Function`.
pub(super) fn function(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let config = view.object("VpcConfig");
    let subnets = config.as_ref().map(|config| config.whole_ids("SubnetIds")).unwrap_or_default();
    let groups = match &config {
        Some(config) => maker.groups(own, config, "SecurityGroupIds"),
        None => Vec::new(),
    };
    let dual = config.as_ref().and_then(|config| config.flag("Ipv6AllowedForDualStack")).unwrap_or(false);
    // Lists with nothing in them take it out of its VPC.
    let is_attached = view.is_unknown("VpcConfig") || !subnets.is_empty();
    let vpc_config = FunctionVpcConfig { ipv6_allowed_for_dual_stack: dual, ..FunctionVpcConfig::default() };
    let function = Function {
        name: Some(view.text("FunctionName").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        region: (!is_attached).then(|| maker.ground.region.clone()),
        vpc_config: Some(vpc_config).filter(|config| *config != FunctionVpcConfig::default()),
        ..Function::default()
    };
    maker.insert(own, function);
    if is_attached && subnets.is_empty() {
        service::somewhere(maker, own, &groups);
        return;
    }
    maker.interfaces(own, &subnets, &groups, false);
}

/// Reads `AWS::EFS::FileSystem`.
pub(super) fn file_system(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let system = FileSystem {
        name: Some(own.name()),
        tags: own.tags(),
        region: Some(maker.ground.region.clone()),
        availability_zone_name: view.text("AvailabilityZoneName"),
        ..FileSystem::default()
    };
    maker.insert(own, system);
}

/// Reads `AWS::EFS::MountTarget`.
pub(super) fn mount_target(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let target = MountTarget {
        name: Some(own.name()),
        file_system_id: view.id("FileSystemId"),
        ..MountTarget::default()
    };
    let groups = maker.groups(own, &view, "SecurityGroups");
    service::mount_target(maker, own, target, view.id("SubnetId"), &groups, view.address("IpAddress"));
}

/// Reads `AWS::ECS::Service`. Its tasks are started when the stack runs.
pub(super) fn container_service(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let network =
        view.object("NetworkConfiguration").and_then(|network| network.object("AwsvpcConfiguration"));
    if let Some(network) = &network {
        undrawn::started_in(maker, own, &network.ids("Subnets"), network.is_unknown("Subnets"));
    }
    let network = network.map(|network| EcsNetworkConfiguration {
        awsvpc_configuration: Some(AwsvpcConfiguration {
            subnets: network.ids("Subnets"),
            security_groups: network.ids("SecurityGroups"),
            assign_public_ip: network.text("AssignPublicIp"),
            ..AwsvpcConfiguration::default()
        }),
        ..EcsNetworkConfiguration::default()
    });
    let balancers = view.list("LoadBalancers");
    let balancers: Vec<EcsLoadBalancer> = balancers
        .iter()
        .map(|part| EcsLoadBalancer {
            target_group_arn: part.id("TargetGroupArn"),
            load_balancer_name: part.id("LoadBalancerName"),
            container_name: part.text("ContainerName"),
            container_port: part.small("ContainerPort"),
            ..EcsLoadBalancer::default()
        })
        .collect();
    let groups: Vec<ResourceId> = balancers.iter().filter_map(|part| part.target_group_arn.clone()).collect();
    if let Some(why) = &own.perhaps {
        maker.skip(own, &format!("Nobody knows whether it is made. {why}"));
        balancing::joined_later(maker, own, &groups);
        return;
    }
    let service = EcsService {
        name: Some(view.text("ServiceName").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        cluster_arn: view.text("Cluster"),
        launch_type: view.text("LaunchType"),
        desired_count: view.small("DesiredCount"),
        network_configuration: network,
        load_balancers: balancing::rows("b", balancers),
        ..EcsService::default()
    };
    maker.insert(own, service);
    balancing::joined_later(maker, own, &groups);
}
