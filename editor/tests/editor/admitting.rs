//! A closed group opened for the sender's group.

use crate::support::TestEditor;
use netyard_core::change::Change;
use netyard_core::simulate::{FlowSpec, Verdict, trace};
use netyard_editor::admit::{admit_group_instead, admitted_group};
use netyard_editor::{PartId, Request};
use serde_json::json;

/// `web-1` in the group `sg-web`, `web-2` in the group `sg-db`, which lets nothing in.
fn closed() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::Instance, "subnet-b");
    for (group, member) in [("web", "web-1"), ("db", "web-2")] {
        test.drop_in(PartId::SecurityGroup, "vpc-1");
        let id = test.editor.session().selection.main().unwrap().clone();
        test.request(Request::Rename { key: id.clone(), name: group.to_owned() });
        let interface = test
            .document()
            .resources
            .iter()
            .find_map(|(own, resource)| match resource.as_ref() {
                netyard_core::model::Resource::NetworkInterface(interface)
                    if interface.instance_id() == Some(&test.id(member)) =>
                {
                    Some(own.clone())
                }
                _ => None,
            })
            .unwrap();
        let mut changes = vec![Change::set(&interface, "/groupIds", json!([id]))];
        if group == "db" {
            changes.push(Change::set(&id, "/ipPermissions", json!({})));
        }
        test.request(Request::Apply { label: "Choose the group".to_owned(), changes });
    }
    test
}

fn spec(test: &TestEditor, from: &str, to: &str) -> FlowSpec {
    FlowSpec { port: Some(5432), ..FlowSpec::new(test.id(from).as_str(), test.id(to).as_str()) }
}

#[test]
fn the_senders_group_is_admitted_and_the_packet_arrives() {
    let mut test = closed();
    let flow = spec(&test, "web-1", "web-2");
    let network = test.editor.network().clone();
    let before = trace(&network, &flow).unwrap();
    assert_eq!(before.verdict, Verdict::Dropped);
    let blocker = before.blockers.first().unwrap();
    let header = before.forward.last().unwrap().header_in.clone();
    let fix = admit_group_instead(&network, blocker.fix.as_ref().unwrap(), &header).unwrap();
    assert_eq!(fix.title, "Add an inbound rule to db: tcp 5432 from web");
    assert_eq!(admitted_group(&network, &fix).as_deref(), Some("web"));
    test.request(Request::Apply { label: fix.title, changes: fix.changes });
    let after = trace(test.editor.network(), &flow).unwrap();
    assert_eq!(after.verdict, Verdict::Delivered);
    let group = test.document().security_group(test.id("db").as_str()).unwrap().clone();
    let rule = group.ip_permissions.values().next().unwrap();
    assert_eq!(rule.group_id, Some(test.id("web")));
    assert!(rule.cidr_ip.is_none());
}

#[test]
fn the_internet_has_no_group_to_name() {
    let mut test = closed();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, netyard_scene::Point::new(vpc.center().x, vpc.y));
    let (from, to) = (test.id("subnet-b"), test.id("igw-vpc-1"));
    let host = test.rect("web-2").center();
    test.request(Request::Connect { from, to }).drop_part(PartId::ElasticIp, host);
    let flow = FlowSpec { from: "internet".to_owned(), ..spec(&test, "web-1", "web-2") };
    let network = test.editor.network().clone();
    let before = trace(&network, &flow).unwrap();
    let blocker = before.blockers.first().unwrap();
    assert_eq!(blocker.decided_by.resource, test.id("db").as_str());
    let header = before.forward.last().unwrap().header_in.clone();
    assert_eq!(admit_group_instead(&network, blocker.fix.as_ref().unwrap(), &header), None);
}
