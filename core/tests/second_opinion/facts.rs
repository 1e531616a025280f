//! What a document holds, in plain lists: who is where, and who has which address.

use super::holders::{Holder, Kind};
use super::regional_nat::{self, Regional};
use super::routes::Routes;
use super::sites::{self, Connection, Site, SiteHost};
use ipnet::IpNet;
use netyard_core::model::{Document, Resource, TransitGatewayAttachment, TransitGatewayRouteTable};
use netyard_core::net::CidrBlock;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::rc::Rc;

/// A VPC.
pub(crate) struct Vpc {
    pub(crate) id: String,
    pub(crate) region: String,
    pub(crate) blocks: Vec<IpNet>,
}

/// A subnet.
pub(crate) struct Subnet {
    pub(crate) id: String,
    pub(crate) vpc: String,
    pub(crate) zone: String,
    pub(crate) blocks: Vec<IpNet>,
}

/// A network interface with all that stands for it elsewhere.
pub(crate) struct Interface {
    pub(crate) id: String,
    pub(crate) subnet: String,
    pub(crate) vpc: String,
    /// Private and IPv6 addresses, the primary one first.
    pub(crate) addresses: Vec<IpAddr>,
    /// Private address and the public one that stands for it.
    pub(crate) public: Vec<(IpAddr, IpAddr)>,
    pub(crate) groups: Vec<String>,
    pub(crate) is_checked: bool,
    /// The instance or managed service behind it.
    pub(crate) holder: Option<Holder>,
    pub(crate) device: u32,
}

/// A NAT gateway.
pub(crate) struct Nat {
    pub(crate) id: String,
    pub(crate) subnet: String,
    pub(crate) vpc: String,
    pub(crate) address: IpAddr,
    pub(crate) public: Option<IpAddr>,
    pub(crate) is_available: bool,
}

/// A peering connection that carries packets.
pub(crate) struct Peering {
    pub(crate) id: String,
    pub(crate) sides: [String; 2],
    pub(crate) is_active: bool,
}

/// The lists.
pub(crate) struct Facts<'a> {
    pub(crate) sites: Vec<Site>,
    pub(crate) hosts: Vec<SiteHost>,
    pub(crate) connections: Vec<Connection>,
    pub(crate) document: &'a Document,
    pub(crate) vpcs: Vec<Vpc>,
    pub(crate) subnets: Vec<Subnet>,
    /// The zones that have a subnet, in order.
    pub(crate) zones: Vec<String>,
    pub(crate) interfaces: Vec<Interface>,
    pub(crate) nats: Vec<Nat>,
    pub(crate) regional: Vec<Regional>,
    pub(crate) peerings: Vec<Peering>,
    /// What transit gateways are joined to, and their tables.
    pub(crate) attachments: Vec<(String, &'a TransitGatewayAttachment)>,
    pub(crate) hub_tables: Vec<&'a TransitGatewayRouteTable>,
    /// The routes of each subnet, once somebody has asked.
    pub(crate) routes: RefCell<BTreeMap<String, Rc<Routes>>>,
    /// The ACL of each subnet, once somebody has asked.
    pub(crate) acls: RefCell<BTreeMap<String, Option<String>>>,
}

fn text(id: Option<&impl ToString>) -> String {
    id.map(ToString::to_string).unwrap_or_default()
}

fn nets<'b>(blocks: impl Iterator<Item = &'b CidrBlock>) -> Vec<IpNet> {
    blocks.filter_map(CidrBlock::net).collect()
}

