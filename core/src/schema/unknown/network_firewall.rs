//! The parts of firewalls, their policies and groups of rules.

use super::{part, rows};
use crate::model::{GroupVariables, Resource, RuleGroup, RuleVariables};

pub(super) fn in_parts(paths: &mut Vec<String>, resource: &Resource) {
    match resource {
        Resource::Firewall(firewall) => {
            rows(paths, "subnetMappings", &firewall.subnet_mappings, |row| &row.extra);
        }
        Resource::FirewallPolicy(policy) => {
            let stateless = &policy.stateless_rule_group_references;
            rows(paths, "statelessRuleGroupReferences", stateless, |row| &row.extra);
            let stateful = &policy.stateful_rule_group_references;
            rows(paths, "statefulRuleGroupReferences", stateful, |row| &row.extra);
            let options = policy.stateful_engine_options.as_ref();
            part(paths, "statefulEngineOptions", options.map(|it| &it.extra));
            let variables = policy.policy_variables.as_ref();
            part(paths, "policyVariables", variables.map(|it| &it.extra));
            if let Some(variables) = variables {
                sets(paths, "policyVariables.ruleVariables", &variables.rule_variables);
            }
        }
        Resource::RuleGroup(group) => in_group(paths, group),
        _ => {}
    }
}

fn in_group(paths: &mut Vec<String>, group: &RuleGroup) {
    if let Some(GroupVariables { ip_sets, port_sets, extra }) = &group.rule_variables {
        part(paths, "ruleVariables", Some(extra));
        sets(paths, "ruleVariables.ipSets", ip_sets);
        sets(paths, "ruleVariables.portSets", port_sets);
    }
    rows(paths, "statelessRules", &group.stateless_rules, |row| &row.extra);
    for (row, rule) in &group.stateless_rules {
        for (list, ports) in
            [("sourcePorts", &rule.source_ports), ("destinationPorts", &rule.destination_ports)]
        {
            for (index, ports) in ports.iter().enumerate() {
                part(paths, &format!("statelessRules.{row}.{list}[{index}]"), Some(&ports.extra));
            }
        }
    }
    rows(paths, "statefulRules", &group.stateful_rules, |row| &row.extra);
    for (row, rule) in &group.stateful_rules {
        part(paths, &format!("statefulRules.{row}.header"), Some(&rule.header.extra));
        for (index, option) in rule.rule_options.iter().enumerate() {
            part(paths, &format!("statefulRules.{row}.ruleOptions[{index}]"), Some(&option.extra));
        }
    }
    part(paths, "rulesSourceList", group.rules_source_list.as_ref().map(|it| &it.extra));
}

fn sets(paths: &mut Vec<String>, place: &str, sets: &RuleVariables) {
    for (name, set) in sets {
        part(paths, &format!("{place}.{name}"), Some(&set.extra));
    }
}
