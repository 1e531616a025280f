//! Load balancers, target groups, zones.

use super::hcl::{Arguments, Block, Value};
use super::service;
use super::writer::{Writer, tags};
use netyard_core::model::{
    AliasTarget, Document, HostedZone, LoadBalancer, LoadBalancerAction, LoadBalancerListener,
    NetworkInterface, Resource, ResourceId, ResourceRecordSet, RuleCondition, TargetGroup,
};
use netyard_core::topology::Network;
use std::collections::BTreeMap;

/// The nodes of a load balancer, in their order.
fn nodes<'a>(writer: &Writer<'a>, id: &ResourceId) -> Vec<&'a NetworkInterface> {
    let document = writer.document;
    let mut nodes: Vec<(&ResourceId, &NetworkInterface)> = Vec::new();
    for (eni, resource) in &document.resources {
        if let Resource::NetworkInterface(it) = resource.as_ref()
            && it.instance_id() == Some(id)
        {
            nodes.push((eni, it));
        }
    }
    nodes.sort_by_key(|(eni, it)| (it.device_index(), *eni));
    nodes.into_iter().map(|(_, it)| it).collect()
}

pub(super) fn balancer(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &LoadBalancer) {
    let nodes = nodes(writer, id);
    let subnets: Vec<&ResourceId> = nodes.iter().filter_map(|node| node.subnet_id.as_ref()).collect();
    if own.load_balancer_type == "application" && service::zones(writer, &subnets) == Some(1) {
        let called = writer.called(id);
        writer.left_out.push(format!("{called} stands in one zone: AWS makes no application load balancer with subnets of fewer than two."));
    }
    let groups = nodes.first().map(|node| node.group_ids.clone()).unwrap_or_default();
    // A network load balancer has addresses of its own where somebody gave them.
    let is_network = own.load_balancer_type == "network";
    let is_internal = own.scheme == "internal";
    let mappings: Vec<Arguments> = service::nodes(writer, id)
        .into_iter()
        .map(|(eni, node)| {
            Arguments::default()
                .maybe("subnet_id", node.subnet_id.as_ref())
                .maybe("allocation_id", elastic_of(writer, eni).filter(|_| !is_internal))
                .maybe("private_ipv4_address", service::address(node).filter(|_| is_internal))
        })
        .collect();
    let has_own = is_network && mappings.iter().any(|mapping| mapping.all().len() > 1);
    let arguments = Arguments::default()
        .maybe("name", writer.given_name(id))
        .with("internal", own.scheme == "internal")
        .with("load_balancer_type", own.load_balancer_type.as_str())
        .maybe("ip_address_type", Some(own.ip_address_type.clone()).filter(|kind| kind != "ipv4"))
        .list("subnets", if has_own { Vec::new() } else { subnets })
        .blocks("subnet_mapping", if has_own { mappings } else { Vec::new() })
        .list("security_groups", &groups)
        .maybe("enable_cross_zone_load_balancing", own.switch(LoadBalancer::CROSS_ZONE))
        .maybe(
            "enforce_security_group_inbound_rules_on_private_link_traffic",
            own.enforce_security_group_inbound_rules_on_private_link_traffic.clone(),
        )
        .told("dns_name", own.dns_name.clone())
        .told("vpc_id", own.vpc_id.as_ref());
    let arguments = unnamed(arguments, resource);
    let subnet = nodes.first().and_then(|node| node.subnet_id.as_ref());
    let arguments = if is_internal { arguments } else { writer.after_gateway(arguments, subnet) };
    writer.add(id, "aws_lb", arguments);
    for (row, listener) in &own.listeners {
        one_listener(writer, id, row.as_str(), listener);
    }
}

/// The Elastic IP of a node.
pub(super) fn elastic_of<'a>(writer: &Writer<'a>, interface: &ResourceId) -> Option<&'a ResourceId> {
    let document = writer.document;
    let found = document.resources.iter().find(|(_, resource)| {
        matches!(resource.as_ref(), Resource::ElasticIp(it) if it.network_interface_id.as_ref() == Some(interface))
    });
    found.map(|(id, _)| id)
}

