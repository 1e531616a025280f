//! What an empty canvas asks: one question, three ways to begin.

use crate::dispatch::{command, dispatch};
use crate::library::use_library;
use crate::store::use_store;
use crate::ui::{Button, ButtonKind, Sign};
use leptos::prelude::*;
use netyard_editor::{CommandId, Event, PartId, Request};

/// The three tiles.
#[component]
pub(super) fn EmptyState() -> impl IntoView {
    view! {
        <div class="empty">
            <h2 class="empty-question">"What should this network do?"</h2>
            <p class="empty-lead">"Draw it, then send packets through it and see what decides at every hop."</p>
            <div class="empty-tiles">
                <DrawIt/>
                <ReadyDrawing/>
                <LoadWhatYouHave/>
            </div>
        </div>
    }
}

#[component]
fn DrawIt() -> impl IntoView {
    let store = use_store();
    let add = move |()| {
        let request = Request::Create { part: PartId::Vpc, inside: None };
        dispatch(store, Event::Request(request));
    };
    view! {
        <section class="empty-tile">
            <h3>"Draw it"</h3>
            <div class="empty-picture"><DrawPicture/></div>
            <p>
                "Drag a VPC from the left, or press " <kbd class="key">"P"</kbd>
                " and type what you need. Rules are checked as you go."
            </p>
            <Button kind=ButtonKind::Primary on_press=add>"Add a VPC"</Button>
        </section>
    }
}

/// A ready drawing on the tile: its file, its title, what it is about, and its picture.
const READY: [(&str, &str, &str, Picture); 3] = [
    ("net-five-switches-public", "Make an instance public", "five switches, one subnet", Picture::Public),
    ("net-nat-per-az", "One NAT gateway per zone", "two zones, one goes down", Picture::Zones),
    ("net-peering-one-sided-route", "The return route counts", "two VPCs, one peering", Picture::Peering),
];

#[component]
fn ReadyDrawing() -> impl IntoView {
    let store = use_store();
    let library = use_library();
    let rows = READY.map(|(id, title, about, picture)| {
        let open = move |_| library.open_ready(format!("assets/scenarios/{id}.json"));
        view! {
            <button type="button" class="empty-ready" on:click=open>
                <ReadyPicture picture/>
                <span>
                    <strong>{title}</strong>
                    <span class="empty-quiet">{about}</span>
                </span>
            </button>
        }
    });
    view! {
        <section class="empty-tile">
            <h3>"Start from a ready drawing"</h3>
            <div class="empty-list">{rows.into_iter().collect_view()}</div>
            <Button on_press=move |()| command(store, CommandId::Gallery)>"All ready drawings"</Button>
        </section>
    }
}

#[component]
fn LoadWhatYouHave() -> impl IntoView {
    let store = use_store();
    view! {
        <section class="empty-tile">
            <h3>"Load what you have"</h3>
            <div class="empty-picture empty-drop">
                <Sign id="download"/>
                <span>"Drop files here"</span>
            </div>
            <p>"AWS describe output, templates or a Netyard file." <br/> <span class="empty-quiet">"Read in this page, never sent."</span></p>
            <Button on_press=move |()| command(store, CommandId::Import)>"Choose files"</Button>
        </section>
    }
}

/// A VPC with a subnet on its way into it.
#[component]
fn DrawPicture() -> impl IntoView {
    view! {
        <svg class="empty-drawing" viewBox="0 0 226 104" aria-hidden="true">
            <rect class="pic-vpc" x="26" y="18" width="150" height="70" rx="6"></rect>
            <text class="pic-vpc-name" x="38" y="35">"VPC"</text>
            <text class="pic-meta" x="68" y="35">"10.0.0.0/16"</text>
            <rect class="pic-public" x="38" y="46" width="56" height="32" rx="5"></rect>
            <rect class="pic-target" x="104" y="46" width="60" height="32" rx="5"></rect>
            <rect class="pic-card" x="126" y="58" width="74" height="30" rx="7"></rect>
            <text class="pic-name" x="146" y="77">"Subnet"</text>
            <path class="pic-pointer" d="M176 80l4 11 2.4-4.4 4.8-1.4z"></path>
        </svg>
    }
}

/// The small picture of a ready drawing.
#[derive(Clone, Copy, PartialEq)]
enum Picture {
    Public,
    Zones,
    Peering,
}

#[component]
fn ReadyPicture(
    /// Which one.
    picture: Picture,
) -> impl IntoView {
    let content = match picture {
        Picture::Public => view! {
            <rect class="pic-vpc" x="6" y="9" width="50" height="28" rx="4"></rect>
            <rect class="pic-public" x="14" y="17" width="34" height="14" rx="3"></rect>
            <rect class="pic-tile" x="26" y="4" width="10" height="10" rx="3"></rect>
        }
        .into_any(),
        Picture::Zones => view! {
            <rect class="pic-vpc" x="2" y="2" width="58" height="36" rx="4"></rect>
            <rect class="pic-public" x="7" y="7" width="22" height="11" rx="3"></rect>
            <rect class="pic-public" x="33" y="7" width="22" height="11" rx="3"></rect>
            <rect class="pic-private" x="7" y="22" width="22" height="11" rx="3"></rect>
            <rect class="pic-private" x="33" y="22" width="22" height="11" rx="3"></rect>
        }
        .into_any(),
        Picture::Peering => view! {
            <path class="pic-line" d="M22 18h18M22 22h18"></path>
            <rect class="pic-vpc" x="2" y="8" width="20" height="24" rx="4"></rect>
            <rect class="pic-vpc" x="40" y="8" width="20" height="24" rx="4"></rect>
            <rect class="pic-tile" x="26" y="15" width="10" height="10" rx="3"></rect>
        }
        .into_any(),
    };
    view! { <svg class="ready-picture" viewBox="0 0 62 40" aria-hidden="true">{content}</svg> }
}
