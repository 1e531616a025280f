//! Import of what decides about names: DHCP options, zones with their records, the resolver and its firewall.

use super::aws_describe::{has, imported, resource};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{Faults, NameAnswer, resolve_name};
use netyard_formats::import::Imported;
use serde_json::{Value, json};

const EMPTY: [&str; 3] = ["HostedZones", "ResolverRuleAssociations", "FirewallRuleGroupAssociations"];

/// Two VPCs, a host in the first one, and an answer of each kind that says that there is nothing; `other` takes their place.
fn network(other: &Value) -> Value {
    let mut net = json!({
        "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "DhcpOptionsId": "dopt-1"},
                 {"VpcId": "vpc-2", "CidrBlock": "10.2.0.0/16", "DhcpOptionsId": "default"}],
        "Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1a"}],
        "RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{"Main": true}]}],
        "SecurityGroups": [{"GroupId": "sg-1", "VpcId": "vpc-1", "GroupName": "default",
            "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}],
        "NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": [
            {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": true, "CidrBlock": "0.0.0.0/0"},
            {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": false, "CidrBlock": "0.0.0.0/0"}]}],
        "Reservations": [{"Instances": [{"InstanceId": "i-1", "State": {"Name": "running"}, "SubnetId": "subnet-a",
            "NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-a", "PrivateIpAddress": "10.0.1.10",
                "Groups": [{"GroupId": "sg-1"}], "Attachment": {"DeviceIndex": 0}}]}]}],
        "DhcpOptions": [{"DhcpOptionsId": "dopt-1", "OwnerId": "111122223333", "Tags": [{"Key": "Name", "Value": "plain"}],
            "DhcpConfigurations": [{"Key": "domain-name", "Values": [{"Value": "eu-west-1.compute.internal"}]},
                                   {"Key": "domain-name-servers", "Values": [{"Value": "AmazonProvidedDNS"}]}]}],
    });
    for key in EMPTY {
        net[key] = json!([]);
    }
    for (key, value) in other.as_object().unwrap() {
        net[key] = value.clone();
    }
    net
}

fn attributes() -> Value {
    json!([{"VpcId": "vpc-1", "EnableDnsHostnames": {"Value": true}}, {"VpcId": "vpc-1", "EnableDnsSupport": {"Value": true}}])
}

/// Zones as list-hosted-zones prints them: a public and a private one of the same domain.
fn zones() -> Value {
    json!({"IsTruncated": false, "MaxItems": "100", "HostedZones": [
        {"Id": "/hostedzone/ZOUT", "Name": "example.com.", "CallerReference": "1", "Config": {"PrivateZone": false}, "ResourceRecordSetCount": 3},
        {"Id": "/hostedzone/ZIN", "Name": "example.com.", "CallerReference": "2", "Config": {"PrivateZone": true, "Comment": "inside"},
         "ResourceRecordSetCount": 4}]})
}

fn zone_in(vpcs: &Value) -> Value {
    json!({"HostedZone": {"Id": "/hostedzone/ZIN", "Name": "example.com.", "Config": {"PrivateZone": true}, "ResourceRecordSetCount": 4},
           "VPCs": vpcs})
}

fn made(server: &str) -> [Value; 2] {
    [
        json!({"Name": "example.com.", "Type": "NS", "TTL": 172_800, "ResourceRecords": [{"Value": server}]}),
        json!({"Name": "example.com.", "Type": "SOA", "TTL": 900, "ResourceRecords": [{"Value": format!("{server} a.example. 1 7200 900 1209600 86400")}]}),
    ]
}

fn records(server: &str, more: &[Value]) -> Value {
    let all: Vec<Value> = made(server).into_iter().chain(more.iter().cloned()).collect();
    json!({"ResourceRecordSets": all, "IsTruncated": false, "MaxItems": "300"})
}

fn inner() -> Value {
    records(
        "ns-0.awsdns-00.com.",
        &[
            json!({"Name": "db.example.com.", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "10.0.1.20"}]}),
            json!({"Name": "\\052.apps.example.com.", "Type": "A",
                   "AliasTarget": {"HostedZoneId": "ZIN", "DNSName": "db.example.com.", "EvaluateTargetHealth": true}}),
        ],
    )
}

