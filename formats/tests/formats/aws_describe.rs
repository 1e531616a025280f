//! Import of describe output: what becomes of each field, and what the report says of the rest.

use netyard_core::model::{Document, Resource};
use netyard_core::routing::RoutedNetwork;
use netyard_core::schema;
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use netyard_formats::aws_describe::{ImportError, import};
use netyard_formats::import::{Imported, SourceFile};
use netyard_formats::report::ReportEntry;
use serde_json::{Value, json};

fn files(parts: &[(&str, Value)]) -> Vec<SourceFile> {
    parts
        .iter()
        .map(|(path, value)| SourceFile { path: (*path).to_owned(), text: value.to_string() })
        .collect()
}

pub(super) fn imported(parts: &[(&str, Value)]) -> Imported {
    import(files(parts)).unwrap()
}

pub(super) fn resource(document: &Document, id: &str) -> Value {
    document.resource(id).map_or(Value::Null, Resource::to_value)
}

pub(super) fn has(entries: &[ReportEntry], what: &str, why: &str) -> bool {
    entries.iter().any(|entry| entry.what == what && entry.why.contains(why))
}

pub(super) fn vpc() -> Value {
    json!({"Vpcs": [{
        "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "OwnerId": "111122223333", "IsDefault": false,
        "CidrBlockAssociationSet": [
            {"CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}},
            {"CidrBlock": "10.1.0.0/16", "CidrBlockState": {"State": "associated"}},
            {"CidrBlock": "10.2.0.0/16", "CidrBlockState": {"State": "disassociated"}},
        ],
        "Ipv6CidrBlockAssociationSet": [
            {"Ipv6CidrBlock": "2001:db8::/56", "Ipv6CidrBlockState": {"State": "associated"}},
        ],
        "Tags": [{"Key": "Name", "Value": "shop"}, {"Key": "cost", "Value": "42"}],
    }]})
}

#[test]
fn a_vpc_keeps_its_blocks_in_order_and_its_tags() {
    let Imported { document, report } = imported(&[("a.json", vpc())]);
    assert_eq!(
        resource(&document, "vpc-1"),
        json!({
            "type": "vpc", "name": "shop", "tags": {"cost": "42"}, "ownerId": "111122223333",
            "cidrBlocks": ["10.0.0.0/16", "10.1.0.0/16"], "ipv6CidrBlocks": ["2001:db8::/56"],
            "unknown": ["routeTable", "networkAcl", "securityGroup", "subnet", "networkInterface", "internetGateway",
                        "egressOnlyInternetGateway", "natGateway", "vpcPeeringConnection", "vpcEndpoint",
                        "hostedZone", "resolverRule", "firewallRuleGroup"],
        })
    );
    assert!(has(&report.skipped, "CIDR block", "disassociated"));
    assert!(has(&report.approximated, "VPC", "routeTable"));
    assert_eq!(document.title, "shop");
    assert!(document.placement.is_empty());
}

#[test]
fn what_was_seen_is_not_unknown_even_if_there_is_none() {
    let parts = [
        ("a.json", vpc()),
        ("b0.json", json!({"Subnets": [], "NetworkInterfaces": []})),
        (
            "b.json",
            json!({"InternetGateways": [], "NatGateways": [], "VpcPeeringConnections": [],
                          "EgressOnlyInternetGateways": [], "VpcEndpoints": [],
                          "HostedZones": [], "ResolverRuleAssociations": [], "FirewallRuleGroupAssociations": []}),
        ),
        (
            "c.json",
            json!({"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{"Main": true}]}]}),
        ),
        (
            "d.json",
            json!({"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": []}]}),
        ),
        (
            "e.json",
            json!({"SecurityGroups": [{"GroupId": "sg-1", "VpcId": "vpc-1", "GroupName": "default"}]}),
        ),
    ];
    let document = imported(&parts).document;
    assert_eq!(resource(&document, "vpc-1").get("unknown"), None);
    assert_eq!(resource(&document, "rtb-1"), json!({"type": "routeTable", "vpcId": "vpc-1", "main": true}));
    assert_eq!(
        resource(&document, "acl-1"),
        json!({"type": "networkAcl", "vpcId": "vpc-1", "isDefault": true, "entries": {}})
    );
    assert_eq!(
        resource(&document, "sg-1"),
        json!({"type": "securityGroup", "name": "default", "vpcId": "vpc-1", "groupName": "default",
               "ipPermissionsEgress": {}})
    );
}

#[test]
fn rows_of_a_route_table() {
    let routes = json!([
        {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "Origin": "CreateRouteTable", "State": "active"},
        {"DestinationCidrBlock": "10.1.0.0/16", "NetworkInterfaceId": "eni-1", "InstanceId": "i-1", "Origin": "CreateRoute"},
        {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-gone", "State": "blackhole"},
        {"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "eigw-1"},
        {"DestinationCidrBlock": "10.9.0.0/16", "TransitGatewayId": "tgw-1"},
        {"DestinationPrefixListId": "pl-1", "GatewayId": "vpce-1"},
        {"DestinationCidrBlock": "10.8.0.0/16", "GatewayId": "vpce-2"},
        {"DestinationCidrBlock": "10.7.0.0/16", "GatewayId": "vgw-1", "Origin": "EnableVgwRoutePropagation"},
    ]);
    let associations = json!([
        {"Main": false, "SubnetId": "subnet-1"},
        {"Main": false, "SubnetId": "subnet-2", "AssociationState": {"State": "failed"}},
        {"Main": false, "GatewayId": "igw-1"},
    ]);
    let table = json!({"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": associations,
        "PropagatingVgws": [{"GatewayId": "vgw-1"}], "Routes": routes}]});
    let lists = json!({"PrefixLists": [{"PrefixListId": "pl-1", "PrefixListName": "com.amazonaws.eu-west-1.s3",
        "Cidrs": ["198.51.100.0/24"]}]});
    let Imported { document, report } = imported(&[("a.json", table), ("b.json", vpc()), ("c.json", lists)]);
    assert_eq!(
        resource(&document, "rtb-1"),
        json!({
            "type": "routeTable", "vpcId": "vpc-1", "subnetIds": ["subnet-1"], "gatewayId": "igw-1",
            "propagatingVgws": ["vgw-1"],
            "routes": {
                "r1": {"destinationCidrBlock": "10.1.0.0/16", "networkInterfaceId": "eni-1"},
                "r2": {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-gone"},
                "r3": {"destinationIpv6CidrBlock": "::/0", "egressOnlyInternetGatewayId": "eigw-1"},
                "r4": {"destinationCidrBlock": "10.9.0.0/16", "transitGatewayId": "tgw-1"},
                "r5": {"destinationCidrBlock": "10.8.0.0/16", "vpcEndpointId": "vpce-2"},
                "r6": {"destinationCidrBlock": "10.7.0.0/16", "gatewayId": "vgw-1", "origin": "EnableVgwRoutePropagation"},
            },
        })
    );
    assert_eq!(
        resource(&document, "vpce-1"),
        json!({"type": "vpcEndpoint", "vpcId": "vpc-1", "serviceName": "com.amazonaws.eu-west-1.s3",
               "routeTableIds": ["rtb-1"], "unknown": ["policyDocument"]}),
        "a gateway endpoint is made from its route where no answer tells of it"
    );
    assert_eq!(
        resource(&document, "tgw-1"),
        json!({"type": "transitGateway", "unknown": ["transitGatewayAttachment", "transitGatewayRouteTable"]})
    );
    assert_eq!(resource(&document, "vgw-1"), json!({"type": "vpnGateway", "vpcId": "vpc-1"}));
    assert!(has(&report.skipped, "Association of a route table", "failed"));
    assert!(has(&report.approximated, "Transit gateway", "UNKNOWN"));
    let unknown = resource(&document, "vpc-1")["unknown"].to_string();
    assert!(
        !unknown.contains("\"internetGateway\""),
        "a blackhole tells that the gateway is gone: {unknown}"
    );
}

#[test]
fn rules_of_a_security_group_become_one_row_for_each_source() {
    let group = json!({"SecurityGroups": [{
        "GroupId": "sg-1", "GroupName": "web", "VpcId": "vpc-1", "Description": "for the web", "OwnerId": "1",
        "IpPermissions": [
            {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
             "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "all"}, {"CidrIp": "10.0.0.0/8"}],
             "Ipv6Ranges": [{"CidrIpv6": "::/0"}], "PrefixListIds": [{"PrefixListId": "pl-1"}],
             "UserIdGroupPairs": [{"GroupId": "sg-2", "UserId": "2"}]},
            {"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
            {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "IpRanges": []},
        ],
        "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
        "Tags": [{"Key": "Name", "Value": "web servers"}],
    }]});
    let Imported { document, report } = imported(&[("a.json", group)]);
    let tcp = |source: Value| {
        let mut row = json!({"ipProtocol": "tcp", "fromPort": 443, "toPort": 443});
        row.as_object_mut().unwrap().extend(source.as_object().unwrap().clone());
        row
    };
    assert_eq!(
        resource(&document, "sg-1"),
        json!({
            "type": "securityGroup", "name": "web servers", "vpcId": "vpc-1", "groupName": "web",
            "description": "for the web",
            "ipPermissions": {
                "g1": tcp(json!({"cidrIp": "0.0.0.0/0", "description": "all"})),
                "g2": tcp(json!({"cidrIp": "10.0.0.0/8"})),
                "g3": tcp(json!({"cidrIpv6": "::/0"})),
                "g4": tcp(json!({"groupId": "sg-2"})),
                "g5": tcp(json!({"prefixListId": "pl-1"})),
                "g6": {"ipProtocol": "icmp", "fromPort": 8, "toPort": -1, "cidrIp": "10.0.0.0/8"},
            },
            "ipPermissionsEgress": {"g1": {"ipProtocol": "all", "cidrIp": "0.0.0.0/0"}},
        })
    );
    assert!(has(&report.skipped, "Rule of a security group", "no source"));
    assert!(has(&report.approximated, "Rule of a security group", "another account"));
}

#[test]
fn the_last_entry_of_an_acl_is_not_written() {
    let acl = json!({"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": false,
    "Associations": [{"SubnetId": "subnet-1"}, {"SubnetId": "subnet-2"}],
    "Entries": [
        {"Egress": false, "RuleNumber": 100, "Protocol": "6", "PortRange": {"From": 443, "To": 444}, "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"},
        {"Egress": true, "RuleNumber": 110, "Protocol": "1", "IcmpTypeCode": {"Type": -1, "Code": -1}, "Ipv6CidrBlock": "::/0", "RuleAction": "deny"},
        {"Egress": true, "RuleNumber": 32767, "Protocol": "-1", "CidrBlock": "0.0.0.0/0", "RuleAction": "deny"},
        {"Egress": false, "RuleNumber": 32768, "Protocol": "-1", "Ipv6CidrBlock": "::/0", "RuleAction": "deny"},
    ]}]});
    assert_eq!(
        resource(&imported(&[("a.json", acl)]).document, "acl-1"),
        json!({
            "type": "networkAcl", "vpcId": "vpc-1", "subnetIds": ["subnet-1", "subnet-2"],
            "entries": {
                "e1": {"ruleNumber": 100, "protocol": "tcp", "fromPort": 443, "toPort": 444, "cidrBlock": "0.0.0.0/0", "ruleAction": "allow"},
                "e2": {"egress": true, "ruleNumber": 110, "protocol": "icmp", "icmpType": -1, "icmpCode": -1, "ipv6CidrBlock": "::/0", "ruleAction": "deny"},
            },
        })
    );
}

fn interface(id: &str, instance: Option<&str>, association: &Value) -> Value {
    let mut interface = json!({
        "NetworkInterfaceId": id, "SubnetId": "subnet-1", "SourceDestCheck": false,
        "Groups": [{"GroupId": "sg-1"}], "Ipv6Addresses": [{"Ipv6Address": "2001:db8::5"}],
        "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.0.0.5", "Association": association}],
    });
    if let Some(instance) = instance {
        interface["Attachment"] = json!({"InstanceId": instance, "DeviceIndex": 1});
    }
    interface
}

