//! Flow logs by hand: what they are dropped on, what they go with, and what a copy takes along.

use crate::support::TestEditor;
use netyard_core::model::ResourceType;
use netyard_editor::{CommandId, PartId};

fn watched(test: &TestEditor, name: &str) -> Option<String> {
    let log = test.document().flow_log(test.id(name).as_str()).unwrap();
    log.resource_id.as_ref().map(ToString::to_string)
}

#[test]
fn a_log_watches_what_it_is_dropped_on() {
    let mut test = TestEditor::two_subnets();
    let vpc = test.middle("vpc-1");
    test.drop_part(PartId::FlowLog, vpc);
    test.drop_in(PartId::FlowLog, "subnet-a");
    test.forget().drop_in(PartId::FlowLog, "subnet-a");
    assert_eq!(test.refusal().as_deref(), Some("subnet-a is watched already, by log-subnet-a."));
    test.forget().drop_in(PartId::Instance, "subnet-a");
    let instance = test.document().resources.iter().find(|(_, it)| it.type_name() == "instance").unwrap();
    let (id, name) = (instance.0.clone(), instance.1.name().unwrap().to_owned());
    let middle = test.middle(&name);
    test.drop_part(PartId::FlowLog, middle);
    assert_eq!(watched(&test, "log-vpc-1"), Some(test.id("vpc-1").to_string()));
    assert_eq!(watched(&test, "log-subnet-a"), Some(test.id("subnet-a").to_string()));
    let interface = watched(&test, &format!("log-{name}")).unwrap();
    assert_eq!(test.document().network_interface(&interface).unwrap().instance_id(), Some(&id));
    assert_eq!(test.count(ResourceType::FlowLog), 3);
}

#[test]
fn a_log_is_not_made_in_the_open() {
    let mut test = TestEditor::two_subnets();
    let vpc = test.rect("vpc-1");
    test.forget()
        .drop_part(PartId::FlowLog, netyard_scene::Point::new(vpc.x + vpc.w + 600, vpc.y + vpc.h + 600));
    assert_eq!(
        test.refusal().as_deref(),
        Some("A flow log watches a VPC, a subnet or an interface, not in the open. Drop it on vpc-1.")
    );
    assert_eq!(test.count(ResourceType::FlowLog), 0);
}

#[test]
fn a_log_ends_with_what_it_watches_and_undo_brings_both_back() {
    let mut test = TestEditor::two_subnets();
    let vpc = test.middle("vpc-1");
    test.drop_part(PartId::FlowLog, vpc);
    test.drop_in(PartId::FlowLog, "subnet-a");
    test.select(&["subnet-a"]).command(CommandId::Delete);
    assert_eq!(test.count(ResourceType::FlowLog), 1);
    test.command(CommandId::Undo);
    assert_eq!(test.count(ResourceType::FlowLog), 2);
    test.select(&["vpc-1"]).command(CommandId::Delete);
    assert_eq!(test.count(ResourceType::FlowLog), 0);
}

#[test]
fn a_copy_of_a_subnet_is_watched_by_a_log_of_its_own() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::FlowLog, "subnet-a");
    test.select(&["subnet-a"]).command(CommandId::Duplicate);
    assert_eq!(test.count(ResourceType::FlowLog), 2);
    let mut of: Vec<_> = test
        .document()
        .resources
        .values()
        .filter_map(|resource| match resource.as_ref() {
            netyard_core::model::Resource::FlowLog(log) => log.resource_id.clone(),
            _ => None,
        })
        .collect();
    of.dedup();
    assert_eq!(of.len(), 2, "each watches another subnet");
    assert!(of.iter().all(|id| test.document().subnet(id.as_str()).is_some()));
}
