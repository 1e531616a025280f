//! The Route 53 Resolver: endpoints with their addresses, and rules with the VPCs that they count for. The answer about
//! the addresses of an endpoint does not say which endpoint it is of; the interfaces do, in their descriptions.

use super::about::{self, answers};
use super::account::is_account_id;
use super::hosted_zone::plain;
use super::importer::Importer;
use super::item::{Item, address, number};
use super::managed_service::attach_all;
use netyard_core::model::{
    Extra, Ipv6Address, NetworkInterface, PrivateIpAddress, ResolverEndpoint, ResolverRule, Resource,
    ResourceId, RowId, TargetAddress,
};
use netyard_core::net::Address;
use std::collections::BTreeMap;

const ENDPOINT: &str = "Resolver endpoint";
const ADDRESS: &str = "Address of a resolver endpoint";
const RULE: &str = "Resolver rule";
const ASSOCIATION: &str = "Resolver rule association";
/// The type name of a rule, as VPCs write down what they do not know.
const KIND: &str = "resolverRule";
/// How the ids begin of what AWS makes by itself.
const AUTODEFINED: &str = "rslvr-autodefined-";
/// How the description of an interface begins: `Route 53 Resolver: rslvr-in-1:rni-1`.
const DESCRIPTION: &str = "Route 53 Resolver: ";

/// The endpoint that the description of an interface names, and the address of it.
pub(super) fn described(description: &str) -> Option<(ResourceId, &str)> {
    let named = description.strip_prefix(DESCRIPTION)?.trim();
    let (endpoint, address) = named.split_once(':').unwrap_or((named, ""));
    endpoint.starts_with("rslvr-").then(|| (ResourceId::new(endpoint), address))
}

/// An endpoint of which only an interface tells. Its id says which way it works.
pub(super) fn untold(id: &ResourceId) -> ResolverEndpoint {
    let direction = if id.as_str().starts_with("rslvr-out") { "OUTBOUND" } else { "INBOUND" };
    ResolverEndpoint { direction: direction.to_owned(), ..ResolverEndpoint::default() }
}

/// Reads `ResolverEndpoints` and the `IpAddresses` of each.
pub(super) fn read_endpoints(importer: &mut Importer) {
    let items = importer.take("ResolverEndpoints");
    let mut interfaces: BTreeMap<ResourceId, Vec<ResourceId>> = BTreeMap::new();
    let mut known: Vec<(ResourceId, Item)> = Vec::new();
    for item in items {
        let Some(id) = importer.id(&item, "Id", ENDPOINT) else { continue };
        let text = |key: &str| item.text(key).map(str::to_owned);
        let mut endpoint = ResolverEndpoint {
            name: item.text("Name").map(str::to_owned),
            tags: item.tags(),
            host_vpc_id: item.id("HostVPCId"),
            protocols: texts(&item, "Protocols").into_iter().map(str::to_owned).collect(),
            ..untold(&id)
        };
        if let Some(direction) = text("Direction") {
            endpoint.direction = direction;
        }
        if let Some(kind) = text("ResolverEndpointType") {
            endpoint.resolver_endpoint_type = kind;
        }
        if let Some(status) = text("Status") {
            endpoint.status = status;
        }
        // Plain DNS alone is what an endpoint without any word speaks.
        if endpoint.protocols == ["Do53"] {
            endpoint.protocols.clear();
        }
        importer.insert(&item, id.clone(), endpoint);
        known.push((id, item));
    }
    for (interface, description) in &importer.managed {
        if let Some((endpoint, _)) = described(description) {
            interfaces.entry(endpoint).or_default().push(interface.clone());
        }
    }
    for answer in answers(importer.take("IpAddresses")) {
        addresses(importer, &known, &mut interfaces, &answer);
    }
    for (id, item) in known {
        let own = interfaces.remove(&id).unwrap_or_default();
        attach_all(importer, &item, &id, &own, ENDPOINT);
        let count = number(&item.value, "IpAddressCount").and_then(|count| usize::try_from(count).ok());
        if let Some(count) = count.filter(|count| !own.is_empty() && *count > own.len()) {
            let why = format!("It has {count} addresses, and the answers tell of {}.", own.len());
            importer.approximate(&item, ENDPOINT, &why);
        }
    }
}

