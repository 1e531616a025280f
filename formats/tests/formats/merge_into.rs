//! An import into an open drawing: what would change is told, and is what happens. Expected plans are written by hand.

use crate::support::hundred_resources;
use netyard_core::change::{Change, apply_all};
use netyard_core::model::Document;
use netyard_core::schema;
use netyard_formats::merge::{FieldChange, MergePlan, merge_into};
use proptest::prelude::*;
use serde_json::{Value, json};

#[expect(clippy::needless_pass_by_value, reason = "callers write the JSON in place")]
fn drawing(rest: Value) -> Document {
    let mut whole = json!({"type": "netyard", "version": 1, "title": "x", "rulesDate": "2026-11-01"});
    for (key, value) in rest.as_object().unwrap() {
        whole[key] = value.clone();
    }
    schema::open_value(whole).unwrap().document
}

#[expect(clippy::needless_pass_by_value, reason = "callers write the JSON in place")]
fn resources(resources: Value) -> Document {
    drawing(json!({"resources": resources}))
}

fn ids(things: &[netyard_formats::merge::Thing]) -> Vec<&str> {
    things.iter().map(|thing| thing.id.as_str()).collect()
}

fn field(path: &str, old: Value, new: Value) -> FieldChange {
    let some = |value: Value| (!value.is_null()).then_some(value);
    FieldChange { path: path.to_owned(), old: some(old), new: some(new) }
}

fn only_fields(plan: &MergePlan) -> &[FieldChange] {
    assert_eq!(plan.changed.len(), 1, "{plan}");
    &plan.changed[0].fields
}

