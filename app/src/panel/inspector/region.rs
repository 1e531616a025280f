use super::inside::Things;
use super::shown::use_shown;
use super::what_if::WhatIfSwitch;
use crate::panel::desk::use_desk;
use crate::panel::words;
use crate::ui::ResourceGlyph;
use leptos::prelude::*;
use netyard_core::model::Resource;
use netyard_scene::FrameKey;
use netyard_scene::frame_key::account_round;

/// A Region or zone that exists by its name only.
#[component]
pub(super) fn PlaceInspector(
    /// The key: a Region, also one inside an account, or a zone inside a VPC.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let (glyph, name, kind) = desk.store.document.with_untracked(|document| {
        (words::glyph_of(document, &id), words::name_of(document, &id), words::kind_of(document, &id))
    });
    view! {
        <header class="identity">
            <span class="identity-tile tile-region"><ResourceGlyph glyph size=20/></span>
            <div class="identity-words">
                <h2 class="identity-name">{name}</h2>
                <span class="identity-kind">{kind}</span>
            </div>
        </header>
        <Inside id/>
    }
}

/// A Region or zone with an entry of its own.
#[component]
pub(super) fn PlaceSettings() -> impl IntoView {
    let shown = use_shown();
    view! { <Inside id=shown.id().to_string()/> }
}

/// What lies in a Region or zone.
#[component]
fn Inside(
    /// The key.
    id: String,
) -> impl IntoView {
    let desk = use_desk();
    let key = id.clone();
    let ids = Signal::derive(move || {
        let network = &desk.network().network;
        let frame = FrameKey::of(&network.document, &id);
        let name = frame.map_or(id.as_str(), FrameKey::name);
        let (vpc, account) = match frame {
            Some(FrameKey::Zone { vpc, .. }) => (Some(vpc), None),
            Some(FrameKey::Region { account, .. }) => (None, Some(account)),
            None => (None, None),
        };
        let subnets = network.subnets.values().filter(|subnet| {
            subnet.zone.as_deref() == Some(name)
                && vpc.is_none_or(|vpc| subnet.vpc.as_ref().is_some_and(|own| own == vpc))
        });
        let is_here = |id: &str| account_round(network, id) == account;
        let vpcs = network.vpcs.values();
        let vpcs = vpcs.filter(|node| node.region.as_deref() == Some(name) && is_here(node.id.as_str()));
        // What else stands in a Region, outside of its VPCs.
        let others = network.document.resources.iter().filter(|(id, resource)| {
            let region = match resource.as_ref() {
                Resource::TransitGateway(own) => own.region.as_deref(),
                Resource::TransferServer(own) if own.is_public() => own.region.as_deref(),
                Resource::Function(own) if own.vpc_config.is_none() => own.region.as_deref(),
                _ => None,
            };
            vpc.is_none() && region == Some(name) && is_here(id.as_str())
        });
        vpcs.map(|node| node.id.to_string())
            .chain(subnets.map(|subnet| subnet.id.to_string()))
            .chain(others.map(|(id, _)| id.to_string()))
            .collect()
    });
    view! {
        <WhatIfSwitch id=key/>
        <Things title="Inside" ids none="Nothing yet."/>
    }
}
