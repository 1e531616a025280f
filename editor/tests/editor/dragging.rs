//! Dragging: previews, one step each, and what a new container means.

use crate::support::{TestEditor, ground_of};
use netyard_core::model::{Placement, Side};
use netyard_editor::{Cursor, DropVerdict, Modifiers, PartId, Request};
use netyard_scene::Point;

fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a");
    test.forget();
    test
}

#[test]
fn a_drag_is_one_step_and_undo_takes_it_back() {
    let mut test = drawing();
    let before = test.document().clone();
    let depth = test.editor.undo_depth();
    let from = test.rect("web-1");
    let middle = test.middle("web-1");
    test.hold(Modifiers { primary: true, ..Modifiers::default() });
    test.drag(middle, middle.moved(100, 60)).hold_nothing();
    let to = test.rect("web-1");
    assert!((to.x - from.x - 100).abs() <= 10 && (to.y - from.y - 60).abs() <= 10, "{from:?} {to:?}");
    assert_eq!(test.editor.undo_depth(), depth + 1);
    test.keys("mod+z");
    assert_eq!(*test.document(), before);
}

#[test]
fn the_document_is_as_before_until_the_drop() {
    let mut test = drawing();
    let before = test.document().clone();
    let middle = test.middle("web-1");
    test.rest().press(middle).move_to(middle.moved(40, 30));
    assert_eq!(*test.document(), before);
    let moving = test.editor.overlay().moving.clone().expect("a preview");
    assert_eq!(moving.keys, [test.id("web-1")]);
    assert_eq!(test.editor.cursor(), Cursor::Move);
    test.key_down("Escape");
    assert!(test.editor.overlay().moving.is_none());
    test.move_to(middle.moved(90, 90)).release();
    assert_eq!(*test.document(), before, "what was given up does not come back with the next move");
}

#[test]
fn undo_in_the_middle_of_a_drag_only_gives_the_drag_up() {
    let mut test = drawing();
    let before = test.document().clone();
    let depth = test.editor.undo_depth();
    let middle = test.middle("web-1");
    test.rest().press(middle).move_to(middle.moved(40, 30)).keys("mod+z");
    assert_eq!(*test.document(), before);
    assert_eq!(test.editor.undo_depth(), depth);
}

#[test]
fn into_another_subnet_it_gets_an_address_there() {
    let mut test = drawing();
    let to = ground_of(&test, "subnet-b");
    let middle = test.middle("web-1");
    test.rest().press(middle).move_to(to);
    let drop = test.editor.overlay().drop.clone().expect("a preview");
    assert_eq!(drop.verdict, DropVerdict::Valid { text: "into subnet-b as 10.0.1.10".to_owned() });
    let depth = test.editor.undo_depth();
    test.release();
    assert_eq!(test.address("web-1"), "10.0.1.10");
    assert_eq!(test.parent("web-1").as_deref(), Some("subnet-b"));
    assert_eq!(test.editor.undo_depth(), depth + 1);
    test.keys("mod+z");
    assert_eq!(test.address("web-1"), "10.0.0.10");
    assert_eq!(test.parent("web-1").as_deref(), Some("subnet-a"));
}

#[test]
fn into_another_vpc_it_gets_the_default_group_there() {
    let mut test = drawing();
    test.drop_part(PartId::Vpc, Point::new(1500, 100));
    test.drop_in(PartId::Subnet, "vpc-2");
    let other = test.names().into_iter().find(|name| name == "subnet-a-2").expect("the new subnet");
    let to = ground_of(&test, &other);
    test.drag_to("web-1", to);
    assert_eq!(test.address("web-1"), "10.1.0.10");
    assert_eq!(test.interface_of(&test.id("web-1")).group_ids, [test.id("default-vpc-2")]);
}

#[test]
fn the_main_modifier_keeps_it_in_its_container() {
    let mut test = drawing();
    let to = ground_of(&test, "subnet-b");
    test.hold(Modifiers { primary: true, ..Modifiers::default() }).drag_to("web-1", to);
    assert_eq!(test.address("web-1"), "10.0.0.10");
    assert_eq!(test.parent("web-1").as_deref(), Some("subnet-a"));
}

#[test]
fn onto_open_ground_it_is_refused_and_stays() {
    let mut test = drawing();
    let before = test.document().clone();
    let middle = test.middle("web-1");
    test.rest().press(middle).move_to(Point::new(-900, -900));
    assert!(!test.editor.overlay().drop.as_ref().unwrap().verdict.is_valid());
    assert_eq!(test.editor.cursor(), Cursor::NotAllowed);
    test.release();
    assert_eq!(
        test.refusal().as_deref(),
        Some("An instance stands in a subnet, not in the open. Drop it in subnet-a or subnet-b.")
    );
    assert_eq!(*test.document(), before);
}

