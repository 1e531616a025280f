use super::flow_log::WatchedBy;
use super::interface_card::Alone;
use leptos::prelude::*;

/// A network interface: where it is, its addresses and groups.
#[component]
pub(super) fn NetworkInterfaceInspector() -> impl IntoView {
    view! {
        <Alone/>
        <WatchedBy/>
    }
}
