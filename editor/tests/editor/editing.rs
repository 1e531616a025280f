//! Edits of panels, refusals with alternatives, names, history.

use crate::support::TestEditor;
use netyard_core::change::Change;
use netyard_core::model::{Document, Expectation};
use netyard_core::schema::{self, RULES_DATE};
use netyard_editor::{CommandId, Effect, Event, PartId, Request};

fn drawing() -> TestEditor {
    let mut test = TestEditor::two_subnets();
    test.drop_in(PartId::Instance, "subnet-a");
    test.forget();
    test
}

fn edit(test: &mut TestEditor, changes: Vec<Change>) {
    test.forget().request(Request::Edit { label: "Edit".to_owned(), changes });
}

#[test]
fn a_resized_vpc_is_refused_and_can_be_made_again() {
    let mut test = drawing();
    let vpc = test.id("vpc-1");
    let before = test.document().clone();
    edit(&mut test, vec![Change::set(&vpc, "/cidrBlocks/0", "10.0.0.0/20")]);
    assert_eq!(*test.document(), before);
    let Some(Effect::ShowRefusal(refusal)) =
        test.effects.iter().find(|effect| matches!(effect, Effect::ShowRefusal(_))).cloned()
    else {
        panic!("no refusal")
    };
    assert_eq!(refusal.book, ["R-VPC-4"]);
    assert_eq!(refusal.path.as_deref(), Some("/cidrBlocks/0"));
    assert_eq!(refusal.key, Some(vpc.clone()));
    assert_eq!(refusal.alternatives[0].label, "Make vpc-1 again with 10.0.0.0/20");
    let depth = test.editor.undo_depth();
    test.request(Request::Apply {
        label: refusal.alternatives[0].label.clone(),
        changes: refusal.alternatives[0].changes.clone(),
    });
    assert_eq!(test.document().vpc(vpc.as_str()).unwrap().cidr_blocks[0].to_string(), "10.0.0.0/20");
    assert_eq!(test.editor.undo_depth(), depth + 1);
    assert_eq!(test.parent("subnet-a").as_deref(), Some("eu-west-1a"), "what is in it stays in it");
}

#[test]
fn a_change_that_cannot_be_carried_out_changes_nothing() {
    let mut test = drawing();
    let before = test.document().clone();
    let id = test.id("web-1");
    edit(&mut test, vec![Change::set(&id, "/name", "other"), Change::Remove { id: "i-nothing".into() }]);
    assert_eq!(*test.document(), before);
    assert!(test.refusal().is_some());
    edit(&mut test, vec![Change::set(&id, "/state", 7)]);
    assert_eq!(*test.document(), before);
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut test = drawing();
    let depth = test.editor.undo_depth();
    let id = test.id("web-1");
    edit(&mut test, vec![Change::set(&id, "/name", "web-1")]);
    assert_eq!(test.editor.undo_depth(), depth);
    assert!(!test.effects.iter().any(|effect| matches!(effect, Effect::DocumentChanged { .. })));
}

#[test]
fn names_are_trimmed_capped_and_taken_away() {
    let mut test = drawing();
    let key = test.id("web-1");
    test.request(Request::Rename { key: key.clone(), name: format!("  {}\u{7}  ", "x".repeat(600)) });
    assert_eq!(test.document().display_name(key.as_str()).len(), 500);
    test.request(Request::Rename { key: key.clone(), name: String::new() });
    assert_eq!(test.document().display_name(key.as_str()), key.as_str());
    test.request(Request::Rename { key: "eu-west-1".into(), name: "home".to_owned() });
    assert!(test.refusal().is_some(), "AWS's own names stay");
}

#[test]
fn the_date_of_the_rules_changes_only_with_the_drawing() {
    let document = Document { rules_date: "2025-01-01".to_owned(), ..Document::default() };
    let mut test = TestEditor::on(document.clone());
    test.key("v").keys("mod+a").keys("shift+1");
    assert_eq!(*test.document(), document);
    test.request(Request::SetTitle("Shop".to_owned()));
    assert_eq!(test.document().rules_date, RULES_DATE);
    test.keys("mod+z");
    assert_eq!(*test.document(), document, "undo gives the old bytes");
}

#[test]
fn undo_and_redo_restore_the_selection() {
    let mut test = drawing();
    test.select(&["web-1"]).key("Delete").keys("mod+z");
    assert_eq!(test.selected(), ["web-1"]);
    test.keys("mod+shift+z");
    assert!(!test.has("web-1"));
    assert!(test.selected().is_empty());
    assert_eq!(test.editor.undo_label(), Some("Delete web-1"));
}

