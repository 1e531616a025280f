//! Reads files, kept and ready drawings and links: what is in them goes to the page in parts, or why it was refused.

use super::{Telling, say, text};
use crate::demand::{Missing, Opening, imports_here, reading_here, sight_here};
use crate::platform::file;
use js_sys::Array;
use netyard_core::model::Document;
use netyard_core::schema::Opened;
use netyard_formats::import::{SourceFile, Step};
use netyard_formats::picture::{NO_DRAWING, is_picture, link_in};
use netyard_formats::report::ImportReport;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

/// Why something was not opened that another attempt may open.
pub(crate) const NOT_LOADED: &str = "What reads it could not be loaded. Look whether there is a network, then open it again or reload the page.";

/// What was read.
#[derive(Clone)]
pub(crate) struct Read {
    /// The drawing.
    pub(crate) document: Document,
    /// How many fields and types in it are not known.
    pub(crate) unknown: usize,
    /// What an import made of it.
    pub(crate) report: Option<ImportReport>,
}

impl Read {
    /// A drawing of ours.
    fn whole(Opened { document, unknown_fields, unknown_types }: Opened) -> Self {
        Self { document, unknown: unknown_fields.len() + unknown_types.len(), report: None }
    }
}

thread_local! {
    static READ: RefCell<Option<Pending>> = const { RefCell::new(None) };
}

/// What was read and is not told yet.
struct Pending {
    parts: Telling,
    all: usize,
    unknown: usize,
    report: Option<ImportReport>,
}

/// Answers `["more"]`: with `["part", text, how many resources, of how many]`, and when there is no more with
/// `["read", unknown, report]`. The page asks for each part, so that it is never behind.
pub(super) fn more() {
    READ.with_borrow_mut(|read| {
        let Some(pending) = read else { return };
        if let Some((text, count)) = pending.parts.next() {
            return say(&["part".into(), text.into(), number(count), number(pending.all)]);
        }
        let report = pending.report.as_ref().map(|report| serde_json::to_string(report).unwrap_or_default());
        say(&["read".into(), number(pending.unknown), report.into()]);
        *read = None;
    });
}

/// Answers `["prepare"]` with nothing, and fetches what reads. What cannot be had is asked for again when it is needed.
pub(super) async fn prepare() {
    let _ = sight_here().await;
    let _ = reading_here().await;
    let _ = imports_here().await;
}

/// So often it is said which file is read, in milliseconds.
const OFTEN: f64 = 50.0;

thread_local! {
    static SAID: Cell<f64> = const { Cell::new(0.0) };
}

/// Says `["at", what is done, which file, of how many]`, or how far an import is without files. Of thousands of files not
/// each is worth a word.
fn tell_at(doing: &str, file: usize, of: usize) {
    let now = js_sys::Date::now();
    if file <= 1 || now - SAID.get() >= OFTEN {
        SAID.set(now);
        say(&["at".into(), doing.into(), number(file), number(of)]);
    }
}

fn tell_step(step: Step) {
    match step {
        Step::Reading { file, of } => tell_at("Reading", file, of),
        Step::Making => tell_at("Making a drawing of", 0, 0),
        Step::Checking => tell_at("Checking", 0, 0),
    }
}

/// Answers `["read", wishes, path, file or text, path, file or text, …]`: with how far it is (`tell_at`) until the drawing
/// is made, then with the first part, or with `["refused", what, reason]`.
pub(super) async fn read(message: Array) {
    let mut sources = Vec::new();
    let wishes = text(&message, 1);
    let of = (message.length() as usize / 2).saturating_sub(1);
    for at in (2..message.length()).step_by(2) {
        let path = text(&message, at);
        tell_at("Loading", sources.len() + 1, of);
        match text_of(&message.get(at + 1)).await {
            Ok(text) => sources.push(SourceFile { path, text }),
            Err(reason) => return say(&["refused".into(), path.into(), reason.into()]),
        }
    }
    match open_in_parts(sources, &wishes).await {
        Ok(pending) => {
            READ.set(Some(pending));
            more();
        }
        Err((what, reason)) => say(&["refused".into(), what.into(), reason.into()]),
    }
}

