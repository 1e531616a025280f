use super::action::Link;
use super::address_list::BlockList;
use super::instance::Listeners;
use super::line_rows::{LineRows, RowWords};
use super::read;
use super::setting::{ChoiceSetting, Setting};
use super::shown::use_shown;
use crate::ui::{Each, Section, When};
use leptos::prelude::*;
use netyard_core::model::NetworkBinding;
use netyard_editor::field::{binding_text, read_binding};
use serde_json::Value;

/// A container service: how many tasks, where they start, and what they join.
#[component]
pub(super) fn ContainerServiceInspector() -> impl IntoView {
    let shown = use_shown();
    let subnets = Memo::new(move |_| shown.list("/networkConfiguration/awsvpcConfiguration/subnets"));
    let groups = Memo::new(move |_| shown.list("/networkConfiguration/awsvpcConfiguration/securityGroups"));
    let tasks = Memo::new(move |_| shown.list("/tasks"));
    let joined = Memo::new(move |_| match shown.value("/loadBalancers") {
        Some(Value::Object(rows)) => rows.keys().cloned().collect::<Vec<_>>(),
        _ => Vec::new(),
    });
    let link = |id: String| view! { <li class="link-row"><Link to=id/></li> }.into_any();
    view! {
        <div class="section settings">
            <Setting label="Cluster" path="/clusterArn" read=read::text placeholder="default"/>
            <ChoiceSetting label="Runs on" path="/launchType" default="" choices=&[
                ("", "capacity providers"), ("FARGATE", "Fargate"), ("EC2", "instances"), ("EXTERNAL", "hosts of your own"),
            ]/>
            <Setting label="Desired tasks" path="/desiredCount" read=read::count placeholder="0"/>
            <ChoiceSetting label="Public addresses" path="/networkConfiguration/awsvpcConfiguration/assignPublicIp" default="DISABLED" choices=&[
                ("DISABLED", "none"), ("ENABLED", "one for each task"),
            ]/>
            <ChoiceSetting label="Status" path="/status" default="ACTIVE" choices=&[
                ("ACTIVE", "active"), ("DRAINING", "draining"), ("INACTIVE", "inactive"),
            ]/>
        </div>
        <Section title="Starts tasks in">
            <ul class="plain-list"><Each keys=subnets row=link/></ul>
            <When holds=move || subnets.with(Vec::is_empty)>
                <p class="quiet-text">"No subnet: its tasks share the network of their instances. Connect it to a subnet for interfaces of their own."</p>
            </When>
        </Section>
        <When holds=move || !groups.with(Vec::is_empty)>
            <Section title="Groups of new tasks"><ul class="plain-list"><Each keys=groups row=link/></ul></Section>
        </When>
        <Section title="Tasks join">
            <Each keys=joined row=|row| view! { <Joined row/> }.into_any()/>
            <When holds=move || joined.with(Vec::is_empty)>
                <p class="quiet-text">"No target group. Connect it to one."</p>
            </When>
        </Section>
        <Section title="Tasks">
            <ul class="plain-list"><Each keys=tasks row=link/></ul>
            <When holds=move || tasks.with(Vec::is_empty)>
                <p class="quiet-text">"None runs. Put a container task into a subnet and connect it to the service."</p>
            </When>
        </Section>
    }
}

/// A target group that the tasks of a service join.
#[component]
fn Joined(
    /// The id of the row.
    row: String,
) -> impl IntoView {
    let shown = use_shown();
    let path = format!("/loadBalancers/{row}");
    let group = {
        let path = format!("{path}/targetGroupArn");
        move || shown.text(&path)
    };
    let words = {
        let path = format!("{path}/containerPort");
        move || match shown.text(&path) {
            port if port.is_empty() => String::new(),
            port => format!("port {port} of the container"),
        }
    };
    view! {
        <div class="link-row">{move || view! { <Link to=group()/> }} <span class="quiet-text">{words}</span></div>
    }
}

/// A file system: where it keeps its files, and where hosts mount it.
#[component]
pub(super) fn FileSystemInspector() -> impl IntoView {
    let shown = use_shown();
    let targets = Memo::new(move |_| {
        let document = shown.desk.document();
        let id = shown.id();
        document.mount_targets_of(id.as_str()).map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    view! {
        <div class="section settings">
            <Setting label="Only zone" path="/availabilityZoneName" read=read::text placeholder="all zones of the Region"/>
            <ChoiceSetting label="State" path="/lifeCycleState" default="available" choices=&[
                ("available", "available"), ("creating", "creating"), ("updating", "updating"), ("error", "error"), ("deleting", "deleting"),
            ]/>
        </div>
        <Section title="Mount targets" note="one in a zone">
            <ul class="plain-list">
                <Each keys=targets row=|id: String| view! { <li class="link-row"><Link to=id/></li> }.into_any()/>
            </ul>
            <When holds=move || targets.with(Vec::is_empty)>
                <p class="quiet-text">"It has none, so that nobody mounts it. Connect it to a subnet."</p>
            </When>
        </Section>
    }
}

/// What a task says beyond other managed services: the network that it has, and the ports of its instance.
#[component]
pub(super) fn TaskNetwork() -> impl IntoView {
    let shown = use_shown();
    let words = RowWords {
        label: "Port of the instance, and of the container".to_owned(),
        one: "the port".to_owned(),
        all: "the ports".to_owned(),
        add: "Add a port".to_owned(),
        remove: "Take the port away".to_owned(),
    };
    let show = |value: Value| {
        serde_json::from_value::<NetworkBinding>(value).map(|own| binding_text(&own)).unwrap_or_default()
    };
    view! {
        <div class="section settings">
            <ChoiceSetting label="Network" path="/networkMode" default="awsvpc" choices=&[
                ("awsvpc", "an interface of its own"), ("bridge", "ports of its instance"), ("host", "that of its instance"), ("none", "none"),
            ]/>
            <Setting label="Instance" path="/ec2InstanceId" read=read::text placeholder="none"/>
            <When holds=move || shown.text("/networkMode") == "bridge">
                <Setting label="Network of Docker" path="/dockerNetwork" read=read::text placeholder="the bridge that Docker brings"/>
                <BlockList label="Address on the bridge" more_label="Further address" path="/ipv4Addresses" read=read::ipv4_address add="Add an address on the bridge" placeholder="172.17.0.2"/>
            </When>
        </div>
        <LineRows path="/networkBindings" letter="n" title="Ports of the instance" words show read=|text: String| read_binding(&text) placeholder="8080:80"/>
        <Listeners/>
    }
}
