//! Further types of templates: clusters of databases, Connect, multicast, the DNS Firewall, functions of SAM, and loops.

use crate::support::template::{imported, packet, resource, says};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::Verdict::{Delivered, Dropped, Unknown};
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use serde_json::json;

/// Two subnets, a host in the first one, and a group that admits PostgreSQL from it.
const NET: &str = "
Parameters: {Mode: {Type: String}}
Conditions: {Maybe: !Equals [!Ref Mode, x]}
Resources:
  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a}}
  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.2.0/24, AvailabilityZone: eu-west-1b}}
  Hosts: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a, VpcId: !Ref V}}
  Open:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: a, VpcId: !Ref V, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref Hosts}]}
  H: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref A, SecurityGroupIds: [!Ref Hosts]}}
";

fn read(more: &str) -> Document {
    imported(&format!("{NET}{more}")).document
}

#[test]
fn databases_of_a_cluster_have_its_groups_subnets_and_port() {
    let cluster = |groups: &str| {
        format!("
  Places: {{Type: AWS::RDS::DBSubnetGroup, Properties: {{DBSubnetGroupDescription: a, SubnetIds: [!Ref B]}}}}
  Cluster: {{Type: AWS::RDS::DBCluster, Properties: {{Engine: aurora-postgresql, DBSubnetGroupName: !Ref Places, VpcSecurityGroupIds: [{groups}]}}}}
  Writer: {{Type: AWS::RDS::DBInstance, Properties: {{Engine: aurora-postgresql, DBInstanceClass: db.r6g.large, DBClusterIdentifier: !Ref Cluster}}}}
")
    };
    let verdict = |groups: &str| packet(&read(&cluster(groups)), "i-H", "db-Writer", 5432).verdict;
    assert_eq!(verdict("!Ref Open"), Delivered);
    assert_eq!(verdict("!Ref Hosts"), Dropped);
    assert_eq!(verdict("!Ref Mode"), Unknown);
    let whole = imported(&format!("{NET}{}", cluster("!Ref Open")));
    assert_eq!(resource(&whole.document, "eni-db-Writer-1")["subnetId"], json!("subnet-B"));
    assert!(says(&whole.report.plain, "Cluster", "Its instances are drawn"));
    // A cluster of another stack says nothing here.
    let other = "  Writer: {Type: AWS::RDS::DBInstance, Properties: {Engine: aurora-postgresql, DBClusterIdentifier: other}}\n";
    let other = read(&format!(
        "  Places: {{Type: AWS::RDS::DBSubnetGroup, Properties: {{SubnetIds: [!Ref B]}}}}\n{}",
        other.replace("other}", "other, DBSubnetGroupName: !Ref Places}")
    ));
    assert_eq!(packet(&other, "i-H", "db-Writer", 5432).verdict, Unknown);
}

#[test]
fn functions_of_sam_stand_in_the_subnets_that_globals_name() {
    let sam = |own: &str| {
        let text = format!("Transform: AWS::Serverless-2016-10-31\nGlobals: {{Function: {{Timeout: 3, VpcConfig: {{SubnetIds: [!Ref A], SecurityGroupIds: [!Ref Hosts]}}}}}}\n{NET}  F: {{Type: AWS::Serverless::Function, Properties: {{Runtime: python3.12{own}}}}}
  D: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref B, SecurityGroupIds: [!Ref Open]}}}}\n");
        imported(&text)
    };
    let globals = sam("");
    let document = &globals.document;
    assert_eq!(resource(document, "eni-fn-F-1")["subnetId"], json!("subnet-A"));
    assert_eq!(packet(document, "fn-F", "i-D", 5432).verdict, Delivered);
    assert_eq!(packet(document, "fn-F", "i-D", 22).verdict, Dropped);
    assert!(says(&globals.report.skipped, "line 2", "VpcConfig is read"));
    // Lists are put together.
    let both = sam(", VpcConfig: {SubnetIds: [!Ref B]}").document;
    assert_eq!(resource(&both, "eni-fn-F-2")["subnetId"], json!("subnet-B"));
    // A function without a VPC has no interface.
    let plain = imported(&format!(
        "{NET}  F: {{Type: AWS::Serverless::Function, Properties: {{Runtime: nodejs22.x}}}}\n"
    ))
    .document;
    assert!(plain.network_interface("eni-fn-F-1").is_none());
}

fn answer(document: &Document, name: &str) -> Verdict {
    let network = RoutedNetwork::build(document);
    trace(&network, &FlowSpec { port: Some(443), ..FlowSpec::new("i-H", name) }).unwrap().verdict
}

