use super::action::ThingRow;
use super::address_list::BlockList;
use super::hub_members::tables_of;
use super::inside::Things;
use super::line::Line;
use super::read;
use super::setting::{EnableSetting, Setting};
use super::shown::use_shown;
use crate::ui::{Button, ButtonKind, Each, Section, When};
use leptos::prelude::*;
use netyard_core::model::Resource;
use netyard_editor::{Key, PartId, Request};
use serde_json::{Value, json};

/// A transit gateway: what it does by itself, what is attached, its tables.
#[component]
pub(super) fn TransitGatewayInspector() -> impl IntoView {
    let shown = use_shown();
    let attachments = Signal::derive(move || {
        let document = shown.desk.document();
        let id = shown.id();
        let is_own = |resource: &Resource| {
            matches!(resource, Resource::TransitGatewayAttachment(own)
                if own.transit_gateway_ids().any(|own| *own == id))
        };
        let all = document.resources.iter().filter(|(_, resource)| is_own(resource));
        all.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    let tables = Memo::new(move |_| {
        let document = shown.desk.document();
        tables_of(&document, shown.id().as_str())
            .into_iter()
            .map(|(id, _)| id.to_string())
            .collect::<Vec<_>>()
    });
    let domains = Memo::new(move |_| {
        let document = shown.desk.document();
        let id = shown.id();
        let is_own = |resource: &Resource| {
            matches!(resource, Resource::TransitGatewayMulticastDomain(own)
                if own.transit_gateway_id.as_ref() == Some(&id))
        };
        let all = document.resources.iter().filter(|(_, resource)| is_own(resource));
        all.map(|(id, _)| id.to_string()).collect::<Vec<_>>()
    });
    let add_domain = move |()| {
        let inside = Some(Key::new(shown.id().as_str()));
        shown.desk.request(Request::Create { part: PartId::MulticastDomain, inside });
    };
    let is_implicit = move || shown.desk.network().implicit_hub_tables.contains_key(&shown.id());
    let add_table = move |()| {
        let inside = Some(Key::new(shown.id().as_str()));
        shown.desk.request(Request::Create { part: PartId::TransitGatewayRouteTable, inside });
    };
    view! {
        <div class="section settings">
            <Line label="Region">{move || shown.text("/region")}</Line>
            <Setting label="ASN" path="/options/amazonSideAsn" read=asn placeholder="64512"/>
            <BlockList label="CIDR block" more_label="Further block" path="/options/transitGatewayCidrBlocks" read=read::ipv4_block add="Add a CIDR block" placeholder="10.255.0.0/24"/>
            <EnableSetting label="Associate new attachments with the default table" path="/options/defaultRouteTableAssociation" default=true/>
            <EnableSetting label="Propagate new attachments to the default table" path="/options/defaultRouteTablePropagation" default=true/>
            <EnableSetting label="Share traffic over equal VPN connections (ECMP)" path="/options/vpnEcmpSupport" default=true/>
            <EnableSetting label="Groups of other attached VPCs in inbound rules" path="/options/securityGroupReferencingSupport"/>
            <EnableSetting label="Resolve names across it" path="/options/dnsSupport" default=true/>
            <EnableSetting label="Multicast" path="/options/multicastSupport"/>
            <EnableSetting label="Accept attachments of other accounts" path="/options/autoAcceptSharedAttachments"/>
        </div>
        <Things title="Attachments" ids=attachments none="None yet. Connect a VPC with it (C)."/>
        <Section title="Route tables">
            <ul class="plain-list">
                <Each keys=tables row=|id| view! { <ThingRow id/> }.into_any()/>
            </ul>
            <When holds=is_implicit>
                <p class="quiet-text">"Its default table is not drawn: what is attached reaches what propagates. Draw tables to route by hand."</p>
            </When>
            <Button kind=ButtonKind::Link sign="plus" on_press=add_table>"Add a route table"</Button>
        </Section>
        <Section title="Multicast domains">
            <ul class="plain-list">
                <Each keys=domains row=|id| view! { <ThingRow id/> }.into_any()/>
            </ul>
            <Button kind=ButtonKind::Link sign="plus" on_press=add_domain>"Add a multicast domain"</Button>
        </Section>
    }
}

/// The number of an autonomous system that is private: of 16 or 32 bits.
pub(super) fn asn(text: &str) -> Result<Value, String> {
    match text.parse::<u32>() {
        Ok(number)
            if (64512..=65534).contains(&number) || (4_200_000_000..=4_294_967_294).contains(&number) =>
        {
            Ok(json!(number))
        }
        _ => Err(format!(
            "\"{text}\" is no private ASN. AWS takes 64512 to 65534 and 4200000000 to 4294967294."
        )),
    }
}
