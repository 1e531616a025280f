//! The list of ready drawings beside the page tells what lies in `assets/scenarios`.
#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

use netyard_core::schema;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets")
}

/// The list as it has to be: sorted by title, with the first promise of each drawing as its note.
fn list() -> Value {
    let mut drawings: Vec<Value> = std::fs::read_dir(assets().join("scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let document = schema::open(&std::fs::read_to_string(&path).unwrap()).unwrap().document;
            let mut promises: Vec<_> = document.expectations.values().collect();
            promises.sort_by_key(|promise| (promise.order.is_none(), promise.order.clone()));
            json!({
                "id": path.file_stem().unwrap().to_str().unwrap(),
                "title": document.title,
                "note": promises.first().map(|promise| promise.title.clone()).unwrap_or_default(),
                "parts": document.resources.len(),
                "expectations": document.expectations.len(),
            })
        })
        .collect();
    drawings.sort_by_key(|drawing| drawing["title"].as_str().unwrap_or_default().to_lowercase());
    Value::Array(drawings)
}

#[test]
fn the_gallery_lists_every_ready_drawing_as_it_is() {
    let expected = format!("{}\n", serde_json::to_string_pretty(&list()).unwrap());
    let written = std::fs::read_to_string(assets().join("gallery.json")).unwrap_or_default();
    assert!(written == expected, "assets/gallery.json has to be:\n{expected}");
}
