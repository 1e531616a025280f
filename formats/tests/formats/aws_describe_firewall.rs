//! Import of AWS Network Firewall: a firewall with its endpoints, its policy and the groups of rules.

use super::aws_describe::{has, imported, resource};
use netyard_formats::import::Imported;
use serde_json::{Value, json};

const ARN: &str = "arn:aws:network-firewall:eu-west-1:111122223333";

fn network() -> Value {
    json!([
        {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]},
        {"Subnets": [
            {"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.100.0/28", "AvailabilityZone": "eu-west-1a"},
            {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.101.0/28", "AvailabilityZone": "eu-west-1b"}]},
        {"VpcEndpoints": [{"VpcEndpointId": "vpce-a", "VpcEndpointType": "GatewayLoadBalancer", "VpcId": "vpc-1",
            "ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-1", "State": "available", "RequesterManaged": true,
            "SubnetIds": ["subnet-a"], "NetworkInterfaceIds": ["eni-a"]}]},
    ])
}

fn firewall() -> Value {
    json!({"UpdateToken": "1", "Firewall": {
        "FirewallName": "guard", "FirewallArn": format!("{ARN}:firewall/guard"), "FirewallId": "11",
        "FirewallPolicyArn": format!("{ARN}:firewall-policy/strict"), "VpcId": "vpc-1",
        "SubnetMappings": [{"SubnetId": "subnet-a", "IPAddressType": "IPV4"}, {"SubnetId": "subnet-b"}], "DeleteProtection": false,
        "Tags": [{"Key": "team", "Value": "net"}]},
      "FirewallStatus": {"Status": "READY", "ConfigurationSyncStateSummary": "IN_SYNC", "SyncStates": {
        "eu-west-1a": {"Attachment": {"SubnetId": "subnet-a", "EndpointId": "vpce-a", "Status": "READY"}},
        "eu-west-1b": {"Attachment": {"SubnetId": "subnet-b", "EndpointId": "vpce-b", "Status": "READY"}}}}})
}

fn policy() -> Value {
    json!({"UpdateToken": "1",
      "FirewallPolicyResponse": {"FirewallPolicyName": "strict", "FirewallPolicyArn": format!("{ARN}:firewall-policy/strict"),
        "FirewallPolicyId": "12", "FirewallPolicyStatus": "ACTIVE"},
      "FirewallPolicy": {
        "StatelessRuleGroupReferences": [{"ResourceArn": format!("{ARN}:stateless-rulegroup/quick"), "Priority": 10}],
        "StatelessDefaultActions": ["aws:forward_to_sfe"], "StatelessFragmentDefaultActions": ["aws:drop"],
        "StatefulRuleGroupReferences": [{"ResourceArn": format!("{ARN}:stateful-rulegroup/names"), "Priority": 5},
            {"ResourceArn": "arn:aws:network-firewall:eu-west-1:aws-managed:stateful-rulegroup/Threats", "Priority": 6}],
        "StatefulEngineOptions": {"RuleOrder": "STRICT_ORDER"}, "StatefulDefaultActions": ["aws:drop_established"],
        "PolicyVariables": {"RuleVariables": {"HOME_NET": {"Definition": ["10.0.0.0/8"]}}}}})
}

fn groups() -> Value {
    json!([
      {"UpdateToken": "1", "RuleGroupResponse": {"RuleGroupArn": format!("{ARN}:stateless-rulegroup/quick"), "RuleGroupName": "quick",
          "Type": "STATELESS", "Capacity": 10},
       "RuleGroup": {"RulesSource": {"StatelessRulesAndCustomActions": {"StatelessRules": [{"Priority": 1, "RuleDefinition": {
          "MatchAttributes": {"Sources": [{"AddressDefinition": "10.0.0.0/8"}], "DestinationPorts": [{"FromPort": 443, "ToPort": 444}],
            "Protocols": [6, 47]}, "Actions": ["aws:pass"]}}]}}}},
      {"UpdateToken": "1", "RuleGroupResponse": {"RuleGroupArn": format!("{ARN}:stateful-rulegroup/names"), "RuleGroupName": "names",
          "Type": "STATEFUL", "Capacity": 100},
       "RuleGroup": {"RuleVariables": {"IPSets": {"PARTNERS": {"Definition": ["192.0.2.0/24"]}}},
         "RulesSource": {"StatefulRules": [
            {"Action": "DROP", "Header": {"Protocol": "TCP", "Source": "$PARTNERS", "SourcePort": "ANY", "Direction": "ANY",
              "Destination": "ANY", "DestinationPort": "23"}, "RuleOptions": [{"Keyword": "sid:1"}]},
            {"Action": "PASS", "Header": {"Protocol": "IP", "Source": "ANY", "SourcePort": "ANY", "Direction": "FORWARD",
              "Destination": "ANY", "DestinationPort": "ANY"}, "RuleOptions": [{"Keyword": "sid", "Settings": ["2"]}]}]}}},
    ])
}

#[test]
fn a_firewall_is_read_with_its_policy_and_rules() {
    let files = [("n.json", network()), ("f.json", firewall()), ("p.json", policy()), ("g.json", groups())];
    let Imported { document, report } = imported(&files);
    assert_eq!(
        resource(&document, "firewall-guard"),
        json!({"type": "firewall", "name": "guard", "tags": {"team": "net"}, "vpcId": "vpc-1", "firewallPolicyId": "fwpolicy-strict",
               "subnetMappings": {"m1": {"subnetId": "subnet-a", "endpointId": "vpce-a"}, "m2": {"subnetId": "subnet-b"}}})
    );
    // Its endpoint in the other zone is in no answer.
    assert!(has(&report.approximated, "Network Firewall", "endpoint in that subnet"));
    assert!(!has(&report.approximated, "Network Firewall", "policy"));
    assert_eq!(
        resource(&document, "fwpolicy-strict"),
        json!({"type": "firewallPolicy", "name": "strict",
               "statelessRuleGroupReferences": {"s1": {"ruleGroupId": "rulegroup-stateless-quick", "priority": 10}},
               "statelessDefaultActions": ["aws:forward_to_sfe"], "statelessFragmentDefaultActions": ["aws:drop"],
               "statefulRuleGroupReferences": {"f1": {"ruleGroupId": "rulegroup-names", "priority": 5},
                   "f2": {"ruleGroupId": "arn:aws:network-firewall:eu-west-1:aws-managed:stateful-rulegroup/Threats", "priority": 6}},
               "statefulEngineOptions": {"ruleOrder": "STRICT_ORDER"}, "statefulDefaultActions": ["aws:drop_established"],
               "policyVariables": {"ruleVariables": {"HOME_NET": {"definition": ["10.0.0.0/8"]}}}})
    );
    assert!(has(&report.approximated, "Firewall rule group", "No answer tells of its rules"));
    let quick = resource(&document, "rulegroup-stateless-quick");
    assert_eq!(
        quick["statelessRules"]["a1"],
        json!({"priority": 1, "actions": ["aws:pass"], "sources": ["10.0.0.0/8"],
               "destinationPorts": [{"fromPort": 443, "toPort": 444}], "protocols": ["tcp", "47"]})
    );
    let names = resource(&document, "rulegroup-names");
    assert_eq!(names["statefulRules"]["a1"]["header"]["source"], json!("$PARTNERS"));
    assert_eq!(names["ruleVariables"]["ipSets"]["PARTNERS"]["definition"], json!(["192.0.2.0/24"]));
    let order = |row: &str| names["statefulRules"][row]["order"].as_str().map(str::to_owned);
    assert!(order("a1") < order("a2"));
    assert!(has(&report.skipped, "Field", "DeleteProtection"));
}

#[test]
fn what_no_answer_tells_of_is_said() {
    let Imported { document, report } = imported(&[("n.json", network()), ("f.json", firewall())]);
    assert_eq!(resource(&document, "firewall-guard")["firewallPolicyId"], Value::Null);
    assert!(has(&report.approximated, "Network Firewall", "policy"));

    let suricata = json!({"RuleGroupResponse": {"RuleGroupArn": format!("{ARN}:stateful-rulegroup/s"), "RuleGroupName": "s",
        "Type": "STATEFUL", "Capacity": 10}, "RuleGroup": {"RulesSource": {"RulesString": "drop tcp any any -> any 23 (sid:1;)"}}});
    let Imported { document, report } = imported(&[("n.json", network()), ("s.json", suricata)]);
    assert_eq!(
        resource(&document, "rulegroup-s")["rulesString"],
        json!("drop tcp any any -> any 23 (sid:1;)")
    );
    assert!(has(&report.approximated, "Firewall rule group", "Suricata"));
}
