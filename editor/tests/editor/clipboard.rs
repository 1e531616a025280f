//! Copies: new ids, free ranges and addresses, references among them kept.

use crate::support::TestEditor;
use netyard_core::model::ResourceType;
use netyard_editor::{Editor, Effect, Event, PartId, Request};
use netyard_scene::Point;

fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(vpc.center().x, vpc.y));
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::NatGateway, "subnet-b");
    test.drop_in(PartId::RouteTable, "subnet-a");
    let (from, to) = (test.id("subnet-a"), test.id("igw-vpc-1"));
    test.request(Request::Connect { from, to }).forget();
    test
}

fn copied(test: &TestEditor) -> String {
    test.effects
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::CopyText(text) => Some(text.clone()),
            _ => None,
        })
        .expect("copied text")
}

#[test]
fn an_instance_is_pasted_beside_itself_with_an_address_of_its_own() {
    let mut test = drawing();
    test.select(&["web-1"]).keys("mod+c").keys("mod+v");
    assert!(test.effects.contains(&Effect::ReadClipboard { in_place: false }));
    let text = copied(&test);
    test.request(Request::Paste { text, in_place: false });
    assert_eq!(test.address("web-2"), "10.0.0.11");
    assert_eq!(test.parent("web-2").as_deref(), Some("subnet-a"));
    assert_eq!(test.selected(), ["web-2"]);
    assert_ne!(test.rect("web-1"), test.rect("web-2"));
}

#[test]
fn a_selected_container_takes_the_paste() {
    let mut test = drawing();
    test.select(&["web-1"]).keys("mod+c");
    let text = copied(&test);
    test.select(&["subnet-b"]).request(Request::Paste { text, in_place: false });
    assert_eq!(test.parent("web-2").as_deref(), Some("subnet-b"));
    assert_eq!(test.address("web-2"), "10.0.1.11", ".10 is the NAT gateway's");
}

#[test]
fn a_duplicated_subnet_has_the_next_range_and_the_same_table() {
    let mut test = drawing();
    test.select(&["subnet-a"]).keys("mod+d");
    let copy = test.document().subnet(test.id("subnet-a-2").as_str()).unwrap().clone();
    assert_eq!(copy.cidr_block.unwrap().to_string(), "10.0.2.0/24");
    assert_eq!(test.address("web-2"), "10.0.2.10");
    let table = test.document().route_table(test.id("rtb-subnet-a").as_str()).unwrap().clone();
    assert_eq!(table.subnet_ids, [test.id("subnet-a"), test.id("subnet-a-2")]);
}

#[test]
fn a_duplicated_vpc_is_a_whole_network_of_its_own() {
    let mut test = drawing();
    test.select(&["vpc-1"]).keys("mod+d");
    let vpc = test.document().vpc(test.id("vpc-2").as_str()).unwrap().clone();
    assert_eq!(vpc.cidr_blocks[0].to_string(), "10.1.0.0/16");
    assert_eq!(test.address("web-2"), "10.1.0.10", "hosts keep their place in the range");
    assert_eq!(test.parent("web-2").as_deref(), Some("subnet-a-2"));
    assert_eq!(test.count(ResourceType::InternetGateway), 2);
    let table = test.document().route_table(test.id("rtb-subnet-a-2").as_str()).unwrap().clone();
    assert_eq!(table.routes.values().next().unwrap().gateway_id, Some(test.id("igw-vpc-2")));
    assert_eq!(table.subnet_ids, [test.id("subnet-a-2")]);
    assert_eq!(test.interface_of(&test.id("web-2")).group_ids, [test.id("default-vpc-2")]);
    assert!(!test.rect("vpc-1").overlaps(&test.rect("vpc-2")));
    assert_eq!(test.count(ResourceType::ElasticIp), 2);
}

#[test]
fn cut_and_paste_moves() {
    let mut test = drawing();
    test.select(&["web-1"]).keys("mod+x");
    assert_eq!(test.count(ResourceType::Instance), 0);
    let text = copied(&test);
    test.select(&["subnet-b"]).request(Request::Paste { text, in_place: false });
    assert_eq!(test.count(ResourceType::Instance), 1);
    assert_eq!(test.count(ResourceType::NetworkInterface), 1);
}

#[test]
fn parts_go_to_another_drawing() {
    let mut test = drawing();
    test.select(&["vpc-1"]).keys("mod+c");
    let text = copied(&test);
    let mut other = TestEditor::empty();
    other.request(Request::Paste { text, in_place: true });
    assert_eq!(other.refusal(), None);
    assert_eq!(other.address("web-1"), "10.0.0.10");
    assert_eq!(other.count(ResourceType::Subnet), 2);
}

#[test]
fn a_subnet_without_a_vpc_is_refused() {
    let mut test = drawing();
    test.select(&["subnet-a"]).keys("mod+c");
    let text = copied(&test);
    let mut other = TestEditor::empty();
    other.request(Request::Paste { text, in_place: false });
    assert_eq!(other.refusal().as_deref(), Some("A subnet lies in a VPC. Select the VPC, then paste."));
    assert!(other.document().resources.is_empty());
}

#[test]
fn other_text_becomes_a_note() {
    let mut test = TestEditor::empty();
    test.request(Request::Paste { text: "<b>hello</b>".to_owned(), in_place: false });
    assert_eq!(
        test.document().notes.values().map(|note| note.text.as_str()).collect::<Vec<_>>(),
        ["<b>hello</b>"]
    );
}

#[test]
fn hostile_clips_do_no_harm() {
    let mut editor = Editor::new(netyard_core::model::Document::default(), 1);
    for text in [
        "",
        "{",
        "{\"type\":\"netyard-parts\",\"version\":1,\"roots\":[],\"resources\":{}}",
        "{\"type\":\"netyard-parts\",\"version\":9,\"roots\":[],\"resources\":{}}",
        "{\"type\":\"netyard-parts\",\"version\":1,\"roots\":[\"vpc-1\"],\"resources\":{\"vpc-1\":{\"type\":\"vpc\",\"cidrBlocks\":[\"10.0.0.0/99\",\"x\"]}}}",
        "{\"type\":\"netyard-parts\",\"version\":1,\"roots\":[\"a\",\"a\"],\"resources\":{\"a\":{\"type\":\"later\",\"of\":\"a\"}}}",
    ] {
        editor.update(Event::Request(Request::Paste { text: text.to_owned(), in_place: false }));
        crate::support::check(&editor);
    }
}

#[test]
fn what_exists_once_is_not_copied() {
    let mut test = drawing();
    test.request(Request::Select {
        keys: vec!["internet".into()],
        mode: netyard_editor::SelectMode::Replace,
    });
    test.forget().keys("mod+c");
    assert_eq!(
        test.refusal().as_deref(),
        Some("Regions, zones and the internet exist once and are not copied.")
    );
}
