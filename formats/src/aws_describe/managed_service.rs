//! Managed services with interfaces in subnets. What the interfaces belong to, EC2 tells by their descriptions only; the
//! services themselves tell more, where their answers are there too.

use super::container::task_id;
use super::importer::Importer;
use super::item::{Item, number};
use super::{load_balancer, resolver};
use netyard_core::model::{
    Attachment, CacheCluster, DbInstance, DbSubnetGroup, FileSystem, Function, FunctionVpcConfig,
    LoadBalancer, MountTarget, NetworkInterface, ResolverEndpoint, Resource, ResourceId, ServiceEndpoint,
    Task, VpcEndpoint,
};
use netyard_core::ordered::IntoOrdered;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The description of every interface of a database.
const DATABASE: &str = "RDSNetworkInterface";
/// How the descriptions of the others begin; the rest names the service.
const CACHE: &str = "ElastiCache ";
const MOUNT_TARGET: &str = "EFS mount target for ";
const TASK: &str = "arn:aws:ecs:";
const FUNCTION: &str = "AWS Lambda VPC ENI-";
const ENDPOINT: &str = "VPC Endpoint Interface ";

/// Reads `DBInstances`.
pub(super) fn read_databases(importer: &mut Importer) {
    let items = importer.take("DBInstances");
    let ids: BTreeMap<String, ResourceId> = items
        .iter()
        .filter_map(|item| Some((item.text("DBInstanceIdentifier")?.to_owned(), item.id("DbiResourceId")?)))
        .into_map();
    for item in items {
        let Some(id) = importer.id(&item, "DbiResourceId", "Database") else { continue };
        let group = item.object("DBSubnetGroup");
        let subnets = group.iter().flat_map(|group| group.list("Subnets"));
        let subnet_ids: Vec<ResourceId> =
            subnets.filter_map(|subnet| subnet.id("SubnetIdentifier")).collect();
        let endpoint = item.object("Endpoint");
        let database = DbInstance {
            name: item.text("DBInstanceIdentifier").map(str::to_owned),
            tags: item.tags(),
            engine: item.text("Engine").map(str::to_owned),
            db_instance_status: item.text("DBInstanceStatus").unwrap_or("available").to_owned(),
            multi_az: item.flag("MultiAZ"),
            // Of one without a standby the interface tells it.
            availability_zone: item
                .text("AvailabilityZone")
                .filter(|_| item.flag("MultiAZ"))
                .map(str::to_owned),
            read_replica_source_db_instance_identifier: source_of(importer, &item, &ids),
            publicly_accessible: item.flag("PubliclyAccessible"),
            db_subnet_group: group
                .map(|_| DbSubnetGroup { subnet_ids: subnet_ids.clone(), ..DbSubnetGroup::default() }),
            ..DbInstance::default()
        };
        let port = written_port(endpoint.as_ref(), database.listens_on());
        let endpoint = written_name(endpoint.as_ref());
        importer.insert(&item, id.clone(), DbInstance { port, endpoint, ..database });
        let interfaces = interfaces_of_database(importer, &item, &subnet_ids);
        attach_all(importer, &item, &id, &interfaces, "Database");
    }
}

/// The database that a read replica follows. AWS names it, or writes its ARN where it is in another Region.
fn source_of(importer: &mut Importer, item: &Item, ids: &BTreeMap<String, ResourceId>) -> Option<ResourceId> {
    let source = item.text("ReadReplicaSourceDBInstanceIdentifier").filter(|source| !source.is_empty())?;
    let found = ids.get(source.rsplit(':').next().unwrap_or(source)).filter(|_| !source.starts_with("arn:"));
    if found.is_none() {
        let why = "The database that it is a read replica of is in no answer.";
        importer.approximate(item, "Database", why);
    }
    found.cloned()
}

/// The port of an endpoint, where the engine does not tell it.
fn written_port(endpoint: Option<&Item>, usual: Option<u16>) -> Option<u16> {
    let port = number(&endpoint?.value, "Port").and_then(|port| u16::try_from(port).ok());
    port.filter(|port| *port > 0 && Some(*port) != usual)
}

/// The name of an endpoint.
fn written_name(endpoint: Option<&Item>) -> Option<ServiceEndpoint> {
    let address = endpoint?.text("Address").filter(|address| !address.is_empty())?.to_owned();
    Some(ServiceEndpoint { address: Some(address), ..ServiceEndpoint::default() })
}

