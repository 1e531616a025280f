//! What a template leaves open ends a packet as unknown: half a list, a flag, a condition, a macro, a value that is kept in
//! the account, and things outside of the template.

use crate::support::template::{files, imported, packet, resource, says};
use netyard_core::model::Document;
use netyard_core::simulate::Verdict::{Delivered, Dropped, Unknown};
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use netyard_formats::cloudformation::import;
use std::collections::BTreeMap;

/// A server in a public subnet that lets HTTPS in. Whether `Maybe` holds nobody knows.
const NET: &str = "
Parameters: {Mode: {Type: String}}
Conditions: {Maybe: !Equals [!Ref Mode, x]}
Resources:
  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a, MapPublicIpOnLaunch: true}}
  G: {Type: AWS::EC2::InternetGateway}
  GA: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref V, InternetGatewayId: !Ref G}}
  T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref V}}
  R: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref G}}
  A: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref S, RouteTableId: !Ref T}}
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      VpcId: !Ref V
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
  I: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref S, SecurityGroupIds: [!Ref Web]}}
";

/// The network with parts of it written otherwise, and with more resources.
fn changed(changes: &[(&str, &str)], more: &str) -> Document {
    let mut text = NET.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    imported(&format!("{text}{more}")).document
}

fn inwards(document: &Document, port: u16) -> Verdict {
    packet(document, "internet", "i-I", port).verdict
}

fn outwards(document: &Document) -> Verdict {
    packet(document, "i-I", "internet", 443).verdict
}

#[test]
fn the_network_itself_is_known() {
    let whole = changed(&[], "");
    assert_eq!(inwards(&whole, 443), Delivered);
    assert_eq!(inwards(&whole, 22), Dropped);
    assert_eq!(outwards(&whole), Delivered);
}

#[test]
fn half_a_list_of_rules_leaves_the_rest_open() {
    let rule = "- {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}";
    let more = format!(
        "{rule}\n        - !If [Maybe, {{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}}, !Ref AWS::NoValue]"
    );
    let open = changed(&[(rule, &more)], "");
    // What is written admits HTTPS for certain; 22 is admitted where the condition holds.
    assert_eq!(inwards(&open, 443), Delivered);
    assert_eq!(inwards(&open, 22), Unknown);
    let egress = "SecurityGroupEgress:
        - {IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}
        - !If [Maybe, {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}, !Ref AWS::NoValue]
      SecurityGroupIngress:";
    let open = changed(&[("SecurityGroupIngress:", egress)], "");
    assert_eq!(outwards(&open), Unknown);
    assert_eq!(packet(&open, "i-I", "internet", 80).verdict, Delivered);
}

#[test]
fn half_a_list_of_groups_leaves_open_what_the_others_admit() {
    let groups = "SecurityGroupIds: [!Ref Web, !If [Maybe, !Ref Admin, !Ref AWS::NoValue]]";
    let admin = "  Admin: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a, VpcId: !Ref V, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}]}}\n";
    let open = changed(&[("SecurityGroupIds: [!Ref Web]", groups)], admin);
    assert_eq!(inwards(&open, 443), Delivered);
    assert_eq!(inwards(&open, 22), Unknown);
}

#[test]
fn a_route_to_what_the_template_does_not_hold_is_no_blackhole() {
    for target in [
        "TransitGatewayId: tgw-0123456789abcdef0",
        "NatGatewayId: nat-0123456789abcdef0",
        "NetworkInterfaceId: eni-0123456789abcdef0",
        "VpcPeeringConnectionId: pcx-0123456789abcdef0",
        "VpcEndpointId: vpce-0123456789abcdef0",
        "InstanceId: i-0123456789abcdef0",
        "GatewayId: igw-0123456789abcdef0",
        "GatewayId: vgw-0123456789abcdef0",
        "GatewayId: '{{resolve:ssm:/net/gateway}}'",
    ] {
        let imported = imported(&NET.replace("GatewayId: !Ref G}}\n  A:", &format!("{target}}}}}\n  A:")));
        assert_eq!(outwards(&imported.document), Unknown, "{target}");
        let id = target.rsplit(' ').next().unwrap();
        let is_said = says(&imported.report.plain, id, "A route leads to it, and the files do not hold it");
        assert!(is_said || id.contains("resolve"), "{target}");
    }
    // From the internet the packet comes by a gateway that the files do not hold.
    let text = NET.replace("GatewayId: !Ref G}}\n  A:", "GatewayId: igw-0123456789abcdef0}}\n  A:");
    let text = text.replace("  GA: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref V, InternetGatewayId: !Ref G}}\n", "");
    assert_eq!(inwards(&imported(&text).document, 443), Unknown);
    // A gateway of the template that nothing attaches is one.
    let text = NET.replace("  GA: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref V, InternetGatewayId: !Ref G}}\n", "");
    assert_eq!(outwards(&imported(&text).document), Dropped);
}

