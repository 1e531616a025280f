//! Configurations in HCL become drawings as a best effort; what cannot be worked out is said with its line.

use crate::support::template::{files, packet, resource, says};
use netyard_core::model::Document;
use netyard_core::schema::open;
use netyard_core::simulate::Verdict;
use netyard_formats::import::Imported;
use netyard_formats::terraform::{TerraformError, import, looks_like_one};
use netyard_formats::terraform_export::terraform;
use serde_json::json;
use std::path::Path;

const CONFIGURATION: &str = include_str!("../../fixtures/terraform/network.tf");

fn read(text: &str, given: &[(&str, &str)]) -> Result<Imported, TerraformError> {
    let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    import(files(&[("main.tf", text)]), &given)
}

#[test]
fn a_configuration_becomes_a_network() {
    assert!(looks_like_one(CONFIGURATION));
    let document = read(CONFIGURATION, &[]).unwrap().document;
    let expected = json!({
        "type": "vpc", "name": "shop <b>", "region": "eu-west-1", "cidrBlocks": ["10.30.0.0/16"],
        "enableDnsHostnames": true,
    });
    assert_eq!(resource(&document, "vpc-main"), expected);
    let expected = json!({
        "type": "subnet", "name": "private[\"b\"]", "vpcId": "vpc-main", "availabilityZone": "eu-west-1b",
        "cidrBlock": "10.30.11.0/24",
    });
    assert_eq!(resource(&document, "subnet-private-b"), expected);
    assert_eq!(
        resource(&document, "rtb-private")["subnetIds"],
        json!(["subnet-private-a", "subnet-private-b"])
    );
    let verdict = |from: &str, to: &str, port| packet(&document, from, to, port).verdict;
    assert_eq!(verdict("internet", "i-web", 443), Verdict::Delivered);
    assert_eq!(verdict("internet", "i-web", 80), Verdict::Dropped);
    assert_eq!(verdict("i-worker", "internet", 443), Verdict::Delivered);
    assert_eq!(verdict("internet", "i-worker", 443), Verdict::Dropped);
    assert_eq!(verdict("i-web", "i-worker", 443), Verdict::Dropped);
}

#[test]
fn variables_may_be_given() {
    let document =
        read(CONFIGURATION, &[("cidr", "10.40.0.0/16"), ("region", "us-east-2")]).unwrap().document;
    assert_eq!(resource(&document, "subnet-public-1")["cidrBlock"], "10.40.1.0/24");
    assert_eq!(resource(&document, "vpc-main")["region"], "us-east-2");
}

#[test]
fn what_cannot_be_worked_out_is_open_and_said() {
    let text = CONFIGURATION
        .replace("nat_gateway_id         = aws_nat_gateway.main.id", "nat_gateway_id         = module.nat.id")
        .replace(
            "    cidr_blocks = [\"0.0.0.0/0\"]\n  }\n  egress",
            "    cidr_blocks = var.nobody\n  }\n  egress",
        );
    let imported = read(&text, &[]).unwrap();
    let document = &imported.document;
    assert_eq!(packet(document, "i-worker", "internet", 443).verdict, Verdict::Unknown);
    assert_eq!(packet(document, "internet", "i-web", 443).verdict, Verdict::Unknown);
    assert!(
        says(&imported.report.skipped, "line 75", "module is not told by HCL alone"),
        "{}",
        imported.report
    );
    assert!(says(&imported.report.skipped, "line 96", "There is no variable nobody"), "{}", imported.report);
    assert!(says(&imported.report.approximated, "", "terraform show -json"));
    // Whether there is such a route, nobody knows.
    let text = CONFIGURATION
        .replace("  nat_gateway_id         = aws", "  count = var.nobody\n  nat_gateway_id         = aws");
    assert_eq!(
        packet(&read(&text, &[]).unwrap().document, "i-worker", "internet", 443).verdict,
        Verdict::Unknown
    );
    let refused = "module \"net\" {\n  source = \"./net\"\n}\nresource \"aws_vpc\" \"a\" {\n  count = var.many\n}\nresource \"aws_security_group\" \"b\" {\n  dynamic \"ingress\" {\n    for_each = var.many\n    content {}\n  }\n}\n";
    let imported = read(refused, &[]).unwrap();
    assert!(says(&imported.report.skipped, "line 1", "The module net is not read from HCL"));
    assert!(says(&imported.report.skipped, "line 5", "Its count is not known: There is no variable many."));
    assert!(imported.document.vpc("vpc-a").is_some());
    assert!(says(
        &imported.report.skipped,
        "line 8",
        "Nothing tells what this dynamic block makes: There is no variable many."
    ));
    assert_eq!(
        resource(&imported.document, "sg-b")["ipPermissions"]["g1"]["prefixListId"],
        "pl-unknown-aws_security_group.b"
    );
}

