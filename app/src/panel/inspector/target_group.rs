//! The inspector of a target group: how it speaks to its targets, how it checks them, and who they are.

use super::action::Link;
use super::line::Line;
use super::read;
use super::route_table::Owner;
use super::setting::{ChoiceSetting, EnableSetting, Setting, SwitchSetting};
use super::shown::{Shown, use_shown};
use crate::ui::{Button, ButtonKind, Choice, Each, Field, IconButton, Section, Select, When};
use leptos::prelude::*;
use netyard_core::change::Change;
use netyard_core::model::{LoadBalancerKind, Resource, TargetGroup};
use netyard_core::ordered::Order;
use serde_json::json;

/// A target group.
#[component]
pub(super) fn TargetGroupInspector() -> impl IntoView {
    let shown = use_shown();
    let target_type = Memo::new(move |_| group(shown, |group| group.target_type.clone()));
    let is_function = move || target_type.with(|word| word == "lambda");
    view! {
        <div class="section settings">
            <Line label="VPC"><Owner/></Line>
            <LeadTo/>
            <ChoiceSetting label="Targets" path="/targetType" default="instance" choices=&[
                ("instance", "instances"), ("ip", "addresses"), ("lambda", "a function"), ("alb", "an Application Load Balancer"),
            ]/>
            <When holds=move || !is_function()>
                <ChoiceSetting label="Protocol" path="/protocol" default="" choices=&[
                    ("", "none"), ("HTTP", "HTTP"), ("HTTPS", "HTTPS"), ("TCP", "TCP"), ("TLS", "TLS"), ("UDP", "UDP"),
                    ("TCP_UDP", "TCP and UDP"), ("QUIC", "QUIC"), ("TCP_QUIC", "TCP and QUIC"), ("GENEVE", "GENEVE"),
                ]/>
                <PortOfTargets/>
            </When>
        </div>
        <Targets/>
        <HealthCheck/>
        <Attributes/>
    }
}

/// The port of targets that name none. AWS never changes it: a group in use is made again.
#[component]
fn PortOfTargets() -> impl IntoView {
    let shown = use_shown();
    let instead = RwSignal::new(None::<Change>);
    let turn = RwSignal::new(0);
    let value = Signal::derive(move || shown.text("/port"));
    let commit = Callback::new(move |text: String| {
        instead.set(None);
        if text.is_empty() {
            return shown.remove("the port", "/port");
        }
        let to = read::port(&text)?;
        shown
            .set("the port", "/port", to.clone())
            .inspect_err(|_| instead.set(Some(Change::set(&shown.id(), "/port", to))))
    });
    let make_again = move |()| {
        if let Some(change) = instead.get_untracked() {
            shown.desk.apply(format!("Make {} again with another port", shown.name()), vec![change]);
            instead.set(None);
            // The field begins anew: what it said was about the port before.
            turn.update(|turn| *turn += 1);
        }
    };
    view! {
        {move || {
            turn.track();
            view! { <Field label="Port" value commit/> }
        }}
        <When holds=move || instead.with(Option::is_some)>
            <div class="field-act">
                <Button on_press=make_again>"Make it again with this port"</Button>
            </div>
        </When>
    }
}

/// Something of the group.
fn group<T: Default>(shown: Shown, of: impl Fn(&TargetGroup) -> T) -> T {
    match shown.resource.get().as_deref() {
        Some(Resource::TargetGroup(group)) => of(group),
        _ => T::default(),
    }
}

/// The things of the VPC of what is shown that fit, by name.
pub(super) fn named_in_vpc(shown: Shown, fits: impl Fn(&Resource) -> bool) -> Vec<(String, String)> {
    let routed = shown.desk.network();
    let network = &routed.network;
    let vpc = shown.text("/vpcId");
    let vpc_of = |id: &str, resource: &Resource| match resource {
        Resource::Subnet(subnet) => subnet.vpc_id.as_ref().map(ToString::to_string),
        Resource::LoadBalancer(balancer) => balancer.vpc_id.as_ref().map(ToString::to_string),
        Resource::Instance(_) => {
            let first = network.instances.get(id).and_then(|node| node.interfaces.first());
            first.and_then(|id| network.interfaces.get(id)?.vpc.as_ref().map(ToString::to_string))
        }
        // What stands in no VPC fits everywhere.
        _ => Some(vpc.clone()),
    };
    let document = &network.document;
    let all = document.resources.iter().filter(|(id, resource)| {
        fits(resource) && (vpc.is_empty() || vpc_of(id.as_str(), resource).as_deref() == Some(vpc.as_str()))
    });
    let mut named: Vec<(String, String)> =
        all.map(|(id, _)| (id.to_string(), document.display_name(id.as_str()).to_owned())).collect();
    named.order_by_key(|(id, name)| (name.clone(), id.clone()));
    named
}