#[test]
fn the_exact_name_of_an_export_is_no_other_one() {
    let exporter = |name: &str| {
        format!(
            "Resources:\n  SG: {{Type: AWS::EC2::SecurityGroup, Properties: {{GroupDescription: a, VpcId: vpc-1}}}}\nOutputs:\n  Group: {{Value: !Ref SG, Export: {{Name: {name}}}}}\n"
        )
    };
    let importer = "Parameters: {Mode: {Type: String, Default: prod}}\nResources:\n  N: {Type: AWS::EC2::NetworkInterface, Properties: {SubnetId: subnet-1, GroupSet: [!ImportValue {'Fn::Sub': '${Mode}-SG'}]}}\n";
    let groups = |name: &str| {
        let all = files(&[("a.yaml", &exporter(name)), ("b.yaml", importer)]);
        let document = import(all, &BTreeMap::new()).unwrap().document;
        resource(&document, "eni-b-N")["groupIds"][0].as_str().unwrap().to_owned()
    };
    assert_eq!(groups("prod-SG"), "sg-a-SG");
    // Another name is another group, which nobody exports.
    assert_eq!(groups("dev-SG"), "sg-unknown-N");
    // What the stack is called is for its maker to say: the end of the name tells.
    assert_eq!(groups("!Sub '${AWS::StackName}-SG'"), "sg-a-SG");
}

#[test]
fn what_is_kept_in_the_account_is_not_known() {
    let rule = "CidrIp: 0.0.0.0/0}\n  I:";
    let dynamic = "CidrIp: '{{resolve:ssm:/net/office}}'}\n  I:";
    assert_eq!(inwards(&changed(&[(rule, dynamic)], ""), 443), Unknown);
    let put_together = "CidrIp: !Sub '{{resolve:ssm:/net/${AWS::Region}}}'}\n  I:";
    assert_eq!(inwards(&changed(&[(rule, put_together)], ""), 443), Unknown);
    let acl = "
  N: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: !Ref V}}
  NA: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {SubnetId: !Ref S, NetworkAclId: !Ref N}}
  N1: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref N, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0}}
  N2: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref N, RuleNumber: 100, Protocol: -1, RuleAction: allow, Egress: true, CidrBlock: 0.0.0.0/0}}
  N3: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref N, RuleNumber: 50, Protocol: -1, RuleAction: deny, CidrBlock: BLOCK}}
";
    let with = |block: &str| changed(&[], &acl.replace("BLOCK", block));
    assert_eq!(inwards(&with("192.0.2.0/24"), 443), Delivered);
    assert_eq!(inwards(&with("203.0.113.0/24"), 443), Dropped);
    assert_eq!(inwards(&with("'{{resolve:ssm:/net/bad}}'"), 443), Unknown);
    // What is no block denies something all the same.
    assert_eq!(inwards(&with("203.0.113.0-24"), 443), Unknown);
}

#[test]
fn flags_that_are_not_told_are_not_those_of_aws() {
    let map = [("MapPublicIpOnLaunch: true", "MapPublicIpOnLaunch: !If [Maybe, true, false]")];
    let open = changed(&map, "");
    assert_eq!(inwards(&open, 443), Unknown);
    assert_eq!(outwards(&open), Unknown);
    let off = changed(&[("MapPublicIpOnLaunch: true", "MapPublicIpOnLaunch: false")], "");
    assert_eq!(inwards(&off, 443), Dropped);
    let interfaces = |public: &str| {
        let own = format!(
            "Properties: {{NetworkInterfaces: [{{DeviceIndex: '0', SubnetId: !Ref S, GroupSet: [!Ref Web], AssociatePublicIpAddress: {public}}}]}}}}\n"
        );
        changed(&[("Properties: {SubnetId: !Ref S, SecurityGroupIds: [!Ref Web]}}\n", &own)], "")
    };
    assert_eq!(inwards(&interfaces("true"), 443), Delivered);
    assert_eq!(inwards(&interfaces("false"), 443), Dropped);
    assert_eq!(inwards(&interfaces("!If [Maybe, true, false]"), 443), Unknown);
}

/// A server behind a NAT instance, whose check is on, off, or not told.
#[test]
fn a_source_check_that_is_not_told_neither_drops_nor_passes() {
    let behind = |check: &str| {
        let more = "
  P: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1a}}
  PT: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref V}}
  PR: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref PT, DestinationCidrBlock: 0.0.0.0/0, InstanceId: !Ref I}}
  PA: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref P, RouteTableId: !Ref PT}}
  H: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref P, SecurityGroupIds: [!Ref Web]}}
