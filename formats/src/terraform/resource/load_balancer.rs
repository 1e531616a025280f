use super::common::{block, name, region, tags};
use crate::declared::balancing::{self, TOLD_ELSEWHERE, rows};
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{
    ClassicHealthCheck, FixedResponseConfig, LoadBalancer, LoadBalancerAction, LoadBalancerListener,
    LoadBalancerRule, RedirectConfig, RegisteredInstance, Resource, RowId, RuleCondition, TargetGroupTuple,
};
use std::collections::BTreeMap;

/// Reads `aws_lb`, with a node in each of its subnets.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = LoadBalancer::default();
    let mappings = view.list("subnet_mapping");
    let subnets = view.ids("subnets");
    let mut all = subnets.clone();
    for mapping in &mappings {
        all.extend(mapping.id("subnet_id").filter(|id| !subnets.contains(id)));
    }
    let is_open =
        view.is_unknown("subnets") || view.is_unknown("subnet_mapping") || view.is_unknown("internal");
    let is_internal = view.flag("internal").unwrap_or(false);
    let balancer = LoadBalancer {
        name: view.text("name").or_else(|| Some(name(own))),
        tags: tags(own),
        load_balancer_type: view.text("load_balancer_type").unwrap_or(usual.load_balancer_type),
        scheme: if is_internal { "internal" } else { "internet-facing" }.to_owned(),
        vpc_id: view.id("vpc_id").or_else(|| maker.vpc_of(&all)),
        ip_address_type: view.text("ip_address_type").unwrap_or(usual.ip_address_type),
        dns_name: Some(dns_name(maker, own)),
        attributes: cross_zone(&view, "enable_cross_zone_load_balancing"),
        enforce_security_group_inbound_rules_on_private_link_traffic: view
            .text("enforce_security_group_inbound_rules_on_private_link_traffic")
            .filter(|word| word != "on"),
        ..LoadBalancer::default()
    };
    let is_public = !is_internal && balancer.load_balancer_type != "gateway";
    let groups = maker.groups(own, &view, "security_groups");
    maker.insert(own, balancer);
    if is_open || view.is_unknown("security_groups") {
        maker.note(own, "Nothing tells all of its subnets and groups: a packet to it ends UNKNOWN.");
        maker.doubts.insert("networkInterface");
    }
    let nodes = maker.interfaces(own, &all, &groups, is_public);
    for mapping in &mappings {
        let subnet = mapping.id("subnet_id");
        let node =
            all.iter().zip(&nodes).find(|(id, _)| Some(*id) == subnet.as_ref()).map(|(_, node)| node.clone());
        let (address, allocation) = (mapping.address("private_ipv4_address"), mapping.id("allocation_id"));
        let Some(node) = node else { continue };
        if let Some(address) = address {
            maker.give_address(&node, address);
        }
        if let Some(allocation) = allocation {
            maker.change(
                &allocation,
                |resource| if let Resource::ElasticIp(it) = resource { Some(it) } else { None },
                |it| it.network_interface_id = Some(node),
            );
        }
    }
}

fn dns_name(maker: &Maker<'_>, own: &Own) -> String {
    let told = own.view().text("dns_name");
    told.unwrap_or_else(|| {
        let name =
            format!("{}.{}.elb.amazonaws.com", own.id, region(own).unwrap_or_default()).to_ascii_lowercase();
        maker.note(own, &format!("AWS gives it a name when it makes it; {name} stands for it."));
        name
    })
}

fn cross_zone(view: &View<'_>, key: &str) -> BTreeMap<String, String> {
    let told = view.flag(key);
    told.map(|is_on| (LoadBalancer::CROSS_ZONE.to_owned(), is_on.to_string())).into_iter().collect()
}

/// Reads `aws_elb`: a classic load balancer.
pub(super) fn classic(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let subnets = view.ids("subnets");
    let is_internal = view.flag("internal").unwrap_or(false);
    let listeners = view.list("listener").into_iter().enumerate().map(|(index, part)| {
        let upper = |key: &str| part.text(key).map(|word| word.to_ascii_uppercase());
        let listener = LoadBalancerListener {
            protocol: upper("lb_protocol"),
            port: part.small("lb_port"),
            certificate_arns: part.text("ssl_certificate_id").into_iter().collect(),
            instance_protocol: upper("instance_protocol"),
            instance_port: part.small("instance_port"),
            ..LoadBalancerListener::default()
        };
        (RowId::new(&format!("l{}", index + 1)), listener)
    });
    let instances = view.ids("instances").into_iter().enumerate().map(|(index, id)| {
        let row = RegisteredInstance { instance_id: Some(id), ..RegisteredInstance::default() };
        (RowId::new(&format!("i{}", index + 1)), row)
    });
    let mut unknown = Vec::new();
    for (key, part) in [("listener", "listeners"), ("instances", "targets")] {
        if view.is_unknown(key) {
            unknown.push(part.to_owned());
        }
    }
    let balancer = LoadBalancer {
        name: view.text("name").or_else(|| Some(name(own))),
        tags: tags(own),
        load_balancer_type: "classic".to_owned(),
        scheme: if is_internal { "internal" } else { "internet-facing" }.to_owned(),
        vpc_id: maker.vpc_of(&subnets),
        dns_name: Some(dns_name(maker, own)),
        listeners: listeners.collect(),
        instances: instances.collect(),
        health_check: block(&view, "health_check").map(|part| ClassicHealthCheck {
            target: part.text("target"),
            interval: part.small("interval"),
            timeout: part.small("timeout"),
            healthy_threshold: part.small("healthy_threshold"),
            unhealthy_threshold: part.small("unhealthy_threshold"),
            ..ClassicHealthCheck::default()
        }),
        // The provider switches it on where nobody says anything.
        attributes: if view.has("cross_zone_load_balancing") {
            cross_zone(&view, "cross_zone_load_balancing")
        } else {
            BTreeMap::from([(LoadBalancer::CROSS_ZONE.to_owned(), true.to_string())])
        },
        unknown,
        ..LoadBalancer::default()
    };
    let groups = maker.groups(own, &view, "security_groups");
    maker.insert(own, balancer);
    maker.interfaces(own, &subnets, &groups, !is_internal);
}

