use super::line::Line;
use super::read;
use super::route_table::Owner;
use super::setting::{ChoiceSetting, Setting};
use super::shown::use_shown;
use crate::ui::Section;
use leptos::prelude::*;

/// A Gateway Load Balancer endpoint: what stands behind it, and where it stands.
#[component]
pub(super) fn GatewayLoadBalancerEndpointInspector() -> impl IntoView {
    let shown = use_shown();
    let place = Memo::new(move |_| {
        let routed = shown.desk.network();
        let interface = routed.network.interface_of_inspection(&shown.id());
        let subnet = interface.and_then(|interface| interface.subnet.clone());
        subnet.map_or_else(|| "no subnet yet".to_owned(), |subnet| shown.desk.name(subnet.as_str()))
    });
    view! {
        <div class="section settings">
            <Line label="VPC"><Owner/></Line>
            <Line label="Subnet">{move || place.get()}</Line>
            <Setting label="Service" path="/serviceName" read=read::text placeholder="com.amazonaws.vpce.eu-west-1.vpce-svc-1"/>
            <ChoiceSetting label="State" path="/state" default="available" choices=&[
                ("available", "available"), ("pendingAcceptance", "waits to be accepted"), ("pending", "pending"),
                ("rejected", "rejected"), ("failed", "failed"), ("deleting", "deleting"), ("deleted", "deleted"),
            ]/>
        </div>
        <Section title="Routes">
            <p class="quiet-text">"Route tables lead packets to it. What comes back leaves it by the route table of its own subnet."</p>
        </Section>
    }
}
