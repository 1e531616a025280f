use super::{elastic_ip, listener};
use crate::declared::balancing::{self, TOLD_ELSEWHERE};
use crate::declared::maker::Maker;
use crate::declared::own::{Own, View};
use netyard_core::model::{LoadBalancer, LoadBalancerListener, LoadBalancerRule};
use std::collections::BTreeMap;

/// Reads `AWS::ElasticLoadBalancingV2::LoadBalancer`, with a node in each of its subnets.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = LoadBalancer::default();
    let mappings = view.list("SubnetMappings");
    let mut subnets = view.ids("Subnets");
    subnets.extend(mappings.iter().filter_map(|mapping| mapping.id("SubnetId")));
    let mut unknown = Vec::new();
    if view.is_unknown("LoadBalancerAttributes") {
        unknown.push("attributes".to_owned());
    }
    // What it is, and whom it faces, decides about every packet.
    if view.is_any_unknown(&["Type", "Scheme", "IpAddressType", "Subnets", "SubnetMappings"]) {
        unknown.push("listeners".to_owned());
        maker.note(own, "Nothing tells its type, its scheme, its kind of addresses or all of its subnets: a packet that comes to it ends UNKNOWN.");
    }
    let dns_name = own.given.get("DNSName").cloned();
    let balancer = LoadBalancer {
        name: Some(view.text("Name").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        load_balancer_type: view.text("Type").unwrap_or(usual.load_balancer_type),
        scheme: view.text("Scheme").unwrap_or(usual.scheme),
        vpc_id: maker.vpc_of(&subnets),
        ip_address_type: view.text("IpAddressType").unwrap_or(usual.ip_address_type),
        dns_name,
        attributes: attributes(&view, "LoadBalancerAttributes"),
        enforce_security_group_inbound_rules_on_private_link_traffic: view
            .text("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")
            .filter(|word| word != "on"),
        unknown,
        ..LoadBalancer::default()
    };
    let is_public = balancer.scheme == "internet-facing" && balancer.load_balancer_type != "gateway";
    if let Some(name) = &balancer.dns_name {
        maker.note(own, &format!("AWS gives it a name when it makes it; {name} stands for it."));
    }
    let groups = maker.groups(own, &view, "SecurityGroups");
    maker.insert(own, balancer);
    if view.is_any_unknown(&["Subnets", "SubnetMappings"]) {
        maker.doubts.insert("networkInterface");
    }
    let nodes = maker.interfaces(own, &subnets, &groups, is_public);
    for (mapping, node) in
        mappings.iter().zip(nodes.iter().skip(subnets.len() - mappings.len().min(subnets.len())))
    {
        if let Some(address) = mapping.address("PrivateIPv4Address") {
            maker.give_address(node, address);
        }
        if let Some(allocation) = mapping.id("AllocationId") {
            elastic_ip::give(maker, &allocation, node.clone(), None);
        }
    }
}

/// Attributes, as pairs of `Key` and `Value`.
pub(super) fn attributes(view: &View<'_>, key: &str) -> BTreeMap<String, String> {
    let pairs = view.list(key);
    pairs.iter().filter_map(|pair| Some((pair.text("Key")?, pair.text("Value")?))).collect()
}

/// Reads `AWS::ElasticLoadBalancingV2::Listener`.
pub(super) fn listener(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let certificates = view.list("Certificates");
    let is_open = own.perhaps.is_some()
        || ["Port", "Protocol", "DefaultActions"].iter().any(|key| view.is_unknown(key));
    let told = certificates.iter().map(|one| one.text("CertificateArn"));
    let mut certificate_arns: Vec<String> =
        told.map(|arn| arn.unwrap_or_else(|| TOLD_ELSEWHERE.to_owned())).collect();
    if certificate_arns.is_empty() && view.is_unknown("Certificates") {
        certificate_arns.push(TOLD_ELSEWHERE.to_owned());
    }
    let listener = LoadBalancerListener {
        protocol: view.text("Protocol"),
        port: view.small("Port"),
        certificate_arns,
        default_actions: listener::actions(&view, "DefaultActions"),
        ..LoadBalancerListener::default()
    };
    balancing::listener(maker, own, "LoadBalancerArn", listener, is_open);
}

/// Reads `AWS::ElasticLoadBalancingV2::ListenerRule`, once the listeners are there.
pub(super) fn rule(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let is_open =
        own.perhaps.is_some() || ["Priority", "Conditions", "Actions"].iter().any(|key| view.is_unknown(key));
    let rule = LoadBalancerRule {
        priority: view.small("Priority"),
        conditions: listener::conditions(&view),
        actions: listener::actions(&view, "Actions"),
        ..LoadBalancerRule::default()
    };
    balancing::rule(maker, own, "ListenerArn", rule, is_open);
}
