//! Types of Terraform beside VPCs: AWS Network Firewall, the resolver and its firewall, Connect, clusters of databases and
//! caches.

use crate::support::template::{packet, resource, says};
use crate::support::terraform::{Row, all, ground, rule, state};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::Verdict::{self, Delivered, Dropped, Unknown};
use netyard_core::simulate::{FlowSpec, trace};
use serde_json::{Value, json};

fn verdict(document: &Document, from: &str, to: &str, port: u16) -> Verdict {
    packet(document, from, to, port).verdict
}

/// What a firewall in front of `i-1` decides: `stateful` are its rules.
fn firewall(stateful: &Value) -> Vec<Row> {
    let mut rows = ground(&json!([{"cidr_block": "0.0.0.0/0", "vpc_endpoint_id": "vpce-fw"}]), &json!([]));
    rows.extend([
        ("aws_subnet.fw", json!({"id": "subnet-fw", "vpc_id": "vpc-1", "cidr_block": "10.0.9.0/24",
            "availability_zone": "us-east-1a"})),
        ("aws_route_table.fw", json!({"id": "rtb-fw", "vpc_id": "vpc-1",
            "route": [{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}]})),
        ("aws_route_table_association.fw", json!({"subnet_id": "subnet-fw", "route_table_id": "rtb-fw"})),
        ("aws_route_table.edge", json!({"id": "rtb-edge", "vpc_id": "vpc-1",
            "route": [{"cidr_block": "10.0.1.0/24", "vpc_endpoint_id": "vpce-fw"}]})),
        ("aws_route_table_association.edge", json!({"gateway_id": "igw-1", "route_table_id": "rtb-edge"})),
        ("aws_networkfirewall_rule_group.rules", json!({"id": "arn:aws:network-firewall:us-east-1:1:stateful-rulegroup/rules",
            "arn": "arn:aws:network-firewall:us-east-1:1:stateful-rulegroup/rules", "name": "rules", "type": "STATEFUL",
            "capacity": 10, "rule_group": [{"rules_source": [{"stateful_rule": stateful}]}]})),
        ("aws_networkfirewall_firewall_policy.policy", json!({"id": "arn:aws:network-firewall:us-east-1:1:firewall-policy/p",
            "arn": "arn:aws:network-firewall:us-east-1:1:firewall-policy/p", "name": "p", "firewall_policy": [{
                "stateless_default_actions": ["aws:forward_to_sfe"],
                "stateless_fragment_default_actions": ["aws:forward_to_sfe"],
                "stateful_rule_group_reference": [{"priority": null,
                    "resource_arn": "arn:aws:network-firewall:us-east-1:1:stateful-rulegroup/rules"}]}]})),
        ("aws_networkfirewall_firewall.fw", json!({"id": "arn:aws:network-firewall:us-east-1:1:firewall/fw",
            "arn": "arn:aws:network-firewall:us-east-1:1:firewall/fw", "name": "fw", "vpc_id": "vpc-1",
            "firewall_policy_arn": "arn:aws:network-firewall:us-east-1:1:firewall-policy/p",
            "subnet_mapping": [{"subnet_id": "subnet-fw", "ip_address_type": "IPV4"}],
            "firewall_status": [{"sync_states": [{"availability_zone": "us-east-1a",
                "attachment": [{"endpoint_id": "vpce-fw", "subnet_id": "subnet-fw"}]}]}]})),
    ]);
    rows
}

fn drop(port: &str) -> Value {
    json!([{"action": "DROP", "header": [{"protocol": "TCP", "source": "ANY", "source_port": "ANY",
        "direction": "FORWARD", "destination": "ANY", "destination_port": port}],
        "rule_option": [{"keyword": "sid:1", "settings": []}]}])
}

