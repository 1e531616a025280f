use super::common::{block, free_row, lacks_rows, name, policy, region, tags};
use crate::cloudformation::resource::vpc_endpoint::admits_everything;
use crate::declared::maker::{Maker, interface_in};
use crate::declared::own::{Own, View};
use netyard_core::model::{
    EndpointDnsOptions, ManagedPrefixList, PrefixListEntry, Resource, ResourceId, RowId, VpcEndpoint,
    VpcEndpointService,
};
use std::collections::BTreeMap;

/// Reads `aws_vpc_endpoint`. An interface endpoint gets an interface in each of its subnets, as AWS makes them.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = VpcEndpoint::default();
    let dns_options = block(&view, "dns_options").map(|part| EndpointDnsOptions {
        dns_record_ip_type: part.text("dns_record_ip_type").filter(|kind| kind != "ipv4"),
        private_dns_only_for_inbound_resolver_endpoint: part
            .flag("private_dns_only_for_inbound_resolver_endpoint")
            .unwrap_or(false),
        ..EndpointDnsOptions::default()
    });
    let region = region(own);
    let endpoint = VpcEndpoint {
        name: Some(name(own)),
        tags: tags(own),
        vpc_endpoint_type: view.text("vpc_endpoint_type").unwrap_or(usual.vpc_endpoint_type),
        vpc_id: view.id("vpc_id"),
        service_name: view.text("service_name"),
        service_region: view.text("service_region").filter(|other| Some(other) != region.as_ref()),
        resource_configuration_arn: view.text("resource_configuration_arn"),
        service_network_arn: view.text("service_network_arn"),
        route_table_ids: view.ids("route_table_ids"),
        private_dns_enabled: view.flag("private_dns_enabled").unwrap_or(false),
        ip_address_type: view.text("ip_address_type").unwrap_or(usual.ip_address_type),
        dns_options: dns_options.filter(|options| *options != EndpointDnsOptions::default()),
        unknown: open_policy(&view),
        policy_document: policy(&view, "policy").filter(|policy| !admits_everything(policy)),
        requester_managed: view.flag("requester_managed").unwrap_or(false),
        state: view.text("state").unwrap_or(usual.state),
        ..VpcEndpoint::default()
    };
    let (subnets, groups) = (view.ids("subnet_ids"), maker.groups(own, &view, "security_group_ids"));
    let told = view.ids("network_interface_ids");
    let is_gateway = endpoint.is_gateway();
    let is_open = ["subnet_ids", "route_table_ids", "security_group_ids", "service_name", "vpc_id"]
        .iter()
        .any(|key| view.is_unknown(key));
    if is_open {
        maker.note(own, "Nothing tells all of its service, tables, subnets and groups: a packet that needs it ends UNKNOWN.");
        maker.doubts.insert("vpcEndpoint");
    }
    maker.insert(own, endpoint);
    if is_gateway {
        return;
    }
    if told.len() > 1 {
        maker.note(
            own,
            "Which of its interfaces is in which subnet is not told; they are drawn in the order of both.",
        );
    }
    for (index, subnet) in subnets.iter().enumerate() {
        let id = told.get(index).cloned();
        let taken = id.as_ref().is_some_and(|id| maker.document.resource(id.as_str()).is_some());
        let made = add(maker, own, &own.id.clone(), subnet, &groups, index, id.filter(|_| !taken));
        let parts = view.list("subnet_configuration");
        let part = parts.iter().find(|part| part.id("subnet_id").as_ref() == Some(subnet));
        if let Some(address) = part.and_then(|part| part.address("ipv4")) {
            maker.give_address(&made, address);
        }
    }
}

/// Reads the service of an endpoint that names one of the files, once all are there.
pub(super) fn service_of(maker: &mut Maker<'_>, own: &Own) {
    let Some(named) = own.view().id("service_name") else { return };
    let Some(Resource::VpcEndpointService(service)) = maker.document.resource(named.as_str()) else { return };
    let name = service.service_name.clone();
    maker.change(
        &own.id,
        |resource| if let Resource::VpcEndpoint(it) = resource { Some(it) } else { None },
        |it| it.service_name = name,
    );
}

