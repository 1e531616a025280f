//! VPCs, subnets, gateways, addresses, options and flow logs.

use super::writer::{Writer, rows};
use super::yaml::{Object, Value, list};
use ipnet::IpNet;
use netyard_core::model::{
    CustomerGateway, DhcpOptions, EgressOnlyInternetGateway, ElasticIp, FlowLog, InternetGateway,
    ManagedPrefixList, NatGateway, NetworkInterface, Resource, ResourceId, Subnet, Vpc, VpnGateway,
};
use netyard_core::net::CidrBlock;

pub(super) fn vpc(writer: &mut Writer<'_>, id: &ResourceId, own: &Vpc) {
    let name = writer.name(id).unwrap_or_default().to_owned();
    let mut blocks = own.cidr_blocks.iter();
    let first = blocks.next().map(ToString::to_string);
    if first.is_none() {
        let called = writer.called(id);
        writer.say(format!("{called} has no IPv4 block: AWS makes no VPC without one."));
    }
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("CidrBlock", first)
        .with("EnableDnsSupport", own.enable_dns_support)
        .with("EnableDnsHostnames", own.enable_dns_hostnames)
        .with("InstanceTenancy", Some(&own.instance_tenancy).filter(|tenancy| *tenancy != "default"))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
    for (index, block) in blocks.enumerate() {
        let properties =
            Object::default().with("VpcId", Value::Ref(name.clone())).with("CidrBlock", block.to_string());
        let made =
            writer.join(&format!("{name}Block{}", index + 2), "AWS::EC2::VPCCidrBlock", properties, &[]);
        writer.joined.insert((id.clone(), Some(ResourceId::new(&block.to_string()))), made);
    }
    for (index, block) in own.ipv6_cidr_blocks.iter().enumerate() {
        let properties = Object::default()
            .with("VpcId", Value::Ref(name.clone()))
            .with("AmazonProvidedIpv6CidrBlock", true);
        let wish =
            if index == 0 { format!("{name}Ipv6Block") } else { format!("{name}Ipv6Block{}", index + 1) };
        let made = writer.join(&wish, "AWS::EC2::VPCCidrBlock", properties, &[]);
        writer.blocks.insert(made.clone(), block.to_string());
        writer.joined.insert((id.clone(), Some(ResourceId::new(&block.to_string()))), made);
        let called = writer.called(id);
        writer.say(format!("{called}: AWS gives the stack an IPv6 block of its own in place of {block}."));
    }
    if let Some(set) = &own.dhcp_options_id {
        let properties =
            Object::default().with("VpcId", Value::Ref(name.clone())).with("DhcpOptionsId", writer.to(set));
        writer.join(&format!("{name}Options"), "AWS::EC2::VPCDHCPOptionsAssociation", properties, &[]);
    }
}

pub(super) fn subnet(writer: &mut Writer<'_>, id: &ResourceId, own: &Subnet) {
    let vpc = own.vpc_id.as_ref().map(|vpc| writer.to(vpc));
    let mut after = Vec::new();
    if let Some(vpc) = &own.vpc_id {
        let of = writer.document.vpc(vpc.as_str());
        let further = of.map(|of| of.cidr_blocks.iter().skip(1)).into_iter().flatten();
        let holds = |block: &&CidrBlock| inside(block, own.cidr_block.as_ref());
        let further: Vec<_> = further.filter(holds).map(ToString::to_string).collect();
        for block in further {
            let key = (vpc.clone(), Some(ResourceId::new(&block)));
            after.extend(writer.joined.get(&key).cloned());
        }
    }
    let ipv6 = own.ipv6_cidr_block.as_ref().map(|block| ipv6_of(writer, id, own, block, &mut after));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let is_placed = own.availability_zone.is_some();
    let properties = Object::default()
        .with("VpcId", vpc)
        .with("AvailabilityZone", own.availability_zone.as_ref())
        .with("AvailabilityZoneId", own.availability_zone_id.as_ref().filter(|_| !is_placed))
        .with("CidrBlock", own.cidr_block.as_ref().map(ToString::to_string))
        .with("Ipv6CidrBlock", ipv6)
        .with("MapPublicIpOnLaunch", Some(true).filter(|_| own.map_public_ip_on_launch))
        .with("AssignIpv6AddressOnCreation", Some(true).filter(|_| own.assign_ipv6_address_on_creation))
        .with("EnableDns64", Some(true).filter(|_| own.enable_dns64))
        .with("OutpostArn", own.outpost_arn.as_ref())
        .with("Tags", tags);
    writer.make(id, properties, &after);
}

fn inside(outer: &CidrBlock, inner: Option<&CidrBlock>) -> bool {
    match (outer.net(), inner.and_then(CidrBlock::net)) {
        (Some(outer), Some(inner)) => outer.contains(&inner),
        _ => false,
    }
}