#[test]
fn a_container_takes_its_content_along_by_one_change() {
    let mut test = drawing();
    let (vpc, web) = (test.rect("vpc-1"), test.rect("web-1"));
    let places = test.document().placement.len();
    let header = test.middle("vpc-1");
    test.drag(header, header.moved(200, 100));
    let (vpc_now, web_now) = (test.rect("vpc-1"), test.rect("web-1"));
    assert_eq!((vpc_now.x - vpc.x, vpc_now.y - vpc.y), (web_now.x - web.x, web_now.y - web.y));
    assert_ne!(vpc_now, vpc);
    assert_eq!(test.document().placement.len(), places, "only the place of the VPC changed");
}

#[test]
fn a_subnet_cannot_go_to_another_zone_but_be_made_again_there() {
    let mut test = drawing();
    let before = test.document().clone();
    let to = test.rect("subnet-b").center();
    test.drag_to("subnet-a", Point::new(to.x, to.y + 60));
    let refusal = test.refusal().expect("a refusal");
    assert_eq!(
        refusal,
        "subnet-a stands in zone eu-west-1a: AWS cannot move a subnet to another zone. Make it again there."
    );
    assert_eq!(*test.document(), before);
    let alternatives = test.alternatives();
    assert_eq!(alternatives[0].label, "Make subnet-a again in eu-west-1b");
    test.request(Request::Apply {
        label: alternatives[0].label.clone(),
        changes: alternatives[0].changes.clone(),
    });
    assert_eq!(test.parent("subnet-a").as_deref(), Some("eu-west-1b"));
    assert_eq!(test.address("web-1"), "10.0.0.10", "the range is the same, so the address is");
}

#[test]
fn shift_keeps_to_one_axis() {
    let mut test = drawing();
    let middle = test.middle("web-1");
    test.rest()
        .press(middle)
        .hold(Modifiers { shift: true, ..Modifiers::default() })
        .move_to(middle.moved(80, 20));
    assert_eq!(test.editor.overlay().moving.as_ref().unwrap().dy, 0);
}

#[test]
fn alt_drags_a_copy() {
    let mut test = drawing();
    let to = ground_of(&test, "subnet-b");
    test.hold(Modifiers { alt: true, ..Modifiers::default() }).drag_to("web-1", to).hold_nothing();
    assert_eq!(test.address("web-1"), "10.0.0.10");
    assert_eq!(test.address("web-2"), "10.0.1.10");
    assert_eq!(test.selected(), ["web-2"]);
}

#[test]
fn several_move_together() {
    let mut test = drawing();
    test.drop_in(PartId::Instance, "subnet-a");
    test.select(&["web-1", "web-2"]);
    let to = ground_of(&test, "subnet-b");
    test.drag_to("web-1", to);
    assert_eq!([test.address("web-1"), test.address("web-2")], ["10.0.1.10", "10.0.1.11"]);
    assert_eq!(test.selected(), ["web-1", "web-2"]);
}

#[test]
fn several_move_together_in_their_own_container() {
    let mut test = drawing();
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::Instance, "subnet-a");
    let before = ["web-1", "web-2", "web-3"].map(|name| test.rect(name));
    test.select(&["web-1", "web-2"]);
    let middle = test.middle("web-1");
    test.hold(Modifiers { primary: true, ..Modifiers::default() })
        .drag(middle, middle.moved(400, 0))
        .hold_nothing();
    let after = ["web-1", "web-2", "web-3"].map(|name| test.rect(name));
    assert_eq!(after[0].x - before[0].x, after[1].x - before[1].x);
    assert!(after[0].x - before[0].x > 380);
    assert_eq!(after[2], before[2]);
}

#[test]
fn neighbours_keep_their_place_when_one_goes() {
    let mut test = drawing();
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::Instance, "subnet-a");
    let before: Vec<_> = ["web-2", "web-3"].map(|name| test.rect(name).y - test.rect("subnet-a").y).into();
    let to = ground_of(&test, "subnet-b");
    test.drag_to("web-1", to);
    let after: Vec<_> = ["web-2", "web-3"].map(|name| test.rect(name).y - test.rect("subnet-a").y).into();
    assert_eq!(before, after);
}

#[test]
fn a_gateway_slides_on_its_border_and_comes_off_far_away() {
    let mut test = drawing();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(vpc.center().x, vpc.y));
    let to = Point::new(vpc.x, vpc.center().y);
    test.drag_to("igw-vpc-1", to);
    let id = test.id("igw-vpc-1");
    assert!(matches!(test.document().placement[id.as_str()], Placement::Border { side: Side::Left, .. }));
    test.drag_to("igw-vpc-1", Point::new(vpc.x - 800, vpc.y - 800));
    assert_eq!(test.document().internet_gateway(id.as_str()).unwrap().vpc_id, None);
    let vpc = test.rect("vpc-1");
    test.drag_to("igw-vpc-1", Point::new(vpc.center().x, vpc.bottom() - 4));
    assert_eq!(test.document().internet_gateway(id.as_str()).unwrap().vpc_id, Some(test.id("vpc-1")));
}

