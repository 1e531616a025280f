//! Resources of templates that decide beside networks: public access, launch templates, classic load balancers, caches,
//! the resolver.

use crate::support::template::{imported, packet, resource};
use netyard_core::model::Document;
use netyard_core::simulate::Verdict;
use serde_json::json;

/// A public subnet with a server that lets HTTPS in.
const NET: &str = "
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attachment: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: us-east-1a, MapPublicIpOnLaunch: true}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  ToSubnet: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Table}}
  Route: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]
";
const WEB: &str = "  Web: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}\n";

fn read(parts: &[&str]) -> Document {
    imported(&[&[NET], parts].concat().concat()).document
}

fn from_internet(document: &Document, to: &str) -> Verdict {
    packet(document, "internet", to, 443).verdict
}

#[test]
fn public_access_is_blocked_but_for_what_is_excluded() {
    assert_eq!(from_internet(&read(&[WEB]), "i-Web"), Verdict::Delivered);
    let block = "  Block: {Type: AWS::EC2::VPCBlockPublicAccessOptions, Properties: {InternetGatewayBlockMode: block-bidirectional}}\n";
    assert_eq!(from_internet(&read(&[WEB, block]), "i-Web"), Verdict::Dropped);
    let spare = "  Spare: {Type: AWS::EC2::VPCBlockPublicAccessExclusion, Properties: {InternetGatewayExclusionMode: allow-bidirectional, SubnetId: !Ref Subnet}}\n";
    assert_eq!(from_internet(&read(&[WEB, block, spare]), "i-Web"), Verdict::Delivered);
}

#[test]
fn an_instance_takes_subnet_and_groups_from_its_launch_template() {
    let template = |groups: &str| {
        format!(
            "  Launch: {{Type: AWS::EC2::LaunchTemplate, Properties: {{LaunchTemplateData: {{NetworkInterfaces: [{{DeviceIndex: 0, SubnetId: !Ref Subnet, Groups: [{groups}], AssociatePublicIpAddress: true}}]}}}}}}\n"
        )
    };
    let web = "  Web: {Type: AWS::EC2::Instance, Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Launch, Version: !GetAtt Launch.LatestVersionNumber}}}\n";
    let open = read(&[&template("!Ref Group"), web]);
    assert_eq!(from_internet(&open, "i-Web"), Verdict::Delivered);
    let other =
        "  Other: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: b, VpcId: !Ref Vpc}}\n";
    let closed = read(&[other, &template("!Ref Other"), web]);
    assert_eq!(from_internet(&closed, "i-Web"), Verdict::Dropped);
    // Groups alone may come from there, too; the instance's own take their place.
    let groups = "  Launch: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateName: net, LaunchTemplateData: {SecurityGroupIds: [!Ref Other]}}}\n";
    let web = |more: &str| {
        format!(
            "  Web: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref Subnet, LaunchTemplate: {{LaunchTemplateName: net, Version: '1'}}{more}}}}}\n"
        )
    };
    assert_eq!(from_internet(&read(&[other, groups, &web("")]), "i-Web"), Verdict::Dropped);
    let own = web(", SecurityGroupIds: [!Ref Group]");
    assert_eq!(from_internet(&read(&[other, groups, &own]), "i-Web"), Verdict::Delivered);
}

#[test]
fn a_classic_load_balancer_leads_to_its_instances() {
    let balancer = |instances: &str| {
        format!(
            "  Front: {{Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: {{Subnets: [!Ref Subnet], SecurityGroups: [!Ref Group], Instances: [{instances}], Listeners: [{{LoadBalancerPort: '443', InstancePort: '443', Protocol: tcp}}], HealthCheck: {{Target: 'TCP:443', Interval: '30', Timeout: '5', HealthyThreshold: '2', UnhealthyThreshold: '2'}}}}}}\n"
        )
    };
    let whole = read(&[WEB, &balancer("!Ref Web")]);
    assert_eq!(from_internet(&whole, "clb-Front"), Verdict::Delivered);
    assert_ne!(from_internet(&read(&[WEB, &balancer("")]), "clb-Front"), Verdict::Delivered);
    let own = resource(&whole, "clb-Front");
    assert_eq!(
        own["listeners"]["l1"],
        json!({"protocol": "TCP", "port": 443, "instanceProtocol": "TCP", "instancePort": 443})
    );
}

#[test]
fn a_cache_has_a_node_in_each_place() {
    let second = "  Second: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1b}}\n  Places: {Type: AWS::ElastiCache::SubnetGroup, Properties: {Description: a, SubnetIds: [!Ref Subnet, !Ref Second]}}\n";
    let cache = "  Cache: {Type: AWS::ElastiCache::ReplicationGroup, Properties: {ReplicationGroupDescription: a, Engine: redis, NumCacheClusters: 2, CacheSubnetGroupName: !Ref Places, SecurityGroupIds: [!Ref Group]}}\n";
    let document = read(&[second, cache]);
    let subnets: Vec<_> = ["eni-cache-Cache-1", "eni-cache-Cache-2"]
        .map(|id| resource(&document, id)["subnetId"].as_str().unwrap().to_owned())
        .into();
    assert_eq!(subnets, ["subnet-Subnet", "subnet-Second"]);
    assert!(document.network_interface("eni-cache-Cache-3").is_none());
}

