//! Switching things off to see what happens, which changes nothing of the drawing.

use crate::support::TestEditor;
use netyard_core::change::Change;
use netyard_core::expect::Fault;
use netyard_core::model::{Document, Instance, NetworkInterface, Subnet, Vpc};
use netyard_core::net::CidrBlock;
use netyard_core::schema::save;
use netyard_editor::{CommandId, Effect, Event, Request, SelectMode, fault_words};

/// Two VPCs with a subnet each in zone a, the second also with one in zone b, and an instance in zone a.
fn drawing() -> TestEditor {
    let mut document = Document::default();
    let region = Some("eu-west-1".to_owned());
    for (vpc, cidr) in [("vpc-1", "10.0.0.0/16"), ("vpc-2", "10.1.0.0/16")] {
        document.insert(
            vpc,
            Vpc { region: region.clone(), cidr_blocks: vec![CidrBlock::new(cidr)], ..Vpc::default() },
        );
    }
    for (id, vpc, zone, cidr) in [
        ("subnet-1a", "vpc-1", "eu-west-1a", "10.0.0.0/24"),
        ("subnet-2a", "vpc-2", "eu-west-1a", "10.1.0.0/24"),
        ("subnet-2b", "vpc-2", "eu-west-1b", "10.1.1.0/24"),
    ] {
        let subnet = Subnet {
            vpc_id: Some(vpc.into()),
            availability_zone: Some(zone.to_owned()),
            cidr_block: Some(CidrBlock::new(cidr)),
            ..Subnet::default()
        };
        document.insert(id, subnet);
    }
    document.insert("i-web", Instance { name: Some("web".to_owned()), ..Instance::default() });
    let interface: NetworkInterface = serde_json::from_value(serde_json::json!({
        "subnetId": "subnet-1a",
        "privateIpAddresses": [{"privateIpAddress": "10.0.0.5", "primary": true}],
        "attachment": {"instanceId": "i-web", "deviceIndex": 0},
    }))
    .unwrap();
    document.insert("eni-web", interface);
    TestEditor::on(document)
}

fn select(test: &mut TestEditor, keys: &[&str]) {
    let keys = keys.iter().map(|key| (*key).into()).collect();
    test.request(Request::Select { keys, mode: SelectMode::Replace });
    test.effects.clear();
}

fn off(test: &TestEditor) -> Vec<Fault> {
    test.editor.session().off.iter().cloned().collect()
}

fn zone(name: &str) -> Fault {
    Fault::ZoneDown(name.to_owned())
}

#[test]
fn a_zone_is_off_wherever_it_is_drawn_and_an_instance_by_itself() {
    let mut test = drawing();
    let before = save(test.document());
    select(&mut test, &["vpc-2/eu-west-1a", "i-web"]);
    test.command(CommandId::SwitchOff);
    assert_eq!(off(&test), [zone("eu-west-1a"), Fault::Stopped("i-web".into())]);
    assert_eq!(save(test.document()), before);
    assert_eq!((test.editor.undo_depth(), test.editor.revision()), (0, 0));
    assert!(!test.effects.iter().any(|effect| matches!(effect, Effect::DocumentChanged { .. })));
    let said: Vec<_> = test
        .effects
        .iter()
        .filter_map(|effect| if let Effect::Announce(text) = effect { Some(text.as_str()) } else { None })
        .collect();
    assert_eq!(
        said,
        [
            "What if: eu-west-1a down. The drawing stays as it is",
            "What if: web stopped. The drawing stays as it is"
        ]
    );
}

#[test]
fn the_same_again_switches_on_and_some_of_several_switches_all_off() {
    let mut test = drawing();
    select(&mut test, &["i-web"]);
    test.command(CommandId::SwitchOff);
    select(&mut test, &["i-web", "vpc-2/eu-west-1b"]);
    test.command(CommandId::SwitchOff);
    assert_eq!(off(&test), [zone("eu-west-1b"), Fault::Stopped("i-web".into())]);
    test.command(CommandId::SwitchOff);
    assert!(off(&test).is_empty());
}

#[test]
fn everything_is_on_again_at_once() {
    let mut test = drawing();
    assert!(!test.editor.is_enabled(CommandId::AllOn));
    test.request(Request::WhatIf { fault: zone("eu-west-1a"), off: true });
    test.request(Request::WhatIf { fault: zone("eu-west-1b"), off: true });
    test.request(Request::WhatIf { fault: zone("eu-west-1b"), off: false });
    assert_eq!(off(&test), [zone("eu-west-1a")]);
    test.command(CommandId::AllOn);
    assert!(off(&test).is_empty());
}

#[test]
fn what_cannot_fail_cannot_be_switched_off() {
    let mut test = drawing();
    for key in ["vpc-1", "subnet-1a", "eni-web", "eu-west-1", "internet"] {
        select(&mut test, &[key]);
        assert!(!test.editor.is_enabled(CommandId::SwitchOff), "{key}");
    }
    test.request(Request::WhatIf { fault: zone("eu-west-1c"), off: true });
    test.request(Request::WhatIf { fault: Fault::Stopped("i-other".into()), off: true });
    assert!(off(&test).is_empty());
}

