use leptos::prelude::*;
use netyard_scene::glyph::mark;

/// The mark of a verdict or of a finding: shape first, colour second.
#[component]
pub(crate) fn MarkIcon(
    /// `delivered`, `dropped`, `rejected`, `partial`, `unknown`, `further`, `error`, `warning` or `hint`.
    id: &'static str,
    /// Side in pixels.
    #[prop(default = 16)]
    size: u32,
    /// Whether the mark stands without words, so that a screen reader must name it.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    mark(id).map(|mark| {
        let fill = match mark.ground_fill {
            Some("surface") => "mark-ground mark-ground-open",
            Some(_) => "mark-ground",
            None => "mark-ground mark-ground-none",
        };
        let outline = if mark.outlined { "mark-outlined" } else { "" };
        let sign = if mark.sign_token == "on-verdict" { "mark-sign mark-sign-paper" } else { "mark-sign" };
        let class = format!("mark mark-{} {outline}", mark.token);
        let (role, label) = if alone { (Some("img"), Some(mark.name)) } else { (None, None) };
        view! {
            <svg
                class=class
                width=size
                height=size
                viewBox="0 0 16 16"
                role=role
                aria-label=label
                aria-hidden=(!alone).then_some("true")
                focusable="false"
            >
                <path class=fill d=mark.ground stroke-dasharray=mark.dashes></path>
                <path class=format!("{sign} mark-strokes") d=mark.sign_strokes></path>
                <path class=format!("{sign} mark-fills") d=mark.sign_fills></path>
            </svg>
        }
    })
}
