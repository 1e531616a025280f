use super::check_list::CheckList;
use super::read;
use super::setting::{ChoiceSetting, Setting, SwitchSetting};
use super::shown::use_shown;
use crate::ui::Section;
use leptos::prelude::*;
use netyard_core::model::Resource;

/// An endpoint service: its load balancers, its name, who has to accept.
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
            <CheckList all=balancers path what="the load balancers" none="No load balancer of this kind is drawn yet."/>
        </Section>
    }
}
