use super::read;
use super::setting::Setting;
use super::shown::use_shown;
use crate::panel::words::{self, name_of};
use crate::ui::{Combobox, Suggestion};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::Resource;

/// An Elastic IP address, and what it stands for.
#[component]
pub(super) fn ElasticIpInspector() -> impl IntoView {
    let shown = use_shown();
    let holder = Memo::new(move |_| {
        let interface = shown.text("/networkInterfaceId");
        if interface.is_empty() { shown.text("/natGatewayId") } else { interface }
    });
    let held_by = Signal::derive(move || match holder.get() {
        id if id.is_empty() => String::new(),
        id => shown.desk.name(&id),
    });
    let suggestions = Signal::derive(move || {
        let document = shown.desk.document();
        let can_hold = document.resources.iter().filter(|(_, resource)| {
            matches!(resource.as_ref(), Resource::NetworkInterface(_) | Resource::NatGateway(_))
        });
        can_hold
            .map(|(id, _)| Suggestion {
                value: id.to_string(),
                text: name_of(&document, id.as_str()),
                meta: words::kind_of(&document, id.as_str()),
                glyph: Some(words::glyph_of(&document, id.as_str())),
                refused: None,
            })
            .collect::<Vec<_>>()
    });
    let commit = Callback::new(move |text: String| {
        let id = shown.id();
        let mut changes: Vec<Change> = ["/networkInterfaceId", "/natGatewayId", "/privateIpAddress"]
            .into_iter()
            .filter(|path| shown.value(path).is_some())
            .map(|path| Change::RemovePath { id: id.clone(), path: path.to_owned() })
            .collect();
        if !text.is_empty() {
            let found =
                suggestions.get_untracked().into_iter().find(|one| one.value == text || one.text == text);
            let Some(found) = found else {
                return Err(format!("Nothing here that can hold an address is called \"{text}\"."));
            };
            let is_nat = shown.desk.document().nat_gateway(&found.value).is_some();
            let path = if is_nat { "/natGatewayId" } else { "/networkInterfaceId" };
            changes.push(Change::set(&id, path, found.value));
        }
        shown.desk.edit(format!("Associate {}", shown.name()), changes)
    });
    view! {
        <div class="section settings">
            <Setting label="Address" path="/publicIp" read=read::ipv4_address placeholder="203.0.113.20"/>
            <div class="field">
                <span class="field-label" aria-hidden="true">"Stands for"</span>
                <Combobox label="Stands for" shown=held_by placeholder="nothing" suggestions commit/>
            </div>
        </div>
    }
}