#[test]
fn auto_assigned_addresses_stay_on_the_interface_and_elastic_ones_become_resources() {
    let amazon = json!({"PublicIp": "198.51.100.1", "IpOwnerId": "amazon"});
    let elastic =
        json!({"PublicIp": "198.51.100.2", "IpOwnerId": "111122223333", "AllocationId": "eipalloc-2"});
    let parts = [(
        "a.json",
        json!({"NetworkInterfaces": [interface("eni-1", Some("i-1"), &amazon), interface("eni-2", None, &elastic)]}),
    )];
    let Imported { document, report } = imported(&parts);
    assert_eq!(
        resource(&document, "eni-1"),
        json!({
            "type": "networkInterface", "subnetId": "subnet-1",
            "privateIpAddresses": [{"privateIpAddress": "10.0.0.5", "primary": true, "publicIp": "198.51.100.1"}],
            "ipv6Addresses": [{"ipv6Address": "2001:db8::5"}], "groupIds": ["sg-1"], "sourceDestCheck": false,
            "attachment": {"instanceId": "i-1", "deviceIndex": 1},
        })
    );
    assert_eq!(
        resource(&document, "eni-2")["privateIpAddresses"],
        json!([{"privateIpAddress": "10.0.0.5", "primary": true}])
    );
    assert_eq!(
        resource(&document, "eipalloc-2"),
        json!({"type": "elasticIp", "publicIp": "198.51.100.2", "networkInterfaceId": "eni-2", "privateIpAddress": "10.0.0.5"})
    );
    assert!(has(&report.approximated, "Elastic IP address", "describe-addresses"));
}

