//! What an import does not draw, and what is elsewhere than it seems: nothing ends a packet firmly that AWS might not, and
//! each has a twin in which AWS's answer is known.

use crate::support::template::{imported, packet, resource, says};
use crate::support::terraform::{
    Planned, all, gone, kept, made, plan, refer, rule, standing, state, to_internet,
};
use netyard_core::model::Document;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::Verdict::{self, Delivered, Dropped, Unknown};
use netyard_core::simulate::{FlowSpec, trace};
use netyard_formats::import::Imported;
use serde_json::{Value, json};

/// Two public subnets in two zones with a server in the first one that lets HTTPS in.
const NET: &str = "
Resources:
  V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  W: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
  S: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1a, MapPublicIpOnLaunch: true}}
  S2: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1b}}
  G: {Type: AWS::EC2::InternetGateway}
  GA: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref V, InternetGatewayId: !Ref G}}
  T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref V}}
  R: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref G}}
  R6: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationIpv6CidrBlock: '::/0', GatewayId: !Ref G}}
  A: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref S, RouteTableId: !Ref T}}
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: a
      VpcId: !Ref V
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: '::/0'}
  I: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref S, SecurityGroupIds: [!Ref Web]}}
";

fn with(more: &str) -> Imported {
    imported(&format!("{NET}{more}"))
}

fn verdict(imported: &Imported, from: &str, to: &str, port: u16) -> Verdict {
    packet(&imported.document, from, to, port).verdict
}

/// An address of the second subnet that nothing drawn has.
fn to_nobody(imported: &Imported) -> Verdict {
    verdict(imported, "i-I", "10.0.2.77", 443)
}

#[test]
fn what_a_template_starts_in_a_subnet_may_have_any_address_there() {
    assert_eq!(to_nobody(&with("")), Dropped);
    for more in [
        "  X: {Type: AWS::EKS::Nodegroup, Properties: {ClusterName: a, NodeRole: a, Subnets: [!Ref S2]}}\n",
        "  X: {Type: AWS::Redshift::ClusterSubnetGroup, Properties: {Description: a, SubnetIds: [!Ref S, !Ref S2]}}\n",
        "  X: {Type: AWS::CodeBuild::Project, Properties: {VpcConfig: {VpcId: !Ref V, Subnets: [!Ref S2], SecurityGroupIds: [!Ref Web]}}}\n",
        "  X: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: '1', MaxSize: '2', VPCZoneIdentifier: [!Ref S2]}}\n",
        "  X: {Type: AWS::ECS::Service, Properties: {NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref S2], SecurityGroups: [!Ref Web]}}}}\n",
    ] {
        let open = with(more);
        assert_eq!(to_nobody(&open), Unknown, "{more}");
        // What is drawn is known as before, and the other VPC has nothing of it.
        assert_eq!(verdict(&open, "internet", "i-I", 443), Delivered, "{more}");
        assert!(resource(&open.document, "vpc-W").get("unknown").is_none(), "{more}");
        let lines = [open.report.plain.as_slice(), open.report.approximated.as_slice()].concat();
        assert!(
            says(&lines, "X", "a packet to an address of their VPC that nothing of the drawing has"),
            "{more}"
        );
    }
    // What only tells of a subnet has nothing there.
    for more in [
        "  X: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref S2}}\n",
        "  X: {Type: AWS::KMS::Key, Properties: {Description: !Ref V}}\n",
    ] {
        assert_eq!(to_nobody(&with(more)), Dropped, "{more}");
    }
}

#[test]
fn a_type_that_is_not_read_may_stand_in_a_subnet_that_nobody_knows() {
    let more =
        "  X: {Type: AWS::MSK::Cluster, Properties: {BrokerNodeGroupInfo: {ClientSubnets: !Ref Where}}}\n";
    let of = |kind: &str| imported(&format!("Parameters: {{Where: {{Type: {kind}}}}}\n{NET}{more}"));
    let stored = of("AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>");
    assert_eq!(to_nobody(&stored), Unknown);
    // Subnets of another VPC leave this one as it is.
    assert_eq!(to_nobody(&of("List<AWS::EC2::Subnet::Id>")), Dropped);
}

