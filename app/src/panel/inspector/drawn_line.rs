use super::action::Link;
use super::line::Line;
use crate::panel::desk::use_desk;
use crate::panel::words::glyph_of;
use crate::ui::{Button, ButtonKind, ResourceGlyph, Section};
use leptos::prelude::*;
use netyard_editor::command::CommandId;

/// A line of the canvas that stands for something of what is at its ends: its two ends, what it stands for, and how it is
/// taken away.
#[component]
pub(super) fn DrawnLine(
    /// The things at its ends.
    ends: (String, String),
    /// The one whose sign it shows.
    sign_of: String,
    /// What kind of line it is.
    kind: &'static str,
    /// What the button says that deletes it.
    delete: &'static str,
    /// What it stands for, in lines.
    children: Children,
) -> impl IntoView {
    let desk = use_desk();
    let (from, to) = ends;
    let glyph = desk.store.document.with_untracked(|document| glyph_of(document, &sign_of));
    let name = format!("{} → {}", desk.name(&from), desk.name(&to));
    view! {
        <header class="identity">
            <span class="identity-tile tile-plain"><ResourceGlyph glyph size=20/></span>
            <div class="identity-words">
                <h2 class="identity-name">{name}</h2>
                <span class="identity-kind">{kind}</span>
            </div>
        </header>
        <Section title="What it stands for">
            <div class="settings">
                <Line label="From"><Link to=from/></Line>
                <Line label="To"><Link to=to/></Line>
                {children()}
            </div>
            <div class="proposed-act">
                <Button kind=ButtonKind::Danger sign="trash" on_press=move |()| desk.run(CommandId::Delete)>{delete}</Button>
            </div>
        </Section>
    }
}
