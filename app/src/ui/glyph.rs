use leptos::prelude::*;
use netyard_scene::glyph::Glyph;

/// The glyph of a resource, in ink. Its name always stands beside it, so it is hidden from screen readers.
#[component]
pub(crate) fn ResourceGlyph(
    /// The glyph.
    glyph: &'static Glyph,
    /// Side in pixels.
    #[prop(default = 18)]
    size: u32,
) -> impl IntoView {
    view! {
        <svg class="glyph" width=size height=size viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path class="glyph-strokes" d=glyph.strokes></path>
            {(!glyph.fills.is_empty()).then(|| view! { <path class="glyph-fills" d=glyph.fills></path> })}
        </svg>
    }
}
