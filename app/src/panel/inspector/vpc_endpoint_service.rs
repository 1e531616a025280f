use super::check_list::CheckList;
use super::endpoint_connections::EndpointConnections;
use super::line::Line;
use super::read;
use super::setting::{ChoiceSetting, Setting, SwitchSetting};
use super::shown::{Shown, use_shown};
use super::text_list::TextList;
use crate::ui::Section;
use leptos::prelude::*;
use netyard_core::model::Resource;
use netyard_core::ordered::Order;

/// An endpoint service: its load balancers, its zones, its name, whom it allows and accepts.
#[component]
pub(super) fn VpcEndpointServiceInspector() -> impl IntoView {
    let shown = use_shown();
    let is_gateway = Memo::new(move |_| shown.text("/serviceType") == "GatewayLoadBalancer");
    let path = Signal::derive(move || {
        if is_gateway.get() { "/gatewayLoadBalancerArns" } else { "/networkLoadBalancerArns" }
    });
    let balancers = Memo::new(move |_| {
        let wanted = if is_gateway.get() { "gateway" } else { "network" };
        let routed = shown.desk.network();
        let all = routed.network.document.resources.iter();
        let fitting = all.filter(|(_, resource)| {
            matches!(resource.as_ref(), Resource::LoadBalancer(balancer) if balancer.load_balancer_type == wanted)
        });
        fitting.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    let zones = Memo::new(move |_| zones_of(shown));
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
            <ChoiceSetting label="Its domain" path="/privateDnsNameVerificationState" default="verified" choices=&[
                ("verified", "verified"), ("pendingVerification", "not verified yet"), ("failed", "failed"),
            ]/>
            <Line label="Zones">{move || zones.get()}</Line>
        </div>
        <Section title="Load balancers">
            <CheckList all=balancers path what="the load balancers" none="No load balancer of this kind is drawn yet."/>
        </Section>
        <EndpointConnections/>
        <TextList
            title="Allowed principals"
            path="/allowedPrincipals"
            one="principal"
            none="Its own account only."
            placeholder="111122223333, arn:aws:iam::… or *"
            read=principal
        />
    }
}

/// The zones in which its load balancers have nodes, else those that are written.
fn zones_of(shown: Shown) -> String {
    let routed = shown.desk.network();
    let network = &routed.network;
    let service = network.endpoint_services.get(&shown.id());
    let balancers = service.into_iter().flat_map(|service| &service.load_balancers);
    let nodes = balancers
        .filter_map(|id| network.managed_services.get(id))
        .flat_map(|balancer| &balancer.interfaces)
        .filter_map(|id| network.interfaces.get(id)?.subnet.as_ref())
        .filter_map(|id| network.subnets.get(id)?.zone.clone());
    let mut zones: Vec<String> = nodes.collect();
    if zones.is_empty() {
        zones = shown.list("/availabilityZones");
    }
    zones.order();
    zones.dedup();
    if zones.is_empty() { "none yet".to_owned() } else { zones.join(", ") }
}

/// An account, an ARN of IAM, or everybody.
fn principal(text: &str) -> Result<String, String> {
    let is_account = text.len() == 12 && text.chars().all(|letter| letter.is_ascii_digit());
    if is_account {
        return Ok(format!("arn:aws:iam::{text}:root"));
    }
    if text == "*" || text.starts_with("arn:") {
        return Ok(text.to_owned());
    }
    Err(format!("\"{text}\" is no principal. Write an account of twelve digits, an ARN of IAM, or *."))
}
