//! Interface endpoints at random in an organisation, and flows to and from them (section 15 of the rule book).

use super::evaluate::Flow;
use super::facts::{Facts, Interface};
use super::holders::Kind;
use super::opinion::Reason;
use super::policies;
use super::unknown::SERVICES;
use super::walk::{Packet, stop};
use crate::random_network::Dice;
use netyard_core::model::{Document, Resource};
use netyard_core::net::Protocol;
use serde_json::{Value, json};

/// The document with an endpoint in about every second subnet.
pub(crate) fn with_endpoints(document: &Document, dice: &mut Dice) -> Document {
    let mut whole: Value = serde_json::from_str(&netyard_core::schema::save(document)).unwrap();
    let groups = |vpc: &str| -> Vec<String> {
        let of_vpc = document.resources.iter().filter(|(_, resource)| match resource.as_ref() {
            Resource::SecurityGroup(group) => group.vpc_id.as_ref().is_some_and(|id| id.as_str() == vpc),
            _ => false,
        });
        of_vpc.map(|(id, _)| id.to_string()).collect()
    };
    for (id, resource) in &document.resources {
        let Resource::Subnet(subnet) = resource.as_ref() else { continue };
        if dice.one_in(2) {
            continue;
        }
        let vpc = subnet.vpc_id.as_ref().unwrap().to_string();
        let host = |block: &str, host: &str| block.rsplit_once(host).map(|(net, _)| net.to_owned());
        let block = subnet.cidr_block.as_ref().unwrap().to_string();
        let address = format!("{}.250", host(&block, ".").unwrap());
        let all = groups(&vpc);
        let named: Vec<&String> = if all.is_empty() { Vec::new() } else { vec![&all[dice.below(all.len())]] };
        let state = if dice.one_in(6) { dice.pick(&["failed", "pendingAcceptance"]) } else { "available" };
        let (endpoint, interface) = (format!("vpce-i-{id}"), format!("eni-vpce-{id}"));
        let mut written = json!({"type": "networkInterface", "subnetId": id.as_str(),
            "privateIpAddresses": [{"privateIpAddress": address}], "groupIds": named,
            "sourceDestCheck": !dice.one_in(3), "attachment": {"instanceId": endpoint}});
        if let Some(block) = subnet.ipv6_cidr_block.as_ref().filter(|_| dice.one_in(2)) {
            let net = host(&block.to_string(), "/").unwrap();
            written["ipv6Addresses"] = json!([{"ipv6Address": format!("{net}fa")}]);
        }
        whole["resources"][&interface] = written;
        whole["resources"][&endpoint] = json!({"type": "vpcEndpoint", "vpcEndpointType": "Interface", "vpcId": vpc,
            "serviceName": "com.amazonaws.eu-west-1.sqs", "ipAddressType": "dualstack", "state": state});
        if dice.one_in(2) {
            whole["resources"][&endpoint]["policyDocument"] = policies::random(dice, &vpc, &endpoint);
        }
    }
    for (id, resource) in &document.resources {
        if let Resource::VpcEndpoint(own) = resource.as_ref() {
            let vpc = own.vpc_id.as_ref().unwrap();
            whole["resources"][id.as_str()]["policyDocument"] =
                policies::random(dice, vpc.as_str(), id.as_str());
        }
    }
    netyard_core::schema::open(&whole.to_string()).unwrap().document
}

/// Flows that an endpoint has a part in.
pub(crate) fn flows(dice: &mut Dice, document: &Document, count: usize) -> Vec<Flow> {
    let of = |prefix: &str| -> Vec<String> {
        document.resources.keys().map(ToString::to_string).filter(|id| id.starts_with(prefix)).collect()
    };
    // An instance without an interface is no end that anybody knows.
    let is_there = |host: &String| {
        document.resources.values().any(|resource| {
            matches!(resource.as_ref(), Resource::NetworkInterface(interface)
                if interface.instance_id().is_some_and(|id| id.as_str() == host))
        })
    };
    let endpoints = of("vpce-i-");
    let hosts: Vec<String> = of("i-").into_iter().filter(is_there).collect();
    if endpoints.is_empty() || hosts.is_empty() {
        return Vec::new();
    }
    let mut flows = Vec::new();
    for _ in 0..count {
        let is_ipv4 = !dice.one_in(4);
        let endpoint = endpoints[dice.below(endpoints.len())].clone();
        let host = hosts[dice.below(hosts.len())].clone();
        let (from, to) = match dice.below(12) {
            0 | 1 => (endpoint, host),
            2 => (endpoint, "internet".to_owned()),
            4 => (host, SERVICES[dice.below(2)].3.to_owned()),
            3 => ("internet".to_owned(), endpoint),
            _ => (host, endpoint),
        };
        let is_ipv4 = is_ipv4 || to.parse::<std::net::Ipv4Addr>().is_ok();
        let protocol = match dice.below(8) {
            0 => Protocol::Udp,
            1 if is_ipv4 => Protocol::Icmp,
            1 => Protocol::Icmpv6,
            _ => Protocol::Tcp,
        };
        flows.push(Flow {
            from,
            to,
            name: None,
            is_ipv4,
            protocol,
            port: [443, 443, 443, 22][dice.below(4)],
            source_port: None,
        });
    }
    flows
}

fn is_endpoint(interface: &Interface) -> bool {
    interface.holder.as_ref().is_some_and(|holder| holder.kind == Kind::Endpoint)
}

/// A service behind an endpoint opens no connections (R-IFE-7).
pub(crate) fn may_open(interface: &Interface) -> Result<(), (Reason, String)> {
    if is_endpoint(interface) { stop(Reason::OneWay, &interface.place()) } else { Ok(()) }
}

/// It takes tcp, and answers no echo (R-IFE-8). Its policy decides about requests to AWS's own services.
pub(crate) fn is_served(
    facts: &Facts,
    interface: &Interface,
    packet: &Packet,
) -> Result<(), (Reason, String)> {
    if is_endpoint(interface) && packet.protocol != Protocol::Tcp {
        return stop(Reason::Protocol, &interface.place());
    }
    // These are endpoints for queues, and SQS works by HTTPS only.
    if is_endpoint(interface) && packet.port != 443 {
        return stop(Reason::Listener, &interface.place());
    }
    if is_endpoint(interface) { policies::ask(facts, &interface.place(), packet) } else { Ok(()) }
}

/// The internet does not reach it, also not by its IPv6 addresses (R-IFE-15).
pub(crate) fn is_open_to_the_internet(interface: &Interface, is_reply: bool) -> Result<(), (Reason, String)> {
    let is_kept = is_endpoint(interface) && !is_reply;
    if is_kept { stop(Reason::NoPublicAddress, "internet") } else { Ok(()) }
}
