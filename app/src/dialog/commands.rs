use super::{close, is_open};
use crate::dispatch::command;
use crate::platform::keys::is_macos;
use crate::store::{Dialog as Which, use_store};
use crate::ui::{Dialog, SearchField, When, focus_by_id, focus_sibling, once_drawn, react};
use leptos::html;
use leptos::prelude::*;
use netyard_editor::CommandId;
use netyard_editor::command::{self as table, Command};
use wasm_bindgen::JsCast;

/// Every command by name.
#[component]
pub(super) fn CommandsDialog() -> impl IntoView {
    let open = is_open(Which::Commands);
    react(move || {
        if open.get() {
            focus_by_id("command-search");
        }
    });
    view! {
        <Dialog open title="Commands" class="palette" on_close=close(Which::Commands)>
            <Palette/>
        </Dialog>
    }
}

#[component]
fn Palette() -> impl IntoView {
    let store = use_store();
    let query = RwSignal::new(String::new());
    let list = NodeRef::<html::Ul>::new();
    let found = Memo::new(move |_| {
        let query = query.get().to_lowercase();
        let fits = |command: &&'static Command| {
            let text = format!("{} {}", command.label, command.group.label()).to_lowercase();
            query.split_whitespace().all(|word| text.contains(word))
        };
        table::all()
            .filter(fits)
            .map(|command| (command.id, store.ask(|editor| editor.is_enabled(command.id))))
            .collect::<Vec<_>>()
    });
    let run = move |id: CommandId| {
        store.interface.dialog.set(None);
        // The dialog gives the focus back first, so that the command acts where the person was.
        once_drawn(move || command(store, id));
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            if let Some((id, _)) =
                found.with_untracked(|found| found.iter().find(|(_, enabled)| *enabled).copied())
            {
                run(id);
            }
        }
        "ArrowDown" => {
            if let Some(list) = list.get_untracked() {
                focus_sibling(&event, list.unchecked_ref(), ".command:not(:disabled)");
            }
        }
        _ => {}
    };
    let on_list_key = move |event: web_sys::KeyboardEvent| {
        if let Some(list) = list.get_untracked() {
            focus_sibling(&event, list.unchecked_ref(), ".command:not(:disabled)");
        }
    };
    let row = move |(id, enabled): (CommandId, bool)| {
        let entry = table::find(id)?;
        let keys = entry.keys.first().map(|keys| keys.display(is_macos()));
        Some(view! {
            <li>
                <button type="button" class="command" disabled=!enabled on:click=move |_| run(id)>
                    <span>{entry.label}</span>
                    <span class="command-group">{entry.group.label()}</span>
                    <kbd class="command-keys">{keys}</kbd>
                </button>
            </li>
        })
    };
    view! {
        <div class="dialog-bar"><SearchField id="command-search" clears=false label="What do you want to do?" query on_key=on_key/></div>
        <ul class="plain-list dialog-list" node_ref=list on:keydown=on_list_key>
            {move || found.get().into_iter().filter_map(row).collect_view()}
        </ul>
        <When holds=move || found.with(Vec::is_empty)><p class="drawer-empty">"No command is called so."</p></When>
    }
}