/// A host that asks for a name of a private zone, with the DNS Firewall between.
#[test]
fn the_dns_firewall_stops_names_in_its_vpcs() {
    let with = |rules: &str, association: &str| {
        read(&format!("
  Zone: {{Type: AWS::Route53::HostedZone, Properties: {{Name: corp.example, VPCs: [{{VPCId: !Ref V, VPCRegion: eu-west-1}}]}}}}
  Record: {{Type: AWS::Route53::RecordSet, Properties: {{HostedZoneId: !Ref Zone, Name: db.corp.example, Type: A, TTL: 60, ResourceRecords: [10.0.2.10]}}}}
  D: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref B, PrivateIpAddress: 10.0.2.10, SecurityGroupIds: [!Ref Wide]}}}}
  Wide: {{Type: AWS::EC2::SecurityGroup, Properties: {{GroupDescription: a, VpcId: !Ref V, SecurityGroupIngress: [{{IpProtocol: -1, CidrIp: 0.0.0.0/0}}]}}}}
  Names: {{Type: AWS::Route53Resolver::FirewallDomainList, Properties: {{Domains: [db.corp.example.]}}}}
  Others: {{Type: AWS::Route53Resolver::FirewallDomainList, Properties: {{Domains: ['*.bad.example']}}}}
  Rules: {{Type: AWS::Route53Resolver::FirewallRuleGroup, Properties: {{FirewallRules: [{rules}]}}}}
{association}"))
    };
    let block = |list: &str| {
        format!("{{Priority: 1, Action: BLOCK, BlockResponse: NXDOMAIN, FirewallDomainListId: {list}}}")
    };
    let joined = "  Join: {Type: AWS::Route53Resolver::FirewallRuleGroupAssociation, Properties: {FirewallRuleGroupId: !GetAtt Rules.Id, VpcId: !Ref V, Priority: 101}}\n";
    let ask = |rules: &str, association: &str| answer(&with(rules, association), "db.corp.example");
    assert_eq!(ask(&block("!Ref Others"), joined), Delivered);
    assert_ne!(ask(&block("!Ref Names"), joined), Delivered);
    assert_ne!(ask(&block("!Ref Names"), joined), Unknown);
    // Without the association nobody asks the group.
    assert_eq!(ask(&block("!Ref Names"), ""), Delivered);
    // Lists of AWS, rules for one type of record, and associations that may be.
    assert_eq!(ask(&block("rslvr-fdl-0123456789abcdef"), joined), Unknown);
    assert_eq!(ask(&block("!Ref Others, Qtype: MX"), joined), Unknown);
    let maybe = joined.replace("Properties: {Fire", "Condition: Maybe, Properties: {Fire");
    assert_eq!(ask(&block("!Ref Names"), &maybe), Unknown);
}

const HUB: &str = "
  Hub: {Type: AWS::EC2::TransitGateway, Properties: {MulticastSupport: enable, TransitGatewayCidrBlocks: [192.0.2.0/24]}}
  Join: {Type: AWS::EC2::TransitGatewayAttachment, Properties: {TransitGatewayId: !Ref Hub, VpcId: !Ref V, SubnetIds: [!Ref A, !Ref B]}}
";

