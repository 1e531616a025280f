use super::drawn_line::DrawnLine;
use super::line::Line;
use crate::panel::desk::use_desk;
use leptos::prelude::*;
use netyard_editor::target_line::{TargetRow, rows_of_target_line};

/// A line behind a load balancer: which listeners, targets or lists it stands for.
#[component]
pub(super) fn TargetLineInspector(
    /// The things at its ends.
    ends: (String, String),
) -> impl IntoView {
    let desk = use_desk();
    let (from, to) = ends.clone();
    let rows = move || {
        let rows = rows_of_target_line(&desk.document(), &from, &to);
        let row = |row: TargetRow| view! { <Line label="By">{row.words}</Line> };
        rows.into_iter().map(row).collect_view()
    };
    let sign_of = ends.1.clone();
    view! {
        <DrawnLine ends sign_of kind="Line of a load balancer" delete="Delete the line">
            {rows}
        </DrawnLine>
    }
}
