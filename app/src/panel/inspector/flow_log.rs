use super::inside::Things;
use super::line::Line;
use super::read;
use super::route_table::OwnerAt;
use super::setting::{ChoiceSetting, Setting};
use super::shown::use_shown;
use crate::store::DrawerTab;
use crate::ui::{Button, ButtonKind, Checkbox};
use leptos::prelude::*;
use netyard_core::model::{Resource, ResourceId};

/// A flow log: what it watches, what it takes, where and how it writes it.
#[component]
pub(super) fn FlowLogInspector() -> impl IntoView {
    let shown = use_shown();
    let show = move |()| {
        shown.desk.store.interface.show_drawer(DrawerTab::Trace);
        shown.desk.store.interface.records_shown.set(true);
    };
    view! {
        <div class="section settings">
            <Line label="Watches"><OwnerAt path="/resourceId"/></Line>
            <ChoiceSetting
                label="Takes"
                path="/trafficType"
                default="ALL"
                choices=&[("ALL", "all traffic"), ("ACCEPT", "what is accepted"), ("REJECT", "what is rejected")]
            />
            <ChoiceSetting
                label="Writes to"
                path="/logDestinationType"
                default="cloud-watch-logs"
                choices=&[
                    ("cloud-watch-logs", "CloudWatch Logs"),
                    ("s3", "Amazon S3"),
                    ("kinesis-data-firehose", "Amazon Data Firehose"),
                ]
            />
            <Setting label="Log group" path="/logGroupName" read=read::text placeholder="none"/>
            <Setting label="Destination" path="/logDestination" read=read::text placeholder="an ARN"/>
            <Setting label="Format" path="/logFormat" read=read::text placeholder="AWS's default format"/>
            <Interval/>
            <p class="quiet-text">"AWS never changes a flow log: whoever wants another one deletes it and makes a new one."</p>
            <div class="field-act">
                <Button kind=ButtonKind::Link sign="list" on_press=show>"Show the records of the packet"</Button>
            </div>
        </div>
    }
}

/// For how long packets of one flow are counted together: ten minutes, or one.
#[component]
fn Interval() -> impl IntoView {
    const PATH: &str = "/maxAggregationInterval";
    let shown = use_shown();
    let checked = Signal::derive(move || shown.text(PATH) == "60");
    let change = move |on: bool| {
        if on {
            shown.set_or_say("the interval", PATH, 60);
        } else {
            shown.remove_or_say("the interval", PATH);
        }
    };
    view! { <Checkbox label="Writes every minute, not every ten" checked on_change=change/> }
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
