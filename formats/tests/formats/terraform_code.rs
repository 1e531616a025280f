//! What makes or changes things of AWS by another way than the AWS provider's own types leaves open what it names.

use crate::support::template::{files, packet};
use crate::support::terraform::{ground, read, rule, to_internet};
use netyard_core::simulate::Verdict;
use netyard_formats::terraform::import;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const BASE: &str = r#"
provider "aws" { region = "eu-west-1" }
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "g" { vpc_id = aws_vpc.v.id }
resource "aws_subnet" "s" {
  vpc_id                  = aws_vpc.v.id
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = true
}
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.v.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.g.id
  }
}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.s.id
  route_table_id = aws_route_table.t.id
}
resource "aws_security_group" "sg" {
  vpc_id = aws_vpc.v.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "web" {
  subnet_id              = aws_subnet.s.id
  vpc_security_group_ids = [aws_security_group.sg.id]
}
"#;

/// What becomes of a packet from the internet to a port of the instance.
fn to(more: &str, port: u16) -> Verdict {
    let text = format!("{BASE}{more}");
    let document = import(files(&[("main.tf", &text)]), &BTreeMap::new()).unwrap().document;
    let web = document.resources.keys().find(|id| document.instance(id.as_str()).is_some()).unwrap();
    packet(&document, "internet", web.as_str(), port).verdict
}

#[test]
fn what_may_change_a_group_leaves_it_open() {
    assert_eq!(to("", 22), Verdict::Dropped);
    for more in [
        "resource \"awscc_ec2_security_group_ingress\" \"i\" {\n group_id = aws_security_group.sg.id\n ip_protocol = \"tcp\"\n from_port = 22\n to_port = 22\n}\n",
        "resource \"aws_cloudcontrolapi_resource\" \"i\" {\n type_name = \"AWS::EC2::SecurityGroupIngress\"\n desired_state = jsonencode({ GroupId = aws_security_group.sg.id, FromPort = 22 })\n}\n",
        "resource \"aws_lambda_invocation\" \"i\" {\n function_name = \"opens\"\n input = jsonencode({ group = aws_security_group.sg.id })\n}\n",
        "resource \"null_resource\" \"n\" {\n triggers = { group = aws_security_group.sg.id }\n provisioner \"local-exec\" {\n  command = \"./opens.sh\"\n }\n}\n",
        "resource \"terraform_data\" \"n\" {\n provisioner \"local-exec\" {\n  command = \"aws ec2 authorize-security-group-ingress --group-id ${aws_security_group.sg.id} --port 22\"\n }\n}\n",
    ] {
        assert_eq!(to(more, 22), Verdict::Unknown, "{more}");
        // What is told stays.
        assert_eq!(to(more, 443), Verdict::Delivered, "{more}");
    }
}

#[test]
fn what_only_tells_of_a_group_leaves_nothing_open() {
    for more in [
        "resource \"random_id\" \"r\" {\n keepers = { group = aws_security_group.sg.id }\n}\n",
        "resource \"null_resource\" \"n\" {\n triggers = { group = aws_security_group.sg.id }\n}\n",
        "resource \"null_resource\" \"n\" {\n triggers = { group = aws_security_group.sg.id }\n provisioner \"local-exec\" {\n  when = destroy\n  command = \"./closes.sh\"\n }\n}\n",
        "resource \"awscc_logs_log_group\" \"l\" {\n log_group_name = \"web\"\n}\n",
    ] {
        assert_eq!(to(more, 22), Verdict::Dropped, "{more}");
        assert_eq!(to(more, 443), Verdict::Delivered, "{more}");
    }
}

/// The same of a plan, in which the configuration tells of what runs.
fn planned(provisioners: &Value) -> Verdict {
    let mut all: Vec<Value> = Vec::new();
    for (address, values) in ground(&to_internet(), &json!([rule(443, "0.0.0.0/0")])) {
        let (kind, name) = address.split_once('.').unwrap();
        all.push(
            json!({"address": address, "mode": "managed", "type": kind, "name": name, "values": values}),
        );
    }
    all.push(json!({"address": "null_resource.n", "mode": "managed", "type": "null_resource", "name": "n",
        "values": {"triggers": {"group": "sg-1"}}}));
    let plan = json!({"format_version": "1.2", "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": all}}, "resource_changes": [],
        "configuration": {"root_module": {"resources": [{"address": "null_resource.n", "mode": "managed",
            "type": "null_resource", "name": "n", "provisioners": provisioners}]}}});
    packet(&read(&plan.to_string()).document, "internet", "i-1", 22).verdict
}

#[test]
fn a_plan_tells_of_what_runs_in_its_configuration() {
    assert_eq!(planned(&json!([])), Verdict::Dropped);
    let runs = json!([{"type": "local-exec", "expressions": {"command": {"constant_value": "./opens.sh"}}}]);
    assert_eq!(planned(&runs), Verdict::Unknown);
}
