use super::action::Link;
use super::line::Line;
use super::read;
use super::setting::{ChoiceSetting, Setting};
use super::shown::use_shown;
use leptos::prelude::*;

/// A NAT gateway: where it stands, what it translates to.
#[component]
pub(super) fn NatGatewayInspector() -> impl IntoView {
    let shown = use_shown();
    let subnet = Memo::new(move |_| shown.text("/subnetId"));
    let public = Memo::new(move |_| {
        let routed = shown.desk.network();
        let node = routed.network.nat_gateways.get(&shown.id())?;
        Some((node.public_ip?.to_string(), node.elastic_ip.as_ref()?.to_string()))
    });
    view! {
        <div class="section settings">
            <Line label="Subnet">
                {move || match subnet.get() {
                    id if id.is_empty() => view! { <span class="quiet">"none"</span> }.into_any(),
                    id => view! { <Link to=id/> }.into_any(),
                }}
            </Line>
            <ChoiceSetting label="Kind" path="/connectivityType" default="public" choices=&[("public", "public"), ("private", "private")]/>
            <Line label="Public IP">
                {move || match public.get() {
                    Some((address, id)) => view! { {address}" of "<Link to=id/> }.into_any(),
                    None => view! { <span class="quiet">"none"</span> }.into_any(),
                }}
            </Line>
            <Setting label="Address" path="/privateIp" read=read::ipv4_address placeholder="the first free one"/>
            <ChoiceSetting label="State" path="/state" default="available" choices=&[
                ("pending", "pending"), ("available", "available"), ("failed", "failed"), ("deleting", "deleting"), ("deleted", "deleted"),
            ]/>
        </div>
    }
}
