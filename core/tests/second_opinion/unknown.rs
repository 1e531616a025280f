//! What of a drawing made by hand, and of a flow, the second evaluator does not know.

use super::evaluate::Flow;
use super::regional_nat::{self, Regional};
use netyard_core::model::{
    Document, NetworkInterface, Resource, ResourceId, RouteTable, SecurityGroup, Task, VpcEndpoint,
};
use netyard_core::net::{Family, Protocol};
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Trace, trace};
use std::net::IpAddr;

/// Why the second evaluator is not asked.
pub(crate) type Reason = String;

/// The kinds of resources that it knows, or that no packet meets.
const KNOWN: &[&str] = &[
    "account",
    "autoScalingGroup",
    "availabilityZone",
    "cacheCluster",
    "customerGateway",
    "dbInstance",
    "dhcpOptions",
    "egressOnlyInternetGateway",
    "elasticIp",
    "fileSystem",
    "firewall",
    "firewallPolicy",
    "firewallRuleGroup",
    "flowLog",
    "function",
    "healthCheck",
    "hostedZone",
    "instance",
    "internetGateway",
    "loadBalancer",
    "managedPrefixList",
    "mountTarget",
    "natGateway",
    "networkAcl",
    "networkInterface",
    "onPremisesHost",
    "onPremisesSite",
    "region",
    "resolverEndpoint",
    "resolverRule",
    "resourceShare",
    "routeTable",
    "ruleGroup",
    "securityGroup",
    "subnet",
    "targetGroup",
    "task",
    "transferServer",
    "transitGateway",
    "transitGatewayAttachment",
    "transitGatewayRouteTable",
    "vpc",
    "vpcBlockPublicAccessExclusion",
    "vpcBlockPublicAccessOptions",
    "vpcEndpoint",
    "vpcEndpointService",
    "vpcPeeringConnection",
    "vpnConnection",
    "vpnGateway",
];

/// Those of them that it does not judge: flows that pass one are left out, all others of the drawing are not.
const NOT_JUDGED: &[&str] = &["loadBalancer", "resolverEndpoint"];

/// The services behind gateway endpoints: full name, name, a block and an address of it.
pub(crate) const SERVICES: &[(&str, &str, &str, &str)] = &[
    ("com.amazonaws.eu-west-1.s3", "s3", "3.5.64.0/21", "3.5.64.10"),
    ("com.amazonaws.eu-west-1.dynamodb", "dynamodb", "52.119.240.0/21", "52.119.240.10"),
];

/// What AWS answers itself: link-local addresses, and the resolver of a VPC.
fn is_of_aws(document: &Document, address: IpAddr) -> bool {
    let IpAddr::V4(address) = address else { return false };
    let is_resolver = |resource: &Resource| match resource {
        Resource::Vpc(vpc) => {
            vpc.cidr_blocks.iter().filter_map(netyard_core::net::CidrBlock::net).any(|net| {
                match net.network() {
                    IpAddr::V4(first) => u32::from(address) == u32::from(first) + 2,
                    IpAddr::V6(_) => false,
                }
            })
        }
        _ => false,
    };
    address.is_link_local()
        || address.is_broadcast()
        || document.resources.values().any(|one| is_resolver(one.as_ref()))
}

