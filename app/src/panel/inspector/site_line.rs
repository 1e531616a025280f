use super::action::Link;
use super::line::Line;
use super::what_if::WhatIfSwitch;
use crate::panel::desk::use_desk;
use crate::panel::words::glyph_of;
use crate::ui::{Button, ButtonKind, ResourceGlyph, Section};
use leptos::prelude::*;
use netyard_editor::command::CommandId;
use netyard_editor::site_line::rows_of_site_line;

/// The line between two sites: what the router of each sends over it.
#[component]
pub(super) fn SiteLineInspector(
    /// The key of the line.
    id: String,
    /// The sites.
    ends: (String, String),
) -> impl IntoView {
    let desk = use_desk();
    let glyph = desk.store.document.with_untracked(|document| glyph_of(document, &ends.0));
    let name = format!("{} – {}", desk.name(&ends.0), desk.name(&ends.1));
    let rows = move || {
        let rows = rows_of_site_line(&desk.document(), &ends.0, &ends.1);
        let row = |site: &str| {
            let own = rows.iter().filter(|row| row.site.as_str() == site);
            let own = own.map(|row| row.destination.as_str()).collect::<Vec<_>>().join(", ");
            let sends =
                if own.is_empty() { "sends nothing over it".to_owned() } else { format!("sends {own}") };
            let to = site.to_owned();
            view! { <Line label="Router"><Link to/>" "{sends}</Line> }.into_any()
        };
        [row(&ends.0), row(&ends.1)].into_iter().collect_view()
    };
    view! {
        <header class="identity">
            <span class="identity-tile tile-plain"><ResourceGlyph glyph size=20/></span>
            <div class="identity-words">
                <h2 class="identity-name">{name}</h2>
                <span class="identity-kind">"Line between sites"</span>
            </div>
        </header>
        <Section title="Routes">
            <div class="settings">{rows}</div>
            <div class="proposed-act">
                <Button kind=ButtonKind::Danger sign="trash" on_press=move |()| desk.run(CommandId::Delete)>"Delete the line"</Button>
            </div>
        </Section>
        <WhatIfSwitch id/>
    }
}
