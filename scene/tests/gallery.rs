//! The list of ready drawings beside the page tells what lies in `assets/scenarios`, and shows it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by a panic")]

mod support;

use netyard_core::schema;
use netyard_scene::thumbnail::Thumbnail;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use support::{Drawing, build};

/// The size of a picture in the gallery.
const PICTURE: (f64, f64) = (120.0, 76.0);

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
            let note = promises.first().map(|promise| promise.title.clone()).unwrap_or_default();
            let (title, parts) = (document.title.clone(), document.resources.len());
            let expectations = document.expectations.len();
            let Thumbnail { lines, vpcs, public, private, parts: squares } =
                Thumbnail::new(&build(&Drawing { document }), PICTURE.0, PICTURE.1);
            json!({
                "id": path.file_stem().unwrap().to_str().unwrap(),
                "title": title,
                "note": note,
                "parts": parts,
                "expectations": expectations,
                "picture": [lines, vpcs, public, private, squares],
            })
        })
        .collect();
    drawings.sort_by_key(|drawing| drawing["title"].as_str().unwrap_or_default().to_lowercase());
    Value::Array(drawings)
}

/// With `NETYARD_WRITE_PAGES` set the list is written instead of compared.
#[test]
fn the_gallery_lists_every_ready_drawing_as_it_is() {
    let file = assets().join("gallery.json");
    let expected = format!("{}\n", serde_json::to_string_pretty(&list()).unwrap());
    if std::env::var_os("NETYARD_WRITE_PAGES").is_some() {
        std::fs::write(&file, &expected).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(written == expected, "assets/gallery.json is not current: run cargo xtask docs");
}

#[test]
fn a_picture_stays_in_its_box() {
    let mut drawing = Drawing::default();
    drawing.vpc("vpc-1", "lab", "10.0.0.0/16");
    let picture = Thumbnail::new(&build(&drawing), 120.0, 76.0);
    // 284 by 176 units at 0.16: 45.4 by 28.2, in the middle; the path begins behind the corner of 3.
    assert!(picture.vpcs.starts_with("M40.3 23.9h39.4"), "{}", picture.vpcs);
    assert_eq!(picture.parts, "");
}
