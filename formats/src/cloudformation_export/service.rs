//! Caches, servers for file transfers, classic load balancers, and what the resolver and Route 53 check and forward.

use super::network::{after_gateway, vpc_of};
use super::writer::{Writer, rows};
use super::yaml::{Object, Value, list};
use netyard_core::model::{
    CacheCluster, HealthCheck, LoadBalancer, ResolverEndpoint, ResolverRule, ResourceId, TransferServer,
    VpcBlockPublicAccessExclusion, VpcBlockPublicAccessOptions,
};

fn texts(all: &[String]) -> Option<Value> {
    list(all.iter().map(Value::from).collect())
}

pub(super) fn block_options(writer: &mut Writer<'_>, id: &ResourceId, own: &VpcBlockPublicAccessOptions) {
    let called = writer.called(id);
    writer.say(format!(
        "{called}: it counts for the whole account in the Region, also for what is not in the template."
    ));
    let properties = Object::default().with("InternetGatewayBlockMode", &own.internet_gateway_block_mode);
    writer.make(id, properties, &[]);
}

pub(super) fn block_exclusion(writer: &mut Writer<'_>, id: &ResourceId, own: &VpcBlockPublicAccessExclusion) {
    let vpc = own.vpc_id.as_ref().map(|vpc| writer.to(vpc));
    let subnet = own.subnet_id.as_ref().map(|subnet| writer.to(subnet));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("InternetGatewayExclusionMode", own.internet_gateway_exclusion_mode.as_ref())
        .with("VpcId", vpc.filter(|_| subnet.is_none()))
        .with("SubnetId", subnet)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

/// A parameter with a value that stands for what no drawing holds.
fn choice(writer: &mut Writer<'_>, wish: &str, usual: &str, about: &str) -> Value {
    let object = Object::default().with("Type", "String").with("Default", usual).with("Description", about);
    writer.ask(wish, wish, object)
}

pub(super) fn cache(writer: &mut Writer<'_>, id: &ResourceId, own: &CacheCluster) {
    let name = writer.name(id).unwrap_or_default().to_owned();
    let called = writer.called(id);
    let interfaces = writer.interfaces_of(id);
    let places: Vec<ResourceId> = interfaces
        .iter()
        .filter_map(|one| writer.document.network_interface(one.as_str())?.subnet_id.clone())
        .collect();
    let (subnets, groups) = writer.nodes(id);
    // Two nodes of a cache may stand in one subnet.
    let own_ids = interfaces.iter().map(ToString::to_string).collect();
    writer.keep_interfaces(id, &name, own_ids);
    let zone_of =
        |id: &ResourceId| writer.document.subnet(id.as_str()).and_then(|it| it.availability_zone.clone());
    let zones: Vec<Value> = places.iter().filter_map(zone_of).map(Value::from).collect();
    let has_zones = zones.len() == places.len();
    let group = (!subnets.is_empty()).then(|| {
        let properties = Object::default()
            .with("Description", format!("Subnets of {name}"))
            .with("SubnetIds", writer.all(&subnets));
        Value::Ref(writer.join(&format!("{name}Subnets"), "AWS::ElastiCache::SubnetGroup", properties, &[]))
    });
    let groups = writer.all(&groups);
    let kind = choice(
        writer,
        "CacheNodeType",
        "cache.t3.micro",
        "The type of nodes of caches. The drawing holds none.",
    );
    writer.say(
        "Types of cache nodes are not in a drawing: the parameter CacheNodeType says which one they have.",
    );
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let count = i64::try_from(places.len().max(1)).unwrap_or(1);
    let zones = list(zones).filter(|_| has_zones && count > 1);
    let engine = own.engine.clone().unwrap_or_else(|| "redis".to_owned());
    if own.engine.as_deref() == Some("memcached") {
        let spread = if subnets.len() > 1 { "cross-az" } else { "single-az" };
        let properties = Object::default()
            .with("Engine", engine)
            .with("CacheNodeType", kind)
            .with("NumCacheNodes", count)
            .with("Port", own.port)
            .with("AZMode", Some(spread).filter(|_| count > 1))
            .with("PreferredAvailabilityZones", zones)
            .with("CacheSubnetGroupName", group)
            .with("VpcSecurityGroupIds", groups)
            .with("Tags", tags);
        writer.make(id, properties, &[]);
        return;
    }
    let several = count > 1;
    let properties = Object::default()
        .with("ReplicationGroupDescription", called)
        .with("Engine", engine)
        .with("CacheNodeType", kind)
        .with("NumCacheClusters", count)
        .with("AutomaticFailoverEnabled", several)
        .with("Port", own.port)
        .with("PreferredCacheClusterAZs", zones)
        .with("CacheSubnetGroupName", group)
        .with("SecurityGroupIds", groups)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn transfer(writer: &mut Writer<'_>, id: &ResourceId, own: &TransferServer) {
    let interfaces = writer.interfaces_of(id);
    let (subnets, groups) = writer.nodes(id);
    let elastic: Vec<ResourceId> = interfaces.iter().flat_map(|one| writer.elastic_of(one)).collect();
    let vpc = vpc_of(writer, subnets.first());
    let is_whole = !elastic.is_empty() && elastic.len() == subnets.len();
    let after = if is_whole { after_gateway(writer, vpc.as_ref()) } else { Vec::new() };
    let details = vpc.map(|vpc| {
        let (subnets, groups) = (writer.all(&subnets), writer.all(&groups));
        let addresses = writer.all(&elastic).filter(|_| is_whole);
        Object::default()
            .with("VpcId", writer.to(&vpc))
            .with("SubnetIds", subnets)
            .with("SecurityGroupIds", groups)
            .with("AddressAllocationIds", addresses)
    });
    let needs_certificate = own.protocols.iter().any(|protocol| protocol == "FTPS");
    let certificate = needs_certificate.then(|| {
        let about = "The ARN of the certificate of servers with FTPS. The drawing holds none.";
        writer.say("The parameter TransferCertificateArn has to be given: a drawing holds no certificates of servers.");
        let object = Object::default().with("Type", "String").with("Description", about);
        writer.ask("transfer certificate", "TransferCertificateArn", object)
    });
    let has_ftp = own.protocols.iter().any(|protocol| protocol.starts_with("FTP"));
    if has_ftp {
        let called = writer.called(id);
        writer.say(format!(
            "{called}: AWS wants an identity provider of one's own for FTP and FTPS; no drawing holds it."
        ));
    }
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("EndpointType", &own.endpoint_type)
        .with("Protocols", texts(&own.protocols))
        .with("EndpointDetails", details)
        .with("Certificate", certificate)
        .with("Tags", tags);
    writer.make(id, properties, &after);
}

pub(super) fn classic(writer: &mut Writer<'_>, id: &ResourceId, own: &LoadBalancer) {
    let (subnets, groups) = writer.nodes(id);
    let is_public = own.scheme == "internet-facing";
    let vpc = own.vpc_id.clone().or_else(|| vpc_of(writer, subnets.first()));
    let after = if is_public { after_gateway(writer, vpc.as_ref()) } else { Vec::new() };
    let listeners = rows(&own.listeners).into_iter().map(|(_, row)| {
        Object::default()
            .with("LoadBalancerPort", row.port.map(|port| port.to_string()))
            .with("InstancePort", row.instance_port.or(row.port).map(|port| port.to_string()))
            .with("Protocol", row.protocol.as_ref())
            .with("InstanceProtocol", row.instance_protocol.as_ref())
            .with("SSLCertificateId", row.certificate_arns.first())
            .into()
    });
    let listeners = list(listeners.collect());
    let instances =
        rows(&own.instances).into_iter().filter_map(|(_, row)| Some(writer.to(row.instance_id.as_ref()?)));
    let instances = list(instances.collect());
    let check = own.health_check.as_ref().map(|check| {
        Object::default()
            .with("Target", check.target.as_ref())
            .with("Interval", check.interval.unwrap_or(30).to_string())
            .with("Timeout", check.timeout.unwrap_or(5).to_string())
            .with("HealthyThreshold", check.healthy_threshold.unwrap_or(10).to_string())
            .with("UnhealthyThreshold", check.unhealthy_threshold.unwrap_or(2).to_string())
    });
    let is_crossed = own.attributes.get(LoadBalancer::CROSS_ZONE).is_some_and(|value| value == "true");
    let (subnets, groups) = (writer.all(&subnets), writer.all(&groups));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("Scheme", &own.scheme)
        .with("Subnets", subnets)
        .with("SecurityGroups", groups)
        .with("Listeners", listeners.unwrap_or_else(|| Value::List(Vec::new())))
        .with("Instances", instances)
        .with("HealthCheck", check)
        .with("CrossZone", Some(true).filter(|_| is_crossed))
        .with("Tags", tags);
    writer.make(id, properties, &after);
}

pub(super) fn resolver_endpoint(writer: &mut Writer<'_>, id: &ResourceId, own: &ResolverEndpoint) {
    let name = writer.name(id).unwrap_or_default().to_owned();
    let interfaces = writer.interfaces_of(id);
    let (_, groups) = writer.nodes(id);
    let own_ids = interfaces.iter().map(ToString::to_string).collect();
    writer.keep_interfaces(id, &name, own_ids);
    let mut addresses = Vec::new();
    for interface in &interfaces {
        let Some(node) = writer.document.network_interface(interface.as_str()).cloned() else { continue };
        let Some(subnet) = &node.subnet_id else { continue };
        let address = node.private_ip_addresses.first().and_then(|one| one.private_ip_address.clone());
        addresses.push(Value::from(
            Object::default()
                .with("SubnetId", writer.to(subnet))
                .with("Ip", address.map(|address| address.to_string())),
        ));
    }
    if addresses.len() < 2 {
        let called = writer.called(id);
        writer.say(format!("{called} has fewer than two addresses; AWS wants two."));
    }
    let groups = writer.all(&groups);
    let usual = ResolverEndpoint::default();
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("Direction", &own.direction)
        .with("IpAddresses", Value::List(addresses))
        .with("SecurityGroupIds", groups.unwrap_or_else(|| Value::List(Vec::new())))
        .with(
            "ResolverEndpointType",
            Some(&own.resolver_endpoint_type).filter(|kind| **kind != usual.resolver_endpoint_type),
        )
        .with("Protocols", texts(&own.protocols))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn resolver_rule(writer: &mut Writer<'_>, id: &ResourceId, own: &ResolverRule) {
    let name = writer.name(id).unwrap_or_default().to_owned();
    let targets = rows(&own.target_ips).into_iter().map(|(_, target)| {
        Object::default()
            .with("Ip", target.ip.as_ref().map(ToString::to_string))
            .with("Ipv6", target.ipv6.as_ref().map(ToString::to_string))
            .with("Port", target.port.map(|port| port.to_string()))
            .with("Protocol", target.protocol.as_ref())
            .into()
    });
    let targets = list(targets.collect());
    let endpoint = own.resolver_endpoint_id.as_ref().map(|endpoint| writer.to(endpoint));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("RuleType", &own.rule_type)
        .with("DomainName", own.domain_name.as_ref())
        .with("DelegationRecord", own.delegation_record.as_ref())
        .with("ResolverEndpointId", endpoint)
        .with("TargetIps", targets)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
    for (index, vpc) in own.vpc_ids.iter().enumerate() {
        let properties =
            Object::default().with("ResolverRuleId", writer.to(id)).with("VPCId", writer.to(vpc));
        let wish = format!("{name}Vpc{}", index + 1);
        writer.join(&wish, "AWS::Route53Resolver::ResolverRuleAssociation", properties, &[]);
    }
}

pub(super) fn health_check(writer: &mut Writer<'_>, id: &ResourceId, own: &HealthCheck) {
    let config = &own.health_check_config;
    let children = writer.all(&config.child_health_checks);
    let alarm = config.alarm_identifier.as_ref().map(|alarm| {
        Object::default().with("Name", alarm.name.as_ref()).with("Region", alarm.region.as_ref())
    });
    if config.disabled {
        let called = writer.called(id);
        writer.say(format!("{called} is disabled; CloudFormation makes it enabled."));
    }
    let written = Object::default()
        .with("Type", config.r#type.as_ref())
        .with("IPAddress", config.ip_address.as_ref().map(ToString::to_string))
        .with("FullyQualifiedDomainName", config.fully_qualified_domain_name.as_ref())
        .with("Port", config.port)
        .with("ResourcePath", config.resource_path.as_ref())
        .with("SearchString", config.search_string.as_ref())
        .with("RequestInterval", config.request_interval)
        .with("FailureThreshold", config.failure_threshold)
        .with("Inverted", Some(true).filter(|_| config.inverted))
        .with("HealthThreshold", config.health_threshold)
        .with("ChildHealthChecks", children)
        .with("AlarmIdentifier", alarm)
        .with("InsufficientDataHealthStatus", config.insufficient_data_health_status.as_ref());
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    writer.make(id, Object::default().with("HealthCheckConfig", written).with("HealthCheckTags", tags), &[]);
}
