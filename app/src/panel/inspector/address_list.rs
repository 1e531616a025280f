use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Field, IconButton, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_editor::command::CommandId;
use netyard_editor::field::is_vpc_block;
use serde_json::{Value, json};

/// A list of blocks: each in a field of its own, one more can be added.
#[component]
pub(super) fn BlockList(
    /// The label of the first block.
    label: &'static str,
    /// The label of the others.
    more_label: &'static str,
    /// The JSON pointer of the list.
    path: &'static str,
    /// Reads a block.
    read: fn(&str) -> Result<Value, String>,
    /// What the button says that adds one.
    add: &'static str,
    /// What an empty field says.
    placeholder: &'static str,
    /// The command that adds the first block, a free one.
    #[prop(optional)]
    first: Option<CommandId>,
) -> impl IntoView {
    let shown = use_shown();
    let adding = RwSignal::new(false);
    let begin = move |()| match first {
        Some(command) if shown.list(path).is_empty() => shown.desk.run(command),
        _ => adding.set(true),
    };
    let count = Memo::new(move |_| shown.list(path).len());
    let append = Callback::new(move |text: String| {
        let mut all = shown.list(path);
        let Value::String(block) = read(&text)? else { return Ok(()) };
        all.push(block);
        shown.set("the blocks", path, json!(all))?;
        adding.set(false);
        Ok(())
    });
    view! {
        <For each=move || 0..count.get() key=|index| *index let:index>
            <OneBlock label=if index == 0 { label } else { more_label } path index read/>
        </For>
        <When
            holds=move || adding.get()
            otherwise=move || view! {
                <div class="field-act">
                    <Button kind=ButtonKind::Link sign="plus" on_press=begin>{add}</Button>
                </div>
            }
        >
            <Field label=if count.get() == 0 { label } else { more_label } value="" placeholder=placeholder.to_owned() commit=append/>
        </When>
    }
}

/// One block of the list, with what can be done instead when AWS refuses.
#[component]
fn OneBlock(
    /// The label.
    label: &'static str,
    /// The JSON pointer of the list.
    path: &'static str,
    /// Its place in the list.
    index: usize,
    /// Reads a block.
    read: fn(&str) -> Result<Value, String>,
) -> impl IntoView {
    let shown = use_shown();
    let instead = RwSignal::new(None::<Change>);
    let turn = RwSignal::new(0);
    let value = Signal::derive(move || shown.list(path).get(index).cloned().unwrap_or_default());
    let commit = Callback::new(move |text: String| {
        instead.set(None);
        if text.is_empty() {
            return shown.remove("a block", &format!("{path}/{index}"));
        }
        let to = read(&text)?;
        let at = format!("{path}/{index}");
        shown.set("the block", &at, to.clone()).inspect_err(|_| {
            let may_be_made = to.as_str().is_some_and(|block| block.contains(':') || is_vpc_block(block));
            instead.set(may_be_made.then(|| Change::set(&shown.id(), &at, to)));
        })
    });
    let make_again = move |()| {
        if let Some(change) = instead.get_untracked() {
            shown.desk.apply(format!("Make {} again with another block", shown.name()), vec![change]);
            instead.set(None);
            // The field begins anew: what it said was about the block before.
            turn.update(|turn| *turn += 1);
        }
    };
    view! {
        <div class="block-row">
            {move || {
                turn.track();
                view! { <Field label value commit/> }
            }}
            <When holds=move || index != 0>
                <IconButton
                    sign="close"
                    class="small"
                    label="Remove the block"
                    on_press=move |()| shown.remove_or_say("a block", &format!("{path}/{index}"))
                />
            </When>
        </div>
        <When holds=move || instead.with(Option::is_some)>
            <div class="field-act">
                <Button on_press=make_again>"Make it again with this block"</Button>
            </div>
        </When>
    }
}
