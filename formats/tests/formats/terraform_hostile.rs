//! No text of a drawing becomes code of a configuration: not a name, not an id, not a field of anything.

use hcl_edit::expr::FuncCall;
use hcl_edit::structure::{BlockLabel, Body};
use hcl_edit::template::{Directive, Interpolation};
use hcl_edit::visit::Visit;
use netyard_core::model::Document;
use netyard_core::schema::{open, open_value};
use netyard_formats::terraform_export::terraform;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Texts that would be code where they stood without quotes, or where quotes did not hold them.
const HOSTILE: [&str; 4] = [
    "x\" {}\n}\nresource \"evil\" \"e\" {",
    "${file(\"/etc/passwd\")}",
    "%{ if true }",
    "a.b \\\" $${c} /* #",
];

/// Every ready drawing.
fn ready() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let all: Vec<Value> = paths
        .iter()
        .map(|path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
        .collect();
    assert!(all.len() > 50);
    all
}

fn document(whole: &Value) -> Option<Document> {
    open_value(whole.clone()).ok().map(|opened| opened.document)
}

/// What a configuration may have at its top, with the number of words behind each.
const TOP: [(&str, usize); 5] =
    [("terraform", 0), ("provider", 1), ("variable", 1), ("data", 2), ("resource", 2)];

fn is_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

/// Every name of a block or an argument below, with those of what it stands in.
fn keys(body: &Body, path: &str, all: &mut BTreeSet<String>) {
    for attribute in body.attributes() {
        all.insert(format!("{path}/{}", attribute.key.as_str()));
    }
    for block in body.blocks() {
        let inner = format!("{path}/{}", block.ident.as_str());
        all.insert(inner.clone());
        keys(&block.body, &inner, all);
    }
}

/// The names of blocks and arguments of a configuration, after a look at what it is made of.
fn looked_at(document: &Document, what: &str) -> BTreeSet<String> {
    let text = terraform(document, None).text;
    let body: Body = text.parse().unwrap_or_else(|error| panic!("{what}: {error}\n{text}"));
    let mut all = BTreeSet::new();
    assert_eq!(body.attributes().count(), 0, "{what}\n{text}");
    for block in body.blocks() {
        let labels: Vec<&str> = block.labels.iter().map(BlockLabel::as_str).collect();
        let ident = block.ident.as_str();
        assert!(TOP.contains(&(ident, labels.len())), "{what}: {ident} {labels:?}");
        assert!(labels.iter().all(|label| is_word(label)), "{what}: {ident} {labels:?}");
        if ident == "resource" {
            assert!(labels[0].starts_with("aws_"), "{what}: {labels:?}");
        }
        let path = if ident == "resource" { labels[0] } else { ident };
        keys(&block.body, path, &mut all);
    }
    let mut worked = Worked::default();
    worked.visit_body(&body);
    assert!(worked.0.is_empty(), "{what}: {:?}", worked.0);
    all
}

/// What is worked out when the configuration is applied: parts of texts, and functions that are called.
#[derive(Default)]
struct Worked(Vec<String>);

impl Visit for Worked {
    fn visit_interpolation(&mut self, node: &Interpolation) {
        self.0.push(format!("{node:?}"));
    }

    fn visit_directive(&mut self, node: &Directive) {
        self.0.push(format!("{node:?}"));
    }

    fn visit_func_call(&mut self, node: &FuncCall) {
        // Which endpoint of a firewall stands in a subnet is asked with it.
        if node.name.name.to_string() != "one" {
            self.0.push(node.name.name.to_string());
        }
        hcl_edit::visit::visit_func_call(self, node);
    }
}

/// The names of blocks and arguments that are written of drawings in which nothing is hostile.
fn known() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for whole in ready() {
        all.extend(looked_at(&document(&whole).unwrap(), "ready"));
    }
    all.extend(looked_at(&document(&balancer("http-header", "r1")).unwrap(), "balancer"));
    all
}

