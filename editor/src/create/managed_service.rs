//! A managed service with its interface: a free address and the default group. AWS gives it no public address by itself.

use std::collections::BTreeSet;

use netyard_core::model::{
    Attachment, CacheCluster, DbInstance, DbSubnetGroup, Document, Function, MountTarget, NetworkInterface,
    ResolverEndpoint, Resource, ResourceId, Task, TransferServer, VpcEndpoint, WorkspaceDirectory,
};

use super::instance::{address_of, address_text, new_interface_in};
use super::{Made, Site, inside, subnet_at};
use crate::draft::Draft;
use crate::facts;
use crate::frame::{Frame, place_in_frame};
use crate::geometry::Geometry;
use crate::part::PartId;

pub(super) fn create(
    draft: &mut Draft<'_>,
    geometry: &Geometry,
    part: PartId,
    site: &Site,
) -> Result<Made, String> {
    let subnet = subnet_at(draft, site);
    let mut interface = match &subnet {
        Some(subnet) => service_interface_in(draft, subnet)?,
        None => NetworkInterface::default(),
    };
    if matches!(
        part,
        PartId::InterfaceEndpoint
            | PartId::InboundEndpoint
            | PartId::OutboundEndpoint
            | PartId::TransferServer
            | PartId::WorkspaceDirectory
    ) {
        // AWS gives it IPv4 only, unless somebody asks for more.
        interface.ipv6_addresses.clear();
    }
    let (name, resource) = service(draft.document(), part, subnet.as_ref());
    let id = draft.add(resource);
    interface.attachment =
        Some(Attachment { instance_id: Some(id.clone()), device_index: Some(0), ..Attachment::default() });
    let (address, range) = (address_text(&interface), address_of(&interface));
    draft.add(interface);
    if let Some(corner) = site.corner {
        draft.place(id.as_str(), inside(geometry, subnet.as_ref().map(ResourceId::as_str), corner));
    }
    let text = match &subnet {
        Some(subnet) => format!("{name} in {}{address}", draft.document().display_name(subnet.as_str())),
        None => format!("{name}, not placed"),
    };
    Ok(Made::new(id, text).with_range(range))
}

/// An interface of a managed service: AWS gives it no public address by itself.
///
/// # Errors
/// The subnet is full.
pub(crate) fn service_interface_in(
    draft: &Draft<'_>,
    subnet: &ResourceId,
) -> Result<NetworkInterface, String> {
    let mut interface = new_interface_in(draft, subnet)?;
    for entry in &mut interface.private_ip_addresses {
        entry.public_ip = None;
    }
    Ok(interface)
}

/// A function in no VPC (R-LAM-2), or a transfer server with a public endpoint: it belongs to a Region only.
pub(super) fn create_outside(draft: &mut Draft<'_>, geometry: &Geometry, part: PartId, site: &Site) -> Made {
    let frame = Frame::of_new(draft.document(), geometry, site.key.as_ref());
    let is_server = part == PartId::TransferServer;
    let stem = if is_server { TRANSFER } else { FUNCTION };
    let name = facts::numbered_name(draft.document(), stem);
    let (label, owner_id, region) = (Some(name.clone()), frame.owner(), frame.region.clone());
    let resource: Resource = if is_server {
        TransferServer { name: label, owner_id, region, ..TransferServer::default() }.into()
    } else {
        Function { name: label, owner_id, region, ..Function::default() }.into()
    };
    let id = draft.add(resource);
    if let Some(corner) = site.corner {
        place_in_frame(draft, geometry, &id, &frame, corner);
    }
    let place = frame.words(draft.document());
    let how = if is_server { "with a public endpoint" } else { "in no VPC" };
    Made::new(id, format!("{name} in {place}, {how}"))
}

const FUNCTION: &str = "function";
const TRANSFER: &str = "transfer";

