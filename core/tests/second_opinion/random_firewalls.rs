//! Firewalls at random: policies, and stateless and stateful rules.

use super::inspected::{Resources, add};
use super::random_network::Dice;
use serde_json::{Map, Value, json};

/// A firewall behind the endpoints `vpce-a` and `vpce-b`, with a policy and groups of rules.
pub(crate) fn firewall(dice: &mut Dice, all: &mut Resources, vpc: &str) {
    let rows = json!({"m1": {"subnetId": "subnet-fa", "endpointId": "vpce-a"},
        "m2": {"subnetId": "subnet-fb", "endpointId": "vpce-b"}});
    let status = if dice.one_in(20) { "PROVISIONING" } else { "READY" };
    add(
        all,
        "firewall-1",
        json!({"type": "firewall", "vpcId": vpc, "firewallPolicyId": "fwpolicy-1", "status": status,
            "subnetMappings": rows}),
    );
    let action = |dice: &mut Dice| {
        dice.pick(&[
            "aws:forward_to_sfe",
            "aws:forward_to_sfe",
            "aws:forward_to_sfe",
            "aws:forward_to_sfe",
            "aws:pass",
            "aws:drop",
        ])
    };
    let mut policy = json!({"type": "firewallPolicy", "statelessDefaultActions": [action(dice)],
        "statelessFragmentDefaultActions": ["aws:pass"]});
    if dice.one_in(2) {
        policy["statefulEngineOptions"] = json!({"ruleOrder": "STRICT_ORDER"});
        if dice.one_in(2) {
            let words = ["aws:drop_strict", "aws:drop_established", "aws:alert_strict"];
            policy["statefulDefaultActions"] = json!([dice.pick(&words)]);
        }
    }
    if dice.one_in(6) {
        let word = dice.pick(&["CONTINUE", "DROP"]);
        policy["statefulEngineOptions"]["streamExceptionPolicy"] = json!(word);
    }
    if dice.one_in(6) {
        let home =
            json!({"HOME_NET": {"definition": [dice.pick(&["10.0.0.0/24", "10.0.0.0/8", "!10.0.1.0/24"])]}});
        policy["policyVariables"] = json!({"ruleVariables": home});
    }
    for kind in ["stateless", "stateful"] {
        let mut references = Map::new();
        let count = if kind == "stateless" { dice.below(2) } else { dice.below(4) };
        for at in 0..count {
            let id = format!("rulegroup-{kind}-{at}");
            let rules = if kind == "stateless" { stateless_rules(dice) } else { stateful_rules(dice) };
            add(all, &id, rules);
            references
                .insert(format!("r{at}"), json!({"ruleGroupId": id, "priority": 1 + dice.below(9) * 3 + at}));
        }
        policy[format!("{kind}RuleGroupReferences")] = json!(references);
    }
    add(all, "fwpolicy-1", policy);
}

fn block(dice: &mut Dice) -> &'static str {
    dice.pick(&[
        "10.0.0.0/24",
        "10.0.1.0/24",
        "10.0.0.0/16",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "0.0.0.0/0",
    ])
}

fn stateless_rules(dice: &mut Dice) -> Value {
    let mut rules = Map::new();
    for at in 0..=dice.below(3) {
        let action = dice.pick(&["aws:pass", "aws:drop", "aws:forward_to_sfe"]);
        let mut rule = json!({"priority": 1 + dice.below(20) * 4 + at, "actions": [action]});
        if dice.one_in(2) {
            rule["protocols"] = json!([dice.pick(&["tcp", "udp", "icmp"])]);
        }
        for field in ["sources", "destinations"] {
            if dice.one_in(3) {
                rule[field] = json!([block(dice)]);
            }
        }
        for field in ["sourcePorts", "destinationPorts"] {
            if dice.one_in(4) {
                let (low, high) =
                    [(443, 443), (0, 1023), (1024, 65535), (22, 80), (20000, 30000)][dice.below(5)];
                rule[field] = json!([{"fromPort": low, "toPort": high}]);
            }
        }
        rules.insert(format!("s{at}"), rule);
    }
    json!({"type": "ruleGroup", "ruleGroupType": "STATELESS", "statelessRules": rules})
}

fn stateful_rules(dice: &mut Dice) -> Value {
    let mut rules = Map::new();
    for at in 0..=dice.below(3) {
        let mut header = json!({"protocol": dice.pick(&["TCP", "UDP", "ICMP", "IP", "TLS", "SSH", "DNS"])});
        let nets = [
            "$HOME_NET",
            "$EXTERNAL_NET",
            "10.0.0.0/24",
            "!10.0.1.0/24",
            "[10.0.0.0/16, !10.0.0.10]",
            "$WEB",
        ];
        for field in ["source", "destination"] {
            if dice.one_in(3) {
                header[field] = json!(dice.pick(&nets));
            }
        }
        if dice.one_in(3) {
            header["destinationPort"] =
                json!(dice.pick(&["443", "[22, 80:90]", "!443", "1024:", ":1023", "$PORTS"]));
        }
        if dice.one_in(4) {
            header["direction"] = json!("ANY");
        }
        let action = dice.pick(&["PASS", "PASS", "DROP", "REJECT", "ALERT"]);
        rules.insert(format!("d{at}"), json!({"action": action, "header": header}));
    }
    let variables = json!({"ipSets": {"WEB": {"definition": ["10.0.0.10/32", "198.51.100.0/24"]}},
        "portSets": {"PORTS": {"definition": ["443", "22"]}}});
    let mut group = json!({"type": "ruleGroup", "statefulRules": rules, "ruleVariables": variables});
    if dice.one_in(6) {
        let kinds = ["ALLOWLIST", "DENYLIST", "ALERTLIST"];
        group["rulesSourceList"] = json!({"targets": [".example.com"], "targetTypes": ["TLS_SNI"],
            "generatedRulesType": dice.pick(&kinds)});
    }
    group
}
