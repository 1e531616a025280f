//! What follows only when every resource is read: addresses, things outside of the templates, and what each VPC does not
//! know.

use super::maker::Maker;
use super::outside;
use super::targets;
use ipnet::IpNet;
use netyard_core::model::{
    Extra, Ipv6Address, NetworkInterface, PrivateIpAddress, Resource, ResourceId, Subnet,
};
use netyard_core::net::Address;
use netyard_core::schema::RULES_DATE;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv6Addr};

/// Kinds of which a VPC outside of the templates knows nothing.
const ALL: [&str; 13] = [
    "routeTable",
    "networkAcl",
    "securityGroup",
    "subnet",
    "networkInterface",
    "internetGateway",
    "egressOnlyInternetGateway",
    "natGateway",
    "vpcPeeringConnection",
    "vpcEndpoint",
    "hostedZone",
    "resolverRule",
    "firewallRuleGroup",
];
/// Further kinds that a VPC may not know.
const MORE: [&str; 10] = [
    "vpnConnection",
    "vpnGateway",
    "managedPrefixList",
    "dhcpOptions",
    "transitGatewayAttachment",
    "elasticIp",
    "gatewayRouteTable",
    "sourceDestCheck",
    "vpcBlockPublicAccessExclusion",
    "vpcBlockPublicAccessOptions",
];

/// All kinds that a VPC or a transit gateway may not know.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().chain(MORE).chain(OF_HUBS)
}

/// All kinds that a VPC may not know.
pub(crate) fn every_kind() -> Vec<String> {
    ALL.iter().chain(&MORE).map(|kind| (*kind).to_owned()).collect()
}

/// Completes the drawing. `title` is for one that nothing gives a title.
pub(crate) fn finish(maker: &mut Maker<'_>, title: &str) {
    named_defaults(maker);
    outside::draw(maker);
    targets::complete(maker);
    addresses(maker);
    murky_acls(maker);
    murky_zones(maker);
    doubts(maker);
    RULES_DATE.clone_into(&mut maker.document.rules_date);
    maker.document.title = title_of(maker).unwrap_or_else(|| title.to_owned());
}

pub(super) fn all<'a>(maker: &'a Maker<'_>) -> impl Iterator<Item = (&'a ResourceId, &'a Resource)> {
    maker.document.resources.iter().map(|(id, resource)| (id, resource.as_ref()))
}

/// Draws the default groups of VPCs that interfaces and rules name.
fn named_defaults(maker: &mut Maker<'_>) {
    let mut named: BTreeSet<ResourceId> = BTreeSet::new();
    for (_, resource) in all(maker) {
        match resource {
            Resource::NetworkInterface(interface) => named.extend(interface.group_ids.iter().cloned()),
            Resource::SecurityGroup(group) => {
                let rules = group.ip_permissions.values();
                let rules = rules.chain(group.ip_permissions_egress.iter().flat_map(|rows| rows.values()));
                named.extend(rules.filter_map(|rule| rule.group_id.clone()));
            }
            _ => {}
        }
    }
    for id in named {
        maker.draw_defaults(&id);
        if maker.document.resource(id.as_str()).is_none() {
            maker.doubts.insert("securityGroup");
        }
    }
}

/// Gives interfaces the addresses that AWS would pick: some that are free stand for them.
fn addresses(maker: &mut Maker<'_>) {
    let mut taken: BTreeSet<(ResourceId, IpAddr)> = BTreeSet::new();
    let mut elastic: BTreeSet<ResourceId> = BTreeSet::new();
    let mut wanting: Vec<ResourceId> = Vec::new();
    for (id, resource) in all(maker) {
        match resource {
            Resource::NetworkInterface(it) => {
                let Some(subnet) = &it.subnet_id else { continue };
                let private =
                    it.private_ip_addresses.iter().filter_map(|one| one.private_ip_address.as_ref());
                let ipv6 = it.ipv6_addresses.iter().map(|one| &one.ipv6_address);
                taken.extend(private.chain(ipv6).filter_map(Address::ip).map(|ip| (subnet.clone(), ip)));
                wanting.push(id.clone());
            }
            Resource::NatGateway(it) => {
                let ip = it.private_ip.as_ref().and_then(Address::ip);
                taken.extend(it.subnet_id.clone().zip(ip));
            }
            Resource::ElasticIp(it) => elastic.extend(it.network_interface_id.clone()),
            _ => {}
        }
    }
    let mut next: BTreeMap<ResourceId, u32> = BTreeMap::new();
    for id in wanting {
        let Some(interface) = maker.document.network_interface(id.as_str()).cloned() else { continue };
        let Some(subnet) = interface
            .subnet_id
            .as_ref()
            .and_then(|subnet| Some((subnet.clone(), maker.document.subnet(subnet.as_str())?.clone())))
        else {
            continue;
        };
        let has_elastic = elastic.contains(&id);
        if maker.settled.contains(&id) {
            continue;
        }
        complete(maker, &id, interface, &subnet, &mut taken, &mut next, has_elastic);
    }
}

