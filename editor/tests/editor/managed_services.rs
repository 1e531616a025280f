//! Managed services by hand: made with an interface, connected, copied, moved, deleted.

use crate::support::TestEditor;
use netyard_core::model::{Resource, ResourceType};
use netyard_editor::{CommandId, Effect, PartId, Request};

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

#[test]
fn a_transfer_server_has_an_endpoint_in_a_vpc_or_a_public_one() {
    let mut test = TestEditor::two_subnets();
    let is_public = |test: &TestEditor, name: &str| {
        test.document().transfer_server(test.id(name).as_str()).unwrap().is_public()
    };
    test.drop_in(PartId::TransferServer, "subnet-a");
    assert_eq!(test.parent("transfer-1").as_deref(), Some("subnet-a"));
    assert_eq!(interfaces(&test, "transfer-1").len(), 1);
    assert!(!is_public(&test, "transfer-1"));
    let open = netyard_scene::Point::new(2000, 1200);
    test.drop_part(PartId::TransferServer, open);
    assert_eq!(interfaces(&test, "transfer-2"), []);
    assert!(is_public(&test, "transfer-2"));
    let region = test.document().transfer_server(test.id("transfer-2").as_str()).unwrap().region.clone();
    assert_eq!(test.parent("transfer-2"), region);
    // Connected to a subnet it has its endpoint there.
    connect(&mut test, "transfer-2", "subnet-b");
    assert_eq!(test.parent("transfer-2").as_deref(), Some("subnet-b"));
    assert!(!is_public(&test, "transfer-2"));
    assert_eq!(test.document().transfer_server(test.id("transfer-2").as_str()).unwrap().region, None);
    // An Elastic IP address goes to its interface, and stays when that goes.
    test.forget().drop_in(PartId::ElasticIp, "transfer-1");
    let holder = |test: &TestEditor| {
        test.document().elastic_ip(test.id("eip-1").as_str()).unwrap().network_interface_id.clone()
    };
    assert!(holder(&test).is_some());
    // Dragged out of its VPC it has a public endpoint; dragged in again one there.
    test.forget().drag_to("transfer-1", open);
    assert_eq!(interfaces(&test, "transfer-1"), []);
    assert!(is_public(&test, "transfer-1"));
    assert_eq!(holder(&test), None);
    let to = test.middle("subnet-b");
    test.forget().drag_to("transfer-1", to);
    assert_eq!(interfaces(&test, "transfer-1").len(), 1);
    assert!(!is_public(&test, "transfer-1"));
    // A line to its address is an association, too.
    connect(&mut test, "transfer-1", "eip-1");
    assert!(holder(&test).is_some());
}

#[test]
fn a_workspaces_directory_has_a_desktop_in_each_subnet_that_it_is_connected_with() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::WorkspaceDirectory, "subnet-a");
    assert_eq!(test.parent("desktops-1").as_deref(), Some("subnet-a"));
    assert_eq!(interfaces(&test, "desktops-1").len(), 1);
    connect(&mut test, "desktops-1", "subnet-b");
    assert_eq!(interfaces(&test, "desktops-1").len(), 2);
}

#[test]
fn an_interface_endpoint_stands_in_a_subnet_with_an_interface() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::InterfaceEndpoint, "subnet-a");
    let endpoint = test.document().vpc_endpoint(test.id("sqs-endpoint").as_str()).unwrap().clone();
    assert!(endpoint.is_interface());
    assert_eq!(endpoint.service_name.as_deref(), Some("com.amazonaws.eu-west-1.sqs"));
    assert_eq!(endpoint.vpc_id, Some(test.id("vpc-1")));
    assert!(!endpoint.private_dns_enabled, "the VPC has no DNS hostnames");
    assert_eq!(interfaces(&test, "sqs-endpoint").len(), 1);
    assert_eq!(test.parent("sqs-endpoint").as_deref(), Some("subnet-a"));
    let count = test.document().resources.len();
    test.forget().drop_in(PartId::InterfaceEndpoint, "vpc-1");
    assert_eq!(test.document().resources.len(), count, "it stands in a subnet");
}

/// Three subnets, two of them in one zone, in a VPC with both DNS attributes.
fn three_subnets() -> TestEditor {
    let subnet = |name: &str, zone: &str, third: u8| {
        serde_json::json!({"type": "subnet", "name": name, "vpcId": "vpc-1", "availabilityZone": zone,
            "cidrBlock": format!("10.0.{third}.0/24")})
    };
    let drawing = serde_json::json!({"type": "netyard", "version": 1, "resources": {
        "vpc-1": {"type": "vpc", "name": "shop", "region": "eu-west-1", "cidrBlocks": ["10.0.0.0/16"], "enableDnsHostnames": true},
        "subnet-a": subnet("app-a", "eu-west-1a", 1),
        "subnet-x": subnet("more-a", "eu-west-1a", 2),
        "subnet-b": subnet("app-b", "eu-west-1b", 3),
    }});
    TestEditor::on(netyard_core::schema::open(&drawing.to_string()).unwrap().document)
}

