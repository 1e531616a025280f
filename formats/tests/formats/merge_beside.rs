//! Two networks whose things have the same ids: both are kept where that is asked, and each keeps what it promises.

use crate::support::template::{files, packet, resource};
use netyard_core::expect;
use netyard_core::model::{Document, ResourceId};
use netyard_core::schema;
use netyard_core::simulate::Verdict;
use netyard_formats::cloudformation;
use netyard_formats::merge::{MergePlan, merge_beside, merge_into};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn stack(block: &str) -> Document {
    let text = include_str!("../../fixtures/cloudformation/network.yaml");
    let text = text.replace("10.20.", block);
    cloudformation::import(files(&[("network.yaml", &text)]), &BTreeMap::new()).unwrap().document
}

#[expect(clippy::needless_pass_by_value, reason = "callers write the JSON in place")]
pub(crate) fn drawing(rest: Value) -> Document {
    let mut whole = json!({"type": "netyard", "version": 1, "title": "x", "rulesDate": "2026-11-01"});
    whole.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    schema::open_value(whole).unwrap().document
}

pub(crate) fn beside(open: &Document, imported: &Document) -> (MergePlan, Document) {
    let plan = merge_beside(open, imported).unwrap();
    assert!(plan.changed.is_empty(), "nothing of the open drawing changes: {plan}");
    let merged = plan.merged(open).unwrap();
    for (id, resource) in &open.resources {
        assert_eq!(merged.resources.get(id), Some(resource), "{id}");
    }
    (plan, merged)
}

#[test]
fn a_second_stack_of_one_template_comes_in_beside_the_first() {
    let (open, imported) = (stack("10.20."), stack("10.30."));
    let same = merge_into(&open, &imported);
    assert_eq!(
        same.doubt.as_deref(),
        Some(
            "vpc-Vpc has the CIDR block 10.20.0.0/16 in the open drawing and 10.30.0.0/16 in the import: that looks \
             like another network whose things have the same ids."
        )
    );
    assert!(same.to_string().contains("that looks like another network"), "{same}");
    let (plan, merged) = beside(&open, &imported);
    assert_eq!(plan.doubt, None);
    assert!(plan.to_string().contains("vpc-Vpc (network shop) · VPC → vpc-Vpc-2\n"), "{plan}");
    assert_eq!(plan.added.len(), imported.resources.len());
    assert_eq!(merged.resources.len(), 2 * open.resources.len());
    for end in ["", "-2"] {
        for (from, to, port, verdict) in [
            ("internet", "i-Web", 443, Verdict::Delivered),
            ("internet", "i-Web", 22, Verdict::Dropped),
            ("i-Worker", "internet", 443, Verdict::Delivered),
            ("internet", "i-Worker", 443, Verdict::Dropped),
        ] {
            let own = |name: &str| if name == "internet" { name.to_owned() } else { format!("{name}{end}") };
            let trace = packet(&merged, &own(from), &own(to), port);
            assert_eq!(trace.verdict, verdict, "{from}{end} {to}{end} {port}");
        }
    }
    assert_eq!(packet(&merged, "i-Web", "i-Worker-2", 443).verdict, Verdict::Dropped, "nothing joins them");
    assert_eq!(resource(&merged, "subnet-PublicSubnet-2")["vpcId"], "vpc-Vpc-2");
    // A third one has ids of its own again, and the same comes out every time.
    let (third, all) = beside(&merged, &stack("10.40."));
    assert_eq!(third.own_ids.iter().find(|own| own.thing.id == "vpc-Vpc").unwrap().id, "vpc-Vpc-3");
    assert_eq!(schema::save(&all), schema::save(&beside(&merged, &stack("10.40.")).1));
}