#[test]
fn connect_goes_over_the_attachment_below() {
    let more = format!("{HUB}
  Over: {{Type: AWS::EC2::TransitGatewayConnect, Properties: {{TransportTransitGatewayAttachmentId: !Ref Join, Options: {{Protocol: gre}}}}}}
  Peer: {{Type: AWS::EC2::TransitGatewayConnectPeer, Properties: {{TransitGatewayAttachmentId: !GetAtt Over.TransitGatewayAttachmentId, ConnectPeerConfiguration: {{PeerAddress: 10.0.1.10, TransitGatewayAddress: 192.0.2.1, InsideCidrBlocks: [169.254.100.0/29]}}}}}}
");
    let document = read(&more);
    assert_eq!(
        resource(&document, "tgw-attach-Over"),
        json!({"type": "transitGatewayAttachment", "name": "Over", "transitGatewayId": "tgw-Hub", "resourceType": "connect", "resourceId": "tgw-attach-Join"})
    );
    assert_eq!(
        resource(&document, "tgw-connect-peer-Peer"),
        json!({"type": "transitGatewayConnectPeer", "name": "Peer", "transitGatewayAttachmentId": "tgw-attach-Over",
            "connectPeerConfiguration": {"transitGatewayAddress": "192.0.2.1", "peerAddress": "10.0.1.10", "insideCidrBlocks": ["169.254.100.0/29"]}})
    );
    // Over an attachment that is not here, nobody knows what is attached.
    let outside = read(&more.replace(
        "TransportTransitGatewayAttachmentId: !Ref Join",
        "TransportTransitGatewayAttachmentId: tgw-attach-0123",
    ));
    let unknown = &resource(&outside, "tgw-Hub")["unknown"];
    assert!(unknown.as_array().unwrap().contains(&json!("transitGatewayAttachment")));
}

/// A host sends to a group, and another one has joined it.
#[test]
fn multicast_reaches_the_members_of_a_group() {
    let more = |member: &str| {
        format!("{HUB}
  In: {{Type: AWS::EC2::SecurityGroup, Properties: {{GroupDescription: a, VpcId: !Ref V, SecurityGroupIngress: [{{IpProtocol: udp, FromPort: 5000, ToPort: 5000, CidrIp: 0.0.0.0/0}}]}}}}
  D: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref B, SecurityGroupIds: [!Ref In]}}}}
  E: {{Type: AWS::EC2::NetworkInterface, Properties: {{SubnetId: !Ref B, GroupSet: [!Ref In]}}}}
  EJ: {{Type: AWS::EC2::NetworkInterfaceAttachment, Properties: {{InstanceId: !Ref D, NetworkInterfaceId: !Ref E, DeviceIndex: 1}}}}
  Domain: {{Type: AWS::EC2::TransitGatewayMulticastDomain, Properties: {{TransitGatewayId: !Ref Hub, Options: {{StaticSourcesSupport: disable, Igmpv2Support: disable}}}}}}
  DA: {{Type: AWS::EC2::TransitGatewayMulticastDomainAssociation, Properties: {{TransitGatewayMulticastDomainId: !Ref Domain, TransitGatewayAttachmentId: !Ref Join, SubnetId: !Ref A}}}}
  DB: {{Type: AWS::EC2::TransitGatewayMulticastDomainAssociation, Properties: {{TransitGatewayMulticastDomainId: !Ref Domain, TransitGatewayAttachmentId: !Ref Join, SubnetId: !Ref B}}}}
{member}")
    };
    let member = "  M: {Type: AWS::EC2::TransitGatewayMulticastGroupMember, Properties: {TransitGatewayMulticastDomainId: !GetAtt Domain.TransitGatewayMulticastDomainId, GroupIpAddress: 239.0.0.1, NetworkInterfaceId: !Ref E}}\n";
    let send = |member: &str| {
        let document = read(&more(member));
        let network = RoutedNetwork::build(&document);
        let spec = FlowSpec {
            port: Some(5000),
            protocol: Some(netyard_core::net::Protocol::Udp),
            ..FlowSpec::new("i-H", "239.0.0.1")
        };
        trace(&network, &spec).unwrap().verdict
    };
    assert_eq!(send(member), Delivered);
    assert_eq!(send(""), Dropped);
    assert_eq!(send(&member.replace("Properties: {", "Condition: Maybe, Properties: {")), Unknown);
}

/// Of subnets of which one is not known, any may be the one that is taken.
#[test]
fn a_function_in_subnets_that_are_not_all_told_is_open() {
    let function = |subnets: &str| {
        let more = format!("  F: {{Type: AWS::Lambda::Function, Properties: {{Runtime: python3.13, VpcConfig: {{SubnetIds: [{subnets}], SecurityGroupIds: [!Ref Hosts]}}}}}}
  D: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref B, SecurityGroupIds: [!Ref Open]}}}}\n");
        packet(&read(&more), "fn-F", "i-D", 5432).verdict
    };
    assert_eq!(function("!Ref A"), Delivered);
    assert_eq!(function("!Ref A, !Ref Mode"), Unknown);
    assert_eq!(function("!Ref Mode"), Unknown);
    // Outside of every VPC no private address is known.
    assert_eq!(function(""), Dropped);
}

#[test]
fn loops_over_lists_are_written_out() {
    let text = "
Transform: AWS::LanguageExtensions
Resources:
  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  'Fn::ForEach::Subnets':
    - Zone
    - [eu-west-1a, eu-west-1b]
    - 'Subnet&{Zone}':
        Type: AWS::EC2::Subnet
        Properties: {VpcId: !Ref V, AvailabilityZone: !Ref Zone, CidrBlock: !FindInMap [Blocks, !Ref Zone, block]}
      'Table&{Zone}': {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref V, Tags: [{Key: Name, Value: !Sub 'table of ${Zone}'}]}}
