//! AWS Network Firewall, and what the resolver forwards.

use super::hcl::{Arguments, Value, quoted};
use super::service::{address, blocks_of, groups_or_usual, nodes, plain};
use super::writer::{Writer, tags};
use netyard_core::model::{
    Firewall, FirewallPolicy, FirewallPorts, ResolverEndpoint, ResolverRule, Resource, ResourceId, RowId,
    RuleGroup, RuleGroupReference, RuleVariables, StatefulRule, StatelessRule,
};
use netyard_core::net::{CidrBlock, Protocol};
use std::collections::BTreeMap;

/// How the endpoints of firewalls are called: by the firewall and their subnet.
pub(super) fn endpoints(writer: &mut Writer<'_>, id: &ResourceId, own: &Firewall) {
    let name = writer.name_of(id);
    for mapping in own.subnet_mappings.values() {
        let (Some(subnet), Some(endpoint)) = (&mapping.subnet_id, &mapping.endpoint_id) else { continue };
        let Some(subnet) = writer.references.get(subnet) else { continue };
        let expression = format!(
            "one([for state in aws_networkfirewall_firewall.{name}.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.attachment[0].subnet_id == {subnet}])"
        );
        writer.references.insert(endpoint.clone(), expression);
    }
}

pub(super) fn firewall(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &Firewall) {
    let places: Vec<_> = own.subnet_mappings.values().collect();
    let mappings =
        places.iter().map(|mapping| Arguments::default().maybe("subnet_id", mapping.subnet_id.as_ref()));
    let endpoints = places.iter().map(|mapping| {
        let attachment = Arguments::default()
            .maybe("subnet_id", mapping.subnet_id.as_ref())
            .maybe("endpoint_id", mapping.endpoint_id.as_ref());
        Arguments::default().blocks("attachment", vec![attachment])
    });
    let status = Arguments::default().blocks("sync_states", endpoints.collect());
    let arguments = Arguments::default()
        .with("name", plain(writer, id, resource))
        .maybe("firewall_policy_arn", own.firewall_policy_id.as_ref())
        .maybe("vpc_id", own.vpc_id.as_ref())
        .blocks("subnet_mapping", mappings.collect())
        .told("firewall_status", Some(Value::Blocks(vec![status])));
    writer.add(id, "aws_networkfirewall_firewall", tags(arguments, resource));
}

fn one(arguments: Arguments) -> Vec<Arguments> {
    vec![arguments]
}

fn sets(all: &RuleVariables, part: &'static str) -> Vec<Arguments> {
    let set = |(name, set): (&String, &netyard_core::model::VariableSet)| {
        let inside = Arguments::default().list("definition", set.definition.iter().map(String::as_str));
        Arguments::default().with("key", name.as_str()).blocks(part, one(inside))
    };
    all.iter().map(set).collect()
}

fn texts(all: &[String]) -> Vec<&str> {
    all.iter().map(String::as_str).collect()
}

/// Actions, which AWS wants to be told: where the drawing holds none, others, or those with which a policy begins in the console.
fn actions(own: &[String], others: &[String]) -> Value {
    let told = if own.is_empty() { others } else { own };
    if !own.is_empty() {
        return Value::List(own.iter().map(|action| Value::from(action.as_str())).collect());
    }
    let all: Vec<String> = told.iter().map(|action| quoted(action)).collect();
    Value::list_beside(
        if all.is_empty() { "\"aws:forward_to_sfe\"".to_owned() } else { all.join(", ") }.as_str(),
    )
}