#[test]
fn hostile_configurations_end() {
    let deep = format!("resource \"aws_vpc\" \"a\" {{\n x = {}1{}\n}}\n", "[".repeat(5000), "]".repeat(5000));
    let signs = format!("resource \"aws_vpc\" \"a\" {{\n x = {}1\n}}\n", "!".repeat(50_000));
    let asked = format!("resource \"aws_vpc\" \"a\" {{\n x = {}1\n}}\n", "true ? 1 : ".repeat(50_000));
    let sum = format!("resource \"aws_vpc\" \"a\" {{\n x = 1{}\n}}\n", " + 1".repeat(50_000));
    for text in [deep, signs, asked, sum] {
        let error = read(&text, &[]).unwrap_err().to_string();
        assert!(error.starts_with("main.tf, line 2, column 1: The file is nested deeper"), "{error}");
    }
    let error = read("resource \"aws_vpc\" \"a\" {\n  cidr_block = \n", &[]).unwrap_err().to_string();
    assert!(error.starts_with("main.tf, line 2, column "), "{error}");
    let circle = "locals {\n  a = local.b\n  b = local.a\n}\nresource \"aws_vpc\" \"a\" {\n  cidr_block = local.a\n}\n";
    assert!(says(&read(circle, &[]).unwrap().report.skipped, "", "in a circle"));
    let own = "resource \"aws_vpc\" \"a\" {\n  cidr_block = aws_vpc.a.cidr_block\n}\n";
    assert!(says(&read(own, &[]).unwrap().report.skipped, "", "in a circle"));
    let many = "resource \"aws_vpc\" \"a\" {\n  count = 1000000000\n}\nresource \"aws_vpc\" \"b\" {}\n";
    assert!(says(&read(many, &[]).unwrap().report.skipped, "line 2", "up to 2000 are read"));
}

#[test]
fn what_is_exported_is_read_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut read_back = 0;
    for path in paths {
        let document = open(&std::fs::read_to_string(&path).unwrap()).unwrap().document;
        let export = terraform(&document, None);
        let Ok(back) = read(&export.text, &[("ami", "ami-1"), ("instance_type", "t3.micro")]) else {
            // Nothing of it is made by Terraform.
            assert!(!export.text.contains("\nresource "), "{}", path.display());
            continue;
        };
        let count = |document: &Document, kind: &str| {
            document.resources.values().filter(|resource| resource.type_name() == kind).count()
        };
        for kind in ["vpc", "subnet", "internetGateway", "natGateway", "securityGroup", "instance"] {
            let said = export.left_out.iter().any(|said| said.contains("leaves out"));
            // Instances that an Auto Scaling group has started are said one by one.
            let by_group = |said: &&String| said.ends_with("its Auto Scaling group starts it when it runs.");
            let started = export.left_out.iter().filter(by_group).count();
            let started = if kind == "instance" { started } else { 0 };
            assert!(
                said || count(&back.document, kind) + started == count(&document, kind),
                "{}: {kind}",
                path.display()
            );
        }
        read_back += 1;
    }
    assert!(read_back > 50);
}

/// A function of which nobody knows the subnets is not one outside of every VPC.
#[test]
fn a_function_in_subnets_that_are_not_told_is_open() {
    let function = |subnets: &str| {
        let text = format!(
            "{CONFIGURATION}\nresource \"aws_lambda_function\" \"f\" {{\n  function_name = \"f\"\n  vpc_config {{\n    subnet_ids         = {subnets}\n    security_group_ids = []\n  }}\n}}\n"
        );
        packet(&read(&text, &[]).unwrap().document, "fn-f", "internet", 443).verdict
    };
    assert_eq!(function("[]"), Verdict::Delivered);
    assert_eq!(function("var.nobody"), Verdict::Unknown);
    assert_eq!(function("[aws_subnet.private[\"a\"].id, var.nobody]"), Verdict::Unknown);
}

