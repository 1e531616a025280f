//! Import of an organisation: 60 VPCs on three transit gateways, as the AWS command line tells of them.

use netyard_core::model::{Document, Resource, ResourceId};
use netyard_core::routing::RoutedNetwork;
use netyard_core::sample;
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use netyard_formats::aws_describe::import;
use netyard_formats::import::{Imported, SourceFile};
use netyard_scene::{NodeKind, Scene, SceneInput};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The answers of the command line about a drawing, by the name of their list.
fn answers(document: &Document) -> BTreeMap<&'static str, Vec<Value>> {
    let mut answers: BTreeMap<&'static str, Vec<Value>> = BTreeMap::new();
    for (id, resource) in &document.resources {
        let written = resource.to_value();
        let name = json!([{"Key": "Name", "Value": written["name"].as_str().unwrap_or(id.as_str())}]);
        let (list, item) = match resource.as_ref() {
            Resource::Vpc(_) => {
                ("Vpcs", json!({"VpcId": id, "CidrBlock": written["cidrBlocks"][0], "Tags": name}))
            }
            Resource::Subnet(_) => (
                "Subnets",
                json!({"SubnetId": id, "VpcId": written["vpcId"], "CidrBlock": written["cidrBlock"],
                    "AvailabilityZone": written["availabilityZone"], "Tags": name}),
            ),
            Resource::RouteTable(_) => ("RouteTables", route_table(id.as_str(), &written)),
            Resource::SecurityGroup(_) => {
                let rules = [&written["ipPermissions"]["g1"], &written["ipPermissions"]["g2"]];
                let ranges: Vec<Value> = rules.iter().map(|rule| json!({"CidrIp": rule["cidrIp"]})).collect();
                let out = json!([{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]);
                (
                    "SecurityGroups",
                    json!({"GroupId": id, "GroupName": written["groupName"], "VpcId": written["vpcId"],
                    "IpPermissions": [{"IpProtocol": "-1", "IpRanges": ranges}], "IpPermissionsEgress": out}),
                )
            }
            Resource::NetworkInterface(_) => {
                let address = &written["privateIpAddresses"][0]["privateIpAddress"];
                (
                    "NetworkInterfaces",
                    json!({"NetworkInterfaceId": id, "SubnetId": written["subnetId"],
                    "VpcId": document.subnet(written["subnetId"].as_str().unwrap()).unwrap().vpc_id,
                    "PrivateIpAddresses": [{"PrivateIpAddress": address, "Primary": true}],
                    "Groups": [{"GroupId": written["groupIds"][0]}],
                    "SourceDestCheck": written.get("sourceDestCheck").is_none(),
                    "Attachment": {"InstanceId": written["attachment"]["instanceId"], "DeviceIndex": 0, "Status": "attached"}}),
                )
            }
            Resource::Instance(_) => {
                ("Instances", json!({"InstanceId": id, "State": {"Name": "running"}, "Tags": name}))
            }
            Resource::TransitGateway(_) => {
                let region = &written["region"];
                let arn =
                    format!("arn:aws:ec2:{}:111122223333:transit-gateway/{id}", region.as_str().unwrap());
                (
                    "TransitGateways",
                    json!({"TransitGatewayId": id, "State": "available", "TransitGatewayArn": arn,
                    "Options": {"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"},
                    "Tags": name}),
                )
            }
            Resource::TransitGatewayAttachment(attachment) if attachment.is_vpc() => {
                let mode = written["options"]["applianceModeSupport"].as_str().unwrap_or("disable");
                (
                    "TransitGatewayVpcAttachments",
                    json!({"TransitGatewayAttachmentId": id, "State": "available",
                    "TransitGatewayId": written["transitGatewayId"], "VpcId": written["resourceId"],
                    "SubnetIds": written["subnetIds"], "Options": {"ApplianceModeSupport": mode}, "Tags": name}),
                )
            }
            Resource::TransitGatewayAttachment(attachment) if attachment.is_peering() => {
                let side = |end: &Value| json!({"TransitGatewayId": end});
                (
                    "TransitGatewayPeeringAttachments",
                    json!({"TransitGatewayAttachmentId": id, "State": "available",
                    "RequesterTgwInfo": side(&written["transitGatewayId"]),
                    "AccepterTgwInfo": side(&written["resourceId"]), "Tags": name}),
                )
            }
            Resource::TransitGatewayRouteTable(_) => (
                "TransitGatewayRouteTables",
                json!({
                "TransitGatewayRouteTableId": id, "TransitGatewayId": written["transitGatewayId"],
                "State": "available", "Tags": name}),
            ),
            _ => continue,
        };
        if list == "Vpcs" {
            answers.entry("NetworkAcls").or_default().push(default_acl(document, id));
        }
        answers.entry(list).or_default().push(item);
    }
    answers
}

/// The network ACL that AWS makes for a VPC; the drawing leaves it out.
fn default_acl(document: &Document, vpc: &ResourceId) -> Value {
    let id = format!("acl-of-{vpc}");
    let is_inside = |id: &&ResourceId| {
        document.subnet(id.as_str()).is_some_and(|subnet| subnet.vpc_id.as_ref() == Some(vpc))
    };
    let subnets = document.resources.keys().filter(is_inside);
    let associations: Vec<Value> =
        subnets.map(|subnet| json!({"NetworkAclId": id, "SubnetId": subnet})).collect();
    let entry = |egress: bool, number: u32, action: &str| json!({"Egress": egress, "RuleNumber": number, "Protocol": "-1", "CidrBlock": "0.0.0.0/0", "RuleAction": action});
    let entries = [true, false].map(|egress| [entry(egress, 100, "allow"), entry(egress, 32767, "deny")]);
    json!({"NetworkAclId": id, "VpcId": vpc, "IsDefault": true, "Associations": associations,
        "Entries": entries.concat()})
}

