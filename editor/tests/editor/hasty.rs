//! Fast hands: half-drawn networks, nonsense in fields, undo in the middle of things. Nothing breaks, every refusal has
//! words, and undo comes back to the same bytes.

use crate::support::{TestEditor, ground_of};
use netyard_core::change::Change;
use netyard_core::model::ResourceType;
use netyard_core::schema;
use netyard_editor::{CommandId, Effect, Focus, Modifiers, PARTS, PartId, Request, Tool};
use netyard_scene::Point;
use serde_json::{Value, json};

fn small_network() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(vpc.center().x, vpc.y));
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::NatGateway, "subnet-b");
    test.drop_in(PartId::SecurityGroup, "vpc-1").drop_in(PartId::RouteTable, "subnet-b");
    test.forget();
    test
}

#[test]
fn undo_in_the_middle_of_a_drag_gives_the_drag_up_and_nothing_else() {
    let mut test = small_network();
    let before = test.document().clone();
    let from = test.middle("web-1");
    test.rest().press(from).move_to(from.moved(40, 30)).move_to(from.moved(80, 60));
    test.keys("mod+z");
    assert_eq!(test.said().as_deref(), Some("Given up"));
    assert_eq!(test.document(), &before);
    // The button comes up after all: nothing is left to drop.
    test.move_by(20.0, 20.0).release();
    assert_eq!(test.document(), &before);
    test.keys("mod+z");
    assert!(!test.has("rtb-subnet-b"), "now the last step is taken back");
}

#[test]
fn delete_in_the_middle_of_a_drag_deletes_and_ends_the_drag() {
    let mut test = small_network();
    let from = test.middle("web-1");
    test.rest().press(from).move_to(from.moved(60, 0)).key("Delete");
    assert!(!test.has("web-1"));
    test.move_by(30.0, 0.0).release();
    assert!(!test.has("web-1"));
    assert!(test.editor.overlay().moving.is_none());
    test.command(CommandId::Undo);
    assert!(test.has("web-1"));
}

#[test]
fn delete_while_renaming_is_the_fields_and_a_name_for_what_is_gone_does_nothing() {
    let mut test = small_network();
    test.select(&["web-1"]).key("F2");
    let key = test.id("web-1");
    assert!(test.effects.contains(&Effect::BeginRename(key.clone())));
    test.send(netyard_editor::Event::Focus(Focus::Text)).key("Delete").key("Backspace");
    assert!(test.has("web-1"), "keys in a field are the field's");
    test.send(netyard_editor::Event::Focus(Focus::Canvas)).key("Delete");
    assert!(!test.has("web-1"));
    let before = test.document().clone();
    test.forget().request(Request::Rename { key, name: "late".to_owned() });
    assert_eq!(test.document(), &before);
    assert!(test.refusal().is_some_and(|words| !words.is_empty()));
}

#[test]
fn nonsense_in_fields_is_kept_as_it_is_written_or_refused_in_words() {
    let nonsense = [
        json!(""),
        json!("10.0.0.0/99"),
        json!("banana"),
        json!("::/0"),
        json!(-1),
        json!(1e300),
        json!(null),
        json!([]),
        json!([[[["x"]]]]),
        json!("\u{0}\u{202e}<script>alert(1)</script>"),
        Value::String("9".repeat(5_000)),
    ];
    let fields = [
        ("vpc-1", "/cidrBlocks/0"),
        ("vpc-1", "/ipv6CidrBlocks"),
        ("vpc-1", "/region"),
        ("subnet-a", "/cidrBlock"),
        ("subnet-a", "/ipv6CidrBlock"),
        ("subnet-a", "/availabilityZone"),
        ("subnet-a", "/vpcId"),
        ("web-1", "/state"),
        ("nat-b", "/privateIp"),
        ("rtb-subnet-b", "/routes/r1"),
        ("rtb-subnet-b", "/routes/r1/natGatewayId"),
        ("sg-1", "/ipPermissions/g1/fromPort"),
        ("sg-1", "/ipPermissions"),
        ("acl-vpc-1", "/entries/e1/ruleNumber"),
        ("igw-vpc-1", "/vpcId"),
    ];
    let mut test = small_network();
    let saved = schema::save(test.document());
    for (name, path) in fields {
        for to in &nonsense {
            if !test.has(name) {
                continue;
            }
            let id = test.id(name);
            let before = test.document().clone();
            let steps = test.editor.undo_depth();
            let changes = vec![Change::Set { id, path: path.to_owned(), to: to.clone() }];
            // The harness opens and saves the drawing after every event.
            test.forget().request(Request::Edit { label: "Nonsense".to_owned(), changes });
            test.select(&[name]).command(CommandId::AddIpv6).command(CommandId::Duplicate);
            while test.editor.undo_depth() > steps {
                test.command(CommandId::Undo);
            }
            assert_eq!(test.document().resources, before.resources, "{name} {path} {to}");
        }
    }
    assert_eq!(schema::save(test.document()), saved);
}

