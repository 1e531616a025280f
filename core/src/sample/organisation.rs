//! An organisation as large as asked: VPCs on transit gateways in three Regions, an inspection VPC in the middle, two
//! sites over VPN.
//!
//! | what | where |
//! |---|---|
//! | spoke number n | Region n modulo 3: a block of 4,096 addresses, two subnets for hosts and two for the attachment in two zones, eight hosts, one table, one group |
//! | transit gateways | one a Region, each peered with both others; nothing is associated or propagated by itself |
//! | inspection | in the first Region, a firewall in each zone, appliance mode: whatever the first gateway passes on goes through it, once |
//! | sites | two, each with a host, a customer gateway and a VPN connection with BGP to the first gateway |
//!
//! Between the second and the third Region packets go straight. A spoke is 24 resources; all the rest is 34 and does
//! not grow.

use crate::model::{
    Attachment, CustomerGateway, Document, Instance, IpPermission, NetworkInterface, OnPremisesHost,
    OnPremisesSite, PrivateIpAddress, Resource, ResourceId, Route, RouteTable, RowId, SecurityGroup, Subnet,
    TransitGateway, TransitGatewayAttachment, TransitGatewayAttachmentOptions, TransitGatewayOptions,
    TransitGatewayRoute, TransitGatewayRouteTable, Vpc, VpnConnection,
};
use crate::net::{Address, CidrBlock, Protocol};
use std::net::{IpAddr, Ipv4Addr};

/// Hosts of a spoke: the first half is in the first zone.
pub const HOSTS_OF_A_SPOKE: u32 = 8;

const REGIONS: [&str; 3] = ["eu-west-1", "us-east-1", "ap-southeast-2"];
const ZONES: [&str; 2] = ["a", "b"];
const SITES: [&str; 2] = ["leeds", "york"];
/// Spokes have 10.0.0.0/10, 10.64.0.0/10 and 10.128.0.0/10; so many blocks of 4,096 addresses fit into each.
const SPOKES_OF_A_REGION: u32 = 1024;
/// The block of the inspection VPC.
const INSPECTION: u32 = 0x0ac0_0000;
/// All that is in the cloud, and all that is not.
const CLOUD: &str = "10.0.0.0/8";
const OFFICES: &str = "192.168.0.0/16";

/// An organisation of so many spokes, at most 3,072.
pub fn organisation(spokes: u32) -> Document {
    let spokes = spokes.min(SPOKES_OF_A_REGION * 3);
    let mut document = Document { title: format!("{spokes} VPCs on hubs"), ..Document::default() };
    for spoke in 0..spokes {
        add_spoke(&mut document, spoke);
    }
    add_inspection(&mut document);
    for site in 0..2 {
        add_site(&mut document, site);
    }
    for region in 0..3 {
        add_hub(&mut document, region, spokes);
    }
    document
}

/// The VPC of the spoke with that number; both functions count from 0.
pub fn spoke_id(spoke: u32) -> ResourceId {
    id("vpc", format_args!("{spoke:04}"))
}

/// The instance with that number in that spoke.
pub fn spoke_host_id(spoke: u32, host: u32) -> ResourceId {
    id("i", format_args!("{spoke:04}-{host}"))
}

/// The host of a site, 0 or 1.
pub fn site_host_id(site: u32) -> ResourceId {
    id("host", format_args!("{site}"))
}

fn id(prefix: &str, rest: std::fmt::Arguments<'_>) -> ResourceId {
    ResourceId::new(&format!("{prefix}-{rest}"))
}

fn hub_id(region: u32) -> ResourceId {
    id("tgw", format_args!("{region}"))
}

/// The attachment of a VPC to its hub, by the end of the VPC's id.
fn attachment_id(of: &str) -> ResourceId {
    id("tgw-attach", format_args!("{of}"))
}

fn spoke_attachment(spoke: u32) -> ResourceId {
    attachment_id(&format!("{spoke:04}"))
}

fn inspection_attachment() -> ResourceId {
    attachment_id("inspection")
}

fn vpn_attachment(site: u32) -> ResourceId {
    attachment_id(&format!("vpn-{site}"))
}