#[test]
fn a_new_step_ends_what_could_be_done_again() {
    let mut test = drawing();
    test.select(&["web-1"]).key("Delete").keys("mod+z");
    assert!(test.editor.is_enabled(CommandId::Redo));
    test.request(Request::SetTitle("x".to_owned()));
    assert!(!test.editor.is_enabled(CommandId::Redo));
}

#[test]
fn the_history_is_capped() {
    let mut test = TestEditor::empty();
    for number in 0..520 {
        test.editor.update(Event::Request(Request::SetTitle(format!("title {number}"))));
    }
    assert_eq!(test.editor.undo_depth(), 500);
}

#[test]
fn expectations_and_accepted_findings_are_steps_too() {
    let mut test = drawing();
    let expectation = Expectation { title: "web answers".to_owned(), ..Expectation::default() };
    edit(&mut test, vec![Change::Expectation { id: "e1".to_owned(), to: Some(expectation) }]);
    assert_eq!(test.document().expectations.len(), 1);
    assert!(
        test.effects.iter().any(|effect| matches!(effect, Effect::DocumentChanged { meaning: true, .. }))
    );
    test.keys("mod+z");
    assert!(test.document().expectations.is_empty());
}

#[test]
fn a_move_is_told_to_mean_nothing() {
    let mut test = drawing();
    test.select(&["web-1"]).forget().key("ArrowLeft");
    assert!(
        test.effects.iter().any(|effect| matches!(effect, Effect::DocumentChanged { meaning: false, .. }))
    );
}

#[test]
fn opening_another_drawing_begins_anew() {
    let mut test = drawing();
    let text = schema::save(test.document());
    let opened = schema::open(&text).unwrap().document;
    test.forget().send(Event::Open(Box::new(opened)));
    assert!(!test.editor.is_enabled(CommandId::Undo));
    assert_eq!(test.address("web-1"), "10.0.0.10");
    assert!(
        test.effects.iter().any(|effect| matches!(effect, Effect::DocumentChanged { meaning: true, .. }))
    );
}

#[test]
fn moving_without_a_pointer_readdresses_too() {
    let mut test = drawing();
    let (key, container) = (test.id("web-1"), test.id("subnet-b"));
    test.request(Request::MoveInto { keys: vec![key.clone()], container: Some(container) });
    assert_eq!(test.address("web-1"), "10.0.1.10");
    test.forget().request(Request::MoveInto { keys: vec![key], container: None });
    assert!(test.refusal().is_some());
}

#[test]
fn a_subnet_with_another_range_is_made_again_with_new_addresses() {
    let mut test = drawing();
    let subnet = test.id("subnet-a");
    edit(&mut test, vec![Change::set(&subnet, "/cidrBlock", "10.0.64.0/20")]);
    let alternative = test.alternatives().remove(0);
    assert_eq!(alternative.label, "Make subnet-a again with 10.0.64.0/20");
    let depth = test.editor.undo_depth();
    test.request(Request::Apply { label: alternative.label, changes: alternative.changes });
    assert_eq!(test.address("web-1"), "10.0.64.10");
    assert_eq!(test.parent("web-1").as_deref(), Some("subnet-a"));
    assert_eq!(test.editor.undo_depth(), depth + 1);
}

#[test]
fn a_drawing_for_reading_only_is_changed_by_nothing_and_says_why() {
    let mut test = drawing();
    let vpc = test.id("vpc-1");
    let before = test.document().clone();
    let depth = test.editor.undo_depth();
    test.send(Event::Lock(Some("For reading only.".to_owned())));
    let is_told = |test: &TestEditor| {
        let told = |effect: &Effect| matches!(effect, Effect::ShowRefusal(refusal) if refusal.message == "For reading only.");
        test.effects.iter().any(told)
    };

    edit(&mut test, vec![Change::set(&vpc, "/name", "other")]);
    assert!(is_told(&test));
    test.forget()
        .request(Request::Apply { label: "Fix".to_owned(), changes: vec![Change::set(&vpc, "/name", "x")] });
    assert!(is_told(&test));
    test.forget().send(Event::Command(CommandId::Undo));
    assert!(is_told(&test));
    test.forget().drop_in(PartId::Instance, "subnet-a");
    assert!(is_told(&test));
    test.forget().request(Request::Delete { keys: vec![vpc.clone()], keep_content: false });
    assert!(is_told(&test));
    assert_eq!(*test.document(), before);
    assert_eq!(test.editor.undo_depth(), depth);

    test.send(Event::Lock(None));
    edit(&mut test, vec![Change::set(&vpc, "/name", "other")]);
    assert_ne!(*test.document(), before);
}