/// The IPv6 block of a subnet: the same piece of the block that AWS gives the VPC.
fn ipv6_of(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    own: &Subnet,
    block: &CidrBlock,
    after: &mut Vec<String>,
) -> Value {
    let vpc = own.vpc_id.as_ref().and_then(|vpc| Some((vpc, writer.document.vpc(vpc.as_str())?)));
    let place = vpc.and_then(|(vpc, of)| {
        let at = of.ipv6_cidr_blocks.iter().position(|outer| inside(outer, Some(block)))?;
        let outer = of.ipv6_cidr_blocks.get(at)?;
        let (IpNet::V6(outer_net), IpNet::V6(inner)) = (outer.net()?, block.net()?) else { return None };
        let (base, start) = (u128::from(outer_net.network()), u128::from(inner.network()));
        let index = i64::try_from((start - base) >> (128 - u32::from(inner.prefix_len()))).ok()?;
        let bits = 128 - i64::from(inner.prefix_len());
        let made = writer.joined.get(&(vpc.clone(), Some(ResourceId::new(&outer.to_string()))))?;
        (index < 256).then(|| (vpc.clone(), made.clone(), at, index, bits))
    });
    let Some((vpc, made, at, index, bits)) = place else {
        let called = writer.called(id);
        writer.say(format!("{called}: its IPv6 block {block} stands in the template as it is; AWS takes it only where the VPC has it."));
        return block.to_string().into();
    };
    after.push(made);
    let vpc = writer.name(&vpc).unwrap_or_default().to_owned();
    let number = |number: i64| Value::Number(number);
    let whole = select(i64::try_from(at).unwrap_or(0), Value::Attribute(vpc, "Ipv6CidrBlocks"));
    let all = Object::default().with("Fn::Cidr", vec![whole, number(index + 1), number(bits)]);
    select(index, all.into())
}

/// One entry of a list.
pub(super) fn select(index: i64, from: Value) -> Value {
    Object::default().with("Fn::Select", vec![Value::Number(index), from]).into()
}

pub(super) fn internet_gateway(writer: &mut Writer<'_>, id: &ResourceId, own: &InternetGateway) {
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    writer.make(id, Object::default().with("Tags", tags), &[]);
    attach(writer, id, own.vpc_id.as_ref(), "InternetGatewayId");
}

pub(super) fn vpn_gateway(writer: &mut Writer<'_>, id: &ResourceId, own: &VpnGateway) {
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("Type", "ipsec.1")
        .with("AmazonSideAsn", own.amazon_side_asn)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
    attach(writer, id, own.vpc_id.as_ref(), "VpnGatewayId");
}

/// Joins a gateway with its VPC; what leads to the gateway is made after that.
fn attach(writer: &mut Writer<'_>, id: &ResourceId, vpc: Option<&ResourceId>, key: &str) {
    let (Some(vpc), Some(name)) = (vpc, writer.name(id).map(str::to_owned)) else { return };
    let properties = Object::default().with("VpcId", writer.to(vpc)).with(key, writer.to(id));
    let made = writer.join(&format!("{name}Attachment"), "AWS::EC2::VPCGatewayAttachment", properties, &[]);
    writer.joined.insert((id.clone(), None), made.clone());
    if key == "InternetGatewayId" {
        writer.joined.insert((vpc.clone(), None), made);
    }
}

pub(super) fn egress_only(writer: &mut Writer<'_>, id: &ResourceId, own: &EgressOnlyInternetGateway) {
    let vpc = own.vpc_id.as_ref().map(|vpc| writer.to(vpc));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    writer.make(id, Object::default().with("VpcId", vpc).with("Tags", tags), &[]);
}

/// What has public addresses is made after the internet gateway of its VPC is attached.
pub(super) fn after_gateway(writer: &Writer<'_>, vpc: Option<&ResourceId>) -> Vec<String> {
    vpc.and_then(|vpc| writer.joined.get(&(vpc.clone(), None)).cloned()).into_iter().collect()
}

/// The VPC of a subnet.
pub(super) fn vpc_of(writer: &Writer<'_>, subnet: Option<&ResourceId>) -> Option<ResourceId> {
    writer.document.subnet(subnet?.as_str())?.vpc_id.clone()
}

