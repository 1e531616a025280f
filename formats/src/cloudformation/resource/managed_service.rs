//! Services with interfaces in subnets: databases, functions, file systems, containers.

use super::load_balancer::vpc_of;
use super::target_group;
use crate::cloudformation::maker::Maker;
use crate::cloudformation::own::Own;
use netyard_core::model::{
    AwsvpcConfiguration, DbInstance, DbSubnetGroup, EcsLoadBalancer, EcsNetworkConfiguration, EcsService,
    FileSystem, Function, FunctionVpcConfig, MountTarget, PrivateIpAddress, Resource, ResourceId, RowId,
};

/// Reads `AWS::RDS::DBSubnetGroup`: its subnets are part of the databases that name it.
pub(super) fn subnet_group(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("DBSubnetGroupDescription");
    let subnets = view.ids("SubnetIds");
    if let Some(name) = view.text("DBSubnetGroupName") {
        maker.subnet_groups.insert(ResourceId::new(&name), subnets.clone());
    }
    maker.subnet_groups.insert(own.id.clone(), subnets);
    maker.read(own);
}

/// Reads `AWS::RDS::DBInstance`, once internet gateways are attached.
pub(super) fn database(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let named = view.id("DBSubnetGroupName");
    let subnets = named.as_ref().and_then(|name| maker.subnet_groups.get(name).cloned()).unwrap_or_default();
    let (multi_az, zone) = (view.flag("MultiAZ").unwrap_or(false), view.text("AvailabilityZone"));
    let vpc = vpc_of(maker, &subnets);
    let has_gateway = maker.document.resources.values().any(|resource| {
        matches!(resource.as_ref(), Resource::InternetGateway(it) if it.vpc_id.is_some() && it.vpc_id == vpc)
    });
    // What nobody says is decided by the VPC: with an internet gateway it is public.
    let is_public = view.flag("PubliclyAccessible").unwrap_or(has_gateway);
    let database = DbInstance {
        name: Some(view.text("DBInstanceIdentifier").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        engine: view.text("Engine"),
        multi_az,
        availability_zone: zone.clone().filter(|_| multi_az),
        read_replica_source_db_instance_identifier: view.id("SourceDBInstanceIdentifier"),
        publicly_accessible: is_public,
        db_subnet_group: named
            .map(|_| DbSubnetGroup { subnet_ids: subnets.clone(), ..DbSubnetGroup::default() }),
        ..DbInstance::default()
    };
    let usual = database.listens_on();
    let port = view.small("Port").filter(|port| Some(*port) != usual);
    maker.insert(own, DbInstance { port, ..database });
    let groups = view.ids("VPCSecurityGroups");
    let zone_of =
        |id: &ResourceId| maker.document.subnet(id.as_str()).and_then(|it| it.availability_zone.clone());
    let first = subnets.iter().find(|id| zone.is_some() && zone_of(id) == zone).or(subnets.first()).cloned();
    let Some(first) = first else {
        maker.note(own, "The template does not tell its subnets: a packet to it ends UNKNOWN.");
        return;
    };
    if zone.is_none() {
        maker.note(own, &format!("AWS picks its zone when it makes it; it is drawn in {first}."));
    }
    let second = subnets.iter().find(|id| multi_az && zone_of(id) != zone_of(&first)).cloned();
    let used: Vec<ResourceId> = std::iter::once(first).chain(second).collect();
    maker.interfaces(own, &used, &groups, is_public);
}

/// Reads `AWS::Lambda::Function`.
pub(super) fn function(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let config = view.object("VpcConfig");
    let subnets = config.as_ref().map(|config| config.ids("SubnetIds")).unwrap_or_default();
    let groups = config.as_ref().map(|config| config.ids("SecurityGroupIds")).unwrap_or_default();
    let dual = config.as_ref().and_then(|config| config.flag("Ipv6AllowedForDualStack")).unwrap_or(false);
    let is_attached = view.has("VpcConfig");
    let vpc_config = FunctionVpcConfig { ipv6_allowed_for_dual_stack: dual, ..FunctionVpcConfig::default() };
    let function = Function {
        name: Some(view.text("FunctionName").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        region: (!is_attached).then(|| maker.world.stand_ins.region.clone()),
        vpc_config: Some(vpc_config).filter(|config| *config != FunctionVpcConfig::default()),
        ..Function::default()
    };
    maker.insert(own, function);
    if is_attached && subnets.is_empty() {
        maker.note(own, "The template does not tell its subnets: a packet from it ends UNKNOWN.");
    }
    maker.interfaces(own, &subnets, &groups, false);
}

/// Reads `AWS::EFS::FileSystem`.
pub(super) fn file_system(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let system = FileSystem {
        name: Some(own.name()),
        tags: own.tags(),
        region: Some(maker.world.stand_ins.region.clone()),
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
    maker.insert(own, target);
    let subnets: Vec<ResourceId> = view.id("SubnetId").into_iter().collect();
    let made = maker.interfaces(own, &subnets, &view.ids("SecurityGroups"), false);
    if let (Some(interface), Some(address)) = (made.first(), view.address("IpAddress")) {
        maker.change(
            interface,
            |resource| if let Resource::NetworkInterface(it) = resource { Some(it) } else { None },
            |interface| {
                let entry = PrivateIpAddress {
                    private_ip_address: Some(address),
                    primary: true,
                    ..PrivateIpAddress::default()
                };
                interface.private_ip_addresses.push(entry);
            },
        );
    }
}

/// Reads `AWS::ECS::Service`. Its tasks are started when the stack runs.
pub(super) fn container_service(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let network =
        view.object("NetworkConfiguration").and_then(|network| network.object("AwsvpcConfiguration"));
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
    let rows = balancers.into_iter().enumerate();
    let service = EcsService {
        name: Some(view.text("ServiceName").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        cluster_arn: view.text("Cluster"),
        launch_type: view.text("LaunchType"),
        desired_count: view.small("DesiredCount"),
        network_configuration: network,
        load_balancers: rows.map(|(index, row)| (RowId::new(&format!("b{}", index + 1)), row)).collect(),
        ..EcsService::default()
    };
    maker.insert(own, service);
    target_group::joined_later(maker, own, &groups);
}