/// The addresses of one endpoint: each is an interface, and where no answer tells of that it is made.
fn addresses(
    importer: &mut Importer,
    known: &[(ResourceId, Item)],
    interfaces: &mut BTreeMap<ResourceId, Vec<ResourceId>>,
    answer: &[Item],
) {
    let Some(first) = answer.first() else { return };
    let by_description = answer.iter().find_map(|item| {
        let wanted = item.text("IpId")?;
        let mut all = importer.managed.values().filter_map(|description| described(description));
        all.find(|(_, address)| *address == wanted).map(|(endpoint, _)| endpoint)
    });
    let Some(endpoint) = by_description.or_else(|| about::of(first, known.iter().map(|(id, _)| id)).cloned())
    else {
        for item in answer {
            let why = "Nothing tells which endpoint it is of. Import the answers of list-resolver-endpoints and describe-network-interfaces, too, or put the id of the endpoint into the name of the file.";
            importer.skip(item, ADDRESS, why);
        }
        return;
    };
    let Some((_, own)) = known.iter().find(|(id, _)| *id == endpoint) else {
        for item in answer {
            let why = format!(
                "It is of {endpoint}, of which no answer tells. Import list-resolver-endpoints, too."
            );
            importer.skip(item, ADDRESS, &why);
        }
        return;
    };
    let groups: Vec<ResourceId> = texts(own, "SecurityGroupIds").into_iter().map(ResourceId::new).collect();
    for item in answer {
        if let Some(interface) = interface_of(importer, item, &groups) {
            let all = interfaces.entry(endpoint.clone()).or_default();
            if !all.contains(&interface) {
                all.push(interface);
            }
        }
    }
}

/// The interface that has the address in its subnet, or a new one.
fn interface_of(importer: &mut Importer, item: &Item, groups: &[ResourceId]) -> Option<ResourceId> {
    let subnet_id = item.id("SubnetId");
    let (ip, ipv6) = (address(&item.value, "Ip"), address(&item.value, "Ipv6"));
    if ip.is_none() && ipv6.is_none() {
        importer.skip(item, ADDRESS, "It has no address yet.");
        return None;
    }
    let has = |own: &NetworkInterface| {
        let same = |one: Option<&Address>, other: &Option<Address>| {
            one.and_then(Address::ip).is_some_and(|ip| other.as_ref().and_then(Address::ip) == Some(ip))
        };
        own.subnet_id == subnet_id
            && (own.private_ip_addresses.iter().any(|it| same(it.private_ip_address.as_ref(), &ip))
                || own.ipv6_addresses.iter().any(|it| same(Some(&it.ipv6_address), &ipv6)))
    };
    let found = importer.document.resources.iter().find(
        |(_, resource)| matches!(resource.as_ref(), Resource::NetworkInterface(interface) if has(interface)),
    );
    if let Some((id, _)) = found {
        let id = id.clone();
        importer.report.read(&item.file, &item.place, ADDRESS);
        return Some(id);
    }
    if subnet_id.as_ref().is_none_or(|id| importer.document.subnet(id.as_str()).is_none()) {
        importer.skip(item, ADDRESS, "Its subnet is not in the drawing.");
        return None;
    }
    let rni = importer.id(item, "IpId", ADDRESS)?;
    let id = ResourceId::new(&format!("eni-{rni}"));
    let private_ip_addresses = ip.map(|ip| PrivateIpAddress {
        private_ip_address: Some(ip),
        primary: true,
        ..PrivateIpAddress::default()
    });
    let ipv6 = ipv6.map(|ipv6_address| Ipv6Address { ipv6_address, extra: Extra::new() });
    let interface = NetworkInterface {
        subnet_id,
        private_ip_addresses: private_ip_addresses.into_iter().collect(),
        ipv6_addresses: ipv6.into_iter().collect(),
        group_ids: groups.to_vec(),
        ..NetworkInterface::default()
    };
    let why = "No answer tells of its network interface; it is made from the address and the groups of the endpoint.";
    importer.approximate(item, "Network interface", why);
    importer.insert(item, id.clone(), interface);
    Some(id)
}

