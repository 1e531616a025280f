use super::read;
use super::setting::{ChoiceSetting, Setting};
use leptos::prelude::*;

/// What VPC Block Public Access stops in a Region.
#[component]
pub(super) fn PublicAccessInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <Setting label="Region" path="/region" read=read::text placeholder="none"/>
            <ChoiceSetting
                label="Stops"
                path="/internetGatewayBlockMode"
                default="off"
                choices=&[
                    ("off", "nothing"),
                    ("block-ingress", "connections from the internet"),
                    ("block-bidirectional", "both directions"),
                ]
            />
            <p class="quiet-text">"It holds for every VPC of the Region that has no exclusion."</p>
        </div>
    }
}

/// A VPC or subnet that is spared.
#[component]
pub(super) fn ExclusionInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <Setting label="VPC" path="/vpcId" read=read::text placeholder="none"/>
            <Setting label="Subnet" path="/subnetId" read=read::text placeholder="none"/>
            <ChoiceSetting
                label="Spares"
                path="/internetGatewayExclusionMode"
                default=""
                choices=&[
                    ("allow-egress", "connections to the internet"),
                    ("allow-bidirectional", "both directions"),
                ]
            />
        </div>
    }
}
