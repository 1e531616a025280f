//! What follows only when every answer is read: Regions, gateway endpoints, gateways that only routes tell of, and what
//! each VPC does not know.

use super::importer::{AS_A_WHOLE, EndpointRoute, Importer};
use super::item::Item;
use super::{
    account, blackhole, managed_service, other, public_access, region, security_group_vpc_association,
    transit_gateway, unread,
};
use netyard_core::model::{Resource, ResourceId, Route, RowId, VpcEndpoint};
use netyard_core::ordered::IntoOrdered;
use netyard_core::schema::RULES_DATE;
use netyard_core::topology::{Network, service_of_prefix_list};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

/// Kinds of which a VPC may have any number, none included: known as soon as an answer of that kind was given.
const OPTIONAL: [(&str, &str); 7] = [
    ("Subnets", "subnet"),
    ("NetworkInterfaces", "networkInterface"),
    ("InternetGateways", "internetGateway"),
    ("EgressOnlyInternetGateways", "egressOnlyInternetGateway"),
    ("NatGateways", "natGateway"),
    ("VpcPeeringConnections", "vpcPeeringConnection"),
    ("VpcEndpoints", "vpcEndpoint"),
];

/// What decides about names, by the answer that tells which of it a VPC has.
const NAMES: [(&str, &str); 3] = [
    ("HostedZones", "hostedZone"),
    ("ResolverRuleAssociations", "resolverRule"),
    ("FirewallRuleGroupAssociations", "firewallRuleGroup"),
];

/// What only the owner of a shared VPC is told: who may only place things in its subnets is answered with nothing of it
/// (R-SHR, `vpc-share-limitations`).
const OF_THE_OWNER: [&str; 8] = [
    "networkInterface",
    "egressOnlyInternetGateway",
    "natGateway",
    "vpcPeeringConnection",
    "vpcEndpoint",
    "hostedZone",
    "resolverRule",
    "firewallRuleGroup",
];

/// Completes the drawing.
pub(super) fn finish(importer: &mut Importer) {
    for route in std::mem::take(&mut importer.endpoint_routes) {
        endpoint_route(importer, route);
    }
    managed_service::complete(importer);
    plain_targets(importer);
    unseen_lists(importer);
    unseen_targets(importer);
    let seen = Seen::of(importer);
    for id in vpcs(importer) {
        complete_vpc(importer, &seen, &id);
    }
    blackhole::compare(importer);
    public_access::complete(importer);
    security_group_vpc_association::complete(importer);
    let holder = public_access::holder(importer);
    account::complete(importer);
    public_access::state_owner(importer, holder.as_deref());
    unread::report(importer);
    RULES_DATE.clone_into(&mut importer.document.rules_date);
    importer.document.title = title(importer);
}

fn vpcs(importer: &Importer) -> Vec<ResourceId> {
    let vpcs = importer
        .document
        .resources
        .iter()
        .filter(|(_, resource)| matches!(resource.as_ref(), Resource::Vpc(_)));
    vpcs.map(|(id, _)| id.clone()).collect()
}

/// Sees to it that the endpoint names the table, and exists.
fn endpoint_route(importer: &mut Importer, route: EndpointRoute) {
    let EndpointRoute { table, endpoint: id, prefix_list, item } = route;
    let known = importer.document.vpc_endpoint(id.as_str()).cloned();
    if known.is_none() && importer.document.resource(id.as_str()).is_some() {
        return;
    }
    let mut endpoint = known.unwrap_or_else(|| {
        let why = "No answer tells of the gateway endpoint; it is made from the route to it, and its policy is not known.";
        importer.approximate(&item, "VPC endpoint", why);
        let vpc_id = importer.document.route_table(table.as_str()).and_then(|table| table.vpc_id.clone());
        VpcEndpoint {
            vpc_id,
            service_name: prefix_list.as_ref().and_then(|list| service_of(importer, list)),
            unknown: vec![VpcEndpoint::POLICY.to_owned()],
            ..VpcEndpoint::default()
        }
    });
    if endpoint.service_name.is_none() {
        keep_row(importer, &table, &id, prefix_list);
    } else if !endpoint.route_table_ids.contains(&table) {
        endpoint.route_table_ids.push(table);
    }
    importer.document.resources.insert(id, Arc::new(Resource::VpcEndpoint(endpoint)));
}

