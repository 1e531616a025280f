//! VPCs of a hundred resources each, peered in a chain: sound, and every kind of packet has a way.

use crate::model::{
    Attachment, Document, ElasticIp, Instance, InternetGateway, IpPermission, NatGateway, NetworkAcl,
    NetworkAclEntry, NetworkInterface, PeeringVpcInfo, PrivateIpAddress, ResourceId, Route, RouteTable,
    RowId, SecurityGroup, Subnet, Vpc, VpcPeeringConnection,
};
use crate::net::{Address, CidrBlock, Protocol};
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

/// Instances of a VPC, spread over its four subnets.
const INSTANCES: u32 = 40;
/// Resources of a VPC with everything in it.
const RESOURCES: usize = 100;

/// A drawing of about that many resources (at least 20), and never more: VPCs of a hundred resources each, two public
/// and two private subnets over two zones, one NAT gateway, forty instances, each VPC peered with the next.
pub fn network(resources: usize) -> Document {
    let mut document = Document { title: format!("{resources} resources"), ..Document::default() };
    let whole = u32::try_from(resources / RESOURCES).unwrap_or(0).min(1000);
    for index in 0..whole.max(1) {
        let room = if whole == 0 {
            u32::try_from(resources.saturating_sub(14) / 2).unwrap_or(1).max(1)
        } else {
            INSTANCES
        };
        add_vpc(&mut document, index, room, whole.max(1));
    }
    document
}

/// The id of the instance with that number in that VPC; both count from 0.
pub fn instance_id(vpc: u32, instance: u32) -> ResourceId {
    ResourceId::new(&format!("i-{vpc}-{instance}"))
}

/// The `index`-th block of 16,384 addresses in 10.0.0.0/8.
fn address(vpc: u32, subnet: u32, host: u32) -> Ipv4Addr {
    Ipv4Addr::from((10 << 24) | ((vpc % 1024) << 14) | (subnet << 10) | host)
}

fn add_vpc(document: &mut Document, index: u32, instances: u32, vpcs: u32) {
    let id = ResourceId::new(&format!("vpc-{index}"));
    let cidr = CidrBlock::new(&format!("{}/18", address(index, 0, 0)));
    let region = Some("eu-west-1".to_owned());
    document.insert(
        id.clone(),
        Vpc { name: Some(format!("shop-{index}")), region, cidr_blocks: vec![cidr], ..Vpc::default() },
    );
    let gateway = ResourceId::new(&format!("igw-{index}"));
    document
        .insert(gateway.clone(), InternetGateway { vpc_id: Some(id.clone()), ..InternetGateway::default() });
    add_acl(document, index, &id);
    let group = add_group(document, index, &id);
    for subnet in 0..4 {
        add_subnet(document, index, subnet, &id);
    }
    let nat = add_nat(document, index);
    let peerings = add_peering(document, index, vpcs, &id);
    let to = |cidr: &str| Route { destination_cidr_block: Some(CidrBlock::new(cidr)), ..Route::default() };
    let peers = peerings.into_iter().map(|(neighbour, peering)| Route {
        vpc_peering_connection_id: Some(peering),
        ..to(&format!("{}/18", address(neighbour, 0, 0)))
    });
    let peers: Vec<Route> = peers.collect();
    let public = Route { gateway_id: Some(gateway), ..to("0.0.0.0/0") };
    let private = Route { nat_gateway_id: Some(nat), ..to("0.0.0.0/0") };
    for (name, main, subnets, default) in
        [("public", false, [0, 1], public), ("private", true, [2, 3], private)]
    {
        let routes = std::iter::once(default).chain(peers.clone()).enumerate();
        let table = RouteTable {
            vpc_id: Some(id.clone()),
            main,
            subnet_ids: subnets.map(|subnet| subnet_id(index, subnet)).to_vec(),
            routes: routes.map(|(row, route)| (RowId::new(&format!("r{}", row + 1)), route)).collect(),
            ..RouteTable::default()
        };
        document.insert(ResourceId::new(&format!("rtb-{index}-{name}")), table);
    }
    for instance in 0..instances {
        add_instance(document, index, instance, &group);
    }
}

fn subnet_id(vpc: u32, subnet: u32) -> ResourceId {
    ResourceId::new(&format!("subnet-{vpc}-{subnet}"))
}

fn add_acl(document: &mut Document, index: u32, vpc: &ResourceId) {
    let entry = |egress| NetworkAclEntry {
        egress,
        rule_number: Some(100),
        protocol: Some(Protocol::All),
        cidr_block: Some(CidrBlock::new("0.0.0.0/0")),
        rule_action: Some("allow".to_owned()),
        ..NetworkAclEntry::default()
    };
    let entries = BTreeMap::from([(RowId::new("e1"), entry(false)), (RowId::new("e2"), entry(true))]);
    let acl = NetworkAcl {
        vpc_id: Some(vpc.clone()),
        is_default: true,
        entries: Some(entries),
        ..NetworkAcl::default()
    };
    document.insert(ResourceId::new(&format!("acl-{index}")), acl);
}

