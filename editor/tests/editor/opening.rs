//! Opening a drawing, in one step or in several.

use netyard_core::model::{Document, Placement};
use netyard_core::sample;
use netyard_editor::{ARRIVES_FOLDED_ABOVE, Editor, Effect, Event, NextFolds};
use std::sync::Arc;

/// An editor in which so many steps were prepared for a drawing, and then another one opened, or the same.
fn opened_after(
    steps: usize,
    document: &Document,
    prepared: (&Document, NextFolds),
    folds: NextFolds,
) -> Editor {
    let mut editor = Editor::new(Document::default(), 1);
    let (prepared, next) = prepared;
    assert!(editor.update(Event::Prepare(Some(Box::new((prepared.clone(), next))))).is_empty());
    for _ in 0..steps {
        assert!(editor.update(Event::PrepareMore).is_empty());
    }
    assert_eq!(editor.document().as_ref(), &Document::default(), "nothing is shown yet");
    assert_eq!((editor.revision(), editor.scene().nodes().len()), (0, 0));
    editor.update(Event::FoldNext(folds));
    editor.update(Event::Open(Box::new(document.clone())));
    editor
}

fn opened(document: &Document, folds: NextFolds) -> Editor {
    let mut editor = Editor::new(Document::default(), 1);
    editor.update(Event::FoldNext(folds));
    editor.update(Event::Open(Box::new(document.clone())));
    editor
}

/// Steps until there is nothing left to prepare.
fn steps(document: &Document) -> usize {
    let mut editor = Editor::new(Document::default(), 1);
    editor.update(Event::PrepareMore);
    assert!(!editor.prepares_more(), "there is nothing to prepare");
    editor.update(Event::Prepare(Some(Box::new((document.clone(), NextFolds::Nothing)))));
    (0..100)
        .find(|_| {
            editor.update(Event::PrepareMore);
            !editor.prepares_more()
        })
        .map_or(0, |before| before + 1)
}

#[test]
fn a_prepared_drawing_opens_as_one_that_is_not_however_far_it_is() {
    for document in [sample::organisation(20), sample::network(900)] {
        let all = steps(&document);
        assert!(all > 5, "parts, places, lines in several steps, index: {all}");
        for folds in [NextFolds::Nothing, NextFolds::IfLarge] {
            let plain = opened(&document, folds.clone());
            for steps in [0, 1, 2, 3, 4, all - 1, all, all + 1] {
                let prepared = opened_after(steps, &document, (&document, folds.clone()), folds.clone());
                assert_eq!(prepared.document(), plain.document());
                assert_eq!(prepared.scene(), plain.scene(), "{steps} {folds:?}");
                assert_eq!(prepared.session().folded, plain.session().folded);
                assert_eq!(prepared.revision(), plain.revision());
                assert_eq!(prepared.network().network.document, document);
            }
            // What is folded otherwise is laid out anew.
            let other = opened_after(all, &document, (&document, NextFolds::Nothing), folds);
            assert_eq!(other.scene(), plain.scene());
        }
    }
}

#[test]
fn what_was_laid_out_before_has_no_say_in_a_drawing_that_is_opened() {
    let document = sample::organisation(3);
    let mut moved = document.clone();
    let id = sample::spoke_id(1);
    moved.placement.insert(id.to_string(), Placement::Box { x: 4_000, y: 3_000, w: None, h: None });
    let mut editor = opened(&moved, NextFolds::Nothing);
    editor.update(Event::Open(Box::new(document.clone())));
    assert_eq!(editor.scene(), opened(&document, NextFolds::Nothing).scene());
}

#[test]
fn what_was_prepared_in_vain_is_given_up() {
    let document = sample::network(300);
    let mut editor = Editor::new(Document::default(), 1);
    let resource = document.resources.values().next().unwrap();
    let holders = Arc::strong_count(resource);
    editor.update(Event::Prepare(Some(Box::new((document.clone(), NextFolds::Nothing)))));
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
    let mut moved = document.clone();
    moved.placement.clear();
    let plain = opened(&document, NextFolds::Nothing);
    for prepared in [&other, &moved, &sample::network(200), &Document::default()] {
        let prepared = (prepared, NextFolds::Nothing);
        let editor = opened_after(steps(prepared.0), &document, prepared, NextFolds::Nothing);
        assert_eq!(editor.network().network.document, document);
        assert_eq!(editor.scene(), plain.scene());
    }
}