/// The service whose blocks a prefix list holds: as the answers name it, else as AWS numbers its own lists.
fn service_of(importer: &Importer, list: &ResourceId) -> Option<String> {
    let told = importer.document.managed_prefix_list(list.as_str());
    told.and_then(|list| list.prefix_list_name.clone()).or_else(|| {
        let (service, region) = service_of_prefix_list(list.as_str())?;
        Some(format!("com.amazonaws.{region}.{}", service.word()))
    })
}

/// Nothing tells which service the endpoint is for, and so which addresses lead to it: the row says that there are some.
fn keep_row(importer: &mut Importer, table: &ResourceId, endpoint: &ResourceId, list: Option<ResourceId>) {
    let Some(Resource::RouteTable(own)) = importer.document.resources.get_mut(table).map(Arc::make_mut)
    else {
        return;
    };
    let route = Route {
        destination_prefix_list_id: list,
        vpc_endpoint_id: Some(endpoint.clone()),
        ..Route::default()
    };
    own.routes.insert(RowId::new(&format!("r{}", own.routes.len() + 1)), route);
}

fn plain_targets(importer: &mut Importer) {
    let mut targets = BTreeSet::new();
    let gone = blackhole::rows(importer);
    for (id, resource) in &importer.document.resources {
        if let Resource::RouteTable(table) = resource.as_ref() {
            let active = table.routes.iter().filter(|(row, _)| !gone.contains(&(id, *row)));
            let named = active.filter_map(|(_, route)| route.target());
            let named = named.chain(&table.propagating_vgws);
            targets.extend(named.map(|target| (target.clone(), table.vpc_id.clone())));
        }
    }
    let item = Item { file: Rc::from("RouteTables"), place: String::new(), value: serde_json::Value::Null };
    for (target, vpc) in targets {
        other::place_vpn_gateway(importer, &target, vpc.as_ref(), &item);
        transit_gateway::place(importer, &target, &item);
        other::place_target(importer, &target, &item);
    }
}

/// Prefix lists that rules and routes name and of which no answer tells, AWS's own of Netyard's table aside.
fn unseen_lists(importer: &mut Importer) {
    let mut named = BTreeSet::new();
    for resource in importer.document.resources.values() {
        match resource.as_ref() {
            Resource::SecurityGroup(group) => {
                let rules = group.ip_permissions.values();
                let rules = rules.chain(group.ip_permissions_egress.iter().flat_map(|rules| rules.values()));
                named.extend(rules.filter_map(|rule| rule.prefix_list_id.clone()));
            }
            Resource::RouteTable(table) => {
                named.extend(
                    table.routes.values().filter_map(|route| route.destination_prefix_list_id.clone()),
                );
            }
            _ => {}
        }
    }
    let network = Network::build(&importer.document);
    for id in named.into_iter().filter(|id| network.prefix_list(id.as_str()).is_none()) {
        let why = "A rule or route names it and no answer tells of it. Import the answers of describe-managed-prefix-lists and get-managed-prefix-list-entries, too.";
        importer.report.skipped(AS_A_WHOLE, id.as_str(), "Prefix list", why);
        importer.lists_without_blocks = true;
    }
}

/// Gateways and peerings that AWS has, because a route to them is active, and that no answer tells of: what was given of
/// their kind is not all.
fn unseen_targets(importer: &mut Importer) {
    const KINDS: [(&str, &str); 4] = [
        ("igw-", "internetGateway"),
        ("eigw-", "egressOnlyInternetGateway"),
        ("nat-", "natGateway"),
        ("pcx-", "vpcPeeringConnection"),
    ];
    for (vpc, target, item) in std::mem::take(&mut importer.active_targets) {
        let kind = KINDS.iter().find(|(start, _)| target.as_str().starts_with(start));
        let Some((_, kind)) = kind.filter(|_| importer.document.resource(target.as_str()).is_none()) else {
            continue;
        };
        let why = format!(
            "It is active, so that AWS has {target}, and no answer tells of it: a packet that comes there ends as unknown."
        );
        importer.approximate(&item, "Route", &why);
        importer.does_not_know(Some(vpc), kind);
    }
}

/// The VPCs of which something was read, by what: found once, however many there are.
#[derive(Default)]
struct Seen {
    tables: BTreeSet<ResourceId>,
    acls: BTreeSet<ResourceId>,
    groups: BTreeSet<ResourceId>,
    vpn_gateways: BTreeSet<ResourceId>,
    /// VPCs of another account than the ones whose answers tell of them.
    of_others: BTreeSet<ResourceId>,
}

