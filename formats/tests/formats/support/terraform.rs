//! Small states and plans for the tests, in which one thing is another.

use crate::support::template::files;
use netyard_formats::import::Imported;
use netyard_formats::terraform::import;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What stands in a state: type and name joined by a dot, and attributes.
pub(crate) type Row = (&'static str, Value);

pub(crate) fn read(text: &str) -> Imported {
    import(files(&[("show.json", text)]), &BTreeMap::new()).unwrap()
}

fn told((address, values): &Row) -> Value {
    let (type_name, name) = address.split_once('.').unwrap();
    json!({"address": address, "mode": "managed", "type": type_name, "name": name, "values": values})
}

/// A state of these resources.
pub(crate) fn state(rows: &[Row]) -> Imported {
    let all: Vec<Value> = rows.iter().map(told).collect();
    read(
        &json!({"format_version": "1.0", "terraform_version": "1.9.0",
        "values": {"root_module": {"resources": all}}})
        .to_string(),
    )
}

/// A resource of a plan.
pub(crate) struct Planned {
    pub(crate) address: &'static str,
    pub(crate) key: Option<u64>,
    pub(crate) actions: &'static [&'static str],
    pub(crate) before: Value,
    pub(crate) after: Value,
    pub(crate) unknown: Value,
    pub(crate) expressions: Value,
}

/// Something that is made.
pub(crate) fn made(address: &'static str, after: Value, unknown: Value, expressions: Value) -> Planned {
    Planned { address, key: None, actions: &["create"], before: Value::Null, after, unknown, expressions }
}

/// Something that is there already and stays as it is.
pub(crate) fn kept(address: &'static str, after: Value) -> Planned {
    Planned { actions: &["no-op"], before: after.clone(), ..made(address, after, json!({}), json!({})) }
}

/// Something that goes.
pub(crate) fn gone(address: &'static str, before: Value) -> Planned {
    Planned { actions: &["delete"], before, ..made(address, Value::Null, json!({}), json!({})) }
}

/// A plan of these resources.
pub(crate) fn plan(rows: &[Planned]) -> Imported {
    let (mut planned, mut changes, mut configured) = (Vec::new(), Vec::new(), Vec::<Value>::new());
    for row in rows {
        let (type_name, name) = row.address.split_once('.').unwrap();
        let address = row.key.map_or_else(|| row.address.to_owned(), |key| format!("{}[{key}]", row.address));
        if row.actions != ["delete"] && row.actions != ["forget"] {
            planned.push(json!({"address": address, "mode": "managed", "type": type_name, "name": name,
                "index": row.key, "values": row.after}));
        }
        changes.push(json!({"address": address, "type": type_name, "name": name,
            "change": {"actions": row.actions, "before": row.before, "after": row.after,
                "after_unknown": row.unknown}}));
        if !configured.iter().any(|own| own["address"] == row.address) {
            configured
                .push(json!({"address": row.address, "mode": "managed", "type": type_name, "name": name,
                "expressions": row.expressions}));
        }
    }
    read(&json!({"format_version": "1.2", "terraform_version": "1.9.0",
        "planned_values": {"root_module": {"resources": planned}}, "resource_changes": changes,
        "configuration": {"provider_config": {"aws": {"expressions": {"region": {"constant_value": "us-east-1"}}}},
            "root_module": {"resources": configured}}})
    .to_string())
}

/// What an expression refers to.
pub(crate) fn refer(references: &[&str]) -> Value {
    json!({"references": references})
}

/// A rule for tcp.
pub(crate) fn rule(port: u16, block: &str) -> Value {
    json!({"protocol": "tcp", "from_port": port, "to_port": port, "cidr_blocks": [block]})
}

/// A rule for everything.
pub(crate) fn all() -> Value {
    json!({"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]})
}

/// A VPC `vpc-1` with a public subnet `subnet-1` and an instance `i-1`, which admits `rules`.
pub(crate) fn ground(routes: &Value, rules: &Value) -> Vec<Row> {
    vec![
        (
            "aws_vpc.v",
            json!({"id": "vpc-1", "cidr_block": "10.0.0.0/16", "default_security_group_id": "sg-0",
            "default_network_acl_id": "acl-0", "main_route_table_id": "rtb-0"}),
        ),
        (
            "aws_subnet.s",
            json!({"id": "subnet-1", "vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24",
            "availability_zone": "us-east-1a"}),
        ),
        ("aws_internet_gateway.g", json!({"id": "igw-1", "vpc_id": "vpc-1"})),
        ("aws_route_table.t", json!({"id": "rtb-1", "vpc_id": "vpc-1", "route": routes})),
        (
            "aws_route_table_association.a",
            json!({"id": "rtbassoc-1", "subnet_id": "subnet-1",
            "route_table_id": "rtb-1"}),
        ),
        (
            "aws_security_group.web",
            json!({"id": "sg-1", "vpc_id": "vpc-1", "name": "web", "ingress": rules,
            "egress": [all()]}),
        ),
        (
            "aws_instance.i",
            json!({"id": "i-1", "instance_state": "running", "subnet_id": "subnet-1",
            "private_ip": "10.0.1.10", "public_ip": "54.1.2.3", "primary_network_interface_id": "eni-1",
            "vpc_security_group_ids": ["sg-1"]}),
        ),
    ]
}

/// The same as a plan that leaves it as it is.
pub(crate) fn standing(routes: &Value, rules: &Value) -> Vec<Planned> {
    ground(routes, rules).into_iter().map(|(address, values)| kept(address, values)).collect()
}

/// A route to the internet gateway of [`ground`].
pub(crate) fn to_internet() -> Value {
    json!([{"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}])
}
