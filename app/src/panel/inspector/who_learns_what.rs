use crate::panel::desk::use_desk;
use crate::panel::words::name_of;
use crate::ui::{Section, When};
use leptos::prelude::*;
use netyard_core::model::Document;
use netyard_core::routing::{KnownRoute, Standing, known_routes};

/// Who learns what: every route that a table holds or is offered, through whom, and why it wins or loses. Shown where
/// something is learned, or where routes compete.
#[component]
pub(super) fn WhoLearnsWhat(
    /// The route table, the table of a transit gateway or the site.
    of: String,
) -> impl IntoView {
    let desk = use_desk();
    let routes = Memo::new(move |_| known_routes(&desk.network(), &of));
    let is_learned = |route: &KnownRoute| {
        route.standing != Standing::Wins
            || !matches!(route.origin, "local" | "static" | "endpoint" | "prefix list")
    };
    let has_learned = move || routes.with(|routes| routes.iter().any(is_learned));
    let rows = move || {
        let document = desk.document();
        routes.with(|routes| routes.iter().map(|route| row(&document, route)).collect_view())
    };
    view! {
        <When holds=has_learned>
            <Section title="Who learns what" note="as the drawing is">
                <table class="rows learned-routes">
                    <thead>
                        <tr><th scope="col">"Network"</th><th scope="col">"From"</th><th scope="col">"Via"</th><th scope="col">"Outcome"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Section>
        </When>
    }
}

fn row(document: &Document, route: &KnownRoute) -> impl IntoView + use<> {
    let via: Vec<String> = route.via.iter().map(|id| name_of(document, id.as_str())).collect();
    let outcome = if route.why.is_empty() {
        route.standing.word().to_owned()
    } else {
        format!("{}: {}", route.standing.word(), route.why)
    };
    let numbers = route.book.join(", ");
    view! {
        <tr class:learned-loses=route.standing == Standing::Loses title=numbers>
            <td>{route.destination.to_string()}</td>
            <td>{route.origin}</td>
            <td>{via.join(", ")}</td>
            <td>{outcome}</td>
        </tr>
    }
}
