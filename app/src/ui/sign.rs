use leptos::prelude::*;
use netyard_scene::glyph::sign;

/// A sign of the interface. What it stands beside or inside of carries the name.
#[component]
pub(crate) fn Sign(
    /// The id in scene's set of signs.
    id: &'static str,
    /// Side in pixels.
    #[prop(default = 16)]
    size: u32,
) -> impl IntoView {
    sign(id).map(|sign| {
        view! {
            <svg class="sign" width=size height=size viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                <path class="glyph-strokes" d=sign.strokes></path>
                {(!sign.fills.is_empty()).then(|| view! { <path class="glyph-fills" d=sign.fills></path> })}
            </svg>
        }
    })
}