#[test]
fn what_is_gone_is_not_off_and_another_drawing_begins_with_everything_on() {
    let mut test = drawing();
    test.request(Request::WhatIf { fault: zone("eu-west-1b"), off: true });
    test.request(Request::WhatIf { fault: Fault::Stopped("i-web".into()), off: true });
    test.request(Request::Delete { keys: vec!["subnet-2b".into()], keep_content: false });
    assert_eq!(off(&test), [Fault::Stopped("i-web".into())]);
    let document = test.document().clone();
    test.send(Event::Open(Box::new(document)));
    assert!(off(&test).is_empty());
}

#[test]
fn tunnels_and_bgp_sessions_are_switched_off_one_by_one() {
    let mut test = drawing();
    let vpn = r#"{"type":"vpnConnection","name":"line"}"#;
    let line = r#"{"type":"vpnConnection","name":"static line","options":{"staticRoutesOnly":true}}"#;
    let changes = [("vpn-1", vpn), ("vpn-2", line)]
        .map(|(id, text)| Change::from_value(&serde_json::json!({"add": id, "resource": serde_json::from_str::<serde_json::Value>(text).unwrap()})).unwrap());
    test.request(Request::Apply { label: "lines".to_owned(), changes: changes.to_vec() });
    let words = |key: &str| -> Vec<String> {
        test.editor.failures_within(key).into_iter().map(|(_, words)| words).collect()
    };
    assert_eq!(
        words("vpn-1"),
        [
            "Tunnel 1 is down",
            "The BGP session of tunnel 1 is down",
            "Tunnel 2 is down",
            "The BGP session of tunnel 2 is down",
            "Both BGP sessions are down"
        ]
    );
    assert_eq!(words("vpn-2"), ["Tunnel 1 is down", "Tunnel 2 is down"], "nobody speaks BGP there");
    assert!(words("subnet-1a").is_empty());
    let said = |fault| fault_words(test.document(), &fault);
    assert_eq!(said(Fault::TunnelDown("vpn-1/t2".to_owned())), "tunnel 2 of line down");
    assert_eq!(said(Fault::BgpSessionDown("vpn-1/t1".to_owned())), "BGP session of tunnel 1 of line down");
    let session = Fault::BgpSessionDown("vpn-1/t2".to_owned());
    test.request(Request::WhatIf { fault: session.clone(), off: true });
    test.request(Request::WhatIf { fault: Fault::BgpSessionDown("vpn-2".to_owned()), off: true });
    assert_eq!(off(&test), [session]);
}

#[test]
fn the_connection_table_of_an_instance_fills_while_it_goes_on() {
    let mut test = drawing();
    let full = Fault::TableFull("i-web".into());
    let within = test.editor.failures_within("i-web");
    assert_eq!(within, [(full.clone(), "Its connection table is full".to_owned())]);
    assert!(test.editor.failures_within("subnet-1a").is_empty());
    test.request(Request::WhatIf { fault: full.clone(), off: true });
    assert_eq!(off(&test), std::slice::from_ref(&full));
    assert!(!test.editor.is_off("i-web"), "it runs");
    test.request(Request::WhatIf { fault: full, off: false });
    assert!(off(&test).is_empty());
}

#[test]
fn a_record_that_is_checked_can_be_supposed_unhealthy() {
    let zone = serde_json::json!({"type": "netyard", "version": 1, "resources": {
        "Z-1": {"type": "hostedZone", "name": "example.com", "resourceRecordSets": {
            "r1": {"name": "www.example.com", "type": "A", "ttl": 60, "failover": "PRIMARY", "setIdentifier": "blue",
                "healthCheckId": "check-1", "resourceRecords": [{"value": "203.0.113.10"}]},
            "r2": {"name": "www.example.com", "type": "A", "ttl": 60, "failover": "SECONDARY", "setIdentifier": "green",
                "resourceRecords": [{"value": "203.0.113.20"}]},
            "r3": {"name": "shop.example.com", "type": "A",
                "aliasTarget": {"dnsName": "www.example.com", "evaluateTargetHealth": true}},
        }},
    }});
    let mut test = TestEditor::on(netyard_core::schema::open(&zone.to_string()).unwrap().document);
    let parts = test.editor.failures_within("Z-1");
    let words: Vec<&str> = parts.iter().map(|(_, words)| words.as_str()).collect();
    // Nobody asks for the health of the second: it has no health check.
    assert_eq!(words, ["www.example.com A (blue) is unhealthy", "shop.example.com A is unhealthy"]);
    let fault = parts[0].0.clone();
    assert_eq!(fault, Fault::Unhealthy("Z-1/r1".into()));
    let before = save(test.document());
    test.request(Request::WhatIf { fault: fault.clone(), off: true });
    assert_eq!(off(&test), std::slice::from_ref(&fault));
    assert_eq!(
        test.said().as_deref(),
        Some("What if: www.example.com (blue) of example.com unhealthy. The drawing stays as it is")
    );
    assert_eq!(save(test.document()), before);
    // What is gone fails no longer.
    let change = Change::RemovePath { id: "Z-1".into(), path: "/resourceRecordSets/r1".to_owned() };
    test.request(Request::Apply { label: "Remove a record".to_owned(), changes: vec![change] });
    assert!(off(&test).is_empty());
}