#[test]
fn a_nat_gateway_owns_its_interface_and_its_address() {
    let elastic = json!({"PublicIp": "198.51.100.9", "AllocationId": "eipalloc-9"});
    let nat = json!({"NatGateways": [{"NatGatewayId": "nat-1", "SubnetId": "subnet-1", "VpcId": "vpc-1", "State": "available",
        "NatGatewayAddresses": [{"AllocationId": "eipalloc-9", "NetworkInterfaceId": "eni-9", "PrivateIp": "10.0.0.9", "PublicIp": "198.51.100.9"}]}]});
    let interfaces = json!({"NetworkInterfaces": [interface("eni-9", None, &elastic)]});
    let addresses = json!({"Addresses": [{"AllocationId": "eipalloc-9", "PublicIp": "198.51.100.9", "AssociationId": "x",
        "NetworkInterfaceId": "eni-9", "PrivateIpAddress": "10.0.0.9"}]});
    let expected = json!({"type": "elasticIp", "publicIp": "198.51.100.9", "natGatewayId": "nat-1"});
    let parts = [("a.json", nat), ("b.json", interfaces), ("c.json", addresses)];
    for count in 1..=parts.len() {
        let document = imported(&parts[..count]).document;
        assert_eq!(
            resource(&document, "nat-1"),
            json!({"type": "natGateway", "subnetId": "subnet-1", "vpcId": "vpc-1", "privateIp": "10.0.0.9"})
        );
        assert_eq!(resource(&document, "eipalloc-9"), expected, "with {count} answers");
        assert_eq!(resource(&document, "eni-9"), Value::Null);
    }
}

