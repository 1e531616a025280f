//! Whatever happens: no panic, a drawing that opens again, and undo that undoes.

use crate::support::check;
use netyard_core::model::{Document, ResourceId};
use netyard_editor::{
    Button, CommandId, Editor, Event, KeyEvent, Modifiers, PARTS, PartEvent, PointerEvent, PointerKind,
    PointerPhase, Request, SelectMode, Tool, WheelEvent,
};
use proptest::prelude::*;

/// What a restless user does; numbers are turned into targets by what the drawing holds.
#[derive(Clone, Debug)]
enum Act {
    Part { part: usize, x: i32, y: i32, held: u8 },
    Drag { thing: usize, x: i32, y: i32, held: u8 },
    DragTo { thing: usize, other: usize, held: u8 },
    Click { thing: usize, held: u8 },
    Command(usize),
    Key { key: usize, held: u8 },
    Connect { from: usize, to: usize },
    Delete { thing: usize, keep: bool },
    Rename { thing: usize },
    Tool(usize),
    Copy { thing: usize, into: usize },
    Wheel { dy: i32, held: u8 },
    Half { thing: usize, x: i32, y: i32 },
}

const KEYS: [&str; 14] = [
    "ArrowLeft",
    "ArrowDown",
    "Tab",
    "Home",
    "Escape",
    "Enter",
    "c",
    "Delete",
    " ",
    "a",
    "d",
    "=",
    "v",
    "PageDown",
];

fn act() -> impl Strategy<Value = Act> {
    let place = -300..1500_i32;
    prop_oneof![
        4 => (0..PARTS.len(), place.clone(), place.clone(), 0..8_u8).prop_map(|(part, x, y, held)| Act::Part { part, x, y, held }),
        3 => (0..40_usize, place.clone(), place.clone(), 0..8_u8).prop_map(|(thing, x, y, held)| Act::Drag { thing, x, y, held }),
        3 => (0..40_usize, 0..40_usize, 0..8_u8).prop_map(|(thing, other, held)| Act::DragTo { thing, other, held }),
        1 => (0..40_usize, 0..8_u8).prop_map(|(thing, held)| Act::Click { thing, held }),
        3 => (0..CommandId::ALL.len()).prop_map(Act::Command),
        2 => (0..KEYS.len(), 0..8_u8).prop_map(|(key, held)| Act::Key { key, held }),
        3 => (0..60_usize, 0..60_usize).prop_map(|(from, to)| Act::Connect { from, to }),
        1 => (0..60_usize, any::<bool>()).prop_map(|(thing, keep)| Act::Delete { thing, keep }),
        1 => (0..60_usize).prop_map(|thing| Act::Rename { thing }),
        1 => (0..5_usize).prop_map(Act::Tool),
        2 => (0..40_usize, 0..40_usize).prop_map(|(thing, into)| Act::Copy { thing, into }),
        1 => (-400..400_i32, 0..8_u8).prop_map(|(dy, held)| Act::Wheel { dy, held }),
        1 => (0..40_usize, place.clone(), place).prop_map(|(thing, x, y)| Act::Half { thing, x, y }),
    ]
}

fn held(bits: u8) -> Modifiers {
    Modifiers { primary: bits & 1 != 0, shift: bits & 2 != 0, alt: bits & 4 != 0 }
}

/// The place of a thing that is drawn, on the screen.
fn place_of(editor: &Editor, thing: usize) -> (f64, f64) {
    let nodes = editor.scene().nodes();
    let point = nodes.get(thing % nodes.len().max(1)).map(|node| match node.kind.header() {
        0 => node.rect.center(),
        header => netyard_scene::Point::new(node.rect.center().x, node.rect.y + header / 2),
    });
    editor.session().camera.to_screen(point.unwrap_or_default())
}

/// Any resource or drawn thing.
fn key_of(editor: &Editor, thing: usize) -> ResourceId {
    let document = editor.document();
    let all = document.resources.len() + editor.scene().nodes().len();
    let at = thing % all.max(1);
    let resource = document.resources.keys().nth(at).cloned();
    let node = || editor.scene().nodes().get(at - document.resources.len()).map(|node| node.key.clone());
    resource.or_else(node).unwrap_or_else(|| "nothing".into())
}

fn pointer(editor: &mut Editor, phase: PointerPhase, at: (f64, f64), modifiers: Modifiers, time: f64) {
    let event = PointerEvent {
        phase,
        x: at.0,
        y: at.1,
        button: Button::Main,
        kind: PointerKind::Mouse,
        modifiers,
        time,
    };
    editor.update(Event::Pointer(event));
}

fn drag(editor: &mut Editor, from: (f64, f64), to: (f64, f64), modifiers: Modifiers, time: f64) {
    pointer(editor, PointerPhase::Down, from, modifiers, time);
    pointer(
        editor,
        PointerPhase::Move,
        (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1)),
        modifiers,
        time + 5.0,
    );
    pointer(editor, PointerPhase::Move, to, modifiers, time + 10.0);
    pointer(editor, PointerPhase::Up, to, modifiers, time + 15.0);
}

