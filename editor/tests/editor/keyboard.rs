//! Everything without a pointer.

use crate::support::TestEditor;
use netyard_editor::{AppAct, Dialog, Effect, Event, Focus, KeyEvent, Modifiers, PartId, Tool};

fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    for container in ["subnet-a", "subnet-a", "subnet-b"] {
        test.drop_in(PartId::Instance, container);
    }
    test.forget();
    test
}

#[test]
fn tab_walks_the_container_and_then_leaves() {
    let mut test = drawing();
    test.select(&["web-1"]).key("Tab");
    assert_eq!(test.selected(), ["web-2"]);
    assert_eq!(test.said().as_deref(), Some("web-2, instance, in subnet-a, 2 of 2"));
    let tab = KeyEvent {
        down: true,
        key: "Tab".to_owned(),
        code: "Tab".to_owned(),
        modifiers: Modifiers::default(),
        time: 0.0,
    };
    assert!(!test.editor.wants_key(&tab), "past the last part Tab is the page's");
    test.keys("shift+Tab");
    assert_eq!(test.selected(), ["web-1"]);
}

#[test]
fn home_and_end_go_to_the_ends() {
    let mut test = drawing();
    test.select(&["web-2"]).key("Home");
    assert_eq!(test.selected(), ["web-1"]);
    test.key("End");
    assert_eq!(test.selected(), ["web-2"]);
}

#[test]
fn into_containers_and_out() {
    let mut test = drawing();
    test.select(&["vpc-1"])
        .keys("mod+shift+ArrowDown")
        .keys("mod+shift+ArrowDown")
        .keys("mod+shift+ArrowDown");
    assert_eq!(test.selected(), ["web-1"]);
    test.keys("mod+shift+ArrowUp");
    assert_eq!(test.selected(), ["subnet-a"]);
}

#[test]
fn to_the_nearest_in_a_direction() {
    let mut test = drawing();
    test.select(&["web-1"]).keys("mod+ArrowDown");
    assert_eq!(test.selected(), ["web-2"]);
    test.keys("mod+ArrowUp");
    assert_eq!(test.selected(), ["web-1"]);
}

#[test]
fn arrows_nudge_and_fold_into_one_step() {
    let mut test = drawing();
    let before = test.rect("web-2");
    let depth = test.editor.undo_depth();
    test.select(&["web-2"]);
    for _ in 0..5 {
        test.key("ArrowRight");
    }
    test.keys("shift+ArrowDown");
    let after = test.rect("web-2");
    assert_eq!((after.x - before.x, after.y - before.y), (5, 10));
    assert_eq!(test.editor.undo_depth(), depth + 1);
    test.rest().key("ArrowRight");
    assert_eq!(test.editor.undo_depth(), depth + 2, "after a pause it is another step");
    test.keys("mod+z").keys("mod+z");
    assert_eq!(test.rect("web-2"), before);
}

#[test]
fn letters_take_tools_but_not_in_fields() {
    let mut test = drawing();
    test.key("h");
    assert_eq!(test.editor.session().tool, Tool::Hand);
    test.key("1");
    assert_eq!(test.editor.session().tool, Tool::Select);
    test.send(Event::Focus(Focus::Text)).key("h");
    assert_eq!(test.editor.session().tool, Tool::Select);
    test.keys("mod+/");
    assert!(
        test.effects.contains(&Effect::OpenDialog(Dialog::Palette)),
        "the palette opens from a field too"
    );
}

#[test]
fn keys_without_latin_letters_go_by_place() {
    let mut test = drawing();
    let key = |key: &str, code: &str, modifiers| {
        Event::Key(KeyEvent { down: true, key: key.to_owned(), code: code.to_owned(), modifiers, time: 0.0 })
    };
    test.send(key("р", "KeyH", Modifiers::default()));
    assert_eq!(test.editor.session().tool, Tool::Hand);
    // On AZERTY the letter counts, not its place.
    test.send(key("v", "KeyX", Modifiers::default()));
    assert_eq!(test.editor.session().tool, Tool::Select);
    // Option turns letters into signs on macOS.
    test.select(&["web-1", "web-3"]);
    let (one, three) = (test.rect("web-1"), test.rect("web-3"));
    test.send(key("∑", "KeyW", Modifiers { alt: true, ..Modifiers::default() }));
    assert_eq!(test.rect("web-3").y.min(one.y), one.y.min(three.y));
    assert_eq!(test.rect("web-1").y, test.rect("web-3").y);
}

#[test]
fn the_tool_lock_keeps_the_tool() {
    let mut test = drawing();
    test.key("q").key("t").click(netyard_scene::Point::new(-300, -300));
    assert_eq!(test.editor.session().tool, Tool::Note);
    test.key("Escape");
    assert_eq!(test.editor.session().tool, Tool::Select);
}

#[test]
fn panels_and_simulation_have_keys_of_their_own() {
    let mut test = drawing();
    test.select(&["web-1"]);
    let before = test.rect("web-1");
    test.send(Event::Focus(Focus::Simulation)).key("ArrowRight");
    assert!(test.effects.contains(&Effect::App(AppAct::StepForward)));
    assert_eq!(test.rect("web-1"), before);
    test.send(Event::Focus(Focus::Canvas))
        .keys("shift+F10")
        .keys("mod+Enter")
        .keys("shift+w")
        .key("F6")
        .key("?");
    for effect in [
        Effect::App(AppAct::FocusInspector),
        Effect::App(AppAct::ShowOutline),
        Effect::App(AppAct::NextArea),
        Effect::OpenDialog(Dialog::Shortcuts),
    ] {
        assert!(test.effects.contains(&effect), "{effect:?}");
    }
    assert!(test.effects.iter().any(|effect| matches!(effect, Effect::OpenMenu { .. })));
}

#[test]
fn the_last_announcement_can_be_heard_again() {
    let mut test = drawing();
    test.select(&["web-1"]).key("Tab");
    let said = test.said();
    test.forget().keys("alt+r");
    assert_eq!(test.said(), said);
}

#[test]
fn containers_are_resized_by_keys() {
    let mut test = drawing();
    test.select(&["subnet-b"]);
    let before = test.rect("subnet-b");
    test.hold(Modifiers { primary: true, shift: true, alt: true }).key("=").key("=").hold_nothing();
    let after = test.rect("subnet-b");
    assert_eq!((after.w - before.w, after.h - before.h), (20, 20));
}

#[test]
fn along_a_connection_to_the_neighbour() {
    let mut test = drawing();
    let vpc = test.rect("vpc-1");
    test.drop_part(PartId::InternetGateway, netyard_scene::Point::new(vpc.center().x, vpc.y));
    let (from, to) = (test.id("subnet-a"), test.id("igw-vpc-1"));
    test.request(netyard_editor::Request::Connect { from, to });
    test.select(&["igw-vpc-1"]).keys("alt+ArrowUp");
    assert_eq!(test.selected(), ["internet"]);
    test.keys("alt+ArrowDown");
    assert_eq!(test.selected(), ["igw-vpc-1"]);
}
