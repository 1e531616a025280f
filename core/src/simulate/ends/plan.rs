use super::lookup::{End, find, label, of_service, sender_of_address};
use super::{EndError, bridge, service};
use crate::model::ResourceId;
use crate::model::reserved::GatewayService;
use crate::net::{Family, Header, PortRange, Protocol, well_known};
use crate::simulate::bridge::BridgePlan;
use crate::simulate::flow_plan::{Plan, Sender, ServiceEnd, Target};
use crate::simulate::packet::PortChooser;
use crate::simulate::ports::{self, Ports};
use crate::simulate::stage::link_local;
use crate::simulate::world::World;
use crate::simulate::{FlowSpec, Request};
use crate::topology::{InterfaceNode, VpcNode};
use std::net::IpAddr;
use std::rc::Rc;

/// A flow that can be walked, or one whose ends the drawing does not know well enough.
pub(in crate::simulate) enum Planned<'a> {
    /// It can be walked.
    Ready(Box<Plan<'a>>),
    /// It stays on the bridge of one instance.
    OnBridge(Box<BridgePlan<'a>>),
    /// It ends `UNKNOWN` before it starts: where, and what is missing.
    Unclear(ResourceId, String),
}

/// What the name of a destination gave.
pub(in crate::simulate) enum Given {
    /// An address, and the interface behind it, where the name is one that AWS gave what has that interface.
    Address(IpAddr, Option<ResourceId>),
    /// The internet: a service of AWS at public addresses that no drawing holds.
    Internet,
    /// A service that gateway endpoints lead to, in a Region.
    Service(GatewayService, String),
}

/// The sender of a flow.
pub(super) fn sender<'a>(world: World<'a>, spec: &FlowSpec) -> Result<End<'a>, EndError> {
    let from = match find(world, &spec.from, spec.source_ip)? {
        End::Address(address) => sender_of_address(world, address)?,
        End::Nat(_) => {
            return Err(EndError::NotAnEnd { text: spec.from.clone(), what: "NAT gateway".to_owned() });
        }
        End::Directory(id) => of_service(world, id, spec.source_ip),
        end => end,
    };
    if let End::Interface(node, _) = &from
        // That an endpoint opens no connections is the verdict on one that it is asked for (R-IFE-7).
        && let Some(service) = world.service(node).filter(|it| !it.traits.sends && !it.is_endpoint())
    {
        let what = world.network.resource(service.id.as_str()).map_or_else(String::new, label);
        return Err(EndError::NotAnEnd { text: spec.from.clone(), what });
    }
    Ok(from)
}

/// Finds the ends of a flow and fills in its defaults. A host name was resolved before: `given` is what it gave.
pub(in crate::simulate) fn plan<'a>(
    world: World<'a>,
    spec: &FlowSpec,
    given: Option<(Given, &str)>,
) -> Result<Planned<'a>, EndError> {
    let from = sender(world, spec)?;
    if let Some(found) = bridge::plan(world, spec, given.as_ref().map(|(given, _)| given))? {
        return Ok(found);
    }
    let (to, host_name) = match given {
        Some((Given::Address(address, behind), name)) => {
            (behind_name(world, &from, address, behind.as_ref()), Some(name.to_owned()))
        }
        Some((Given::Internet, name)) => (End::Internet, Some(name.to_owned())),
        Some((Given::Service(service, region), name)) => {
            (End::Service(service, Some(region)), Some(name.to_owned()))
        }
        None => (find(world, &spec.to, None)?, None),
    };
    for end in [&from, &to] {
        if let End::Unclear(id, missing) = end {
            return Ok(Planned::Unclear((*id).clone(), missing.clone()));
        }
    }
    if let End::Interface(node, _) = &to
        && world.subnet(node.subnet.as_ref()).is_none()
    {
        let missing = format!("{} is in no subnet of the drawing.", world.name(node.component()));
        return Ok(Planned::Unclear(node.component().clone(), missing));
    }
    let no_destination = match &to {
        End::Function(function) => Some(&function.id),
        End::Subnet(subnet) => Some(&subnet.id),
        End::Site(site, _) => Some(&site.id),
        _ => None,
    };
    if let Some(id) = no_destination {
        let what = world.network.resource(id.as_str()).map_or_else(String::new, label);
        return Err(EndError::NotAnEnd { text: world.name(id).to_owned(), what });
    }
    let ends = Ends { world, spec, from, to, host_name };
    let service = ends.service()?;
    let families = ends.families(service.as_ref());
    let Some((family, source, destination)) = families else {
        return ends.without_family();
    };
    ends.plan(service, family, source, destination)
}