/// Tags, where the name is an argument of its own.
pub(super) fn unnamed(arguments: Arguments, resource: &Resource) -> Arguments {
    let all = tags(Arguments::default(), resource);
    let Some((_, Value::Object(own))) = all.all().first() else { return arguments };
    let own: BTreeMap<String, String> = own
        .iter()
        .filter(|(key, _)| *key != "Name")
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    if own.is_empty() { arguments } else { arguments.with("tags", Value::Object(own)) }
}

fn one_listener(writer: &mut Writer<'_>, balancer: &ResourceId, row: &str, own: &LoadBalancerListener) {
    let id = format!("listener-{balancer}-{row}");
    let arguments = Arguments::default()
        .with("load_balancer_arn", balancer)
        .maybe("port", own.port.map(i64::from))
        .maybe("protocol", own.protocol.clone())
        .maybe("certificate_arn", certificate(writer, own))
        .blocks("default_action", actions(writer, &own.default_actions))
        .told("id", Some(id.clone()));
    let wish = format!("{}_{row}", writer.name_of(balancer));
    let name = writer.free("aws_lb_listener", &wish);
    writer.blocks.push(Block {
        type_name: "aws_lb_listener",
        name: name.clone(),
        id: None,
        of: Some(balancer.clone()),
        arguments,
    });
    leads_to(writer, &format!("aws_lb_listener.{name}"), &own.default_actions);
    for rule in own.rules.values() {
        let conditions: Option<Vec<Arguments>> = rule.conditions.values().map(condition).collect();
        // Without one of its conditions it would count for more packets than it does.
        let Some(conditions) = conditions else {
            let called = writer.called(balancer);
            writer.left_out.push(format!(
                "{called}: a rule of one of its listeners is not written: a condition of it asks for a field that AWS does not know. AWS knows {}.",
                FIELDS.map(|(field, _)| field).join(", ")
            ));
            continue;
        };
        let listener =
            Value::Expression(format!("aws_lb_listener.{name}.arn"), Box::new(Value::Text(id.clone())));
        let arguments = Arguments::default()
            .with("listener_arn", listener)
            .maybe("priority", rule.priority.map(i64::from))
            .blocks("condition", conditions)
            .blocks("action", actions(writer, &rule.actions));
        let end = rule.priority.map(|priority| priority.to_string()).unwrap_or_default();
        let end = format!("_{row}_{end}");
        let name = writer.part(balancer, &end, "aws_lb_listener_rule", arguments);
        leads_to(writer, &format!("aws_lb_listener_rule.{name}"), &rule.actions);
    }
}

/// The certificate of a listener that ciphers: AWS takes none without one.
fn certificate(writer: &mut Writer<'_>, own: &LoadBalancerListener) -> Option<Value> {
    let ciphers = matches!(own.protocol.as_deref(), Some("HTTPS" | "TLS"));
    match own.certificate_arns.first() {
        Some(arn) => Some(Value::Text(arn.clone())),
        None => ciphers.then(|| {
            writer.variable("certificate_arn", "The certificate of listeners of which the drawing holds none")
        }),
    }
}

/// Remembers to which target groups a listener or a rule leads.
fn leads_to<K>(writer: &mut Writer<'_>, address: &str, all: &BTreeMap<K, LoadBalancerAction>) {
    for action in all.values() {
        let groups = action.target_groups.values().filter_map(|tuple| tuple.target_group_arn.as_ref());
        for group in groups.chain(&action.target_group_arn) {
            writer.listeners.entry(group.clone()).or_default().push(address.to_owned());
        }
    }
}

fn actions<K>(writer: &mut Writer<'_>, all: &BTreeMap<K, LoadBalancerAction>) -> Vec<Arguments> {
    let mut written = Vec::new();
    for (index, own) in all.values().enumerate() {
        let order = (all.len() > 1).then_some(index + 1);
        let (block, login) = login(writer, own.action_type.as_deref().unwrap_or_default());
        written.push(action(own, order).blocks(block, login));
    }
    written
}

/// Who logs users in: the provider wants to be told, and the drawing holds nothing of it.
fn login(writer: &mut Writer<'_>, kind: &str) -> (&'static str, Vec<Arguments>) {
    let (block, keys): (&'static str, &[&'static str]) = match kind {
        "authenticate-oidc" => (
            "authenticate_oidc",
            &[
                "authorization_endpoint",
                "client_id",
                "client_secret",
                "issuer",
                "token_endpoint",
                "user_info_endpoint",
            ],
        ),
        "authenticate-cognito" => {
            ("authenticate_cognito", &["user_pool_arn", "user_pool_client_id", "user_pool_domain"])
        }
        _ => return ("", Vec::new()),
    };
    let mut arguments = Arguments::default();
    for key in keys {
        let what = format!("The {key} of {block}, which the drawing does not hold");
        arguments = arguments.with(key, writer.variable(&format!("{block}_{key}"), &what));
    }
    (block, vec![arguments])
}