/// A public subnet, a group that lets HTTPS in, one that lets nothing in, and an instance with what is given.
fn launched(template: &str, instance: &str) -> Verdict {
    let text = format!(
        r#"
provider "aws" {{ region = "eu-west-1" }}
resource "aws_vpc" "v" {{ cidr_block = "10.0.0.0/16" }}
resource "aws_internet_gateway" "g" {{ vpc_id = aws_vpc.v.id }}
resource "aws_subnet" "s" {{
  vpc_id = aws_vpc.v.id
  cidr_block = "10.0.1.0/24"
  availability_zone = "eu-west-1a"
  map_public_ip_on_launch = true
}}
resource "aws_route_table" "t" {{
  vpc_id = aws_vpc.v.id
  route {{
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.g.id
  }}
}}
resource "aws_route_table_association" "a" {{
  subnet_id = aws_subnet.s.id
  route_table_id = aws_route_table.t.id
}}
resource "aws_security_group" "open" {{
  vpc_id = aws_vpc.v.id
  ingress {{
    protocol = "tcp"
    from_port = 443
    to_port = 443
    cidr_blocks = ["0.0.0.0/0"]
  }}
  egress {{
    protocol = "-1"
    from_port = 0
    to_port = 0
    cidr_blocks = ["0.0.0.0/0"]
  }}
}}
resource "aws_security_group" "closed" {{ vpc_id = aws_vpc.v.id }}
{template}
resource "aws_instance" "i" {{
  {instance}
}}
"#
    );
    packet(&read(&text, &[]).unwrap().document, "internet", "i-i", 443).verdict
}

#[test]
fn an_instance_takes_groups_and_interfaces_from_its_launch_template() {
    let by_id = "launch_template {\n id = aws_launch_template.l.id\n version = \"$Latest\"\n }\n";
    let by_name = "launch_template {\n name = \"web\"\n }\n";
    let subnet = "subnet_id = aws_subnet.s.id\n";
    let groups = |group: &str| {
        format!(
            "resource \"aws_launch_template\" \"l\" {{\n name = \"web\"\n vpc_security_group_ids = [aws_security_group.{group}.id]\n}}"
        )
    };
    for named in [by_id, by_name] {
        let instance = format!("{subnet}{named}");
        assert_eq!(launched(&groups("open"), &instance), Verdict::Delivered, "{named}");
        assert_eq!(launched(&groups("closed"), &instance), Verdict::Dropped, "{named}");
    }
    // What the instance says itself counts more.
    let own = format!("{subnet}vpc_security_group_ids = [aws_security_group.closed.id]\n{by_id}");
    assert_eq!(launched(&groups("open"), &own), Verdict::Dropped);
    let interface = |group: &str, public: &str| {
        format!(
            "resource \"aws_launch_template\" \"l\" {{\n network_interfaces {{\n subnet_id = aws_subnet.s.id\n associate_public_ip_address = {public}\n security_groups = [aws_security_group.{group}.id]\n }}\n}}"
        )
    };
    assert_eq!(launched(&interface("open", "true"), by_id), Verdict::Delivered);
    assert_eq!(launched(&interface("closed", "true"), by_id), Verdict::Dropped);
    assert_eq!(launched(&interface("open", "false"), by_id), Verdict::Dropped);
    // Nobody knows what a template says that no file holds.
    let elsewhere = format!("{subnet}launch_template {{\n id = \"lt-1\"\n }}\n");
    assert_eq!(launched("", &elsewhere), Verdict::Unknown);
}

#[test]
fn things_stand_in_the_region_of_the_provider_that_they_name() {
    let text = r#"
variable "far" { default = "ap-southeast-2" }
provider "aws" { region = "us-east-1" }
provider "aws" {
  alias  = "eu"
  region = "eu-west-1"
}
provider "aws" {
  alias  = "far"
  region = var.far
}
resource "aws_vpc" "home" { cidr_block = "10.0.0.0/16" }
resource "aws_vpc" "eu" {
  provider   = aws.eu
  cidr_block = "10.1.0.0/16"
}
resource "aws_vpc" "far" {
  provider   = aws.far
  cidr_block = "10.2.0.0/16"
}
resource "aws_vpc" "nowhere" {
  provider   = aws.nobody
  cidr_block = "10.3.0.0/16"
}
"#;
    let Imported { document, report } = read(text, &[("far", "ap-northeast-1")]).unwrap();
    let region = |id: &str| resource(&document, id)["region"].clone();
    assert_eq!((region("vpc-home"), region("vpc-eu")), (json!("us-east-1"), json!("eu-west-1")));
    assert_eq!(region("vpc-far"), "ap-northeast-1");
    assert!(
        says(&report.approximated, "line 22", "Nothing tells the Region of the provider aws.nobody"),
        "{report}"
    );
}
