//! New linked neighbours by keys.

use crate::support::TestEditor;
use netyard_core::model::ResourceType;
use netyard_editor::{CommandId, PartId, Request};

#[test]
fn beside_a_vpc_stands_a_peer() {
    let mut test = TestEditor::two_subnets();
    let steps = test.editor.undo_depth();
    test.select(&["vpc-1"]).keys("alt+shift+ArrowRight");
    assert_eq!(test.refusal(), None);
    assert_eq!(test.selected(), ["vpc-2"]);
    assert!(test.rect("vpc-2").x > test.rect("vpc-1").right());
    assert_eq!(test.count(ResourceType::VpcPeeringConnection), 1);
    assert_eq!(test.editor.undo_depth(), steps + 1);
    // The one next to it is another step, and so on.
    test.keys("alt+shift+ArrowDown").keys("alt+shift+ArrowLeft");
    assert_eq!(test.count(ResourceType::Vpc), 4);
    let rects = ["vpc-1", "vpc-2", "vpc-3", "vpc-4"].map(|name| test.rect(name));
    for (at, one) in rects.iter().enumerate() {
        assert!(rects[at + 1..].iter().all(|other| !one.overlaps(other)));
    }
}

#[test]
fn beside_a_subnet_stands_one_in_the_next_zone_with_its_table() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::RouteTable, "subnet-b");
    test.select(&["subnet-b"]).keys("alt+shift+ArrowRight");
    let made = test.selected()[0].clone();
    let subnet = test.document().subnet(test.id(&made).as_str()).unwrap().clone();
    assert_eq!(subnet.availability_zone.as_deref(), Some("eu-west-1c"));
    let table = test.document().route_table(test.id("rtb-subnet-b").as_str()).unwrap().clone();
    assert_eq!(table.subnet_ids, [test.id("subnet-b"), test.id(&made)]);
    assert!(test.said().unwrap().ends_with(", routed and filtered like subnet-b"));

    test.select(&["subnet-b"]).keys("alt+shift+ArrowDown");
    let below = test.selected()[0].clone();
    let subnet = test.document().subnet(test.id(&below).as_str()).unwrap().clone();
    assert_eq!(subnet.availability_zone.as_deref(), Some("eu-west-1b"), "below lies the same zone");
    assert!(test.rect(&below).y >= test.rect("subnet-b").bottom());
}

#[test]
fn beside_an_instance_stands_one_in_its_groups_and_nothing_is_covered() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::SecurityGroup, "vpc-1");
    let group = test.editor.session().selection.main().unwrap().clone();
    let web = test.id("web-1");
    test.request(Request::Connect { from: web, to: group.clone() });
    for keys in ["alt+shift+ArrowRight", "alt+shift+ArrowDown", "alt+shift+ArrowLeft", "alt+shift+ArrowUp"] {
        test.select(&["web-1"]).keys(keys);
        assert_eq!(test.refusal(), None, "{keys}");
    }
    assert_eq!(test.count(ResourceType::Instance), 5);
    for number in 2..=5 {
        let name = format!("web-{number}");
        assert!(test.interface_of(&test.id(&name)).group_ids.contains(&group), "{name}");
        assert_eq!(test.parent(&name).as_deref(), Some("subnet-a"));
        for other in 1..number {
            assert!(
                !test.rect(&name).overlaps(&test.rect(&format!("web-{other}"))),
                "{name} and web-{other}"
            );
        }
    }
}

#[test]
fn a_gateway_has_no_such_neighbour() {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::InternetGateway, "vpc-1");
    test.select(&["igw-vpc-1"]);
    assert!(!test.editor.is_enabled(CommandId::NewRight));
}