";
        let nat = format!("I: {{Type: AWS::EC2::Instance, Properties: {{SourceDestCheck: {check}, ");
        let document = changed(&[("I: {Type: AWS::EC2::Instance, Properties: {", &nat)], more);
        packet(&document, "i-H", "internet", 443).verdict
    };
    assert_eq!(behind("true"), Dropped);
    assert_eq!(behind("false"), Delivered);
    assert_eq!(behind("!If [Maybe, true, false]"), Unknown);
}

#[test]
fn addresses_that_may_be_associated_are_open() {
    let private = [("MapPublicIpOnLaunch: true", "MapPublicIpOnLaunch: false")];
    let eip = |condition: &str| {
        let more = format!("  E: {{Type: AWS::EC2::EIP, {condition}Properties: {{InstanceId: !Ref I}}}}\n");
        changed(&private, &more)
    };
    assert_eq!(inwards(&eip(""), 443), Delivered);
    assert_eq!(inwards(&eip("Condition: Maybe, "), 443), Unknown);
    assert_eq!(outwards(&eip("Condition: Maybe, ")), Unknown);
    let joined = |condition: &str| {
        let more = format!(
            "  E: {{Type: AWS::EC2::EIP}}\n  J: {{Type: AWS::EC2::EIPAssociation, {condition}Properties: {{InstanceId: !Ref I, AllocationId: !GetAtt E.AllocationId}}}}\n"
        );
        changed(&private, &more)
    };
    assert_eq!(inwards(&joined(""), 443), Delivered);
    let open = joined("Condition: Maybe, ");
    assert_eq!(inwards(&open, 443), Unknown);
    let address = resource(&open, "eipalloc-E")["publicIp"].as_str().unwrap().to_owned();
    assert_eq!(packet(&open, "internet", &address, 443).verdict, Unknown);
}

