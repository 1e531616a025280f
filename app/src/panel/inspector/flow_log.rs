use super::flow_log_draft::NewFlowLog;
use super::inside::Things;
use super::line::Line;
use super::route_table::OwnerAt;
use super::shown::{Shown, use_shown};
use crate::store::DrawerTab;
use crate::ui::{Button, ButtonKind, When};
use leptos::prelude::*;
use netyard_core::model::{Resource, ResourceId};

/// What a flow log takes: the word of AWS and ours.
pub(super) const TRAFFIC: &[(&str, &str)] =
    &[("ALL", "all traffic"), ("ACCEPT", "what is accepted"), ("REJECT", "what is rejected")];

/// Where a flow log writes to.
pub(super) const DESTINATIONS: &[(&str, &str)] = &[
    ("cloud-watch-logs", "CloudWatch Logs"),
    ("s3", "Amazon S3"),
    ("kinesis-data-firehose", "Amazon Data Firehose"),
];

/// A flow log: what it watches, what it takes, where and how it writes it. AWS never changes one.
#[component]
pub(super) fn FlowLogInspector() -> impl IntoView {
    let shown = use_shown();
    let making = RwSignal::new(false);
    let show = move |()| {
        shown.desk.store.interface.show_drawer(DrawerTab::Trace);
        shown.desk.store.interface.records_shown.set(true);
    };
    view! {
        <div class="section settings">
            <Line label="Watches"><OwnerAt path="/resourceId"/></Line>
            <When
                holds=move || making.get()
                otherwise=move || view! {
                    <Settings/>
                    <p class="quiet-text">"AWS never changes a flow log, but for its name and tags."</p>
                    <div class="acts">
                        <Button kind=ButtonKind::Link sign="plus" on_press=move |()| making.set(true)>
                            "Delete and make a new one"
                        </Button>
                    </div>
                }
            >
                <NewFlowLog on_done=move |()| making.set(false)/>
            </When>
            <div class="acts">
                <Button kind=ButtonKind::Link sign="list" on_press=show>"Show the records of the packet"</Button>
            </div>
        </div>
    }
}

/// What the log was made with.
#[component]
fn Settings() -> impl IntoView {
    let shown = use_shown();
    let written = move |path: &'static str, absent: &'static str| {
        let text = shown.text(path);
        if text.is_empty() {
            view! { <span class="quiet">{absent}</span> }.into_any()
        } else {
            view! { <span>{text}</span> }.into_any()
        }
    };
    let interval =
        move || if shown.text("/maxAggregationInterval") == "60" { "a minute" } else { "ten minutes" };
    view! {
        <Line label="Takes">{move || in_words(shown, "/trafficType", TRAFFIC)}</Line>
        <Line label="Writes to">{move || in_words(shown, "/logDestinationType", DESTINATIONS)}</Line>
        <Line label="Log group">{move || written("/logGroupName", "none")}</Line>
        <Line label="Destination">{move || written("/logDestination", "none")}</Line>
        <Line label="Format">{move || written("/logFormat", "AWS's default format")}</Line>
        <Line label="Writes every">{interval}</Line>
    }
}

/// The words for what stands at the path; the first ones where nothing does.
fn in_words(shown: Shown, path: &str, words: &[(&str, &str)]) -> String {
    let text = shown.text(path);
    let known = words.iter().find(|(value, _)| text.is_empty() || *value == text);
    known.map_or(text.clone(), |(_, words)| (*words).to_owned())
}

/// The flow logs of the shown VPC, subnet or interface, and of the interfaces of the shown instance.
#[component]
pub(super) fn WatchedBy() -> impl IntoView {
    let shown = use_shown();
    let ids = Signal::derive(move || {
        let document = shown.desk.document();
        let id = shown.id();
        let is_here = |watched: &ResourceId| {
            let interface = || document.network_interface(watched.as_str());
            *watched == id || interface().and_then(|own| own.instance_id()) == Some(&id)
        };
        let watches = |resource: &Resource| matches!(resource, Resource::FlowLog(log) if log.resource_id.as_ref().is_some_and(is_here));
        let all = document.resources.iter().filter(|(_, resource)| watches(resource));
        all.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    view! { <Things title="Flow logs" ids/> }
}
