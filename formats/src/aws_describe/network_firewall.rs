//! AWS Network Firewall: `describe-rule-group`, `describe-firewall-policy` and `describe-firewall`. These answers are about one
//! thing each; they name each other by ARN, and drawings by an id that the ARN gives.

use super::importer::Importer;
use super::item::{Item, number};
use netyard_core::model::{
    Firewall, FirewallPolicy, FirewallPorts, FirewallSubnetMapping, GroupVariables, PolicyVariables,
    ResourceId, RowId, RuleGroup, RuleGroupReference, RuleOption, RuleVariables, RulesSourceList,
    StatefulEngineOptions, StatefulRule, StatefulRuleHeader, StatelessRule, VariableSet, order_between,
};
use netyard_core::net::{CidrBlock, Protocol};
use netyard_core::ordered::IntoOrdered;
use serde_json::Value;
use std::collections::BTreeMap;

/// The keys of these answers: the object itself, and what is said beside it.
pub(super) const ANSWERS: &[(&str, &str)] = &[
    ("Firewall", "FirewallStatus"),
    ("FirewallPolicy", "FirewallPolicyResponse"),
    ("RuleGroup", "RuleGroupResponse"),
];

/// The id of what an ARN names: `arn:aws:network-firewall:REGION:ACCOUNT:stateful-rulegroup/NAME`.
fn id_of(arn: &str) -> Option<ResourceId> {
    let (kind, name) = arn.rsplit(':').next()?.split_once('/')?;
    let prefix = match kind {
        "firewall" => "firewall",
        "firewall-policy" => "fwpolicy",
        "stateful-rulegroup" => "rulegroup",
        "stateless-rulegroup" => "rulegroup-stateless",
        _ => return None,
    };
    Some(ResourceId::new(&format!("{prefix}-{name}")))
}

/// Reads the answers about rule groups.
pub(super) fn read_groups(importer: &mut Importer) {
    for item in importer.take("RuleGroup") {
        let Some(said) = item.object("RuleGroupResponse") else { continue };
        let Some(id) = said.text("RuleGroupArn").and_then(id_of) else {
            importer.skip(&item, "Firewall rule group", "It has no ARN.");
            continue;
        };
        let group = item.object("RuleGroup");
        if group.is_none() {
            let why = "The answer holds no rules.";
            importer.approximate(&item, "Firewall rule group", why);
        }
        let written = RuleGroup {
            name: said.text("RuleGroupName").map(str::to_owned),
            tags: said.tags(),
            rule_group_type: said.text("Type").unwrap_or("STATEFUL").to_owned(),
            capacity: number(&said.value, "Capacity").and_then(|it| u32::try_from(it).ok()),
            ..group.as_ref().map(rules_of).unwrap_or_default()
        };
        if written.rules_string.is_some() {
            let why = "Its rules are in the words of Suricata, which Netyard keeps and does not judge: where they could decide, a packet ends as unknown.";
            importer.approximate(&item, "Firewall rule group", why);
        }
        importer.insert(&item, id, written);
    }
}

/// The rules of a group, in the form that the API and CloudFormation share.
fn rules_of(group: &Item) -> RuleGroup {
    let source = group.object("RulesSource");
    let stateless = source.as_ref().and_then(|source| source.object("StatelessRulesAndCustomActions"));
    let variables = group.object("RuleVariables");
    let list = source.as_ref().and_then(|source| source.object("RulesSourceList"));
    RuleGroup {
        rule_variables: variables.map(|variables| GroupVariables {
            ip_sets: sets(variables.value.get("IPSets")),
            port_sets: sets(variables.value.get("PortSets")),
            ..GroupVariables::default()
        }),
        stateless_rules: rows("a", stateless.iter().flat_map(|it| it.list("StatelessRules")), stateless_rule),
        stateful_rules: stateful_rules(source.as_ref()),
        rules_source_list: list.map(|list| RulesSourceList {
            targets: texts(&list.value, "Targets"),
            target_types: texts(&list.value, "TargetTypes"),
            generated_rules_type: list.text("GeneratedRulesType").map(str::to_owned),
            ..RulesSourceList::default()
        }),
        rules_string: source.as_ref().and_then(|it| it.text("RulesString")).map(str::to_owned),
        ..RuleGroup::default()
    }
}

/// The rules of a group of a template: its property `RuleGroup`.
pub(crate) fn rules_of_template(value: Value) -> RuleGroup {
    rules_of(&Item { file: "".into(), place: String::new(), value })
}

/// What a policy of a template says: its property `FirewallPolicy`. What names its groups there gives their ids.
pub(crate) fn policy_of_template(value: Value) -> FirewallPolicy {
    let policy = Item { file: "".into(), place: String::new(), value };
    let references = |list: &str, letter: &str| {
        rows(letter, policy.list(list).into_iter(), |reference| RuleGroupReference {
            rule_group_id: reference.id("ResourceArn"),
            priority: number(&reference.value, "Priority").and_then(|it| u32::try_from(it).ok()),
            ..RuleGroupReference::default()
        })
    };
    FirewallPolicy {
        stateless_rule_group_references: references("StatelessRuleGroupReferences", "s"),
        stateful_rule_group_references: references("StatefulRuleGroupReferences", "f"),
        ..says_of_policy(&policy)
    }
}

