//! Real templates, where they are at hand beside the workspace.

use crate::support::template::resource;
use netyard_core::change::{Change, apply_all};
use netyard_core::model::{Document, Resource};
use netyard_core::routing::RoutedNetwork;
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use netyard_formats::cloudformation::import;
use netyard_formats::import::{Imported, SourceFile};
use netyard_formats::report::ReportEntry;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the real templates are; nothing, with a word about it, where they are not at hand: they are not part of the project.
pub(crate) fn folder() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(2);
    let folder = above.map(|folder| folder.join("shared/real/cloudformation")).find(|folder| folder.is_dir());
    if folder.is_none() {
        println!("skipped: there is no shared/real/cloudformation beside the workspace");
    }
    folder
}

fn text(name: &str) -> Option<String> {
    Some(std::fs::read_to_string(folder()?.join(name)).unwrap())
}

fn read(name: &str, parameters: &[(&str, &str)]) -> Option<(String, Imported)> {
    let text = text(name)?;
    let parameters =
        parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let file = SourceFile { path: name.to_owned(), text: text.clone() };
    Some((text, import(vec![file], &parameters).unwrap()))
}

/// How often each type stands in a template, by its own lines.
fn written(text: &str) -> BTreeMap<String, usize> {
    let resources = text.split_once("\nResources:").unwrap().1;
    let resources = resources.split("\nOutputs:").next().unwrap();
    let mut counts = BTreeMap::new();
    for line in resources.lines() {
        if let Some(name) = line.strip_prefix("    Type: ") {
            *counts.entry(name.trim_matches(['"', '\'', ' ']).to_owned()).or_insert(0) += 1;
        }
    }
    counts
}

/// How often each type stands in a report.
fn told(entries: &[&[ReportEntry]]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for entry in entries.iter().copied().flatten().filter(|entry| entry.what.starts_with("AWS::")) {
        *counts.entry(entry.what.clone()).or_insert(0) += entry.count;
    }
    counts
}

/// Every resource of the template is read, a plain node, or not made; each once.
fn everything_is_told(text: &str, imported: &Imported) {
    let told = told(&[&imported.report.read, &imported.report.skipped, &imported.report.plain]);
    assert_eq!(told, written(text), "{}", imported.report);
}

fn verdict(document: &Document, from: &str, to: &str, port: u16) -> Verdict {
    let flow = FlowSpec { port: Some(port), ..FlowSpec::new(from, to) };
    let network = RoutedNetwork::build(document);
    trace(&network, &flow).unwrap().verdict
}

/// The drawing with a server in a subnet that lets web traffic in, with a public address where there is one.
fn with_server(document: &Document, subnet: &str, private: &str, public: Option<&str>) -> Document {
    let vpc = resource(document, subnet)["vpcId"].clone();
    let entry = json!({"privateIpAddress": private, "primary": true, "publicIp": public});
    let mut entry = entry;
    if public.is_none() {
        entry.as_object_mut().unwrap().remove("publicIp");
    }
    let rule = json!({"ipProtocol": "tcp", "fromPort": 80, "toPort": 80, "cidrIp": "0.0.0.0/0"});
    let changes = [
        json!({"add": "sg-probe", "resource": {"type": "securityGroup", "vpcId": vpc, "ipPermissions": {"g1": rule}}}),
        json!({"add": "i-probe", "resource": {"type": "instance"}}),
        json!({"add": "eni-probe", "resource": {
            "type": "networkInterface", "subnetId": subnet, "privateIpAddresses": [entry], "groupIds": ["sg-probe"],
            "attachment": {"instanceId": "i-probe", "deviceIndex": 0},
        }}),
    ];
    let changes: Vec<Change> = changes.iter().map(|change| Change::from_value(change).unwrap()).collect();
    let mut document = document.clone();
    apply_all(&mut document, &changes).unwrap();
    document
}

fn reaches_both_ways(document: &Document, subnet: &str, private: &str) {
    let document = with_server(document, subnet, private, Some("203.0.113.200"));
    assert_eq!(verdict(&document, "i-probe", "internet", 80), Verdict::Delivered, "{subnet}");
    assert_eq!(verdict(&document, "internet", "i-probe", 80), Verdict::Delivered, "{subnet}");
}

fn reaches_outwards_only(document: &Document, subnet: &str, private: &str) {
    let inner = with_server(document, subnet, private, None);
    assert_eq!(verdict(&inner, "i-probe", "internet", 443), Verdict::Delivered, "{subnet}");
    // Not even a public address would help: the way back leads to the NAT gateway.
    let inner = with_server(document, subnet, private, Some("203.0.113.200"));
    assert_eq!(verdict(&inner, "internet", "i-probe", 80), Verdict::Dropped, "{subnet}");
}

#[test]
fn a_vpc_with_managed_nat() {
    let Some((text, imported)) = read("VPC_With_Managed_NAT_And_Private_Subnet.yaml", &[]) else { return };
    everything_is_told(&text, &imported);
    for (subnet, private) in [("subnet-PublicSubnet0", 1), ("subnet-PublicSubnet1", 2)] {
        let block = resource(&imported.document, subnet)["cidrBlock"].as_str().unwrap().to_owned();
        let base = block.rsplit_once('.').unwrap().0.to_owned();
        reaches_both_ways(&imported.document, subnet, &format!("{base}.{}", 20 + private));
    }
    for subnet in ["subnet-PrivateSubnet0", "subnet-PrivateSubnet1"] {
        let block = resource(&imported.document, subnet)["cidrBlock"].as_str().unwrap().to_owned();
        reaches_outwards_only(
            &imported.document,
            subnet,
            &format!("{}.20", block.rsplit_once('.').unwrap().0),
        );
    }
}