fn action(own: &LoadBalancerAction, order: Option<usize>) -> Arguments {
    let groups = own.target_groups.values().map(|tuple| {
        Arguments::default()
            .maybe("arn", tuple.target_group_arn.as_ref())
            .maybe("weight", tuple.weight.map(i64::from))
    });
    let groups: Vec<Arguments> = groups.collect();
    let forward = (!groups.is_empty()).then(|| Arguments::default().blocks("target_group", groups));
    let redirect = own.redirect_config.as_ref().map(|part| {
        Arguments::default()
            .maybe("protocol", part.protocol.clone())
            .maybe("port", part.port.clone())
            .maybe("host", part.host.clone())
            .maybe("path", part.path.clone())
            .maybe("query", part.query.clone())
            .maybe("status_code", part.status_code.clone())
    });
    let fixed = own.fixed_response_config.as_ref().map(|part| {
        Arguments::default()
            .with(
                "content_type",
                part.content_type.clone().map_or_else(|| Value::beside("text/plain"), Value::Text),
            )
            .maybe("message_body", part.message_body.clone())
            .maybe("status_code", part.status_code.clone())
    });
    Arguments::default()
        .maybe("type", own.action_type.clone())
        .maybe("order", order.and_then(|order| i64::try_from(order).ok()))
        .maybe("target_group_arn", own.target_group_arn.as_ref())
        .blocks("forward", forward.into_iter().collect())
        .blocks("redirect", redirect.into_iter().collect())
        .blocks("fixed_response", fixed.into_iter().collect())
}

/// What a condition asks for, as AWS says it, and the block that the provider takes.
const FIELDS: [(&str, &str); 6] = [
    ("host-header", "host_header"),
    ("http-header", "http_header"),
    ("http-request-method", "http_request_method"),
    ("path-pattern", "path_pattern"),
    ("query-string", "query_string"),
    ("source-ip", "source_ip"),
];

/// A condition; nothing where AWS knows none of its field.
fn condition(own: &RuleCondition) -> Option<Arguments> {
    let field = own.field.as_deref()?;
    let (_, block) = FIELDS.into_iter().find(|(known, _)| *known == field)?;
    let asked = if field == "query-string" {
        let pairs = own.values.iter().map(|pair| match pair.split_once('=') {
            Some((key, value)) => Arguments::default().with("key", key).with("value", value),
            None => Arguments::default().with("value", pair.as_str()),
        });
        pairs.collect()
    } else {
        vec![
            Arguments::default()
                .maybe("http_header_name", own.http_header_name.clone())
                .list("values", own.values.iter().map(String::as_str))
                .list("regex_values", own.regex_values.iter().map(String::as_str)),
        ]
    };
    Some(Arguments::default().blocks(block, asked))
}