/// The interfaces in the subnets of its group, with its groups: one in its zone, and one in the zone of its standby.
fn interfaces_of_database(importer: &mut Importer, item: &Item, subnets: &[ResourceId]) -> Vec<ResourceId> {
    let groups: BTreeSet<ResourceId> =
        item.list("VpcSecurityGroups").iter().filter_map(|group| group.id("VpcSecurityGroupId")).into_set();
    let mut found = Vec::new();
    for zone in ["AvailabilityZone", "SecondaryAvailabilityZone"] {
        let Some(zone) = item.text(zone) else { continue };
        let is_own = |id: &ResourceId, interface: &NetworkInterface| {
            let subnet = interface.subnet_id.as_ref().filter(|subnet| subnets.contains(subnet));
            let subnet = subnet.and_then(|subnet| importer.document.subnet(subnet.as_str()));
            let is_there = subnet.is_some_and(|subnet| subnet.availability_zone.as_deref() == Some(zone));
            let own: BTreeSet<ResourceId> = interface.group_ids.iter().cloned().into_set();
            is_there && own == groups && importer.managed.get(id).is_some_and(|said| said == DATABASE)
        };
        let fitting: Vec<ResourceId> = free_interfaces(importer)
            .filter(|(id, interface)| is_own(id, interface))
            .map(|(id, _)| id.clone())
            .collect();
        if fitting.len() > 1 {
            let why = "Several interfaces of databases are in its zone with its groups; the first one is taken for its own.";
            importer.approximate(item, "Database", why);
        }
        found.extend(fitting.into_iter().next());
    }
    found
}

/// Reads `CacheClusters`.
pub(super) fn read_caches(importer: &mut Importer) {
    for item in importer.take("CacheClusters") {
        let Some(name) = importer.id(&item, "CacheClusterId", "Cache") else { continue };
        let nodes = item.list("CacheNodes");
        let endpoint = item.object("ConfigurationEndpoint");
        let endpoint = endpoint.or_else(|| nodes.iter().find_map(|node| node.object("Endpoint")));
        let cache = CacheCluster {
            name: Some(name.to_string()),
            tags: item.tags(),
            engine: item.text("Engine").map(str::to_owned),
            replication_group_id: item.text("ReplicationGroupId").map(str::to_owned),
            cache_cluster_status: item.text("CacheClusterStatus").unwrap_or("available").to_owned(),
            ..CacheCluster::default()
        };
        let port = written_port(endpoint.as_ref(), cache.listens_on());
        let id = cache_id(name.as_str());
        let endpoint = written_name(endpoint.as_ref());
        importer.insert(&item, id.clone(), CacheCluster { port, endpoint, ..cache });
        let interfaces: Vec<ResourceId> = free_interfaces(importer)
            .filter(|(id, _)| cache_of(importer, id).is_some_and(|said| said == name.as_str()))
            .map(|(id, _)| id.clone())
            .collect();
        attach_all(importer, &item, &id, &interfaces, "Cache");
    }
}

fn cache_id(name: &str) -> ResourceId {
    ResourceId::new(&format!("cache-{name}"))
}

/// The cluster that the description of an interface names.
fn cache_of<'a>(importer: &'a Importer, interface: &ResourceId) -> Option<&'a str> {
    importer.managed.get(interface)?.strip_prefix(CACHE).map(str::trim)
}

/// Reads `FileSystems`.
pub(super) fn read_file_systems(importer: &mut Importer) {
    for item in importer.take("FileSystems") {
        let Some(id) = importer.id(&item, "FileSystemId", "File system") else { continue };
        let arn =
            item.text("FileSystemArn").and_then(|arn| arn.split(':').nth(3)).filter(|it| !it.is_empty());
        let system = FileSystem {
            name: item.name(),
            tags: item.tags(),
            owner_id: None,
            region: arn.map(str::to_owned),
            availability_zone_name: item.text("AvailabilityZoneName").map(str::to_owned),
            life_cycle_state: item.text("LifeCycleState").unwrap_or("available").to_owned(),
            ..FileSystem::default()
        };
        importer.insert(&item, id, system);
    }
}

