use super::action::Link;
use super::line::Line;
use crate::panel::desk::use_desk;
use crate::panel::words::glyph_of;
use crate::ui::{Button, ButtonKind, ResourceGlyph, Section};
use leptos::prelude::*;
use netyard_editor::command::CommandId;
use netyard_editor::target_line::rows_of_target_line;

/// A line behind a load balancer: which listeners, targets or lists it stands for.
#[component]
pub(super) fn TargetLineInspector(
    /// The things at its ends.
    ends: (String, String),
) -> impl IntoView {
    let desk = use_desk();
    let (from, to) = ends.clone();
    let glyph = desk.store.document.with_untracked(|document| glyph_of(document, &to));
    let name = format!("{} → {}", desk.name(&from), desk.name(&to));
    let rows = move || {
        let rows = rows_of_target_line(&desk.document(), &ends.0, &ends.1);
        let row = |row: netyard_editor::target_line::TargetRow| view! { <Line label="By">{row.words}</Line> };
        rows.into_iter().map(row).collect_view()
    };
    view! {
        <header class="identity">
            <span class="identity-tile tile-plain"><ResourceGlyph glyph size=20/></span>
            <div class="identity-words">
                <h2 class="identity-name">{name}</h2>
                <span class="identity-kind">"Line of a load balancer"</span>
            </div>
        </header>
        <Section title="What it stands for">
            <div class="settings">
                <Line label="From"><Link to=from/></Line>
                <Line label="To"><Link to=to/></Line>
                {rows}
            </div>
            <div class="proposed-act">
                <Button kind=ButtonKind::Danger sign="trash" on_press=move |()| desk.run(CommandId::Delete)>"Delete the line"</Button>
            </div>
        </Section>
    }
}