#[test]
fn a_route_table_that_a_gateway_may_have_is_open() {
    let edge = |condition: &str| {
        let more = format!("
  F: {{Type: AWS::EC2::NetworkInterface, Properties: {{SubnetId: !Ref S, SourceDestCheck: false}}}}
  ET: {{Type: AWS::EC2::RouteTable, Properties: {{VpcId: !Ref V}}}}
  ER: {{Type: AWS::EC2::Route, Properties: {{RouteTableId: !Ref ET, DestinationCidrBlock: 10.0.1.0/24, NetworkInterfaceId: !Ref F}}}}
  EA: {{Type: AWS::EC2::GatewayRouteTableAssociation, {condition}Properties: {{RouteTableId: !Ref ET, GatewayId: !Ref G}}}}
");
        inwards(&changed(&[], &more), 443)
    };
    // Nothing stands behind that interface.
    assert_eq!(edge(""), Dropped);
    assert_eq!(edge("Condition: Maybe, "), Unknown);
}

#[test]
fn public_access_that_may_be_blocked_is_open() {
    let block = |condition: &str, mode: &str| {
        let more = format!(
            "  B: {{Type: AWS::EC2::VPCBlockPublicAccessOptions, {condition}Properties: {{InternetGatewayBlockMode: {mode}}}}}\n"
        );
        let document = changed(&[], &more);
        [inwards(&document, 443), outwards(&document)]
    };
    assert_eq!(block("", "block-bidirectional"), [Dropped, Dropped]);
    // Only NAT gateways and egress-only gateways still lead out.
    assert_eq!(block("", "block-ingress"), [Dropped, Dropped]);
    assert_eq!(block("Condition: Maybe, ", "block-bidirectional"), [Unknown, Unknown]);
    assert_eq!(block("", "!Ref Mode"), [Unknown, Unknown]);
    let spared = "  B: {Type: AWS::EC2::VPCBlockPublicAccessOptions, Condition: Maybe, Properties: {InternetGatewayBlockMode: block-bidirectional}}
  X: {Type: AWS::EC2::VPCBlockPublicAccessExclusion, Properties: {InternetGatewayExclusionMode: allow-bidirectional, VpcId: !Ref V}}\n";
    assert_eq!(inwards(&changed(&[], spared), 443), Delivered);
}

#[test]
fn what_macros_make_is_open() {
    let rules =
        "SecurityGroupIngress:\n        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}\n";
    let include = "Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/rules.yaml}}\n";
    let text = NET.replace(rules, include);
    let inside = imported(&text);
    assert_eq!(inwards(&inside.document, 443), Unknown);
    assert!(says(
        &inside.report.skipped,
        "line",
        "A macro runs in the account only, AWS::Include as any other"
    ));
    // Among the resources: it may make a network ACL or a route.
    let among = "  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/more.yaml}}\n";
    let open = imported(&format!("{NET}{among}"));
    assert!(open.document.vpc("vpc-V").unwrap().unknown.iter().any(|kind| kind == "networkAcl"));
    assert_eq!(inwards(&open.document, 443), Unknown);
    assert!(!says(&open.report.skipped, "line", "says how a resource is made"));
    // A macro over the whole template may change anything; those of AWS that add no network do not.
    for (transform, verdict) in [
        ("[MyMacro]", Unknown),
        ("{Name: AWS::Include, Parameters: {Location: s3://bucket/all.yaml}}", Unknown),
        ("AWS::LanguageExtensions", Delivered),
        ("AWS::Serverless-2016-10-31", Delivered),
    ] {
        let text = format!("Transform: {transform}\n{NET}");
        assert_eq!(inwards(&imported(&text).document, 443), verdict, "{transform}");
    }
    let rules = imported(&format!("{NET}Rules: {{A: {{Assertions: []}}}}\n"));
    assert!(says(&rules.report.skipped, "line", "Rules only refuse values of parameters"));
}

#[test]
fn targets_of_which_one_is_not_known_are_open() {
    let balancer = |targets: &str| {
        let more = format!("
  S2: {{Type: AWS::EC2::Subnet, Properties: {{VpcId: !Ref V, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1b}}}}
  LB: {{Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {{Type: network, Subnets: [!Ref S, !Ref S2]}}}}
  TG: {{Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {{VpcId: !Ref V, Port: 22, Protocol: TCP, Targets: [{targets}]}}}}
  LL: {{Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {{LoadBalancerArn: !Ref LB, Port: 443, Protocol: TCP, DefaultActions: [{{Type: forward, TargetGroupArn: !Ref TG}}]}}}}
");
        let document = changed(&[], &more);
        let network = netyard_core::routing::RoutedNetwork::build(&document);
        trace(&network, &FlowSpec { port: Some(443), ..FlowSpec::new("internet", "lb-LB") }).unwrap().verdict
    };
    // The group of the server admits 443 only.
    assert_ne!(balancer("{Id: !Ref I}"), Unknown);
    assert_ne!(balancer("{Id: !Ref I}"), Delivered);
    assert_eq!(balancer("{Id: !Ref I}, {Id: !If [Maybe, i-0123456789abcdef0, !Ref I]}"), Unknown);
}

#[test]
fn the_policy_of_an_endpoint_that_is_not_told_is_open() {
    let endpoint = |policy: &str| {
        let more = format!(
            "  E: {{Type: AWS::EC2::VPCEndpoint, Properties: {{VpcId: !Ref V, ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [!Ref T]{policy}}}}}\n"
        );
        packet(&changed(&[], &more), "i-I", "s3", 443).verdict
    };
    assert_eq!(endpoint(""), Delivered);
    assert_eq!(
        endpoint(
            ", PolicyDocument: {Statement: [{Effect: Deny, Principal: '*', Action: '*', Resource: '*'}]}"
        ),
        Verdict::Rejected
    );
    assert_eq!(endpoint(", PolicyDocument: !If [Maybe, {Statement: []}, !Ref AWS::NoValue]"), Unknown);
}

/// A child stack that opens a port of its parent's group.
#[test]
fn what_a_nested_stack_is_given_it_may_change() {
    let nested = "  Child: {Type: AWS::CloudFormation::Stack, CONDITIONProperties: {TemplateURL: https://bucket/child.yaml, Parameters: {Group: !GetAtt Web.GroupId}}}\n";
    let child = "Parameters: {Group: {Type: String}}\nResources:\n  In: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref Group, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}}\n";
    let read = |condition: &str, with_child: bool| {
        let parent = format!("{NET}{}", nested.replace("CONDITION", condition));
        let mut all = vec![("main.yaml", parent.as_str())];
        all.extend(with_child.then_some(("child.yaml", child)));
        import(files(&all), &BTreeMap::new()).unwrap()
    };
    assert_eq!(inwards(&read("", true).document, 22), Delivered);
    for open in [read("", false), read("Condition: Maybe, ", true)] {
        assert_eq!(inwards(&open.document, 22), Unknown);
        assert_eq!(inwards(&open.document, 443), Delivered);
        assert!(
            says(&open.report.skipped, "Child", "It may change what is handed to it, sg-Web"),
            "{}",
            open.report
        );
    }
    // What is handed nothing changes nothing of the drawing.
    let alone =
        "  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://bucket/child.yaml}}\n";
    assert_eq!(inwards(&changed(&[], alone), 22), Dropped);
}
