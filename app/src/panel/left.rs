use super::parts::{self, Parts};
use crate::demand::OfSight;
use crate::store::{LeftTab, use_store};
use crate::ui::{Tab, Tabs, When, focus_by_id};
use leptos::prelude::*;
use netyard_editor::{AppAct, Effect};

/// The left panel: parts to draw with, and the drawing as an outline.
#[component]
pub(crate) fn LeftPanel() -> impl IntoView {
    let store = use_store();
    let tab = store.interface.left_tab;
    store.listen(move |effect| match effect {
        Effect::App(AppAct::FindPart) => focus_by_id(parts::SEARCH_ID),
        Effect::App(AppAct::ShowOutline) => focus_by_id("outline-rows"),
        _ => {}
    });
    let key = Signal::derive(move || if tab.get() == LeftTab::Parts { "parts" } else { "outline" });
    let open =
        move |key: &'static str| tab.set(if key == "parts" { LeftTab::Parts } else { LeftTab::Outline });
    view! {
        <div class="left-panel">
            <div class="left-tabs">
                <Tabs label="Left panel" tabs=vec![Tab::new("parts", "Parts"), Tab::new("outline", "Outline")] selected=key on_select=open/>
            </div>
            <div
                class="left-body"
                role="tabpanel"
                id=move || format!("panel-{}", key.get())
                aria-labelledby=move || format!("tab-{}", key.get())
            >
                <When holds=move || tab.get() == LeftTab::Parts otherwise=|| view! { <OfSight piece=|sight| (sight.outline)()/> }>
                    <Parts/>
                </When>
            </div>
        </div>
    }
}