#[test]
fn rules_of_the_resolver_know_their_vpcs_and_servers() {
    let rule = "  Endpoint:
    Type: AWS::Route53Resolver::ResolverEndpoint
    Properties: {Direction: OUTBOUND, SecurityGroupIds: [!Ref Group], IpAddresses: [{SubnetId: !Ref Subnet, Ip: 10.0.0.40}, {SubnetId: !Ref Subnet}]}
  Rule:
    Type: AWS::Route53Resolver::ResolverRule
    Properties: {RuleType: FORWARD, DomainName: corp.example., ResolverEndpointId: !Ref Endpoint, TargetIps: [{Ip: 192.168.1.2, Port: 53}]}
  ToVpc: {Type: AWS::Route53Resolver::ResolverRuleAssociation, Properties: {ResolverRuleId: !GetAtt Rule.ResolverRuleId, VPCId: !Ref Vpc}}
";
    let document = read(&[rule]);
    let own = resource(&document, "rslvr-rr-Rule");
    assert_eq!(own["domainName"], "corp.example");
    assert_eq!(own["vpcIds"], json!(["vpc-Vpc"]));
    assert_eq!(own["targetIps"], json!({"t1": {"ip": "192.168.1.2"}}));
    assert_eq!(own["resolverEndpointId"], "rslvr-Endpoint");
    let node = resource(&document, "eni-rslvr-Endpoint-1");
    assert_eq!(node["privateIpAddresses"][0]["privateIpAddress"], "10.0.0.40");
    assert_eq!(node["attachment"]["instanceId"], "rslvr-Endpoint");
}

#[test]
fn a_firewall_decides_where_routes_lead_to_its_endpoint() {
    // Everything that comes from outside goes by the firewall first.
    let guard = |action: &str| {
        format!("  Inner: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a, MapPublicIpOnLaunch: true}}}}
  Web: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref Inner, SecurityGroupIds: [!Ref Group]}}}}
  Rules:
    Type: AWS::NetworkFirewall::RuleGroup
    Properties:
      RuleGroupName: rules
      Type: STATEFUL
      Capacity: 10
      RuleGroup: {{RulesSource: {{StatefulRules: [{{Action: {action}, Header: {{Protocol: TCP, Source: ANY, SourcePort: ANY, Direction: FORWARD, Destination: ANY, DestinationPort: '443'}}, RuleOptions: [{{Keyword: 'sid:1'}}]}}]}}}}
  Policy:
    Type: AWS::NetworkFirewall::FirewallPolicy
    Properties:
      FirewallPolicyName: policy
      FirewallPolicy: {{StatelessDefaultActions: ['aws:forward_to_sfe'], StatelessFragmentDefaultActions: ['aws:forward_to_sfe'], StatefulRuleGroupReferences: [{{ResourceArn: !Ref Rules}}]}}
  Guard: {{Type: AWS::NetworkFirewall::Firewall, Properties: {{FirewallName: guard, FirewallPolicyArn: !Ref Policy, VpcId: !Ref Vpc, SubnetMappings: [{{SubnetId: !Ref Subnet}}]}}}}
  InnerTable: {{Type: AWS::EC2::RouteTable, Properties: {{VpcId: !Ref Vpc}}}}
  ToInner: {{Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {{SubnetId: !Ref Inner, RouteTableId: !Ref InnerTable}}}}
  Out:
    Type: AWS::EC2::Route
    Properties: {{RouteTableId: !Ref InnerTable, DestinationCidrBlock: 0.0.0.0/0, VpcEndpointId: !Select [1, !Split [':', !Select [0, !GetAtt Guard.EndpointIds]]]}}
  EdgeTable: {{Type: AWS::EC2::RouteTable, Properties: {{VpcId: !Ref Vpc}}}}
  ToEdge: {{Type: AWS::EC2::GatewayRouteTableAssociation, Properties: {{GatewayId: !Ref Gateway, RouteTableId: !Ref EdgeTable}}}}
  In:
    Type: AWS::EC2::Route
    Properties: {{RouteTableId: !Ref EdgeTable, DestinationCidrBlock: 10.0.1.0/24, VpcEndpointId: !Select [1, !Split [':', !Select [0, !GetAtt Guard.EndpointIds]]]}}
")
    };
    assert_eq!(from_internet(&read(&[&guard("PASS")]), "i-Web"), Verdict::Delivered);
    let shut = read(&[&guard("DROP")]);
    assert_eq!(from_internet(&shut, "i-Web"), Verdict::Dropped);
    assert_eq!(resource(&shut, "rtb-InnerTable")["routes"]["r1"]["vpcEndpointId"], "vpce-firewall-Guard-1");
    // Rules that the template does not tell may let pass, or not.
    let open = guard("!Ref Action");
    let text = format!("Parameters:\n  Action: {{Type: String}}\n{}", [NET.trim_start(), &open].concat());
    assert_eq!(from_internet(&imported(&text).document, "i-Web"), Verdict::Unknown);
}