/// Every place of a text, as pointers.
fn texts(value: &Value, at: &str, all: &mut Vec<String>) {
    let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::String(_) => all.push(at.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| texts(item, &format!("{at}/{index}"), all));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, item)| texts(item, &format!("{at}/{}", escaped(key)), all));
        }
        _ => {}
    }
}

/// The drawing with a hostile text in place of each one that the schema lets be any text: `type` has to stay, and the rest
/// is tried, half of them at once, until what is refused is alone.
fn with_hostile(whole: &Value, text: &str) -> Value {
    let mut places = Vec::new();
    texts(&whole["resources"], "/resources", &mut places);
    places.retain(|place| !place.ends_with("/type") || place.matches('/').count() > 3);
    let mut whole = whole.clone();
    put(&mut whole, &places, text);
    whole
}

fn put(whole: &mut Value, places: &[String], text: &str) {
    if places.is_empty() {
        return;
    }
    let mut tried = whole.clone();
    for place in places {
        *tried.pointer_mut(place).unwrap() = text.into();
    }
    if document(&tried).is_some() {
        *whole = tried;
    } else if places.len() > 1 {
        let (one, other) = places.split_at(places.len() / 2);
        put(whole, one, text);
        put(whole, other, text);
    }
}

/// Objects below this one whose members are rows or resources: all their values are objects. Their ids become hostile.
fn rows_renamed(value: &mut Value, text: &str) {
    let Value::Object(members) = value else {
        if let Value::Array(items) = value {
            for item in items {
                rows_renamed(item, text);
            }
        }
        return;
    };
    for item in members.values_mut() {
        rows_renamed(item, text);
    }
    let is_rows = !members.is_empty() && members.values().all(Value::is_object);
    if is_rows {
        let renamed: Map<String, Value> = std::mem::take(members)
            .into_iter()
            .enumerate()
            .map(|(index, (_, item))| (format!("{text}{index}"), item))
            .collect();
        *members = renamed;
    }
}

