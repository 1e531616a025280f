//! The describe output of real networks, where it is at hand beside the workspace.

use netyard_core::model::{Document, Resource, ResourceType};
use netyard_core::schema;
use netyard_formats::aws_describe::{Imported, NATIVE_BYTES, SourceFile, import};
use netyard_formats::link::{LinkOptions, decode, encode};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder with the networks, or `None` with a word about it: they are not part of the project.
pub(crate) fn folder() -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(2);
    let folder = above.map(|folder| folder.join("shared/real/aws-describe")).find(|folder| folder.is_dir());
    if folder.is_none() {
        println!("skipped: there is no shared/real/aws-describe beside the workspace");
    }
    folder
}

/// The import of one network; `None` where the folder is absent.
pub(crate) fn network(name: &str) -> Option<Imported> {
    let folder = folder()?;
    let mut files = Vec::new();
    collect(&folder.join(name), &folder, &mut files);
    Some(import(files, NATIVE_BYTES).unwrap())
}

fn collect(folder: &Path, root: &Path, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, root, files);
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root).unwrap().display().to_string();
            files.push(SourceFile { path, text });
        }
    }
}

fn counts(document: &Document) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for resource in document.resources.values() {
        *counts.entry(resource.type_name()).or_insert(0) += 1;
    }
    counts
}

#[test]
fn four_networks_load_whole() {
    // Counted by hand in the files: every object of every answer, the interface of the NAT gateway aside.
    let networks: [(&str, &[(ResourceType, usize)]); 4] = [
        (
            "public-subnet",
            &[
                (ResourceType::Vpc, 1),
                (ResourceType::Subnet, 1),
                (ResourceType::RouteTable, 2),
                (ResourceType::NetworkAcl, 1),
                (ResourceType::SecurityGroup, 2),
                (ResourceType::InternetGateway, 1),
                (ResourceType::Instance, 1),
                (ResourceType::NetworkInterface, 1),
            ],
        ),
        (
            "nat-gateway",
            &[
                (ResourceType::Vpc, 1),
                (ResourceType::Subnet, 3),
                (ResourceType::RouteTable, 3),
                (ResourceType::NetworkAcl, 2),
                (ResourceType::SecurityGroup, 3),
                (ResourceType::InternetGateway, 1),
                (ResourceType::NatGateway, 1),
                (ResourceType::ElasticIp, 1),
                (ResourceType::Instance, 3),
                (ResourceType::NetworkInterface, 3),
            ],
        ),
        (
            "vpc-peering",
            &[
                (ResourceType::Vpc, 3),
                (ResourceType::Subnet, 3),
                (ResourceType::RouteTable, 3),
                (ResourceType::NetworkAcl, 3),
                (ResourceType::VpcPeeringConnection, 2),
            ],
        ),
        (
            "vpc-endpoint-gateway",
            &[
                (ResourceType::Vpc, 1),
                (ResourceType::Subnet, 2),
                (ResourceType::RouteTable, 3),
                (ResourceType::NetworkAcl, 2),
                (ResourceType::InternetGateway, 1),
                (ResourceType::VpcEndpoint, 1),
                (ResourceType::ManagedPrefixList, 2),
                (ResourceType::Instance, 2),
                (ResourceType::NetworkInterface, 2),
            ],
        ),
    ];
    for (name, expected) in networks {
        let Some(Imported { document, report }) = network(name) else { return };
        let counts = counts(&document);
        for (resource_type, count) in expected {
            let type_name = resource_type.type_name();
            assert_eq!(counts.get(type_name), Some(count), "{name}: {type_name}\n{report}");
        }
        assert!(document.resources.values().all(|resource| !matches!(resource.as_ref(), Resource::Other(_))));
        let saved = schema::save(&document);
        assert_eq!(schema::open(&saved).unwrap().document, document, "{name}");
        let link = encode(&document, LinkOptions::default()).unwrap();
        assert_eq!(decode(&link).unwrap().document, document, "{name}");
    }
}

#[test]
fn an_account_without_tables_loads_and_says_what_is_missing() {
    let Some(Imported { document, report }) = network("cloudmapper-demo") else { return };
    let vpc = document.vpc("vpc-12345678").unwrap();
    assert_eq!(vpc.region.as_deref(), Some("us-east-1"));
    for kind in ["routeTable", "networkAcl", "internetGateway", "natGateway"] {
        assert!(vpc.unknown.iter().any(|unknown| unknown == kind), "{kind}: {:?}", vpc.unknown);
    }
    assert!(
        !vpc.unknown.iter().any(|unknown| unknown == "vpcPeeringConnection"),
        "the answer is empty, not absent"
    );
    assert!(!vpc.unknown.iter().any(|unknown| unknown == "securityGroup"));
    let counts = counts(&document);
    assert_eq!((counts["subnet"], counts["instance"], counts["networkInterface"]), (4, 3, 4));
    let text = report.to_string();
    for part in [
        "Load balancer",
        "Classic load balancer",
        "RDS database",
        "No answer tells of",
        "attached to two instances",
    ] {
        assert!(text.contains(part), "{part} is not in the report:\n{text}");
    }
}

#[test]
fn gateways_of_later_versions_are_drawn_plainly() {
    for (name, id, type_name) in [
        ("transit-gateway", "tgw-044be4464fcc69aff", "transitGateway"),
        ("vpn-gateway", "vgw-0c09bd7fadac961bf", "vpnGateway"),
    ] {
        let Some(Imported { document, report }) = network(name) else { return };
        assert_eq!(document.resource(id).unwrap().type_name(), type_name);
        assert!(!report.skipped.is_empty());
    }
}
