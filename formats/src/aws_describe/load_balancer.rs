use super::importer::Importer;
use super::item::Item;
use super::load_balancer_listener::Listeners;
use super::load_balancing::{self, Subject, account_of, balancer_id};
use netyard_core::model::{LoadBalancer, Resource, ResourceId};

const LABEL: &str = "Load balancer";
/// How the description of every node begins; the rest is that of the ARN, or the name of a classic one.
const NODE: &str = "ELB ";

/// Reads `LoadBalancers` with their listeners, rules and attributes. Their nodes are interfaces whose descriptions name them.
pub(super) fn read(importer: &mut Importer) {
    let items = importer.take("LoadBalancers");
    let subjects: Vec<Subject> = items
        .iter()
        .filter_map(|item| {
            let arn = item.text("LoadBalancerArn")?;
            Some(Subject::of_arn(balancer_id(arn)?, item.text("LoadBalancerName"), arn))
        })
        .collect();
    let mut listeners = Listeners::take(importer, &subjects);
    let mut attributes = load_balancing::attributes(importer, "Attributes", LABEL, &subjects);
    for item in items {
        let arn = item.text("LoadBalancerArn");
        let Some((arn, id)) = arn.and_then(|arn| Some((arn, balancer_id(arn)?))) else {
            importer.skip(&item, LABEL, "It has no LoadBalancerArn of Elastic Load Balancing.");
            continue;
        };
        let said = attributes.remove(&id);
        let mut unknown = Vec::new();
        let own = listeners.of(&id);
        if own.is_none() {
            unknown.push("listeners".to_owned());
            let why =
                "No answer of describe-listeners tells of its listeners: a packet to it ends as unknown.";
            importer.approximate(&item, LABEL, why);
        }
        let own = own.unwrap_or_default();
        let enforced =
            item.text("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic").filter(|it| *it != "on");
        let balancer = LoadBalancer {
            name: item.text("LoadBalancerName").map(str::to_owned),
            load_balancer_type: item.text("Type").unwrap_or("application").to_owned(),
            scheme: item.text("Scheme").unwrap_or("internet-facing").to_owned(),
            vpc_id: item.id("VpcId"),
            ip_address_type: item.text("IpAddressType").unwrap_or("ipv4").to_owned(),
            dns_name: item.text("DNSName").map(str::to_owned),
            listeners: own.listeners,
            enforce_security_group_inbound_rules_on_private_link_traffic: enforced.map(str::to_owned),
            state: state(&item),
            ..LoadBalancer::default()
        };
        let is_application = balancer.load_balancer_type == "application";
        if is_application && own.lacks_rules {
            unknown.push("rules".to_owned());
            let why = "No answer of describe-rules tells of the rules of all of its listeners: a packet to it ends as unknown.";
            importer.approximate(&item, LABEL, why);
        }
        if !is_application && said.is_none() {
            unknown.push("attributes".to_owned());
            let why = "No answer of describe-load-balancer-attributes tells whether it sends to other zones: where that decides, a packet ends as unknown.";
            importer.approximate(&item, LABEL, why);
        }
        let attributes = said.unwrap_or_default();
        importer.note_owner(&id, account_of(arn));
        importer.insert(&item, id.clone(), LoadBalancer { attributes, unknown, ..balancer });
        let description = arn.split_once(":loadbalancer/").map_or("", |(_, rest)| rest);
        let said = format!("{NODE}{description}");
        let subnets: Vec<ResourceId> =
            item.list("AvailabilityZones").iter().filter_map(|zone| zone.id("SubnetId")).collect();
        load_balancing::attach_nodes(importer, &item, LABEL, &id, &said, &subnets);
    }
    listeners.report_left(importer);
}

fn state(item: &Item) -> String {
    let state = item.object("State");
    state.as_ref().and_then(|state| state.text("Code")).unwrap_or("active").to_owned()
}

/// The load balancer that the description of an interface speaks of, where no other answer tells of it.
pub(super) fn described(description: &str) -> Option<(ResourceId, Resource)> {
    let rest = description.strip_prefix(NODE)?.trim();
    let unknown = vec!["listeners".to_owned(), "rules".to_owned(), "attributes".to_owned()];
    let parts: Vec<&str> = rest.split('/').collect();
    let (id, name, kind) = match parts.as_slice() {
        ["app", name, own] => (format!("lb-{own}"), *name, "application"),
        ["net", name, own] => (format!("lb-{own}"), *name, "network"),
        ["gwy", name, own] => (format!("lb-{own}"), *name, "gateway"),
        [name] if !name.is_empty() => (format!("clb-{name}"), *name, "classic"),
        _ => return None,
    };
    let balancer = LoadBalancer {
        name: Some(name.to_owned()),
        load_balancer_type: kind.to_owned(),
        unknown,
        ..LoadBalancer::default()
    };
    Some((ResourceId::new(&id), balancer.into()))
}