/// The service itself, with its name.
fn service(document: &Document, part: PartId, subnet: Option<&ResourceId>) -> (String, Resource) {
    let named = |stem: &str| facts::numbered_name(document, stem);
    match part {
        PartId::Cache => {
            let name = named("cache");
            let engine = Some("valkey".to_owned());
            (name.clone(), CacheCluster { name: Some(name), engine, ..CacheCluster::default() }.into())
        }
        PartId::MountTarget => {
            let name = named("files");
            let file_system_id = Some(file_system_for(document, subnet));
            (name.clone(), MountTarget { name: Some(name), file_system_id, ..MountTarget::default() }.into())
        }
        PartId::Function => {
            let name = named(FUNCTION);
            (name.clone(), Function { name: Some(name), ..Function::default() }.into())
        }
        PartId::TransferServer => {
            let name = named(TRANSFER);
            let endpoint_type = "VPC".to_owned();
            (
                name.clone(),
                TransferServer { name: Some(name), endpoint_type, ..TransferServer::default() }.into(),
            )
        }
        PartId::WorkspaceDirectory => {
            let name = named("desktops");
            (name.clone(), WorkspaceDirectory { name: Some(name), ..WorkspaceDirectory::default() }.into())
        }
        PartId::InterfaceEndpoint => interface_endpoint(document, subnet),
        PartId::InboundEndpoint => resolver_endpoint(document, subnet, "inbound"),
        PartId::OutboundEndpoint => resolver_endpoint(document, subnet, "outbound"),
        PartId::Task => {
            let name = named("task");
            (name.clone(), Task { name: Some(name), ..Task::default() }.into())
        }
        _ => {
            let name = named("database");
            let database = DbInstance {
                name: Some(name.clone()),
                engine: Some("mysql".to_owned()),
                db_subnet_group: subnet.map(|subnet| subnet_group_around(document, subnet)),
                ..DbInstance::default()
            };
            (name, database.into())
        }
    }
}

/// The services that most people make an endpoint for, the first of them first.
const ENDPOINT_SERVICES: [&str; 8] =
    ["sqs", "ssm", "kms", "secretsmanager", "logs", "ecr.api", "ecr.dkr", "sts"];

/// An endpoint for the first of the usual services that the VPC has none for, with private names where the VPC allows them
/// (R-IFE-4).
fn interface_endpoint(document: &Document, subnet: Option<&ResourceId>) -> (String, Resource) {
    let vpc_id = subnet.and_then(|subnet| document.subnet(subnet.as_str())?.vpc_id.clone());
    let region =
        vpc_id.as_ref().map_or(facts::HOME_REGION, |vpc| facts::region_of_vpc(document, vpc.as_str()));
    let has_one = |service: &str| {
        document.resources.values().any(|resource| {
            matches!(resource.as_ref(), Resource::VpcEndpoint(own)
                if own.vpc_id == vpc_id && own.service_name.as_deref() == Some(service))
        })
    };
    let all = ENDPOINT_SERVICES.map(|word| (word, format!("com.amazonaws.{region}.{word}")));
    let [first, ..] = &all;
    let (word, service_name) = all.iter().find(|(_, service)| !has_one(service)).unwrap_or(first).clone();
    let vpc = vpc_id.as_ref().and_then(|id| document.vpc(id.as_str()));
    let has_names = vpc.is_some_and(|vpc| vpc.enable_dns_support && vpc.enable_dns_hostnames);
    let name = facts::unique_name(document, &format!("{}-endpoint", word.replace('.', "-")));
    let endpoint = VpcEndpoint {
        name: Some(name.clone()),
        vpc_endpoint_type: "Interface".to_owned(),
        private_dns_enabled: has_names && !has_one(&service_name),
        service_name: Some(service_name),
        vpc_id,
        ..VpcEndpoint::default()
    };
    (name, endpoint.into())
}

/// An endpoint of the resolver in the VPC of the subnet (R-DNS-10).
fn resolver_endpoint(document: &Document, subnet: Option<&ResourceId>, word: &str) -> (String, Resource) {
    let name = facts::numbered_name(document, word);
    let endpoint = ResolverEndpoint {
        name: Some(name.clone()),
        direction: word.to_uppercase(),
        host_vpc_id: subnet.and_then(|subnet| document.subnet(subnet.as_str())?.vpc_id.clone()),
        ..ResolverEndpoint::default()
    };
    (name, endpoint.into())
}

/// An endpoint or load balancer belongs to the VPC in which its interfaces stand; the endpoint of a transfer server is in a
/// VPC from now on.
pub(crate) fn follow_subnet(draft: &mut Draft<'_>, service: &ResourceId, subnet: &ResourceId) {
    let document = draft.document();
    let (own, path) = match document.resource(service.as_str()) {
        Some(Resource::VpcEndpoint(endpoint)) => (&endpoint.vpc_id, "/vpcId"),
        Some(Resource::ResolverEndpoint(endpoint)) => (&endpoint.host_vpc_id, "/hostVpcId"),
        Some(Resource::LoadBalancer(balancer)) => (&balancer.vpc_id, "/vpcId"),
        Some(Resource::TransferServer(server)) if server.is_public() => {
            draft.set(service, "/endpointType", "VPC");
            return;
        }
        _ => return,
    };
    let vpc = document.subnet(subnet.as_str()).and_then(|subnet| subnet.vpc_id.clone());
    if let Some(vpc) = vpc.filter(|vpc| own.as_ref() != Some(vpc)) {
        draft.set(service, path, vpc.as_str());
    }
}