#[test]
fn what_a_plan_starts_in_a_subnet_may_have_any_address_there() {
    let nobody = |rows: &[Planned]| verdict(&plan(rows), "i-1", "10.0.1.77", 443);
    let mut rows = standing(&to_internet(), &json!([rule(443, "0.0.0.0/0")]));
    rows.push(kept("aws_ssm_parameter.p", json!({"id": "p", "value": "subnet-1"})));
    assert_eq!(nobody(&rows), Dropped);
    for (address, after) in [
        ("aws_eks_cluster.k", json!({"id": "k", "vpc_config": [{"subnet_ids": ["subnet-1"]}]})),
        ("aws_autoscaling_group.g", json!({"id": "g", "vpc_zone_identifier": ["subnet-1"]})),
        ("aws_ecs_service.s", json!({"id": "s", "network_configuration": [{"subnets": ["subnet-1"]}]})),
    ] {
        let mut rows = standing(&to_internet(), &json!([rule(443, "0.0.0.0/0")]));
        rows.push(kept(address, after));
        assert_eq!(nobody(&rows), Unknown, "{address}");
        assert_eq!(verdict(&plan(&rows), "internet", "i-1", 443), Delivered, "{address}");
    }
    // A new one, in subnets that exist.
    let mut rows = standing(&to_internet(), &json!([rule(443, "0.0.0.0/0")]));
    rows.push(made(
        "aws_msk_cluster.k",
        json!({"broker_node_group_info": [{}]}),
        json!({"id": true, "broker_node_group_info": [{"client_subnets": true}]}),
        json!({"broker_node_group_info": [{"client_subnets": refer(&["var.odd", "aws_subnet.none"])}]}),
    ));
    assert_eq!(nobody(&rows), Unknown);
}

#[test]
fn the_cdk_takes_the_rules_of_the_default_group_away() {
    let servers = "  J: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref S, PrivateIpAddress: 10.0.1.50}}
  K: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref S, SecurityGroupIds: [!GetAtt V.DefaultSecurityGroup]}}
";
    let restricted = "  Restrict:
    Type: Custom::VpcRestrictDefaultSG
    Properties: {ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:a', DefaultSecurityGroupId: !GetAtt V.DefaultSecurityGroup, Account: !Ref AWS::AccountId}
";
    let usual = with(servers);
    assert_eq!(verdict(&usual, "i-J", "i-K", 22), Delivered);
    assert_eq!(verdict(&usual, "i-J", "internet", 443), Delivered);
    let closed = with(&format!("{servers}{restricted}"));
    assert_eq!(verdict(&closed, "i-J", "i-K", 22), Dropped);
    assert_eq!(verdict(&closed, "i-J", "internet", 443), Dropped);
    assert!(says(&closed.report.approximated, "Restrict", "takes the rules that AWS makes away"));
    // A rule of the template stays, before it as behind it.
    let rule = "  Rule: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !GetAtt V.DefaultSecurityGroup, IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}}\n";
    for more in [format!("{servers}{restricted}{rule}"), format!("{servers}{rule}{restricted}")] {
        let open = with(&more);
        assert_eq!(verdict(&open, "internet", "i-K", 22), Delivered);
        assert_eq!(verdict(&open, "internet", "i-K", 23), Dropped);
        assert_eq!(verdict(&open, "i-K", "internet", 443), Dropped);
    }
}

/// Whether a packet of IPv6 gets from the internet to a server; nothing where it has no address.
fn by_ipv6(document: &Document, to: &str) -> Option<Verdict> {
    use netyard_core::net::Family;
    let network = RoutedNetwork::build(document);
    let flow = FlowSpec { port: Some(443), family: Some(Family::Ipv6), ..FlowSpec::new("internet", to) };
    trace(&network, &flow).ok().map(|trace| trace.verdict)
}

