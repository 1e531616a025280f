//! What plans, states and configurations of Terraform leave open, take away or name without holding it: no verdict is firm
//! that AWS might not give.

use crate::support::template::{files, packet, says};
use crate::support::terraform::{
    Planned, all, gone, ground, kept, made, plan, refer, rule, standing, state, to_internet,
};
use netyard_core::simulate::Verdict::{self, Delivered, Dropped, Rejected, Unknown};
use netyard_formats::import::Imported;
use netyard_formats::terraform::import;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn verdict(imported: &Imported, from: &str, to: &str, port: u16) -> Verdict {
    packet(&imported.document, from, to, port).verdict
}

fn open() -> Value {
    json!([rule(22, "0.0.0.0/0"), rule(443, "0.0.0.0/0")])
}

/// A rule as a resource of its own.
fn own_rule(port: u16, block: &str) -> Value {
    json!({"type": "ingress", "security_group_id": "sg-1", "protocol": "tcp", "from_port": port, "to_port": port,
        "cidr_blocks": [block]})
}

#[test]
fn a_rule_that_a_plan_takes_away_is_closed() {
    let mut rows = standing(&to_internet(), &open());
    rows.push(kept("aws_security_group_rule.https", own_rule(443, "0.0.0.0/0")));
    assert_eq!(verdict(&plan(&rows), "internet", "i-1", 22), Delivered);
    rows.push(gone("aws_security_group_rule.ssh", own_rule(22, "0.0.0.0/0")));
    let after = plan(&rows);
    assert_eq!(verdict(&after, "internet", "i-1", 22), Dropped);
    assert_eq!(verdict(&after, "internet", "i-1", 443), Delivered);
    assert!(says(&after.report.skipped, "aws_security_group_rule.ssh", "The plan takes it away"));
}

#[test]
fn a_change_of_a_rule_that_is_not_told_leaves_the_group_open() {
    let mut rows = standing(&to_internet(), &json!([rule(443, "0.0.0.0/0")]));
    assert_eq!(verdict(&plan(&rows), "internet", "i-1", 22), Dropped);
    rows.push(Planned {
        actions: &["update"],
        before: Value::Null,
        ..kept("aws_security_group_rule.ssh", own_rule(443, "192.0.2.0/24"))
    });
    assert_eq!(verdict(&plan(&rows), "internet", "i-1", 22), Unknown);
}

#[test]
fn a_rule_that_a_plan_changes_is_the_new_one() {
    let mut rows = standing(&to_internet(), &open());
    rows.push(Planned {
        actions: &["update"],
        before: own_rule(443, "0.0.0.0/0"),
        ..kept("aws_security_group_rule.https", own_rule(443, "192.0.2.0/24"))
    });
    let after = plan(&rows);
    assert_eq!(verdict(&after, "internet", "i-1", 443), Dropped);
    assert_eq!(verdict(&after, "192.0.2.7", "i-1", 443), Delivered);
}

#[test]
fn a_route_that_a_plan_takes_away_or_changes_is_not_there() {
    let old =
        json!({"route_table_id": "rtb-1", "destination_cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"});
    let mut rows = standing(&to_internet(), &open());
    assert_eq!(verdict(&plan(&rows), "i-1", "internet", 443), Delivered);
    rows.push(gone("aws_route.out", old.clone()));
    assert_eq!(verdict(&plan(&rows), "i-1", "internet", 443), Dropped);

    let mut rows = standing(&to_internet(), &open());
    let new =
        json!({"route_table_id": "rtb-1", "destination_cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-9"});
    rows.push(Planned { actions: &["update"], before: old, ..kept("aws_route.out", new) });
    // The NAT gateway is of another state.
    assert_eq!(verdict(&plan(&rows), "i-1", "internet", 443), Unknown);
}