fn add_group(document: &mut Document, index: u32, vpc: &ResourceId) -> ResourceId {
    let id = ResourceId::new(&format!("sg-{index}"));
    let rule = |port, cidr: &str| IpPermission {
        ip_protocol: Some(Protocol::Tcp),
        from_port: Some(port),
        to_port: Some(port),
        cidr_ip: Some(CidrBlock::new(cidr)),
        ..IpPermission::default()
    };
    let rules = BTreeMap::from([
        (RowId::new("g1"), rule(443, "10.0.0.0/8")),
        (RowId::new("g2"), rule(80, "0.0.0.0/0")),
    ]);
    let group_name = Some(format!("web-{index}"));
    let group = SecurityGroup {
        vpc_id: Some(vpc.clone()),
        group_name,
        ip_permissions: rules,
        ..SecurityGroup::default()
    };
    document.insert(id.clone(), group);
    id
}

fn add_subnet(document: &mut Document, index: u32, subnet: u32, vpc: &ResourceId) {
    let zone = if subnet.is_multiple_of(2) { "eu-west-1a" } else { "eu-west-1b" };
    let name = if subnet < 2 { "public" } else { "app" };
    let resource = Subnet {
        name: Some(format!("{name}-{}", subnet % 2)),
        vpc_id: Some(vpc.clone()),
        availability_zone: Some(zone.to_owned()),
        cidr_block: Some(CidrBlock::new(&format!("{}/22", address(index, subnet, 0)))),
        ..Subnet::default()
    };
    document.insert(subnet_id(index, subnet), resource);
}

fn add_nat(document: &mut Document, index: u32) -> ResourceId {
    let id = ResourceId::new(&format!("nat-{index}"));
    let nat = NatGateway { subnet_id: Some(subnet_id(index, 0)), ..NatGateway::default() };
    document.insert(id.clone(), nat);
    let public_ip = Some(Address::from(std::net::IpAddr::V4(Ipv4Addr::from((52 << 24) | (index << 8) | 1))));
    let elastic = ElasticIp { public_ip, nat_gateway_id: Some(id.clone()), ..ElasticIp::default() };
    document.insert(ResourceId::new(&format!("eipalloc-{index}")), elastic);
    id
}

/// Peers the VPC with the one before it, and gives all its peerings with the number of the neighbour.
fn add_peering(document: &mut Document, index: u32, vpcs: u32, vpc: &ResourceId) -> Vec<(u32, ResourceId)> {
    let id = |first: u32| ResourceId::new(&format!("pcx-{first}"));
    let mut peerings = Vec::new();
    if let Some(before) = index.checked_sub(1) {
        let side =
            |vpc_id: ResourceId| Some(PeeringVpcInfo { vpc_id: Some(vpc_id), ..PeeringVpcInfo::default() });
        let requester_vpc_info = side(ResourceId::new(&format!("vpc-{before}")));
        let accepter_vpc_info = side(vpc.clone());
        let peering =
            VpcPeeringConnection { requester_vpc_info, accepter_vpc_info, ..VpcPeeringConnection::default() };
        document.insert(id(before), peering);
        peerings.push((before, id(before)));
    }
    if index + 1 < vpcs {
        peerings.push((index + 1, id(index)));
    }
    peerings
}

fn add_instance(document: &mut Document, index: u32, instance: u32, group: &ResourceId) {
    let id = instance_id(index, instance);
    let subnet = instance % 4;
    let private = Address::from(std::net::IpAddr::V4(address(index, subnet, 16 + instance / 4)));
    let interface = NetworkInterface {
        subnet_id: Some(subnet_id(index, subnet)),
        private_ip_addresses: vec![PrivateIpAddress {
            private_ip_address: Some(private),
            primary: true,
            ..PrivateIpAddress::default()
        }],
        group_ids: vec![group.clone()],
        attachment: Some(Attachment {
            instance_id: Some(id.clone()),
            device_index: Some(0),
            ..Attachment::default()
        }),
        ..NetworkInterface::default()
    };
    document.insert(ResourceId::new(&format!("eni-{index}-{instance}")), interface);
    document.insert(id, Instance { name: Some(format!("web-{index}-{instance}")), ..Instance::default() });
}

#[cfg(test)]
mod tests {
    use super::network;

    #[test]
    fn is_as_large_as_asked() {
        for size in [20, 100, 1000] {
            let count = network(size).resources.len();
            assert!(count <= size && count * 10 >= size * 8, "{count} of {size}");
        }
    }
}
