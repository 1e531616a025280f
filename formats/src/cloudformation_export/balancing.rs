//! Load balancers, their listeners and rules, and target groups.

use super::network::{after_gateway, vpc_of};
use super::writer::{Writer, rows};
use super::yaml::{Object, Value, list};
use netyard_core::model::{
    LoadBalancer, LoadBalancerAction, LoadBalancerListener, LoadBalancerRule, Resource, ResourceId, RowId,
    RuleCondition, TargetGroup,
};
use std::collections::BTreeMap;

fn pairs(attributes: &BTreeMap<String, String>) -> Option<Value> {
    let pair =
        |(key, value): (&String, &String)| Object::default().with("Key", key).with("Value", value).into();
    list(attributes.iter().map(pair).collect())
}

pub(super) fn balancer(writer: &mut Writer<'_>, id: &ResourceId, own: &LoadBalancer) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let interfaces = writer.interfaces_of(id);
    let (subnets, groups) = writer.nodes(id);
    let is_network = own.load_balancer_type == "network";
    let is_public = own.scheme == "internet-facing";
    let mut mappings = Vec::new();
    let mut is_fixed = false;
    for interface in &interfaces {
        let Some(node) = writer.document.network_interface(interface.as_str()).cloned() else { continue };
        let Some(subnet) = &node.subnet_id else { continue };
        let elastic = writer.elastic_of(interface).into_iter().next().filter(|_| is_network);
        is_fixed |= elastic.is_some();
        let allocation = elastic.map(|elastic| writer.to(&elastic));
        mappings.push(Value::from(
            Object::default().with("SubnetId", writer.to(subnet)).with("AllocationId", allocation),
        ));
    }
    let plain = writer.all(&subnets);
    if subnets.is_empty() {
        let called = writer.called(id);
        writer.say(format!("{called} has no subnets: AWS makes no load balancer without them."));
    }
    let groups = writer.all(&groups).filter(|_| own.load_balancer_type != "gateway");
    let usual = LoadBalancer::default();
    let vpc = own.vpc_id.clone().or_else(|| vpc_of(writer, subnets.first()));
    let after = if is_public { after_gateway(writer, vpc.as_ref()) } else { Vec::new() };
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("Type", &own.load_balancer_type)
        .with("Scheme", Some(&own.scheme).filter(|_| own.load_balancer_type != "gateway"))
        .with("IpAddressType", Some(&own.ip_address_type).filter(|kind| **kind != usual.ip_address_type))
        .with("Subnets", plain.filter(|_| !is_fixed))
        .with("SubnetMappings", list(mappings).filter(|_| is_fixed))
        .with("SecurityGroups", groups)
        .with(
            "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
            own.enforce_security_group_inbound_rules_on_private_link_traffic.as_ref(),
        )
        .with("LoadBalancerAttributes", pairs(&own.attributes))
        .with("Tags", tags);
    writer.make(id, properties, &after);
    for (index, (_, row)) in rows(&own.listeners).into_iter().enumerate() {
        listener(writer, id, &format!("{name}Listener{}", index + 1), row);
    }
}

