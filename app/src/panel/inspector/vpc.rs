use super::address_list::BlockList;
use super::flow_log::WatchedBy;
use super::inside::Things;
use super::public_access::SparedBy;
use super::read;
use super::setting::{ChoiceSetting, Setting, SwitchSetting};
use super::shown::use_shown;
use crate::ui::{Section, When};
use leptos::prelude::*;
use netyard_core::model::Resource;
use netyard_core::topology::VpcNode;
use netyard_editor::command::CommandId;

/// A VPC: its blocks, DNS, and what it holds.
#[component]
pub(super) fn VpcInspector() -> impl IntoView {
    let shown = use_shown();
    let things = move |of: fn(&VpcNode) -> Vec<String>| {
        Signal::derive(move || shown.desk.network().network.vpcs.get(&shown.id()).map(of).unwrap_or_default())
    };
    let hubs = Signal::derive(move || {
        let document = shown.desk.document();
        let id = shown.id();
        let is_own = |resource: &Resource| match resource {
            Resource::VpnGateway(gateway) => gateway.vpc_id.as_ref() == Some(&id),
            Resource::TransitGatewayAttachment(attachment) => attachment.vpc_id() == Some(&id),
            _ => false,
        };
        let own = document.resources.iter().filter(|(_, resource)| is_own(resource));
        own.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    view! {
        <div class="section settings">
            <BlockList label="IPv4 range" more_label="Further range" path="/cidrBlocks" read=read::ipv4_block add="Add an IPv4 range" placeholder="10.1.0.0/16"/>
            <BlockList label="IPv6 range" more_label="Further IPv6" path="/ipv6CidrBlocks" read=read::ipv6_block add="Add an IPv6 range" placeholder="2001:db8:1234::/56" first=CommandId::AddIpv6/>
            <Setting label="Region" path="/region" read=read::region placeholder="eu-west-1" needed="A VPC is always in a Region. Write another one, as in eu-west-1."/>
            <SwitchSetting label="DNS support" path="/enableDnsSupport" default=true/>
            <SwitchSetting label="DNS hostnames" path="/enableDnsHostnames"/>
            <ChoiceSetting label="Tenancy" path="/instanceTenancy" default="default" choices=&[("default", "shared hardware"), ("dedicated", "dedicated")]/>
        </div>
        <Things title="Subnets" ids=things(|node| ids(&node.subnets)) none="None yet. Drag one in, or press P."/>
        <Things title="Route tables" ids=things(|node| ids(&node.route_tables))/>
        <Things title="Security groups" ids=things(|node| ids(&node.security_groups))/>
        <Things title="Network ACLs" ids=things(|node| ids(&node.network_acls))/>
        <Things title="Gateways and peerings" ids=things(|node| {
            [&node.internet_gateways, &node.egress_only_internet_gateways, &node.endpoints, &node.peerings]
                .into_iter()
                .flat_map(|list| ids(list))
                .collect()
        })/>
        <Things title="Hubs and sites" ids=hubs/>
        <WatchedBy/>
        <SparedBy/>
        <Unknown/>
    }
}

fn ids(list: &[netyard_core::model::ResourceId]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

/// What an importer did not see, so that nobody takes it for "none".
#[component]
fn Unknown() -> impl IntoView {
    let shown = use_shown();
    let unknown = Memo::new(move |_| shown.list("/unknown"));
    view! {
        <When holds=move || unknown.with(|unknown| !unknown.is_empty())>
            <Section title="Not in the import">
                <p class="quiet-text">
                    {move || format!("The import held none of these: {}. A packet that needs one ends as unknown.", unknown.get().join(", "))}
                </p>
            </Section>
        </When>
    }
}