#[test]
fn an_entry_that_a_plan_takes_away_denies_no_more() {
    let entry = |number: u16, action: &str, block: &str| {
        json!({"rule_no": number, "action": action, "protocol": "-1", "from_port": 0, "to_port": 0,
            "cidr_block": block})
    };
    let deny = entry(50, "deny", "203.0.113.0/24");
    let acl = json!({"id": "acl-1", "vpc_id": "vpc-1", "subnet_ids": ["subnet-1"],
        "ingress": [deny, entry(100, "allow", "0.0.0.0/0")], "egress": [entry(100, "allow", "0.0.0.0/0")]});
    let mut rows = standing(&to_internet(), &open());
    rows.push(kept("aws_network_acl.n", acl));
    assert_eq!(verdict(&plan(&rows), "203.0.113.10", "i-1", 443), Dropped);
    rows.push(gone(
        "aws_network_acl_rule.deny",
        json!({"network_acl_id": "acl-1", "rule_number": 50,
        "egress": false, "rule_action": "deny", "protocol": "-1", "cidr_block": "203.0.113.0/24"}),
    ));
    assert_eq!(verdict(&plan(&rows), "203.0.113.10", "i-1", 443), Delivered);
}

/// A network that a plan makes; the instance names groups as `groups` says.
fn new_network(groups: &[&str]) -> Vec<Planned> {
    let id = || json!({"id": true});
    let in_vpc = || json!({"id": true, "vpc_id": true});
    let vpc = || json!({"vpc_id": refer(&["aws_vpc.v.id", "aws_vpc.v"])});
    let group = |name: &'static str, rules: &Value| {
        made(name, json!({"name": "x", "ingress": rules, "egress": [all()]}), in_vpc(), vpc())
    };
    vec![
        made("aws_vpc.v", json!({"cidr_block": "10.0.0.0/16"}), id(), json!({})),
        made(
            "aws_subnet.s",
            json!({"cidr_block": "10.0.1.0/24", "availability_zone": "us-east-1a",
            "map_public_ip_on_launch": true}),
            in_vpc(),
            vpc(),
        ),
        made("aws_internet_gateway.g", json!({}), in_vpc(), vpc()),
        made(
            "aws_route_table.t",
            json!({"route": [{"cidr_block": "0.0.0.0/0"}]}),
            json!({"id": true, "vpc_id": true, "route": [{"gateway_id": true}]}),
            vpc(),
        ),
        made(
            "aws_route_table_association.a",
            json!({}),
            json!({"id": true, "subnet_id": true, "route_table_id": true}),
            json!({"subnet_id": refer(&["aws_subnet.s.id", "aws_subnet.s"]),
                "route_table_id": refer(&["aws_route_table.t.id", "aws_route_table.t"])}),
        ),
        group("aws_security_group.web", &json!([rule(443, "0.0.0.0/0")])),
        group("aws_security_group.admin", &json!([rule(22, "0.0.0.0/0")])),
        made(
            "aws_instance.i",
            json!({"ami": "ami-1"}),
            json!({"id": true, "subnet_id": true, "vpc_security_group_ids": true}),
            json!({"subnet_id": refer(&["aws_subnet.s.id", "aws_subnet.s"]),
                "vpc_security_group_ids": refer(groups)}),
        ),
    ]
}

const WEB: [&str; 2] = ["aws_security_group.web.id", "aws_security_group.web"];
const ADMIN: [&str; 2] = ["aws_security_group.admin.id", "aws_security_group.admin"];

#[test]
fn a_list_that_depends_on_a_value_is_not_known() {
    let web = plan(&new_network(&WEB));
    assert_eq!(verdict(&web, "internet", "i-i", 443), Delivered);
    assert_eq!(verdict(&web, "internet", "i-i", 22), Dropped);
    let both = [&WEB[..], &ADMIN].concat();
    let both = plan(&new_network(&both));
    assert_eq!(verdict(&both, "internet", "i-i", 22), Delivered);
    assert!(says(&both.report.approximated, "aws_instance.i", "all of them are taken"));
    // var.debug ? [admin] : [web]
    let either = plan(&new_network(&[&["var.debug"], &ADMIN[..], &WEB].concat()));
    assert_eq!(verdict(&either, "internet", "i-i", 22), Unknown);
    assert_eq!(verdict(&either, "internet", "i-i", 443), Unknown);
}

