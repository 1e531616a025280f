//! The dialogs, and the strips and sheets that are none.

mod commands;
mod drawings;
mod drop_zone;
mod export;
mod gallery;
mod help;
mod import;
mod import_report;
mod merge;
mod meter;
mod move_into;
mod refused;
mod search;
mod share;
mod strip;

pub(crate) use export::content as export_content;

use crate::library::use_library;
use crate::platform::page::is_embedded;
use crate::store::{Dialog as Which, use_store};
use crate::ui::{When, react};
use leptos::prelude::*;

/// Every dialog of the page, from the first that is opened on, and what lies over the page without being one.
#[component]
pub(crate) fn Dialogs() -> impl IntoView {
    let store = use_store();
    // The report of an import comes without a dialog before it, when files are dropped.
    let report = use_library().report;
    let is_wanted = Memo::new(move |was| {
        was == Some(&true) || store.interface.dialog.get().is_some() || report.with(Option::is_some)
    });
    let part = store.demand.dialogs;
    react(move || {
        if store.interface.dialog.get().is_some() && untrack(move || part.failed()) {
            part.again();
        }
    });
    react(move || {
        if part.failed() {
            // Nobody wants it any more when it comes after all.
            store.interface.dialog.set(None);
            let again = Callback::new(move |()| part.again());
            let words =
                "The dialogs could not be loaded. Look whether there is a network, or reload the page.";
            store.interface.toast(words, Some(("Try again".to_owned(), again)));
        }
    });
    view! {
        <When holds=move || is_wanted.get()>{move || part.get().map(|dialogs| dialogs())}</When>
        <strip::SharingStrip/>
        <strip::BusyStrip/>
        {(!is_embedded()).then(|| view! { <drop_zone::DropZone/> })}
    }
}

/// The dialogs; at most one is open.
pub(crate) fn content() -> AnyView {
    view! {
        <share::ShareDialog/>
        <gallery::GalleryDialog/>
        <drawings::DrawingsDialog/>
        <import::ImportDialog/>
        <export::ExportDialog/>
        <merge::MergeDialog/>
        <refused::RefusedDialog/>
        <help::HelpDialog/>
        <commands::CommandsDialog/>
        <search::SearchDialog/>
        <move_into::MoveIntoDialog/>
        <import_report::ImportReportSheet/>
    }
    .into_any()
}

/// Whether a dialog is open.
fn is_open(which: Which) -> Signal<bool> {
    let store = use_store();
    Signal::derive(move || store.interface.dialog.get() == Some(which))
}

/// Closes a dialog, if it is the open one.
fn close(which: Which) -> Callback<()> {
    let store = use_store();
    Callback::new(move |()| {
        store.interface.dialog.update(|dialog| {
            if *dialog == Some(which) {
                *dialog = None;
            }
        });
    })
}
