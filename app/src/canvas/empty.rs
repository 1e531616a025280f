//! What an empty canvas asks: one question, three ways to begin.

use crate::dispatch::{command, dispatch};
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

#[component]
fn ReadyDrawing() -> impl IntoView {
    let store = use_store();
    view! {
        <section class="empty-tile">
            <h3>"Start from a ready drawing"</h3>
            <div class="empty-picture"><ReadyPicture/></div>
            <p>"Small networks with a question each: a route that is missing, a reply that gets lost, a way out."</p>
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
            <p>"AWS describe output or a Netyard file." <br/> <span class="empty-quiet">"Read in this page, never sent."</span></p>
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

/// Two small networks.
#[component]
fn ReadyPicture() -> impl IntoView {
    view! {
        <svg class="empty-drawing" viewBox="0 0 226 104" aria-hidden="true">
            <rect class="pic-vpc" x="22" y="18" width="86" height="70" rx="6"></rect>
            <rect class="pic-public" x="31" y="28" width="32" height="22" rx="4"></rect>
            <rect class="pic-public" x="68" y="28" width="32" height="22" rx="4"></rect>
            <rect class="pic-private" x="31" y="56" width="32" height="22" rx="4"></rect>
            <rect class="pic-private" x="68" y="56" width="32" height="22" rx="4"></rect>
            <rect class="pic-vpc" x="146" y="18" width="58" height="70" rx="6"></rect>
            <rect class="pic-private" x="155" y="42" width="40" height="22" rx="4"></rect>
            <path class="pic-line" d="M108 51h38M108 55h38"></path>
            <rect class="pic-card" x="119" y="45" width="16" height="16" rx="5"></rect>
        </svg>
    }
}