#[test]
fn interfaces_ask_for_addresses_of_ipv6() {
    let more = "  B: {Type: AWS::EC2::VPCCidrBlock, Properties: {VpcId: !Ref V, AmazonProvidedIpv6CidrBlock: true}}
  S6:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref V, CidrBlock: 10.0.6.0/24, Ipv6CidrBlock: !Select [1, !Cidr [!Select [0, !GetAtt V.Ipv6CidrBlocks], 4, 64]]}
  Only:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref V, Ipv6Native: true, Ipv6CidrBlock: !Select [2, !Cidr [!Select [0, !GetAtt V.Ipv6CidrBlocks], 4, 64]]}
  A6: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref S6, RouteTableId: !Ref T}}
  AO: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Only, RouteTableId: !Ref T}}
  None: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref S6, SecurityGroupIds: [!Ref Web]}}
  One: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref S6, SecurityGroupIds: [!Ref Web], Ipv6AddressCount: 1}}
  Part: {Type: AWS::EC2::Instance, Properties: {NetworkInterfaces: [{DeviceIndex: '0', SubnetId: !Ref S6, GroupSet: [!Ref Web], Ipv6AddressCount: 2}]}}
  Own: {Type: AWS::EC2::Instance, Properties: {NetworkInterfaces: [{DeviceIndex: '0', NetworkInterfaceId: !Ref N}]}}
  N: {Type: AWS::EC2::NetworkInterface, Properties: {SubnetId: !Ref S6, GroupSet: [!Ref Web], Ipv6AddressCount: 1}}
  Native: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Only, SecurityGroupIds: [!Ref Web]}}
";
    let document = with(more).document;
    assert_eq!(by_ipv6(&document, "i-None"), None);
    for to in ["i-One", "i-Part", "i-Own", "i-Native"] {
        assert_eq!(by_ipv6(&document, to), Some(Delivered), "{to}");
    }
    assert_eq!(resource(&document, "eni-Part")["ipv6Addresses"].as_array().unwrap().len(), 2);
    // A block of a subnet that nobody tells leaves open what is in it.
    let block = |text: &str| {
        let blocks = with(&format!(
            "{more}  B2: {{Type: AWS::EC2::SubnetCidrBlock, Properties: {{SubnetId: !Ref S2, Ipv6CidrBlock: {text}}}}}\n"
        ));
        resource(&blocks.document, "vpc-V")["unknown"].to_string()
    };
    assert!(block("'{{resolve:ssm:/net/block}}'").contains("subnet"));
    assert!(!block("'2001:db8:100:7::/64'").contains("subnet"));
}

#[test]
fn terraform_asks_for_addresses_of_ipv6() {
    let server = |values: Value| {
        let mut rows = standing(&to_internet(), &json!([rule(443, "0.0.0.0/0")]));
        let others = ["aws_route_table.t", "aws_security_group.web", "aws_subnet.s", "aws_vpc.v"];
        rows.retain(|row| !others.contains(&row.address));
        rows.push(kept(
            "aws_vpc.v",
            json!({"id": "vpc-1", "cidr_block": "10.0.0.0/16", "ipv6_cidr_block": "2001:db8:100::/56"}),
        ));
        rows.push(kept(
            "aws_subnet.s",
            json!({"id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24",
            "availability_zone": "us-east-1a", "ipv6_cidr_block": "2001:db8:100::/64"}),
        ));
        rows.push(kept(
            "aws_route_table.t",
            json!({"id": "rtb-1", "vpc_id": "vpc-1",
            "route": [{"ipv6_cidr_block": "::/0", "gateway_id": "igw-1"}]}),
        ));
        let everyone =
            json!({"protocol": "tcp", "from_port": 443, "to_port": 443, "ipv6_cidr_blocks": ["::/0"]});
        rows.push(kept(
            "aws_security_group.web",
            json!({"id": "sg-1", "vpc_id": "vpc-1", "ingress": [everyone], "egress": []}),
        ));
        rows.push(made("aws_instance.n", values, json!({"id": true, "ipv6_addresses": true}), json!({})));
        by_ipv6(&plan(&rows).document, "i-n")
    };
    let without = json!({"subnet_id": "subnet-1", "vpc_security_group_ids": ["sg-1"]});
    assert_eq!(server(without), None);
    let one = json!({"subnet_id": "subnet-1", "vpc_security_group_ids": ["sg-1"], "ipv6_address_count": 1});
    assert_eq!(server(one), Some(Delivered));
}