fn add(
    maker: &mut Maker<'_>,
    own: &Own,
    endpoint: &ResourceId,
    subnet: &ResourceId,
    groups: &[ResourceId],
    index: usize,
    id: Option<ResourceId>,
) -> ResourceId {
    let interface = interface_in(subnet, groups, endpoint, index);
    let id = id.map_or_else(|| format!("eni-{endpoint}-{}", index + 1), |id| id.to_string());
    let id = maker.insert_beside(own, &id, interface);
    maker.wants_no_public.insert(id.clone());
    id
}

fn interfaces_of(maker: &Maker<'_>, endpoint: &ResourceId) -> Vec<ResourceId> {
    let all = maker.document.resources.iter().filter(|(_, resource)| {
        matches!(resource.as_ref(), Resource::NetworkInterface(it) if it.instance_id() == Some(endpoint))
    });
    all.map(|(id, _)| id.clone()).collect()
}

/// Reads what joins route tables, subnets and groups to endpoints.
pub(super) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let Some(endpoint) =
        view.id("vpc_endpoint_id").filter(|id| maker.document.vpc_endpoint(id.as_str()).is_some())
    else {
        maker.cannot_join(own, "vpc_endpoint_id", view.id("vpc_endpoint_id").as_ref(), "vpcEndpoint");
        return;
    };
    let key = match own.type_name.as_str() {
        "aws_vpc_endpoint_route_table_association" => "route_table_id",
        "aws_vpc_endpoint_subnet_association" => "subnet_id",
        _ => "security_group_id",
    };
    view.flag("replace_default_association");
    let Some(other) = view.id(key) else {
        maker.cannot_join(own, key, None, "vpcEndpoint");
        return;
    };
    let interfaces = interfaces_of(maker, &endpoint);
    match key {
        "route_table_id" => {
            maker.change(
                &endpoint,
                |resource| if let Resource::VpcEndpoint(it) = resource { Some(it) } else { None },
                |it| {
                    if !it.route_table_ids.contains(&other) {
                        it.route_table_ids.push(other);
                    }
                },
            );
        }
        "subnet_id" => {
            let of = |id: &ResourceId| {
                maker.document.network_interface(id.as_str()).and_then(|it| it.subnet_id.clone())
            };
            if !interfaces.iter().any(|id| of(id).as_ref() == Some(&other)) {
                let first = interfaces.first().and_then(|id| maker.document.network_interface(id.as_str()));
                let groups = first.map(|it| it.group_ids.clone()).unwrap_or_default();
                add(maker, own, &endpoint, &other, &groups, interfaces.len(), None);
            }
        }
        _ => {
            for id in interfaces {
                maker.change_interface(&id, |it| {
                    if !it.group_ids.contains(&other) {
                        it.group_ids.push(other.clone());
                    }
                });
            }
        }
    }
    maker.read(own);
}

/// Reads `aws_vpc_endpoint_private_dns`: whether the names of its service lead to an endpoint.
pub(super) fn private_names(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (endpoint, is_on) = (view.id("vpc_endpoint_id"), view.flag("private_dns_enabled"));
    let joined = endpoint.as_ref().zip(is_on).is_some_and(|(endpoint, is_on)| {
        maker.change(
            endpoint,
            |resource| if let Resource::VpcEndpoint(it) = resource { Some(it) } else { None },
            |it| it.private_dns_enabled = is_on,
        )
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "vpc_endpoint_id", endpoint.as_ref(), "hostedZone");
    }
}

/// Takes away what a plan takes away from an endpoint, which still tells it.
pub(super) fn association_gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let Some(endpoint) = view.id("vpc_endpoint_id") else { return };
    if let Some(table) = view.id("route_table_id") {
        maker.change(
            &endpoint,
            |resource| if let Resource::VpcEndpoint(it) = resource { Some(it) } else { None },
            |it| it.route_table_ids.retain(|own| *own != table),
        );
    }
    for id in interfaces_of(maker, &endpoint) {
        if let Some(group) = view.id("security_group_id") {
            maker.change_interface(&id, |it| it.group_ids.retain(|own| *own != group));
        }
        let subnet = maker.document.network_interface(id.as_str()).and_then(|it| it.subnet_id.clone());
        if view.id("subnet_id").is_some() && view.id("subnet_id") == subnet {
            maker.document.resources.remove(&id);
        }
    }
}

/// What is not known of an endpoint where nothing tells its policy.
fn open_policy(view: &View<'_>) -> Vec<String> {
    view.is_unknown("policy").then(|| VpcEndpoint::POLICY.to_owned()).into_iter().collect()
}