#[test]
fn a_vpc_is_duplicated_with_everything_in_it_six_times() {
    let mut test = small_network();
    let steps = test.editor.undo_depth();
    let saved = schema::save(test.document());
    for _ in 0..6 {
        test.keys("mod+d");
        if test.selected().len() != 1 || !test.selected()[0].starts_with("vpc-") {
            test.select(&["vpc-1"]).keys("mod+d");
        }
    }
    assert_eq!(test.refusal(), None);
    assert_eq!(test.count(ResourceType::Vpc), 7);
    assert_eq!(test.count(ResourceType::Subnet), 14);
    assert_eq!(test.count(ResourceType::InternetGateway), 7);
    let names = test.names();
    let unique: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "every name once");
    let rects: Vec<_> = test
        .editor
        .scene()
        .nodes()
        .iter()
        .filter(|node| node.kind == netyard_scene::NodeKind::Vpc)
        .map(|node| node.rect)
        .collect();
    for (at, one) in rects.iter().enumerate() {
        assert!(rects[at + 1..].iter().all(|other| !one.overlaps(other)), "VPCs stand beside each other");
    }
    let blocks: std::collections::BTreeSet<String> = test
        .document()
        .resources
        .values()
        .filter_map(|resource| match resource.as_ref() {
            netyard_core::model::Resource::Vpc(vpc) => Some(vpc.cidr_blocks[0].to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(blocks.len(), 7, "any two could be peers");
    while test.editor.undo_depth() > steps {
        test.command(CommandId::Undo);
    }
    assert_eq!(schema::save(test.document()), saved);
}

#[test]
fn three_hundred_steps_are_taken_back_to_the_same_bytes_and_done_again() {
    let mut test = small_network();
    let (steps, saved) = (test.editor.undo_depth(), schema::save(test.document()));
    for step in 0..300 {
        let key = test.id("web-1");
        match step % 3 {
            0 => test.request(Request::Rename { key, name: format!("web-1 {step}") }),
            1 => test.request(Request::Rename { key: test_key(&test, step), name: "web-1".to_owned() }),
            _ => test.request(Request::SetTitle(format!("Title {step}"))),
        };
        if step % 3 == 0 {
            let key = test.id(&format!("web-1 {step}"));
            test.request(Request::Rename { key, name: "web-1".to_owned() });
        }
    }
    let changed = schema::save(test.document());
    let mut undone = 0;
    while test.editor.undo_depth() > steps {
        test.command(CommandId::Undo);
        undone += 1;
    }
    assert!(undone >= 300, "{undone} steps");
    assert_eq!(schema::save(test.document()), saved);
    for _ in 0..undone {
        test.command(CommandId::Redo);
    }
    assert_eq!(schema::save(test.document()), changed);
}

/// The instance under whatever name it has.
fn test_key(test: &TestEditor, _step: usize) -> netyard_editor::Key {
    let found = test
        .document()
        .resources
        .iter()
        .find(|(_, resource)| resource.resource_type() == Some(ResourceType::Instance));
    found.map(|(id, _)| id.clone()).expect("the instance")
}

#[test]
fn parts_dropped_across_the_border_of_a_container_land_in_one_place() {
    for part in PARTS {
        let mut test = small_network();
        let rect = test.rect("subnet-a");
        for at in [
            Point::new(rect.right(), rect.center().y),
            Point::new(rect.x, rect.y),
            Point::new(rect.center().x, rect.bottom()),
            test.rect("vpc-1").center(),
            Point::new(test.rect("vpc-1").right(), test.rect("vpc-1").bottom()),
        ] {
            test.forget().drop_part(part.id, at);
            let made = !test.selected().is_empty();
            assert!(made || test.refusal().is_some(), "{:?} at {at:?} says nothing", part.id);
        }
        assert_no_overlap(&test);
    }
}

/// Parts of one container never cover each other.
fn assert_no_overlap(test: &TestEditor) {
    let nodes = test.editor.scene().nodes();
    for (at, one) in nodes.iter().enumerate() {
        for other in &nodes[at + 1..] {
            let are_cards =
                one.kind == netyard_scene::NodeKind::Card && other.kind == netyard_scene::NodeKind::Card;
            if are_cards && one.parent == other.parent {
                assert!(!one.rect.overlaps(&other.rect), "{} covers {}", one.name, other.name);
            }
        }
    }
}

#[test]
fn a_container_is_never_smaller_than_its_content() {
    let mut test = small_network();
    for name in ["vpc-1", "subnet-a"] {
        test.select(&[name]);
        for _ in 0..80 {
            test.command(CommandId::Shrink);
        }
        let frame = test.rect(name);
        let id = test.id(name);
        let scene = test.editor.scene();
        let own = scene.index_of(id.as_str()).unwrap();
        for node in scene.nodes().iter().filter(|node| node.parent == Some(own)) {
            let is_tile = matches!(node.kind, netyard_scene::NodeKind::BorderTile { .. });
            assert!(is_tile || frame.contains_rect(&node.rect), "{} sticks out of {name}", node.name);
        }
    }
    // With the pointer, far past the opposite corner.
    test.select(&["vpc-1"]);
    let frame = test.rect("vpc-1");
    let corner = Point::new(frame.right() + 4, frame.bottom() + 4);
    test.drag(corner, Point::new(frame.x - 900, frame.y - 900));
    assert!(test.rect("vpc-1").contains_rect(&test.rect("web-1")));
}

#[test]
fn every_command_and_tool_in_the_middle_of_every_gesture_leaves_a_whole_drawing() {
    for id in CommandId::ALL {
        let mut test = small_network();
        let from = test.middle("web-1");
        test.rest().press(from).move_to(from.moved(50, 20)).command(*id).move_by(10.0, 10.0).release();
        // What the command has folded is not there to be taken.
        test.command(CommandId::UnfoldAll);
        test.hover_part(PartId::Instance, ground_of(&test, "subnet-a")).command(*id);
        test.send(netyard_editor::Event::Part(netyard_editor::PartEvent::Drop));
        test.command(CommandId::UnfoldAll).request(Request::TakeTool(Tool::Connect));
        let from = test.middle("subnet-a");
        test.press(from).move_to(from.moved(30, 0)).command(*id).release();
        test.hold(Modifiers { alt: true, shift: true, primary: false });
        test.command(*id).hold_nothing();
        test.cancel_pointer();
    }
}

#[test]
fn half_drawn_networks_take_every_part_by_keys_in_any_order() {
    for first in PARTS {
        let mut test = TestEditor::empty();
        for part in std::iter::once(first).chain(PARTS.iter()).chain(PARTS.iter().rev()) {
            test.forget().request(Request::Create { part: part.id, inside: None });
            let said = test.refusal();
            assert!(said.as_deref().is_none_or(|words| words.ends_with('.')), "{said:?}");
        }
        assert!(test.count(ResourceType::Vpc) > 0);
    }
}
