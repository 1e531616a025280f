//! What can be written differently in a drawing: states, rules, entries, routes and what is associated.

use super::random_network::Dice;
use netyard_core::change::Change;
use netyard_core::model::{Document, Resource, ResourceId};
use serde_json::{Value, json};

/// The states in which something stands still, by type and path.
const STATES: &[(&str, &str, &str)] = &[
    ("instance", "/state", "stopped"),
    ("natGateway", "/state", "failed"),
    ("transitGatewayAttachment", "/state", "pendingAcceptance"),
    ("vpcEndpoint", "/state", "failed"),
    ("vpnGateway", "/state", "pending"),
    ("transitGateway", "/state", "pending"),
    ("dbInstance", "/dbInstanceStatus", "stopped"),
    ("task", "/lastStatus", "STOPPED"),
];

const BLOCKS: &[&str] = &[
    "0.0.0.0/0",
    "10.0.0.0/8",
    "10.0.0.0/16",
    "10.1.0.0/16",
    "192.168.0.0/16",
    "198.51.100.0/24",
    "10.0.1.0/24",
];

/// Every single thing, each written differently in one way at random.
pub(crate) fn all(dice: &mut Dice, document: &Document) -> Vec<Change> {
    let mut changes = Vec::new();
    for (id, resource) in &document.resources {
        let kind = resource.type_name();
        let value = resource.to_value();
        let states = STATES.iter().filter(|(of, ..)| *of == kind);
        changes.extend(states.map(|(_, path, state)| set(id, path, json!(state))));
        match kind {
            "vpcPeeringConnection" => changes.push(set(id, "/status", json!({"code": "pending-acceptance"}))),
            "networkInterface" => {
                let is_checked = value.get("sourceDestCheck") != Some(&json!(false));
                changes.push(set(id, "/sourceDestCheck", json!(!is_checked)));
                if let Some(group) = group_beside(dice, document, id) {
                    changes.push(set(id, "/groupIds", json!([group.as_str()])));
                }
            }
            "subnet" => changes.push(set(
                id,
                "/availabilityZone",
                json!(dice.pick(&["eu-west-1a", "eu-west-1b", "eu-west-1c"])),
            )),
            "securityGroup" => {
                for field in ["ipPermissions", "ipPermissionsEgress"] {
                    for row in rows(&value, field) {
                        changes.push(rule(dice, id, &format!("/{field}/{row}")));
                    }
                }
            }
            "networkAcl" => {
                for row in rows(&value, "entries") {
                    changes.push(entry(dice, id, &value["entries"][&row], &format!("/entries/{row}")));
                }
            }
            "routeTable" | "transitGatewayRouteTable" => {
                let all = rows(&value, "routes");
                for row in &all {
                    let twin = &all[dice.below(all.len())];
                    let mut route = value["routes"][twin].clone();
                    if kind == "transitGatewayRouteTable" && dice.one_in(2) {
                        route = json!({"destinationCidrBlock": dice.pick(BLOCKS), "blackhole": true});
                    } else if dice.one_in(2) && route.get("destinationCidrBlock").is_some() {
                        route["destinationCidrBlock"] = json!(dice.pick(BLOCKS));
                    }
                    changes.push(set(id, &format!("/routes/{row}"), route));
                }
            }
            "vpnConnection" => changes.push(set(
                id,
                "/vgwTelemetry",
                json!({"t1": {"status": "DOWN"}, "t2": {"status": dice.pick(&["DOWN", "UP"])}}),
            )),
            _ => {}
        }
    }
    changes
}

fn rows(value: &Value, field: &str) -> Vec<String> {
    value.get(field).and_then(Value::as_object).map(|rows| rows.keys().cloned().collect()).unwrap_or_default()
}

fn rule(dice: &mut Dice, id: &ResourceId, path: &str) -> Change {
    let port = [22, 53, 443, 8080][dice.below(4)];
    match dice.below(3) {
        0 => set(id, path, json!({"ipProtocol": "all", "cidrIp": dice.pick(BLOCKS)})),
        1 => {
            set(id, path, json!({"ipProtocol": "udp", "fromPort": 0, "toPort": 65535, "cidrIp": "0.0.0.0/0"}))
        }
        _ => set(
            id,
            path,
            json!({"ipProtocol": "tcp", "fromPort": port, "toPort": port, "cidrIp": dice.pick(BLOCKS)}),
        ),
    }
}

fn entry(dice: &mut Dice, id: &ResourceId, entry: &Value, path: &str) -> Change {
    match dice.below(4) {
        0 => {
            let action = if entry["ruleAction"] == "deny" { "allow" } else { "deny" };
            set(id, &format!("{path}/ruleAction"), json!(action))
        }
        1 => set(id, &format!("{path}/egress"), json!(entry["egress"] != true)),
        2 if entry.get("cidrBlock").is_some() => {
            set(id, &format!("{path}/cidrBlock"), json!(dice.pick(BLOCKS)))
        }
        _ => set(id, &format!("{path}/ruleNumber"), json!(1 + dice.below(400))),
    }
}

/// A group of the VPC in which the interface is.
fn group_beside<'d>(
    dice: &mut Dice,
    document: &'d Document,
    interface: &ResourceId,
) -> Option<&'d ResourceId> {
    let subnet = document.network_interface(interface.as_str())?.subnet_id.as_ref()?;
    let vpc = document.subnet(subnet.as_str())?.vpc_id.as_ref()?;
    let is_of_vpc =
        |one: &Resource| matches!(one, Resource::SecurityGroup(group) if group.vpc_id.as_ref() == Some(vpc));
    let all: Vec<&ResourceId> =
        document.resources.iter().filter(|(_, one)| is_of_vpc(one.as_ref())).map(|(id, _)| id).collect();
    all.get(dice.below(all.len())).copied()
}

fn set(id: &ResourceId, path: &str, to: Value) -> Change {
    Change::Set { id: id.clone(), path: path.to_owned(), to }
}
