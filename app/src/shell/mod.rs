//! The page around the drawing: top bar, panels that resize and fold, and what holds for all of them.

mod counts;
mod embed;
mod keys;
mod remember;
mod saved;
mod seam;
mod title;
mod tools;
mod top_bar;
mod verdicts;

use crate::canvas::Canvas;
use crate::panel::{Drawer, Inspector, LeftPanel};
use crate::store::use_store;
use crate::ui::{When, react};
use leptos::prelude::*;
use seam::{Seam, Side};
use top_bar::TopBar;

pub(crate) use embed::{content as embed_content, is_kept_back};

/// The page: its regions in the order of Tab and of `F6`.
#[component]
pub(crate) fn Shell() -> impl IntoView {
    let store = use_store();
    let interface = store.interface;
    keys::listen(store);
    remember::keep(interface);
    verdicts::announce(store);
    let is_narrow = interface.narrow;
    // On a narrow page both are one sheet, which shows one of them.
    let (inspector, drawer) = (interface.inspector_open, interface.drawer_open);
    for (opened, other) in [(inspector, drawer), (drawer, inspector)] {
        react(move || {
            if opened.get() && is_narrow.get() {
                other.set(false);
            }
        });
    }
    let still = store.demand.holds_still();
    let pixels = |size: RwSignal<i32>| move || format!("{}px", size.get());
    view! {
        <div
            class="shell"
            class:narrow=is_narrow
            class:holds-still=still
            style=("--left-width", pixels(interface.left_width))
            style=("--inspector-width", pixels(interface.inspector_width))
            style=("--drawer-height", pixels(interface.drawer_height))
        >
            <a class="skip-link" href="#canvas">"To the drawing"</a>
            <div class="area-top" data-area="top" inert=still><TopBar/></div>
            <When holds=move || is_narrow.get()><tools::Rail inert=still/></When>
            <aside
                class="area-left"
                class:folded=move || !interface.left_open.get()
                aria-label="Parts and outline"
                inert=still
                data-area="left"
            >
                <div class="panel-slot"><LeftPanel/></div>
                <Seam side=Side::Left/>
            </aside>
            <main class="area-canvas" aria-label="Drawing" data-area="canvas">
                <h2 class="visually-hidden">"Drawing"</h2>
                <Canvas/>
                <When holds=move || is_narrow.get()><tools::SelectionBar/></When>
            </main>
            <aside
                class="area-inspector"
                class:folded=move || !interface.inspector_open.get()
                aria-label="Inspector"
                inert=still
                data-area="inspector"
            >
                <h2 class="visually-hidden">"Inspector"</h2>
                <div class="panel-slot"><Inspector/></div>
                <Seam side=Side::Inspector/>
            </aside>
            <section
                class="area-drawer"
                class:folded=move || !interface.drawer_open.get()
                aria-label="Results"
                inert=still
                data-area="drawer"
            >
                <div class="panel-slot"><Drawer/></div>
                <Seam side=Side::Drawer/>
            </section>
            <div class="live" role="status" aria-live="polite">{interface.announcement}</div>
        </div>
    }
}