pub(super) fn policy(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &FirewallPolicy) {
    let references = |all: &BTreeMap<RowId, RuleGroupReference>| -> Vec<Arguments> {
        let reference = |reference: &RuleGroupReference| {
            Arguments::default()
                .maybe("priority", reference.priority.map(i64::from))
                .maybe("resource_arn", reference.rule_group_id.as_ref())
        };
        all.values().map(reference).collect()
    };
    let options = own.stateful_engine_options.as_ref().map(|options| {
        Arguments::default()
            .maybe("rule_order", options.rule_order.clone())
            .maybe("stream_exception_policy", options.stream_exception_policy.clone())
    });
    let variables = own.policy_variables.as_ref().map(|variables| {
        Arguments::default().blocks("rule_variables", sets(&variables.rule_variables, "ip_set"))
    });
    let said = Arguments::default()
        .with("stateless_default_actions", actions(&own.stateless_default_actions, &[]))
        .with(
            "stateless_fragment_default_actions",
            actions(&own.stateless_fragment_default_actions, &own.stateless_default_actions),
        )
        .list("stateful_default_actions", texts(&own.stateful_default_actions))
        .maybe("tls_inspection_configuration_arn", own.tls_inspection_configuration_arn.clone())
        .blocks("stateful_engine_options", options.into_iter().collect())
        .blocks("policy_variables", variables.into_iter().collect())
        .blocks("stateless_rule_group_reference", references(&own.stateless_rule_group_references))
        .blocks("stateful_rule_group_reference", references(&own.stateful_rule_group_references));
    let arguments =
        Arguments::default().with("name", plain(writer, id, resource)).blocks("firewall_policy", one(said));
    writer.add(id, "aws_networkfirewall_firewall_policy", tags(arguments, resource));
}

pub(super) fn group(writer: &mut Writer<'_>, id: &ResourceId, resource: &Resource, own: &RuleGroup) {
    let mut stateless: Vec<&StatelessRule> = own.stateless_rules.values().collect();
    stateless.sort_by_key(|rule| rule.priority);
    let stateless: Vec<Arguments> = stateless.into_iter().map(stateless_rule).collect();
    let stateless = (!stateless.is_empty()).then(|| Arguments::default().blocks("stateless_rule", stateless));
    let mut stateful: Vec<&StatefulRule> = own.stateful_rules.values().collect();
    stateful.sort_by(|left, right| left.order.cmp(&right.order));
    let domains = own.rules_source_list.as_ref().map(|domains| {
        Arguments::default()
            .maybe("generated_rules_type", domains.generated_rules_type.clone())
            .list("target_types", texts(&domains.target_types))
            .list("targets", texts(&domains.targets))
    });
    let source = Arguments::default()
        .maybe("rules_string", own.rules_string.clone())
        .blocks("rules_source_list", domains.into_iter().collect())
        .blocks("stateful_rule", stateful.into_iter().enumerate().map(stateful_rule).collect())
        .blocks("stateless_rules_and_custom_actions", stateless.into_iter().collect());
    let variables = own.rule_variables.as_ref().map(|variables| {
        Arguments::default()
            .blocks("ip_sets", sets(&variables.ip_sets, "ip_set"))
            .blocks("port_sets", sets(&variables.port_sets, "port_set"))
    });
    let said = Arguments::default()
        .blocks("rule_variables", variables.into_iter().collect())
        .blocks("rules_source", one(source));
    let arguments = Arguments::default()
        .with("name", plain(writer, id, resource))
        .with("type", own.rule_group_type.as_str())
        .with("capacity", own.capacity.map_or(100, i64::from))
        .blocks("rule_group", one(said));
    writer.add(id, "aws_networkfirewall_rule_group", tags(arguments, resource));
}

fn stateless_rule(own: &StatelessRule) -> Arguments {
    let blocks = |all: &[CidrBlock]| -> Vec<Arguments> {
        blocks_of(all)
            .into_iter()
            .map(|block| Arguments::default().with("address_definition", block))
            .collect()
    };
    let ports = |all: &[FirewallPorts]| -> Vec<Arguments> {
        let range = |range: &FirewallPorts| {
            Arguments::default()
                .with("from_port", i64::from(range.from_port))
                .with("to_port", i64::from(range.to_port))
        };
        all.iter().map(range).collect()
    };
    let matched = Arguments::default()
        .list("protocols", own.protocols.iter().filter_map(Protocol::number).map(i64::from))
        .blocks("source", blocks(&own.sources))
        .blocks("destination", blocks(&own.destinations))
        .blocks("source_port", ports(&own.source_ports))
        .blocks("destination_port", ports(&own.destination_ports));
    let definition =
        Arguments::default().list("actions", texts(&own.actions)).blocks("match_attributes", one(matched));
    Arguments::default()
        .with("priority", own.priority.map_or(1, i64::from))
        .blocks("rule_definition", one(definition))
}