fn outer() -> Value {
    records(
        "ns-123.awsdns-15.com.",
        &[
            json!({"Name": "www.example.com.", "Type": "A", "TTL": 60, "SetIdentifier": "eu", "Weight": 10, "ResourceRecords": [{"Value": "203.0.113.5"}]}),
        ],
    )
}

fn asked(document: &Document, name: &str) -> NameAnswer {
    resolve_name(&RoutedNetwork::build(document), "i-1", name, "A", &Faults::default()).unwrap()
}

fn missing(document: &Document, name: &str) -> String {
    asked(document, name).unknown.map(|(_, missing)| missing).unwrap_or_default()
}

#[test]
fn dhcp_options_are_read_and_their_vpc_names_them() {
    let Imported { document, report } = imported(&[("a.json", network(&json!({})))]);
    assert_eq!(resource(&document, "vpc-1")["dhcpOptionsId"], json!("dopt-1"));
    assert_eq!(resource(&document, "vpc-2")["dhcpOptionsId"], Value::Null, "AWS's word for no options");
    assert!(!resource(&document, "vpc-2")["unknown"].to_string().contains("dhcpOptions"));
    let set = resource(&document, "dopt-1");
    assert_eq!(set["name"], json!("plain"));
    assert_eq!(
        set["dhcpConfigurations"],
        json!([{"key": "domain-name", "values": [{"value": "eu-west-1.compute.internal"}]},
               {"key": "domain-name-servers", "values": [{"value": "AmazonProvidedDNS"}]}])
    );
    assert!(!has(&report.skipped, "Field", "DhcpOptions"));
    assert!(missing(&document, "www.example.org").contains("internet"), "the Amazon resolver is asked");
}

#[test]
fn without_the_options_nobody_knows_whom_hosts_ask() {
    let document = imported(&[("a.json", network(&json!({"DhcpOptions": []})))]).document;
    assert_eq!(resource(&document, "vpc-1")["dhcpOptionsId"], Value::Null);
    assert_eq!(
        resource(&document, "vpc-1")["unknown"].as_array().unwrap().last(),
        Some(&json!("dhcpOptions"))
    );
    assert!(missing(&document, "www.example.org").contains("saw no DHCP option set"));
}

#[test]
fn zones_of_one_domain_are_told_apart_by_their_name_servers() {
    let parts = [
        ("a.json", network(&json!({}))),
        ("b.json", attributes()),
        ("c.json", zones()),
        (
            "d.json",
            zone_in(
                &json!([{"VPCRegion": "eu-west-1", "VPCId": "vpc-1"}, {"VPCRegion": "us-east-1", "VPCId": "vpc-9"}]),
            ),
        ),
        ("e.json", json!([inner(), outer()])),
    ];
    let Imported { document, report } = imported(&parts);
    assert_eq!(
        resource(&document, "ZIN"),
        json!({"type": "hostedZone", "name": "example.com", "config": {"privateZone": true, "comment": "inside"},
            "vpcs": [{"vpcId": "vpc-1", "vpcRegion": "eu-west-1"}],
            "resourceRecordSets": {
                "r1": {"name": "db.example.com", "type": "A", "ttl": 60, "resourceRecords": [{"value": "10.0.1.20"}]},
                "r2": {"name": "*.apps.example.com", "type": "A",
                       "aliasTarget": {"hostedZoneId": "ZIN", "dnsName": "db.example.com", "evaluateTargetHealth": true}}}})
    );
    assert_eq!(
        resource(&document, "ZOUT")["resourceRecordSets"],
        json!({"r1": {"name": "www.example.com", "type": "A", "ttl": 60, "setIdentifier": "eu", "weight": 10,
                      "resourceRecords": [{"value": "203.0.113.5"}]}})
    );
    assert!(has(&report.approximated, "Hosted zone", "vpc-9"));
    assert!(has(&report.approximated, "Hosted zone", "one account only"));
    assert!(!has(&report.skipped, "MaxItems", "") && !has(&report.skipped, "IsTruncated", ""));
    let answers = |name: &str| json!(asked(&document, name).resolution.answers).to_string();
    assert!(answers("x.apps.example.com").contains("10.0.1.20"), "{}", answers("x.apps.example.com"));
    // The private zone hides the public one.
    assert!(asked(&document, "www.example.com").unknown.is_none());
    assert!(!answers("www.example.com").contains("203.0.113.5"));
}

