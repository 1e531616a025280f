//! Instances, interfaces, and services with interfaces in subnets.

use super::network::{after_gateway, vpc_of};
use super::writer::Writer;
use super::yaml::{Object, Value, list};
use netyard_core::model::{
    AutoScalingGroup, DbInstance, FileSystem, Function, Instance, MountTarget, NetworkInterface, ResourceId,
};

/// The image that stands for the one that a drawing does not hold: AWS keeps the newest under these names.
const IMAGES: [(&str, &str, &str); 2] = [
    (
        "LinuxImage",
        "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
        "The image of instances. The drawing holds none; the newest Amazon Linux stands for it.",
    ),
    (
        "WindowsImage",
        "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base",
        "The image of instances with Windows. The drawing holds none; the newest Windows Server 2022 stands for it.",
    ),
];

fn image(writer: &mut Writer<'_>, is_windows: bool) -> Value {
    let [linux, windows] = IMAGES;
    let (wish, path, about) = if is_windows { windows } else { linux };
    let object = Object::default()
        .with("Type", "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>")
        .with("Default", path)
        .with("Description", about);
    writer.say(format!(
        "Images of instances are not in a drawing: the parameter {wish} says which one they have."
    ));
    writer.ask(path, wish, object)
}

fn size(writer: &mut Writer<'_>) -> Value {
    let about = "The type of instances. The drawing holds none.";
    let object =
        Object::default().with("Type", "String").with("Default", "t3.micro").with("Description", about);
    writer
        .say("Types of instances are not in a drawing: the parameter InstanceType says which one they have.");
    writer.ask("instance type", "InstanceType", object)
}

pub(super) fn instance(writer: &mut Writer<'_>, id: &ResourceId, own: &Instance) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let is_windows = own.platform.as_deref().is_some_and(|platform| platform.eq_ignore_ascii_case("windows"));
    let interfaces = writer.interfaces_of(id);
    let nodes: Vec<(ResourceId, NetworkInterface)> = interfaces
        .iter()
        .filter_map(|one| Some((one.clone(), writer.document.network_interface(one.as_str())?.clone())))
        .collect();
    let mut properties = Object::default();
    properties.put("ImageId", image(writer, is_windows)).put("InstanceType", size(writer));
    let mut after = Vec::new();
    match nodes.as_slice() {
        [] => {
            let called = writer.called(id);
            writer.say(format!("{called} has no interface: AWS puts it into the default VPC."));
        }
        [(one, node)] if writer.inside.contains_key(one) && is_simple(writer, one, node) => {
            let subnet = node.subnet_id.as_ref().map(|subnet| writer.to(subnet));
            let groups = writer.all(&node.group_ids);
            properties
                .put("SubnetId", subnet)
                .put("SecurityGroupIds", groups)
                .put("PrivateIpAddress", primary(node))
                .put("Ipv6AddressCount", ipv6_count(node))
                .put("SourceDestCheck", Some(false).filter(|_| !node.source_dest_check));
        }
        several => {
            let all = several.iter().map(|(one, node)| interface_of(writer, one, node).into()).collect();
            properties.put("NetworkInterfaces", list(all));
            let is_alone = several.len() == 1;
            let unchecked =
                several.iter().any(|(one, node)| writer.inside.contains_key(one) && !node.source_dest_check);
            properties.put("SourceDestCheck", Some(false).filter(|_| is_alone && unchecked));
        }
    }
    if nodes.iter().any(|(_, node)| node.private_ip_addresses.iter().any(|one| one.public_ip.is_some())) {
        let vpc = vpc_of(writer, nodes.first().and_then(|(_, node)| node.subnet_id.as_ref()));
        after = after_gateway(writer, vpc.as_ref());
    }
    let options = own.metadata_options.as_ref().map(|options| {
        Object::default()
            .with("HttpTokens", options.http_tokens.as_ref())
            .with("HttpEndpoint", options.http_endpoint.as_ref())
    });
    properties.put("MetadataOptions", options.filter(|options| !options.is_empty()));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    properties.put("Tags", tags);
    writer.make(id, properties, &after);
    let own_names: Vec<String> = nodes
        .iter()
        .filter(|(one, _)| writer.inside.contains_key(one))
        .map(|(one, _)| one.to_string())
        .collect();
    if !own_names.is_empty() {
        writer.beside.insert(name, own_names);
    }
}

