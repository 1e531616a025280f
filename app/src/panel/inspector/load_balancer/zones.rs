use super::nodes;
use crate::panel::inspector::action::Link;
use crate::panel::inspector::shown::use_shown;
use crate::panel::inspector::target_group::named_in_vpc;
use crate::ui::{Choice, Each, IconButton, Section, Select, When};
use leptos::prelude::*;
use netyard_core::model::{Document, NetworkInterface, Resource};

/// In which subnets it has nodes, with their addresses: one in a zone.
#[component]
pub(super) fn Zones() -> impl IntoView {
    let shown = use_shown();
    let keys = Memo::new(move |_| nodes(shown).into_iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>());
    let choices = Signal::derive(move || {
        let document = shown.desk.document();
        let taken: Vec<_> =
            nodes(shown).into_iter().filter_map(|(_, node)| zone_of(&document, &node)).collect();
        let free = named_in_vpc(shown, |resource| {
            matches!(resource, Resource::Subnet(subnet)
            if !subnet.availability_zone.as_ref().is_some_and(|zone| taken.contains(zone)))
        });
        let free = free.into_iter().map(|(id, name)| {
            let zone = document.subnet(&id).and_then(|subnet| subnet.availability_zone.clone());
            Choice::new(id, zone.map_or_else(|| name.clone(), |zone| format!("{name}, {zone}")))
        });
        std::iter::once(Choice::new("", "Add a subnet…")).chain(free).collect::<Vec<_>>()
    });
    let add = move |subnet: String| {
        if !subnet.is_empty() {
            shown.desk.connect(shown.id().as_str(), &subnet);
        }
    };
    let row = move |id: String| {
        let node = {
            let id = id.clone();
            Memo::new(move |_| {
                nodes(shown).into_iter().find(|(own, _)| own.as_str() == id).map(|(_, node)| node)
            })
        };
        let words =
            move || node.with(|node| node.as_ref().map(|node| addresses(&shown.desk.document(), node)));
        let subnet = move || {
            let subnet = node.with(|node| node.as_ref().and_then(|node| node.subnet_id.clone()));
            subnet.map(|subnet| view! { <Link to=subnet.to_string()/> })
        };
        view! {
            <li class="link-row">
                <span>{subnet}<span class="quiet">" "{words}</span></span>
                <IconButton sign="close" class="small" label="Take the node away" on_press=move |()| shown.desk.delete([id.clone()])/>
            </li>
        }
        .into_any()
    };
    view! {
        <Section title="Zones" note="one subnet in each">
            <ul class="plain-list"><Each keys row/></ul>
            <When holds=move || keys.with(Vec::is_empty)>
                <p class="quiet-text">"It has no node, so nothing reaches it. Add a subnet, or connect it to one."</p>
            </When>
            <When holds=move || choices.with(|choices| choices.len() > 1)>
                <Select label="Add a subnet" value="" choices on_choose=add/>
            </When>
        </Section>
    }
}

fn zone_of(document: &Document, node: &NetworkInterface) -> Option<String> {
    document.subnet(node.subnet_id.as_ref()?.as_str())?.availability_zone.clone()
}

/// "eu-west-1a, 10.0.0.4, 203.0.113.20".
fn addresses(document: &Document, node: &NetworkInterface) -> String {
    let entry = node.primary_address();
    let private = entry.and_then(|entry| entry.private_ip_address.as_ref()).map(ToString::to_string);
    let public = entry.and_then(|entry| entry.public_ip.as_ref()).map(ToString::to_string);
    [zone_of(document, node), private, public].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
