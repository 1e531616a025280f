use super::check_list::CheckList;
use super::endpoint_policy::EndpointPolicy;
use super::gateway_load_balancer_endpoint::GatewayLoadBalancerEndpointInspector;
use super::interface_endpoint::InterfaceEndpointInspector;
use super::line::Line;
use super::route_table::Owner;
use super::setting::ChoiceSetting;
use super::shown::use_shown;
use crate::ui::{Choice, Section, Select};
use leptos::prelude::*;
use netyard_core::model::reserved::GatewayService;

/// An endpoint, by its type.
#[component]
pub(super) fn VpcEndpointInspector() -> impl IntoView {
    let shown = use_shown();
    let kind = Memo::new(move |_| shown.text("/vpcEndpointType"));
    move || match kind.get().as_str() {
        "Interface" | "Resource" | "ServiceNetwork" => view! { <InterfaceEndpointInspector/> }.into_any(),
        "GatewayLoadBalancer" => view! { <GatewayLoadBalancerEndpointInspector/> }.into_any(),
        _ => view! { <GatewayEndpoint/> }.into_any(),
    }
}

/// A gateway endpoint: its service, and the route tables that hold its route.
#[component]
fn GatewayEndpoint() -> impl IntoView {
    let shown = use_shown();
    let tables = Memo::new(move |_| {
        let routed = shown.desk.network();
        let vpc = routed.network.endpoints.get(&shown.id()).and_then(|node| node.vpc.clone());
        vpc.and_then(|vpc| routed.network.vpcs.get(&vpc))
            .map(|vpc| vpc.route_tables.iter().map(ToString::to_string).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    view! {
        <div class="section settings">
            <Line label="VPC"><Owner/></Line>
            <Service/>
            <ChoiceSetting label="State" path="/state" default="available" choices=&[
                ("pending", "pending"), ("available", "available"), ("deleting", "deleting"), ("deleted", "deleted"), ("failed", "failed"),
            ]/>
        </div>
        <Section title="Route tables">
            <CheckList all=tables path="/routeTableIds" what="the route tables" none="The VPC has no route table yet. Draw one, then choose it here."/>
            <p class="quiet-text">"Each chosen table gets a route to the service's addresses by itself."</p>
        </Section>
        <EndpointPolicy/>
    }
}

/// The service, in the Region that the endpoint names.
#[component]
fn Service() -> impl IntoView {
    let shown = use_shown();
    let value = Signal::derive(move || shown.text("/serviceName"));
    let choices = Signal::derive(move || {
        let current = value.get();
        let region = current.split('.').nth(2).unwrap_or("eu-west-1").to_owned();
        let mut choices: Vec<Choice> = GatewayService::ALL
            .into_iter()
            .map(|service| Choice::new(format!("com.amazonaws.{region}.{}", service.word()), service.label()))
            .collect();
        if choices.iter().all(|choice| choice.value != current) {
            choices.push(Choice::new(current.clone(), current));
        }
        choices
    });
    view! {
        <div class="field">
            <label class="field-label" for="endpoint-service">"Service"</label>
            <Select label="Service" id="endpoint-service" value choices on_choose=move |to: String| shown.set_or_say("the service", "/serviceName", to)/>
        </div>
    }
}