fn complete(
    maker: &mut Maker<'_>,
    id: &ResourceId,
    mut interface: NetworkInterface,
    (subnet_id, subnet): &(ResourceId, Subnet),
    taken: &mut BTreeSet<(ResourceId, IpAddr)>,
    next: &mut BTreeMap<ResourceId, u32>,
    has_elastic: bool,
) {
    let mut given: Vec<IpAddr> = Vec::new();
    if interface.private_ip_addresses.is_empty()
        && let Some(IpNet::V4(block)) = subnet.cidr_block.as_ref().and_then(netyard_core::net::CidrBlock::net)
    {
        // AWS keeps the first four and the last for itself.
        let last = u32::from(block.broadcast());
        let cursor =
            next.entry(subnet_id.clone()).or_insert_with(|| u32::from(block.network()).saturating_add(4));
        while *cursor < last {
            let address = IpAddr::V4((*cursor).into());
            *cursor += 1;
            if taken.insert((subnet_id.clone(), address)) {
                given.push(address);
                let entry = PrivateIpAddress {
                    private_ip_address: Some(address.into()),
                    primary: true,
                    ..PrivateIpAddress::default()
                };
                interface.private_ip_addresses.push(entry);
                break;
            }
        }
    }
    // A service says itself whether it has addresses of IPv6.
    let is_plain = maker.origins.get(id).is_some_and(|(_, _, what)| {
        matches!(
            what.as_str(),
            "AWS::EC2::Instance" | "AWS::EC2::NetworkInterface" | "aws_instance" | "aws_network_interface"
        )
    });
    let usual = u32::from(is_plain && subnet.assign_ipv6_address_on_creation);
    let wanted = maker.wants_ipv6.get(id).copied().unwrap_or(usual);
    let has = u32::try_from(interface.ipv6_addresses.len()).unwrap_or(wanted);
    if let Some(IpNet::V6(block)) =
        subnet.ipv6_cidr_block.as_ref().and_then(netyard_core::net::CidrBlock::net)
    {
        let base = u128::from(block.network());
        let mut free = (0x10_u128..0x1_0000).map(|host| IpAddr::V6(Ipv6Addr::from(base | host)));
        for _ in has..wanted {
            let Some(address) = free.find(|address| taken.insert((subnet_id.clone(), *address))) else {
                break;
            };
            given.push(address);
            let ipv6_address = address.into();
            interface.ipv6_addresses.push(Ipv6Address { ipv6_address, extra: Extra::new() });
        }
    }
    let is_primary = interface.instance_id().is_some() && interface.device_index() == 0;
    let gets_public = maker.wants_public.contains(id)
        || subnet.map_public_ip_on_launch && is_primary && !maker.wants_no_public.contains(id);
    if gets_public
        && !has_elastic
        && let Some(first) = interface.private_ip_addresses.first_mut()
    {
        let public = maker.free_public();
        given.push(public);
        first.public_ip = Some(public.into());
    }
    if given.is_empty() {
        return;
    }
    let words: Vec<String> = given.iter().map(ToString::to_string).collect();
    let stand = if words.len() == 1 { "stands" } else { "stand" };
    let why = format!("AWS picks addresses when it makes it; {} {stand} for them.", words.join(" and "));
    if let Some((file, place, what)) = maker.origins.get(id) {
        maker.ground.report.borrow_mut().approximated(file, place, what, &why);
    }
    maker.document.insert(id.clone(), interface);
}

