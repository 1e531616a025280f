//! VPCs that are joined: by peering, by transit gateways; and IPv6.

use crate::support::template::{imported, imported_with, packet, resource};
use netyard_core::model::Document;
use netyard_core::simulate::Verdict;

const TWO: &str = "
Parameters: {Unknown: {Type: String}}
Resources:
  A: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
  B: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.2.0.0/16}}
  SA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref A, CidrBlock: 10.1.0.0/24, AvailabilityZone: eu-west-1a}}
  SB: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref B, CidrBlock: 10.2.0.0/24, AvailabilityZone: eu-west-1a}}
  TA: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref A}}
  TB: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref B}}
  AA: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref SA, RouteTableId: !Ref TA}}
  AB: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref SB, RouteTableId: !Ref TB}}
  GA: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a, VpcId: !Ref A, SecurityGroupIngress: [{IpProtocol: '-1', CidrIp: 10.0.0.0/8}]}}
  GB: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a, VpcId: !Ref B, SecurityGroupIngress: [{IpProtocol: '-1', CidrIp: 10.0.0.0/8}]}}
  IA: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref SA, SecurityGroupIds: [!Ref GA]}}
  IB: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref SB, SecurityGroupIds: [!Ref GB]}}
";

const PEERING: &str = "  Peer: {Type: AWS::EC2::VPCPeeringConnection, Properties: {VpcId: !Ref A, PeerVpcId: !Ref B}}
  RA: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref TA, DestinationCidrBlock: 10.2.0.0/16, VpcPeeringConnectionId: !Ref Peer}}
  RB: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref TB, DestinationCidrBlock: 10.1.0.0/16, VpcPeeringConnectionId: !Ref Peer}}
";

const HUB: &str = "  Hub: {Type: AWS::EC2::TransitGateway}
  HA: {Type: AWS::EC2::TransitGatewayAttachment, Properties: {TransitGatewayId: !Ref Hub, VpcId: !Ref A, SubnetIds: [!Ref SA]}}
  HB: {Type: AWS::EC2::TransitGatewayVpcAttachment, Properties: {TransitGatewayId: !Ref Hub, VpcId: !Ref B, SubnetIds: [!Ref SB]}}
  RA: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref TA, DestinationCidrBlock: 10.2.0.0/16, TransitGatewayId: !Ref Hub}}
  RB: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref TB, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayId: !Ref Hub}}
";

const TABLES: &str = "  HT: {Type: AWS::EC2::TransitGatewayRouteTable, Properties: {TransitGatewayId: !Ref Hub}}
  HTA: {Type: AWS::EC2::TransitGatewayRouteTableAssociation, Properties: {TransitGatewayRouteTableId: !Ref HT, TransitGatewayAttachmentId: !Ref HA}}
  HTB: {Type: AWS::EC2::TransitGatewayRouteTableAssociation, Properties: {TransitGatewayRouteTableId: !Ref HT, TransitGatewayAttachmentId: !Ref HB}}
  HPA: {Type: AWS::EC2::TransitGatewayRouteTablePropagation, Properties: {TransitGatewayRouteTableId: !Ref HT, TransitGatewayAttachmentId: !Ref HA}}
  HRB: {Type: AWS::EC2::TransitGatewayRoute, Properties: {TransitGatewayRouteTableId: !Ref HT, DestinationCidrBlock: 10.2.0.0/16, TransitGatewayAttachmentId: !Ref HB}}
";

fn both_ways(document: &Document) -> [Verdict; 2] {
    [packet(document, "i-IA", "i-IB", 443).verdict, packet(document, "i-IB", "i-IA", 443).verdict]
}

#[test]
fn a_peering_joins_two_vpcs() {
    let text = format!("{TWO}{PEERING}");
    assert_eq!(both_ways(&imported(&text).document), [Verdict::Delivered; 2]);
    let text = text.replace("DestinationCidrBlock: 10.1.0.0/16", "DestinationCidrBlock: 10.9.0.0/16");
    assert_eq!(both_ways(&imported(&text).document), [Verdict::Dropped; 2]);
}