#[test]
fn a_second_endpoint_is_for_another_service_and_has_names_where_the_vpc_does() {
    let mut test = three_subnets();
    test.drop_in(PartId::InterfaceEndpoint, "app-a").drop_in(PartId::InterfaceEndpoint, "app-a");
    for (name, service) in [("sqs-endpoint", "sqs"), ("ssm-endpoint", "ssm")] {
        let endpoint = test.document().vpc_endpoint(test.id(name).as_str()).unwrap();
        let expected = format!("com.amazonaws.eu-west-1.{service}");
        assert_eq!(endpoint.service_name.as_deref(), Some(expected.as_str()));
        assert!(endpoint.private_dns_enabled, "{name}");
    }
}

#[test]
fn a_line_to_a_subnet_of_another_zone_gives_an_endpoint_one_more_interface() {
    let mut test = three_subnets();
    test.drop_in(PartId::InterfaceEndpoint, "app-a");
    connect(&mut test, "sqs-endpoint", "more-a");
    assert_eq!(
        test.refusal().as_deref(),
        Some(
            "sqs-endpoint has an interface in eu-west-1a already, in app-a: AWS takes one subnet in a zone. Hosts in more-a use that one."
        )
    );
    connect(&mut test, "app-b", "sqs-endpoint");
    assert_eq!(test.toast().as_deref(), Some("sqs-endpoint has an interface in app-b"));
    let places: Vec<String> =
        interfaces(&test, "sqs-endpoint").into_iter().map(|(subnet, _)| subnet).collect();
    assert_eq!(places, ["app-a", "app-b"]);
    // With the endpoint all of its interfaces go.
    let (id, before) = (test.id("sqs-endpoint"), test.document().resources.len());
    test.click_on("sqs-endpoint").key("Delete");
    assert!(test.document().resource(id.as_str()).is_none());
    assert_eq!(test.document().resources.len(), before - 3);
}

#[test]
fn an_endpoint_moves_with_its_interface_and_is_copied_with_it() {
    let mut test = three_subnets();
    test.drop_in(PartId::InterfaceEndpoint, "app-a");
    let to = test.middle("app-b");
    test.forget().drag_to("sqs-endpoint", to);
    assert_eq!(test.parent("sqs-endpoint").as_deref(), Some("app-b"));
    assert_eq!(interfaces(&test, "sqs-endpoint")[0].0, "app-b");
    let before = test.document().resources.len();
    test.click_on("sqs-endpoint").keys("mod+D");
    assert_eq!(test.document().resources.len(), before + 2, "{:?}", test.names());
    // The name of the service leads to one of them.
    let has_names =
        |resource: &Resource| matches!(resource, Resource::VpcEndpoint(own) if own.private_dns_enabled);
    let named = test.document().resources.values().filter(|resource| has_names(resource)).count();
    assert_eq!(named, 1);
}

#[test]
fn a_line_between_a_host_and_an_endpoint_is_a_packet_to_the_endpoint() {
    let mut test = three_subnets();
    test.drop_in(PartId::Instance, "more-a").drop_in(PartId::InterfaceEndpoint, "app-b");
    let host = test.names().into_iter().find(|name| name.starts_with("more")).unwrap_or_default();
    let host = if test.has("more-1") { "more-1".to_owned() } else { host };
    connect(&mut test, "sqs-endpoint", &host);
    let asked = test.effects.iter().find_map(|effect| match effect {
        Effect::OpenPacketPanel { from, to } => Some((from.clone(), to.clone())),
        _ => None,
    });
    assert_eq!(asked, Some((Some(test.id(&host)), Some(test.id("sqs-endpoint")))));
}

#[test]
fn an_endpoint_that_is_copied_with_its_vpc_keeps_its_names() {
    let mut test = three_subnets();
    test.drop_in(PartId::InterfaceEndpoint, "app-a");
    test.select(&["shop"]).keys("mod+D");
    let has_names =
        |resource: &Resource| matches!(resource, Resource::VpcEndpoint(own) if own.private_dns_enabled);
    let named = test.document().resources.values().filter(|resource| has_names(resource)).count();
    assert_eq!(named, 2, "{:?}", test.names());
}

#[test]
fn an_endpoint_is_moved_into_other_subnets_and_nothing_else() {
    let mut test = three_subnets();
    test.drop_in(PartId::InterfaceEndpoint, "app-a");
    test.forget().select(&["sqs-endpoint"]).command(CommandId::MoveInto);
    let destinations = test.effects.iter().find_map(|effect| match effect {
        Effect::ChooseContainer { destinations, .. } => Some(destinations.clone()),
        _ => None,
    });
    let containers = destinations.unwrap_or_default().into_iter().filter_map(|own| own.container);
    let mut names: Vec<String> =
        containers.map(|key| test.document().display_name(key.as_str()).to_owned()).collect();
    names.sort();
    assert_eq!(names, ["app-b", "more-a"]);
    // Dragged, it shows the same: subnets, not the VPC around them.
    let (from, to) = (test.middle("sqs-endpoint"), test.middle("app-b"));
    test.rest().press(from).move_to(to).move_to(to);
    let legal: Vec<_> = test.editor.overlay().legal_targets.clone();
    assert_eq!(legal.len(), 3, "{legal:?}");
}