#[test]
fn a_zone_without_its_vpcs_or_records_leaves_names_unknown() {
    // No answer tells of its VPCs: it may be any.
    let parts = [
        ("a.json", network(&json!({}))),
        ("b.json", attributes()),
        ("c.json", zones()),
        ("ZIN.json", inner()),
    ];
    let Imported { document, report } = imported(&parts);
    assert!(has(&report.approximated, "Hosted zone", "get-hosted-zone"));
    assert!(missing(&document, "db.example.com").contains("saw no hosted zone"));
    // A public zone without its records would say that its names do not exist.
    assert_eq!(resource(&document, "ZOUT"), Value::Null);
    assert!(has(&report.skipped, "Hosted zone", "list-resource-record-sets"));

    // Its VPC is known, and half its records are: what VPC it answers does not know, another one does.
    let mut half = inner();
    half["ResourceRecordSets"].as_array_mut().unwrap().pop();
    half["IsTruncated"] = json!(true);
    half["NextRecordName"] = json!("z.example.com.");
    let parts = [
        ("a.json", network(&json!({}))),
        ("b.json", attributes()),
        ("c.json", zones()),
        ("d.json", zone_in(&json!([{"VPCRegion": "eu-west-1", "VPCId": "vpc-1"}]))),
        ("ZIN.json", half),
    ];
    let Imported { document, report } = imported(&parts);
    assert!(has(&report.skipped, "Further pages", ""));
    assert!(!has(&report.skipped, "NextRecordName", ""));
    assert!(resource(&document, "vpc-1")["unknown"].to_string().contains("hostedZone"));
    assert!(!resource(&document, "vpc-2")["unknown"].to_string().contains("hostedZone"));
    assert!(!missing(&document, "db.example.com").is_empty());
}

#[test]
fn health_checks_of_records_are_told_and_traffic_policies_are_not_read() {
    let checked = records(
        "ns-123.awsdns-15.com.",
        &[
            json!({"Name": "www.example.com.", "Type": "A", "TTL": 60, "SetIdentifier": "eu", "Failover": "PRIMARY",
                   "HealthCheckId": "abcdef11-2222", "TrafficPolicyInstanceId": "ff-1", "ResourceRecords": [{"Value": "203.0.113.5"}]}),
        ],
    );
    let checks = json!({"HealthChecks": [{"Id": "abcdef11-2222", "CallerReference": "1",
        "HealthCheckConfig": {"Type": "HTTPS", "IPAddress": "203.0.113.5"}}]});
    let parts =
        [("a.json", network(&json!({}))), ("c.json", zones()), ("ZOUT.json", checked), ("h.json", checks)];
    let [rest @ .., _] = &parts;
    let unseen = imported(rest).report;
    assert!(has(&unseen.approximated, "Record set", "abcdef11-2222, which is in no answer"));
    let Imported { document, report } = imported(&parts);
    let row = resource(&document, "ZOUT")["resourceRecordSets"]["r1"].clone();
    assert_eq!(row["healthCheckId"], json!("abcdef11-2222"));
    assert!(!has(&report.approximated, "Record set", "abcdef11-2222"));
    let check = resource(&document, "abcdef11-2222");
    assert_eq!(check["healthCheckConfig"], json!({"type": "HTTPS", "ipAddress": "203.0.113.5"}));
    assert!(has(&report.skipped, "Field", "TrafficPolicyInstanceId"), "{:?}", report.skipped);
}

#[test]
fn records_that_nothing_ties_to_a_zone_are_told() {
    let strange = json!({"ResourceRecordSets": [{"Name": "a.example.com.", "Type": "A", "TTL": 1, "ResourceRecords": [{"Value": "192.0.2.1"}]}]});
    let report =
        imported(&[("a.json", network(&json!({}))), ("c.json", zones()), ("d.json", strange)]).report;
    assert!(has(&report.skipped, "Record set", "no SOA record"));
    let report = imported(&[("a.json", network(&json!({}))), ("d.json", outer())]).report;
    assert!(has(&report.skipped, "Record set", "list-hosted-zones"));
    let mut silent = outer();
    silent["ResourceRecordSets"].as_array_mut().unwrap().remove(0);
    let report = imported(&[("a.json", network(&json!({}))), ("c.json", zones()), ("d.json", silent)]).report;
    assert!(has(&report.skipped, "Record set", "Several zones"));
}