#[test]
fn a_cluster_with_a_class_makes_three_instances() {
    let more = "  S3: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref V, CidrBlock: 10.0.3.0/24, AvailabilityZone: us-east-1c}}
  Places: {Type: AWS::RDS::DBSubnetGroup, Properties: {DBSubnetGroupDescription: a, SubnetIds: [!Ref S, !Ref S2, !Ref S3]}}
  Db: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a, VpcId: !Ref V, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref Web}]}}
  Data: {Type: AWS::RDS::DBCluster, Properties: {Engine: postgres, DBClusterInstanceClass: db.m6gd.large, DBSubnetGroupName: !Ref Places, VpcSecurityGroupIds: [!Ref Db], PubliclyAccessible: false}}
  Other: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref S}}
";
    let whole = with(more);
    let document = &whole.document;
    for (number, subnet) in [(1, "subnet-S"), (2, "subnet-S2"), (3, "subnet-S3")] {
        assert_eq!(resource(document, &format!("eni-db-Data-{number}-1"))["subnetId"], subnet);
        assert_eq!(verdict(&whole, "i-I", &format!("db-Data-{number}"), 5432), Delivered);
        assert_eq!(verdict(&whole, "i-Other", &format!("db-Data-{number}"), 5432), Dropped);
    }
    // All of them are drawn: nobody has another address.
    assert_eq!(to_nobody(&whole), Dropped);
    // In two zones it cannot stand, and what nobody tells is open.
    let lacking = with(&more.replace(", !Ref S3]", "]"));
    assert_eq!(verdict(&lacking, "i-I", "db-Data-2", 5432), Delivered);
    assert_eq!(to_nobody(&lacking), Unknown);
    // Terraform says the same.
    let mut rows = vec![
        ("aws_vpc.v", json!({"id": "vpc-1", "cidr_block": "10.0.0.0/16"})),
        (
            "aws_security_group.d",
            json!({"id": "sg-1", "vpc_id": "vpc-1", "ingress": [rule(3306, "10.0.0.0/16")], "egress": [all()]}),
        ),
        (
            "aws_db_subnet_group.g",
            json!({"id": "g", "name": "g", "subnet_ids": ["subnet-1", "subnet-2", "subnet-3"]}),
        ),
        (
            "aws_rds_cluster.c",
            json!({"id": "shop", "cluster_identifier": "shop", "engine": "mysql", "db_cluster_instance_class": "db.m6gd.large",
            "db_subnet_group_name": "g", "vpc_security_group_ids": ["sg-1"]}),
        ),
    ];
    for (name, id, zone) in [("aws_subnet.a", 1, "a"), ("aws_subnet.b", 2, "b"), ("aws_subnet.c", 3, "c")] {
        rows.push((
            name,
            json!({"id": format!("subnet-{id}"), "vpc_id": "vpc-1", "cidr_block": format!("10.0.{id}.0/24"),
            "availability_zone": format!("us-east-1{zone}")}),
        ));
    }
    let terraform = state(&rows);
    let databases = terraform.document.resources.iter().filter(|(_, own)| own.type_name() == "dbInstance");
    let databases: Vec<&str> = databases.map(|(id, _)| id.as_str()).collect();
    let [first, _, third] = databases.as_slice() else { panic!("{databases:?}") };
    assert_eq!(verdict(&terraform, first, third, 3306), Delivered);
    assert_eq!(verdict(&terraform, first, third, 5432), Dropped);
}

#[test]
fn what_a_plan_forgets_stays() {
    let without = || {
        let mut rows = standing(&to_internet(), &json!([rule(443, "0.0.0.0/0")]));
        rows.retain(|row| row.address != "aws_route_table_association.a");
        rows
    };
    let joined = json!({"id": "rtbassoc-1", "subnet_id": "subnet-1", "route_table_id": "rtb-1"});
    let mut rows = without();
    rows.push(gone("aws_route_table_association.a", joined.clone()));
    assert_eq!(verdict(&plan(&rows), "internet", "i-1", 443), Dropped);
    let mut rows = without();
    rows.push(Planned { actions: &["forget"], ..gone("aws_route_table_association.a", joined) });
    let after = plan(&rows);
    assert_eq!(verdict(&after, "internet", "i-1", 443), Delivered);
    assert!(says(&after.report.approximated, "aws_route_table_association.a", "it stays as it is"));
}