/// Reads `MountTargets`.
pub(super) fn read_mount_targets(importer: &mut Importer) {
    for item in importer.take("MountTargets") {
        let Some(id) = importer.id(&item, "MountTargetId", "Mount target") else { continue };
        let target = MountTarget {
            file_system_id: item.id("FileSystemId"),
            life_cycle_state: item.text("LifeCycleState").unwrap_or("available").to_owned(),
            ..MountTarget::default()
        };
        importer.insert(&item, id.clone(), target);
        let interface: Vec<ResourceId> = item.id("NetworkInterfaceId").into_iter().collect();
        attach_all(importer, &item, &id, &interface, "Mount target");
    }
}

/// Reads `Functions`, as `aws lambda list-functions` prints them.
pub(super) fn read_functions(importer: &mut Importer) {
    for item in importer.take("Functions") {
        let Some(name) = importer.id(&item, "FunctionName", "Function") else { continue };
        let config = item.object("VpcConfig").filter(|config| config.text("VpcId").is_some());
        let interfaces: Vec<ResourceId> = free_interfaces(importer)
            .filter(|(id, _)| function_of(importer, id).is_some_and(|said| said == name.as_str()))
            .map(|(id, _)| id.clone())
            .collect();
        let is_attached = config.is_some();
        let vpc_config = config.map(|config| FunctionVpcConfig {
            // The interfaces tell it, where they are there.
            vpc_id: config.id("VpcId").filter(|_| interfaces.is_empty()),
            ipv6_allowed_for_dual_stack: config.flag("Ipv6AllowedForDualStack"),
            ..FunctionVpcConfig::default()
        });
        let region =
            item.text("FunctionArn").and_then(|arn| arn.split(':').nth(3)).filter(|it| !it.is_empty());
        let function = Function {
            name: Some(name.to_string()),
            region: region.filter(|_| !is_attached).map(str::to_owned),
            state: item.text("State").unwrap_or("Active").to_owned(),
            vpc_config: vpc_config.filter(|config| *config != FunctionVpcConfig::default()),
            ..Function::default()
        };
        let id = function_id(name.as_str());
        let account = item.text("FunctionArn").and_then(|arn| arn.split(':').nth(4));
        importer.note_owner(&id, account.filter(|account| !account.is_empty()));
        importer.insert(&item, id.clone(), function);
        if is_attached {
            attach_all(importer, &item, &id, &interfaces, "Function");
        }
    }
}

pub(super) fn function_id(name: &str) -> ResourceId {
    ResourceId::new(&format!("fn-{name}"))
}

/// The function that the description of an interface names, without the id that AWS puts behind it.
fn function_of<'a>(importer: &'a Importer, interface: &ResourceId) -> Option<&'a str> {
    name_of_function(importer.managed.get(interface)?)
}

fn name_of_function(description: &str) -> Option<&str> {
    let rest = description.strip_prefix(FUNCTION)?;
    // A UUID: five groups with hyphens between them.
    let cut = rest.rmatch_indices('-').nth(4).map_or(rest.len(), |(at, _)| at);
    rest.get(..cut)
}

/// The interfaces that hang on nothing yet.
fn free_interfaces(importer: &Importer) -> impl Iterator<Item = (&ResourceId, &NetworkInterface)> {
    importer.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::NetworkInterface(interface) if interface.instance_id().is_none() => Some((id, interface)),
        _ => None,
    })
}

/// Attaches interfaces to a service, the first as the primary one.
pub(super) fn attach_all(
    importer: &mut Importer,
    item: &Item,
    id: &ResourceId,
    interfaces: &[ResourceId],
    what: &str,
) {
    let mut index = 0;
    for interface in interfaces {
        let Some(known) = importer.document.network_interface(interface.as_str()) else { continue };
        if known.instance_id().is_some() {
            continue;
        }
        let attachment =
            Attachment { instance_id: Some(id.clone()), device_index: Some(index), ..Attachment::default() };
        // The description is the service's, and was the name only as long as nothing told of it.
        let name = known.name.clone().filter(|name| importer.managed.get(interface) != Some(name));
        let attached = NetworkInterface { name, attachment: Some(attachment), ..known.clone() };
        importer.document.resources.insert(interface.clone(), Arc::new(Resource::NetworkInterface(attached)));
        index += 1;
    }
    if index == 0 {
        let why = "No answer tells of its interface, so that nobody knows where it stands: a packet to it ends as unknown.";
        importer.approximate(item, what, why);
    }
}

