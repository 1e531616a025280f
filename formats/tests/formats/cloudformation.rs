//! CloudFormation templates become drawings: resources, what joins them, packets, and what the report says.

use crate::support::template::{files, imported, imported_with, packet, resource, says};
use netyard_core::simulate::Verdict;
use netyard_formats::cloudformation::{import, looks_like_one};
use serde_json::json;
use std::collections::BTreeMap;

const YAML: &str = include_str!("../../fixtures/cloudformation/network.yaml");
const JSON: &str = include_str!("../../fixtures/cloudformation/network.json");

#[test]
fn a_template_becomes_a_network() {
    let document = imported(YAML).document;
    let expected = json!({
        "type": "vpc", "name": "a shop", "tags": {"Owner": "network"}, "region": "us-east-1",
        "cidrBlocks": ["10.20.0.0/16"], "enableDnsHostnames": true,
    });
    assert_eq!(resource(&document, "vpc-Vpc"), expected);
    let expected = json!({
        "type": "subnet", "name": "PrivateSubnet", "vpcId": "vpc-Vpc", "availabilityZone": "us-east-1a",
        "cidrBlock": "10.20.1.0/24",
    });
    assert_eq!(resource(&document, "subnet-PrivateSubnet"), expected);
    assert_eq!(resource(&document, "igw-Gateway")["vpcId"], "vpc-Vpc");
    let expected = json!({
        "type": "routeTable", "name": "PrivateTable", "vpcId": "vpc-Vpc", "subnetIds": ["subnet-PrivateSubnet"],
        "routes": {"r1": {"destinationCidrBlock": "0.0.0.0/0", "natGatewayId": "nat-Nat"}},
    });
    assert_eq!(resource(&document, "rtb-PrivateTable"), expected);
    let rules = &resource(&document, "sg-WebGroup")["ipPermissions"];
    let expected = json!({
        "g1": {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "cidrIp": "0.0.0.0/0"},
        "g2": {"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIp": "198.51.100.0/24"},
    });
    assert_eq!(*rules, expected);
    let expected =
        json!({"g1": {"ipProtocol": "tcp", "fromPort": 8080, "toPort": 8080, "groupId": "sg-WebGroup"}});
    assert_eq!(resource(&document, "sg-WorkerGroup")["ipPermissions"], expected);
    assert_eq!(document.title, "a shop");
}

#[test]
fn yaml_and_json_say_the_same() {
    assert_eq!(imported(YAML).document, imported(JSON).document);
    // Places are those of each file.
    assert!(says(&imported(YAML).report.read, "line 18, Vpc", ""));
    assert!(!says(&imported(JSON).report.read, "line 18, Vpc", ""));
}

#[test]
fn the_same_files_in_another_order_give_the_same_drawing() {
    let (one, two) =
        ("Resources: {A: {Type: AWS::EC2::VPC}}", "Resources: {A: {Type: AWS::EC2::InternetGateway}}");
    let read = |all: &[(&str, &str)]| import(files(all), &BTreeMap::new()).unwrap();
    let (there, back) =
        (read(&[("x.yaml", one), ("y.yaml", two)]), read(&[("y.yaml", two), ("x.yaml", one)]));
    assert_eq!(there, back);
    // Several stacks: each id names its own.
    assert_eq!(resource(&there.document, "vpc-x-A")["type"], "vpc");
    assert_eq!(resource(&there.document, "igw-y-A")["type"], "internetGateway");
}

#[test]
fn packets_go_as_the_template_means_it() {
    let document = imported(YAML).document;
    let verdict = |from: &str, to: &str, port| packet(&document, from, to, port).verdict;
    assert_eq!(verdict("internet", "i-Web", 443), Verdict::Delivered);
    assert_eq!(verdict("internet", "i-Web", 8080), Verdict::Dropped);
    assert_eq!(verdict("i-Web", "i-Worker", 8080), Verdict::Delivered);
    assert_eq!(verdict("i-Worker", "i-Web", 8080), Verdict::Dropped);
    assert_eq!(verdict("i-Worker", "internet", 443), Verdict::Delivered);
    assert_eq!(verdict("internet", "i-Worker", 8080), Verdict::Dropped);
}

