use super::block_rows::{BlockRows, RowWords};
use super::on_premises_host::address;
use super::read;
use super::setting::{ChoiceSetting, Setting, SwitchSetting};
use super::shown::use_shown;
use crate::panel::words::count;
use crate::ui::Section;
use leptos::prelude::*;
use netyard_core::model::{Resource, ResourceRecordSet};

/// A hosted zone: whom it answers, and its records.
#[component]
pub(super) fn HostedZoneInspector() -> impl IntoView {
    let shown = use_shown();
    let records = move || match shown.resource.get().as_deref() {
        Some(Resource::HostedZone(zone)) => zone.resource_record_sets.values().map(record_words).collect(),
        _ => Vec::new(),
    };
    let note = Signal::derive(move || count(records().len(), "record"));
    let lines = move || {
        records()
            .into_iter()
            .map(|line| view! { <p><code class="code-text">{line}</code></p> })
            .collect_view()
    };
    view! {
        <div class="section settings">
            <SwitchSetting label="Private: answers its VPCs only" path="/config/privateZone"/>
        </div>
        <Section title="Records" note=note>{lines}</Section>
    }
}

/// "db.corp.internal A 10.0.20.5".
fn record_words(set: &ResourceRecordSet) -> String {
    let values: Vec<&str> = set.resource_records.iter().map(|record| record.value.as_str()).collect();
    let alias = set.alias_target.as_ref().and_then(|alias| alias.dns_name.as_deref());
    let values = alias.map_or_else(|| values.join(", "), |alias| format!("alias of {alias}"));
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    format!("{} {} {values}", text(&set.name), text(&set.r#type))
}

/// A rule of the resolver: for which names, and whom it asks.
#[component]
pub(super) fn ResolverRuleInspector() -> impl IntoView {
    let words = RowWords {
        one: "a server".to_owned(),
        all: "the servers".to_owned(),
        label: "Address".to_owned(),
        add: "Add a server".to_owned(),
        remove: "Remove the server".to_owned(),
    };
    view! {
        <div class="section settings">
            <Setting label="Domain" path="/domainName" read=read::text placeholder="corp.local"/>
            <ChoiceSetting label="Type" path="/ruleType" default="FORWARD" choices=&[
                ("FORWARD", "forward"), ("SYSTEM", "system: an exception"), ("RECURSIVE", "recursive"), ("DELEGATE", "delegate"),
            ]/>
            <Setting label="Outbound endpoint" path="/resolverEndpointId" read=read::text placeholder="none"/>
        </div>
        <BlockRows path="/targetIps" field="ip" letter="t" title="Servers" words read=address placeholder="192.168.1.53"/>
    }
}

/// A rule group of the DNS Firewall: its rules.
#[component]
pub(super) fn FirewallRuleGroupInspector() -> impl IntoView {
    let shown = use_shown();
    let rules = move || match shown.resource.get().as_deref() {
        Some(Resource::FirewallRuleGroup(group)) => group
            .firewall_rules
            .values()
            .map(|rule| {
                let action = rule.action.clone().unwrap_or_default();
                format!("{} {action} {}", rule.priority.unwrap_or_default(), rule.domains.join(", "))
            })
            .collect(),
        _ => Vec::new(),
    };
    let lines = move || {
        rules()
            .into_iter()
            .map(|line: String| view! { <p><code class="code-text">{line}</code></p> })
            .collect_view()
    };
    view! { <Section title="Rules">{lines}</Section> }
}

/// A DHCP option set: what hosts are told.
#[component]
pub(super) fn DhcpOptionsInspector() -> impl IntoView {
    let shown = use_shown();
    let options = move || match shown.resource.get().as_deref() {
        Some(Resource::DhcpOptions(options)) => options
            .dhcp_configurations
            .iter()
            .map(|option| {
                let values: Vec<&str> = option.values.iter().map(|entry| entry.value.as_str()).collect();
                format!("{} {}", option.key, values.join(", "))
            })
            .collect(),
        _ => Vec::new(),
    };
    let lines = move || {
        options()
            .into_iter()
            .map(|line: String| view! { <p><code class="code-text">{line}</code></p> })
            .collect_view()
    };
    view! { <Section title="Options">{lines}</Section> }
}
