//! The page inside of another one (`?embed=1`): the drawing, what is said of it, and the way to Netyard. For reading only.

mod host;

use super::counts::{ExpectationCount, FindingCounts};
use super::{keys, verdicts};
use crate::canvas::Canvas;
use crate::dispatch::dispatch;
use crate::library::{title_or_untitled, use_library};
use crate::panel::Drawer;
use crate::platform::page;
use crate::store::use_store;
use crate::ui::When;
use leptos::prelude::*;
use netyard_editor::{AppAct, Dialog, Effect, Event};
use netyard_formats::link::encode;
use netyard_formats::private::Private;

/// The regions of the page that are there.
pub(crate) fn content() -> AnyView {
    let (store, library) = (use_store(), use_library());
    keys::listen(store);
    verdicts::announce(store);
    host::talk(store, library);
    // The frame is as large as the page around it has room.
    dispatch(store, Event::StayFitted(true));
    let interface = store.interface;
    interface.inspector_open.set(false);
    interface.left_open.set(false);
    view! {
        <div
            class="shell embed"
            style=("--drawer-height", move || format!("{}px", interface.drawer_height.get()))
        >
            <div class="area-top" data-area="top"><Head/></div>
            <main class="area-canvas" aria-label="Drawing" data-area="canvas">
                <h2 class="visually-hidden">"Drawing"</h2>
                <Canvas/>
            </main>
            <section
                class="area-drawer"
                class:folded=move || !interface.drawer_open.get()
                aria-label="Results"
                data-area="drawer"
            >
                <div class="panel-slot"><Drawer/></div>
            </section>
            <div class="live" role="status" aria-live="polite">{interface.announcement}</div>
        </div>
    }
    .into_any()
}

/// The title, what was found, and the way to Netyard.
#[component]
fn Head() -> impl IntoView {
    let store = use_store();
    let title = move || store.document.with(|document| title_or_untitled(&document.title).to_owned());
    let link = Memo::new(move |_| {
        let document = store.document.get();
        let fragment = encode(&document, Private::default()).ok()?;
        (!document.resources.is_empty()).then(|| format!("{}{fragment}", page::base()))
    });
    view! {
        <header class="top-bar embed-bar">
            <h1 class="embed-title">{title}</h1>
            <div class="top-right">
                <FindingCounts/>
                <ExpectationCount/>
                <When holds=move || link.with(Option::is_some)>
                    <a class="share embed-open" href=move || link.get() target="_blank" rel="noopener">"Open in Netyard"</a>
                </When>
            </div>
        </header>
    }
}

/// Whether what an effect asks for has no place inside of another page: what opens, keeps or edits drawings.
pub(crate) fn is_kept_back(effect: &Effect) -> bool {
    match effect {
        Effect::OpenDialog(dialog) => *dialog != Dialog::Search,
        Effect::App(act) => matches!(
            act,
            AppAct::SaveFile
                | AppAct::OpenFile
                | AppAct::NewDrawing
                | AppAct::NextTheme
                | AppAct::ShowOutline
                | AppAct::FindPart
                | AppAct::FocusInspector
        ),
        Effect::OpenMenu { .. }
        | Effect::OpenInspectorOn(_)
        | Effect::BeginRename(_)
        | Effect::ChooseContainer { .. }
        | Effect::ReadClipboard { .. } => true,
        _ => false,
    }
}