#[test]
fn what_aws_picks_has_a_stand_in_and_the_report_says_so() {
    let imported = imported(YAML);
    let worker = resource(&imported.document, "eni-Worker");
    assert_eq!(worker["privateIpAddresses"], json!([{"privateIpAddress": "10.20.1.50", "primary": true}]));
    let web = resource(&imported.document, "eni-Web");
    let address = json!([{"privateIpAddress": "10.20.0.4", "primary": true, "publicIp": "203.0.113.21"}]);
    assert_eq!(web["privateIpAddresses"], address);
    assert_eq!(resource(&imported.document, "eipalloc-NatAddress")["publicIp"], "203.0.113.20");
    let report = imported.report;
    assert!(says(&report.approximated, "Web", "10.20.0.4 and 203.0.113.21 stand for them"), "{report}");
    assert!(says(&report.approximated, "NatAddress", "203.0.113.20 stands for it"));
    assert!(says(&report.approximated, "", "Nothing tells the Region; us-east-1 stands for it"));
}

#[test]
fn everything_else_is_in_the_report() {
    let report = imported(YAML).report;
    assert!(
        says(&report.plain, "line 131, Bucket", "Netyard does not read this type from templates"),
        "{report}"
    );
    assert!(says(&report.skipped, "line 133, Spare", "its condition Small does not hold"));
    assert!(says(&report.skipped, "Web", "ImageId of AWS::EC2::Instance is not read."));
    let read: usize = report.read.iter().map(|entry| entry.count).sum();
    // Of twenty resources, a bucket and a subnet that is not made are no part of them.
    assert_eq!(read, 18, "{report}");
}

#[test]
fn the_user_gives_parameters() {
    let given = [("Block", "172.16.0.0/16"), ("AWS::Region", "eu-central-1"), ("AWS::StackName", "live")];
    let document = imported_with(YAML, &given).document;
    let vpc = resource(&document, "vpc-Vpc");
    assert_eq!((&vpc["cidrBlocks"], &vpc["region"]), (&json!(["172.16.0.0/16"]), &json!("eu-central-1")));
    assert_eq!(vpc["name"], "live shop");
    assert_eq!(resource(&document, "subnet-PublicSubnet")["availabilityZone"], "eu-central-1a");
}

#[test]
fn templates_are_recognised_by_what_is_in_them() {
    assert!(looks_like_one(YAML));
    assert!(looks_like_one(JSON));
    assert!(!looks_like_one(include_str!("../../fixtures/aws-describe/account.json")));
    assert!(!looks_like_one(include_str!("../../fixtures/links/everything.json")));
    assert!(!looks_like_one("Resources:\n  none of them\n"));
}

const NESTED: &str = r"
Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: !Sub https://${AWS::AccountId}.example.com/templates/network.yaml
      Parameters:
        Block: 10.30.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !GetAtt Network.Outputs.VpcId
      CidrBlock: 10.30.4.0/24
      AvailabilityZone: eu-west-1b
  Missing:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://example.com/other.yaml
";

#[test]
fn nested_stacks_are_read_where_their_files_are_there() {
    let network = "
Parameters: {Block: {Type: String}}
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Block}}
Outputs:
  VpcId: {Value: !Ref Vpc}
";
    let all = files(&[("root.yaml", NESTED), ("network.yaml", network)]);
    let imported = import(all, &BTreeMap::new()).unwrap();
    assert_eq!(resource(&imported.document, "vpc-Network-Vpc")["cidrBlocks"], json!(["10.30.0.0/16"]));
    // The zone tells the Region of the whole import.
    assert_eq!(resource(&imported.document, "vpc-Network-Vpc")["region"], "eu-west-1");
    assert_eq!(resource(&imported.document, "subnet-Subnet")["vpcId"], "vpc-Network-Vpc");
    let why = "It makes a stack of other.yaml, which is not among the files";
    assert!(says(&imported.report.skipped, "line 15, column 3", why), "{}", imported.report);
}

