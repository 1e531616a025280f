//! The inspector: settings, tables and findings of what is selected. One file per resource, and what
//! several of them share.

mod account;
mod action;
mod address_list;
mod auto_scaling_group;
mod block_rows;
mod check_list;
mod connect_peer;
mod container;
mod customer_gateway;
mod dns;
mod drawn_line;
mod edge_table;
mod egress_only_internet_gateway;
mod elastic_ip;
mod endpoint_connections;
mod endpoint_policy;
mod entry_mover;
mod entry_row;
mod findings_here;
mod flow_log;
mod flow_log_draft;
mod further_vpcs;
mod gateway_load_balancer_endpoint;
mod gateway_vpc;
mod group_list;
mod health_check;
mod hub_members;
mod hub_routes;
mod identity;
mod inside;
mod instance;
mod interface_card;
mod interface_endpoint;
mod internet_gateway;
mod ipam_pool;
mod line;
mod line_rows;
mod link_list;
mod load_balancer;
mod managed_prefix_list;
mod managed_service;
mod multicast_domain;
mod name_line;
mod nat_gateway;
mod network_acl;
mod network_firewall;
mod network_interface;
mod network_rows;
mod new_row;
mod note;
mod nothing;
mod on_premises_host;
mod on_premises_site;
mod one;
mod own_range;
mod peering;
mod public_access;
mod read;
mod region;
mod resource_share;
mod route_choices;
mod route_edit;
mod route_line;
mod route_row;
mod route_table;
mod routes;
mod rule_row;
mod rule_table;
mod security_group;
mod service;
mod setting;
mod several;
mod shown;
mod shown_routes;
mod site_line;
mod subnet;
mod tags;
mod target_group;
mod target_line;
mod text_list;
mod transit_gateway;
mod transit_gateway_attachment;
mod transit_gateway_route_table;
mod vpc;
mod vpc_endpoint;
mod vpc_endpoint_service;
mod vpn_connection;
mod vpn_gateway;
mod what_if;
mod who_learns_what;

use super::desk::use_desk;
use crate::demand::OnDemand;
use crate::ui::focus_by_id;
use leptos::prelude::*;
use netyard_editor::Effect;

/// The id of the inspector; Mod+Enter on the canvas leads here.
pub(crate) const INSPECTOR_ID: &str = "inspector";

/// The inspector panel.
#[component]
pub(crate) fn Inspector() -> impl IntoView {
    let desk = use_desk();
    desk.store.listen(|effect| {
        if let Effect::OpenInspectorOn(_) = effect {
            focus_by_id("inspector-name");
        }
    });
    let part = desk.store.demand.inspector;
    view! {
        <div class="inspector" id=INSPECTOR_ID tabindex="-1">
            <OnDemand part name="The inspector"/>
        </div>
    }
}

/// What the inspector shows of what is selected.
pub(crate) fn content() -> AnyView {
    let desk = use_desk();
    let content = move || {
        let mut keys = desk.selection();
        match keys.len() {
            0 => view! { <nothing::Nothing/> }.into_any(),
            1 => view! { <one::One id=keys.remove(0)/> }.into_any(),
            _ => view! { <several::Several ids=keys/> }.into_any(),
        }
    };
    content.into_any()
}