/// A subnet in each zone of a VPC, a private one where the zone has any.
pub(super) fn one_subnet_in_each_zone(document: &Document, vpc: &str) -> Vec<ResourceId> {
    let mut zones: BTreeSet<&str> = BTreeSet::new();
    let all = || facts::subnets_of(document, vpc).into_iter();
    let private = all().filter(|(id, _)| !facts::is_public(document, id.as_str()));
    let mut chosen = Vec::new();
    for (id, subnet) in private.chain(all()) {
        if zones.insert(subnet.availability_zone.as_deref().unwrap_or_default()) {
            chosen.push(id.clone());
        }
    }
    chosen
}

/// The subnet and one in each other zone of its VPC: the one that is called like it, else the first private one.
fn subnet_group_around(document: &Document, subnet: &ResourceId) -> DbSubnetGroup {
    let mut subnet_ids = vec![subnet.clone()];
    if let Some(own) = document.subnet(subnet.as_str())
        && let Some(vpc) = &own.vpc_id
    {
        let stem = facts::stem(document.display_name(subnet.as_str()));
        let mut zones: BTreeSet<&str> = own.availability_zone.as_deref().into_iter().collect();
        let others = || {
            facts::subnets_of(document, vpc.as_str())
                .into_iter()
                .filter_map(|(id, other)| Some((id, other.availability_zone.as_deref()?)))
        };
        let alike = others().filter(|(id, _)| facts::stem(document.display_name(id.as_str())) == stem);
        let private = others().filter(|(id, _)| !facts::is_public(document, id.as_str()));
        for (id, zone) in alike.chain(private) {
            if zones.insert(zone) {
                subnet_ids.push(id.clone());
            }
        }
    }
    DbSubnetGroup { subnet_ids, ..DbSubnetGroup::default() }
}

/// The subnet group of a database has the subnet in which it has an interface.
pub(crate) fn admit_to_subnet_group(draft: &mut Draft<'_>, service: &ResourceId, subnet: &ResourceId) {
    let document = draft.document();
    let Some(group) = document.db_instance(service.as_str()).and_then(|own| own.db_subnet_group.as_ref())
    else {
        return;
    };
    if group.subnet_ids.contains(subnet) {
        return;
    }
    let vpc = |id: &ResourceId| document.subnet(id.as_str()).and_then(|subnet| subnet.vpc_id.clone());
    let is_at_home = group.subnet_ids.iter().all(|id| vpc(id) == vpc(subnet));
    let subnets = if is_at_home {
        group.subnet_ids.iter().chain([subnet]).cloned().collect()
    } else {
        subnet_group_around(document, subnet).subnet_ids
    };
    draft.set_ids(service, "/dbSubnetGroup/subnetIds", &subnets);
}

/// The file system of a new mount target: one of the VPC that has none in this zone, else a new one.
fn file_system_for(document: &Document, subnet: Option<&ResourceId>) -> ResourceId {
    let place = subnet.and_then(|id| document.subnet(id.as_str()));
    let mut known: BTreeSet<&ResourceId> = BTreeSet::new();
    let mut elsewhere: BTreeSet<&ResourceId> = BTreeSet::new();
    for (id, resource) in &document.resources {
        if matches!(resource.as_ref(), Resource::FileSystem(_)) {
            known.insert(id);
            if document.mount_targets_of(id.as_str()).next().is_none() {
                // Nobody knows yet to which VPC it belongs.
                elsewhere.insert(id);
            }
        }
        let Resource::MountTarget(target) = resource.as_ref() else { continue };
        let Some(system) = &target.file_system_id else { continue };
        known.insert(system);
        let other = facts::subnet_of(document, id.as_str());
        let other = other.as_ref().and_then(|id| document.subnet(id.as_str()));
        let is_free_here = other.zip(place).is_some_and(|(other, place)| {
            other.vpc_id == place.vpc_id && other.availability_zone != place.availability_zone
        });
        if !is_free_here {
            elsewhere.insert(system);
        }
    }
    let free = known.iter().find(|system| !elsewhere.contains(*system));
    if let Some(system) = free {
        return (*system).clone();
    }
    let numbered = (1..=known.len() + 1).map(|number| ResourceId::new(&format!("fs-{number}")));
    numbered.into_iter().find(|id| !known.contains(id)).unwrap_or_else(|| ResourceId::new("fs-1"))
}