/// Interfaces of services of which no other answer tells: each becomes the service that its description speaks of.
pub(super) fn complete(importer: &mut Importer) {
    let left: Vec<(ResourceId, String)> = free_interfaces(importer)
        .filter_map(|(id, _)| Some((id.clone(), importer.managed.get(id)?.clone())))
        .collect();
    for (interface, description) in left {
        let Some((id, service)) = described(&interface, &description) else { continue };
        let is_new = importer.document.resource(id.as_str()).is_none();
        let is_shared = matches!(
            service,
            Resource::CacheCluster(_)
                | Resource::Function(_)
                | Resource::LoadBalancer(_)
                | Resource::ResolverEndpoint(_)
                | Resource::VpcEndpoint(_)
        );
        if is_new {
            importer.document.insert(id.clone(), in_vpc_of(importer, &interface, service));
        } else if !is_shared {
            continue;
        }
        let mut index = 0;
        while is_taken(importer, &id, index) {
            index += 1;
        }
        let Some(known) = importer.document.network_interface(interface.as_str()).cloned() else { continue };
        let attachment =
            Attachment { instance_id: Some(id), device_index: Some(index), ..Attachment::default() };
        let name = known.name.clone().filter(|name| *name != description);
        let attached = NetworkInterface { name, attachment: Some(attachment), ..known };
        importer.document.resources.insert(interface, Arc::new(Resource::NetworkInterface(attached)));
    }
}

/// An endpoint or a load balancer of which only an interface tells belongs to the VPC of that.
fn in_vpc_of(importer: &Importer, interface: &ResourceId, service: Resource) -> Resource {
    let subnet =
        importer.document.network_interface(interface.as_str()).and_then(|own| own.subnet_id.as_ref());
    let subnet = subnet.and_then(|subnet| importer.document.subnet(subnet.as_str()));
    let vpc_id = subnet.and_then(|subnet| subnet.vpc_id.clone());
    match service {
        Resource::VpcEndpoint(endpoint) => VpcEndpoint { vpc_id, ..endpoint }.into(),
        Resource::LoadBalancer(balancer) => LoadBalancer { vpc_id, ..balancer }.into(),
        Resource::ResolverEndpoint(endpoint) => ResolverEndpoint { host_vpc_id: vpc_id, ..endpoint }.into(),
        other => other,
    }
}

fn is_taken(importer: &Importer, holder: &ResourceId, index: u32) -> bool {
    importer.document.resources.values().any(|resource| {
        matches!(resource.as_ref(), Resource::NetworkInterface(own)
            if own.instance_id() == Some(holder) && own.device_index() == index)
    })
}

/// The service that a description speaks of, with an id that the interface or the description gives.
fn described(interface: &ResourceId, description: &str) -> Option<(ResourceId, Resource)> {
    let suffix = interface.as_str().trim_start_matches("eni-");
    if description == DATABASE {
        let id = ResourceId::new(&format!("db-{suffix}"));
        return Some((id, DbInstance::default().into()));
    }
    if let Some(name) = description.strip_prefix(CACHE) {
        let cache = CacheCluster { name: Some(name.trim().to_owned()), ..CacheCluster::default() };
        return Some((cache_id(name.trim()), cache.into()));
    }
    if let Some(rest) = description.strip_prefix(MOUNT_TARGET) {
        let (system, target) = rest.split_once(" (")?;
        let target = target.trim_end_matches(')');
        let file_system_id = Some(ResourceId::new(system));
        return Some((
            ResourceId::new(target),
            MountTarget { file_system_id, ..MountTarget::default() }.into(),
        ));
    }
    if let Some(endpoint) = description.strip_prefix(ENDPOINT).filter(|id| id.starts_with("vpce-")) {
        let vpc_endpoint_type = "Interface".to_owned();
        return Some((
            ResourceId::new(endpoint.trim()),
            VpcEndpoint { vpc_endpoint_type, ..VpcEndpoint::default() }.into(),
        ));
    }
    if let Some(balancer) = load_balancer::described(description) {
        return Some(balancer);
    }
    if let Some(name) = name_of_function(description) {
        let function = Function { name: Some(name.to_owned()), ..Function::default() };
        return Some((function_id(name), function.into()));
    }
    if let Some((endpoint, _)) = resolver::described(description) {
        let service = resolver::untold(&endpoint);
        return Some((endpoint, service.into()));
    }
    if description.starts_with(TASK) && description.contains(":attachment/") {
        return Some((task_id(description), Task::default().into()));
    }
    None
}