fn listener(writer: &mut Writer<'_>, id: &ResourceId, wish: &str, row: &LoadBalancerListener) {
    let called = writer.called(id);
    let certificates: Vec<Value> = row
        .certificate_arns
        .iter()
        .map(|arn| {
            if arn.starts_with("arn:") {
                return arn.into();
            }
            let about = format!("The ARN of the certificate that the drawing calls {arn}.");
            writer.say(format!("The parameter for the certificate {arn} of {called} has to be given: the drawing does not hold its ARN."));
            let object = Object::default().with("Type", "String").with("Description", about);
            let made = writer.ask(&format!("certificate {arn}"), "CertificateArn", object);
            if let Value::Ref(name) = &made {
                writer.given.insert(name.clone(), arn.clone());
            }
            made
        })
        .collect();
    let mut certificates =
        certificates.into_iter().map(|arn| Value::from(Object::default().with("CertificateArn", arn)));
    let first = list(certificates.by_ref().take(1).collect());
    let more: Vec<Value> = certificates.collect();
    let is_gateway = row.protocol.as_deref() == Some("GENEVE");
    let actions = actions(writer, &row.default_actions);
    if row.default_actions.is_empty() {
        writer.say(format!(
            "{called}: a listener has no action, which AWS does not take; it answers 404 in the template."
        ));
    }
    let none = || {
        let answer = Object::default().with("StatusCode", "404");
        vec![Object::default().with("Type", "fixed-response").with("FixedResponseConfig", answer).into()]
    };
    let properties = Object::default()
        .with("LoadBalancerArn", writer.to(id))
        .with("Protocol", row.protocol.as_ref().filter(|_| !is_gateway))
        .with("Port", row.port.filter(|_| !is_gateway))
        .with("Certificates", first)
        .with("DefaultActions", actions.unwrap_or_else(|| Value::List(none())));
    let made = writer.join(wish, "AWS::ElasticLoadBalancingV2::Listener", properties, &[]);
    if !more.is_empty() {
        let properties =
            Object::default().with("ListenerArn", Value::Ref(made.clone())).with("Certificates", more);
        writer.join(
            &format!("{made}Certificates"),
            "AWS::ElasticLoadBalancingV2::ListenerCertificate",
            properties,
            &[],
        );
    }
    let mut by_priority = rows(&row.rules);
    by_priority.sort_by_key(|(_, rule)| rule.priority);
    for (index, (_, one)) in by_priority.into_iter().enumerate() {
        rule(writer, &made, &format!("{made}Rule{}", index + 1), index, one);
    }
}

fn rule(writer: &mut Writer<'_>, listener: &str, wish: &str, index: usize, own: &LoadBalancerRule) {
    let index = i64::try_from(index).unwrap_or(0);
    let conditions = rows(&own.conditions).into_iter().map(|(_, one)| condition(one).into()).collect();
    let actions = actions(writer, &own.actions);
    let properties = Object::default()
        .with("ListenerArn", Value::Ref(listener.to_owned()))
        .with("Priority", own.priority.map_or(index + 1, i64::from))
        .with("Conditions", Value::List(conditions))
        .with("Actions", actions.unwrap_or_else(|| Value::List(Vec::new())));
    writer.join(wish, "AWS::ElasticLoadBalancingV2::ListenerRule", properties, &[]);
}

fn texts(all: &[String]) -> Option<Value> {
    list(all.iter().map(Value::from).collect())
}

fn condition(own: &RuleCondition) -> Object {
    let field = own.field.as_deref().unwrap_or_default();
    let plain =
        || Object::default().with("Values", texts(&own.values)).with("RegexValues", texts(&own.regex_values));
    let (key, config) = match field {
        "host-header" => ("HostHeaderConfig", plain()),
        "http-header" => {
            let name = Object::default().with("HttpHeaderName", own.http_header_name.as_ref());
            ("HttpHeaderConfig", name.and(plain()))
        }
        "http-request-method" => ("HttpRequestMethodConfig", plain()),
        "path-pattern" => ("PathPatternConfig", plain()),
        "source-ip" => ("SourceIpConfig", plain()),
        "query-string" => {
            let pair = |text: &String| match text.split_once('=') {
                Some((key, value)) => Object::default().with("Key", key).with("Value", value).into(),
                None => Object::default().with("Value", text).into(),
            };
            let pairs = own.values.iter().map(pair).collect();
            ("QueryStringConfig", Object::default().with("Values", list(pairs)))
        }
        _ => return Object::default().with("Field", field).with("Values", texts(&own.values)),
    };
    Object::default().with("Field", field).with(key, config)
}

fn actions(writer: &mut Writer<'_>, all: &BTreeMap<RowId, LoadBalancerAction>) -> Option<Value> {
    let is_one = all.len() == 1;
    let written = rows(all).into_iter().enumerate().map(|(index, (_, one))| {
        let order = i64::try_from(index + 1).ok().filter(|_| !is_one);
        action(writer, one, order).into()
    });
    list(written.collect())
}

