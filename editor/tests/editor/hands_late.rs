//! An editor whose hands come later than the first picture: looking works at once, everything else in its turn.

use netyard_core::model::Document;
use netyard_editor::{Button, Effect};
use netyard_editor::{
    CommandId, Editor, Event, Eyes, Hands, Modifiers, PartId, PointerEvent, PointerKind, PointerPhase,
    Request, WheelEvent,
};

fn create(part: PartId) -> Event {
    Event::Request(Request::Create { part, inside: None })
}

fn wheel() -> Event {
    Event::Wheel(WheelEvent { x: 10.0, y: 10.0, dx: 0.0, dy: 40.0, modifiers: Modifiers::default() })
}

fn pointer_at(x: f64, phase: PointerPhase) -> Event {
    Event::Pointer(PointerEvent {
        phase,
        x,
        y: 50.0,
        button: Button::Main,
        kind: PointerKind::Mouse,
        modifiers: Modifiers::default(),
        time: x,
    })
}

/// What was done before the hands came: a VPC, a subnet, undo of the subnet, and a subnet again.
fn steps() -> Vec<Event> {
    vec![
        create(PartId::Vpc),
        pointer_at(3.0, PointerPhase::Move),
        pointer_at(4.0, PointerPhase::Move),
        create(PartId::Subnet),
        Event::Tick { time: 5.0 },
        Event::Command(CommandId::Undo),
        create(PartId::Subnet),
    ]
}

#[test]
fn what_waited_ends_in_the_drawing_that_hands_would_have_made_at_once() {
    let mut quick = Editor::new(Document::default(), 7);
    let mut late = Editor::without_hands(Document::default(), 7);
    for step in steps() {
        quick.update(step.clone());
        assert!(late.update(step).is_empty(), "nothing happens without hands");
    }
    assert!(late.document().resources.is_empty());
    let effects = late.take_hands(Hands::new());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::DocumentChanged { .. })));
    assert_eq!(late.document(), quick.document());
    assert!(late.document().resources.len() >= 2, "{:?}", late.document());
    assert_eq!(late.undo_depth(), quick.undo_depth());
    // From now on it is an editor like any other.
    quick.update(create(PartId::Vpc));
    assert!(!late.update(create(PartId::Vpc)).is_empty());
    assert_eq!(late.document(), quick.document());
}

#[test]
fn without_hands_a_drawing_is_opened_and_looked_at() {
    let mut source = Editor::new(Document::default(), 7);
    source.update(create(PartId::Vpc));
    let mut late = Editor::without_hands(Document::default(), 7);
    late.update(Event::Open(Box::new(source.document().as_ref().clone())));
    assert_eq!(late.document(), source.document());
    let before = late.session().camera;
    late.update(wheel());
    assert_ne!(late.session().camera, before);
}

#[test]
fn a_drawing_that_is_opened_after_a_key_does_not_overtake_it() {
    let mut late = Editor::without_hands(Document::default(), 7);
    late.update(create(PartId::Vpc));
    late.update(Event::Open(Box::default()));
    late.take_hands(Hands::new());
    assert!(late.document().resources.is_empty(), "the VPC was drawn into what was open before");
    assert_eq!(late.undo_depth(), 0);
}

#[test]
fn the_wheel_waits_for_a_press_on_the_drawing_only() {
    let mut late = Editor::without_hands(Document::default(), 7);
    let camera = |editor: &Editor| editor.session().camera;
    late.update(pointer_at(3.0, PointerPhase::Move));
    let before = camera(&late);
    late.update(wheel());
    let moved = camera(&late);
    assert_ne!(moved, before);
    late.update(pointer_at(4.0, PointerPhase::Down));
    late.update(wheel());
    assert_eq!(camera(&late), moved, "what was pressed stays under the pointer");
    late.take_hands(Hands::new());
    assert_ne!(camera(&late), moved);
}

#[test]
fn a_blank_editor_is_one_on_an_empty_drawing() {
    let (blank, made) = (Editor::blank(7), Editor::without_hands(Document::default(), 7));
    assert_eq!(format!("{:?}", blank.network()), format!("{:?}", made.network()));
    assert_eq!(blank.scene(), made.scene());
    assert_eq!(blank.document(), made.document());
    assert_eq!(blank.session().camera, made.session().camera);
}

#[test]
fn without_eyes_opening_waits_and_looking_does_not() {
    let mut source = Editor::new(Document::default(), 3);
    source.update(create(PartId::Vpc));
    let drawing = Document::clone(source.document());
    let mut late = Editor::blank(7);
    assert!(late.update(Event::Open(Box::new(drawing.clone()))).is_empty());
    assert!(late.document().resources.is_empty());
    let before = late.session().camera;
    late.update(wheel());
    assert_ne!(late.session().camera, before);
    // The hands alone open nothing.
    assert!(late.take_hands(Hands::new()).is_empty());
    assert!(late.update(create(PartId::Subnet)).is_empty());
    let effects = late.take_eyes(Eyes::new());
    assert!(effects.iter().any(|effect| matches!(effect, Effect::DocumentChanged { .. })));
    let mut quick = Editor::new(Document::default(), 7);
    quick.update(Event::Open(Box::new(drawing)));
    quick.update(create(PartId::Subnet));
    assert_eq!(late.document(), quick.document());
}

#[test]
fn with_eyes_what_was_opened_is_seen_and_what_changes_it_waits_on() {
    let mut source = Editor::new(Document::default(), 3);
    source.update(create(PartId::Vpc));
    let drawing = Document::clone(source.document());
    let mut late = Editor::blank(7);
    late.update(Event::Open(Box::new(drawing.clone())));
    late.update(create(PartId::Subnet));
    late.take_eyes(Eyes::new());
    assert_eq!(**late.document(), drawing);
    assert_eq!(late.scene().nodes().len(), source.scene().nodes().len());
    late.take_hands(Hands::new());
    assert!(late.document().resources.len() > drawing.resources.len());
}