#[test]
fn a_firewall_judges_by_its_rules() {
    let imported = state(&firewall(&drop("25")));
    let document = &imported.document;
    let endpoint = resource(document, "vpce-fw");
    assert_eq!(
        (&endpoint["vpcEndpointType"], &endpoint["vpcId"]),
        (&json!("GatewayLoadBalancer"), &json!("vpc-1"))
    );
    assert_eq!(verdict(document, "i-1", "198.51.100.10", 443), Delivered);
    assert_eq!(verdict(document, "i-1", "198.51.100.10", 25), Dropped);
    assert_eq!(verdict(&state(&firewall(&drop("443"))).document, "i-1", "198.51.100.10", 443), Dropped);
    // Rules that nothing tells may stop anything.
    let mut rows = firewall(&drop("25"));
    for (_, values) in
        rows.iter_mut().filter(|(address, _)| *address == "aws_networkfirewall_rule_group.rules")
    {
        values.as_object_mut().unwrap().remove("rule_group");
    }
    assert_eq!(verdict(&state(&rows).document, "i-1", "198.51.100.10", 443), Unknown);
}

#[test]
fn a_firewall_reads_stateless_rules_and_variables() {
    let mut rows = firewall(&json!([]));
    for (_, values) in
        rows.iter_mut().filter(|(address, _)| *address == "aws_networkfirewall_rule_group.rules")
    {
        values["rule_group"] = json!([{
            "rule_variables": [{"ip_sets": [{"key": "HOME", "ip_set": [{"definition": ["10.0.0.0/16"]}]}], "port_sets": []}],
            "rules_source": [{"stateless_rules_and_custom_actions": [{"stateless_rule": [{"priority": 1,
                "rule_definition": [{"actions": ["aws:drop"], "match_attributes": [{"protocols": [6],
                    "source": [{"address_definition": "10.0.1.0/24"}],
                    "destination_port": [{"from_port": 25, "to_port": 25}]}]}]}]}]}]}]);
    }
    let document = state(&rows).document;
    let (_, group) = document.resources.iter().find(|(_, own)| own.type_name() == "ruleGroup").unwrap();
    let group = serde_json::to_value(group.as_ref()).unwrap();
    let expected = json!({"priority": 1, "actions": ["aws:drop"], "protocols": ["tcp"], "sources": ["10.0.1.0/24"],
        "destinationPorts": [{"fromPort": 25, "toPort": 25}]});
    assert_eq!(group["statelessRules"].as_object().unwrap().values().next(), Some(&expected));
    assert_eq!(group["ruleVariables"]["ipSets"]["HOME"]["definition"], json!(["10.0.0.0/16"]));
}

#[test]
fn the_resolver_asks_where_its_rules_say() {
    let mut rows = ground(&json!([]), &json!([]));
    rows.extend([
        ("aws_route53_resolver_endpoint.out", json!({"id": "rslvr-out-1", "name": "out", "direction": "OUTBOUND",
            "security_group_ids": ["sg-1"], "protocols": ["Do53"],
            "ip_address": [{"subnet_id": "subnet-1", "ip": "10.0.1.53", "ip_id": "rni-1"}]})),
        ("aws_route53_resolver_rule.corp", json!({"id": "rslvr-rr-1", "name": "corp", "domain_name": "corp.internal",
            "rule_type": "FORWARD", "resolver_endpoint_id": "rslvr-out-1", "target_ip": [{"ip": "192.168.0.53", "port": 53}]})),
        ("aws_route53_resolver_rule_association.corp", json!({"id": "a-1", "resolver_rule_id": "rslvr-rr-1", "vpc_id": "vpc-1"})),
    ]);
    let document = state(&rows).document;
    let expected = json!({"type": "resolverRule", "name": "corp", "domainName": "corp.internal", "ruleType": "FORWARD",
        "targetIps": {"t1": {"ip": "192.168.0.53"}}, "resolverEndpointId": "rslvr-out-1", "vpcIds": ["vpc-1"]});
    let mut rule = resource(&document, "rslvr-rr-1");
    rule.as_object_mut().unwrap().entry("ruleType").or_insert(json!("FORWARD"));
    assert_eq!(rule, expected);
    let node = document.resources.values().map(|own| serde_json::to_value(own.as_ref()).unwrap());
    let addresses: Vec<Value> = node
        .filter(|own| own["attachment"]["instanceId"] == "rslvr-out-1")
        .map(|own| own["privateIpAddresses"][0]["privateIpAddress"].clone())
        .collect();
    assert_eq!(addresses, [json!("10.0.1.53")]);
}

