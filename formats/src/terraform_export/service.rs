//! Databases, functions, file systems, caches, flow logs, endpoint services, and VPC Block Public Access.

use super::hcl::{Arguments, Value};
use super::network::text;
use super::writer::{Writer, tags};
use netyard_core::model::{
    CacheCluster, DbInstance, FileSystem, FlowLog, Function, HealthCheck, MountTarget, NetworkInterface,
    Resource, ResourceId, TransferServer, VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions,
    VpcEndpointService,
};
use std::collections::BTreeSet;

/// The interfaces of a service, in their order.
pub(super) fn nodes<'a>(writer: &Writer<'a>, id: &ResourceId) -> Vec<(&'a ResourceId, &'a NetworkInterface)> {
    let document = writer.document;
    let mut nodes: Vec<(&ResourceId, &NetworkInterface)> = Vec::new();
    for (eni, resource) in &document.resources {
        if let Resource::NetworkInterface(it) = resource.as_ref()
            && it.instance_id() == Some(id)
        {
            nodes.push((eni, it));
        }
    }
    nodes.sort_by_key(|(eni, it)| (it.device_index(), *eni));
    nodes
}

/// The first address of an interface.
pub(super) fn address(node: &NetworkInterface) -> Option<String> {
    let first =
        node.private_ip_addresses.iter().find(|one| one.primary).or(node.private_ip_addresses.first());
    first.and_then(|one| one.private_ip_address.as_ref()).map(ToString::to_string)
}

pub(super) fn subnets_of<'a>(nodes: &[(&'a ResourceId, &'a NetworkInterface)]) -> Vec<&'a ResourceId> {
    let mut subnets: Vec<&ResourceId> = Vec::new();
    for subnet in nodes.iter().filter_map(|(_, node)| node.subnet_id.as_ref()) {
        if !subnets.contains(&subnet) {
            subnets.push(subnet);
        }
    }
    subnets
}

/// In how many zones subnets stand; nothing where the zone of one is not told.
pub(super) fn zones(writer: &Writer<'_>, subnets: &[&ResourceId]) -> Option<usize> {
    let zone = |id: &&ResourceId| writer.document.subnet(id.as_str())?.availability_zone.as_deref();
    let all: Option<BTreeSet<&str>> = subnets.iter().map(zone).collect();
    all.map(|zones| zones.len())
}

/// A name as AWS takes it for most things: letters, digits and hyphens.
pub(super) fn plain(writer: &Writer<'_>, id: &ResourceId, resource: &Resource) -> String {
    let given = resource.name().unwrap_or_default();
    let is_plain = |name: &str| {
        name.starts_with(|letter: char| letter.is_ascii_lowercase())
            && name
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
            && !name.contains("--")
            && !name.ends_with('-')
            && name.len() <= 40
    };
    if is_plain(given) { given.to_owned() } else { writer.name_of(id).replace('_', "-") }
}

/// A part that names something by an attribute of its own.
fn attribute(writer: &Writer<'_>, type_name: &str, of: &ResourceId, key: &str) -> Value {
    Value::Expression(format!("{type_name}.{}.{key}", writer.name_of(of)), Box::new(Value::from(of)))
}

/// A group of subnets for a service; gives the expression of its name.
fn subnet_group(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    type_name: &'static str,
    subnets: &[&ResourceId],
) -> Option<Value> {
    if subnets.is_empty() {
        return None;
    }
    let wish = format!("{}-subnets", writer.name_of(id).replace('_', "-"));
    let arguments =
        Arguments::default().with("name", wish.as_str()).list("subnet_ids", subnets.iter().copied());
    let name = writer.free(type_name, &writer.name_of(id));
    let told = arguments.told("id", Some(wish.clone()));
    writer.blocks.push(super::hcl::Block {
        type_name,
        name: name.clone(),
        id: None,
        of: None,
        arguments: told,
    });
    Some(Value::Expression(format!("{type_name}.{name}.name"), Box::new(Value::Text(wish))))
}

