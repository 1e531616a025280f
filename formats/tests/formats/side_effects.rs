//! What resources do to others that they name, though they are not drawn themselves: each opens what it may change, and
//! nothing else.

use crate::support::template::{imported, packet, says};
use crate::support::terraform::{Row, ground, rule, state, to_internet};
use netyard_core::simulate::Verdict::{self, Delivered, Dropped, Unknown};
use netyard_formats::import::Imported;
use serde_json::{Value, json};

const NET: &str = "
Parameters: {Mode: {Type: String}}
Conditions: {Maybe: !Equals [!Ref Mode, x]}
Resources:
  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}}
  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a, MapPublicIpOnLaunch: true}}
  G: {Type: AWS::EC2::InternetGateway}
  GA: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref V, InternetGatewayId: !Ref G}}
  T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref V}}
  R: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref G}}
  A: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref S, RouteTableId: !Ref T}}
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: a, VpcId: !Ref V, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]}
  I: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref S, SecurityGroupIds: [!Ref Web]}}
";

fn verdict(imported: &Imported, from: &str, to: &str, port: u16) -> Verdict {
    packet(&imported.document, from, to, port).verdict
}

/// Ports 443 and 22 from the internet, an address in the subnet that nothing has, and a name.
fn all_four(imported: &Imported, host: &str) -> [Verdict; 4] {
    [
        verdict(imported, "internet", host, 443),
        verdict(imported, "internet", host, 22),
        verdict(imported, host, "10.0.1.77", 443),
        verdict(imported, host, "db.shop.internal", 443),
    ]
}

#[test]
fn code_in_the_account_may_change_what_it_is_given() {
    let with = |more: &str| all_four(&imported(&format!("{NET}{more}")), "i-I");
    assert_eq!(with(""), [Delivered, Dropped, Dropped, Dropped]);
    let custom = |given: &str| {
        format!(
            "  X: {{Type: Custom::Opener, Properties: {{ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:a', {given}}}}}\n"
        )
    };
    // A group gets rules, a table routes; what stands in a VPC is only looked at.
    assert_eq!(with(&custom("Group: !Ref Web")), [Delivered, Unknown, Dropped, Dropped]);
    assert_eq!(
        with(&custom("Payload: {Ids: [!GetAtt Web.GroupId]}")),
        [Delivered, Unknown, Dropped, Dropped]
    );
    assert_eq!(with(&custom("Table: !Ref T")), [Unknown, Dropped, Dropped, Dropped]);
    assert_eq!(with(&custom("Vpc: !Ref V")), [Delivered, Dropped, Dropped, Dropped]);
    assert_eq!(with(&custom("Subnet: !Ref S")), [Delivered, Dropped, Unknown, Dropped]);
    assert_eq!(with(&custom("Bucket: shop")), [Delivered, Dropped, Dropped, Dropped]);
    // The same where nobody knows whether it is there.
    let perhaps = custom("Group: !Ref Web").replace("Type: Custom", "Condition: Maybe, Type: Custom");
    assert_eq!(with(&perhaps), [Delivered, Unknown, Dropped, Dropped]);
    let report = imported(&format!("{NET}{}", custom("Group: !Ref Web"))).report;
    assert!(says(&report.plain, "X", "It may change sg-Web"));
}

#[test]
fn types_that_are_not_read_add_routes_and_names() {
    let with = |more: &str| all_four(&imported(&format!("{NET}{more}")), "i-I");
    let routes = "  X: {Type: AWS::EC2::RouteServerPropagation, Properties: {RouteServerId: rs-1, RouteTableId: !GetAtt T.RouteTableId}}\n";
    assert_eq!(with(routes), [Unknown, Dropped, Dropped, Dropped]);
    for names in [
        "  X: {Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: {Name: shop.internal, Vpc: !Ref V}}\n",
        "  X: {Type: AWS::Route53Profiles::ProfileAssociation, Properties: {Name: a, ProfileId: rp-1, ResourceId: !Ref V}}\n",
    ] {
        assert_eq!(with(names), [Delivered, Dropped, Dropped, Unknown], "{names}");
    }
    let perhaps = "  X: {Condition: Maybe, Type: AWS::EKS::Nodegroup, Properties: {Subnets: [!Ref S]}}\n";
    assert_eq!(with(perhaps), [Delivered, Dropped, Unknown, Dropped]);
}