#[test]
fn a_group_that_exists_is_a_part_of_a_list_with_a_new_one() {
    let mut rows = new_network(&[&WEB[..], &ADMIN].concat());
    rows.retain(|row| row.address != "aws_security_group.admin");
    rows.push(kept(
        "aws_security_group.admin",
        json!({"id": "sg-9", "vpc_id": "vpc-v",
        "ingress": [rule(22, "0.0.0.0/0")], "egress": [all()]}),
    ));
    let both = plan(&rows);
    assert_eq!(verdict(&both, "internet", "i-i", 22), Delivered);
    assert_eq!(verdict(&both, "internet", "i-i", 80), Dropped);
}

#[test]
fn rules_that_a_plan_does_not_know_may_admit_anything() {
    let dynamic = |key: &str| {
        let mut rows = new_network(&WEB);
        for row in rows.iter_mut().filter(|row| row.address == "aws_security_group.web") {
            row.after.as_object_mut().unwrap().remove(key);
            row.unknown[key] = json!(true);
        }
        rows
    };
    // A dynamic block leaves no trace but this.
    assert_eq!(verdict(&plan(&dynamic("ingress")), "internet", "i-i", 22), Unknown);
    assert_eq!(verdict(&plan(&dynamic("egress")), "i-i", "internet", 443), Unknown);
    // Of a group whose rules are resources of their own, AWS gives what the plan does not know.
    let mut rows = dynamic("ingress");
    rows.push(made(
        "aws_vpc_security_group_ingress_rule.https",
        json!({"ip_protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_ipv4": "0.0.0.0/0"}),
        json!({"security_group_id": true}),
        json!({"security_group_id": refer(&WEB)}),
    ));
    assert_eq!(verdict(&plan(&rows), "internet", "i-i", 22), Dropped);
    assert_eq!(verdict(&plan(&rows), "internet", "i-i", 443), Delivered);

    let mut rows = new_network(&WEB);
    for row in rows.iter_mut().filter(|row| row.address == "aws_route_table.t") {
        row.after = json!({});
        row.unknown["route"] = json!(true);
    }
    assert_eq!(verdict(&plan(&rows), "i-i", "internet", 443), Unknown);
}

#[test]
fn an_id_that_another_type_gives_is_no_guess() {
    // The example of AWS: routes to the endpoints of a firewall.
    let mut rows = new_network(&WEB);
    for row in rows.iter_mut().filter(|row| row.address == "aws_route_table.t") {
        row.after = json!({});
        row.unknown["route"] = json!(true);
    }
    rows.push(made(
        "aws_networkfirewall_firewall.fw",
        json!({"name": "fw"}),
        json!({"id": true, "firewall_status": true}),
        json!({}),
    ));
    rows.push(made(
        "aws_vpc_endpoint.s3",
        json!({"service_name": "com.amazonaws.us-east-1.s3",
        "vpc_endpoint_type": "Gateway"}),
        json!({"id": true, "vpc_id": true}),
        json!({"vpc_id": refer(&["aws_vpc.v.id", "aws_vpc.v"])}),
    ));
    rows.push(made(
        "aws_route.out",
        json!({"destination_cidr_block": "0.0.0.0/0"}),
        json!({"route_table_id": true, "vpc_endpoint_id": true}),
        json!({"route_table_id": refer(&["aws_route_table.t.id", "aws_route_table.t"]),
            "vpc_endpoint_id": refer(&["aws_networkfirewall_firewall.fw.firewall_status",
                "aws_networkfirewall_firewall.fw"])}),
    ));
    assert_eq!(verdict(&plan(&rows), "i-i", "internet", 443), Unknown);
}

