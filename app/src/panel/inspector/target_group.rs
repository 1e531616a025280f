use super::read;
use super::setting::{ChoiceSetting, Setting, SwitchSetting};
use leptos::prelude::*;

/// A target group: how it speaks to its targets, and how it checks them.
#[component]
pub(super) fn TargetGroupInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <ChoiceSetting label="Targets" path="/targetType" default="instance" choices=&[
                ("instance", "instances"), ("ip", "addresses"), ("lambda", "a function"), ("alb", "an Application Load Balancer"),
            ]/>
            <ChoiceSetting label="Protocol" path="/protocol" default="" choices=&[
                ("", "none"), ("HTTP", "HTTP"), ("HTTPS", "HTTPS"), ("TCP", "TCP"), ("TLS", "TLS"), ("UDP", "UDP"),
                ("TCP_UDP", "TCP and UDP"), ("GENEVE", "GENEVE"),
            ]/>
            <Setting label="Port" path="/port" read=read::port/>
            <SwitchSetting label="Check the health of targets" path="/healthCheckEnabled" default=true/>
            <Setting label="Path of the check" path="/healthCheckPath" read=read::text placeholder="/"/>
            <Setting label="Port of the check" path="/healthCheckPort" read=read::text placeholder="traffic-port"/>
        </div>
    }
}
