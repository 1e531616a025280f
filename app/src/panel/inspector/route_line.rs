use super::action::Link;
use super::line::Line;
use super::what_if::WhatIfSwitch;
use crate::panel::desk::use_desk;
use crate::panel::words::glyph_of;
use crate::ui::{Button, ButtonKind, ResourceGlyph, Section};
use leptos::prelude::*;
use netyard_editor::command::CommandId;
use netyard_editor::edge::{ends_of_line, routes_of_line};

/// A line from a subnet to the target of its routes: which table sends packets there, for which destinations.
#[component]
pub(super) fn RouteLineInspector(
    /// The key of the line.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let (subnet, target) = ends_of_line(&id).unwrap_or_default();
    let (subnet, target) = (subnet.to_owned(), target.to_owned());
    let glyph = desk.store.document.with_untracked(|document| glyph_of(document, &target));
    let name = format!("{} → {}", desk.name(&subnet), desk.name(&target));
    let ends = StoredValue::new((subnet.clone(), target.clone()));
    let routes = move || {
        let document = desk.document();
        let found = ends.with_value(|(subnet, target)| routes_of_line(&document, subnet, target));
        found.map(|found| {
            let destinations = match found.rows.as_slice() {
                [] => "written by AWS for the endpoint".to_owned(),
                rows => rows.iter().map(|(_, to)| to.as_str()).collect::<Vec<_>>().join(", "),
            };
            let sharing = found.sharing.iter().map(|id| {
                let id = id.to_string();
                view! { <Line label="Used by"><Link to=id/></Line> }
            });
            let sharing = sharing.collect_view().into_any();
            view! {
                <Line label="Table"><Link to=found.table.to_string()/></Line>
                <Line label="Destination">{destinations}</Line>
                {sharing}
            }
        })
    };
    view! {
        <header class="identity">
            <span class="identity-tile tile-plain"><ResourceGlyph glyph size=20/></span>
            <div class="identity-words">
                <h2 class="identity-name">{name}</h2>
                <span class="identity-kind">"Line of routes"</span>
            </div>
        </header>
        <Section title="Routes">
            <div class="settings">
                <Line label="From"><Link to=subnet/></Line>
                <Line label="To"><Link to=target/></Line>
                {routes}
            </div>
            <div class="proposed-act">
                <Button kind=ButtonKind::Danger sign="trash" on_press=move |()| desk.run(CommandId::Delete)>"Delete the routes"</Button>
            </div>
        </Section>
        <WhatIfSwitch id/>
    }
}
