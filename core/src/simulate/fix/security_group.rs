//! A closed group: one narrow rule for this packet.

use super::{block_for, free_row, is_stand_in_of_service, prefix_list_of, row_path, vpcs_of};
use crate::change::{Change, Fix};
use crate::model::ResourceId;
use crate::net::{Family, Header, PortRange};
use crate::simulate::describe::what;
use crate::simulate::filter::Direction;
use crate::simulate::packet::Packet;
use crate::simulate::walk::Walk;
use crate::simulate::world::Receiver;
use crate::topology::InterfaceNode;
use serde_json::{Map, Value, json};

/// Associates a group with a further VPC, where AWS does so: in one Region, without default groups and default VPCs, and where
/// the group's account has the interface and may use the VPC (R-SG-19).
pub(in crate::simulate) fn associate(
    walk: &Walk<'_>,
    group: &ResourceId,
    interface: &InterfaceNode,
) -> Option<Fix> {
    let document = &walk.world.network.document;
    let vpc = interface.vpc.as_ref()?;
    let drawn = document.security_group(group.as_str())?;
    let (home, further) = (document.vpc(drawn.vpc_id.as_ref()?.as_str())?, document.vpc(vpc.as_str())?);
    let is_refused = drawn.is_default() || home.is_default || further.is_default;
    let is_known = drawn
        .security_group_vpc_associations
        .values()
        .any(|association| association.vpc_id.as_ref() == Some(vpc));
    let is_of_others = !may_carry(walk, group, interface);
    if is_refused || is_known || is_of_others || home.region != further.region {
        return None;
    }
    let row = free_row(&drawn.security_group_vpc_associations, "a");
    let path = row_path("securityGroupVpcAssociations", &row);
    Some(Fix {
        title: format!("Associate {} with {}", walk.world.name(group), walk.world.name(vpc)),
        changes: vec![Change::set(group, &path, json!({"vpcId": vpc}))],
    })
}

/// Whether accounts let an interface carry a group of another VPC: both are of one account, which may use the VPC.
pub(in crate::simulate) fn may_carry(walk: &Walk<'_>, group: &ResourceId, interface: &InterfaceNode) -> bool {
    let network = walk.world.network;
    let vpc = interface.vpc.as_ref();
    network.owner_of(group.as_str()) == network.owner_of(interface.id.as_str())
        && vpc.is_none_or(|vpc| network.account_may_use(group.as_str(), vpc.as_str()))
}

/// Adds a rule for the protocol and port, to or from the subnet or address at the far end.
pub(in crate::simulate) fn admit<'a>(
    walk: &Walk<'a>,
    packet: &Packet<'a>,
    group: &ResourceId,
    direction: Direction,
) -> Option<Fix> {
    let document = &walk.world.network.document;
    let drawn = document.security_group(group.as_str())?;
    let (field, row) = match direction {
        Direction::Inbound => ("ipPermissions", free_row(&drawn.ip_permissions, "g")),
        Direction::Outbound => ("ipPermissionsEgress", free_row(drawn.ip_permissions_egress.as_ref()?, "g")),
    };
    let far = direction.far(&packet.header);
    // No rule for the whole internet, only because a service sends: its addresses are not known.
    let is_asked = direction == Direction::Inbound && !walk.is_return();
    let is_unlisted = prefix_list_of(walk, far).is_none() && is_stand_in_of_service(walk, far);
    if is_asked && (is_unlisted || walk.session.is_from_function) {
        return None;
    }
    let balancer = group_of_balancer(walk, far, drawn.vpc_id.as_ref());
    // A service has many addresses, which its prefix list names (R-GWE-7).
    let (field_of_far, block) = match (prefix_list_of(walk, far), balancer) {
        (Some(list), _) => ("prefixListId", list.to_string()),
        (None, Some(group)) => ("groupId", group.to_string()),
        (None, None) => (
            match packet.header.family {
                Family::Ipv4 => "cidrIp",
                Family::Ipv6 => "cidrIpv6",
            },
            if is_stand_in_of_service(walk, far) {
                "0.0.0.0/0".to_owned()
            } else {
                block_for(walk.world, far, &vpcs_of(walk.session.sender, drawn.vpc_id.as_ref()))
            },
        ),
    };
    // A reply that the group does not know goes to any port of the client.
    let replies = (walk.is_return() && packet.header.protocol.has_ports())
        .then(|| walk.settled.ports.whole(&packet.chooser))
        .filter(|range| range.from != range.to);
    let what = match replies {
        Some(range) => format!("{} {range}", packet.header.protocol),
        None => what(&packet.header),
    };
    let mut rule = rule(&packet.header, replies);
    rule.insert(field_of_far.to_owned(), json!(block));
    Some(Fix {
        title: format!(
            "Add an {} rule to {}: {what} {} {}",
            direction.word(),
            document.display_name(group.as_str()),
            direction.preposition(),
            balancer.map_or(block.as_str(), |group| document.display_name(group.as_str()))
        ),
        changes: vec![Change::set(group, &row_path(field, &row), Value::Object(rule))],
    })
}

/// The group of a load balancer that has the address on a node: its nodes are several, and AWS replaces them.
fn group_of_balancer<'a>(
    walk: &Walk<'a>,
    far: std::net::IpAddr,
    vpc: Option<&ResourceId>,
) -> Option<&'a ResourceId> {
    let (world, vpc) = (walk.world, walk.world.vpc(vpc)?);
    let Some((_, Receiver::Interface(node))) = world.receiver(vpc, far) else { return None };
    world.service(node).filter(|service| service.is_load_balancer())?;
    node.groups.first()
}

fn rule(header: &Header, replies: Option<PortRange>) -> Map<String, Value> {
    let mut rule = Map::new();
    rule.insert("ipProtocol".to_owned(), json!(header.protocol.to_string()));
    let (from, to) = match (header.destination_port, header.icmp_type) {
        (Some(_), _) if replies.is_some() => {
            (replies.map(|range| range.from.into()), replies.map(|range| range.to.into()))
        }
        (Some(port), _) => (Some(i32::from(port)), Some(i32::from(port))),
        (None, Some(kind)) => (Some(i32::from(kind)), Some(-1)),
        (None, None) => (None, None),
    };
    if let (Some(from), Some(to)) = (from, to) {
        rule.insert("fromPort".to_owned(), json!(from));
        rule.insert("toPort".to_owned(), json!(to));
    }
    rule
}