/// What stands behind an address that a name gave. Whoever asks from the internet means what has the name, also where its
/// address is a private one.
fn behind_name<'a>(
    world: World<'a>,
    from: &End<'a>,
    address: IpAddr,
    interface: Option<&ResourceId>,
) -> End<'a> {
    let is_from_outside =
        matches!(from, End::Internet | End::Service(..) | End::Address(_) | End::Function(_));
    let node = interface.and_then(|id| world.network.interfaces.get(id));
    match node.filter(|_| is_from_outside && !well_known::is_public(address)) {
        Some(node) => End::Interface(node, None),
        None => End::Address(address),
    }
}

struct Ends<'a, 's> {
    world: World<'a>,
    spec: &'s FlowSpec,
    from: End<'a>,
    to: End<'a>,
    /// The host name that was written, if one was.
    host_name: Option<String>,
}

impl<'a> Ends<'a, '_> {
    fn is_from_outside(&self) -> bool {
        matches!(self.from, End::Internet | End::Service(..) | End::Address(_) | End::Function(_))
    }

    fn vpc_of_sender(&self) -> Option<&'a VpcNode> {
        match self.from {
            End::Interface(node, _) => self.world.vpc(node.vpc.as_ref()),
            End::Subnet(node) => self.world.vpc(node.vpc.as_ref()),
            _ => None,
        }
    }

    /// The service that the flow is about, at either end.
    fn service(&self) -> Result<Option<ServiceEnd>, EndError> {
        let vpc = match (&self.to, self.vpc_of_sender()) {
            (End::Interface(node, _), None) => self.world.vpc(node.vpc.as_ref()),
            (_, vpc) => vpc,
        };
        match (&self.from, &self.to) {
            (End::Function(function), End::Service(which, region)) => {
                let own = self.world.network.document.function(function.id.as_str());
                let region = region.clone().or_else(|| own?.region.clone());
                service::end(self.world, *which, region, None).map(Some)
            }
            (_, End::Service(which, region)) | (End::Service(which, region), _) => {
                service::end(self.world, *which, region.clone(), vpc).map(Some)
            }
            (_, End::Address(address)) if !self.world.network.public_addresses.contains_key(address) => {
                Ok(service::of_address(self.world, *address))
            }
            _ => Ok(None),
        }
    }

    /// The first family that both ends have, with an address of each.
    fn families(&self, service: Option<&ServiceEnd>) -> Option<(Family, IpAddr, Destination<'a>)> {
        let wanted = [Family::Ipv4, Family::Ipv6].into_iter().filter(|family| {
            self.spec.family.is_none_or(|only| only == *family)
                && !(self.spec.protocol == Some(Protocol::Icmpv6) && *family == Family::Ipv4)
        });
        let both = |family: Family| {
            let to = self.destination(family, service)?;
            Some((family, self.source(family, &to, service)?, to))
        };
        let mut found: Vec<_> = wanted.filter_map(both).collect();
        // From outside, a host without a public IPv4 address is reached over IPv6, if it has that.
        if found.len() > 1 && found.first().is_some_and(|(_, _, to)| to.private.is_some()) {
            found.remove(0);
        }
        found.into_iter().next()
    }

    fn source(&self, family: Family, to: &Destination<'_>, service: Option<&ServiceEnd>) -> Option<IpAddr> {
        if let Some(source) = self.spec.source_ip {
            return (Family::of(source) == family).then_some(source);
        }
        match &self.from {
            // A host talks to itself from its own loopback address, whatever else it has.
            End::Interface(..) if to.address.is_loopback() => {
                Some(to.address).filter(|own| Family::of(*own) == family)
            }
            End::Interface(node, chosen) => {
                let chosen = chosen.filter(|address| Family::of(*address) == family);
                let own = chosen.or_else(|| node.first_address(family));
                own.or_else(|| {
                    // An interface in a subnet without IPv6 has no address to ask from; IPv4 ones answer everywhere (R-SUB-9).
                    let subnet = self.world.subnet(node.subnet.as_ref());
                    let has_ipv6 = subnet.is_some_and(|subnet| subnet.ipv6_cidr.is_some());
                    match family {
                        _ if !link_local::is_service(to.address) => None,
                        Family::Ipv4 => Some(link_local::HOST_IPV4.into()),
                        Family::Ipv6 => has_ipv6.then_some(link_local::HOST_IPV6.into()),
                    }
                })
            }
            End::Subnet(node) => free_address(self.world, node, family),
            End::Host(host) => host.first_address(family),
            End::Site(_, Some(address)) => Some(*address).filter(|own| Family::of(*own) == family),
            End::Site(site, None) => free_host(self.world, site, family),
            End::Internet | End::Function(_) => Some(self.world.internet_host(match family {
                Family::Ipv4 => well_known::INTERNET_CLIENT.into(),
                Family::Ipv6 => well_known::INTERNET_IPV6.into(),
            })),
            End::Service(..) => service::address(service?, family),
            End::Address(address) => (Family::of(*address) == family).then_some(*address),
            End::Nat(_) | End::Directory(_) | End::Unclear(..) => None,
        }
    }

    fn destination(&self, family: Family, service: Option<&ServiceEnd>) -> Option<Destination<'a>> {
        let plain = |address: IpAddr| Destination { address, target: Target::Address, private: None };
        match &self.to {
            End::Interface(node, _) if self.is_from_outside() => {
                outside_in(self.world, self.reached_from_outside(node, family), family)
            }
            End::Interface(node, _) => {
                let address = node.first_address(family)?;
                Some(Destination { address, target: Target::Interface(node), private: None })
            }
            End::Nat(nat) => {
                if nat.regional.is_some() {
                    return nat.public_ip.filter(|_| family == Family::Ipv4).map(plain);
                }
                let private = nat.private_ip.filter(|_| family == Family::Ipv4)?;
                match (self.is_from_outside(), nat.public_ip) {
                    (true, Some(public)) => Some(plain(public)),
                    (true, None) => no_public(self.world, &nat.id, nat.vpc.as_ref(), private),
                    (false, _) => Some(plain(private)),
                }
            }
            End::Host(host) => {
                let address = host.first_address(family)?;
                Some(Destination { address, target: Target::Host(host), private: None })
            }
            End::Address(address) => (Family::of(*address) == family).then(|| plain(*address)),
            End::Internet => Some(plain(self.world.internet_host(match family {
                Family::Ipv4 => well_known::INTERNET_SERVER.into(),
                Family::Ipv6 => well_known::INTERNET_IPV6.into(),
            }))),
            End::Service(..) => Some(plain(service::address(service?, family)?)),
            // The gateways have IPv4 addresses, and AWS tells which ranges only.
            End::Directory(id) => (family == Family::Ipv4).then(|| Destination {
                address: self.world.internet_host(well_known::INTERNET_SERVER.into()),
                target: Target::Directory(id),
                private: None,
            }),
            End::Subnet(_) | End::Site(..) | End::Function(_) | End::Unclear(..) => None,
        }
    }

    /// The interface by which the internet reaches a host: that of an instance which has a public address, the primary
    /// one first.
    fn reached_from_outside(&self, node: &'a InterfaceNode, family: Family) -> &'a InterfaceNode {
        let network = self.world.network;
        let Some(instance) = node.instance.as_ref().and_then(|id| network.instances.get_key_value(id)) else {
            return node;
        };
        let (id, instance) = instance;
        let is_meant =
            [id.as_str(), network.document.display_name(id.as_str())].contains(&self.spec.to.as_str());
        let is_reachable = |node: &&InterfaceNode| match family {
            Family::Ipv4 => node.addresses.iter().any(|entry| entry.public.is_some()),
            Family::Ipv6 => !node.ipv6.is_empty(),
        };
        let mut nodes = instance.interfaces.iter().filter_map(|id| network.interfaces.get(id));
        nodes.find(is_reachable).filter(|_| is_meant && !is_reachable(&node)).unwrap_or(node)
    }

    /// No family fits: an end without any address is only half drawn, everything else cannot be asked for.
    fn without_family(&self) -> Result<Planned<'a>, EndError> {
        for end in [&self.from, &self.to] {
            if let End::Interface(node, _) = end
                && node.addresses.is_empty()
                && node.ipv6.is_empty()
            {
                let name = self.world.name(node.component());
                return Ok(Planned::Unclear(
                    node.component().clone(),
                    format!("{name} has no address in the drawing."),
                ));
            }
            if let End::Host(host) = end
                && host.addresses.is_empty()
            {
                let name = self.world.name(&host.id);
                return Ok(Planned::Unclear(
                    host.id.clone(),
                    format!("{name} has no address in the drawing."),
                ));
            }
            if let End::Nat(nat) = end
                && nat.private_ip.is_none()
            {
                let name = self.world.name(&nat.id);
                return Ok(Planned::Unclear(
                    nat.id.clone(),
                    format!("{name} has no address in the drawing."),
                ));
            }
        }
        let name = |text: &str| self.world.network.display_name(text).to_owned();
        Err(EndError::NoCommonFamily { from: name(&self.spec.from), to: name(&self.spec.to) })
    }

    fn plan(
        self,
        service: Option<ServiceEnd>,
        family: Family,
        source: IpAddr,
        to: Destination<'a>,
    ) -> Result<Planned<'a>, EndError> {
        let to_outside = matches!(self.to, End::Internet | End::Service(..))
            || matches!((&self.from, &self.to), (End::Service(..), End::Directory(_)));
        let function = match self.from {
            End::Function(function) => Some(function),
            _ => None,
        };
        if self.is_from_outside() && to_outside && function.is_none() {
            return Err(EndError::BothOutside);
        }
        let client_ports = match self.spec.source_port {
            Some(port) => PortRange::single(port),
            None => self.client_range(),
        };
        let header = header(self.spec, family, source, to.address, client_ports)?;
        let from = match self.from {
            End::Interface(node, _) => Sender::Interface(node),
            End::Subnet(node) => Sender::Subnet(node),
            End::Host(host) => Sender::Host(host),
            End::Site(site, _) => Sender::Site(site),
            _ => Sender::Internet,
        };
        let request = self.request(&header)?;
        let host_name = self.host_name;
        Ok(Planned::Ready(Box::new(Plan {
            from,
            function,
            to: to.target,
            header,
            client_ports,
            service,
            host_name,
            request,
        })))
    }

    /// The request with the host that it names by itself: the name or the address that it is sent to.
    fn request(&self, header: &Header) -> Result<Option<Rc<Request>>, EndError> {
        let Some(request) = &self.spec.request else { return Ok(None) };
        if header.protocol != Protocol::Tcp {
            return Err(EndError::Request { protocol: header.protocol.to_string() });
        }
        let written = self.spec.to.parse::<IpAddr>().ok().map(|address| address.to_string());
        let host =
            request.host.clone().or_else(|| request.host()).or_else(|| self.host_name.clone()).or(written);
        Ok(Some(Rc::new(Request { host, ..request.clone() })))
    }

    /// The ports that the sender's system chooses from (R-NACL-3).
    fn client_range(&self) -> PortRange {
        let document = &self.world.network.document;
        let platform = match &self.from {
            End::Interface(node, _) if node.service.is_some() => {
                // The system of a task is known; what AWS runs behind the others is not.
                let task = self.world.service(node).filter(|service| service.is_task());
                task.map(|task| task.is_windows.then_some("windows"))
            }
            End::Interface(node, _) => {
                let instance = node.instance.as_ref().and_then(|id| document.instance(id.as_str()));
                instance.map(|instance| instance.platform.as_deref())
            }
            End::Host(host) => {
                document.on_premises_host(host.id.as_str()).map(|host| host.platform.as_deref())
            }
            _ => None,
        };
        match platform {
            None => ports::WIDE,
            Some(Some(platform)) if platform.eq_ignore_ascii_case("windows") => ports::WINDOWS,
            Some(_) => ports::LINUX,
        }
    }
}