#[test]
fn another_instance_than_the_own_is_not_guessed() {
    let counted = |associations: u64| {
        let mut rows = new_network(&WEB);
        rows.retain(|row| {
            !matches!(row.address, "aws_subnet.s" | "aws_route_table_association.a" | "aws_instance.i")
        });
        let vpc = json!({"vpc_id": refer(&["aws_vpc.v.id", "aws_vpc.v"])});
        let counted = json!({"subnet_id": refer(&["aws_subnet.s", "count.index"]),
            "route_table_id": refer(&["aws_route_table.t.id", "aws_route_table.t"])});
        for key in 0..3_u64 {
            let after = json!({"cidr_block": format!("10.0.{key}.0/24"), "map_public_ip_on_launch": true});
            rows.push(Planned {
                key: Some(key),
                ..made("aws_subnet.s", after, json!({"id": true, "vpc_id": true}), vpc.clone())
            });
        }
        for key in 0..associations {
            rows.push(Planned {
                key: Some(key),
                ..made(
                    "aws_route_table_association.a",
                    json!({}),
                    json!({"subnet_id": true, "route_table_id": true}),
                    counted.clone(),
                )
            });
        }
        rows.push(made(
            "aws_instance.i",
            json!({}),
            json!({"id": true, "subnet_id": true, "vpc_security_group_ids": true}),
            json!({"subnet_id": refer(&["aws_subnet.s[0].id", "aws_subnet.s[0]", "aws_subnet.s"]),
                "vpc_security_group_ids": refer(&WEB)}),
        ));
        plan(&rows)
    };
    // As many as there are subnets: each has its own.
    assert_eq!(verdict(&counted(3), "i-i", "internet", 443), Delivered);
    // aws_subnet.s[count.index + 1] looks the same.
    assert_eq!(verdict(&counted(1), "i-i", "internet", 443), Unknown);
}

#[test]
fn what_a_route_leads_to_in_another_state_is_not_gone() {
    for (key, id) in [
        ("nat_gateway_id", "nat-9"),
        ("transit_gateway_id", "tgw-9"),
        ("vpc_peering_connection_id", "pcx-9"),
        ("gateway_id", "igw-9"),
        ("network_interface_id", "eni-9"),
        ("vpc_endpoint_id", "vpce-9"),
    ] {
        let mut route = json!({"cidr_block": "0.0.0.0/0"});
        route[key] = json!(id);
        let imported = state(&ground(&json!([route]), &open()));
        assert_eq!(verdict(&imported, "i-1", "198.51.100.10", 443), Unknown, "{key}");
        assert!(says(&imported.report.plain, id, "do not hold it"), "{key}: {}", imported.report);
    }
    assert_eq!(verdict(&state(&ground(&json!([]), &open())), "i-1", "198.51.100.10", 443), Dropped);
    // A gateway that propagates what nobody knows.
    let mut rows = ground(&json!([]), &open());
    for (_, values) in rows.iter_mut().filter(|(address, _)| *address == "aws_route_table.t") {
        values["propagating_vgws"] = json!(["vgw-9"]);
    }
    assert_eq!(verdict(&state(&rows), "i-1", "198.51.100.10", 443), Unknown);
}

#[test]
fn block_public_access_is_read() {
    let with = |values: Value| {
        let mut rows = ground(&to_internet(), &open());
        rows.push(("aws_vpc_block_public_access_options.o", values));
        rows
    };
    let rows = with(json!({"id": "us-east-1", "internet_gateway_block_mode": "block-bidirectional"}));
    let blocked = state(&rows);
    assert_eq!(verdict(&blocked, "internet", "i-1", 443), Dropped);
    assert_eq!(verdict(&blocked, "i-1", "internet", 443), Dropped);
    let mut rows = rows;
    rows.push((
        "aws_vpc_block_public_access_exclusion.e",
        json!({"id": "vpcbpa-exclude-1", "vpc_id": "vpc-1",
        "internet_gateway_exclusion_mode": "allow-bidirectional"}),
    ));
    assert_eq!(verdict(&state(&rows), "internet", "i-1", 443), Delivered);
    // Nothing tells what it stops.
    let rows = with(json!({"id": "us-east-1"}));
    assert_eq!(verdict(&state(&rows), "internet", "i-1", 443), Unknown);
    assert_eq!(verdict(&state(&rows), "i-1", "internet", 443), Unknown);
}

#[test]
fn the_policy_of_an_endpoint_may_stand_beside_it() {
    let with = |policy: Option<&str>| {
        let mut rows = ground(&json!([]), &open());
        rows.push((
            "aws_vpc_endpoint.s3",
            json!({"id": "vpce-1", "vpc_id": "vpc-1", "vpc_endpoint_type": "Gateway",
            "service_name": "com.amazonaws.us-east-1.s3", "route_table_ids": ["rtb-1"]}),
        ));
        if let Some(policy) = policy {
            rows.push((
                "aws_vpc_endpoint_policy.p",
                json!({"id": "vpce-1", "vpc_endpoint_id": "vpce-1", "policy": policy}),
            ));
        }
        verdict(&state(&rows), "i-1", "s3:us-east-1", 443)
    };
    assert_eq!(with(None), Delivered);
    let denies = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}"#;
    assert_eq!(with(Some(denies)), Rejected);
}