#[test]
fn an_instance_always_has_an_interface() {
    let reservations = json!({"Reservations": [{"Instances": [
        {"InstanceId": "i-1", "State": {"Name": "stopped"}, "Platform": "windows",
         "MetadataOptions": {"State": "applied", "HttpTokens": "optional", "HttpEndpoint": "enabled"}, "NetworkInterfaces": [
            {"NetworkInterfaceId": "eni-1", "PrivateIpAddress": "10.0.0.1", "SubnetId": "subnet-1", "Attachment": {"DeviceIndex": 0}}]},
        {"InstanceId": "i-2", "NetworkInterfaces": [
            {"NetworkInterfaceId": "eni-1", "PrivateIpAddress": "10.0.0.2", "SubnetId": "subnet-1"}]},
        {"InstanceId": "i-3", "PrivateIpAddress": "10.0.0.3", "SubnetId": "subnet-1", "SecurityGroups": [{"GroupId": "sg-1"}],
         "Tags": [{"Key": "Name", "Value": "three"}]},
        {"InstanceId": "i-4", "State": {"Name": "terminated"}},
        {"State": {"Name": "running"}},
    ]}]});
    let Imported { document, report } = imported(&[("a.json", reservations)]);
    assert_eq!(
        resource(&document, "i-1"),
        json!({"type": "instance", "state": "stopped", "platform": "windows", "metadataOptions": {"httpTokens": "optional"}})
    );
    let of = |id: &str| document.network_interface(id).unwrap();
    assert_eq!(of("eni-1").instance_id().unwrap().as_str(), "i-1");
    assert_eq!(of("eni-1-2").instance_id().unwrap().as_str(), "i-2");
    assert_eq!(
        resource(&document, "eni-3"),
        json!({"type": "networkInterface", "subnetId": "subnet-1", "privateIpAddresses": [{"privateIpAddress": "10.0.0.3", "primary": true}],
               "groupIds": ["sg-1"], "attachment": {"instanceId": "i-3", "deviceIndex": 0}})
    );
    assert_eq!(resource(&document, "i-4"), Value::Null);
    assert!(has(&report.skipped, "Instance", "terminated"));
    assert!(has(&report.skipped, "Instance", "no InstanceId"));
    assert!(has(&report.approximated, "Network interface", "eni-1-2"));
}