fn endpoints() -> Value {
    json!({"MaxResults": 10, "ResolverEndpoints": [
        {"Id": "rslvr-out-1", "CreatorRequestId": "1", "Arn": "arn:x", "Name": "to-office", "SecurityGroupIds": ["sg-1"], "Direction": "OUTBOUND",
         "IpAddressCount": 2, "HostVPCId": "vpc-1", "Status": "OPERATIONAL", "ResolverEndpointType": "IPV4", "Protocols": ["Do53"]}]})
}

fn addresses() -> Value {
    json!({"MaxResults": 10, "IpAddresses": [
        {"IpId": "rni-1", "SubnetId": "subnet-a", "Ip": "10.0.1.53", "Status": "ATTACHED"},
        {"IpId": "rni-2", "SubnetId": "subnet-a", "Ip": "10.0.1.54", "Status": "ATTACHED"}]})
}

fn rules() -> Value {
    json!({"ResolverRules": [
        {"Id": "rslvr-rr-1", "Name": "office", "DomainName": "corp.example.", "Status": "COMPLETE", "RuleType": "FORWARD", "OwnerId": "111122223333",
         "TargetIps": [{"Ip": "192.168.0.53", "Port": 53, "Protocol": "Do53"}], "ResolverEndpointId": "rslvr-out-1", "ShareStatus": "NOT_SHARED"},
        {"Id": "rslvr-autodefined-rr-internet-resolver", "Name": "Internet Resolver", "DomainName": ".", "Status": "COMPLETE",
         "RuleType": "RECURSIVE", "OwnerId": "Route 53 Resolver"}]})
}

fn rule_associations() -> Value {
    json!({"ResolverRuleAssociations": [
        {"Id": "rslvr-rrassoc-1", "ResolverRuleId": "rslvr-rr-1", "VPCId": "vpc-1", "Status": "COMPLETE"},
        {"Id": "rslvr-rrassoc-2", "ResolverRuleId": "rslvr-rr-1", "VPCId": "vpc-2", "Status": "FAILED"},
        {"Id": "rslvr-rrassoc-3", "ResolverRuleId": "rslvr-rr-1", "VPCId": "vpc-9", "Status": "COMPLETE"},
        {"Id": "rslvr-autodefined-assoc-vpc-1-internet-resolver", "ResolverRuleId": "rslvr-autodefined-rr-internet-resolver",
         "VPCId": "vpc-1", "Status": "COMPLETE"}]})
}

#[test]
fn an_endpoint_takes_the_interfaces_that_name_it_and_its_rule_the_vpcs() {
    let interfaces = json!({"NetworkInterfaces": [
        {"NetworkInterfaceId": "eni-r1", "SubnetId": "subnet-a", "VpcId": "vpc-1", "Description": "Route 53 Resolver: rslvr-out-1:rni-1",
         "RequesterManaged": true, "Status": "in-use", "PrivateIpAddress": "10.0.1.53", "Groups": [{"GroupId": "sg-1"}], "Attachment": {"DeviceIndex": 1}}]});
    let net = network(&json!({"ResolverRuleAssociations": rule_associations()["ResolverRuleAssociations"]}));
    let parts = [
        ("a.json", net),
        ("b.json", endpoints()),
        ("c.json", addresses()),
        ("d.json", rules()),
        ("e.json", interfaces),
    ];
    let Imported { document, report } = imported(&parts);
    assert_eq!(
        resource(&document, "rslvr-out-1"),
        json!({"type": "resolverEndpoint", "name": "to-office", "direction": "OUTBOUND", "hostVpcId": "vpc-1"})
    );
    assert_eq!(
        resource(&document, "eni-r1")["attachment"],
        json!({"instanceId": "rslvr-out-1", "deviceIndex": 0})
    );
    // Of the other address no interface tells.
    let made = resource(&document, "eni-rni-2");
    assert_eq!(made["attachment"], json!({"instanceId": "rslvr-out-1", "deviceIndex": 1}));
    assert_eq!(made["privateIpAddresses"][0]["privateIpAddress"], json!("10.0.1.54"));
    assert_eq!(made["groupIds"], json!(["sg-1"]));
    assert!(has(&report.approximated, "Network interface", "made from the address"));
    assert_eq!(
        resource(&document, "rslvr-rr-1"),
        json!({"type": "resolverRule", "name": "office", "domainName": "corp.example",
               "targetIps": {"t1": {"ip": "192.168.0.53", "port": 53}}, "resolverEndpointId": "rslvr-out-1", "vpcIds": ["vpc-1"]})
    );
    assert_eq!(resource(&document, "rslvr-autodefined-rr-internet-resolver"), Value::Null);
    assert!(has(&report.skipped, "Resolver rule association", "FAILED"));
    assert!(has(&report.skipped, "Resolver rule association", "vpc-9"));
    assert!(!resource(&document, "vpc-1")["unknown"].to_string().contains("resolverRule"));
}

