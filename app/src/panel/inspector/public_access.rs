use super::inside::Things;
use super::line::Line;
use super::route_table::OwnerAt;
use super::setting::ChoiceSetting;
use super::shown::use_shown;
use crate::ui::When;
use leptos::prelude::*;
use netyard_core::model::Resource;

/// What VPC Block Public Access stops in a Region.
#[component]
pub(super) fn PublicAccessInspector() -> impl IntoView {
    let shown = use_shown();
    let exclusions = Signal::derive(move || {
        let document = shown.desk.document();
        let is_one = |resource: &Resource| matches!(resource, Resource::VpcBlockPublicAccessExclusion(_));
        let all = document.resources.iter().filter(|(_, resource)| is_one(resource));
        all.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    view! {
        <div class="section settings">
            <Line label="Region">{move || shown.text("/region")}</Line>
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
        <Things title="Exclusions" ids=exclusions none="None. Drop an exclusion on a VPC or subnet."/>
    }
}

/// A VPC or subnet that is spared.
#[component]
pub(super) fn ExclusionInspector() -> impl IntoView {
    let shown = use_shown();
    let is_subnet = move || !shown.text("/subnetId").is_empty();
    view! {
        <div class="section settings">
            <Line label="Spares">
                <When holds=is_subnet otherwise=|| view! { <OwnerAt path="/vpcId"/> }>
                    <OwnerAt path="/subnetId"/>
                </When>
            </Line>
            <ChoiceSetting
                label="Lets pass"
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

/// The exclusion of the shown VPC or subnet, where it has one.
#[component]
pub(super) fn SparedBy() -> impl IntoView {
    let shown = use_shown();
    let ids = Signal::derive(move || {
        let document = shown.desk.document();
        let id = shown.id();
        let spares = |resource: &Resource| {
            matches!(resource, Resource::VpcBlockPublicAccessExclusion(own)
                if own.vpc_id.as_ref() == Some(&id) || own.subnet_id.as_ref() == Some(&id))
        };
        let all = document.resources.iter().filter(|(_, resource)| spares(resource));
        all.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    view! { <Things title="Spared by Block Public Access" ids/> }
}
