use super::importer::Importer;
use super::item::Item;
use super::load_balancing::{account_of, balancer_id};
use netyard_core::model::{Resource, ResourceId, VpcEndpointService};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

const LABEL: &str = "Endpoint service";

/// Reads `ServiceConfigurations` with whom they allow, then of `ServiceDetails` those that endpoints of the drawing lead to,
/// then which connections are accepted.
pub(super) fn read(importer: &mut Importer) {
    let items = importer.take("ServiceConfigurations");
    let principals = importer.take("AllowedPrincipals");
    let ids: BTreeSet<ResourceId> = items.iter().filter_map(|item| item.id("ServiceId")).collect();
    for item in items {
        let Some(id) = importer.id(&item, "ServiceId", LABEL) else { continue };
        let allowed = allowed(importer, &principals, &id, ids.len() == 1);
        let service = configured(importer, &item, allowed);
        importer.insert(&item, id, service);
    }
    for item in principals.iter().filter(|item| whose(item, &ids).is_none()) {
        importer.skip(item, "Permission of an endpoint service", "No answer tells of its service.");
    }
    details(importer);
    connections(importer);
}

/// A service as its owner sees it.
fn configured(importer: &mut Importer, item: &Item, allowed: Option<Vec<String>>) -> VpcEndpointService {
    let mut unknown = Vec::new();
    if allowed.is_none() {
        unknown.push("allowedPrincipals".to_owned());
        let why = "No answer of describe-vpc-endpoint-service-permissions tells whom it allows.";
        importer.approximate(item, LABEL, why);
    }
    let service_type = service_type(item);
    let network = balancers(importer, item, "NetworkLoadBalancerArns");
    let gateway = balancers(importer, item, "GatewayLoadBalancerArns");
    let is_behind = !network.is_empty() || !gateway.is_empty();
    VpcEndpointService {
        name: item.name(),
        tags: item.tags(),
        service_name: item.text("ServiceName").map(str::to_owned),
        service_type,
        network_load_balancer_arns: network,
        gateway_load_balancer_arns: gateway,
        availability_zones: if is_behind { Vec::new() } else { texts(item, "AvailabilityZones") },
        acceptance_required: accepts(item),
        allowed_principals: allowed.unwrap_or_default(),
        private_dns_name: item.text("PrivateDnsName").map(str::to_owned),
        private_dns_name_verification_state: item
            .object("PrivateDnsNameConfiguration")
            .and_then(|said| said.text("State").and_then(unverified)),
        supported_regions: item
            .list("SupportedRegions")
            .iter()
            .filter_map(|region| region.text("Region").map(str::to_owned))
            .collect(),
        service_state: item.text("ServiceState").unwrap_or("Available").to_owned(),
        unknown,
        ..VpcEndpointService::default()
    }
}

/// Whom a service allows; `None` where no answer tells.
fn allowed(importer: &Importer, principals: &[Item], id: &ResourceId, is_only: bool) -> Option<Vec<String>> {
    let own: BTreeSet<ResourceId> = BTreeSet::from([id.clone()]);
    let is_own = |item: &&Item| match item.text("ServiceId") {
        Some(service) => service == id.as_str(),
        None => is_only || whose(item, &own).is_some(),
    };
    let named: Vec<String> = principals
        .iter()
        .filter(is_own)
        .filter_map(|item| item.text("Principal").map(str::to_owned))
        .collect();
    let mut empty = importer.empty("AllowedPrincipals").iter();
    // An answer without a row says of which service only by the name of its file.
    let is_none = empty.any(|answer| is_only || answer.file.contains(id.as_str()));
    (!named.is_empty() || is_none).then_some(named)
}

/// The service that a permission belongs to: it says so, or the name of its file, or there is one only.
fn whose(item: &Item, ids: &BTreeSet<ResourceId>) -> Option<ResourceId> {
    if let Some(named) = item.id("ServiceId") {
        return ids.get(&named).cloned();
    }
    let by_file = ids.iter().find(|id| item.file.contains(id.as_str()));
    let only = ids.first().filter(|_| ids.len() == 1);
    by_file.or(only).cloned()
}

