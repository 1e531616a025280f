//! Managed services by hand: made with an interface, connected, copied, moved, deleted.

use crate::support::TestEditor;
use netyard_core::model::{Resource, ResourceType};
use netyard_editor::{Effect, PartId, Request};

fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::Database, "subnet-a");
    test.forget();
    test
}

fn connect(test: &mut TestEditor, from: &str, to: &str) {
    let (from, to) = (test.id(from), test.id(to));
    test.forget().request(Request::Connect { from, to });
}

/// The subnets in which a service has interfaces, with its groups there.
fn interfaces(test: &TestEditor, service: &str) -> Vec<(String, Vec<String>)> {
    let service = test.id(service);
    let document = test.document();
    let name = |id: &netyard_core::model::ResourceId| document.display_name(id.as_str()).to_owned();
    let own = document.resources.values().filter_map(|resource| match resource.as_ref() {
        Resource::NetworkInterface(own) if own.instance_id() == Some(&service) => Some(own),
        _ => None,
    });
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|own| own.device_index());
    let row = |own: &&netyard_core::model::NetworkInterface| {
        (own.subnet_id.as_ref().map(&name).unwrap_or_default(), own.group_ids.iter().map(&name).collect())
    };
    own.iter().map(row).collect()
}

fn group(test: &TestEditor) -> Vec<String> {
    let database = test.document().db_instance(test.id("database-1").as_str()).unwrap();
    let subnets = &database.db_subnet_group.as_ref().unwrap().subnet_ids;
    subnets.iter().map(|id| test.document().display_name(id.as_str()).to_owned()).collect()
}

#[test]
fn a_database_has_an_address_a_group_and_a_subnet_group() {
    let test = drawing();
    let database = test.document().db_instance(test.id("database-1").as_str()).unwrap();
    assert_eq!((database.engine.as_deref(), database.listens_on()), (Some("mysql"), Some(3306)));
    assert_eq!(interfaces(&test, "database-1").len(), 1);
    assert_eq!(test.parent("database-1").as_deref(), Some("subnet-a"));
    // Both subnets of two zones are in the group; in one zone only its own is.
    let zone = |name: &str| {
        test.document().subnet(test.id(name).as_str()).unwrap().availability_zone.clone().unwrap()
    };
    let expected: &[&str] =
        if zone("subnet-a") == zone("subnet-b") { &["subnet-a"] } else { &["subnet-a", "subnet-b"] };
    assert_eq!(group(&test), expected);
}

#[test]
fn every_managed_service_stands_in_a_subnet_and_nowhere_else() {
    let mut test = TestEditor::two_subnets();
    for (part, name) in
        [(PartId::Cache, "cache-1"), (PartId::MountTarget, "files-1"), (PartId::Task, "task-1")]
    {
        test.drop_in(part, "subnet-b");
        assert_eq!(test.parent(name).as_deref(), Some("subnet-b"), "{name}");
        let count = test.document().resources.len();
        test.forget().drop_in(part, "vpc-1");
        assert_eq!(test.document().resources.len(), count, "{name} stands in a subnet");
    }
}

#[test]
fn a_second_mount_target_in_the_same_zone_is_of_another_file_system() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::MountTarget, "subnet-a").drop_in(PartId::MountTarget, "subnet-a");
    let system = |name: &str| {
        let target = test.document().mount_target(test.id(name).as_str()).unwrap();
        target.file_system_id.as_ref().unwrap().to_string()
    };
    assert_ne!(system("files-1"), system("files-2"));
}

#[test]
fn a_line_to_a_subnet_is_one_more_interface() {
    let mut test = drawing();
    connect(&mut test, "database-1", "subnet-b");
    assert_eq!(test.toast().as_deref(), Some("database-1 has an interface in subnet-b"));
    let own = interfaces(&test, "database-1");
    assert_eq!(own.iter().map(|(subnet, _)| subnet.as_str()).collect::<Vec<_>>(), ["subnet-a", "subnet-b"]);
    assert_eq!(own[0].1, own[1].1, "the standby has the groups of the primary interface");
    assert!(group(&test).contains(&"subnet-b".to_owned()));
    let count = test.document().resources.len();
    connect(&mut test, "subnet-b", "database-1");
    assert_eq!(test.document().resources.len(), count, "it has one there already");
    // A task has one.
    test.drop_in(PartId::Task, "subnet-a");
    let count = test.document().resources.len();
    connect(&mut test, "task-1", "subnet-b");
    assert_eq!(test.document().resources.len(), count);
}

#[test]
fn the_packet_of_a_line_goes_to_what_only_answers() {
    let mut test = drawing();
    test.drop_in(PartId::Cache, "subnet-a");
    let name = test
        .document()
        .resources
        .iter()
        .find(|(_, resource)| resource.resource_type() == Some(ResourceType::Instance))
        .map(|(id, _)| test.document().display_name(id.as_str()).to_owned())
        .unwrap();
    connect(&mut test, "cache-1", &name);
    let asked = test.effects.iter().find_map(|effect| match effect {
        Effect::OpenPacketPanel { from, to } => Some((from.clone(), to.clone())),
        _ => None,
    });
    assert_eq!(asked, Some((Some(test.id(&name)), Some(test.id("cache-1")))));
}

#[test]
fn a_service_goes_with_all_its_interfaces() {
    let mut test = drawing();
    let before = test.document().resources.len();
    connect(&mut test, "database-1", "subnet-b");
    let id = test.id("database-1");
    test.click_on("database-1").key("Delete");
    assert!(test.document().resource(id.as_str()).is_none());
    assert_eq!(test.document().resources.len(), before - 2);
}

#[test]
fn a_function_stands_in_a_subnet_or_in_no_vpc() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Function, "subnet-a");
    assert_eq!(test.parent("function-1").as_deref(), Some("subnet-a"));
    assert_eq!(interfaces(&test, "function-1").len(), 1);
    let open = netyard_scene::Point::new(2000, 1200);
    test.drop_part(PartId::Function, open);
    assert_eq!(interfaces(&test, "function-2"), []);
    let region = test.document().function(test.id("function-2").as_str()).unwrap().region.clone();
    assert_eq!(test.parent("function-2"), region);
    // Connected to a subnet it is attached, and stands there.
    connect(&mut test, "function-2", "subnet-b");
    assert_eq!(test.parent("function-2").as_deref(), Some("subnet-b"));
    assert_eq!(test.document().function(test.id("function-2").as_str()).unwrap().region, None);
    // Dragged out of its VPC it has no interface any more; dragged in again it has one.
    test.forget().drag_to("function-1", open);
    assert_eq!(interfaces(&test, "function-1"), []);
    let to = test.middle("subnet-b");
    test.forget().drag_to("function-1", to);
    assert_eq!(interfaces(&test, "function-1").len(), 1);
    assert_eq!(test.parent("function-1").as_deref(), Some("subnet-b"));
}
