//! VPC endpoints, endpoint services, peering connections and hosted zones.

use super::hub::account_number;
use super::writer::{Writer, rows};
use super::yaml::{Object, Value, list};
use crate::spelling::cased;
use netyard_core::model::{
    EndpointDnsOptions, HostedZone, Resource, ResourceId, ResourceRecordSet, VpcEndpoint, VpcEndpointService,
    VpcPeeringConnection,
};

pub(super) fn endpoint(writer: &mut Writer<'_>, id: &ResourceId, own: &VpcEndpoint) {
    let usual = VpcEndpoint::default();
    let vpc = own.vpc_id.as_ref().map(|vpc| writer.to(vpc));
    let tables = writer.all(&own.route_table_ids);
    let (subnets, groups) = if own.is_gateway() { (Vec::new(), Vec::new()) } else { writer.nodes(id) };
    let (subnets, groups) = (writer.all(&subnets), writer.all(&groups));
    let is_interface = own.vpc_endpoint_type == "Interface";
    let options = own.dns_options.as_ref().map(|options: &EndpointDnsOptions| {
        let inbound = options.private_dns_only_for_inbound_resolver_endpoint;
        Object::default()
            .with("DnsRecordIpType", options.dns_record_ip_type.as_ref())
            .with("PrivateDnsOnlyForInboundResolverEndpoint", Some("OnlyInboundResolver").filter(|_| inbound))
    });
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with(
            "VpcEndpointType",
            Some(&own.vpc_endpoint_type).filter(|kind| **kind != usual.vpc_endpoint_type),
        )
        .with("VpcId", vpc)
        .with("ServiceName", own.service_name.as_ref().map(|name| service_name(writer, name)))
        .with("ServiceRegion", own.service_region.as_ref())
        .with("ResourceConfigurationArn", own.resource_configuration_arn.as_ref())
        .with("ServiceNetworkArn", own.service_network_arn.as_ref())
        .with("RouteTableIds", tables)
        .with("SubnetIds", subnets)
        .with("SecurityGroupIds", groups.filter(|_| is_interface))
        .with("PrivateDnsEnabled", Some(own.private_dns_enabled).filter(|_| is_interface))
        .with("IpAddressType", Some(&own.ip_address_type).filter(|kind| **kind != usual.ip_address_type))
        .with("DnsOptions", options)
        .with("PolicyDocument", own.policy_document.as_ref().map(Value::from))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

/// The name of a service: of one that the template makes itself, as AWS makes it.
fn service_name(writer: &Writer<'_>, name: &str) -> Value {
    let own = writer.document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
        Resource::VpcEndpointService(service) if service.service_name.as_deref() == Some(name) => {
            writer.name(id).map(str::to_owned)
        }
        _ => None,
    });
    let Some(own) = own else { return name.into() };
    let parts =
        vec![Value::from("com.amazonaws.vpce"), Value::Ref("AWS::Region".to_owned()), Value::Ref(own)];
    Object::default().with("Fn::Join", vec![Value::from("."), Value::List(parts)]).into()
}

pub(super) fn service(writer: &mut Writer<'_>, id: &ResourceId, own: &VpcEndpointService) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let network = writer.all(&own.network_load_balancer_arns);
    let gateway = writer.all(&own.gateway_load_balancer_arns);
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("NetworkLoadBalancerArns", network)
        .with("GatewayLoadBalancerArns", gateway)
        .with("AcceptanceRequired", own.acceptance_required)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
    let principals: Vec<Value> = own.allowed_principals.iter().map(Value::from).collect();
    if let Some(principals) = list(principals) {
        let properties = Object::default()
            .with("ServiceId", Value::Ref(name.clone()))
            .with("AllowedPrincipals", principals);
        let wish = format!("{name}Permissions");
        writer.join(&wish, "AWS::EC2::VPCEndpointServicePermissions", properties, &[]);
    }
}

