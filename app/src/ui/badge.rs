use leptos::prelude::*;

/// The tint of a count: that of its worst member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tint {
    /// Nothing to worry about.
    #[default]
    Quiet,
    /// Everything is well.
    Good,
    /// A warning is the worst.
    Warning,
    /// Something failed.
    Bad,
}

impl Tint {
    /// The class that colours it.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Quiet => "count",
            Self::Good => "count count-good",
            Self::Warning => "count count-warning",
            Self::Bad => "count count-bad",
        }
    }
}

/// A count in a small pill.
#[component]
pub(crate) fn Count(
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// Its tint.
    #[prop(into, optional)]
    tint: Signal<Tint>,
) -> impl IntoView {
    view! { <span class=move || tint.get().class()>{text}</span> }
}
