//! AWS Network Firewall: rule groups, policies and firewalls. Their endpoints come with the firewalls.

use super::writer::{Writer, rows};
use super::yaml::{Object, Value, list};
use netyard_core::model::{
    Firewall, FirewallPolicy, FirewallPorts, ResourceId, RowId, RuleGroup, RuleGroupReference, RuleVariables,
    StatefulRule, StatelessRule,
};
use netyard_core::net::{CidrBlock, Protocol};
use std::collections::BTreeMap;

fn texts(all: &[String]) -> Option<Value> {
    list(all.iter().map(Value::from).collect())
}

fn sets(all: &RuleVariables) -> Option<Value> {
    let object = all.iter().fold(Object::default(), |object, (name, set)| {
        let set = Object::default().with("Definition", texts(&set.definition));
        object.with(name, set)
    });
    (!object.is_empty()).then_some(Value::Foreign(object))
}

pub(super) fn group(writer: &mut Writer<'_>, id: &ResourceId, own: &RuleGroup) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let mut stateless: Vec<&StatelessRule> =
        rows(&own.stateless_rules).into_iter().map(|(_, rule)| rule).collect();
    stateless.sort_by_key(|rule| rule.priority);
    let stateless = list(stateless.into_iter().map(stateless_rule).collect());
    let stateless = stateless.map(|rules| Object::default().with("StatelessRules", rules));
    let mut stateful: Vec<&StatefulRule> =
        rows(&own.stateful_rules).into_iter().map(|(_, rule)| rule).collect();
    stateful.sort_by(|left, right| left.order.cmp(&right.order));
    let stateful = list(stateful.into_iter().enumerate().map(stateful_rule).collect());
    let domains = own.rules_source_list.as_ref().map(|domains| {
        Object::default()
            .with("Targets", texts(&domains.targets))
            .with("TargetTypes", texts(&domains.target_types))
            .with("GeneratedRulesType", domains.generated_rules_type.as_ref())
    });
    let source = Object::default()
        .with("RulesString", own.rules_string.as_ref())
        .with("RulesSourceList", domains)
        .with("StatefulRules", stateful)
        .with("StatelessRulesAndCustomActions", stateless);
    let variables = own.rule_variables.as_ref().map(|variables| {
        Object::default()
            .with("IPSets", sets(&variables.ip_sets))
            .with("PortSets", sets(&variables.port_sets))
    });
    let rules = Object::default().with("RuleVariables", variables).with("RulesSource", source);
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("RuleGroupName", name)
        .with("Type", &own.rule_group_type)
        .with("Capacity", own.capacity.unwrap_or(100))
        .with("RuleGroup", rules)
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}

fn stateless_rule(own: &StatelessRule) -> Value {
    let blocks = |all: &[CidrBlock]| {
        let block = |block: &CidrBlock| Object::default().with("AddressDefinition", block.to_string()).into();
        list(all.iter().map(block).collect())
    };
    let ports = |all: &[FirewallPorts]| {
        let range = |range: &FirewallPorts| {
            Object::default().with("FromPort", range.from_port).with("ToPort", range.to_port).into()
        };
        list(all.iter().map(range).collect())
    };
    let protocols = own.protocols.iter().filter_map(Protocol::number).map(i64::from).map(Value::from);
    let matched = Object::default()
        .with("Sources", blocks(&own.sources))
        .with("Destinations", blocks(&own.destinations))
        .with("SourcePorts", ports(&own.source_ports))
        .with("DestinationPorts", ports(&own.destination_ports))
        .with("Protocols", list(protocols.collect()))
        .with("TCPFlags", own.tcp_flags.as_ref().map(Value::from));
    let definition = Object::default().with("Actions", texts(&own.actions)).with("MatchAttributes", matched);
    Object::default().with("Priority", own.priority.unwrap_or(1)).with("RuleDefinition", definition).into()
}