/// The header of a request, with its defaults.
pub(super) fn header(
    spec: &FlowSpec,
    family: Family,
    source: IpAddr,
    destination: IpAddr,
    client_ports: PortRange,
) -> Result<Header, EndError> {
    let protocol = match (&spec.protocol, family) {
        (None, _) => Protocol::Tcp,
        (Some(Protocol::Icmp), Family::Ipv6) => Protocol::Icmpv6,
        (Some(protocol @ (Protocol::All | Protocol::Unknown(_))), _) => {
            return Err(EndError::Protocol { text: protocol.to_string() });
        }
        (Some(protocol), _) => protocol.clone(),
    };
    let echo = if protocol == Protocol::Icmp { 8 } else { 128 };
    let has_ports = protocol.has_ports();
    let is_icmp = protocol.is_icmp();
    let shown = Ports::new(client_ports).shown(&PortChooser::Client);
    Ok(Header {
        family,
        protocol,
        source,
        source_port: has_ports.then_some(shown),
        destination,
        destination_port: has_ports.then(|| spec.port_or_default()),
        icmp_type: is_icmp.then(|| spec.icmp_type.unwrap_or(echo)),
        icmp_code: is_icmp.then(|| spec.icmp_code.unwrap_or(0)),
    })
}

/// A destination address and what is meant by it.
#[derive(Clone, Copy)]
struct Destination<'a> {
    address: IpAddr,
    target: Target<'a>,
    /// Set where a public address is asked for and there is none.
    private: Option<IpAddr>,
}