/// Whether the interface of an instance needs no object of its own: one address, and public as its subnet says.
fn is_simple(writer: &Writer<'_>, id: &ResourceId, node: &NetworkInterface) -> bool {
    let subnet = node.subnet_id.as_ref().and_then(|subnet| writer.document.subnet(subnet.as_str()));
    let usual = subnet.is_some_and(|subnet| subnet.map_public_ip_on_launch);
    let is_public = node.private_ip_addresses.iter().any(|one| one.public_ip.is_some());
    node.device_index() == 0
        && node.private_ip_addresses.len() <= 1
        && (is_public == usual || usual && !writer.elastic_of(id).is_empty())
}

fn primary(node: &NetworkInterface) -> Option<String> {
    let first =
        node.private_ip_addresses.iter().find(|one| one.primary).or(node.private_ip_addresses.first());
    first?.private_ip_address.as_ref().map(ToString::to_string)
}

/// AWS gives the VPC of the stack IPv6 blocks of its own, so that addresses can be counted only.
fn ipv6_count(node: &NetworkInterface) -> Option<i64> {
    i64::try_from(node.ipv6_addresses.len()).ok().filter(|count| *count > 0)
}

fn addresses(node: &NetworkInterface) -> Object {
    if node.private_ip_addresses.len() <= 1 {
        return Object::default()
            .with("PrivateIpAddress", primary(node))
            .with("Ipv6AddressCount", ipv6_count(node));
    }
    let all = node.private_ip_addresses.iter().filter_map(|one| {
        let address = one.private_ip_address.as_ref()?.to_string();
        Some(Object::default().with("PrivateIpAddress", address).with("Primary", one.primary).into())
    });
    Object::default()
        .with("PrivateIpAddresses", list(all.collect()))
        .with("Ipv6AddressCount", ipv6_count(node))
}

fn interface_of(writer: &mut Writer<'_>, id: &ResourceId, node: &NetworkInterface) -> Object {
    let device = Object::default().with("DeviceIndex", node.device_index().to_string());
    if !writer.inside.contains_key(id) {
        return device.with("NetworkInterfaceId", writer.to(id));
    }
    let subnet = node.subnet_id.as_ref().map(|subnet| writer.to(subnet));
    let groups = writer.all(&node.group_ids);
    let is_public = node.private_ip_addresses.iter().any(|one| one.public_ip.is_some());
    let said = (node.device_index() == 0).then_some(is_public);
    device
        .with("SubnetId", subnet)
        .with("GroupSet", groups)
        .and(addresses(node))
        .with("AssociatePublicIpAddress", said)
}