/// What of a drawing it does not know, if anything.
pub(crate) fn unknown(document: &Document) -> Option<Reason> {
    document.resources.values().find_map(|resource| {
        let what = match resource.as_ref() {
            Resource::NatGateway(nat) if nat.availability_mode == "regional" => {
                let is_steered = document.resources.values().any(
                    |one| matches!(one.as_ref(), Resource::RouteTable(table) if table.gateway_id.is_some()),
                );
                let is_drawn = regional_nat::all(document).iter().all(Regional::is_drawn);
                (is_steered || !is_drawn).then_some("regional NAT gateway")?
            }
            Resource::TransitGatewayAttachment(one)
                if !matches!(one.resource_type.as_str(), "vpc" | "vpn" | "peering") =>
            {
                "attachment of another kind"
            }
            Resource::TransitGatewayAttachment(one) if one.advertisements.is_some() => {
                "advertised attachment"
            }
            Resource::TransitGatewayAttachment(one)
                if one.resource_type == "vpc" && one.subnet_ids.is_empty() =>
            {
                "attachment without subnets"
            }
            // What stands behind an interface endpoint changes nothing about the way to it.
            Resource::VpcEndpoint(one)
                if !matches!(one.vpc_endpoint_type.as_str(), "GatewayLoadBalancer" | "Interface")
                    && !one
                        .service_name
                        .as_deref()
                        .is_some_and(|name| SERVICES.iter().any(|(one, ..)| *one == name)) =>
            {
                "endpoint of another service"
            }
            Resource::Subnet(one) if one.enable_dns64 => "DNS64",
            Resource::Task(one) if has_port_of_choice(one) => "a port that AWS chooses",
            Resource::DbInstance(one) if one.availability_zone.is_some() => "a standby",
            Resource::OnPremisesSite(site)
                if site.public_ip.is_some()
                    || site.routes.values().any(|row| row.vpn_connection_id.is_none()) =>
            {
                "lines of a site"
            }
            Resource::OnPremisesSite(site) if site.routes.is_empty() && has_rival_lines(document) => {
                "equal lines of a site"
            }
            Resource::VpnConnection(one)
                if one
                    .advertisements
                    .iter()
                    .flat_map(|rows| rows.values())
                    .any(|row| !row.as_path.is_empty() || row.med.is_some()) =>
            {
                "attributes of BGP"
            }
            Resource::RouteTable(table) if table.routes.values().any(|route| route.origin.is_some()) => {
                "advertised routes"
            }
            Resource::RouteTable(table)
                if table
                    .routes
                    .values()
                    .any(|route| route.gateway_id.as_ref().is_some_and(|id| id.as_str() == "local")) =>
            {
                "local routes as rows"
            }
            Resource::NetworkInterface(one) if has_foreign_group(document, one) => "group of another VPC",
            Resource::SecurityGroup(group) if names_unknown_list(document, group) => "list that is not drawn",
            Resource::ElasticIp(one)
                if one.public_ip.as_ref().is_some_and(|ip| ip.to_string() == "198.51.100.10") =>
            {
                "the address of the internet"
            }
            Resource::RouteTable(table) if has_twin_lists(document, table) => {
                "lists that hold the same block"
            }
            Resource::TransitGatewayRouteTable(table)
                if are_twins(
                    document,
                    table.routes.values().filter_map(|row| row.prefix_list_id.as_ref()),
                ) =>
            {
                "lists that hold the same block"
            }
            Resource::VpnConnection(one) if one.options.tunnel_inside_ip_version.is_some() => {
                "IPv6 in tunnels"
            }
            Resource::TransitGateway(_) if has_long_chain(document) => "a chain of very many hubs",
            Resource::TransitGateway(_) if has_default_table(document) => {
                "the default table that nobody drew"
            }
            Resource::Vpc(one) if !one.unknown.is_empty() => "what nobody saw",
            other if !KNOWN.contains(&other.type_name()) => other.type_name(),
            _ => return None,
        };
        Some(what.to_owned())
    })
}

/// Whether AWS chooses a port of an instance for a task on it.
fn has_port_of_choice(task: &Task) -> bool {
    task.network_mode.as_deref() != Some("host")
        && task.network_bindings.values().any(|row| row.host_port.is_none_or(|port| port == 0))
}

/// Whether a site has lines to several gateways of AWS, of which its routers may take any.
fn has_rival_lines(document: &Document) -> bool {
    let ends: Vec<_> = document
        .resources
        .values()
        .filter_map(|one| match one.as_ref() {
            Resource::VpnConnection(line) => {
                let router = document.customer_gateway(line.customer_gateway_id.as_ref()?.as_str())?;
                let gateway = line.vpn_gateway_id.as_ref().or(line.transit_gateway_id.as_ref())?;
                Some((router.on_premises_site_id.clone()?, gateway.clone()))
            }
            _ => None,
        })
        .collect();
    ends.iter().any(|(site, end)| ends.iter().any(|(of, other)| of == site && other != end))
}

/// Whether AWS takes one of several lists of a table, nobody knows which (R-RT-34).
fn has_twin_lists(document: &Document, table: &RouteTable) -> bool {
    are_twins(document, table.routes.values().filter_map(|route| route.destination_prefix_list_id.as_ref()))
}

fn are_twins<'a>(document: &Document, lists: impl Iterator<Item = &'a ResourceId>) -> bool {
    let lists = lists.filter_map(|id| document.managed_prefix_list(id.as_str()));
    let blocks: Vec<_> =
        lists.flat_map(|list| list.entries.values()).filter_map(|entry| entry.cidr.as_ref()).collect();
    blocks.iter().enumerate().any(|(nth, block)| blocks[..nth].contains(block))
}

/// Whether a group of an interface belongs to another VPC (R-ENI-4).
fn has_foreign_group(document: &Document, interface: &NetworkInterface) -> bool {
    let vpc = interface.subnet_id.as_ref().and_then(|id| document.subnet(id.as_str())?.vpc_id.clone());
    let groups = interface.group_ids.iter().filter_map(|id| document.security_group(id.as_str()));
    groups.into_iter().any(|group| group.vpc_id != vpc)
}