#[test]
fn things_are_added_changed_kept_and_told_by_id() {
    let open = drawing(json!({"title": "mine", "placement": {"subnet-1": {"x": 5, "y": 6}},
        "notes": {"n1": {"text": "by hand", "x": 0, "y": 0}}, "resources": {
        "vpc-1": {"type": "vpc", "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-1": {"type": "subnet", "name": "db-a", "vpcId": "vpc-1", "cidrBlock": "10.0.1.0/24"},
        "i-1": {"type": "instance", "name": "web"},
    }}));
    let imported = resources(json!({
        "vpc-1": {"type": "vpc", "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-1": {"type": "subnet", "name": "db-a", "vpcId": "vpc-1", "cidrBlock": "10.0.1.0/24", "mapPublicIpOnLaunch": true},
        "igw-1": {"type": "internetGateway", "vpcId": "vpc-1"},
    }));
    let plan = merge_into(&open, &imported);
    assert_eq!(
        (ids(&plan.added), ids(&plan.unchanged), ids(&plan.only_open)),
        (vec!["igw-1"], vec!["vpc-1"], vec!["i-1"])
    );
    assert_eq!(only_fields(&plan), [field("/mapPublicIpOnLaunch", json!(false), json!(true))]);
    assert_eq!(
        plan.to_string(),
        "1 added, 1 changed, 1 unchanged, 1 only in the open drawing

Added: 1
  igw-1 · Internet gateway

Changed: 1
  subnet-1 (db-a) · Subnet
      mapPublicIpOnLaunch: false → true

Only in the open drawing, where it stays: 1
  i-1 (web) · Instance
"
    );
    let merged = plan.merged(&open).unwrap();
    assert_eq!((merged.title.as_str(), merged.notes.len(), merged.placement.len()), ("mine", 1, 1));
    assert_eq!(merged.subnet("subnet-1"), imported.subnet("subnet-1"));
    assert!(merged.instance("i-1").is_some() && merged.internet_gateway("igw-1").is_some());
    assert!(merge_into(&merged, &imported).is_empty());
}

#[test]
fn what_only_people_write_stays_and_is_told() {
    let open = resources(json!({"i-1": {"type": "instance", "name": "web", "state": "stopped",
        "listens": {"l1": {"protocol": "tcp", "fromPort": 443, "toPort": 443}}}}));
    let imported = resources(json!({"i-1": {"type": "instance"}}));
    let plan = merge_into(&open, &imported);
    assert_eq!(only_fields(&plan), [field("/state", json!("stopped"), json!(null))]);
    let kept: Vec<&str> = plan.kept.iter().map(|kept| kept.what.as_str()).collect();
    assert_eq!(kept, ["name of i-1 (web) · Instance", "listens of i-1 (web) · Instance"]);
    let merged = plan.merged(&open).unwrap();
    let instance = merged.instance("i-1").unwrap();
    assert_eq!((instance.name.as_deref(), instance.state.as_str()), (Some("web"), "running"));
    assert!(instance.listens.is_some());
}

#[test]
fn what_one_of_them_knows_is_known() {
    let vpc = |unknown: Value| {
        resources(json!({"vpc-1": {"type": "vpc", "cidrBlocks": ["10.0.0.0/16"], "unknown": unknown}}))
    };
    let unknown_after = |open: &Document, imported: &Document| {
        merge_into(open, imported).merged(open).unwrap().vpc("vpc-1").unwrap().unknown.clone()
    };
    let (nothing, tables, both) =
        (vpc(json!([])), vpc(json!(["routeTable"])), vpc(json!(["routeTable", "subnet"])));
    assert_eq!(unknown_after(&nothing, &both), Vec::<String>::new());
    assert_eq!(unknown_after(&both, &nothing), Vec::<String>::new());
    assert_eq!(unknown_after(&both, &tables), ["routeTable"]);
    assert!(merge_into(&tables, &both).is_empty());
}

#[test]
fn parts_that_an_import_did_not_see_stay_as_they_are_drawn() {
    let balancer = |rest: &Value| {
        let mut whole = json!({"type": "loadBalancer", "loadBalancerType": "application"});
        whole.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        resources(json!({"lb-1": whole}))
    };
    let listeners = json!({"l1": {"port": 443, "protocol": "HTTPS"}});
    let known = balancer(&json!({"listeners": listeners}));
    let unseen = balancer(&json!({"scheme": "internal", "unknown": ["listeners", "attributes"]}));
    let plan = merge_into(&known, &unseen);
    let merged = plan.merged(&known).unwrap();
    let after = merged.load_balancer("lb-1").unwrap();
    assert_eq!(after.listeners, known.load_balancer("lb-1").unwrap().listeners);
    assert_eq!(after.unknown, ["attributes"], "nobody knows them");
    assert!(plan.kept.iter().any(|kept| kept.what.starts_with("listeners of lb-1")), "{plan}");
    // Nobody knows of listeners where neither has any.
    let bare = balancer(&json!({}));
    let merged = merge_into(&bare, &unseen).merged(&bare).unwrap();
    assert_eq!(merged.load_balancer("lb-1").unwrap().unknown, ["listeners", "attributes"]);
}

#[test]
fn what_an_import_draws_only_because_a_route_leads_there_changes_nothing() {
    let open = resources(json!({
        "tgw-1": {"type": "transitGateway", "name": "hub", "ownerId": "111122223333"},
        "vgw-1": {"type": "vpnGateway", "vpcId": "vpc-1", "amazonSideAsn": 64_512},
        "igw-1": {"type": "internetGateway", "vpcId": "vpc-1"},
    }));
    let imported = resources(json!({
        "tgw-1": {"type": "transitGateway", "unknown": ["transitGatewayAttachment", "transitGatewayRouteTable"]},
        "vgw-1": {"type": "vpnGateway", "vpcId": "vpc-2"},
        "igw-1": {"type": "internetGateway"},
    }));
    let plan = merge_into(&open, &imported);
    assert_eq!(
        only_fields(&plan),
        [field("/vpcId", json!("vpc-1"), json!(null))],
        "a gateway that is detached"
    );
    assert_eq!((plan.changed[0].thing.id.as_str(), plan.kept.len()), ("igw-1", 2));
}

#[test]
fn rows_keep_the_ids_that_they_have_in_the_drawing() {
    let open = resources(json!({"rtb-1": {"type": "routeTable", "vpcId": "vpc-1", "routes": {
        "r9k2f": {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"},
        "r7aaa": {"destinationCidrBlock": "10.1.0.0/16", "vpcPeeringConnectionId": "pcx-1"},
        "r1": {"destinationCidrBlock": "10.9.0.0/16", "vpcPeeringConnectionId": "pcx-1"},
    }}}));
    let imported = resources(json!({"rtb-1": {"type": "routeTable", "vpcId": "vpc-1", "routes": {
        "r1": {"destinationCidrBlock": "10.1.0.0/16", "transitGatewayId": "tgw-1"},
        "r2": {"destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"},
        "r3": {"destinationCidrBlock": "10.2.0.0/16", "transitGatewayId": "tgw-1"},
    }}}));
    let plan = merge_into(&open, &imported);
    assert_eq!(
        only_fields(&plan),
        [
            field(
                "/routes/r1",
                json!({"destinationCidrBlock": "10.9.0.0/16", "vpcPeeringConnectionId": "pcx-1"}),
                json!(null)
            ),
            field("/routes/r7aaa/vpcPeeringConnectionId", json!("pcx-1"), json!(null)),
            field("/routes/r7aaa/transitGatewayId", json!(null), json!("tgw-1")),
            field(
                "/routes/r3",
                json!(null),
                json!({"destinationCidrBlock": "10.2.0.0/16", "transitGatewayId": "tgw-1"})
            ),
        ]
    );
    let merged = plan.merged(&open).unwrap();
    let rows: Vec<&str> =
        merged.route_table("rtb-1").unwrap().routes.keys().map(netyard_core::model::RowId::as_str).collect();
    assert_eq!(rows, ["r3", "r7aaa", "r9k2f"]);
}

#[test]
fn an_id_of_a_row_that_is_taken_is_not_given_twice() {
    let group = |rows: Value| resources(json!({"sg-1": {"type": "securityGroup", "ipPermissions": rows}}));
    let port =
        |port: u16| json!({"ipProtocol": "tcp", "fromPort": port, "toPort": port, "cidrIp": "10.0.0.0/8"});
    let open = group(json!({"g1": port(443)}));
    let imported = group(json!({"g1": port(22), "g2": port(443)}));
    let merged = merge_into(&open, &imported).merged(&open).unwrap();
    assert_eq!(merged, group(json!({"g1": port(443), "g1-2": port(22)})));
}

#[test]
fn a_plain_node_takes_the_place_of_nothing_that_is_known() {
    let open = resources(json!({"lgw-1": {"type": "localGateway", "name": "rack"}, "x": {"type": "vpc"}}));
    let bare = resources(json!({"lgw-1": {"type": "localGateway"}, "x": {"type": "coreNetwork"}}));
    let plan = merge_into(&open, &bare);
    assert!(plan.is_empty(), "{plan}");
    assert_eq!(plan.kept.len(), 2);
    let told =
        resources(json!({"lgw-1": {"type": "localGateway", "name": "other"}, "x": {"type": "subnet"}}));
    let plan = merge_into(&open, &told);
    assert_eq!(plan.merged(&open).unwrap(), told);
    assert_eq!(plan.changed[1].fields, [field("/type", json!("vpc"), json!("subnet"))]);
}

#[test]
fn words_of_another_drawing_come_along_where_their_ids_are_free() {
    let note = |text: &str| json!({"text": text, "x": 0, "y": 0});
    let open = drawing(json!({"notes": {"n1": note("mine")}, "later": 1}));
    let imported = drawing(json!({"notes": {"n1": note("theirs"), "n2": note("new")}, "later": 2,
        "placement": {"vpc-1": {"x": 1, "y": 1}}, "resources": {"vpc-1": {"type": "vpc"}}}));
    let plan = merge_into(&open, &imported);
    let merged = plan.merged(&open).unwrap();
    assert_eq!((merged.notes["n1"].text.as_str(), merged.notes["n2"].text.as_str()), ("mine", "new"));
    assert!(merged.placement.is_empty());
    let kept: Vec<&str> = plan.kept.iter().map(|kept| kept.what.as_str()).collect();
    assert_eq!(kept, ["n1 · Note", "1 places of the import", "Field later of the import"]);
}

/// A drawing with some of its things left out, renamed, switched and with other rows.
fn altered(document: &Document, choices: &[u8]) -> Document {
    let mut value = schema::to_value(document);
    let resources = value["resources"].as_object_mut().unwrap();
    let ids: Vec<String> = resources.keys().cloned().collect();
    for (id, choice) in ids.iter().zip(choices.iter().cycle()) {
        let resource = &mut resources[id];
        match choice % 9 {
            0 => drop(resources.shift_remove(id)),
            1 => resource["name"] = json!(format!("other {choice}")),
            2 => resource["later/field"] = json!({"deep": [choice]}),
            3 => resource["mapPublicIpOnLaunch"] = json!(choice % 2 == 0),
            4 => *resource = json!({"type": "subnet", "vpcId": "vpc-9"}),
            5 => {
                resource["routes"] = json!({"r1": {"destinationCidrBlock": format!("10.{choice}.0.0/16"), "gatewayId": "igw-1"}});
            }
            6 => *resource = json!({"type": "laterType", "x": choice, "a": {"z": 1, "b": 2}}),
            _ => {}
        }
    }
    value["notes"] =
        json!({format!("n{}", choices.len() % 3): {"text": "a note", "x": 1, "y": choices.len()}});
    schema::open_value(value).unwrap().document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_changes_of_a_plan_make_the_merged_drawing_and_are_undone(
        left in prop::collection::vec(any::<u8>(), 1..120),
        right in prop::collection::vec(any::<u8>(), 1..120),
    ) {
        let (open, imported) = (altered(&hundred_resources(), &left), altered(&hundred_resources(), &right));
        let plan = merge_into(&open, &imported);
        prop_assert_eq!(&plan, &merge_into(&open, &imported));
        let mut merged = open.clone();
        let undo = apply_all(&mut merged, &plan.changes).unwrap();
        for (id, resource) in &imported.resources {
            let (mut found, mut expected) = (merged.resources[id].to_value(), resource.to_value());
            // The ids of rows are the open drawing's; a name that the import does not have stays.
            for value in [&mut found, &mut expected] {
                for rows in ["routes", "ipPermissions", "entries"] {
                    if let Some(Value::Object(table)) = value.get_mut(rows) {
                        let mut rows: Vec<String> = table.values().map(Value::to_string).collect();
                        rows.sort();
                        *table = [("rows".to_owned(), json!(rows))].into_iter().collect();
                    }
                }
                value.as_object_mut().unwrap().shift_remove("name");
            }
            prop_assert_eq!(found, expected);
        }
        for (id, resource) in open.resources.iter().filter(|(id, _)| !imported.resources.contains_key(*id)) {
            prop_assert_eq!(&merged.resources[id], resource);
        }
        prop_assert_eq!(merged.resources.len(), open.resources.len() + plan.changes.iter().filter(|change| matches!(change, Change::Add { .. })).count() - plan.changes.iter().filter(|change| matches!(change, Change::Remove { .. })).count());
        prop_assert_eq!(&schema::open(&schema::save(&merged)).unwrap().document, &merged);
        let again = merge_into(&merged, &imported);
        prop_assert!(again.is_empty(), "{}", again);
        prop_assert_eq!(plan.added.len() + plan.changed.len() + plan.unchanged.len(), imported.resources.len() + imported.notes.keys().filter(|id| !open.notes.contains_key(*id)).count());
        apply_all(&mut merged, &undo).unwrap();
        prop_assert_eq!(schema::save(&merged), schema::save(&open));
        prop_assert_eq!(merged, open);
    }
}