/// From outside an interface is its public IPv4 address, or its IPv6 one.
fn outside_in<'a>(world: World<'a>, node: &'a InterfaceNode, family: Family) -> Option<Destination<'a>> {
    if family == Family::Ipv6 {
        let address = node.first_address(family)?;
        if world.endpoint(node).is_some() {
            return no_public(world, node.component(), node.vpc.as_ref(), address);
        }
        return Some(Destination { address, target: Target::Interface(node), private: None });
    }
    let public = node.addresses.iter().find_map(|entry| entry.public);
    match public {
        Some(address) => Some(Destination { address, target: Target::Interface(node), private: None }),
        None => no_public(world, node.component(), node.vpc.as_ref(), node.first_address(family)?),
    }
}

fn no_public<'a>(
    world: World<'a>,
    resource: &'a ResourceId,
    vpc: Option<&ResourceId>,
    private: IpAddr,
) -> Option<Destination<'a>> {
    let vpc = world.vpc(vpc)?;
    let target = Target::NoPublicAddress { resource, private, vpc };
    Some(Destination { address: private, target, private: Some(private) })
}

/// An address of a subnet that nobody has: what a subnet as sender stands for.
fn free_address(world: World<'_>, node: &crate::topology::SubnetNode, family: Family) -> Option<IpAddr> {
    use ipnet::IpNet;
    let vpc = node.vpc.as_ref()?;
    let free = |address: &IpAddr| world.network.owner_in_vpc(vpc.as_str(), *address).is_none();
    match family {
        Family::Ipv4 => match node.cidr? {
            IpNet::V4(net) => net.hosts().skip(3).take(4096).map(IpAddr::V4).find(free),
            IpNet::V6(_) => None,
        },
        Family::Ipv6 => match node.ipv6_cidr? {
            IpNet::V6(net) => (4u128..4096)
                .map(|offset| IpAddr::V6(std::net::Ipv6Addr::from(u128::from(net.network()) + offset)))
                .find(free),
            IpNet::V4(_) => None,
        },
    }
}

/// An address of a site that no host has: what a site as sender stands for.
fn free_host(world: World<'_>, site: &crate::topology::SiteNode, family: Family) -> Option<IpAddr> {
    use ipnet::IpNet;
    let free = |address: &IpAddr| !world.network.host_addresses.contains_key(address);
    let net = site.cidrs.iter().find(|net| Family::of(net.addr()) == family)?;
    match net {
        IpNet::V4(net) => net.hosts().skip(9).take(4096).map(IpAddr::V4).find(free),
        IpNet::V6(net) => (10u128..4096)
            .map(|offset| IpAddr::V6(std::net::Ipv6Addr::from(u128::from(net.network()) + offset)))
            .find(free),
    }
}
