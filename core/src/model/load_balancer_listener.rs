//! Listeners of a load balancer, their rules, conditions and actions.

use super::record::Record;
use super::{Extra, ResourceId, RowId};
use crate::ordered::Order;
use std::collections::BTreeMap;

/// A listener: a port, and what is done with what arrives there.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct LoadBalancerListener {
    /// `HTTP`, `HTTPS`, `TCP`, `TLS`, `UDP`, `TCP_UDP`, `QUIC`, `TCP_QUIC`, `GENEVE`; of a classic one also `SSL`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// The port. A Gateway Load Balancer takes all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// The ARNs of its certificates, the default one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certificate_arns: Vec<String>,
    /// What is done where no rule matches, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub default_actions: BTreeMap<RowId, LoadBalancerAction>,
    /// The rules of an Application Load Balancer, by row id; the lowest priority that matches decides.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<RowId, LoadBalancerRule>,
    /// The protocol towards the instances of a classic load balancer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance_protocol: Option<String>,
    /// The port of the instances of a classic load balancer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance_port: Option<u16>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A rule of a listener: its actions are taken if all its conditions match.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct LoadBalancerRule {
    /// 1 to 50,000; the lowest is asked first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// Its conditions, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub conditions: BTreeMap<RowId, RuleCondition>,
    /// Its actions, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub actions: BTreeMap<RowId, LoadBalancerAction>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A condition: it matches if one of its values does.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct RuleCondition {
    /// `host-header`, `path-pattern`, `http-request-method`, `source-ip`, `http-header` or `query-string`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What it asks for; `*` and `?` stand for any characters in hosts and paths. Of a query string `key=value`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The header that an `http-header` condition asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_header_name: Option<String>,
    /// Regular expressions that hosts, paths or headers may match instead. They are kept and not worked out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub regex_values: Vec<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An action of a listener or a rule.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct LoadBalancerAction {
    /// `forward`, `redirect`, `fixed-response`, `authenticate-oidc` or `authenticate-cognito`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_type: Option<String>,
    /// The target group that it forwards to, if it is only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_group_arn: Option<ResourceId>,
    /// The target groups that it forwards to, with their weights, by row id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub target_groups: BTreeMap<RowId, TargetGroupTuple>,
    /// Where a redirect leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_config: Option<RedirectConfig>,
    /// What a fixed response answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed_response_config: Option<FixedResponseConfig>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A target group of a forward, and its part of the requests.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct TargetGroupTuple {
    /// The target group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_group_arn: Option<ResourceId>,
    /// 0 to 999; 1 where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where a redirect leads. What is absent stays as it was asked: `#{host}` and the others.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct RedirectConfig {
    /// `HTTP` or `HTTPS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// The port, as text, because AWS also takes `#{port}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<String>,
    /// The host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The query, without the question mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// `HTTP_301` or `HTTP_302`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a fixed response answers.
#[derive(Clone, Debug, Default, PartialEq, Record)]
#[serde(default, rename_all = "camelCase")]
pub struct FixedResponseConfig {
    /// The status, as text: 2XX, 4XX or 5XX.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// The type of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_body: Option<String>,
    /// Unknown fields.
    #[serde(flatten)]
    pub extra: Extra,
}

impl LoadBalancerAction {
    /// An action that forwards to one group.
    pub fn forward_to(group: impl Into<ResourceId>) -> Self {
        Self {
            action_type: Some("forward".to_owned()),
            target_group_arn: Some(group.into()),
            ..Self::default()
        }
    }

    /// The target groups that it forwards to, each with its weight, in the order of their rows. The single name counts
    /// where no list is written, as AWS writes both for one.
    pub fn forwards(&self) -> Vec<(&ResourceId, u32)> {
        let listed: Vec<(&ResourceId, u32)> = self
            .target_groups
            .values()
            .filter_map(|tuple| Some((tuple.target_group_arn.as_ref()?, tuple.weight.unwrap_or(1))))
            .collect();
        if listed.is_empty() { self.target_group_arn.iter().map(|id| (id, 1)).collect() } else { listed }
    }
}

impl LoadBalancerListener {
    /// Whether it ends encrypted connections and has no certificate to show: AWS makes no such listener.
    /// <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html>
    pub fn lacks_certificate(&self) -> bool {
        matches!(self.protocol.as_deref(), Some("HTTPS" | "TLS" | "SSL")) && self.certificate_arns.is_empty()
    }

    /// Every action with its path below the listener, those of the rules included.
    pub fn actions(&self) -> impl Iterator<Item = (String, &LoadBalancerAction)> {
        let own = self.default_actions.iter().map(|(row, action)| (format!("defaultActions/{row}"), action));
        let of_rules = self.rules.iter().flat_map(|(rule, content)| {
            let actions = content.actions.iter();
            actions.map(move |(row, action)| (format!("rules/{rule}/actions/{row}"), action))
        });
        own.chain(of_rules)
    }

    /// Its rules in the order in which they are asked; one without priority comes last.
    pub fn rules_in_order(&self) -> Vec<(&RowId, &LoadBalancerRule)> {
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.as_mut_slice().order_by_key(|(row, rule)| (rule.priority.unwrap_or(u32::MAX), (*row).clone()));
        rules
    }
}
