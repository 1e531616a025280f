//! Broken, hostile and huge files of Terraform: a message with the place, never a panic.

use crate::support::template::{files, resource, says};
use netyard_formats::import::Imported;
use netyard_formats::terraform::{TerraformError, import};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn read(text: &str) -> Result<Imported, TerraformError> {
    import(files(&[("show.json", text)]), &BTreeMap::new())
}

fn state(resources: &Value) -> String {
    json!({"format_version": "1.0", "terraform_version": "1.9.8", "values": {"root_module": {"resources": resources}}})
        .to_string()
}

fn thing(address: &str, values: &Value) -> Value {
    let (kind, name) = address.split_once('.').unwrap();
    json!({"address": address, "mode": "managed", "type": kind, "name": name, "values": values})
}

#[test]
fn broken_files_are_refused_with_their_place() {
    let cases = [
        ("{\"format_version\": \"1.0\", \"values\": {", "show.json, line 1, column 38: The file ends"),
        (
            "{\"format_version\": \"2.0\", \"values\": {}}",
            "Its format_version is 2.0; Netyard reads 0 and 1.",
        ),
        ("{\"values\": {}}", "it has no format_version"),
        (
            "{\"version\": 4, \"lineage\": \"x\", \"resources\": []}",
            "Import what `terraform show -json` prints of it.",
        ),
        ("{\"format_version\": \"1.0\"}", "No file holds resources of Terraform."),
        ("[1, 2", "show.json, line 1, column 6"),
    ];
    for (text, expected) in cases {
        let error = read(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
    let deep = format!("{{\"format_version\": \"1.0\", \"values\": {}{}}}", "[".repeat(500), "]".repeat(500));
    assert!(read(&deep).unwrap_err().to_string().contains("nested deeper than 64 levels"));
}

#[test]
fn an_address_that_stands_twice_is_read_once_and_said() {
    let one = thing("aws_vpc.main", &json!({"id": "vpc-1", "cidr_block": "10.0.0.0/16"}));
    let two = thing("aws_vpc.main", &json!({"id": "vpc-2", "cidr_block": "10.1.0.0/16"}));
    let imported = read(&state(&json!([one, two]))).unwrap();
    assert_eq!(resource(&imported.document, "vpc-1")["cidrBlocks"], json!(["10.0.0.0/16"]));
    assert!(imported.document.resource("vpc-2").is_none());
    assert!(says(&imported.report.skipped, "aws_vpc.main, values.root_module.resources[1]", "stands twice"));
}

#[test]
fn ids_of_addresses_that_look_alike_differ() {
    let of = |key: &str| {
        json!({"address": format!("aws_vpc.main[{key:?}]"), "mode": "managed", "type": "aws_vpc", "name": "main",
            "index": key, "values": {"cidr_block": "10.0.0.0/16"}})
    };
    let imported = read(&state(&json!([of("a/b"), of("a b"), of("<script>")]))).unwrap();
    let ids: Vec<&str> =
        imported.document.resources.keys().map(netyard_core::model::ResourceId::as_str).collect();
    assert_eq!(ids, ["vpc-main-a-b", "vpc-main-a-b-2", "vpc-main-script"]);
}

#[test]
fn a_huge_count_is_read_in_a_moment_or_refused() {
    let subnets: Vec<Value> = (0..5_000)
        .map(|at| {
            json!({"address": format!("aws_subnet.many[{at}]"), "mode": "managed", "type": "aws_subnet",
                "name": "many", "index": at, "values": {"id": format!("subnet-{at}"), "vpc_id": "vpc-1"}})
        })
        .collect();
    let imported = read(&state(&json!(subnets))).unwrap();
    assert_eq!(imported.document.resources.len(), 5_001);
    let groups: Vec<Value> = (0..50_001)
        .map(|at| json!({"address": format!("aws_eip.e[{at}]"), "type": "aws_eip", "name": "e", "index": at, "values": {}}))
        .collect();
    let error = read(&state(&json!(groups))).unwrap_err().to_string();
    assert!(error.contains("of up to 50000"), "{error}");
}

#[test]
fn what_is_no_resource_is_said_with_its_path() {
    let imported = read(&state(&json!([
        thing("aws_vpc.main", &json!({"id": "vpc-1", "cidr_block": "ten"})),
        {"address": "aws_vpc.nameless", "type": "aws_vpc"},
        {"type": "aws_vpc", "name": "x"},
        17,
        thing("aws_s3_bucket.logs", &json!({"id": "logs"})),
        thing("random_id.x", &json!({"hex": "00"})),
    ])))
    .unwrap();
    let report = &imported.report;
    assert!(says(&report.skipped, "values.root_module.resources[1]", "It has no name."));
    assert!(says(&report.skipped, "values.root_module.resources[2]", "It has no address."));
    assert!(says(&report.skipped, "values.root_module.resources[3]", "It has no type."));
    assert!(says(&report.approximated, "aws_vpc.main", "ten is no CIDR block"));
    assert!(says(&report.plain, "aws_s3_bucket.logs", "does not read this type"));
    assert!(says(&report.plain, "random_id.x", "does not read this type"));
    assert_eq!(resource(&imported.document, "s3-bucket-logs")["type"], "aws_s3_bucket");
}

#[test]
fn several_files_are_one_drawing_in_any_order() {
    let one = state(&json!([thing("aws_vpc.main", &json!({"cidr_block": "10.0.0.0/16"}))]));
    let two = state(&json!([thing("aws_vpc.main", &json!({"cidr_block": "10.1.0.0/16"}))]));
    let there = import(files(&[("x.json", &one), ("y.json", &two)]), &BTreeMap::new()).unwrap();
    let back = import(files(&[("y.json", &two), ("x.json", &one)]), &BTreeMap::new()).unwrap();
    assert_eq!(there, back);
    assert_eq!(resource(&there.document, "vpc-x-main")["cidrBlocks"], json!(["10.0.0.0/16"]));
    assert_eq!(resource(&there.document, "vpc-y-main")["cidrBlocks"], json!(["10.1.0.0/16"]));
}