pub(super) fn nat_gateway(writer: &mut Writer<'_>, id: &ResourceId, own: &NatGateway) {
    let elastic = writer.elastic_of(id);
    let is_public = own.connectivity_type != "private";
    let regional = own.is_regional();
    if is_public && elastic.is_empty() && !regional {
        let called = writer.called(id);
        writer
            .say(format!("{called} has no Elastic IP address: AWS makes no public NAT gateway without one."));
    }
    let vpc = vpc_of(writer, own.subnet_id.as_ref()).or_else(|| own.vpc_id.clone());
    let after = if is_public { after_gateway(writer, vpc.as_ref()) } else { Vec::new() };
    let subnet = own.subnet_id.as_ref().map(|subnet| writer.to(subnet));
    let own_vpc = own.vpc_id.as_ref().filter(|_| regional).map(|vpc| writer.to(vpc));
    let mut addresses = elastic.iter().filter(|_| !regional);
    let first = addresses.next().map(|first| writer.to(first));
    let more = writer.all(addresses);
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let usual = NatGateway::default();
    let properties = Object::default()
        .with("SubnetId", subnet)
        .with("VpcId", own_vpc)
        .with(
            "ConnectivityType",
            Some(&own.connectivity_type).filter(|kind| **kind != usual.connectivity_type),
        )
        .with(
            "AvailabilityMode",
            Some(&own.availability_mode).filter(|mode| **mode != usual.availability_mode),
        )
        .with("AllocationId", first)
        .with("SecondaryAllocationIds", more)
        .with("PrivateIpAddress", own.private_ip.as_ref().map(ToString::to_string))
        .with("Tags", tags);
    writer.make(id, properties, &after);
}

pub(super) fn elastic_ip(writer: &mut Writer<'_>, id: &ResourceId, own: &ElasticIp) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let interface = own.network_interface_id.clone();
    let outer = interface.as_ref().and_then(|interface| writer.inside.get(interface).cloned());
    let holder = outer.as_ref().and_then(|outer| writer.document.resource(outer.as_str()));
    let node = interface.as_ref().and_then(|interface| writer.document.network_interface(interface.as_str()));
    let vpc = vpc_of(writer, node.and_then(|node| node.subnet_id.as_ref()));
    let (device, private) = (node.map_or(0, NetworkInterface::device_index), own.private_ip_address.clone());
    let is_instance = matches!(holder, Some(Resource::Instance(_)));
    let instance = outer.as_ref().filter(|_| is_instance && device == 0 && private.is_none());
    let instance = instance.cloned().map(|instance| writer.to(&instance));
    let is_joined = instance.is_some();
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("Domain", "vpc")
        .with("NetworkBorderGroup", own.network_border_group.as_ref())
        .with("InstanceId", instance)
        .with("Tags", tags);
    let after = if interface.is_some() { after_gateway(writer, vpc.as_ref()) } else { Vec::new() };
    writer.make(id, properties, &after);
    let Some(interface) = interface.filter(|_| !is_joined) else { return };
    let mut properties = Object::default().with("AllocationId", writer.to(id));
    match (&outer, is_instance) {
        (Some(outer), true) if device == 0 => {
            properties.put("InstanceId", writer.to(outer));
        }
        // A network load balancer names it itself.
        (Some(_), false)
            if matches!(holder, Some(Resource::LoadBalancer(_) | Resource::TransferServer(_))) =>
        {
            return;
        }
        (Some(outer), _) => {
            let (called, holder) = (writer.called(id), writer.called(outer));
            writer.say(format!("{called} is not joined with an interface of {holder}: AWS makes that interface, and a template cannot name it."));
            return;
        }
        (None, _) => {
            properties.put("NetworkInterfaceId", writer.to(&interface));
        }
    }
    properties.put("PrivateIpAddress", private.map(|address| address.to_string()));
    writer.join(&format!("{name}Association"), "AWS::EC2::EIPAssociation", properties, &after);
}