/// Services of others, as their consumers see them: those to which endpoints of the drawing lead.
fn details(importer: &mut Importer) {
    let mut has_others = false;
    for item in importer.take("ServiceDetails") {
        let (Some(name), Some(id)) = (item.text("ServiceName"), item.id("ServiceId")) else { continue };
        if importer.document.vpc_endpoint_service(id.as_str()).is_some() {
            continue;
        }
        if !name.starts_with("com.amazonaws.vpce.") || !is_used(importer, name) {
            if !has_others {
                let why =
                    "Services to which no endpoint of the drawing leads, and those of AWS, are not drawn.";
                importer.skip(&item, LABEL, why);
            }
            has_others = true;
            continue;
        }
        let service = VpcEndpointService {
            name: item.name(),
            tags: item.tags(),
            service_name: Some(name.to_owned()),
            service_type: service_type(&item),
            availability_zones: texts(&item, "AvailabilityZones"),
            acceptance_required: accepts(&item),
            private_dns_name: item.text("PrivateDnsName").map(str::to_owned),
            private_dns_name_verification_state: item
                .text("PrivateDnsNameVerificationState")
                .and_then(unverified),
            unknown: vec!["allowedPrincipals".to_owned()],
            ..VpcEndpointService::default()
        };
        importer.note_owner(&id, item.text("Owner"));
        let why = "It belongs to somebody else: its load balancer is in no answer, and a packet to it ends as unknown.";
        importer.approximate(&item, LABEL, why);
        importer.insert(&item, id, service);
    }
}

fn is_used(importer: &Importer, name: &str) -> bool {
    importer.document.resources.values().any(|resource| {
        matches!(resource.as_ref(), Resource::VpcEndpoint(endpoint) if endpoint.service_name.as_deref() == Some(name))
    })
}

/// What the owner of a service says of the endpoints that lead to it.
fn connections(importer: &mut Importer) {
    const CONNECTION: &str = "Connection of an endpoint";
    for item in importer.take("VpcEndpointConnections") {
        let Some(id) = importer.id(&item, "VpcEndpointId", CONNECTION) else { continue };
        let Some(endpoint) = importer.document.vpc_endpoint(id.as_str()).cloned() else {
            let why = "Its endpoint is in no answer: it belongs to another account or Region.";
            importer.skip(&item, CONNECTION, why);
            continue;
        };
        importer.report.read(&item.file, &item.place, CONNECTION);
        let Some(state) = item.text("VpcEndpointState").map(super::vpc_endpoint::lower_first) else {
            continue;
        };
        if state != endpoint.state {
            let state = netyard_core::model::VpcEndpoint { state, ..endpoint };
            importer.document.resources.insert(id, Arc::new(Resource::VpcEndpoint(state)));
        }
    }
}

/// The load balancers that other answers tell of.
fn balancers(importer: &mut Importer, item: &Item, key: &str) -> Vec<ResourceId> {
    let mut known = Vec::new();
    for arn in texts(item, key) {
        let Some(id) = balancer_id(&arn) else { continue };
        if let (Some(service), Some(account)) = (item.id("ServiceId"), account_of(&arn)) {
            importer.note_owner(&service, Some(account));
        }
        if importer.document.load_balancer(id.as_str()).is_some() {
            known.push(id);
        } else {
            let why = "A load balancer of it is in no answer of describe-load-balancers: a packet to it ends as unknown.";
            importer.approximate(item, LABEL, why);
        }
    }
    known
}

/// The type, which answers give as a list of one.
fn service_type(item: &Item) -> String {
    let listed = item.list("ServiceType");
    let first = listed.first().and_then(|first| first.text("ServiceType"));
    first.or_else(|| item.text("ServiceType")).unwrap_or("Interface").to_owned()
}

/// The state of a private name, where it is not verified.
fn unverified(state: &str) -> Option<String> {
    (state != "verified").then(|| state.to_owned())
}

fn accepts(item: &Item) -> bool {
    item.value.get("AcceptanceRequired").and_then(Value::as_bool).unwrap_or(true)
}

fn texts(item: &Item, key: &str) -> Vec<String> {
    let values = item.value.get(key).and_then(Value::as_array).into_iter().flatten();
    values.filter_map(Value::as_str).map(str::to_owned).collect()
}