#[test]
fn a_vpc_outside_of_the_templates_is_not_known() {
    let text = "
Parameters:
  Vpc: {Type: 'AWS::EC2::VPC::Id'}
  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}
Resources:
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a, VpcId: !Ref Vpc}}
  Web:
    Type: AWS::EC2::Instance
    Properties: {SubnetId: !Select [0, !Ref Subnets], SecurityGroupIds: [!Ref Group], PrivateIpAddress: 10.0.0.9}
";
    let imported = imported(text);
    let unknown = resource(&imported.document, "vpc-Vpc")["unknown"].clone();
    assert!(unknown.as_array().unwrap().contains(&json!("routeTable")), "{unknown}");
    assert_eq!(resource(&imported.document, "subnet-Subnets")["vpcId"], "vpc-Vpc");
    let trace = packet(&imported.document, "i-Web", "198.51.100.99", 443);
    assert_eq!(trace.verdict, Verdict::Unknown, "{trace:#?}");
    let why = "Nothing tells the parameter Vpc; vpc-Vpc stands for it";
    assert!(says(&imported.report.approximated, "line 3", why), "{}", imported.report);
}

const OPEN: &str = "
Parameters:
  Source: {Type: String}
  Target: {Type: String}
  Wanted: {Type: String}
Conditions:
  IsWanted: !Equals [!Ref Wanted, 'yes']
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
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !Ref Source}]
  Web:
    Type: AWS::EC2::Instance
    Properties: {SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}
";

#[test]
fn a_rule_whose_source_nobody_tells_ends_unknown() {
    let document = imported(OPEN).document;
    assert_eq!(packet(&document, "internet", "i-Web", 443).verdict, Verdict::Unknown);
    // Its ports are known: another one is closed for certain.
    assert_eq!(packet(&document, "internet", "i-Web", 80).verdict, Verdict::Dropped);
    let document = imported_with(OPEN, &[("Source", "0.0.0.0/0")]).document;
    assert_eq!(packet(&document, "internet", "i-Web", 443).verdict, Verdict::Delivered);
}

#[test]
fn a_route_whose_target_nobody_tells_ends_unknown() {
    let text = format!(
        "{OPEN}  Odd: {{Type: AWS::EC2::Route, Properties: {{RouteTableId: !Ref Table, DestinationCidrBlock: 192.0.2.0/24, TransitGatewayId: !Ref Target}}}}\n"
    );
    let imported = imported_with(&text, &[("Source", "0.0.0.0/0")]);
    assert_eq!(packet(&imported.document, "i-Web", "192.0.2.9", 443).verdict, Verdict::Unknown);
    assert_eq!(packet(&imported.document, "i-Web", "internet", 443).verdict, Verdict::Delivered);
    let why = "The template does not tell its target";
    assert!(says(&imported.report.approximated, "Odd", why), "{}", imported.report);
}