#[test]
fn a_peering_keeps_what_lies_outside() {
    let peering = json!({"VpcPeeringConnections": [{"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "pending-acceptance"},
        "RequesterVpcInfo": {"VpcId": "vpc-1", "Region": "eu-west-1", "CidrBlock": "10.0.0.0/16"},
        "AccepterVpcInfo": {"VpcId": "vpc-9", "OwnerId": "2", "Region": "us-east-1", "CidrBlock": "10.9.0.0/16",
            "CidrBlockSet": [{"CidrBlock": "10.9.0.0/16"}, {"CidrBlock": "10.10.0.0/16"}],
            "PeeringOptions": {"AllowDnsResolutionFromRemoteVpc": true}}}]});
    let Imported { document, report } = imported(&[("a.json", peering), ("b.json", vpc())]);
    assert_eq!(
        resource(&document, "pcx-1"),
        json!({"type": "vpcPeeringConnection",
            "requesterVpcInfo": {"vpcId": "vpc-1", "region": "eu-west-1", "cidrBlock": "10.0.0.0/16"},
            "accepterVpcInfo": {"vpcId": "vpc-9", "ownerId": "2", "region": "us-east-1", "cidrBlock": "10.9.0.0/16",
                "peeringOptions": {"allowDnsResolutionFromRemoteVpc": true}},
            "status": {"code": "pending-acceptance"}})
    );
    assert_eq!(resource(&document, "vpc-1")["region"], "eu-west-1");
    assert!(has(&report.approximated, "VPC peering connection", "several blocks"));
}

#[test]
fn endpoints_keep_their_tables_or_their_interfaces() {
    let own = r#"{"Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}"#;
    let endpoints = json!({"VpcEndpoints": [
        {"VpcEndpointId": "vpce-1", "VpcEndpointType": "Gateway", "VpcId": "vpc-1", "ServiceName": "com.amazonaws.eu-west-1.s3",
         "State": "Available", "RouteTableIds": ["rtb-1"], "PolicyDocument": own},
        {"VpcEndpointId": "vpce-2", "VpcEndpointType": "Interface", "VpcId": "vpc-1", "ServiceName": "com.amazonaws.eu-west-1.sqs",
         "State": "pendingAcceptance", "RouteTableIds": [], "SubnetIds": ["subnet-1"], "NetworkInterfaceIds": ["eni-1"],
         "Groups": [{"GroupId": "sg-1"}], "PrivateDnsEnabled": true},
    ]});
    let Imported { document, report } = imported(&[("a.json", endpoints)]);
    assert_eq!(
        resource(&document, "vpce-1"),
        json!({"type": "vpcEndpoint", "vpcId": "vpc-1", "serviceName": "com.amazonaws.eu-west-1.s3", "routeTableIds": ["rtb-1"],
               "policyDocument": own})
    );
    assert_eq!(
        resource(&document, "vpce-2"),
        json!({"type": "vpcEndpoint", "vpcEndpointType": "Interface", "vpcId": "vpc-1", "serviceName": "com.amazonaws.eu-west-1.sqs",
               "state": "pendingAcceptance", "privateDnsEnabled": true})
    );
    // No answer tells of its interface but the endpoint itself.
    assert_eq!(
        resource(&document, "eni-1"),
        json!({"type": "networkInterface", "subnetId": "subnet-1", "groupIds": ["sg-1"], "attachment": {"instanceId": "vpce-2", "deviceIndex": 0}})
    );
    assert!(!has(&report.approximated, "VPC endpoint", "policy"));
    assert!(has(&report.approximated, "VPC endpoint", "without addresses"));
}

