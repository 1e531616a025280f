//! Clicks, marquees, and the way out.

use crate::support::{TestEditor, ground_of};
use netyard_editor::{Button, Effect, Modifiers, PartId};
use netyard_scene::Point;

fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a").drop_in(PartId::Instance, "subnet-b");
    test.forget();
    test
}

#[test]
fn a_click_takes_the_part_and_the_header_its_container() {
    let mut test = drawing();
    test.click_on("web-1");
    assert_eq!(test.selected(), ["web-1"]);
    test.click_on("subnet-b");
    assert_eq!(test.selected(), ["subnet-b"]);
    test.click_on("vpc-1");
    assert_eq!(test.selected(), ["vpc-1"]);
}

#[test]
fn on_ground_the_outermost_comes_first_and_each_click_goes_deeper() {
    let mut test = drawing();
    let ground = ground_of(&test, "subnet-a");
    test.rest().click(ground);
    assert_eq!(test.selected(), ["vpc-1"]);
    test.rest().click(ground);
    assert_eq!(test.selected(), ["subnet-a"]);
    test.rest().click(ground);
    assert_eq!(test.selected(), ["subnet-a"], "nothing is deeper");
}

#[test]
fn the_main_modifier_takes_the_deepest_at_once() {
    let mut test = drawing();
    let ground = ground_of(&test, "subnet-a");
    test.hold(Modifiers { primary: true, ..Modifiers::default() }).click(ground);
    assert_eq!(test.selected(), ["subnet-a"]);
}

#[test]
fn shift_adds_and_removes() {
    let mut test = drawing();
    test.click_on("web-1").hold(Modifiers { shift: true, ..Modifiers::default() }).click_on("web-2");
    assert_eq!(test.selected(), ["web-1", "web-2"]);
    test.click_on("web-1");
    assert_eq!(test.selected(), ["web-2"]);
}

#[test]
fn a_click_beside_everything_selects_nothing() {
    let mut test = drawing();
    test.click_on("web-1").rest().click(Point::new(-1500, -1200));
    assert!(test.selected().is_empty());
}

#[test]
fn a_double_click_renames() {
    let mut test = drawing();
    let middle = test.middle("web-1");
    test.rest().click(middle).click(middle);
    assert!(test.effects.contains(&Effect::BeginRename(test.id("web-1"))));
}

#[test]
fn two_quick_clicks_with_a_key_between_are_no_double_click() {
    let mut test = drawing();
    let middle = test.middle("web-1");
    test.rest().click(middle).key("Escape").click(middle);
    assert!(!test.effects.iter().any(|effect| matches!(effect, Effect::BeginRename(_))));
    assert_eq!(test.selected(), ["web-1"]);
}

#[test]
fn two_slow_clicks_are_no_double_click() {
    let mut test = drawing();
    test.click_on("web-1").click_on("web-1");
    assert!(!test.effects.iter().any(|effect| matches!(effect, Effect::BeginRename(_))));
}

#[test]
fn a_marquee_takes_what_it_touches_but_containers_only_whole() {
    let mut test = drawing();
    let subnet = test.rect("subnet-a");
    // From the subnet's own ground, over its card.
    let from = Point::new(subnet.right() - 3, subnet.bottom() - 3);
    test.rest().press(from).move_to(Point::new(subnet.x + 20, subnet.y + 30));
    assert!(test.editor.overlay().marquee.is_some());
    test.release();
    assert_eq!(test.selected(), ["web-1"]);
    assert!(test.editor.overlay().marquee.is_none());
    let vpc = test.rect("vpc-1");
    test.drag(Point::new(vpc.x - 300, vpc.y - 300), Point::new(vpc.right() + 300, vpc.bottom() + 300));
    let selected = test.selected();
    assert!(
        selected.contains(&"vpc-1".to_owned()) || selected.contains(&"eu-west-1".to_owned()),
        "{selected:?}"
    );
    assert!(!selected.contains(&"web-1".to_owned()), "what is inside comes with its container");
}

#[test]
fn a_small_move_is_still_a_click() {
    let mut test = drawing();
    let before = test.document().clone();
    let middle = test.middle("web-1");
    test.rest().press(middle).move_by(3.0, 0.0).release();
    assert_eq!(test.selected(), ["web-1"]);
    assert_eq!(*test.document(), before);
}

#[test]
fn the_right_button_selects_and_opens_the_menu() {
    let mut test = drawing();
    let middle = test.middle("web-2");
    test.press_with(middle, Button::Secondary);
    assert_eq!(test.selected(), ["web-2"]);
    let key = Some(test.id("web-2"));
    assert!(
        test.effects.iter().any(|effect| matches!(effect, Effect::OpenMenu { key: own, .. } if *own == key))
    );
}

#[test]
fn a_resting_finger_opens_the_menu() {
    let mut test = drawing();
    let middle = test.middle("web-1");
    test.with_finger().press(middle).tick(400.0);
    assert!(!test.effects.iter().any(|effect| matches!(effect, Effect::OpenMenu { .. })));
    test.tick(150.0);
    assert!(test.effects.iter().any(|effect| matches!(effect, Effect::OpenMenu { .. })));
}

#[test]
fn escape_goes_out_step_by_step() {
    let mut test = drawing();
    test.click_on("web-1").key("Escape");
    assert_eq!(test.selected(), ["subnet-a"]);
    test.key("Escape").key("Escape");
    assert_eq!(test.selected(), ["vpc-1"]);
    test.key("Escape").key("Escape");
    assert!(test.selected().is_empty());
}

#[test]
fn all_in_the_container_then_all() {
    let mut test = drawing();
    test.drop_in(PartId::Instance, "subnet-a").click_on("web-1").keys("mod+a");
    assert_eq!(test.selected(), ["web-1", "web-3"]);
    test.keys("mod+a");
    assert!(test.selected().contains(&"vpc-1".to_owned()), "{:?}", test.selected());
}

#[test]
fn hovering_is_told() {
    let mut test = drawing();
    let middle = test.middle("web-1");
    test.move_to(middle);
    assert_eq!(test.editor.session().hovered, Some(test.id("web-1")));
    test.move_to(Point::new(-1500, -1200));
    assert_eq!(test.editor.session().hovered, None);
}