/// Each text that is named, changed.
fn change(value: &mut Value, named: &dyn Fn(&str) -> Option<String>) {
    match value {
        Value::String(own) => {
            if let Some(other) = named(own) {
                *own = other;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| change(item, named)),
        Value::Object(members) => members.values_mut().for_each(|item| change(item, named)),
        _ => {}
    }
}

/// The drawing with hostile ids of resources, in every place where they are named.
fn ids_renamed(whole: &Value, text: &str) -> Value {
    let ids: Vec<String> = whole["resources"].as_object().unwrap().keys().cloned().collect();
    let named = |id: &str| ids.iter().position(|own| own == id).map(|index| format!("{text}{index}"));
    let mut resources = whole["resources"].clone();
    change(&mut resources, &named);
    let renamed: Map<String, Value> =
        resources.as_object().unwrap().iter().map(|(id, own)| (named(id).unwrap(), own.clone())).collect();
    json!({"type": "netyard", "version": 1, "title": text, "resources": renamed})
}

/// A load balancer with a rule that asks for a field, and whose listener is this row.
fn balancer(field: &str, row: &str) -> Value {
    let forward = json!({"a1": {"actionType": "forward", "targetGroupArn": "tg-1"}});
    json!({"type": "netyard", "version": 1, "title": "shop", "resources": {
        "vpc-1": {"type": "vpc", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "subnet-1": {"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "eu-west-1a", "cidrBlock": "10.0.1.0/24"},
        "subnet-2": {"type": "subnet", "vpcId": "vpc-1", "availabilityZone": "eu-west-1b", "cidrBlock": "10.0.2.0/24"},
        "lb-1": {"type": "loadBalancer", "name": "web", "vpcId": "vpc-1", "loadBalancerType": "application", "scheme": "internal",
            "listeners": {row: {"protocol": "HTTP", "port": 80, "defaultActions": forward, "rules": {
                "r1": {"priority": 1, "conditions": {"c1": {"field": field, "values": ["web"]}}, "actions": forward}}}}},
        "eni-1": {"type": "networkInterface", "subnetId": "subnet-1", "attachment": {"instanceId": "lb-1", "deviceIndex": 0},
            "privateIpAddresses": [{"privateIpAddress": "10.0.1.50", "primary": true}]},
        "eni-2": {"type": "networkInterface", "subnetId": "subnet-2", "attachment": {"instanceId": "lb-1", "deviceIndex": 1},
            "privateIpAddresses": [{"privateIpAddress": "10.0.2.50", "primary": true}]},
        "tg-1": {"type": "targetGroup", "vpcId": "vpc-1", "protocol": "HTTP", "port": 80, "targetType": "ip"},
    }})
}

#[test]
fn no_text_of_a_ready_drawing_becomes_code() {
    let known = known();
    let mut taken = 0;
    for (index, whole) in ready().into_iter().enumerate() {
        // All at once, and each of them in some drawings alone.
        for text in
            [HOSTILE.concat().as_str(), HOSTILE[index % HOSTILE.len()]].into_iter().take(1 + index % 2)
        {
            let mut all = vec![with_hostile(&whole, text), ids_renamed(&whole, text)];
            let mut rows = whole.clone();
            for own in rows["resources"].as_object_mut().unwrap().values_mut() {
                let members = own.as_object_mut().unwrap();
                members.values_mut().for_each(|item| rows_renamed(item, text));
            }
            all.push(rows);
            for hostile in all {
                let Some(document) = document(&hostile) else { continue };
                taken += 1;
                let new: Vec<String> = looked_at(&document, text).difference(&known).cloned().collect();
                assert!(new.iter().all(|key| key.split('/').all(is_word)), "{new:?}");
            }
        }
    }
    assert!(taken > 150, "{taken}");
}

#[test]
fn a_condition_of_a_field_that_aws_does_not_know_is_no_block() {
    for field in HOSTILE.into_iter().chain(["", "cookie"]) {
        let export = terraform(&document(&balancer(field, "r1")).unwrap(), None);
        assert!(!export.text.contains("aws_lb_listener_rule"), "{}", export.text);
        assert!(
            export.left_out.iter().any(|line| line.contains("a field that AWS does not know")),
            "{field}"
        );
        looked_at(&document(&balancer(field, "r1")).unwrap(), field);
    }
    let export = terraform(&document(&balancer("path-pattern", "r1")).unwrap(), None);
    assert!(export.text.contains("    path_pattern {\n      values = [\"web\"]"), "{}", export.text);
    assert!(!export.left_out.iter().any(|line| line.contains("a field that AWS does not know")));
}

#[test]
fn the_id_of_a_row_is_no_code_of_a_name() {
    for row in HOSTILE.into_iter().chain(["http.80"]) {
        let Some(document) = document(&balancer("path-pattern", row)) else { continue };
        looked_at(&document, row);
    }
    let text = terraform(&document(&balancer("path-pattern", "http.80")).unwrap(), None).text;
    assert!(text.contains("resource \"aws_lb_listener\" \"web_http_80\" {"), "{text}");
    assert!(text.contains("listener_arn = aws_lb_listener.web_http_80.arn"), "{text}");
}

#[test]
fn what_comes_with_a_vpc_that_is_not_there_names_nothing() {
    let whole = json!({"type": "netyard", "version": 1, "title": "shop", "resources": {
        "vpc-1": {"type": "vpc", "name": "id", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"]},
        "rtb-1": {"type": "routeTable", "main": true, "vpcId": "vpc-1"},
        "acl-2": {"type": "networkAcl", "isDefault": true, "vpcId": "vpc-2", "entries": {}},
        "rtb-2": {"type": "routeTable", "main": true, "vpcId": "vpc-2"}}});
    let export = terraform(&document(&whole).unwrap(), None);
    looked_at(&document(&whole).unwrap(), "no VPC");
    assert!(export.text.contains("= aws_vpc.id.default_route_table_id"), "{}", export.text);
    assert!(!export.text.contains("aws_default_network_acl"), "{}", export.text);
    assert!(export.left_out.iter().any(|line| line.starts_with("rtb-2")), "{:?}", export.left_out);
    assert!(open(&whole.to_string()).is_ok());
}
