use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{
    EndpointDnsOptions, Resource, ResourceId, Route, RowId, VpcEndpoint, VpcEndpointService,
};

/// Reads `AWS::EC2::VPCEndpoint`. An interface endpoint gets an interface in each of its subnets, as AWS makes them.
pub(super) fn read(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = VpcEndpoint::default();
    let dns_options = view.object("DnsOptions").map(|options| EndpointDnsOptions {
        dns_record_ip_type: options.text("DnsRecordIpType").filter(|kind| kind != "ipv4"),
        private_dns_only_for_inbound_resolver_endpoint: matches!(
            options.text("PrivateDnsOnlyForInboundResolverEndpoint").as_deref(),
            Some("OnlyInboundResolver" | "true")
        ),
        ..EndpointDnsOptions::default()
    });
    if view.is_unknown("PolicyDocument") {
        maker.note(own, "The template does not tell its policy: a request that it may refuse ends UNKNOWN.");
    }
    let endpoint = VpcEndpoint {
        name: Some(own.name()),
        tags: own.tags(),
        vpc_endpoint_type: view.text("VpcEndpointType").unwrap_or(usual.vpc_endpoint_type),
        vpc_id: view.id("VpcId"),
        service_name: view.text("ServiceName"),
        service_region: view.text("ServiceRegion").filter(|region| *region != maker.ground.region),
        resource_configuration_arn: view.text("ResourceConfigurationArn"),
        service_network_arn: view.text("ServiceNetworkArn"),
        route_table_ids: view.ids("RouteTableIds"),
        private_dns_enabled: view.flag("PrivateDnsEnabled").unwrap_or(false),
        ip_address_type: view.text("IpAddressType").unwrap_or(usual.ip_address_type),
        dns_options: dns_options.filter(|options| *options != EndpointDnsOptions::default()),
        policy_document: view.json("PolicyDocument").filter(|policy| !admits_everything(policy)),
        unknown: view
            .is_unknown("PolicyDocument")
            .then(|| VpcEndpoint::POLICY.to_owned())
            .into_iter()
            .collect(),
        ..VpcEndpoint::default()
    };
    let (subnets, groups) = (view.ids("SubnetIds"), maker.groups(own, &view, "SecurityGroupIds"));
    let has_interfaces = !endpoint.is_gateway();
    maker.insert(own, endpoint);
    maker.doubt(own, &view, "PrivateDnsEnabled", "hostedZone");
    maker.doubt(own, &view, "SubnetIds", "networkInterface");
    if view.is_any_unknown(&["VpcEndpointType", "ServiceName", "IpAddressType"]) {
        maker.make_unknown(&own.id);
        maker.note(own, "Nothing tells what kind of endpoint it is, or of which service: a packet that comes to it ends UNKNOWN.");
        return;
    }
    if !has_interfaces && view.is_unknown("RouteTableIds") {
        in_some_tables(maker, own);
    }
    if !has_interfaces {
        return;
    }
    maker.interfaces(own, &subnets, &groups, false);
}

/// A gateway endpoint may stand in any table: a row of which nobody knows the destination.
fn in_some_tables(maker: &mut Maker<'_>, own: &Own) {
    let list = maker.unknown_list(own);
    let target = maker.unknown_target(own);
    let vpc = own.view().id("VpcId");
    let tables = maker.document.resources.iter().filter_map(|(id, resource)| match resource.as_ref() {
        Resource::RouteTable(table) if table.vpc_id == vpc => Some(id.clone()),
        _ => None,
    });
    for id in tables.collect::<Vec<_>>() {
        let route = Route {
            destination_prefix_list_id: Some(list.clone()),
            gateway_id: Some(target.clone()),
            ..Route::default()
        };
        maker.change_table(&id, |table| {
            table.routes.insert(RowId::new(&format!("r{}", table.routes.len() + 1)), route);
        });
    }
    maker.note(own, "Nothing tells all of its route tables: a packet that may need one ends UNKNOWN.");
}

/// Whether a policy is the one that AWS puts there.
pub(crate) fn admits_everything(policy: &serde_json::Value) -> bool {
    use serde_json::Value;
    let statements = match policy.get("Statement") {
        Some(Value::Array(statements)) => statements.as_slice(),
        Some(statement) => std::slice::from_ref(statement),
        None => return false,
    };
    let is = |statement: &Value, key: &str, wanted: &str| match statement.get(key) {
        Some(Value::Array(one)) => matches!(one.as_slice(), [only] if only == wanted),
        Some(value) => value == wanted,
        None => false,
    };
    let [statement] = statements else { return false };
    is(statement, "Effect", "Allow")
        && is(statement, "Action", "*")
        && is(statement, "Resource", "*")
        && (is(statement, "Principal", "*")
            || statement.get("Principal").is_some_and(|principal| is(principal, "AWS", "*")))
        && statement.get("Condition").is_none()
}

/// Reads `AWS::EC2::VPCEndpointService`.
pub(super) fn service(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let network_load_balancer_arns = view.ids("NetworkLoadBalancerArns");
    let gateway_load_balancer_arns = view.ids("GatewayLoadBalancerArns");
    let kind = if gateway_load_balancer_arns.is_empty() { "Interface" } else { "GatewayLoadBalancer" };
    let region = &maker.ground.region;
    let service = VpcEndpointService {
        name: Some(own.name()),
        tags: own.tags(),
        service_name: Some(format!("com.amazonaws.vpce.{region}.{}", own.id)),
        service_type: kind.to_owned(),
        network_load_balancer_arns,
        gateway_load_balancer_arns,
        acceptance_required: view.flag("AcceptanceRequired").unwrap_or(true),
        ..VpcEndpointService::default()
    };
    maker.insert(own, service);
}

/// Reads `AWS::EC2::VPCEndpointServicePermissions`.
pub(super) fn permissions(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let (service, principals) = (view.id("ServiceId"), view.texts("AllowedPrincipals"));
    let joined = service.as_ref().is_some_and(|service: &ResourceId| {
        maker.change(
            service,
            |resource| if let Resource::VpcEndpointService(it) = resource { Some(it) } else { None },
            |service| service.allowed_principals.extend(principals),
        )
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "ServiceId", service.as_ref(), "vpcEndpoint");
    }
}
