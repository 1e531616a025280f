//! What a text names.

use super::near::near;
use super::{EndError, service};
use crate::model::reserved::{self, GatewayService, INTERNET};
use crate::model::{Resource, ResourceId, Task};
use crate::simulate::world::World;
use crate::topology::{
    AddressOwner, HostNode, InterfaceNode, ManagedServiceNode, NatNode, SiteNode, SubnetNode,
};
use std::net::IpAddr;

/// One end, as far as its text tells.
pub(super) enum End<'a> {
    Interface(&'a InterfaceNode, Option<IpAddr>),
    Subnet(&'a SubnetNode),
    Nat(&'a NatNode),
    Host(&'a HostNode),
    /// A site, and the address in it if one is asked for.
    Site(&'a SiteNode, Option<IpAddr>),
    /// A directory of Amazon WorkSpaces: its gateways take, its desktops send.
    Directory(&'a ResourceId),
    /// A function outside of every VPC.
    Function(&'a ManagedServiceNode),
    /// A bare address that nothing more is known of.
    Address(IpAddr),
    Internet,
    Service(GatewayService, Option<String>),
    /// Something that the drawing does not know well enough, and what is missing.
    Unclear(&'a ResourceId, String),
}

/// Whether a resource may be an end of a flow.
pub(super) fn may_be_end(resource: &Resource) -> bool {
    matches!(
        resource,
        Resource::Instance(_)
            | Resource::NetworkInterface(_)
            | Resource::NatGateway(_)
            | Resource::ElasticIp(_)
            | Resource::Subnet(_)
            | Resource::OnPremisesSite(_)
            | Resource::OnPremisesHost(_)
            | Resource::Other(_)
    ) || resource.is_managed_service() && !resource.is_gateway_load_balancer_endpoint()
}

/// Reads one end. `source` is the address that a sender is asked to use.
pub(super) fn find<'a>(world: World<'a>, text: &str, source: Option<IpAddr>) -> Result<End<'a>, EndError> {
    let document = &world.network.document;
    if let Some((id, resource)) = document.resources.get_key_value(text) {
        return of_resource(world, id, resource, source);
    }
    if text == INTERNET {
        return Ok(End::Internet);
    }
    if let Some((service, region)) = reserved::service_of(text) {
        return Ok(End::Service(service, region.map(str::to_owned)));
    }
    if let Ok(address) = text.parse::<IpAddr>() {
        // A host sends plain IPv4 to an IPv4-mapped IPv6 address.
        return Ok(End::Address(address.to_canonical()));
    }
    let named = named(world, text);
    match named.as_slice() {
        [(id, resource)] => of_resource(world, id, resource, source),
        [] => Err(EndError::Unknown { text: text.to_owned(), near: near(world.network, text) }),
        several => Err(EndError::Ambiguous {
            text: text.to_owned(),
            candidates: several.iter().map(|(id, _)| id.to_string()).collect(),
        }),
    }
}

/// The managed service that is called this, by its id or by a name that nothing else has.
pub(in crate::simulate) fn managed_service<'a>(
    world: World<'a>,
    text: &str,
) -> Option<&'a ManagedServiceNode> {
    if world.network.resource(text).is_some() {
        return world.network.managed_services.get(text);
    }
    match named(world, text).as_slice() {
        [(id, _)] => world.network.managed_services.get(*id),
        _ => None,
    }
}

/// The possible ends that have this name.
pub(super) fn named<'a>(world: World<'a>, text: &str) -> Vec<(&'a ResourceId, &'a Resource)> {
    let document = &world.network.document;
    let ids = world.network.names.get(text).map(Vec::as_slice).unwrap_or_default();
    let mut named: Vec<(&ResourceId, &Resource)> = ids
        .iter()
        .filter_map(|id| Some((id, document.resource(id.as_str())?)))
        .filter(|(_, resource)| may_be_end(resource))
        .collect();
    // An interface that is called like what holds it is no second thing.
    if named.len() > 1 {
        let holders: Vec<&ResourceId> =
            named.iter().filter(|(_, resource)| resource.holds_interfaces()).map(|(id, _)| *id).collect();
        named.retain(|(_, resource)| match resource {
            Resource::NetworkInterface(interface) => {
                interface.instance_id().is_none_or(|holder| !holders.contains(&holder))
            }
            _ => true,
        });
    }
    named
}

fn of_resource<'a>(
    world: World<'a>,
    id: &'a ResourceId,
    resource: &'a Resource,
    source: Option<IpAddr>,
) -> Result<End<'a>, EndError> {
    let unclear = |missing: &str| Ok(End::Unclear(id, format!("{} {missing}", world.name(id))));
    match resource {
        Resource::Instance(_) => {
            let interfaces =
                world.network.instances.get(id).map(|node| node.interfaces.as_slice()).unwrap_or_default();
            let nodes = || interfaces.iter().filter_map(|id| world.network.interfaces.get(id));
            let owner = source.and_then(|source| nodes().find(|node| node.owns(source)));
            match owner.or_else(|| nodes().next()) {
                Some(node) => Ok(End::Interface(node, source)),
                None => unclear("has no network interface in the drawing."),
            }
        }
        Resource::Function(function) if is_outside(world, id) => {
            let vpc = function.vpc_config.as_ref().and_then(|config| config.vpc_id.as_ref());
            match (vpc, world.network.managed_services.get(id)) {
                (Some(vpc), _) => unclear(&format!(
                    "is attached to {}, and its interfaces are not in the drawing.",
                    world.name(vpc)
                )),
                (None, Some(node)) => Ok(End::Function(node)),
                (None, None) => unclear("is not understood."),
            }
        }
        Resource::TransferServer(server) if server.is_public() => unclear(
            "has a public endpoint, whose addresses AWS changes, so that the drawing holds none. Connect it to a subnet to give it an endpoint in a VPC.",
        ),
        Resource::WorkspaceDirectory(_) => Ok(End::Directory(id)),
        Resource::Task(task) if task.host().is_some() => of_hosted_task(world, id, task, source),
        Resource::DbInstance(_)
        | Resource::Function(_)
        | Resource::CacheCluster(_)
        | Resource::MountTarget(_)
        | Resource::Task(_)
        | Resource::TransferServer(_)
        | Resource::ResolverEndpoint(_)
        | Resource::LoadBalancer(_)
        | Resource::VpcEndpoint(_)
            if resource.is_managed_service() && !resource.is_gateway_load_balancer_endpoint() =>
        {
            Ok(of_service(world, id, source))
        }
        Resource::NetworkInterface(_) => match world.network.interfaces.get(id) {
            Some(node) => Ok(End::Interface(node, source)),
            None => unclear("is not understood."),
        },
        Resource::NatGateway(_) => match world.network.nat_gateways.get(id) {
            Some(node) => Ok(End::Nat(node)),
            None => unclear("is not understood."),
        },
        Resource::Subnet(_) => match world.network.subnets.get(id) {
            Some(node) => Ok(End::Subnet(node)),
            None => unclear("is not understood."),
        },
        Resource::OnPremisesHost(_) => match world.network.hosts.get(id) {
            Some(node) if node.site.is_none() => unclear("is at no site of the drawing."),
            Some(node) => Ok(End::Host(node)),
            None => unclear("is not understood."),
        },
        Resource::OnPremisesSite(_) => match world.network.sites.get(id) {
            Some(node) => Ok(End::Site(node, None)),
            None => unclear("is not understood."),
        },
        Resource::ElasticIp(elastic) => match elastic.public_ip.as_ref().and_then(crate::net::Address::ip) {
            Some(address) => Ok(End::Address(address)),
            None => unclear("has no address in the drawing."),
        },
        Resource::Other(other) => {
            let missing = format!("is a {}, which cannot be simulated.", other.type_name());
            unclear(&missing)
        }
        other => Err(EndError::NotAnEnd { text: world.name(id).to_owned(), what: label(other) }),
    }
}

