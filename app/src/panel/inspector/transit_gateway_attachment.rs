use super::hub_members::{Members, set_member, tables_of};
use super::inside::Things;
use super::line::Line;
use super::network_rows::NetworkRows;
use super::route_table::OwnerAt;
use super::setting::{ChoiceSetting, EnableSetting};
use super::shown::{Shown, use_shown};
use crate::ui::{Checkbox, Choice, Each, Section, Select, When};
use leptos::prelude::*;
use netyard_core::model::Document;
use serde_json::json;

/// An attachment: its ends, its subnets, the tables that decide for it and that it brings its routes into.
#[component]
pub(super) fn TransitGatewayAttachmentInspector() -> impl IntoView {
    let shown = use_shown();
    let kind = Memo::new(move |_| shown.text("/resourceType"));
    let is_vpc = move || kind.with(|kind| kind.is_empty() || kind == "vpc");
    let is_static_vpn = Memo::new(move |_| {
        let routed = shown.desk.network();
        let own = routed.network.vpn_connections.get(shown.text("/resourceId").as_str());
        own.is_some_and(|connection| connection.is_static)
    });
    let is_connect = move || kind.with(|kind| kind == "connect");
    let is_peering = move || kind.with(|kind| kind == "peering");
    let peers = Signal::derive(move || {
        let routed = shown.desk.network();
        let own = routed.network.transit_gateway_attachments.get(&shown.id());
        own.map(|own| own.peers.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap_or_default()
    });
    view! {
        <div class="section settings">
            <Line label="Transit gateway"><OwnerAt path="/transitGatewayId"/></Line>
            <Line label="Attached"><OwnerAt path="/resourceId"/></Line>
            <ChoiceSetting label="State" path="/state" default="available" choices=&[
                ("available", "available"), ("pendingAcceptance", "pending acceptance"), ("pending", "pending"),
                ("modifying", "modifying"), ("rejected", "rejected"), ("failed", "failed"), ("deleting", "deleting"), ("deleted", "deleted"),
            ]/>
            <When holds=is_vpc>
                <EnableSetting label="Appliance mode: one zone for both directions" path="/options/applianceModeSupport"/>
                <EnableSetting label="Groups of this VPC in rules of others" path="/options/securityGroupReferencingSupport" default=true/>
                <EnableSetting label="Resolve names across it" path="/options/dnsSupport" default=true/>
                <EnableSetting label="IPv6 support" path="/options/ipv6Support"/>
            </When>
        </div>
        <When holds=is_vpc><Subnets/></When>
        <When holds=is_connect>
            <Things title="Connect peers" ids=peers none="None yet. Connect an instance with the transit gateway (C)."/>
            <NetworkRows path="/advertisements" field="cidrBlock" letter="a" title="Announced" note="by every appliance that says nothing of its own" name="prefix"/>
        </When>
        <Association/>
        <When
            holds=is_peering
            otherwise=|| view! { <Propagations/> }
        >
            <p class="section quiet-text">"Routes over a peering are static: add them in the tables of both transit gateways."</p>
        </When>
        <When holds=move || is_static_vpn.get()>
            <p class="section quiet-text">"The VPN connection has no BGP and brings nothing: add static routes to it in the tables of the transit gateway."</p>
        </When>
    }
}

/// The subnets of the VPC, each with its zone: one a zone can be chosen (R-TGW-3).
#[component]
fn Subnets() -> impl IntoView {
    let shown = use_shown();
    let all = Memo::new(move |_| {
        let routed = shown.desk.network();
        let vpc = shown.text("/resourceId");
        let own = routed.network.vpcs.get(vpc.as_str()).map(|vpc| vpc.subnets.clone()).unwrap_or_default();
        own.iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    let chosen = Memo::new(move |_| shown.list("/subnetIds"));
    let row = move |id: String| {
        let label = {
            let id = id.clone();
            Signal::derive(move || {
                let zone = zone_of(&shown.desk.document(), &id);
                let name = shown.desk.name(&id);
                if zone.is_empty() { name } else { format!("{name}, {zone}") }
            })
        };
        let checked = {
            let id = id.clone();
            Signal::derive(move || chosen.with(|chosen| chosen.contains(&id)))
        };
        view! { <Checkbox label checked on_change=move |on| choose(shown, &id, on)/> }.into_any()
    };
    view! {
        <Section title="Subnets" note="one of each zone">
            <div class="stack"><Each keys=all row/></div>
            <p class="quiet-text">"A zone without one cannot send to the transit gateway. Its network ACL and route table apply to what comes in."</p>
        </Section>
    }
}

fn zone_of(document: &Document, subnet: &str) -> String {
    document.subnet(subnet).and_then(|subnet| subnet.availability_zone.clone()).unwrap_or_default()
}

/// Takes a subnet in the place of another one of its zone, or gives it up.
fn choose(shown: Shown, id: &str, on: bool) {
    let document = shown.desk.document();
    let zone = zone_of(&document, id);
    let mut all = shown.list("/subnetIds");
    all.retain(|other| other != id && !(on && zone_of(&document, other) == zone));
    if on {
        all.push(id.to_owned());
    }
    if all.is_empty() {
        shown.desk.say("An attachment has one subnet at least. Choose another one first.");
        return;
    }
    shown.set_or_say("the subnets", "/subnetIds", json!(all));
}

/// The transit gateways of the attachment: one, or both sides of a peering.
fn gateways(shown: Shown) -> Vec<String> {
    let mut gateways = vec![shown.text("/transitGatewayId")];
    if shown.text("/resourceType") == "peering" {
        gateways.push(shown.text("/resourceId"));
    }
    gateways
}

/// The table that decides for what comes in, for each transit gateway.
#[component]
fn Association() -> impl IntoView {
    let shown = use_shown();
    let all = Memo::new(move |_| gateways(shown));
    let row = move |gateway: String| {
        let label = format!("Table of {}", shown.desk.name(&gateway));
        let value = {
            let gateway = gateway.clone();
            Signal::derive(move || {
                let document = shown.desk.document();
                let id = shown.id();
                let mut tables = tables_of(&document, &gateway).into_iter();
                let found = tables.find(|(_, table)| table.associations.contains(&id));
                found.map(|(id, _)| id.to_string()).unwrap_or_default()
            })
        };
        let choices = Signal::derive(move || {
            let document = shown.desk.document();
            let tables = tables_of(&document, &gateway);
            let is_on = document
                .transit_gateway(&gateway)
                .is_some_and(|own| own.options.default_route_table_association == "enable");
            // AWS makes the default table with the gateway (R-TGW-23), drawn or not.
            let is_implicit = is_on && !tables.iter().any(|(_, table)| table.default_association_route_table);
            let none =
                if is_implicit { "the default table, not drawn" } else { "none: what comes in is dropped" };
            let mut choices = vec![Choice::new("", none)];
            let drawn = tables.iter();
            choices
                .extend(drawn.map(|(id, _)| Choice::new(id.to_string(), document.display_name(id.as_str()))));
            choices
        });
        let choose = move |table: String| {
            let (now, id) = (value.get_untracked(), shown.id());
            if table.is_empty() {
                set_member(shown.desk, Members::Associations, &now, id.as_str(), false);
            } else {
                set_member(shown.desk, Members::Associations, &table, id.as_str(), true);
            }
        };
        view! { <Select label value choices on_choose=choose/> }.into_any()
    };
    view! {
        <Section title="Association" note="routes what comes from here">
            <Each keys=all row/>
        </Section>
    }
}

/// The tables into which the attachment brings its routes.
#[component]
fn Propagations() -> impl IntoView {
    let shown = use_shown();
    let tables = Memo::new(move |_| {
        let document = shown.desk.document();
        let tables = tables_of(&document, &shown.text("/transitGatewayId"));
        tables.into_iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    let row = move |table: String| {
        let label = {
            let table = table.clone();
            Signal::derive(move || shown.desk.name(&table))
        };
        let checked = {
            let table = table.clone();
            Signal::derive(move || {
                let document = shown.desk.document();
                document
                    .transit_gateway_route_table(&table)
                    .is_some_and(|table| table.propagations.contains(&shown.id()))
            })
        };
        let change =
            move |on: bool| set_member(shown.desk, Members::Propagations, &table, shown.id().as_str(), on);
        view! { <Checkbox label checked on_change=change/> }.into_any()
    };
    view! {
        <Section title="Propagates to">
            <div class="stack"><Each keys=tables row/></div>
            <p class="quiet-text">"A chosen table learns the networks behind it."</p>
        </Section>
    }
}
