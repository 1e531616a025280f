use super::read;
use super::setting::{ChoiceSetting, Setting};
use leptos::prelude::*;

/// A range of public addresses of one's own.
#[component]
pub(super) fn OwnRangeInspector() -> impl IntoView {
    view! {
        <div class="section settings">
            <Setting label="Range" path="/cidr" read=read::block placeholder="203.0.113.0/24"/>
            <ChoiceSetting label="State" path="/state" default="advertised" choices=&[
                ("advertised", "Advertised"),
                ("provisioned", "Provisioned, not advertised"),
                ("pending-advertising", "Advertising is pending"),
                ("pending-withdrawal", "Withdrawal is pending"),
                ("deprovisioned", "Deprovisioned"),
            ]/>
            <Setting label="Border group" path="/networkBorderGroup" read=read::text placeholder="the Region"/>
            <Setting label="Description" path="/description" read=read::text placeholder="what it is for"/>
        </div>
    }
}
