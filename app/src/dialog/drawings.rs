use super::{close, is_open};
use crate::library::{forget_folds, title_or_untitled, use_library};
use crate::panel::count;
use crate::platform::page;
use crate::platform::storage::{self, Record};
use crate::store::Dialog as Which;
use crate::ui::{Button, ButtonKind, Dialog, IconButton, react};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The drawings that this device keeps.
#[component]
pub(super) fn DrawingsDialog() -> impl IntoView {
    let library = use_library();
    let open = is_open(Which::Drawings);
    let records = RwSignal::new(None::<Result<Vec<Record>, String>>);
    let load = move || {
        spawn_local(async move { records.set(Some(storage::list().await.map_err(|error| error.words()))) });
    };
    react(move || {
        if open.get() {
            load();
        }
    });
    let remove = Callback::new(move |id: String| {
        spawn_local(async move {
            match storage::remove(&id).await {
                Ok(()) => forget_folds(&id),
                Err(error) => library.refuse("The drawing", error.words()),
            }
            load();
        });
    });
    let list = move || {
        match records.get() {
        None => ().into_any(),
        Some(Err(reason)) => view! { <p class="drawer-empty">{reason}</p> }.into_any(),
        Some(Ok(list)) if list.is_empty() => {
            view! { <p class="drawer-empty">"No drawing is kept on this device yet."</p> }.into_any()
        }
        Some(Ok(list)) => view! {
            <ul class="plain-list">{list.into_iter().map(|record| view! { <Row record on_remove=remove/> }).collect_view()}</ul>
        }
        .into_any(),
    }
    };
    view! {
        <Dialog open title="Drawings on this device" on_close=close(Which::Drawings)>
            <div class="dialog-body dialog-list">{list}</div>
            <footer class="dialog-foot dialog-acts">
                <span class="quiet-text spring">"Kept in this browser only. Save as file what must not be lost."</span>
                <Button kind=ButtonKind::Primary on_press=move |()| library.begin_new()>"New drawing"</Button>
            </footer>
        </Dialog>
    }
}

/// One drawing.
#[component]
fn Row(
    /// The drawing.
    record: Record,
    /// A person removes it.
    on_remove: Callback<String>,
) -> impl IntoView {
    let library = use_library();
    let is_current = library.id.get_untracked() == record.id;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of parts")]
    let parts = count(record.parts as usize, "part");
    let facts = format!("{parts}, {}", page::moment(record.updated));
    let title = title_or_untitled(&record.title).to_owned();
    let id = StoredValue::new(record.id);
    let confirming = RwSignal::new(false);
    let open = move |_| {
        let id = id.get_value();
        spawn_local(async move { library.open_kept(&id).await });
    };
    let act = move || {
        if is_current {
            view! { <span class="count">"open"</span> }.into_any()
        } else if confirming.get() {
            view! { <Button kind=ButtonKind::Danger on_press=move |()| on_remove.run(id.get_value())>"Delete for good"</Button> }.into_any()
        } else {
            view! { <IconButton sign="trash" label="Delete the drawing" on_press=move |()| confirming.set(true)/> }.into_any()
        }
    };
    view! {
        <li class="drawing-row">
            <button type="button" class="drawing-open" disabled=is_current on:click=open>
                <span class="drawing-title">{title}</span>
                <span class="quiet-text">{facts}</span>
            </button>
            {act}
        </li>
    }
}