#[test]
fn a_network_that_was_changed_is_no_other_one() {
    let open = stack("10.20.");
    assert_eq!(merge_into(&open, &open).doubt, None);
    let text = schema::save(&open).replace("\"10.20.0.0/24\"", "\"10.20.128.0/24\"");
    let changed = schema::open(&text).unwrap().document;
    let plan = merge_into(&open, &changed);
    assert_eq!((plan.changed.is_empty(), plan.doubt), (false, None), "a subnet that is another one");
    let vpc = |blocks: Value| drawing(json!({"resources": {"vpc-1": {"type": "vpc", "cidrBlocks": blocks}}}));
    let doubt = |one: Value, other: Value| merge_into(&vpc(one), &vpc(other)).doubt.is_some();
    assert!(!doubt(json!(["10.0.0.0/16"]), json!(["10.0.0.0/16", "10.1.0.0/16"])), "a block that was added");
    assert!(!doubt(json!([]), json!(["10.0.0.0/16"])), "a block that was not known");
    assert!(doubt(json!(["10.0.0.0/16"]), json!(["10.1.0.0/16", "10.0.0.0/16"])));
    let owned = |region: &str, owner: &str| {
        let vpc = json!({"type": "vpc", "region": region, "ownerId": owner, "cidrBlocks": ["10.0.0.0/16"]});
        drawing(json!({"resources": {"vpc-1": vpc}}))
    };
    let here = owned("eu-west-1", "111122223333");
    for other in [owned("eu-west-2", "111122223333"), owned("eu-west-1", "444455556666")] {
        assert!(merge_into(&here, &other).doubt.is_some());
    }
}

#[test]
fn what_is_one_thing_in_every_drawing_stays_one() {
    let place = |name: &str| json!({"type": "availabilityZone", "region": "eu-west-1", "name": name});
    let hub = |rest: Value| {
        let mut hub = json!({"type": "transitGateway"});
        hub.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        hub
    };
    let with = |hub: Value, name: &str, list: &str| {
        drawing(json!({"resources": {
            "eu-west-1a": place(name),
            "pl-1": {"type": "managedPrefixList", "ownerId": list},
            "tgw-1": hub,
            "vpc-1": {"type": "vpc", "cidrBlocks": ["10.0.0.0/16"]},
            "tgw-attach-1": {"type": "transitGatewayAttachment", "transitGatewayId": "tgw-1", "vpcId": "vpc-1"},
        }}))
    };
    let told = hub(json!({"name": "hub", "ownerId": "111122223333"}));
    let bare = hub(json!({"unknown": ["transitGatewayRouteTable"]}));
    let open = with(told.clone(), "left", "AWS");
    let (plan, merged) = beside(&open, &with(bare, "right", "AWS"));
    let own: Vec<&str> = plan.own_ids.iter().map(|own| own.id.as_str()).collect();
    assert_eq!(own, ["tgw-attach-1-2", "vpc-1-2"]);
    let kept: Vec<&str> = plan.kept.iter().map(|kept| kept.what.as_str()).collect();
    assert_eq!(kept, ["eu-west-1a (left) · Availability Zone", "tgw-1 (hub) · Transit gateway"]);
    assert_eq!(resource(&merged, "tgw-attach-1-2")["transitGatewayId"], "tgw-1");
    // A hub of which the import tells is a hub of its own, and so is a list that a customer keeps.
    let (plan, merged) = beside(&open, &with(told, "left", "111122223333"));
    assert_eq!(plan.own_ids.len(), 4, "{plan}");
    assert_eq!(resource(&merged, "tgw-attach-1-2")["transitGatewayId"], "tgw-1-2");
}

#[test]
fn names_that_aws_gave_and_texts_that_hold_ids_follow() {
    let made = || {
        drawing(json!({
            "resources": {
                "vpc-1": {"type": "vpc", "name": "vpc-1", "cidrBlocks": ["10.0.0.0/16"], "tags": {"of": "vpc-1"}},
                "lb-1": {"type": "loadBalancer", "vpcId": "vpc-1", "dnsName": "shop-1.eu-west-1.elb.amazonaws.com"},
                "vpce-svc-1": {"type": "vpcEndpointService", "serviceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-0a"},
                "vpce-1": {"type": "vpcEndpoint", "vpcEndpointType": "Interface", "vpcId": "vpc-1",
                    "serviceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-0a",
                    "policyDocument": "{\"Resource\": \"arn:aws:ec2:eu-west-1:1:vpc/vpc-1\", \"aws:SourceVpc\": \"vpc-1\"}"},
            },
            "placement": {"vpc-1/eu-west-1a": {"x": 1, "y": 2}},
            "notes": {"n1": {"text": "vpc-1", "x": 0, "y": 0}},
            "expectations": {"e1": {"title": "vpc-1", "order": "a0", "with": [{"remove": "vpce-1"}],
                "check": {"finding": {"rule": "x", "elements": ["vpc-1"]}, "expect": {"present": false}}}},
        }))
    };
    let open = made();
    let (plan, merged) = beside(&open, &made());
    let value = |id: &str| resource(&merged, id);
    assert_eq!(
        (&value("vpc-1-2")["name"], &value("vpc-1-2")["tags"]["of"]),
        (&json!("vpc-1"), &json!("vpc-1"))
    );
    assert_eq!(value("lb-1-2")["dnsName"], "shop-1-2.eu-west-1.elb.amazonaws.com");
    let service = "com.amazonaws.vpce.eu-west-1.vpce-svc-0a-2";
    assert_eq!(
        (&value("vpce-svc-1-2")["serviceName"], &value("vpce-1-2")["serviceName"]),
        (&json!(service), &json!(service))
    );
    let policy = "{\"Resource\":\"arn:aws:ec2:eu-west-1:1:vpc/vpc-1-2\",\"aws:SourceVpc\":\"vpc-1-2\"}";
    assert_eq!(value("vpce-1-2")["policyDocument"], policy);
    assert_eq!(merged.notes["n1-2"].text, "vpc-1", "what people write stays as it is");
    let whole = schema::to_value(&merged);
    let expectation = &whole["expectations"]["e1-2"];
    assert_eq!(expectation["title"], "vpc-1");
    assert_eq!(expectation["with"], json!([{"remove": "vpce-1-2"}]));
    assert_eq!(expectation["check"]["finding"]["elements"], json!(["vpc-1-2"]));
    assert_eq!((merged.notes.len(), merged.expectations.len()), (2, 2), "{plan}");
}

