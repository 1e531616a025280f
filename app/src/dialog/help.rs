use super::{close, is_open};
use crate::platform::keys::is_macos;
use crate::store::{Dialog as Which, use_store};
use crate::ui::{Dialog, Tab, Tabs, When};
use leptos::prelude::*;
use netyard_core::schema::RULES_DATE;
use netyard_editor::command::{self as table, Command, Group};

/// Keys, what was said in this session, and what Netyard is.
#[component]
pub(super) fn HelpDialog() -> impl IntoView {
    let tab = RwSignal::new("keys");
    let tabs = vec![Tab::new("keys", "Keys"), Tab::new("messages", "Messages"), Tab::new("about", "About")];
    let tabs = StoredValue::new(tabs);
    view! {
        <Dialog open=is_open(Which::Keys) title="Help" class="dialog-wide" on_close=close(Which::Keys)>
            <div class="dialog-bar"><Tabs label="Help" class="segments" tabs=tabs.get_value() selected=tab on_select=move |key| tab.set(key)/></div>
            <div class="dialog-body dialog-list" role="tabpanel" id=move || format!("panel-{}", tab.get()) aria-labelledby=move || format!("tab-{}", tab.get()) tabindex="0">
                {move || match tab.get() {
                    "messages" => view! { <History/> }.into_any(),
                    "about" => view! { <About/> }.into_any(),
                    _ => view! { <Keys/> }.into_any(),
                }}
            </div>
        </Dialog>
    }
}

/// The sheet of keys, from the table of commands.
#[component]
fn Keys() -> impl IntoView {
    let mac = is_macos();
    let mut groups: Vec<(Group, Vec<&'static Command>)> = Vec::new();
    for command in table::all().filter(|command| !command.keys.is_empty()) {
        match groups.iter_mut().find(|(group, _)| *group == command.group) {
            Some((_, commands)) => commands.push(command),
            None => groups.push((command.group, vec![command])),
        }
    }
    let row = move |command: &'static Command| {
        let keys = command
            .keys
            .iter()
            .map(|keys| view! { <kbd class="key">{keys.display(mac)}</kbd> })
            .collect_view();
        view! { <li class="key-row"><span>{command.label}</span><span class="keys">{keys}</span></li> }
    };
    let group = move |(group, commands): (Group, Vec<&'static Command>)| {
        view! {
            <section class="key-group">
                <h3>{group.label()}</h3>
                <ul class="plain-list">{commands.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    };
    view! { <div class="key-groups">{groups.into_iter().map(group).collect_view()}</div> }
}

/// Every message of this session, the last one first.
#[component]
fn History() -> impl IntoView {
    let said = use_store().interface.said;
    view! {
        <When holds=move || said.with(|said| !said.is_empty()) otherwise=|| view! { <p class="quiet-text">"Nothing was said yet in this session."</p> }>
            <ol class="plain-list said">
                {move || said.get().into_iter().rev().map(|text| view! { <li>{text}</li> }).collect_view()}
            </ol>
        </When>
    }
}

/// What Netyard is, and what it is not.
#[component]
fn About() -> impl IntoView {
    view! {
        <div class="about">
            <p>"Netyard draws AWS networks and tells what AWS would do with them: what it would refuse, and which route, security group or network ACL decides about a packet. Everything happens in this page; nothing is sent anywhere."</p>
            <p>{format!("Version {}. Rules of {RULES_DATE}.", env!("CARGO_PKG_VERSION"))}</p>
            <p>"Free software under MIT or Apache-2.0."</p>
            <p class="quiet-text">"Netyard is independent: it is not made, endorsed or sponsored by Amazon. AWS, Amazon Web Services and the names of its services are trademarks of Amazon.com, Inc. or its affiliates. The glyphs are Netyard's own."</p>
        </div>
    }
}