/// Reads `aws_lb_listener`.
pub(super) fn listener(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let is_open = ["port", "protocol", "default_action"].iter().any(|key| view.is_unknown(key));
    let certificate = view.text("certificate_arn");
    let is_elsewhere = certificate.is_none() && view.is_unknown("certificate_arn");
    let listener = LoadBalancerListener {
        protocol: view.text("protocol"),
        port: view.small("port"),
        certificate_arns: certificate
            .or_else(|| is_elsewhere.then(|| TOLD_ELSEWHERE.to_owned()))
            .into_iter()
            .collect(),
        default_actions: actions(&view, "default_action"),
        ..LoadBalancerListener::default()
    };
    balancing::listener(maker, own, "load_balancer_arn", listener, is_open);
}

/// Reads `aws_lb_listener_rule`, once the listeners are there.
pub(super) fn rule(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let is_open =
        ["priority", "condition", "action"].iter().any(|key| view.is_unknown(key)) || !view.has("priority");
    let rule = LoadBalancerRule {
        priority: view.small("priority"),
        conditions: conditions(&view),
        actions: actions(&view, "action"),
        ..LoadBalancerRule::default()
    };
    balancing::rule(maker, own, "listener_arn", rule, is_open);
}

/// Actions in the order in which AWS takes them.
fn actions(view: &View<'_>, key: &str) -> BTreeMap<RowId, LoadBalancerAction> {
    let mut all: Vec<(i64, LoadBalancerAction)> =
        view.list(key).iter().map(|part| (part.number("order").unwrap_or(0), action(part))).collect();
    all.sort_by_key(|(order, _)| *order);
    rows("a", all.into_iter().map(|(_, action)| action))
}

fn action(view: &View<'_>) -> LoadBalancerAction {
    let forward = block(view, "forward");
    let tuples = forward.map(|forward| forward.list("target_group")).unwrap_or_default();
    let tuples: Vec<TargetGroupTuple> = tuples
        .iter()
        .map(|tuple| TargetGroupTuple {
            target_group_arn: tuple.id("arn"),
            weight: tuple.small("weight"),
            ..TargetGroupTuple::default()
        })
        .collect();
    let single = view.id("target_group_arn");
    let single = single.or_else(|| tuples.first().filter(|_| tuples.len() == 1)?.target_group_arn.clone());
    let target_groups = if tuples.len() > 1 { rows("g", tuples) } else { BTreeMap::new() };
    LoadBalancerAction {
        action_type: view.text("type"),
        target_group_arn: single.filter(|_| target_groups.is_empty()),
        target_groups,
        redirect_config: block(view, "redirect").map(|part| RedirectConfig {
            protocol: part.text("protocol"),
            port: part.text("port"),
            host: part.text("host"),
            path: part.text("path"),
            query: part.text("query"),
            status_code: part.text("status_code"),
            ..RedirectConfig::default()
        }),
        fixed_response_config: block(view, "fixed_response").map(|part| FixedResponseConfig {
            status_code: part.text("status_code"),
            content_type: part.text("content_type"),
            message_body: part.text("message_body"),
            ..FixedResponseConfig::default()
        }),
        ..LoadBalancerAction::default()
    }
}

/// Conditions: each block asks for one thing, or for several of which all must hold.
fn conditions(view: &View<'_>) -> BTreeMap<RowId, RuleCondition> {
    const FIELDS: [(&str, &str); 5] = [
        ("host_header", "host-header"),
        ("http_header", "http-header"),
        ("http_request_method", "http-request-method"),
        ("path_pattern", "path-pattern"),
        ("source_ip", "source-ip"),
    ];
    let mut found = Vec::new();
    for part in view.list("condition") {
        for (key, field) in FIELDS {
            let Some(asked) = block(&part, key) else { continue };
            found.push(RuleCondition {
                field: Some(field.to_owned()),
                values: asked.texts("values"),
                regex_values: asked.texts("regex_values"),
                http_header_name: asked.text("http_header_name"),
                ..RuleCondition::default()
            });
        }
        let query = part.list("query_string");
        if !query.is_empty() {
            let values = query.iter().filter_map(|pair| {
                let value = pair.text("value")?;
                Some(pair.text("key").map_or_else(|| value.clone(), |key| format!("{key}={value}")))
            });
            found.push(RuleCondition {
                field: Some("query-string".to_owned()),
                values: values.collect(),
                ..RuleCondition::default()
            });
        }
    }
    rows("c", found)
}
