use super::Faults;
use super::device::load_balancer::health::Known;
use crate::model::{ResourceId, RowId};
use crate::routing::{PeerFault, RoutedNetwork};
use crate::topology::{
    AddressOwner, ConnectPeerNode, InterfaceNode, ManagedServiceNode, NatNode, Network, SubnetNode, VpcNode,
};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// What a walk reads and never changes: the network and what has failed in it.
#[derive(Clone, Copy)]
pub(super) struct World<'a> {
    pub(super) routed: &'a RoutedNetwork,
    pub(super) network: &'a Network,
    pub(super) faults: &'a Faults,
    /// The health of targets, as far as somebody asked for it.
    health: &'a Known,
}

/// Who takes a packet inside a subnet.
#[derive(Clone, Copy)]
pub(super) enum Receiver<'a> {
    Interface(&'a InterfaceNode),
    Nat(&'a NatNode),
}

impl<'a> World<'a> {
    pub(super) fn new(routed: &'a RoutedNetwork, faults: &'a Faults, health: &'a Known) -> Self {
        Self { routed, network: &routed.network, faults, health }
    }

    /// What was found out already about the health of targets.
    pub(super) fn health(self) -> &'a Known {
        self.health
    }

    /// How people call a resource.
    pub(super) fn name(self, id: &'a ResourceId) -> &'a str {
        self.network.display_name(id.as_str())
    }

    pub(super) fn vpc(self, id: Option<&ResourceId>) -> Option<&'a VpcNode> {
        self.network.vpcs.get(id?)
    }

    pub(super) fn subnet(self, id: Option<&ResourceId>) -> Option<&'a SubnetNode> {
        self.network.subnets.get(id?)
    }

    /// Who owns an address inside a VPC, and the subnet it stands in.
    pub(super) fn receiver(self, vpc: &VpcNode, address: IpAddr) -> Option<(&'a SubnetNode, Receiver<'a>)> {
        match self.network.owner_in_vpc(vpc.id.as_str(), address)? {
            AddressOwner::Interface(id) => {
                let node = self.network.interfaces.get(id)?;
                Some((self.subnet(node.subnet.as_ref())?, Receiver::Interface(node)))
            }
            AddressOwner::NatGateway(id) => {
                let node = self.network.nat_gateways.get(id)?;
                Some((self.subnet(node.subnet.as_ref())?, Receiver::Nat(node)))
            }
        }
    }

    /// The regional NAT gateway of a VPC that is seen by this public address.
    pub(super) fn regional_nat(self, vpc: &VpcNode, public: IpAddr) -> Option<&'a NatNode> {
        let AddressOwner::NatGateway(id) = &self.network.public_addresses.get(&public)?.owner else {
            return None;
        };
        let node = self.network.nat_gateways.get(id)?;
        (node.regional.is_some() && node.vpc.as_ref() == Some(&vpc.id)).then_some(node)
    }

    /// The VPC that holds an address, for addresses that only one VPC has (public IPv6 ones).
    pub(super) fn vpc_of_ipv6(self, address: IpAddr) -> Option<&'a VpcNode> {
        let (vpc, _) = self.network.owners_of_private_address(address).into_iter().next()?;
        self.network.vpcs.get(vpc)
    }

    /// The managed service that an interface belongs to.
    pub(super) fn service(self, interface: &InterfaceNode) -> Option<&'a ManagedServiceNode> {
        self.network.managed_services.get(interface.service.as_ref()?)
    }

    /// Whether an interface is that of a standby: its service has the primary in another zone, and that zone works.
    pub(super) fn is_standby(self, interface: &InterfaceNode) -> bool {
        let zone = |node: &InterfaceNode| self.subnet(node.subnet.as_ref())?.zone.as_deref();
        let service = self.service(interface);
        let Some((service, primary)) = service.and_then(|own| Some((own, own.primary_zone.as_deref()?)))
        else {
            return false;
        };
        let mut nodes = service.interfaces.iter().filter_map(|id| self.network.interfaces.get(id));
        zone(interface).is_some_and(|own| own != primary)
            && !self.is_zone_down(primary)
            && nodes.any(|node| zone(node) == Some(primary))
    }

    /// The load balancer of which an interface is a node.
    pub(super) fn load_balancer(self, interface: &InterfaceNode) -> Option<&'a ManagedServiceNode> {
        self.service(interface).filter(|service| service.is_load_balancer())
    }

    /// The interface endpoint that an interface belongs to.
    pub(super) fn endpoint(self, interface: &InterfaceNode) -> Option<&'a ManagedServiceNode> {
        self.service(interface).filter(|service| service.is_endpoint())
    }

    /// The Gateway Load Balancer endpoint that an interface belongs to.
    pub(super) fn inspection(self, interface: &InterfaceNode) -> Option<&'a ManagedServiceNode> {
        self.service(interface).filter(|service| service.is_gateway_load_balancer_endpoint())
    }

    /// Whether the instance or service behind an interface runs. One that is attached, nobody says to what, belongs to a
    /// managed service and is up; one that is attached to nothing has nobody behind it.
    pub(super) fn runs(self, interface: &InterfaceNode) -> bool {
        let is_stopped = || {
            let instance = interface.instance.as_ref().filter(|_| self.service(interface).is_none());
            instance.is_some_and(|instance| self.faults.stopped.contains(instance))
        };
        self.network.is_running(interface) && !is_stopped()
    }

    /// Whether a tunnel of a VPN connection is down by a fault.
    pub(super) fn is_tunnel_down(self, connection: &ResourceId, tunnel: &RowId) -> bool {
        is_down(&self.faults.tunnels_down, connection, tunnel)
    }

    /// Whether the BGP session of a tunnel, or one of a Connect peer, is down by a fault.
    pub(super) fn is_session_down(self, connection: &ResourceId, tunnel: &RowId) -> bool {
        is_down(&self.faults.bgp_sessions_down, connection, tunnel)
    }

    /// Whether AWS sends into a Connect peer: one of its BGP sessions is up (R-TGW-43).
    pub(super) fn is_peer_up(self, peer: &ConnectPeerNode) -> bool {
        self.peer_fault(peer).is_none()
    }

    /// What keeps BGP from speaking over a Connect peer, in the drawing or by what has failed.
    pub(super) fn peer_fault(self, peer: &ConnectPeerNode) -> Option<PeerFault> {
        if let Some(fault) = self.routed.peer_fault(peer) {
            return Some(fault);
        }
        let mut sessions = peer.sessions.iter().filter(|(_, is_up)| *is_up);
        if !sessions.any(|(row, _)| !self.is_session_down(&peer.id, row)) {
            return Some(PeerFault::Sessions);
        }
        let interface = self.network.interfaces.get(peer.interface.as_ref()?)?;
        let is_dark = self.subnet(interface.subnet.as_ref()).is_some_and(|subnet| self.is_down(subnet));
        (is_dark || !self.runs(interface)).then_some(PeerFault::Appliance)
    }

    /// Whether a zone is down.
    pub(super) fn is_zone_down(self, zone: &str) -> bool {
        self.faults.zones_down.contains(zone)
    }

    /// Whether the zone of a subnet is down.
    pub(super) fn is_down(self, subnet: &SubnetNode) -> bool {
        subnet.zone.as_ref().is_some_and(|zone| self.faults.zones_down.contains(zone))
    }

    /// Whether the address is the one that AWS keeps for the resolver in this subnet: the base plus two (R-SUB-6).
    pub(super) fn is_reserved_for_resolver(self, subnet: &ResourceId, address: IpAddr) -> bool {
        let Some(ipnet::IpNet::V4(net)) = self.subnet(Some(subnet)).and_then(|subnet| subnet.cidr) else {
            return false;
        };
        address == IpAddr::V4(std::net::Ipv4Addr::from(u32::from(net.network()).wrapping_add(2)))
    }

    /// The Elastic IP with this address, if it is associated with nothing.
    pub(super) fn idle_elastic_ip(self, address: IpAddr) -> Option<&'a ResourceId> {
        self.network.idle_elastic_ips.get(&address)
    }

    /// Whether the line between two sites is down.
    pub(super) fn is_line_down(self, one: &ResourceId, other: &ResourceId) -> bool {
        let down = &self.faults.lines_down;
        !down.is_empty() && down.contains(&(one.min(other).clone(), one.max(other).clone()))
    }

    /// Whether the instance of an interface tracks as many flows as it can (R-SG-11).
    pub(super) fn has_full_table(self, interface: &InterfaceNode) -> bool {
        interface.instance.as_ref().is_some_and(|instance| self.faults.tables_full.contains(instance))
    }

    /// The VPC one of whose blocks holds an address.
    pub(super) fn vpc_around(self, address: IpAddr) -> Option<&'a VpcNode> {
        self.network.vpc_around(address)
    }

    /// The address of a host on the internet: the documented one, or the next one that the drawing
    /// does not use itself.
    pub(super) fn internet_host(self, documented: IpAddr) -> IpAddr {
        (0..120u8)
            .map(|step| beside(documented, step))
            .find(|host| !self.is_drawn(*host))
            .unwrap_or(documented)
    }

    fn is_drawn(self, address: IpAddr) -> bool {
        self.network.public_addresses.contains_key(&address)
            || self.idle_elastic_ip(address).is_some()
            || self.vpc_around(address).is_some()
    }
}

/// Whether a tunnel is listed, by itself or with its connection.
fn is_down(down: &BTreeSet<String>, connection: &ResourceId, tunnel: &RowId) -> bool {
    !down.is_empty()
        && (down.contains(connection.as_str()) || down.contains(&format!("{connection}/{tunnel}")))
}

/// The address that many steps on: the next host of an IPv4 block, and of 192.0.2.0/24 where a VPC holds the whole block;
/// the site before of an IPv6 address.
fn beside(address: IpAddr, step: u8) -> IpAddr {
    match address {
        IpAddr::V4(v4) => {
            let [first, second, third, last] = v4.octets();
            let host = last.wrapping_add(step % 60);
            if step < 60 {
                IpAddr::from([first, second, third, host])
            } else {
                IpAddr::from([192, 0, 2, host])
            }
        }
        IpAddr::V6(v6) => {
            let below = u128::from(step) << 80;
            IpAddr::from(u128::from(v6).wrapping_sub(below).to_be_bytes())
        }
    }
}
