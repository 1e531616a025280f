//! Import of transit gateways: what the answers of the AWS command line tell of attachments, tables and routes.

use netyard_core::model::Resource;
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use netyard_formats::aws_describe::import;
use netyard_formats::import::{Imported, SourceFile};
use serde_json::{Value, json};

fn imported(parts: &[(&str, Value)]) -> Imported {
    let files =
        parts.iter().map(|(path, value)| SourceFile { path: (*path).to_owned(), text: value.to_string() });
    import(files.collect()).unwrap()
}

fn resource(imported: &Imported, id: &str) -> Value {
    imported.document.resource(id).map_or(Value::Null, Resource::to_value)
}

fn gateways() -> Value {
    json!({"TransitGateways": [{
        "TransitGatewayId": "tgw-1", "State": "available", "OwnerId": "111122223333",
        "TransitGatewayArn": "arn:aws:ec2:eu-west-1:111122223333:transit-gateway/tgw-1",
        "Options": {"AmazonSideAsn": 64512, "DefaultRouteTableAssociation": "disable",
            "DefaultRouteTablePropagation": "enable", "SecurityGroupReferencingSupport": "enable"},
        "Tags": [{"Key": "Name", "Value": "hub"}],
    }]})
}

fn attachments() -> Value {
    json!({"TransitGatewayAttachments": [
        {"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "ResourceType": "vpc",
            "ResourceId": "vpc-1", "State": "available",
            "Association": {"TransitGatewayRouteTableId": "tgw-rtb-1", "State": "associated"}},
        {"TransitGatewayAttachmentId": "tgw-attach-2", "TransitGatewayId": "tgw-1", "ResourceType": "peering",
            "ResourceId": "tgw-2", "State": "available"},
        {"TransitGatewayAttachmentId": "tgw-attach-3", "TransitGatewayId": "tgw-1", "ResourceType": "vpc",
            "ResourceId": "vpc-3", "State": "deleted",
            "Association": {"TransitGatewayRouteTableId": "tgw-rtb-1", "State": "associated"}},
    ]})
}

fn vpc_attachments() -> Value {
    json!({"TransitGatewayVpcAttachments": [{
        "TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "VpcId": "vpc-1",
        "State": "available", "SubnetIds": ["subnet-1"],
        "Options": {"ApplianceModeSupport": "enable", "DnsSupport": "enable", "Ipv6Support": "disable"},
    }]})
}

fn tables() -> Value {
    json!({"TransitGatewayRouteTables": [
        {"TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1", "State": "available",
            "DefaultAssociationRouteTable": false, "DefaultPropagationRouteTable": true},
        {"TransitGatewayRouteTableId": "tgw-rtb-2", "TransitGatewayId": "tgw-1", "State": "available"},
    ]})
}

fn routes() -> Value {
    json!({"Routes": [
        {"DestinationCidrBlock": "10.1.0.0/16", "Type": "propagated", "State": "active", "TransitGatewayAttachments":
            [{"ResourceId": "vpc-1", "ResourceType": "vpc", "TransitGatewayAttachmentId": "tgw-attach-1"}]},
        {"DestinationCidrBlock": "10.2.0.0/16", "Type": "static", "State": "active", "TransitGatewayAttachments":
            [{"ResourceId": "tgw-2", "ResourceType": "peering", "TransitGatewayAttachmentId": "tgw-attach-2"}]},
        {"DestinationCidrBlock": "10.3.0.0/16", "Type": "static", "State": "blackhole"},
    ], "AdditionalRoutesAvailable": false})
}

