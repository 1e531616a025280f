//! Pictures of the open drawing, as PNG or SVG, in the clipboard or as a file.

use super::file_name;
use crate::platform::{clipboard, file, picture};
use crate::store::Store;
use leptos::prelude::*;
use leptos::task::spawn_local;
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
    spawn_local(async move {
        let text = match act {
            AppAct::CopyPng if picture::copy_png(svg.clone()).await => "The picture is in the clipboard.",
            AppAct::CopyPng => "The browser does not let the page copy pictures. Save it as a file instead.",
            AppAct::CopySvg if clipboard::write(&svg).await => "The SVG is in the clipboard, as text.",
            AppAct::CopySvg => "The browser does not let the page write to the clipboard.",
            AppAct::SaveSvg => {
                file::save(&file_name(&title, "svg"), &svg, "image/svg+xml");
                return;
            }
            _ => match picture::png(svg).await {
                Ok(picture) => {
                    file::save_blob(&file_name(&title, "png"), &picture);
                    return;
                }
                Err(_) => "The browser cannot paint this drawing. Save it as SVG instead.",
            },
        };
        store.interface.toast(text, None);
    });
}
