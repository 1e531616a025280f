use super::importer::Importer;
use super::item::Item;
use super::managed_service;
use super::transfer_server;
use netyard_core::model::{
    Attachment, EndpointDnsOptions, Extra, NetworkInterface, Resource, ResourceId, Vpc, VpcEndpoint,
};
use netyard_core::simulate::policy;
use serde_json::{Value, json};
use std::sync::Arc;

/// Reads `VpcEndpoints`. Gateway endpoints hold their route tables; the others get their interfaces.
pub(super) fn read(importer: &mut Importer) {
    for item in importer.take("VpcEndpoints") {
        let Some(id) = importer.id(&item, "VpcEndpointId", "VPC endpoint") else { continue };
        if let Some(server) = transfer_server::behind(importer, &id) {
            let why =
                format!("It is the endpoint of {server}, to which its interfaces belong in the drawing.");
            importer.approximate(&item, "VPC endpoint", &why);
            interfaces(importer, &item, &server);
            continue;
        }
        let endpoint = VpcEndpoint {
            name: item.name(),
            tags: item.tags(),
            vpc_endpoint_type: item.text("VpcEndpointType").unwrap_or("Gateway").to_owned(),
            vpc_id: item.id("VpcId"),
            service_name: item.text("ServiceName").map(str::to_owned),
            route_table_ids: ids(&item, "RouteTableIds"),
            private_dns_enabled: item.flag("PrivateDnsEnabled"),
            ip_address_type: item.text("IpAddressType").unwrap_or("ipv4").to_owned(),
            dns_options: dns_options(&item),
            resource_configuration_arn: item.text("ResourceConfigurationArn").map(str::to_owned),
            service_network_arn: item.text("ServiceNetworkArn").map(str::to_owned),
            policy_document: policy_of(importer, &item),
            requester_managed: item.flag("RequesterManaged"),
            state: item.text("State").map_or_else(|| "available".to_owned(), lower_first),
            ..VpcEndpoint::default()
        };
        let region = item.text("ServiceRegion").filter(|region| {
            // AWS tells it always; it says something where it is another one.
            endpoint.service_name.as_deref().is_some_and(|name| !name.contains(&format!(".{region}.")))
        });
        let endpoint = VpcEndpoint { service_region: region.map(str::to_owned), ..endpoint };
        importer.note_owner(&id, item.text("OwnerId"));
        if endpoint.is_gateway() {
            importer.insert(&item, id, endpoint);
        } else if endpoint.has_addresses() || endpoint.is_gateway_load_balancer() {
            if endpoint.is_interface() {
                expect_hostnames(importer, &item, &endpoint);
            }
            importer.insert(&item, id.clone(), endpoint);
            interfaces(importer, &item, &id);
        } else {
            let endpoint = other(importer, &item, endpoint);
            importer.insert(&item, id, endpoint);
        }
    }
}

/// AWS gives private names only where the VPC has DNS hostnames: no answer needs to tell (R-IFE-4).
fn expect_hostnames(importer: &mut Importer, item: &Item, endpoint: &VpcEndpoint) {
    let Some(id) = endpoint.vpc_id.as_ref().filter(|_| endpoint.private_dns_enabled) else { return };
    let vpc = importer.document.vpc(id.as_str()).filter(|vpc| !vpc.enable_dns_hostnames);
    let Some(vpc) = vpc.cloned().filter(|_| !importer.known_hostnames.contains(id)) else { return };
    let vpc = Vpc { enable_dns_hostnames: true, ..vpc };
    importer.document.resources.insert(id.clone(), Arc::new(Resource::Vpc(vpc)));
    let why = "It has private names, so that its VPC has DNS hostnames, of which no answer tells.";
    importer.approximate(item, "VPC endpoint", why);
}

/// What the names of an endpoint lead to, where it is not what AWS gives.
fn dns_options(item: &Item) -> Option<EndpointDnsOptions> {
    let options = item.object("DnsOptions")?;
    let kind = options.text("DnsRecordIpType").filter(|kind| *kind != "ipv4");
    let options = EndpointDnsOptions {
        dns_record_ip_type: kind.map(str::to_owned),
        private_dns_only_for_inbound_resolver_endpoint: options
            .flag("PrivateDnsOnlyForInboundResolverEndpoint"),
        ..EndpointDnsOptions::default()
    };
    (options != EndpointDnsOptions::default()).then_some(options)
}

