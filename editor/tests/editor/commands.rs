//! The table of commands.

use netyard_editor::command::{self, Scope};
use netyard_editor::{CommandId, Focus, PARTS};
use std::collections::BTreeSet;

const PLACES: [Focus; 6] =
    [Focus::Canvas, Focus::Outline, Focus::Simulation, Focus::Panel, Focus::Text, Focus::Dialog];

#[test]
fn every_id_has_exactly_one_entry() {
    for id in CommandId::ALL {
        assert_eq!(command::all().filter(|command| command.id == *id).count(), 1, "{id:?}");
        assert_eq!(CommandId::from_text(id.as_str()), Some(*id));
    }
    assert_eq!(command::all().count(), CommandId::ALL.len());
}

#[test]
fn no_two_commands_share_a_key_in_one_place() {
    let commands: Vec<_> = command::all().collect();
    for (at, one) in commands.iter().enumerate() {
        for other in &commands[at + 1..] {
            let meet = PLACES.iter().any(|focus| one.scope.covers(*focus) && other.scope.covers(*focus));
            let shared = one.keys.iter().find(|keys| other.keys.contains(keys));
            assert!(!meet || shared.is_none(), "{:?} and {:?} share {:?}", one.id, other.id, shared);
        }
    }
}

#[test]
fn keys_that_browsers_keep_are_not_used() {
    for command in command::all() {
        for keys in command.keys {
            let text = keys.display(false);
            assert!(!["Ctrl+W", "Ctrl+T", "Ctrl+N"].contains(&text.as_str()), "{:?} uses {text}", command.id);
        }
    }
}

#[test]
fn plain_letters_work_on_the_canvas_only() {
    for command in command::all() {
        let plain = command.keys.iter().any(|keys| {
            keys.types_text()
                && matches!(keys.press, command::Press::Letter(_) | command::Press::Digit(_))
                && !keys.shift
        });
        assert!(!plain || command.scope == Scope::Canvas, "{:?}", command.id);
    }
}

#[test]
fn keys_are_written_as_people_know_them() {
    let first = |id: CommandId, macos: bool| command::find(id).unwrap().keys[0].display(macos);
    assert_eq!(first(CommandId::Redo, false), "Ctrl+Shift+Z");
    assert_eq!(first(CommandId::Redo, true), "⇧⌘Z");
    assert_eq!(first(CommandId::NudgeLeft, false), "←");
    assert_eq!(first(CommandId::Grow, false), "Ctrl+Alt+Shift+=");
    assert_eq!(first(CommandId::PlayPause, false), "Shift+Space");
}

#[test]
fn labels_are_sentences_and_unique() {
    let mut seen = BTreeSet::new();
    for command in command::all() {
        assert!(seen.insert(command.label), "{} twice", command.label);
        assert!(
            command.label.starts_with(char::is_uppercase) && !command.label.ends_with('.'),
            "{}",
            command.label
        );
    }
}

#[test]
fn the_parts_list_holds_every_part_once() {
    let ids: BTreeSet<_> = PARTS.iter().map(|part| part.id).collect();
    assert_eq!(ids.len(), PARTS.len());
    // Each group has one heading, so that its parts stand together.
    let mut groups: Vec<_> = PARTS.iter().map(|part| part.group).collect();
    groups.dedup();
    let distinct = groups.iter().enumerate().all(|(at, group)| !groups[..at].contains(group));
    assert!(distinct, "{groups:?}");
    for part in PARTS {
        assert_eq!(part.id.part(), part);
        assert!(part.matches(&part.label.to_uppercase()));
    }
    let found: Vec<_> = PARTS.iter().filter(|part| part.matches("igw")).map(|part| part.label).collect();
    assert!(found.contains(&"Internet gateway"));
    assert!(!PARTS.iter().any(|part| part.matches("blockchain")));
}
