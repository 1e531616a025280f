use super::record::Record;
use super::{Extra, ResourceId, RowId, Tags};
use std::collections::BTreeMap;

/// A rule group of the DNS Firewall: which names the resolver of its VPCs does not answer (R-DNS-17).
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct FirewallRuleGroup {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Tags::is_empty")]
    pub tags: Tags,
    /// The account that owns it; where absent, the one that owns what it is part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<String>,
    /// Its rules, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub firewall_rules: BTreeMap<RowId, FirewallRule>,
    /// The VPCs that it is associated with, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub firewall_rule_group_associations: BTreeMap<RowId, FirewallRuleGroupAssociation>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A rule: names, and what becomes of a question for one of them.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct FirewallRule {
    /// A name of the user's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its place; the lowest is asked first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// `ALLOW`, `ALERT` or `BLOCK`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// What a blocked question is answered: `NODATA`, `NXDOMAIN` or `OVERRIDE`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block_response: Option<String>,
    /// The name that is given in place of the blocked one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block_override_domain: Option<String>,
    /// The names. AWS keeps them in lists of their own; a star as the first part stands for all names below.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A VPC that a rule group is associated with.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct FirewallRuleGroupAssociation {
    /// The VPC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<ResourceId>,
    /// Its place among the groups of the VPC; the lowest is asked first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}