pub(super) fn target_group(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &TargetGroup) {
    let check = Arguments::default()
        .maybe("enabled", (!own.health_check_enabled).then_some(false))
        .maybe("protocol", own.health_check_protocol.clone())
        .maybe("port", own.health_check_port.clone())
        .maybe("path", own.health_check_path.clone())
        .maybe("interval", own.health_check_interval_seconds.map(i64::from))
        .maybe("timeout", own.health_check_timeout_seconds.map(i64::from))
        .maybe("healthy_threshold", own.healthy_threshold_count.map(i64::from))
        .maybe("unhealthy_threshold", own.unhealthy_threshold_count.map(i64::from))
        .maybe("matcher", own.matcher.as_ref().and_then(|matcher| matcher.http_code.clone()));
    let checks = if check.all().is_empty() { Vec::new() } else { vec![check] };
    let arguments = Arguments::default()
        .maybe("name", writer.given_name(id))
        .with("target_type", own.target_type.as_str())
        .maybe("protocol", own.protocol.clone())
        .maybe("port", own.port.map(i64::from))
        .maybe("vpc_id", own.vpc_id.as_ref())
        .maybe("ip_address_type", own.ip_address_type.clone())
        .maybe("preserve_client_ip", own.attributes.get(TargetGroup::PRESERVE_CLIENT_IP).cloned())
        .maybe("load_balancing_cross_zone_enabled", own.attributes.get(LoadBalancer::CROSS_ZONE).cloned())
        .blocks("health_check", checks);
    writer.add(id, "aws_lb_target_group", unnamed(arguments, resource));
    for (index, target) in own.targets.values().enumerate() {
        // What an Auto Scaling group starts it registers itself.
        if target.id.as_ref().is_some_and(|id| writer.started.contains_key(id)) {
            continue;
        }
        let arguments = Arguments::default()
            .with("target_group_arn", id)
            .maybe("target_id", target.id.as_ref().map(target_of))
            .maybe("port", target.port.map(i64::from))
            .maybe("availability_zone", target.availability_zone.clone());
        writer.part(id, &format!("_{}", index + 1), "aws_lb_target_group_attachment", arguments);
    }
}

/// What is registered: an address, or something that is drawn.
fn target_of(id: &ResourceId) -> Value {
    let is_address = id.as_str().parse::<std::net::IpAddr>().is_ok();
    if is_address { Value::Text(id.to_string()) } else { Value::from(id) }
}

/// The names that load balancers have in the drawing, where a zone may lead to them.
pub(super) fn host_names(document: &Document) -> BTreeMap<ResourceId, String> {
    let all = || document.resources.iter().map(|(id, resource)| (id, resource.as_ref()));
    if !all().any(|(_, resource)| matches!(resource, Resource::HostedZone(_))) {
        return BTreeMap::new();
    }
    let network = Network::build(document);
    let name = |(id, resource): (&ResourceId, &Resource)| {
        let is_balancer = matches!(resource, Resource::LoadBalancer(_));
        let first = network.own_names_of(id, resource).into_iter().next().filter(|_| is_balancer);
        first.map(|(name, _)| (id.clone(), name))
    };
    all().filter_map(name).collect()
}

/// What AWS gives when it makes things that are written, and the expressions that give it: public addresses, and names of load
/// balancers, as the drawing calls them.
fn given(writer: &Writer<'_>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (id, resource) in &writer.document.resources {
        if !writer.references.contains_key(id) {
            continue;
        }
        let name = writer.name_of(id);
        match resource.as_ref() {
            Resource::ElasticIp(it) => {
                let address = it.public_ip.as_ref().map(ToString::to_string);
                found.extend(address.map(|address| (address, format!("aws_eip.{name}.public_ip"))));
            }
            Resource::Instance(_) => {
                let node = super::compute::primary(writer, id).map(|(_, node)| node);
                let public = node.and_then(|node| node.private_ip_addresses.first()?.public_ip.as_ref());
                let public = public.map(ToString::to_string);
                found.extend(public.map(|address| (address, format!("aws_instance.{name}.public_ip"))));
            }
            Resource::LoadBalancer(_) => {
                let address = writer.address_of(id);
                let called = writer.host_names.get(id);
                found.extend(called.map(|called| (plain(called), format!("{address}.dns_name"))));
            }
            _ => {}
        }
    }
    found
}

/// A name without case and without the dot at its end, and without what AWS puts before that of a load balancer.
fn plain(name: &str) -> String {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name.strip_prefix("dualstack.").map_or(name.clone(), str::to_owned)
}

fn told(given: &BTreeMap<String, String>, value: &str) -> Value {
    given.get(&plain(value)).map_or_else(
        || Value::Text(value.to_owned()),
        |expression| Value::Expression(expression.clone(), Box::new(Value::Text(value.to_owned()))),
    )
}