/// Nobody knows what network ACLs say of which an entry is missing: their subnets have one that nobody knows.
fn murky_acls(maker: &mut Maker<'_>) {
    for id in std::mem::take(&mut maker.murky_acls) {
        maker.change_acl(&id, |acl| acl.subnet_ids.clear());
        let why = "Not all of its entries are known: the network ACL of its subnets counts as not known.";
        if let Some((file, place, what)) = maker.origins.get(&id) {
            maker.ground.report.borrow_mut().approximated(file, place, what, why);
        }
    }
}

/// Nobody knows what a zone answers of which a record is missing: a public one is not drawn, and VPCs do not know theirs.
fn murky_zones(maker: &mut Maker<'_>) {
    for id in std::mem::take(&mut maker.murky_zones) {
        let Some(zone) = maker.document.hosted_zone(id.as_str()) else { continue };
        let why = if zone.config.private_zone {
            maker.doubts.insert("hostedZone");
            "Not all of its records are known: a question for a name ends as unknown in VPCs."
        } else {
            maker.document.resources.remove(&id);
            "Not all of its records are known: it is not drawn, and what the internet says of its names is unknown."
        };
        if let Some((file, place, what)) = maker.origins.get(&id) {
            maker.ground.report.borrow_mut().approximated(file, place, what, why);
        }
    }
}

/// Kinds that a transit gateway may not know.
const OF_HUBS: [&str; 3] =
    ["transitGatewayAttachment", "transitGatewayMulticastDomain", "transitGatewayRouteTable"];

/// Every transit gateway says what the templates leave open.
fn doubts_of_hubs(maker: &mut Maker<'_>) {
    let doubts: Vec<&str> = OF_HUBS.into_iter().filter(|kind| maker.doubts.contains(kind)).collect();
    let hubs: Vec<ResourceId> = all(maker)
        .filter(|(_, resource)| matches!(resource, Resource::TransitGateway(_)))
        .map(|(id, _)| id.clone())
        .collect();
    for id in hubs.into_iter().filter(|_| !doubts.is_empty()) {
        maker.change(
            &id,
            |resource| if let Resource::TransitGateway(it) = resource { Some(it) } else { None },
            |hub| hub.unknown.extend(doubts.iter().map(|kind| (*kind).to_owned())),
        );
        let why = format!(
            "The files leave open what there is of these kinds: {}. A trace that needs one of them ends UNKNOWN.",
            doubts.join(", ")
        );
        if let Some((file, place, what)) = maker.origins.get(&id) {
            maker.ground.report.borrow_mut().approximated(file, place, what, &why);
        }
    }
}

/// Every VPC says what the templates leave open.
fn doubts(maker: &mut Maker<'_>) {
    doubts_of_hubs(maker);
    let known = |kind: &&&str| ALL.contains(*kind) || MORE.contains(*kind);
    let doubts: Vec<String> = maker.doubts.iter().filter(known).map(|kind| (*kind).to_owned()).collect();
    if doubts.is_empty() {
        return;
    }
    let vpcs: Vec<ResourceId> = all(maker)
        .filter(|(_, resource)| matches!(resource, Resource::Vpc(_)))
        .map(|(id, _)| id.clone())
        .collect();
    for id in vpcs {
        maker.change(
            &id,
            |resource| if let Resource::Vpc(it) = resource { Some(it) } else { None },
            |vpc| {
                for kind in &doubts {
                    if !vpc.unknown.contains(kind) {
                        vpc.unknown.push(kind.clone());
                    }
                }
            },
        );
        let why = format!(
            "The files leave open what there is of these kinds: {}. A trace that needs one of them ends UNKNOWN.",
            doubts.join(", ")
        );
        if let Some((file, place, what)) = maker.origins.get(&id) {
            maker.ground.report.borrow_mut().approximated(file, place, what, &why);
        }
    }
}

/// The title that the files tell, else the name of the only VPC.
fn title_of(maker: &Maker<'_>) -> Option<String> {
    if let Some(title) = &maker.ground.title {
        return Some(title.clone());
    }
    let mut vpcs = all(maker)
        .filter(|(_, resource)| matches!(resource, Resource::Vpc(_)))
        .map(|(id, _)| maker.document.display_name(id.as_str()).to_owned());
    vpcs.next().filter(|_| vpcs.next().is_none())
}