/// The peering of two hubs.
fn peering_id(one: u32, other: u32) -> ResourceId {
    attachment_id(&format!("peer-{}-{}", one.min(other), one.max(other)))
}

fn region_name(region: u32) -> String {
    named(&REGIONS, region)
}

fn named(names: &[&str], at: u32) -> String {
    usize::try_from(at).ok().and_then(|at| names.get(at)).map_or_else(String::new, |name| (*name).to_owned())
}

fn zone_name(region: u32, zone: u32) -> String {
    region_name(region) + &named(&ZONES, zone)
}

/// All addresses that the spokes of a Region may have.
fn region_block(region: u32) -> CidrBlock {
    block(0x0a00_0000 | (region << 22), 10)
}

fn block(first: u32, length: u8) -> CidrBlock {
    CidrBlock::new(&format!("{}/{length}", Ipv4Addr::from(first)))
}

fn address(value: u32) -> Address {
    Address::from(IpAddr::V4(Ipv4Addr::from(value)))
}

/// What all VPCs here are made of.
struct Place<'a> {
    /// The end of the ids of everything in it.
    stem: &'a str,
    region: u32,
    /// Its first address.
    base: u32,
}

impl Place<'_> {
    fn vpc(&self) -> ResourceId {
        id("vpc", format_args!("{}", self.stem))
    }

    /// Two subnets for hosts (0 and 1), then two for the attachment (2 and 3), each pair in both zones.
    fn subnet(&self, subnet: u32) -> ResourceId {
        id("subnet", format_args!("{}-{subnet}", self.stem))
    }

    fn group(&self) -> ResourceId {
        id("sg", format_args!("{}", self.stem))
    }

    fn interface(&self, host: u32) -> ResourceId {
        id("eni", format_args!("{}-{host}", self.stem))
    }

    fn add_vpc(&self, document: &mut Document, name: String, hosts: &str) {
        let region = Some(region_name(self.region));
        let cidr_blocks = vec![block(self.base, 20)];
        document.insert(self.vpc(), Vpc { name: Some(name), region, cidr_blocks, ..Vpc::default() });
        for subnet in 0..4 {
            let (zone, is_for_hosts) = (subnet % 2, subnet < 2);
            let kind = if is_for_hosts { hosts } else { "hub" };
            let cidr_block =
                if is_for_hosts { block(self.base | (zone << 10), 22) } else { self.attachment_block(zone) };
            let made = Subnet {
                name: Some(format!("{kind}-{}", named(&ZONES, zone))),
                vpc_id: Some(self.vpc()),
                availability_zone: Some(zone_name(self.region, zone)),
                cidr_block: Some(cidr_block),
                ..Subnet::default()
            };
            document.insert(self.subnet(subnet), made);
        }
        let rules = [("g1", CLOUD), ("g2", OFFICES)].map(|(row, cidr)| {
            let rule = IpPermission {
                ip_protocol: Some(Protocol::All),
                cidr_ip: Some(CidrBlock::new(cidr)),
                ..IpPermission::default()
            };
            (RowId::new(row), rule)
        });
        let group = SecurityGroup {
            vpc_id: Some(self.vpc()),
            group_name: Some("inside".to_owned()),
            ip_permissions: rules.into(),
            ..SecurityGroup::default()
        };
        document.insert(self.group(), group);
    }

    fn attachment_block(&self, zone: u32) -> CidrBlock {
        block(self.base | 0xf00 | (zone << 4), 28)
    }

    /// A table that sends everything to one target.
    fn add_table(&self, document: &mut Document, name: &str, main: bool, subnets: &[u32], target: &Route) {
        let routes = [("r1", CLOUD), ("r2", OFFICES)];
        let to = |cidr: &str| Route { destination_cidr_block: Some(CidrBlock::new(cidr)), ..target.clone() };
        let table = RouteTable {
            name: Some(name.to_owned()),
            vpc_id: Some(self.vpc()),
            main,
            subnet_ids: subnets.iter().map(|subnet| self.subnet(*subnet)).collect(),
            routes: routes.map(|(row, cidr)| (RowId::new(row), to(cidr))).into(),
            ..RouteTable::default()
        };
        document.insert(id("rtb", format_args!("{}-{name}", self.stem)), table);
    }

    fn add_host(&self, document: &mut Document, host: u32, subnet: u32, name: String, forwards: bool) {
        let instance = id("i", format_args!("{}-{host}", self.stem));
        let primary = PrivateIpAddress {
            private_ip_address: Some(address((self.base | (subnet << 10)) + 10 + host)),
            primary: true,
            ..PrivateIpAddress::default()
        };
        let attachment = Attachment {
            instance_id: Some(instance.clone()),
            device_index: Some(0),
            ..Attachment::default()
        };
        let interface = NetworkInterface {
            subnet_id: Some(self.subnet(subnet)),
            private_ip_addresses: vec![primary],
            group_ids: vec![self.group()],
            source_dest_check: !forwards,
            attachment: Some(attachment),
            ..NetworkInterface::default()
        };
        document.insert(self.interface(host), interface);
        document.insert(instance, Instance { name: Some(name), ..Instance::default() });
    }

    fn add_attachment(
        &self,
        document: &mut Document,
        name: String,
        options: TransitGatewayAttachmentOptions,
    ) {
        let attachment = TransitGatewayAttachment {
            name: Some(name),
            transit_gateway_id: Some(hub_id(self.region)),
            resource_id: Some(self.vpc()),
            subnet_ids: vec![self.subnet(2), self.subnet(3)],
            options,
            ..TransitGatewayAttachment::default()
        };
        document.insert(attachment_id(self.stem), attachment);
    }
}

