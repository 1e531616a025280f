//! Opening a drawing, in one step or in two.

use netyard_core::model::Document;
use netyard_core::sample;
use netyard_editor::{Editor, Event};
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
