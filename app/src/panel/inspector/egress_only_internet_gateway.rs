use super::gateway_vpc::GatewayVpc;
use leptos::prelude::*;

/// An egress-only internet gateway, and the VPC that it is attached to.
#[component]
pub(super) fn EgressOnlyInternetGatewayInspector() -> impl IntoView {
    view! { <GatewayVpc note="IPv6 leaves through it and only answers come back."/> }
}
