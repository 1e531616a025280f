use super::address_list::BlockList;
use super::inside::Things;
use super::on_premises_host::address;
use super::read;
use super::routes::Routes;
use super::setting::Setting;
use super::shown::{Shown, use_shown};
use super::who_learns_what::WhoLearnsWhat;
use leptos::prelude::*;
use netyard_core::model::{Resource, ResourceId};
use netyard_core::net::Family;
use netyard_editor::field::read_cidr_of;
use serde_json::Value;

/// A site: its networks, what its router knows, its DNS servers, hosts and gateways.
#[component]
pub(super) fn OnPremisesSiteInspector() -> impl IntoView {
    let shown = use_shown();
    view! {
        <div class="section settings">
            <BlockList label="Network" more_label="Further network" path="/cidrBlocks" read=read::ipv4_block add="Add a network" placeholder="192.168.0.0/24"/>
            <BlockList label="IPv6 network" more_label="Further IPv6" path="/ipv6CidrBlocks" read=ipv6_network add="Add an IPv6 network" placeholder="2001:db8:77::/48"/>
            <Setting label="Public IP" path="/publicIp" read=read::ipv4_address placeholder="none: no way to the internet"/>
            <BlockList label="DNS server" more_label="Further server" path="/dnsServers" read=address add="Add a DNS server" placeholder="192.168.0.53"/>
        </div>
        <Routes table=shown.id().to_string() note=""/>
        <WhoLearnsWhat of=shown.id().to_string()/>
        <Things title="Hosts" ids=belonging(shown, true) none="None yet. Drop an on-premises host on it."/>
        <Things title="Customer gateways" ids=belonging(shown, false) none="None yet. Connect the site with a gateway (C)."/>
    }
}

/// The hosts of the site, or its customer gateways.
fn belonging(shown: Shown, hosts: bool) -> Signal<Vec<String>> {
    Signal::derive(move || {
        let document = shown.desk.document();
        let id = shown.id();
        let site = |resource: &Resource| -> Option<ResourceId> {
            match resource {
                Resource::OnPremisesHost(host) if hosts => host.on_premises_site_id.clone(),
                Resource::CustomerGateway(gateway) if !hosts => gateway.on_premises_site_id.clone(),
                _ => None,
            }
        };
        let own = document.resources.iter().filter(|(_, resource)| site(resource).as_ref() == Some(&id));
        own.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    })
}

/// An IPv6 network of any length.
fn ipv6_network(text: &str) -> Result<Value, String> {
    read_cidr_of(Family::Ipv6, text).map(|net| Value::String(net.to_string()))
}