#[test]
fn a_resource_that_may_be_made_or_not_leaves_verdicts_open() {
    let route = ("{Type: AWS::EC2::Route, P", "{Type: AWS::EC2::Route, Condition: IsWanted, P");
    let rule = "  Odd: {Type: AWS::EC2::SecurityGroupIngress, Condition: IsWanted, Properties: {GroupId: !Ref Group, IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}}\n";
    for (text, from, to) in [
        (OPEN.replace(route.0, route.1), "i-Web", "internet"),
        (format!("{OPEN}{rule}"), "internet", "i-Web"),
    ] {
        let verdict = |given: &[(&str, &str)]| {
            let given = [given, &[("Source", "0.0.0.0/0")]].concat();
            packet(&imported_with(&text, &given).document, from, to, 80).verdict
        };
        assert_eq!(verdict(&[]), Verdict::Unknown, "{to}");
        assert_eq!(verdict(&[("Wanted", "yes")]), Verdict::Delivered, "{to}");
        assert_eq!(verdict(&[("Wanted", "no")]), Verdict::Dropped, "{to}");
    }
    // A gateway of which nobody knows whether it is attached is neither attached nor loose.
    let text = OPEN.replace("VPCGatewayAttachment, P", "VPCGatewayAttachment, Condition: IsWanted, P");
    let verdict = |given: &[(&str, &str)]| {
        packet(&imported_with(&text, given).document, "i-Web", "internet", 443).verdict
    };
    assert_eq!(verdict(&[("Source", "0.0.0.0/0")]), Verdict::Unknown);
    assert_eq!(verdict(&[("Source", "0.0.0.0/0"), ("Wanted", "yes")]), Verdict::Delivered);
    assert_eq!(verdict(&[("Source", "0.0.0.0/0"), ("Wanted", "no")]), Verdict::Dropped);
}

#[test]
fn an_acl_with_an_entry_that_nobody_tells_is_not_known() {
    let acl = "  Acl: {Type: AWS::EC2::NetworkAcl, Properties: {VpcId: !Ref Vpc}}
  ToAcl: {Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: {SubnetId: !Ref Subnet, NetworkAclId: !Ref Acl}}
  In: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: !Ref Target}}
  Out: {Type: AWS::EC2::NetworkAclEntry, Properties: {NetworkAclId: !Ref Acl, Egress: true, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0}}
";
    let text = format!("{OPEN}{acl}");
    let verdict = |given: &[(&str, &str)]| {
        let given = [given, &[("Source", "0.0.0.0/0")]].concat();
        packet(&imported_with(&text, &given).document, "internet", "i-Web", 443).verdict
    };
    assert_eq!(verdict(&[]), Verdict::Unknown);
    assert_eq!(verdict(&[("Target", "0.0.0.0/0")]), Verdict::Delivered);
    assert_eq!(verdict(&[("Target", "10.0.0.0/8")]), Verdict::Dropped);
}

/// AWS on `AWS::EC2::SecurityGroup`: "When you create a security group, if you do not add egress rules, we add egress
/// rules that allow all outbound IPv4 and IPv6 traffic. Otherwise, we do not add them."
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-securitygroup.html>. Of rules that are
/// resources of their own it does not speak; users report that they take rules away that let everything out
/// (<https://github.com/aws-cloudformation/cfn-language-discussion/issues/157>).
#[test]
fn a_group_keeps_its_way_out_unless_it_names_others_itself() {
    let out = |port: u16, text: &str| {
        let document = imported_with(text, &[("Source", "0.0.0.0/0")]).document;
        packet(&document, "i-Web", "internet", port).verdict
    };
    assert_eq!(out(443, OPEN), Verdict::Delivered);
    let text = format!(
        "{OPEN}  Out: {{Type: AWS::EC2::SecurityGroupEgress, Properties: {{GroupId: !Ref Group, IpProtocol: tcp, FromPort: 25, ToPort: 25, CidrIp: 198.51.100.0/24}}}}\n"
    );
    assert_eq!(out(25, &text), Verdict::Delivered);
    assert_eq!(out(443, &text), Verdict::Unknown);
    let imported = imported_with(&text, &[("Source", "0.0.0.0/0")]);
    assert!(
        says(&imported.report.approximated, "Out", "AWS's documentation does not say"),
        "{}",
        imported.report
    );
    let narrow = OPEN.replace(
        "SecurityGroupIngress: [",
        "SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 25, ToPort: 25, CidrIp: 10.0.0.0/8}]\n      SecurityGroupIngress: [",
    );
    let document = imported_with(&narrow, &[("Source", "0.0.0.0/0")]).document;
    assert_eq!(packet(&document, "i-Web", "internet", 443).verdict, Verdict::Dropped);
}