fn add_spoke(document: &mut Document, spoke: u32) {
    let stem = format!("{spoke:04}");
    let region = spoke % 3;
    let place = Place { stem: &stem, region, base: 0x0a00_0000 | (region << 22) | ((spoke / 3) << 12) };
    place.add_vpc(document, format!("spoke-{stem}"), "app");
    let to_hub = Route { transit_gateway_id: Some(hub_id(region)), ..Route::default() };
    place.add_table(document, "main", true, &[], &to_hub);
    for host in 0..HOSTS_OF_A_SPOKE {
        let subnet = host / (HOSTS_OF_A_SPOKE / 2);
        place.add_host(document, host, subnet, format!("app-{stem}-{host}"), false);
    }
    place.add_attachment(document, format!("hub-{stem}"), TransitGatewayAttachmentOptions::default());
}

fn add_inspection(document: &mut Document) {
    let place = Place { stem: "inspection", region: 0, base: INSPECTION };
    place.add_vpc(document, "inspection".to_owned(), "firewall");
    let to_hub = Route { transit_gateway_id: Some(hub_id(0)), ..Route::default() };
    place.add_table(document, "firewall", true, &[0, 1], &to_hub);
    for zone in 0..2 {
        let letter = named(&ZONES, zone);
        place.add_host(document, zone, zone, format!("firewall-{letter}"), true);
        let to_firewall = Route { network_interface_id: Some(place.interface(zone)), ..Route::default() };
        place.add_table(document, &format!("hub-{letter}"), false, &[2 + zone], &to_firewall);
    }
    let options = TransitGatewayAttachmentOptions {
        appliance_mode_support: "enable".to_owned(),
        ..TransitGatewayAttachmentOptions::default()
    };
    place.add_attachment(document, "hub-inspection".to_owned(), options);
}

fn add_site(document: &mut Document, site: u32) {
    let name = named(&SITES, site);
    let of = |prefix: &str| id(prefix, format_args!("{site}"));
    let base = 0xc0a8_0000 | ((site + 1) << 8);
    let place = OnPremisesSite {
        name: Some(name.clone()),
        cidr_blocks: vec![block(base, 24)],
        ..OnPremisesSite::default()
    };
    document.insert(of("site"), place);
    let host = OnPremisesHost {
        name: Some(format!("desk-{name}")),
        on_premises_site_id: Some(of("site")),
        ip_addresses: vec![address(base + 10)],
        ..OnPremisesHost::default()
    };
    document.insert(site_host_id(site), host);
    let gateway = CustomerGateway {
        name: Some(format!("cgw-{name}")),
        ip_address: Some(address(0xcb00_710a + site)),
        bgp_asn: Some(65001 + site),
        on_premises_site_id: Some(of("site")),
        ..CustomerGateway::default()
    };
    document.insert(of("cgw"), gateway);
    let connection = VpnConnection {
        name: Some(format!("vpn-{name}")),
        transit_gateway_id: Some(hub_id(0)),
        customer_gateway_id: Some(of("cgw")),
        ..VpnConnection::default()
    };
    document.insert(of("vpn"), connection);
    let attachment = TransitGatewayAttachment {
        name: Some(format!("hub-vpn-{name}")),
        transit_gateway_id: Some(hub_id(0)),
        resource_type: "vpn".to_owned(),
        resource_id: Some(of("vpn")),
        ..TransitGatewayAttachment::default()
    };
    document.insert(vpn_attachment(site), attachment);
}