/// What a policy says besides its groups.
fn says_of_policy(policy: &Item) -> FirewallPolicy {
    let options = policy.object("StatefulEngineOptions").map(|options| StatefulEngineOptions {
        rule_order: options.text("RuleOrder").map(str::to_owned),
        stream_exception_policy: options.text("StreamExceptionPolicy").map(str::to_owned),
        ..StatefulEngineOptions::default()
    });
    let variables = policy.object("PolicyVariables").map(|variables| PolicyVariables {
        rule_variables: sets(variables.value.get("RuleVariables")),
        ..PolicyVariables::default()
    });
    FirewallPolicy {
        stateless_default_actions: texts(&policy.value, "StatelessDefaultActions"),
        stateless_fragment_default_actions: texts(&policy.value, "StatelessFragmentDefaultActions"),
        stateful_engine_options: options,
        stateful_default_actions: texts(&policy.value, "StatefulDefaultActions"),
        policy_variables: variables,
        tls_inspection_configuration_arn: policy.text("TLSInspectionConfigurationArn").map(str::to_owned),
        ..FirewallPolicy::default()
    }
}

/// Reads the answers about policies.
pub(super) fn read_policies(importer: &mut Importer) {
    for item in importer.take("FirewallPolicy") {
        let Some(said) = item.object("FirewallPolicyResponse") else { continue };
        let Some(id) = said.text("FirewallPolicyArn").and_then(id_of) else {
            importer.skip(&item, "Firewall policy", "It has no ARN.");
            continue;
        };
        let Some(policy) = item.object("FirewallPolicy") else {
            importer.skip(&item, "Firewall policy", "The answer holds no policy.");
            continue;
        };
        let written = FirewallPolicy {
            name: said.text("FirewallPolicyName").map(str::to_owned),
            tags: said.tags(),
            stateless_rule_group_references: references(
                importer,
                &policy,
                "StatelessRuleGroupReferences",
                "s",
            ),
            stateful_rule_group_references: references(importer, &policy, "StatefulRuleGroupReferences", "f"),
            ..says_of_policy(&policy)
        };
        importer.insert(&item, id, written);
    }
}

/// The groups of a policy. One that no answer tells of keeps its ARN, so that a packet ends as unknown there.
fn references(
    importer: &mut Importer,
    policy: &Item,
    list: &str,
    letter: &str,
) -> BTreeMap<RowId, RuleGroupReference> {
    let mut all = BTreeMap::new();
    for (index, reference) in policy.list(list).into_iter().enumerate() {
        let Some(arn) = reference.text("ResourceArn") else { continue };
        let id = id_of(arn).filter(|id| importer.document.rule_group(id.as_str()).is_some());
        if id.is_none() {
            let why = "No answer tells of its rules: where they could decide, a packet ends as unknown.";
            importer.approximate(&reference, "Firewall rule group", why);
        }
        let written = RuleGroupReference {
            rule_group_id: Some(id.unwrap_or_else(|| ResourceId::new(arn))),
            priority: number(&reference.value, "Priority").and_then(|it| u32::try_from(it).ok()),
            ..RuleGroupReference::default()
        };
        all.insert(RowId::new(&format!("{letter}{}", index + 1)), written);
    }
    all
}

/// Reads the answers about firewalls.
pub(super) fn read_firewalls(importer: &mut Importer) {
    for item in importer.take("Firewall") {
        let Some(firewall) = item.object("Firewall") else { continue };
        let Some(id) = firewall.text("FirewallArn").and_then(id_of) else {
            importer.skip(&item, "Network Firewall", "It has no ARN.");
            continue;
        };
        let status = item.object("FirewallStatus");
        let policy = firewall.text("FirewallPolicyArn").and_then(id_of);
        let policy = policy.filter(|id| importer.document.firewall_policy(id.as_str()).is_some());
        if policy.is_none() {
            let why = "No answer tells of its policy: a packet that comes to it ends as unknown.";
            importer.approximate(&item, "Network Firewall", why);
        }
        let endpoints = status.as_ref().map(endpoints).unwrap_or_default();
        let mut mappings = BTreeMap::new();
        for (index, mapping) in firewall.list("SubnetMappings").into_iter().enumerate() {
            let subnet_id = mapping.id("SubnetId");
            let endpoint_id = endpoints.iter().find(|(subnet, _)| Some(subnet) == subnet_id.as_ref());
            let endpoint_id = endpoint_id.map(|(_, endpoint)| endpoint.clone());
            let endpoint_id = endpoint_id.filter(|id| importer.document.vpc_endpoint(id.as_str()).is_some());
            if endpoint_id.is_none() {
                let why = "No answer tells of its endpoint in that subnet.";
                importer.approximate(&mapping, "Network Firewall", why);
            }
            let written =
                FirewallSubnetMapping { subnet_id, endpoint_id, ..FirewallSubnetMapping::default() };
            mappings.insert(RowId::new(&format!("m{}", index + 1)), written);
        }
        let written = Firewall {
            name: firewall.text("FirewallName").map(str::to_owned),
            tags: firewall.tags(),
            vpc_id: firewall.id("VpcId"),
            firewall_policy_id: policy,
            subnet_mappings: mappings,
            status: status.as_ref().and_then(|it| it.text("Status")).unwrap_or("READY").to_owned(),
            ..Firewall::default()
        };
        importer.insert(&item, id, written);
    }
}

