//! The drawings of this device: which one is open, how it is kept, what is opened and why not.

mod autosave;
mod folds;
mod given;
mod merging;
mod open;
mod paste;
mod picture;
mod reading;
mod tabs;

use crate::dispatch::dispatch;
use crate::platform::{clipboard, device, file, focus, page, storage};
use crate::store::{Dialog, Saved, Store};
pub(crate) use autosave::rescue;
pub(crate) use folds::forget as forget_folds;
pub(crate) use given::{Given, Wishes};
use leptos::prelude::*;
use leptos::task::spawn_local;
pub(crate) use merging::{Proposal, came_in_as};
use netyard_editor::{AppAct, Effect as EditorEffect, Event, Request};
use netyard_formats::report::ImportReport;
pub(crate) use open::{Refused, Sent};
pub(crate) use picture::save_png;
pub(crate) use reading::Busy;
use std::sync::Arc;
pub(crate) use tabs::Sharing;

/// The name under which the device remembers the drawing that was open last.
const LAST_OPEN: &str = "drawing";
/// Why nothing is changed inside of another page.
const FOR_READING: &str = "This is for reading only. Open it in Netyard to change it.";
/// The name under which the start script counts how often the page broke since something was last written.
const STOPPED: &str = "stopped";
/// A drawing with which the page broke so often is not opened by itself any more.
const MOST_STOPS: u32 = 2;

/// What is known about the open drawing besides its content.
#[derive(Clone, Copy)]
pub(crate) struct Library {
    store: Store,
    /// The id of the open drawing on this device.
    pub(crate) id: RwSignal<String>,
    /// Whether it is kept: not before something is changed in a drawing that came from a link.
    keeps: RwSignal<bool>,
    channel: tabs::Slot,
    /// Whether another tab has the same drawing open.
    pub(crate) sharing: RwSignal<Sharing>,
    /// What the last import read, approximated and skipped.
    pub(crate) report: RwSignal<Option<ImportReport>>,
    /// What is wished of the next import.
    pub(crate) wishes: RwSignal<Wishes>,
    /// What was imported last, to be read again with other wishes.
    imported: StoredValue<Option<Given>, LocalStorage>,
    /// An import that waits for somebody to say whether it is merged into the open drawing.
    pub(crate) proposal: RwSignal<Option<Arc<Proposal>>>,
    /// Why the last file or link was not opened.
    pub(crate) refused: RwSignal<Option<Refused>>,
    /// What is going on that takes a while.
    pub(crate) busy: RwSignal<Option<Busy>>,
}

/// The library of this page.
pub(crate) fn use_library() -> Library {
    expect_context::<Library>()
}

impl Library {
    /// Makes the library known, opens what the address or the device says, and keeps the drawing from then on.
    ///
    /// A page that only measures keeps nothing.
    pub(crate) fn provide(store: Store, keeps_anything: bool) -> Self {
        let library = Self {
            store,
            id: RwSignal::new(new_id()),
            keeps: RwSignal::new(true),
            channel: StoredValue::new_local(None),
            sharing: RwSignal::new(Sharing::Alone),
            report: RwSignal::new(None),
            wishes: RwSignal::default(),
            imported: StoredValue::new_local(None),
            proposal: RwSignal::new(None),
            refused: RwSignal::new(None),
            busy: RwSignal::new(None),
        };
        provide_context(library);
        library.listen();
        if keeps_anything {
            autosave::keep(library);
            folds::keep(library);
            tabs::talk(library);
            tabs::lock(library);
            library.listen_to_pastes();
            spawn_local(library.begin());
        } else if page::is_embedded() {
            library.open_fragment();
        }
        page::on_fragment(move || library.open_fragment());
        library
    }

    /// Whether changes may be written: not while another tab has the drawing, and never those of a measurement.
    pub(crate) fn may_write(self) -> bool {
        self.sharing.get_untracked() == Sharing::Alone
            && crate::bench::asked().is_none()
            && !page::is_embedded()
    }

