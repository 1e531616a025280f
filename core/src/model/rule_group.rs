use super::record::Record;
use super::{Extra, RowId, Tags};
use crate::net::{CidrBlock, Protocol};
use std::collections::BTreeMap;

/// A group of rules of AWS Network Firewall: stateless ones, or one of the three kinds of stateful ones: rules by address
/// and port, a list of domains, or rules in the words of Suricata, which are kept and never judged (R-NFW-10).
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct RuleGroup {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// `STATEFUL` or `STATELESS`. AWS calls the property Type.
    #[serde(default = "stateful", skip_serializing_if = "is_stateful")]
    pub rule_group_type: String,
    /// How many rules it may ever hold, as AWS counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Sets of addresses and ports that rules call by `$NAME`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_variables: Option<GroupVariables>,
    /// Stateless rules by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub stateless_rules: BTreeMap<RowId, StatelessRule>,
    /// Stateful rules by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub stateful_rules: BTreeMap<RowId, StatefulRule>,
    /// A list of domains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules_source_list: Option<RulesSourceList>,
    /// Rules in the words of Suricata.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rules_string: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

fn stateful() -> String {
    "STATEFUL".to_owned()
}

fn is_stateful(value: &String) -> bool {
    value == "STATEFUL"
}

impl Default for RuleGroup {
    fn default() -> Self {
        Self {
            name: None,
            tags: Tags::new(),
            rule_group_type: stateful(),
            capacity: None,
            rule_variables: None,
            stateless_rules: BTreeMap::new(),
            stateful_rules: BTreeMap::new(),
            rules_source_list: None,
            rules_string: None,
            extra: Extra::new(),
        }
    }
}

impl RuleGroup {
    /// Whether its rules are stateless.
    pub fn is_stateless(&self) -> bool {
        self.rule_group_type == "STATELESS"
    }
}

/// Sets of addresses by name.
pub type RuleVariables = BTreeMap<String, VariableSet>;

/// The variables of a group.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct GroupVariables {
    /// Sets of addresses.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub ip_sets: RuleVariables,
    /// Sets of ports.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub port_sets: RuleVariables,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a variable stands for.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct VariableSet {
    /// Blocks, addresses or ports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub definition: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A stateless rule: it judges each packet for itself. What is empty admits everything.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct StatelessRule {
    /// Its place in the group: the lowest number is asked first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// `aws:pass`, `aws:drop` or `aws:forward_to_sfe`, and names of custom actions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<String>,
    /// Source blocks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<CidrBlock>,
    /// Destination blocks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub destinations: Vec<CidrBlock>,
    /// Source ports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source_ports: Vec<FirewallPorts>,
    /// Destination ports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub destination_ports: Vec<FirewallPorts>,
    /// Protocols.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub protocols: Vec<Protocol>,
    /// Flags of TCP, as AWS writes them. They tell packets of one flow apart, which is not followed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tcp_flags: Option<serde_json::Value>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A range of ports.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct FirewallPorts {
    /// The first.
    pub from_port: u16,
    /// The last.
    pub to_port: u16,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A stateful rule by address and port.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct StatefulRule {
    /// `PASS`, `DROP`, `REJECT` or `ALERT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// What it matches.
    pub header: StatefulRuleHeader,
    /// What it asks besides: the keyword, as `sid:1`, with its settings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rule_options: Vec<RuleOption>,
    /// Its place in the group; rows without one come first, by their ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a stateful rule matches, in the words of Suricata: `ANY`, a block, `[a,b]`, `!a` or `$NAME`.
#[derive(Clone, Debug, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct StatefulRuleHeader {
    /// `IP`, `TCP`, `UDP`, `ICMP`, or a protocol inside of these, as `TLS`.
    pub protocol: String,
    /// The source.
    pub source: String,
    /// The source port.
    pub source_port: String,
    /// `FORWARD`, or `ANY` for both ways.
    pub direction: String,
    /// The destination.
    pub destination: String,
    /// The destination port.
    pub destination_port: String,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Default for StatefulRuleHeader {
    fn default() -> Self {
        let any = || "ANY".to_owned();
        Self {
            protocol: "IP".to_owned(),
            source: any(),
            source_port: any(),
            direction: "FORWARD".to_owned(),
            destination: any(),
            destination_port: any(),
            extra: Extra::new(),
        }
    }
}

/// An option of a stateful rule.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct RuleOption {
    /// The keyword, as `sid:1` or `flow`.
    pub keyword: String,
    /// Its settings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A list of domains.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct RulesSourceList {
    /// Domains: `www.example.com`, or `.example.com` with all below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<String>,
    /// `TLS_SNI` for names in TLS, `HTTP_HOST` for those in HTTP.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub target_types: Vec<String>,
    /// `ALLOWLIST`, `DENYLIST`, `REJECTLIST` or `ALERTLIST`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generated_rules_type: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
