//! Unknown fields inside the parts of a load balancer: listeners, rules, conditions, actions.

use super::{part, rows};
use crate::model::{LoadBalancer, LoadBalancerAction, RowId};

pub(super) fn in_parts(paths: &mut Vec<String>, balancer: &LoadBalancer) {
    rows(paths, "instances", &balancer.instances, |row| &row.extra);
    part(paths, "healthCheck", balancer.health_check.as_ref().map(|it| &it.extra));
    rows(paths, "listeners", &balancer.listeners, |row| &row.extra);
    for (id, listener) in &balancer.listeners {
        let at = format!("listeners.{id}");
        actions(paths, &format!("{at}.defaultActions"), &listener.default_actions);
        rows(paths, &format!("{at}.rules"), &listener.rules, |row| &row.extra);
        for (id, rule) in &listener.rules {
            let at = format!("{at}.rules.{id}");
            rows(paths, &format!("{at}.conditions"), &rule.conditions, |row| &row.extra);
            actions(paths, &format!("{at}.actions"), &rule.actions);
        }
    }
}

fn actions<'a>(
    paths: &mut Vec<String>,
    field: &str,
    actions: impl IntoIterator<Item = (&'a RowId, &'a LoadBalancerAction)>,
) {
    for (id, action) in actions {
        let at = format!("{field}.{id}");
        part(paths, &at, Some(&action.extra));
        rows(paths, &format!("{at}.targetGroups"), &action.target_groups, |row| &row.extra);
        part(paths, &format!("{at}.redirectConfig"), action.redirect_config.as_ref().map(|it| &it.extra));
        let fixed = action.fixed_response_config.as_ref().map(|it| &it.extra);
        part(paths, &format!("{at}.fixedResponseConfig"), fixed);
    }
}