Mappings:
  Blocks: {eu-west-1a: {block: 10.0.1.0/24}, eu-west-1b: {block: 10.0.2.0/24}}
";
    let looped = imported(text);
    assert_eq!(resource(&looped.document, "subnet-Subneteuwest1b")["cidrBlock"], json!("10.0.2.0/24"));
    assert_eq!(resource(&looped.document, "rtb-Tableeuwest1a")["name"], json!("table of eu-west-1a"));
    assert!(looped.document.vpc("vpc-V").unwrap().unknown.is_empty());
    // Over a list that nobody tells, anything may be made.
    let open = imported(&text.replace("[eu-west-1a, eu-west-1b]", "!Ref Zones"));
    assert!(open.document.vpc("vpc-V").unwrap().unknown.contains(&"subnet".to_owned()));
    assert!(says(&open.report.skipped, "line 5", "nobody knows what there is of any kind"));
    // One key twice is refused by CloudFormation, and not guessed here.
    let twice = imported(&text.replace("'Table&{Zone}'", "Table"));
    assert!(twice.document.vpc("vpc-V").unwrap().unknown.contains(&"subnet".to_owned()));
    // Loops in loops that would make millions end.
    let mut bomb = "{'A&{X}': {Type: AWS::EC2::VPC}}".to_owned();
    for level in 0..8 {
        bomb = format!("{{'Fn::ForEach::L{level}': [X{level}, [{}], {bomb}]}}", ["a"; 100].join(", "));
    }
    let start = std::time::Instant::now();
    imported(&format!("AWSTemplateFormatVersion: '2010-09-09'\nResources: {bomb}\n"));
    assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn a_loop_inside_of_properties_is_written_out_or_open() {
    let group = |list: &str| {
        let more = format!("
  G: {{Type: AWS::EC2::InternetGateway}}
  GA: {{Type: AWS::EC2::VPCGatewayAttachment, Properties: {{VpcId: !Ref V, InternetGatewayId: !Ref G}}}}
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      VpcId: !Ref V
      'Fn::ForEach::Ports': [Port, {list}, {{'SecurityGroup${{Port}}': [{{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/8}}]}}]
  D: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref B, SecurityGroupIds: [!Ref Web]}}}}
");
        packet(&read(&more), "i-H", "i-D", 5432).verdict
    };
    assert_eq!(group("[Ingress]"), Delivered);
    assert_eq!(group("[Egress]"), Dropped);
    assert_eq!(group("!Ref Mode"), Unknown);
}

