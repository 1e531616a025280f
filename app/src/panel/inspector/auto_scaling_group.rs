use super::read;
use super::setting::{ChoiceSetting, Setting};
use leptos::prelude::*;

/// An Auto Scaling group: how many instances there are, and whom it asks about their health.
#[component]
pub(super) fn AutoScalingGroupInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <Setting label="Fewest" path="/minSize" read=read::count placeholder="0"/>
            <Setting label="Desired" path="/desiredCapacity" read=read::count placeholder="the fewest"/>
            <Setting label="Most" path="/maxSize" read=read::count placeholder="the fewest"/>
            <ChoiceSetting label="Health check" path="/healthCheckType" default="EC2" choices=&[
                ("EC2", "of the instance"), ("ELB", "of the load balancer"),
            ]/>
        </div>
    }
}