fn rows(more: &[(&'static str, Value)]) -> Vec<Row> {
    let mut rows = ground(&to_internet(), &json!([rule(443, "0.0.0.0/0")]));
    rows.extend(more.iter().cloned());
    rows
}

#[test]
fn resources_of_terraform_that_are_not_read_do_the_same() {
    let with = |address: &'static str, values: Value| all_four(&state(&rows(&[(address, values)])), "i-1");
    let nothing = with("aws_ssm_parameter.x", json!({"id": "x", "value": "sg-1"}));
    assert_eq!(nothing, [Delivered, Dropped, Dropped, Dropped]);
    let stack = |given: Value| with("aws_cloudformation_stack.x", json!({"id": "x", "parameters": given}));
    assert_eq!(stack(json!({"Group": "sg-1"})), [Delivered, Unknown, Dropped, Dropped]);
    assert_eq!(stack(json!({"Name": "shop"})), [Delivered, Dropped, Dropped, Dropped]);
    let routes = json!({"route_server_id": "rs-1", "route_table_id": "rtb-1"});
    assert_eq!(with("aws_vpc_route_server_propagation.x", routes), [Unknown, Dropped, Dropped, Dropped]);
    let names = json!({"id": "ns-1", "name": "shop.internal", "vpc": "vpc-1"});
    let names = with("aws_service_discovery_private_dns_namespace.x", names);
    assert_eq!(names, [Delivered, Dropped, Dropped, Unknown]);
    let profile = json!({"id": "a", "profile_id": "rp-1", "resource_id": "vpc-1"});
    assert_eq!(with("aws_route53profiles_association.x", profile), [Delivered, Dropped, Dropped, Unknown]);
    // A state of an instance is read.
    let stopped = with("aws_ec2_instance_state.x", json!({"instance_id": "i-1", "state": "stopped"}));
    assert_eq!([stopped[0], stopped[2]], [Dropped, Dropped]);
    let running = with("aws_ec2_instance_state.x", json!({"instance_id": "i-1", "state": "running"}));
    assert_eq!(running, [Delivered, Dropped, Dropped, Dropped]);
}

#[test]
fn direct_connect_brings_routes_that_nobody_knows() {
    let gateway = |id: &str| json!({"id": "ga-1", "dx_gateway_id": "dxgw-1", "associated_gateway_id": id});
    let on_premises = |rows: &[Row]| verdict(&state(rows), "i-1", "192.168.1.1", 443);
    let mut propagated = vec![
        ("aws_vpn_gateway.v", json!({"id": "vgw-1", "vpc_id": "vpc-1"})),
        (
            "aws_vpn_gateway_route_propagation.v",
            json!({"vpn_gateway_id": "vgw-1", "route_table_id": "rtb-1"}),
        ),
    ];
    let mut all = rows(&propagated);
    all.retain(|(address, _)| *address != "aws_route_table.t");
    all.push(("aws_route_table.t", json!({"id": "rtb-1", "vpc_id": "vpc-1", "route": []})));
    assert_eq!(on_premises(&all), Dropped);
    propagated.push(("aws_dx_gateway_association.x", gateway("vgw-1")));
    all.push(("aws_dx_gateway_association.x", gateway("vgw-1")));
    assert_eq!(on_premises(&all), Unknown);
    // At a transit gateway it is an attachment.
    let to_hub = json!([{"cidr_block": "0.0.0.0/0", "transit_gateway_id": "tgw-1"}]);
    let mut hub = ground(&to_hub, &json!([rule(443, "0.0.0.0/0")]));
    let attached = |vpc: &str, subnet: &str| json!({"id": format!("tgw-attach-{vpc}"), "transit_gateway_id": "tgw-1", "vpc_id": vpc, "subnet_ids": [subnet]});
    hub.extend([
        ("aws_ec2_transit_gateway.t", json!({"id": "tgw-1"})),
        ("aws_ec2_transit_gateway_vpc_attachment.a", attached("vpc-1", "subnet-1")),
        ("aws_ec2_transit_gateway_vpc_attachment.b", attached("vpc-2", "subnet-2")),
        ("aws_vpc.w", json!({"id": "vpc-2", "cidr_block": "10.2.0.0/16"})),
        ("aws_subnet.w", json!({"id": "subnet-2", "vpc_id": "vpc-2", "cidr_block": "10.2.1.0/24", "availability_zone": "us-east-1a"})),
        ("aws_route_table.w", json!({"id": "rtb-2", "vpc_id": "vpc-2", "route": to_hub})),
        ("aws_route_table_association.w", json!({"subnet_id": "subnet-2", "route_table_id": "rtb-2"})),
        ("aws_security_group.w", json!({"id": "sg-2", "vpc_id": "vpc-2", "ingress": [rule(443, "10.0.0.0/8")], "egress": []})),
        ("aws_instance.w", json!({"id": "i-2", "instance_state": "running", "subnet_id": "subnet-2", "private_ip": "10.2.1.10", "vpc_security_group_ids": ["sg-2"], "primary_network_interface_id": "eni-2"})),
    ]);
    assert_eq!(on_premises(&hub), Dropped);
    assert_eq!(verdict(&state(&hub), "i-1", "i-2", 443), Delivered);
    hub.push(("aws_dx_gateway_association.x", gateway("tgw-1")));
    assert_eq!(on_premises(&hub), Unknown);
    // What it brings may be narrower than the block of the other VPC.
    assert_eq!(verdict(&state(&hub), "i-1", "i-2", 443), Unknown);
}

#[test]
fn names_of_a_service_lead_to_an_endpoint_that_is_told_so_elsewhere() {
    let endpoint = |more: &[(&'static str, Value)]| {
        let mut all = rows(&[
            ("aws_security_group.e", json!({"id": "sg-e", "vpc_id": "vpc-1", "ingress": [], "egress": []})),
            (
                "aws_vpc_endpoint.e",
                json!({"id": "vpce-1", "vpc_id": "vpc-1", "vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.us-east-1.sqs",
                    "subnet_ids": ["subnet-1"], "security_group_ids": ["sg-e"], "private_dns_enabled": false}),
            ),
        ]);
        all.retain(|(address, _)| *address != "aws_vpc.v");
        all.push((
            "aws_vpc.v",
            json!({"id": "vpc-1", "cidr_block": "10.0.0.0/16", "enable_dns_support": true, "enable_dns_hostnames": true}),
        ));
        all.extend(more.iter().cloned());
        verdict(&state(&all), "i-1", "sqs.us-east-1.amazonaws.com", 443)
    };
    assert_eq!(endpoint(&[]), Delivered);
    let names = |is_on: bool| {
        ("aws_vpc_endpoint_private_dns.x", json!({"vpc_endpoint_id": "vpce-1", "private_dns_enabled": is_on}))
    };
    // The group of the endpoint lets nothing in.
    assert_eq!(endpoint(&[names(true)]), Dropped);
    assert_eq!(endpoint(&[names(false)]), Delivered);
}

/// A server in a public subnet that lets HTTPS in, as text.
const WRITTEN: &str = r#"
variable "many" {}
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "s" {
  vpc_id                  = aws_vpc.v.id
  cidr_block              = "10.0.1.0/24"
  availability_zone       = "us-east-1a"
  map_public_ip_on_launch = true
}
resource "aws_internet_gateway" "g" { vpc_id = aws_vpc.v.id }
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.v.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.g.id
  }
}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.s.id
  route_table_id = aws_route_table.t.id
}
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.v.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "i" {
  subnet_id              = aws_subnet.s.id
  vpc_security_group_ids = [aws_security_group.web.id]
}
"#;

