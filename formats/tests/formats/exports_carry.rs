//! What exports once left out: pools of the IP Address Manager, what BGP says in tunnels, and names of groups that AWS refuses.
//! A template gives the same drawing again; nothing beside it speaks against it.

use crate::support::template::{files, resource};
use netyard_core::model::Document;
use netyard_core::schema::open_value;
use netyard_formats::cloudformation;
use netyard_formats::cloudformation_export;
use netyard_formats::import::Imported;
use netyard_formats::terraform;
use netyard_formats::terraform_export;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn drawing(resources: &Value) -> Document {
    let whole = json!({"type": "netyard", "version": 1, "title": "shop", "resources": resources});
    open_value(whole).unwrap().document
}

fn read(template: &str) -> Imported {
    cloudformation::import(files(&[("template.yaml", template)]), &BTreeMap::new()).unwrap()
}

fn says(said: &[String], of: &str, what: &str) -> bool {
    said.iter().any(|sentence| sentence.contains(of) && sentence.contains(what))
}

/// A pool for everything, one below it for a Region, and what both gave out.
fn pools() -> Value {
    json!({
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.1.0.0/16"]},
        "ipam-pool-a": {"type": "ipamPool", "name": "Ireland", "locale": "eu-west-1", "sourceIpamPoolId": "ipam-pool-top", "cidrs": ["10.0.0.0/12"],
            "allocationMinNetmaskLength": 16, "allocationMaxNetmaskLength": 24, "allocationDefaultNetmaskLength": 20,
            "allocations": {"a1": {"cidr": "10.1.0.0/16", "resourceId": "vpc-1"}, "a2": {"cidr": "10.2.0.0/16"}}},
        "ipam-pool-top": {"type": "ipamPool", "name": "all", "cidrs": ["10.0.0.0/8"]},
    })
}

#[test]
fn pools_are_in_templates_with_a_manager() {
    let document = drawing(&pools());
    let export = cloudformation_export::cloudformation(&document, None);
    for wanted in [
        "Type: AWS::EC2::IPAM\n",
        "IpamScopeId: !GetAtt Ipam.PrivateDefaultScopeId",
        "AllocationMinNetmaskLength: 16",
        "Type: AWS::EC2::IPAMAllocation",
    ] {
        assert!(export.text.contains(wanted), "{wanted} in\n{}", export.text);
    }
    assert_eq!(export.text.matches("Type: AWS::EC2::IPAM\n").count(), 1);
    assert!(says(&export.left_out, "IP Address Manager", "makes one (Ipam)"), "{:?}", export.left_out);
    assert!(
        says(&export.left_out, "Ireland", "10.1.0.0/16 out of it is not in the template"),
        "{:?}",
        export.left_out
    );
    let back = read(&export.text).document;
    for id in ["ipam-pool-a", "ipam-pool-top"] {
        assert_eq!(resource(&back, id), resource(&document, id));
    }
    assert_eq!(back.resources.len(), document.resources.len());
}

#[test]
fn pools_are_in_configurations_with_a_manager() {
    let document = drawing(&pools());
    let export = terraform_export::terraform(&document, None);
    let text = &export.text;
    // A block comes after the one that it is part of.
    for wanted in [
        "resource \"aws_vpc_ipam\" \"ipam\"",
        "ipam_scope_id                     = aws_vpc_ipam.ipam.private_default_scope_id",
        "source_ipam_pool_id               = aws_vpc_ipam_pool.all.id",
        "depends_on   = [aws_vpc_ipam_pool_cidr.all_1]",
        "resource \"aws_vpc_ipam_pool_cidr_allocation\" \"ireland_kept_2\"",
    ] {
        assert!(text.contains(wanted), "{wanted} in\n{text}");
    }
    assert!(
        says(&export.left_out, "Ireland (ipam-pool-a): not carried as drawn", "allocations"),
        "{:?}",
        export.left_out
    );
    let back = terraform::import(files(&[("main.tf", text)]), &BTreeMap::new()).unwrap().document;
    let (mut own, read) = (resource(&document, "ipam-pool-a"), resource(&back, "ipam-pool-ireland"));
    own["sourceIpamPoolId"] = json!("ipam-pool-all");
    own["allocations"] = json!({"a1": {"cidr": "10.2.0.0/16"}});
    assert_eq!(read, own);
    assert_eq!(resource(&back, "ipam-pool-all"), resource(&document, "ipam-pool-top"));
}

