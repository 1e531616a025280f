//! Files in and out of the page. Nothing is ever sent anywhere.

use js_sys::{Array, Promise, Uint8Array};
use netyard_core::ordered::Order;
use netyard_formats::picture::is_picture;
use netyard_formats::text::decode;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry,
    FileSystemFileEntry, HtmlAnchorElement, HtmlInputElement, Url,
};

/// A file with the path by which the person knows it.
#[derive(Clone)]
pub(crate) struct PickedFile {
    /// Its path, with the folder that was dropped.
    pub(crate) path: String,
    file: File,
}

impl PickedFile {
    /// Its size in bytes.
    pub(crate) fn size(&self) -> f64 {
        self.file.size()
    }

    /// The file itself, for a worker.
    pub(crate) fn handle(&self) -> JsValue {
        self.file.clone().into()
    }

    /// What is in it; the browser's words if it cannot be read.
    pub(crate) async fn text(&self) -> Result<String, String> {
        text_of(&self.file).await
    }
}

/// What is in a file; the browser's words if it cannot be read, or where it is no text.
pub(crate) async fn text_of(file: &File) -> Result<String, String> {
    let text = JsFuture::from(file.text()).await.map_err(|error| words(&error))?;
    let text = text.as_string().unwrap_or_default();
    // The browser takes bytes that are no UTF-8 for this character; nobody's file is altered so in silence.
    // A picture is no text all the way, and its drawing is found in what of it is.
    let may_be_text = !text.contains(char::REPLACEMENT_CHARACTER) && !text.starts_with("PK\u{3}\u{4}");
    if may_be_text || is_picture(&text) {
        return Ok(text);
    }
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|error| words(&error))?;
    decode(Uint8Array::new(&bytes).to_vec()).map_err(|error| as_sentence(&error.to_string()))
}

/// Words that go on after the name of a file elsewhere, and stand below it here.
fn as_sentence(words: &str) -> String {
    let mut letters = words.chars();
    // Our own words begin with plain letters: the tables of all others would weigh 14 KB in the first file.
    letters.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_uppercase()).chain(letters).collect()
    })
}

fn words(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(|| "the browser cannot read it".to_owned(), |error| String::from(error.message()))
}

/// Hands a text to the person as a file.
pub(crate) fn save(name: &str, text: &str, media_type: &str) {
    let parts = Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        save_blob(name, &blob);
    }
}

/// Hands something to the person as a file.
pub(crate) fn save_blob(name: &str, blob: &Blob) {
    let Ok(url) = Url::create_object_url_with_blob(blob) else { return };
    let document = leptos::prelude::document();
    if let Some(link) =
        document.create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
    {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser reads the file after the click: the address lives a little longer.
    gloo_timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}

/// Asks the person for files, or for a folder.
pub(crate) fn choose(folder: bool, several: bool, then: impl FnOnce(Vec<PickedFile>) + 'static) {
    let document = leptos::prelude::document();
    let made =
        document.create_element("input").ok().and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = made else { return };
    input.set_type("file");
    input.set_multiple(several);
    if folder {
        let _ = input.set_attribute("webkitdirectory", "");
    }
    // It has to be in the page for tests and for some browsers, and nobody should find it by Tab.
    input.set_class_name("visually-hidden");
    let _ = input.set_attribute("tabindex", "-1");
    let _ = input.set_attribute("aria-hidden", "true");
    let _ = input.set_attribute("data-file-choice", "");
    if let Some(old) = document.query_selector("[data-file-choice]").ok().flatten() {
        old.remove();
    }
    if let Some(body) = document.body() {
        let _ = body.append_child(&input);
    }
    let chosen = input.clone();
    let changed = Closure::once_into_js(move || {
        let files = chosen.files().map(|files| of_list(&files)).unwrap_or_default();
        chosen.remove();
        if !files.is_empty() {
            then(files);
        }
    });
    input.set_onchange(Some(changed.unchecked_ref()));
    input.click();
}

fn of_list(list: &FileList) -> Vec<PickedFile> {
    (0..list.length())
        .filter_map(|index| list.item(index))
        .map(|file| {
            let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into())
                .ok()
                .and_then(|path| path.as_string());
            PickedFile { path: path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name()), file }
        })
        .collect()
}

/// What was dropped, folders with everything in them. The entries must be taken while the event is being handled. `tell` is
/// told how many were found, and says whether more are looked for.
pub(crate) fn dropped(
    data: &DataTransfer,
    mut tell: impl FnMut(usize) -> bool + 'static,
) -> impl Future<Output = Option<Vec<PickedFile>>> + 'static {
    let items = data.items();
    let entries: Vec<FileSystemEntry> = (0..items.length())
        .filter_map(|index| items.get(index)?.webkit_get_as_entry().ok().flatten())
        .collect();
    let files = data.files().map(|files| of_list(&files)).unwrap_or_default();
    async move {
        if entries.is_empty() {
            return Some(files);
        }
        let mut found = Vec::new();
        let mut waiting = entries;
        while let Some(entry) = waiting.pop() {
            if entry.is_file() {
                found.extend(file_of(entry.unchecked_into()).await);
            } else if entry.is_directory() {
                waiting.extend(entries_of(entry.unchecked_into()).await);
            }
            if !tell(found.len()) {
                return None;
            }
        }
        found.order_by(|one, other| one.path.cmp(&other.path));
        Some(found)
    }
}

async fn file_of(entry: FileSystemFileEntry) -> Option<PickedFile> {
    let path = entry.full_path().trim_start_matches('/').to_owned();
    let promise =
        Promise::new(&mut |resolve, reject| entry.file_with_callback_and_callback(&resolve, &reject));
    let file: File = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    Some(PickedFile { path, file })
}

/// A reader gives at most a hundred entries at a time, and none when it is through.
async fn entries_of(folder: FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut found = Vec::new();
    loop {
        let promise = Promise::new(&mut |resolve, reject| {
            let _ = reader.read_entries_with_callback_and_callback(&resolve, &reject);
        });
        let Ok(batch) = JsFuture::from(promise).await else { return found };
        let batch: Array = batch.unchecked_into();
        if batch.length() == 0 {
            return found;
        }
        found.extend(batch.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}