#[test]
fn gateway_attachments_and_tables() {
    let all = [
        ("a.json", gateways()),
        ("b.json", attachments()),
        ("c.json", vpc_attachments()),
        ("d.json", tables()),
        ("routes-of-tgw-rtb-1.json", routes()),
    ];
    let imported = imported(&all);
    assert_eq!(
        resource(&imported, "tgw-1"),
        json!({"type": "transitGateway", "name": "hub", "region": "eu-west-1", "ownerId": "111122223333",
            "options": {"defaultRouteTableAssociation": "disable", "securityGroupReferencingSupport": "enable"}})
    );
    assert_eq!(
        resource(&imported, "tgw-attach-1"),
        json!({"type": "transitGatewayAttachment", "transitGatewayId": "tgw-1", "resourceId": "vpc-1",
            "subnetIds": ["subnet-1"], "options": {"applianceModeSupport": "enable"}})
    );
    assert_eq!(
        resource(&imported, "tgw-attach-2"),
        json!({"type": "transitGatewayAttachment", "transitGatewayId": "tgw-1", "resourceType": "peering",
            "resourceId": "tgw-2"})
    );
    assert_eq!(resource(&imported, "tgw-attach-3"), Value::Null, "what is deleted is reported and left out");
    assert_eq!(
        resource(&imported, "tgw-rtb-1"),
        json!({"type": "transitGatewayRouteTable", "transitGatewayId": "tgw-1", "defaultPropagationRouteTable": true,
            "associations": ["tgw-attach-1"], "propagations": ["tgw-attach-1"], "routes": {
                "r1": {"destinationCidrBlock": "10.2.0.0/16", "transitGatewayAttachmentId": "tgw-attach-2"},
                "r2": {"destinationCidrBlock": "10.3.0.0/16", "blackhole": true}}})
    );
    assert_eq!(
        resource(&imported, "tgw-rtb-2")["unknown"],
        json!(["routes", "propagations"]),
        "no answer tells what is in it"
    );
}

#[test]
fn the_answers_about_one_table_each() {
    let all = [
        ("a.json", gateways()),
        ("b.json", vpc_attachments()),
        (
            "c.json",
            json!({"TransitGatewayRouteTables": [
            {"TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1", "State": "available"}]}),
        ),
        (
            "d.json",
            json!({"Associations": [{"TransitGatewayAttachmentId": "tgw-attach-1", "ResourceId": "vpc-1",
            "ResourceType": "vpc", "State": "associated"}]}),
        ),
        (
            "e.json",
            json!({"TransitGatewayRouteTablePropagations": [{"TransitGatewayAttachmentId": "tgw-attach-1",
            "ResourceId": "vpc-1", "ResourceType": "vpc", "State": "enabled"}]}),
        ),
    ];
    let table = resource(&imported(&all), "tgw-rtb-1");
    assert_eq!(table["associations"], json!(["tgw-attach-1"]));
    assert_eq!(table["propagations"], json!(["tgw-attach-1"]));
    assert_eq!(table["unknown"], json!(["routes"]));
}

#[test]
fn a_peering_that_both_sides_tell_of_is_one() {
    let peering = json!({"TransitGatewayPeeringAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-2",
        "RequesterTgwInfo": {"TransitGatewayId": "tgw-2", "Region": "us-east-1"},
        "AccepterTgwInfo": {"TransitGatewayId": "tgw-1", "Region": "eu-west-1"}, "State": "available"}]});
    let imported = imported(&[("a.json", gateways()), ("b.json", attachments()), ("c.json", peering)]);
    assert_eq!(
        resource(&imported, "tgw-attach-2"),
        json!({"type": "transitGatewayAttachment", "transitGatewayId": "tgw-2", "resourceType": "peering",
            "resourceId": "tgw-1"}),
        "with the side first that asked"
    );
}