#[test]
fn an_expectation_whose_end_is_called_as_two_things_are_then_is_told() {
    let made = |id: &str, name: &str, to: &str| {
        let check = json!({"packet": {"from": "internet", "to": to}, "expect": {"verdict": "DELIVERED"}});
        drawing(json!({
            "resources": {id: {"type": "instance", "name": name}},
            "expectations": {format!("e-{id}"): {"title": "It answers", "check": check}},
        }))
    };
    let told = |open: &Document, imported: &Document| -> Vec<String> {
        let kept = merge_into(open, imported).kept;
        kept.into_iter()
            .filter(|kept| kept.why.contains("two things are called so"))
            .map(|kept| kept.what)
            .collect()
    };
    let open = made("i-1", "web", "web");
    assert_eq!(
        told(&open, &made("i-2", "web", "web")),
        ["Expectation e-i-1 (It answers)", "Expectation e-i-2 (It answers)"]
    );
    assert_eq!(told(&open, &made("i-2", "web", "i-2")), ["Expectation e-i-1 (It answers)"]);
    assert!(told(&open, &made("i-2", "shop", "shop")).is_empty());
    assert!(told(&open, &open).is_empty(), "the same thing in both");
    let (plan, _) = beside(&open, &open);
    assert!(plan.kept.iter().any(|kept| kept.what.starts_with("Expectation e-i-1 ")), "{plan}");
}

/// How the expectations of a drawing come out, by id.
fn outcomes(document: &Document) -> BTreeMap<String, Option<bool>> {
    let report = expect::run(document);
    report.results.into_iter().map(|result| (result.id, result.passed)).collect()
}

/// Every ready drawing, in which everything but places gets another id because the open drawing has something without
/// meaning under it, promises what it did.
#[test]
fn ready_drawings_mean_the_same_with_ids_of_their_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/scenarios");
    let (mut drawings, mut asked) = (0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let imported = schema::open(&text).unwrap().document;
        let places: BTreeSet<&str> = ["region", "availabilityZone", "account"].into_iter().collect();
        let has_own = |id: &&ResourceId| {
            let kind = imported.resources[*id].resource_type().map_or("", |kind| kind.type_name());
            !places.contains(kind)
        };
        let resources: Map<String, Value> = imported
            .resources
            .keys()
            .filter(has_own)
            .map(|id| (id.to_string(), json!({"type": "paperweight"})))
            .collect();
        let (count, open) = (resources.len(), drawing(json!({"resources": resources})));
        let (plan, merged) = beside(&open, &imported);
        assert!(
            plan.own_ids.len() == count || plan.kept.len() + plan.own_ids.len() == count,
            "{}: {plan}",
            path.display()
        );
        let (before, after) = (outcomes(&imported), outcomes(&merged));
        assert_eq!(after, before, "{}", path.display());
        drawings += 1;
        asked += before.len();
    }
    assert!(drawings > 70 && asked > 300, "{drawings} drawings, {asked} expectations");
}