impl<'a> Facts<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let mut facts = Self {
            sites: sites::sites(document),
            hosts: sites::hosts(document),
            connections: sites::connections(document),
            document,
            vpcs: Vec::new(),
            subnets: Vec::new(),
            zones: Vec::new(),
            interfaces: Vec::new(),
            nats: Vec::new(),
            regional: regional_nat::all(document),
            peerings: Vec::new(),
            attachments: Vec::new(),
            hub_tables: Vec::new(),
            routes: RefCell::default(),
            acls: RefCell::default(),
        };
        for (id, resource) in &document.resources {
            let id = id.to_string();
            match resource.as_ref() {
                Resource::Vpc(vpc) => facts.vpcs.push(Vpc {
                    id,
                    region: vpc.region.clone().unwrap_or_default(),
                    blocks: nets(vpc.cidr_blocks.iter().chain(&vpc.ipv6_cidr_blocks)),
                }),
                Resource::Subnet(subnet) => facts.subnets.push(Subnet {
                    id,
                    vpc: text(subnet.vpc_id.as_ref()),
                    zone: subnet.availability_zone.clone().unwrap_or_default(),
                    blocks: nets(subnet.cidr_block.iter().chain(&subnet.ipv6_cidr_block)),
                }),
                Resource::TransitGatewayAttachment(one) => facts.attachments.push((id, one)),
                Resource::TransitGatewayRouteTable(one) => facts.hub_tables.push(one),
                _ => {}
            }
        }
        facts.zones = facts.subnets.iter().map(|subnet| subnet.zone.clone()).collect();
        facts.zones.sort();
        facts.zones.dedup();
        for (id, resource) in &document.resources {
            let id = id.to_string();
            match resource.as_ref() {
                Resource::NetworkInterface(_) => facts.add_interface(id),
                Resource::NatGateway(_) => facts.add_nat(id),
                Resource::VpcPeeringConnection(_) => facts.add_peering(id),
                _ => {}
            }
        }
        facts
    }

    fn add_interface(&mut self, id: String) {
        let interface = self.document.network_interface(&id).unwrap();
        let subnet = text(interface.subnet_id.as_ref());
        let Some(vpc) = self.subnet(&subnet).map(|subnet| subnet.vpc.clone()) else { return };
        let mut addresses = Vec::new();
        let mut public = Vec::new();
        for entry in &interface.private_ip_addresses {
            let Some(address) = entry.private_ip_address.as_ref().and_then(netyard_core::net::Address::ip)
            else {
                continue;
            };
            if entry.primary {
                addresses.insert(0, address);
            } else {
                addresses.push(address);
            }
            public.extend(
                entry
                    .public_ip
                    .as_ref()
                    .and_then(netyard_core::net::Address::ip)
                    .map(|public| (address, public)),
            );
        }
        for resource in self.document.resources.values() {
            let Resource::ElasticIp(elastic) = resource.as_ref() else { continue };
            if text(elastic.network_interface_id.as_ref()) == id {
                let private = elastic.private_ip_address.as_ref().and_then(netyard_core::net::Address::ip);
                let private = private.or(addresses.first().copied());
                public
                    .extend(private.zip(elastic.public_ip.as_ref().and_then(netyard_core::net::Address::ip)));
            }
        }
        let holder = interface.instance_id().and_then(|id| Holder::of(self.document, id.as_str()));
        let six = interface.ipv6_addresses.iter().filter(|_| holder.as_ref().is_none_or(|one| one.has_ipv6));
        addresses.extend(six.filter_map(|entry| entry.ipv6_address.ip()));
        let attachment = interface.attachment.as_ref();
        let mut groups: Vec<String> = interface.group_ids.iter().map(ToString::to_string).collect();
        if groups.is_empty() && holder.as_ref().is_none_or(|one| one.kind == Kind::Instance) {
            // The default group of the VPC, where it is written down (R-SG-3).
            let default = self.document.resources.iter().find(|(_, resource)| {
                matches!(resource.as_ref(), Resource::SecurityGroup(group)
                    if group.group_name.as_deref() == Some("default")
                        && group.vpc_id.as_ref().is_some_and(|own| *own == *vpc))
            });
            groups.extend(default.map(|(id, _)| id.to_string()));
        }
        self.interfaces.push(Interface {
            subnet,
            vpc,
            addresses,
            public,
            groups,
            is_checked: interface.source_dest_check
                || holder.as_ref().is_some_and(|holder| holder.kind == Kind::Endpoint),
            holder,
            device: attachment.and_then(|attachment| attachment.device_index).unwrap_or(0),
            id,
        });
    }

    fn add_nat(&mut self, id: String) {
        let nat = self.document.nat_gateway(&id).unwrap();
        if nat.availability_mode == "regional" {
            return;
        }
        let subnet = text(nat.subnet_id.as_ref());
        let Some(vpc) = self.subnet(&subnet).map(|subnet| subnet.vpc.clone()) else { return };
        let Some(address) = nat.private_ip.as_ref().and_then(netyard_core::net::Address::ip) else { return };
        let public = self.document.resources.values().find_map(|resource| match resource.as_ref() {
            Resource::ElasticIp(elastic) if text(elastic.nat_gateway_id.as_ref()) == id => {
                elastic.public_ip.as_ref().and_then(netyard_core::net::Address::ip)
            }
            _ => None,
        });
        let is_available = nat.state == "available";
        let public = public.filter(|_| nat.connectivity_type == "public");
        self.nats.push(Nat { id, subnet, vpc, address, public, is_available });
    }

    /// A connection whose two VPCs share an address is failed, whatever is written (R-PEER-1).
    fn add_peering(&mut self, id: String) {
        let peering = self.document.vpc_peering_connection(&id).unwrap();
        let sides = peering.vpc_ids().map(text);
        let blocks = sides.clone().map(|side| self.blocks(&side));
        let overlaps = blocks[0].iter().any(|one| {
            blocks[1].iter().any(|other| one.contains(&other.network()) || other.contains(&one.network()))
        });
        let is_active =
            peering.status_code() == "active" && !overlaps && blocks.iter().all(|b| !b.is_empty());
        self.peerings.push(Peering { id, sides, is_active });
    }

    pub(crate) fn vpc(&self, id: &str) -> Option<&Vpc> {
        self.vpcs.iter().find(|vpc| vpc.id == id)
    }

    pub(crate) fn subnet(&self, id: &str) -> Option<&Subnet> {
        self.subnets.iter().find(|subnet| subnet.id == id)
    }

    pub(crate) fn zone(&self, subnet: &str) -> String {
        self.subnet(subnet).map(|subnet| subnet.zone.clone()).unwrap_or_default()
    }

    pub(crate) fn interface(&self, id: &str) -> Option<&Interface> {
        self.interfaces.iter().find(|interface| interface.id == id)
    }

    pub(crate) fn nat(&self, id: &str) -> Option<&Nat> {
        self.nats.iter().find(|nat| nat.id == id)
    }

    pub(crate) fn blocks(&self, vpc: &str) -> Vec<IpNet> {
        self.vpc(vpc).map(|vpc| vpc.blocks.clone()).unwrap_or_default()
    }

    pub(crate) fn is_in_vpc(&self, vpc: &str, address: IpAddr) -> bool {
        self.blocks(vpc).iter().any(|block| block.contains(&address))
    }

    /// The subnet of a VPC that holds an address.
    pub(crate) fn subnet_of(&self, vpc: &str, address: IpAddr) -> Option<&Subnet> {
        self.subnets
            .iter()
            .find(|subnet| subnet.vpc == vpc && subnet.blocks.iter().any(|block| block.contains(&address)))
    }

    /// The interface in a VPC that has an address.
    pub(crate) fn owner(&self, vpc: &str, address: IpAddr) -> Option<&Interface> {
        self.interfaces
            .iter()
            .find(|interface| interface.vpc == vpc && interface.addresses.contains(&address))
    }

    /// The interfaces of an instance or managed service in the order in which they are attached.
    pub(crate) fn interfaces_of(&self, instance: &str) -> Vec<&Interface> {
        let mut all: Vec<&Interface> = self
            .interfaces
            .iter()
            .filter(|interface| interface.holder.as_ref().is_some_and(|holder| holder.id == instance))
            .collect();
        all.sort_by_key(|interface| interface.device);
        all
    }

    /// The internet gateway that is attached to a VPC.
    pub(crate) fn internet_gateway(&self, vpc: &str) -> Option<String> {
        self.document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
            Resource::InternetGateway(gateway) if text(gateway.vpc_id.as_ref()) == vpc => {
                Some(id.to_string())
            }
            _ => None,
        })
    }

    /// The egress-only internet gateway that is attached to a VPC.
    pub(crate) fn egress_only(&self, vpc: &str) -> Option<String> {
        self.document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
            Resource::EgressOnlyInternetGateway(gateway) if text(gateway.vpc_id.as_ref()) == vpc => {
                Some(id.to_string())
            }
            _ => None,
        })
    }

    /// Whether an address is somebody's Elastic IP, associated or not.
    pub(crate) fn is_elastic(&self, address: IpAddr) -> bool {
        self.document.resources.values().any(|resource| match resource.as_ref() {
            Resource::ElasticIp(elastic) => {
                elastic.public_ip.as_ref().and_then(netyard_core::net::Address::ip) == Some(address)
            }
            _ => false,
        })
    }

    /// The blocks of a prefix list.
    pub(crate) fn prefix_list(&self, id: &str) -> Vec<IpNet> {
        let list = self.document.managed_prefix_list(id);
        nets(list.iter().flat_map(|list| list.entries.values()).filter_map(|entry| entry.cidr.as_ref()))
    }
}

impl Interface {
    /// What is drawn: the instance, else the interface itself.
    pub(crate) fn place(&self) -> String {
        self.holder.as_ref().map_or_else(|| self.id.clone(), |holder| holder.id.clone())
    }

    /// Whether something is behind it, and that is up.
    pub(crate) fn is_running(&self) -> bool {
        self.holder.as_ref().is_some_and(|holder| holder.is_up)
    }

    /// Whether an instance is behind it that runs: only such a one may be the target of a route (R-RT-37).
    pub(crate) fn may_forward(&self) -> bool {
        self.holder.as_ref().is_some_and(|holder| holder.is_up && holder.kind == Kind::Instance)
    }

    /// The public address of a private one.
    pub(crate) fn public_of(&self, private: IpAddr) -> Option<IpAddr> {
        self.public.iter().find(|(one, _)| *one == private).map(|(_, public)| *public)
    }

    /// The first address of a family.
    pub(crate) fn address(&self, is_ipv4: bool) -> Option<IpAddr> {
        self.addresses.iter().copied().find(|address| address.is_ipv4() == is_ipv4)
    }
}