pub(super) fn peering(writer: &mut Writer<'_>, id: &ResourceId, own: &VpcPeeringConnection) {
    let requester = own.requester_vpc_info.clone().unwrap_or_default();
    let accepter = own.accepter_vpc_info.clone().unwrap_or_default();
    let vpc = requester.vpc_id.as_ref().map(|vpc| writer.to(vpc));
    let peer = accepter.vpc_id.as_ref().map(|vpc| writer.to(vpc));
    if vpc.is_none() || peer.is_none() {
        writer.leave(id, "the drawing does not tell both of its VPCs.");
        writer.logical.remove(id);
        return;
    }
    let side = |vpc: &Option<ResourceId>| {
        let vpc = writer.document.vpc(vpc.as_ref()?.as_str())?;
        Some((vpc.region.clone(), vpc.owner_id.clone()))
    };
    let (own_side, other) = (side(&requester.vpc_id), side(&accepter.vpc_id));
    let ((own_region, own_owner), (its_region, its_owner)) =
        (own_side.unwrap_or_default(), other.unwrap_or_default());
    let region =
        accepter.region.clone().or_else(|| its_region.filter(|its| own_region.as_ref() != Some(its)));
    let owner = accepter.owner_id.clone().or_else(|| its_owner.filter(|its| own_owner.as_ref() != Some(its)));
    let owner = owner.and_then(|owner| account_number(writer, &owner));
    let called = writer.called(id);
    if owner.is_some() || region.is_some() {
        writer.say(format!("{called}: its other side is in another account or Region and has to accept it there, or let this account accept it by a role."));
    }
    if own.status.as_ref().is_some_and(|status| status.code != "active") {
        writer.say(format!(
            "{called}: CloudFormation accepts it as it makes it; that it is not active stays in the drawing."
        ));
    }
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("VpcId", vpc)
        .with("PeerVpcId", peer)
        .with("PeerOwnerId", owner)
        .with("PeerRegion", region)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn hosted_zone(writer: &mut Writer<'_>, id: &ResourceId, own: &HostedZone) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let Some(domain) = &own.name else {
        writer.leave(id, "it has no name.");
        writer.logical.remove(id);
        return;
    };
    let vpcs = own.vpcs.iter().filter_map(|vpc| {
        let of = vpc.vpc_id.as_ref()?;
        let region = vpc.vpc_region.clone().or_else(|| writer.document.vpc(of.as_str())?.region.clone());
        let region = region.map_or_else(|| Value::Ref("AWS::Region".to_owned()), Value::from);
        Some(Object::default().with("VPCId", writer.to(of)).with("VPCRegion", region).into())
    });
    let vpcs = list(vpcs.collect());
    if own.config.private_zone && vpcs.is_none() {
        let called = writer.called(id);
        writer.say(format!("{called} is private and has no VPC: AWS makes no private zone without one, so the template makes a public one."));
    }
    let tags = writer.tags(id, None, &own.tags);
    let comment = own.config.comment.as_ref().map(|comment| Object::default().with("Comment", comment));
    let properties = Object::default()
        .with("Name", domain)
        .with("HostedZoneConfig", comment)
        .with("VPCs", vpcs.filter(|_| own.config.private_zone))
        .with("HostedZoneTags", tags);
    writer.make(id, properties, &[]);
    let mut count = 0;
    for (_, set) in rows(&own.resource_record_sets) {
        let kind = set.r#type.as_deref().unwrap_or_default();
        let is_apex = set.name.as_deref().map(plain) == Some(plain(domain));
        if matches!(kind, "SOA" | "NS") && is_apex {
            let called = writer.called(id);
            writer.say(format!(
                "{called}: the {kind} record of {domain} is not in the template: AWS makes it with the zone."
            ));
            continue;
        }
        count += 1;
        let properties = record(writer, id, set);
        writer.join(&format!("{name}Record{count}"), "AWS::Route53::RecordSet", properties, &[]);
    }
}

fn plain(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

fn record(writer: &mut Writer<'_>, id: &ResourceId, own: &ResourceRecordSet) -> Object {
    let values: Vec<Value> = own.resource_records.iter().map(|record| Value::from(&record.value)).collect();
    let alias = own.alias_target.as_ref().map(|target| {
        let name = target.dns_name.clone().unwrap_or_default();
        let balancer = writer.document.resources.iter().find_map(|(id, resource)| match resource.as_ref() {
            Resource::LoadBalancer(balancer)
                if balancer
                    .dns_name
                    .as_deref()
                    .is_some_and(|own| plain(own) == plain(name.trim_start_matches("dualstack."))) =>
            {
                writer.name(id).map(str::to_owned)
            }
            _ => None,
        });
        let (zone, name) = if let Some(balancer) = balancer {
            let zone = Value::Attribute(balancer.clone(), "CanonicalHostedZoneID");
            (zone, Value::Attribute(balancer, "DNSName"))
        } else {
            let known = target.hosted_zone_id.as_deref();
            let zone = zone_of(writer, known).or_else(|| known.map(Value::from));
            let zone = zone.unwrap_or_else(|| {
                let about = format!("The id of the hosted zone of {name}.");
                let object = Object::default().with("Type", "String").with("Description", about);
                writer.ask(&format!("zone of {name}"), "AliasHostedZoneId", object)
            });
            (zone, Value::from(name))
        };
        Object::default()
            .with("HostedZoneId", zone)
            .with("DNSName", name)
            .with("EvaluateTargetHealth", target.evaluate_target_health)
    });
    let has_alias = alias.is_some();
    let check = own.health_check_id.as_ref().map(|check| writer.to(&ResourceId::new(check)));
    Object::default()
        .with("HostedZoneId", writer.to(id))
        .with("Name", own.name.as_ref())
        .with("Type", own.r#type.as_ref())
        .with("TTL", own.ttl.map(|ttl| ttl.to_string()).or_else(|| (!has_alias).then(|| "300".to_owned())))
        .with("ResourceRecords", list(values))
        .with("AliasTarget", alias)
        .with("SetIdentifier", own.set_identifier.as_ref())
        .with("Weight", own.weight)
        .with("Region", own.region.as_ref())
        .with("Failover", own.failover.as_ref())
        .with("GeoLocation", place(own.geo_location.as_ref()))
        .with("GeoProximityLocation", place(own.geo_proximity_location.as_ref()))
        .with("CidrRoutingConfig", place(own.cidr_routing_config.as_ref()))
        .with("MultiValueAnswer", Some(true).filter(|_| own.multi_value_answer))
        .with("HealthCheckId", check)
}

/// What says from where, as CloudFormation spells it.
fn place(own: Option<&serde_json::Value>) -> Option<Value> {
    own.map(|own| Value::from(&cased(own.clone(), true)))
}

/// A zone of the template itself.
fn zone_of(writer: &Writer<'_>, id: Option<&str>) -> Option<Value> {
    writer.name(&ResourceId::new(id?)).map(|name| Value::TextOf(name.to_owned()))
}
