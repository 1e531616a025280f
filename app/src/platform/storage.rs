//! Drawings kept in this browser: one record each in IndexedDB.

use super::spare;
use js_sys::{Array, Object, Promise, Reflect};
use netyard_core::ordered::Order;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

const DATABASE: &str = "netyard";
const VERSION: u32 = 1;
const STORE: &str = "drawings";

thread_local! {
    /// The database, from the start of the page on: what is asked of it while the page goes away is still done.
    static OPENED: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// One drawing as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record {
    /// Its id on this device.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: String,
    /// When it was last written, in milliseconds since 1970.
    pub(crate) updated: f64,
    /// Counts up with every write.
    pub(crate) revision: f64,
    /// How many parts it has.
    pub(crate) parts: f64,
    /// The document as it is saved to a file.
    pub(crate) text: String,
}

/// Why the browser did not keep or find something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StorageError {
    /// There is no more room.
    Full,
    /// Storage is switched off or broken: the browser's words.
    Refused(String),
}

impl StorageError {
    /// What to tell a person.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Full => "storage is full. Save as file".to_owned(),
            Self::Refused(reason) => format!("the browser keeps nothing here ({reason}). Save as file"),
        }
    }

    fn of(value: &JsValue) -> Self {
        let text = |key: &str| Reflect::get(value, &key.into()).ok().and_then(|text| text.as_string());
        match text("name").as_deref() {
            Some("QuotaExceededError") => Self::Full,
            name => Self::Refused(
                text("message")
                    .filter(|text| !text.is_empty())
                    .or(name.map(str::to_owned))
                    .unwrap_or_else(|| "no storage".to_owned()),
            ),
        }
    }
}

/// Writes a drawing, in place of the record with its id.
///
/// Once the database is open, the browser has been asked when this returns: nothing has to wait for the answer.
pub(crate) fn write(record: Rc<Record>) -> impl Future<Output = Result<(), StorageError>> {
    let begun = OPENED.with_borrow(Option::clone).and_then(|database| put(&database, &record).ok());
    async move {
        let transaction = match begun {
            Some(transaction) => transaction,
            None => put(&database().await?, &record)?,
        };
        committed(&transaction).await
    }
}

/// Writes a drawing unless the record with its id is as new. Nobody else writes in between.
pub(crate) async fn write_if_newer(record: &Record) -> Result<(), StorageError> {
    let refused = |error: JsValue| StorageError::of(&error);
    let store = store(IdbTransactionMode::Readwrite).await?;
    let request = store.get(&record.id.as_str().into()).map_err(refused)?;
    let kept = from_value(&done(&request).await?);
    if kept.is_some_and(|kept| kept.revision >= record.revision) {
        return Ok(());
    }
    store.put(&to_value(record).map_err(refused)?).map_err(refused)?;
    committed(&store.transaction()).await
}

fn put(database: &IdbDatabase, record: &Record) -> Result<IdbTransaction, StorageError> {
    let begin = || {
        let transaction = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
        transaction.object_store(STORE)?.put(&to_value(record)?)?;
        // Without this the browser waits for the page's answer, which a page that goes away never gives. The
        // bindings call it outdated, which it is not; a browser without it commits a little later.
        let commit = Reflect::get(&transaction, &"commit".into())?;
        if let Some(commit) = commit.dyn_ref::<js_sys::Function>() {
            commit.call0(&transaction)?;
        }
        Ok(transaction)
    };
    begin().map_err(|error| StorageError::of(&error))
}

/// Reads a drawing.
pub(crate) async fn read(id: &str) -> Result<Option<Record>, StorageError> {
    let store = store(IdbTransactionMode::Readonly).await?;
    let request = store.get(&id.into()).map_err(|error| StorageError::of(&error))?;
    Ok(from_value(&done(&request).await?))
}

/// Every drawing, the one that was written last first.
pub(crate) async fn list() -> Result<Vec<Record>, StorageError> {
    let store = store(IdbTransactionMode::Readonly).await?;
    let request = store.get_all().map_err(|error| StorageError::of(&error))?;
    let found: Array = done(&request).await?.unchecked_into();
    let mut records: Vec<Record> = found.iter().filter_map(|value| from_value(&value)).collect();
    records.order_by(|one, other| other.updated.total_cmp(&one.updated));
    Ok(records)
}

