//! What a load balancer cannot deliver (sections 16, 20 and 21 of the rule book), by its listeners and by the filters on both
//! sides of it. Routes, health and shares are left to the walk, so that this says no, and never yes.

use super::evaluate::Flow;
use super::facts::{Facts, Interface};
use super::filters::{Way, acl_admits, groups_admit};
use super::walk::Packet;
use netyard_core::model::{
    Document, LoadBalancer, LoadBalancerListener, Resource, ResourceId, Target, TargetGroup,
};
use netyard_core::net::Protocol;
use std::net::IpAddr;

/// Whether no packet of the flow can come to a target; `None` where it does not lead to a load balancer.
pub(crate) fn cannot(facts: &Facts, flow: &Flow) -> Option<bool> {
    if let Some(endpoint) = endpoint_for(facts, &flow.to) {
        let balancers = balancers_behind(facts.document, &endpoint)?;
        let takes = |id: &ResourceId| {
            facts.document.load_balancer(id.as_str()).is_some_and(|one| {
                // The load balancer is asked by AWS, from its own addresses (R-EPS-6).
                is_up(one) && may_reach_target(facts, id.as_str(), one, flow, None)
            })
        };
        return Some(!balancers.iter().any(takes));
    }
    let id = balancer_for(facts, &flow.to)?;
    let one = facts.document.load_balancer(&id)?;
    let client = client_of(facts, flow)?;
    let may_enter = nodes(facts, &id).any(|node| node_admits(facts, one, node, flow, &client));
    Some(!(is_up(one) && may_enter && may_reach_target(facts, &id, one, flow, Some(&client))))
}

/// Who sends: the address, and the interface if it is one of the drawing.
struct Client<'a> {
    address: IpAddr,
    interface: Option<&'a Interface>,
}

fn client_of<'a>(facts: &'a Facts, flow: &Flow) -> Option<Client<'a>> {
    let of = |interface: &'a Interface| {
        Some(Client { address: interface.address(flow.is_ipv4)?, interface: Some(interface) })
    };
    if let Some(interface) = facts.interfaces_of(&flow.from).into_iter().next() {
        return of(interface);
    }
    let address: IpAddr = match flow.from.as_str() {
        "internet" if flow.is_ipv4 => "203.0.113.10".parse().ok()?,
        "internet" => "2001:db8:ffff::10".parse().ok()?,
        text => text.parse().ok()?,
    };
    let interface = facts.interfaces.iter().find(|one| one.addresses.contains(&address));
    Some(Client { address, interface })
}

fn is_up(balancer: &LoadBalancer) -> bool {
    !matches!(balancer.state.as_str(), "provisioning" | "failed")
}

/// The load balancer that an end names, by its id or by an address of a node.
fn balancer_for(facts: &Facts, end: &str) -> Option<String> {
    if facts.document.load_balancer(end).is_some() {
        return Some(end.to_owned());
    }
    holder_of(facts, end).filter(|id| facts.document.load_balancer(id).is_some())
}

fn endpoint_for(facts: &Facts, end: &str) -> Option<String> {
    let is_one = |id: &str| matches!(facts.document.resource(id), Some(Resource::VpcEndpoint(one)) if one.vpc_endpoint_type == "Interface");
    if is_one(end) {
        return Some(end.to_owned());
    }
    holder_of(facts, end).filter(|id| is_one(id))
}

/// Who holds the interface with that private or public address.
fn holder_of(facts: &Facts, end: &str) -> Option<String> {
    let address: IpAddr = end.parse().ok()?;
    let has = |one: &&Interface| {
        one.addresses.contains(&address) || one.public.iter().any(|(_, public)| *public == address)
    };
    let interface = facts.interfaces.iter().find(has)?;
    attached_to(facts.document, &interface.id)
}

fn attached_to(document: &Document, interface: &str) -> Option<String> {
    let drawn = document.network_interface(interface)?;
    Some(drawn.attachment.as_ref()?.instance_id.as_ref()?.to_string())
}

/// The load balancers of the service that an endpoint asks, where that is drawn.
fn balancers_behind(document: &Document, endpoint: &str) -> Option<Vec<ResourceId>> {
    let Some(Resource::VpcEndpoint(endpoint)) = document.resource(endpoint) else { return None };
    document.resources.values().find_map(|one| match one.as_ref() {
        Resource::VpcEndpointService(service) if service.service_name == endpoint.service_name => {
            Some(service.network_load_balancer_arns.clone())
        }
        _ => None,
    })
}

fn nodes<'a>(facts: &'a Facts, id: &str) -> impl Iterator<Item = &'a Interface> {
    let id = id.to_owned();
    facts
        .interfaces
        .iter()
        .filter(move |one| attached_to(facts.document, &one.id).as_deref() == Some(id.as_str()))
}

fn packet(from: (IpAddr, Option<&Interface>), to: IpAddr, flow: &Flow, port: u16) -> Packet {
    Packet {
        from: from.0,
        to,
        protocol: flow.protocol.clone(),
        port,
        icmp: (8, 0),
        name: None,
        sender: from.1.map(|one| one.id.clone()),
        over: None,
    }
}