fn names_unknown_list(document: &Document, group: &SecurityGroup) -> bool {
    let rules = group
        .ip_permissions
        .values()
        .chain(group.ip_permissions_egress.iter().flat_map(|rules| rules.values()));
    rules
        .filter_map(|rule| rule.prefix_list_id.as_ref())
        .any(|id| document.managed_prefix_list(id.as_str()).is_none())
}

/// Whether a packet may meet its limit of hops (R-FLOW-8), which the second evaluator does not count.
fn has_long_chain(document: &Document) -> bool {
    let is_hub = |one: &&std::sync::Arc<Resource>| matches!(one.as_ref(), Resource::TransitGateway(_));
    document.resources.values().filter(is_hub).count() > 10
}

/// Whether something attached is associated by default, with a table that is not drawn while others are.
fn has_default_table(document: &Document) -> bool {
    let resources = || document.resources.values().map(std::convert::AsRef::as_ref);
    let tables = || {
        resources().filter_map(|one| {
            if let Resource::TransitGatewayRouteTable(table) = one { Some(table) } else { None }
        })
    };
    let is_left_at = |hub: &ResourceId, id: &ResourceId| {
        let own: Vec<_> = tables().filter(|table| table.transit_gateway_id.as_ref() == Some(hub)).collect();
        document.transit_gateway(hub.as_str()).is_some_and(|gateway| {
            gateway.options.default_route_table_association == "enable"
                && !own.is_empty()
                && own.iter().all(|table| !table.default_association_route_table)
                && !own.iter().any(|table| table.associations.contains(id))
        })
    };
    let is_left = |(id, one): (&ResourceId, &std::sync::Arc<Resource>)| match one.as_ref() {
        Resource::TransitGatewayAttachment(one) => {
            let other = one.resource_id.as_ref().filter(|_| one.resource_type == "peering");
            one.transit_gateway_id.iter().chain(other).any(|hub| is_left_at(hub, id))
        }
        // A VPN connection has an attachment, drawn or not.
        Resource::VpnConnection(connection) => {
            let is_of = |one: &Resource| matches!(one, Resource::TransitGatewayAttachment(one) if one.resource_id.as_ref() == Some(id));
            connection.transit_gateway_id.is_some() && !resources().any(is_of)
        }
        _ => false,
    };
    document.resources.iter().any(is_left)
}

/// The first component on any of the ways that the evaluator does not judge.
fn passes_unjudged(document: &Document, trace: &Trace) -> Option<&'static str> {
    let hops = [&trace.forward, &trace.beyond, &trace.back].into_iter().flatten();
    let is_at = |id: &ResourceId| {
        let resource = document.resource(id.as_str())?;
        if matches!(resource, Resource::LoadBalancer(one) if one.load_balancer_type == "gateway") {
            return None;
        }
        if matches!(resource, Resource::VpcEndpoint(one) if one.vpc_endpoint_type == "Interface" && leads_to_drawn_service(document, one))
        {
            return Some("endpoint of a service that is drawn");
        }
        let name = resource.type_name();
        NOT_JUDGED.iter().copied().find(|one| *one == name)
    };
    let own = hops.into_iter().find_map(|hop| is_at(&hop.component));
    own.or_else(|| trace.branches.iter().find_map(|branch| passes_unjudged(document, &branch.trace)))
}

fn leads_to_drawn_service(document: &Document, endpoint: &VpcEndpoint) -> bool {
    document.resources.values().any(|one| {
        matches!(one.as_ref(), Resource::VpcEndpointService(one) if one.service_name == endpoint.service_name)
    })
}

/// A flow that it judges, in its words.
pub(crate) fn known_flow(document: &Document, spec: &FlowSpec) -> Result<Flow, Reason> {
    if let Some(balancer) = [&spec.from, &spec.to].into_iter().find(|end| is_load_balancer(document, end)) {
        return Err(format!("{balancer}, a load balancer, as end"));
    }
    let (flow, trace) = asked(document, spec)?;
    match passes_unjudged(document, &trace) {
        Some(what) => Err(format!("{what} on the way")),
        None => Ok(flow),
    }
}

/// A flow to a load balancer or an endpoint, of which only is asked whether it cannot be delivered.
pub(crate) fn known_ends(document: &Document, spec: &FlowSpec) -> Result<Flow, Reason> {
    asked(document, spec).map(|(flow, _)| flow)
}

fn is_load_balancer(document: &Document, end: &str) -> bool {
    document.load_balancer(end).is_some()
        || document.resources.iter().any(|(id, one)| {
            matches!(one.as_ref(), Resource::LoadBalancer(_)) && document.display_name(id.as_str()) == end
        })
}