#[test]
fn an_interface_alone_tells_of_an_endpoint() {
    let interfaces = json!({"NetworkInterfaces": [
        {"NetworkInterfaceId": "eni-r1", "SubnetId": "subnet-a", "VpcId": "vpc-1", "Description": "Route 53 Resolver: rslvr-in-7:rni-1",
         "RequesterManaged": true, "Status": "in-use", "PrivateIpAddress": "10.0.1.53", "Groups": [{"GroupId": "sg-1"}]}]});
    let document = imported(&[("a.json", network(&json!({}))), ("e.json", interfaces)]).document;
    assert_eq!(resource(&document, "rslvr-in-7"), json!({"type": "resolverEndpoint", "hostVpcId": "vpc-1"}));
}

#[test]
fn half_of_the_resolver_says_what_is_missing() {
    // Rules without the answer about their VPCs.
    let mut net = network(&json!({}));
    net.as_object_mut().unwrap().remove("ResolverRuleAssociations");
    let Imported { document, report } = imported(&[("a.json", net), ("b.json", rules())]);
    assert!(resource(&document, "vpc-1")["unknown"].to_string().contains("resolverRule"));
    assert!(missing(&document, "www.example.org").contains("saw no"));
    assert!(has(&report.approximated, "Resolver rule", "rslvr-out-1"));
    // Associations without their rule.
    let net = network(&json!({"ResolverRuleAssociations": rule_associations()["ResolverRuleAssociations"]}));
    let Imported { document, report } = imported(&[("a.json", net)]);
    assert!(has(&report.approximated, "Resolver rule association", "list-resolver-rules"));
    assert!(resource(&document, "vpc-1")["unknown"].to_string().contains("resolverRule"));
    assert!(!resource(&document, "vpc-2")["unknown"].to_string().contains("resolverRule"));
    // Addresses of which nothing says what they are of, and an endpoint without any.
    let report = imported(&[("a.json", network(&json!({}))), ("b.json", addresses())]).report;
    assert!(has(&report.skipped, "Address of a resolver endpoint", "Nothing tells which endpoint"));
    let report = imported(&[("a.json", network(&json!({}))), ("b.json", endpoints())]).report;
    assert!(has(&report.approximated, "Resolver endpoint", "No answer tells of its interface"));
}

fn firewall(rules: &[Value]) -> Value {
    json!({
        "FirewallRuleGroups": [{"Id": "rslvr-frg-1", "Name": "guard", "OwnerId": "111122223333", "ShareStatus": "NOT_SHARED"}],
        "FirewallRules": rules,
        "FirewallRuleGroupAssociations": [{"Id": "rslvr-frgassoc-1", "FirewallRuleGroupId": "rslvr-frg-1", "VpcId": "vpc-1", "Name": "a",
            "Priority": 101, "Status": "COMPLETE"}],
    })
}

fn block(list: &str) -> Value {
    json!({"FirewallRuleGroupId": "rslvr-frg-1", "FirewallDomainListId": list, "Name": "no-bad", "Priority": 10, "Action": "BLOCK", "BlockResponse": "NODATA"})
}

