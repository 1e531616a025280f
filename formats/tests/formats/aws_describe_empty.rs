//! An answer with nothing in its list is an answer, where something tells what it is about.

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

fn is_skipped(imported: &Imported, file: &str, why: &str) -> bool {
    imported.report.skipped.iter().any(|entry| entry.file == file && entry.why.contains(why))
}

fn no_propagations() -> Value {
    json!({"TransitGatewayRouteTablePropagations": []})
}

fn no_routes() -> Value {
    json!({"Routes": [], "AdditionalRoutesAvailable": false})
}

/// A gateway with two tables, a VPC and a route of it to the gateway.
fn hub() -> Vec<(&'static str, Value)> {
    let network = json!({
        "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16"}],
        "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.1.1.0/24", "AvailabilityZone": "eu-west-1a"}],
        "RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{"Main": true}],
            "Routes": [{"DestinationCidrBlock": "10.9.0.0/16", "TransitGatewayId": "tgw-1"}]}],
        "NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": [
            {"Egress": true, "RuleNumber": 100, "Protocol": "-1", "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"},
            {"Egress": false, "RuleNumber": 100, "Protocol": "-1", "CidrBlock": "0.0.0.0/0", "RuleAction": "allow"}]}],
    });
    let gateways = json!({"TransitGateways": [{"TransitGatewayId": "tgw-1", "State": "available",
        "TransitGatewayArn": "arn:aws:ec2:eu-west-1:111122223333:transit-gateway/tgw-1",
        "Options": {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}}]});
    let attachments = json!({"TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-1",
        "TransitGatewayId": "tgw-1", "ResourceType": "vpc", "ResourceId": "vpc-1", "State": "available",
        "Association": {"TransitGatewayRouteTableId": "tgw-rtb-1", "State": "associated"}}]});
    let vpc_attachments = json!({"TransitGatewayVpcAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-1",
        "TransitGatewayId": "tgw-1", "VpcId": "vpc-1", "State": "available", "SubnetIds": ["subnet-1"]}]});
    let tables = json!({"TransitGatewayRouteTables": [
        {"TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1", "State": "available"},
        {"TransitGatewayRouteTableId": "tgw-rtb-12", "TransitGatewayId": "tgw-1", "State": "available"}]});
    vec![
        ("a.json", network),
        ("b.json", gateways),
        ("c.json", attachments),
        ("d.json", vpc_attachments),
        ("e.json", tables),
    ]
}

fn verdict_of(imported: &Imported) -> (Verdict, Option<&'static str>) {
    let flow = FlowSpec { source_ip: "10.1.1.10".parse().ok(), ..FlowSpec::new("subnet-1", "10.9.0.10") };
    let trace = trace(&RoutedNetwork::build(&imported.document), &flow).unwrap();
    (trace.verdict, trace.code)
}

#[test]
fn the_name_of_the_file_tells_which_table_has_nothing() {
    let mut all = hub();
    assert_eq!(verdict_of(&imported(&all)), (Verdict::Unknown, None), "no answer at all");
    all.push(("propagations-of-tgw-rtb-1.json", no_propagations()));
    let half = imported(&all);
    assert_eq!(resource(&half, "tgw-rtb-1")["unknown"], json!(["routes"]));
    assert_eq!(
        resource(&half, "tgw-rtb-12")["unknown"],
        json!(["routes", "propagations"]),
        "nor is it this one"
    );
    assert_eq!(verdict_of(&half), (Verdict::Unknown, None));
    all.push(("routes-of-tgw-rtb-1.json", no_routes()));
    let whole = imported(&all);
    assert_eq!(resource(&whole, "tgw-rtb-1")["unknown"], Value::Null);
    assert_eq!(verdict_of(&whole), (Verdict::Dropped, Some("NO_ROUTE_TO_DESTINATION")));
}

#[test]
fn the_longer_id_in_the_name_of_a_file_is_meant() {
    let mut all = hub();
    all.push(("tgw-rtb-12.json", no_propagations()));
    let one = imported(&all);
    assert_eq!(resource(&one, "tgw-rtb-12")["unknown"], json!(["routes"]));
    assert_eq!(resource(&one, "tgw-rtb-1")["unknown"], json!(["routes", "propagations"]));
}

