//! Multicast domains of transit gateways. Which subnets one joins, and who gets which group, are answers of their own that
//! do not say of which domain they are.

use super::about;
use super::importer::Importer;
use super::item::Item;
use super::transit_gateway::is_deleted;
use netyard_core::model::{
    MulticastDomainOptions, MulticastGroup, ResourceId, RowId, TransitGatewayMulticastDomain,
};
use netyard_core::net::Address;
use std::collections::{BTreeMap, BTreeSet};

const LABEL: &str = "Multicast domain";
const ASSOCIATION: &str = "Association of a multicast domain";
const GROUP: &str = "Multicast group";

/// What the other answers tell of a domain.
#[derive(Default)]
struct Told {
    subnets: Option<Vec<ResourceId>>,
    groups: Option<Vec<MulticastGroup>>,
}

/// Reads `TransitGatewayMulticastDomains`, and with them the answers about their subnets and groups.
pub(super) fn read(importer: &mut Importer) {
    let items = importer.take("TransitGatewayMulticastDomains");
    let ids: BTreeSet<ResourceId> =
        items.iter().filter_map(|item| item.id("TransitGatewayMulticastDomainId")).collect();
    let mut told: BTreeMap<ResourceId, Told> = BTreeMap::new();
    for item in importer.take("MulticastDomainAssociations") {
        let Some(domain) = domain_of(importer, &item, ASSOCIATION, &ids) else { continue };
        let subnets = told.entry(domain).or_default().subnets.get_or_insert_default();
        let subnet = item.object("Subnet").filter(|subnet| subnet.text("State") != Some("disassociated"));
        subnets.extend(subnet.and_then(|subnet| subnet.id("SubnetId")));
    }
    for item in importer.take("MulticastGroups") {
        let Some(domain) = domain_of(importer, &item, GROUP, &ids) else { continue };
        let groups = told.entry(domain).or_default().groups.get_or_insert_default();
        groups.push(MulticastGroup {
            group_ip_address: item.text("GroupIpAddress").map(Address::new),
            network_interface_id: item.id("NetworkInterfaceId"),
            group_member: item.flag("GroupMember"),
            group_source: item.flag("GroupSource"),
            ..MulticastGroup::default()
        });
    }
    // An answer with nothing in its list says that there is nothing.
    for answer in importer.empty("MulticastDomainAssociations").to_vec() {
        if let Some(domain) = domain_of(importer, &answer, ASSOCIATION, &ids) {
            told.entry(domain).or_default().subnets.get_or_insert_default();
        }
    }
    for answer in importer.empty("MulticastGroups").to_vec() {
        if let Some(domain) = domain_of(importer, &answer, GROUP, &ids) {
            told.entry(domain).or_default().groups.get_or_insert_default();
        }
    }
    for item in items {
        let Some(id) = importer.id(&item, "TransitGatewayMulticastDomainId", LABEL) else { continue };
        if is_deleted(importer, &item, LABEL) {
            continue;
        }
        let domain = domain(&item, told.remove(&id).unwrap_or_default());
        if !domain.unknown.is_empty() {
            let why = format!(
                "No answer tells of its {}. A trace that needs them ends UNKNOWN. Import the answers of get-transit-gateway-multicast-domain-associations and search-transit-gateway-multicast-groups, too.",
                domain.unknown.join(" and ")
            );
            importer.approximate(&item, LABEL, &why);
        }
        importer.insert(&item, id, domain);
    }
}

fn domain(item: &Item, told: Told) -> TransitGatewayMulticastDomain {
    let mut unknown = Vec::new();
    if told.subnets.is_none() {
        unknown.push("subnetIds".to_owned());
    }
    if told.groups.is_none() {
        unknown.push("groups".to_owned());
    }
    let groups = told.groups.unwrap_or_default().into_iter().enumerate();
    TransitGatewayMulticastDomain {
        name: item.name(),
        tags: item.tags(),
        transit_gateway_id: item.id("TransitGatewayId"),
        options: item.object("Options").map(|options| self::options(&options)).unwrap_or_default(),
        subnet_ids: told.subnets.unwrap_or_default(),
        groups: groups.map(|(index, group)| (RowId::new(&format!("m{}", index + 1)), group)).collect(),
        state: item.text("State").unwrap_or("available").to_owned(),
        unknown,
        ..TransitGatewayMulticastDomain::default()
    }
}

fn options(options: &Item) -> MulticastDomainOptions {
    let usual = MulticastDomainOptions::default();
    MulticastDomainOptions {
        igmpv2_support: options.text("Igmpv2Support").map_or(usual.igmpv2_support, str::to_owned),
        static_sources_support: options
            .text("StaticSourcesSupport")
            .map_or(usual.static_sources_support, str::to_owned),
        ..MulticastDomainOptions::default()
    }
}

/// The domain of an answer that does not name it: the name of the file does, or there is only one.
fn domain_of(
    importer: &mut Importer,
    item: &Item,
    label: &str,
    ids: &BTreeSet<ResourceId>,
) -> Option<ResourceId> {
    let domain = about::of(item, ids.iter()).cloned();
    if domain.is_none() {
        let why = "The answer does not say of which multicast domain it is. Put the domain's id (tgw-mcast-domain-…) into the name of the file.";
        importer.skip(item, label, why);
    } else if !item.value.is_null() {
        importer.report.read(&item.file, &item.place, label);
    }
    domain
}
