//! Opening a drawing, in one step or in two.

use netyard_core::model::Document;
use netyard_core::sample;
use netyard_editor::{ARRIVES_FOLDED_ABOVE, Editor, Effect, Event, NextFolds};
use std::sync::Arc;

fn opened(document: &Document, prepared: Option<&Document>) -> Editor {
    let mut editor = Editor::new(Document::default(), 1);
    if let Some(prepared) = prepared {
        assert!(editor.update(Event::Prepare(Some(Box::new(prepared.clone())))).is_empty());
        assert_eq!(editor.document().as_ref(), &Document::default(), "nothing is shown yet");
        assert_eq!(editor.revision(), 0);
    }
    editor.update(Event::Open(Box::new(document.clone())));
    editor
}

#[test]
fn a_prepared_drawing_opens_as_one_that_is_not() {
    let document = sample::network(300);
    let (plain, prepared) = (opened(&document, None), opened(&document, Some(&document)));
    assert_eq!(prepared.document(), plain.document());
    assert_eq!(prepared.scene(), plain.scene());
    assert_eq!(prepared.revision(), plain.revision());
    assert_eq!(prepared.network().network.document, document);
}

#[test]
fn what_was_prepared_in_vain_is_given_up() {
    let document = sample::network(300);
    let mut editor = Editor::new(Document::default(), 1);
    let resource = document.resources.values().next().unwrap();
    let holders = Arc::strong_count(resource);
    editor.update(Event::Prepare(Some(Box::new(document.clone()))));
    assert!(Arc::strong_count(resource) > holders, "the prepared network holds it");
    assert!(editor.update(Event::Prepare(None)).is_empty());
    assert_eq!(Arc::strong_count(resource), holders);
}

#[test]
fn a_large_drawing_from_elsewhere_comes_with_its_vpcs_folded() {
    let large = sample::organisation(20);
    assert!(large.resources.len() > ARRIVES_FOLDED_ABOVE);
    let mut editor = Editor::new(Document::default(), 1);
    editor.update(Event::FoldNext(NextFolds::IfLarge));
    let effects = editor.update(Event::Open(Box::new(large.clone())));
    assert_eq!(editor.session().folded.len(), 21);
    let is_told = |effect: &Effect| matches!(effect, Effect::Toast(toast) if toast.text.starts_with("21 VPCs are folded"));
    assert!(effects.iter().any(is_told), "{effects:?}");
    assert_eq!(editor.document().as_ref(), &large, "the drawing knows nothing of it");
    let node = editor.scene().node(sample::spoke_id(3).as_str()).unwrap();
    assert_eq!(node.inside, "4 subnets, 8 instances");
    // It held for one drawing; and a small one is whole.
    editor.update(Event::Open(Box::new(large.clone())));
    assert!(editor.session().folded.is_empty());
    editor.update(Event::FoldNext(NextFolds::IfLarge));
    editor.update(Event::Open(Box::new(sample::organisation(3))));
    assert!(editor.session().folded.is_empty());
    let kept = [sample::spoke_id(0), sample::spoke_id(7)].into();
    editor.update(Event::FoldNext(NextFolds::These(kept)));
    editor.update(Event::Open(Box::new(large)));
    assert_eq!(editor.session().folded.len(), 2);
}

#[test]
fn what_was_prepared_is_used_for_its_own_drawing_only() {
    let document = sample::network(300);
    let mut other = document.clone();
    let (id, resource) = document.resources.iter().find(|(_, one)| one.name().is_some()).unwrap();
    // The same content in another place may have been changed meanwhile: it is looked at anew.
    other.resources.insert(id.clone(), Arc::new(resource.as_ref().clone()));
    other.resources.pop_last();
    for prepared in [&other, &sample::network(200), &Document::default()] {
        let editor = opened(&document, Some(prepared));
        assert_eq!(editor.network().network.document, document);
        assert_eq!(editor.scene(), opened(&document, None).scene());
    }
}