#[test]
fn of_the_default_vpc_only_that_is_known_which_is_held() {
    let mut rows = ground(&json!([]), &open());
    rows.retain(|(address, _)| {
        !matches!(*address, "aws_internet_gateway.g" | "aws_route_table.t" | "aws_route_table_association.a")
    });
    for (address, _) in rows.iter_mut().filter(|(address, _)| *address == "aws_vpc.v") {
        *address = "aws_default_vpc.v";
    }
    let imported = state(&rows);
    assert_eq!(verdict(&imported, "internet", "i-1", 443), Unknown);
    assert_eq!(verdict(&imported, "i-1", "internet", 443), Unknown);
    assert!(says(&imported.report.approximated, "aws_default_vpc.v", "only takes it over"));
}

#[test]
fn what_a_default_group_admits_that_no_file_holds_is_not_known() {
    let mut rows = ground(&to_internet(), &open());
    for (_, values) in rows.iter_mut().filter(|(address, _)| *address == "aws_instance.i") {
        values["vpc_security_group_ids"] = json!(["sg-0"]);
    }
    assert_eq!(verdict(&state(&rows), "internet", "i-1", 443), Unknown);
    rows.push((
        "aws_default_security_group.d",
        json!({"id": "sg-0", "vpc_id": "vpc-1", "ingress": [], "egress": [all()]}),
    ));
    assert_eq!(verdict(&state(&rows), "internet", "i-1", 443), Dropped);
}

/// The network that configurations of these tests share; `more` is what they add.
fn configuration(more: &[(&str, &str)]) -> Imported {
    const BASE: &str = r#"
provider "aws" { region = "us-east-1" }
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "s" {
  vpc_id = aws_vpc.v.id
  cidr_block = "10.0.1.0/24"
  availability_zone = "us-east-1a"
  map_public_ip_on_launch = true
}
resource "aws_internet_gateway" "g" { vpc_id = aws_vpc.v.id }
resource "aws_instance" "i" {
  ami = "ami-1"
  subnet_id = aws_subnet.s.id
  vpc_security_group_ids = [aws_security_group.web.id]
}
resource "aws_route_table_association" "a" {
  subnet_id = aws_subnet.s.id
  route_table_id = aws_route_table.t.id
}
"#;
    const ROUTES: &str = r#"
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.v.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.g.id
  }
}
"#;
    const GROUP: &str = r#"
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.v.id
  ingress {
    protocol = "tcp"
    from_port = 443
    to_port = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    protocol = "-1"
    from_port = 0
    to_port = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}
"#;
    let has = |what: &str| more.iter().any(|(_, text)| text.contains(what) && !text.contains("# beside"));
    let mut main = BASE.to_owned();
    if !has(r#"resource "aws_route_table" "t""#) {
        main.push_str(ROUTES);
    }
    if !has(r#"resource "aws_security_group" "web""#) {
        main.push_str(GROUP);
    }
    let all: Vec<(&str, &str)> =
        std::iter::once(("a.tf", main.as_str())).chain(more.iter().copied()).collect();
    import(files(&all), &BTreeMap::new()).unwrap()
}

#[test]
fn dynamic_blocks_of_a_configuration_are_worked_out() {
    let group = |ports: &str| {
        format!(
            r#"
variable "ports" {{ {ports} }}
resource "aws_security_group" "web" {{
  vpc_id = aws_vpc.v.id
  ingress {{
    protocol = "tcp"
    from_port = 443
    to_port = 443
    cidr_blocks = ["0.0.0.0/0"]
  }}
  dynamic "ingress" {{
    for_each = var.ports
    content {{
      protocol = "tcp"
      from_port = ingress.value
      to_port = ingress.value
      cidr_blocks = ["0.0.0.0/0"]
    }}
  }}
}}"#
        )
    };
    let ask = |ports: &str, port| {
        verdict(&configuration(&[("b.tf", group(ports).as_str())]), "internet", "i-i", port)
    };
    assert_eq!(ask("default = [22]", 22), Delivered);
    assert_eq!(ask("default = []", 22), Dropped);
    // Without a default nobody knows which ones there are; the one that is written stays.
    assert_eq!(ask("", 22), Unknown);
    assert_eq!(ask("", 443), Delivered);
}