/// A managed service by its interface: the one with the address that is asked for, else the first one.
pub(super) fn of_service<'a>(world: World<'a>, id: &'a ResourceId, source: Option<IpAddr>) -> End<'a> {
    let service = world.network.managed_services.get(id);
    let interfaces = service.map(|node| node.interfaces.as_slice()).unwrap_or_default();
    let mut nodes = interfaces.iter().filter_map(|id| world.network.interfaces.get(id));
    match nodes.find(|node| source.is_none_or(|source| node.owns(source))) {
        Some(node) => End::Interface(node, source),
        None => End::Unclear(id, format!("{} has no network interface in the drawing.", world.name(id))),
    }
}

/// A task that shares the network of its instance is the instance, to everybody else.
fn of_hosted_task<'a>(
    world: World<'a>,
    id: &'a ResourceId,
    task: &'a Task,
    source: Option<IpAddr>,
) -> Result<End<'a>, EndError> {
    let host = task.host().and_then(|host| world.network.document.resources.get_key_value(host));
    match host {
        Some((host, resource)) if matches!(resource.as_ref(), Resource::Instance(_)) => {
            of_resource(world, host, resource, source)
        }
        _ => {
            let missing = format!("{} runs on an instance that is not in the drawing.", world.name(id));
            Ok(End::Unclear(id, missing))
        }
    }
}

