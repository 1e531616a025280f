//! What files name and do not hold: it is there in the account, and nobody knows what it does.

use crate::support::template::{files, imported, packet, says};
use netyard_core::model::ResourceId;
use netyard_core::simulate::{Trace, Verdict};
use netyard_formats::terraform;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A server in a subnet with one route to everywhere.
fn template(route: &str) -> String {
    format!(
        "
Parameters:
  Hub: {{Type: String, Default: tgw-0123456789abcdef0}}
Resources:
  Vpc: {{Type: AWS::EC2::VPC, Properties: {{CidrBlock: 10.0.0.0/16}}}}
  Gateway: {{Type: AWS::EC2::InternetGateway}}
  Attachment: {{Type: AWS::EC2::VPCGatewayAttachment, Properties: {{VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}}}
  Subnet:
    Type: AWS::EC2::Subnet
    Properties: {{VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: us-east-1a, MapPublicIpOnLaunch: true}}
  Table: {{Type: AWS::EC2::RouteTable, Properties: {{VpcId: !Ref Vpc}}}}
  ToSubnet: {{Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {{SubnetId: !Ref Subnet, RouteTableId: !Ref Table}}}}
  Route: {{Type: AWS::EC2::Route, Properties: {{RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, {route}}}}}
  Group: {{Type: AWS::EC2::SecurityGroup, Properties: {{GroupDescription: a, VpcId: !Ref Vpc}}}}
  Web: {{Type: AWS::EC2::Instance, Properties: {{SubnetId: !Ref Subnet, SecurityGroupIds: [!Ref Group]}}}}
"
    )
}

fn to_internet(route: &str) -> Trace {
    packet(&imported(&template(route)).document, "i-Web", "internet", 443)
}

#[test]
fn a_route_to_what_no_template_holds_leads_to_something_that_nobody_knows() {
    assert_eq!(to_internet("GatewayId: !Ref Gateway").verdict, Verdict::Delivered);
    for (route, at) in [
        ("TransitGatewayId: !Ref Hub", "tgw-0123456789abcdef0"),
        ("TransitGatewayId: tgw-1", "tgw-1"),
        ("NatGatewayId: nat-1", "nat-1"),
        ("VpcPeeringConnectionId: pcx-1", "pcx-1"),
        ("NetworkInterfaceId: eni-1", "eni-1"),
        ("InstanceId: i-1", "i-1"),
        ("VpcEndpointId: vpce-1", "vpce-1"),
        ("GatewayId: vgw-1", "vgw-1"),
        ("GatewayId: igw-1", "igw-1"),
    ] {
        let trace = to_internet(route);
        assert_eq!(trace.verdict, Verdict::Unknown, "{route}: {:?}", trace.code);
        assert_eq!(trace.at.as_ref().map(ResourceId::as_str), Some(at), "{route}");
        let report = imported(&template(route)).report;
        assert!(says(&report.plain, at, "A route leads to it"), "{route}: {report}");
    }
}

#[test]
fn a_route_of_terraform_to_what_another_state_holds_ends_unknown() {
    let state = |gateway: &str, nat: &str| {
        let resource = |type_name: &str, name: &str, values: Value| json!({"address": format!("{type_name}.{name}"), "mode": "managed", "type": type_name, "name": name, "values": values});
        let route = json!({"cidr_block": "0.0.0.0/0", "gateway_id": gateway, "nat_gateway_id": nat});
        let resources = [
            resource("aws_vpc", "a", json!({"id": "vpc-1", "cidr_block": "10.0.0.0/16"})),
            resource("aws_internet_gateway", "a", json!({"id": "igw-1", "vpc_id": "vpc-1"})),
            resource(
                "aws_subnet",
                "a",
                json!({"id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "availability_zone": "eu-west-1a"}),
            ),
            resource("aws_route_table", "a", json!({"id": "rtb-1", "vpc_id": "vpc-1", "route": [route]})),
            resource(
                "aws_route_table_association",
                "a",
                json!({"id": "rtbassoc-1", "subnet_id": "subnet-1", "route_table_id": "rtb-1"}),
            ),
            resource(
                "aws_security_group",
                "a",
                json!({"id": "sg-1", "vpc_id": "vpc-1", "name": "a", "ingress": [], "egress": [
                    {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}]}),
            ),
            resource(
                "aws_instance",
                "a",
                json!({"id": "i-1", "subnet_id": "subnet-1", "private_ip": "10.0.0.10", "public_ip": "198.51.100.7",
                    "vpc_security_group_ids": ["sg-1"]}),
            ),
        ];
        let text = json!({"format_version": "1.0", "terraform_version": "1.9.0",
            "values": {"root_module": {"resources": resources}}});
        let read = terraform::import(files(&[("state.json", &text.to_string())]), &BTreeMap::new()).unwrap();
        packet(&read.document, "i-1", "internet", 443)
    };
    assert_eq!(state("igw-1", "").verdict, Verdict::Delivered);
    let trace = state("", "nat-1");
    assert_eq!((trace.verdict, trace.at.as_ref().map(ResourceId::as_str)), (Verdict::Unknown, Some("nat-1")));
}

#[test]
fn a_rule_with_a_prefix_list_that_no_template_holds_may_let_in() {
    let rule = |peer: &str| {
        let group = "Properties: {GroupDescription: a, VpcId: !Ref Vpc}";
        let open = format!(
            "Properties: {{GroupDescription: a, VpcId: !Ref Vpc, SecurityGroupIngress: [{{IpProtocol: tcp, FromPort: 443, ToPort: 443, {peer}}}]}}"
        );
        let text = template("GatewayId: !Ref Gateway").replace(group, &open);
        packet(&imported(&text).document, "internet", "i-Web", 443).verdict
    };
    assert_eq!(rule("CidrIp: 0.0.0.0/0"), Verdict::Delivered);
    assert_eq!(rule("CidrIp: 192.0.2.0/24"), Verdict::Dropped);
    assert_eq!(rule("SourcePrefixListId: pl-0123456789abcdef0"), Verdict::Unknown);
}

#[test]
fn public_access_that_may_be_blocked_is_not_known() {
    let may = |resource: &str| {
        let text = template("GatewayId: !Ref Gateway");
        let text = text.replace(
            "Parameters:\n",
            "Conditions: {Maybe: !Equals [!Ref Stage, prod]}\nParameters:\n  Stage: {Type: String}\n",
        );
        let document = imported(&format!("{text}{resource}")).document;
        packet(&document, "i-Web", "internet", 443).verdict
    };
    let block = |more: &str, mode: &str| {
        format!(
            "  Block: {{Type: AWS::EC2::VPCBlockPublicAccessOptions, {more}Properties: {{InternetGatewayBlockMode: {mode}}}}}\n"
        )
    };
    let spare = |more: &str| {
        format!(
            "  Spare: {{Type: AWS::EC2::VPCBlockPublicAccessExclusion, {more}Properties: {{InternetGatewayExclusionMode: allow-bidirectional, SubnetId: !Ref Subnet}}}}\n"
        )
    };
    assert_eq!(may(""), Verdict::Delivered);
    assert_eq!(may(&block("", "block-bidirectional")), Verdict::Dropped);
    assert_eq!(may(&block("Condition: Maybe, ", "block-bidirectional")), Verdict::Unknown);
    assert_eq!(may(&block("", "!Ref Stage")), Verdict::Unknown);
    let both = |more: &str| format!("{}{}", block("", "block-bidirectional"), spare(more));
    assert_eq!(may(&both("")), Verdict::Delivered);
    assert_eq!(may(&both("Condition: Maybe, ")), Verdict::Unknown);
}