/// The zone of what an alias leads to: that of a load balancer, the same one, or one that somebody has to tell.
fn zone_of(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    own: &HostedZone,
    target: &AliasTarget,
    given: &BTreeMap<String, String>,
) -> Value {
    let known = target.hosted_zone_id.clone();
    let told = || Box::new(known.clone().map_or(Value::Nothing, Value::Text));
    let name = plain(target.dns_name.as_deref().unwrap_or_default());
    let balancer = given.get(&name).and_then(|expression| expression.strip_suffix(".dns_name"));
    if let Some(address) = balancer {
        return Value::Expression(format!("{address}.zone_id"), told());
    }
    let is_own = |set: &ResourceRecordSet| set.name.as_deref().map(plain).as_ref() == Some(&name);
    if known.as_deref() == Some(id.as_str())
        || known.is_none() && own.resource_record_sets.values().any(is_own)
    {
        return Value::Expression(format!("{}.zone_id", writer.address_of(id)), told());
    }
    match known {
        Some(known) if writer.document.resource(&known).is_some() => Value::Resource(ResourceId::new(&known)),
        Some(known) => Value::Text(known),
        None => writer.variable(
            "alias_zone_id",
            "The hosted zone of what aliases lead to, which the drawing does not hold",
        ),
    }
}

/// How long an answer is kept. The provider takes no records without it; an alias has none.
fn ttl(writer: &mut Writer<'_>, id: &ResourceId, own: &ResourceRecordSet) -> Option<Value> {
    /// What the console of AWS begins with.
    const USUAL: i64 = 300;
    match own.ttl {
        Some(ttl) => Some(Value::Number(i64::from(ttl))),
        None if own.resource_records.is_empty() => None,
        None => {
            let (called, name) = (writer.called(id), own.name.clone().unwrap_or_default());
            writer.left_out.push(format!(
                "{called}: the drawing does not tell how long an answer for {name} is kept: {USUAL} seconds are written."
            ));
            Some(Value::Expression(USUAL.to_string(), Box::new(Value::Nothing)))
        }
    }
}

/// Whether a policy is written by which AWS picks one of several records: without one it takes no word that tells them apart.
const fn is_one_of_several(own: &ResourceRecordSet) -> bool {
    own.weight.is_some() || own.region.is_some() || own.failover.is_some() || own.multi_value_answer
}

pub(super) fn zone(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &HostedZone) {
    let vpcs = own.vpcs.iter().map(|vpc| {
        Arguments::default().maybe("vpc_id", vpc.vpc_id.as_ref()).maybe("vpc_region", vpc.vpc_region.clone())
    });
    let arguments = Arguments::default()
        .maybe("name", own.name.clone())
        .maybe("comment", own.config.comment.clone())
        .blocks("vpc", vpcs.collect());
    writer.add(id, "aws_route53_zone", unnamed(arguments, resource));
    let given = given(writer);
    for (index, set) in own.resource_record_sets.values().enumerate() {
        if set.set_identifier.is_some() && !is_one_of_several(set) {
            let (called, name) = (writer.called(id), set.name.clone().unwrap_or_default());
            writer.left_out.push(format!("{called}: a record for {name} is not written: the policy by which AWS picks it is none that this export writes."));
            continue;
        }
        let alias = set.alias_target.as_ref().map(|target| {
            Arguments::default()
                .maybe("name", target.dns_name.as_ref().map(|name| told(&given, name)))
                .with("zone_id", zone_of(writer, id, own, target, &given))
                .with("evaluate_target_health", target.evaluate_target_health)
        });
        let policy = |key: &'static str, value: Option<Value>| {
            value.map(|value| Arguments::default().with(key, value))
        };
        let arguments = Arguments::default()
            .with("zone_id", id)
            .maybe("name", set.name.clone())
            .maybe("type", set.r#type.clone())
            .maybe("ttl", ttl(writer, id, set))
            .list("records", set.resource_records.iter().map(|record| told(&given, &record.value)))
            .maybe("set_identifier", set.set_identifier.clone())
            .maybe("health_check_id", set.health_check_id.as_deref().map(ResourceId::new).as_ref())
            .maybe("multivalue_answer_routing_policy", set.multi_value_answer.then_some(true))
            .blocks("alias", alias.into_iter().collect())
            .blocks(
                "weighted_routing_policy",
                policy("weight", set.weight.map(|weight| Value::Number(i64::from(weight))))
                    .into_iter()
                    .collect(),
            )
            .blocks(
                "latency_routing_policy",
                policy("region", set.region.clone().map(Value::Text)).into_iter().collect(),
            )
            .blocks(
                "failover_routing_policy",
                policy("type", set.failover.clone().map(Value::Text)).into_iter().collect(),
            );
        writer.part(id, &format!("_{}", index + 1), "aws_route53_record", arguments);
    }
}
