//! A flow log that is to stand in the place of another one: AWS never changes one.

use super::flow_log::{DESTINATIONS, TRAFFIC};
use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Checkbox, Choice, Field, Select};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{FlowLog, Resource, ResourceType};
use std::sync::Arc;

const MINUTE: u32 = 60;
const TEN_MINUTES: u32 = 600;

/// The settings of the new log, beginning with those of the one that is shown. Both acts are one step.
#[component]
pub(super) fn NewFlowLog(
    /// Nothing is written any more.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let shown = use_shown();
    let draft = RwSignal::new(match shown.resource.get_untracked().as_deref() {
        Some(Resource::FlowLog(log)) => log.clone(),
        _ => FlowLog::default(),
    });
    let make = move |()| {
        let (old, log) = (shown.id(), draft.get_untracked());
        let document = shown.desk.store.document.get_untracked();
        let id = shown.desk.ids().resource(ResourceType::FlowLog, &document);
        let label = format!("Make {} again", shown.name());
        let changes =
            vec![Change::Remove { id: old }, Change::Add { id: id.clone(), resource: Arc::new(log.into()) }];
        match shown.desk.edit(label, changes) {
            Ok(()) => shown.desk.reveal(id.as_str()),
            Err(reason) => shown.desk.say(reason),
        }
    };
    let every_minute = Signal::derive(move || draft.with(|log| log.max_aggregation_interval == MINUTE));
    let set_interval = move |on: bool| {
        draft.update(|log| log.max_aggregation_interval = if on { MINUTE } else { TEN_MINUTES });
    };
    view! {
        <OneOf label="Takes" words=TRAFFIC draft at=|log| &mut log.traffic_type/>
        <OneOf label="Writes to" words=DESTINATIONS draft at=|log| &mut log.log_destination_type/>
        <Text label="Log group" placeholder="none" draft at=|log| &mut log.log_group_name/>
        <Text label="Destination" placeholder="an ARN" draft at=|log| &mut log.log_destination/>
        <Text label="Format" placeholder="AWS's default format" draft at=|log| &mut log.log_format/>
        <Checkbox label="Writes every minute, not every ten" checked=every_minute on_change=set_interval/>
        <div class="acts">
            <Button on_press=make>"Delete and make it"</Button>
            <Button kind=ButtonKind::Link on_press=on_done>"Keep it"</Button>
        </div>
    }
}

/// A setting with a fixed list of values.
#[component]
fn OneOf(
    /// The label.
    label: &'static str,
    /// Values and their words.
    words: &'static [(&'static str, &'static str)],
    /// The log that is written.
    draft: RwSignal<FlowLog>,
    /// Its field.
    at: fn(&mut FlowLog) -> &mut String,
) -> impl IntoView {
    let id = format!("new-{}", label.to_lowercase().replace(' ', "-"));
    let value = Signal::derive(move || at(&mut draft.get()).clone());
    let choices = Signal::derive(move || {
        words.iter().map(|(value, text)| Choice::new(*value, *text)).collect::<Vec<_>>()
    });
    let choose = move |chosen: String| draft.update(|log| *at(log) = chosen);
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <Select label id value choices on_choose=choose/>
        </div>
    }
}

/// A text that may be left empty.
#[component]
fn Text(
    /// The label.
    label: &'static str,
    /// What an empty field says.
    placeholder: &'static str,
    /// The log that is written.
    draft: RwSignal<FlowLog>,
    /// Its field.
    at: fn(&mut FlowLog) -> &mut Option<String>,
) -> impl IntoView {
    let value = Signal::derive(move || at(&mut draft.get()).clone().unwrap_or_default());
    let commit = Callback::new(move |text: String| {
        draft.update(|log| *at(log) = Some(text).filter(|text| !text.is_empty()));
        Ok(())
    });
    view! { <Field label value placeholder=placeholder.to_owned() commit/> }
}