pub(super) fn database(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &DbInstance) {
    let nodes = nodes(writer, id);
    let drawn: Vec<&ResourceId> =
        own.db_subnet_group.as_ref().map(|group| group.subnet_ids.iter().collect()).unwrap_or_default();
    let subnets = if drawn.is_empty() { subnets_of(&nodes) } else { drawn };
    if zones(writer, &subnets) == Some(1) {
        let called = writer.called(id);
        writer.left_out.push(format!(
            "{called} has subnets in one zone: AWS makes no group of subnets for databases with fewer than two."
        ));
    }
    let group = subnet_group(writer, id, "aws_db_subnet_group", &subnets);
    let size = writer.variable_or(
        "db_instance_class",
        "The size of databases, which the drawing does not hold",
        "db.t3.micro",
    );
    let zone = nodes.first().and_then(|(_, node)| writer.document.subnet(node.subnet_id.as_ref()?.as_str()));
    let zone = zone.and_then(|subnet| subnet.availability_zone.clone());
    let source = own.read_replica_source_db_instance_identifier.as_ref().map(|source| {
        if writer.references.contains_key(source) {
            // Beside a subnet group the provider takes no name.
            attribute(writer, "aws_db_instance", source, "arn")
        } else {
            Value::Text(source.to_string())
        }
    });
    let is_replica = source.is_some();
    let groups = nodes.first().map(|(_, node)| node.group_ids.clone()).unwrap_or_default();
    let arguments = Arguments::default()
        .with("identifier", plain(writer, id, resource))
        .maybe("engine", own.engine.clone().filter(|_| !is_replica))
        .with("instance_class", size)
        .maybe("allocated_storage", (!is_replica).then_some(20))
        .maybe("username", (!is_replica).then_some("admin_user"))
        .maybe("manage_master_user_password", (!is_replica).then_some(true))
        .maybe("replicate_source_db", source)
        .with("skip_final_snapshot", true)
        .maybe("port", own.port.map(i64::from))
        .maybe("multi_az", own.multi_az.then_some(true))
        .maybe("availability_zone", zone.filter(|_| !own.multi_az))
        .with("publicly_accessible", own.publicly_accessible)
        .maybe("db_subnet_group_name", group)
        .list("vpc_security_group_ids", &groups);
    writer.add(id, "aws_db_instance", super::balancing::unnamed(arguments, resource));
}

pub(super) fn cache(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &CacheCluster) {
    let nodes = nodes(writer, id);
    let group = subnet_group(writer, id, "aws_elasticache_subnet_group", &subnets_of(&nodes));
    let size = writer.variable_or(
        "cache_node_type",
        "The size of nodes of caches, which the drawing does not hold",
        "cache.t3.micro",
    );
    let groups = nodes.first().map(|(_, node)| node.group_ids.clone()).unwrap_or_default();
    let count = i64::try_from(nodes.len().max(1)).unwrap_or(1);
    let name = plain(writer, id, resource);
    let is_group = type_of_cache(writer, id, own) == "aws_elasticache_replication_group";
    let arguments = Arguments::default();
    let arguments = if is_group {
        arguments
            .with("replication_group_id", name)
            .with("description", writer.called(id))
            .with("num_cache_clusters", count)
            .with("automatic_failover_enabled", count > 1)
    } else {
        arguments.with("cluster_id", name).with("num_cache_nodes", count)
    };
    let arguments = arguments
        .maybe("engine", own.engine.clone().or_else(|| is_group.then(|| "redis".to_owned())))
        .with("node_type", size)
        .maybe("port", own.port.map(i64::from))
        .maybe("subnet_group_name", group)
        .list("security_group_ids", &groups);
    writer.add(id, type_of_cache(writer, id, own), super::balancing::unnamed(arguments, resource));
}