/// What the export writes again.
pub(crate) const STAYS: &str = "
Resources:
  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24, AvailabilityZone: eu-west-1a}}
  Hosts: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a, VpcId: !Ref V}}
  Node: {Type: AWS::EC2::NetworkInterface, Properties: {SubnetId: !Ref A, PrivateIpAddress: 10.0.1.20, GroupSet: [!Ref Hosts]}}
  Hub: {Type: AWS::EC2::TransitGateway, Properties: {MulticastSupport: enable, TransitGatewayCidrBlocks: [192.0.2.0/24]}}
  Join: {Type: AWS::EC2::TransitGatewayAttachment, Properties: {TransitGatewayId: !Ref Hub, VpcId: !Ref V, SubnetIds: [!Ref A]}}
  Over: {Type: AWS::EC2::TransitGatewayConnect, Properties: {TransportTransitGatewayAttachmentId: !Ref Join, Options: {Protocol: gre}}}
  Peer: {Type: AWS::EC2::TransitGatewayConnectPeer, Properties: {TransitGatewayAttachmentId: !Ref Over, ConnectPeerConfiguration: {PeerAddress: 10.0.1.10, TransitGatewayAddress: 192.0.2.1, InsideCidrBlocks: [169.254.100.0/29]}}}
  Domain: {Type: AWS::EC2::TransitGatewayMulticastDomain, Properties: {TransitGatewayId: !Ref Hub, Options: {StaticSourcesSupport: enable}}}
  InA: {Type: AWS::EC2::TransitGatewayMulticastDomainAssociation, Properties: {TransitGatewayMulticastDomainId: !Ref Domain, TransitGatewayAttachmentId: !Ref Join, SubnetId: !Ref A}}
  Member: {Type: AWS::EC2::TransitGatewayMulticastGroupMember, Properties: {TransitGatewayMulticastDomainId: !Ref Domain, GroupIpAddress: 239.0.0.1, NetworkInterfaceId: !Ref Node}}
  Source: {Type: AWS::EC2::TransitGatewayMulticastGroupSource, Properties: {TransitGatewayMulticastDomainId: !Ref Domain, GroupIpAddress: 239.0.0.1, NetworkInterfaceId: !Ref Node}}
  Names: {Type: AWS::Route53Resolver::FirewallDomainList, Properties: {Domains: [bad.example, '*.worse.example']}}
  Others: {Type: AWS::Route53Resolver::FirewallDomainList, Properties: {Domains: [moved.example]}}
  Rules:
    Type: AWS::Route53Resolver::FirewallRuleGroup
    Properties:
      FirewallRules:
        - {Priority: 1, Action: BLOCK, BlockResponse: NXDOMAIN, FirewallDomainListId: !Ref Names}
        - {Priority: 2, Action: BLOCK, BlockResponse: OVERRIDE, BlockOverrideDomain: new.example, BlockOverrideDnsType: CNAME, BlockOverrideTtl: 60, FirewallDomainListId: !Ref Others}
  Zone: {Type: AWS::Route53::HostedZone, Properties: {Name: corp.example, VPCs: [{VPCId: !Ref V, VPCRegion: eu-west-1}]}}
  Land: {Type: AWS::Route53::RecordSet, Properties: {HostedZoneId: !Ref Zone, Name: land.corp.example, Type: A, TTL: '60', ResourceRecords: [10.0.1.20], SetIdentifier: rest, GeoLocation: {CountryCode: '*'}}}
  Near: {Type: AWS::Route53::RecordSet, Properties: {HostedZoneId: !Ref Zone, Name: near.corp.example, Type: A, TTL: '60', ResourceRecords: [10.0.1.20], SetIdentifier: a, GeoProximityLocation: {AWSRegion: eu-west-1, Bias: 10}}}
  Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {VpcId: !Ref V, Protocol: TCP, Port: 80, TargetType: ip}}
  Containers:
    Type: AWS::ECS::Service
    Properties:
      Cluster: main
      DesiredCount: 2
      LaunchType: FARGATE
      TaskDefinition: web:1
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A], SecurityGroups: [!Ref Hosts], AssignPublicIp: DISABLED}}
      LoadBalancers: [{TargetGroupArn: !Ref Targets, ContainerName: web, ContainerPort: 8080}]
  Asked: {Type: AWS::Route53Resolver::FirewallRuleGroupAssociation, Properties: {FirewallRuleGroupId: !Ref Rules, VpcId: !Ref V, Priority: 101}}
";

/// Where a record is for a place, drawings spell it as AWS's answers are spelled in them, and templates as CloudFormation does.
#[test]
fn places_of_records_keep_their_spelling() {
    let document = imported(STAYS).document;
    let sets = &resource(&document, "zone-Zone")["resourceRecordSets"];
    assert_eq!(sets["r1"]["geoLocation"], json!({"countryCode": "*"}));
    assert_eq!(sets["r2"]["geoProximityLocation"], json!({"awsRegion": "eu-west-1", "bias": 10}));
    let text = netyard_formats::cloudformation_export::cloudformation(&document, None).text;
    for line in ["CountryCode: \"*\"", "AWSRegion: eu-west-1", "Bias: 10"] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    // The only record, for everybody else, answers everybody.
    assert!(is_answered(&document, "land.corp.example"));
    // Which weight one has, nobody knows.
    let open = imported(&format!(
        "Parameters: {{Share: {{Type: String}}}}\n{}",
        STAYS.replace("GeoLocation: {CountryCode: '*'}", "Weight: !Ref Share")
    ))
    .document;
    assert!(!is_answered(&open, "land.corp.example"));
}

/// Whether a host of the subnet knows where a name leads; what is there takes nothing.
fn is_answered(document: &Document, name: &str) -> bool {
    let mut document = document.clone();
    let host = json!({"type": "instance"});
    let node = json!({"type": "networkInterface", "subnetId": "subnet-A", "groupIds": ["sg-Hosts"],
        "privateIpAddresses": [{"privateIpAddress": "10.0.1.30", "primary": true}],
        "attachment": {"instanceId": "i-H", "deviceIndex": 0}});
    for (id, value) in [("i-H", host), ("eni-H", node)] {
        document.insert(id, netyard_core::model::Resource::from_value(value).unwrap());
    }
    let network = RoutedNetwork::build(&document);
    trace(&network, &FlowSpec { port: Some(443), ..FlowSpec::new("i-H", name) }).unwrap().verdict != Unknown
}