/// Whether a managed service has no interface.
fn is_outside(world: World<'_>, id: &ResourceId) -> bool {
    world.network.managed_services.get(id).is_none_or(|node| node.interfaces.is_empty())
}

/// What a resource is called in a sentence: "route table", but "VPC".
pub(super) fn label(resource: &Resource) -> String {
    let Some(kind) = resource.resource_type() else { return resource.type_name().to_owned() };
    let label = kind.label();
    let is_short = label.chars().nth(1).is_some_and(char::is_uppercase);
    if is_short { label.to_owned() } else { label.to_lowercase() }
}

/// A bare address as sender: the interface that owns it, else, if public, the internet.
pub(super) fn sender_of_address(world: World<'_>, address: IpAddr) -> Result<End<'_>, EndError> {
    let network = world.network;
    if let Some(public) = network.public_addresses.get(&address) {
        match &public.owner {
            AddressOwner::Interface(id) => {
                if let Some(node) = network.interfaces.get(id) {
                    return Ok(End::Interface(node, public.private));
                }
            }
            AddressOwner::NatGateway(id) => {
                return Err(EndError::NotAnEnd { text: id.to_string(), what: "NAT gateway".to_owned() });
            }
        }
    }
    let owners = network.owners_of_private_address(address);
    let hosts = network.host_addresses.get(&address).map(Vec::as_slice).unwrap_or_default();
    if let [host] = hosts
        && owners.is_empty()
        && let Some(host) = network.hosts.get(host).filter(|host| host.site.is_some())
    {
        return Ok(End::Host(host));
    }
    if !hosts.is_empty() {
        let owners = owners.iter().map(|(_, owner)| owner.id()).chain(hosts);
        return Err(EndError::Ambiguous {
            text: address.to_string(),
            candidates: owners.map(ToString::to_string).collect(),
        });
    }
    if owners.is_empty()
        && let Some(site) = only_site_around(world, address)
    {
        return Ok(End::Site(site, Some(address)));
    }
    match owners.as_slice() {
        [(_, AddressOwner::Interface(id))] => match network.interfaces.get(id) {
            Some(node) => Ok(End::Interface(node, Some(address))),
            None => Ok(End::Address(address)),
        },
        [(_, AddressOwner::NatGateway(id))] => {
            Err(EndError::NotAnEnd { text: id.to_string(), what: "NAT gateway".to_owned() })
        }
        [] if service::is_outside(address) => Ok(End::Address(address)),
        [] => Err(EndError::Unknown { text: address.to_string(), near: Vec::new() }),
        several => Err(EndError::Ambiguous {
            text: address.to_string(),
            candidates: several.iter().map(|(_, owner)| owner.id().to_string()).collect(),
        }),
    }
}

/// The site that has a network with this address, if it is only one and no VPC has it too.
fn only_site_around(world: World<'_>, address: IpAddr) -> Option<&SiteNode> {
    let mut sites = world.network.sites.values().filter(|site| site.network_of(address).is_some());
    let only = sites.next().filter(|_| world.vpc_around(address).is_none())?;
    sites.next().is_none().then_some(only)
}