/// What a cache is in Terraform: one with several nodes is a group of clusters, but for memcached.
pub(super) fn type_of_cache(writer: &Writer<'_>, id: &ResourceId, own: &CacheCluster) -> &'static str {
    if own.engine.as_deref() != Some("memcached") && nodes(writer, id).len() > 1 {
        "aws_elasticache_replication_group"
    } else {
        "aws_elasticache_cluster"
    }
}

/// The groups of a service that has to name some: the default one of its VPC where the drawing holds none.
pub(super) fn groups_or_usual(writer: &Writer<'_>, nodes: &[(&ResourceId, &NetworkInterface)]) -> Value {
    let node = nodes.first().map(|(_, node)| *node);
    let groups = node.map(|node| node.group_ids.clone()).unwrap_or_default();
    let vpc = node
        .and_then(|node| writer.document.subnet(node.subnet_id.as_ref()?.as_str())?.vpc_id.as_ref())
        .filter(|vpc| groups.is_empty() && writer.references.contains_key(*vpc));
    match vpc {
        Some(vpc) => Value::list_beside(&format!("{}.default_security_group_id", writer.address_of(vpc))),
        None => Value::List(groups.iter().map(Value::from).collect()),
    }
}

pub(super) fn function(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &Function) {
    let nodes = nodes(writer, id);
    let role = writer.variable("lambda_role", "The role of the functions, which the drawing does not hold");
    let image =
        writer.variable("lambda_image", "The image of the functions, which the drawing does not hold");
    let config = (!nodes.is_empty()).then(|| {
        Arguments::default()
            .list("subnet_ids", subnets_of(&nodes))
            .with("security_group_ids", groups_or_usual(writer, &nodes))
            .maybe("ipv6_allowed_for_dual_stack", own.asks_for_ipv6().then_some(true))
    });
    let name = own.name.clone().filter(|name| {
        !name.is_empty()
            && name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
            && name.len() <= 64
    });
    let arguments = Arguments::default()
        .with("function_name", name.unwrap_or_else(|| writer.name_of(id)))
        .with("role", role)
        .with("package_type", "Image")
        .with("image_uri", image)
        .blocks("vpc_config", config.into_iter().collect());
    writer.add(id, "aws_lambda_function", super::balancing::unnamed(arguments, resource));
}

pub(super) fn file_system(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &FileSystem) {
    let arguments = Arguments::default().maybe("availability_zone_name", own.availability_zone_name.clone());
    writer.add(id, "aws_efs_file_system", tags(arguments, resource));
}

pub(super) fn mount_target(writer: &mut Writer<'_>, id: &ResourceId, own: &MountTarget) {
    let nodes = nodes(writer, id);
    let node = nodes.first().map(|(_, node)| *node);
    let groups = node.map(|node| node.group_ids.clone()).unwrap_or_default();
    let arguments = Arguments::default()
        .maybe("file_system_id", own.file_system_id.as_ref())
        .maybe("subnet_id", node.and_then(|node| node.subnet_id.as_ref()))
        .maybe("ip_address", node.and_then(address))
        .list("security_groups", &groups);
    writer.add(id, "aws_efs_mount_target", arguments);
}

pub(super) fn flow_log(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &FlowLog) {
    let watched = own.resource_id.as_ref();
    let key = match watched.and_then(|watched| writer.document.resource(watched.as_str())) {
        Some(Resource::Subnet(_)) => "subnet_id",
        Some(Resource::NetworkInterface(_)) => "eni_id",
        Some(Resource::TransitGateway(_)) => "transit_gateway_id",
        Some(Resource::TransitGatewayAttachment(_)) => "transit_gateway_attachment_id",
        _ => "vpc_id",
    };
    let usual = FlowLog::default();
    let needs_role = own.log_destination_type == "cloud-watch-logs";
    let role = needs_role.then(|| {
        writer.variable("flow_log_role", "The role that writes flow logs, which the drawing does not hold")
    });
    let place = own.log_destination.clone();
    let place = place.map_or_else(
        || {
            writer.variable(
                "flow_log_destination",
                "The ARN to which flow logs are written, which the drawing does not hold",
            )
        },
        Value::Text,
    );
    let interval = i64::from(own.max_aggregation_interval);
    let arguments = Arguments::default()
        .maybe(key, watched)
        .with("traffic_type", own.traffic_type.as_str())
        .with("log_destination_type", own.log_destination_type.as_str())
        .with("log_destination", place)
        .maybe("iam_role_arn", role)
        .maybe("log_format", own.log_format.clone())
        .maybe(
            "max_aggregation_interval",
            (own.max_aggregation_interval != usual.max_aggregation_interval).then_some(interval),
        );
    writer.add(id, "aws_flow_log", tags(arguments, resource));
}

pub(super) fn endpoint_service(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &VpcEndpointService,
) {
    let arguments = Arguments::default()
        .with("acceptance_required", own.acceptance_required)
        .list("network_load_balancer_arns", &own.network_load_balancer_arns)
        .list("gateway_load_balancer_arns", &own.gateway_load_balancer_arns)
        .list("allowed_principals", own.allowed_principals.iter().map(String::as_str))
        .maybe("private_dns_name", own.private_dns_name.clone())
        .told("service_name", own.service_name.clone());
    writer.add(id, "aws_vpc_endpoint_service", tags(arguments, resource));
}

pub(super) fn block_options(writer: &mut Writer<'_>, id: &ResourceId, own: &VpcBlockPublicAccessOptions) {
    let called = writer.called(id);
    writer.left_out.push(format!(
        "{called}: it counts for the whole account in the Region, also for what is not in the configuration."
    ));
    let arguments =
        Arguments::default().with("internet_gateway_block_mode", own.internet_gateway_block_mode.as_str());
    writer.add(id, "aws_vpc_block_public_access_options", arguments);
}

pub(super) fn block_exclusion(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &VpcBlockPublicAccessExclusion,
) {
    let arguments = Arguments::default()
        .maybe("internet_gateway_exclusion_mode", own.internet_gateway_exclusion_mode.clone())
        .maybe("vpc_id", own.vpc_id.as_ref())
        .maybe("subnet_id", own.subnet_id.as_ref());
    writer.add(id, "aws_vpc_block_public_access_exclusion", tags(arguments, resource));
}

pub(super) fn transfer(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &TransferServer) {
    let nodes = nodes(writer, id);
    let subnets = subnets_of(&nodes);
    let vpc = subnets.first().and_then(|id| writer.document.subnet(id.as_str())?.vpc_id.as_ref());
    let elastic: Vec<&ResourceId> =
        nodes.iter().filter_map(|(eni, _)| super::balancing::elastic_of(writer, eni)).collect();
    let groups = nodes.first().map(|(_, node)| node.group_ids.clone()).unwrap_or_default();
    let details = vpc.map(|vpc| {
        Arguments::default()
            .with("vpc_id", vpc)
            .list("subnet_ids", subnets.iter().copied())
            .list("security_group_ids", &groups)
            .list("address_allocation_ids", elastic)
    });
    let certificate = own.protocols.iter().any(|protocol| protocol == "FTPS").then(|| {
        writer.variable(
            "transfer_certificate",
            "The certificate of servers with FTPS, which the drawing does not hold",
        )
    });
    let arguments = Arguments::default()
        .with("endpoint_type", own.endpoint_type.as_str())
        .list("protocols", own.protocols.iter().map(String::as_str))
        .maybe("certificate", certificate)
        .blocks("endpoint_details", details.into_iter().collect());
    writer.add(id, "aws_transfer_server", tags(arguments, resource));
}

pub(super) fn health_check(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &HealthCheck) {
    let config = &own.health_check_config;
    let alarm = config.alarm_identifier.as_ref();
    let arguments = Arguments::default()
        .maybe("type", config.r#type.clone())
        .maybe("ip_address", config.ip_address.as_ref().map(ToString::to_string))
        .maybe("fqdn", config.fully_qualified_domain_name.clone())
        .maybe("port", config.port.map(i64::from))
        .maybe("resource_path", config.resource_path.clone())
        .maybe("search_string", config.search_string.clone())
        .maybe("request_interval", config.request_interval.map(i64::from))
        .maybe("failure_threshold", config.failure_threshold.map(i64::from))
        .maybe("invert_healthcheck", config.inverted.then_some(true))
        .maybe("disabled", config.disabled.then_some(true))
        .maybe("child_health_threshold", config.health_threshold.map(i64::from))
        .list("child_healthchecks", &config.child_health_checks)
        .maybe("cloudwatch_alarm_name", alarm.and_then(|alarm| alarm.name.clone()))
        .maybe("cloudwatch_alarm_region", alarm.and_then(|alarm| alarm.region.clone()))
        .maybe("insufficient_data_health_status", config.insufficient_data_health_status.clone());
    writer.add(id, "aws_route53_health_check", tags(arguments, resource));
}

/// The blocks of a list as texts.
pub(super) fn blocks_of<'a>(
    blocks: impl IntoIterator<Item = &'a netyard_core::net::CidrBlock>,
) -> Vec<String> {
    blocks.into_iter().map(text).collect()
}