fn action(writer: &mut Writer<'_>, own: &LoadBalancerAction, order: Option<i64>) -> Object {
    let group = own.target_group_arn.as_ref().map(|group| writer.to(group));
    let tuples = rows(&own.target_groups).into_iter().filter_map(|(_, tuple)| {
        let group = writer.to(tuple.target_group_arn.as_ref()?);
        Some(Object::default().with("TargetGroupArn", group).with("Weight", tuple.weight).into())
    });
    let tuples = list(tuples.collect()).map(|groups| Object::default().with("TargetGroups", groups));
    let redirect = own.redirect_config.as_ref().map(|part| {
        Object::default()
            .with("Protocol", part.protocol.as_ref())
            .with("Port", part.port.as_ref())
            .with("Host", part.host.as_ref())
            .with("Path", part.path.as_ref())
            .with("Query", part.query.as_ref())
            .with("StatusCode", part.status_code.as_ref())
    });
    let answer = own.fixed_response_config.as_ref().map(|part| {
        Object::default()
            .with("StatusCode", part.status_code.as_ref())
            .with("ContentType", part.content_type.as_ref())
            .with("MessageBody", part.message_body.as_ref())
    });
    Object::default()
        .with("Type", own.action_type.as_ref())
        .with("Order", order)
        .with("TargetGroupArn", group)
        .with("ForwardConfig", tuples)
        .with("RedirectConfig", redirect)
        .with("FixedResponseConfig", answer)
}

pub(super) fn target_group(writer: &mut Writer<'_>, id: &ResourceId, own: &TargetGroup) {
    let vpc = own.vpc_id.as_ref().map(|vpc| writer.to(vpc));
    let is_function = own.target_type == "lambda";
    let mut targets = Vec::new();
    for (_, target) in rows(&own.targets) {
        let Some(of) = &target.id else { continue };
        let is_address = of.as_str().parse::<std::net::IpAddr>().is_ok();
        let value = match writer.document.resource(of.as_str()) {
            Some(Resource::Function(_)) => {
                Value::Attribute(writer.name(of).unwrap_or_default().to_owned(), "Arn")
            }
            _ if is_address => of.as_str().into(),
            _ => writer.to(of),
        };
        let zone = target.availability_zone.as_ref().filter(|_| own.target_type == "ip");
        targets.push(Value::from(
            Object::default().with("Id", value).with("Port", target.port).with("AvailabilityZone", zone),
        ));
    }
    let matcher = own.matcher.as_ref().map(|matcher| {
        Object::default()
            .with("HttpCode", matcher.http_code.as_ref())
            .with("GrpcCode", matcher.grpc_code.as_ref())
    });
    let is_off = !own.health_check_enabled;
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("TargetType", &own.target_type)
        .with("Protocol", own.protocol.as_ref().filter(|_| !is_function))
        .with("Port", own.port.filter(|_| !is_function))
        .with("VpcId", vpc.filter(|_| !is_function))
        .with("IpAddressType", own.ip_address_type.as_ref())
        .with("HealthCheckEnabled", Some(false).filter(|_| is_off))
        .with("HealthCheckProtocol", own.health_check_protocol.as_ref())
        .with("HealthCheckPort", own.health_check_port.as_ref())
        .with("HealthCheckPath", own.health_check_path.as_ref())
        .with("HealthCheckIntervalSeconds", own.health_check_interval_seconds)
        .with("HealthCheckTimeoutSeconds", own.health_check_timeout_seconds)
        .with("HealthyThresholdCount", own.healthy_threshold_count)
        .with("UnhealthyThresholdCount", own.unhealthy_threshold_count)
        .with("Matcher", matcher)
        .with("TargetGroupAttributes", pairs(&own.attributes))
        .with("Targets", list(targets))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}