#[test]
fn entries_of_a_prefix_list_find_their_list_by_file_name_or_because_it_is_the_only_one() {
    let lists = json!({"PrefixLists": [
        {"PrefixListId": "pl-1", "PrefixListName": "offices", "AddressFamily": "IPv4", "MaxEntries": 5, "OwnerId": "1"},
        {"PrefixListId": "pl-2", "PrefixListName": "partners", "AddressFamily": "IPv4", "MaxEntries": 5, "OwnerId": "1"},
    ]});
    let entries = json!({"Entries": [{"Cidr": "192.0.2.0/28", "Description": "head office"}]});
    let named = imported(&[("a.json", lists.clone()), ("entries-pl-2.json", entries.clone())]).document;
    assert_eq!(
        resource(&named, "pl-2")["entries"],
        json!({"p1": {"cidr": "192.0.2.0/28", "description": "head office"}})
    );
    assert_eq!(resource(&named, "pl-1")["maxEntries"], 5);
    assert_eq!(resource(&named, "pl-1")["ownerId"], "1");
    let Imported { report, .. } = imported(&[("a.json", lists), ("b.json", entries)]);
    assert!(has(&report.skipped, "Entry of a prefix list", "does not say"));
}

#[test]
fn a_list_without_blocks_is_not_taken_for_an_empty_one() {
    let lists = json!({"PrefixLists": [
        {"PrefixListId": "pl-1", "PrefixListName": "offices", "OwnerId": "1"},
        {"PrefixListId": "pl-2", "PrefixListName": "com.amazonaws.eu-west-1.s3", "OwnerId": "AWS"},
    ]});
    let Imported { document, report } = imported(&[("a.json", vpc()), ("b.json", lists)]);
    assert_eq!(resource(&document, "pl-2"), Value::Null, "the table of the core stays in force");
    assert!(has(&report.skipped, "Prefix list", "own table"));
    assert!(has(&report.approximated, "Prefix list", "get-managed-prefix-list-entries"));
    assert!(resource(&document, "vpc-1")["unknown"].to_string().contains("managedPrefixList"));
}

#[test]
fn a_rule_with_an_unseen_list_makes_a_trace_unknown_not_dropped() {
    let group = json!({"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "web", "VpcId": "vpc-1", "IpPermissions": [
        {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "PrefixListIds": [{"PrefixListId": "pl-1"}]}]}]});
    let interfaces: Vec<Value> = ["1", "2"]
        .iter()
        .map(|end| {
            json!({"NetworkInterfaceId": format!("eni-{end}"), "SubnetId": "subnet-1", "Groups": [{"GroupId": "sg-1"}],
                "PrivateIpAddresses": [{"PrivateIpAddress": format!("10.0.0.{end}0"), "Primary": true}]})
        })
        .collect();
    let subnet = json!({"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-west-1a"}]});
    let lists = |blocks: &[&str]| json!({"PrefixLists": [{"PrefixListId": "pl-1", "PrefixListName": "x", "OwnerId": "1", "Cidrs": blocks}]});
    let common = [
        ("a.json", vpc()),
        ("b.json", group),
        ("c.json", json!({"NetworkInterfaces": interfaces})),
        ("d.json", subnet),
    ];
    // Inside one subnet the groups alone decide; those of the sender let everything out.
    let verdict = |more: &[(&str, Value)]| {
        let mut parts = common.to_vec();
        parts.extend(more.iter().cloned());
        let mut document = imported(&parts).document;
        let mut sender = document.security_group("sg-1").unwrap().clone();
        sender.ip_permissions_egress = None;
        document.insert("sg-1", sender);
        let network = RoutedNetwork::build(&document);
        trace(&network, &FlowSpec::new("eni-1", "eni-2")).unwrap().verdict
    };
    assert_eq!(verdict(&[]), Verdict::Unknown);
    assert_eq!(verdict(&[("e.json", lists(&["10.0.0.0/24"]))]), Verdict::Delivered);
    assert_eq!(verdict(&[("e.json", lists(&["192.0.2.0/24"]))]), Verdict::Dropped);
}