impl Seen {
    fn of(importer: &Importer) -> Self {
        let of_others = account::vpcs_of_others(importer);
        let mut seen = Self { of_others, ..Self::default() };
        for resource in importer.document.resources.values() {
            match resource.as_ref() {
                Resource::RouteTable(table) => seen.tables.extend(table.vpc_id.clone()),
                Resource::NetworkAcl(acl) => seen.acls.extend(acl.vpc_id.clone()),
                Resource::SecurityGroup(group) => seen.groups.extend(group.vpc_id.clone()),
                Resource::VpnGateway(gateway) => seen.vpn_gateways.extend(gateway.vpc_id.clone()),
                _ => {}
            }
        }
        seen
    }
}

fn complete_vpc(importer: &mut Importer, seen: &Seen, id: &ResourceId) {
    let region = importer.regions.get(id).cloned().or_else(|| guessed_region(importer, id));
    let unknown = unknown_kinds(importer, seen, id);
    let Some(mut vpc) = importer.document.vpc(id.as_str()).cloned() else { return };
    vpc.region = region;
    let options = vpc.dhcp_options_id.take().filter(|set| *set != "default");
    let is_missing =
        options.as_ref().is_some_and(|set| importer.document.dhcp_options(set.as_str()).is_none());
    let is_unseen = is_missing || importer.unseen_vpcs.contains(id);
    vpc.dhcp_options_id = options.filter(|_| !is_unseen);
    vpc.unknown = unknown.into_iter().chain(is_unseen.then_some("dhcpOptions")).map(str::to_owned).collect();
    if !vpc.unknown.is_empty() {
        let why = format!(
            "No answer tells of these kinds of resource: {}. A trace that needs one of them ends UNKNOWN.",
            vpc.unknown.join(", ")
        );
        importer.report.approximated(AS_A_WHOLE, id.as_str(), "VPC", &why);
    }
    importer.document.resources.insert(id.clone(), Arc::new(Resource::Vpc(vpc)));
}

/// A VPC without subnets: a folder of its file that is called by a Region, else the zones of the input, if they are of
/// one.
fn guessed_region(importer: &mut Importer, id: &ResourceId) -> Option<String> {
    let zones = importer.peek("AvailabilityZones");
    let regions: BTreeSet<&str> = zones.iter().filter_map(|zone| zone.text("RegionName")).into_set();
    let only = regions.first().filter(|_| regions.len() == 1).map(|region| (*region).to_owned());
    let region = importer.file_of(id).and_then(region::of_path).or(only)?;
    let why = format!("No subnet tells its Region; {region} is taken from the rest of the input.");
    importer.report.approximated(AS_A_WHOLE, id.as_str(), "VPC", &why);
    Some(region)
}

/// The kinds of resource of which nothing is known for this VPC.
///
/// Every VPC has a main route table, a default network ACL and a default security group: where none of them names
/// the VPC, the answers do not speak of it.
fn unknown_kinds(importer: &Importer, seen: &Seen, id: &ResourceId) -> Vec<&'static str> {
    let always = [
        ("RouteTables", "routeTable", seen.tables.contains(id)),
        ("NetworkAcls", "networkAcl", seen.acls.contains(id)),
        ("SecurityGroups", "securityGroup", seen.groups.contains(id)),
    ];
    let missing = always.into_iter().filter(|(key, _, known)| !known || importer.is_cut(key, id));
    let missing = missing.map(|(_, kind, _)| kind);
    let unseen = OPTIONAL.into_iter().filter(|(key, kind)| {
        let is_gone = *kind == "internetGateway" && importer.without_internet_gateway.contains(id);
        (!importer.has_seen(key, id) || importer.is_half_known(id, kind)) && !is_gone
    });
    let lists = importer.lists_without_blocks.then_some("managedPrefixList");
    let has_gateway = seen.vpn_gateways.contains(id);
    let tunnels = has_gateway && !importer.has_seen("VpnConnections", id);
    let tunnels = tunnels.then_some("vpnConnection");
    let names = NAMES
        .into_iter()
        .filter(|(key, kind)| !importer.has_seen(key, id) || importer.is_half_known(id, kind))
        .map(|(_, kind)| kind);
    let told = missing.chain(unseen.map(|(_, kind)| kind)).chain(tunnels).chain(lists).chain(names);
    let mut told: Vec<&'static str> = told.collect();
    if seen.of_others.contains(id) {
        told.extend(OF_THE_OWNER.into_iter().filter(|kind| !told.contains(kind)).collect::<Vec<_>>());
    }
    told
}

fn title(importer: &Importer) -> String {
    let vpcs = vpcs(importer);
    match vpcs.as_slice() {
        [only] => importer.document.display_name(only.as_str()).to_owned(),
        _ => "Imported network".to_owned(),
    }
}
