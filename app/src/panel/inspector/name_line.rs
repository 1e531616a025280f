use super::action::Link;
use super::line::Line;
use crate::panel::desk::use_desk;
use crate::panel::words::glyph_of;
use crate::ui::{Button, ButtonKind, ResourceGlyph, Section};
use leptos::prelude::*;
use netyard_editor::command::CommandId;
use netyard_editor::name_line::words_of_name_line;

/// A line of what decides about names: which association it stands for.
#[component]
pub(super) fn NameLineInspector(
    /// The things at its ends.
    ends: (String, String),
) -> impl IntoView {
    let desk = use_desk();
    let (from, to) = ends.clone();
    let glyph = desk.store.document.with_untracked(|document| glyph_of(document, &from));
    let name = format!("{} → {}", desk.name(&from), desk.name(&to));
    let words = move || words_of_name_line(&desk.document(), &ends.0, &ends.1);
    view! {
        <header class="identity">
            <span class="identity-tile tile-plain"><ResourceGlyph glyph size=20/></span>
            <div class="identity-words">
                <h2 class="identity-name">{name}</h2>
                <span class="identity-kind">"Association"</span>
            </div>
        </header>
        <Section title="What it stands for">
            <div class="settings">
                <Line label="From"><Link to=from/></Line>
                <Line label="To"><Link to=to/></Line>
                <Line label="By">{words}</Line>
            </div>
            <div class="proposed-act">
                <Button kind=ButtonKind::Danger sign="trash" on_press=move |()| desk.run(CommandId::Delete)>"End the association"</Button>
            </div>
        </Section>
    }
}