#[test]
fn what_no_answer_tells_of_ends_unknown() {
    let network = json!({
        "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16"}],
        "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.1.1.0/24", "AvailabilityZone": "eu-west-1a"}],
        "RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{"Main": true}],
            "Routes": [{"DestinationCidrBlock": "10.9.0.0/16", "TransitGatewayId": "tgw-1"}]}],
        "NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": [
            {"Egress": true, "RuleNumber": 100, "Protocol": "-1", "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"},
            {"Egress": false, "RuleNumber": 100, "Protocol": "-1", "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"}]}],
    });
    let flow = FlowSpec { source_ip: "10.1.1.10".parse().ok(), ..FlowSpec::new("subnet-1", "10.9.0.10") };
    let ways: [(&[(&str, Value)], &str); 3] = [
        (&[], "its attachments were not read"),
        (&[("b.json", gateways())], "its attachments were not read"),
        (&[("b.json", gateways()), ("c.json", vpc_attachments())], "The route tables of hub are not known"),
    ];
    for (more, missing) in ways {
        let mut parts = vec![("a.json", network.clone())];
        parts.extend(more.iter().cloned());
        let trace = trace(&RoutedNetwork::build(&imported(&parts).document), &flow).unwrap();
        assert_eq!(trace.verdict, Verdict::Unknown, "{missing}: {trace:#?}");
        assert_eq!(trace.at.as_ref().unwrap().as_str(), "tgw-1");
        assert!(trace.detail.as_ref().unwrap().contains(missing), "{missing}: {:?}", trace.detail);
    }
}

/// An answer of search-transit-gateway-routes holds what its filter asked for.
#[test]
fn routes_that_were_searched_for_prove_nothing_about_propagations() {
    let searched = |routes: Value| {
        let all = [
            ("a.json", gateways()),
            ("b.json", attachments()),
            ("c.json", tables()),
            ("routes-of-tgw-rtb-1.json", routes),
        ];
        imported(&all)
    };
    let only_static = json!({"Routes": [{"DestinationCidrBlock": "10.3.0.0/16", "Type": "static", "State": "blackhole"}],
        "AdditionalRoutesAvailable": false});
    let imported = searched(only_static);
    assert_eq!(resource(&imported, "tgw-rtb-1")["unknown"], json!(["propagations"]));
    assert!(is_approximated(&imported, "its filter"), "{:?}", imported.report);
    let imported = searched(routes());
    assert_eq!(resource(&imported, "tgw-rtb-1")["unknown"], Value::Null, "a propagated route tells of them");
    assert!(is_approximated(&imported, "its filter"), "{:?}", imported.report);
}

#[test]
fn only_the_answer_about_all_attachments_proves_that_one_is_gone() {
    let propagations = json!({"TransitGatewayRouteTablePropagations": [
        {"TransitGatewayAttachmentId": "tgw-attach-1", "ResourceType": "vpc", "State": "enabled"},
        {"TransitGatewayAttachmentId": "tgw-attach-9", "ResourceType": "vpn", "State": "enabled"}]});
    let told = |attachments: Value| {
        let all = [
            ("a.json", gateways()),
            ("b.json", attachments),
            ("c.json", tables()),
            ("propagations-of-tgw-rtb-1.json", propagations.clone()),
        ];
        imported(&all)
    };
    let some = told(vpc_attachments());
    assert!(resource(&some, "tgw-1")["unknown"].to_string().contains("\"transitGatewayAttachment\""));
    assert_eq!(resource(&some, "tgw-rtb-1")["propagations"], json!(["tgw-attach-1", "tgw-attach-9"]));
    let all = told(attachments());
    assert_eq!(resource(&all, "tgw-1")["unknown"], Value::Null);
    assert_eq!(resource(&all, "tgw-rtb-1")["propagations"], json!(["tgw-attach-1"]));
    assert!(is_approximated(&all, "tgw-attach-9"), "{:?}", all.report);
}

#[test]
fn what_public_access_stops_is_asked_for() {
    let network = |mode: Option<&str>| {
        let mut vpc = json!({"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16"});
        if let Some(mode) = mode {
            vpc["BlockPublicAccessStates"] = json!({"InternetGatewayBlockMode": mode});
        }
        json!({"Vpcs": [vpc], "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.1.1.0/24",
            "AvailabilityZone": "eu-west-1a"}]})
    };
    let missing = "No answer tells what VPC Block Public Access stops here";
    assert!(is_approximated(&imported(&[("a.json", network(None))]), missing));
    assert!(!is_approximated(&imported(&[("a.json", network(Some("off")))]), missing));
    let options =
        json!({"VpcBlockPublicAccessOptions": {"AwsRegion": "eu-west-1", "InternetGatewayBlockMode": "off"}});
    assert!(!is_approximated(&imported(&[("a.json", network(None)), ("b.json", options)]), missing));
}

