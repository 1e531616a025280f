use super::read;
use super::setting::{ChoiceSetting, Setting, SwitchSetting};
use super::shown::use_shown;
use crate::ui::{Checkbox, Each, Section, When};
use leptos::prelude::*;
use netyard_core::model::Resource;
use serde_json::json;

/// An endpoint service: its load balancers, its name, who has to accept.
#[component]
pub(super) fn VpcEndpointServiceInspector() -> impl IntoView {
    let shown = use_shown();
    let is_gateway = Memo::new(move |_| shown.text("/serviceType") == "GatewayLoadBalancer");
    let path = move || {
        if is_gateway.get() { "/gatewayLoadBalancerArns" } else { "/networkLoadBalancerArns" }
    };
    let balancers = Memo::new(move |_| {
        let wanted = if is_gateway.get() { "gateway" } else { "network" };
        let routed = shown.desk.network();
        let all = routed.network.document.resources.iter();
        let fitting = all.filter(|(_, resource)| {
            matches!(resource.as_ref(), Resource::LoadBalancer(balancer) if balancer.load_balancer_type == wanted)
        });
        fitting.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    let chosen = Memo::new(move |_| shown.list(path()));
    view! {
        <div class="section settings">
            <ChoiceSetting label="Offers" path="/serviceType" default="Interface" choices=&[
                ("Interface", "a Network Load Balancer"), ("GatewayLoadBalancer", "a Gateway Load Balancer"),
            ]/>
            <Setting label="Full name" path="/serviceName" read=read::text placeholder="com.amazonaws.vpce.eu-west-1.vpce-svc-1"/>
            <ChoiceSetting label="State" path="/serviceState" default="Available" choices=&[
                ("Available", "available"), ("Pending", "pending"), ("Deleting", "deleting"), ("Deleted", "deleted"), ("Failed", "failed"),
            ]/>
            <SwitchSetting label="Endpoints have to be accepted" path="/acceptanceRequired" default=true/>
            <Setting label="Private name" path="/privateDnsName" read=read::text/>
        </div>
        <Section title="Load balancers">
            <div class="stack">
                <Each keys=balancers row=move |text: String| {
                    let wanted = text.clone();
                    let name = { let id = text.clone(); Signal::derive(move || shown.desk.name(&id)) };
                    let checked = Signal::derive(move || chosen.with(|chosen| chosen.contains(&wanted)));
                    let change = move |on: bool| {
                        let mut all = chosen.get_untracked();
                        all.retain(|other| *other != text);
                        if on {
                            all.push(text.clone());
                        }
                        let path = if is_gateway.get_untracked() { "/gatewayLoadBalancerArns" } else { "/networkLoadBalancerArns" };
                        shown.set_or_say("the load balancers", path, json!(all));
                    };
                    view! { <Checkbox label=name checked on_change=change/> }.into_any()
                }/>
            </div>
            <When holds=move || balancers.with(Vec::is_empty)>
                <p class="quiet-text">"No load balancer of this kind is drawn yet."</p>
            </When>
        </Section>
    }
}
