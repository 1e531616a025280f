//! What comes in: links, files, folders, ready drawings, drawings of this device. What is open stays until it is read.

use super::{Library, autosave, new_id};
use crate::platform::file::PickedFile;
use crate::platform::{file, page, storage};
use crate::store::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_core::model::Document;
use netyard_core::schema;
use netyard_formats::aws_describe::{self, PAGE_BYTES, SourceFile};
use netyard_formats::link;

/// Why something was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// What it was: "This link", or the path of the file.
    pub(crate) what: String,
    /// The reason, in lines.
    pub(crate) reason: String,
}

/// Files below this size are read without a word about it.
const WORTH_A_WORD: f64 = 2_000_000.0;

impl Library {
    /// Says why something was not opened. The open drawing is untouched.
    pub(crate) fn refuse(self, what: impl Into<String>, reason: impl Into<String>) {
        self.refused.set(Some(Refused { what: what.into(), reason: reason.into() }));
        self.store.interface.dialog.set(Some(Dialog::Refused));
    }

    /// Opens the drawing in the address of the page, as a new one that is not kept before it is changed.
    pub(super) fn open_fragment(self) {
        let fragment = page::fragment();
        if !fragment.contains('=') {
            return;
        }
        page::clear_fragment();
        match link::decode(&fragment) {
            Ok(opened) => {
                autosave::flush(self);
                self.show(opened.document, new_id(), false, None);
            }
            Err(error) => self.refuse("This link", error.to_string()),
        }
    }

    /// Opens a drawing of this device.
    pub(crate) async fn open_kept(self, id: &str) {
        let record = match storage::read(id).await {
            Ok(Some(record)) => record,
            Ok(None) => return,
            Err(error) => {
                self.store.interface.saved.set(crate::store::Saved::Failed(error.words()));
                return;
            }
        };
        match schema::open(&record.text) {
            Ok(opened) => {
                autosave::flush(self);
                self.show(opened.document, record.id, true, Some(record.revision));
                self.store.interface.saved.set(crate::store::Saved::Kept);
            }
            Err(error) => self.refuse(super::title_or_untitled(&record.title), error.to_string()),
        }
    }

    /// Opens a ready drawing that lies beside the page.
    pub(crate) fn open_ready(self, path: String) {
        spawn_local(async move {
            match page::fetch(&path).await {
                Ok(text) => self.open_text(&path, &text),
                Err(reason) => self.refuse(path, reason),
            }
        });
    }

    /// Asks for a file and opens it.
    pub(crate) fn choose_file(self) {
        file::choose(false, true, move |files| spawn_local(self.take(files)));
    }

    /// Asks for a folder of describe output.
    pub(crate) fn choose_folder(self) {
        file::choose(true, true, move |files| spawn_local(self.take(files)));
    }

    /// Takes files, however they came: one drawing is opened, describe output is imported.
    pub(crate) async fn take(self, files: Vec<PickedFile>) {
        let bytes: f64 = files.iter().map(PickedFile::size).sum();
        #[expect(clippy::cast_precision_loss, reason = "the cap is far below 2^52")]
        if bytes > PAGE_BYTES as f64 {
            let reason = format!(
                "{} megabytes; the page reads up to {}. The command line reads more: netyard import --from aws-describe PATH.",
                crate::panel::grouped_megabytes(bytes),
                PAGE_BYTES / 1024 / 1024
            );
            self.refuse(name_of(&files), reason);
            return;
        }
        if bytes > WORTH_A_WORD {
            self.busy.set(Some(format!("Reading {}…", name_of(&files))));
        }
        let mut sources = Vec::new();
        for picked in &files {
            match picked.text().await {
                Ok(text) => sources.push(SourceFile { path: picked.path.clone(), text }),
                Err(reason) => {
                    self.busy.set(None);
                    self.refuse(picked.path.clone(), reason);
                    return;
                }
            }
        }
        self.busy.set(None);
        match sources.as_slice() {
            [only] if !looks_like_describe(&only.text) => self.open_text(&only.path, &only.text),
            _ => self.import(sources),
        }
    }

    /// Opens a saved drawing as a new one of this device.
    fn open_text(self, path: &str, text: &str) {
        match schema::open(text) {
            Ok(opened) => {
                autosave::flush(self);
                let unknown = opened.unknown_fields.len() + opened.unknown_types.len();
                self.show(opened.document, new_id(), true, None);
                if unknown > 0 {
                    let text = format!(
                        "{unknown} parts of the file are not known to this Netyard. They are kept as they are."
                    );
                    self.store.interface.toast(text, None);
                }
            }
            Err(error) => self.refuse(path.to_owned(), error.to_string()),
        }
    }

    fn import(self, sources: Vec<SourceFile>) {
        let what = match sources.as_slice() {
            [one] => one.path.clone(),
            many => format!("{} files", many.len()),
        };
        match aws_describe::import(sources, PAGE_BYTES) {
            Ok(imported) => {
                autosave::flush(self);
                let document = Document { title: title_of(&what), ..imported.document };
                self.show(document, new_id(), true, None);
                self.report.set(Some(imported.report));
                self.store.interface.dialog.set(None);
            }
            Err(error) => self.refuse(what, error.to_string()),
        }
    }
}

/// Whether a text is rather describe output than a drawing: a drawing says so at its beginning.
fn looks_like_describe(text: &str) -> bool {
    let head: String = text.chars().take(400).collect();
    !head.contains("\"netyard\"")
        && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
        && text.contains('[')
}

fn name_of(files: &[PickedFile]) -> String {
    match files {
        [one] => one.path.clone(),
        many => format!("{} files", many.len()),
    }
}

/// A title for an imported drawing: the name of the folder or file.
fn title_of(what: &str) -> String {
    let name = what.rsplit('/').next().unwrap_or(what);
    format!("Imported from {}", name.trim_end_matches(".json"))
}