/// The interfaces of an endpoint name it. Where no other answer tells of them, there is one in each of its
/// subnets, with its groups and without an address that anybody knows.
fn interfaces(importer: &mut Importer, item: &Item, id: &ResourceId) {
    let named = ids(item, "NetworkInterfaceIds");
    let is_known = |id: &ResourceId| importer.document.network_interface(id.as_str()).is_some();
    if named.iter().any(is_known) {
        managed_service::attach_all(importer, item, id, &named, "VPC endpoint");
        return;
    }
    let subnets = ids(item, "SubnetIds");
    if named.is_empty() || named.len() != subnets.len() {
        if !subnets.is_empty() {
            let why = "No answer tells of its interfaces, so that nobody knows its addresses: a packet to it ends as unknown.";
            importer.approximate(item, "VPC endpoint", why);
        }
        return;
    }
    let group_ids: Vec<ResourceId> =
        item.list("Groups").iter().filter_map(|group| group.id("GroupId")).collect();
    for (index, (interface, subnet)) in named.into_iter().zip(subnets).enumerate() {
        let attachment = Attachment {
            instance_id: Some(id.clone()),
            device_index: u32::try_from(index).ok(),
            ..Attachment::default()
        };
        let made = NetworkInterface {
            subnet_id: Some(subnet),
            group_ids: group_ids.clone(),
            attachment: Some(attachment),
            ..NetworkInterface::default()
        };
        importer.document.insert(interface, made);
    }
    let why = "No answer tells of its interfaces: they are drawn in its subnets, which of them in which is not known, and without addresses, so that a packet to it ends as unknown.";
    importer.approximate(item, "VPC endpoint", why);
}

/// One of another type keeps its subnets, interfaces and groups for a version that simulates it.
fn other(importer: &mut Importer, item: &Item, endpoint: VpcEndpoint) -> VpcEndpoint {
    let why = format!(
        "It is drawn, but Netyard does not simulate endpoints of type {}: a packet to it ends as unknown.",
        endpoint.vpc_endpoint_type
    );
    importer.approximate(item, "VPC endpoint", &why);
    let groups: Vec<ResourceId> =
        item.list("Groups").iter().filter_map(|group| group.id("GroupId")).collect();
    let lists = [
        ("groupIds", groups),
        ("networkInterfaceIds", ids(item, "NetworkInterfaceIds")),
        ("subnetIds", ids(item, "SubnetIds")),
    ];
    let extra: Extra = lists
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(key, ids)| (key.to_owned(), json!(ids)))
        .collect();
    VpcEndpoint { extra, ..endpoint }
}

fn ids(item: &Item, key: &str) -> Vec<ResourceId> {
    let ids = item.value.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    ids.iter().filter_map(Value::as_str).map(ResourceId::new).collect()
}

/// The API writes `available` in older answers and `Available` in newer ones.
pub(super) fn lower_first(state: &str) -> String {
    let mut letters = state.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// The policy, where it is another one than AWS puts there: everything for everybody.
fn policy_of(importer: &mut Importer, item: &Item) -> Option<Value> {
    let policy =
        Value::String(item.text("PolicyDocument").filter(|policy| !admits_everything(policy))?.to_owned());
    if let Err(wrong) = policy::check(&policy) {
        let why = format!("Its policy cannot be read: a request by it ends as unknown. {wrong}");
        importer.approximate(item, "VPC endpoint", &why);
    }
    Some(policy)
}

fn admits_everything(policy: &str) -> bool {
    let Ok(policy) = serde_json::from_str::<Value>(policy) else { return false };
    let statements = match policy.get("Statement") {
        Some(Value::Array(statements)) => statements.as_slice(),
        Some(statement) => std::slice::from_ref(statement),
        None => return false,
    };
    let is = |statement: &Value, key: &str, wanted: &str| {
        statement.get(key).and_then(Value::as_str) == Some(wanted)
    };
    let [statement] = statements else { return false };
    is(statement, "Effect", "Allow")
        && is(statement, "Action", "*")
        && is(statement, "Resource", "*")
        && is(statement, "Principal", "*")
        && statement.get("Condition").is_none()
}
