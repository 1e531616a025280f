//! Pictures of the open drawing, as PNG or SVG, in the clipboard or as a file.

use super::file_name;
use crate::demand::{Missing, Reading, reading_here};
use crate::platform::{clipboard, file, picture};
use crate::store::Store;
use crate::worker::NOT_LOADED;
use leptos::prelude::*;
use leptos::task::spawn_local;
use netyard_core::model::Document;
use netyard_editor::AppAct;

/// Carries out what an act wants with a picture. Pictures are light: they go into papers and wikis.
pub(super) fn make(store: Store, act: AppAct) {
    // It is a command, which waits for the tools.
    let Some(tools) = store.demand.hands.now() else { return };
    let title = store.document.with_untracked(|document| document.title.clone());
    let svg = store
        .scene
        .with_untracked(|scene| (!scene.nodes().is_empty()).then(|| (tools.picture)(scene, &title)));
    let Some(svg) = svg else {
        store.interface.toast("There is nothing to make a picture of yet.", None);
        return;
    };
    let document = store.document.get_untracked();
    spawn_local(async move {
        let text = match act {
            AppAct::CopyPng if picture::copy_png(svg.clone()).await => {
                "The picture is in the clipboard.".into()
            }
            AppAct::CopyPng => {
                "The browser does not let the page copy pictures. Save it as a file instead.".into()
            }
            AppAct::CopySvg if clipboard::write(&svg).await => "The SVG is in the clipboard, as text.".into(),
            AppAct::CopySvg => "The browser does not let the page write to the clipboard.".into(),
            AppAct::SaveSvg => save_svg(&file_name(&title, "svg"), svg, &document).await,
            _ => save_png(&file_name(&title, "png"), svg, &document).await,
        };
        if !text.is_empty() {
            store.interface.toast(text, None);
        }
    });
}

/// Saves an SVG with the drawing in it; says what did not go well.
async fn save_svg(name: &str, svg: String, document: &Document) -> String {
    let (svg, missed) = match embedded(|reading| (reading.svg_with)(&svg, document)).await {
        Ok(with) => (with, String::new()),
        Err(reason) => (svg, without(&reason)),
    };
    file::save(name, &svg, "image/svg+xml");
    missed
}

/// Saves a PNG with the drawing in it; says what did not go well.
pub(crate) async fn save_png(name: &str, svg: String, document: &Document) -> String {
    const NOT_PAINTED: &str = "The browser cannot paint this drawing. Save it as SVG instead.";
    let Ok(plain) = picture::png(svg).await else { return NOT_PAINTED.to_owned() };
    let Ok(bytes) = picture::bytes_of(&plain).await else { return NOT_PAINTED.to_owned() };
    let (picture, missed) = match embedded(|reading| (reading.png_with)(&bytes, document)).await {
        Ok(with) => (picture::png_of(&with).unwrap_or(plain), String::new()),
        Err(reason) => (plain, without(&reason)),
    };
    file::save_blob(name, &picture);
    missed
}

async fn embedded<T>(put: impl FnOnce(&Reading) -> Result<T, String>) -> Result<T, String> {
    let reading = reading_here().await.map_err(|Missing| NOT_LOADED.to_owned())?;
    put(&reading)
}

fn without(reason: &str) -> String {
    format!("The picture is saved without the drawing in it, so it does not open again: {reason}")
}
