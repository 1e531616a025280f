//! The nodes of the network: what a resource means once its references are resolved.

use crate::model::ResourceId;
use crate::model::reserved::GatewayService;
use crate::net::Family;
use ipnet::IpNet;
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Where a route table, ACL or group of something comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Associated by somebody: the resource.
    Explicit(ResourceId),
    /// AWS's own default, and it is drawn: the main route table, the default ACL, the default group.
    Default(ResourceId),
    /// AWS's own default, not drawn; it behaves as AWS makes it.
    Implicit,
    /// Not seen by the importer: what it says is not known.
    Unknown,
}

impl Source {
    /// The resource, if it is drawn.
    pub fn id(&self) -> Option<&ResourceId> {
        match self {
            Self::Explicit(id) | Self::Default(id) => Some(id),
            Self::Implicit | Self::Unknown => None,
        }
    }
}

/// A VPC with everything that names it.
#[derive(Clone, Debug)]
pub struct VpcNode {
    /// Its id.
    pub id: ResourceId,
    /// Its Region.
    pub region: Option<String>,
    /// Its blocks that can be read, IPv4 first, each family in the order of association.
    pub cidrs: Vec<IpNet>,
    /// Its subnets, by id.
    pub subnets: Vec<ResourceId>,
    /// Its route tables, by id.
    pub route_tables: Vec<ResourceId>,
    /// Its main route table.
    pub main_route_table: Source,
    /// Its network ACLs, by id.
    pub network_acls: Vec<ResourceId>,
    /// Its default network ACL.
    pub default_network_acl: Source,
    /// Its security groups, by id.
    pub security_groups: Vec<ResourceId>,
    /// Its default security group.
    pub default_security_group: Source,
    /// Internet gateways attached to it; a sound drawing has at most one (R-IGW-1).
    pub internet_gateways: Vec<ResourceId>,
    /// Egress-only internet gateways attached to it.
    pub egress_only_internet_gateways: Vec<ResourceId>,
    /// Peering connections of which it is a side.
    pub peerings: Vec<ResourceId>,
    /// Attachments to transit gateways that name it, by id.
    pub transit_gateway_attachments: Vec<ResourceId>,
    /// VPC endpoints in it.
    pub endpoints: Vec<ResourceId>,
    /// Virtual private gateways attached to it; a sound drawing has at most one (R-VGW-1).
    pub vpn_gateways: Vec<ResourceId>,
    /// Kinds of resource that the importer did not see.
    pub unknown: BTreeSet<String>,
}

impl VpcNode {
    /// Whether one of its blocks holds the address.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.cidrs.iter().any(|cidr| cidr.contains(&address))
    }

    /// Whether an importer said that it saw nothing of this kind.
    pub fn does_not_know(&self, type_name: &str) -> bool {
        self.unknown.contains(type_name)
    }

    /// Its blocks of one family.
    pub fn cidrs_of(&self, family: Family) -> impl Iterator<Item = &IpNet> {
        self.cidrs.iter().filter(move |cidr| Family::of(cidr.addr()) == family)
    }
}

/// A subnet with its effective route table and ACL.
#[derive(Clone, Debug)]
pub struct SubnetNode {
    /// Its id.
    pub id: ResourceId,
    /// Its VPC, if it names one that exists.
    pub vpc: Option<ResourceId>,
    /// Its zone.
    pub zone: Option<String>,
    /// Its IPv4 block.
    pub cidr: Option<IpNet>,
    /// Its IPv6 block.
    pub ipv6_cidr: Option<IpNet>,
    /// The route table that decides for it (R-RT-15). `Default` and `Implicit` mean the main table.
    pub route_table: Source,
    /// The network ACL that filters at its border (R-NACL-6).
    pub network_acl: Source,
    /// Interfaces in it, by id.
    pub interfaces: Vec<ResourceId>,
    /// NAT gateways in it, by id.
    pub nat_gateways: Vec<ResourceId>,
}

impl SubnetNode {
    /// Whether one of its blocks holds the address.
    pub fn contains(&self, address: IpAddr) -> bool {
        [self.cidr, self.ipv6_cidr].into_iter().flatten().any(|cidr| cidr.contains(&address))
    }
}

/// An IPv4 address of an interface, with the public one that stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InterfaceAddress {
    /// The private address.
    pub private: IpAddr,
    /// The public address, auto-assigned or Elastic; an Elastic IP wins.
    pub public: Option<IpAddr>,
    /// The Elastic IP, if the public address is one.
    pub elastic_ip: Option<ResourceId>,
}

/// A network interface.
#[derive(Clone, Debug)]
pub struct InterfaceNode {
    /// Its id.
    pub id: ResourceId,
    /// Its subnet, if it names one that exists.
    pub subnet: Option<ResourceId>,
    /// The VPC of the subnet.
    pub vpc: Option<ResourceId>,
    /// Its IPv4 addresses, the primary one first.
    pub addresses: Vec<InterfaceAddress>,
    /// Its IPv6 addresses.
    pub ipv6: Vec<IpAddr>,
    /// Its security groups; where it names none, the default group of the VPC, but for nodes of load balancers without one.
    pub groups: Vec<ResourceId>,
    /// Groups that it names and cannot carry: they belong to another VPC and are not associated with its own (R-SG-19).
    pub foreign_groups: Vec<ResourceId>,
    /// Where the groups come from.
    pub group_source: GroupSource,
    /// Whether it sends and receives its own addresses only.
    pub source_dest_check: bool,
    /// The instance that it is attached to.
    pub instance: Option<ResourceId>,
    /// The managed service that it belongs to.
    pub service: Option<ResourceId>,
    /// Its place at the instance.
    pub device_index: u32,
    /// Whether it is attached to anything: an instance, or what a managed service keeps to itself.
    pub is_attached: bool,
}