#[test]
fn modules_that_are_not_read_may_change_what_they_are_given() {
    let read = |text: &str| {
        netyard_formats::terraform::import(
            crate::support::template::files(&[("main.tf", text)]),
            &std::collections::BTreeMap::new(),
        )
    };
    let with = |given: &str| {
        let text = format!(
            "{WRITTEN}module \"x\" {{\n  source = \"./x\"\n  providers = {{ aws = aws.eu }}\n  {given}\n}}\n"
        );
        all_four(&read(&text).unwrap(), "i-i")
    };
    assert_eq!(with(""), [Delivered, Dropped, Dropped, Dropped]);
    assert_eq!(with("name = aws_vpc.v.cidr_block"), [Delivered, Dropped, Dropped, Dropped]);
    assert_eq!(with("group = aws_security_group.web.id"), [Delivered, Unknown, Dropped, Dropped]);
    assert_eq!(with("tables = { a = aws_route_table.t.id }"), [Unknown, Dropped, Dropped, Dropped]);
    assert_eq!(with("subnets = [aws_subnet.s.id]"), [Delivered, Dropped, Unknown, Dropped]);
    assert_eq!(with("vpc_id = aws_vpc.v.id"), [Delivered, Dropped, Unknown, Unknown]);
    // The same where nobody knows how many there are.
    assert_eq!(
        with("count = var.many\n  group = aws_security_group.web.id"),
        [Delivered, Unknown, Dropped, Dropped]
    );
    // A configuration of nothing else has nothing that could be drawn.
    let alone = read("module \"x\" {\n  source = \"./x\"\n}\n").unwrap_err().to_string();
    assert!(alone.contains("The module x is not read from HCL"), "{alone}");
    // It may stand in a file of its own, as variables and local values do.
    let main = WRITTEN.replace("variable \"many\" {}\n", "").replace("\"10.0.1.0/24\"", "local.block");
    let parts = [
        ("net/main.tf", main.as_str()),
        ("net/variables.tf", "variable \"net\" {\n  default = \"10.0\"\n}\n"),
        ("net/locals.tf", "locals {\n  block = \"${var.net}.1.0/24\"\n}\n"),
        ("net/outputs.tf", "output \"id\" {\n  value = aws_vpc.v.id\n}\n"),
        ("net/modules.tf", "module \"x\" {\n  source = \"./x\"\n  group = aws_security_group.web.id\n}\n"),
    ];
    let import = |parts: &[(&str, &str)]| {
        let files = crate::support::template::files(parts);
        netyard_formats::terraform::import(files, &std::collections::BTreeMap::new()).unwrap()
    };
    assert_eq!(all_four(&import(&parts), "i-i"), [Delivered, Unknown, Dropped, Dropped]);
    assert_eq!(all_four(&import(&parts[..4]), "i-i"), [Delivered, Dropped, Dropped, Dropped]);
    assert!(import(&parts).report.skipped.iter().all(|line| line.what != "File"));
}

