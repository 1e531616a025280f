use super::{elastic_ip, listener};
use crate::cloudformation::maker::Maker;
use crate::cloudformation::own::{Own, View};
use netyard_core::model::{
    LoadBalancer, LoadBalancerListener, LoadBalancerRule, PrivateIpAddress, Resource, ResourceId, RowId,
};
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
    let dns = maker.world.attribute(own.stack, &own.logical, "DNSName", own.place);
    let balancer = LoadBalancer {
        name: Some(view.text("Name").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        load_balancer_type: view.text("Type").unwrap_or(usual.load_balancer_type),
        scheme: view.text("Scheme").unwrap_or(usual.scheme),
        vpc_id: vpc_of(maker, &subnets),
        ip_address_type: view.text("IpAddressType").unwrap_or(usual.ip_address_type),
        dns_name: dns.scalar().map(str::to_owned),
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
    let groups = view.ids("SecurityGroups");
    maker.insert(own, balancer);
    let nodes = maker.interfaces(own, &subnets, &groups, is_public);
    for (mapping, node) in
        mappings.iter().zip(nodes.iter().skip(subnets.len() - mappings.len().min(subnets.len())))
    {
        if let Some(address) = mapping.address("PrivateIPv4Address") {
            maker.change(
                node,
                |resource| if let Resource::NetworkInterface(it) = resource { Some(it) } else { None },
                |node| {
                    let entry = PrivateIpAddress {
                        private_ip_address: Some(address),
                        primary: true,
                        ..PrivateIpAddress::default()
                    };
                    node.private_ip_addresses.push(entry);
                },
            );
        }
        if let Some(allocation) = mapping.id("AllocationId") {
            elastic_ip::give(maker, &allocation, node.clone(), None);
        }
    }
}

/// The VPC of a subnet of the drawing.
pub(super) fn vpc_of(maker: &Maker<'_>, subnets: &[ResourceId]) -> Option<ResourceId> {
    let mut known = subnets.iter().filter_map(|id| maker.document.subnet(id.as_str()));
    known.find_map(|subnet| subnet.vpc_id.clone())
}

/// Attributes, as pairs of `Key` and `Value`.
pub(super) fn attributes(view: &View<'_>, key: &str) -> BTreeMap<String, String> {
    let pairs = view.list(key);
    pairs.iter().filter_map(|pair| Some((pair.text("Key")?, pair.text("Value")?))).collect()
}

fn change(maker: &mut Maker<'_>, id: &ResourceId, change: impl FnOnce(&mut LoadBalancer)) -> bool {
    maker.change(
        id,
        |resource| if let Resource::LoadBalancer(it) = resource { Some(it) } else { None },
        change,
    )
}

fn does_not_know(maker: &mut Maker<'_>, own: &Own, id: &ResourceId, part: &str) {
    change(maker, id, |balancer| {
        if !balancer.unknown.iter().any(|known| known == part) {
            balancer.unknown.push(part.to_owned());
        }
    });
    let why = format!(
        "The template does not tell it whole: the {part} of {id} count as not known, and a packet that needs them ends UNKNOWN."
    );
    maker.note(own, &why);
}

/// Stands for a certificate whose ARN the template takes from elsewhere: that there is one counts, not which one it is.
const TOLD_ELSEWHERE: &str = "certificate-told-elsewhere";

/// Reads `AWS::ElasticLoadBalancingV2::Listener`.
pub(super) fn listener(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let balancer = view.id("LoadBalancerArn");
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
    let Some(id) = balancer.filter(|id| maker.document.load_balancer(id.as_str()).is_some()) else {
        maker.skip(own, "Its load balancer is not in the drawing.");
        return;
    };
    let mut row = None;
    change(maker, &id, |balancer| {
        let own = RowId::new(&format!("l{}", balancer.listeners.len() + 1));
        balancer.listeners.insert(own.clone(), listener);
        row = Some(own);
    });
    maker.read(own);
    if is_open {
        does_not_know(maker, own, &id, "listeners");
    }
    maker.listeners.extend(row.map(|row| (own.id.clone(), (id, row))));
}

/// Reads `AWS::ElasticLoadBalancingV2::ListenerRule`, once the listeners are there.
pub(super) fn rule(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let listener = view.id("ListenerArn").and_then(|id| maker.listeners.get(&id).cloned());
    let is_open =
        own.perhaps.is_some() || ["Priority", "Conditions", "Actions"].iter().any(|key| view.is_unknown(key));
    let rule = LoadBalancerRule {
        priority: view.small("Priority"),
        conditions: listener::conditions(&view),
        actions: listener::actions(&view, "Actions"),
        ..LoadBalancerRule::default()
    };
    let Some((balancer, row)) = listener else {
        maker.skip(own, "Its listener is not in the drawing.");
        return;
    };
    let name = rule.priority.map_or_else(|| format!("r-{}", own.logical), |priority| format!("r{priority}"));
    change(maker, &balancer, |balancer| {
        if let Some(listener) = balancer.listeners.get_mut(&row) {
            listener.rules.insert(RowId::new(&name), rule);
        }
    });
    maker.read(own);
    if is_open {
        does_not_know(maker, own, &balancer, "rules");
    }
}