/// Where the groups of an interface come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupSource {
    /// The interface names them.
    Named,
    /// It names none; the drawn default group of the VPC applies.
    DefaultGroup,
    /// It names none and the default group is not drawn: inbound from itself, outbound all (R-SG-3).
    Implicit,
    /// A node of a Network or Gateway Load Balancer names none and has none: nothing is filtered (R-NLB-2).
    Open,
    /// Not seen by the importer, or named and not in the drawing.
    Unknown,
}

impl InterfaceNode {
    /// Whether the address is one of its own, of either family. Public addresses are not: the instance never sees them.
    pub fn owns(&self, address: IpAddr) -> bool {
        self.addresses.iter().any(|entry| entry.private == address) || self.ipv6.contains(&address)
    }

    /// Its first address of a family.
    pub fn first_address(&self, family: Family) -> Option<IpAddr> {
        match family {
            Family::Ipv4 => self.addresses.first().map(|entry| entry.private),
            Family::Ipv6 => self.ipv6.first().copied(),
        }
    }

    /// The entry of a private IPv4 address.
    pub fn address(&self, private: IpAddr) -> Option<&InterfaceAddress> {
        self.addresses.iter().find(|entry| entry.private == private)
    }

    /// The instance or managed service behind it.
    pub fn holder(&self) -> Option<&ResourceId> {
        self.instance.as_ref().or(self.service.as_ref())
    }

    /// What a trace draws it as: the instance or managed service behind it, else itself.
    pub fn component(&self) -> &ResourceId {
        self.holder().unwrap_or(&self.id)
    }
}

/// An instance with its interfaces, by device index and then id; the first is the primary.
#[derive(Clone, Debug)]
pub struct InstanceNode {
    /// Its id.
    pub id: ResourceId,
    /// Its interfaces.
    pub interfaces: Vec<ResourceId>,
    /// Whether its state is `running`.
    pub running: bool,
}

/// A NAT gateway.
#[derive(Clone, Debug)]
pub struct NatNode {
    /// Its id.
    pub id: ResourceId,
    /// Its subnet, if it names one that exists.
    pub subnet: Option<ResourceId>,
    /// The VPC of the subnet.
    pub vpc: Option<ResourceId>,
    /// Its private address: the written one, else the first free address of the subnet, as AWS would give it.
    pub private_ip: Option<IpAddr>,
    /// Its public address, of the Elastic IP that is associated with it.
    pub public_ip: Option<IpAddr>,
    /// The Elastic IP.
    pub elastic_ip: Option<ResourceId>,
    /// What is different about a regional one; `None` for a zonal one.
    pub regional: Option<super::RegionalNat>,
    /// Whether it is a public one.
    pub is_public: bool,
    /// Its state.
    pub state: String,
}

/// One side of a peering connection.
#[derive(Clone, Debug)]
pub struct PeeringSide {
    /// The VPC, if the drawing holds it.
    pub vpc: Option<ResourceId>,
    /// The Region.
    pub region: Option<String>,
    /// The blocks of the VPC; of one that is not drawn, what the connection itself says.
    pub cidrs: Vec<IpNet>,
}

/// A VPC peering connection.
#[derive(Clone, Debug)]
pub struct PeeringNode {
    /// Its id.
    pub id: ResourceId,
    /// Requester and accepter.
    pub sides: [PeeringSide; 2],
    /// Its status code.
    pub status: String,
}

impl PeeringNode {
    /// Whether packets may pass.
    pub fn is_active(&self) -> bool {
        self.status == "active"
    }

    /// The side that is not this VPC; `None` if the VPC is no side.
    pub fn other_side(&self, vpc: &str) -> Option<&PeeringSide> {
        let [requester, accepter] = &self.sides;
        let is = |side: &PeeringSide| side.vpc.as_ref().is_some_and(|id| id == vpc);
        if is(requester) {
            Some(accepter)
        } else if is(accepter) {
            Some(requester)
        } else {
            None
        }
    }

    /// Whether both Regions are known and differ.
    pub fn is_cross_region(&self) -> bool {
        let [requester, accepter] = &self.sides;
        matches!((&requester.region, &accepter.region), (Some(one), Some(other)) if one != other)
    }
}

/// A VPC endpoint.
#[derive(Clone, Debug)]
pub struct EndpointNode {
    /// Its id.
    pub id: ResourceId,
    /// Its VPC, if it names one that exists.
    pub vpc: Option<ResourceId>,
    /// Whether it is a gateway endpoint.
    pub is_gateway: bool,
    /// Whether it is an interface endpoint.
    pub is_interface: bool,
    /// The service and its Region, if a gateway endpoint can lead there (R-GWE-1).
    pub service: Option<(GatewayService, String)>,
    /// Route tables that hold its route.
    pub route_tables: Vec<ResourceId>,
    /// Its state.
    pub state: String,
}

/// A prefix list of the drawing.
#[derive(Clone, Debug)]
pub struct PrefixListNode {
    /// Its id.
    pub id: ResourceId,
    /// Its blocks, in the order of the row ids.
    pub entries: Vec<IpNet>,
    /// The service and Region, for one of AWS's own.
    pub service: Option<(GatewayService, String)>,
    /// What it counts as against quotas (R-SG-13).
    pub max_entries: usize,
}