/// Reads `ResolverRules` and `ResolverRuleAssociations`.
pub(super) fn read_rules(importer: &mut Importer) {
    let mut vpcs = associations(importer);
    for item in importer.take("ResolverRules") {
        let Some(id) = importer.id(&item, "Id", RULE) else { continue };
        if id.as_str().starts_with(AUTODEFINED) {
            continue;
        }
        let endpoint = item.id("ResolverEndpointId");
        let drawn = endpoint.clone().filter(|id| importer.document.resolver_endpoint(id.as_str()).is_some());
        if let Some(endpoint) = endpoint.filter(|_| drawn.is_none()) {
            let why = format!(
                "It forwards by {endpoint}, of which no answer tells: a name that it forwards ends as unknown."
            );
            importer.approximate(&item, RULE, &why);
        }
        let mut rule = ResolverRule {
            name: item.text("Name").map(str::to_owned),
            tags: item.tags(),
            domain_name: item.text("DomainName").map(plain),
            delegation_record: item.text("DelegationRecord").map(plain),
            target_ips: targets(&item),
            resolver_endpoint_id: drawn,
            vpc_ids: vpcs.remove(&id).into_iter().flatten().map(|(vpc, _)| vpc).collect(),
            ..ResolverRule::default()
        };
        if let Some(kind) = item.text("RuleType") {
            kind.clone_into(&mut rule.rule_type);
        }
        if let Some(status) = item.text("Status") {
            status.clone_into(&mut rule.status);
        }
        importer.note_owner(&id, item.text("OwnerId").filter(|owner| is_account_id(owner)));
        importer.insert(&item, id, rule);
    }
    for (rule, left) in vpcs {
        for (vpc, item) in left {
            let why = format!(
                "No answer tells of {rule}: a question for a name ends as unknown in {vpc}. Import the answer of list-resolver-rules, too."
            );
            importer.approximate(&item, ASSOCIATION, &why);
            importer.does_not_know(Some(vpc), KIND);
        }
    }
}

/// The VPCs of each rule, as far as they are in the drawing.
fn associations(importer: &mut Importer) -> BTreeMap<ResourceId, Vec<(ResourceId, Item)>> {
    let mut vpcs: BTreeMap<ResourceId, Vec<(ResourceId, Item)>> = BTreeMap::new();
    for item in importer.take("ResolverRuleAssociations") {
        let (Some(rule), Some(vpc)) = (item.id("ResolverRuleId"), item.id("VPCId")) else {
            importer.skip(&item, ASSOCIATION, "It names no rule or no VPC.");
            continue;
        };
        // Every VPC has those, and nobody can take them away.
        if rule.as_str().starts_with(AUTODEFINED) {
            continue;
        }
        if importer.document.vpc(vpc.as_str()).is_none() {
            let why = format!("It is with {vpc}, which is not in the drawing.");
            importer.skip(&item, ASSOCIATION, &why);
            continue;
        }
        if let Some(status) = item.text("Status").filter(|status| *status != "COMPLETE") {
            let why = format!("Its status is {status}: it does not count.");
            importer.skip(&item, ASSOCIATION, &why);
            continue;
        }
        importer.report.read(&item.file, &item.place, ASSOCIATION);
        vpcs.entry(rule).or_default().push((vpc, item));
    }
    vpcs
}

fn targets(item: &Item) -> BTreeMap<RowId, TargetAddress> {
    let mut all = BTreeMap::new();
    for (index, target) in item.list("TargetIps").into_iter().enumerate() {
        let written = TargetAddress {
            ip: address(&target.value, "Ip"),
            ipv6: address(&target.value, "Ipv6"),
            port: number(&target.value, "Port").and_then(|port| u16::try_from(port).ok()),
            protocol: target.text("Protocol").filter(|it| *it != "Do53").map(str::to_owned),
            ..TargetAddress::default()
        };
        all.insert(RowId::new(&format!("t{}", index + 1)), written);
    }
    all
}

fn texts<'a>(item: &'a Item, key: &str) -> Vec<&'a str> {
    let items = item.value.get(key).and_then(serde_json::Value::as_array).into_iter().flatten();
    items.filter_map(serde_json::Value::as_str).collect()
}