fn route_table(id: &str, written: &Value) -> Value {
    let none = Vec::new();
    let subnets = written["subnetIds"].as_array().unwrap_or(&none).iter();
    let mut associations: Vec<Value> =
        subnets.map(|subnet| json!({"RouteTableId": id, "SubnetId": subnet})).collect();
    if written["main"] == true {
        associations.push(json!({"RouteTableId": id, "Main": true}));
    }
    let routes = written["routes"].as_object().unwrap().values().map(|route| {
        json!({"DestinationCidrBlock": route["destinationCidrBlock"], "TransitGatewayId": route["transitGatewayId"],
            "NetworkInterfaceId": route["networkInterfaceId"], "State": "active", "Origin": "CreateRoute"})
    });
    json!({"RouteTableId": id, "VpcId": written["vpcId"], "Associations": associations,
        "Routes": routes.collect::<Vec<_>>()})
}

/// The answers about each table of a transit gateway, whose file names the table.
fn hub_answers(document: &Document) -> Vec<(String, Value)> {
    let mut files = Vec::new();
    for (id, resource) in &document.resources {
        let Resource::TransitGatewayRouteTable(table) = resource.as_ref() else { continue };
        let named = |list: &[ResourceId], state: &str| -> Vec<Value> {
            list.iter().map(|one| json!({"TransitGatewayAttachmentId": one, "State": state})).collect()
        };
        let routes = table.routes.values().map(|route| {
            json!({"DestinationCidrBlock": route.destination_cidr_block, "Type": "static", "State": "active",
                "TransitGatewayAttachments": [{"TransitGatewayAttachmentId": route.transit_gateway_attachment_id}]})
        });
        let routes: Vec<Value> = routes.collect();
        files.push((
            format!("routes-of-{id}.json"),
            json!({"Routes": routes, "AdditionalRoutesAvailable": false}),
        ));
        files.push((
            format!("associations-of-{id}.json"),
            json!({"Associations": named(&table.associations, "associated")}),
        ));
        files.push((
            format!("propagations-of-{id}.json"),
            json!({"TransitGatewayRouteTablePropagations": named(&table.propagations, "enabled")}),
        ));
    }
    files
}

/// The organisation without its sites, as a folder of answers.
fn folder() -> (Document, Vec<SourceFile>) {
    let mut document = sample::organisation(60);
    document.resources.retain(|id, _| {
        !["site-", "host-", "cgw-", "vpn-", "tgw-attach-vpn-"]
            .iter()
            .any(|prefix| id.as_str().starts_with(prefix))
    });
    let mut answers = answers(&document);
    let instances = answers.remove("Instances").unwrap();
    let mut files: Vec<(String, Value)> =
        answers.into_iter().map(|(list, items)| (format!("{list}.json"), json!({ list: items }))).collect();
    files.push(("Reservations.json".to_owned(), json!({"Reservations": [{"Instances": instances}]})));
    files.extend(hub_answers(&document));
    let files = files.into_iter().map(|(path, value)| SourceFile { path, text: value.to_string() });
    (document, files.collect())
}

fn imported() -> (Document, Imported) {
    let (document, files) = folder();
    (document, import(files).unwrap())
}

#[test]
fn sixty_vpcs_and_their_hubs_are_read_whole() {
    let (document, imported) = imported();
    for wanted in [
        "vpc",
        "subnet",
        "instance",
        "networkInterface",
        "routeTable",
        "securityGroup",
        "transitGateway",
        "transitGatewayAttachment",
        "transitGatewayRouteTable",
    ] {
        let count = |document: &Document| {
            let own = |resource: &&std::sync::Arc<Resource>| resource.type_name() == wanted;
            document.resources.values().filter(own).count()
        };
        assert_eq!(count(&imported.document), count(&document), "{wanted}");
    }
}

#[test]
fn packets_go_where_they_go_in_the_organisation() {
    let (_, imported) = imported();
    let network = RoutedNetwork::build(&imported.document);
    // In the second and third Region: an empty answer about the propagations of a table, as the first hub has one, counts
    // as unread.
    for (from, to) in [(1, 4), (4, 1), (2, 1), (1, 59), (58, 56)] {
        let (from, to) = (sample::spoke_host_id(from, 0), sample::spoke_host_id(to, 7));
        let trace = trace(&network, &FlowSpec::new(from.as_str(), to.as_str())).unwrap();
        assert_eq!(trace.verdict, Verdict::Delivered, "{from} to {to}: {:?} {:?}", trace.code, trace.detail);
    }
}

#[test]
fn the_folded_import_fits_on_a_screen() {
    let (_, imported) = imported();
    let document = &imported.document;
    let folded: BTreeSet<_> =
        document.resources.keys().filter(|id| document.vpc(id.as_str()).is_some()).cloned().collect();
    let public = BTreeSet::new();
    let input = SceneInput { folded: &folded, ..SceneInput::new(document, &public) };
    let scene = Scene::build(&input);
    let vpcs: Vec<_> = scene.nodes().iter().filter(|node| node.kind == NodeKind::Vpc).collect();
    assert_eq!(vpcs.len(), 61);
    assert!(vpcs.iter().all(|vpc| vpc.inside.starts_with("4 subnets, ")), "each says what it holds");
    assert!(scene.bounds().w < 4_000 && scene.bounds().h < 3_000, "{:?}", scene.bounds());
    assert_eq!(scene, Scene::build(&input));
}