/// The address that a name gave. Who answers names is not judged, only the way from there on.
fn only_answer(trace: &Trace) -> Result<String, Reason> {
    let answers = trace.resolution.iter().flat_map(|it| &it.answers);
    let mut answers = answers.filter(|answer| answer.parse::<IpAddr>().is_ok());
    match (answers.next(), answers.next()) {
        (Some(one), None) => Ok(one.clone()),
        (Some(_), Some(_)) => Err("a name with several addresses".to_owned()),
        (None, _) => Err("a name without an address".to_owned()),
    }
}

/// A flow in the words of the evaluator, and what the walk says of it.
fn asked(document: &Document, spec: &FlowSpec) -> Result<(Flow, Trace), Reason> {
    let end = |end: &str| -> Result<String, Reason> {
        if end.parse().is_ok_and(|address| is_of_aws(document, address)) {
            return Err("an address of AWS".to_owned());
        }
        if end.parse::<IpAddr>().is_ok_and(|address| address.is_multicast()) {
            return Err("an address of many".to_owned());
        }
        if end == "internet" || end.parse::<IpAddr>().is_ok() {
            return Ok(end.to_owned());
        }
        if let Some((.., address)) =
            SERVICES.iter().find(|(_, name, ..)| *name == end || end == format!("{name}:eu-west-1"))
        {
            return Ok((*address).to_owned());
        }
        let named = || document.resources.iter().filter(|(id, _)| document.display_name(id.as_str()) == end);
        let id = match document.resource(end) {
            Some(_) => end.to_owned(),
            None if named().count() == 1 => named().next().unwrap().0.to_string(),
            None => return Err(format!("end {end}")),
        };
        match document.resource(&id).unwrap() {
            // To everybody else a task that shares the network of its instance is that instance.
            Resource::Task(one) if matches!(one.network_mode.as_deref(), Some("bridge" | "host")) => {
                let host =
                    one.ec2_instance_id.as_ref().filter(|host| document.instance(host.as_str()).is_some());
                host.map(ToString::to_string).ok_or_else(|| "a task on no instance".to_owned())
            }
            Resource::Instance(_)
            | Resource::OnPremisesHost(_)
            | Resource::Task(_)
            | Resource::Function(_)
            | Resource::TransferServer(_)
            | Resource::DbInstance(_)
            | Resource::CacheCluster(_)
            | Resource::LoadBalancer(_)
            | Resource::MountTarget(_) => Ok(id),
            Resource::VpcEndpoint(one) if one.vpc_endpoint_type == "Interface" => Ok(id),
            other => Err(format!("a {} as end", other.type_name())),
        }
    };
    if spec.source_ip.is_some() || spec.icmp_type.is_some() || spec.icmp_code.is_some() {
        return Err("an option of the flow".to_owned());
    }
    let protocol = spec.protocol.clone().unwrap_or(Protocol::Tcp);
    let mut flow = Flow {
        from: end(&spec.from)?,
        to: String::new(),
        name: None,
        is_ipv4: true,
        port: spec.port.unwrap_or(443),
        source_port: spec.source_port,
        protocol,
    };
    match end(&spec.to) {
        Ok(to) => flow.to = to,
        Err(_) if spec.to.contains('.') => {
            let trace =
                trace(&RoutedNetwork::build(document), spec).map_err(|_| "no such flow".to_owned())?;
            flow.to = only_answer(&trace)?;
            flow.name = Some(spec.to.clone());
        }
        Err(reason) => return Err(reason),
    }
    let has_interface = document.resources.values().any(|one| match one.as_ref() {
        Resource::NetworkInterface(one) => one
            .attachment
            .as_ref()
            .and_then(|it| it.instance_id.as_ref())
            .is_some_and(|id| id.as_str() == flow.from),
        _ => false,
    });
    let is_of_function =
        document.function(&flow.from).is_some_and(|one| one.vpc_config.is_none()) && !has_interface;
    if is_of_function && (flow.to == "internet" || flow.to.parse::<IpAddr>().is_ok()) {
        return Err("an address, asked by a function outside of VPCs".to_owned());
    }
    let to = flow.name.clone().unwrap_or_else(|| flow.to.clone());
    let as_asked = FlowSpec { from: flow.from.clone(), to, ..spec.clone() };
    let trace = trace(&RoutedNetwork::build(document), &as_asked).map_err(|_| "no such flow".to_owned())?;
    flow.is_ipv4 = match (spec.family, trace.forward.first()) {
        (Some(family), _) => family == Family::Ipv4,
        (None, Some(hop)) => hop.header_in.family == Family::Ipv4,
        // Nobody says: the address that it is sent to does.
        (None, None) => flow.to.parse::<IpAddr>().map_or(true, |address| address.is_ipv4()),
    };
    Ok((flow, trace))
}
