use super::record::Record;
use super::{Extra, ResourceId, RowId, RuleVariables, Tags};
use std::collections::BTreeMap;

/// What a firewall does with packets: groups of rules in their order, and what holds where none of them matches (R-NFW-6).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct FirewallPolicy {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// Groups of stateless rules, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub stateless_rule_group_references: BTreeMap<RowId, RuleGroupReference>,
    /// What becomes of a packet that no stateless rule matches: `aws:pass`, `aws:drop` or `aws:forward_to_sfe`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stateless_default_actions: Vec<String>,
    /// The same of fragments of packets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stateless_fragment_default_actions: Vec<String>,
    /// Groups of stateful rules, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub stateful_rule_group_references: BTreeMap<RowId, RuleGroupReference>,
    /// In which order stateful rules are asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stateful_engine_options: Option<StatefulEngineOptions>,
    /// What becomes of a flow that no stateful rule matches; with the order `STRICT_ORDER` only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stateful_default_actions: Vec<String>,
    /// What takes the place of variables in every group of the policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_variables: Option<PolicyVariables>,
    /// The configuration by which TLS is opened. What it does to a flow is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_inspection_configuration_arn: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A group of rules in a policy.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct RuleGroupReference {
    /// The group; of one that AWS manages the ARN.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_group_id: Option<ResourceId>,
    /// Its place: the lowest number is asked first. Of stateful groups with the order `STRICT_ORDER` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How the stateful engine works.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct StatefulEngineOptions {
    /// `DEFAULT_ACTION_ORDER` where absent, or `STRICT_ORDER`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_order: Option<String>,
    /// What becomes of a flow whose beginning the engine has not seen: `DROP` where absent, `CONTINUE` or `REJECT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream_exception_policy: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Variables of a policy.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct PolicyVariables {
    /// Sets of addresses; AWS takes `HOME_NET` here.
    #[serde(skip_serializing_if = "RuleVariables::is_empty")]
    pub rule_variables: RuleVariables,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl FirewallPolicy {
    /// Whether stateful rules are asked in the order in which they are written.
    pub fn is_strict(&self) -> bool {
        let options = self.stateful_engine_options.as_ref();
        options.and_then(|options| options.rule_order.as_deref()) == Some("STRICT_ORDER")
    }

    /// An order of stateful rules that AWS does not know.
    pub fn unknown_order(&self) -> Option<&str> {
        let written = self.stateful_engine_options.as_ref()?.rule_order.as_deref()?;
        Some(written).filter(|word| !matches!(*word, "STRICT_ORDER" | "DEFAULT_ACTION_ORDER"))
    }
}
