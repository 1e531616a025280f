//! Actions and conditions of listeners.

use crate::declared::own::View;
use netyard_core::model::{
    FixedResponseConfig, LoadBalancerAction, RedirectConfig, RowId, RuleCondition, TargetGroupTuple,
};
use std::collections::BTreeMap;

/// Actions in the order in which AWS takes them.
pub(super) fn actions(view: &View<'_>, key: &str) -> BTreeMap<RowId, LoadBalancerAction> {
    let mut all: Vec<(i64, LoadBalancerAction)> =
        view.list(key).iter().map(|part| (part.number("Order").unwrap_or(0), action(part))).collect();
    all.sort_by_key(|(order, _)| *order);
    rows("a", all.into_iter().map(|(_, action)| action))
}

fn rows<T>(letter: &str, all: impl Iterator<Item = T>) -> BTreeMap<RowId, T> {
    all.enumerate().map(|(index, one)| (RowId::new(&format!("{letter}{}", index + 1)), one)).collect()
}

fn action(view: &View<'_>) -> LoadBalancerAction {
    let tuples = view.object("ForwardConfig").map(|forward| forward.list("TargetGroups")).unwrap_or_default();
    let tuples: Vec<TargetGroupTuple> = tuples
        .iter()
        .map(|tuple| TargetGroupTuple {
            target_group_arn: tuple.id("TargetGroupArn"),
            weight: tuple.small("Weight"),
            ..TargetGroupTuple::default()
        })
        .collect();
    let single = view.id("TargetGroupArn");
    let single = single.or_else(|| tuples.first().filter(|_| tuples.len() == 1)?.target_group_arn.clone());
    let several = tuples.into_iter();
    let target_groups = if several.len() > 1 { rows("g", several) } else { BTreeMap::new() };
    LoadBalancerAction {
        action_type: view.text("Type"),
        target_group_arn: single.filter(|_| target_groups.is_empty()),
        target_groups,
        redirect_config: view.object("RedirectConfig").map(|part| RedirectConfig {
            protocol: part.text("Protocol"),
            port: part.text("Port"),
            host: part.text("Host"),
            path: part.text("Path"),
            query: part.text("Query"),
            status_code: part.text("StatusCode"),
            ..RedirectConfig::default()
        }),
        fixed_response_config: view.object("FixedResponseConfig").map(|part| FixedResponseConfig {
            status_code: part.text("StatusCode"),
            content_type: part.text("ContentType"),
            message_body: part.text("MessageBody"),
            ..FixedResponseConfig::default()
        }),
        ..LoadBalancerAction::default()
    }
}

/// Conditions. The older form names its values itself, the newer one in an object of its kind.
pub(super) fn conditions(view: &View<'_>) -> BTreeMap<RowId, RuleCondition> {
    const CONFIGS: [&str; 5] = [
        "HostHeaderConfig",
        "HttpHeaderConfig",
        "HttpRequestMethodConfig",
        "PathPatternConfig",
        "SourceIpConfig",
    ];
    let all = view.list("Conditions");
    let read = all.iter().map(|part| {
        let config = CONFIGS.into_iter().find_map(|key| part.object(key));
        let mut values = part.texts("Values");
        values.extend(config.as_ref().map(|config| config.texts("Values")).unwrap_or_default());
        // Of a query string: a key may be left out.
        let query = part.object("QueryStringConfig").map(|config| config.list("Values")).unwrap_or_default();
        values.extend(query.iter().filter_map(|pair| {
            let value = pair.text("Value")?;
            Some(pair.text("Key").map_or_else(|| value.clone(), |key| format!("{key}={value}")))
        }));
        RuleCondition {
            field: part.text("Field"),
            values,
            regex_values: config.as_ref().map(|config| config.texts("RegexValues")).unwrap_or_default(),
            http_header_name: config.as_ref().and_then(|config| config.text("HttpHeaderName")),
            ..RuleCondition::default()
        }
    });
    rows("c", read)
}
