//! The top bar.

use super::counts::{ExpectationCount, FindingCounts};
use super::saved::SavedState;
use super::title::DrawingTitle;
use super::tools::{SendPacket, Tools};
use crate::dispatch::command;
use crate::store::{Theme, use_store};
use crate::ui::IconButton;
use leptos::prelude::*;
use netyard_editor::CommandId;

/// Document left, doing in the middle, result and leaving at the right.
#[component]
pub(super) fn TopBar() -> impl IntoView {
    let store = use_store();
    view! {
        <header class="top-bar">
            <h1 class="visually-hidden">"Netyard"</h1>
            <div class="top-left">
                <Brand/>
                <DrawingTitle/>
                <SavedState/>
            </div>
            <div class="top-middle" role="toolbar" aria-label="Tools">
                <Tools/>
                <span class="top-line"></span>
                <SendPacket/>
            </div>
            <div class="top-right">
                <FindingCounts/>
                <ExpectationCount/>
                <span class="top-line"></span>
                <History/>
                <ThemeButton/>
                <IconButton sign="help" label="Keys (?)" class="top-optional" on_press=move |()| command(store, CommandId::ShortcutSheet)/>
                <button type="button" class="share" on:click=move |_| command(store, CommandId::Share)>
                    "Share"
                </button>
            </div>
        </header>
    }
}

/// The mark of the product.
#[component]
fn Brand() -> impl IntoView {
    view! {
        <svg class="brand" viewBox="0 0 22 22" role="img" aria-label="Netyard">
            <rect class="brand-ground" width="22" height="22" rx="6"></rect>
            <path class="brand-line" d="M7.2 15V7.6l7.6 6.8V7"></path>
        </svg>
    }
}

/// Undo and redo, with what they would do.
#[component]
fn History() -> impl IntoView {
    let store = use_store();
    let (undo, redo) = (store.session.undo, store.session.redo);
    let words = |verb: &'static str, label: RwSignal<Option<String>>| {
        Signal::derive(move || {
            label.get().map_or_else(|| verb.to_owned(), |label| format!("{verb}: {label}"))
        })
    };
    let nothing = |label: RwSignal<Option<String>>| Signal::derive(move || label.with(Option::is_none));
    view! {
        <IconButton
            sign="undo"
            label=words("Undo", undo)
            disabled=nothing(undo)
            on_press=move |()| command(store, CommandId::Undo)
        />
        <IconButton
            sign="redo"
            label=words("Redo", redo)
            disabled=nothing(redo)
            on_press=move |()| command(store, CommandId::Redo)
        />
    }
}

/// System, light, dark, in turn.
#[component]
fn ThemeButton() -> impl IntoView {
    let store = use_store();
    let theme = store.interface.theme;
    let next = move |()| command(store, CommandId::NextTheme);
    let button = move || {
        let (sign, label) = match theme.get() {
            Theme::System => ("system", "Theme of the system, change to light"),
            Theme::Light => ("sun", "Light theme, change to dark"),
            Theme::Dark => ("moon", "Dark theme, change to the system's"),
        };
        view! { <IconButton sign label class="top-optional" on_press=next/> }
    };
    view! { {button} }
}
