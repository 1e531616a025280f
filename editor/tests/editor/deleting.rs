//! Removing as AWS does.

use crate::support::TestEditor;
use netyard_core::model::ResourceType;
use netyard_editor::{PartId, Request};
use netyard_scene::Point;

fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(vpc.center().x, vpc.y));
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::NatGateway, "subnet-a");
    let (from, to) = (test.id("subnet-b"), test.id("nat-a"));
    test.request(Request::Connect { from, to }).forget();
    test
}

fn delete(test: &mut TestEditor, name: &str) {
    test.select(&[name]).forget().key("Delete");
}

#[test]
fn an_instance_goes_with_its_interface() {
    let mut test = drawing();
    delete(&mut test, "web-1");
    assert_eq!(test.count(ResourceType::NetworkInterface), 0);
    assert_eq!(test.toast().as_deref(), Some("Deleted web-1"));
    test.keys("mod+z");
    assert_eq!(test.address("web-1"), "10.0.0.10");
}

#[test]
fn routes_to_what_is_gone_stay_and_addresses_are_free() {
    let mut test = drawing();
    delete(&mut test, "nat-a");
    assert_eq!(
        test.toast().as_deref(),
        Some("Deleted nat-a. 1 route to it is left as a blackhole. eip-nat-a stays, on nothing")
    );
    let table = test.document().route_table(test.id("rtb-vpc-1").as_str()).unwrap().clone();
    assert_eq!(table.routes.len(), 1);
    assert_eq!(test.document().elastic_ip(test.id("eip-nat-a").as_str()).unwrap().nat_gateway_id, None);
}

#[test]
fn a_subnet_goes_with_its_content() {
    let mut test = drawing();
    delete(&mut test, "subnet-a");
    assert_eq!(
        test.toast().as_deref(),
        Some(
            "Deleted subnet-a with 2 parts. 1 route to it is left as a blackhole. eip-nat-a stays, on nothing"
        )
    );
    assert!(!test.has("web-1") && !test.has("nat-a") && test.has("subnet-b"));
}

#[test]
fn its_content_can_stay() {
    let mut test = drawing();
    let id = test.id("subnet-a");
    test.request(Request::Delete { keys: vec![id], keep_content: true });
    assert!(test.has("web-1") && test.has("nat-a") && !test.has("subnet-a"));
    assert_eq!(test.parent("web-1"), None);
    assert_eq!(test.interface_of(&test.id("web-1")).subnet_id, None);
}

#[test]
fn a_vpc_goes_with_everything_that_is_part_of_it() {
    let mut test = drawing();
    delete(&mut test, "vpc-1");
    let left: Vec<String> = test.names();
    assert_eq!(left, ["eip-nat-a"], "only the address is nobody's part");
    test.keys("mod+z");
    assert_eq!(test.address("web-1"), "10.0.0.10");
}

#[test]
fn associations_end() {
    let mut test = drawing();
    test.drop_in(PartId::RouteTable, "subnet-b");
    delete(&mut test, "subnet-b");
    let table = test.document().route_table(test.id("rtb-subnet-b").as_str()).unwrap().clone();
    assert!(table.subnet_ids.is_empty());
}

#[test]
fn what_comes_with_a_vpc_is_kept() {
    let mut test = drawing();
    for name in ["default-vpc-1", "acl-vpc-1", "rtb-vpc-1"] {
        let before = test.document().clone();
        delete(&mut test, name);
        assert_eq!(*test.document(), before, "{name}");
        assert!(test.refusal().is_some_and(|text| text.contains(name)), "{name}: {:?}", test.refusal());
    }
}

#[test]
fn a_group_in_use_is_kept() {
    let mut test = drawing();
    let web = test.middle("web-1");
    test.drop_part(PartId::SecurityGroup, web);
    let before = test.document().clone();
    delete(&mut test, "web-sg");
    assert_eq!(*test.document(), before);
    assert!(test.refusal().expect("a refusal").contains("web-"), "{:?}", test.refusal());
}

#[test]
fn the_internet_is_drawn_while_a_gateway_leads_there() {
    let mut test = drawing();
    let before = test.document().clone();
    test.request(Request::Delete { keys: vec!["internet".into()], keep_content: false });
    assert_eq!(*test.document(), before);
    assert_eq!(
        test.refusal().as_deref(),
        Some("The internet is drawn while a gateway leads to it. Delete the gateway first.")
    );
}

#[test]
fn a_peering_ends_with_its_vpc() {
    let mut test = drawing();
    test.drop_part(PartId::Vpc, Point::new(1600, 100));
    let (from, to) = (test.id("vpc-1"), test.id("vpc-2"));
    test.request(Request::Connect { from, to });
    delete(&mut test, "vpc-2");
    assert_eq!(test.count(ResourceType::VpcPeeringConnection), 0);
}

#[test]
fn a_table_in_use_is_kept() {
    let mut test = drawing();
    test.drop_in(PartId::RouteTable, "subnet-b");
    let before = test.document().clone();
    delete(&mut test, "rtb-subnet-b");
    assert_eq!(*test.document(), before);
    assert!(test.refusal().expect("a refusal").contains("subnet-b"), "{:?}", test.refusal());
}