#[test]
fn an_answer_that_nothing_places_is_named_with_what_to_do() {
    let mut all = hub();
    all.push(("propagations.json", no_propagations()));
    all.push(("routes.json", no_routes()));
    let one = imported(&all);
    assert_eq!(resource(&one, "tgw-rtb-1")["unknown"], json!(["routes", "propagations"]));
    let what_to_do = "Put the table's id (tgw-rtb-…) into the name of the file.";
    assert!(is_skipped(&one, "propagations.json", what_to_do), "{:?}", one.report.skipped);
    assert!(is_skipped(&one, "routes.json", what_to_do), "{:?}", one.report.skipped);
    assert_eq!(verdict_of(&one), (Verdict::Unknown, None));
}

#[test]
fn the_only_table_needs_no_name() {
    let mut all = hub();
    all[4].1["TransitGatewayRouteTables"].as_array_mut().unwrap().truncate(1);
    all.push(("f.json", json!([no_propagations(), no_routes()])));
    assert_eq!(verdict_of(&imported(&all)), (Verdict::Dropped, Some("NO_ROUTE_TO_DESTINATION")));
}

#[test]
fn the_first_of_more_pages_is_no_empty_answer() {
    let mut all = hub();
    all.push(("propagations-of-tgw-rtb-1.json", no_propagations()));
    all.push(("routes-of-tgw-rtb-1.json", json!({"Routes": [], "AdditionalRoutesAvailable": true})));
    assert_eq!(resource(&imported(&all), "tgw-rtb-1")["unknown"], json!(["routes"]));
}

/// Without the answer about all attachments, every table has to tell what is associated with it.
#[test]
fn a_table_without_associations_says_so() {
    let mut all = hub();
    all.remove(2);
    all.push(("propagations-of-tgw-rtb-1.json", no_propagations()));
    all.push(("routes-of-tgw-rtb-1.json", no_routes()));
    let association = json!({"Associations": [{"TransitGatewayAttachmentId": "tgw-attach-1", "ResourceId": "vpc-1",
        "ResourceType": "vpc", "State": "associated"}]});
    all.push(("associations-of-tgw-rtb-1.json", association));
    let unknown = |imported: &Imported| resource(imported, "tgw-1")["unknown"].clone();
    let half = imported(&all);
    assert_eq!(unknown(&half), json!(["transitGatewayAttachment", "transitGatewayRouteTable"]));
    all.push(("associations-of-tgw-rtb-12.json", json!({"Associations": []})));
    let whole = imported(&all);
    assert_eq!(unknown(&whole), json!(["transitGatewayAttachment"]));
    assert_eq!(resource(&whole, "tgw-rtb-1")["associations"], json!(["tgw-attach-1"]));
}

#[test]
fn a_multicast_domain_may_have_neither_subnets_nor_groups() {
    let domains = json!({"TransitGatewayMulticastDomains": [
        {"TransitGatewayMulticastDomainId": "tgw-mcast-domain-1", "TransitGatewayId": "tgw-1", "State": "available"},
        {"TransitGatewayMulticastDomainId": "tgw-mcast-domain-2", "TransitGatewayId": "tgw-1", "State": "available"}]});
    let mut all = hub();
    all.push(("f.json", domains));
    all.push(("tgw-mcast-domain-1-subnets.json", json!({"MulticastDomainAssociations": []})));
    all.push(("tgw-mcast-domain-1-groups.json", json!({"MulticastGroups": []})));
    all.push(("groups.json", json!({"MulticastGroups": []})));
    let one = imported(&all);
    assert_eq!(resource(&one, "tgw-mcast-domain-1")["unknown"], Value::Null);
    assert_eq!(resource(&one, "tgw-mcast-domain-2")["unknown"], json!(["subnetIds", "groups"]));
    assert!(is_skipped(&one, "groups.json", "Put the domain's id"), "{:?}", one.report.skipped);
}

#[test]
fn a_prefix_list_may_have_no_entries() {
    let lists = json!({"PrefixLists": [
        {"PrefixListId": "pl-1", "PrefixListName": "offices", "OwnerId": "111122223333", "MaxEntries": 5},
        {"PrefixListId": "pl-2", "PrefixListName": "labs", "OwnerId": "111122223333", "MaxEntries": 5}]});
    let missing = |imported: &Imported, id: &str| {
        let mut approximated = imported.report.approximated.iter();
        approximated.any(|entry| entry.place == id && entry.why.contains("No answer gives its blocks"))
    };
    let mut all = hub();
    all.push(("f.json", lists));
    all.push(("entries-of-pl-1.json", json!({"Entries": []})));
    let one = imported(&all);
    assert!(!missing(&one, "pl-1"), "{:?}", one.report.approximated);
    assert!(missing(&one, "pl-2"), "{:?}", one.report.approximated);
}
