use super::importer::Importer;
use super::item::Item;
use super::load_balancing::{self, Subject, count, nobody_knows, port};
use netyard_core::model::{
    ClassicHealthCheck, LoadBalancer, LoadBalancerListener, RegisteredInstance, ResourceId, RowId,
};
use netyard_core::ordered::IntoOrdered;
use serde_json::Value;
use std::collections::BTreeMap;

const LABEL: &str = "Classic load balancer";

pub(super) fn id_of(name: &str) -> ResourceId {
    ResourceId::new(&format!("clb-{name}"))
}

/// Reads `LoadBalancerDescriptions`, as `aws elb describe-load-balancers` prints them, and the one attribute that counts.
pub(super) fn read(importer: &mut Importer) {
    let items = importer.take("LoadBalancerDescriptions");
    let subjects: Vec<Subject> = items
        .iter()
        .filter_map(|item| item.text("LoadBalancerName"))
        .map(|name| Subject { id: id_of(name), words: vec![name.to_owned()] })
        .collect();
    let mut cross_zone = cross_zone(importer, &subjects);
    for item in items {
        let Some(name) = importer.id(&item, "LoadBalancerName", LABEL) else { continue };
        let Some(vpc_id) = item.id("VPCId") else {
            importer.skip(&item, LABEL, "It is in no VPC.");
            continue;
        };
        let id = id_of(name.as_str());
        let attributes: BTreeMap<String, String> = cross_zone
            .remove(&id)
            .map(|is_on| (LoadBalancer::CROSS_ZONE.to_owned(), is_on.to_string()))
            .into_iter()
            .into_map();
        let mut unknown = if attributes.is_empty() {
            let why = "No answer of describe-load-balancer-attributes tells whether it sends to other zones: where that decides, a packet ends as unknown.";
            importer.approximate(&item, LABEL, why);
            vec!["attributes".to_owned()]
        } else {
            Vec::new()
        };
        let instances = instances(&item);
        let is_unseen = |row: &RegisteredInstance| {
            row.instance_id.as_ref().is_none_or(|id| importer.document.instance(id.as_str()).is_none())
        };
        if instances.values().any(is_unseen) {
            let why = "One of its instances is in no answer: a packet to it ends as unknown.";
            importer.approximate(&item, LABEL, why);
            unknown.push("targets".to_owned());
        }
        let balancer = LoadBalancer {
            name: Some(name.to_string()),
            load_balancer_type: "classic".to_owned(),
            scheme: item.text("Scheme").unwrap_or("internet-facing").to_owned(),
            vpc_id: Some(vpc_id),
            dns_name: item.text("DNSName").map(str::to_owned),
            listeners: listeners(&item),
            instances,
            health_check: item.object("HealthCheck").map(|check| ClassicHealthCheck {
                target: check.text("Target").map(str::to_owned),
                interval: count(&check, "Interval"),
                timeout: count(&check, "Timeout"),
                healthy_threshold: count(&check, "HealthyThreshold"),
                unhealthy_threshold: count(&check, "UnhealthyThreshold"),
                ..ClassicHealthCheck::default()
            }),
            attributes,
            unknown,
            ..LoadBalancer::default()
        };
        importer.insert(&item, id.clone(), balancer);
        let said = format!("ELB {name}");
        let subnets = item.value.get("Subnets").and_then(Value::as_array).into_iter().flatten();
        let subnets: Vec<ResourceId> = subnets.filter_map(Value::as_str).map(ResourceId::new).collect();
        load_balancing::attach_nodes(importer, &item, LABEL, &id, &said, &subnets);
    }
}

/// Whether each sends to other zones, by the answers of `aws elb describe-load-balancer-attributes`.
fn cross_zone(importer: &mut Importer, all: &[Subject]) -> BTreeMap<ResourceId, bool> {
    let mut found = BTreeMap::new();
    for item in importer.take("LoadBalancerAttributes") {
        let Some(id) = load_balancing::subject(&item, all) else {
            importer.skip(&item, LABEL, &nobody_knows(LABEL));
            continue;
        };
        if let Some(said) = item.object("CrossZoneLoadBalancing") {
            found.insert(id, said.flag("Enabled"));
        }
    }
    found
}

fn listeners(item: &Item) -> BTreeMap<RowId, LoadBalancerListener> {
    let all = item.list("ListenerDescriptions");
    let all = all.iter().filter_map(|it| it.object("Listener"));
    all.enumerate()
        .map(|(index, it)| {
            let text = |key: &str| it.text(key).map(str::to_owned);
            let listener = LoadBalancerListener {
                protocol: text("Protocol"),
                port: port(&it, "LoadBalancerPort"),
                certificate_arns: text("SSLCertificateId").into_iter().collect(),
                instance_protocol: text("InstanceProtocol"),
                instance_port: port(&it, "InstancePort"),
                ..LoadBalancerListener::default()
            };
            (RowId::new(&format!("l{}", index + 1)), listener)
        })
        .into_map()
}

fn instances(item: &Item) -> BTreeMap<RowId, RegisteredInstance> {
    let all = item.list("Instances");
    all.iter()
        .enumerate()
        .map(|(index, it)| {
            let instance_id = it.id("InstanceId");
            let row = RowId::new(&format!("i{}", index + 1));
            (row, RegisteredInstance { instance_id, ..RegisteredInstance::default() })
        })
        .into_map()
}