async fn open_in_parts(sources: Vec<SourceFile>, wishes: &str) -> Result<Pending, (String, String)> {
    let sight = sight_here().await.map_err(|Missing| (String::new(), NOT_LOADED.to_owned()))?;
    let Read { document, unknown, report } = open(sources, sight.open, wishes, &mut tell_step).await?;
    let all = document.resources.len();
    let reading = reading_here().await.map_err(|Missing| (String::new(), NOT_LOADED.to_owned()))?;
    Ok(Pending { parts: (reading.parts)(document), all, unknown, report })
}

fn number(count: usize) -> JsValue {
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    JsValue::from_f64(count as f64)
}

async fn text_of(value: &JsValue) -> Result<String, String> {
    if let Some(text) = value.as_string() {
        return Ok(text);
    }
    match value.dyn_ref::<File>() {
        Some(file) => file::text_of(file).await,
        None => Err("it is no file".to_owned()),
    }
}

/// Opens one drawing, as `saved` opens it, the one in a picture, or a link, which has no path, or imports describe output
/// or templates, as it is wished (`Wishes::asked`), and tells how far it is; what was refused, and why.
pub(crate) async fn open(
    sources: Vec<SourceFile>,
    saved: Opening,
    wishes: &str,
    tell: &mut dyn FnMut(Step),
) -> Result<Read, (String, String)> {
    let reading = async || reading_here().await.map_err(|Missing| NOT_LOADED.to_owned());
    let imports = async || imports_here().await.map_err(|Missing| NOT_LOADED.to_owned());
    // A drawing of ours has private data, too.
    let whole = async |opened: Opened, path: &str| {
        let document = if leaves_out(wishes) {
            let left = imports().await.and_then(|imports| (imports.without)(&opened.document, wishes));
            left.map_err(|reason| (path.to_owned(), reason))?
        } else {
            opened.document
        };
        Ok(Read::whole(Opened { document, ..opened }))
    };
    if let [only] = sources.as_slice()
        && is_picture(&only.text)
    {
        let refused = |reason: String| (only.path.clone(), reason);
        let link = link_in(&only.text).ok_or_else(|| refused(NO_DRAWING.to_owned()))?;
        let opened = reading().await.and_then(|reading| (reading.link)(link)).map_err(refused)?;
        return whole(opened, &only.path).await;
    }
    let is_foreign = match sources.as_slice() {
        [only] if only.path.is_empty() || says_drawing(&only.text) => false,
        [only] => {
            let imports = imports().await.map_err(|reason| (only.path.clone(), reason))?;
            (imports.is_foreign)(&only.text)
        }
        _ => true,
    };
    if let [only] = sources.as_slice()
        && !is_foreign
    {
        tell(Step::Reading { file: 1, of: 1 });
        let opened = if only.path.is_empty() {
            reading().await.and_then(|reading| (reading.link)(&only.text))
        } else {
            saved(&only.text)
        };
        let opened = opened.map_err(|reason| (only.path.clone(), reason))?;
        return whole(opened, &only.path).await;
    }
    let what = match sources.as_slice() {
        [one] => one.path.clone(),
        many => format!("{} files", many.len()),
    };
    match imports().await.and_then(|imports| (imports.import)(sources, wishes, tell)) {
        Ok(imported) => {
            let document = Document { title: title_of(&what), ..imported.document };
            Ok(Read { document, unknown: 0, report: Some(imported.report) })
        }
        Err(reason) => Err((what, reason)),
    }
}

/// Whether something is wished to be left out.
fn leaves_out(wishes: &str) -> bool {
    wishes.lines().next().is_some_and(|words| !words.trim().is_empty())
}

/// Whether this is one of our drawings, by what stands at its beginning: as a file, in a picture, or in a link, which has no
/// path.
pub(crate) fn is_ours(sources: &[SourceFile]) -> bool {
    let [only] = sources else { return false };
    only.path.is_empty() || says_drawing(&only.text) || is_picture(&only.text)
}

/// Whether a text says at its beginning that it is a drawing.
fn says_drawing(text: &str) -> bool {
    let head: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(400).collect();
    head.starts_with('{') && head.contains("\"netyard\"")
}

/// A title for an imported drawing: the name of the folder or file.
fn title_of(what: &str) -> String {
    let name = what.rsplit('/').next().unwrap_or(what);
    let endings = [".json", ".yaml", ".yml", ".template", ".tfstate", ".tfvars", ".tf"];
    let stem = endings.iter().find_map(|ending| name.strip_suffix(ending)).filter(|stem| !stem.is_empty());
    format!("Imported from {}", stem.unwrap_or(name))
}