    fn listen(self) {
        let store = self.store;
        store.listen(move |effect| match effect {
            EditorEffect::App(AppAct::SaveFile) => {
                focus::commit_field();
                self.save_file();
            }
            EditorEffect::App(AppAct::OpenFile) => self.choose_file(),
            EditorEffect::App(AppAct::NewDrawing) => self.begin_new(),
            EditorEffect::App(
                act @ (AppAct::CopyPng | AppAct::CopySvg | AppAct::SavePng | AppAct::SaveSvg),
            ) => picture::make(store, *act),
            EditorEffect::CopyText(text) => {
                let text = text.clone();
                spawn_local(async move {
                    if !clipboard::write(&text).await {
                        store
                            .interface
                            .toast("The browser does not let the page write to the clipboard.", None);
                    }
                });
            }
            EditorEffect::ReadClipboard { in_place } => {
                let in_place = *in_place;
                spawn_local(async move {
                    match clipboard::read().await {
                        Some(text) if self.take_pasted(&text) => {}
                        Some(text) => dispatch(store, Event::Request(Request::Paste { text, in_place })),
                        None => store
                            .interface
                            .toast("The browser does not let the page read the clipboard.", None),
                    }
                });
            }
            _ => {}
        });
    }

    /// What is open when the page begins: the link in the address, else the drawing that was open last.
    async fn begin(self) {
        let number = self.ask();
        let is_link = page::fragment().contains('=');
        if is_link {
            self.open_fragment();
        }
        storage::prepare().await;
        autosave::recover().await;
        if is_link {
            return;
        }
        let Some(id) = device::recall(LAST_OPEN) else { return };
        if device::recall(STOPPED).and_then(|times| times.parse().ok()).unwrap_or(0) >= MOST_STOPS {
            device::remember(STOPPED, None);
            let text = "Netyard stopped twice with the last drawing open, so it was not opened again. It is in the list of drawings.";
            self.store.interface.toast(text, None);
            return;
        }
        let is_empty = self.store.document.with_untracked(|document| document.resources.is_empty());
        if is_empty && open::is_newest(number) {
            self.open_kept(&id).await;
        }
    }

    /// An empty drawing; the one that was open stays in the list.
    pub(crate) fn begin_new(self) {
        self.ask();
        autosave::flush(self);
        self.show(netyard_core::model::Document::default(), new_id(), true, None);
        // Whoever begins a drawing draws next.
        crate::canvas::focus_canvas();
    }

    /// Saves the drawing as a file.
    pub(crate) fn save_file(self) {
        // It is a command, which waits for the tools.
        let Some(tools) = self.store.demand.hands.now() else { return };
        let document = self.store.document.get_untracked();
        let text = (tools.writing.whole)(&document);
        file::save(&file_name(&document.title, "netyard.json"), &text, "application/json");
    }

    /// Keeps the open drawing under another id: a copy, which this tab goes on with.
    pub(crate) fn go_on_with_copy(self) {
        let mut document = netyard_core::model::Document::clone(&self.store.document.get_untracked());
        document.title = format!("{} (copy)", title_or_untitled(&document.title));
        self.show(document, new_id(), true, None);
    }

    /// Shows a drawing under an id, in place of the one that is open. `revision` is that of its record on this
    /// device, if that is where it comes from. One that is not kept is that of the link in the address, which stays
    /// there until something is changed: a page that is loaded again shows it again.
    fn show(self, document: netyard_core::model::Document, id: String, keeps: bool, revision: Option<f64>) {
        self.keeps.set(false);
        // What is said of an import is said of its drawing.
        self.report.set(None);
        self.id.set(id);
        self.sharing.set(Sharing::Alone);
        self.store.packet.set(None);
        self.store.hop.set(None);
        self.store.forget_report();
        dispatch(self.store, Event::Open(Box::new(document)));
        if page::is_embedded() {
            dispatch(self.store, Event::Lock(Some(FOR_READING.to_owned())));
        }
        self.keeps.set(keeps);
        autosave::begin(self, revision);
        self.store.interface.saved.set(if revision.is_some() { Saved::Kept } else { Saved::NotYet });
        if keeps {
            device::remember(LAST_OPEN, Some(&self.id.get_untracked()));
            page::clear_fragment();
        }
        self.store.interface.dialog.update(|dialog| {
            if *dialog != Some(Dialog::ImportReport) {
                *dialog = None;
            }
        });
        tabs::announce(self);
        autosave::plan(self);
    }
}

/// The title, or what stands for one.
pub(crate) fn title_or_untitled(title: &str) -> &str {
    if title.is_empty() { "Untitled drawing" } else { title }
}

/// A name for the file: the title in letters, digits and hyphens.
pub(crate) fn file_name(title: &str, extension: &str) -> String {
    let mut name = String::new();
    for letter in title_or_untitled(title).to_lowercase().chars() {
        match letter {
            letter if letter.is_alphanumeric() => name.push(letter),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    format!("{}.{extension}", name.trim_end_matches('-'))
}

/// A new id for a drawing on this device.
fn new_id() -> String {
    format!("d{:x}", crate::platform::random::seed())
}