pub(super) fn interface(writer: &mut Writer<'_>, id: &ResourceId, own: &NetworkInterface) {
    let subnet = own.subnet_id.as_ref().map(|subnet| writer.to(subnet));
    if subnet.is_none() {
        writer.leave(id, "the drawing does not tell its subnet.");
        writer.logical.remove(id);
        return;
    }
    let groups = writer.all(&own.group_ids);
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("SubnetId", subnet)
        .with("GroupSet", groups)
        .and(addresses(own))
        .with("SourceDestCheck", Some(false).filter(|_| !own.source_dest_check))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn auto_scaling(writer: &mut Writer<'_>, id: &ResourceId, own: &AutoScalingGroup) {
    let name = writer.name(id).unwrap_or_default().to_owned();
    let called = writer.called(id);
    let about = format!("The id of the launch template of {called}.");
    let object = Object::default().with("Type", "String").with("Description", about);
    let template =
        writer.ask(&format!("launch template of {id}"), &format!("{name}LaunchTemplateId"), object);
    let about = "The version of launch templates.";
    let object = Object::default().with("Type", "String").with("Default", "1").with("Description", about);
    let version = writer.ask("launch template version", "LaunchTemplateVersion", object);
    writer
        .say(format!("The launch template of {called} is not in the drawing: a parameter asks for its id."));
    if !own.instances.is_empty() {
        writer.say(format!("{called} starts its instances itself, and the template makes those that the drawing has of it as resources of their own: a stack has them twice. Take them out of the template before you make it; they are there so that an import draws them again."));
    }
    let launch = Object::default().with("LaunchTemplateId", template).with("Version", version);
    let subnets = writer.all(&own.vpc_zone_identifier);
    let groups = writer.all(&own.target_group_arns);
    let balancers = writer.all(&own.load_balancer_names);
    let pair = |key: &str, value: &str| {
        let pair = Object::default().with("Key", key).with("Value", value);
        Value::from(pair.with("PropagateAtLaunch", false))
    };
    let named = own.name.iter().filter(|own| **own != name).map(|own| pair("Name", own));
    let tags =
        own.tags.iter().filter(|(key, _)| !key.starts_with("aws:")).map(|(key, value)| pair(key, value));
    let tags = list(named.chain(tags).collect());
    let number = |number: Option<u32>| number.unwrap_or(1).to_string();
    let properties = Object::default()
        .with("LaunchTemplate", launch)
        .with("MinSize", number(own.min_size))
        .with("MaxSize", number(own.max_size.or(own.desired_capacity).or(own.min_size)))
        .with("DesiredCapacity", own.desired_capacity.map(|count| count.to_string()))
        .with("VPCZoneIdentifier", subnets)
        .with("TargetGroupARNs", groups)
        .with("LoadBalancerNames", balancers)
        .with("HealthCheckType", own.health_check_type.as_ref())
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn database(writer: &mut Writer<'_>, id: &ResourceId, own: &DbInstance) {
    let name = writer.name(id).unwrap_or_default().to_owned();
    let called = writer.called(id);
    let (nodes, groups) = writer.nodes(id);
    let mut subnets = nodes.clone();
    for subnet in own.db_subnet_group.iter().flat_map(|group| &group.subnet_ids) {
        if !subnets.contains(subnet) {
            subnets.push(subnet.clone());
        }
    }
    // The order of the group is what the drawing says, where it says one.
    if let Some(group) = own.db_subnet_group.as_ref().filter(|group| !group.subnet_ids.is_empty()) {
        subnets.sort_by_key(|subnet| {
            group.subnet_ids.iter().position(|own| own == subnet).unwrap_or(usize::MAX)
        });
    }
    let group = (!subnets.is_empty()).then(|| {
        let properties = Object::default()
            .with("DBSubnetGroupDescription", format!("Subnets of {name}"))
            .with("SubnetIds", writer.all(&subnets));
        let made = writer.join(&format!("{name}Subnets"), "AWS::RDS::DBSubnetGroup", properties, &[]);
        Value::Ref(made)
    });
    if subnets.len() == 1 {
        writer.say(format!("{called}: its subnet group has one subnet; AWS wants subnets in two zones."));
    }
    let zone_of =
        |id: &ResourceId| writer.document.subnet(id.as_str()).and_then(|it| it.availability_zone.clone());
    let zone =
        own.availability_zone.clone().or_else(|| nodes.first().and_then(zone_of)).filter(|_| !own.multi_az);
    let groups = writer.all(&groups);
    let source = own.read_replica_source_db_instance_identifier.as_ref().map(|source| writer.to(source));
    let is_replica = source.is_some();
    let engine = own.engine.clone().unwrap_or_else(|| "mysql".to_owned());
    let is_aurora = engine.starts_with("aurora");
    if is_aurora {
        writer.leave(id, "it is part of a cluster, which the drawing does not hold.");
        writer.logical.remove(id);
        return;
    }
    let has_public = writer.interfaces_of(id).iter().any(|one| {
        let node = writer.document.network_interface(one.as_str());
        node.is_some_and(|node| node.private_ip_addresses.iter().any(|one| one.public_ip.is_some()))
    });
    let vpc = vpc_of(writer, nodes.first());
    let after =
        if has_public || own.publicly_accessible { after_gateway(writer, vpc.as_ref()) } else { Vec::new() };
    let about = "The class of databases. The drawing holds none.";
    let class =
        Object::default().with("Type", "String").with("Default", "db.t3.micro").with("Description", about);
    let class = writer.ask("database class", "DatabaseClass", class);
    writer.say("Classes, sizes, users and passwords of databases are not in a drawing: the parameter DatabaseClass says the class, storage is 20 GB, and AWS Secrets Manager keeps the password.");
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("Engine", engine)
        .with("DBInstanceClass", class)
        .with("AllocatedStorage", Some("20").filter(|_| !is_replica))
        .with("MasterUsername", Some("netyard").filter(|_| !is_replica))
        .with("ManageMasterUserPassword", Some(true).filter(|_| !is_replica))
        .with("SourceDBInstanceIdentifier", source)
        .with("Port", own.port.map(|port| port.to_string()))
        .with("MultiAZ", own.multi_az)
        .with("AvailabilityZone", zone)
        .with("PubliclyAccessible", own.publicly_accessible)
        .with("DBSubnetGroupName", group)
        .with("VPCSecurityGroups", groups)
        .with("Tags", tags);
    writer.make(id, properties, &after);
}

pub(super) fn function(writer: &mut Writer<'_>, id: &ResourceId, own: &Function) {
    let called = writer.called(id);
    let (subnets, groups) = writer.nodes(id);
    let dual = own.vpc_config.as_ref().is_some_and(|config| config.ipv6_allowed_for_dual_stack);
    let config = (!subnets.is_empty()).then(|| {
        let subnets = writer.all(&subnets);
        let groups = writer.all(&groups);
        Object::default()
            .with("SubnetIds", subnets)
            .with("SecurityGroupIds", groups)
            .with("Ipv6AllowedForDualStack", Some(true).filter(|_| dual))
    });
    let about = "The ARN of the role that functions run with. The drawing holds none.";
    let object = Object::default().with("Type", "String").with("Description", about);
    let role = writer.ask("function role", "FunctionRoleArn", object);
    writer.say("Roles of functions are not in a drawing: the parameter FunctionRoleArn has to be given.");
    writer.say(format!(
        "{called}: its code is not in the drawing; the template has a function that answers nothing."
    ));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let code = Object::default().with("ZipFile", "def handler(event, context):\n    return None\n");
    let properties = Object::default()
        .with("Runtime", "python3.13")
        .with("Handler", "index.handler")
        .with("Code", code)
        .with("Role", role)
        .with("VpcConfig", config)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn file_system(writer: &mut Writer<'_>, id: &ResourceId, own: &FileSystem) {
    let logical = writer.name(id).unwrap_or_default().to_owned();
    let tags = writer.tags(id, own.name.as_deref().filter(|name| *name != logical), &own.tags);
    let properties = Object::default()
        .with("AvailabilityZoneName", own.availability_zone_name.as_ref())
        .with("FileSystemTags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn mount_target(writer: &mut Writer<'_>, id: &ResourceId, own: &MountTarget) {
    let (subnets, groups) = writer.nodes(id);
    let system = own.file_system_id.as_ref().map(|system| writer.to(system));
    let (Some(subnet), Some(system)) = (subnets.first(), system) else {
        writer.leave(id, "the drawing does not tell its file system or its subnet.");
        writer.logical.remove(id);
        return;
    };
    let first = writer.interfaces_of(id).into_iter().next();
    let node = first.and_then(|one| writer.document.network_interface(one.as_str()).cloned());
    if groups.is_empty() {
        let called = writer.called(id);
        writer.say(format!("{called} has no security group, which AWS wants: a parameter asks for one."));
    }
    let groups = writer.all(&groups).unwrap_or_else(|| {
        let about = format!("The security group of {}.", writer.called(id));
        let object = Object::default().with("Type", "AWS::EC2::SecurityGroup::Id").with("Description", about);
        Value::List(vec![writer.ask(&format!("group of {id}"), "MountTargetGroup", object)])
    });
    let properties = Object::default()
        .with("FileSystemId", system)
        .with("SubnetId", writer.to(subnet))
        .with("IpAddress", node.as_ref().and_then(primary))
        .with("SecurityGroups", groups);
    writer.make(id, properties, &[]);
}