#[test]
fn what_texts_and_attributes_name_counts_as_what_references_name() {
    let with = |more: &str| all_four(&imported(&format!("{NET}{more}")), "i-I");
    let built = |subnets: &str| {
        format!(
            "  X: {{Type: AWS::CodeBuild::Project, Properties: {{VpcConfig: {{Subnets: [{subnets}]}}}}}}\n"
        )
    };
    for subnets in [
        "!Ref S",
        "!Sub '${S}'",
        "!Sub '${ S }'",
        "!GetAtt S.SubnetId",
        "!Sub '${S.SubnetId}'",
        "!Sub ['${Where}', {Where: !Ref S}]",
        "!Sub ['${S},${Mode}', {Mode: x}]",
        "!Sub 'arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:subnet/${S}'",
    ] {
        assert_eq!(with(&built(subnets)), [Delivered, Dropped, Unknown, Dropped], "{subnets}");
    }
    // What has another meaning names nothing: other attributes, a `${` that stays one, a variable that hides the subnet.
    for none in ["!GetAtt S.AvailabilityZone", "!Sub '${!S}'", "!Sub ['${S}', {S: elsewhere}]", "shop"] {
        assert_eq!(with(&built(none)), [Delivered, Dropped, Dropped, Dropped], "{none}");
    }
    // Nobody knows what code answers.
    let answered = "  C: {Type: Custom::Finder, Properties: {ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:a'}}\n";
    for (attribute, verdict) in [("SubnetId", Unknown), ("Bucket", Dropped)] {
        let more = format!("{answered}{}", built(&format!("!GetAtt C.{attribute}")));
        assert_eq!(with(&more), [Delivered, Dropped, verdict, Dropped], "{attribute}");
    }
    for (vpc, verdict) in [("!GetAtt S.VpcId", Unknown), ("!Sub '${V}'", Unknown), ("!Sub '${S}'", Dropped)] {
        let names = format!(
            "  X: {{Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: {{Name: shop.internal, Vpc: {vpc}}}}}\n"
        );
        assert_eq!(with(&names).get(3), Some(&verdict), "{vpc}");
    }
}

#[test]
fn code_may_change_what_an_arn_or_a_text_with_unknown_parts_names() {
    let with = |given: &str| {
        let more = format!(
            "  C: {{Type: Custom::A, Properties: {{ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:a'}}}}
  X: {{Type: Custom::B, Properties: {{ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:a', Of: {given}}}}}\n"
        );
        all_four(&imported(&format!("{NET}{more}")), "i-I")
    };
    for given in [
        "!Sub '${Web}'",
        "!Sub '${Web.GroupId}'",
        "!Sub 'arn:aws:ec2:us-east-1:123456789012:security-group/${Web}'",
        "!Sub ['arn:aws:ec2:us-east-1:123456789012:security-group/${Id}', {Id: !Ref Web}]",
        "!Join ['/', ['arn:aws:ec2:us-east-1:123456789012:security-group', !Ref Web]]",
        "!Sub '{\"groups\": [\"${Web}\"]}'",
        "!Sub 'arn:aws:ec2:us-east-1:${C.Account}:security-group/${Web}'",
        "!Join [':', [!GetAtt C.Account, !Sub 'security-group/${Web}']]",
    ] {
        assert_eq!(with(given), [Delivered, Unknown, Dropped, Dropped], "{given}");
    }
    for none in [
        "!Sub '${!Web}'",
        "!Sub 'security-group/${C.Account}'",
        "!Sub 'arn:aws:ec2:us-east-1:123456789012:security-group/${Web}-log'",
        "!Sub ['security-group/${Web}', {Web: elsewhere}]",
    ] {
        assert_eq!(with(none), [Delivered, Dropped, Dropped, Dropped], "{none}");
    }
}
