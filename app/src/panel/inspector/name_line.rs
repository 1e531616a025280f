use super::drawn_line::DrawnLine;
use super::line::Line;
use crate::panel::desk::use_desk;
use leptos::prelude::*;
use netyard_editor::name_line::words_of_name_line;

/// A line of what decides about names: which association it stands for.
#[component]
pub(super) fn NameLineInspector(
    /// The things at its ends.
    ends: (String, String),
) -> impl IntoView {
    let desk = use_desk();
    let (from, to) = ends.clone();
    let words = move || words_of_name_line(&desk.document(), &from, &to);
    let sign_of = ends.0.clone();
    view! {
        <DrawnLine ends sign_of kind="Association" delete="End the association">
            <Line label="By">{words}</Line>
        </DrawnLine>
    }
}