#[test]
fn a_primary_interface_goes_only_with_its_instance() {
    let mut test = drawing();
    let before = test.document().clone();
    let web = test.id("web-1");
    let is_own = |resource: &netyard_core::model::Resource| matches!(resource, netyard_core::model::Resource::NetworkInterface(own) if own.instance_id() == Some(&web));
    let key = before.resources.iter().find(|(_, resource)| is_own(resource)).unwrap().0.clone();
    test.request(Request::Delete { keys: vec![key], keep_content: false });
    assert!(
        test.refusal()
            .expect("a refusal")
            .ends_with("is the primary interface of web-1: it goes only with it. Delete web-1.")
    );
    assert_eq!(*test.document(), before);
}

#[test]
fn everything_can_be_deleted_at_once() {
    let mut test = drawing();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::S3Endpoint, Point::new(vpc.right(), vpc.center().y));
    test.keys("mod+a").keys("mod+a").forget();
    assert!(test.selected().iter().any(|name| name == "internet"), "{:?}", test.selected());
    test.key("Delete");
    assert_eq!(test.refusal(), None);
    assert_eq!(test.names(), ["eip-nat-a"]);
    test.keys("mod+z");
    assert!(test.has("web-1"));
    test.select(&["internet"]).forget().key("Delete");
    assert_eq!(
        test.refusal().as_deref(),
        Some("The internet is drawn while a gateway leads to it. Delete the gateway first.")
    );
}

#[test]
fn the_keyboard_stands_where_the_selection_is_after_undo() {
    let mut test = drawing();
    let focused = |test: &TestEditor| test.editor.session().focused.clone();
    test.select(&["nat-a"]).key("Delete");
    assert_eq!(focused(&test), Some(test.id("subnet-a")), "in the container of what went");
    test.keys("mod+z");
    assert_eq!(test.selected(), ["nat-a"]);
    assert_eq!(focused(&test), Some(test.id("nat-a")));
    test.keys("mod+shift+z");
    assert_eq!(focused(&test), Some(test.id("subnet-a")), "done again, it goes on there");
}

#[test]
fn the_internet_goes_with_its_only_gateway_and_is_kept_by_another() {
    let mut test = drawing();
    let gateway = test.names().into_iter().find(|name| name.starts_with("igw")).expect("a gateway");
    let keys = vec!["internet".into(), test.id(&gateway)];
    test.drop_part(PartId::InternetGateway, Point::new(1600, 900));
    let before = test.document().clone();
    test.forget().request(Request::Delete { keys: keys.clone(), keep_content: false });
    assert_eq!(*test.document(), before, "the second gateway leads to the internet, too");
    assert!(test.refusal().is_some());
    test.keys("mod+z").forget().request(Request::Delete { keys, keep_content: false });
    assert_eq!(test.refusal(), None);
    assert!(!test.has(&gateway));
}

#[test]
fn frames_go_with_content_that_is_chosen_too() {
    let mut test = drawing();
    let zone = format!("{}/eu-west-1b", test.id("vpc-1"));
    let keys = vec![zone.as_str().into(), test.id("subnet-b")];
    test.request(Request::Delete { keys, keep_content: true });
    assert_eq!(test.refusal(), None);
    assert!(!test.has("subnet-b"));
}

#[test]
fn lines_of_one_table_go_together() {
    let mut test = drawing();
    let above = test.rect("subnet-b");
    test.drop_part(PartId::Subnet, Point::new(above.center().x, above.bottom() + 8));
    let to = test.id("nat-a");
    let lines = ["subnet-b", "subnet-b-2"].map(|name| format!("{}>{to}", test.id(name)));
    let drawn =
        |test: &TestEditor, line: &str| test.editor.scene().edges().iter().any(|edge| edge.id == line);
    assert!(lines.iter().all(|line| drawn(&test, line)), "both subnets use the main table");
    let keys = lines.iter().map(|line| line.as_str().into()).collect();
    test.request(Request::Delete { keys, keep_content: false });
    assert_eq!(test.refusal(), None);
    assert!(!lines.iter().any(|line| drawn(&test, line)));
}

#[test]
fn an_association_of_a_group_goes_with_the_further_vpc() {
    let text = r#"{"type":"netyard","version":1,"title":"","rulesDate":"","resources":{
        "sg-1":{"type":"securityGroup","vpcId":"vpc-a","securityGroupVpcAssociations":{"a1":{"vpcId":"vpc-b"},"a2":{"vpcId":"vpc-c"}}},
        "vpc-a":{"type":"vpc","name":"one","region":"eu-west-1","cidrBlocks":["10.1.0.0/16"]},
        "vpc-b":{"type":"vpc","name":"two","region":"eu-west-1","cidrBlocks":["10.2.0.0/16"]},
        "vpc-c":{"type":"vpc","name":"three","region":"eu-west-1","cidrBlocks":["10.3.0.0/16"]}}}"#;
    let mut test = TestEditor::on(netyard_core::schema::open(text).unwrap().document);
    delete(&mut test, "two");
    let group = test.document().security_group("sg-1").unwrap();
    let rows: Vec<&str> =
        group.security_group_vpc_associations.keys().map(netyard_core::model::RowId::as_str).collect();
    assert_eq!(rows, ["a2"]);
    assert!(group.is_associated_with("vpc-c") && !group.is_associated_with("vpc-b"));
}
