use super::action::{AddIpv6, Link};
use super::flow_log::WatchedBy;
use super::inside::Things;
use super::line::Line;
use super::network_acl::EntryTable;
use super::public_access::SparedBy;
use super::read;
use super::routes::Routes;
use super::setting::{Setting, SwitchSetting};
use super::shown::use_shown;
use crate::panel::words::{grouped, name_of};
use crate::ui::Section;
use ipnet::IpNet;
use leptos::prelude::*;
use netyard_core::routing::{RoutedNetwork, Target};
use netyard_core::topology::{Source, SubnetNode};

/// Addresses of a subnet that AWS keeps for itself (R-SUB-3).
const KEPT_BY_AWS: u64 = 5;

/// A subnet: its range and zone, what it is, its routes, its ACL, what is inside.
#[component]
pub(super) fn SubnetInspector() -> impl IntoView {
    let shown = use_shown();
    let id = StoredValue::new(shown.id());
    let inside = Signal::derive(move || {
        let routed = shown.desk.network();
        id.with_value(|id| routed.network.subnets.get(id).map(|node| inside_of(&routed, node)))
            .unwrap_or_default()
    });
    view! {
        <div class="section settings">
            <Setting label="IPv4 range" path="/cidrBlock" read=read::ipv4_block placeholder="10.0.0.0/24"/>
            <Setting label="IPv6 range" path="/ipv6CidrBlock" read=read::ipv6_block_of_subnet placeholder="none"/>
            <AddIpv6 path="/ipv6CidrBlock"/>
            <Setting label="Zone" path="/availabilityZone" read=read::zone placeholder="eu-west-1a"/>
            <Setting label="Outpost" path="/outpostArn" read=read::text placeholder="none"/>
            <Line label="Addresses">{move || free_addresses(&shown.desk.network(), &id.get_value())}</Line>
            <Line label="Kind"><Kind/></Line>
            <SwitchSetting label="New interfaces get a public address" path="/mapPublicIpOnLaunch"/>
            <SwitchSetting label="New interfaces get an IPv6 address" path="/assignIpv6AddressOnCreation"/>
            <SwitchSetting label="Names with IPv4 only give NAT64 addresses (DNS64)" path="/enableDns64"/>
        </div>
        <SubnetRoutes/>
        <SubnetAcl/>
        <Things title="Inside" ids=inside none="Nothing yet."/>
        <WatchedBy/>
        <SparedBy/>
    }
}

/// Public or private, and why.
#[component]
fn Kind() -> impl IntoView {
    let shown = use_shown();
    let kind = Memo::new(move |_| {
        let routed = shown.desk.network();
        kind_of_subnet(&routed, &shown.id())
    });
    view! {
        <span class=move || match kind.get().0 {
            Some(true) => "kind kind-public",
            Some(false) => "kind kind-private",
            None => "kind",
        }>
            {move || match kind.get().0 { Some(true) => "Public", Some(false) => "Private", None => "Not known" }}
        </span>
        " "
        <span class="quiet">{move || kind.get().1}</span>
    }
}

fn kind_of_subnet(routed: &RoutedNetwork, id: &netyard_core::model::ResourceId) -> (Option<bool>, String) {
    let subnet = routed.network.subnets.get(id);
    if subnet.is_some_and(|subnet| subnet.route_table == Source::Unknown) {
        return (None, "the import held no route tables".to_owned());
    }
    let Some(table) = subnet.and_then(|subnet| routed.table_of(subnet)) else {
        return (Some(false), "it has no routes".to_owned());
    };
    let gateway = table.routes.iter().find_map(|route| match &route.target {
        Target::InternetGateway(id) => Some(id.as_str()),
        _ => None,
    });
    match gateway {
        Some(gateway) => {
            (Some(true), format!("a route leads to {}", name_of(&routed.network.document, gateway)))
        }
        None => (Some(false), "no route to an internet gateway".to_owned()),
    }
}

fn inside_of(routed: &RoutedNetwork, node: &SubnetNode) -> Vec<String> {
    let mut ids: Vec<String> = node.nat_gateways.iter().map(ToString::to_string).collect();
    for interface in node.interfaces.iter().filter_map(|id| routed.network.interfaces.get(id)) {
        let id = interface.component().to_string();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// "249 free of 251"; AWS keeps the first four addresses and the last.
fn free_addresses(routed: &RoutedNetwork, id: &netyard_core::model::ResourceId) -> String {
    let Some(node) = routed.network.subnets.get(id) else { return String::new() };
    let Some(IpNet::V4(net)) = node.cidr else { return "no IPv4 range".to_owned() };
    let all = (1_u64 << (32 - u64::from(net.prefix_len()))).saturating_sub(KEPT_BY_AWS);
    let used: usize = node
        .interfaces
        .iter()
        .filter_map(|id| routed.network.interfaces.get(id))
        .map(|interface| {
            interface.addresses.iter().filter(|entry| IpNet::from(net).contains(&entry.private)).count()
        })
        .sum::<usize>()
        + node.nat_gateways.len();
    let count = |number: u64| grouped(usize::try_from(number).unwrap_or(usize::MAX));
    format!("{} free of {}", count(all.saturating_sub(used as u64)), count(all))
}

/// The effective routes of the subnet.
#[component]
fn SubnetRoutes() -> impl IntoView {
    let shown = use_shown();
    let source = Memo::new(move |_| {
        shown.desk.network().network.subnets.get(&shown.id()).map(|subnet| subnet.route_table.clone())
    });
    move || {
        match source.get() {
        Some(Source::Explicit(id)) => view! { <Routes table=id.to_string() note="own table"/> }.into_any(),
        Some(Source::Default(id)) => view! { <Routes table=id.to_string() note="the main table"/> }.into_any(),
        Some(Source::Implicit) => view! {
            <Section title="Routes" note="main table, not drawn">
                <p class="quiet-text">"Only the local routes that AWS makes. Drop a route table here to add others."</p>
            </Section>
        }
        .into_any(),
        Some(Source::Unknown) | None => view! {
            <Section title="Routes">
                <p class="quiet-text">"The routes are not known: the import held no route tables."</p>
            </Section>
        }
        .into_any(),
    }
    }
}

/// The network ACL at the border of the subnet.
#[component]
fn SubnetAcl() -> impl IntoView {
    let shown = use_shown();
    let source = Memo::new(move |_| {
        shown.desk.network().network.subnets.get(&shown.id()).map(|subnet| subnet.network_acl.clone())
    });
    move || match source.get() {
        Some(Source::Explicit(id) | Source::Default(id)) => view! {
            <EntryTable acl=id.to_string() egress=true brief=true/>
            <EntryTable acl=id.to_string() egress=false brief=true/>
            <p class="section-foot"><Link to=id.to_string()/></p>
        }
        .into_any(),
        Some(Source::Implicit) => view! {
            <Section title="Network ACL" note="default, not drawn">
                <p class="quiet-text">"It allows everything both ways."</p>
            </Section>
        }
        .into_any(),
        Some(Source::Unknown) | None => view! {
            <Section title="Network ACL">
                <p class="quiet-text">"Not known: the import held no network ACLs."</p>
            </Section>
        }
        .into_any(),
    }
}