#[test]
fn a_corner_resizes_and_content_stays() {
    let mut test = drawing();
    let web = test.rect("web-1");
    test.click_on("vpc-1");
    let vpc = test.rect("vpc-1");
    let corner = Point::new(vpc.right() + 4, vpc.bottom() + 4);
    test.rest().press(corner).move_to(corner.moved(120, 80));
    assert!(test.editor.overlay().resizing.is_some());
    test.release();
    let larger = test.rect("vpc-1");
    assert!(
        (larger.w - vpc.w - 120).abs() <= 14 && (larger.h - vpc.h - 80).abs() <= 14,
        "{vpc:?} {larger:?}"
    );
    assert_eq!(test.rect("web-1"), web);
    let corner = Point::new(larger.x - 4, larger.y - 4);
    test.rest().press(corner).move_to(corner.moved(-60, -40)).release();
    assert_eq!(test.rect("web-1"), web, "content stays when the upper left corner moves");
    assert!(test.rect("vpc-1").x < larger.x);
}

#[test]
fn a_container_never_becomes_smaller_than_its_content() {
    let mut test = drawing();
    test.click_on("subnet-a");
    let rect = test.rect("subnet-a");
    let corner = Point::new(rect.right() + 4, rect.bottom() + 4);
    test.rest().press(corner).move_to(Point::new(rect.x + 5, rect.y + 5)).release();
    assert!(test.rect("subnet-a").contains_rect(&test.rect("web-1")));
}

#[test]
fn at_the_edge_the_view_moves_after_a_moment() {
    let mut test = drawing();
    let before = test.editor.session().camera;
    let middle = test.middle("web-1");
    test.rest().press(middle).move_by(20.0, 0.0);
    let edge = test.editor.session().camera.to_drawing(3995.0, 500.0);
    test.move_to(edge).tick(100.0);
    assert_eq!(test.editor.session().camera, before, "not at once");
    test.tick(150.0).tick(150.0).tick(16.0);
    assert!(test.editor.session().camera.x > before.x);
    assert!(test.editor.wants_ticks());
    test.cancel_pointer();
    assert!(!test.editor.wants_ticks());
}

#[test]
fn guides_show_what_it_snapped_to() {
    let mut test = drawing();
    test.drop_in(PartId::Instance, "subnet-a");
    let (one, two) = (test.rect("web-1"), test.middle("web-2"));
    let web = test.rect("web-2");
    test.rest().press(two).move_to(two.moved(one.x - web.x + 3, 90));
    assert!(!test.editor.overlay().guides.is_empty());
    assert_eq!(test.editor.overlay().moving.as_ref().unwrap().dx, one.x - web.x);
}

#[test]
fn a_part_in_a_selected_container_is_dragged_alone() {
    let mut test = drawing();
    let to = ground_of(&test, "subnet-b");
    let middle = test.middle("web-1");
    test.select(&["vpc-1"]);
    test.rest().press(middle).move_to(to);
    assert_eq!(test.editor.overlay().moving.clone().expect("a preview").keys, [test.id("web-1")]);
    test.release();
    assert_eq!(test.parent("web-1").as_deref(), Some("subnet-b"));
    assert_eq!(test.selected(), ["web-1"]);
}

#[test]
fn what_is_selected_together_is_dragged_together_by_any_part_of_it() {
    let mut test = drawing();
    let middle = test.middle("web-1");
    test.select(&["subnet-a", "subnet-b"]);
    test.rest().press(middle).move_to(middle.moved(12, 12));
    let moving = test.editor.overlay().moving.clone().expect("a preview");
    assert_eq!(moving.keys, [test.id("subnet-a"), test.id("subnet-b")]);
}

#[test]
fn a_gateway_says_that_it_is_detached_as_soon_as_it_is_far_enough() {
    let mut test = drawing();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, Point::new(vpc.center().x, vpc.y));
    let middle = test.middle("igw-vpc-1");
    let verdict = |test: &TestEditor| test.editor.overlay().drop.clone().expect("a preview").verdict;
    test.rest().press(middle).move_to(middle.moved(0, -30)).move_to(middle.moved(0, -40));
    assert_eq!(verdict(&test), DropVerdict::Valid { text: String::new() });
    test.move_to(middle.moved(0, -400));
    assert_eq!(verdict(&test), DropVerdict::Valid { text: "detached from vpc-1".to_owned() });
    test.move_to(middle.moved(0, -30));
    assert_eq!(verdict(&test), DropVerdict::Valid { text: String::new() });
    test.move_to(middle.moved(0, -400)).release();
    let id = test.id("igw-vpc-1");
    assert_eq!(test.document().internet_gateway(id.as_str()).unwrap().vpc_id, None);
}

#[test]
fn a_subnet_dragged_over_its_sibling_stays_in_its_zone() {
    let mut test = TestEditor::two_subnets();
    let first = test.rect("subnet-a");
    test.drop_part(PartId::Subnet, first.center());
    let over = test.rect("subnet-a").center();
    test.forget().drag_to("subnet-a-2", over);
    assert_eq!(test.refusal(), None);
    assert_eq!(test.parent("subnet-a-2").as_deref(), Some("eu-west-1a"));
    assert!(!test.rect("subnet-a").overlaps(&test.rect("subnet-a-2")));
}