#[test]
fn a_transit_gateway_joins_two_vpcs() {
    let text = format!("{TWO}{HUB}");
    assert_eq!(both_ways(&imported(&text).document), [Verdict::Delivered; 2]);
    let disabled = "Hub: {Type: AWS::EC2::TransitGateway, Properties: {DefaultRouteTableAssociation: disable, DefaultRouteTablePropagation: disable}}";
    let text = text.replace("Hub: {Type: AWS::EC2::TransitGateway}", disabled);
    assert_eq!(both_ways(&imported(&text).document), [Verdict::Dropped; 2]);
    let text = format!("{text}{TABLES}");
    assert_eq!(both_ways(&imported(&text).document), [Verdict::Delivered; 2]);
    // Each part that the template does not tell, or may not make, leaves the way open.
    for (before, after) in [
        (
            "HPA: {Type: AWS::EC2::TransitGatewayRouteTablePropagation, P",
            "HPA: {Type: AWS::EC2::TransitGatewayRouteTablePropagation, Condition: Open, P",
        ),
        (
            "HRB: {Type: AWS::EC2::TransitGatewayRoute, P",
            "HRB: {Type: AWS::EC2::TransitGatewayRoute, Condition: Open, P",
        ),
        (
            "HTB: {Type: AWS::EC2::TransitGatewayRouteTableAssociation, P",
            "HTB: {Type: AWS::EC2::TransitGatewayRouteTableAssociation, Condition: Open, P",
        ),
        (
            "HB: {Type: AWS::EC2::TransitGatewayVpcAttachment, P",
            "HB: {Type: AWS::EC2::TransitGatewayVpcAttachment, Condition: Open, P",
        ),
        (
            "DestinationCidrBlock: 10.2.0.0/16, TransitGatewayAttachmentId: !Ref HB",
            "DestinationCidrBlock: 10.2.0.0/16, TransitGatewayAttachmentId: !Ref Unknown",
        ),
    ] {
        assert!(text.contains(before), "{before}");
        let text = text
            .replace(before, after)
            .replace("Resources:", "Conditions: {Open: !Equals [!Ref Unknown, a]}\nResources:");
        let verdicts = both_ways(&imported(&text).document);
        assert!(
            verdicts.contains(&Verdict::Unknown) && !verdicts.contains(&Verdict::Dropped),
            "{after}: {verdicts:?}"
        );
        if after.contains("Open") {
            assert_eq!(
                both_ways(&imported_with(&text, &[("Unknown", "a")]).document),
                [Verdict::Delivered; 2]
            );
        }
    }
}

const SIX: &str = "
Resources:
  A: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
  A6: {Type: AWS::EC2::VPCCidrBlock, Properties: {VpcId: !Ref A, AmazonProvidedIpv6CidrBlock: true}}
  S: {Type: AWS::EC2::Subnet, DependsOn: A6, Properties: {VpcId: !Ref A, CidrBlock: 10.1.0.0/24, AvailabilityZone: eu-west-1a, AssignIpv6AddressOnCreation: true, Ipv6CidrBlock: !Select [1, !Cidr [!Select [0, !GetAtt A.Ipv6CidrBlocks], 4, 64]]}}
  T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref A}}
  TS: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref S, RouteTableId: !Ref T}}
  E: {Type: AWS::EC2::EgressOnlyInternetGateway, Properties: {VpcId: !Ref A}}
  R: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref T, DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: !Ref E}}
  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: a, VpcId: !Ref A, SecurityGroupIngress: [{IpProtocol: '-1', CidrIpv6: '::/0'}]}}
  I: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref S, SecurityGroupIds: [!Ref G]}}
  VE: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref A, VpcEndpointType: Interface, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.ssm', SubnetIds: [!Ref S], SecurityGroupIds: [!Ref G], PrivateDnsEnabled: true}}
";

#[test]
fn addresses_of_version_six_have_stand_ins() {
    let document = imported(SIX).document;
    assert_eq!(resource(&document, "subnet-S")["ipv6CidrBlock"], "2001:db8:100:1::/64");
    assert_eq!(resource(&document, "eni-I")["ipv6Addresses"][0]["ipv6Address"], "2001:db8:100:1::10");
    // An endpoint for IPv4 has no address of IPv6.
    assert!(resource(&document, "eni-vpce-VE-1").get("ipv6Addresses").is_none());
    let six = |from: &str, to: &str| {
        let network = netyard_core::routing::RoutedNetwork::build(&document);
        let flow = netyard_core::simulate::FlowSpec {
            family: Some(netyard_core::net::Family::Ipv6),
            ..netyard_core::simulate::FlowSpec::new(from, to)
        };
        netyard_core::simulate::trace(&network, &flow).unwrap().verdict
    };
    assert_eq!(six("i-I", "internet"), Verdict::Delivered);
    assert_eq!(six("internet", "i-I"), Verdict::Dropped);
}

const SITE: &str = "  Private: {Type: AWS::EC2::VPNGateway, Properties: {Type: ipsec.1}}
  AtA: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref A, VpnGatewayId: !Ref Private}}
  Brings: {Type: AWS::EC2::VPNGatewayRoutePropagation, Condition: Open, Properties: {RouteTableIds: [!Ref TA], VpnGatewayId: !Ref Private}}
";

#[test]
fn routes_that_a_gateway_may_bring_leave_the_way_open() {
    let text = format!("{TWO}{SITE}")
        .replace("Resources:", "Conditions: {Open: !Equals [!Ref Unknown, a]}\nResources:");
    let verdict = |given: &[(&str, &str)]| {
        packet(&imported_with(&text, given).document, "i-IA", "192.168.7.7", 443).verdict
    };
    assert_eq!(verdict(&[]), Verdict::Unknown);
    assert_eq!(verdict(&[("Unknown", "b")]), Verdict::Dropped);
    let anywhere = text.replace(
        "Condition: Open, Properties: {RouteTableIds: [!Ref TA]",
        "Properties: {RouteTableIds: [!Ref Unknown]",
    );
    assert_eq!(packet(&imported(&anywhere).document, "i-IA", "192.168.7.7", 443).verdict, Verdict::Unknown);
    let propagates = imported_with(&text, &[("Unknown", "a")]).document;
    assert_eq!(resource(&propagates, "rtb-TA")["propagatingVgws"][0], "vgw-Private");
}