fn is_approximated(imported: &Imported, why: &str) -> bool {
    imported.report.approximated.iter().any(|entry| entry.why.contains(why))
}

#[test]
fn a_multicast_domain_with_its_subnets_and_groups() {
    let mut hub = gateways();
    hub["TransitGateways"][0]["Options"]["MulticastSupport"] = json!("enable");
    let domains = json!({"TransitGatewayMulticastDomains": [{
        "TransitGatewayMulticastDomainId": "tgw-mcast-domain-1", "TransitGatewayId": "tgw-1", "State": "available",
        "Options": {"Igmpv2Support": "disable", "StaticSourcesSupport": "enable", "AutoAcceptSharedAssociations": "disable"},
        "Tags": [{"Key": "Name", "Value": "video"}],
    }]});
    let associations = json!({"MulticastDomainAssociations": [
        {"TransitGatewayAttachmentId": "tgw-attach-1", "ResourceId": "vpc-1", "ResourceType": "vpc",
            "Subnet": {"SubnetId": "subnet-1", "State": "associated"}},
        {"TransitGatewayAttachmentId": "tgw-attach-1", "ResourceId": "vpc-1", "ResourceType": "vpc",
            "Subnet": {"SubnetId": "subnet-2", "State": "disassociated"}},
    ]});
    let groups = json!({"MulticastGroups": [
        {"GroupIpAddress": "239.1.1.1", "NetworkInterfaceId": "eni-1", "GroupMember": true, "GroupSource": false},
        {"GroupIpAddress": "239.1.1.1", "NetworkInterfaceId": "eni-2", "GroupMember": false, "GroupSource": true},
    ]});
    let all = [
        ("tgw.json", hub.clone()),
        ("domains.json", domains.clone()),
        ("associations.json", associations),
        ("groups.json", groups),
    ];
    let whole = imported(&all);
    assert_eq!(
        resource(&whole, "tgw-mcast-domain-1"),
        json!({"type": "transitGatewayMulticastDomain", "name": "video", "transitGatewayId": "tgw-1",
            "options": {"staticSourcesSupport": "enable"}, "subnetIds": ["subnet-1"], "groups": {
                "m1": {"groupIpAddress": "239.1.1.1", "networkInterfaceId": "eni-1", "groupMember": true},
                "m2": {"groupIpAddress": "239.1.1.1", "networkInterfaceId": "eni-2", "groupSource": true}}})
    );
    let unseen = imported(&[("tgw.json", hub)]);
    let unknown = &resource(&unseen, "tgw-1")["unknown"];
    assert!(unknown.as_array().unwrap().contains(&json!("transitGatewayMulticastDomain")), "{unknown}");
    let half = imported(&[("tgw.json", gateways()), ("domains.json", domains)]);
    assert_eq!(resource(&half, "tgw-mcast-domain-1")["unknown"], json!(["subnetIds", "groups"]));
}

fn connects() -> Value {
    json!({"TransitGatewayConnects": [{
        "TransitGatewayAttachmentId": "tgw-attach-9", "TransportTransitGatewayAttachmentId": "tgw-attach-1",
        "TransitGatewayId": "tgw-1", "State": "available", "Options": {"Protocol": "gre"},
        "Tags": [{"Key": "Name", "Value": "sdwan"}],
    }]})
}