/// The endpoints of a firewall, by subnet: AWS keeps them by zone.
fn endpoints(status: &Item) -> Vec<(ResourceId, ResourceId)> {
    let zones = status.value.get("SyncStates").and_then(Value::as_object);
    let attachments =
        zones.into_iter().flat_map(|zones| zones.values()).filter_map(|it| it.get("Attachment"));
    attachments
        .filter_map(|it| {
            let id = |key: &str| it.get(key)?.as_str().map(ResourceId::new);
            Some((id("SubnetId")?, id("EndpointId")?))
        })
        .collect()
}

/// Rows with ids that count up.
fn rows<T>(letter: &str, items: impl Iterator<Item = Item>, read: impl Fn(&Item) -> T) -> BTreeMap<RowId, T> {
    let row = |(index, item): (usize, Item)| (RowId::new(&format!("{letter}{}", index + 1)), read(&item));
    items.enumerate().map(row).into_map()
}

fn stateless_rule(item: &Item) -> StatelessRule {
    let definition = item.object("RuleDefinition");
    let matched = definition.as_ref().and_then(|it| it.object("MatchAttributes"));
    let blocks = |key: &str| -> Vec<CidrBlock> {
        let all = matched.iter().flat_map(|it| it.list(key));
        all.filter_map(|it| it.text("AddressDefinition").map(CidrBlock::new)).collect()
    };
    let ports = |key: &str| -> Vec<FirewallPorts> {
        let all = matched.iter().flat_map(|it| it.list(key));
        let port = |it: &Item, key: &str| number(&it.value, key).and_then(|it| u16::try_from(it).ok());
        all.filter_map(|it| {
            let (from_port, to_port) = (port(&it, "FromPort")?, port(&it, "ToPort")?);
            Some(FirewallPorts { from_port, to_port, ..FirewallPorts::default() })
        })
        .collect()
    };
    let protocols = matched.as_ref().and_then(|it| it.value.get("Protocols")?.as_array().cloned());
    let protocols = protocols.into_iter().flatten().filter_map(|it| it.as_u64()?.try_into().ok());
    StatelessRule {
        priority: number(&item.value, "Priority").and_then(|it| u32::try_from(it).ok()),
        actions: definition.as_ref().map(|it| texts(&it.value, "Actions")).unwrap_or_default(),
        sources: blocks("Sources"),
        destinations: blocks("Destinations"),
        source_ports: ports("SourcePorts"),
        destination_ports: ports("DestinationPorts"),
        protocols: protocols.map(Protocol::from_number).collect(),
        tcp_flags: matched.as_ref().and_then(|it| it.value.get("TCPFlags").cloned()),
        ..StatelessRule::default()
    }
}

/// The rules of a source in the order in which they are written.
fn stateful_rules(source: Option<&Item>) -> BTreeMap<RowId, StatefulRule> {
    let mut order: Option<String> = None;
    let mut all = BTreeMap::new();
    let items = source.map(|source| source.list("StatefulRules")).unwrap_or_default();
    for (index, item) in items.iter().enumerate() {
        let next = order_between(order.as_deref(), None);
        let rule = StatefulRule { order: Some(next.clone()), ..stateful_rule(item) };
        all.insert(RowId::new(&format!("a{}", index + 1)), rule);
        order = Some(next);
    }
    all
}

fn stateful_rule(item: &Item) -> StatefulRule {
    let header = item.object("Header");
    let text = |key: &str, otherwise: &str| {
        header.as_ref().and_then(|it| it.text(key)).unwrap_or(otherwise).to_owned()
    };
    let options = item.list("RuleOptions");
    let option = |it: &Item| {
        let settings = texts(&it.value, "Settings");
        Some(RuleOption { keyword: it.text("Keyword")?.to_owned(), settings, ..RuleOption::default() })
    };
    StatefulRule {
        action: item.text("Action").map(str::to_owned),
        header: StatefulRuleHeader {
            protocol: text("Protocol", "IP"),
            source: text("Source", "ANY"),
            source_port: text("SourcePort", "ANY"),
            direction: text("Direction", "FORWARD"),
            destination: text("Destination", "ANY"),
            destination_port: text("DestinationPort", "ANY"),
            ..StatefulRuleHeader::default()
        },
        rule_options: options.iter().filter_map(option).collect(),
        ..StatefulRule::default()
    }
}

/// Sets of addresses or ports by name.
fn sets(value: Option<&Value>) -> RuleVariables {
    let sets = value.and_then(Value::as_object).into_iter().flatten();
    sets.map(|(name, set)| {
        let set = VariableSet { definition: texts(set, "Definition"), ..VariableSet::default() };
        (name.clone(), set)
    })
    .into_map()
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    let items = value.get(key).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}
