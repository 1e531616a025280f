use super::action::Link;
use super::line::Line;
use super::routes::Routes;
use super::setting::SwitchSetting;
use super::shown::use_shown;
use super::who_learns_what::WhoLearnsWhat;
use crate::ui::{Choice, Each, IconButton, Section, Select, When};
use leptos::prelude::*;
use netyard_core::topology::Source;
use serde_json::json;

/// A route table: its routes, and the subnets that it decides for.
#[component]
pub(super) fn RouteTableInspector() -> impl IntoView {
    let shown = use_shown();
    view! {
        <div class="section settings">
            <Line label="VPC"><Owner/></Line>
            <SwitchSetting label="Main table of the VPC" path="/main"/>
        </div>
        <Routes table=shown.id().to_string() note="" />
        <WhoLearnsWhat of=shown.id().to_string()/>
        <EdgeOf/>
        <Associations/>
        <FollowMain/>
    }
}

/// The VPC as a link.
#[component]
pub(super) fn Owner() -> impl IntoView {
    view! { <OwnerAt path="/vpcId"/> }
}

/// What a field names, as a link.
#[component]
pub(super) fn OwnerAt(
    /// The JSON pointer of its id.
    path: &'static str,
) -> impl IntoView {
    let shown = use_shown();
    let id = Memo::new(move |_| shown.text(path));
    move || match id.get() {
        id if id.is_empty() => view! { <span class="quiet">"none"</span> }.into_any(),
        id => view! { <Link to=id/> }.into_any(),
    }
}

/// The gateway whose incoming traffic the table steers, where it does.
#[component]
fn EdgeOf() -> impl IntoView {
    let shown = use_shown();
    let is_edge = move || !shown.text("/gatewayId").is_empty();
    view! {
        <When holds=is_edge>
            <Section title="At the edge" act=move || view! {
                <IconButton sign="close" class="small" label="Take it off the gateway" on_press=move |()| shown.remove_or_say("the gateway", "/gatewayId")/>
            }>
                <p class="read-text">"It steers what enters the VPC through "<OwnerAt path="/gatewayId"/>"."</p>
            </Section>
        </When>
    }
}

/// The subnets that are associated, and one more to choose.
#[component]
pub(super) fn Associations() -> impl IntoView {
    let shown = use_shown();
    let ids = Memo::new(move |_| shown.list("/subnetIds"));
    let write = move |all: Vec<String>| shown.set_or_say("the subnets", "/subnetIds", json!(all));
    let remove =
        move |id: String| write(ids.get_untracked().into_iter().filter(|other| *other != id).collect());
    let choices = Signal::derive(move || {
        let routed = shown.desk.network();
        let vpc = shown.text("/vpcId");
        let taken = ids.get();
        let mut choices = vec![Choice::new("", "Associate a subnet…")];
        for subnet in routed.network.subnets.values() {
            let id = subnet.id.to_string();
            if subnet.vpc.as_ref().is_some_and(|own| *own == vpc.as_str()) && !taken.contains(&id) {
                choices.push(Choice::new(id.clone(), shown.desk.name(&id)));
            }
        }
        choices
    });
    let add = move |id: String| {
        if !id.is_empty() {
            let mut all = ids.get_untracked();
            all.push(id);
            write(all);
        }
    };
    view! {
        <Section title="Subnets">
            <ul class="plain-list">
                <Each keys=ids row=move |id: String| view! {
                    <li class="link-row">
                        <Link to=id.clone()/>
                        <IconButton sign="close" class="small" label="Remove the association" on_press=move |()| remove(id.clone())/>
                    </li>
                }.into_any()/>
            </ul>
            <When holds=move || choices.with(|choices| choices.len() > 1)>
                <Select label="Associate a subnet" value="" choices on_choose=add/>
            </When>
        </Section>
    }
}

/// Subnets without a table of their own that follow this one, because it is the main table.
#[component]
fn FollowMain() -> impl IntoView {
    let shown = use_shown();
    let ids = Signal::derive(move || {
        let routed = shown.desk.network();
        let own = Source::Default(shown.id());
        routed
            .network
            .subnets
            .values()
            .filter(|subnet| subnet.route_table == own)
            .map(|subnet| subnet.id.to_string())
            .collect::<Vec<_>>()
    });
    view! { <super::inside::Things title="Without a table of their own" ids/> }
}