#[test]
fn a_vpc_for_containers() {
    let Some((text, imported)) = read("private-vpc.yaml", &[]) else { return };
    everything_is_told(&text, &imported);
    for subnet in ["subnet-PublicSubnetOne", "subnet-PublicSubnetTwo"] {
        let block = resource(&imported.document, subnet)["cidrBlock"].as_str().unwrap().to_owned();
        reaches_both_ways(&imported.document, subnet, &format!("{}.20", block.rsplit_once('.').unwrap().0));
    }
    for subnet in ["subnet-PrivateSubnetOne", "subnet-PrivateSubnetTwo"] {
        let block = resource(&imported.document, subnet)["cidrBlock"].as_str().unwrap().to_owned();
        let private = format!("{}.20", block.rsplit_once('.').unwrap().0);
        reaches_outwards_only(&imported.document, subnet, &private);
        // Its gateway endpoint takes what goes to DynamoDB.
        let inner = with_server(&imported.document, subnet, &private, None);
        assert_eq!(verdict(&inner, "i-probe", "dynamodb", 443), Verdict::Delivered);
    }
}

/// What all zones and all subnets ask for.
pub(crate) const WHOLE: &[(&str, &str)] = &[
    ("AvailabilityZones", "eu-west-1a,eu-west-1b,eu-west-1c,eu-west-1d"),
    ("AWS::Region", "eu-west-1"),
    ("NumberOfAZs", "4"),
    ("CreateAdditionalPrivateSubnets", "true"),
    ("CreateVPCFlowLogsToCloudWatch", "true"),
];

#[test]
fn a_vpc_of_many_subnets() {
    for parameters in [&[][..], WHOLE] {
        let Some((text, imported)) = read("aws-vpc.template.yaml", parameters) else { return };
        everything_is_told(&text, &imported);
        let zones = if parameters.is_empty() { 2 } else { 4 };
        for zone in 1..=zones {
            let block = |subnet: &str| {
                let block = resource(&imported.document, subnet)["cidrBlock"].as_str().unwrap().to_owned();
                format!("{}.20", block.rsplit_once('.').unwrap().0)
            };
            let public = format!("subnet-PublicSubnet{zone}");
            reaches_both_ways(&imported.document, &public, &block(&public));
            let private = format!("subnet-PrivateSubnet{zone}A");
            reaches_outwards_only(&imported.document, &private, &block(&private));
            // The further ones have network ACLs of their own, which admit everything.
            let further = format!("subnet-PrivateSubnet{zone}B");
            if parameters.is_empty() {
                assert!(imported.document.subnet(&further).is_none());
            } else {
                reaches_outwards_only(&imported.document, &further, &block(&further));
                let has_own = imported.document.resources.values().any(|resource| {
                    matches!(resource.as_ref(), Resource::NetworkAcl(acl)
                        if acl.subnet_ids.iter().any(|id| *id == further.as_str()))
                });
                assert!(has_own, "{further}");
            }
        }
        let subnets = imported.document.resources.values();
        let subnets = subnets.filter(|resource| matches!(resource.as_ref(), Resource::Subnet(_)));
        assert_eq!(subnets.count(), if parameters.is_empty() { 4 } else { 12 });
    }
}

/// The same of a template of the project's own, which is at hand everywhere.
#[test]
fn a_vpc_of_zones() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cloudformation/zones.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    for (count, closed) in [("2", "no"), ("3", "no"), ("2", "yes"), ("3", "yes")] {
        let parameters = [("Count", count), ("Closed", closed)];
        let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let file = SourceFile { path: "zones.yaml".to_owned(), text: text.clone() };
        let imported = import(vec![file], &parameters).unwrap();
        let told = told(&[&imported.report.read, &imported.report.skipped, &imported.report.plain]);
        assert_eq!(told.values().sum::<usize>(), 41, "{}", imported.report);
        assert_eq!(resource(&imported.document, "vpc-Vpc")["region"], "eu-west-1", "its zones tell it");
        for zone in 1..=count.parse::<u8>().unwrap() {
            reaches_both_ways(
                &imported.document,
                &format!("subnet-Public{zone}"),
                &format!("10.20.{}.20", zone - 1),
            );
            reaches_outwards_only(
                &imported.document,
                &format!("subnet-Private{zone}"),
                &format!("10.20.{}.20", 64 + zone),
            );
            let inner = format!("subnet-Closed{zone}");
            if closed == "no" {
                assert!(imported.document.subnet(&inner).is_none());
                continue;
            }
            // Its network ACL admits the VPC only.
            let shut = with_server(&imported.document, &inner, &format!("10.20.{}.20", 128 + zone), None);
            assert_eq!(verdict(&shut, "i-probe", "internet", 443), Verdict::Dropped, "{inner}");
        }
        assert_eq!(imported.document.subnet("subnet-Public3").is_some(), count == "3");
    }
}
