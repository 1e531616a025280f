use super::action::Link;
use super::shown::use_shown;
use crate::ui::{Choice, Each, IconButton, Select, When};
use leptos::prelude::*;
use netyard_core::topology::GroupSource;
use serde_json::json;

/// The security groups of the interface around.
#[component]
pub(super) fn GroupList() -> impl IntoView {
    let shown = use_shown();
    let ids = Memo::new(move |_| shown.list("/groupIds"));
    let write = move |all: Vec<String>| shown.set_or_say("the security groups", "/groupIds", json!(all));
    let remove =
        move |id: String| write(ids.get_untracked().into_iter().filter(|other| *other != id).collect());
    let add = move |id: String| {
        if !id.is_empty() {
            let mut all = ids.get_untracked();
            all.push(id);
            write(all);
        }
    };
    let choices = Signal::derive(move || {
        let routed = shown.desk.network();
        let taken = ids.get();
        let vpc = routed.network.interfaces.get(&shown.id()).and_then(|interface| interface.vpc.clone());
        let groups = vpc.map(|vpc| routed.network.groups_for(vpc.as_str())).unwrap_or_default();
        let mut choices = vec![Choice::new("", "Add a group…")];
        choices.extend(groups.into_iter().filter(|id| !taken.contains(&id.to_string())).map(|id| {
            let name = shown.desk.name(id.as_str());
            Choice::new(id.to_string(), name)
        }));
        choices
    });
    let without = move || {
        let routed = shown.desk.network();
        match routed.network.interfaces.get(&shown.id()).map(|interface| interface.group_source) {
            Some(GroupSource::DefaultGroup | GroupSource::Implicit) => Some("the default group of the VPC"),
            Some(GroupSource::Unknown) => Some("not known"),
            Some(GroupSource::Open) => Some("none: nothing is filtered here"),
            Some(GroupSource::Named) | None => None,
        }
    };
    view! {
        <div class="fact fact-top">
            <span class="fact-label">"Groups"</span>
            <div class="fact-value">
                <When holds=move || ids.with(Vec::is_empty)><span class="quiet">{without}</span></When>
                <ul class="plain-list">
                    <Each keys=ids row=move |id: String| view! {
                        <li class="link-row">
                            <Link to=id.clone()/>
                            <IconButton sign="close" class="small" label="Remove the group" on_press=move |()| remove(id.clone())/>
                        </li>
                    }.into_any()/>
                </ul>
                <When holds=move || choices.with(|choices| choices.len() > 1)>
                    <Select label="Add a security group" value="" choices on_choose=add/>
                </When>
            </div>
        </div>
    }
}