/// The load balancers that forward to it.
#[component]
fn LeadTo() -> impl IntoView {
    let shown = use_shown();
    let ids = Memo::new(move |_| {
        let routed = shown.desk.network();
        let node = routed.network.target_groups.get(&shown.id());
        node.map(|node| node.load_balancers.iter().map(ToString::to_string).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    view! {
        <Line label="Behind">
            {move || match ids.get() {
                ids if ids.is_empty() => view! { <span class="quiet">"no load balancer yet"</span> }.into_any(),
                ids => ids.into_iter().map(|id| view! { <Link to=id/>" " }).collect_view().into_any(),
            }}
        </Line>
    }
}

/// Who answers: each with its port and its health, and one more to choose.
#[component]
fn Targets() -> impl IntoView {
    let shown = use_shown();
    let rows = Memo::new(move |_| {
        group(shown, |group| group.targets.keys().map(ToString::to_string).collect::<Vec<_>>())
    });
    let joined = Memo::new(move |_| {
        let routed = shown.desk.network();
        let node = routed.network.target_groups.get(&shown.id());
        let all = node.map(|node| node.auto_scaling_groups.clone()).unwrap_or_default();
        all.iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    let is_by_address = move || group(shown, |group| group.target_type == "ip");
    let adding = RwSignal::new(false);
    let add_address = Callback::new(move |text: String| {
        let address: std::net::IpAddr =
            text.parse().map_err(|_| format!("\"{text}\" is no address. Write it as in 10.0.10.5."))?;
        let row = format!("/targets/{}", shown.desk.row_id("t"));
        shown.set("the targets", &row, json!({"id": address.to_string()}))?;
        adding.set(false);
        Ok(())
    });
    let choices = Signal::derive(move || {
        let (wanted, taken) = group(shown, |group| {
            let taken: Vec<String> = group
                .targets
                .values()
                .filter_map(|target| target.id.as_ref().map(ToString::to_string))
                .collect();
            (group.target_type.clone(), taken)
        });
        let all = named_in_vpc(shown, |resource| match resource {
            Resource::Instance(_) => wanted == "instance",
            Resource::Function(_) => wanted == "lambda",
            Resource::LoadBalancer(own) => {
                wanted == "alb" && own.kind() == Some(LoadBalancerKind::Application)
            }
            _ => false,
        });
        let free =
            all.into_iter().filter(|(id, _)| !taken.contains(id)).map(|(id, name)| Choice::new(id, name));
        std::iter::once(Choice::new("", "Add a target…")).chain(free).collect::<Vec<_>>()
    });
    let add = move |id: String| {
        if !id.is_empty() {
            shown.desk.connect(shown.id().as_str(), &id);
        }
    };
    view! {
        <Section title="Targets">
            <Each keys=rows row=move |row: String| view! { <OneTarget row/> }.into_any()/>
            <ul class="plain-list">
                <Each keys=joined row=|id: String| view! { <li class="link-row"><span>"the instances of "<Link to=id/></span></li> }.into_any()/>
            </ul>
            <When holds=move || rows.with(Vec::is_empty) && joined.with(Vec::is_empty)>
                <p class="quiet-text">"It has no target, so nobody answers. Connect it to one."</p>
            </When>
            <When holds=move || choices.with(|choices| choices.len() > 1)>
                <Select label="Add a target" value="" choices on_choose=add/>
            </When>
            <When holds=is_by_address>
                <When
                    holds=move || adding.get()
                    otherwise=move || view! {
                        <Button kind=ButtonKind::Link sign="plus" on_press=move |()| adding.set(true)>"Add an address"</Button>
                    }
                >
                    <Field label="Address" hide_label=true value="" placeholder="10.0.10.5" commit=add_address/>
                </When>
            </When>
        </Section>
    }
}

/// One target: what it is, its port, its health.
#[component]
fn OneTarget(
    /// Its row.
    row: String,
) -> impl IntoView {
    let shown = use_shown();
    let at = StoredValue::new(format!("/targets/{row}"));
    let path = move |field: &str| at.with_value(|at| format!("{at}/{field}"));
    let id = Memo::new(move |_| shown.text(&path("id")));
    let is_drawn = Memo::new(move |_| shown.desk.document().resource(&id.get()).is_some());
    let port = Signal::derive(move || shown.text(&path("port")));
    let usual = Signal::derive(move || shown.text("/port"));
    let commit = Callback::new(move |text: String| {
        let path = path("port");
        if text.is_empty() {
            shown.remove("the port", &path)
        } else {
            shown.set("the port", &path, read::port(&text)?)
        }
    });
    let health = Signal::derive(move || shown.text(&path("targetHealth/state")));
    let states = Signal::derive(move || {
        let mut all: Vec<Choice> =
            [("", "as drawn"), ("healthy", "healthy"), ("unhealthy", "unhealthy"), ("draining", "draining")]
                .map(|(value, text)| Choice::new(value, text))
                .to_vec();
        let current = health.get();
        if all.iter().all(|choice| choice.value != current) {
            all.push(Choice::new(current.clone(), current));
        }
        all
    });
    let choose = move |state: String| {
        if state.is_empty() {
            shown.remove_or_say("the health", &path("targetHealth"));
        } else {
            shown.set_or_say("the health", &path("targetHealth"), json!({"state": state}));
        }
    };
    let name = Signal::derive(move || shown.desk.name(&id.get()));
    view! {
        <div class="target-row">
            {move || if is_drawn.get() {
                view! { <Link to=id.get()/> }.into_any()
            } else {
                view! { <code class="code-text">{id.get()}</code> }.into_any()
            }}
            <Field label=Signal::derive(move || format!("Port of {}", name.get())) hide_label=true value=port placeholder=usual commit/>
            <Select label=Signal::derive(move || format!("Health of {}", name.get())) value=health choices=states on_choose=choose/>
            <IconButton sign="close" class="small" label=Signal::derive(move || format!("Remove {}", name.get())) on_press=move |()| shown.remove_or_say("a target", &at.get_value())/>
        </div>
    }
}

/// How it checks its targets.
#[component]
fn HealthCheck() -> impl IntoView {
    let shown = use_shown();
    let by_path = move || {
        let written = shown.text("/healthCheckProtocol");
        let protocol = if written.is_empty() { shown.text("/protocol") } else { written };
        protocol.starts_with("HTTP")
            || group(shown, |group| matches!(group.target_type.as_str(), "lambda" | "alb"))
    };
    view! {
        <Section title="Health check">
            <div class="settings">
                <SwitchSetting label="Check the health of targets" path="/healthCheckEnabled" default=true/>
                <ChoiceSetting label="Asks by" path="/healthCheckProtocol" default="" choices=&[
                    ("", "the usual protocol"), ("HTTP", "HTTP"), ("HTTPS", "HTTPS"), ("TCP", "TCP"),
                ]/>
                <Setting label="On port" path="/healthCheckPort" read=port_of_check placeholder="traffic-port"/>
                <When holds=by_path>
                    <Setting label="Path" path="/healthCheckPath" read=path_of_check placeholder="/"/>
                    <Setting label="Healthy answers" path="/matcher/httpCode" read=read::text placeholder="200"/>
                </When>
                <Setting label="Every" path="/healthCheckIntervalSeconds" read=read::count placeholder="30 seconds"/>
                <Setting label="Waits" path="/healthCheckTimeoutSeconds" read=read::count placeholder="5 seconds"/>
                <Setting label="Healthy after" path="/healthyThresholdCount" read=read::count placeholder="5 in a row"/>
                <Setting label="Unhealthy after" path="/unhealthyThresholdCount" read=read::count placeholder="2 in a row"/>
            </div>
        </Section>
    }
}

/// The attributes that decide about packets, and those that people look for.
#[component]
fn Attributes() -> impl IntoView {
    let shown = use_shown();
    let protocol = Memo::new(move |_| shown.text("/protocol"));
    let is_of_network = move || {
        protocol.with(|word| matches!(word.as_str(), "TCP" | "TLS" | "UDP" | "TCP_UDP" | "QUIC" | "TCP_QUIC"))
    };
    // Nobody can switch it off for these (R-NLB-4, R-NLB-15).
    let can_choose = move || {
        is_of_network()
            && protocol.with(|word| matches!(word.as_str(), "TCP" | "TLS"))
            && group(shown, |group| group.target_type != "alb")
    };
    let by_default = move || group(shown, |group| group.target_type == "instance");
    view! {
        <Section title="Attributes">
            <div class="settings">
                <ChoiceSetting label="Other zones" path="/attributes/load_balancing.cross_zone.enabled" default="use_load_balancer_configuration" choices=&[
                    ("use_load_balancer_configuration", "as the load balancer says"), ("true", "targets of all zones"), ("false", "of the own zone only"),
                ]/>
                <When holds=can_choose>
                    {move || view! {
                        <EnableSetting label="Targets see the client's address" path="/attributes/preserve_client_ip.enabled" default=by_default() words=("true", "false")/>
                    }}
                </When>
                <EnableSetting label="A client stays with its target" path="/attributes/stickiness.enabled" words=("true", "false")/>
                <Setting label="Lets go after" path="/attributes/deregistration_delay.timeout_seconds" read=seconds placeholder="300 seconds"/>
            </div>
        </Section>
    }
}

/// An attribute is text, and this one a number of seconds.
fn seconds(text: &str) -> Result<serde_json::Value, String> {
    match text.parse::<u32>() {
        Ok(number) if number <= 3600 => Ok(json!(number.to_string())),
        _ => Err(format!("\"{text}\" is no such time. Write seconds from 0 to 3600.")),
    }
}

fn port_of_check(text: &str) -> Result<serde_json::Value, String> {
    if text == "traffic-port" {
        return Ok(json!(text));
    }
    read::port(text).map(|_| json!(text))
}

fn path_of_check(text: &str) -> Result<serde_json::Value, String> {
    if text.starts_with('/') {
        return Ok(json!(text));
    }
    Err(format!("\"{text}\" is no path. Begin it with a slash."))
}
