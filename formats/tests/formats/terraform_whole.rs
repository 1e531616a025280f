//! Plans and configurations of Terraform that are not whole, are large, or compare what is of different kinds.

use crate::support::template::{files, packet, says};
use crate::support::terraform::{ground, read, rule, state, to_internet};
use netyard_core::schema::save;
use netyard_core::simulate::Verdict::{Delivered, Dropped, Unknown};
use netyard_formats::terraform::import;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn shown(more: &Value) -> Value {
    let rows: Vec<Value> = ground(&json!([]), &json!([rule(443, "0.0.0.0/0")]))
        .iter()
        .map(|(address, values)| {
            let (type_name, name) = address.split_once('.').unwrap();
            json!({"address": address, "mode": "managed", "type": type_name, "name": name, "values": values})
        })
        .collect();
    let mut plan = json!({"format_version": "1.2", "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": rows}}, "resource_changes": []});
    plan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    plan
}

#[test]
fn a_plan_that_is_not_whole_says_so() {
    let ask = |more: &Value| {
        let imported = read(&shown(more).to_string());
        (packet(&imported.document, "i-1", "com.example", 443).verdict, imported.report)
    };
    let route =
        |more: &Value| packet(&read(&shown(more).to_string()).document, "internet", "i-1", 22).verdict;
    for more in [
        json!({"errored": true}),
        json!({"complete": false}),
        json!({"deferred_changes": [{"reason": "resource_config_unknown"}]}),
    ] {
        assert!(says(&ask(&more).1.approximated, "", "What it lacks is not known"), "{more}");
        let imported = read(&shown(&more).to_string());
        let vpc = imported.document.vpc("vpc-1").unwrap();
        assert!(vpc.unknown.iter().any(|kind| kind == "routeTable"), "{more}");
    }
    let whole = json!({"errored": false, "complete": true});
    assert!(!says(&ask(&whole).1.approximated, "", "What it lacks is not known"));
    assert_eq!(route(&whole), Dropped);
}

#[test]
fn rules_of_unknown_groups_stand_once_in_each_group() {
    let mut rows = ground(&to_internet(), &json!([]));
    assert_eq!(packet(&state(&rows).document, "internet", "i-1", 443).verdict, Dropped);
    let names: Vec<&'static str> =
        (0..200).map(|at| &*format!("aws_security_group_rule.r{at}").leak()).collect();
    for name in names {
        rows.push((
            name,
            json!({"type": "ingress", "protocol": "tcp", "from_port": 443, "to_port": 443,
            "cidr_blocks": ["0.0.0.0/0"]}),
        ));
    }
    let imported = state(&rows);
    assert_eq!(packet(&imported.document, "internet", "i-1", 443).verdict, Unknown);
    assert_eq!(imported.document.security_group("sg-1").unwrap().ip_permissions.len(), 1);
    assert!(save(&imported.document).len() < 20_000);
}

#[test]
fn a_policy_that_nothing_tells_may_deny() {
    let ask = |policy: &str| {
        let text = format!(
            "variable \"x\" {}\nprovider \"aws\" {{\n  region = \"us-east-1\"\n}}\nresource \"aws_vpc\" \"v\" {{\n  cidr_block = \"10.0.0.0/16\"\n}}\nresource \"aws_subnet\" \"s\" {{\n  vpc_id = aws_vpc.v.id\n  cidr_block = \"10.0.1.0/24\"\n}}\nresource \"aws_route_table\" \"t\" {{\n  vpc_id = aws_vpc.v.id\n}}\nresource \"aws_route_table_association\" \"a\" {{\n  subnet_id = aws_subnet.s.id\n  route_table_id = aws_route_table.t.id\n}}\nresource \"aws_vpc_endpoint\" \"s3\" {{\n  vpc_id = aws_vpc.v.id\n  service_name = \"com.amazonaws.us-east-1.s3\"\n  vpc_endpoint_type = \"Gateway\"\n  route_table_ids = [aws_route_table.t.id]\n  {policy}\n}}\nresource \"aws_security_group\" \"w\" {{\n  vpc_id = aws_vpc.v.id\n  egress {{\n    protocol = \"-1\"\n    from_port = 0\n    to_port = 0\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }}\n}}\nresource \"aws_instance\" \"i\" {{\n  subnet_id = aws_subnet.s.id\n  vpc_security_group_ids = [aws_security_group.w.id]\n}}\n",
            "{}"
        );
        let imported = import(files(&[("a.tf", text.as_str())]), &BTreeMap::new()).unwrap();
        packet(&imported.document, "i-i", "s3:us-east-1", 443).verdict
    };
    assert_eq!(ask(""), Delivered);
    assert_eq!(ask("policy = var.x"), Unknown);
}