fn carry_out(editor: &mut Editor, act: &Act, time: f64) {
    match act {
        Act::Part { part, x, y, held: bits } => {
            editor.update(Event::Part(PartEvent::Start { part: PARTS[*part].id }));
            let (x, y) = (f64::from(*x), f64::from(*y));
            editor.update(Event::Part(PartEvent::Move { x, y, modifiers: held(*bits), time }));
            editor.update(Event::Part(PartEvent::Drop));
        }
        Act::Drag { thing, x, y, held: bits } => {
            let from = place_of(editor, *thing);
            drag(editor, from, (f64::from(*x), f64::from(*y)), held(*bits), time);
        }
        Act::DragTo { thing, other, held: bits } => {
            let (from, to) = (place_of(editor, *thing), place_of(editor, *other));
            drag(editor, from, (to.0 + 3.0, to.1 + 30.0), held(*bits), time);
        }
        Act::Click { thing, held: bits } => {
            let at = place_of(editor, *thing);
            pointer(editor, PointerPhase::Down, at, held(*bits), time);
            pointer(editor, PointerPhase::Up, at, held(*bits), time + 5.0);
        }
        Act::Command(at) => {
            editor.update(Event::Command(CommandId::ALL[*at]));
        }
        Act::Key { key, held: bits } => {
            let (key, code) = (KEYS[*key].to_owned(), KEYS[*key].to_owned());
            let event = KeyEvent { down: true, key, code, modifiers: held(*bits), time };
            editor.update(Event::Key(event.clone()));
            editor.update(Event::Key(KeyEvent { down: false, ..event }));
        }
        Act::Connect { from, to } => {
            let (from, to) = (key_of(editor, *from), key_of(editor, *to));
            editor.update(Event::Request(Request::Connect { from, to }));
        }
        Act::Delete { thing, keep } => {
            let keys = vec![key_of(editor, *thing)];
            editor.update(Event::Request(Request::Delete { keys, keep_content: *keep }));
        }
        Act::Rename { thing } => {
            let key = key_of(editor, *thing);
            editor.update(Event::Request(Request::Rename { key, name: "<script>".to_owned() }));
        }
        Act::Tool(at) => {
            let tools = [Tool::Select, Tool::Hand, Tool::Connect, Tool::Note, Tool::Place(PARTS[1].id)];
            editor.update(Event::Request(Request::TakeTool(tools[*at])));
        }
        Act::Copy { thing, into } => {
            let keys = vec![key_of(editor, *thing)];
            editor.update(Event::Request(Request::Select { keys, mode: SelectMode::Replace }));
            editor.update(Event::Command(CommandId::Copy));
            let keys = vec![key_of(editor, *into)];
            editor.update(Event::Request(Request::Select { keys, mode: SelectMode::Replace }));
            if let Some(text) = editor.session().clipboard.clone() {
                editor.update(Event::Request(Request::Paste { text, in_place: false }));
            }
        }
        Act::Wheel { dy, held: bits } => {
            editor.update(Event::Wheel(WheelEvent {
                x: 300.0,
                y: 200.0,
                dx: 0.0,
                dy: f64::from(*dy),
                modifiers: held(*bits),
            }));
        }
        Act::Half { thing, x, y } => {
            // A drag that never ends by itself.
            let from = place_of(editor, *thing);
            pointer(editor, PointerPhase::Down, from, Modifiers::default(), time);
            pointer(
                editor,
                PointerPhase::Move,
                (f64::from(*x), f64::from(*y)),
                Modifiers::default(),
                time + 5.0,
            );
        }
    }
}

fn network() -> Document {
    let mut editor = Editor::new(Document::default(), 3);
    for part in [PARTS[0].id, PARTS[1].id, PARTS[1].id] {
        editor.update(Event::Request(Request::Create { part, inside: None }));
    }
    let subnets: Vec<ResourceId> =
        editor.document().resources.keys().filter(|id| id.as_str().starts_with("subnet-")).cloned().collect();
    for subnet in subnets {
        let part = netyard_editor::PartId::Instance;
        editor.update(Event::Request(Request::Create { part, inside: Some(subnet) }));
    }
    (**editor.document()).clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_events_leave_a_drawing_that_opens(acts in proptest::collection::vec(act(), 1..40), seed in any::<u64>()) {
        let mut editor = Editor::new(network(), seed);
        editor.update(Event::Resize { width: 1400.0, height: 1000.0 });
        for (at, act) in acts.iter().enumerate() {
            carry_out(&mut editor, act, f64::from(u32::try_from(at).unwrap()) * 1000.0);
            check(&editor);
        }
    }

    #[test]
    fn undo_takes_everything_back_and_redo_does_it_again(acts in proptest::collection::vec(act(), 1..25)) {
        let before = network();
        let mut editor = Editor::new(before.clone(), 5);
        editor.update(Event::Resize { width: 1400.0, height: 1000.0 });
        for (at, act) in acts.iter().enumerate() {
            carry_out(&mut editor, act, f64::from(u32::try_from(at).unwrap()) * 1000.0);
        }
        // What is going on is given up first, so that the first undo is an undo.
        editor.update(Event::Pointer(PointerEvent {
            phase: PointerPhase::Cancel, x: 0.0, y: 0.0, button: Button::Main, kind: PointerKind::Mouse,
            modifiers: Modifiers::default(), time: 1e9,
        }));
        let after = (**editor.document()).clone();
        while editor.is_enabled(CommandId::Undo) {
            editor.update(Event::Command(CommandId::Undo));
        }
        prop_assert_eq!(&**editor.document(), &before);
        while editor.is_enabled(CommandId::Redo) {
            editor.update(Event::Command(CommandId::Redo));
        }
        // Undone steps that the acts themselves left open are done again as well, so redo can only go further.
        prop_assert!(editor.undo_depth() > 0 || after == before);
    }
}
