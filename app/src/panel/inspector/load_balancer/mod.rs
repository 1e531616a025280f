//! The inspector of a load balancer: its zones, groups and listeners, and of a classic one its instances.

mod listeners;
mod zones;

use super::line::Line;
use super::link_list::LinkList;
use super::read;
use super::route_table::Owner;
use super::setting::{ChoiceSetting, EnableSetting, Setting};
use super::shown::{Shown, use_shown};
use crate::ui::{Choice, Section, Select, When};
use leptos::prelude::*;
use listeners::Listeners;
use netyard_core::model::{LoadBalancerKind, NetworkInterface, Resource, ResourceId};
use netyard_editor::balancer::{with_groups, with_scheme};
use zones::Zones;

/// A load balancer of any kind.
#[component]
pub(super) fn LoadBalancerInspector() -> impl IntoView {
    let shown = use_shown();
    let kind = Memo::new(move |_| kind_of(shown));
    let is = move |wanted: LoadBalancerKind| kind.get() == Some(wanted);
    view! {
        <div class="section settings">
            <Line label="VPC"><Owner/></Line>
            <ChoiceSetting label="Kind" path="/loadBalancerType" default="application" choices=&[
                ("application", "Application"), ("network", "Network"), ("gateway", "Gateway"), ("classic", "Classic"),
            ]/>
            <When holds=move || !is(LoadBalancerKind::Gateway)>
                <Scheme/>
            </When>
            <When holds=move || !is(LoadBalancerKind::Classic)>
                <ChoiceSetting label="Addresses" path="/ipAddressType" default="ipv4" choices=&[
                    ("ipv4", "IPv4"), ("dualstack", "IPv4 and IPv6"), ("dualstack-without-public-ipv4", "IPv6 and private IPv4"),
                ]/>
            </When>
            <ChoiceSetting label="State" path="/state" default="active" choices=&[
                ("active", "active"), ("provisioning", "provisioning"), ("active_impaired", "impaired"), ("failed", "failed"),
            ]/>
            <When holds=move || !is(LoadBalancerKind::Application)>
                <EnableSetting label="Send to targets of other zones" path="/attributes/load_balancing.cross_zone.enabled" words=("true", "false")/>
            </When>
            <When holds=move || is(LoadBalancerKind::Network)>
                <EnableSetting label="Its groups also judge what comes by PrivateLink" path="/enforceSecurityGroupInboundRulesOnPrivateLinkTraffic" default=true words=("on", "off")/>
            </When>
        </div>
        <Zones/>
        <When holds=move || !is(LoadBalancerKind::Gateway)><Groups/></When>
        <Listeners kind/>
        <When holds=move || is(LoadBalancerKind::Classic)><Registered/></When>
    }
}

/// What it is.
fn kind_of(shown: Shown) -> Option<LoadBalancerKind> {
    match shown.resource.get().as_deref() {
        Some(Resource::LoadBalancer(balancer)) => balancer.kind(),
        _ => None,
    }
}

/// Its nodes, in their order.
fn nodes(shown: Shown) -> Vec<(ResourceId, NetworkInterface)> {
    let routed = shown.desk.network();
    let service = routed.network.managed_services.get(&shown.id());
    let nodes = service.map(|service| service.interfaces.clone()).unwrap_or_default();
    let document = &routed.network.document;
    nodes
        .into_iter()
        .filter_map(|id| Some((id.clone(), document.network_interface(id.as_str())?.clone())))
        .collect()
}

/// Whether it faces the internet: its nodes get public addresses with it, and lose them.
#[component]
fn Scheme() -> impl IntoView {
    let shown = use_shown();
    let value = Signal::derive(move || {
        let text = shown.text("/scheme");
        if text.is_empty() { "internet-facing".to_owned() } else { text }
    });
    let choices = [("internet-facing", "internet-facing"), ("internal", "internal")];
    let choices = choices.map(|(value, text)| Choice::new(value, text)).to_vec();
    let choose = move |scheme: String| {
        let changes = with_scheme(&shown.desk.document(), &shown.id(), &scheme);
        shown.desk.ask(format!("Change the scheme of {}", shown.name()), changes);
    };
    view! {
        <div class="field">
            <label class="field-label" for="setting-scheme">"Scheme"</label>
            <Select label="Scheme" id="setting-scheme".to_owned() value choices=Signal::stored(choices) on_choose=choose/>
        </div>
    }
}

/// The security groups, of all nodes at once.
#[component]
fn Groups() -> impl IntoView {
    let shown = use_shown();
    let ids = Memo::new(move |_| {
        let first = nodes(shown).into_iter().next();
        first
            .map(|(_, node)| node.group_ids.iter().map(ToString::to_string).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let more = Signal::derive(move || {
        let routed = shown.desk.network();
        let vpc = shown.text("/vpcId");
        let taken = ids.get();
        let all = routed.network.groups_for(&vpc).into_iter().map(|id| id.to_string());
        let free = all.filter(|id| !taken.contains(id) && !vpc.is_empty());
        free.map(|id| (id.clone(), shown.desk.name(&id))).collect::<Vec<_>>()
    });
    let set = move |(id, on): (String, bool)| {
        let mut all = ids.get_untracked();
        all.retain(|own| *own != id);
        if on {
            all.push(id);
        }
        let changes = with_groups(&shown.desk.document(), &shown.id(), &all);
        if let Err(reason) =
            shown.desk.edit(format!("Change the security groups of {}", shown.name()), changes)
        {
            shown.desk.say(reason);
        }
    };
    view! { <LinkList title="Security groups" ids none="None is named." add="Add a security group…" more set/> }
}

/// The instances of a classic load balancer, and how it checks them.
#[component]
fn Registered() -> impl IntoView {
    let shown = use_shown();
    let ids = Memo::new(move |_| match shown.resource.get().as_deref() {
        Some(Resource::LoadBalancer(own)) => own
            .instances
            .values()
            .filter_map(|row| row.instance_id.as_ref().map(ToString::to_string))
            .collect(),
        _ => Vec::new(),
    });
    let more = Signal::derive(move || {
        let taken = ids.get();
        super::target_group::named_in_vpc(shown, |resource| matches!(resource, Resource::Instance(_)))
            .into_iter()
            .filter(|(id, _)| !taken.contains(id))
            .collect::<Vec<_>>()
    });
    let set = move |(id, on): (String, bool)| {
        if on {
            shown.desk.connect(shown.id().as_str(), &id);
        } else if let Some(Resource::LoadBalancer(own)) = shown.resource.get_untracked().as_deref() {
            let row = own
                .instances
                .iter()
                .find(|(_, row)| row.instance_id.as_ref().is_some_and(|own| own.as_str() == id));
            if let Some((row, _)) = row {
                shown.remove_or_say("an instance", &format!("/instances/{row}"));
            }
        }
    };
    view! {
        <LinkList title="Instances" ids none="None is registered: connect it to instances." add="Register an instance…" more set/>
        <Section title="Health check">
            <div class="settings">
                <Setting label="Asks" path="/healthCheck/target" read=read::text placeholder="TCP:80 or HTTP:80/index.html"/>
                <Setting label="Seconds between" path="/healthCheck/interval" read=read::count placeholder="30"/>
            </div>
        </Section>
    }
}