fn connect_peers() -> Value {
    json!({"TransitGatewayConnectPeers": [
        {"TransitGatewayAttachmentId": "tgw-attach-9", "TransitGatewayConnectPeerId": "tgw-connect-peer-1",
            "State": "available", "CreationTime": "2026-11-01T09:00:00+00:00",
            "ConnectPeerConfiguration": {
                "TransitGatewayAddress": "10.99.0.1", "PeerAddress": "10.1.1.20",
                "InsideCidrBlocks": ["169.254.6.0/29"], "Protocol": "gre",
                "BgpConfigurations": [
                    {"TransitGatewayAsn": 64512, "PeerAsn": 65010, "TransitGatewayAddress": "169.254.6.2",
                        "PeerAddress": "169.254.6.1", "BgpStatus": "up"},
                    {"TransitGatewayAsn": 64512, "PeerAsn": 65010, "TransitGatewayAddress": "169.254.6.3",
                        "PeerAddress": "169.254.6.1", "BgpStatus": "down"},
                ]},
            "Tags": [{"Key": "Name", "Value": "gre-1"}]},
        {"TransitGatewayAttachmentId": "tgw-attach-9", "TransitGatewayConnectPeerId": "tgw-connect-peer-2",
            "State": "deleted"},
    ]})
}

#[test]
fn connect_attachments_and_their_peers() {
    let imported = imported(&[
        ("gateways.json", gateways()),
        ("attachments.json", attachments()),
        ("connects.json", connects()),
        ("peers.json", connect_peers()),
    ]);
    assert_eq!(
        resource(&imported, "tgw-attach-9"),
        json!({"type": "transitGatewayAttachment", "name": "sdwan", "transitGatewayId": "tgw-1",
            "resourceType": "connect", "resourceId": "tgw-attach-1"})
    );
    assert_eq!(
        resource(&imported, "tgw-connect-peer-1"),
        json!({"type": "transitGatewayConnectPeer", "name": "gre-1", "transitGatewayAttachmentId": "tgw-attach-9",
        "connectPeerConfiguration": {
            "transitGatewayAddress": "10.99.0.1", "peerAddress": "10.1.1.20",
            "insideCidrBlocks": ["169.254.6.0/29"],
            "bgpConfigurations": {
                "b1": {"transitGatewayAsn": 64512, "peerAsn": 65010, "transitGatewayAddress": "169.254.6.2",
                    "peerAddress": "169.254.6.1"},
                "b2": {"transitGatewayAsn": 64512, "peerAsn": 65010, "transitGatewayAddress": "169.254.6.3",
                    "peerAddress": "169.254.6.1", "bgpStatus": "down"},
            }}})
    );
    assert_eq!(resource(&imported, "tgw-connect-peer-2"), Value::Null, "it is deleted");
    let unknown = resource(&imported, "tgw-1")["unknown"].to_string();
    assert!(!unknown.contains("transitGatewayConnectPeer"), "{unknown}");
}

#[test]
fn connect_peers_that_were_not_read_are_not_known() {
    let imported = imported(&[
        ("gateways.json", gateways()),
        ("attachments.json", attachments()),
        ("connects.json", connects()),
    ]);
    let unknown = resource(&imported, "tgw-1")["unknown"].to_string();
    assert!(unknown.contains("transitGatewayConnectPeer"), "{unknown}");
}

#[test]
fn the_routes_of_a_table_tell_what_appliances_announce() {
    let routes = json!({"Routes": [
        {"DestinationCidrBlock": "192.168.1.0/24", "Type": "propagated", "State": "active", "TransitGatewayAttachments":
            [{"ResourceId": "tgw-attach-1", "ResourceType": "connect", "TransitGatewayAttachmentId": "tgw-attach-9"}]},
    ], "AdditionalRoutesAvailable": false});
    let imported = imported(&[
        ("gateways.json", gateways()),
        ("attachments.json", attachments()),
        ("connects.json", connects()),
        ("tables.json", tables()),
        ("tgw-rtb-1-routes.json", routes),
    ]);
    assert_eq!(
        resource(&imported, "tgw-attach-9")["advertisements"],
        json!({"a1": {"cidrBlock": "192.168.1.0/24"}})
    );
}