pub(super) fn prefix_list(writer: &mut Writer<'_>, id: &ResourceId, own: &ManagedPrefixList) {
    if own.prefix_list_name.as_deref().is_some_and(|name| name.starts_with("com.amazonaws.")) {
        writer.leave(id, "AWS manages it. What names it asks for its id by a parameter.");
        writer.logical.remove(id);
        return;
    }
    let entries = rows(&own.entries).into_iter().filter_map(|(_, entry)| {
        let object = Object::default()
            .with("Cidr", entry.cidr.as_ref()?.to_string())
            .with("Description", entry.description.as_ref().map(|text| super::writer::cut(text, 255)));
        Some(Value::from(object))
    });
    let entries = list(entries.collect());
    let count = u32::try_from(own.entries.len()).unwrap_or(u32::MAX).max(1);
    let name = own.prefix_list_name.clone().or_else(|| own.name.clone());
    let name = name.unwrap_or_else(|| writer.name(id).unwrap_or_default().to_owned());
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("PrefixListName", super::writer::cut(&name, 255))
        .with("AddressFamily", &own.address_family)
        .with("MaxEntries", own.max_entries.unwrap_or(count).max(count))
        .with("Entries", entries)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn dhcp_options(writer: &mut Writer<'_>, id: &ResourceId, own: &DhcpOptions) {
    const OPTIONS: [(&str, &str, bool); 6] = [
        ("domain-name", "DomainName", false),
        ("domain-name-servers", "DomainNameServers", true),
        ("ipv6-address-preferred-lease-time", "Ipv6AddressPreferredLeaseTime", false),
        ("netbios-name-servers", "NetbiosNameServers", true),
        ("netbios-node-type", "NetbiosNodeType", false),
        ("ntp-servers", "NtpServers", true),
    ];
    let mut properties = Object::default();
    for (key, property, is_list) in OPTIONS {
        let Some(option) = own.dhcp_configurations.iter().find(|option| option.key == key) else { continue };
        let mut values = option.values.iter().map(|value| Value::from(&value.value));
        if is_list {
            properties.put(property, list(values.collect()));
        } else if property == "DomainName" {
            properties.put(property, values.next());
        } else {
            let number = option.values.first().and_then(|value| value.value.parse::<i64>().ok());
            properties.put(property, number);
        }
    }
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    properties.put("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn customer_gateway(writer: &mut Writer<'_>, id: &ResourceId, own: &CustomerGateway) {
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let asn = own.bgp_asn.unwrap_or(65000);
    let is_long = asn > 2_147_483_647;
    let address = own.ip_address.as_ref().map(|address| Value::from(address.to_string()));
    let needs = address.is_none() && own.certificate_arn.is_none();
    let called = writer.called(id);
    let asked = needs.then(|| {
        let about = format!("The public address of {called}.");
        let name = writer.name(id).unwrap_or_default().to_owned();
        let object = Object::default().with("Type", "String").with("Description", about);
        writer.say(format!(
            "The parameter for the public address of {called} has to be given: the drawing does not hold it."
        ));
        writer.ask(&format!("address of {id}"), &format!("{name}Address"), object)
    });
    let properties = Object::default()
        .with("Type", "ipsec.1")
        .with("BgpAsn", Some(asn).filter(|_| !is_long))
        .with("BgpAsnExtended", Some(asn).filter(|_| is_long))
        .with("IpAddress", address.or(asked))
        .with("CertificateArn", own.certificate_arn.as_ref())
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn flow_log(writer: &mut Writer<'_>, id: &ResourceId, own: &FlowLog) {
    let Some(watched) = &own.resource_id else {
        writer.leave(id, "the drawing does not tell what it watches.");
        return;
    };
    let kind = match writer.document.resource(watched.as_str()) {
        Some(Resource::Vpc(_)) => "VPC",
        Some(Resource::Subnet(_)) => "Subnet",
        Some(Resource::TransitGateway(_)) => "TransitGateway",
        Some(Resource::TransitGatewayAttachment(_)) => "TransitGatewayAttachment",
        _ => "NetworkInterface",
    };
    if writer.inside.contains_key(watched) {
        writer.leave(id, "what it watches comes with something else, and a template cannot name it.");
        return;
    }
    let usual = FlowLog::default();
    let to_logs = own.log_destination_type == usual.log_destination_type;
    let name = writer.name(id).unwrap_or_default().to_owned();
    let role = to_logs.then(|| {
        let about = "The ARN of the role with which flow logs write to CloudWatch Logs.";
        writer.say(format!(
            "The parameter FlowLogRoleArn has to be given: {}",
            about.replacen("The", "the", 1)
        ));
        let object = Object::default().with("Type", "String").with("Description", about);
        writer.ask("flow log role", "FlowLogRoleArn", object)
    });
    let group = own
        .log_group_name
        .clone()
        .or_else(|| (to_logs && own.log_destination.is_none()).then(|| name.clone()));
    let destination = own.log_destination.as_ref().map(Value::from).or_else(|| {
        let about = format!("The ARN of what {} writes to.", writer.called(id));
        let object = Object::default().with("Type", "String").with("Description", about);
        (!to_logs).then(|| writer.ask(&format!("destination of {id}"), &format!("{name}Destination"), object))
    });
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("ResourceId", writer.to(watched))
        .with("ResourceType", kind)
        .with("TrafficType", Some(&own.traffic_type).filter(|_| !kind.starts_with("Transit")))
        .with("LogDestinationType", &own.log_destination_type)
        .with("LogDestination", destination)
        .with("LogGroupName", group)
        .with("DeliverLogsPermissionArn", role)
        .with("LogFormat", own.log_format.as_ref())
        .with(
            "MaxAggregationInterval",
            Some(own.max_aggregation_interval).filter(|seconds| *seconds != usual.max_aggregation_interval),
        )
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}