#[test]
fn a_text_is_no_number_and_no_flag() {
    let ask = |variable: &str, condition: &str| {
        let text = format!(
            "variable \"x\" {{\n  {variable}\n}}\nresource \"aws_vpc\" \"v\" {{\n  cidr_block = \"10.0.0.0/16\"\n}}\nresource \"aws_subnet\" \"s\" {{\n  count = {condition} ? 1 : 0\n  vpc_id = aws_vpc.v.id\n  cidr_block = \"10.0.1.0/24\"\n}}\n"
        );
        let imported = import(files(&[("a.tf", text.as_str())]), &BTreeMap::new()).unwrap();
        let is_made = imported.document.subnet("subnet-s-0").is_some();
        let is_open = imported.document.subnet("subnet-s").is_some();
        (is_made, is_open)
    };
    assert_eq!(ask("default = true", "var.x == true"), (true, false));
    assert_eq!(ask("default = false", "var.x == true"), (false, false));
    assert_eq!(ask("default = \"true\"", "var.x == true"), (false, true));
    assert_eq!(ask("type = bool\n  default = \"true\"", "var.x == true"), (true, false));
    assert_eq!(ask("type = string\n  default = 1", "var.x == \"1\""), (true, false));
    assert_eq!(ask("default = 1", "var.x == \"1\""), (false, true));
}

#[test]
fn a_flag_that_nobody_knows_leaves_the_way_open() {
    let ask = |flag: &str| {
        let text = format!(
            "variable \"x\" {{}}\nprovider \"aws\" {{\n  region = \"us-east-1\"\n}}\nresource \"aws_vpc\" \"v\" {{\n  cidr_block = \"10.0.0.0/16\"\n}}\nresource \"aws_internet_gateway\" \"g\" {{\n  vpc_id = aws_vpc.v.id\n}}\nresource \"aws_subnet\" \"s\" {{\n  vpc_id = aws_vpc.v.id\n  cidr_block = \"10.0.1.0/24\"\n  map_public_ip_on_launch = {flag}\n}}\nresource \"aws_route_table\" \"t\" {{\n  vpc_id = aws_vpc.v.id\n  route {{\n    cidr_block = \"0.0.0.0/0\"\n    gateway_id = aws_internet_gateway.g.id\n  }}\n}}\nresource \"aws_route_table_association\" \"a\" {{\n  subnet_id = aws_subnet.s.id\n  route_table_id = aws_route_table.t.id\n}}\nresource \"aws_security_group\" \"w\" {{\n  vpc_id = aws_vpc.v.id\n  ingress {{\n    protocol = \"tcp\"\n    from_port = 443\n    to_port = 443\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }}\n}}\nresource \"aws_instance\" \"i\" {{\n  subnet_id = aws_subnet.s.id\n  vpc_security_group_ids = [aws_security_group.w.id]\n}}\n"
        );
        let imported = import(files(&[("a.tf", text.as_str())]), &BTreeMap::new()).unwrap();
        packet(&imported.document, "internet", "i-i", 443).verdict
    };
    assert_eq!(ask("true"), Delivered);
    assert_eq!(ask("false"), Dropped);
    assert_eq!(ask("var.x"), Unknown);
}