fn stateful_rule((index, own): (usize, &StatefulRule)) -> Arguments {
    let header = Arguments::default()
        .with("protocol", own.header.protocol.as_str())
        .with("source", own.header.source.as_str())
        .with("source_port", own.header.source_port.as_str())
        .with("direction", own.header.direction.as_str())
        .with("destination", own.header.destination.as_str())
        .with("destination_port", own.header.destination_port.as_str());
    let option = |keyword: &str, settings: &[String]| {
        Arguments::default().with("keyword", keyword).list("settings", texts(settings))
    };
    let mut options: Vec<Arguments> =
        own.rule_options.iter().map(|one| option(&one.keyword, &one.settings)).collect();
    // AWS wants every rule to have a number of its own.
    if !own.rule_options.iter().any(|one| one.keyword.starts_with("sid")) {
        options.push(option(&format!("sid:{}", index + 1), &[]));
    }
    Arguments::default()
        .maybe("action", own.action.clone())
        .blocks("header", one(header))
        .blocks("rule_option", options)
}

pub(super) fn resolver_endpoint(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &ResolverEndpoint,
) {
    let nodes = nodes(writer, id);
    let places = nodes.iter().map(|(_, node)| {
        Arguments::default().maybe("subnet_id", node.subnet_id.as_ref()).maybe("ip", address(node))
    });
    let mut places: Vec<Arguments> = places.collect();
    if let (1, Some((_, node))) = (nodes.len(), nodes.first()) {
        let called = writer.called(id);
        writer.left_out.push(format!(
            "{called} has one address: AWS wants two, so that a second one in the same subnet is written."
        ));
        places.push(Arguments::default().maybe("subnet_id", node.subnet_id.as_ref()));
    }
    let usual = ResolverEndpoint::default();
    let arguments = Arguments::default()
        .maybe("name", writer.given_name(id))
        .with("direction", own.direction.as_str())
        .maybe(
            "resolver_endpoint_type",
            Some(own.resolver_endpoint_type.clone()).filter(|kind| *kind != usual.resolver_endpoint_type),
        )
        .list("protocols", texts(&own.protocols))
        .with("security_group_ids", groups_or_usual(writer, &nodes))
        .blocks("ip_address", places);
    writer.add(id, "aws_route53_resolver_endpoint", super::balancing::unnamed(arguments, resource));
}

pub(super) fn resolver_rule(
    writer: &mut Writer<'_>,
    id: &ResourceId,
    resource: &Resource,
    own: &ResolverRule,
) {
    let targets = own.target_ips.values().map(|target| {
        Arguments::default()
            .maybe("ip", target.ip.as_ref().map(ToString::to_string))
            .maybe("ipv6", target.ipv6.as_ref().map(ToString::to_string))
            .maybe("port", target.port.map(i64::from))
            .maybe("protocol", target.protocol.clone())
    });
    let arguments = Arguments::default()
        .maybe("name", writer.given_name(id))
        .maybe("domain_name", own.domain_name.clone())
        .with("rule_type", own.rule_type.as_str())
        .maybe("resolver_endpoint_id", own.resolver_endpoint_id.as_ref())
        .blocks("target_ip", targets.collect());
    writer.add(id, "aws_route53_resolver_rule", super::balancing::unnamed(arguments, resource));
    for vpc in &own.vpc_ids {
        let arguments = Arguments::default().with("resolver_rule_id", id).with("vpc_id", vpc);
        let end = format!("_{}", writer.name_of(vpc));
        writer.part(id, &end, "aws_route53_resolver_rule_association", arguments);
    }
}
