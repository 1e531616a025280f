//! Classic load balancers.

use super::hcl::{Arguments, Value};
use super::service::{nodes, subnets_of};
use super::writer::Writer;
use netyard_core::model::{LoadBalancer, LoadBalancerListener, Resource, ResourceId};

/// Why AWS makes none of it; nothing where it does.
pub(super) fn lacks(writer: &Writer<'_>, id: &ResourceId, own: &LoadBalancer) -> Option<&'static str> {
    let is_whole = |one: &LoadBalancerListener| one.port.is_some() && one.protocol.is_some();
    if !own.listeners.values().any(is_whole) {
        return Some("AWS makes no classic load balancer without a listener.");
    }
    subnets_of(&nodes(writer, id)).is_empty().then_some("the drawing does not tell its subnets.")
}

pub(super) fn balancer(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &LoadBalancer) {
    let nodes = nodes(writer, id);
    let subnets = subnets_of(&nodes);
    let groups = nodes.first().map(|(_, node)| node.group_ids.clone()).unwrap_or_default();
    let is_internal = own.scheme == "internal";
    let mut listeners = Vec::new();
    for one in own.listeners.values() {
        listeners.extend(listener(writer, one));
    }
    // Instances that an Auto Scaling group starts come and go with it.
    let instances = own.instances.values().filter_map(|row| row.instance_id.as_ref());
    let instances: Vec<&ResourceId> = instances.filter(|id| !writer.started.contains_key(*id)).collect();
    let check = own.health_check.as_ref().and_then(|check| {
        let number = |own: Option<u32>, usual: u32| i64::from(own.unwrap_or(usual));
        let arguments = Arguments::default()
            .with("target", check.target.clone()?)
            .with("interval", number(check.interval, 30))
            .with("timeout", number(check.timeout, 5))
            .with("healthy_threshold", number(check.healthy_threshold, 10))
            .with("unhealthy_threshold", number(check.unhealthy_threshold, 2));
        Some(arguments)
    });
    let arguments = Arguments::default()
        .maybe("name", writer.given_name(id))
        .with("internal", is_internal)
        .list("subnets", subnets.iter().copied())
        .list("security_groups", &groups)
        .list("instances", instances)
        // The provider switches it on where nobody says anything, and AWS does not.
        .with("cross_zone_load_balancing", own.switch(LoadBalancer::CROSS_ZONE).unwrap_or(false))
        .blocks("listener", listeners)
        .blocks("health_check", check.into_iter().collect())
        .told("dns_name", own.dns_name.clone());
    let arguments = super::balancing::unnamed(arguments, resource);
    let arguments =
        if is_internal { arguments } else { writer.after_gateway(arguments, subnets.first().copied()) };
    writer.add(id, "aws_elb", arguments);
}

/// One of which AWS knows port and protocol; what it takes where nobody says more is written.
fn listener(writer: &mut Writer<'_>, own: &LoadBalancerListener) -> Option<Arguments> {
    let (port, protocol) = (own.port?, own.protocol.as_deref()?.to_ascii_uppercase());
    let is_ciphered = matches!(protocol.as_str(), "HTTPS" | "SSL");
    let usual = if protocol.starts_with("HTTP") { "HTTP" } else { "TCP" };
    let certificate = is_ciphered.then(|| match own.certificate_arns.first() {
        Some(arn) => Value::Text(arn.clone()),
        None => {
            writer.variable("certificate_arn", "The certificate of listeners of which the drawing holds none")
        }
    });
    let told = own.instance_protocol.as_deref().map(str::to_ascii_uppercase);
    let arguments = Arguments::default()
        .with("lb_port", i64::from(port))
        .with("lb_protocol", protocol)
        .with("instance_port", i64::from(own.instance_port.unwrap_or(port)))
        .with("instance_protocol", told.unwrap_or_else(|| usual.to_owned()))
        .maybe("ssl_certificate_id", certificate);
    Some(arguments)
}
