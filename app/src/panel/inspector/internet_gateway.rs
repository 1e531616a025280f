use super::edge_table::EdgeTable;
use super::gateway_vpc::GatewayVpc;
use leptos::prelude::*;

/// An internet gateway, and the VPC that it is attached to.
#[component]
pub(super) fn InternetGatewayInspector() -> impl IntoView {
    view! {
        <GatewayVpc note="Subnets with a route to it are public. A route alone is not enough: what answers needs a public address."/>
        <EdgeTable/>
    }
}