/// Reads `aws_vpc_endpoint_policy`.
pub(super) fn policy_of(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let endpoint = view.id("vpc_endpoint_id");
    let policy = policy(&view, "policy").filter(|policy| !admits_everything(policy));
    let joined = endpoint.as_ref().is_some_and(|endpoint| {
        maker.change(
            endpoint,
            |resource| if let Resource::VpcEndpoint(it) = resource { Some(it) } else { None },
            |it| {
                it.policy_document = policy;
                it.unknown = open_policy(&view);
            },
        )
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "vpc_endpoint_id", endpoint.as_ref(), "vpcEndpoint");
    }
}

/// Takes away an entry that a plan takes away from a prefix list.
pub(super) fn prefix_list_entry_gone(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let block = view.cidr("cidr");
    let Some(list) = view.id("prefix_list_id") else { return };
    maker.change(
        &list,
        |resource| if let Resource::ManagedPrefixList(it) = resource { Some(it) } else { None },
        |list| list.entries.retain(|_, entry| entry.cidr != block),
    );
}

/// Reads `aws_vpc_endpoint_service`.
pub(super) fn service(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let network_load_balancer_arns = view.ids("network_load_balancer_arns");
    let gateway_load_balancer_arns = view.ids("gateway_load_balancer_arns");
    let kind = if gateway_load_balancer_arns.is_empty() { "Interface" } else { "GatewayLoadBalancer" };
    let usual = || Some(format!("com.amazonaws.vpce.{}.{}", region(own)?, own.id));
    let mut unknown = Vec::new();
    if view.is_unknown("allowed_principals") {
        unknown.push("allowedPrincipals".to_owned());
    }
    let service = VpcEndpointService {
        name: Some(name(own)),
        tags: tags(own),
        service_name: view.text("service_name").or_else(usual),
        service_type: view.text("service_type").unwrap_or_else(|| kind.to_owned()),
        network_load_balancer_arns,
        gateway_load_balancer_arns,
        acceptance_required: view.flag("acceptance_required").unwrap_or(true),
        allowed_principals: view.texts("allowed_principals"),
        private_dns_name: view.text("private_dns_name"),
        unknown,
        ..VpcEndpointService::default()
    };
    maker.insert(own, service);
}

/// Reads `aws_ec2_managed_prefix_list`, with its entries.
pub(super) fn prefix_list(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let mut entries = BTreeMap::new();
    for part in view.list("entry") {
        let entry = PrefixListEntry {
            cidr: part.cidr("cidr"),
            description: part.text("description"),
            ..PrefixListEntry::default()
        };
        entries.insert(RowId::new(&format!("p{}", entries.len() + 1)), entry);
    }
    if view.is_unknown("entry") && (view.why_unknown("entry").is_none() || lacks_rows(maker, own, "entry")) {
        maker.doubts.insert("managedPrefixList");
        maker.note(own, "Nothing tells all of its blocks. A trace that needs them ends UNKNOWN.");
    }
    let list = ManagedPrefixList {
        name: Some(name(own)),
        tags: tags(own),
        prefix_list_name: view.text("name"),
        region: region(own),
        address_family: view.text("address_family").unwrap_or_else(|| "IPv4".to_owned()),
        max_entries: view.small("max_entries"),
        entries,
        ..ManagedPrefixList::default()
    };
    maker.insert(own, list);
}

/// Reads `aws_ec2_managed_prefix_list_entry`.
pub(super) fn prefix_list_entry(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let list = view.id("prefix_list_id");
    let entry = PrefixListEntry {
        cidr: view.cidr("cidr"),
        description: view.text("description"),
        ..PrefixListEntry::default()
    };
    if entry.cidr.is_none() {
        maker.cannot_join(own, "cidr", None, "managedPrefixList");
        return;
    }
    let joined = list.as_ref().is_some_and(|list| {
        maker.change(
            list,
            |resource| if let Resource::ManagedPrefixList(it) = resource { Some(it) } else { None },
            |list| {
                if !list.entries.values().any(|row| row.cidr == entry.cidr) {
                    let row = free_row("p", &list.entries);
                    list.entries.insert(row, entry);
                }
            },
        )
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "prefix_list_id", list.as_ref(), "managedPrefixList");
    }
}