#[test]
fn dynamic_routes_stand_beside_written_ones() {
    let table = |blocks: &str| {
        format!(
            r#"
variable "x" {{ {blocks} }}
resource "aws_nat_gateway" "n" {{
  connectivity_type = "private"
  subnet_id = aws_subnet.s.id
}}
resource "aws_route_table" "t" {{
  vpc_id = aws_vpc.v.id
  dynamic "route" {{
    for_each = var.x
    iterator = block
    content {{
      cidr_block = block.value
      nat_gateway_id = aws_nat_gateway.n.id
    }}
  }}
  route {{
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.g.id
  }}
}}"#
        )
    };
    let ask = |blocks: &str| {
        verdict(&configuration(&[("b.tf", table(blocks).as_str())]), "i-i", "198.51.100.10", 443)
    };
    assert_eq!(ask("default = []"), Delivered);
    // A private NAT gateway sends nothing to the internet.
    assert_ne!(ask(r#"default = ["198.51.100.0/24"]"#), Delivered);
    assert_eq!(ask(""), Unknown);
}

#[test]
fn maps_are_gone_over_by_their_keys() {
    let text = r#"
locals {
  nets = { public = "10.0.11.0/24", app = "10.0.12.0/24" }
  list = [for name, block in local.nets : block]
}
resource "aws_subnet" "first" {
  vpc_id = aws_vpc.v.id
  cidr_block = local.list[0]
}
resource "aws_subnet" "each" {
  for_each = { z = "10.0.8.0/24", b = "10.0.9.0/24" }
  vpc_id = aws_vpc.v.id
  cidr_block = each.value
}
resource "aws_route_table" "other" { vpc_id = aws_vpc.v.id }
resource "aws_route_table_association" "b" {
  subnet_id = [for s in aws_subnet.each : s.id][0]
  route_table_id = aws_route_table.other.id
}"#;
    let document = configuration(&[("b.tf", text)]).document;
    let block = document.subnet("subnet-first").unwrap().cidr_block.as_ref().unwrap().to_string();
    assert_eq!(block, "10.0.12.0/24");
    let table = document.route_table("rtb-other").unwrap();
    assert_eq!(table.subnet_ids, ["subnet-each-b"]);
}

#[test]
fn values_and_overriding_files_count() {
    let group = r#"
variable "allowed" { default = ["0.0.0.0/0"] }
resource "aws_security_group" "web" {
  vpc_id = aws_vpc.v.id
  ingress {
    protocol = "tcp"
    from_port = 443
    to_port = 443
    cidr_blocks = var.allowed
  }
}"#;
    let ask = |more: &[(&str, &str)]| {
        let all: Vec<(&str, &str)> = std::iter::once(("b.tf", group)).chain(more.iter().copied()).collect();
        verdict(&configuration(&all), "internet", "i-i", 443)
    };
    assert_eq!(ask(&[]), Delivered);
    assert_eq!(ask(&[("terraform.tfvars", "allowed = [\"192.0.2.0/24\"]")]), Dropped);
    let auto = ("z.auto.tfvars", "allowed = [\"0.0.0.0/0\"]");
    assert_eq!(ask(&[auto, ("terraform.tfvars", "allowed = [\"192.0.2.0/24\"]")]), Delivered);
    // What is not read may say anything.
    assert_eq!(ask(&[("terraform.tfvars.json", "{\"allowed\": [\"192.0.2.0/24\"]}")]), Unknown);
    let over = "# beside\nresource \"aws_security_group\" \"web\" {\n  ingress {\n    protocol = \"tcp\"\n    from_port = 80\n    to_port = 80\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }\n}";
    assert_eq!(ask(&[("main_override.tf", over)]), Dropped);
    let twice = configuration(&[("b.tf", group), ("c.tf", over)]);
    assert_eq!(verdict(&twice, "internet", "i-i", 443), Delivered);
    assert!(says(&twice.report.skipped, "", "aws_security_group.web stands twice"));
}