#[test]
fn the_firewall_is_read_with_the_names_that_it_blocks() {
    let domains = json!({"Domains": ["bad.example.", "*.bad.example."]});
    let parts = [
        ("a.json", network(&firewall(&[block("rslvr-fdl-1")]))),
        ("b.json", attributes()),
        ("d.json", domains),
    ];
    let Imported { document, report } = imported(&parts);
    assert_eq!(
        resource(&document, "rslvr-frg-1"),
        json!({"type": "firewallRuleGroup", "name": "guard",
               "firewallRules": {"f1": {"name": "no-bad", "priority": 10, "action": "BLOCK", "blockResponse": "NODATA",
                                        "domains": ["bad.example", "*.bad.example"]}},
               "firewallRuleGroupAssociations": {"rslvr-frgassoc-1": {"vpcId": "vpc-1", "priority": 101}}})
    );
    assert!(!has(&report.approximated, "DNS Firewall rule", ""));
    let answer = asked(&document, "www.bad.example");
    assert!(answer.unknown.is_none() && !answer.blockers.is_empty());
    assert!(missing(&document, "www.example.org").contains("internet"));
}

#[test]
fn a_rule_whose_names_nobody_lists_leaves_names_unknown() {
    let domains = json!({"Domains": ["bad.example."]});
    let rules = [block("rslvr-fdl-1"), block("rslvr-fdl-aws")];
    let parts = [("a.json", network(&firewall(&rules))), ("rslvr-fdl-1.json", domains.clone())];
    let Imported { document, report } = imported(&parts);
    assert!(has(&report.approximated, "DNS Firewall rule", "list-firewall-domains"));
    assert!(missing(&document, "www.good.example").contains("saw no"));
    assert!(!resource(&document, "vpc-2")["unknown"].to_string().contains("firewallRuleGroup"));
    // Of two lists nothing says which one the names are of.
    let report = imported(&[("a.json", network(&firewall(&rules))), ("d.json", domains.clone())]).report;
    assert!(has(&report.skipped, "DNS Firewall domain list", "Nothing tells which list"));
    // Half a list is none.
    let mut half = domains;
    half["NextToken"] = json!("more");
    let parts = [("a.json", network(&firewall(&[block("rslvr-fdl-1")]))), ("d.json", half)];
    let Imported { document, report } = imported(&parts);
    assert!(has(&report.skipped, "Further pages", ""));
    assert!(!missing(&document, "bad.example").is_empty());
}

#[test]
fn a_group_without_its_rules_and_an_association_without_its_group_are_told() {
    let mut net = network(&firewall(&[]));
    net.as_object_mut().unwrap().remove("FirewallRules");
    let Imported { document, report } = imported(&[("a.json", net.clone())]);
    assert!(has(&report.approximated, "DNS Firewall rule group", "list-firewall-rules"));
    assert!(resource(&document, "vpc-1")["unknown"].to_string().contains("firewallRuleGroup"));
    net.as_object_mut().unwrap().remove("FirewallRuleGroups");
    let Imported { document, report } = imported(&[("a.json", net)]);
    assert!(has(&report.approximated, "DNS Firewall association", "list-firewall-rule-groups"));
    assert!(resource(&document, "vpc-1")["unknown"].to_string().contains("firewallRuleGroup"));
    // An answer that says that the only group has no rules.
    let document = imported(&[("a.json", network(&firewall(&[])))]).document;
    assert!(!resource(&document, "vpc-1")["unknown"].to_string().contains("firewallRuleGroup"));
}