#[test]
fn what_bgp_says_in_a_tunnel_comes_back_where_the_tunnel_is_the_same() {
    let document = drawing(&json!({
        "vpc-1": {"type": "vpc", "name": "edge", "region": "eu-west-1", "cidrBlocks": ["10.2.0.0/16"]},
        "subnet-1": {"type": "subnet", "name": "edge", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.2.1.0/24"},
        "tgw-1": {"type": "transitGateway", "name": "hub", "region": "eu-west-1", "options": {"transitGatewayCidrBlocks": ["10.99.0.0/24"]}},
        "tgw-attach-t": {"type": "transitGatewayAttachment", "name": "edge", "transitGatewayId": "tgw-1", "resourceId": "vpc-1", "subnetIds": ["subnet-1"]},
        "tgw-attach-c": {"type": "transitGatewayAttachment", "name": "sdwan", "transitGatewayId": "tgw-1", "resourceType": "connect", "resourceId": "tgw-attach-t"},
        "tgw-connect-peer-1": {"type": "transitGatewayConnectPeer", "name": "gre", "transitGatewayAttachmentId": "tgw-attach-c",
            "connectPeerConfiguration": {"transitGatewayAddress": "10.99.0.1", "peerAddress": "10.2.1.20", "insideCidrBlocks": ["169.254.6.0/29"],
                "bgpConfigurations": {"b1": {"peerAsn": 65010}, "b2": {"peerAsn": 65010, "bgpStatus": "down"}}}},
    }));
    let export = cloudformation_export::cloudformation(&document, None);
    assert!(says(&export.left_out, "gre", "neither AS numbers nor states"), "{:?}", export.left_out);
    assert!(!says(&export.left_out, "gre", "not carried as drawn"), "{:?}", export.left_out);
    let id = "tgw-connect-peer-1";
    assert_eq!(resource(&read(&export.text).document, id), resource(&document, id));
    // Of a tunnel that somebody has led elsewhere, the template alone counts.
    let (resources, metadata) =
        export.text.split_once("\nResources:").map(|(start, end)| (end, start)).unwrap();
    let other = format!("{metadata}\nResources:{}", resources.replace("10.2.1.20", "10.2.1.21"));
    let imported = read(&other);
    let ends = &resource(&imported.document, id)["connectPeerConfiguration"];
    assert_eq!((&ends["peerAddress"], &ends["bgpConfigurations"]), (&json!("10.2.1.21"), &Value::Null));
    let said = imported
        .report
        .skipped
        .iter()
        .any(|line| line.why.contains("connectPeerConfiguration of the Metadata is not taken"));
    assert!(said, "{:?}", imported.report.skipped);
    // Terraform asks for the number of the appliance, and for no state.
    let hcl = terraform_export::terraform(&document, None);
    assert!(hcl.text.contains("= \"65010\"\n"), "{}", hcl.text);
    assert!(says(&hcl.left_out, id, "connectPeerConfiguration"), "{:?}", hcl.left_out);
}

#[test]
fn groups_are_called_in_the_drawing_as_before() {
    let group = |name: &str| json!({"type": "securityGroup", "groupName": name, "vpcId": "vpc-1"});
    let document = drawing(&json!({
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "sg-1": group("büro | 1"), "sg-2": group("sg-web"), "sg-3": group("web"), "sg-4": group("web"),
    }));
    let export = cloudformation_export::cloudformation(&document, None);
    for wanted in
        ["GroupName: \"b-ro - 1\"\n", "GroupName: web\n", "GroupName: web-2\n", "GroupName: web-3\n"]
    {
        assert!(export.text.contains(wanted), "{wanted} in\n{}", export.text);
    }
    let back = read(&export.text).document;
    for id in ["sg-1", "sg-2", "sg-3", "sg-4"] {
        assert_eq!(resource(&back, id)["groupName"], resource(&document, id)["groupName"], "{id}");
    }
}

#[test]
fn images_and_sizes_have_usual_values_and_no_line_of_their_own() {
    let document = drawing(&json!({
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-1": {"type": "subnet", "name": "front", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.1.0/24"},
        "i-1": {"type": "instance", "name": "web"},
        "eni-1": {"type": "networkInterface", "subnetId": "subnet-1", "attachment": {"instanceId": "i-1", "deviceIndex": 0}},
        "i-2": {"type": "instance", "name": "desk", "platform": "windows"},
        "eni-2": {"type": "networkInterface", "subnetId": "subnet-1", "attachment": {"instanceId": "i-2", "deviceIndex": 0}},
    }));
    let export = terraform_export::terraform(&document, None);
    for wanted in [
        "data \"aws_ssm_parameter\" \"linux_image\" {\n  name = \"/aws/service/ami-amazon-linux-latest/",
        "data \"aws_ssm_parameter\" \"windows_image\" {\n  name = \"/aws/service/ami-windows-latest/",
        "ignore_changes = [ami]",
        "default     = \"t3.micro\"",
    ] {
        assert!(export.text.contains(wanted), "{wanted} in\n{}", export.text);
    }
    assert!(says(&export.left_out, "the variable instance_type", "t3.micro"), "{:?}", export.left_out);
    let lines = |text: &str| {
        let report = terraform::import(files(&[("main.tf", text)]), &BTreeMap::new()).unwrap().report;
        let of = |kind: &str| {
            report
                .skipped
                .iter()
                .filter(|line| line.what == kind)
                .map(|line| line.why.clone())
                .collect::<Vec<_>>()
        };
        (of("Expression"), of("Field"))
    };
    let (expressions, fields) = lines(&export.text);
    assert_eq!(expressions, Vec::<String>::new());
    // That nothing reads it is said all the same, once.
    assert_eq!(
        fields.iter().filter(|why| **why == "ami of aws_instance is not read.").count(),
        1,
        "{fields:?}"
    );
    // What decides about packets has its line.
    let open = export.text.replace("cidr_block        = \"10.0.1.0/24\"", "cidr_block        = var.block");
    assert_ne!(open, export.text);
    let open = format!("{open}\nvariable \"block\" {{}}\n")
        .replace("data.aws_ssm_parameter.linux_image.insecure_value", "var.block");
    let (expressions, _) = lines(&open);
    assert_eq!(expressions, ["The variable block has no default: give it with --parameter block=VALUE."]);
}