/// Removes a drawing from this device.
pub(crate) async fn remove(id: &str) -> Result<(), StorageError> {
    spare::forget(id);
    let store = store(IdbTransactionMode::Readwrite).await?;
    let request = store.delete(&id.into()).map_err(|error| StorageError::of(&error))?;
    done(&request).await.map(|_| ())
}

/// A record as a plain object.
pub(super) fn to_value(record: &Record) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (key, text) in [("id", &record.id), ("title", &record.title), ("text", &record.text)] {
        Reflect::set(&object, &key.into(), &text.as_str().into())?;
    }
    for (key, number) in [("updated", record.updated), ("revision", record.revision), ("parts", record.parts)]
    {
        Reflect::set(&object, &key.into(), &number.into())?;
    }
    Ok(object.into())
}

/// The record in a plain object.
pub(super) fn from_value(value: &JsValue) -> Option<Record> {
    let get = |key: &str| Reflect::get(value, &key.into()).ok();
    Some(Record {
        id: get("id")?.as_string()?,
        title: get("title")?.as_string()?,
        updated: get("updated")?.as_f64()?,
        revision: get("revision")?.as_f64()?,
        parts: get("parts")?.as_f64().unwrap_or_default(),
        text: get("text")?.as_string()?,
    })
}

async fn store(mode: IdbTransactionMode) -> Result<IdbObjectStore, StorageError> {
    let refused = |error: JsValue| StorageError::of(&error);
    let database = database().await?;
    let transaction = database.transaction_with_str_and_mode(STORE, mode).map_err(refused)?;
    transaction.object_store(STORE).map_err(refused)
}

/// Opens the database, which stays open as long as the page.
pub(crate) async fn prepare() {
    let _ = database().await;
}

async fn database() -> Result<IdbDatabase, StorageError> {
    let missing = || StorageError::Refused("no IndexedDB".to_owned());
    if super::page::is_embedded() {
        return Err(missing());
    }
    let usable = |database: &IdbDatabase| database.transaction_with_str(STORE).is_ok();
    if let Some(opened) = OPENED.with_borrow(Option::clone).filter(usable) {
        return Ok(opened);
    }
    let window = web_sys::window().ok_or_else(missing)?;
    let factory = window.indexed_db().map_err(|error| StorageError::of(&error))?.ok_or_else(missing)?;
    let request = factory.open_with_u32(DATABASE, VERSION).map_err(|error| StorageError::of(&error))?;
    make_store_on_upgrade(&request);
    let opened: IdbDatabase = done(&request).await?.dyn_into().map_err(|_| missing())?;
    give_way(&opened);
    OPENED.set(Some(opened.clone()));
    Ok(opened)
}

/// A later version of the page may have to change the database, which it can only when nobody has it open.
fn give_way(database: &IdbDatabase) {
    let held = database.clone();
    let close = Closure::once_into_js(move || held.close());
    database.set_onversionchange(Some(close.unchecked_ref()));
}

/// A new browser has no store yet.
fn make_store_on_upgrade(request: &IdbOpenDbRequest) {
    let opened = request.clone();
    let upgrade = Closure::once_into_js(move || {
        let database = opened.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok());
        if let Some(database) = database {
            let parameters = IdbObjectStoreParameters::new();
            parameters.set_key_path(&"id".into());
            let _ = database.create_object_store_with_optional_parameters(STORE, &parameters);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
}

/// Waits for a request, and gives its result.
async fn done(request: &IdbRequest) -> Result<JsValue, StorageError> {
    settled(request, "onsuccess", "onerror").await
}

/// Waits until a transaction is kept for good.
async fn committed(transaction: &IdbTransaction) -> Result<(), StorageError> {
    settled(transaction, "oncomplete", "onabort").await.map(|_| ())
}

/// Waits for one of two events: gives the `result` of what was asked, or its `error`.
async fn settled(asked: &JsValue, good: &str, bad: &str) -> Result<JsValue, StorageError> {
    let promise = Promise::new(&mut |resolve, reject| {
        let answer = |end: js_sys::Function, what: &'static str| {
            let asked = asked.clone();
            Closure::once_into_js(move |event: web_sys::Event| {
                event.prevent_default();
                let _ =
                    end.call1(&JsValue::NULL, &Reflect::get(&asked, &what.into()).unwrap_or(JsValue::NULL));
            })
        };
        let _ = Reflect::set(asked, &good.into(), &answer(resolve, "result"));
        let _ = Reflect::set(asked, &bad.into(), &answer(reject, "error"));
    });
    JsFuture::from(promise).await.map_err(|error| StorageError::of(&error))
}