#[test]
fn an_address_of_one_of_two_may_be_that_of_either() {
    let address = |expressions: Value| {
        let mut rows = standing(&to_internet(), &json!([rule(443, "0.0.0.0/0")]));
        let unknown = json!({"id": true, "public_ip": true, "instance": true});
        let new = || {
            let after = json!({"ami": "ami-1", "subnet_id": "subnet-1", "vpc_security_group_ids": ["sg-1"]});
            (after, json!({"id": true, "private_ip": true}), json!({}))
        };
        for name in ["aws_instance.a", "aws_instance.b"] {
            let (after, unknown, expressions) = new();
            rows.push(made(name, after, unknown, expressions));
        }
        rows.push(made("aws_eip.e", json!({"domain": "vpc"}), unknown, expressions));
        plan(&rows)
    };
    let known = address(json!({"instance": refer(&["aws_instance.a.id", "aws_instance.a"])}));
    assert_eq!(verdict(&known, "internet", "i-a", 443), Delivered);
    assert_eq!(verdict(&known, "internet", "i-b", 443), Dropped);
    let open = address(
        json!({"instance": refer(&["var.first", "aws_instance.a.id", "aws_instance.a", "aws_instance.b.id", "aws_instance.b"])}),
    );
    assert_eq!(verdict(&open, "internet", "i-a", 443), Unknown);
    assert_eq!(verdict(&open, "i-b", "internet", 443), Unknown);
}

#[test]
fn an_interface_with_blocks_of_addresses_may_have_any_of_the_subnet() {
    let interface = |more: &str| {
        with(&format!("  N: {{Type: AWS::EC2::NetworkInterface, Properties: {{SubnetId: !Ref S2{more}}}}}\n"))
    };
    assert_eq!(to_nobody(&interface("")), Dropped);
    for more in [", Ipv4PrefixCount: 1", ", Ipv4Prefixes: [{Ipv4Prefix: 10.0.2.64/28}]"] {
        let open = interface(more);
        assert_eq!(to_nobody(&open), Unknown, "{more}");
        assert!(says(&open.report.approximated, "N", "blocks of addresses besides"), "{more}");
    }
    let interface = |blocks: Value, count: u32| {
        let mut rows = standing(&to_internet(), &json!([rule(443, "0.0.0.0/0")]));
        let values = json!({"id": "eni-9", "subnet_id": "subnet-1", "private_ip": "10.0.1.9", "ipv4_prefixes": blocks,
            "ipv4_prefix_count": count, "ipv6_prefix_count": 0});
        rows.insert(0, kept("aws_network_interface.n", values));
        verdict(&plan(&rows), "i-1", "10.0.1.77", 443)
    };
    assert_eq!(interface(json!([]), 0), Dropped);
    assert_eq!(interface(json!(["10.0.1.64/28"]), 1), Unknown);
}

#[test]
fn a_route_to_what_a_plan_takes_away_is_a_blackhole() {
    let routes = json!([{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}, {"cidr_block": "10.7.0.0/16", "vpc_peering_connection_id": "pcx-1"}]);
    let ground = || standing(&routes, &json!([rule(443, "0.0.0.0/0")]));
    let to_peer = |rows: &[Planned]| verdict(&plan(rows), "i-1", "10.7.0.1", 443);
    // A peering of another state is there, and nobody knows where it leads.
    assert_eq!(to_peer(&ground()), Unknown);
    let mut rows = ground();
    rows.push(gone(
        "aws_vpc_peering_connection.p",
        json!({"id": "pcx-1", "vpc_id": "vpc-1", "peer_vpc_id": "vpc-7"}),
    ));
    assert_eq!(to_peer(&rows), Dropped);
    assert_eq!(verdict(&plan(&rows), "internet", "i-1", 443), Delivered);
    let mut rows = ground();
    rows.retain(|row| row.address != "aws_internet_gateway.g");
    rows.push(gone("aws_internet_gateway.g", json!({"id": "igw-1", "vpc_id": "vpc-1"})));
    assert_eq!(verdict(&plan(&rows), "internet", "i-1", 443), Dropped);
    assert_eq!(verdict(&plan(&rows), "i-1", "internet", 443), Dropped);
}