fn stateful_rule((index, own): (usize, &StatefulRule)) -> Value {
    let header = &own.header;
    let written = Object::default()
        .with("Protocol", &header.protocol)
        .with("Source", &header.source)
        .with("SourcePort", &header.source_port)
        .with("Direction", &header.direction)
        .with("Destination", &header.destination)
        .with("DestinationPort", &header.destination_port);
    let option = |keyword: &str, settings: &[String]| {
        Value::from(Object::default().with("Keyword", keyword).with("Settings", texts(settings)))
    };
    let mut options: Vec<Value> =
        own.rule_options.iter().map(|one| option(&one.keyword, &one.settings)).collect();
    // AWS wants every rule to have a number of its own.
    if !own.rule_options.iter().any(|one| one.keyword.starts_with("sid")) {
        options.push(option(&format!("sid:{}", index + 1), &[]));
    }
    Object::default()
        .with("Action", own.action.as_ref())
        .with("Header", written)
        .with("RuleOptions", options)
        .into()
}

fn references(writer: &mut Writer<'_>, all: &BTreeMap<RowId, RuleGroupReference>) -> Option<Value> {
    let written = rows(all).into_iter().filter_map(|(_, reference)| {
        let group = reference.rule_group_id.as_ref()?;
        let arn = if group.as_str().starts_with("arn:") { group.as_str().into() } else { writer.to(group) };
        Some(Object::default().with("ResourceArn", arn).with("Priority", reference.priority).into())
    });
    list(written.collect())
}

pub(super) fn policy(writer: &mut Writer<'_>, id: &ResourceId, own: &FirewallPolicy) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let stateless = references(writer, &own.stateless_rule_group_references);
    let stateful = references(writer, &own.stateful_rule_group_references);
    let options = own.stateful_engine_options.as_ref().map(|options| {
        Object::default()
            .with("RuleOrder", options.rule_order.as_ref())
            .with("StreamExceptionPolicy", options.stream_exception_policy.as_ref())
    });
    let variables = own.policy_variables.as_ref().and_then(|variables| sets(&variables.rule_variables));
    let variables = variables.map(|sets| Object::default().with("RuleVariables", sets));
    let written = Object::default()
        .with("StatelessRuleGroupReferences", stateless)
        .with("StatelessDefaultActions", texts(&own.stateless_default_actions))
        .with("StatelessFragmentDefaultActions", texts(&own.stateless_fragment_default_actions))
        .with("StatefulRuleGroupReferences", stateful)
        .with("StatefulEngineOptions", options)
        .with("StatefulDefaultActions", texts(&own.stateful_default_actions))
        .with("PolicyVariables", variables)
        .with("TLSInspectionConfigurationArn", own.tls_inspection_configuration_arn.as_ref());
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties =
        Object::default().with("FirewallPolicyName", name).with("FirewallPolicy", written).with("Tags", tags);
    writer.make(id, properties, &[]);
}

pub(super) fn firewall(writer: &mut Writer<'_>, id: &ResourceId, own: &Firewall) {
    let Some(name) = writer.name(id).map(str::to_owned) else { return };
    let mut mappings = Vec::new();
    let mut beside = Vec::new();
    for (_, mapping) in rows(&own.subnet_mappings) {
        let Some(subnet) = &mapping.subnet_id else { continue };
        mappings.push(Value::from(Object::default().with("SubnetId", writer.to(subnet))));
        if let Some(endpoint) = &mapping.endpoint_id {
            let node = writer.interfaces_of(endpoint).into_iter().next();
            let node = node.map_or_else(|| format!("eni-{endpoint}-1"), |node| node.to_string());
            beside.extend([endpoint.to_string(), node]);
        }
    }
    if beside.len() == mappings.len() * 2 {
        writer.beside.insert(name.clone(), beside);
    }
    let policy = own.firewall_policy_id.as_ref().map(|policy| writer.to(policy));
    let vpc = own.vpc_id.as_ref().map(|vpc| writer.to(vpc));
    let tags = writer.tags(id, own.name.as_deref(), &own.tags);
    let properties = Object::default()
        .with("FirewallName", name)
        .with("FirewallPolicyArn", policy)
        .with("VpcId", vpc)
        .with("SubnetMappings", Value::List(mappings))
        .with("Tags", tags);
    writer.make(id, properties, &[]);
}
