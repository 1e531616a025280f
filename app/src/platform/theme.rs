//! Light and dark: `data-theme` on the root, as the boot script sets it before the first paint.

use super::svg;

/// Shows a theme: its word, or none for the system's.
pub(crate) fn show(word: Option<&str>) {
    let Some(root) = svg::page().and_then(|page| page.document_element()) else { return };
    svg::set(&root, "data-theme", word.unwrap_or_else(|| if system_is_dark() { "dark" } else { "light" }));
}

fn system_is_dark() -> bool {
    web_sys::window()
        .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten())
        .is_some_and(|query| query.matches())
}
