use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{Resource, Subnet};

/// Reads `AWS::EC2::Subnet`.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    if !view.has("AvailabilityZone") && !view.has("AvailabilityZoneId") {
        maker.note(own, "It names no zone; AWS picks one when it makes it.");
    }
    let subnet = Subnet {
        name: Some(own.name()),
        tags: own.tags(),
        vpc_id: view.id("VpcId"),
        availability_zone: view.text("AvailabilityZone"),
        availability_zone_id: view.text("AvailabilityZoneId"),
        outpost_arn: view.text("OutpostArn"),
        cidr_block: view.cidr("CidrBlock"),
        ipv6_cidr_block: view.cidr("Ipv6CidrBlock"),
        map_public_ip_on_launch: view.flag("MapPublicIpOnLaunch").unwrap_or(false),
        // Without IPv4, an interface has an address of IPv6.
        assign_ipv6_address_on_creation: view.flag("AssignIpv6AddressOnCreation").unwrap_or(false)
            || view.flag("Ipv6Native").unwrap_or(false),
        enable_dns64: view.flag("EnableDns64").unwrap_or(false),
        ..Subnet::default()
    };
    maker.insert(own, subnet);
    maker.doubt(own, &view, "MapPublicIpOnLaunch", "elasticIp");
    for key in ["AssignIpv6AddressOnCreation", "Ipv6Native"] {
        maker.doubt(own, &view, key, "networkInterface");
    }
    for key in ["CidrBlock", "Ipv6CidrBlock", "VpcId"] {
        maker.doubt(own, &view, key, "subnet");
    }
}

/// Reads `AWS::EC2::SubnetCidrBlock`: the IPv6 block of a subnet.
pub(super) fn block(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (subnet, block) = (view.id("SubnetId"), view.cidr("Ipv6CidrBlock"));
    maker.doubt(own, &view, "Ipv6CidrBlock", "subnet");
    let joined = subnet.as_ref().is_some_and(|subnet| {
        maker.change(
            subnet,
            |resource| if let Resource::Subnet(it) = resource { Some(it) } else { None },
            |subnet| subnet.ipv6_cidr_block = subnet.ipv6_cidr_block.take().or(block),
        )
    });
    if joined { maker.read(own) } else { maker.cannot_join(own, "SubnetId", subnet.as_ref(), "subnet") }
}

/// Reads `AWS::EC2::SubnetRouteTableAssociation`.
pub(super) fn route_table(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (subnet, table) = (view.id("SubnetId"), view.id("RouteTableId"));
    let Some(subnet) = subnet else {
        maker.cannot_join(own, "SubnetId", None, "routeTable");
        return;
    };
    let joined =
        table.as_ref().is_some_and(|table| maker.change_table(table, |table| table.subnet_ids.push(subnet)));
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "RouteTableId", table.as_ref(), "routeTable");
    }
}

/// Reads `AWS::EC2::SubnetNetworkAclAssociation`.
pub(super) fn network_acl(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (subnet, acl) = (view.id("SubnetId"), view.id("NetworkAclId"));
    let Some(subnet) = subnet else {
        maker.cannot_join(own, "SubnetId", None, "networkAcl");
        return;
    };
    let joined = acl.as_ref().is_some_and(|acl| maker.change_acl(acl, |acl| acl.subnet_ids.push(subnet)));
    if joined { maker.read(own) } else { maker.cannot_join(own, "NetworkAclId", acl.as_ref(), "networkAcl") }
}
