//! Whatever opens as a drawing returns from a link as it was.

use netyard_core::schema;
use netyard_formats::link::{decode, encode};
use netyard_formats::private::Private;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        "vpc-[0-9a-z]{5}",
        "10\\.[0-9]{1,3}\\.0\\.0/16",
        Just("0.0.0.0/0".to_owned()),
        any::<String>().prop_map(|text| text.chars().take(40).collect()),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON has no NaN", |number| number.is_finite()).prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((text(), inner), 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn resource() -> impl Strategy<Value = Value> {
    let unknown =
        (text(), value()).prop_map(|(type_name, value)| json!({"type": type_name, "a": value, "b": 1}));
    let shuffled = value().prop_map(|value| json!({"z": value, "type": "later", "a": 1}));
    let vpc = (text(), prop::collection::vec(text(), 0..4), value()).prop_map(
        |(name, blocks, later)| json!({"type": "vpc", "name": name, "cidrBlocks": blocks, "later": later}),
    );
    let row = (text(), text(), any::<i32>());
    let table = prop::collection::btree_map("r[0-9a-z]{0,5}", row, 0..5).prop_map(|rows| {
        let routes: Map<String, Value> = rows
            .into_iter()
            .map(|(id, (to, gateway, later))| {
                (id, json!({"destinationCidrBlock": to, "gatewayId": gateway, "later": later}))
            })
            .collect();
        json!({"type": "routeTable", "vpcId": "vpc-1", "routes": routes})
    });
    let interface = (text(), any::<bool>(), prop::option::of(any::<u32>())).prop_map(|(ip, check, index)| {
        let mut attachment = json!({"instanceId": "i-1"});
        if let Some(index) = index {
            attachment["deviceIndex"] = index.into();
        }
        json!({"type": "networkInterface", "privateIpAddresses": [{"privateIpAddress": ip}],
               "sourceDestCheck": check, "attachment": attachment})
    });
    prop_oneof![unknown, shuffled, vpc, table, interface]
}

fn drawing() -> impl Strategy<Value = Value> {
    let resources = prop::collection::btree_map(text(), resource(), 0..12);
    let places = prop::collection::btree_map(text(), (any::<i32>(), any::<i32>()), 0..6);
    let checks = prop::collection::btree_map(text(), (text(), value()), 0..4);
    (text(), resources, places, checks, value()).prop_map(|(title, resources, places, checks, later)| {
        let placement: Map<String, Value> =
            places.into_iter().map(|(key, (x, y))| (key, json!({"x": x, "y": y}))).collect();
        let expectations: Map<String, Value> = checks
            .into_iter()
            .map(|(key, (title, check))| {
                (key, json!({"title": title, "with": [check.clone()], "check": check}))
            })
            .collect();
        json!({"type": "netyard", "version": 1, "title": title, "resources": resources,
               "placement": placement, "expectations": expectations, "later": later})
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_drawing_returns_from_its_link(drawing in drawing()) {
        let opened = schema::open_value(drawing).unwrap();
        let link = encode(&opened.document, Private::default()).unwrap();
        let back = decode(&link).unwrap();
        prop_assert_eq!(schema::save(&back.document), schema::save(&opened.document));
        prop_assert_eq!(back, opened);
    }

    #[test]
    fn no_account_id_survives_wherever_it_stands(
        mut drawing in drawing(),
        id in "[1-9][0-9]{11}",
        places in prop::collection::vec((any::<prop::sample::Index>(), 0..5_u8), 1..8),
    ) {
        for (place, way) in &places {
            let spots = count(&drawing);
            plant(&mut drawing, &mut place.index(spots), &id, *way, "");
        }
        drawing["notes"] = json!({"n1": {"text": format!("of {id}."), "x": 0, "y": 0}});
        let Ok(opened) = schema::open_value(drawing) else { return Ok(()) };
        prop_assert!(schema::save(&opened.document).contains(&id));
        let options = Private { account_ids: true, ..Private::default() };
        let back = decode(&encode(&opened.document, options).unwrap()).unwrap().document;
        let saved = schema::save(&back);
        prop_assert!(!saved.contains(&id), "{id} in {saved}");
        prop_assert!(!saved.contains(&in_parts(&id)), "{id} in {saved}");
        prop_assert_eq!(back.resources.len(), opened.document.resources.len());
    }
}

fn in_parts(id: &str) -> String {
    format!("{}-{}-{}", &id[..4], &id[4..8], &id[8..])
}

/// How many values there are.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 0_usize,
    }
}

/// Writes the id into the value with that number, or beside it where it is a list or an object.
fn plant(value: &mut Value, number: &mut usize, id: &str, way: u8, key: &str) {
    if *number == 0 {
        *number = usize::MAX;
        match value {
            Value::String(text) if key != "type" => *text = written(id, way),
            Value::Object(fields) if key.is_empty() || way == 4 => {
                fields.insert(written(id, way), json!({"type": written(id, 2), "x": written(id, 3)}));
            }
            Value::Object(fields) => {
                fields.insert("unknown".to_owned(), json!([id.parse::<u64>().unwrap(), written(id, way)]));
            }
            Value::Array(items) => items.push(written(id, way).into()),
            _ => {}
        }
        return;
    }
    *number -= 1;
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields.iter_mut() {
                if *number == usize::MAX {
                    return;
                }
                let key = key.clone();
                plant(inner, number, id, way, &key);
            }
        }
        Value::Array(items) => {
            for inner in items {
                if *number == usize::MAX {
                    return;
                }
                plant(inner, number, id, way, "[]");
            }
        }
        _ => {}
    }
}

fn written(id: &str, way: u8) -> String {
    match way {
        0 => id.to_owned(),
        1 => format!("arn:aws:iam::{id}:root"),
        2 => format!("{{\"Principal\":{{\"AWS\":\"{id}\"}}}} and {id}"),
        3 => format!("ä{}b", in_parts(id)),
        _ => format!("key{id}ö"),
    }
}