/// The hub of a Region with its tables, and its peerings with the hubs after it.
fn add_hub(document: &mut Document, region: u32, spokes: u32) {
    let options = TransitGatewayOptions {
        default_route_table_association: "disable".to_owned(),
        default_route_table_propagation: "disable".to_owned(),
        ..TransitGatewayOptions::default()
    };
    let hub = TransitGateway {
        name: Some(format!("hub-{}", region_name(region))),
        region: Some(region_name(region)),
        options,
        ..TransitGateway::default()
    };
    document.insert(hub_id(region), hub);
    for other in region + 1..3 {
        let peering = TransitGatewayAttachment {
            name: Some(format!("peer-{}-{}", region_name(region), region_name(other))),
            transit_gateway_id: Some(hub_id(region)),
            resource_type: "peering".to_owned(),
            resource_id: Some(hub_id(other)),
            ..TransitGatewayAttachment::default()
        };
        document.insert(peering_id(region, other), peering);
    }
    let own: Vec<ResourceId> =
        (0..spokes).filter(|spoke| spoke % 3 == region).map(spoke_attachment).collect();
    let others = || (0..3).filter(move |other| *other != region);
    let peerings: Vec<ResourceId> = others().map(|other| peering_id(region, other)).collect();
    let mut far: Vec<(CidrBlock, ResourceId)> =
        others().map(|other| (region_block(other), peering_id(region, other))).collect();
    if region != 0 {
        far.push((CidrBlock::new(OFFICES), peering_id(0, region)));
        far.push((block(INSPECTION, 20), peering_id(0, region)));
        let all = own.iter().chain(&peerings).cloned().collect();
        add_hub_table(document, region, "all", all, own, far);
        return;
    }
    // All that comes to the first hub goes to inspection; what inspection gives back goes on to its destination.
    let vpns = [0, 1].map(vpn_attachment);
    let arriving = own.iter().chain(&peerings).chain(&vpns).cloned().collect();
    let to_inspection = vec![(CidrBlock::new("0.0.0.0/0"), inspection_attachment())];
    add_hub_table(document, region, "arriving", arriving, Vec::new(), to_inspection);
    let known = own.into_iter().chain(vpns).chain([inspection_attachment()]).collect();
    add_hub_table(document, region, "inspected", vec![inspection_attachment()], known, far);
}

fn add_hub_table(
    document: &mut Document,
    region: u32,
    name: &str,
    associations: Vec<ResourceId>,
    propagations: Vec<ResourceId>,
    routes: Vec<(CidrBlock, ResourceId)>,
) {
    let row = |(nth, (block, attachment)): (usize, (CidrBlock, ResourceId))| {
        let route = TransitGatewayRoute {
            destination_cidr_block: Some(block),
            transit_gateway_attachment_id: Some(attachment),
            ..TransitGatewayRoute::default()
        };
        (RowId::new(&format!("r{}", nth + 1)), route)
    };
    let table = TransitGatewayRouteTable {
        name: Some(name.to_owned()),
        transit_gateway_id: Some(hub_id(region)),
        associations,
        propagations,
        routes: routes.into_iter().enumerate().map(row).collect(),
        ..TransitGatewayRouteTable::default()
    };
    document
        .insert(id("tgw-rtb", format_args!("{region}-{name}")), Resource::TransitGatewayRouteTable(table));
}