#[test]
fn the_dns_firewall_stops_names() {
    let ask = |domains: Option<Value>, is_associated: bool| {
        let mut rows = ground(&json!([{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}]), &json!([]));
        let mut list = json!({"id": "rslvr-fdl-1", "name": "bad"});
        if let Some(domains) = domains {
            list["domains"] = domains;
        }
        rows.extend([
            ("aws_route53_zone.z", json!({"id": "Z1", "name": "example.com", "vpc": []})),
            ("aws_route53_record.r", json!({"zone_id": "Z1", "name": "www.example.com", "type": "A", "ttl": 60,
                "records": ["198.51.100.10"]})),
            ("aws_route53_resolver_firewall_domain_list.l", list),
            ("aws_route53_resolver_firewall_rule_group.g", json!({"id": "rslvr-frg-1", "name": "g"})),
            ("aws_route53_resolver_firewall_rule.r", json!({"id": "r", "name": "bad", "action": "BLOCK", "priority": 10,
                "block_response": "NXDOMAIN", "firewall_domain_redirection_action": "INSPECT_REDIRECTION_DOMAIN",
                "firewall_domain_list_id": "rslvr-fdl-1", "firewall_rule_group_id": "rslvr-frg-1"})),
        ]);
        if is_associated {
            rows.push((
                "aws_route53_resolver_firewall_rule_group_association.a",
                json!({"id": "a",
                "firewall_rule_group_id": "rslvr-frg-1", "vpc_id": "vpc-1", "priority": 101}),
            ));
        }
        verdict(&state(&rows).document, "i-1", "www.example.com", 443)
    };
    assert_eq!(ask(Some(json!(["*.example.com."])), false), Delivered);
    assert_eq!(ask(Some(json!(["*.example.com."])), true), Dropped);
    assert_eq!(ask(Some(json!(["other.example."])), true), Delivered);
    assert_eq!(ask(None, true), Unknown);
}

#[test]
fn instances_of_a_cluster_have_its_groups_and_subnets() {
    let rows = |port: u16| {
        let mut rows = ground(&json!([]), &json!([]));
        rows.extend([
            ("aws_subnet.d", json!({"id": "subnet-d", "vpc_id": "vpc-1", "cidr_block": "10.0.2.0/24",
                "availability_zone": "us-east-1b"})),
            ("aws_security_group.db", json!({"id": "sg-db", "vpc_id": "vpc-1", "name": "db",
                "ingress": [rule(port, "10.0.1.0/24")], "egress": [all()]})),
            ("aws_db_subnet_group.g", json!({"id": "dbs", "name": "dbs", "subnet_ids": ["subnet-d"]})),
            ("aws_rds_cluster.c", json!({"id": "orders", "cluster_identifier": "orders", "engine": "aurora-postgresql",
                "engine_mode": "provisioned", "db_subnet_group_name": "dbs", "vpc_security_group_ids": ["sg-db"], "port": 5432})),
            ("aws_rds_cluster_instance.i", json!({"id": "orders-1", "identifier": "orders-1", "cluster_identifier": "orders",
                "engine": "aurora-postgresql", "availability_zone": "us-east-1b", "publicly_accessible": false, "port": 5432,
                "db_subnet_group_name": "dbs"})),
        ]);
        rows
    };
    let imported = state(&rows(5432));
    let (id, _) =
        imported.document.resources.iter().find(|(_, own)| own.type_name() == "dbInstance").unwrap();
    assert_eq!(verdict(&imported.document, "i-1", id.as_str(), 5432), Delivered);
    assert_eq!(verdict(&state(&rows(3306)).document, "i-1", id.as_str(), 5432), Dropped);
    assert!(says(&imported.report.plain, "aws_rds_cluster.c", "Its instances are drawn"));
}

