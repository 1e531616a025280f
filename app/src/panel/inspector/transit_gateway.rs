use super::read;
use super::setting::{ChoiceSetting, Setting};
use leptos::prelude::*;

/// The words of an option, the usual one first.
const ON: &[(&str, &str)] = &[("enable", "on"), ("disable", "off")];
const OFF: &[(&str, &str)] = &[("disable", "off"), ("enable", "on")];

/// What a transit gateway does by itself.
#[component]
pub(super) fn TransitGatewayInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <Setting label="Region" path="/region" read=read::text placeholder="none"/>
            <ChoiceSetting label="Default association" path="/options/defaultRouteTableAssociation" default="enable" choices=ON/>
            <ChoiceSetting label="Default propagation" path="/options/defaultRouteTablePropagation" default="enable" choices=ON/>
            <ChoiceSetting label="VPN ECMP" path="/options/vpnEcmpSupport" default="enable" choices=ON/>
            <ChoiceSetting label="Security group referencing" path="/options/securityGroupReferencingSupport" default="disable" choices=OFF/>
        </div>
    }
}

/// What an attachment of a transit gateway does.
#[component]
pub(super) fn TransitGatewayAttachmentInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <Setting label="Transit gateway" path="/transitGatewayId" read=read::text placeholder="none"/>
            <Setting label="Attached" path="/resourceId" read=read::text placeholder="nothing"/>
            <ChoiceSetting label="Appliance mode" path="/options/applianceModeSupport" default="disable" choices=OFF/>
            <ChoiceSetting label="Security group referencing" path="/options/securityGroupReferencingSupport" default="enable" choices=ON/>
        </div>
    }
}

/// A route table of a transit gateway.
#[component]
pub(super) fn TransitGatewayRouteTableInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <Setting label="Transit gateway" path="/transitGatewayId" read=read::text placeholder="none"/>
        </div>
    }
}