#[test]
fn dns_settings_come_from_the_attributes_of_a_vpc() {
    let attributes = json!([
        {"VpcId": "vpc-1", "EnableDnsSupport": {"Value": false}},
        {"VpcId": "vpc-1", "EnableDnsHostnames": {"Value": true}},
        {"VpcId": "vpc-9", "EnableDnsHostnames": {"Value": true}},
    ]);
    let Imported { document, report } = imported(&[("a.json", attributes), ("b.json", vpc())]);
    let vpc = resource(&document, "vpc-1");
    assert_eq!((&vpc["enableDnsSupport"], &vpc["enableDnsHostnames"]), (&json!(false), &json!(true)));
    assert!(has(&report.skipped, "VPC attribute", "not in the input"));
}

#[test]
fn nothing_is_skipped_in_silence() {
    let odd = json!({
        "Vpcs": [7, {"CidrBlock": "10.0.0.0/8", "OwnerId": "444455556666"}],
        "DBClusters": [{}, {}],
        "Curiosities": [{}],
        "NextToken": "abc",
    });
    let parts = [
        ("a.json", vpc()),
        ("b.json", odd),
        ("c.json", vpc()),
        ("d.json", json!({"type": "netyard", "version": 1})),
        ("e.json", json!({"hello": 1})),
    ];
    let mut files = files(&parts);
    files.push(SourceFile { path: "readme.md".to_owned(), text: "# Hello".to_owned() });
    let report = import(files).unwrap().report;
    let expected = [
        ("Value", "An object is expected"),
        ("VPC", "no VpcId"),
        ("RDS cluster", "not simulate"),
        ("Curiosities", "does not know"),
        ("Further pages", "more pages"),
        ("VPC", "stands twice"),
        ("Drawing", "Netyard drawing"),
        ("Answer", "No key"),
        ("File", "not JSON"),
    ];
    for (what, why) in expected {
        assert!(has(&report.skipped, what, why), "{what}: {why}\n{report}");
    }
    let clusters = report.skipped.iter().find(|entry| entry.what == "RDS cluster").unwrap();
    assert_eq!(
        (clusters.count, clusters.file.as_str(), clusters.place.as_str()),
        (2, "b.json", "DBClusters[0]")
    );
    let text = report.to_string();
    assert!(text.starts_with("Read: 1\n  1 × VPC · a.json · Vpcs[0]\n"), "{text}");
}

#[test]
fn input_that_cannot_be_read_is_refused_with_its_place() {
    let file = |path: &str, text: &str| vec![SourceFile { path: path.to_owned(), text: text.to_owned() }];
    let error = import(file("x/vpcs.json", "{\"Vpcs\": [\n{\"VpcId\": }]}")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "x/vpcs.json: This is not JSON: line 2, column 11: a value: a text in quotation marks, a number, true, false, \
         null, […] or {…} is expected; } stands there"
    );
    let error = import(file("a.txt", "hello")).unwrap_err();
    assert!(matches!(error, ImportError::NothingFound { .. }));
    assert!(error.to_string().contains("a.txt"), "{error}");
    assert!(matches!(import(Vec::new()), Err(ImportError::NothingFound { .. })));
    let long = json!({"Vpcs": [{"VpcId": "vpc-1", "Tags": [{"Key": "Name", "Value": "n".repeat(501)}]}]});
    assert!(matches!(import(files(&[("a.json", long)])), Err(ImportError::Refused(_))));
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let mut parts = vec![
        ("a.json", vpc()),
        (
            "b.json",
            json!({"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "AvailabilityZone": "eu-west-1a", "CidrBlock": "10.0.0.0/24"}]}),
        ),
        (
            "c.json",
            json!({"InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": [{"VpcId": "vpc-1", "State": "available"}]}]}),
        ),
    ];
    let forth = imported(&parts);
    parts.reverse();
    assert_eq!(imported(&parts), forth);
    assert_eq!(resource(&forth.document, "vpc-1")["region"], "eu-west-1");
    let saved = schema::save(&forth.document);
    assert_eq!(schema::open(&saved).unwrap().document, forth.document);
}