#[test]
fn nodes_of_a_cache_stand_in_its_subnets() {
    let rows = |port: u16| {
        let mut rows = ground(&json!([]), &json!([]));
        rows.extend([
            ("aws_security_group.c", json!({"id": "sg-c", "vpc_id": "vpc-1", "name": "c",
                "ingress": [rule(port, "10.0.1.0/24")], "egress": [all()]})),
            ("aws_elasticache_subnet_group.g", json!({"id": "cs", "name": "cs", "subnet_ids": ["subnet-1"]})),
            ("aws_elasticache_replication_group.c", json!({"id": "sessions", "replication_group_id": "sessions", "engine": "redis",
                "num_cache_clusters": 1, "subnet_group_name": "cs", "security_group_ids": ["sg-c"], "port": 6379})),
        ]);
        rows
    };
    let document = state(&rows(6379)).document;
    let (id, _) = document.resources.iter().find(|(_, own)| own.type_name() == "cacheCluster").unwrap();
    assert_eq!(verdict(&document, "i-1", id.as_str(), 6379), Delivered);
    assert_eq!(verdict(&state(&rows(80)).document, "i-1", id.as_str(), 6379), Dropped);
}

#[test]
fn connect_and_health_checks_are_read() {
    let mut rows = ground(&json!([]), &json!([]));
    rows.extend([
        ("aws_ec2_transit_gateway.t", json!({"id": "tgw-1", "transit_gateway_cidr_blocks": ["10.99.0.0/24"]})),
        ("aws_ec2_transit_gateway_vpc_attachment.a", json!({"id": "tgw-attach-1", "transit_gateway_id": "tgw-1",
            "vpc_id": "vpc-1", "subnet_ids": ["subnet-1"]})),
        ("aws_ec2_transit_gateway_connect.c", json!({"id": "tgw-attach-2", "transit_gateway_id": "tgw-1",
            "transport_attachment_id": "tgw-attach-1", "protocol": "gre"})),
        ("aws_ec2_transit_gateway_connect_peer.p", json!({"id": "tgw-connect-peer-1", "transit_gateway_attachment_id": "tgw-attach-2",
            "peer_address": "10.0.1.10", "transit_gateway_address": "10.99.0.1", "inside_cidr_blocks": ["169.254.6.0/29"]})),
        ("aws_route53_health_check.h", json!({"id": "h-1", "type": "HTTP", "fqdn": "www.example.com", "port": 80,
            "resource_path": "/up", "failure_threshold": 3, "request_interval": 30, "child_healthchecks": []})),
    ]);
    let document = state(&rows).document;
    let connect = resource(&document, "tgw-attach-2");
    assert_eq!(
        (&connect["resourceType"], &connect["resourceId"]),
        (&json!("connect"), &json!("tgw-attach-1"))
    );
    let peer = resource(&document, "tgw-connect-peer-1");
    let expected = json!({"transitGatewayAddress": "10.99.0.1", "peerAddress": "10.0.1.10", "insideCidrBlocks": ["169.254.6.0/29"]});
    assert_eq!(peer["connectPeerConfiguration"], expected);
    let check = resource(&document, "h-1");
    assert_eq!(check["healthCheckConfig"]["fullyQualifiedDomainName"], "www.example.com");
    // Nobody answers for a health check by packets: it only has to be there.
    let network = RoutedNetwork::build(&document);
    assert!(trace(&network, &FlowSpec { port: Some(443), ..FlowSpec::new("i-1", "i-1") }).is_ok());
}