/// Whether the groups and the ACL at a node let the request in (R-ALB-3, R-NLB-1).
fn node_admits(facts: &Facts, one: &LoadBalancer, node: &Interface, flow: &Flow, client: &Client) -> bool {
    let Some(to) = node.address(flow.is_ipv4) else { return false };
    let asked = packet((client.address, client.interface), to, flow, flow.port);
    // A Network Load Balancer that was made without a group admits everything.
    let is_open = one.load_balancer_type == "network" && node.groups.is_empty();
    // Groups across a hub or a connection are a question of the way, which is not walked here.
    let is_near = client.interface.is_none_or(|sender| sender.vpc == node.vpc);
    let is_beside = client.interface.is_some_and(|sender| sender.subnet == node.subnet);
    (is_open || !is_near || groups_admit(facts, node, &asked, Way::In))
        && (is_beside || acl_admits(facts, &node.subnet, &asked, Way::In))
}

fn listens(listener: &LoadBalancerListener, flow: &Flow) -> bool {
    let protocol = listener.protocol.as_deref().unwrap_or("HTTP");
    let takes = match flow.protocol {
        Protocol::Tcp => protocol != "UDP" && protocol != "QUIC",
        Protocol::Udp => matches!(protocol, "UDP" | "TCP_UDP" | "QUIC" | "TCP_QUIC"),
        _ => false,
    };
    // AWS makes none that has nothing to show.
    let is_bare = matches!(protocol, "HTTPS" | "TLS") && listener.certificate_arns.is_empty();
    takes && !is_bare && listener.port == Some(flow.port)
}

/// Whether a listener leads to anybody who may take what it sends.
fn may_reach_target(
    facts: &Facts,
    id: &str,
    one: &LoadBalancer,
    flow: &Flow,
    client: Option<&Client>,
) -> bool {
    let echo = !matches!(flow.protocol, Protocol::Tcp | Protocol::Udp);
    // Where something is not known, the walk does not say that it is delivered either.
    let is_known = one.unknown.is_empty();
    if echo || !is_known {
        return true;
    }
    if one.load_balancer_type == "classic" {
        return one.listeners.values().any(|listener| listens(listener, flow));
    }
    one.listeners.values().filter(|listener| listens(listener, flow)).any(|listener| {
        listener.actions().any(|(_, action)| {
            let forwards = action.forwards();
            // A redirect, a fixed answer or a sign-in is the load balancer's own.
            forwards.is_empty()
                || forwards.iter().any(|(group, _)| {
                    let registered = scaled(facts.document, group);
                    let Some(group) = facts.document.target_group(group.as_str()) else { return true };
                    let mut targets = group.targets.values().chain(&registered);
                    !group.unknown.is_empty()
                        || targets.any(|target| {
                            nodes(facts, id).any(|node| may_take(facts, node, group, target, flow, client))
                        })
                })
        })
    })
}

/// The instances that Auto Scaling groups register with a target group.
fn scaled(document: &Document, group: &ResourceId) -> Vec<Target> {
    let of = |one: &Resource| match one {
        Resource::AutoScalingGroup(one) if one.target_group_arns.contains(group) => one.instances.clone(),
        _ => Vec::new(),
    };
    let instances = document.resources.values().flat_map(|one| of(one.as_ref()));
    instances.map(|id| Target { id: Some(id), ..Target::default() }).collect()
}

/// Whether the filters at a target admit the node, or the client whose address is kept (R-ALB-6, R-NLB-5).
fn may_take(
    facts: &Facts,
    node: &Interface,
    group: &TargetGroup,
    target: &Target,
    flow: &Flow,
    client: Option<&Client>,
) -> bool {
    let Some(id) = &target.id else { return false };
    let by_address = || {
        let address: IpAddr = id.as_str().parse().ok()?;
        facts.interfaces.iter().find(|one| one.addresses.contains(&address)).map(|one| (one, address))
    };
    let is_instance = facts.document.instance(id.as_str()).is_some();
    let found = if is_instance {
        let first = facts.interfaces_of(id.as_str()).into_iter().next();
        first.and_then(|one| Some((one, *one.addresses.first()?)))
    } else {
        by_address()
    };
    // An address elsewhere, a function or another load balancer.
    let Some((interface, to)) = found else { return !is_instance };
    // A target of the other family.
    if to.is_ipv4() != flow.is_ipv4 {
        return true;
    }
    // The address of an endpoint, or of a node of another load balancer: what that takes is its own question.
    let holder = attached_to(facts.document, &interface.id);
    let is_host =
        |id: &str| facts.document.load_balancer(id).is_none() && facts.document.vpc_endpoint(id).is_none();
    if !holder.as_deref().is_none_or(is_host) {
        return true;
    }
    let Some(port) = target.port.or(group.port) else { return true };
    let senders = [
        node.address(flow.is_ipv4).map(|address| (address, Some(node))),
        client.map(|client| (client.address, client.interface)),
    ];
    senders.into_iter().flatten().any(|sender| {
        let request = packet(sender, to, flow, port);
        let is_near = sender.1.is_none_or(|sender| sender.vpc == interface.vpc);
        let is_beside = sender.1.is_some_and(|sender| sender.subnet == interface.subnet)
            || node.subnet == interface.subnet;
        (!is_near || groups_admit(facts, interface, &request, Way::In))
            && (is_beside || acl_admits(facts, &interface.subnet, &request, Way::In))
    })
}
