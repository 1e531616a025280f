//! The resolver's endpoints and rules, and health checks of Route 53.

use crate::declared::maker::Maker;
use crate::declared::own::Own;
use netyard_core::model::{
    AlarmIdentifier, HealthCheck, HealthCheckConfig, PrivateIpAddress, ResolverEndpoint, ResolverRule,
    Resource, ResourceId, RowId, TargetAddress,
};

/// Reads `AWS::Route53Resolver::ResolverEndpoint`, with an interface for each of its addresses.
pub(crate) fn endpoint(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = ResolverEndpoint::default();
    let addresses = view.list("IpAddresses");
    let subnets: Vec<ResourceId> = addresses.iter().filter_map(|part| part.id("SubnetId")).collect();
    let endpoint = ResolverEndpoint {
        name: Some(view.text("Name").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        direction: view.text("Direction").unwrap_or(usual.direction),
        host_vpc_id: maker.vpc_of(&subnets),
        resolver_endpoint_type: view.text("ResolverEndpointType").unwrap_or(usual.resolver_endpoint_type),
        protocols: view.texts("Protocols"),
        ..ResolverEndpoint::default()
    };
    let groups = maker.groups(own, &view, "SecurityGroupIds");
    maker.insert(own, endpoint);
    if subnets.len() < addresses.len() || view.is_unknown("IpAddresses") {
        maker.note(
            own,
            "The template does not tell all of its subnets: a packet that needs them ends UNKNOWN.",
        );
        maker.doubts.insert("networkInterface");
    }
    let made = maker.interfaces(own, &subnets, &groups, false);
    let placed = addresses.iter().filter(|part| part.has("SubnetId") && !part.is_unknown("SubnetId"));
    for (part, node) in placed.zip(&made) {
        let Some(address) = part.address("Ip") else { continue };
        maker.change(
            node,
            |resource| if let Resource::NetworkInterface(it) = resource { Some(it) } else { None },
            |node| {
                node.private_ip_addresses.push(PrivateIpAddress {
                    private_ip_address: Some(address),
                    primary: true,
                    ..PrivateIpAddress::default()
                });
            },
        );
    }
}

/// Reads `AWS::Route53Resolver::ResolverRule`.
pub(crate) fn rule(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let usual = ResolverRule::default();
    let targets = view.list("TargetIps");
    let target = |(index, part): (usize, &crate::declared::own::View<'_>)| {
        let target = TargetAddress {
            ip: part.address("Ip"),
            ipv6: part.address("Ipv6"),
            port: part.small("Port").filter(|port| *port != 53),
            protocol: part.text("Protocol"),
            ..TargetAddress::default()
        };
        (RowId::new(&format!("t{}", index + 1)), target)
    };
    let rule = ResolverRule {
        name: Some(view.text("Name").unwrap_or_else(|| own.name())),
        tags: own.tags(),
        domain_name: view.text("DomainName").map(|name| plain(&name)),
        rule_type: view.text("RuleType").unwrap_or(usual.rule_type),
        delegation_record: view.text("DelegationRecord"),
        target_ips: targets.iter().enumerate().map(target).collect(),
        resolver_endpoint_id: view.id("ResolverEndpointId"),
        ..ResolverRule::default()
    };
    let is_open = rule.domain_name.is_none()
        || ["RuleType", "TargetIps", "DomainName"].iter().any(|key| view.is_unknown(key));
    maker.insert(own, rule);
    if is_open {
        maker.doubts.insert("resolverRule");
        maker
            .note(own, "The template does not tell it whole: a question for a name ends as unknown in VPCs.");
    }
}

/// A name as people write it: without the dot at the end, but for the root.
pub(super) fn plain(name: &str) -> String {
    name.strip_suffix('.').filter(|short| !short.is_empty()).unwrap_or(name).to_owned()
}

/// Reads `AWS::Route53Resolver::ResolverRuleAssociation`.
pub(crate) fn association(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    view.text("Name");
    let (rule, vpc) = (view.id("ResolverRuleId"), view.id("VPCId"));
    let Some(vpc) = vpc.filter(|_| own.perhaps.is_none()) else {
        maker.cannot_join(own, "VPCId", None, "resolverRule");
        return;
    };
    let joined = rule.as_ref().is_some_and(|rule| {
        maker.change(
            rule,
            |resource| if let Resource::ResolverRule(it) = resource { Some(it) } else { None },
            |rule| rule.vpc_ids.push(vpc),
        )
    });
    if joined {
        maker.read(own);
    } else {
        maker.cannot_join(own, "ResolverRuleId", rule.as_ref(), "resolverRule");
    }
}

/// Reads `AWS::Route53::HealthCheck`.
pub(crate) fn health_check(maker: &mut Maker<'_>, own: &Own) {
    let view = own.view();
    let tags = view.list("HealthCheckTags");
    let mut tags: std::collections::BTreeMap<String, String> = tags
        .iter()
        .filter_map(|tag| Some((tag.text("Key")?, tag.text("Value").unwrap_or_default())))
        .collect();
    let name = tags.remove("Name").filter(|name| !name.is_empty()).unwrap_or_else(|| own.logical.clone());
    let config = view.object("HealthCheckConfig").map(|config| HealthCheckConfig {
        r#type: config.text("Type"),
        ip_address: config.address("IPAddress"),
        fully_qualified_domain_name: config.text("FullyQualifiedDomainName"),
        port: config.small("Port"),
        resource_path: config.text("ResourcePath"),
        search_string: config.text("SearchString"),
        request_interval: config.small("RequestInterval"),
        failure_threshold: config.small("FailureThreshold"),
        inverted: config.flag("Inverted").unwrap_or(false),
        health_threshold: config.small("HealthThreshold"),
        child_health_checks: config.ids("ChildHealthChecks"),
        alarm_identifier: config.object("AlarmIdentifier").map(|alarm| AlarmIdentifier {
            region: alarm.text("Region"),
            name: alarm.text("Name"),
            ..AlarmIdentifier::default()
        }),
        insufficient_data_health_status: config.text("InsufficientDataHealthStatus"),
        ..HealthCheckConfig::default()
    });
    let check = HealthCheck {
        name: Some(name),
        tags,
        health_check_config: config.unwrap_or_default(),
        ..HealthCheck::default()
    };
    if view.is_unknown("HealthCheckConfig") {
        maker.note(own, "The template does not tell what it checks whole: what it says ends as unknown.");
    }
    maker.insert(own, check);
}