#[test]
fn health_checks_are_read_and_decide_about_the_records_that_name_them() {
    let checks = json!({"HealthChecks": [
        {"Id": "abcdef11-2222", "CallerReference": "1", "HealthCheckVersion": 1, "HealthCheckConfig": {
            "IPAddress": "10.0.0.5", "Port": 443, "Type": "TCP", "RequestInterval": 30, "FailureThreshold": 3,
            "MeasureLatency": false, "Inverted": false, "Disabled": false}},
        {"Id": "abcdef11-3333", "HealthCheckConfig": {"Type": "CALCULATED", "HealthThreshold": 1,
            "ChildHealthChecks": ["abcdef11-2222"]}},
        {"Id": "abcdef11-4444", "HealthCheckConfig": {"Type": "CLOUDWATCH_METRIC",
            "AlarmIdentifier": {"Region": "eu-west-1", "Name": "db-errors"}, "InsufficientDataHealthStatus": "Healthy"}},
    ], "IsTruncated": false, "MaxItems": "100"});
    let zones = json!({"HostedZones": [{"Id": "/hostedzone/Z1", "Name": "example.com.", "Config": {"PrivateZone": false}}]});
    let set = |part: &str, address: &str| {
        json!({"Name": "www.example.com.", "Type": "A", "TTL": 60, "SetIdentifier": part, "Failover": part,
            "HealthCheckId": "abcdef11-2222", "ResourceRecords": [{"Value": address}]})
    };
    let mut second = set("SECONDARY", "203.0.113.6");
    second.as_object_mut().unwrap().remove("HealthCheckId");
    let sets = records("ns-123.awsdns-15.com.", &[set("PRIMARY", "203.0.113.5"), second]);
    let Imported { document, report } = imported(&[("a.json", zones), ("b.json", sets), ("c.json", checks)]);
    assert_eq!(
        resource(&document, "abcdef11-2222"),
        json!({"type": "healthCheck", "healthCheckConfig": {"type": "TCP", "ipAddress": "10.0.0.5", "port": 443,
            "requestInterval": 30, "failureThreshold": 3}})
    );
    assert_eq!(
        resource(&document, "abcdef11-3333"),
        json!({"type": "healthCheck", "healthCheckConfig": {"type": "CALCULATED", "healthThreshold": 1,
            "childHealthChecks": ["abcdef11-2222"]}})
    );
    assert_eq!(
        resource(&document, "abcdef11-4444"),
        json!({"type": "healthCheck", "healthCheckConfig": {"type": "CLOUDWATCH_METRIC",
            "alarmIdentifier": {"region": "eu-west-1", "name": "db-errors"},
            "insufficientDataHealthStatus": "Healthy"}})
    );
    assert!(has(&report.skipped, "Field", "HealthCheckConfig.MeasureLatency"));
    assert!(!report.approximated.iter().any(|note| format!("{note:?}").contains("abcdef11-2222")));
    // Its endpoint is private, so that the checkers never reach it.
    let answer = netyard_core::simulate::resolve_name(
        &netyard_core::routing::RoutedNetwork::build(&document),
        "internet",
        "www.example.com",
        "A",
        &netyard_core::simulate::Faults::NONE,
    );
    assert_eq!(answer.unwrap().resolution.answers, ["203.0.113.6"]);
}

#[test]
fn places_of_records_are_spelled_as_drawings_spell_them() {
    let land = json!({"Name": "www.example.com.", "Type": "A", "TTL": 60, "SetIdentifier": "rest",
        "GeoLocation": {"CountryCode": "*"}, "ResourceRecords": [{"Value": "203.0.113.5"}]});
    let near = json!({"Name": "near.example.com.", "Type": "A", "TTL": 60, "SetIdentifier": "eu",
        "GeoProximityLocation": {"AWSRegion": "eu-west-1", "Bias": 10}, "ResourceRecords": [{"Value": "203.0.113.6"}]});
    let parts = [
        ("a.json", network(&json!({}))),
        ("b.json", attributes()),
        ("c.json", zones()),
        ("d.json", inner()),
        ("e.json", records("ns-123.awsdns-15.com.", &[land, near])),
    ];
    let document = imported(&parts).document;
    let text = netyard_core::schema::save(&document);
    let saved: Value = serde_json::from_str(&text).unwrap();
    let all: Vec<&Value> = saved["resources"]
        .as_object()
        .unwrap()
        .values()
        .filter_map(|zone| zone["resourceRecordSets"].as_object())
        .flat_map(|rows| rows.values())
        .collect();
    assert!(all.iter().any(|row| row["geoLocation"] == json!({"countryCode": "*"})), "{text}");
    let near = json!({"awsRegion": "eu-west-1", "bias": 10});
    assert!(all.iter().any(|row| row["geoProximityLocation"] == near), "{text}");
}
